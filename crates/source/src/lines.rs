//! Reading with a bound: no input can make the program hold more than the limit.

use std::io::{self, BufRead, Read};

/// One line of a stream.
#[derive(Debug, PartialEq)]
pub(crate) enum Line {
    /// Its bytes without the line break.
    Whole(Vec<u8>),
    /// Longer than the limit; it was skipped to its end.
    TooLong,
    /// No more lines.
    End,
}

/// The next line; one longer than `limit` bytes is skipped, not held.
pub(crate) fn next_line(reader: &mut (impl BufRead + ?Sized), limit: usize) -> io::Result<Line> {
    let mut line = Vec::new();
    reader.take(limit as u64 + 1).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if line.len() > limit {
        skip_line(reader)?;
        return Ok(Line::TooLong);
    }
    Ok(Line::Whole(line))
}

/// All of a stream, or `None` where it is longer than `limit` bytes.
pub(crate) fn read_all(reader: &mut (impl BufRead + ?Sized), limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

fn skip_line(reader: &mut (impl BufRead + ?Sized)) -> io::Result<()> {
    loop {
        let buffer = match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        let (used, done) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(used);
        if done {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_skipped_and_the_next_is_read() {
        let mut input = io::Cursor::new(b"0123456789\nshort\n\nlast".to_vec());
        let mut next = || next_line(&mut input, 6).unwrap();
        assert_eq!(next(), Line::TooLong);
        assert_eq!(next(), Line::Whole(b"short".to_vec()));
        assert_eq!(next(), Line::Whole(Vec::new()));
        assert_eq!(next(), Line::Whole(b"last".to_vec()));
        assert_eq!(next(), Line::End);
    }

    #[test]
    fn a_line_of_exactly_the_limit_is_whole() {
        let mut input = io::Cursor::new(b"123456\n123456".to_vec());
        assert_eq!(next_line(&mut input, 6).unwrap(), Line::Whole(b"123456".to_vec()));
        assert_eq!(next_line(&mut input, 6).unwrap(), Line::Whole(b"123456".to_vec()));
    }
}
