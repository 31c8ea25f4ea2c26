//! Marks on a text: in colour where there is colour, in brackets where there is none.

use crate::page::Words;
use anstyle::Style;
use chancery_record::Span;

/// A stretch of text that means something.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Where it is.
    pub span: Span,
    /// What it is, in short: written into the bracket.
    pub label: String,
    /// How it looks.
    pub style: Style,
    /// Whether the label is written behind the words even where there is colour.
    pub tagged: bool,
}

/// The text between two bytes with its marks. In colour the innermost mark gives the ink, and effects such as underlining
/// add up; without colour each mark is `[label words]`. Marks may nest; of two that cross, the later is bracketed in two parts.
pub fn paint(text: &str, within: Span, marks: &[Mark], colour: bool, dim: Style) -> Words {
    let mut marks: Vec<&Mark> = marks.iter().filter(|m| !m.span.is_empty() && within.contains(m.span)).collect();
    marks.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    marks.dedup_by(|a, b| a.span == b.span && a.label == b.label);
    let mut edges: Vec<u32> = marks.iter().flat_map(|m| [m.span.start, m.span.end]).collect();
    edges.extend([within.start, within.end]);
    edges.sort_unstable();
    edges.dedup();

    let mut words = Words::new();
    let mut open: Vec<&Mark> = Vec::new();
    for (index, &edge) in edges.iter().enumerate() {
        // Brackets close from the inside out; those inside a bracket that ends, and not ending themselves, open again.
        let outermost = open.iter().position(|m| m.span.end == edge).unwrap_or(open.len());
        let (ended, mut opening): (Vec<&Mark>, Vec<&Mark>) = open.drain(outermost..).partition(|m| m.span.end == edge);
        if colour {
            for mark in ended.iter().rev().filter(|m| m.tagged) {
                words.styled(dim, &raised(&mark.label));
            }
        } else {
            words.styled(dim, &"]".repeat(ended.len() + opening.len()));
        }
        let Some(&next) = edges.get(index + 1) else { break };
        let over = Span { start: edge, end: next };
        let mut piece = over.of(text);
        if !colour && !opening.is_empty() {
            words.add(" ");
            piece = piece.trim_start();
        }
        opening.extend(marks.iter().filter(|m| m.span.start == edge));
        for mark in opening {
            if !colour {
                words.styled(dim, &format!("[{}\u{a0}", mark.label));
            }
            open.push(mark);
        }
        let style = marks.iter().filter(|m| m.span.contains(over)).fold(Style::new(), |style, m| laid(m.style, style));
        words.styled(style, piece);
    }
    words
}

/// One style laid over another: its ink if it has one, the effects of both.
fn laid(over: Style, under: Style) -> Style {
    Style::new()
        .fg_color(over.get_fg_color().or(under.get_fg_color()))
        .effects(over.get_effects() | under.get_effects())
}

/// The label in raised characters, which do not disturb the words they follow: `e1` is `ᵉ¹`.
fn raised(label: &str) -> String {
    let small = |c: char| match c {
        'e' => 'ᵉ',
        's' => 'ˢ',
        'c' => 'ᶜ',
        '0'..='9' => ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][c as usize - '0' as usize],
        other => other,
    };
    label.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Page, Palette};

    fn painted(marks: &[(usize, usize, &str)], colour: bool) -> String {
        let text = "Prime Minister of Iraq met Li";
        let style =
            |label: &str| if label == "e1" { Palette::new(colour).content } else { Palette::new(colour).person };
        let mark = |&(start, end, label): &(usize, usize, &str)| Mark {
            span: Span::new(start, end),
            label: label.to_owned(),
            style: style(label),
            tagged: label == "e1",
        };
        let marks: Vec<Mark> = marks.iter().map(mark).collect();
        let words = paint(text, Span::new(0, text.len()), &marks, colour, Style::new());
        let mut page = Page::new(80, colour);
        page.paragraph(0, 0, &words);
        page.finish().trim_end().to_owned()
    }

    #[test]
    fn nested_marks_are_nested_brackets() {
        assert_eq!(
            painted(&[(18, 22, "gpe"), (0, 22, "off"), (27, 29, "per")], false),
            "[off Prime Minister of [gpe Iraq]] met [per Li]"
        );
    }

    #[test]
    fn crossing_marks_stay_balanced() {
        assert_eq!(painted(&[(0, 14, "a"), (6, 22, "b")], false), "[a Prime [b Minister]] [b of Iraq] met Li");
    }

    #[test]
    fn colours_lie_over_each_other() {
        assert_eq!(
            painted(&[(18, 29, "e1"), (27, 29, "per")], true),
            "Prime Minister of \u{1b}[4mIraq met \u{1b}[0m\u{1b}[4m\u{1b}[36mLi\u{1b}[0mᵉ¹"
        );
    }

    proptest::proptest! {
        #[test]
        fn marks_change_no_word_and_brackets_balance(ends in proptest::collection::vec((0usize..29, 0usize..29), 0..8)) {
            let marks: Vec<_> = ends.into_iter().map(|(a, b)| (a.min(b), a.max(b), "x")).collect();
            let coloured = anstream::adapter::strip_str(&painted(&marks, true)).to_string();
            proptest::prop_assert_eq!(coloured, "Prime Minister of Iraq met Li");
            let plain = painted(&marks, false);
            proptest::prop_assert_eq!(plain.matches('[').count(), plain.matches(']').count());
        }
    }
}
