//! A JSON string with the place of each of its characters in the line.

use crate::tracked::Tracked;

/// Decodes a JSON string as it stands in the source, quotes included, which begins at byte `at`. `raw` has been checked
/// by the JSON parser; half of a surrogate pair becomes U+FFFD. `None` where `raw` is not a string.
pub(crate) fn decode(raw: &str, at: usize) -> Option<Tracked> {
    let inner = raw.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Tracked::default();
    let mut rest = inner;
    while !rest.is_empty() {
        let start = inner.len() - rest.len();
        let plain = rest.find('\\').unwrap_or(rest.len());
        out.append(&Tracked::verbatim(&rest[..plain], at + 1 + start));
        rest = &rest[plain..];
        if let Some((ch, length)) = escape(rest) {
            let start = at + 1 + start + plain;
            out.push(ch, Some(start..start + length));
            rest = rest.get(length..).unwrap_or("");
        } else if !rest.is_empty() {
            rest = rest.get(1..).unwrap_or("");
        }
    }
    Some(out)
}

/// The character an escape stands for and the bytes it takes.
fn escape(rest: &str) -> Option<(char, usize)> {
    let simple = match rest.as_bytes().get(..2)? {
        b"\\n" => '\n',
        b"\\r" => '\r',
        b"\\t" => '\t',
        b"\\b" | b"\\f" => ' ',
        b"\\\"" => '"',
        b"\\\\" => '\\',
        b"\\/" => '/',
        b"\\u" => return Some(unicode(rest)),
        _ => return None,
    };
    Some((simple, 2))
}

fn unicode(rest: &str) -> (char, usize) {
    let unit = |at: usize| rest.get(at..at + 4).and_then(|hex| u16::from_str_radix(hex, 16).ok());
    let second = if rest.get(6..8) == Some("\\u") { unit(8) } else { None };
    let units = [unit(2).unwrap_or(0xFFFD), second.unwrap_or(0)];
    match char::decode_utf16(units).next() {
        Some(Ok(ch)) if ch.len_utf16() == 2 => (ch, 12),
        Some(Ok(ch)) => (ch, 6),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_the_json_parser(text in "\\PC{0,40}|[\"\\\\\n\t/é😀]{0,12}") {
            let raw = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(decode(&raw, 0).unwrap().text, text);
        }

        #[test]
        fn never_panics(raw in "\"[\\\\u0-9a-fé\"n]{0,20}\"") {
            decode(&raw, 3);
        }
    }

    #[test]
    fn places_count_in_the_line() {
        let decoded = decode(r#""a\u00e9b\ud83d\ude00""#, 10).unwrap();
        assert_eq!(decoded.text, "aéb😀");
        assert_eq!(decoded.origin[1].source.range(), 12..18);
        assert_eq!(decoded.origin[2].source.range(), 18..19);
        assert_eq!(decoded.origin[3].source.range(), 19..31);
    }
}
