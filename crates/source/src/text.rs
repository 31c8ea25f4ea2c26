//! Plain text → paragraphs.

use crate::tracked::Tracked;
use std::ops::Range;

/// The paragraphs of a text, tidied, without empty ones. A blank line always parts paragraphs; a single line break does
/// unless the lines around it look wrapped by a machine.
pub(crate) fn paragraphs(text: &Tracked) -> Vec<Tracked> {
    let mut out = Vec::new();
    let mut group: Vec<Tracked> = Vec::new();
    for range in lines(&text.text) {
        let line = text.slice(range).tidied();
        if line.text.is_empty() {
            unwrap_lines(&mut group, &mut out);
        } else {
            group.push(line);
        }
    }
    unwrap_lines(&mut group, &mut out);
    out
}

/// Whether the words end as a sentence does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    end.ends_with(['.', '!', '?', '…', ':', ';']) || end.is_empty()
}

/// The last character boundary not after the byte; the end where the text is shorter.
pub(crate) fn boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Moves a group of lines without blank ones between them to `out`, wrapped lines joined.
///
/// A break comes from wrapping where the next line's first word would not have fitted into the width. One break in
/// mid-sentence shows that the group is wrapped at all; without it short lines are a list or an address.
fn unwrap_lines(group: &mut Vec<Tracked>, out: &mut Vec<Tracked>) {
    let width = group.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
    let wrapped = WRAP_WIDTHS.contains(&width)
        && group
            .windows(2)
            .any(|pair| full(&pair[0].text, &pair[1].text, width) && runs_on(&pair[0].text, &pair[1].text));
    let mut lines = group.drain(..);
    let Some(mut paragraph) = lines.next() else { return };
    let mut last = paragraph.text.clone();
    for line in lines {
        let next = line.text.clone();
        if wrapped && full(&last, &next, width) {
            paragraph.push(' ', None);
            paragraph.append(&line);
        } else {
            out.push(std::mem::replace(&mut paragraph, line));
        }
        last = next;
    }
    out.push(paragraph);
}

/// Widths at which machines and typists wrap; longer lines are whole paragraphs.
const WRAP_WIDTHS: Range<usize> = 55..130;

fn full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split(' ').next().unwrap_or("");
    line.chars().count() + 1 + word.chars().count() >= width
}

fn runs_on(line: &str, next: &str) -> bool {
    !ends_sentence(line) && next.starts_with(|c: char| c.is_lowercase())
}

/// Byte ranges of the lines without their breaks.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut start = 0;
    // "\r\n" is one break, not a blank line.
    text.split_inclusive(breaks).filter_map(move |piece| {
        let (from, to) = (start, start + piece.len());
        start = to;
        let second_half = piece == "\n" && text[..from].ends_with('\r');
        (!second_half).then(|| from..from + piece.trim_end_matches(breaks).len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<String> {
        paragraphs(&Tracked::verbatim(text, 0)).into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn a_line_is_a_paragraph() {
        assert_eq!(split("One.\r\nTwo\r\n\r\nThree"), ["One.", "Two", "Three"]);
        assert_eq!(split("PARTICIPANTS\nMr. Allen\nMr. Barbour"), ["PARTICIPANTS", "Mr. Allen", "Mr. Barbour"]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The two ministers met in Geneva on Tuesday and discussed\nthe implementation of the agreement signed in \
                    May. They\nagreed to meet again.\nNew paragraph of the text that goes on for a while and is\nwrapped.";
        assert_eq!(
            split(text),
            [
                "The two ministers met in Geneva on Tuesday and discussed the implementation of the agreement signed \
                 in May. They agreed to meet again.",
                "New paragraph of the text that goes on for a while and is wrapped."
            ]
        );
    }

    #[test]
    fn long_lines_are_not_joined() {
        let long = "word ".repeat(40);
        assert_eq!(split(&format!("{long}\n{long}")).len(), 2);
    }
}
