//! "from 3 to 5 May", "January 9-10, 2023", "June 2019 to March 2020", "Monday and Tuesday".

use super::grammar::longest;
use super::time::{Time, Year};
use super::words::{Parsed, Words};

/// How the two ends of a range are joined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Join {
    /// "to", "until", "through".
    To,
    /// A hyphen or an en dash.
    Dash,
    /// "and": a range after "between", else only where the days follow one another.
    And,
}

impl Words<'_> {
    pub(super) fn range(&self, i: usize) -> Parsed<Time> {
        let (from, between) = (self.is(i, "from"), self.is(i, "between"));
        let start = if from || between { i + 1 } else { i };
        longest([
            self.days_then_month(start, between),
            self.month_then_days(start, between),
            self.years(start),
            self.two_ends(start, from, between),
        ])
    }

    fn join(&self, i: usize) -> Parsed<Join> {
        match () {
            _ if self.any(i, &["to", "until", "till", "through", "thru"]) => Some((Join::To, i + 1)),
            _ if self.any(i, &["-", "–", "‑", "−", "~"]) => Some((Join::Dash, i + 1)),
            _ if self.any(i, &["and", "&"]) => Some((Join::And, i + 1)),
            _ => None,
        }
    }

    /// "3 to 5", "9-10", "1, 2 and 3": first and last.
    fn days(&self, i: usize, between: bool) -> Parsed<(i8, i8)> {
        let (first, mut next) = self.day(self.skip(i, &["the"]))?;
        let mut last = first;
        while self.is(next, ",")
            && let Some((day, end)) = self.day(next + 1).filter(|(day, _)| *day == last + 1)
        {
            (last, next) = (day, end);
        }
        let (join, next) = self.join(next)?;
        let (end, next) = self.day(self.skip(next, &["the"]))?;
        let follows = end > last && (join != Join::And && last == first || between || end == last + 1);
        follows.then_some(((first, end), next))
    }

    /// "3–5 May 2021", "from 13th to 15th of July".
    fn days_then_month(&self, i: usize, between: bool) -> Parsed<Time> {
        let ((first, last), next) = self.days(i, between)?;
        let (name, next) = self.month(self.skip(next, &["of"]))?;
        self.days_of(name.month, first, last, next)
    }

    /// "January 9-10, 2023"; not "April 30 – 2 May", whose second day has a month of its own.
    fn month_then_days(&self, i: usize, between: bool) -> Parsed<Time> {
        let (name, next) = self.month(i)?;
        let ((first, last), next) = self.days(next, between)?;
        if self.month(next).is_some() {
            return None;
        }
        self.days_of(name.month, first, last, next)
    }

    fn days_of(&self, month: i8, first: i8, last: i8, next: usize) -> Parsed<Time> {
        let (year, end) = self.year_after(next).unwrap_or((Year::BARE, next));
        jiff::civil::Date::new(2000, month, last).ok()?;
        let day = |day| Box::new(Time::Day { year, month, day, weekday: None });
        Some((Time::Range(day(first), day(last)), end))
    }

    /// "2013–2015", "2013-15". Not part of a longer code.
    fn years(&self, i: usize) -> Parsed<Time> {
        let (first, next) = self.year(i)?;
        let (join, at) = self.join(next)?;
        let (number, digits) = self.figures(at)?;
        let last = match digits {
            4 => number as i16,
            2 if join == Join::Dash && self.glued(i) => first / 100 * 100 + number as i16,
            _ => return None,
        };
        let code = |i: usize| self.any(i, &["-", "/", "+", "."]);
        let coded = (i > 0 && self.glued(i - 1) && code(i - 1))
            || (self.glued(at) && (self.is_letters(at + 1) || code(at + 1) && self.digits(at + 2).is_some()));
        // "2010-11" may be a month, a season or a fiscal year; "2013-15" can only be years.
        let clear = digits == 4 || number > 12 && last - first > 1;
        let plausible = 1500 <= first && first < last && last <= 2100;
        let shown = join == Join::Dash || self.loose || self.before(i).eq_ignore_ascii_case("from") || {
            join == Join::And && self.before(i).eq_ignore_ascii_case("between")
        };
        let year = |y| Box::new(Time::Year(Year::Given(y)));
        (shown && clear && plausible && !coded).then(|| (Time::Range(year(first), year(last)), at + 1))
    }

    /// Two expressions that are whole in themselves: "30 April – 2 May", "from June 2019 to March 2020".
    fn two_ends(&self, i: usize, from: bool, between: bool) -> Parsed<Time> {
        let (first, next) = self.single(i, true)?;
        let (join, at) = self.join(self.skip(next, if from || between { &[","] } else { &[] }))?;
        let (last, end) = self.single(self.skip(at, &["the"]), true)?;
        let words_only = |t: &Time| matches!(t, Time::WordsOnly | Time::Range(..) | Time::Ahead { .. });
        if words_only(&first) || words_only(&last) {
            return None;
        }
        let joined = match join {
            Join::To if from => true,
            Join::And if between => true,
            Join::To if self.any(at - 1, &["through", "thru"]) => true,
            Join::To | Join::Dash => first.pairs_with(&last) || between && join == Join::Dash,
            Join::And => next_day(&first, &last),
        };
        joined.then(|| (Time::Range(Box::new(first), Box::new(last)), end))
    }
}

/// "Monday and Tuesday": weekdays that follow one another.
fn next_day(first: &Time, last: &Time) -> bool {
    match (first, last) {
        (Time::Weekday { weekday: a, .. }, Time::Weekday { weekday: b, .. }) => a.next() == *b,
        _ => false,
    }
}
