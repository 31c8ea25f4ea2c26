//! Document → [`Analysis`]: sentences, tokens, tags, lemmas, trees and names, by one neural engine.
//!
//! Knows no codebook and no diplomacy. The same text gives the same analysis on every processor, with any number of
//! threads, in debug and release: products are exact in integers, sums of `f32` run in a fixed order.

mod boundaries;
mod float;
mod heads;
mod kernel;
mod model;
mod network;
mod sentences;
mod subwords;
mod tokens;
mod tree;

use chancery_record::{Analysis, Document, Name, ROOT, Span};
use heads::Decoder;
use model::Model;
use network::Coded;
use sha2::{Digest, Sha256};

/// Subwords that are worked on together: enough to share each pass over the weights, few enough for the caches.
const BATCH: usize = 768;

/// The language engine: the embedded model, ready to use from any number of threads.
pub struct Engine {
    model: Model,
    decoder: Decoder,
    hash: String,
}

impl Engine {
    /// Loads the embedded model.
    #[allow(clippy::new_without_default)] // loading takes tens of milliseconds: not something to happen by default
    pub fn new() -> Engine {
        let model = Model::embedded();
        let decoder = Decoder::new(&model);
        let hash = Sha256::digest(model::FILE).iter().map(|b| format!("{b:02x}")).collect();
        Engine { model, decoder, hash }
    }

    /// SHA-256 of the model's file, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Sentences, tokens, tags, trees and names of a document. The analysis of a sentence depends on that sentence alone.
    pub fn analyse(&self, document: &Document) -> Analysis {
        self.annotate(&document.text, &sentences::sentences(document))
    }

    /// The same for tokens that are already cut: one list of byte spans of `text` a sentence. A sentence too long for
    /// the network (510 subwords) is analysed in pieces, each a sentence of its own.
    pub fn annotate(&self, text: &str, sentences: &[Vec<Span>]) -> Analysis {
        let mut analysis = Analysis::default();
        let (mut batch, mut spans, mut size) = (Vec::new(), Vec::new(), 0);
        for sentence in sentences {
            let mut rest = &sentence[..];
            while !rest.is_empty() {
                let (coded, taken) = Coded::new(&self.model, rest.iter().map(|s| s.of(text)));
                let (piece, after) = rest.split_at(taken.max(1));
                if size + coded.len() > BATCH {
                    self.label(text, &batch, &spans, &mut analysis);
                    (batch, spans, size) = (Vec::new(), Vec::new(), 0);
                }
                size += coded.len();
                batch.push(coded);
                spans.push(piece);
                rest = after;
            }
        }
        self.label(text, &batch, &spans, &mut analysis);
        analysis
    }

    /// Labels a batch of sentences and appends them.
    fn label(&self, text: &str, batch: &[Coded], spans: &[&[Span]], out: &mut Analysis) {
        let scores = network::scores(&self.model, batch);
        let mut rest = &scores[..];
        for sentence in spans {
            let (rows, after) = rest.split_at(sentence.len() * self.decoder.width());
            rest = after;
            let labelled = self.decoder.decode(&self.model, rows);
            let first = out.spans.len() as u32;
            out.sentences.push(first..first + sentence.len() as u32);
            out.spans.extend_from_slice(sentence);
            out.lemmas
                .extend(sentence.iter().zip(&labelled.scripts).map(|(s, script)| heads::lemma(s.of(text), script)));
            out.heads.extend(labelled.heads.iter().map(|&h| if h == 0 { ROOT } else { first + h as u32 - 1 }));
            out.upos.extend(labelled.upos);
            out.xpos.extend(labelled.xpos);
            out.relations.extend(labelled.relations);
            out.names.extend(
                labelled
                    .names
                    .iter()
                    .map(|&(kind, start, end)| Name { kind, tokens: first + start as u32..first + end as u32 }),
            );
        }
    }
}
