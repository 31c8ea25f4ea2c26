//! The colours of the program, each with one meaning on every page.

use anstyle::{AnsiColor, Style};

/// Titles and headings.
pub const STRONG: Style = Style::new().bold();

/// One style a meaning; all plain on a page without colour.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Titles and headings.
    pub strong: Style,
    /// What explains: labels, evidence, rules.
    pub dim: Style,
    /// States and bodies.
    pub party: Style,
    /// People.
    pub person: Style,
    /// Offices.
    pub office: Style,
    /// Organisations.
    pub organisation: Style,
    /// The words that state an engagement.
    pub engagement: Style,
    /// The words that introduce a statement.
    pub cue: Style,
    /// What is said.
    pub content: Style,
    /// What is undertaken.
    pub commitment: Style,
    /// Dates.
    pub date: Style,
    /// Places.
    pub place: Style,
    /// Topics.
    pub topic: Style,
    /// What went wrong.
    pub error: Style,
}

impl Palette {
    /// The palette with colour, or without.
    pub fn new(colour: bool) -> Palette {
        let plain = Style::new();
        let of = |style: Style| if colour { style } else { plain };
        let ink = |colour: AnsiColor| of(colour.on_default());
        Palette {
            strong: of(STRONG),
            dim: of(plain.dimmed()),
            party: ink(AnsiColor::Blue),
            person: ink(AnsiColor::Cyan),
            office: ink(AnsiColor::Yellow),
            organisation: ink(AnsiColor::BrightBlue),
            engagement: of(AnsiColor::Magenta.on_default().bold()),
            cue: of(AnsiColor::Green.on_default().bold()),
            content: of(plain.underline()),
            commitment: of(AnsiColor::Red.on_default()),
            date: ink(AnsiColor::BrightMagenta),
            place: ink(AnsiColor::BrightGreen),
            topic: ink(AnsiColor::BrightYellow),
            error: of(AnsiColor::Red.on_default().bold()),
        }
    }
}
