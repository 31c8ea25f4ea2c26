//! The whole path and each of its stages over the example documents: bytes and words a second.
//!
//! `cargo bench -p chancery-evaluate`

use chancery_codebook::Codebook;
use chancery_language::Engine;
use chancery_reading::read;
use chancery_record::{Analysis, Coder, Document, wire};
use chancery_source::{Documents, Options};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);
static CODEBOOK: LazyLock<Codebook> = LazyLock::new(Codebook::built_in);

/// Name and bytes of every example.
static EXAMPLES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let files = std::fs::read_dir(&folder).expect("the examples are in the repository");
    let mut paths: Vec<_> = files.filter_map(|f| Some(f.ok()?.path())).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.into_iter().map(|p| (p.display().to_string(), std::fs::read(&p).expect("an example is readable"))).collect()
});

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| EXAMPLES.iter().flat_map(documents).collect());

static ANALYSES: LazyLock<Vec<Analysis>> = LazyLock::new(|| DOCUMENTS.iter().map(|d| ENGINE.analyse(d)).collect());

fn main() {
    divan::main();
}

fn documents((name, bytes): &(String, Vec<u8>)) -> Vec<Document> {
    let documents = Documents::new(name, Cursor::new(bytes.clone()), Options::default());
    documents.map(|d| d.expect("an example is a document")).collect()
}

fn coder() -> Coder {
    Coder { version: String::new(), model: String::new(), codebook: String::new() }
}

/// Counts the text of all documents once a round; "items" are words.
fn counted<'a, 'b>(bencher: Bencher<'a, 'b>) -> Bencher<'a, 'b> {
    let bytes: usize = DOCUMENTS.iter().map(|d| d.text.len()).sum();
    let words: usize = DOCUMENTS.iter().map(|d| d.text.split_whitespace().count()).sum();
    LazyLock::force(&ANALYSES);
    LazyLock::force(&CODEBOOK);
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(words))
}

#[divan::bench]
fn whole_path(bencher: Bencher) {
    counted(bencher).bench_local(|| {
        for example in EXAMPLES.iter() {
            for document in documents(example) {
                let analysis = ENGINE.analyse(&document);
                let reading = read(document, &analysis, &CODEBOOK, coder());
                black_box(wire::json(&reading).to_string());
            }
        }
    });
}

#[divan::bench]
fn source(bencher: Bencher) {
    counted(bencher).bench_local(|| EXAMPLES.iter().flat_map(documents).for_each(|d| drop(black_box(d))));
}

#[divan::bench]
fn language(bencher: Bencher) {
    counted(bencher).bench_local(|| DOCUMENTS.iter().for_each(|d| drop(black_box(ENGINE.analyse(d)))));
}

#[divan::bench]
fn reading(bencher: Bencher) {
    counted(bencher).with_inputs(|| DOCUMENTS.clone()).bench_local_values(|documents| {
        for (document, analysis) in documents.into_iter().zip(ANALYSES.iter()) {
            black_box(read(document, analysis, &CODEBOOK, coder()));
        }
    });
}

#[divan::bench]
fn json(bencher: Bencher) {
    let read = |(d, a): (&Document, &Analysis)| read(d.clone(), a, &CODEBOOK, coder());
    let readings: Vec<_> = DOCUMENTS.iter().zip(ANALYSES.iter()).map(read).collect();
    counted(bencher).bench_local(|| readings.iter().for_each(|r| drop(black_box(wire::json(r).to_string()))));
}

#[divan::bench]
fn load_engine() -> Engine {
    Engine::new()
}

#[divan::bench]
fn load_codebook() -> Codebook {
    Codebook::built_in()
}
