use super::*;
use chancery_record::{Act, AgendaItem, EngagementKind, Format, Participant, Place, Quoted, Role, Span};

fn on<T>(value: T) -> Sourced<T> {
    Sourced::new(value, Span::new(3, 7), "test")
}

fn entity(id: &str, name: &str, kind: EntityKind) -> Entity {
    Entity { id: id.to_owned(), name: name.to_owned(), mentions: vec![Span::new(0, 2)], kind }
}

fn person(id: &str, party: &str, office: &str) -> Entity {
    let kind =
        EntityKind::Person { honorifics: vec![], party: Some(on(party.to_owned())), offices: vec![office.to_owned()] };
    entity(id, id, kind)
}

fn office(id: &str, name: &str, of: &str, level: Level) -> Entity {
    entity(id, name, EntityKind::Office { of: Some(of.to_owned()), organisation: None, level })
}

fn entities() -> Vec<Entity> {
    let mut all = vec![
        office("o1", "National Security Adviser", "PK", Level::NationalSecurityAdviser),
        office("o2", "Chief of Army Staff", "PK", Level::ChiefOfService),
        person("p1", "PK", "o1"),
        person("p2", "PK", "o2"),
        person("p3", "RU", ""),
    ];
    all.extend(["PK", "RU", "CH", "UN", "Taliban"].map(|code| entity(code, code, EntityKind::State)));
    all
}

fn engagement(kind: EngagementKind, parties: &[&str]) -> Engagement {
    Engagement {
        id: "e1".to_owned(),
        kind: on(kind),
        status: on(Status::Held),
        background: false,
        date: None,
        place: None,
        format: None,
        host: None,
        parties: parties.iter().map(|p| on((*p).to_owned())).collect(),
        participants: vec![],
        agenda: vec![],
        outcomes: vec![],
        part_of: None,
        round: None,
    }
}

fn statement(act: Act, parties: &[&str]) -> Statement {
    Statement {
        id: "s1".to_owned(),
        speaker: None,
        parties: parties.iter().map(|p| on((*p).to_owned())).collect(),
        via: vec![],
        act: on(act),
        content: vec![],
        quoted: Quoted::No,
        topics: vec![],
        about: vec![],
        addressee: vec![],
        engagement: None,
        negated: false,
    }
}

fn took_part(entity: Option<&str>, party: &str, office: Option<&str>) -> Participant {
    let text = |s: &str| s.to_owned();
    Participant {
        entity: entity.map(text),
        party: Some(text(party)),
        office: office.map(text),
        role: on(Role::Principal),
    }
}

fn agenda(topic: &str) -> AgendaItem {
    AgendaItem { topic: on(topic.to_owned()), subject: None, raised_by: vec![], according_to: vec![] }
}

fn place(name: &str, country: &str) -> Option<Sourced<Place>> {
    Some(on(Place { name: Some(name.to_owned()), country: Some(country.to_owned()), venue: None }))
}

fn coded(engagements: &[Engagement], statements: &[Statement]) -> Vec<Event> {
    events(engagements, statements, &entities(), &Codebook::built_in())
}

fn show(actors: &[Actor]) -> String {
    actors.iter().map(|(id, code)| format!("{id}={code}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_visit_goes_from_the_visitors_to_the_host() {
    let mut visit = engagement(EngagementKind::Visit, &["PK", "RU"]);
    visit.host = Some(on("RU".to_owned()));
    visit.place = place("Moscow", "RU");
    visit.participants = vec![took_part(Some("p1"), "PK", None), took_part(Some("p2"), "PK", None)];
    visit.agenda = vec![agenda("cybersecurity"), agenda("defence"), agenda("military-technical")];
    let [event] = &coded(&[visit], &[])[..] else { panic!("one event") };
    assert_eq!(
        (event.kind.value.as_str(), event.mode.as_deref(), event.cameo.as_str()),
        ("CONSULT", Some("visit"), "042")
    );
    assert_eq!(show(&event.actors), "p1=PAK GOV, p2=PAK MIL");
    assert_eq!(show(&event.recipients), "RU=RUS GOV");
    assert_eq!(event.contexts, ["cyber", "military"]);
    assert_eq!((event.quad.as_str(), event.place.as_deref()), ("verbal-cooperation", Some("Moscow")));
    assert_eq!((&*event.kind.rule, event.kind.spans()), ("coding.visit", &[Span::new(3, 7)][..]));
    assert_eq!((event.id.as_str(), event.from.as_str()), ("v1", "e1"));
}

#[test]
fn who_meets_is_actor_and_what_is_to_come_is_agree() {
    let meeting = engagement(EngagementKind::Meeting, &["PK", "RU"]);
    let mut ahead = meeting.clone();
    ahead.status = on(Status::Planned);
    let mut off = meeting.clone();
    off.status = on(Status::Cancelled);
    let mut abroad = meeting.clone();
    abroad.place = place("Geneva", "CH");
    let mut remote = meeting.clone();
    remote.format = Some(on(Format::Video));
    let three = engagement(EngagementKind::Summit, &["PK", "RU", "UN"]);
    let events = coded(&[meeting, ahead, off, abroad, remote, three], &[]);
    let codes: Vec<String> =
        events.iter().map(|e| format!("{} {} {}", e.kind.value, e.mode.as_deref().unwrap_or("-"), e.cameo)).collect();
    let expected = [
        "CONSULT - 040",
        "AGREE - 036",
        "REJECT meet 125",
        "CONSULT third-party 044",
        "CONSULT phone 041",
        "CONSULT multilateral 040",
    ];
    assert_eq!(codes, expected);
    assert!(events.iter().all(|e| e.recipients.is_empty() && e.actors.len() >= 2));
    assert_eq!(events[5].id, "v6");
    assert_eq!(show(&events[5].actors), "PK=PAK GOV, RU=RUS GOV, UN=IGO UNO");
}

#[test]
fn unnamed_holders_and_parties_that_are_no_states() {
    let mut talks = engagement(EngagementKind::Meeting, &["PK", "Taliban"]);
    talks.participants = vec![took_part(None, "PK", Some("Chief of Army Staff"))];
    let event = &coded(&[talks], &[])[0];
    assert!(show(&event.actors).starts_with("PK=PAK MIL, Taliban="), "{}", show(&event.actors));
    assert!(!event.actors[1].1.contains("GOV"), "{}", event.actors[1].1);
}

#[test]
fn parties_without_an_entity_make_no_event() {
    assert_eq!(coded(&[engagement(EngagementKind::Meeting, &["PK", "ZW"])], &[]), []);
    assert_eq!(coded(&[engagement(EngagementKind::Meeting, &["PK"])], &[]), []);
}

#[test]
fn exercises_have_both_sides_as_recipients() {
    let event = &coded(&[engagement(EngagementKind::Exercise, &["PK", "RU"])], &[])[0];
    assert_eq!((event.kind.value.as_str(), event.quad.as_str()), ("COOPERATE", "material-cooperation"));
    assert_eq!(event.actors, event.recipients);
    assert_eq!(event.contexts, ["military"]);
}

#[test]
fn a_statement_goes_to_its_addressee_else_whom_it_is_about_else_who_was_met() {
    let mut met = engagement(EngagementKind::Meeting, &["PK", "RU"]);
    met.participants = vec![took_part(Some("p3"), "RU", None)];
    let mut praise = statement(Act::Praise, &["PK"]);
    praise.speaker = Some(on("p1".to_owned()));
    praise.engagement = Some("e1".to_owned());
    let mut about = praise.clone();
    about.about = vec!["CH".to_owned(), "PK".to_owned()];
    let mut addressed = about.clone();
    addressed.addressee = vec!["RU".to_owned()];
    addressed.negated = true;
    let events = coded(&[met], &[praise, about, addressed]);
    let said: Vec<String> = events[1..].iter().map(|e| show(&e.recipients)).collect();
    assert_eq!(said, ["p3=RUS GOV", "CH=CHE GOV", "RU=RUS GOV"]);
    assert!(events[1..].iter().all(|e| show(&e.actors) == "p1=PAK GOV" && e.status == Status::Held));
    assert!(events[3].negated && !events[2].negated);
    assert_eq!((&*events[1].kind.rule, events[1].from.as_str()), ("coding.praise", "s1"));
}

#[test]
fn comments_condemnations_of_nobody_and_general_warnings_are_no_events() {
    let mut said =
        vec![statement(Act::Inform, &["PK"]), statement(Act::Condemn, &["PK"]), statement(Act::Warn, &["PK"])];
    for s in &mut said {
        s.engagement = Some("e1".to_owned());
    }
    said[0].addressee = vec!["RU".to_owned()];
    said[2].about = vec!["RU".to_owned()];
    let events = coded(&[engagement(EngagementKind::Meeting, &["PK", "RU"])], &said);
    assert_eq!(events.len(), 1);
}

#[test]
fn what_parties_agree_together_has_no_recipient() {
    let event = &coded(&[], &[statement(Act::Agree, &["PK", "RU"])])[0];
    assert_eq!((event.kind.value.as_str(), show(&event.actors).as_str()), ("AGREE", "PK=PAK GOV, RU=RUS GOV"));
    assert_eq!(event.recipients, []);
}
