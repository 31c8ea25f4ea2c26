//! The codebook, loaded, checked and compiled for matching. Knows nothing of documents.

/// Everything the program knows as data.
pub struct Codebook {}

impl Codebook {
    /// The codebook that is built into the program.
    pub fn built_in() -> Codebook {
        Codebook {}
    }

    /// SHA-256 of the codebook's files, in hexadecimal.
    pub fn hash(&self) -> &str {
        ""
    }
}
