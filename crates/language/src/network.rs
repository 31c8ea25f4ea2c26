//! The forward pass: coded sentences to one row of scores a word.
//!
//! Sentences of a batch stand one after the other without padding: what concerns a single token runs over all rows,
//! attention within each sentence. So a sentence's result does not depend on its batch.

use crate::float::{add_and_normalise, attend, gelu_all, quantise};
use crate::kernel::Matrix;
use crate::model::{HEADS, Model, POSITIONS, WIDTH};
use crate::subwords::case_of;

/// A sentence as the network reads it.
#[derive(Default)]
pub(crate) struct Coded {
    ids: Vec<u32>,
    cases: Vec<u8>,
    /// First and last subword of each word.
    ends: Vec<(u32, u32)>,
}

impl Coded {
    /// Codes as many of the words as fit; at least one. Returns the sentence and the number of words it took.
    pub fn new<'w>(model: &Model, words: impl Iterator<Item = &'w str>) -> (Coded, usize) {
        let mut coded = Coded { ids: vec![model.subwords.start], cases: vec![0], ends: Vec::new() };
        for (i, word) in words.enumerate() {
            let before = coded.ids.len();
            model.subwords.encode(word, &mut coded.ids);
            if coded.ids.len() >= POSITIONS {
                coded.ids.truncate(before);
                break;
            }
            coded.cases.resize(coded.ids.len(), case_of(word, i == 0));
            coded.ends.push((before as u32, coded.ids.len() as u32 - 1));
        }
        coded.ids.push(model.subwords.end);
        coded.cases.push(0);
        let taken = coded.ends.len();
        (coded, taken)
    }

    /// Number of subwords with the two marks.
    pub fn len(&self) -> usize {
        self.ids.len()
    }
}

/// Rows quantised for a product.
#[derive(Default)]
struct Quantised {
    bytes: Vec<u8>,
    scales: Vec<f32>,
}

impl Quantised {
    fn set(&mut self, x: &[f32], width: usize) -> &mut Self {
        self.bytes.resize(x.len(), 0);
        self.scales.resize(x.len() / width, 0.0);
        quantise(x, width, &mut self.bytes, &mut self.scales);
        self
    }

    fn times(&self, matrix: &Matrix, out: &mut Vec<f32>) {
        matrix.multiply(&self.bytes, &self.scales, out);
    }
}

/// The scores of every head for each word of the batch, a row of `model.heads.outputs()` values a word.
pub(crate) fn scores(model: &Model, batch: &[Coded]) -> Vec<f32> {
    let x = encode(model, batch);
    let mut words = Vec::new();
    let mut first_row = 0;
    for sentence in batch {
        for &(first, last) in &sentence.ends {
            let row = |at: u32| &x[(first_row + at as usize) * WIDTH..][..WIDTH];
            words.extend(row(first).iter().zip(row(last)).map(|(a, b)| (a + b) * 0.5));
        }
        first_row += sentence.len();
    }
    head_scores(model, &words)
}

/// The scores of every head for rows of word vectors.
pub(crate) fn head_scores(model: &Model, words: &[f32]) -> Vec<f32> {
    let mut out = Vec::new();
    Quantised::default().set(words, WIDTH).times(&model.heads, &mut out);
    out
}

fn encode(model: &Model, batch: &[Coded]) -> Vec<f32> {
    let rows: usize = batch.iter().map(Coded::len).sum();
    let mut x = vec![0.0f32; rows * WIDTH];
    let mut out = x.chunks_exact_mut(WIDTH);
    for sentence in batch {
        for (at, (&id, &case)) in sentence.ids.iter().zip(&sentence.cases).enumerate() {
            if let Some(row) = out.next() {
                model.embed(id, at, case, row);
            }
        }
    }
    let zeros = vec![0.0f32; rows * WIDTH];
    add_and_normalise(&mut x, &zeros, &model.norm.gain, &model.norm.bias);

    let (mut q, mut wide, mut narrow) = (Quantised::default(), Vec::new(), Vec::new());
    let mut mixed = zeros;
    for layer in &model.layers {
        q.set(&x, WIDTH).times(&layer.qkv, &mut wide);
        let mut at = 0;
        for sentence in batch {
            let tokens = at..at + sentence.len();
            let qkv = &wide[tokens.start * 3 * WIDTH..tokens.end * 3 * WIDTH];
            attend(qkv, HEADS, &mut mixed[tokens.start * WIDTH..tokens.end * WIDTH]);
            at = tokens.end;
        }
        q.set(&mixed, WIDTH).times(&layer.out, &mut narrow);
        add_and_normalise(&mut x, &narrow, &layer.norm1.gain, &layer.norm1.bias);
        q.set(&x, WIDTH).times(&layer.up, &mut wide);
        gelu_all(&mut wide);
        let inner = layer.up.outputs();
        q.set(&wide, inner).times(&layer.down, &mut narrow);
        add_and_normalise(&mut x, &narrow, &layer.norm2.gain, &layer.norm2.bias);
    }
    x
}
