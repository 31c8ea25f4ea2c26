//! Text → tokens, to the conventions of the English Universal Dependencies treebanks (EWT, GUM, PUD).
//!
//! White space always parts tokens. Inside a stretch without it a scanner goes from left to right: what follows is an
//! address, a face, a word with the joints that belong to it, or a mark. Every character but white space is in exactly
//! one token.

mod links;
mod vocabulary;

use chancery_record::Span;
use vocabulary::{fused, is_abbreviation, is_clitic, is_interjection, is_prefix, is_suffix, is_unit};

/// The tokens of `text[within]`, in order.
pub(crate) fn tokens(text: &str, within: Span) -> Vec<Span> {
    let whole = within.of(text);
    let base = within.start as usize;
    let mut out = Vec::with_capacity(whole.len() / 5 + 1);
    let mut rest = whole;
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return out;
        }
        let start = base + whole.len() - rest.len();
        let len = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (stretch, after) = rest.split_at(len);
        if stretch.bytes().all(|b| b.is_ascii_lowercase()) {
            push_word(stretch, start, &mut out);
        } else {
            // "No. 5": whether a number follows is all a stretch needs to know of the next.
            let number = after.trim_start().as_bytes().first().is_some_and(u8::is_ascii_digit);
            Stretch { text: stretch, number }.cut(start, &mut out);
        }
        rest = after;
    }
}

/// Whether the period at the end of this token also ends a sentence that the token closes, so that it becomes a token
/// ("etc.", "Inc.", "Plan B."). Initials in a row ("U.S.") and hours ("p.m.") keep theirs.
pub(crate) fn ends_with_loose_period(token: &str) -> bool {
    let Some(word) = token.strip_suffix('.') else { return false };
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether the token is a word whose period is its own.
pub(crate) fn keeps_period(token: &str) -> bool {
    token.len() > 1 && token.ends_with('.') && !token.starts_with(['.', '…'])
}

/// A maximal stretch without white space.
struct Stretch<'t> {
    text: &'t str,
    /// Whether a digit follows the white space after the stretch.
    number: bool,
}

impl Stretch<'_> {
    /// Adds the tokens of the stretch, which starts at byte `base` of the document.
    fn cut(&self, base: usize, out: &mut Vec<Span>) {
        let mut at = 0;
        while let Some(first) = self.char_at(at) {
            let end = if is_word(first) {
                match self.fresh(at).then(|| links::link(&self.text[at..])).flatten() {
                    Some(len) => at + len,
                    None => {
                        let end = self.word(at);
                        push_word(&self.text[at..end], base + at, out);
                        at = end;
                        continue;
                    }
                }
            } else {
                self.mark(at, first)
            };
            out.push(Span::new(base + at, base + end));
            at = end;
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(b) if b.is_ascii() => Some(*b as char),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// Whether nothing but marks stands straight before `at`.
    fn fresh(&self, at: usize) -> bool {
        !self.char_before(at).is_some_and(|c| is_word(c) || c == '-')
    }

    /// End of the run of word characters from `at`.
    fn run(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        at + rest.find(|c| !is_word(c)).unwrap_or(rest.len())
    }

    /// End of the word that starts at `start`, with the joints that belong to it: "07:38", "U.S.", "O'Brien".
    fn word(&self, start: usize) -> usize {
        let mut at = self.run(start);
        // Where the part of the word after its last joint starts.
        let mut part = start;
        let digits = self.text[start..at].bytes().take_while(u8::is_ascii_digit).count();
        if matches!(&self.text[start + digits..at], "a" | "p" | "A" | "P") {
            part += digits; // "10p.m."
        }
        while let Some(joint) = self.char_at(at) {
            let before = self.char_before(at);
            let next = at + joint.len_utf8();
            let after = self.char_at(next).filter(|c| is_word(*c));
            let digits = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
            let joined = match joint {
                '.' if digits => true,
                '.' => {
                    let initial = is_initial(&self.text[part..at]);
                    match after {
                        Some(_) if initial || &self.text[part..at] == "Ph" => {
                            let run = &self.text[next..self.run(next)];
                            if !(is_initial(run) || matches!(run, "Sc" | "Phil" | "Ed" | "Eng" | "Tech")) {
                                return next; // "J.Smith"
                            }
                            true
                        }
                        Some(_) if is_abbreviation(&self.text[start..at], false) => return next, // "Ft.Worth"
                        Some(_) => return at,
                        None => return if self.own_period(start, part, at) { next } else { at },
                    }
                }
                ',' => digits && self.thousands(start, next),
                ':' => digits && self.text[start..at].bytes().all(|b| b.is_ascii_digit() || b == b':'),
                '-' | '\u{2011}' => match after {
                    Some(_) if digits => match self.number_with_hyphens(start) {
                        Some(end) => return end,
                        None => false,
                    },
                    Some(_) => self.hyphen(start, part, at, next),
                    None => false,
                },
                '\'' | '’' | '`' | 'ʼ' => match after {
                    Some(_) => {
                        let run = &self.text[next..self.run(next)];
                        let lone = self.char_at(next + run.len()) != Some('\'');
                        if run.eq_ignore_ascii_case("t")
                            && before.is_some_and(|c| matches!(c, 'n' | 'N'))
                            && part + 1 < at
                        {
                            return at - 1; // "do|n't"
                        }
                        if run.eq_ignore_ascii_case("all") && at == start + 1 {
                            return next; // "y'|all"
                        }
                        if run.eq_ignore_ascii_case("s") && before.is_some_and(|c| c.is_ascii_digit()) {
                            is_decade(&self.text[part..at])
                        } else {
                            before.is_some_and(char::is_alphabetic) && !(is_clitic(run) && lone) && joint != '`'
                        }
                    }
                    None => false,
                },
                '/' => self.slash(start, at, next, digits),
                '&' => {
                    after.is_some() && at - start <= 3 && {
                        let (left, right) = (&self.text[start..at], &self.text[next..self.run(next)]);
                        let upper = |w: &str| w.bytes().all(|b| b.is_ascii_uppercase());
                        right.len() <= 3 && (upper(left) && upper(right) || left.len() == 1 && right.len() == 1)
                    }
                }
                '*' => before.is_some_and(|c| c.is_ascii_lowercase()) && after.is_some_and(|c| c.is_ascii_lowercase()),
                '$' => {
                    let word = &self.text[start..at];
                    if matches!(word, "US" | "U" | "A" | "C" | "HK" | "NZ" | "S" | "R" | "CA" | "AU" | "NT") {
                        return next;
                    }
                    false
                }
                _ => false,
            };
            if !joined {
                return at;
            }
            part = next;
            at = self.run(next);
        }
        at
    }

    /// Whether the period at `at` belongs to the word `start..at`, whose last part starts at `part`.
    fn own_period(&self, start: usize, part: usize, at: usize) -> bool {
        if self.char_at(at + 1).is_some_and(|c| matches!(c, '.' | '…')) {
            return false; // "etc...", "no..."
        }
        let word = &self.text[start..at];
        let initials = is_initial(&self.text[part..at]);
        if part > start && initials && self.text[..part].ends_with('.') {
            return true; // "U.S.", "a.m."
        }
        if matches!(word, "Ph.D" | "M.Sc" | "B.Sc" | "M.Phil" | "B.Ed" | "M.Ed") {
            return true;
        }
        // "J. Smith", but not "so do I."; a hyphen before it makes it a model or a plan ("Plan-B.").
        if initials && self.fresh(start) && word != "I" && (word.as_bytes()[0].is_ascii_uppercase() || word == "c") {
            return true;
        }
        is_abbreviation(word, self.number)
    }

    /// Whether the comma before `next` groups thousands: exactly three digits follow.
    fn thousands(&self, start: usize, next: usize) -> bool {
        let digits = self.text[next..].bytes().take_while(u8::is_ascii_digit).count();
        let left = self.text[start..next - 1].split(',').next_back().unwrap_or("");
        // Indian grouping ("12,50,000") has pairs.
        (digits == 3 || digits == 2 && self.text[next + 2..].starts_with(',')) && left.len() <= 3
    }

    /// Whether the hyphen `at..next` stays inside the word.
    fn hyphen(&self, start: usize, part: usize, at: usize, next: usize) -> bool {
        let left = &self.text[part..at];
        let right = &self.text[next..self.run(next)];
        if part == start && is_prefix(left) {
            let number = right.as_bytes().first().is_some_and(u8::is_ascii_digit);
            return match left {
                // "post-2015" is cut, "mid-2004" is not.
                _ if number => left.eq_ignore_ascii_case("mid"),
                // "Hizb-e-Islami"
                "e" | "E" => self.fresh(start),
                // With two capitals these open names ("De-Souza", "Tri-City").
                "De" | "Un" | "Bi" | "Tri" => right.as_bytes().first().is_some_and(u8::is_ascii_lowercase),
                _ => true,
            };
        }
        is_suffix(right) || is_interjection(left, right)
    }

    /// End of a telephone number, post code or date written with hyphens from `start`; none for a range ("5-10").
    fn number_with_hyphens(&self, start: usize) -> Option<usize> {
        let rest = &self.text[start..];
        let len = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        let whole = rest[..len].trim_end_matches('-');
        if rest[whole.len()..].starts_with(|c: char| is_word(c)) {
            return None;
        }
        let mut sizes = [0usize; 4];
        let mut groups = 0;
        for group in whole.split('-') {
            *sizes.get_mut(groups)? = group.len();
            groups += 1;
        }
        let round = |s: &str| s.ends_with("00");
        let keep = match &sizes[..groups] {
            [3, 4] => !(round(&whole[..3]) && round(whole)),
            [3, 3, 4] | [1, 3, 3, 4] | [5, 4] | [4, 2, 2] => true,
            [1 | 2, 1 | 2, 2 | 4] => true,
            _ => false,
        };
        keep.then_some(start + whole.len())
    }

    /// Whether the slash `at..next` stays inside the word: dates, "w/o", "s/he".
    fn slash(&self, start: usize, at: usize, next: usize, digits: bool) -> bool {
        let left = &self.text[start..at];
        if !digits {
            let right = &self.text[next..self.run(next)];
            return matches!(
                (left, right),
                ("w" | "W", "" | "o" | "out" | "in") | ("s" | "S", "he") | ("b" | "B", "c" | "t")
            );
        }
        let rest = &self.text[start..];
        let len = rest.find(|c: char| !(c.is_ascii_digit() || c == '/')).unwrap_or(rest.len());
        let mut groups = rest[..len].trim_end_matches('/').split('/');
        let value = |s: &str| s.parse::<u32>().unwrap_or(u32::MAX);
        match (groups.next(), groups.next(), groups.next(), groups.next()) {
            (Some(a), Some(b), Some(c), None) => value(a) <= 31 && value(b) <= 31 && matches!(c.len(), 2 | 4),
            // "9/11" and "5/18" are dates; "1/2" and "24/7" are not.
            (Some(a), Some(b), None, None) => (1..=12).contains(&value(a)) && value(b) <= 31 && a.len() + b.len() > 2,
            _ => false,
        }
    }

    /// End of the mark at `at`, or of the token that a mark opens ("#tag", "+44", "'90s", "'s").
    fn mark(&self, at: usize, first: char) -> usize {
        let next = at + first.len_utf8();
        let rest = &self.text[at..];
        let after = self.char_at(next);
        let digit = after.is_some_and(|c| c.is_ascii_digit());
        let fresh = self.fresh(at);
        if let Some(len) = links::face(rest) {
            return at + len;
        }
        let run = |same: &dyn Fn(char) -> bool| at + rest.find(|c| !same(c)).unwrap_or(rest.len());
        match first {
            '\'' | '’' | '‘' | '`' => {
                let word = &self.text[next..self.run(next)];
                if at > 0 && is_clitic(word) {
                    return next + word.len();
                }
                let year = word.strip_suffix('s').unwrap_or(word);
                let short_year = first != '`' && year.len() == 2 && year.bytes().all(|b| b.is_ascii_digit());
                if fresh && (short_year || matches!(word, "em" | "n" | "til")) {
                    return next + word.len();
                }
                if rest[first.len_utf8()..].starts_with(first) && first != '’' {
                    return next + first.len_utf8();
                }
                next
            }
            '.' if digit && fresh => self.word(next),
            // Old mail reads "so.?": one mark.
            '.' if after.is_some_and(|c| matches!(c, '?' | '!')) => {
                next + rest[1..].find(|c| !matches!(c, '?' | '!')).unwrap_or(rest.len() - 1)
            }
            '.' | '…' => run(&|c| matches!(c, '.' | '…')),
            '!' | '?' => run(&|c| matches!(c, '!' | '?')),
            '#' | '@' if fresh && after.is_some_and(char::is_alphabetic) => self.run(next),
            '+' if digit && fresh => self.word(next),
            '-' | '–' | '—' | '=' | '*' | '#' | '~' | '+' | '<' | '>' | '|' | '$' | '^' => run(&|c| c == first),
            // Combining marks and selectors stay with what they mark.
            _ => next,
        }
    }
}

/// Adds a word of the stretch, cut where it is fused with a clitic, a number or a unit; `base` is its first byte.
fn push_word(word: &str, base: usize, out: &mut Vec<Span>) {
    let bytes = word.as_bytes();
    if bytes[0].is_ascii_digit() {
        let digits = bytes.iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':')).count();
        if digits < word.len() && is_unit(&word[digits..]) {
            out.push(Span::new(base, base + digits));
            out.push(Span::new(base + digits, base + word.len()));
            return;
        }
    } else if word.strip_prefix("Rs").is_some_and(|amount| amount.starts_with(|c: char| c.is_ascii_digit())) {
        out.extend([Span::new(base, base + 2), Span::new(base + 2, base + word.len())]);
        return;
    }
    let mut start = 0;
    for &cut in fused(word) {
        out.push(Span::new(base + start, base + cut));
        start = cut;
    }
    out.push(Span::new(base + start, base + word.len()));
}

/// A single letter, as in initials.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    matches!((chars.next(), chars.next()), (Some(c), None) if c.is_alphabetic())
}

/// "1990's", "90's", "F-16's" hold their ending; "2021's" has a clitic.
fn is_decade(digits: &str) -> bool {
    digits.ends_with('0') || digits.len() <= 2
}

/// Whether the character belongs inside words: letters, digits, and what is written onto or between them unseen.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}')
}
