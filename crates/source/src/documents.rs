//! The entry: one source in, its documents out.

use crate::assemble::{Draft, assemble};
use crate::error::{Problem, SourceError};
use crate::lines::{Line, next_line, read_all};
use crate::{decode, html, record, text};
use chancery_record::Document;
use std::io::{BufRead, Cursor, Read};

/// What the user knows about a source.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Publication date of its documents; wins over what they say.
    pub published: Option<jiff::civil::Date>,
    /// Publisher of its documents; wins over what they say.
    pub publisher: Option<String>,
    /// Its format; `None` to judge by name and content.
    pub format: Option<InputFormat>,
}

/// The kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// Plain text, one document.
    Text,
    /// A web page, one document.
    Html,
    /// JSON Lines: an object a line with `text`, and `id`, `title`, `published`, `publisher`, `url` where known.
    JsonLines,
}

/// The documents of one source, in order. An error of one record does not end the iteration; an error of the whole
/// source is its last item.
pub struct Documents {
    name: String,
    options: Options,
    state: State,
}

enum State {
    Fresh(Box<dyn BufRead + Send>),
    Records { reader: Box<dyn BufRead + Send>, line: u64, seen: bool },
    Done,
}

/// The longest line of JSON Lines, in bytes.
const MAX_LINE: usize = 16 << 20;
/// The longest plain text, in bytes.
const MAX_TEXT: usize = 64 << 20;
/// The longest web page, in bytes; its tree takes many times as much memory.
const MAX_HTML: usize = 16 << 20;
/// How many bytes are looked at to tell the format.
const PEEK: usize = 4096;

impl Documents {
    /// Reads `reader`, called `source_name` in documents and errors: a path or address, or `-` for standard input.
    pub fn new(source_name: &str, reader: impl BufRead + Send + 'static, options: Options) -> Self {
        Documents { name: source_name.to_owned(), options, state: State::Fresh(Box::new(reader)) }
    }

    fn open(&mut self, mut reader: Box<dyn BufRead + Send>) -> Option<Result<Document, SourceError>> {
        let mut head = Vec::new();
        if let Err(error) = reader.by_ref().take(PEEK as u64).read_to_end(&mut head) {
            return Some(Err(self.error(None, error.into())));
        }
        let format = self.options.format.unwrap_or_else(|| guess(&self.name, &head));
        let mut reader: Box<dyn BufRead + Send> = Box::new(Cursor::new(head).chain(reader));
        if format == InputFormat::JsonLines {
            self.state = State::Records { reader, line: 0, seen: false };
            return self.next();
        }
        let draft = match format {
            InputFormat::Html => whole(&mut *reader, MAX_HTML).and_then(html::read),
            _ => whole(&mut *reader, MAX_TEXT).and_then(|bytes| {
                let blocks = text::paragraphs(&decode::decode(bytes, None)?);
                Ok(Draft::of_text(blocks))
            }),
        };
        Some(self.finish(draft, None))
    }

    fn next_record(
        &mut self,
        mut reader: Box<dyn BufRead + Send>,
        mut line: u64,
        mut seen: bool,
    ) -> Option<Result<Document, SourceError>> {
        loop {
            line += 1;
            let draft = match next_line(&mut *reader, MAX_LINE) {
                Err(error) => return Some(Err(self.error(Some(line), error.into()))),
                Ok(Line::End) if seen => return None,
                Ok(Line::End) => return Some(Err(self.error(None, Problem::Empty))),
                Ok(Line::TooLong) => Err(Problem::TooLong { limit: MAX_LINE }),
                Ok(Line::Whole(bytes)) if bytes.trim_ascii().is_empty() => continue,
                Ok(Line::Whole(bytes)) => record::read(&bytes),
            };
            // Every further line would fail as well: one message is enough.
            if !matches!(draft, Err(Problem::PrettyJson)) || seen {
                seen = true;
                self.state = State::Records { reader, line, seen };
            }
            return Some(self.finish(draft, Some(line)));
        }
    }

    fn finish(&self, draft: Result<Draft, Problem>, line: Option<u64>) -> Result<Document, SourceError> {
        draft
            .and_then(|draft| assemble(draft, &self.name, line, &self.options))
            .map_err(|problem| self.error(line, problem))
    }

    fn error(&self, line: Option<u64>, problem: Problem) -> SourceError {
        SourceError { source_name: self.name.clone(), line, problem }
    }
}

impl Iterator for Documents {
    type Item = Result<Document, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Fresh(reader) => self.open(reader),
            State::Records { reader, line, seen } => self.next_record(reader, line, seen),
            State::Done => None,
        }
    }
}

fn whole(reader: &mut (dyn BufRead + Send), limit: usize) -> Result<Vec<u8>, Problem> {
    match read_all(reader, limit)? {
        None => Err(Problem::TooLong { limit }),
        Some(bytes) if bytes.is_empty() => Err(Problem::Empty),
        Some(bytes) => Ok(bytes),
    }
}

fn guess(name: &str, head: &[u8]) -> InputFormat {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let extension = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "html" | "htm" | "xhtml" => return InputFormat::Html,
        "jsonl" | "ndjson" | "json" => return InputFormat::JsonLines,
        "txt" | "text" => return InputFormat::Text,
        _ => {}
    }
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let start = String::from_utf8_lossy(&head[..head.len().min(PEEK)]).to_ascii_lowercase();
    let page =
        ["<!doctype html", "<html", "<head", "<body", "<meta", "<article"].iter().any(|tag| start.starts_with(tag));
    // A page may begin with a comment or an XML declaration.
    if page || (start.starts_with('<') && start.contains("<html")) {
        InputFormat::Html
    } else if start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) {
        InputFormat::JsonLines
    } else {
        InputFormat::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_name_then_content() {
        assert_eq!(guess("a/b.HTM", b""), InputFormat::Html);
        assert_eq!(guess("https://x.org/a.html?p=1", b""), InputFormat::Html);
        assert_eq!(guess("-", b"\xEF\xBB\xBF\n<!DOCTYPE html>"), InputFormat::Html);
        assert_eq!(guess("-", b"<?xml version='1.0'?>\n<html>"), InputFormat::Html);
        assert_eq!(guess("-", b"{\"text\": 1}"), InputFormat::JsonLines);
        assert_eq!(guess("readout.txt", b"<html>"), InputFormat::Text);
        assert_eq!(guess("-", b"{sic} he said"), InputFormat::Text);
    }
}
