//! Analysis + Codebook → [`Reading`]: people, dates, engagements, statements, commitments, event codes.

use chancery_codebook::Codebook;
use chancery_record::{Analysis, Coder, Document, Reading};

/// Reads a document. Never fails: what cannot be read is left out.
pub fn read(document: Document, analysis: &Analysis, codebook: &Codebook, coder: Coder) -> Reading {
    let _ = (analysis, codebook);
    Reading {
        coder,
        document,
        entities: Vec::new(),
        engagements: Vec::new(),
        statements: Vec::new(),
        commitments: Vec::new(),
        events: Vec::new(),
    }
}
