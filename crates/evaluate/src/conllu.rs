//! Treebanks in CoNLL-U (<https://universaldependencies.org/format.html>), and the raw text they were made from.

use crate::EvaluateError;
use chancery_record::{Document, Part, PartKind, Span};
use std::path::Path;

/// One sentence of a treebank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// `sent_id`.
    pub id: String,
    /// Whether a document begins here.
    pub opens_document: bool,
    /// Whether a paragraph begins here.
    pub opens_paragraph: bool,
    /// Words by integer id; ranges of multiword tokens and empty nodes are left out.
    pub words: Vec<Word>,
}

/// A syntactic word.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As written.
    pub form: String,
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: String,
    /// Penn Treebank tag.
    pub xpos: String,
    /// Id of the head, 0 for the root.
    pub head: u32,
    /// Relation with its subtype.
    pub relation: String,
    /// Whether white space follows; never inside a multiword token.
    pub space_after: bool,
}

/// Reads a treebank; `path` is for messages only.
pub fn parse(path: &Path, conllu: &str) -> Result<Vec<Sentence>, EvaluateError> {
    let mut sentences = Vec::new();
    let mut current = Sentence::default();
    // Last id and space of the multiword token that holds the next words: they are written together, the token's
    // own SpaceAfter counts for its last word.
    let mut token: Option<(u32, bool)> = None;
    for (number, line) in conllu.lines().chain([""]).enumerate() {
        let wrong = |what: String| EvaluateError::malformed(path, number + 1, what);
        if line.trim().is_empty() {
            // A comment block without words still says where a document or paragraph begins.
            if !current.words.is_empty() {
                sentences.push(std::mem::take(&mut current));
            }
            token = None;
        } else if let Some(comment) = line.strip_prefix('#') {
            let comment = comment.trim();
            let (key, value) = comment.split_once('=').unwrap_or((comment, ""));
            match key.trim().split(' ').next().unwrap_or("") {
                "sent_id" => current.id = value.trim().to_owned(),
                "newdoc" => current.opens_document = true,
                "newpar" => current.opens_paragraph = true,
                _ => {}
            }
        } else {
            let columns: Vec<&str> = line.split('\t').collect();
            let [id, form, lemma, upos, xpos, _, head, relation, _, misc] = columns[..] else {
                return Err(wrong(format!("10 columns expected, {} found", columns.len())));
            };
            let space = !misc.split('|').any(|m| m == "SpaceAfter=No");
            if let Some((_, last)) = id.split_once('-') {
                let last = last.parse().map_err(|_| wrong(format!("`{id}` is no range of ids")))?;
                token = Some((last, space));
            } else if !id.contains('.') {
                let number: u32 = id.parse().map_err(|_| wrong(format!("`{id}` is no id")))?;
                let space_after = match token {
                    Some((last, _)) if number < last => false,
                    Some((last, after)) if number == last => after,
                    _ => space,
                };
                current.words.push(Word {
                    form: form.to_owned(),
                    lemma: lemma.to_owned(),
                    upos: upos.to_owned(),
                    xpos: xpos.to_owned(),
                    head: head.parse().map_err(|_| wrong(format!("`{head}` is no head")))?,
                    relation: relation.to_owned(),
                    space_after,
                });
            }
        }
    }
    Ok(sentences)
}

/// The raw text of one document of a treebank, and where its words stand in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Passage {
    /// Words with the spaces that `SpaceAfter` tells of; paragraphs parted by a blank line.
    pub text: String,
    /// Bytes of each word, a list a sentence.
    pub sentences: Vec<Vec<Span>>,
    /// Bytes of each paragraph.
    pub paragraphs: Vec<Span>,
}

impl Passage {
    /// Rebuilds the text of some sentences.
    pub fn new(sentences: &[Sentence]) -> Passage {
        let mut out = Passage::default();
        let (mut start, mut space) = (0, false);
        for sentence in sentences {
            if sentence.opens_paragraph && !out.text.is_empty() {
                out.paragraphs.push(Span::new(start, out.text.len()));
                out.text.push_str("\n\n");
                (start, space) = (out.text.len(), false);
            }
            let mut spans = Vec::with_capacity(sentence.words.len());
            for word in &sentence.words {
                if space {
                    out.text.push(' ');
                }
                let at = out.text.len();
                out.text.push_str(&word.form);
                spans.push(Span::new(at, out.text.len()));
                space = word.space_after;
            }
            out.sentences.push(spans);
        }
        if !out.text.is_empty() {
            out.paragraphs.push(Span::new(start, out.text.len()));
        }
        out
    }

    /// As a document whose parts are the paragraphs.
    pub fn document(&self) -> Document {
        let parts = self.paragraphs.iter().map(|&span| Part { kind: PartKind::Body, span }).collect();
        plain_document("treebank", self.text.clone(), parts)
    }
}

/// The sentences of each document.
pub fn documents(sentences: &[Sentence]) -> impl Iterator<Item = &[Sentence]> {
    sentences.chunk_by(|_, next| !next.opens_document)
}

/// A document that is nothing but its text and parts.
pub(crate) fn plain_document(id: &str, text: String, parts: Vec<Part>) -> Document {
    Document {
        id: id.to_owned(),
        source: id.to_owned(),
        text,
        parts,
        title: None,
        publisher: None,
        authors: Vec::new(),
        published: None,
        dateline: None,
        language: "en".to_owned(),
        origin: Vec::new(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) const TINY: &str = "\
# newdoc id = a
# newpar id = a-1
# sent_id = n1
1\tDo\tdo\tAUX\tVB\t_\t4\taux\t_\t_
2-3\tcannot\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
2\tcan\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tnot\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\t!\t!\tPUNCT\t.\t_\t0\troot\t_\t_
4.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = n2
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\tSpaceAfter=No

# newpar
# sent_id = n3
1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_

# newdoc id = b
# sent_id = w1
1\tÉté\tété\tNOUN\tNN\t_\t0\troot\t_\t_
";

    #[test]
    fn the_text_is_rebuilt() {
        let sentences = parse(Path::new("tiny"), TINY).unwrap();
        let passages: Vec<Passage> = documents(&sentences).map(Passage::new).collect();
        assert_eq!(passages.len(), 2);
        assert_eq!(passages[0].text, "Do cannot! Yes\n\nNo");
        let words: Vec<Vec<&str>> =
            passages[0].sentences.iter().map(|s| s.iter().map(|w| w.of(&passages[0].text)).collect()).collect();
        assert_eq!(words, [vec!["Do", "can", "not", "!"], vec!["Yes"], vec!["No"]]);
        assert_eq!(passages[0].paragraphs, [Span::new(0, 14), Span::new(16, 18)]);
        assert_eq!(passages[1].document().parts.len(), 1);
    }

    #[test]
    fn errors_name_the_line() {
        let error = parse(Path::new("bad.conllu"), "# sent_id = 1\n1\tDo\n").unwrap_err().to_string();
        assert!(error.starts_with("bad.conllu:2: 10 columns expected"), "{error}");
    }
}
