//! Dates, months and years.

use super::time::{Time, Which, Year};
use super::weekdays::PARTS_OF_DAY;
use super::words::{Parsed, Words};
use jiff::civil::Date;

/// What an expression can begin with, months, weekdays and numbers apart.
const BEGINNINGS: &[&str] = &[
    "the",
    "this",
    "that",
    "last",
    "past",
    "next",
    "coming",
    "upcoming",
    "current",
    "recent",
    "from",
    "between",
    "in",
    "earlier",
    "later",
    "late",
    "early",
    "mid",
    "end",
    "beginning",
    "start",
    "middle",
    "rest",
    "day",
    "week",
    "year",
    "calendar",
    "fiscal",
    "financial",
    "school",
    "academic",
    "fy",
    "q",
    "h",
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "more",
    "less",
    "over",
    "nearly",
    "almost",
    "about",
    "around",
    "some",
    "several",
    "many",
    "few",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
];
/// Before a bare "May" or "2019" they show that it is a date.
const SUPPORTS: &[&str] = &[
    "in", "since", "during", "until", "till", "from", "between", "by", "before", "after", "through", "to", "of",
    "year", "around", "for", "last", "next", "this", "early", "mid", "late",
];

impl Words<'_> {
    /// The longest expression that starts at the token.
    pub(super) fn expression(&self, i: usize) -> Parsed<Time> {
        // Most words begin no expression; to see that first makes reading several times as fast.
        let begins = self.digits(i).is_some()
            || self.is_letters(i)
                && (self.loose || self.any(i, BEGINNINGS) || self.count(i).is_some() || self.ordinal(i).is_some())
            || self.month(i).is_some()
            || self.weekday(i).is_some();
        if !begins {
            return None;
        }
        longest([self.range(i), self.single(i, false), self.bare_year(i)])
    }

    /// One day, week, month … `supported` where the words around show that a bare name or number is a date.
    pub(super) fn single(&self, i: usize, supported: bool) -> Parsed<Time> {
        longest([
            self.numeric(i),
            self.day_of_year(i),
            self.month_of_year(i, supported),
            self.supported_year(i, supported),
            self.weekday_time(i),
            self.weekday_of_month(i),
            self.day_of_month(i),
            self.week_of(i),
            self.phrase_time(i),
        ])
    }

    /// "2021-12-02", "25.12.2021", "12/25/2021". Where day and month could change places there is no answer.
    fn numeric(&self, i: usize) -> Parsed<Time> {
        let loose_start = i > 0 && self.glued(i - 1) && self.any(i - 1, &["-", "/", ".", "+", "$"]);
        let (separator, end) = (self.str(i + 1), i + 5);
        if loose_start
            || !matches!(separator, "-" | "/" | "." | "‑")
            || self.str(i + 3) != separator
            || !(i..i + 4).all(|i| self.glued(i))
            || (self.glued(i + 4) && (self.is_letters(end) && !self.is(end, "T") || self.str(end) == "-"))
        {
            return None;
        }
        let (a, b, c) = (self.digits(i)?, self.digits(i + 2)?, self.digits(i + 4)?);
        let (year, month, day) = match (a.1, b.1, c.1) {
            (4, 1..=2, 1..=2) => (a.0, b.0, c.0),
            (1..=2, 1..=2, 4) if b.0 > 12 || a.0 == b.0 => (c.0, a.0, b.0),
            (1..=2, 1..=2, 4) if a.0 > 12 => (c.0, b.0, a.0),
            _ => return None,
        };
        let (year, month, day) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        Date::new(year, month, day).ok()?;
        Some((Time::Day { year: Year::Given(year), month, day, weekday: None }, end))
    }

    /// "Wednesday, 1 December 2021", "Dec. 2", "the 2nd of December last year", "December 1 (Wednesday)".
    pub(super) fn day_of_year(&self, i: usize) -> Parsed<Time> {
        let named = self.which(i).map_or(i, |(_, at)| at);
        let (front, start, open) = match self.weekday(named) {
            Some(((weekday, _), next)) => {
                let next = self.skip(next, PARTS_OF_DAY);
                let at = self.skip(next, &[",", "(", "-"]);
                (Some(weekday), self.skip(at, &["on"]), self.is(next, "("))
            }
            None => (None, i, false),
        };
        let (which, start) = self.which(start).unwrap_or((Which::Bare, start));
        let article = front.is_none() && which == Which::Bare && self.is(start, "the") && !self.loose;
        let start = self.skip(start, &["the"]);
        let year_first = self.year_month_day(start);
        let (month, day, next) = match year_first {
            Some((_, month, day, next)) => (month, day, next),
            None => self.day_month(start).or_else(|| self.month_day(start))?,
        };
        let (year, mut next) = match year_first {
            Some((year, ..)) => (Year::Given(year), next),
            None => self.year_after(next).unwrap_or((Year::Near(which), next)),
        };
        // "the 2nd of December", but in "the December 2 talks" the article belongs to the talks.
        if article && !(start..next).any(|i| self.is(i, "of")) {
            return None;
        }
        if open {
            next = self.phrase(next, ")")?;
        }
        let back = || {
            let at = self.skip(next, &[",", "("]);
            let ((weekday, _), end) = self.weekday(at)?;
            if self.is(next, "(") { Some((weekday, self.phrase(end, ")")?)) } else { Some((weekday, end)) }
        };
        let weekday = match front {
            Some(weekday) => Some(weekday),
            None => back().filter(|_| at_mark(self, next)).map(|(weekday, end)| {
                next = end;
                weekday
            }),
        };
        let valid_in = if let Year::Given(year) = year { year } else { 2000 };
        Date::new(valid_in, month, day).ok()?;
        Some((Time::Day { year, month, day, weekday }, next))
    }

    /// "2 December", "2nd of December", "05-Aug", "second of March".
    fn day_month(&self, i: usize) -> Option<(i8, i8, usize)> {
        if let Some((day, next)) = self.day(i) {
            let dated = next > i + 1 || self.loose || self.before(i).eq_ignore_ascii_case("the");
            let at = match () {
                _ if dated && self.is(next, "day") && self.is(next + 1, "of") => next + 2,
                _ if dated && self.is(next, "of") => next + 1,
                _ if self.glued(next - 1) && self.any(next, &["-", "/", "."]) && self.glued(next) => next + 1,
                _ => next,
            };
            if let Some((name, end)) = self.month(at) {
                return Some((name.month, day, end));
            }
        }
        let (day, next) = self.ordinal(i).filter(|_| self.is_letters(i))?;
        let at = self.phrase(self.skip(next, &["day"]), "of")?;
        let (name, end) = self.month(at)?;
        Some((name.month, i8::try_from(day).ok()?, end))
    }

    /// "December 2", "Dec. 2nd", "December the 2nd".
    fn month_day(&self, i: usize) -> Option<(i8, i8, usize)> {
        let (name, next) = self.month(i)?;
        let joined = self.glued(next - 1) && self.glued(next) && self.any(next, &["-", "/"]);
        let at = if joined { next + 1 } else { self.skip(next, if self.loose { &[",", "the"] } else { &["the"] }) };
        let (day, end) = self.day(at)?;
        Some((name.month, day, end))
    }

    /// "2019-Aug-01", "2019/Aug/1".
    fn year_month_day(&self, i: usize) -> Option<(i16, i8, i8, usize)> {
        let (year, next) = self.year(i)?;
        let (name, at) = self.month(next + 1)?;
        let joined = self.any(next, &["-", "/"]) && self.str(next) == self.str(at) && (i..at).all(|i| self.glued(i));
        let (day, end) = self.day(at + 1).filter(|_| joined)?;
        Some((year, name.month, day, end))
    }

    /// "last", "next", "this coming" before a month, a day or a weekday.
    pub(super) fn which(&self, i: usize) -> Parsed<Which> {
        let forms: [(Which, &[&str]); 4] = [
            (Which::Coming, &["this coming", "the coming", "coming", "this upcoming", "upcoming"]),
            (Which::Last, &["this past", "the past", "this last", "last", "past"]),
            (Which::Next, &["next"]),
            (Which::This, &["this"]),
        ];
        forms.into_iter().find_map(|(which, phrases)| Some((which, self.one_of(i, phrases)?)))
    }

    /// What gives a date's year: ", 2021", " of 2021", " last year", and the Indian English " last".
    pub(super) fn year_after(&self, i: usize) -> Parsed<Year> {
        let joined = i > 0 && self.glued(i - 1) && self.glued(i) && self.any(i, &["-", "/"]);
        let at = if joined { i + 1 } else { self.skip(i, &[","]) };
        let at = if joined { at } else { self.skip(at, &["of", "in"]) };
        if let Some((year, end)) = self.year(at) {
            return Some((Year::Given(year), end));
        }
        let at = self.skip(at, &["the"]);
        let shifts = [("last year", -1), ("this year", 0), ("next year", 1)];
        if let Some(found) = shifts.iter().find_map(|(p, by)| Some((Year::Shift(*by), self.phrase(at, p)?))) {
            return Some(found);
        }
        if let Some(end) = self.one_of(at, &["that year", "same year", "previous year", "following year"]) {
            return Some((Year::Story, end));
        }
        (self.is(i, "last") && !self.is_letters(i + 1)).then_some((Year::Near(Which::Last), i + 1))
    }

    /// "in June", "last June", "June 2019", "November of last year".
    pub(super) fn month_of_year(&self, i: usize, supported: bool) -> Parsed<Time> {
        let (which, at) = self.which(i).unwrap_or((Which::Bare, i));
        let (name, next) = self.month(at)?;
        let months = |year| Time::Months { year, first: name.month, last: name.month };
        if let Some((year, end)) = self.year_after(next) {
            return Some((months(year), end));
        }
        let strong = supported || which != Which::Bare || self.supported(i);
        let person = self.is_capital(next) && self.is_letters(next) || self.is(next, "'") || self.is(next, "’");
        let (lone, capital) = (self.is(at, "may") || self.is(at, "march"), self.is_capital(at));
        let bare = match () {
            _ if lone && which == Which::Bare && !capital => supported && self.loose,
            _ if lone && person && which == Which::Bare => false,
            _ if name.weak => strong || self.loose && !lone,
            _ => strong || !person,
        };
        bare.then(|| (months(Year::Near(which)), next))
    }

    /// Whether the word before shows that a bare month or year is one.
    fn supported(&self, i: usize) -> bool {
        SUPPORTS.iter().any(|w| self.before(i).eq_ignore_ascii_case(w))
    }

    /// A bare year after a preposition or "the", or in loose text; no number of things ("in 2000 villages").
    fn bare_year(&self, i: usize) -> Parsed<Time> {
        let (year, end) = self.supported_year(i, true)?;
        let shown = self.supported(i) && !self.is(i.wrapping_sub(1), "for");
        let counted = self.is_letters(end) && !self.is_capital(end) && {
            let next = self.str(end);
            next.len() > 4 && next.ends_with('s') && !matches!(next, "unless" | "across" | "towards" | "besides")
                || matches!(
                    next,
                    "people" | "men" | "women" | "children" | "km" | "percent" | "per" | "kg" | "tons" | "or"
                )
        };
        let named = self.before(i).eq_ignore_ascii_case("the") && self.is_letters(end);
        (self.loose || named || shown && !counted).then_some((year, end))
    }

    /// "2019", "the year 2019", "calendar year 2019".
    fn supported_year(&self, i: usize, supported: bool) -> Parsed<Time> {
        let named = self.one_of(i, &["the year", "calendar year", "year"]);
        let (year, end) = self.year(named.unwrap_or(i))?;
        let inside_code = i > 0 && self.glued(i - 1) && self.any(i - 1, &["-", "/", "."])
            || self.glued(end - 1) && self.any(end, &["/", "-"]) && self.glued(end) && self.digits(end + 1).is_some();
        let plausible = (1800..=2100).contains(&year) && !inside_code;
        (named.is_some() || supported && plausible).then_some((Time::Year(Year::Given(year)), end))
    }
}

/// Whether a weekday may follow a date there: behind a comma or in brackets.
fn at_mark(words: &Words, i: usize) -> bool {
    words.any(i, &[",", "("])
}

/// The parse that ends last; of two that end together the one named first.
pub(super) fn longest<const N: usize>(parses: [Parsed<Time>; N]) -> Parsed<Time> {
    parses.into_iter().flatten().reduce(|best, other| if other.1 > best.1 { other } else { best })
}
