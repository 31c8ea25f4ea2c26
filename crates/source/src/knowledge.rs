//! `furniture.toml`, compiled: the shapes of lines around an article.

use regex::{Captures, Regex};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The patterns of the program.
pub(crate) static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    // The file is part of the program, and a test reads it.
    Knowledge::compile(&source()).expect("furniture.toml is well-formed")
});

pub(crate) struct Knowledge {
    /// Whole paragraphs that go; anchored at the start, a separator may follow.
    pub furniture: Vec<Pattern>,
    /// Starts of paragraphs; anchored at the start.
    pub datelines: Vec<Pattern>,
    /// Ends of captions.
    pub captions: Vec<Pattern>,
    /// First words, in capitals, that are no towns.
    pub not_towns: BTreeSet<String>,
}

pub(crate) struct Pattern {
    pub regex: Regex,
    /// Whether it holds in the middle of an article too.
    pub anywhere: bool,
}

impl Pattern {
    /// The words of a named group and their place.
    pub fn group<'t>(captures: &Captures<'t>, name: &str) -> Option<regex::Match<'t>> {
        captures.name(name).filter(|m| !m.is_empty())
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    words: toml::Table,
    furniture: Vec<Entry>,
    dateline: Vec<Entry>,
    caption: Vec<Entry>,
    #[serde(rename = "not-towns")]
    not_towns: NotTowns,
}

/// `id`, `gloss`, `examples` and `leaves` are for people and tests.
#[derive(Deserialize)]
struct Entry {
    pattern: String,
    #[serde(default)]
    zone: Zone,
    #[cfg(test)]
    #[serde(flatten)]
    tests: tests::Examples,
}

#[derive(Deserialize, Default, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Zone {
    #[default]
    Edge,
    Any,
}

#[derive(Deserialize)]
struct NotTowns {
    words: BTreeSet<String>,
}

fn source() -> Source {
    toml::from_str(include_str!("../furniture.toml")).expect("furniture.toml is well-formed")
}

impl Knowledge {
    fn compile(source: &Source) -> Result<Self, regex::Error> {
        let all = |entries: &[Entry], before: &str, after: &str| {
            let compile = |entry: &Entry| {
                let pattern = expand(&entry.pattern, &source.words);
                Ok(Pattern {
                    regex: Regex::new(&format!("{before}(?:{pattern}){after}"))?,
                    anywhere: entry.zone == Zone::Any,
                })
            };
            entries.iter().map(compile).collect::<Result<Vec<_>, regex::Error>>()
        };
        Ok(Knowledge {
            furniture: all(&source.furniture, "^", r"(?:[\s|·•,;–—-]+|$)")?,
            datelines: all(&source.dateline, "^", "")?,
            captions: all(&source.caption, "", "")?,
            not_towns: source.not_towns.words.clone(),
        })
    }
}

/// Replaces `{word}` by its definition, definitions within definitions too.
fn expand(pattern: &str, words: &toml::Table) -> String {
    let mut out = pattern.to_owned();
    // Definitions are not nested deeper than this; a circle would leave braces, which the compiler refuses.
    for _ in 0..4 {
        for (name, definition) in words {
            out = out.replace(&format!("{{{name}}}"), definition.as_str().unwrap_or_default());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dateline, dates, furniture};

    #[derive(Deserialize)]
    pub(super) struct Examples {
        id: String,
        gloss: String,
        examples: Vec<Example>,
        #[serde(default)]
        leaves: Vec<String>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Example {
        words: String,
        publisher: Option<String>,
        date: Option<String>,
        town: Option<String>,
        #[serde(default)]
        authors: Vec<String>,
    }

    fn each(entries: &[Entry], patterns: &[Pattern], test: impl Fn(&Entry, &Pattern)) {
        for (entry, pattern) in entries.iter().zip(patterns) {
            assert!(!entry.tests.gloss.is_empty() && !entry.tests.examples.is_empty(), "{}", entry.tests.id);
            test(entry, pattern);
        }
    }

    fn check_groups(id: &str, example: &Example, captures: &Captures<'_>) {
        let group = |name: &str| Pattern::group(captures, name).map(|m| m.as_str());
        assert_eq!(group("publisher"), example.publisher.as_deref(), "{id}: {}", example.words);
        let date = group("date").and_then(dates::in_words).map(|d| d.to_string());
        assert_eq!(date, example.date, "{id}: {}", example.words);
        let authors = group("authors").map(furniture::names).unwrap_or_default();
        assert_eq!(authors, example.authors, "{id}: {}", example.words);
        assert_eq!(group("town").map(dateline::ordinary_capitals), example.town, "{id}: {}", example.words);
    }

    #[test]
    fn every_example_matches() {
        let source = source();
        let known = Knowledge::compile(&source).unwrap();
        each(&source.furniture, &known.furniture, |entry, pattern| {
            for example in &entry.tests.examples {
                assert!(furniture::consume(&example.words, true).is_some(), "{}: {}", entry.tests.id, example.words);
                if let Some(captures) = pattern.regex.captures(&example.words) {
                    check_groups(&entry.tests.id, example, &captures);
                }
            }
        });
        each(&source.dateline, &known.datelines, |entry, pattern| {
            for example in &entry.tests.examples {
                let captures = pattern.regex.captures(&example.words);
                check_groups(&entry.tests.id, example, &captures.expect(&example.words));
                assert!(dateline::at_start(&example.words).is_some(), "{}: {}", entry.tests.id, example.words);
            }
        });
        each(&source.caption, &known.captions, |entry, pattern| {
            for example in &entry.tests.examples {
                assert!(pattern.regex.is_match(&example.words), "{}: {}", entry.tests.id, example.words);
            }
        });
    }

    #[test]
    fn real_content_is_left() {
        let source = source();
        let known = Knowledge::compile(&source).unwrap();
        each(&source.furniture, &known.furniture, |entry, _| {
            for words in &entry.tests.leaves {
                assert!(furniture::consume(words, true).is_none(), "{}: {words}", entry.tests.id);
            }
        });
        each(&source.dateline, &known.datelines, |entry, _| {
            for words in &entry.tests.leaves {
                assert!(dateline::at_start(words).is_none(), "{}: {words}", entry.tests.id);
            }
        });
        each(&source.caption, &known.captions, |entry, pattern| {
            for words in &entry.tests.leaves {
                assert!(!pattern.regex.is_match(words), "{}: {words}", entry.tests.id);
            }
        });
    }
}
