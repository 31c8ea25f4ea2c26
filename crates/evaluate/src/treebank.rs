//! Scores against treebanks: with gold words, and from raw text.
//!
//! From raw text the system's words are aligned to the gold words by their characters, as in the CoNLL 2018 shared task
//! (<https://universaldependencies.org/conll18/evaluation.html>), with two differences: subtypes of relations count, so
//! that the figure stands beside the one with gold words; and words inside a multiword token align by their
//! characters too, because English writes them out in full ("do|n't").

use crate::conllu::{Passage, Sentence, documents};
use crate::tally::{Tally, share};
use chancery_language::Engine;
use chancery_record::{Analysis, ROOT, Span};
use std::collections::HashMap;

/// Right answers over gold words; all words count, punctuation too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoldWords {
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Right universal parts of speech.
    pub upos: usize,
    /// Right Penn tags.
    pub xpos: usize,
    /// Right lemmas, letter for letter.
    pub lemma: usize,
    /// Right heads.
    pub head: usize,
    /// Right heads with the right relation, subtype included.
    pub labelled: usize,
}

impl GoldWords {
    /// Labelled attachment score, 0 to 1.
    pub fn las(&self) -> f64 {
        share(self.labelled, self.words)
    }

    /// Unlabelled attachment score, 0 to 1.
    pub fn uas(&self) -> f64 {
        share(self.head, self.words)
    }
}

/// Agreement from raw text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RawText {
    /// Words, found where their characters are the same.
    pub words: Tally,
    /// Sentences, found where they begin and end at the same characters.
    pub sentences: Tally,
    /// Found words with the right universal part of speech.
    pub upos: Tally,
    /// Found words with the right head.
    pub uas: Tally,
    /// Found words with the right head and relation.
    pub las: Tally,
}

/// Annotates the gold words and compares.
pub fn score_gold_words(sentences: &[Sentence], engine: &Engine) -> GoldWords {
    let mut scores = GoldWords::default();
    for document in documents(sentences) {
        let passage = Passage::new(document);
        compare_gold_words(document, &engine.annotate(&passage.text, &passage.sentences), &mut scores);
    }
    scores
}

/// Analyses the raw text of every document and compares.
pub fn score_raw_text(sentences: &[Sentence], engine: &Engine) -> RawText {
    let mut scores = RawText::default();
    for document in documents(sentences) {
        let passage = Passage::new(document);
        compare_raw_text(document, &passage, &engine.analyse(&passage.document()), &mut scores);
    }
    scores
}

/// Adds the agreement of an analysis whose rows are the gold words; a row that is not there is wrong.
pub fn compare_gold_words(gold: &[Sentence], analysis: &Analysis, scores: &mut GoldWords) {
    let mut first = 0;
    for sentence in gold {
        scores.sentences += 1;
        for (i, word) in sentence.words.iter().enumerate() {
            let row = first as usize + i;
            let head = analysis.heads.get(row) == Some(&row_of(first, word.head));
            scores.words += 1;
            scores.upos += usize::from(analysis.upos.get(row) == Some(&word.upos.as_str()));
            scores.xpos += usize::from(analysis.xpos.get(row) == Some(&word.xpos.as_str()));
            scores.lemma += usize::from(analysis.lemmas.get(row) == Some(&word.lemma));
            scores.head += usize::from(head);
            scores.labelled += usize::from(head && analysis.relations.get(row) == Some(&word.relation.as_str()));
        }
        first += sentence.words.len() as u32;
    }
}

/// Adds the agreement of an analysis made from the passage's text alone.
pub fn compare_raw_text(gold: &[Sentence], passage: &Passage, analysis: &Analysis, scores: &mut RawText) {
    let rows: HashMap<Span, u32> = passage.sentences.iter().flatten().copied().zip(0..).collect();
    // Gold row of each row of the analysis.
    let aligned: Vec<Option<u32>> = analysis.spans.iter().map(|s| rows.get(s).copied()).collect();
    let mut words = Vec::with_capacity(rows.len());
    let mut first = 0;
    for sentence in gold {
        words.extend(sentence.words.iter().map(|w| (w, row_of(first, w.head))));
        first += sentence.words.len() as u32;
    }
    let mut count = Tally { right: 0, read: analysis.len(), gold: words.len() };
    let [mut upos, mut uas, mut las] = [count; 3];
    for (row, gold_row) in aligned.iter().enumerate() {
        let Some(gold_row) = gold_row else { continue };
        let (word, gold_head) = words[*gold_row as usize];
        let head = match analysis.heads[row] {
            ROOT => Some(ROOT),
            head => aligned[head as usize],
        };
        let same_head = head == Some(gold_head);
        count.right += 1;
        upos.right += usize::from(analysis.upos[row] == word.upos);
        uas.right += usize::from(same_head);
        las.right += usize::from(same_head && analysis.relations[row] == word.relation);
    }
    scores.words.add(count);
    scores.upos.add(upos);
    scores.uas.add(uas);
    scores.las.add(las);
    let edges = |s: &Vec<Span>| Some((s.first()?.start, s.last()?.end));
    let gold_edges: Vec<(u32, u32)> = passage.sentences.iter().filter_map(edges).collect();
    let read_edges: Vec<(u32, u32)> = analysis
        .sentences
        .iter()
        .filter(|s| !s.is_empty())
        .map(|s| analysis.span(s.clone()))
        .map(|s| (s.start, s.end))
        .collect();
    let right = read_edges.iter().filter(|e| gold_edges.binary_search(e).is_ok()).count();
    scores.sentences.add(Tally { right, read: read_edges.len(), gold: gold_edges.len() });
}

/// Row of a head given by its id in the sentence that begins at row `first`.
fn row_of(first: u32, head: u32) -> u32 {
    if head == 0 { ROOT } else { first + head - 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu::{parse, tests::TINY};
    use std::path::Path;

    /// The first tiny document, analysed right but for what the test changes.
    fn right() -> (Vec<Sentence>, Passage, Analysis) {
        let mut sentences = parse(Path::new("tiny"), TINY).unwrap();
        sentences.truncate(3);
        let passage = Passage::new(&sentences);
        let analysis = Analysis {
            sentences: vec![0..4, 4..5, 5..6],
            spans: passage.sentences.concat(),
            upos: vec!["AUX", "AUX", "PART", "PUNCT", "INTJ", "INTJ"],
            xpos: vec!["VB", "MD", "RB", ".", "UH", "UH"],
            lemmas: ["do", "can", "not", "!", "yes", "no"].map(str::to_owned).to_vec(),
            heads: vec![3, 3, 3, ROOT, ROOT, ROOT],
            relations: vec!["aux", "aux", "advmod", "root", "root", "root"],
            names: Vec::new(),
        };
        (sentences, passage, analysis)
    }

    #[test]
    fn all_right() {
        let (gold, passage, analysis) = right();
        let mut scores = GoldWords::default();
        compare_gold_words(&gold, &analysis, &mut scores);
        let all = GoldWords { sentences: 3, words: 6, upos: 6, xpos: 6, lemma: 6, head: 6, labelled: 6 };
        assert_eq!(scores, all);
        let mut scores = RawText::default();
        compare_raw_text(&gold, &passage, &analysis, &mut scores);
        assert_eq!(scores.las, Tally { right: 6, read: 6, gold: 6 });
        assert_eq!(scores.sentences, Tally { right: 3, read: 3, gold: 3 });
    }

    #[test]
    fn an_empty_analysis_scores_nothing() {
        let (gold, passage, _) = right();
        let mut scores = GoldWords::default();
        compare_gold_words(&gold, &Analysis::default(), &mut scores);
        assert_eq!((scores.words, scores.upos, scores.labelled), (6, 0, 0));
        let mut scores = RawText::default();
        compare_raw_text(&gold, &passage, &Analysis::default(), &mut scores);
        assert_eq!(scores.words, Tally { right: 0, read: 0, gold: 6 });
    }

    #[test]
    fn words_are_found_by_their_characters() {
        let (gold, passage, mut analysis) = right();
        // "cannot" left in one piece, "Yes" and "No" in one sentence, one wrong relation.
        for column in [&mut analysis.upos, &mut analysis.xpos, &mut analysis.relations] {
            column.remove(2);
        }
        analysis.lemmas.remove(2);
        analysis.spans[1] = analysis.spans[1].cover(analysis.spans[2]);
        analysis.spans.remove(2);
        analysis.relations[0] = "aux:pass";
        analysis.heads = vec![2, 2, ROOT, ROOT, 3];
        analysis.sentences = vec![0..3, 3..5];
        let mut scores = RawText::default();
        compare_raw_text(&gold, &passage, &analysis, &mut scores);
        assert_eq!(scores.words, Tally { right: 4, read: 5, gold: 6 });
        assert_eq!(scores.sentences, Tally { right: 1, read: 2, gold: 3 });
        assert_eq!((scores.uas.right, scores.las.right), (3, 2));
    }
}
