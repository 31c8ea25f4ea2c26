//! What can be wrong with an input, where, and what to do about it.

use std::fmt;
use thiserror::Error;

/// An input, or one record of it, that could not be read.
#[derive(Debug, Error)]
#[error("{source_name}{}: {problem}", LineSuffix(*line))]
pub struct SourceError {
    /// The source's name as given to [`Documents::new`](crate::Documents::new).
    pub source_name: String,
    /// Line of the record, from 1, in JSON Lines; `None` elsewhere.
    pub line: Option<u64>,
    /// What is wrong.
    #[source]
    pub problem: Problem,
}

impl SourceError {
    /// What the user can do about it, as a sentence.
    pub fn hint(&self) -> &'static str {
        self.problem.hint()
    }
}

/// What is wrong with an input.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// The reader failed.
    #[error("cannot be read: {0}")]
    Read(#[from] std::io::Error),
    /// Nothing to read: no bytes, or no words among them.
    #[error("holds no words")]
    Empty,
    /// Control bytes, or the signature of another kind of file.
    #[error("is not text but {0}")]
    Binary(&'static str),
    /// No encoding makes text of the bytes.
    #[error("is not text in any known encoding")]
    Encoding,
    /// A line of JSON Lines that is not JSON.
    #[error("is not JSON at column {column}: {message}")]
    Json {
        /// Column of the fault in bytes, from 1.
        column: usize,
        /// What the parser expected.
        message: String,
    },
    /// JSON over several lines where one object a line is read.
    #[error("is JSON spread over several lines")]
    PrettyJson,
    /// A record without `text`, or whose `text` is no string or holds no words.
    #[error("has no \"text\"")]
    NoText,
    /// Longer than this reader holds in memory.
    #[error("is longer than the limit of {} MiB", limit >> 20)]
    TooLong {
        /// The limit in bytes.
        limit: usize,
    },
    /// A web page whose tags nest deeper than any author writes.
    #[error("nests too many tags inside one another")]
    TooDeep,
    /// Confidently not in English.
    #[error("is not in English (closest: {0}); only English is read")]
    Language(&'static str),
}

impl Problem {
    fn hint(&self) -> &'static str {
        match self {
            Problem::Read(_) => "check that the file exists and that you may read it",
            Problem::Empty => "give a file with an article's text in it",
            Problem::Binary(_) => "export it as plain text or HTML first",
            Problem::Encoding => "save it as UTF-8",
            Problem::Json { .. } => "mend or remove the line; the other lines are read",
            Problem::PrettyJson => "put one object on each line, as `jq -c .` does (`jq -c '.[]'` for an array)",
            Problem::NoText => "give each record a string \"text\"",
            Problem::TooLong { .. } => "split it into single documents",
            Problem::TooDeep => "save the article's text alone",
            Problem::Language(_) => "translate it first, or leave it out",
        }
    }
}

struct LineSuffix(Option<u64>);

impl fmt::Display for LineSuffix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}
