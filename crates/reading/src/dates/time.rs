//! The tree that the grammar builds and the calendar resolves.

use jiff::civil::Weekday;

/// What an expression names. Days and months are checked against the calendar when they are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// "Wednesday, 1 December 2021"; the weekday helps to choose a year where none is given.
    Day { year: Year, month: i8, day: i8, weekday: Option<Weekday> },
    /// "the 15th of next month" (`Some(1)`), "on the 15th" (`None`).
    DayOfMonth { shift: Option<i32>, day: i8 },
    /// Whole months of one year: "December", a quarter, a half.
    Months { year: Year, first: i8, last: i8 },
    /// "2019", "last year".
    Year(Year),
    /// "Wednesday", "next Monday".
    Weekday { weekday: Weekday, which: Which },
    /// "Wednesday of last week".
    WeekdayOfWeek { weekday: Weekday, shift: i32 },
    /// "the first Monday of March"; −1 is the last.
    WeekdayOfMonth { nth: i8, weekday: Weekday, month: Box<Time> },
    /// "the week of 6 October".
    WeekOf(Box<Time>),
    /// The weekend that the tense points to.
    Weekend,
    /// The unit that holds the anchor, moved: "today", "last week", "three weeks ago".
    Shift { unit: Unit, by: i32 },
    /// "in two weeks": a moved unit in a clause about the future, else a length ("the first visit in two weeks").
    Ahead { unit: Unit, by: i32 },
    /// From the first day of one to the last day of the other.
    Range(Box<Time>, Box<Time>),
    /// Known to be about time, without bounds that the words give.
    WordsOnly,
}

/// How the year of a date is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Year {
    /// In figures.
    Given(i16),
    /// "last year" is −1.
    Shift(i16),
    /// Not at all: the occurrence that `Which` and the tense point to.
    Near(Which),
    /// "of that year": the story's own time, which is not known here.
    Story,
}

impl Year {
    /// No year in the words: the tense decides.
    pub(super) const BARE: Year = Year::Near(Which::Bare);
}

/// Which of the days or months of one name is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// Said by the tense.
    Bare,
    /// "this Friday", "this June".
    This,
    /// The latest wholly before the anchor.
    Last,
    /// "next Monday": that of the next week; "next June": the first after the anchor.
    Next,
    /// "the coming Friday": the first after the anchor.
    Coming,
}

/// A unit of the calendar. Weeks run from Monday to Sunday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
}

impl Time {
    /// Whether the tense decides which occurrence is meant.
    pub(super) fn floats(&self) -> bool {
        match self {
            Time::Day { year, .. } | Time::Months { year, .. } | Time::Year(year) => {
                matches!(year, Year::Near(Which::Bare))
            }
            Time::DayOfMonth { shift: None, .. } | Time::Weekend => true,
            Time::Weekday { which, .. } => *which == Which::Bare,
            Time::WeekdayOfMonth { month: of, .. } | Time::WeekOf(of) => of.floats(),
            _ => false,
        }
    }

    /// Whether two ends are of one kind, so that a mere dash or "to" between them makes a range.
    pub(super) fn pairs_with(&self, other: &Time) -> bool {
        use Time::*;
        matches!(
            (self, other),
            (Day { .. }, Day { .. })
                | (Months { .. }, Months { .. })
                | (Year(_), Year(_))
                | (Weekday { .. }, Weekday { .. })
                | (Shift { unit: Unit::Day, .. }, Shift { unit: Unit::Day, .. })
        )
    }
}
