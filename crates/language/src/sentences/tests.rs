//! Cuts that must hold, and laws for any text.

use super::{sentences, split};
use chancery_record::{Document, Part, PartKind, Span};
use proptest::prelude::*;

/// Tokens joined by spaces, sentences by " ¶ ".
fn cut(text: &str) -> String {
    let words = |s: &Vec<Span>| s.iter().map(|t| t.of(text)).collect::<Vec<_>>().join(" ");
    split(text).iter().map(words).collect::<Vec<_>>().join(" ¶ ")
}

proptest! {
    #[test]
    fn every_character_is_in_one_token(text in "(\\PC|[a-zA-Z0-9 \n.,:;'’\"()/@#$%&*+<>=_-]){0,120}") {
        let mut at = 0;
        for span in split(&text).into_iter().inspect(|s| assert!(!s.is_empty())).flatten() {
            prop_assert!(!span.is_empty() && span.start as usize >= at);
            prop_assert!(text[at..span.start as usize].chars().all(char::is_whitespace));
            prop_assert!(!text[span.range()].contains(char::is_whitespace));
            at = span.end as usize;
        }
        prop_assert!(text[at..].chars().all(char::is_whitespace));
    }

    #[test]
    fn parts_of_any_shape_do_no_harm(text in "[a-z.•é \n]{0,60}", cuts in proptest::collection::vec((0u32..70, 0u32..70), 0..4)) {
        let parts = cuts.into_iter().map(|(a, b)| Part { kind: PartKind::Body, span: Span { start: a, end: a.max(b) } });
        let found = sentences(&document(&text, parts.collect())).concat();
        let marks: usize = found.iter().map(|s| s.len()).sum();
        prop_assert_eq!(marks, text.chars().filter(|c| !c.is_whitespace()).map(char::len_utf8).sum::<usize>());
    }
}

fn document(text: &str, parts: Vec<Part>) -> Document {
    Document {
        id: String::new(),
        source: String::new(),
        text: text.into(),
        parts,
        title: None,
        publisher: None,
        authors: Vec::new(),
        published: None,
        dateline: None,
        language: "en".into(),
        origin: Vec::new(),
    }
}

#[test]
fn words_are_cut_as_in_the_treebanks() {
    for (text, expected) in [
        (
            "anti-ship non-proliferation re-elected e-mail co-operation counter-terrorism",
            "anti-ship non-proliferation re-elected e-mail co-operation counter-terrorism",
        ),
        ("a well-known Al-Kadhimi, Kim Jong-un", "a well - known Al - Kadhimi , Kim Jong - un"),
        (
            "don't can’t cannot gonna we'll Russia’s states' d'Ivoire O'Brien",
            "do n't ca n’t can not gon na we 'll Russia ’s states ' d'Ivoire O'Brien",
        ),
        ("$5 5% 10am 10p.m. 07:38am US$3bn €1,000.5", "$ 5 5 % 10 am 10 p.m. 07:38 am US$ 3 bn € 1,000.5"),
        (
            "the U.S.-ROK alliance, Lt. Gen. (Retd) A N Venediktov",
            "the U.S. - ROK alliance , Lt. Gen. ( Retd ) A N Venediktov",
        ),
        (
            "9-10 2013–2015 COVID-19 F-16 G-7 2021-12-02 713-853-3989 9/11 and/or",
            "9 - 10 2013 – 2015 COVID - 19 F - 16 G - 7 2021-12-02 713-853-3989 9/11 and / or",
        ),
        (
            "see https://mid.ru/en/a?b=1, (www.un.org) or a.b@un.org.",
            "see https://mid.ru/en/a?b=1 , ( www.un.org ) or a.b@un.org .",
        ),
        ("A/RES/76/1 and S/2021/5 … wait... what?! -- yes", "A/RES/76/1 and S/2021/5 … wait ... what ?! -- yes"),
        ("Côte d’Ivoire (the 1990's, '90s) Ph.D. AT&T", "Côte d’Ivoire ( the 1990's , '90s ) Ph.D. AT&T"),
    ] {
        assert_eq!(cut(text).replace(" ¶ ", " "), expected);
    }
}

#[test]
fn sentences_of_news_and_readouts() {
    for text in [
        "President Biden spoke with Mr. Putin on Dec. 1. ¶ The two leaders met in St. Petersburg at 5 p.m. local time.",
        "“We will not yield.” ¶ He spoke in the U.S. Senate on Tuesday.",
        "“We will not yield,” Gen. Milley said. ¶ “That is final.”",
        "\"We agreed on steps,\" Lavrov said. ¶ \"They will be taken.\" ¶ The U.S. welcomed this.",
        "Secretary Blinken met Republic of Korea (ROK) Special Representative Noh Kyu-duk. ¶ They discussed the U.S.-ROK alliance.",
        "He met Lt. Gen. (Retd) Asim Khan Durrani, A N Sokolov and J. R. Smith, Jr. of Acme Inc. in Washington, D.C. ¶ They spoke.",
        "What next? ¶ No one knows! ¶ Resolution No. 5 passed at 10.30 a.m. on Sept. 3.",
        "National Security Advisor Dr. Eyal Hulata arrived on Nov. 2, 2021. ¶ He left on Friday.",
    ] {
        let document = document(&text.replace(" ¶ ", " "), Vec::new());
        let found = sentences(&document);
        let found = found.iter().map(|s| s[0].cover(s[s.len() - 1]).of(&document.text)).collect::<Vec<_>>().join(" ¶ ");
        assert_eq!(found, text);
    }
}

#[test]
fn wrapped_lines_are_one_paragraph_inside_a_part_only() {
    let text = "The ministers met\nin Moscow.\n• Trade\n• Energy";
    let part = |a, b| Part { kind: PartKind::Body, span: Span::new(a, b) };
    assert_eq!(sentences(&document(text, vec![part(0, text.len())])).len(), 3);
    assert_eq!(sentences(&document(text, Vec::new())).len(), 4);
    assert_eq!(sentences(&document("A title The text", vec![part(0, 7), part(8, 16)])).len(), 2);
}
