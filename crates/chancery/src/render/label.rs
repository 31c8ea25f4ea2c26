//! Values in words.

use chancery_record::{DateBasis, Participant, Place, Precision, PublishedBasis, Reading, Span, When};
use jiff::civil::Date;

/// What stands for the unknown.
pub const UNKNOWN: &str = "—";

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `1 Dec 2021`.
pub fn date(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

fn month(date: Date) -> &'static str {
    MONTHS[date.month() as usize - 1]
}

/// Days as exactly as they are known: `1 Dec 2021`, `29 Nov – 1 Dec 2021`, `Dec 2021`, `2021`.
fn days(start: Date, end: Date, precision: Precision) -> String {
    let same_month = (start.year(), start.month()) == (end.year(), end.month());
    match precision {
        Precision::Year if start.year() == end.year() => start.year().to_string(),
        Precision::Month if same_month => format!("{} {}", month(start), start.year()),
        _ if start == end => date(start),
        _ if same_month => format!("{}–{}", start.day(), date(end)),
        _ if start.year() == end.year() => format!("{} {} – {}", start.day(), month(start), date(end)),
        _ => format!("{} – {}", date(start), date(end)),
    }
}

/// A time with its words and what it was resolved by: `1 Dec 2021 (Wednesday, relative)`.
pub fn when(when: &When) -> String {
    let words = when.words.trim();
    let (Some(start), Some(end)) = (when.start, when.end) else {
        return if words.is_empty() { UNKNOWN.to_owned() } else { format!("“{words}” (date unknown)") };
    };
    let days = days(start, end, when.precision);
    // An absolute date says itself how it is known.
    let basis = when.basis.filter(|basis| *basis != DateBasis::Absolute).map(DateBasis::as_str);
    let words = Some(words).filter(|words| !words.is_empty() && basis.is_some());
    let known: Vec<&str> = words.into_iter().chain(basis).collect();
    if known.is_empty() { days } else { format!("{days} ({})", known.join(", ")) }
}

/// How the publication date is known.
pub fn basis(basis: PublishedBasis) -> &'static str {
    match basis {
        PublishedBasis::Metadata => "from metadata",
        PublishedBasis::Text => "from the text",
        PublishedBasis::Given => "given",
    }
}

/// `Ministry of Foreign Affairs, Oslo (NO)`.
pub fn place(place: &Place) -> String {
    let names: Vec<&str> = [&place.venue, &place.name].into_iter().flatten().map(String::as_str).collect();
    match (names.join(", "), &place.country) {
        (names, None) => names,
        (names, Some(country)) if names.is_empty() => country.clone(),
        (names, Some(country)) => format!("{names} ({country})"),
    }
}

/// Name of the entity, or its id if the reading lacks it.
pub fn entity<'r>(reading: &'r Reading, id: &'r str) -> &'r str {
    reading.entity(id).map_or(id, |entity| &entity.name)
}

/// `KE Kenya`; the code alone where the document has no name for it.
pub fn party(reading: &Reading, code: &str) -> String {
    match reading.entity(code).map(|entity| entity.name.as_str()) {
        Some(name) if name != code => format!("{code} {name}"),
        _ => code.to_owned(),
    }
}

/// `Amina Otieno, National Security Adviser`.
pub fn participant(reading: &Reading, participant: &Participant) -> String {
    let name = participant.entity.as_ref().map(|id| entity(reading, id));
    let parts: Vec<&str> = name.into_iter().chain(participant.office.as_deref()).collect();
    if parts.is_empty() { UNKNOWN.to_owned() } else { parts.join(", ") }
}

/// The words of spans, parted by an ellipsis.
pub fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
}

/// The words of spans in one pair of quotation marks.
pub fn quote(text: &str, spans: &[Span]) -> String {
    let words = words(text, spans);
    let words = words.trim();
    let bare = words.strip_prefix(MARKS).and_then(|rest| rest.strip_suffix(MARKS));
    format!("“{}”", bare.unwrap_or(words))
}

/// What was said in direct speech, in quotation marks; without the comma that joined it to "he said".
pub fn speech(text: &str, spans: &[Span]) -> String {
    let words = words(text, spans);
    format!("“{}”", words.trim().trim_matches(MARKS).trim_end_matches(','))
}

const MARKS: [char; 3] = ['"', '“', '”'];

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    fn made(start: Option<Date>, end: Option<Date>, precision: Precision, basis: Option<DateBasis>) -> String {
        when(&When { start, end, precision, words: "last week".to_owned(), basis })
    }

    #[test]
    fn times_are_as_exact_as_they_are_known() {
        let relative = Some(DateBasis::Relative);
        let spell = |start, end, precision| made(Some(start), Some(end), precision, Some(DateBasis::Absolute));
        assert_eq!(spell(day(2021, 12, 1), day(2021, 12, 1), Precision::Day), "1 Dec 2021");
        assert_eq!(spell(day(2021, 11, 29), day(2021, 12, 1), Precision::Day), "29 Nov – 1 Dec 2021");
        assert_eq!(spell(day(2021, 12, 1), day(2021, 12, 31), Precision::Month), "Dec 2021");
        assert_eq!(spell(day(2021, 12, 30), day(2022, 1, 2), Precision::Day), "30 Dec 2021 – 2 Jan 2022");
        let week = made(Some(day(2021, 11, 22)), Some(day(2021, 11, 28)), Precision::Day, relative);
        assert_eq!(week, "22–28 Nov 2021 (last week, relative)");
        assert_eq!(made(None, None, Precision::Unknown, None), "“last week” (date unknown)");
    }

    #[test]
    fn words_are_quoted_once() {
        let text = "“We agree,” he said, “and \"gladly\"”";
        let all = [Span::new(0, text.len())];
        assert_eq!(quote(text, &all), "“We agree,” he said, “and \"gladly\"”");
        assert_eq!(speech(text, &[Span::new(0, 15)]), "“We agree”");
        assert_eq!(quote("he said \"yes\"", &[Span::new(0, 13)]), "“he said \"yes\"”");
    }

    #[test]
    fn a_place_gives_what_is_known() {
        let made = |name: Option<&str>, country: Option<&str>, venue: Option<&str>| {
            place(&Place {
                name: name.map(str::to_owned),
                country: country.map(str::to_owned),
                venue: venue.map(str::to_owned),
            })
        };
        assert_eq!(made(Some("Oslo"), Some("NO"), Some("Akershus")), "Akershus, Oslo (NO)");
        assert_eq!(made(None, Some("NO"), None), "NO");
        assert_eq!(made(Some("Oslo"), None, None), "Oslo");
    }
}
