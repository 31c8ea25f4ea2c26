//! What the outputs are connected to.

use crate::cli::Color;
use anstream::AutoStream;
use std::io::{self, IsTerminal};

/// No line of ours is longer, whatever the terminal: long lines read badly.
pub const WIDEST: usize = 80;

/// Whether standard output takes colour.
pub fn colour(choice: Color) -> bool {
    takes_colour(&io::stdout(), choice)
}

/// Whether a stream takes colour: as asked, else a terminal does, unless NO_COLOR or its like says otherwise.
pub fn takes_colour(stream: &(impl anstream::stream::RawStream + IsTerminal), choice: Color) -> bool {
    match choice {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// Columns to write in: the terminal's if standard output is one, within reason.
pub fn width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(WIDEST, |(width, _)| (width.0 as usize).clamp(40, WIDEST))
}
