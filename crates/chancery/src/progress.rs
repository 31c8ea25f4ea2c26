//! The progress bar: on standard error, for a person who waits.

use crate::input::Bytes;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar over the bytes of all inputs; silent when nobody watches.
pub struct Progress {
    bar: ProgressBar,
    /// When the bar shall appear; `None` when it has, or never shall.
    due: Option<Instant>,
    /// Output and bar share a terminal, so the bar must step aside.
    shared: bool,
    documents: u64,
}

impl Progress {
    /// A bar for `bytes` of input (`None`: unknown), hidden until the work turns out to be long.
    pub fn new(bytes: Option<u64>, quiet: bool) -> Progress {
        let bar = ProgressBar::with_draw_target(bytes, ProgressDrawTarget::hidden());
        let watched = !quiet && io::stderr().is_terminal();
        let due = watched.then(|| Instant::now() + PATIENCE);
        Progress { bar, due, shared: watched && io::stdout().is_terminal(), documents: 0 }
    }

    /// A handle that counts what is read of an input.
    pub fn counter(&self) -> Counter {
        Counter(self.bar.clone())
    }

    /// One more document is done.
    pub fn step(&mut self) {
        self.documents += 1;
        if self.due.is_some_and(|due| Instant::now() >= due) {
            self.due = None;
            self.bar.set_style(style(self.bar.length().is_some()));
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if !self.bar.is_hidden() {
            self.bar.set_message(format!("{} read", self.documents));
        }
    }

    /// Does something that writes to standard output.
    pub fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        if self.shared { self.bar.suspend(write) } else { write() }
    }

    /// Does something that writes to standard error.
    pub fn interrupt(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }

    /// Takes the bar away.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }
}

/// Counts the bytes of inputs; can be sent to the thread that opens them.
pub struct Counter(ProgressBar);

impl Counter {
    /// The same reader, counted.
    pub fn count(&self, bytes: Bytes) -> Bytes {
        Box::new(self.0.wrap_read(bytes))
    }
}

fn style(known: bool) -> ProgressStyle {
    let template =
        if known { "{bar:30.cyan/dim} {percent:>3} % · {msg} · {eta} left" } else { "{spinner} {msg} · {elapsed}" };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
