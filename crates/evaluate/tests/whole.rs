//! The whole evaluation on a data folder made here: every section is printed, and what is missing is named.

use chancery_codebook::Codebook;
use chancery_evaluate::{EvaluateError, What, print, run};
use chancery_language::Engine;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);
static CODEBOOK: LazyLock<Codebook> = LazyLock::new(Codebook::built_in);

const TREEBANK: &str = "\
# newdoc
# newpar
# sent_id = n1
1\tMinisters\tminister\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tmet\tmeet\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

# sent_id = w1
1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_
2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\t_
";

const ARTICLE: &str = "Foreign Minister Ana Ruiz of Costa Rica met President Kofi Mensah of Ghana in Accra on \
                       Monday. The two sides discussed trade and health, the ministry said in a statement.";

/// A data folder of this name with a little of everything.
fn data(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for file in ["en_ewt-test", "en_gum_open-test", "en_pud-test"] {
        write(&format!("treebanks/{file}.conllu"), TREEBANK);
    }
    let article = json!({"id": "a1", "title": "Ruiz meets Mensah", "published": "2021-05-04", "text": ARTICLE});
    write("corpus/official.jsonl", &format!("{article}\n\n{article}\n"));
    write("gold/dev_texts.jsonl", &format!("{article}\n"));
    let gold = |id: &str| {
        let who = json!([{"name": "Ana Ruiz", "party": "CR", "office": "Foreign Minister"}]);
        let engagement = json!({
            "kind": "meeting", "status": "held", "date": ["2021-05-03", "2021-05-03"], "place": "Accra",
            "parties": ["CR", "GH"], "participants": who, "topics": ["trade"], "has": "Ana Ruiz of Costa Rica met",
        });
        format!("{}\n", json!({"id": id, "args": ["--published", "2021-05-04"], "engagements": [engagement]}))
    };
    write("gold/dev_gold.jsonl", &gold("a1"));
    write("gold/seeds.jsonl", &gold("s1"));
    write("seeds/s1.txt", &format!("Ruiz meets Mensah\n\n{ARTICLE}\n"));
    let marked =
        json!({"id": "m1", "split": "test", "title": "", "text": "<per>Ana Ruiz</per> left <gpe>Accra</gpe>."});
    write("ner/diplomatic_marked.jsonl", &format!("{marked}\n"));
    folder
}

#[test]
fn every_section_is_printed() {
    let folder = data("whole");
    let what = What { seeds: Some(folder.join("seeds")), ..What::all() };
    let mut out = Vec::new();
    print(&folder, &ENGINE, &CODEBOOK, what, true, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    for words in [
        "$ chancery evaluate --data ",
        "Speed on one thread (2 documents",
        "Treebanks, gold words",
        "PUD wiki           1         2",
        "Treebanks, raw text",
        "Names and offices, exact span and kind (1 texts",
        "Readings, development documents (gold/dev_gold.jsonl)\n1 documents, 0 without a reading",
        "Readings, seeds (gold/seeds.jsonl)\n1 documents, 0 without a reading",
        "ledger score",
    ] {
        assert!(out.contains(words), "{words:?} is not in\n{out}");
    }
}

#[test]
fn only_what_was_asked_for() {
    let report = run(&data("only"), &ENGINE, &CODEBOOK, What::only(["names"]).unwrap()).unwrap();
    assert!(report.names.is_some() && report.speed.is_none() && report.readings.is_empty());
    assert!(report.to_string().contains("--only names\n"));
}

#[test]
fn what_is_missing_is_named() {
    let failed = |data: &Path, what: What| -> EvaluateError { run(data, &ENGINE, &CODEBOOK, what).unwrap_err() };
    assert_eq!(failed(Path::new("no/data"), What::all()).to_string(), "no/data: no such folder");
    let folder = data("missing");
    fs::remove_file(folder.join("treebanks/en_gum_open-test.conllu")).unwrap();
    let message = failed(&folder, What::only(["treebanks"]).unwrap()).to_string();
    assert!(message.contains("treebanks/en_gum_open-test.conllu: cannot be read: "), "{message}");
    fs::write(folder.join("ner/diplomatic_marked.jsonl"), "{}\n{\"id\":").unwrap();
    let message = failed(&folder, What::only(["names"]).unwrap()).to_string();
    assert!(message.contains("ner/diplomatic_marked.jsonl:2: "), "{message}");
}
