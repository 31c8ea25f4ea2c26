//! Comparing words as a person would: names, offices, places, and phrases found in a text.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Lower case without accents, plain quotation marks, single spaces.
pub fn fold(text: &str) -> String {
    let bare: String = text.nfkd().filter(|c| canonical_combining_class(*c) == 0).collect();
    let plain = bare.to_lowercase().replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Runs of ASCII letters and digits of the folded text.
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let runs = folded.split(|c: char| !c.is_ascii_alphanumeric());
    runs.filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Same surname, and the shorter name is part of the longer or begins with the same letter.
pub fn same_name(a: &str, b: &str) -> bool {
    let bare = |name: &str| {
        let mut words = words(name);
        words.retain(|w| !["jr", "sr", "ii", "iii", "iv"].contains(&w.as_str()));
        words
    };
    let (a, b) = (bare(a), bare(b));
    if a.is_empty() || b.is_empty() {
        return a == b;
    }
    let (short, long) = if b.len() < a.len() { (b, a) } else { (a, b) };
    short.last() == long.last()
        && (short.len() == 1
            || short.iter().all(|w| long.contains(w))
            || short[0].chars().next() == long[0].chars().next())
}

/// At least half of the words of the shorter title are in the other.
pub fn same_office(a: &str, b: &str) -> bool {
    let set = |office: &str| -> BTreeSet<String> {
        words(office).into_iter().filter(|w| !["of", "the", "and", "for"].contains(&w.as_str())).collect()
    };
    let (a, b) = (set(a), set(b));
    let both = a.intersection(&b).count();
    both > 0 && both * 2 >= a.len().min(b.len())
}

/// Equal, or one is the other with a qualifier ("Washington", "Washington, D.C."); both may be unknown.
pub fn same_place(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    let (a, b) = (words(a), words(b));
    let (short, long) = if b.len() < a.len() { (b, a) } else { (a, b) };
    long.starts_with(&short)
}

/// A text as code points, to find phrases in.
pub struct Text {
    chars: Vec<char>,
}

impl Text {
    /// Of a document's text.
    pub fn new(text: &str) -> Text {
        Text { chars: text.chars().collect() }
    }

    /// Number of code points.
    pub fn len(&self) -> i64 {
        self.chars.len() as i64
    }

    /// The words of a span; what lies outside the text is left out.
    pub fn slice(&self, (start, end): (i64, i64)) -> String {
        // Like a slice in Python, where a negative index counts from the end.
        let bound = |i: i64| (if i < 0 { i + self.len() } else { i }).clamp(0, self.len()) as usize;
        let (start, end) = (bound(start), bound(end));
        if start < end { self.chars[start..end].iter().collect() } else { String::new() }
    }

    /// The first place of the phrase, white space and quotation marks apart, in code points.
    pub fn locate(&self, phrase: &str) -> Option<(i64, i64)> {
        let parts: Vec<Vec<char>> =
            phrase.split(|c| !is_word(c)).filter(|p| !p.is_empty()).map(|p| p.chars().collect()).collect();
        if parts.is_empty() {
            return None;
        }
        (0..self.chars.len()).find_map(|start| Some((start as i64, self.phrase_at(start, &parts)? as i64)))
    }

    /// End of the phrase that begins at `start`: its parts with one or more characters that are no letters between.
    fn phrase_at(&self, start: usize, parts: &[Vec<char>]) -> Option<usize> {
        let mut at = start;
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                let gap = self.chars[at..].iter().take_while(|c| !is_word(**c)).count();
                if gap == 0 {
                    return None;
                }
                at += gap;
            }
            if !self.chars[at..].starts_with(part) {
                return None;
            }
            at += part.len();
        }
        Some(at)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_offices_places() {
        assert!(same_name("Joseph R. Biden, Jr.", "Joe Biden") && same_name("Erdoğan", "Recep Tayyip Erdogan"));
        assert!(!same_name("Naseer Janjua", "Tehmina Janjua"));
        assert!(same_office("Prime Minister of Iraq", "the Prime Minister") && !same_office("of the", "of the"));
        assert!(same_place("Washington", "Washington, D.C.") && same_place("", "") && !same_place("Rome", ""));
    }

    #[test]
    fn phrases_are_found_across_punctuation() {
        let text = Text::new("É “said:  they’ll meet”");
        let at = text.locate("said they'll me").unwrap();
        assert_eq!((at, text.slice(at).as_str()), ((3, 20), "said:  they’ll me"));
        assert_eq!(text.locate("…"), None);
        assert_eq!(text.locate("saidthey"), None);
        assert_eq!(text.slice((-5, 99)), "meet”");
    }
}
