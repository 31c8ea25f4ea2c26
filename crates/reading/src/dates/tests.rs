use super::*;
use chancery_record::{DateBasis, Precision};
use proptest::prelude::*;

/// A Thursday.
const PUBLISHED: &str = "2021-12-02";

fn anchor(day: &str) -> Anchor {
    Anchor { published: Some(day.parse().unwrap()), dateline: None }
}

/// "start..end precision", or "-" without bounds, or "none" for no expression.
fn resolved(words: &str, anchor: &Anchor, tense: Tense) -> String {
    let Some(expression) = parse(words) else { return "none".into() };
    let when = expression.resolve(words, anchor, tense);
    assert_eq!(when.words, words);
    match (when.start, when.end) {
        (Some(start), Some(end)) if start == end => format!("{start} {}", when.precision),
        (Some(start), Some(end)) => format!("{start}..{end} {}", when.precision),
        _ => {
            assert_eq!((when.start, when.end, when.precision, when.basis), (None, None, Precision::Unknown, None));
            "-".into()
        }
    }
}

fn check(tense: Tense, table: &[(&str, &str)]) {
    for (words, expected) in table {
        assert_eq!(resolved(words, &anchor(PUBLISHED), tense), *expected, "{words}");
    }
}

#[test]
fn absolute_dates_need_no_anchor() {
    for (words, expected) in [
        ("December 2nd, 2021", "2021-12-02 day"),
        ("2 December 2021", "2021-12-02 day"),
        ("Dec. 2, 2021", "2021-12-02 day"),
        ("2021-12-02", "2021-12-02 day"),
        ("02 Dec 2021", "2021-12-02 day"),
        ("1st December 2021", "2021-12-01 day"),
        ("Wednesday, 1 December, 2021", "2021-12-01 day"),
        ("December 1, 2021 (Wednesday)", "2021-12-01 day"),
        ("the 2nd of December 2021", "2021-12-02 day"),
        ("02/03/2021", "none"),
        ("12/25/2021", "2021-12-25 day"),
        ("25.12.2021", "2021-12-25 day"),
        ("30 February 2021", "none"),
        ("January 9-10, 2023", "2023-01-09..2023-01-10 day"),
        ("3–5 May 2021", "2021-05-03..2021-05-05 day"),
        ("30 April – 2 May 2021", "2021-04-30..2021-05-02 day"),
        ("30 December 2021 to 2 January 2022", "2021-12-30..2022-01-02 day"),
        ("December 30 - January 2, 2022", "2021-12-30..2022-01-02 day"),
        ("June 2019 to March 2020", "2019-06-01..2020-03-31 month"),
        ("between May and July 2020", "2020-05-01..2020-07-31 month"),
        ("June 2019", "2019-06-01..2019-06-30 month"),
        ("early December 2021", "2021-12-01..2021-12-31 month"),
        ("in 2019", "2019-01-01..2019-12-31 year"),
        ("late 2019", "2019-01-01..2019-12-31 year"),
        ("2013–2015", "2013-01-01..2015-12-31 year"),
        ("from 2013 to 2015", "2013-01-01..2015-12-31 year"),
        ("first half of 2022", "2022-01-01..2022-06-30 month"),
        ("Q1 2021", "2021-01-01..2021-03-31 month"),
        ("the third quarter of 2021", "2021-07-01..2021-09-30 month"),
        ("second half of December 2021", "2021-12-01..2021-12-31 month"),
        ("the first Monday of March 2021", "2021-03-01 day"),
        ("the week of 6 October 2021", "2021-10-04..2021-10-10 day"),
        ("spring 2020", "-"),
        ("the 1990s", "-"),
        ("early 2000s", "-"),
        ("fiscal year 2021-22", "-"),
        ("Wednesday", "-"),
        ("2 December", "-"),
        ("last week", "-"),
        ("from 3 to 5 May", "-"),
    ] {
        assert_eq!(resolved(words, &Anchor::default(), Tense::Past), expected, "{words}");
    }
}

#[test]
fn past_clauses_look_back() {
    check(
        Tense::Past,
        &[
            ("on Wednesday", "2021-12-01 day"),
            ("Thursday", "2021-12-02 day"),
            ("Friday", "2021-11-26 day"),
            ("last Wednesday", "2021-12-01 day"),
            ("last Thursday", "2021-11-25 day"),
            ("late on Wednesday", "2021-12-01 day"),
            ("Wednesday evening", "2021-12-01 day"),
            ("Monday and Tuesday", "2021-11-29..2021-11-30 day"),
            ("Monday and Thursday", "none"),
            ("Thursday and Friday", "2021-12-02..2021-12-03 day"),
            ("Wednesday of last week", "2021-11-24 day"),
            ("last week's Friday", "2021-11-26 day"),
            ("today", "2021-12-02 day"),
            ("earlier today", "2021-12-02 day"),
            ("this morning", "2021-12-02 day"),
            ("last night", "2021-12-01 day"),
            ("yesterday", "2021-12-01 day"),
            ("the day before yesterday", "2021-11-30 day"),
            ("two days ago", "2021-11-30 day"),
            ("three weeks ago", "2021-11-08..2021-11-14 day"),
            ("two months ago", "2021-10-01..2021-10-31 month"),
            ("10 years ago", "2011-01-01..2011-12-31 year"),
            ("more than two years ago", "-"),
            ("a few days ago", "-"),
            ("two days later", "-"),
            ("the next day", "-"),
            ("last week", "2021-11-22..2021-11-28 day"),
            ("earlier this week", "2021-11-29..2021-12-05 day"),
            ("earlier this month", "2021-12-01..2021-12-31 month"),
            ("last month", "2021-11-01..2021-11-30 month"),
            ("last year", "2020-01-01..2020-12-31 year"),
            ("the weekend", "2021-11-27..2021-11-28 day"),
            ("last quarter", "2021-07-01..2021-09-30 month"),
            ("in June", "2021-06-01..2021-06-30 month"),
            ("in December", "2021-12-01..2021-12-31 month"),
            ("last June", "2021-06-01..2021-06-30 month"),
            ("November last year", "2020-11-01..2020-11-30 month"),
            ("November of last year", "2020-11-01..2020-11-30 month"),
            ("in June of that year", "-"),
            ("2 December", "2021-12-02 day"),
            ("3 December", "2020-12-03 day"),
            ("Friday, 3 December", "2021-12-03 day"),
            ("2 June last year", "2020-06-02 day"),
            ("June 2 last", "2021-06-02 day"),
            ("from 3 to 5 May", "2021-05-03..2021-05-05 day"),
            ("1 to 3 December", "2021-12-01..2021-12-03 day"),
            ("between May 3 and 5", "2021-05-03..2021-05-05 day"),
            ("30 April – 2 May", "2021-04-30..2021-05-02 day"),
            ("this summer", "-"),
            ("the past two weeks", "-"),
            ("in three years", "-"),
            ("recently", "none"),
            ("earlier", "none"),
            ("soon", "none"),
            ("may", "none"),
            ("March", "none"),
            ("in March", "2021-03-01..2021-03-31 month"),
            ("second", "none"),
            ("Sun", "none"),
            ("sat", "none"),
        ],
    );
}

#[test]
fn future_clauses_look_ahead() {
    check(
        Tense::Future,
        &[
            ("Thursday", "2021-12-02 day"),
            ("Wednesday", "2021-12-08 day"),
            ("this Friday", "2021-12-03 day"),
            ("next Monday", "2021-12-06 day"),
            ("next Friday", "2021-12-10 day"),
            ("the coming Friday", "2021-12-03 day"),
            ("tomorrow", "2021-12-03 day"),
            ("tonight", "2021-12-02 day"),
            ("the day after tomorrow", "2021-12-04 day"),
            ("in two days", "2021-12-04 day"),
            ("in two weeks", "2021-12-13..2021-12-19 day"),
            ("in two weeks' time", "2021-12-13..2021-12-19 day"),
            ("next week", "2021-12-06..2021-12-12 day"),
            ("later this month", "2021-12-01..2021-12-31 month"),
            ("next month", "2022-01-01..2022-01-31 month"),
            ("later this year", "2021-01-01..2021-12-31 year"),
            ("the end of the year", "2021-01-01..2021-12-31 year"),
            ("next year", "2022-01-01..2022-12-31 year"),
            ("this weekend", "2021-12-04..2021-12-05 day"),
            ("in March", "2022-03-01..2022-03-31 month"),
            ("29 February", "2024-02-29 day"),
            ("1 December", "2022-12-01 day"),
            ("1 to 3 December", "2021-12-01..2021-12-03 day"),
            ("from December 30 to January 2", "2021-12-30..2022-01-02 day"),
            ("Friday to Sunday", "2021-12-03..2021-12-05 day"),
            ("the 15th of next month", "2022-01-15 day"),
            ("on the 15th", "2021-12-15 day"),
        ],
    );
    check(
        Tense::Present,
        &[("Wednesday", "2021-12-01 day"), ("Friday", "2021-12-03 day"), ("4 January", "2022-01-04 day")],
    );
}

#[test]
fn the_basis_says_what_a_date_rests_on() {
    let day: Option<Date> = Some(PUBLISHED.parse().unwrap());
    let basis = |words: &str, published, dateline| {
        let anchor = Anchor { published, dateline };
        parse(words).unwrap().resolve(words, &anchor, Tense::Past).basis
    };
    assert_eq!(basis("2 December 2021", day, None), Some(DateBasis::Absolute));
    assert_eq!(basis("30 April – 2 May 2021", None, None), Some(DateBasis::Absolute));
    assert_eq!(basis("Wednesday", day, None), Some(DateBasis::Relative));
    assert_eq!(basis("Wednesday", None, day), Some(DateBasis::Dateline));
    assert_eq!(basis("Wednesday", None, None), None);
    assert_eq!(basis("this summer", day, day), None);
}

/// In each text the expressions stand in square brackets.
#[test]
fn expressions_are_found_in_prose() {
    for marked in [
        "The two sides met in Moscow on [Wednesday, December 1], and will meet [next week].",
        "ISLAMABAD, [Dec. 2]: The adviser arrived on [Wednesday evening].",
        "He may visit in [May] or in [June 2022], officials may say.",
        "Theresa May and the March on Washington; a second round; they sat in the sun.",
        "Mr Khan visited [from 3 to 5 May] and [between June 3 and 5, 2020].",
        "It was signed in [2015]; the [2015] accord bound 2015 firms and 2,000 people, in 2000 villages.",
        "Ships march on 12 ports; 5.10 May be; at 10:30 on [2 May].",
        "USA Today and The Sunday Times wrote [today] about Black Friday.",
        "UN resolution 2231, Agenda 2030, call +86 2010-2015-86.",
        "In [the first half of 2022] and [this summer], over [the weekend].",
        "[Two days ago] he left; it was [a day later].",
        "After [Wednesday]'s talks and [last year]’s summit, he resigned.",
        "The envoys meet on Wednesdays. Prices fall in [spring 2020].",
        "[Monday and Tuesday], then [Monday], and [Thursday].",
        "[September 30], 2,000 troops left.",
        "The first [Monday of last week] came.",
        "Reached [in three weeks]; the 15th round on the 15th anniversary, on [the 15th].",
    ] {
        let text = marked.replace(['[', ']'], "");
        let mut again = String::new();
        let mut at = 0;
        for (span, _) in find(&text) {
            again += &format!("{}[{}]", &text[at..span.start as usize], span.of(&text));
            at = span.end as usize;
        }
        again += &text[at..];
        assert_eq!(again, marked);
    }
}

const WORDS: &[&str] = &[
    "on",
    "in",
    "the",
    "of",
    "from",
    "to",
    "between",
    "and",
    "-",
    "–",
    ",",
    "(",
    ")",
    "/",
    ".",
    "last",
    "next",
    "this",
    "early",
    "mid",
    "end",
    "first",
    "second",
    "twenty",
    "May",
    "March",
    "Dec",
    "february",
    "Wednesday",
    "Sun",
    "2",
    "29",
    "31st",
    "2019",
    "2021",
    "0",
    "99999999",
    "9999",
    "week",
    "weeks",
    "weekend",
    "month",
    "year",
    "years",
    "quarter",
    "half",
    "Q1",
    "ago",
    "a",
    "two",
    "today",
    "spring",
    "1990s",
    "FY22",
    "time",
    "'",
    "’s",
    "day",
    "é",
];

proptest! {
    #[test]
    fn any_text_is_read_without_panic(
        picks in proptest::collection::vec(0..WORDS.len(), 0..9),
        noise in "\\PC{0,40}",
        day in (-9999i16..=9999, 1i8..=12, 1i8..=28),
        spaced: bool,
    ) {
        let joined = picks.iter().map(|i| WORDS[*i]).collect::<Vec<_>>().join(if spaced { " " } else { "" });
        let anchor = Anchor { published: Date::new(day.0, day.1, day.2).ok(), dateline: None };
        for text in [joined.clone(), noise.clone(), joined + &noise] {
            let mut last = 0;
            let mut expressions = Vec::new();
            for (span, expression) in find(&text) {
                prop_assert!(span.start >= last && !span.is_empty() && !span.of(&text).is_empty());
                last = span.end;
                expressions.push(expression);
            }
            expressions.extend(parse(&text));
            for expression in expressions {
                for tense in [Tense::Past, Tense::Present, Tense::Future] {
                    let when = expression.resolve("", &anchor, tense);
                    prop_assert_eq!(when.start.is_some(), when.end.is_some());
                    prop_assert!(when.start <= when.end);
                    prop_assert_eq!(when.start.is_some(), when.basis.is_some());
                }
            }
        }
    }
}
