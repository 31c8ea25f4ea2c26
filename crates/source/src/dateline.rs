//! Where and when an article was filed: "ISLAMABAD:", "MOSCOW, Dec 1 (TASS) —", "Geneva, 5 May 2021 –".

use crate::dates;
use crate::knowledge::{KNOWLEDGE, Pattern};
use crate::parts::is_prose;
use chancery_record::{Meta, Part, PartKind, Span};
use jiff::civil::Date;
use regex::Captures;

/// What the datelines say; the words stay in the text.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Dateline {
    pub town: Option<Meta<String>>,
    pub agency: Option<Meta<String>>,
    pub date: Option<Meta<Date>>,
}

/// Reads the paragraphs down to the first full one.
pub(crate) fn find(text: &str, parts: &[Part]) -> Dateline {
    let mut out = Dateline::default();
    // A caption names the place of its picture.
    let candidates = parts.iter().filter(|p| !matches!(p.kind, PartKind::Title | PartKind::Caption));
    for part in candidates.take(HEAD_PARTS) {
        let words = part.span.of(text);
        if let Some(captures) = at_start(words).filter(|c| !is_speaker(&c[0], text, parts)) {
            let place = |m: &regex::Match| {
                let start = part.span.start as usize;
                vec![Span::new(start + m.start(), start + m.end())]
            };
            let group = |name| Pattern::group(&captures, name);
            let town = group("town").map(|m| Meta { value: ordinary_capitals(m.as_str()), spans: place(&m) });
            let agency = group("publisher").map(|m| Meta { value: m.as_str().to_owned(), spans: place(&m) });
            let date = group("date").and_then(|m| Some(Meta { value: dates::in_words(m.as_str())?, spans: place(&m) }));
            out.town = out.town.or(town);
            out.agency = out.agency.or(agency);
            out.date = out.date.or(date);
        }
        if is_prose(words) || out.town.is_some() {
            break;
        }
    }
    out
}

/// How many paragraphs down a dateline is looked for.
const HEAD_PARTS: usize = 6;

/// The dateline a paragraph begins with.
pub(crate) fn at_start(words: &str) -> Option<Captures<'_>> {
    KNOWLEDGE.datelines.iter().find_map(|pattern| {
        let captures = pattern.regex.captures(words)?;
        let after = &words[captures[0].len()..];
        // A sentence begins after it: "NATO – an alliance" is none.
        let begins =
            after.trim_start_matches(['"', '“', '‘', '\'']).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let first = captures.name("town").and_then(|town| town.as_str().split([' ', '-']).next());
        let town = first.is_none_or(|word| !KNOWLEDGE.not_towns.contains(&word.to_uppercase()));
        ((begins || after.is_empty()) && town).then_some(captures)
    })
}

/// Whether a paragraph is a date, or a place and a date, and nothing else.
pub(crate) fn is_whole_line(words: &str) -> bool {
    at_start(words).is_some_and(|captures| captures[0].len() == words.len())
}

/// The name in ordinary capitals: "RIO DE JANEIRO" is Rio de Janeiro. A name with small letters stays as it is.
pub(crate) fn ordinary_capitals(name: &str) -> String {
    if name.contains(char::is_lowercase) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut first = true;
    for word in name.split_inclusive([' ', '-']) {
        let bare = word.trim_end_matches([' ', '-']).to_lowercase();
        if !first && SMALL.contains(&bare.as_str()) {
            out.push_str(&word.to_lowercase());
        } else {
            // N'DJAMENA, D.C.
            let initial = word.chars().nth(1).is_some_and(|c| matches!(c, '\'' | '’' | '.'));
            for (i, ch) in word.chars().enumerate() {
                match i == 0 || (initial && i == 2) {
                    true => out.push(ch),
                    false => out.extend(ch.to_lowercase()),
                }
            }
        }
        first = false;
    }
    out
}

const SMALL: &[&str] = &["de", "la", "del", "da", "do", "es", "el", "al", "au", "am", "sur", "and", "of", "upon", "le"];

/// Whether words in capitals with a colon introduce a speaker: a transcript has others.
fn is_speaker(opening: &str, text: &str, parts: &[Part]) -> bool {
    let opening = opening.trim_end();
    let label = |words: &str| {
        let (label, _) = words.split_once(':')?;
        let capitals = label.len() < 60 && label.chars().any(char::is_uppercase) && !label.contains(char::is_lowercase);
        capitals.then(|| label.to_owned())
    };
    opening.ends_with(':')
        && parts
            .iter()
            .filter(|p| p.kind == PartKind::Body)
            .filter_map(|p| label(p.span.of(text)))
            .any(|other| other != opening.trim_end_matches(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_ordinary() {
        for (name, ordinary) in [
            ("RIO DE JANEIRO", "Rio de Janeiro"),
            ("N'DJAMENA", "N'Djamena"),
            ("PORT-AU-PRINCE", "Port-au-Prince"),
            ("SHARM EL-SHEIKH", "Sharm el-Sheikh"),
            ("ST. PETERSBURG", "St. Petersburg"),
            ("Geneva", "Geneva"),
        ] {
            assert_eq!(ordinary_capitals(name), ordinary);
        }
    }

    #[test]
    fn a_transcript_has_no_dateline() {
        let text = "BLINKEN: Thank you all for coming here today.\n\nPRICE: The first question, please.";
        let end = text.find('\n').unwrap();
        let body = |start, end| Part { kind: PartKind::Body, span: Span::new(start, end) };
        assert_eq!(find(text, &[body(0, end), body(end + 2, text.len())]).town, None);
    }
}
