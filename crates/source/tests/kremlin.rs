//! Article extraction against 150 pages with known title, date and body. Prints its figures (`--nocapture`).

use chancery_record::PartKind;
use chancery_source::{Documents, Options};
use std::collections::HashMap;
use std::io::Cursor;

const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/html/kremlin");

#[test]
fn marked_pages_are_read() {
    measure(|page| page, 0.98);
}

/// Without the page's own mark of its body the readability algorithm has to find it.
#[test]
fn unmarked_pages_are_read() {
    measure(|page| page.replace("itemprop=\"articleBody\"", ""), 0.97);
}

fn measure(change: fn(String) -> String, least: f64) {
    let Ok(truth) = std::fs::read(format!("{PAGES}/ground-truth.json")) else {
        eprintln!("skipped: {PAGES} is absent");
        return;
    };
    let truth: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&truth).unwrap();
    let (mut titles, mut dates, mut f1) = (0, 0, 0.0);
    for (id, page) in &truth {
        let path = format!("{PAGES}/html/{id}.html");
        let html = change(std::fs::read_to_string(&path).unwrap());
        let document = Documents::new(&path, Cursor::new(html), Options::default()).next().unwrap();
        let document = document.unwrap_or_else(|error| panic!("{error}"));
        let title = document.title.as_ref().map(|t| t.value.as_str());
        titles += i32::from(title == page["title"].as_str());
        let date = document.published.as_ref().map(|p| p.date.to_string());
        dates += i32::from(date.as_deref() == page["published"].as_str());
        let body = document.parts.iter().filter(|p| p.kind != PartKind::Title).map(|p| p.span.of(&document.text));
        let body = body.collect::<Vec<_>>().join(" ");
        let score = token_f1(&body, page["articleBody"].as_str().unwrap());
        f1 += score;
        if title != page["title"].as_str() || date.as_deref() != page["published"].as_str() || score < 0.9 {
            println!("{id}: {score:.3} {title:?} / {} {date:?}", page["title"]);
        }
    }
    let share = |n: i32| f64::from(n) / truth.len() as f64;
    let f1 = f1 / truth.len() as f64;
    println!("{} pages: title {:.3}, date {:.3}, body token F1 {f1:.3}", truth.len(), share(titles), share(dates));
    assert!(share(titles) >= 0.98 && share(dates) >= 0.98 && f1 >= least);
}

fn token_f1(found: &str, wanted: &str) -> f64 {
    let mut counts: HashMap<&str, [u32; 2]> = HashMap::new();
    for (side, text) in [found, wanted].into_iter().enumerate() {
        for token in text.split(|c: char| !c.is_alphanumeric()).filter(|t| !t.is_empty()) {
            counts.entry(token).or_default()[side] += 1;
        }
    }
    let sum = |f: fn(&[u32; 2]) -> u32| f64::from(counts.values().map(f).sum::<u32>());
    2.0 * sum(|c| c[0].min(c[1])) / (sum(|c| c[0]) + sum(|c| c[1])).max(1.0)
}
