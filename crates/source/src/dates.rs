//! Calendar dates in words and figures, where there is only one way to read them.

use jiff::civil::Date;

/// The first whole date in the words: "December 2nd, 2021", "2 Dec. 2021", "2021-12-02", "25/12/2021". A date whose day
/// and month could change places ("02/03/2021") is none, and so is one without a year.
pub(crate) fn in_words(words: &str) -> Option<Date> {
    let tokens = tokens(words);
    tokens.windows(3).find_map(|window| match *window {
        [Token::Month(month), Token::Day(day), Token::Year(year)] => date(year, month, day),
        [Token::Day(day), Token::Month(month), Token::Year(year)] => date(year, month, day),
        [Token::Year(year), Token::Month(month), Token::Day(day)] => date(year, month, day),
        [Token::Year(year), Token::Day(month), Token::Day(day)] => date(year, month, day),
        [Token::Day(a), Token::Day(b), Token::Year(year)] if a > 12 || a == b => date(year, b, a),
        [Token::Day(a), Token::Day(b), Token::Year(year)] if b > 12 => date(year, a, b),
        _ => None,
    })
}

/// The date of a metadata field: as [`in_words`], or figures without separators ("20211202"). Of a date with a time the
/// date as written counts: it is the publisher's own calendar.
pub(crate) fn of_field(field: &str) -> Option<Date> {
    let figures: String = field.trim().chars().take_while(char::is_ascii_digit).collect();
    if matches!(figures.len(), 8 | 14) && field.is_ascii() {
        let part = |range: std::ops::Range<usize>| figures[range].parse::<i16>().ok();
        return date(plausible(part(0..4)?)?, part(4..6)? as i8, part(6..8)? as i8);
    }
    in_words(field)
}

#[derive(Clone, Copy)]
enum Token {
    Month(i8),
    Day(i8),
    Year(i16),
    Other,
}

/// Words and numbers of the text; "of" and weekdays may stand inside a date and are left out.
fn tokens(words: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric()) {
        rest = &rest[start..];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if digits { c.is_ascii_digit() } else { c.is_alphabetic() };
        // A character that is neither (a Roman numeral sign, say) stands for itself.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest.find(|c: char| !same(c)).unwrap_or(rest.len()).max(first);
        let (token, after) = rest.split_at(end);
        rest = after;
        let ordinal = ["st", "nd", "rd", "th", "of"].iter().any(|s| token.eq_ignore_ascii_case(s));
        match (digits, token.len()) {
            (true, 1 | 2) => out.push(token.parse().map_or(Token::Other, Token::Day)),
            (true, 4) => out.push(token.parse().ok().and_then(plausible).map_or(Token::Other, Token::Year)),
            (true, _) => out.push(Token::Other),
            _ if ordinal || token.eq_ignore_ascii_case("t") => {}
            _ => out.push(month(token).map_or(Token::Other, Token::Month)),
        }
    }
    out
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_ascii_lowercase();
    let whole = MONTHS.iter().position(|m| *m == word);
    let short =
        || MONTHS.iter().position(|m| word == "sept" && *m == "september" || word.len() == 3 && m.starts_with(&word));
    whole.or_else(short).map(|i| i as i8 + 1)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn plausible(year: i16) -> Option<i16> {
    (1800..2200).contains(&year).then_some(year)
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn common_forms() {
        for words in [
            "December 2nd, 2021",
            "2 December 2021",
            "the 2nd of December, 2021",
            "2021-12-02",
            "2021-12-02T23:30:00+05:00",
            "Dec. 2, 2021 07:38am",
            "Thursday, 2 Dec 2021",
            "2021/12/2",
        ] {
            assert_eq!(in_words(words), date(2021, 12, 2), "{words}");
        }
        assert_eq!(in_words("25/12/2021"), date(2021, 12, 25));
        assert_eq!(in_words("12.25.2021"), date(2021, 12, 25));
        assert_eq!(in_words("Sept. 9, 2020"), date(2020, 9, 9));
        assert_eq!(of_field("20211202T0700"), date(2021, 12, 2));
    }

    #[test]
    fn nothing_is_guessed() {
        for words in ["02/03/2021", "December 2", "December 2021", "31 February 2021", "2 x 3 December", "1, 2, 3"] {
            assert_eq!(in_words(words), None, "{words}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(words in "\\PC{0,40}|[0-9/. a-z-]{0,30}") {
            in_words(&words);
            of_field(&words);
        }
    }
}
