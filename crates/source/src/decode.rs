//! Bytes → characters.

use crate::error::Problem;
use crate::tracked::Tracked;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Decodes a whole document. Order of trust: byte order mark, valid UTF-8, the encoding the page declares, a guess from
/// the bytes. The origin is bytes of the source where that is UTF-8, else bytes of the source decoded to UTF-8.
///
/// Errors: [`Problem::Empty`], [`Problem::Binary`], [`Problem::Encoding`].
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&'static Encoding>) -> Result<Tracked, Problem> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)) {
        return Err(Problem::Binary(what));
    }
    let (text, at) = match Encoding::for_bom(&bytes) {
        Some((encoding, length)) if encoding == UTF_8 => (lossy(encoding, &bytes[length..]), length),
        Some((encoding, length)) => (lossy(encoding, &bytes[length..]), 0),
        None if bytes.contains(&0) => return Err(Problem::Binary(CONTROL)),
        None => match String::from_utf8(bytes) {
            Ok(text) => (text, 0),
            Err(error) => {
                let bytes = error.into_bytes();
                (lossy(declared.unwrap_or_else(|| guess(&bytes)), &bytes), 0)
            }
        },
    };
    check(&text)?;
    Ok(Tracked::verbatim(text, at))
}

/// The encoding an HTML page names in its first kilobyte, if any.
pub(crate) fn declared_in_html(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let label = rest.split(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c)).next()?;
    // A page that calls itself UTF-8 and is not has told us nothing.
    Encoding::for_label(label.as_bytes()).filter(|encoding| *encoding != UTF_8)
}

fn lossy(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn check(text: &str) -> Result<(), Problem> {
    let (mut all, mut control, mut lost, mut words) = (0usize, 0usize, 0usize, false);
    for ch in text.chars() {
        all += 1;
        control += usize::from(ch.is_control() && !matches!(ch, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}'));
        lost += usize::from(ch == char::REPLACEMENT_CHARACTER);
        words |= ch.is_alphabetic();
    }
    // A stray control byte or a broken character is a blemish; more than one in a hundred is another kind of file.
    if control * 100 > all || text.contains('\0') {
        Err(Problem::Binary(CONTROL))
    } else if lost * 100 > all {
        Err(Problem::Encoding)
    } else if !words {
        Err(Problem::Empty)
    } else {
        Ok(())
    }
}

const CONTROL: &str = "binary data";

const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP or office file"),
    (b"\x1F\x8B", "a gzip file"),
    (b"\xD0\xCF\x11\xE0", "an old office file"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"GIF8", "an image"),
    (b"{\\rtf", "an RTF file"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), None).unwrap().text
    }

    #[test]
    fn marks_and_guesses() {
        assert_eq!(text("\u{FEFF}Zürich met".as_bytes()), "Zürich met");
        assert_eq!(text(b"\xFF\xFEM\0o\0s\0c\0o\0w\0"), "Moscow");
        assert_eq!(text(b"The President\x92s visit to Z\xFCrich"), "The President’s visit to Zürich");
        assert_eq!(decode("\u{FEFF}a".as_bytes().to_vec(), None).unwrap().origin[0].source.start, 3);
    }

    #[test]
    fn a_page_names_its_encoding() {
        let page = b"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">";
        assert_eq!(declared_in_html(page).map(|e| e.name()), Some("windows-1251"));
    }

    #[test]
    fn junk_is_refused() {
        assert!(matches!(decode(b"a\0b".to_vec(), None), Err(Problem::Binary(_))));
        assert!(matches!(decode(b"\x01\x02\x03abc".to_vec(), None), Err(Problem::Binary(_))));
        assert!(matches!(decode(b"%PDF-1.7".to_vec(), None), Err(Problem::Binary("a PDF file"))));
        assert!(matches!(decode(b" \n\t ".to_vec(), None), Err(Problem::Empty)));
    }
}
