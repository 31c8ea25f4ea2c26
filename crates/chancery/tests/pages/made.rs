//! A made-up document and what a perfect reader would read in it.

use chancery_record::*;
use jiff::civil::date;

const TEXT: &str = "\
Kenya and Norway hold second round of ocean consultations

Kenyan National Security Adviser Amina Otieno and Kari Nordmann, Secretary of the Norwegian Security Council, held the \
second round of consultations in Oslo on Wednesday.

The two discussed fisheries and piracy in the Gulf of Aden. “We admire Kenya's patient work at sea, and we have learned \
from it,” Ms Nordmann said, the Norwegian News Agency reported, quoting the council. Both sides agreed to share radar \
data by March 2022. Kenya's foreign minister visited Bergen in 2019.";

/// Kenya and Norway, a meeting with statements and a pledge, and an earlier visit.
pub fn reading() -> Reading {
    let consultations = Engagement {
        kind: sourced(EngagementKind::Consultations, "consultations in", "engagement.consultations"),
        status: sourced(Status::Held, "held", "status.past"),
        background: false,
        date: Some(sourced(when("Wednesday", (2021, 12, 1), Precision::Day), "Wednesday", "date.weekday")),
        place: Some(sourced(
            Place { name: Some("Oslo".into()), country: Some("NO".into()), venue: None },
            "Oslo",
            "place.in",
        )),
        format: Some(sourced(Format::InPerson, "in Oslo", "format.place")),
        host: Some(sourced("NO".into(), "Oslo", "host.place")),
        parties: vec![party("KE", "Kenyan"), party("NO", "Norwegian")],
        participants: vec![
            participant(Some("p1"), "KE", "National Security Adviser", "Amina Otieno"),
            participant(Some("p2"), "NO", "Secretary", "Kari Nordmann"),
        ],
        agenda: vec![
            topic("agriculture-food", "fisheries", None),
            topic("maritime-security", "piracy in the Gulf of Aden", Some("Gulf of Aden")),
        ],
        outcomes: vec![Outcome {
            kind: sourced(OutcomeKind::Agreement, "agreed to share radar data", "outcome.agreed"),
            name: "sharing of radar data".into(),
        }],
        part_of: None,
        round: Some(sourced(2, "second round", "round.ordinal")),
        id: "e1".into(),
    };
    let visit = Engagement {
        id: "e2".into(),
        kind: sourced(EngagementKind::Visit, "visited", "engagement.visit"),
        background: true,
        date: Some(sourced(when("2019", (2019, 1, 1), Precision::Year), "2019", "date.year")),
        place: Some(sourced(
            Place { name: Some("Bergen".into()), country: Some("NO".into()), venue: None },
            "Bergen",
            "place.object",
        )),
        participants: vec![participant(None, "KE", "foreign minister", "foreign minister")],
        agenda: vec![],
        outcomes: vec![],
        round: None,
        ..consultations.clone()
    };
    Reading {
        coder: Coder { version: "0.1.0".into(), model: "m".into(), codebook: "c".into() },
        document: document(),
        entities: entities(),
        engagements: vec![consultations, visit],
        statements: vec![praise(), agreement()],
        commitments: vec![Commitment {
            id: "c1".into(),
            by: vec![party("KE", "Both sides"), party("NO", "Both sides")],
            to: vec![],
            kind: sourced(CommitmentKind::Agreement, "agreed to", "commitment.agree"),
            action: vec![at("share radar data")],
            topics: vec![sourced("maritime-security".into(), "radar data", "topic.maritime")],
            due: Some(sourced(when("March 2022", (2022, 3, 1), Precision::Month), "by March 2022", "date.by")),
            engagement: Some("e1".into()),
            statement: Some("s2".into()),
        }],
        events: vec![],
    }
}

/// Only the document: nothing was found in it.
pub fn nothing() -> Reading {
    let (entities, engagements, statements, commitments) = Default::default();
    Reading { entities, engagements, statements, commitments, ..reading() }
}

/// "Wanjiru met Hansen" with its tree.
pub fn analysed() -> (Document, Analysis) {
    let text = "Ministers met in Oslo".to_owned();
    let spans = vec![Span::new(0, 9), Span::new(10, 13), Span::new(14, 16), Span::new(17, 21)];
    let analysis = Analysis {
        sentences: std::iter::once(0..4).collect(),
        spans,
        upos: vec!["NOUN", "VERB", "ADP", "PROPN"],
        xpos: vec!["NNS", "VBD", "IN", "NNP"],
        lemmas: ["minister", "meet", "in", "Oslo"].map(str::to_owned).to_vec(),
        heads: vec![1, ROOT, 3, 1],
        relations: vec!["nsubj", "root", "case", "obl"],
        names: vec![Name { kind: NameKind::Off, tokens: 0..1 }, Name { kind: NameKind::Gpe, tokens: 3..4 }],
    };
    (Document { text, ..document() }, analysis)
}

fn document() -> Document {
    Document {
        id: "oslo".into(),
        source: "oslo.txt".into(),
        text: TEXT.into(),
        parts: vec![],
        title: Some(Meta { value: TEXT.lines().next().unwrap_or("").into(), spans: vec![] }),
        publisher: Some(Meta { value: "The Harbour Post".into(), spans: vec![] }),
        authors: vec![],
        published: Some(Published { date: date(2021, 12, 2), basis: PublishedBasis::Metadata, spans: vec![] }),
        dateline: Some(Meta { value: "Oslo".into(), spans: vec![] }),
        language: "en".into(),
        origin: vec![],
    }
}

fn praise() -> Statement {
    Statement {
        id: "s1".into(),
        speaker: Some(sourced("p2".into(), "Ms Nordmann", "speaker.subject")),
        parties: vec![party("NO", "Ms Nordmann")],
        via: vec![
            sourced("g2".into(), "the Norwegian News Agency reported", "via.reported"),
            sourced("g1".into(), "quoting the council", "via.quoting"),
        ],
        act: sourced(Act::Praise, "admire", "statement.admire"),
        content: vec![at("“We admire Kenya's patient work at sea, and we have learned from it,”")],
        quoted: Quoted::Whole,
        topics: vec![],
        about: vec!["KE".into()],
        addressee: vec![],
        engagement: Some("e1".into()),
        negated: false,
    }
}

fn agreement() -> Statement {
    Statement {
        id: "s2".into(),
        speaker: None,
        parties: vec![party("KE", "Both sides"), party("NO", "Both sides")],
        via: vec![],
        act: sourced(Act::Agree, "agreed", "statement.agree"),
        content: vec![at("to share radar data by March 2022")],
        quoted: Quoted::No,
        topics: vec![sourced("maritime-security".into(), "radar data", "topic.maritime")],
        about: vec![],
        addressee: vec![],
        engagement: Some("e1".into()),
        negated: false,
    }
}

fn entities() -> Vec<Entity> {
    let person = |id: &str, name: &str, code: &str, words: &str, office: &str| Entity {
        id: id.into(),
        name: name.into(),
        mentions: vec![at(name)],
        kind: EntityKind::Person {
            honorifics: vec![],
            party: Some(sourced(code.into(), words, "party.office")),
            offices: vec![office.into()],
        },
    };
    let office = |id: &str, name: &str, level| Entity {
        id: id.into(),
        name: name.into(),
        mentions: vec![at(name)],
        kind: EntityKind::Office { of: None, organisation: None, level },
    };
    let organisation = |id: &str, name: &str, words: &str| Entity {
        id: id.into(),
        name: name.into(),
        mentions: vec![at(words)],
        kind: EntityKind::Organisation { acronym: None, party: Some("NO".into()) },
    };
    let state = |code: &str, name: &str| Entity {
        id: code.into(),
        name: name.into(),
        mentions: vec![at(name)],
        kind: EntityKind::State,
    };
    vec![
        person("p1", "Amina Otieno", "KE", "Kenyan", "o1"),
        person("p2", "Kari Nordmann", "NO", "Norwegian Security Council", "o2"),
        office("o1", "National Security Adviser", Level::NationalSecurityAdviser),
        office("o2", "Secretary", Level::SeniorOfficial),
        organisation("g1", "Security Council", "Norwegian Security Council"),
        organisation("g2", "Norwegian News Agency", "Norwegian News Agency"),
        state("KE", "Kenya"),
        state("NO", "Norway"),
        Entity {
            id: "l1".into(),
            name: "Oslo".into(),
            mentions: vec![at("Oslo")],
            kind: EntityKind::Place { country: Some("NO".into()) },
        },
    ]
}

fn at(words: &str) -> Span {
    let start = TEXT.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    Span::new(start, start + words.len())
}

fn sourced<T>(value: T, words: &str, rule: &str) -> Sourced<T> {
    Sourced::new(value, at(words), rule)
}

fn party(code: &str, words: &str) -> Sourced<String> {
    sourced(code.to_owned(), words, "party.name")
}

fn participant(entity: Option<&str>, party: &str, office: &str, words: &str) -> Participant {
    Participant {
        entity: entity.map(str::to_owned),
        party: Some(party.to_owned()),
        office: Some(office.to_owned()),
        role: sourced(Role::Principal, words, "engagement.consultations"),
    }
}

fn topic(code: &str, words: &str, subject: Option<&str>) -> AgendaItem {
    AgendaItem {
        topic: sourced(code.to_owned(), words, "topic.words"),
        subject: subject.map(str::to_owned),
        raised_by: vec!["KE".into(), "NO".into()],
        according_to: vec![],
    }
}

fn when(words: &str, (year, month, day): (i16, i8, i8), precision: Precision) -> When {
    let start = date(year, month, day);
    let end = match precision {
        Precision::Year => start.last_of_year(),
        Precision::Month => start.last_of_month(),
        Precision::Day | Precision::Unknown => start,
    };
    let basis = if precision == Precision::Day { DateBasis::Relative } else { DateBasis::Absolute };
    When { start: Some(start), end: Some(end), precision, words: words.to_owned(), basis: Some(basis) }
}
