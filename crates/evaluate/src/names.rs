//! Names and offices against texts marked by hand: exact span and kind, nested names counted.

use crate::EvaluateError;
use crate::conllu::plain_document;
use crate::load;
use crate::tally::Tally;
use chancery_language::Engine;
use chancery_record::{Analysis, Document, NameKind, Part, PartKind, Span};
use std::collections::BTreeSet;
use std::path::Path;

/// Agreement on names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameScores {
    /// Documents read.
    pub documents: usize,
    /// By kind, in the order of [`NameKind::ALL`].
    pub kinds: [Tally; NameKind::ALL.len()],
    /// Every name missed or read where none is marked.
    pub errors: Vec<NameError>,
}

impl NameScores {
    /// Over all kinds.
    pub fn all(&self) -> Tally {
        let mut sum = Tally::default();
        self.kinds.iter().for_each(|k| sum.add(*k));
        sum
    }
}

/// A name on which reading and marks disagree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameError {
    /// Id of the document.
    pub document: String,
    /// In gold but not read, else read but not in gold.
    pub missed: bool,
    /// Its kind.
    pub kind: NameKind,
    /// Its words.
    pub words: String,
    /// Some words on either side.
    pub context: String,
}

/// A marked text as a document and its marks.
#[derive(Clone, Debug)]
pub struct Marked {
    /// Title and paragraphs, without the marks.
    pub document: Document,
    /// Kind and place of every mark.
    pub marks: BTreeSet<(Span, NameKind)>,
}

/// Reads the marked texts of one split.
pub fn read_marked(path: &Path, split: &str) -> Result<Vec<Marked>, EvaluateError> {
    let mut out = Vec::new();
    for (line, record) in load::json_lines(path)? {
        let field = |name: &str| record[name].as_str().unwrap_or_default();
        if field("split") == split {
            let marked = marked(field("id"), field("title"), field("text"))
                .map_err(|what| EvaluateError::malformed(path, line, what))?;
            out.push(marked);
        }
    }
    Ok(out)
}

/// Analyses the documents and compares their names with the marks.
pub fn score(texts: &[Marked], engine: &Engine) -> NameScores {
    let mut scores = NameScores::default();
    for text in texts {
        compare(text, &engine.analyse(&text.document), &mut scores);
    }
    scores
}

/// Adds the agreement of one analysis.
pub fn compare(text: &Marked, analysis: &Analysis, scores: &mut NameScores) {
    let read: BTreeSet<(Span, NameKind)> =
        analysis.names.iter().map(|n| (analysis.span(n.tokens.clone()), n.kind)).collect();
    scores.documents += 1;
    for (set, is_gold) in [(&read, false), (&text.marks, true)] {
        for &(span, kind) in set {
            let tally = &mut scores.kinds[kind as usize];
            let other = if is_gold { &read } else { &text.marks };
            let both = other.contains(&(span, kind));
            if is_gold {
                tally.gold += 1;
                tally.right += usize::from(both);
            } else {
                tally.read += 1;
            }
            if !both {
                scores.errors.push(NameError {
                    document: text.document.id.clone(),
                    missed: is_gold,
                    kind,
                    words: one_line(span.of(&text.document.text)),
                    context: context(&text.document.text, span),
                });
            }
        }
    }
}

/// A document from marked title and text.
fn marked(id: &str, title: &str, text: &str) -> Result<Marked, String> {
    let mut plain = String::new();
    let mut marks = BTreeSet::new();
    let mut parts = Vec::new();
    unmark(title, &mut plain, &mut marks)?;
    if !plain.is_empty() {
        parts.push(Part { kind: PartKind::Title, span: Span::new(0, plain.len()) });
        plain.push_str("\n\n");
    }
    let body = plain.len();
    unmark(text, &mut plain, &mut marks)?;
    let mut at = body;
    for piece in plain[body..].split("\n\n") {
        let words = piece.trim();
        if !words.is_empty() {
            let start = at + (piece.len() - piece.trim_start().len());
            parts.push(Part { kind: PartKind::Body, span: Span::new(start, start + words.len()) });
        }
        at += piece.len() + 2;
    }
    Ok(Marked { document: plain_document(id, plain, parts), marks })
}

/// Appends the text without its marks to `plain`.
fn unmark(marked: &str, plain: &mut String, marks: &mut BTreeSet<(Span, NameKind)>) -> Result<(), String> {
    let kind_of = |name: &str| NameKind::ALL.into_iter().find(|k| k.as_str() == name);
    let mut open: Vec<(NameKind, usize)> = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        let tag = rest[at + 1..].split_once('>').map_or("", |(tag, _)| tag);
        if let Some(kind) = kind_of(tag) {
            open.push((kind, plain.len()));
        } else if let Some(kind) = tag.strip_prefix('/').and_then(kind_of) {
            match open.pop() {
                Some((opened, start)) if opened == kind => marks.insert((Span::new(start, plain.len()), kind)),
                _ => return Err(format!("</{}> closes no <{}>", kind.as_str(), kind.as_str())),
            };
        } else {
            // A "<" of the text itself.
            plain.push('<');
            rest = &rest[at + 1..];
            continue;
        }
        rest = &rest[at + tag.len() + 2..];
    }
    plain.push_str(rest);
    match open.pop() {
        Some((kind, _)) => Err(format!("<{}> is not closed", kind.as_str())),
        None => Ok(()),
    }
}

fn context(text: &str, span: Span) -> String {
    const REACH: usize = 40; // characters on either side
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text[..start].char_indices().rev().take(REACH).last().map_or(start, |(i, _)| i);
    let after: String = text[end..].chars().take(REACH).collect();
    one_line(&format!("{}[{}]{after}", &text[from..start], span.of(text)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_record::Name;

    const TITLE: &str = "<per>Ana</per> in <gpe>Rome</gpe>";
    const TEXT: &str = "5 < 6, said the <off>Head of <org>FAO</org></off>.\n\nBye, <per>Été</per>.";

    #[test]
    fn marks_become_spans() {
        let m = marked("x", TITLE, TEXT).unwrap();
        assert_eq!(m.document.text, "Ana in Rome\n\n5 < 6, said the Head of FAO.\n\nBye, Été.");
        let words: Vec<_> = m.marks.iter().map(|(s, k)| (k.as_str(), s.of(&m.document.text))).collect();
        assert_eq!(words, [("per", "Ana"), ("gpe", "Rome"), ("off", "Head of FAO"), ("org", "FAO"), ("per", "Été")]);
        let parts: Vec<_> = m.document.parts.iter().map(|p| p.span.of(&m.document.text)).collect();
        assert_eq!(parts, ["Ana in Rome", "5 < 6, said the Head of FAO.", "Bye, Été."]);
        assert!(marked("x", "<per>Ana", "").unwrap_err().contains("not closed"));
        assert!(marked("x", "<per>Ana</org>", "").unwrap_err().contains("closes no"));
    }

    #[test]
    fn spans_and_kinds_must_agree() {
        let m = marked("x", TITLE, "").unwrap();
        let analysis = Analysis {
            spans: vec![Span::new(0, 3), Span::new(4, 6), Span::new(7, 11)],
            names: vec![Name { kind: NameKind::Per, tokens: 0..1 }, Name { kind: NameKind::Loc, tokens: 2..3 }],
            ..Analysis::default()
        };
        let mut scores = NameScores::default();
        compare(&m, &analysis, &mut scores);
        assert_eq!(scores.all(), Tally { right: 1, read: 2, gold: 2 });
        assert_eq!(scores.errors.len(), 2);
        assert_eq!(scores.errors[1].context, "Ana in [Rome]");
        assert!(scores.errors[1].missed && !scores.errors[0].missed);
    }
}
