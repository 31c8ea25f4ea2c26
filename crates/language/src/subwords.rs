//! WordPiece, as the pretrained encoder was made with: uncased, accents off, punctuation apart, longest match first.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Most subwords of one word that the network reads.
const MOST: usize = 12;
/// A word longer than this many characters is unknown.
const LONGEST: usize = 100;

/// The vocabulary: subword → id.
pub(crate) struct Subwords {
    ids: HashMap<&'static str, u32>,
    unknown: u32,
    /// Id of the mark before a sentence.
    pub start: u32,
    /// Id of the mark after a sentence.
    pub end: u32,
}

impl Subwords {
    /// A vocabulary of one subword a line, in order of id.
    pub fn new(vocabulary: &'static str) -> Subwords {
        let ids: HashMap<_, _> = vocabulary.split('\n').enumerate().map(|(i, s)| (s, i as u32)).collect();
        let id = |s: &str| ids.get(s).copied().unwrap_or(0);
        let (unknown, start, end) = (id("[UNK]"), id("[CLS]"), id("[SEP]"));
        Subwords { ids, unknown, start, end }
    }

    /// Appends the ids of a word: at least one, at most twelve.
    pub fn encode(&self, word: &str, out: &mut Vec<u32>) {
        let before = out.len();
        let plain: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
        let mut piece = String::new();
        for c in plain.chars() {
            if is_punctuation(c) || is_ideograph(c) {
                self.match_longest(&piece, out);
                piece.clear();
                self.match_longest(c.encode_utf8(&mut [0; 4]), out);
            } else if c.is_whitespace() || c.is_control() {
                self.match_longest(&piece, out);
                piece.clear();
            } else {
                piece.push(c);
            }
        }
        self.match_longest(&piece, out);
        if out.len() == before {
            out.push(self.unknown);
        }
        out.truncate(before + MOST);
    }

    fn match_longest(&self, piece: &str, out: &mut Vec<u32>) {
        if piece.is_empty() {
            return;
        }
        if piece.chars().count() > LONGEST {
            out.push(self.unknown);
            return;
        }
        let before = out.len();
        let mut start = 0;
        let mut key = String::new();
        while start < piece.len() {
            let mut end = piece.len();
            let found = loop {
                key.clear();
                if start > 0 {
                    key.push_str("##");
                }
                key.push_str(&piece[start..end]);
                if let Some(&id) = self.ids.get(key.as_str()) {
                    break Some(id);
                }
                match piece[start..end].char_indices().next_back() {
                    Some((0, _)) | None => break None,
                    Some((shorter, _)) => end = start + shorter,
                }
            };
            let Some(id) = found else {
                out.truncate(before);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            start = end;
        }
    }
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Punctuation)
}

fn is_ideograph(c: char) -> bool {
    matches!(u32::from(c), 0x4E00..=0x9FFF | 0x3400..=0x4DBF | 0x20000..=0x2CEAF | 0xF900..=0xFAFF | 0x2F800..=0x2FA1F)
}

/// The letter case of a word, which the uncased vocabulary drops: 0 no letter, 1 lower, 2 capital, 3 all capitals,
/// 4 capital at the start of a sentence, 5 mixed.
pub(crate) fn case_of(word: &str, first: bool) -> u8 {
    let lower = word.chars().any(char::is_lowercase);
    let upper = word.chars().any(char::is_uppercase);
    match (lower, upper) {
        _ if !word.chars().any(char::is_alphabetic) => 0,
        (true, false) => 1,
        (false, true) if word.chars().nth(1).is_some() => 3,
        _ if word.chars().next().is_some_and(char::is_uppercase) => 2 + 2 * u8::from(first),
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_match_first() {
        let subwords = Subwords::new("[UNK]\n[CLS]\n[SEP]\njan\n##jua\n##ju\n-\na");
        let mut ids = Vec::new();
        subwords.encode("Jánjua-a", &mut ids);
        assert_eq!(ids, [3, 4, 6, 7]);
        ids.clear();
        subwords.encode("janx", &mut ids);
        assert_eq!(ids, [0]);
    }

    #[test]
    fn cases() {
        let cases = ["1990", "talks", "Moscow", "NATO", "eBay", "A"].map(|w| case_of(w, false));
        assert_eq!(cases, [0, 1, 2, 3, 5, 2]);
        assert_eq!(case_of("The", true), 4);
    }
}
