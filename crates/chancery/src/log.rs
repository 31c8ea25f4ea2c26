//! What the program says about its own work, on standard error, when asked with `-v`.

use crate::cli::Color;
use crate::terminal;
use std::io;
use tracing::Level;

/// Starts logging: nothing by default, then steps, then details.
pub fn start(verbose: u8, color: Color) {
    let level = match verbose {
        0 => return,
        1 => Level::INFO,
        2 => Level::DEBUG,
        _ => Level::TRACE,
    };
    // No clock: the lines of two runs can be compared.
    let colour = terminal::takes_colour(&io::stderr(), color);
    tracing_subscriber::fmt().with_max_level(level).with_writer(io::stderr).with_ansi(colour).without_time().init();
}
