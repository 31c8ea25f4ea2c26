//! From the tree to the calendar.

use super::time::{Time, Unit, Which, Year};
use super::{Anchor, Tense};
use chancery_record::{DateBasis, Precision, When};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// First and last day.
type Bounds = (Date, Date);

/// Years that are searched for a date without one: 29 February can be eight years away.
const YEARS: i16 = 8;

pub(super) fn when(time: &Time, words: &str, anchor: &Anchor, tense: Tense) -> When {
    let here = anchor.published.or(anchor.dateline);
    let found = match absolute(time) {
        Some(bounds) => Some((bounds, DateBasis::Absolute)),
        None => here.and_then(|here| {
            let basis = if anchor.published.is_some() { DateBasis::Relative } else { DateBasis::Dateline };
            let basis = if names_year(time) { DateBasis::Absolute } else { basis };
            Some((placed(time, here, tense)?, basis))
        }),
    };
    // A range whose ends come out in the wrong order was no range.
    let found = found.filter(|((start, end), _)| start <= end);
    let precision = if found.is_some() { precision(time) } else { Precision::Unknown };
    When {
        start: found.map(|((start, _), _)| start),
        end: found.map(|((_, end), _)| end),
        precision,
        words: words.to_owned(),
        basis: found.map(|(_, basis)| basis),
    }
}

/// The bounds that need no anchor.
fn absolute(time: &Time) -> Option<Bounds> {
    match time {
        Time::Day { year: Year::Given(year), month, day, .. } => one(Date::new(*year, *month, *day).ok()?),
        Time::Months { year: Year::Given(year), first, last } => months(*year, *first, *last),
        Time::Year(Year::Given(year)) => months(*year, 1, 12),
        Time::WeekdayOfMonth { nth, weekday, month } => nth_weekday(absolute(month)?, *nth, *weekday),
        Time::WeekOf(day) => Some(unit(Unit::Week, absolute(day)?.0)),
        Time::Range(first, last) => match (absolute(first), absolute(last)) {
            (Some(first), Some(last)) => Some((first.0, last.1)),
            (None, Some(last)) if first.floats() && has_month(first) => Some((back(first, last.0)?.0, last.1)),
            (Some(first), None) if last.floats() && has_month(last) => Some((first.0, on(last, first.0)?.1)),
            _ => None,
        },
        _ => None,
    }
}

/// The bounds as seen from a day.
fn placed(time: &Time, here: Date, tense: Tense) -> Option<Bounds> {
    if let Some(bounds) = absolute(time) {
        return Some(bounds);
    }
    let near = |which| choose(candidates(time, here), which, tense, here);
    match time {
        Time::Day { year: Year::Shift(by), month, day, .. } => one(Date::new(here.year() + by, *month, *day).ok()?),
        Time::Day { year: Year::Near(which), weekday: Some(weekday), .. } => {
            near_weekday(time, *weekday, *which, here, tense)
        }
        Time::Day { year: Year::Near(which), .. } | Time::Months { year: Year::Near(which), .. } => near(*which),
        Time::Months { year: Year::Shift(by), first, last } => months(here.year() + by, *first, *last),
        Time::Year(Year::Shift(by)) => months(here.year() + by, 1, 12),
        Time::Weekday { which: Which::Next, weekday } => one(day_of_week(here, 1, *weekday)?),
        Time::Weekday { which: Which::This, weekday } if tense == Tense::Present => {
            one(day_of_week(here, 0, *weekday)?)
        }
        Time::Weekday { which: Which::This, .. } => near(Which::Bare),
        Time::Weekday { which, .. } => near(*which),
        Time::WeekdayOfWeek { weekday, shift } => one(day_of_week(here, *shift, *weekday)?),
        Time::DayOfMonth { shift: None, .. } | Time::Weekend => near(Which::Bare),
        Time::DayOfMonth { shift: Some(by), day } => {
            let month = shifted(Unit::Month, *by, here)?.0;
            one(Date::new(month.year(), month.month(), *day).ok()?)
        }
        Time::WeekdayOfMonth { nth, weekday, month } => match **month {
            Time::Months { year: Year::Near(Which::Bare), .. } => near(Which::Bare),
            _ => nth_weekday(placed(month, here, tense)?, *nth, *weekday),
        },
        Time::WeekOf(day) => Some(unit(Unit::Week, placed(day, here, tense)?.0)),
        Time::Shift { unit, by } => shifted(*unit, *by, here),
        Time::Ahead { unit, by } if tense == Tense::Future => shifted(*unit, *by, here),
        Time::Range(first, last) => range(first, last, here, tense),
        _ => None,
    }
}

/// The end that the tense places holds the range; the other end follows from it. So a visit "from 3 to 5 May" that
/// began is this year's on 4 May, and so is one that will go on until then.
fn range(first: &Time, last: &Time, here: Date, tense: Tense) -> Option<Bounds> {
    match (first.floats(), last.floats()) {
        (true, false) => {
            let last = placed(last, here, tense)?;
            Some((back(first, last.0)?.0, last.1))
        }
        (true, true) if tense == Tense::Future => {
            let last = placed(last, here, tense)?;
            Some((back(first, last.0)?.0, last.1))
        }
        (_, true) => {
            let first = placed(first, here, tense)?;
            Some((first.0, on(last, first.0)?.1))
        }
        (false, false) => Some((placed(first, here, tense)?.0, placed(last, here, tense)?.1)),
    }
}

/// The latest occurrence on or before the day.
fn back(time: &Time, day: Date) -> Option<Bounds> {
    choose(candidates(time, day), Which::Bare, Tense::Past, day)
}

/// The first occurrence on or after the day.
fn on(time: &Time, day: Date) -> Option<Bounds> {
    choose(candidates(time, day), Which::Bare, Tense::Future, day)
}

/// Occurrences around a day, the earliest first.
fn candidates(time: &Time, here: Date) -> Vec<Bounds> {
    let years = || here.year().saturating_sub(YEARS)..=here.year().saturating_add(YEARS);
    let around = |unit, reach: i32| (-reach..=reach).filter_map(move |by| shifted(unit, by, here));
    match time {
        Time::Day { month, day, .. } => years().filter_map(|year| one(Date::new(year, *month, *day).ok()?)).collect(),
        Time::Months { first, last, .. } => years().filter_map(|year| months(year, *first, *last)).collect(),
        Time::Weekday { weekday, .. } => around(Unit::Day, 14).filter(|(day, _)| day.weekday() == *weekday).collect(),
        Time::Weekend => around(Unit::Weekend, 2).collect(),
        Time::DayOfMonth { day, .. } => around(Unit::Month, 3)
            .filter_map(|(month, _)| one(Date::new(month.year(), month.month(), *day).ok()?))
            .collect(),
        Time::WeekdayOfMonth { nth, weekday, month } => {
            candidates(month, here).into_iter().filter_map(|month| nth_weekday(month, *nth, *weekday)).collect()
        }
        _ => Vec::new(),
    }
}

/// The occurrence that is meant.
fn choose(candidates: Vec<Bounds>, which: Which, tense: Tense, here: Date) -> Option<Bounds> {
    let mut all = candidates.into_iter();
    match (which, tense) {
        (Which::Last, _) => all.rfind(|(_, end)| *end < here),
        (Which::Next | Which::Coming, _) => all.find(|(start, _)| *start > here),
        (Which::This, _) => all.find(|(start, _)| start.year() == here.year()),
        (Which::Bare, Tense::Past) => all.rfind(|(start, _)| *start <= here),
        (Which::Bare, Tense::Future) => all.find(|(_, end)| *end >= here),
        (Which::Bare, Tense::Present) => all.min_by_key(|bounds| distance(*bounds, here)),
    }
}

/// "Wednesday, 1 December": a neighbouring year in which the weekday agrees outweighs the tense.
fn near_weekday(time: &Time, weekday: Weekday, which: Which, here: Date, tense: Tense) -> Option<Bounds> {
    let agrees = |(day, _): &Bounds| day.weekday() == weekday && (day.year() - here.year()).abs() <= 1;
    let agreeing: Vec<Bounds> = candidates(time, here).into_iter().filter(agrees).collect();
    choose(agreeing.clone(), which, tense, here)
        .or_else(|| agreeing.into_iter().min_by_key(|bounds| distance(*bounds, here)))
        .or_else(|| choose(candidates(time, here), which, tense, here))
}

/// Days between a day and an interval; none inside it.
fn distance((start, end): Bounds, here: Date) -> i32 {
    let days = |from: Date, to: Date| from.until(to).map_or(i32::MAX, |span| span.get_days());
    if here < start {
        days(here, start)
    } else if here > end {
        days(end, here)
    } else {
        0
    }
}

/// The unit that holds `here`, moved.
fn shifted(of: Unit, by: i32, here: Date) -> Option<Bounds> {
    let by = i64::from(by);
    let span = match of {
        Unit::Day => jiff::Span::new().try_days(by),
        Unit::Week | Unit::Weekend => jiff::Span::new().try_weeks(by),
        Unit::Month => jiff::Span::new().try_months(by),
        Unit::Quarter => jiff::Span::new().try_months(by.checked_mul(3)?),
        Unit::Year => jiff::Span::new().try_years(by),
        Unit::Decade => return None,
    };
    // The first of the month, so that a month from 31 January is February.
    let from = if matches!(of, Unit::Month | Unit::Quarter | Unit::Year) { here.first_of_month() } else { here };
    Some(unit(of, from.checked_add(span.ok()?).ok()?))
}

/// The unit that holds the day. At the ends of the calendar it is cut off.
fn unit(unit: Unit, day: Date) -> Bounds {
    let monday = i64::from(day.weekday().to_monday_zero_offset());
    match unit {
        Unit::Day | Unit::Decade => (day, day),
        Unit::Week => (day.saturating_sub(monday.days()), day.saturating_add((6 - monday).days())),
        Unit::Weekend => (day.saturating_add((5 - monday).days()), day.saturating_add((6 - monday).days())),
        Unit::Month => (day.first_of_month(), day.last_of_month()),
        Unit::Quarter => {
            let first = (day.month() - 1) / 3 * 3 + 1;
            months(day.year(), first, first + 2).unwrap_or((day, day))
        }
        Unit::Year => (day.first_of_year(), day.last_of_year()),
    }
}

fn day_of_week(here: Date, weeks: i32, weekday: Weekday) -> Option<Date> {
    let (monday, _) = shifted(Unit::Week, weeks, here)?;
    monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()
}

fn nth_weekday((month, _): Bounds, nth: i8, weekday: Weekday) -> Option<Bounds> {
    one(month.nth_weekday_of_month(nth, weekday).ok()?)
}

fn months(year: i16, first: i8, last: i8) -> Option<Bounds> {
    Some((Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

fn one(day: Date) -> Option<Bounds> {
    Some((day, day))
}

/// The coarsest unit of the ends.
fn precision(time: &Time) -> Precision {
    match time {
        Time::Months { .. } => Precision::Month,
        Time::Year(_) => Precision::Year,
        Time::Shift { unit, .. } | Time::Ahead { unit, .. } => match unit {
            Unit::Day | Unit::Week | Unit::Weekend => Precision::Day,
            Unit::Month | Unit::Quarter => Precision::Month,
            Unit::Year => Precision::Year,
            Unit::Decade => Precision::Unknown,
        },
        Time::Range(first, last) => {
            let coarse = |p: &Precision| match p {
                Precision::Day => 0,
                Precision::Month => 1,
                Precision::Year => 2,
                Precision::Unknown => 3,
            };
            let (first, last) = (precision(first), precision(last));
            if coarse(&first) > coarse(&last) { first } else { last }
        }
        Time::WordsOnly => Precision::Unknown,
        _ => Precision::Day,
    }
}

/// Whether a month places the end within a year, so that the other end's year gives its own.
fn has_month(time: &Time) -> bool {
    matches!(time, Time::Day { .. } | Time::Months { .. })
}

/// Whether a year stands in the words, if only at one end of a range.
fn names_year(time: &Time) -> bool {
    match time {
        Time::Range(first, last) => names_year(first) && names_year(last),
        Time::Day { year, .. } | Time::Months { year, .. } | Time::Year(year) => matches!(year, Year::Given(_)),
        _ => false,
    }
}
