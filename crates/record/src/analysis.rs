//! The document as sentences, tokens, tags, lemmas, trees and names: columns of tokens.

use crate::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The head of a sentence's root.
pub const ROOT: u32 = u32::MAX;

/// Columns of equal length, one row a token, for the whole document. Sentences and names are ranges of rows.
///
/// Tags and relations are those of English Universal Dependencies; every string but the lemma is one of a closed list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// Row range of each sentence, in order, without gaps.
    pub sentences: Vec<Range<u32>>,
    /// Where each token stands in the text.
    pub spans: Vec<Span>,
    /// Universal part of speech, e.g. `PROPN`.
    pub upos: Vec<&'static str>,
    /// Penn Treebank tag, e.g. `VBD`.
    pub xpos: Vec<&'static str>,
    /// Dictionary form.
    pub lemmas: Vec<String>,
    /// Row of the head in this document (always in the same sentence), or [`ROOT`].
    pub heads: Vec<u32>,
    /// Dependency relation to the head with its subtype, e.g. `nsubj:pass`.
    pub relations: Vec<&'static str>,
    /// Names and offices, ordered by start, the longer first; they nest but never cross within one kind.
    pub names: Vec<Name>,
}

/// A marked stretch of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What it names.
    pub kind: NameKind,
    /// Rows of its tokens.
    pub tokens: Range<u32>,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// A person, without honorific, rank or office.
    Per,
    /// A post held by a person, with its complement ("Prime Minister of Iraq").
    Off,
    /// A named organisation.
    Org,
    /// A state, city or province that has a government.
    Gpe,
    /// Another named place.
    Loc,
    /// A nationality ("Russian").
    Nat,
    /// A named event or format.
    Evt,
    /// A named agreement, law or plan.
    Act,
    /// A calendar or deictic date.
    Date,
}

impl NameKind {
    /// Every kind, in the order of the model's labels.
    pub const ALL: [NameKind; 9] = [
        NameKind::Per,
        NameKind::Off,
        NameKind::Org,
        NameKind::Gpe,
        NameKind::Loc,
        NameKind::Nat,
        NameKind::Evt,
        NameKind::Act,
        NameKind::Date,
    ];

    /// Three or four letters, as in the marked texts.
    pub fn as_str(self) -> &'static str {
        ["per", "off", "org", "gpe", "loc", "nat", "evt", "act", "date"][self as usize]
    }
}

impl Analysis {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there is no token.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The words of a token.
    pub fn word<'t>(&self, text: &'t str, token: u32) -> &'t str {
        self.spans[token as usize].of(text)
    }

    /// The span from the first to the last token of a non-empty range.
    pub fn span(&self, tokens: Range<u32>) -> Span {
        self.spans[tokens.start as usize].cover(self.spans[tokens.end as usize - 1])
    }

    /// Index of the sentence that holds the token.
    pub fn sentence_of(&self, token: u32) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }

    /// The tokens whose head is `token`, in order.
    pub fn children(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        let sentence = self.sentences[self.sentence_of(token)].clone();
        sentence.filter(move |&t| self.heads[t as usize] == token)
    }

    /// The tokens from the first to the last of the subtree under `token`.
    pub fn subtree(&self, token: u32) -> Range<u32> {
        let sentence = self.sentences[self.sentence_of(token)].clone();
        let (mut first, mut last) = (token, token);
        for t in sentence.clone() {
            let (mut up, mut steps) = (t, sentence.len());
            while up != token && up != ROOT && steps > 0 {
                up = self.heads[up as usize];
                steps -= 1;
            }
            if up == token {
                (first, last) = (first.min(t), last.max(t));
            }
        }
        first..last + 1
    }
}
