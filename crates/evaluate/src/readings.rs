//! Readings against gold made by hand: the project's Python scorer, in Rust, with the same figures and listing.
//!
//! Works on readings as JSON (`chancery/reading/1`). What counts, over all documents together:
//!
//! * engagements: found with at least half of their parties right, and tied by a shared participant, by the words that
//!   state them, or by the same day;
//! * participants: name and party, over all gold and all read engagements;
//! * statements: the content covers the gold words, and the parties whose position it is are right;
//! * commitments: the action covers the gold words, and `by` is right;
//! * date, place, kind, status, background, office, topics: over the matched engagements;
//! * evidence: records whose spans lie inside the text and are not empty.
//!
//! Phrases under `optional` in the gold mark records that count neither for nor against.

mod document;
mod matching;
mod words;

use crate::tally::Tally;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::fmt;
use std::path::Path;

/// Figures and differences.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadingScores {
    /// Documents in gold.
    pub documents: usize,
    /// Ids of those without a reading.
    pub unread: Vec<String>,
    /// In the order of [`TALLIES`].
    pub tallies: [Tally; TALLIES.len()],
    /// Right and all, in the order of [`RATES`].
    pub rates: [(usize, usize); RATES.len()],
    /// Document, kind and words of every difference.
    pub errors: Vec<(String, &'static str, String)>,
}

/// What is counted as precision and recall.
pub const TALLIES: [&str; 5] = ["engagements", "participants", "topics", "statements", "commitments"];

/// What is counted as a share of what was matched.
pub const RATES: [&str; 9] = ["kind", "status", "background", "date", "place", "office", "act", "speaker", "evidence"];

/// Scores readings against gold records.
pub fn score(gold: &[Value], readings: &[Value]) -> ReadingScores {
    let mut index: HashMap<String, &Value> = HashMap::new();
    for reading in readings {
        let document = &reading["document"];
        let text = |field: &str| document[field].as_str().unwrap_or_default();
        let stem = Path::new(text("source")).file_stem().and_then(|s| s.to_str()).unwrap_or_default();
        for key in [text("id"), text("source"), stem, &words::fold(text("title"))] {
            if !key.is_empty() {
                index.entry(key.to_owned()).or_insert(reading);
            }
        }
    }
    let nothing = json!({"document": {"text": ""}});
    let mut scores = ReadingScores { documents: gold.len(), ..ReadingScores::default() };
    for record in gold {
        let id = record["id"].as_str().unwrap_or_default();
        let title = words::fold(record["title"].as_str().unwrap_or_default());
        let reading = [id.to_owned(), file_name(id), title].iter().find_map(|key| index.get(key).copied());
        if reading.is_none() {
            scores.unread.push(id.to_owned());
        }
        document::score(record, reading.unwrap_or(&nothing), &mut scores);
    }
    scores
}

impl ReadingScores {
    /// The mean of the five F1 and of the accuracies of date and place.
    pub fn ledger_score(&self) -> f64 {
        let parts = self.tallies.iter().map(|t| round(t.f1()));
        let accuracy = |name| self.rate(name).map_or(0.0, round);
        let sum: f64 = parts.sum::<f64>() + accuracy("date") + accuracy("place");
        round(sum / (TALLIES.len() + 2) as f64)
    }

    /// Share that is right; `None` of nothing.
    pub fn rate(&self, name: &str) -> Option<f64> {
        let (right, all) = self.rates[RATES.iter().position(|r| *r == name)?];
        (all > 0).then(|| right as f64 / all as f64)
    }

    /// The figures as the Python scorer gives them with `--json`.
    pub fn json(&self) -> Value {
        let mut out = Map::new();
        out.insert("documents".into(), json!(self.documents));
        out.insert("unread".into(), json!(self.unread.len()));
        for (name, t) in TALLIES.iter().zip(&self.tallies) {
            let (p, r, f) = (round(t.precision()), round(t.recall()), round(t.f1()));
            out.insert((*name).into(), json!({"precision": p, "recall": r, "f1": f, "gold": t.gold}));
        }
        for (name, (_, all)) in RATES.iter().zip(&self.rates) {
            out.insert((*name).into(), json!({"accuracy": self.rate(name).map(round), "of": all}));
        }
        out.insert("ledger_score".into(), json!(self.ledger_score()));
        Value::Object(out)
    }

    /// Every difference, a line each, as the Python scorer lists them with `--errors`.
    pub fn listing(&self) -> impl Iterator<Item = String> + '_ {
        let errors = self.errors.iter().map(|(document, kind, what)| format!("{document}\t{kind}\t{what}"));
        errors.chain(self.unread.iter().map(|document| format!("{document}\tno reading")))
    }

    fn tally(&mut self, name: &str) -> &mut Tally {
        &mut self.tallies[TALLIES.iter().position(|t| *t == name).expect("a name of TALLIES")]
    }

    fn note_rate(&mut self, name: &str, right: bool) {
        let rate = &mut self.rates[RATES.iter().position(|r| *r == name).expect("a name of RATES")];
        rate.0 += usize::from(right);
        rate.1 += 1;
    }
}

impl fmt::Display for ReadingScores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} documents, {} without a reading", self.documents, self.unread.len())?;
        for (name, t) in TALLIES.iter().zip(&self.tallies) {
            let (p, r, f1, gold) = (t.precision(), t.recall(), t.f1(), t.gold);
            writeln!(f, "{name:14} P {p:.3}  R {r:.3}  F1 {f1:.3}  ({gold} in gold)")?;
        }
        for (name, (_, all)) in RATES.iter().zip(&self.rates) {
            let accuracy = self.rate(name).map_or_else(|| "-".to_owned(), |a| format!("{a:.3}"));
            writeln!(f, "{name:14} {accuracy}  (of {all})")?;
        }
        writeln!(f, "ledger score   {:.3}", self.ledger_score())
    }
}

/// To four decimals.
fn round(figure: f64) -> f64 {
    format!("{figure:.4}").parse().unwrap_or(figure)
}

/// The id as a file name: what is no letter, digit, ".", "_" or "-" becomes "_", a run of it one.
fn file_name(id: &str) -> String {
    let mut out = String::new();
    let mut run = false;
    for c in id.chars() {
        let plain = c.is_ascii_alphanumeric() || "._-".contains(c);
        match (plain, run) {
            (true, _) => out.push(c),
            (false, false) => out.push('_'),
            (false, true) => {}
        }
        run = !plain;
    }
    out
}
