//! Counts and the figures made of them.

/// Right, read and gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Read and in gold.
    pub right: usize,
    /// Read.
    pub read: usize,
    /// In gold.
    pub gold: usize,
}

impl Tally {
    /// Right of what was read; 0 where nothing was read.
    pub fn precision(self) -> f64 {
        share(self.right, self.read)
    }

    /// Right of what is in gold; 0 where gold is empty.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// Harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: Tally) {
        self.right += other.right;
        self.read += other.read;
        self.gold += other.gold;
    }
}

/// `part` of `whole`, 0 of nothing.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
