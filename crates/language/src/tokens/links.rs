//! Addresses, file names and faces: stretches whose punctuation is their own.

use super::vocabulary::Lower;

/// Length of the address, e-mail, file name or document symbol at the start of `rest`, which holds no white space.
pub(super) fn link(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    // Every kind needs one of these; most words have none.
    if !bytes.iter().any(|b| matches!(b, b'.' | b'@' | b'/')) {
        return None;
    }
    let starts =
        |prefix: &str| bytes.len() > prefix.len() && bytes[..prefix.len()].eq_ignore_ascii_case(prefix.as_bytes());
    if ["http://", "https://", "ftp://", "www.", "mailto:"].iter().any(|p| starts(p)) {
        return Some(trimmed(rest));
    }
    if !bytes[0].is_ascii_alphanumeric() {
        return None;
    }
    let run = bytes
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'.' | b'@' | b'_' | b'-' | b'+' | b'%')))
        .unwrap_or(bytes.len());
    let run = rest[..run].trim_end_matches(['.', '-', '_', '+', '%', '@']);
    if let Some(at) = run.find('@') {
        let domain = &run[at + 1..];
        return (domain.contains('.') && !domain.contains('@')).then_some(run.len());
    }
    if (starts("A/") || starts("S/") || starts("E/")) && symbol(&rest[2..]) {
        return Some(trimmed(rest));
    }
    let last = &run[run.rfind('.')? + 1..];
    if is_file(last) {
        return Some(run.len());
    }
    if is_domain(last) {
        // A domain may go on as an address: "un.org/en/".
        let path = rest[run.len()..].starts_with('/') && rest.len() > run.len() + 1;
        return Some(if path { trimmed(rest) } else { run.len() });
    }
    let mut labels = run.split('.');
    let lower = labels.clone().count() > 2 && labels.all(|l| l.len() > 1 && l.bytes().all(|b| b.is_ascii_lowercase()));
    lower.then_some(run.len())
}

/// Length without the punctuation that closes the sentence or the bracket around an address.
fn trimmed(rest: &str) -> usize {
    let mut kept = rest;
    while let Some(last) = kept.chars().last() {
        let closing = match last {
            ')' => !kept.contains('('),
            '.' | ',' | ';' | ':' | '!' | '?' | ']' | '>' | '"' | '\'' | '’' | '”' | '*' => true,
            _ => false,
        };
        if !closing {
            break;
        }
        kept = &kept[..kept.len() - last.len_utf8()];
    }
    // A stretch of closing marks only cannot happen after the prefixes tested, but must not become an empty token.
    if kept.is_empty() { rest.len() } else { kept.len() }
}

/// Whether `rest`, after "A/" or "S/", reads as a document symbol of the United Nations ("A/RES/76/1", "S/2021/5").
fn symbol(rest: &str) -> bool {
    let first = rest.split('/').next().unwrap_or("");
    rest.contains('/')
        && (first == "RES" || first == "PV" || (!first.is_empty() && first.bytes().all(|b| b.is_ascii_digit())))
}

fn is_file(extension: &str) -> bool {
    matches!(
        Lower::new(extension).as_str(),
        "doc"
            | "docx"
            | "xls"
            | "xlsx"
            | "pdf"
            | "ppt"
            | "pptx"
            | "txt"
            | "jpg"
            | "png"
            | "gif"
            | "html"
            | "htm"
            | "mp3"
            | "zip"
            | "exe"
            | "csv"
            | "url"
    )
}

fn is_domain(label: &str) -> bool {
    matches!(Lower::new(label).as_str(), "com" | "org" | "net" | "gov" | "edu" | "mil" | "info" | "biz")
        || matches!(
            label,
            "uk" | "ru"
                | "cn"
                | "de"
                | "fr"
                | "jp"
                | "nz"
                | "au"
                | "ca"
                | "tw"
                | "kr"
                | "ir"
                | "pk"
                | "ua"
                | "eu"
                | "int"
        )
}

/// Length of the face at the start of `rest` (":-)", "<3"); it must not run into a letter or digit.
pub(super) fn face(rest: &str) -> Option<usize> {
    const FACES: [&str; 36] = [
        ">:(", ":'(", ":-)", ":-(", ";-)", ":-D", ":-P", ":-p", ":-/", "^_^", "-_-", "=-)", ":)", ":(", ";)", ":D",
        ":P", ":p", ":/", "=)", "=(", "=D", ";P", ";D", ":O", ":o", "(:", "<3", "</3", ":|", ":]", ":*", "->", "<-",
        "=>", ">=",
    ];
    if !matches!(rest.as_bytes().first(), Some(b'>' | b':' | b';' | b'^' | b'-' | b'=' | b'(' | b'<')) {
        return None;
    }
    let face = FACES.iter().find(|f| rest.starts_with(**f))?;
    let after = &rest[face.len()..];
    // A face closes its stretch: "(see:)" and "a:(b)" hold none.
    let closes = after.bytes().all(|b| matches!(b, b'.' | b'!' | b',' | b'?' | b')'));
    closes.then_some(face.len())
}
