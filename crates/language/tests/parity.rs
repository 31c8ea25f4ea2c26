//! The engine decides as the network it was exported from: `training/chancery_training/parity.py` ran that in PyTorch, with
//! the same rounding, and wrote down every label.

use chancery_language::Engine;
use chancery_record::{Analysis, ROOT, Span};
use serde_json::Value;

/// Sums of `f32` run in another order here than there; a label that hangs on the last bit may fall either way.
const LEAST: f64 = 0.99;

#[test]
fn the_engine_decides_as_the_trained_network() {
    let written: Value = serde_json::from_str(include_str!("parity.json")).expect("parity.json is JSON");
    let engine = Engine::new();
    assert_eq!(
        written["model"],
        engine.hash(),
        "parity.json was written for another model: run `python -m chancery_training.parity CHECKPOINT` in training/"
    );
    let (mut same, mut all) = (0, 0);
    for sentence in written["sentences"].as_array().expect("sentences") {
        let words = strings(&sentence["words"]);
        let (text, spans) = joined(&words);
        let analysis = engine.annotate(&text, &[spans]);
        let mut compare = |what: &str, at: &str, ours: &str, theirs: &str| {
            all += 1;
            same += usize::from(ours == theirs);
            if ours != theirs {
                println!("{what} of {at} in “{text}”: {ours} here, {theirs} in training");
            }
        };
        let column = |what: &str| strings(&sentence[what]);
        let theirs = ["upos", "xpos", "lemmas", "relations"].map(|what| (what, column(what)));
        for (i, word) in words.iter().enumerate() {
            let ours = [analysis.upos[i], analysis.xpos[i], &analysis.lemmas[i], analysis.relations[i]];
            for ((what, theirs), ours) in theirs.iter().zip(ours) {
                compare(what, word, ours, theirs[i]);
            }
            let head = if analysis.heads[i] == ROOT { 0 } else { analysis.heads[i] + 1 };
            compare("head", word, &head.to_string(), &sentence["heads"][i].to_string());
        }
        let ours = names(&analysis);
        let theirs = sentence["names"].as_array().expect("names").iter();
        let theirs: Vec<String> = theirs.map(|name| name.to_string().replace('"', "")).collect();
        for name in ours.iter().chain(theirs.iter().filter(|name| !ours.contains(name))) {
            let told = |list: &[String]| if list.contains(name) { "found" } else { "not found" };
            compare("name", name, told(&ours), told(&theirs));
        }
    }
    println!("{same} of {all} labels are the same");
    assert!(all > 700, "{all} labels compared");
    assert!(same as f64 >= LEAST * all as f64, "only {same} of {all} labels are the same");
}

/// The words with a space between them, and where each stands.
fn joined(words: &[&str]) -> (String, Vec<Span>) {
    let text = words.join(" ");
    let mut end = 0;
    let span = |word: &&str| {
        let start = end;
        end += word.len() + 1;
        Span::new(start, end - 1)
    };
    let spans = words.iter().map(span).collect();
    (text, spans)
}

/// As they are written in the file: `[per,1,3]`.
fn names(analysis: &Analysis) -> Vec<String> {
    let names = analysis.names.iter();
    names.map(|n| format!("[{},{},{}]", n.kind.as_str(), n.tokens.start, n.tokens.end)).collect()
}

fn strings(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
