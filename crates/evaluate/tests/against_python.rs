//! The scorer in Rust against the one in Python: the same figures, the same listing.

use chancery_evaluate::readings::score;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared");

/// Runs both on the same records; `None` where Python or its scorer is not there.
fn compare(name: &str, gold: &[Value], readings: &[Value]) -> Option<()> {
    let scorer = Path::new(SHARED).join("tools/score_readings.py");
    if !scorer.is_file() || Command::new("python3").arg("--version").output().is_err() {
        eprintln!("skipped: python3 or {} is not there", scorer.display());
        return None;
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let file = |part: &str, records: &[Value]| {
        let path = folder.join(format!("{name}.{part}.jsonl"));
        let lines: String = records.iter().map(|r| format!("{r}\n")).collect();
        fs::write(&path, lines).unwrap();
        path
    };
    let output = Command::new("python3")
        .arg(scorer)
        .args([file("gold", gold), file("readings", readings)])
        .args(["--errors", "--json"])
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let (listing, figures) = printed.trim_end().rsplit_once('\n').unwrap_or(("", printed.trim_end()));
    let ours = score(gold, readings);
    let ours_listing: Vec<String> = ours.listing().collect();
    assert_eq!(ours_listing, listing.lines().collect::<Vec<_>>());
    assert_eq!(ours.json(), serde_json::from_str::<Value>(figures).unwrap());
    Some(())
}

/// A text, its gold, and a reading that is right here and wrong there.
fn hand_made() -> (Vec<Value>, Vec<Value>) {
    let text = "Foreign Minister Ana Ruiz met Côte d'Ivoire’s President “Koné” in San José on 3 May. She said trade \
                had grown. The two agreed to open an embassy. Kofi Mensah called her on Tuesday. It was warm.";
    let at = |words: &str| {
        let byte = text.find(words).unwrap();
        let start = text[..byte].chars().count();
        [start, start + words.chars().count()]
    };
    let gold = json!({
        "id": "a/b one", "title": "Ruiz meets Koné",
        "engagements": [
            {"kind": "meeting", "status": "held", "background": false, "date": ["2021-05-03", "2021-05-03"],
             "place": "San José", "parties": ["CI", "CR"], "topics": ["trade", "diplomatic-relations"],
             "participants": [
                {"name": "Ana Ruiz", "party": "CR", "office": "Foreign Minister"},
                {"name": "Koné", "party": "CI", "office": "President"},
                {"name": null, "party": "CI", "office": "Trade Envoy"}],
             "has": "met Côte d'Ivoire's President 'Koné'"},
            {"kind": "call", "status": "held", "background": true, "date": null, "place": null,
             "parties": ["CR", "GH"], "topics": [],
             "participants": [{"name": "Kofi Mensah", "party": "GH", "office": null}],
             "has": "Kofi Mensah called her"},
            {"kind": "visit", "status": "planned", "background": false, "date": ["2021-06-01", "2021-06-02"],
             "place": "Accra", "parties": ["CR", "GH"], "topics": ["health"], "participants": [],
             "has": "will travel"}],
        "statements": [
            {"speaker": "Ana Ruiz", "parties": ["CR"], "act": "inform", "has": "exports rose|trade had grown"},
            {"speaker": "joint", "parties": ["CI", "CR"], "act": "agree", "has": "to open an embassy"},
            {"speaker": null, "parties": ["GH"], "act": null, "has": "nobody said this"}],
        "commitments": [{"by": ["CI", "CR"], "has": "open an embassy"}],
        "optional": ["It was warm"],
    });
    let reading = json!({
        "document": {"id": "other", "source": "in/a_b_one.txt", "title": "RUIZ  MEETS KONE", "text": text},
        "entities": [
            {"id": "p1", "kind": "person", "name": "Ana María Ruiz"},
            {"id": "p2", "kind": "person", "name": "D'Artagnan \"Koné\""},
            {"id": "g1", "kind": "organisation", "name": "Ministry"}],
        "engagements": [
            {"kind": "meeting", "status": "held", "background": false, "place": {"name": "San José, Costa Rica"},
             "date": {"start": "2021-05-03", "end": null, "words": "3 May"}, "parties": ["CI", "CR"],
             "participants": [
                {"entity": "p1", "party": "CR", "office": "Minister of Foreign Affairs"},
                {"entity": "p2", "party": "CI", "office": null},
                {"entity": "g1", "party": "CI", "office": "Envoy for Trade"},
                {"entity": "p2", "party": "FR", "office": "King's \"Musketeer\""}],
             "agenda": [{"topic": "trade"}, {"topic": null}, {"topic": "health"}],
             "evidence": {"kind": [at("met")], "parties": [at("Ana Ruiz met Côte d'Ivoire’s President")]}},
            {"kind": "visit", "status": "held", "background": false, "place": null, "date": null,
             "parties": ["CR", "GH"], "participants": [{"entity": null, "party": "GH", "office": "Envoy"}],
             "agenda": [], "evidence": {"kind": [at("called her")]}},
            {"kind": "meeting", "parties": ["FR", "O'Hara"], "participants": [],
             "evidence": {"kind": [at("grown")]}},
            {"kind": "ceremony", "parties": ["FR", "GH"], "evidence": {"kind": [at("was warm")]}}],
        "statements": [
            {"speaker": "p1", "parties": ["CR"], "act": "assess", "content": [at("trade had grown")],
             "evidence": {}},
            {"speaker": null, "parties": ["CI"], "act": "agree", "content": [at("to open an embassy")]},
            {"speaker": null, "parties": ["CI", "CR"], "act": "agree",
             "content": [at("The two agreed to open an embassy")]},
            {"speaker": null, "parties": [], "act": "inform", "content": [at("Kofi"), at("her on")]},
            {"speaker": null, "parties": [], "act": "inform", "content": [at("It was warm")]}],
        "commitments": [
            {"by": ["CI"], "action": [at("open an embassy")]},
            {"by": ["CI"], "action": [[4, 4000]]},
            {"by": null, "action": []}],
    });
    let empty = json!({"id": "silent", "engagements": [], "statements": [], "commitments": []});
    let by_title = json!({"id": "zz", "title": "Été – “no”", "engagements": [], "statements": []});
    let titled = json!({"document": {"title": "ETE – \"NO\"", "text": "No."}, "entities": [], "events": [{}]});
    (vec![gold, empty, by_title], vec![reading, titled])
}

#[test]
fn hand_made_readings() {
    let (gold, readings) = hand_made();
    compare("hand", &gold, &readings);
    let scores = score(&gold, &readings);
    assert_eq!(scores.unread, ["silent"]);
    assert_eq!(scores.tallies[0].right, 2, "{:?}", scores.listing().collect::<Vec<_>>());
}

#[test]
fn nothing_read() {
    let (gold, _) = hand_made();
    compare("nothing", &gold, &[]);
}

#[test]
fn gold_of_the_project_as_readings() {
    // Gold turned into crude readings, with the texts: every rule of the scorer meets real records.
    let path = |file: &str| Path::new(SHARED).join("data/gold").join(file);
    let load = |file: &str| -> Option<Vec<Value>> {
        let lines = fs::read_to_string(path(file)).ok()?;
        Some(lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect())
    };
    let (Some(gold), Some(texts)) = (load("dev_gold.jsonl"), load("dev_texts.jsonl")) else {
        eprintln!("skipped: {} is not there", path("dev_gold.jsonl").display());
        return;
    };
    let readings: Vec<Value> = gold.iter().zip(&texts).map(|(g, t)| crude(g, t)).collect();
    compare("crude", &gold, &readings);
    let found = score(&gold, &readings).tallies[0];
    assert!(found.right > 0 && found.right < found.gold);
}

/// A reading that is right where the gold words stand in the text as they are, and wrong at every third record.
fn crude(gold: &Value, text: &Value) -> Value {
    assert_eq!(gold["id"], text["id"]);
    let words = format!("{}\n\n{}", text["title"].as_str().unwrap(), text["text"].as_str().unwrap());
    let span = |record: &Value| {
        let has = record["has"].as_str().unwrap_or_default().split('|').next().unwrap();
        let byte = words.find(has).unwrap_or(0);
        let start = words[..byte].chars().count();
        json!([[start, start + has.chars().count()]])
    };
    let list = |name: &str| gold[name].as_array().into_iter().flatten().cloned().enumerate();
    let engagements: Vec<Value> = list("engagements")
        .map(|(i, mut e)| {
            e["evidence"] = json!({"kind": span(&e)});
            e["agenda"] = e["topics"].as_array().unwrap().iter().map(|t| json!({"topic": t})).collect();
            e["date"] = json!({"start": e["date"][0], "end": e["date"][1], "words": "then"});
            e["place"] = json!({"name": e["place"]});
            if i % 3 == 2 {
                e["parties"] = json!(["XX"]);
                e["date"] = Value::Null;
            }
            e
        })
        .collect();
    let said = |name: &str, field: &str, party: &str| -> Vec<Value> {
        list(name)
            .map(|(i, mut s)| {
                s[field] = span(&s);
                if i % 3 == 1 {
                    s[party] = json!(["XX"]);
                }
                s
            })
            .collect()
    };
    json!({
        "document": {"id": gold["id"], "title": text["title"], "text": words},
        "entities": [],
        "engagements": engagements,
        "statements": said("statements", "content", "parties"),
        "commitments": said("commitments", "action", "by"),
    })
}
