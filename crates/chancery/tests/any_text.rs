//! Whatever the words are, reading them gives a reading: no panic, every span inside the text, every id known.

use chancery::pipeline::Pipeline;
use chancery_record::wire;
use chancery_source::{Documents, Options};
use proptest::prelude::*;
use serde_json::Value;
use std::io::Cursor;
use std::sync::OnceLock;

/// Pieces of reports, whole and broken, that rules look for.
const PIECES: &[&str] = &[
    "President Alvi of Kenya",
    "the Norwegian Foreign Minister",
    "met with",
    "held talks in Oslo",
    "Lt General (Retd)",
    "the two sides",
    "agreed to",
    "said that",
    "“",
    "”",
    "---",
    "(",
    ")",
    ":",
    ",",
    ".",
    "\n\n",
    "on Wednesday",
    "from 3 to 5 May",
    "according to",
    "quoted",
    "as saying",
    "visit to",
    "A, B and C",
    "U.S.-ROK",
    "’s",
    "é",
    "\u{1F600}",
    "Mr",
    "NSA",
    "5.",
    "•",
];

fn spans(value: &Value, out: &mut Vec<(u64, u64)>) {
    match value {
        Value::Array(list) => match list[..] {
            [ref a, ref b] if a.is_u64() && b.is_u64() => out.push((a.as_u64().unwrap(), b.as_u64().unwrap())),
            _ => list.iter().for_each(|v| spans(v, out)),
        },
        Value::Object(map) => map.values().for_each(|v| spans(v, out)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn gives_a_reading(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..60)) {
        static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
        let text = pieces.join(" ");
        let documents = Documents::new("any.txt", Cursor::new(text.into_bytes()), Options::default());
        for document in documents.flatten() {
            let reading = wire::json(&PIPELINE.get_or_init(Pipeline::load).read(document));
            let length = reading["document"]["text"].as_str().unwrap().chars().count() as u64;
            let mut found = Vec::new();
            for list in ["entities", "engagements", "statements", "commitments", "events"] {
                spans(&reading[list], &mut found);
            }
            prop_assert!(found.iter().all(|&(start, end)| start < end && end <= length), "{found:?} in {length}");
            let known: Vec<&str> = reading["entities"].as_array().unwrap().iter().filter_map(|e| e["id"].as_str()).collect();
            for e in reading["engagements"].as_array().unwrap() {
                for p in e["participants"].as_array().unwrap() {
                    prop_assert!(p["entity"].as_str().is_none_or(|id| known.contains(&id)));
                }
            }
            for s in reading["statements"].as_array().unwrap() {
                prop_assert!(s["speaker"].as_str().is_none_or(|id| known.contains(&id)));
            }
        }
    }
}
