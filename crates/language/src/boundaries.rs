//! Where a paragraph's sentences end: a linear classifier over hashed features of the tokens around every gap.
//!
//! The weights are trained by `training/chancery_training/boundaries.py` on rows that this module writes itself (see the
//! tests), so that training and use cannot disagree on a feature.

use crate::tokens::keeps_period;
use chancery_record::Span;

/// Number of buckets that features are hashed into.
pub(crate) const BUCKETS: usize = 1 << 17;

/// Bytes of the table of common words: a bit for each hash of a word that is usually written small.
pub(crate) const COMMON: usize = 1 << 15;

/// The weights, one signed byte a bucket, and then the table of common words.
static FILE: &[u8; BUCKETS + COMMON] = include_bytes!("../../../models/en/boundaries.bin");

/// Number of features of a gap.
pub(crate) const FEATURES: usize = 40;

/// Ends are rarer than gaps, so a plain zero misses more of them than it invents: set on the development parts.
const THRESHOLD: i32 = -16;

/// What kind of token this is; told from its letters alone, but for straight quotation marks.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Class {
    Lower,
    Capital,
    Upper,
    Initial,
    Number,
    Mixed,
    Abbreviation,
    Period,
    Exclamation,
    Dots,
    Comma,
    Semicolon,
    Colon,
    QuoteOpens,
    QuoteCloses,
    Opens,
    Closes,
    Dash,
    Bullet,
    Clitic,
    Other,
    Edge,
}

/// What the features need of one token.
#[derive(Clone, Copy)]
struct Seen {
    /// Hash of the word in lower case.
    word: u32,
    /// Hash of its last two letters.
    ending: u32,
    /// Whether the word is usually written small, so that a capital letter says something.
    common: bool,
    class: Class,
    /// Whether white space stands before it.
    spaced: bool,
    /// Length in bytes, at most 15.
    length: u8,
}

const EDGE: Seen = Seen { word: 7, ending: 7, common: false, class: Class::Edge, spaced: true, length: 0 };

/// Tokens kept free at both ends so that features may look over the edge.
const MARGIN: usize = 3;

/// A paragraph seen as the classifier sees it.
pub(crate) struct Paragraph {
    /// The tokens with `MARGIN` edges before and after.
    seen: Vec<Seen>,
    /// For each gap: tokens since the last full stop and to the next one, brackets and quotation marks open.
    surroundings: Vec<u32>,
    /// How the paragraph is punctuated as a whole.
    style: u32,
}

impl Paragraph {
    pub(crate) fn new(text: &str, tokens: &[Span]) -> Self {
        Self::with(text, tokens, &FILE[BUCKETS..])
    }

    /// The same with another table of common words.
    pub(crate) fn with(text: &str, tokens: &[Span], common: &[u8]) -> Self {
        let mut seen = vec![EDGE; MARGIN];
        seen.reserve(tokens.len() + MARGIN);
        for (i, span) in tokens.iter().enumerate() {
            let spaced = i == 0 || tokens[i - 1].end < span.start;
            let space_after = tokens.get(i + 1).is_none_or(|next| span.end < next.start);
            seen.push(see(span.of(text), spaced, space_after, common));
        }
        seen.extend([EDGE; MARGIN]);
        let words = &seen[MARGIN..MARGIN + tokens.len()];
        let surroundings = surroundings(words);
        let stops = words.iter().filter(|s| is_stop(s.class)).count();
        let stopped = words.iter().rev().take(2).any(|s| is_stop(s.class));
        let capitals = words.iter().filter(|s| matches!(s.class, Class::Capital | Class::Upper)).count();
        let density = words.len().checked_div(stops).map_or(0, |each| bucket(each).min(7) + 1);
        let style = u32::from(stopped) | density << 1 | u32::from(capitals * 2 > words.len()) << 5;
        Paragraph { seen, surroundings, style }
    }

    /// Number of gaps between tokens.
    fn gaps(&self) -> usize {
        self.seen.len() - 2 * MARGIN - 1
    }

    /// One past the last token of every sentence; the last is the number of tokens.
    pub(crate) fn ends(&self) -> Vec<usize> {
        let weight = |f: u32| i32::from(FILE[f as usize % BUCKETS] as i8);
        let (mut ends, mut start) = (Vec::new(), 0);
        for gap in 0..self.gaps() {
            if !self.is_bound(gap) && self.features(start, gap).into_iter().map(weight).sum::<i32>() > THRESHOLD {
                start = gap + 1;
                ends.push(start);
            }
        }
        ends.push(self.gaps() + 1);
        ends
    }

    /// Whether nothing may end here: inside "* * *", after an opening mark.
    fn is_bound(&self, gap: usize) -> bool {
        let [last, next] = [gap + MARGIN, gap + MARGIN + 1].map(|at| self.seen[at].class);
        matches!(last, Class::Opens | Class::QuoteOpens) || last == Class::Bullet && next == Class::Bullet
    }

    /// Whether the gap is no end in a well-edited paragraph, whatever stands around it: nothing before it stops.
    #[cfg(test)]
    pub(crate) fn is_plain(&self, gap: usize) -> bool {
        let inert = |class| {
            use Class::*;
            matches!(
                class,
                Lower | Capital | Upper | Number | Mixed | Comma | Semicolon | Dash | Opens | Clitic | QuoteOpens
            )
        };
        let [before, last] = [gap + MARGIN - 1, gap + MARGIN].map(|at| self.seen[at].class);
        inert(last) || matches!(last, Class::Closes | Class::QuoteCloses) && inert(before)
    }

    /// The buckets of the features of the gap after token `gap`, in a sentence that starts at token `start`.
    pub(crate) fn features(&self, start: usize, gap: usize) -> [u32; FEATURES] {
        let at = gap + MARGIN;
        let [l3, l2, l1, r1, r2, r3] = [-2isize, -1, 0, 1, 2, 3].map(|d| self.seen[at.wrapping_add_signed(d)]);
        let [c3, c2, c1, d1, d2, d3] = [l3, l2, l1, r1, r2, r3].map(|s| s.class as u32);
        let gapless = u32::from(r1.spaced);
        let first = self.seen[start + MARGIN];
        let length = bucket(gap + 1 - start);
        let classes = c1 << 5 | d1;
        let commons = [l1, r1, r2].iter().fold(0, |bits, s| bits << 1 | u32::from(s.common));
        let around = self.surroundings[gap];
        let (since, until, open) = (around & 0xF, around >> 4 & 0xF, around >> 8);
        let total = bucket(self.gaps());
        let parts: [[u32; 3]; FEATURES] = [
            [classes, gapless, 0],
            [l1.word, c1, 0],
            [r1.word, d1, 0],
            [l2.word, c1, d1],
            [r1.word, r2.word, c1],
            [c2, classes, 0],
            [classes, d2, 0],
            [c2, classes, d2],
            [l1.word, r1.word, 0],
            [l1.word, d1, gapless],
            [classes, r1.word, gapless],
            [l1.word, d1, d2],
            [classes, open, d2],
            [classes, self.style, 0],
            [classes, since, self.style & 1],
            [classes, until, self.style & 1],
            [classes, r1.word, self.style],
            [c2 << 5 | c1, r1.word, 0],
            [l2.word, l1.word, d1],
            [c3 << 5 | c2, classes, 0],
            [classes, d2 << 5 | d3, 0],
            [classes, u32::from(l1.length), u32::from(l2.length)],
            [classes, total, bucket(gap)],
            [classes, since, until],
            [l1.word, self.style, d1],
            [c2, classes, open << 10 | d2],
            [r2.word, classes, 0],
            [classes, commons, 0],
            [classes << 10 | c2 << 5 | d2, commons, 0],
            [classes, commons, self.style],
            [l1.word, commons, d1],
            [first.word, classes, length],
            [first.class as u32, classes, length],
            [classes, length << 5 | until, self.style],
            [l3.word, l2.word, l1.word],
            [r1.word, r2.word, r3.word],
            [l1.ending, classes, r1.ending],
            [l1.ending, classes, 0],
            [r1.ending, classes, 0],
            [c3 << 10 | c2 << 5 | c1, d1 << 10 | d2 << 5 | d3, 0],
        ];
        let mut out = [0; FEATURES];
        for (kind, (bucket, part)) in out.iter_mut().zip(parts).enumerate() {
            *bucket = hash(kind as u32, part);
        }
        out
    }
}

/// For each token, packed: since the last full stop (4 bits), to the next (4 bits), brackets and quotation marks open.
fn surroundings(words: &[Seen]) -> Vec<u32> {
    let mut out = Vec::with_capacity(words.len());
    let (mut since, mut brackets, mut quoted) = (0usize, 0u32, false);
    for word in words {
        match word.class {
            Class::Opens => brackets = (brackets + 1).min(2),
            Class::Closes => brackets = brackets.saturating_sub(1),
            Class::QuoteOpens => quoted = true,
            Class::QuoteCloses => quoted = false,
            _ => {}
        }
        since += 1;
        out.push(bucket(since) | brackets << 8 | u32::from(quoted) << 10);
        if is_stop(word.class) {
            since = 0;
        }
    }
    let mut until = 0usize;
    for (packed, word) in out.iter_mut().zip(words).rev() {
        *packed |= bucket(until) << 4;
        until = if is_stop(word.class) { 0 } else { until + 1 };
    }
    out
}

fn is_stop(class: Class) -> bool {
    matches!(class, Class::Period | Class::Exclamation)
}

/// Small numbers as they are, larger ones by powers of two; at most 11.
fn bucket(n: usize) -> u32 {
    match n {
        0..=4 => n as u32,
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        16..=24 => 8,
        25..=48 => 9,
        49..=99 => 10,
        _ => 11,
    }
}

fn hash(kind: u32, [a, b, c]: [u32; 3]) -> u32 {
    let mut h = kind.wrapping_mul(0x9E37_79B1).wrapping_add(a);
    h = (h ^ h >> 15).wrapping_mul(0x85EB_CA6B).wrapping_add(b);
    h = (h ^ h >> 13).wrapping_mul(0xC2B2_AE35).wrapping_add(c);
    h = (h ^ h >> 16).wrapping_mul(0x27D4_EB2F);
    (h ^ h >> 15) % BUCKETS as u32
}

fn see(word: &str, spaced: bool, space_after: bool, common: &[u8]) -> Seen {
    let (hash, ending) = word_hash(word);
    Seen {
        word: hash,
        ending,
        common: is_common(hash, common),
        class: class(word, spaced, space_after),
        spaced,
        length: word.len().min(15) as u8,
    }
}

/// Hash of the word in lower case, numbers of one length alike, and of its last two letters.
pub(crate) fn word_hash(word: &str) -> (u32, u32) {
    // FNV-1a
    let (mut h, mut last) = (0x811C_9DC5u32, 0u32);
    for byte in word.bytes() {
        let byte = if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() };
        h = (h ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        last = last << 8 | u32::from(byte);
    }
    (h, last & 0xFFFF)
}

fn is_common(hash: u32, table: &[u8]) -> bool {
    let bit = common_bit(hash);
    table.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
}

/// The bit of a word in the table of common words.
pub(crate) fn common_bit(hash: u32) -> usize {
    ((hash ^ hash >> 15) as usize) % (COMMON * 8)
}

fn class(word: &str, spaced: bool, space_after: bool) -> Class {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Class::Other };
    let second = chars.next();
    if first.is_alphanumeric() {
        if keeps_period(word) {
            return if first.is_uppercase() && word.len() == 2 { Class::Initial } else { Class::Abbreviation };
        }
        if first.is_numeric() {
            return if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/' | b'-')) {
                Class::Number
            } else {
                Class::Mixed
            };
        }
        if !first.is_uppercase() {
            return if spaced { Class::Lower } else { Class::Clitic };
        }
        return match second {
            None => Class::Initial,
            Some(_) if word.chars().all(|c| !c.is_lowercase()) => Class::Upper,
            Some(_) => Class::Capital,
        };
    }
    match first {
        '.' if matches!(second, Some('?' | '!')) => Class::Exclamation,
        '.' | '…' if word.len() > 1 => Class::Dots,
        '.' => Class::Period,
        '!' | '?' => Class::Exclamation,
        ',' => Class::Comma,
        ';' => Class::Semicolon,
        ':' if second.is_none() => Class::Colon,
        '\'' | '’' if second.is_some_and(char::is_alphabetic) => Class::Clitic,
        '“' | '‘' | '«' | '„' => Class::QuoteOpens,
        '”' | '’' | '»' => Class::QuoteCloses,
        '"' | '\'' | '`' => match (spaced, space_after) {
            (true, false) => Class::QuoteOpens,
            (false, true) => Class::QuoteCloses,
            // Inside a stretch ('"(' or '."'): decided by nothing but position, so left open.
            _ => Class::Other,
        },
        '(' | '[' | '{' => Class::Opens,
        ')' | ']' | '}' => Class::Closes,
        '-' | '–' | '—' => Class::Dash,
        '•' | '·' | '*' | '▪' | '◦' | '●' | '‣' | '■' | '►' | '>' | '|' => Class::Bullet,
        _ => Class::Other,
    }
}
