//! Words, figures and marks of a text, and the small vocabulary of dates.

use super::time::Unit;
use chancery_record::Span;
use jiff::civil::Weekday;

/// A value and the index of the token after it.
pub(super) type Parsed<T> = Option<(T, usize)>;

/// A text cut into runs of letters, runs of figures, and single marks.
pub(super) struct Words<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The whole text is known to be one expression: case of letters and rarer forms are let pass.
    pub(super) loose: bool,
}

struct Token {
    start: usize,
    end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Figures,
    Mark,
}

const MONTHS: [(&str, &[&str]); 12] = [
    ("january", &["jan"]),
    ("february", &["feb"]),
    ("march", &["mar"]),
    ("april", &["apr"]),
    ("may", &[]),
    ("june", &["jun"]),
    ("july", &["jul"]),
    ("august", &["aug"]),
    ("september", &["sep", "sept"]),
    ("october", &["oct"]),
    ("november", &["nov"]),
    ("december", &["dec"]),
];

const WEEKDAYS: [(&str, &[&str], Weekday); 7] = [
    ("monday", &["mon"], Weekday::Monday),
    ("tuesday", &["tue", "tues"], Weekday::Tuesday),
    ("wednesday", &["wed"], Weekday::Wednesday),
    ("thursday", &["thu", "thur", "thurs"], Weekday::Thursday),
    ("friday", &["fri"], Weekday::Friday),
    ("saturday", &["sat"], Weekday::Saturday),
    ("sunday", &["sun"], Weekday::Sunday),
];

const CARDINALS: [&str; 19] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// A month's name as the text writes it.
#[derive(Clone, Copy)]
pub(super) struct MonthName {
    pub(super) month: i8,
    /// Abbreviated, or a name that is also a word ("May", "March", "August"): alone it needs support.
    pub(super) weak: bool,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, loose: bool) -> Self {
        let mut tokens: Vec<Token> = Vec::new();
        for (start, c) in text.char_indices() {
            let kind = match c {
                _ if c.is_whitespace() => continue,
                _ if c.is_ascii_digit() => Kind::Figures,
                _ if c.is_alphabetic() => Kind::Letters,
                _ => Kind::Mark,
            };
            let end = start + c.len_utf8();
            match tokens.last_mut() {
                Some(last) if kind != Kind::Mark && last.kind == kind && last.end == start => last.end = end,
                _ => tokens.push(Token { start, end, kind }),
            }
        }
        Words { text, tokens, loose }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Bytes of the tokens `from..to`, which are not empty.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.tokens[from].start, self.tokens[to - 1].end)
    }

    /// The token, empty past either end.
    pub(super) fn str(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| &self.text[t.start..t.end])
    }

    /// The token before, empty at the start.
    pub(super) fn before(&self, i: usize) -> &'a str {
        i.checked_sub(1).map_or("", |i| self.str(i))
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.str(i).eq_ignore_ascii_case(word)
    }

    pub(super) fn any(&self, i: usize, words: &[&str]) -> bool {
        words.iter().any(|w| self.is(i, w))
    }

    /// The index after the words of `phrase`, if they stand at `i`.
    pub(super) fn phrase(&self, i: usize, phrase: &str) -> Option<usize> {
        let mut at = i;
        for word in phrase.split(' ') {
            if !self.is(at, word) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The index after the first of the phrases that stands at `i`.
    pub(super) fn one_of(&self, i: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|p| self.phrase(i, p))
    }

    /// `i`, or the index after one of the words if it stands there.
    pub(super) fn skip(&self, i: usize, words: &[&str]) -> usize {
        if self.any(i, words) { i + 1 } else { i }
    }

    /// Whether the token touches the one after it.
    pub(super) fn glued(&self, i: usize) -> bool {
        matches!((self.tokens.get(i), self.tokens.get(i + 1)), (Some(a), Some(b)) if a.end == b.start)
    }

    pub(super) fn is_letters(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.kind == Kind::Letters)
    }

    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.str(i).starts_with(char::is_uppercase)
    }

    /// The figures of a token, whatever touches them, and how many they are.
    pub(super) fn digits(&self, i: usize) -> Option<(u32, usize)> {
        let token = self.tokens.get(i).filter(|t| t.kind == Kind::Figures && t.end - t.start <= 8)?;
        Some((self.str(i).parse().ok()?, token.end - token.start))
    }

    /// Figures that stand alone: no part of a decimal, an amount, a clock time or a code. The number and its digits.
    pub(super) fn figures(&self, i: usize) -> Option<(u32, usize)> {
        let found = self.digits(i)?;
        if let Some(mark) = i.checked_sub(1)
            && self.glued(mark)
        {
            let joined = mark > 0 && self.joins(mark - 1);
            let code = self.is_letters(mark) && self.month(mark).is_none();
            if joined || code || self.any(mark, &["$", "£", "€", "#", "+"]) {
                return None;
            }
        }
        if self.joins(i) || self.is(i + 1, "%") { None } else { Some(found) }
    }

    /// Whether the figures at `i` go on behind a mark: "1,500", "2.5", "10:30" (but "2,2021" lacks a space).
    fn joins(&self, i: usize) -> bool {
        let Some((_, digits)) = self.digits(i + 2) else { return false };
        let mark = self.any(i + 1, &[".", ":"]) || (self.is(i + 1, ",") && digits == 3);
        mark && self.glued(i) && self.glued(i + 1) && self.digits(i).is_some()
    }

    /// A day of the month in figures, with or without "st", "nd" …; in loose text also in words.
    pub(super) fn day(&self, i: usize) -> Parsed<i8> {
        if let Some((number, digits)) = self.figures(i) {
            if digits > 2 || !(1..=31).contains(&number) {
                return None;
            }
            let next = if !self.glued(i) || !self.is_letters(i + 1) {
                i + 1
            } else if self.any(i + 1, &["st", "nd", "rd", "th"]) {
                i + 2
            } else if self.month(i + 1).is_some() {
                i + 1
            } else {
                return None;
            };
            return Some((number as i8, next));
        }
        if self.loose {
            self.ordinal(i)
                .or_else(|| self.cardinal(i))
                .filter(|(d, _)| (1..=31).contains(d))
                .map(|(d, n)| (d as i8, n))
        } else {
            None
        }
    }

    /// "third", "3rd", "twenty-first".
    pub(super) fn ordinal(&self, i: usize) -> Parsed<i32> {
        if let Some(n) = ORDINALS.iter().position(|w| self.is(i, w)) {
            return Some((n as i32 + 1, i + 1));
        }
        if self.is(i, "thirtieth") {
            return Some((30, i + 1));
        }
        if let Some(tens) = TENS.iter().position(|w| self.is(i, w)) {
            let unit = self.skip(i + 1, &["-"]);
            let n = ORDINALS[..9].iter().position(|w| self.is(unit, w))?;
            return Some(((tens as i32 + 2) * 10 + n as i32 + 1, unit + 1));
        }
        let (number, _) = self.figures(i)?;
        (self.glued(i) && self.any(i + 1, &["st", "nd", "rd", "th"])).then_some((number as i32, i + 2))
    }

    /// "two", "twenty-one".
    fn cardinal(&self, i: usize) -> Parsed<i32> {
        if let Some(n) = CARDINALS.iter().position(|w| self.is(i, w)) {
            return Some((n as i32 + 1, i + 1));
        }
        let tens = (TENS.iter().position(|w| self.is(i, w))? as i32 + 2) * 10;
        let unit = self.skip(i + 1, &["-"]);
        match CARDINALS[..9].iter().position(|w| self.is(unit, w)) {
            Some(n) => Some((tens + n as i32 + 1, unit + 1)),
            None => Some((tens, i + 1)),
        }
    }

    /// How many: "2", "two", "a".
    pub(super) fn count(&self, i: usize) -> Parsed<i32> {
        if self.any(i, &["a", "an"]) {
            return Some((1, i + 1));
        }
        if let Some((number, digits)) = self.figures(i) {
            return (digits <= 4 && !(self.glued(i) && self.is_letters(i + 1))).then_some((number as i32, i + 1));
        }
        self.cardinal(i)
    }

    /// A year in four figures.
    pub(super) fn year(&self, i: usize) -> Parsed<i16> {
        let (number, digits) = self.figures(i)?;
        let lone = !(self.glued(i) && self.is_letters(i + 1));
        (digits == 4 && (1000..=2999).contains(&number) && lone).then_some((number as i16, i + 1))
    }

    /// A month's name; the full stop of an abbreviation belongs to it.
    pub(super) fn month(&self, i: usize) -> Parsed<MonthName> {
        for (n, (full, short)) in MONTHS.iter().enumerate() {
            let word = matches!(*full, "may" | "march" | "august");
            let month = n as i8 + 1;
            if self.is(i, full) && (self.loose || self.is_capital(i) || !word) {
                return Some((MonthName { month, weak: word }, i + 1));
            }
            if self.any(i, short) && (self.loose || self.is_capital(i)) {
                let stop = self.is(i + 1, ".") && self.glued(i);
                return Some((MonthName { month, weak: true }, i + 1 + usize::from(stop)));
            }
        }
        None
    }

    /// A weekday's name, full or abbreviated (then `true`).
    pub(super) fn weekday(&self, i: usize) -> Parsed<(Weekday, bool)> {
        for (full, short, weekday) in WEEKDAYS {
            if self.is(i, full) {
                return Some(((weekday, false), i + 1));
            }
            if self.any(i, short) && (self.loose || self.is_capital(i)) {
                let stop = self.is(i + 1, ".") && self.glued(i);
                return Some(((weekday, true), i + 1 + usize::from(stop)));
            }
        }
        None
    }

    /// A unit's name, in the plural too.
    pub(super) fn unit(&self, i: usize) -> Parsed<Unit> {
        let unit = match () {
            _ if self.any(i, &["day", "days"]) => Unit::Day,
            _ if self.any(i, &["week", "weeks"]) => Unit::Week,
            _ if self.any(i, &["weekend", "weekends"]) => Unit::Weekend,
            _ if self.any(i, &["month", "months"]) => Unit::Month,
            _ if self.any(i, &["quarter", "quarters"]) => Unit::Quarter,
            _ if self.any(i, &["year", "years"]) => Unit::Year,
            _ if self.any(i, &["decade", "decades"]) => Unit::Decade,
            _ => return None,
        };
        Some((unit, i + 1))
    }
}
