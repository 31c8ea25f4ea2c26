//! What it prints.

use super::{ARTICLE, Inputs, chancery, ids};
use predicates::prelude::*;
use predicates::str::contains;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::Stdio;

#[test]
fn an_article_becomes_a_page() {
    let inputs = Inputs::new();
    let page = contains("Kenya and Norway hold talks").and(contains("2 Dec 2021 (given)")).and(contains("Post"));
    chancery()
        .args(["read", "--published", "2021-12-02", "--publisher", "The Post"])
        .arg(inputs.article())
        .assert()
        .success()
        .stdout(page)
        .stderr("");
}

#[test]
fn standard_input_is_read() {
    let assert = chancery().args(["read", "--format", "json", "-"]).write_stdin(ARTICLE).assert().success();
    let reading: serde_json::Value = serde_json::from_slice(&assert.get_output().stdout).unwrap();
    assert_eq!(reading["schema"], "chancery/reading/1");
    assert_eq!(reading["document"]["source"], "-");
    assert_eq!(reading["coder"]["version"], env!("CARGO_PKG_VERSION"));
}

#[test]
fn readings_keep_the_order_and_the_bytes_whatever_the_threads() {
    let inputs = Inputs::new();
    let (records, article) = (inputs.records(12), inputs.article());
    for format in ["json", "text"] {
        let run = |jobs: &str| {
            let mut command = chancery();
            command.args(["read", "--format", format, "--jobs", jobs]).arg(&records).arg(&article);
            command.assert().success().get_output().stdout.clone()
        };
        let alone = run("1");
        assert!(alone == run("2") && alone == run("5"));
        if format == "json" {
            assert_eq!(ids(&alone)[..3], ["n1", "n2", "n3"]);
            assert_eq!(ids(&alone)[12], "article");
        }
    }
}

#[test]
fn every_layer_is_explained() {
    let inputs = Inputs::new();
    let article = inputs.article();
    for layer in ["tokens", "tree", "names", "reading"] {
        let shown = chancery().args(["explain", "--layer", layer]).arg(&article).assert().success();
        assert!(shown.get_output().stdout.is_ascii() || !shown.get_output().stdout.contains(&0x1b));
    }
    chancery().arg("explain").arg(&article).assert().success().stdout(contains("Oslo").or(contains("OSLO")));
}

#[test]
fn one_document_of_many_is_explained() {
    let inputs = Inputs::new();
    let records = inputs.records(3);
    chancery().args(["explain", "--id", "n2"]).arg(&records).assert().success().stdout(contains("Talks 2"));
    let missing = contains("no document with the id n9").and(contains("hint:"));
    chancery().args(["explain", "--id", "n9"]).arg(&records).assert().code(1).stdout("").stderr(missing);
}

#[test]
fn colour_is_for_terminals_or_those_who_ask() {
    let inputs = Inputs::new();
    let article = inputs.article();
    let coloured = |args: &[&str], variable: Option<&str>| {
        let mut command = chancery();
        command.arg("read").args(args).arg(&article);
        command.envs(variable.map(|name| (name, "1")));
        command.assert().success().get_output().stdout.contains(&0x1b)
    };
    assert!(!coloured(&[], None));
    assert!(coloured(&["--color", "always"], None));
    assert!(!coloured(&["--color", "never"], Some("CLICOLOR_FORCE")));
    assert!(!coloured(&[], Some("NO_COLOR")));
}

#[test]
fn a_reader_who_leaves_is_no_error() {
    let inputs = Inputs::new();
    let records = inputs.records(300);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("chancery"))
        .args(["read", "--format", "json"])
        .arg(records)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with('{'));
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(complaint, "");
}

#[test]
fn help_completions_and_manual_are_there() {
    chancery().args(["read", "--help"]).assert().success().stdout(contains("--published").and(contains("Examples:")));
    for shell in ["bash", "zsh", "fish"] {
        chancery().args(["completions", shell]).assert().success().stdout(contains("explain"));
    }
    chancery().arg("man").assert().success().stdout(contains(".TH chancery").and(contains("explain")));
    chancery().args(["man", "read"]).assert().success().stdout(contains("\\-\\-evidence"));
}

#[test]
fn what_is_done_is_said_when_asked() {
    let inputs = Inputs::new();
    chancery().args(["-v", "read"]).arg(inputs.article()).assert().success().stderr(contains("engagements="));
}

#[test]
fn names_are_scored() {
    let inputs = Inputs::new();
    let folder = inputs.0.path().join("ner");
    std::fs::create_dir(&folder).unwrap();
    let marked = "<gpe>Kenya</gpe> and <gpe>Norway</gpe> will meet in <gpe>Oslo</gpe>.";
    let record = serde_json::json!({"id": "m1", "split": "test", "title": "", "text": marked});
    std::fs::write(folder.join("diplomatic_marked.jsonl"), record.to_string()).unwrap();
    let tables = contains("--only names\n").and(contains("Names and offices, exact span and kind (1 texts"));
    chancery().args(["evaluate", "--only", "names", "--data"]).arg(inputs.0.path()).assert().success().stdout(tables);
}

/// With CHANCERY_WRITE=1 the block is written, not compared.
#[test]
fn the_readme_shows_what_is_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = std::fs::read_to_string(root.join("README.md")).expect("README.md");
    let (before, rest) = readme.split_once("```text\n$ chancery ").expect("a block with a command");
    let (command, rest) = rest.split_once('\n').expect("the command's line");
    let (shown, after) = rest.split_once("```").expect("the end of the block");
    let run = chancery().args(command.split(' ')).current_dir(&root).assert().success();
    let printed = String::from_utf8(run.get_output().stdout.clone()).expect("UTF-8");
    if std::env::var_os("CHANCERY_WRITE").is_some() {
        let text = format!("{before}```text\n$ chancery {command}\n{printed}```{after}");
        std::fs::write(root.join("README.md"), text).expect("README.md can be written");
    } else {
        assert_eq!(shown, printed, "README.md is old: CHANCERY_WRITE=1 cargo test -p chancery --test cli the_readme");
    }
}
