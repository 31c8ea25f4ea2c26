//! What went wrong with an input, for the person who gave it: where, what, and what to do.

use crate::cli::Color;
use crate::page::{Palette, safe};
use crate::terminal;
use std::fmt::Write;
use std::io::{self, Write as _};

/// How a command ended that could write its output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All was done.
    Complete,
    /// Some inputs could not be read; each was reported.
    Failures,
}

/// One input, or one record of it, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// File, with the line where it matters: `news.jsonl:7`.
    pub place: String,
    /// What is wrong, in a few words.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(place: impl Into<String>, what: impl Into<String>) -> Failure {
        Failure { place: place.into(), what: what.into(), hint: None }
    }

    /// With advice.
    pub fn hint(self, hint: impl Into<String>) -> Failure {
        Failure { hint: Some(hint.into()), ..self }
    }

    /// The message as it stands on standard error: one line, and one more for the hint.
    pub fn message(&self, colour: bool) -> String {
        let palette = Palette::new(colour);
        let (error, dim) = (palette.error, palette.dim);
        let mut message = format!("{error}error:{error:#} {}: {}\n", safe(&self.place), safe(&self.what));
        if let Some(hint) = &self.hint {
            let _ = writeln!(message, "  {dim}hint:{dim:#} {}", safe(hint));
        }
        message
    }

    /// Writes the message to standard error.
    pub fn report(&self, color: Color) {
        let mut stderr = io::stderr();
        let message = self.message(terminal::takes_colour(&stderr, color));
        // Nobody is left to tell if standard error is closed.
        let _ = stderr.write_all(message.as_bytes());
    }
}
