//! How well raw text is cut, measured on the treebanks; and the rows that the boundary classifier is trained on.

use super::split;
use crate::boundaries::{COMMON, FEATURES, Paragraph, common_bit, word_hash};
use crate::tokens::tokens;
use chancery_record::Span;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

/// A treebank as raw text with the spans of its words, by sentence.
struct Treebank {
    text: String,
    sentences: Vec<Vec<Span>>,
}

impl Treebank {
    /// Rebuilds the text: a space between sentences, a line break between paragraphs. None where the file is absent.
    fn read(name: &str) -> Option<Treebank> {
        let file = std::fs::read_to_string(shared().join("treebanks").join(name)).ok()?;
        let mut bank = Treebank { text: String::new(), sentences: Vec::new() };
        let mut spaced = true;
        for block in file.split("\n\n").filter(|b| !b.trim().is_empty()) {
            let comment = |p: &str| block.lines().any(|l| l.starts_with(p));
            if !bank.text.is_empty() {
                match comment("# newpar") || comment("# newdoc") {
                    true => bank.text.push('\n'),
                    false if spaced => bank.text.push(' '),
                    false => {}
                }
            }
            let text = block.lines().find_map(|l| l.strip_prefix("# text = "))?.trim_end();
            let mut at = bank.text.len();
            bank.text.push_str(text);
            let mut words = Vec::new();
            let mut fused = 0u32;
            for row in block.lines().filter(|l| !l.starts_with('#')) {
                let columns: Vec<&str> = row.split('\t').collect();
                if let Some((_, last)) = columns[0].split_once('-') {
                    fused = last.parse().ok()?;
                    spaced = !columns[9].contains("SpaceAfter=No");
                } else if let Ok(id) = columns[0].parse::<u32>() {
                    let start = at + bank.text[at..].find(columns[1])?;
                    at = start + columns[1].len();
                    words.push(Span::new(start, at));
                    if id > fused {
                        spaced = !columns[9].contains("SpaceAfter=No");
                    }
                }
            }
            bank.sentences.push(words);
        }
        Some(bank)
    }
}

/// Where the data is, if it is.
fn shared() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"))
}

/// F1 over exact spans.
fn f1(gold: &[Span], found: &[Span]) -> f64 {
    let set: HashSet<Span> = gold.iter().copied().collect();
    let right = found.iter().filter(|s| set.contains(s)).count();
    2.0 * right as f64 / (gold.len() + found.len()) as f64
}

fn whole(sentences: &[Vec<Span>]) -> Vec<Span> {
    sentences.iter().filter_map(|s| Some(s.first()?.cover(*s.last()?))).collect()
}

/// Token and sentence F1.
fn measure(bank: &Treebank) -> (f64, f64) {
    let found = split(&bank.text);
    (f1(&bank.sentences.concat(), &found.concat()), f1(&whole(&bank.sentences), &whole(&found)))
}

/// Prints the figures of each treebank and holds them to their floors.
fn report(names: &[(&str, f64, f64)]) {
    for &(name, tokens_floor, sentences_floor) in names {
        let Some(bank) = Treebank::read(name) else {
            eprintln!("skipped: {name} is not here");
            continue;
        };
        let (tokens, sentences) = measure(&bank);
        eprintln!("{name}: tokens {tokens:.4}, sentences {sentences:.4}");
        assert!(tokens >= tokens_floor && sentences >= sentences_floor, "{name}: {tokens:.4} {sentences:.4}");
    }
}

#[test]
fn development_parts() {
    report(&[("en_ewt-dev.conllu", 0.990, 0.88), ("en_gum_open-dev.conllu", 0.996, 0.965)]);
}

/// The figures for the model card; rules and weights are never chosen by them.
#[test]
#[ignore = "for the model card only"]
fn test_parts() {
    report(&["en_ewt-test.conllu", "en_gum_open-test.conllu", "en_pud-test.conllu"].map(|name| (name, 0.0, 0.0)));
}

/// Where tokens differ from the treebank named by `CHANCERY_TREEBANK`, most frequent first; a tool for working on rules.
#[test]
#[ignore = "a tool"]
fn differences() {
    let Some(bank) = std::env::var("CHANCERY_TREEBANK").ok().and_then(|n| Treebank::read(&n)) else { return };
    let found = split(&bank.text);
    let joined = |sentences: &[Vec<Span>]| -> HashSet<Span> { sentences.concat().into_iter().collect() };
    let (gold, mine) = (joined(&bank.sentences), joined(&found));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let show = |spans: &HashSet<Span>, a: usize, b: usize| {
        let mut inside: Vec<Span> =
            spans.iter().copied().filter(|s| s.start as usize >= a && s.end as usize <= b).collect();
        inside.sort();
        inside.iter().map(|s| s.of(&bank.text)).collect::<Vec<_>>().join(" ")
    };
    let mut at = 0;
    for stretch in bank.text.split_whitespace() {
        let start = at + bank.text[at..].find(stretch).unwrap();
        at = start + stretch.len();
        let (a, b) = (show(&gold, start, at), show(&mine, start, at));
        if a != b {
            *counts.entry(format!("{a}   <>   {b}")).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|c| std::cmp::Reverse(c.1));
    for (what, count) in counts {
        eprintln!("{count:4} {what}");
    }
    let (gold, mine): (HashSet<Span>, HashSet<Span>) =
        (whole(&bank.sentences).into_iter().collect(), whole(&found).into_iter().collect());
    let mut wrong: Vec<Span> = mine.difference(&gold).copied().collect();
    wrong.sort();
    for span in wrong {
        eprintln!("S {}", span.of(&bank.text));
    }
}

/// Rows for training: the buckets of gaps (`u32`) and whether a sentence ends there (`u8`).
#[derive(Default)]
struct Rows {
    features: Vec<u8>,
    labels: Vec<u8>,
}

impl Rows {
    fn push(&mut self, row: [u32; FEATURES], end: bool) {
        self.features.extend(row.iter().flat_map(|f| f.to_le_bytes()));
        self.labels.push(u8::from(end));
    }

    fn write(self, folder: &Path, name: &str) {
        std::fs::write(folder.join(format!("{name}.features")), self.features).unwrap();
        std::fs::write(folder.join(format!("{name}.labels")), self.labels).unwrap();
    }
}

/// Writes the rows for `training/chancery_training/boundaries.py` to the folder `CHANCERY_ROWS`: every gap of the
/// treebanks, and from official documents, whose sentences nobody marked, the gaps that are certainly no ends.
#[test]
#[ignore = "writes training data"]
fn rows() {
    let Some(folder) = std::env::var_os("CHANCERY_ROWS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    let common = common_words();
    std::fs::write(folder.join("common"), &common).unwrap();
    for name in ["en_ewt-train", "en_gum_open-train", "en_ewt-dev", "en_gum_open-dev"] {
        let Some(bank) = Treebank::read(&format!("{name}.conllu")) else { continue };
        let ends: HashSet<u32> = whole(&bank.sentences).iter().map(|s| s.end).collect();
        let (mut rows, mut start) = (Rows::default(), 0);
        for line in bank.text.split('\n') {
            let words = tokens(&bank.text, Span::new(start, start + line.len()));
            start += line.len() + 1;
            let seen = Paragraph::with(&bank.text, &words, &common);
            let mut first = 0;
            for (gap, pair) in words.windows(2).enumerate() {
                let ends_here = (pair[0].start + 1..=pair[1].start).any(|byte| ends.contains(&byte));
                rows.push(seen.features(first, gap), ends_here);
                if ends_here {
                    first = gap + 1;
                }
            }
        }
        rows.write(&folder, name);
    }
    let mut rows = Rows::default();
    for text in official() {
        for line in text.lines().filter(|l| l.trim_end().ends_with(['.', '”', '"'])) {
            let words = tokens(line, Span::new(0, line.len()));
            let seen = Paragraph::with(line, &words, &common);
            let mut first = 0;
            for (gap, pair) in words.windows(2).enumerate() {
                if seen.is_plain(gap) {
                    rows.push(seen.features(first, gap), false);
                } else if matches!(pair[0].of(line), "." | "!" | "?") {
                    first = gap + 1;
                }
            }
        }
    }
    rows.write(&folder, "official");
}

/// The texts of the official documents.
fn official() -> Vec<String> {
    let file = std::fs::read_to_string(shared().join("corpus/official.jsonl")).unwrap_or_default();
    let text = |line| serde_json::from_str::<serde_json::Value>(line).ok()?["text"].as_str().map(String::from);
    file.lines().filter_map(text).collect()
}

/// The table of words that the training texts usually write small.
fn common_words() -> Vec<u8> {
    let banks = ["en_ewt-train.conllu", "en_gum_open-train.conllu"];
    let mut texts = official();
    texts.extend(banks.iter().filter_map(|n| Treebank::read(n)).map(|b| b.text));
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for line in texts.iter().flat_map(|t| t.lines()) {
        for word in tokens(line, Span::new(0, line.len())).iter().map(|s| s.of(line)) {
            if word.starts_with(char::is_alphabetic) {
                let (small, large) = counts.entry(word.to_lowercase()).or_default();
                *if word.starts_with(char::is_lowercase) { small } else { large } += 1;
            }
        }
    }
    let mut table = vec![0; COMMON];
    for (word, (small, large)) in counts {
        if small > 2 && small > large / 2 {
            let bit = common_bit(word_hash(&word).0);
            table[bit / 8] |= 1 << (bit % 8);
        }
    }
    table
}

/// Prints the text file `CHANCERY_TEXT` as it is cut: tokens parted by spaces, a sentence a line; and how long it took.
#[test]
#[ignore = "a tool"]
fn cut_file() {
    let Some(path) = std::env::var_os("CHANCERY_TEXT") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let clock = std::time::Instant::now();
    let words: usize = text.lines().map(|l| tokens(l, Span::new(0, l.len())).len()).sum();
    let cut = clock.elapsed().as_secs_f64();
    let clock = std::time::Instant::now();
    let sentences = split(&text);
    let all = clock.elapsed().as_secs_f64();
    let rate = |seconds: f64| words as f64 / seconds / 1e6;
    eprintln!("{words} words; tokens {:.2} and sentences {:.2} million words a second", rate(cut), rate(all));
    for sentence in sentences {
        println!("{}", sentence.iter().map(|s| s.of(&text)).collect::<Vec<_>>().join(" "));
    }
}
