//! What holds for every input.

use chancery_source::{Documents, InputFormat, Options, Problem, SourceError};
use proptest::prelude::*;
use std::io::{BufReader, Cursor, Read};

fn read(bytes: Vec<u8>, format: Option<InputFormat>) -> Vec<Result<chancery_record::Document, SourceError>> {
    let options = Options { format, ..Options::default() };
    Documents::new("dir/note", Cursor::new(bytes), options).collect()
}

fn check(bytes: Vec<u8>, format: Option<InputFormat>) {
    for document in read(bytes, format).into_iter().flatten() {
        let mut end = 0;
        for part in &document.parts {
            assert!(part.span.start >= end && !part.span.is_empty());
            assert!(document.text.get(part.span.range()).is_some());
            end = part.span.end;
        }
        assert_eq!(end as usize, document.text.len());
        let metas = [&document.title, &document.publisher, &document.dateline];
        let spans =
            metas.into_iter().flatten().flat_map(|m| &m.spans).chain(document.published.iter().flat_map(|p| &p.spans));
        for span in spans {
            assert!(document.text.get(span.range()).is_some());
        }
    }
}

/// Words that lead into the crate's corners.
fn article() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Ministers meet in Geneva",
        "ISLAMABAD: ",
        "MOSCOW, Dec 1 (TASS) — ",
        "The ministers met and spoke about the trade.",
        "\n",
        "\n\n",
        "\r\n",
        "Share this",
        " | ",
        "Published in Example News, May 3rd, 2020",
        "By Jane Doe",
        "shakes hands.—APP",
        "\u{A0}",
        "\u{AD}",
        "“",
        "”",
        "é",
        "* * *",
        "© 2021 Reuters",
        "{",
        "\"text\":",
        "\\ud83d",
        "<p>",
        "<br>",
        "</div>",
        "<script>",
        "Ä",
        "\t",
        "  ",
        "\u{2028}",
        "and continued at some length about trade, energy and the climate\n",
    ]);
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for format in [None, Some(InputFormat::Text), Some(InputFormat::Html), Some(InputFormat::JsonLines)] {
            check(bytes.clone(), format);
        }
    }

    #[test]
    fn any_article(text in article()) {
        for format in [None, Some(InputFormat::Text), Some(InputFormat::Html)] {
            check(text.clone().into_bytes(), format);
        }
        let record = serde_json::json!({"text": text, "title": "Ministers meet in Geneva", "published": "2021-12-02"});
        check(record.to_string().into_bytes(), Some(InputFormat::JsonLines));
    }

    #[test]
    fn origins_hold_the_same_words(text in article()) {
        for document in read(text.clone().into_bytes(), Some(InputFormat::Text)).into_iter().flatten() {
            for origin in &document.origin {
                let (source, words) = (&text[origin.source.range()], origin.text.of(&document.text));
                prop_assert!(source == words || (words == " " && source.trim().is_empty()));
            }
        }
    }
}

#[test]
fn records_fail_alone() {
    let input = concat!(
        "{\"id\":\"a\",\"title\":\"Talks\",\"text\":\"The ministers met in Geneva.\",\"published\":\"2021-12-02T10:00:00Z\",\"url\":\"https://x.org/1\"}\n",
        "{\"id\":\"b\",\"text\":}\n\n",
        "{\"id\":\"c\"}\n",
        "{\"text\":\"Talks\\n\\nThe \\u201cministers\\u201d met in Oslo.\",\"title\":\"Talks\"}\n",
    );
    let all = read(input.into(), None);
    assert_eq!(all.len(), 4);
    let first = all[0].as_ref().unwrap();
    assert_eq!((first.id.as_str(), first.source.as_str()), ("a", "https://x.org/1"));
    assert_eq!(first.text, "Talks\n\nThe ministers met in Geneva.");
    assert_eq!(first.origin.len(), 2);
    assert_eq!(first.published.as_ref().unwrap().date.to_string(), "2021-12-02");
    let error = all[1].as_ref().unwrap_err();
    assert_eq!(error.to_string(), "dir/note:2: is not JSON at column 18: expected value");
    assert!(!error.hint().is_empty());
    assert!(matches!(all[2].as_ref().unwrap_err().problem, Problem::NoText));
    assert_eq!(all[2].as_ref().unwrap_err().line, Some(4));
    let last = all[3].as_ref().unwrap();
    assert_eq!((last.id.as_str(), last.text.as_str()), ("note:5", "Talks\n\nThe “ministers” met in Oslo."));
}

#[test]
fn what_the_user_says_wins() {
    let options =
        Options { published: Some(jiff::civil::date(2020, 1, 2)), publisher: Some("Dawn".into()), format: None };
    let input = "{\"text\":\"The ministers met.\",\"published\":\"2021-12-02\",\"publisher\":\"X\"}";
    let document = Documents::new("-", Cursor::new(input), options).next().unwrap().unwrap();
    assert_eq!(document.published.unwrap().date.to_string(), "2020-01-02");
    assert_eq!(document.publisher.unwrap().value, "Dawn");
    assert_eq!(document.id, "-:1");
}

#[test]
fn whole_sources_fail_with_a_message() {
    let problem = |bytes: &[u8], format| match read(bytes.to_vec(), format).pop() {
        Some(Err(error)) => error.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(problem(b"", None), "dir/note: holds no words");
    assert_eq!(problem(b"\n\n", Some(InputFormat::JsonLines)), "dir/note: holds no words");
    assert_eq!(problem(b"\0\x01\x02", None), "dir/note: is not text but binary data");
    assert_eq!(
        problem(b"{\n \"text\": 1\n}", Some(InputFormat::JsonLines)),
        "dir/note:1: is JSON spread over several lines"
    );
    let russian = "Президент России провёл переговоры с премьер-министром Индии в Кремле.";
    assert_eq!(
        problem(russian.as_bytes(), None),
        "dir/note: is not in English (closest: Russian); only English is read"
    );
}

#[test]
fn a_line_of_two_hundred_megabytes_is_skipped() {
    let long = std::io::repeat(b'x').take(200 << 20);
    let input = long.chain(Cursor::new("\n{\"text\":\"The ministers met.\"}\n"));
    let options = Options { format: Some(InputFormat::JsonLines), ..Options::default() };
    let all: Vec<_> = Documents::new("-", BufReader::new(input), options).collect();
    assert!(matches!(all[0].as_ref().unwrap_err().problem, Problem::TooLong { .. }));
    assert_eq!(all[1].as_ref().unwrap().text, "The ministers met.");
}
