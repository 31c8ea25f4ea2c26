//! Document → [`Analysis`]: sentences, tokens, tags, lemmas, trees and names, by one neural engine.
//!
//! Knows no codebook and no diplomacy.

use chancery_record::{Analysis, Document, Span};

/// The language engine: the embedded model, ready to use from any number of threads.
pub struct Engine {}

impl Engine {
    /// Loads the embedded model.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Engine {
        Engine {}
    }

    /// SHA-256 of the model's file, in hexadecimal.
    pub fn hash(&self) -> &str {
        ""
    }

    /// Sentences, tokens, tags, trees and names of a document. The analysis of a sentence depends on that sentence alone.
    pub fn analyse(&self, document: &Document) -> Analysis {
        let _ = document;
        Analysis::default()
    }

    /// The same for tokens that are already cut: one list of byte spans of `text` a sentence.
    pub fn annotate(&self, text: &str, sentences: &[Vec<Span>]) -> Analysis {
        let _ = (text, sentences);
        Analysis::default()
    }
}
