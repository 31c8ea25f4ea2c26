//! Words that place a time from here ("last week", "two days ago"), parts of periods, and words without bounds.

use super::grammar::longest;
use super::time::{Time, Unit, Which, Year};
use super::words::{Parsed, Words};

/// Phrases for a day counted from today. "Last night" is the night before, so yesterday's date.
const DAYS: &[(&str, i32)] = &[
    ("the day before yesterday", -2),
    ("day before yesterday", -2),
    ("the day after tomorrow", 2),
    ("day after tomorrow", 2),
    ("yesterday", -1),
    ("last night", -1),
    ("last evening", -1),
    ("today", 0),
    ("tonight", 0),
    ("this morning", 0),
    ("this afternoon", 0),
    ("this evening", 0),
    ("tomorrow", 1),
];

/// Words for part of a period. Its bounds stay those of the whole period.
const PARTS: &[&str] = &[
    "the early part of",
    "the latter part of",
    "the beginning of",
    "beginning of",
    "the start of",
    "start of",
    "the middle of",
    "middle of",
    "the end of",
    "end of",
    "the rest of",
    "rest of",
    "earlier in",
    "later in",
    "early in",
    "late in",
    "early",
    "mid",
    "late",
    "earlier",
    "later",
];

/// What rests on the story's own time, or names a season or a stretch without bounds in the words.
const STORY: &[&str] = &[
    "the next day",
    "the following day",
    "the previous day",
    "the same day",
    "that day",
    "a day earlier",
    "a day later",
    "the day before",
    "the day after",
    "the following week",
    "the previous week",
    "the same week",
    "that week",
    "the following month",
    "the previous month",
    "the same month",
    "that month",
    "the following year",
    "the previous year",
    "the same year",
    "that year",
    "this century",
    "the last century",
    "this decade",
    "last decade",
    "the last decade",
    "the past decade",
    "next decade",
    "the next decade",
    "the coming decade",
    "the coming days",
    "the coming weeks",
    "the coming months",
    "the coming years",
    "coming days",
    "coming weeks",
    "coming months",
    "coming years",
    "recent days",
    "recent weeks",
    "recent months",
    "recent years",
    "the past week",
    "the past month",
    "the past year",
    "the coming week",
    "the coming month",
    "the coming year",
];

const NINETIES: &[&str] =
    &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

impl Words<'_> {
    pub(super) fn phrase_time(&self, i: usize) -> Parsed<Time> {
        longest([
            self.counted_day(i),
            self.shifted_unit(i),
            self.distance(i),
            self.part(i),
            self.quarter(i),
            self.year_quarter(i),
            self.season(i),
            self.decade(i),
            self.fiscal_year(i),
            self.stretch(i),
            self.one_of(i, STORY).map(|end| (Time::WordsOnly, end)),
        ])
    }

    /// "today", "earlier today", "yesterday evening".
    fn counted_day(&self, i: usize) -> Parsed<Time> {
        let at = self.skip(i, &["earlier", "later", "late", "early"]);
        let (by, end) = DAYS.iter().find_map(|(phrase, by)| Some((*by, self.phrase(at, phrase)?)))?;
        // "Russia Today", "USA Today".
        let name = self.str(at) == "Today" && at > 0 && self.is_letters(at - 1) && self.is_capital(at - 1);
        let end = self.skip(end, &["morning", "afternoon", "evening", "night"]);
        (!name).then_some((Time::Shift { unit: Unit::Day, by }, end))
    }

    /// "last week", "this month", "next year", "the weekend".
    fn shifted_unit(&self, i: usize) -> Parsed<Time> {
        let weekend = self.one_of(i, &["the weekend", "this weekend", "the coming weekend"]);
        if let Some(end) = weekend.or_else(|| if self.loose { self.phrase(i, "weekend") } else { None }) {
            return Some((Time::Weekend, end));
        }
        let at = self.skip(i, &["the"]);
        let by = match () {
            _ if self.is(at, "last") => -1,
            _ if self.any(at, &["this", "current"]) => 0,
            _ if self.is(at, "next") => 1,
            _ => return None,
        };
        let (unit, end) = self.unit(self.skip(at + 1, &["calendar"]))?;
        let whole = !matches!(unit, Unit::Day | Unit::Decade) && !self.str(end - 1).ends_with(['s', 'S']);
        let time = if unit == Unit::Year { Time::Year(Year::Shift(by as i16)) } else { Time::Shift { unit, by } };
        whole.then_some((time, end))
    }

    /// "three weeks ago", "in two weeks", "two days from now"; "two days later" and "over two years ago" stay words.
    fn distance(&self, i: usize) -> Parsed<Time> {
        // The tail of "1 year and 2 months ago" is no distance by itself.
        let joined = |i: usize| i > 0 && self.unit(i - 1).is_some();
        if joined(i) || (i > 1 && self.any(i - 1, &["and", ","]) && joined(i - 1)) {
            return None;
        }
        let vague = self.one_of(i, &["more than", "less than", "over", "nearly", "almost", "about", "around", "some"]);
        let at = vague.unwrap_or(i);
        if let Some(next) = self.one_of(at, &["a few", "a couple of", "several", "many", "some", "few"])
            && let Some((_, end)) = self.unit(next)
            && let Some(end) = self.one_of(end, &["ago", "earlier", "later", "from now"])
        {
            return Some((Time::WordsOnly, end));
        }
        let ahead = self.is(at, "in");
        let (unit, count, next) = self.length(if ahead { at + 1 } else { at })?;
        let place = |by: i32, end| {
            let exact = vague.is_none() && !matches!(unit, Unit::Decade | Unit::Weekend);
            Some((if exact { Time::Shift { unit, by } } else { Time::WordsOnly }, end))
        };
        if ahead {
            let apostrophe = self.skip(next, &["'", "’"]);
            let end = self.skip(apostrophe, &["s"]);
            if self.is(end, "time") && (end > next || self.loose) {
                return place(count, end + 1);
            }
            // "in two weeks" of a plan, but "for the first time in two weeks".
            let exact = !matches!(unit, Unit::Decade | Unit::Weekend);
            return Some((if exact { Time::Ahead { unit, by: count } } else { Time::WordsOnly }, next));
        }
        if let Some(end) = self.one_of(next, &["ago", "back"]) {
            return place(-count, end);
        }
        if let Some(end) = self.one_of(next, &["from now", "from today", "hence", "after today"]) {
            return place(count, end);
        }
        self.one_of(next, &["later", "earlier"]).map(|end| (Time::WordsOnly, end))
    }

    /// "three weeks", "1 year and 2 months" (14 months); years or months with weeks or days give no unit to place.
    fn length(&self, i: usize) -> Option<(Unit, i32, usize)> {
        let (count, next) = self.count(i)?;
        let (unit, next) = self.unit(next)?;
        let more = self.skip(next, &[",", "and"]);
        let Some((unit_more, count_more, end)) = self.length(more) else { return Some((unit, count, next)) };
        let finer = |unit| match unit {
            Unit::Year => Some((Unit::Month, 12)),
            Unit::Month => Some((Unit::Month, 1)),
            Unit::Week => Some((Unit::Day, 7)),
            Unit::Day => Some((Unit::Day, 1)),
            _ => None,
        };
        match (finer(unit), finer(unit_more)) {
            (Some((a, times)), Some((b, times_more))) if a == b => {
                Some((a, count.saturating_mul(times).saturating_add(count_more.saturating_mul(times_more)), end))
            }
            _ => Some((Unit::Decade, 1, end)),
        }
    }

    /// "early December", "mid-2021", "the end of the year", "late last month", "earlier this week".
    fn part(&self, i: usize) -> Parsed<Time> {
        let next = self.skip(self.one_of(i, PARTS)?, &["-", "‑"]);
        let at = self.skip(next, &["the"]);
        let by = |unit| Some((Time::Shift { unit, by: 0 }, at + 1));
        let whole = match () {
            _ if !self.str(at - 1).eq_ignore_ascii_case("the") => None,
            _ if self.is(at, "week") => by(Unit::Week),
            _ if self.is(at, "month") => by(Unit::Month),
            _ if self.is(at, "year") => Some((Time::Year(Year::Shift(0)), at + 1)),
            _ => None,
        };
        whole.or_else(|| {
            let (time, end) = self.single(at, true)?;
            let period = match time {
                Time::Months { .. } | Time::Year(_) | Time::WordsOnly => true,
                Time::Shift { unit, .. } => unit != Unit::Day && !self.any(end - 1, &["ago", "back", "now"]),
                _ => false,
            };
            period.then_some((time, end))
        })
    }

    /// "the third quarter of 2021", "Q1 2021", "first half of December".
    fn quarter(&self, i: usize) -> Parsed<Time> {
        let (n, is_half, next, lettered) = self.lettered_quarter(i).or_else(|| {
            let at = self.skip(i, &["the"]);
            let (n, next) = if self.any(at, &["last", "final"]) { (0, at + 1) } else { self.ordinal(at)? };
            let half = self.is(next, "half");
            (half || self.is(next, "quarter")).then_some((n, half, next + 1, false))
        })?;
        let n = if n == 0 { if is_half { 2 } else { 4 } } else { n };
        let (first, last) = part_of_year(n, is_half)?;
        let months = |year| Time::Months { year, first, last };
        if is_half && self.is(next, "of") {
            // Half a month keeps the month's bounds.
            let month = self.month_of_year(self.skip(next + 1, &["the"]), true);
            if month.is_some() {
                return month;
            }
        }
        if let Some((year, end)) = self.year_after(next) {
            return Some((months(year), end));
        }
        if let Some(end) = self.one_of(next, &["of the year", "of this year", "of the current year"]) {
            return Some((months(Year::Shift(0)), end));
        }
        let numbered = (self.loose || self.digits(i).is_none()) && !is_half && !self.any(next - 2, &["last", "final"]);
        let alone = lettered && !is_half || (self.is(i, "the") || self.loose) && numbered;
        alone.then(|| (months(Year::BARE), next))
    }

    /// "Q1", "H2": number, whether a half, the token behind.
    fn lettered_quarter(&self, i: usize) -> Option<(i32, bool, usize, bool)> {
        let half = self.str(i) == "H" || self.loose && self.is(i, "h");
        if !(half || self.str(i) == "Q" || self.loose && self.is(i, "q")) || !self.glued(i) {
            return None;
        }
        let (n, digits) = self.digits(i + 1)?;
        let behind = i > 0 && self.year(i - 1 - usize::from(i > 1 && self.is(i - 1, "-"))).is_some();
        let dated = self.year_after(i + 2).is_some() || behind;
        (digits == 1 && (!half || dated)).then_some((n as i32, half, i + 2, true))
    }

    /// "2021 Q1", "2019-H2".
    fn year_quarter(&self, i: usize) -> Parsed<Time> {
        let (year, next) = self.year(i)?;
        let at = self.skip(next, &["-"]);
        let year = Year::Given(year);
        let (n, is_half, end, _) = self.lettered_quarter(at)?;
        let (first, last) = part_of_year(n, is_half)?;
        Some((Time::Months { year, first, last }, end))
    }

    /// "this summer", "spring 2020", "in the winter": no two countries agree on their bounds.
    fn season(&self, i: usize) -> Parsed<Time> {
        let (which, at) = self.which(i).unwrap_or((Which::Bare, i));
        let article = self.is(at, "the");
        let at = self.skip(at, &["the"]);
        if !self.any(at, &["spring", "summer", "autumn", "fall", "winter"]) {
            return None;
        }
        if let Some((_, end)) = self.year_after(at + 1) {
            return Some((Time::WordsOnly, end));
        }
        let verb = self.any(at, &["spring", "fall"]);
        let placed =
            ["in", "during", "over", "early", "late", "mid"].iter().any(|w| self.before(i).eq_ignore_ascii_case(w));
        let shown = which != Which::Bare || self.loose || placed && (article || !verb);
        shown.then_some((Time::WordsOnly, at + 1))
    }

    /// "the 1990s", "the nineties", "the 20th century".
    fn decade(&self, i: usize) -> Parsed<Time> {
        let at = self.skip(i, &["the"]);
        if let Some((_, digits)) = self.digits(at) {
            let s = self.skip(at + 1, &["'", "’"]);
            if self.is(s, "s")
                && (at + 1 == s && self.glued(at) || s > at + 1)
                && (digits == 4 || digits == 2 && at > i)
            {
                return Some((Time::WordsOnly, s + 1));
            }
        }
        if at > i && self.any(at, NINETIES) {
            return Some((Time::WordsOnly, at + 1));
        }
        let (_, next) = self.ordinal(at)?;
        self.is(next, "century").then_some((Time::WordsOnly, next + 1))
    }

    /// "fiscal year 2021-22", "FY22": every state has its own.
    fn fiscal_year(&self, i: usize) -> Parsed<Time> {
        let at =
            self.one_of(i, &["the", "this", "last", "next", "the current", "the last", "the next", "the outgoing"]);
        let at = [at.unwrap_or(i), i].into_iter().chain(at.map(|at| at + 1));
        let mut end = at.into_iter().find_map(|at| {
            let word = if self.str(at) == "FY" { Some(at + 1) } else { None };
            word.or_else(|| {
                self.one_of(at, &["fiscal year", "financial year", "school year", "academic year", "fiscal"])
            })
        })?;
        if self.digits(end).is_some() {
            end += 1;
            if self.any(end, &["-", "–", "/"]) && self.digits(end + 1).is_some() {
                end += 2;
            }
        } else if self.is(end - 1, "fiscal") {
            return None;
        }
        Some((Time::WordsOnly, end))
    }

    /// "the past two weeks", "the last three years", "the next few months": a length up to or from now.
    fn stretch(&self, i: usize) -> Parsed<Time> {
        let at = self.skip(i, &["the"]);
        if !self.any(at, &["past", "last", "next", "coming", "previous", "following"]) {
            return None;
        }
        let counted = self.count(at + 1).filter(|_| !self.any(at + 1, &["a", "an"]));
        let next = self.one_of(at + 1, &["few", "couple of", "several"]).or(counted.map(|(_, next)| next))?;
        self.unit(next).map(|(_, end)| (Time::WordsOnly, end))
    }
}

/// First and last month of the nth half or quarter.
fn part_of_year(n: i32, is_half: bool) -> Option<(i8, i8)> {
    let (count, length) = if is_half { (2, 6) } else { (4, 3) };
    (1..=count).contains(&n).then(|| ((n as i8 - 1) * length + 1, n as i8 * length))
}
