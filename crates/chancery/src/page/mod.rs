//! Pages for a terminal: styled words, wrapped to a width.

mod palette;
mod words;
mod wrap;

pub use palette::{Palette, STRONG};
pub use words::{Words, safe};

use std::fmt::Write;

/// Text of bounded width, written from top to bottom.
pub struct Page {
    text: String,
    width: usize,
    colour: bool,
}

impl Page {
    /// An empty page of `width` columns.
    pub fn new(width: usize, colour: bool) -> Page {
        Page { text: String::new(), width, colour }
    }

    /// The styles of the page.
    pub fn palette(&self) -> Palette {
        Palette::new(self.colour)
    }

    /// Whether the page has colour; without it, marks must be made with characters.
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// A paragraph: its first line starts after `indent` spaces, the others after `hang`.
    pub fn paragraph(&mut self, indent: usize, hang: usize, words: &Words) {
        wrap::wrap(&mut self.text, words, self.width, indent, hang);
    }

    /// A line that is neither wrapped nor cut, spaces kept: for tables and trees.
    pub fn line(&mut self, words: &Words) {
        for (text, style) in words.pieces() {
            let _ = write!(self.text, "{style}{}{style:#}", text.replace(['\n', '\r', '\t'], " "));
        }
        self.text.truncate(self.text.trim_end_matches(' ').len());
        self.text.push('\n');
    }

    /// An empty line, unless the page is empty or ends with one.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A rule across the page.
    pub fn rule(&mut self) {
        let dim = self.palette().dim;
        let _ = writeln!(self.text, "{dim}{}{dim:#}", "─".repeat(self.width));
    }

    /// The page as text.
    pub fn finish(self) -> String {
        self.text
    }
}
