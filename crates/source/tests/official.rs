//! Official documents as JSON Lines: nothing of the article is lost. Prints its figures (`--nocapture`).

use chancery_record::PartKind;
use chancery_source::{Documents, Options};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/corpus/official.jsonl");

#[test]
fn words_are_kept() {
    let Ok(file) = std::fs::File::open(CORPUS) else {
        eprintln!("skipped: {CORPUS} is absent");
        return;
    };
    let lines = BufReader::new(std::fs::File::open(CORPUS).unwrap()).lines();
    let (mut kept, mut all, mut datelines) = (0, 0, BTreeMap::<String, u32>::new());
    let mut kinds = BTreeMap::<String, u32>::new();
    for (document, line) in Documents::new(CORPUS, BufReader::new(file), Options::default()).zip(lines) {
        let document = document.unwrap_or_else(|error| panic!("{error}"));
        let record: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
        assert!(document.published.is_some() && document.title.is_some() && document.publisher.is_some());
        let body = document.parts.iter().filter(|p| p.kind != PartKind::Title).map(|p| p.span.of(&document.text));
        let body = body.collect::<Vec<_>>().join("\n");
        kept += words(&body);
        all += words(record["text"].as_str().unwrap());
        for part in &document.parts {
            *kinds.entry(format!("{:?}", part.kind)).or_default() += 1;
        }
        if let Some(town) = document.dateline {
            *datelines.entry(town.value).or_default() += 1;
        }
    }
    println!("words kept: {kept} of {all}; parts {kinds:?}; datelines {datelines:?}");
    assert!(kept as f64 >= 0.998 * all as f64);
}

fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count()
}
