//! Words with their styles, safe to print.

use anstyle::Style;
use std::borrow::Cow;

/// A run of text in pieces of one style each.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pieces: Vec<(String, Style)>,
}

impl Words {
    /// No words.
    pub fn new() -> Words {
        Words::default()
    }

    /// Adds text as it is.
    pub fn add(&mut self, text: &str) -> &mut Words {
        self.styled(Style::new(), text)
    }

    /// Adds text in a style.
    pub fn styled(&mut self, style: Style, text: &str) -> &mut Words {
        if !text.is_empty() {
            self.pieces.push((safe(text).into_owned(), style));
        }
        self
    }

    /// Adds a separator unless nothing came before.
    pub fn separate(&mut self, style: Style, separator: &str) -> &mut Words {
        if self.is_empty() { self } else { self.styled(style, separator) }
    }

    /// Adds other words.
    pub fn append(&mut self, other: Words) -> &mut Words {
        self.pieces.extend(other.pieces);
        self
    }

    /// Whether nothing was added.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The pieces in order.
    pub fn pieces(&self) -> &[(String, Style)] {
        &self.pieces
    }
}

/// The text without characters that could command a terminal or reorder what it shows: documents are outside text, and
/// an escape sequence in one must not reach the screen.
pub fn safe(text: &str) -> Cow<'_, str> {
    let unsafe_ = |c: char| {
        (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(unsafe_) { text.replace(unsafe_, "\u{fffd}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_escape_sequence_survives() {
        assert_eq!(safe("a\u{1b}[31mb\u{202e}c\td"), "a\u{fffd}[31mb\u{fffd}c\td");
        assert!(matches!(safe("Çavuşoğlu\n"), Cow::Borrowed(_)));
    }
}
