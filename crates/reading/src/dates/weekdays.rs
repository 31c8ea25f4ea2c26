//! Weekdays, alone and within weeks and months, and other days counted within them.

use super::time::{Time, Unit, Which};
use super::words::{Parsed, Words};

pub(super) const PARTS_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "night", "noon", "midnight"];
/// "Black Friday", "Palm Sunday": names of days that are not the coming or the last weekday of that name.
const NAMED_DAYS: &[&str] = &[
    "Black",
    "Good",
    "Ash",
    "Bloody",
    "Super",
    "Palm",
    "Easter",
    "Holy",
    "Maundy",
    "Cyber",
    "Giving",
    "Fat",
    "Whit",
    "Boxing",
    "Sheffield",
];
/// "The Sunday Times": what a weekday or month begins in a newspaper's name.
const NEWSPAPERS: &[&str] =
    &["Times", "Mail", "Telegraph", "Express", "Mirror", "Star", "Post", "Tribune", "Herald", "Mercury", "Magazine"];

impl Words<'_> {
    /// "Wednesday", "next Monday", "late on Friday", "Wednesday evening", "Monday of last week", "next week Monday".
    pub(super) fn weekday_time(&self, i: usize) -> Parsed<Time> {
        let start = self.one_of(i, &["earlier on", "later on", "late on", "early on", "early", "late"]).unwrap_or(i);
        if let Some((shift, next)) = self.week_shift(start) {
            let possessive = if self.any(next, &["'", "’"]) { self.skip(next + 1, &["s"]) } else { next };
            let at = self.skip(possessive, &["on", "-"]);
            if let Some(((weekday, _), end)) = self.weekday(at) {
                return Some((Time::WeekdayOfWeek { weekday, shift }, self.skip(end, PARTS_OF_DAY)));
            }
        }
        let (which, at) = self.which(start).unwrap_or((Which::Bare, start));
        let ((weekday, short), next) = self.weekday(at)?;
        let named = NAMED_DAYS.contains(&self.before(at)) || NEWSPAPERS.contains(&self.str(next));
        if named || (short && (!self.loose || self.any(at, &["sun", "sat"]) && which == Which::Bare)) {
            return None;
        }
        let next = self.skip(next, PARTS_OF_DAY);
        if which == Which::Bare {
            let at = self.skip(self.skip(next, &[","]), &["of", "in", "from"]);
            if let Some((shift, end)) = self.week_shift(at) {
                return Some((Time::WeekdayOfWeek { weekday, shift }, end));
            }
            if self.is(next, "last") && !self.is_letters(next + 1) {
                return Some((Time::Weekday { weekday, which: Which::Last }, next + 1));
            }
        }
        Some((Time::Weekday { weekday, which }, next))
    }

    fn week_shift(&self, i: usize) -> Parsed<i32> {
        let i = self.skip(i, &["the"]);
        [("last week", -1), ("this week", 0), ("next week", 1)]
            .iter()
            .find_map(|(phrase, by)| Some((*by, self.phrase(i, phrase)?)))
    }

    /// "the first Monday of March", "last Friday in October 2014".
    pub(super) fn weekday_of_month(&self, i: usize) -> Parsed<Time> {
        let i = self.skip(i, &["the"]);
        let (nth, next) = if self.is(i, "last") { (-1, i + 1) } else { self.ordinal(i).filter(|(n, _)| *n <= 5)? };
        let ((weekday, _), next) = self.weekday(next)?;
        let (month, end) = self.month_period(self.one_of(next, &["of", "in"])?)?;
        Some((Time::WeekdayOfMonth { nth: nth as i8, weekday, month: Box::new(month) }, end))
    }

    /// A month by name or by its place from here.
    fn month_period(&self, i: usize) -> Parsed<Time> {
        let i = self.skip(i, &["the"]);
        let shifts = [("last month", -1), ("this month", 0), ("current month", 0), ("next month", 1), ("month", 0)];
        shifts
            .iter()
            .find_map(|(phrase, by)| Some((Time::Shift { unit: Unit::Month, by: *by }, self.phrase(i, phrase)?)))
            .or_else(|| self.month_of_year(i, true))
    }

    /// "the 15th of next month"; "on the 15th" where nothing follows that it could number.
    pub(super) fn day_of_month(&self, i: usize) -> Parsed<Time> {
        let at = self.skip(i, &["the"]);
        let (day, next) = self.ordinal(at).filter(|(d, _)| (1..=31).contains(d))?;
        let day = day as i8;
        let of = self.skip(next, &["day"]);
        if self.is(of, "of")
            && let Some((Time::Shift { by, .. }, end)) = self.month_period(of + 1)
        {
            return Some((Time::DayOfMonth { shift: Some(by), day }, end));
        }
        let alone = at > i && self.digits(at).is_some() && !self.is_letters(next) && !self.is(next, "-");
        (self.loose && at > i || alone && self.before(i).eq_ignore_ascii_case("on"))
            .then_some((Time::DayOfMonth { shift: None, day }, next))
    }

    /// "the week of 6 October", "the week beginning February 4".
    pub(super) fn week_of(&self, i: usize) -> Parsed<Time> {
        let i = self.skip(i, &["the"]);
        let of = self.one_of(i, &["week of", "week beginning", "week starting", "week commencing", "week ending"])?;
        let (day, end) = self.day_of_year(self.skip(of, &["on"]))?;
        Some((Time::WeekOf(Box::new(day)), end))
    }
}
