//! Finding phrases in a stream of words: whole words, any form of the lemma, case and diacritics aside.

use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A word as phrases see it. A hyphen between words is no word; "counter-terrorism" is two.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The form with periods of abbreviation and diacritics removed, letters as they are: `US`, `Turkiye`.
    pub plain: String,
    /// The same in small letters.
    pub small: String,
    /// The lemma in small letters, without diacritics.
    pub lemma: String,
}

impl Word {
    /// A word from its form and its lemma.
    pub fn new(form: &str, lemma: &str) -> Word {
        let plain = plain(form);
        Word { small: plain.to_lowercase(), lemma: plain_lower(lemma), plain }
    }
}

/// Diacritics, the periods of "U.S." and typographic apostrophes removed.
pub fn plain(form: &str) -> String {
    let dotted = form.contains('.') && form.split('.').all(|part| part.chars().count() <= 1);
    // "Lt." is "Lt"
    let form = if form.len() > 1 && form.ends_with('.') && !dotted { form.trim_end_matches('.') } else { form };
    form.nfd()
        .filter(|c| !(is_combining_mark(*c) || dotted && *c == '.'))
        .map(|c| if c == '’' || c == '‘' { '\'' } else { c })
        .collect()
}

/// [`plain`] in small letters.
pub fn plain_lower(form: &str) -> String {
    plain(form).to_lowercase()
}

/// The words of a phrase as the stream would have them.
pub fn split(phrase: &str) -> impl Iterator<Item = &str> {
    phrase.split([' ', '-', '–', '‑']).filter(|w| !w.is_empty())
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    words: Vec<String>,
    value: T,
}

/// A set of phrases, each with a value.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first: HashMap<String, Vec<Phrase<T>>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases { by_first: HashMap::new() }
    }
}

impl<T> Phrases<T> {
    /// Adds a phrase. A word of two or more capitals ("UN") matches only in capitals; "'s" between words is left out.
    pub fn insert(&mut self, phrase: &str, value: T) {
        // as the tokeniser cuts: possessives and parentheses stand alone
        let mut apart =
            phrase.replace("’s ", " 's ").replace("'s ", " 's ").replace("s' ", "s ' ").replace("s’ ", "s ' ");
        for mark in ["(", ")", ","] {
            apart = apart.replace(mark, &format!(" {mark} "));
        }
        let words: Vec<String> = split(&apart)
            .map(|w| {
                let w = plain(w);
                let shout = w.chars().count() > 1 && w.chars().any(char::is_alphabetic) && w.to_uppercase() == w;
                if shout { w } else { w.to_lowercase() }
            })
            .collect();
        if let Some(first) = words.first() {
            self.by_first.entry(first.clone()).or_default().push(Phrase { words, value });
        }
    }

    /// The longest phrase that begins at word `at`: its number of words and its value. Of equal phrases the first added.
    pub fn longest<'a>(&'a self, words: &[Word], at: usize) -> Option<(usize, &'a T)> {
        self.all(words, at).reduce(|best, other| if other.0 > best.0 { other } else { best })
    }

    /// Every phrase that begins at word `at`.
    pub fn all<'a>(&'a self, words: &[Word], at: usize) -> impl Iterator<Item = (usize, &'a T)> {
        // past the end of the words nothing begins
        let here = words.get(at);
        let mut keys: Vec<&str> = here.iter().map(|w| w.small.as_str()).collect();
        for key in here.iter().flat_map(|w| [w.lemma.as_str(), w.plain.as_str()]) {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let matches: Vec<(usize, &T)> = keys
            .into_iter()
            .filter_map(|key| self.by_first.get(key))
            .flatten()
            .filter(|p| p.words.len() <= words.len() - at && p.words.iter().zip(&words[at..]).all(|(p, w)| fits(p, w)))
            .map(|p| (p.words.len(), &p.value))
            .collect();
        matches.into_iter()
    }

    /// Every longest phrase from left to right, none overlapping: first word, one past the last, value.
    pub fn find<'a>(&'a self, words: &[Word]) -> Vec<(usize, usize, &'a T)> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest(words, at) {
                Some((length, value)) => {
                    out.push((at, at + length, value));
                    at += length;
                }
                None => at += 1,
            }
        }
        out
    }
}

fn fits(pattern: &str, word: &Word) -> bool {
    pattern == word.small || pattern == word.lemma || pattern == word.plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        text.split(' ').map(|w| Word::new(w, w.trim_end_matches('s'))).collect()
    }

    #[test]
    fn capitals_hyphens_and_plurals() {
        let mut phrases = Phrases::default();
        phrases.insert("US", 1);
        phrases.insert("trade agreement", 2);
        phrases.insert("Türkiye", 3);
        phrases.insert("counter-terrorism", 4);
        let found = |text: &str| phrases.find(&words(text)).into_iter().map(|f| *f.2).collect::<Vec<_>>();
        assert_eq!(found("told us of trade agreements"), [2]);
        assert!(phrases.longest(&words("the US"), 2).is_none(), "past the end");
        assert_eq!(found("the U.S. and Turkiye on counter terrorism"), [1, 3, 4]);
    }
}
