//! Date expressions of news English, and what they mean on the calendar.
//!
//! Two steps, because an expression's meaning depends on more than its words: [`find`] and [`parse`] turn words into an
//! [`Expression`], and [`Expression::resolve`] places it with the help of the document's date and the clause's tense.
//! The grammar is our own: general date parsers guess ("may" becomes 1 May), know no ranges, and read "Wednesday" as a
//! coming day where a news story means a past one.
//!
//! What an answer means:
//! * `start` and `end` are the first and last day that the words allow, both inclusive. One day has `start == end`.
//! * `precision` is the unit of the bounds. A week, a weekend and "3–5 May" are intervals of days (`Day` with
//!   `start != end`); a quarter and "June to August" are intervals of months (`Month`).
//! * "early", "late" and "the end of" keep the bounds of the whole month or year: the words draw no line inside it.
//! * Words whose bounds the text does not give (seasons, decades, fiscal years, "the next day", which rests on the
//!   story's own time) are expressions, but resolve to no date.
//! * The little words before an expression ("on", "since", "until", "by") are no part of what [`find`] returns: an
//!   open interval is the business of whoever reads the clause.

mod grammar;
mod phrases;
mod ranges;
mod resolve;
#[cfg(test)]
mod tests;
mod time;
mod weekdays;
mod words;

use chancery_record::{Span, When};
use jiff::civil::Date;
use words::Words;

/// What a date expression is resolved against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// Day of publication. Preferred where both are known.
    pub published: Option<Date>,
    /// An absolute date in the document's text that relative words may rest on (dateline, caption).
    pub dateline: Option<Date>,
}

/// Tense of the clause that an expression modifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// "met on Wednesday": the latest such day on or before the anchor.
    Past,
    /// "meets on Wednesday": the nearest such day.
    Present,
    /// "will meet on Wednesday": the first such day on or after the anchor.
    Future,
}

/// The meaning of a date expression before it is placed on the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    time: time::Time,
}

/// Finds every date expression in a text, in the order of the text; spans are bytes of `text` and do not overlap.
/// Of the expressions that start at one word the longest is taken ("2 December 2021", not "2 December").
///
/// Names that are also words ("May", "March", "Sun") must be supported by a day, a year or a preposition here.
pub fn find(text: &str) -> Vec<(Span, Expression)> {
    let words = Words::new(text, false);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match words.expression(at) {
            Some((time, end)) => {
                found.push((words.span(at, end), Expression { time }));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// Parses the words of one expression ("early December", "on Wednesday", "from 3 to 5 May"), in any case of letters.
/// `None` unless all the words belong to it, a preposition before and punctuation after it apart.
pub fn parse(words: &str) -> Option<Expression> {
    const PREPOSITIONS: &[&str] =
        &["on", "in", "at", "by", "during", "since", "until", "till", "over", "before", "after", "around", "from"];
    let words = Words::new(words, true);
    let whole = |at: usize| {
        let (time, end) = words.expression(at)?;
        (end..words.len()).all(|i| words.any(i, &[".", ",", ";"])).then_some(Expression { time })
    };
    whole(0).or_else(|| if words.any(0, PREPOSITIONS) { whole(1) } else { None })
}

impl Expression {
    /// Places the expression on the calendar; `words` are kept as they are. Without a day to rest on, an expression that
    /// needs one has no bounds and precision `Unknown`.
    pub fn resolve(&self, words: &str, anchor: &Anchor, tense: Tense) -> When {
        resolve::when(&self.time, words, anchor, tense)
    }
}
