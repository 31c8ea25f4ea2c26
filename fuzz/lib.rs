//! What every reader must hold for any bytes; the targets differ only in the format.

use chancery_source::{Documents, InputFormat, Options};
use std::io::Cursor;

/// Reads the bytes and checks the documents: parts in order, every span on character boundaries.
pub fn read(bytes: &[u8], format: InputFormat) {
    let options = Options { format: Some(format), ..Options::default() };
    for document in Documents::new("fuzz", Cursor::new(bytes.to_vec()), options).flatten() {
        let mut end = 0;
        for part in &document.parts {
            assert!(part.span.start >= end && document.text.get(part.span.range()).is_some());
            end = part.span.end;
        }
        for origin in &document.origin {
            assert!(document.text.get(origin.text.range()).is_some());
        }
    }
}
