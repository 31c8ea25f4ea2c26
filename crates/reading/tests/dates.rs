//! Measures the grammar of dates on the test cases of other date parsers (Recognizers-Text, Duckling, dateparser).
//!
//! What is counted: expressions that name a calendar day or period as English news does. [`LEFT_OUT`] and [`shape`]
//! say what is not, and the test prints how many expressions each reason takes out. Besides these, clock times,
//! durations, recurring and open-ended times and expressions without a value are known by the sources' own types.
//!
//! How they are compared: a case gives values, not a tense; a value on or before the reference day is asked for in the
//! past tense, one after it in the future, and *every* value of the case must come out. Where two sources differ from
//! our convention only in form, the form is translated: their ends are exclusive; the end of their "2014 to 2018" is
//! the first day of the last unit; "two months ago" is their day and our month that holds it.

use chancery_reading::dates::{Anchor, Tense, parse};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeMap;

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/dates/cases.jsonl");

/// One value that a case allows: first day, and last or exclusive end where it is an interval.
struct Expected {
    start: Date,
    end: Option<Date>,
    grain: String,
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test may read its data")]
fn cases_of_other_parsers() {
    let Ok(lines) = std::fs::read_to_string(CASES) else {
        eprintln!("skipped: no {CASES}");
        return;
    };
    let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let mut reasons: BTreeMap<&str, u32> = BTreeMap::new();
    let mut total = 0;
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).expect("a JSON object a line");
        let source = case["id"].as_str().and_then(|id| id.split('/').next()).unwrap_or("").to_owned();
        let Some(here) = case["reference"].as_str().and_then(day) else { continue };
        for expression in case["expressions"].as_array().into_iter().flatten() {
            total += 1;
            let words = original(&case, expression);
            let expected = expected(expression, here);
            if expected.is_empty() {
                continue;
            }
            if let Some(reason) = left_out(&words) {
                *reasons.entry(reason).or_default() += 1;
                continue;
            }
            let right = expected.iter().all(|expected| agrees(&words, here, expected));
            let count = counts.entry(source.clone()).or_default();
            count.0 += u32::from(right);
            count.1 += 1;
            if !right {
                let values: Vec<String> = expected.iter().map(|e| format!("{}..{:?}", e.start, e.end)).collect();
                println!("  {source}: {words:?} at {here}: expected {}", values.join(" | "));
            }
        }
    }
    let (right, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    for (reason, count) in &reasons {
        println!("left out: {count} {reason}");
    }
    for (source, (right, all)) in &counts {
        println!("{source}: {right}/{all} = {:.3}", f64::from(*right) / f64::from(*all));
    }
    let accuracy = f64::from(right) / f64::from(all);
    println!("together: {right}/{all} = {accuracy:.3}, of {total} expressions");
    assert!(accuracy >= 0.85, "accuracy fell to {accuracy:.3}");
}

/// The words with the input's own capitals; some sources give them in lower case.
fn original(case: &Value, expression: &Value) -> String {
    let words = expression["text"].as_str().unwrap_or("").to_owned();
    let input = case["input"].as_str().unwrap_or("");
    match input.to_lowercase().find(&words.to_lowercase()).and_then(|at| input.get(at..at + words.len())) {
        Some(found) if found.eq_ignore_ascii_case(&words) => found.to_owned(),
        _ => words,
    }
}

fn day(text: &str) -> Option<Date> {
    text.get(..10)?.parse().ok()
}

/// The values that name days; none where the case names a clock time, a duration, an open end or a holiday.
fn expected(expression: &Value, here: Date) -> Vec<Expected> {
    let text = |value: &Value, key: &str| value[key].as_str().and_then(day);
    if matches!(expression["type"].as_str(), Some("date" | "daterange")) {
        let value = |value: &Value| {
            if let Some(start) = text(value, "value") {
                return Some(Expected { start, end: None, grain: "day".into() });
            }
            let (start, end) = (text(value, "start")?, text(value, "end")?);
            Some(Expected { start, end: Some(end), grain: "interval".into() })
        };
        let all = expression["values"].as_array().map_or(&[][..], Vec::as_slice);
        return all.iter().map(value).collect::<Option<Vec<_>>>().unwrap_or_default();
    }
    if let Some(grain) = expression["grain"].as_str() {
        let calendar = matches!(grain, "day" | "week" | "month" | "quarter" | "year");
        let closed = expression["holiday"].is_null() && expression["open"].is_null();
        return match text(expression, "start_value") {
            Some(start) if calendar && closed => {
                vec![Expected { start, end: text(expression, "end_value"), grain: grain.into() }]
            }
            _ => Vec::new(),
        };
    }
    let (distance, sign) = match (&expression["ago"], &expression["in_future"]) {
        (Value::Object(ago), _) => (ago, -1),
        (_, Value::Object(ahead)) => (ahead, 1),
        _ => return Vec::new(),
    };
    let mut span = jiff::Span::new();
    for (unit, number) in distance {
        let Some(number) = number.as_i64() else { return Vec::new() };
        let longer = match unit.as_str() {
            "days" => span.try_days(number * sign),
            "weeks" => span.try_weeks(number * sign),
            "months" => span.try_months(number * sign),
            "years" => span.try_years(number * sign),
            _ => return Vec::new(),
        };
        let Ok(longer) = longer else { return Vec::new() };
        span = longer;
    }
    let start = here.checked_add(span);
    start.map(|start| vec![Expected { start, end: None, grain: "day".into() }]).unwrap_or_default()
}

fn agrees(words: &str, here: Date, expected: &Expected) -> bool {
    let tense = if expected.start <= here { Tense::Past } else { Tense::Future };
    let Some(expression) = parse(words) else { return false };
    let when = expression.resolve(words, &Anchor { published: Some(here), dateline: None }, tense);
    let (Some(start), Some(end)) = (when.start, when.end) else { return false };
    let lower = words.to_lowercase();
    let distance = [" ago", "from now", "from today", "in "].iter().any(|w| lower.contains(w));
    if distance && expected.end.is_none() && start != end {
        return start <= expected.start && expected.start <= end;
    }
    let quarter = end.first_of_month().checked_sub(jiff::Span::new().months(2)).unwrap_or(end);
    let last_unit = [end.first_of_month(), end.first_of_year(), quarter];
    let range = when.precision.as_str() != "day" && lower.contains([' ', '-', '~', '/']);
    let after = end.tomorrow().unwrap_or(end);
    let ends = match (expected.end, expected.grain.as_str()) {
        (Some(theirs), _) => end == theirs || after == theirs || range && last_unit.contains(&theirs),
        (None, "week") => start < end && when.precision.as_str() == "day",
        (None, "month" | "quarter") => when.precision.as_str() == "month",
        (None, "year") => when.precision.as_str() == "year",
        (None, _) => start == end,
    };
    start == expected.start && ends
}

/// Words that put an expression outside the measurement, with the reason. `_` stands for a space.
const LEFT_OUT: &[(&str, &str)] = &[
    (
        "time of day, durations, business days",
        "now noon midnight eod business working workweek for rest remaining all at_this_time at_the_moment atm for date",
    ),
    ("open ends", "since before after until starting beginning_on later than within = < > w c"),
    ("part of a period, without agreed bounds", "early mid late end middle start beginning eom bom eoy boy earlier"),
    ("season, decade, century", "season seasons summer winter decade decades century 90 1990 1990s nineties"),
    ("fiscal and school years", "fiscal school sy sy18 cy cy18"),
    (
        "numbered weeks, days and months, on which the sources differ",
        "week_of_the first_week second_week third_last 1st_week 2nd_last 3rd_week 3rd_last last_week_of fifth_last 5th_last \
         second_last week_1 week_3 week_10 week_23 week_27 week_31 weeks_of month_of months_of days_of last_day closest",
    ),
    (
        "holidays",
        "christmas easter thanksgiving independence_day new_year juneteenth freedom_day jubilee_day halloween labor_day \
         workers earth_day black_friday patrick eid ides otd",
    ),
    ("the story's own time", "previous following same that the_next_day the_day the_week the_month the_year fortnight"),
    ("windows of n units", "upcoming past business few couple"),
    (
        "chat and speech",
        "1d 2y 1mon 2mon 3mons tomorrows tmrw qtr yr yrs thousand hundred nineteen around hence fridays sundays tuesdays thursdays",
    ),
    ("years of two figures", "of_87 oct_74 april_15 first_12 18q4"),
    ("after Christ and before", "ad bc a_d b_c"),
    ("other languages", "einem einer jahr jahren monat mois jour"),
    (
        "a weekday in a distance",
        "on_friday on_tuesday after_next from_tuesday from_january from_tomorrow next_friday_5 this_friday_5",
    ),
    ("days that do not exist", "feb_30 2_29"),
];

/// The reason why the words are outside the measurement.
fn left_out(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase().replace(['=', '<', '>'], " = ");
    let tokens: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric() && c != '=').filter(|t| !t.is_empty()).collect();
    let joined = format!(" {} ", tokens.join(" "));
    // These hold words of the list, but are within.
    let joined = ["day before yesterday", "day after tomorrow", "from now", "this past"]
        .iter()
        .fold(joined, |joined, kept| joined.replace(&format!(" {kept} "), " · "));
    let says = |phrase: &str| joined.contains(&format!(" {} ", phrase.replace('_', " ")));
    let reason = LEFT_OUT.iter().find(|(_, list)| list.split_whitespace().any(says)).map(|(reason, _)| *reason);
    reason.or_else(|| shape(&tokens))
}

/// Shapes that are outside the measurement.
fn shape(tokens: &[&str]) -> Option<&'static str> {
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let month = |t: &&str| months.iter().any(|m| t.starts_with(m)) && !t.starts_with("mon");
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let weekday = |t: &&str| days.iter().any(|d| t.starts_with(d)) && !t.starts_with("month");
    let figures: Vec<&&str> = tokens.iter().filter(|t| t.chars().all(|c| c.is_ascii_digit())).collect();
    let numbered = tokens.iter().any(|t| t.starts_with(|c: char| c.is_ascii_digit()));
    if numbered
        && tokens.len() > 3
        && !["ago", "in", "now"].iter().any(|w| tokens.contains(w))
        && tokens[1].starts_with("year")
    {
        return Some("time of day, durations, business days");
    }
    let units = ["days", "day", "weeks", "week", "months", "month", "quarters", "quarter", "years", "year"];
    let moving = ["last", "next", "coming"];
    let window = moving.iter().any(|w| tokens.contains(w))
        && tokens.windows(2).any(|w| {
            let counted =
                w[0].parse::<u32>().is_ok() || "two three four five seven eleven forty".split(' ').any(|n| n == w[0]);
            counted && (units.contains(&w[1]) || moving.contains(&w[1]))
        });
    if window {
        return Some("windows of n units");
    }
    let words = tokens.iter().any(|t| {
        t.len() > 1
            && t.chars().all(char::is_alphabetic)
            && !matches!(*t, "from" | "to" | "on" | "between" | "th" | "this" | "next")
    });
    let small = |t: &str| t.parse::<u32>().is_ok_and(|n| n <= 12);
    match figures[..] {
        _ if numbered && tokens.iter().any(weekday) && !tokens.iter().any(month) => {
            return Some("a weekday and a number without a month");
        }
        [a, b, c] if !words && a.len() < 4 && c.len() == 4 && small(a) && small(b) && a != b => {
            return Some("day and month that could change places");
        }
        [a, b, c] if !words && (a.len() == 4 || c.len() == 4) && b.len() < 4 => {}
        [a, b] if !words && a.len() == 4 && b.len() == 4 => {}
        [a] if !words && a.len() == 4 => {}
        [] => {}
        _ if !words => return Some("figures without a year, or several dates in figures"),
        _ => {}
    }
    None
}
