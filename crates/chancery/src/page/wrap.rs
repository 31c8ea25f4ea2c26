//! Breaks styled words into lines.

use super::Words;
use anstyle::Style;
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What must stay on one line: pieces of words without white space between them.
struct Word<'w> {
    /// Style of the space before it.
    space: Style,
    pieces: Vec<(&'w str, Style)>,
    width: usize,
}

/// Writes the words in lines of at most `width` columns: the first after `indent` spaces, the others after `hang`. White
/// space of any kind and number is one space. A word wider than a line is cut; no words are no line.
pub fn wrap(out: &mut String, words: &Words, width: usize, indent: usize, hang: usize) {
    let mut line = Line { out, column: 0, style: Style::new() };
    for (index, word) in split(words).into_iter().enumerate() {
        if index == 0 {
            line.indent(indent);
        } else if line.column + 1 + word.width > width {
            line.end();
            line.indent(hang);
        } else {
            line.write(" ", word.space);
        }
        for (text, style) in word.pieces {
            line.write_cut(text, style, width, hang);
        }
    }
    if line.column > 0 {
        line.end();
    }
}

fn split(words: &Words) -> Vec<Word<'_>> {
    let mut list: Vec<Word> = Vec::new();
    let mut open = false;
    let mut space = Style::new();
    for (text, style) in words.pieces() {
        let mut rest = text.as_str();
        while let Some(first) = rest.chars().next() {
            if breaks(first) {
                open = false;
                space = *style;
                rest = rest.trim_start_matches(breaks);
                continue;
            }
            let end = rest.find(breaks).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !open {
                list.push(Word { space, pieces: Vec::new(), width: 0 });
                open = true;
            }
            if let Some(current) = list.last_mut() {
                current.pieces.push((word, *style));
                current.width += word.width();
            }
            rest = after;
        }
    }
    list
}

/// White space, but not the spaces that forbid a break.
fn breaks(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}')
}

struct Line<'o> {
    out: &'o mut String,
    column: usize,
    style: Style,
}

impl Line<'_> {
    fn indent(&mut self, columns: usize) {
        self.out.extend(std::iter::repeat_n(' ', columns));
        self.column = columns;
    }

    fn write(&mut self, text: &str, style: Style) {
        if style != self.style {
            let _ = write!(self.out, "{:#}{style}", self.style);
            self.style = style;
        }
        // What may not break has done its service; the reader gets, and greps for, plain spaces.
        self.out.push_str(&text.replace('\u{a0}', " "));
        self.column += text.width();
    }

    /// Writes a piece, going on in the next line where even a whole line would not hold it.
    fn write_cut(&mut self, mut text: &str, style: Style, width: usize, hang: usize) {
        while self.column.saturating_add(text.width()) > width {
            let mut column = self.column;
            let fits = text.char_indices().find_map(|(at, c)| {
                column += c.width().unwrap_or(0);
                (column > width).then_some(at)
            });
            let cut = fits.unwrap_or(text.len());
            if cut == 0 && self.column <= hang {
                break; // not even one character fits: rather a line too long than none
            }
            self.write(&text[..cut], style);
            self.end();
            self.indent(hang);
            text = &text[cut..];
        }
        self.write(text, style);
    }

    fn end(&mut self) {
        let _ = writeln!(self.out, "{:#}", self.style);
        self.style = Style::new();
        self.column = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstyle::AnsiColor;
    use proptest::prelude::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        let mut out = String::new();
        wrap(&mut out, Words::new().add(text), width, 1, 2);
        out.lines().map(str::to_owned).collect()
    }

    #[test]
    fn lines_hold_what_fits() {
        assert_eq!(wrapped("one  two\nthree four", 10), [" one two", "  three", "  four"]);
        assert_eq!(wrapped("abcdefghijklmno p", 8), [" abcdefg", "  hijklm", "  no p"]);
        assert_eq!(wrapped("会談会談会談", 7), [" 会談会", "  談会", "  談"]);
        assert!(wrapped(" ", 8).is_empty());
        assert_eq!(wrapped("ab", 2), [" a", "  b"]);
    }

    #[test]
    fn styles_end_with_the_line_and_pieces_without_space_stay_together() {
        let red = AnsiColor::Red.on_default();
        let mut out = String::new();
        wrap(&mut out, Words::new().add("[").styled(red, "per Li").add("], she"), 8, 0, 0);
        assert_eq!(out, "[\u{1b}[31mper\u{1b}[0m\n\u{1b}[31mLi\u{1b}[0m], she\n");
    }

    proptest! {
        #[test]
        fn no_character_is_lost_and_no_line_too_long(text in "\\PC{0,80}", width in 8usize..40) {
            let ink = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            let lines = wrapped(&text, width);
            prop_assert_eq!(ink(&lines.concat()), ink(&crate::page::safe(&text)));
            prop_assert!(lines.iter().all(|line| line.chars().filter_map(char::width).sum::<usize>() <= width));
        }
    }
}
