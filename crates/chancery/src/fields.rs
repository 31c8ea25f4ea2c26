//! Every field of a reading that was read, with its words and its rule, as one flat list.

use crate::render::label;
use chancery_record::{Commitment, Engagement, Entity, EntityKind, Reading, Sourced, Span, Statement};

/// One field of one record.
#[derive(Clone, Debug)]
pub struct Field<'r> {
    /// Id of the record: `e1`.
    pub of: &'r str,
    /// Name of the field: `date`.
    pub name: &'static str,
    /// Its value, for people.
    pub value: String,
    /// The rule that read it.
    pub rule: &'r str,
    /// The words it rests on.
    pub spans: &'r [Span],
}

impl<'r> Field<'r> {
    /// The field that a sourced value is, with its value in words.
    pub fn new<T>(of: &'r str, name: &'static str, value: impl Into<String>, sourced: &'r Sourced<T>) -> Field<'r> {
        Field { of, name, value: value.into(), rule: &sourced.rule, spans: sourced.spans() }
    }
}

/// Every field of the reading, record by record.
pub fn all(reading: &Reading) -> Vec<Field<'_>> {
    let mut list = Vec::new();
    reading.entities.iter().for_each(|e| entity(e, &mut list));
    reading.engagements.iter().for_each(|e| engagement(reading, e, &mut list));
    reading.statements.iter().for_each(|s| statement(reading, s, &mut list));
    reading.commitments.iter().for_each(|c| commitment(c, &mut list));
    list.extend(reading.events.iter().map(|v| Field::new(&v.id, "type", v.kind.value.as_str(), &v.kind)));
    list
}

fn entity<'r>(entity: &'r Entity, list: &mut Vec<Field<'r>>) {
    if let EntityKind::Person { party: Some(party), .. } = &entity.kind {
        list.push(Field::new(&entity.id, "party", party.value.as_str(), party));
    }
}

fn engagement<'r>(reading: &'r Reading, e: &'r Engagement, list: &mut Vec<Field<'r>>) {
    let id = e.id.as_str();
    list.push(Field::new(id, "kind", e.kind.value.as_str(), &e.kind));
    list.push(Field::new(id, "status", e.status.value.as_str(), &e.status));
    list.extend(e.date.iter().map(|v| Field::new(id, "date", label::when(&v.value), v)));
    list.extend(e.place.iter().map(|v| Field::new(id, "place", label::place(&v.value), v)));
    list.extend(e.format.iter().map(|v| Field::new(id, "format", v.value.as_str(), v)));
    list.extend(e.host.iter().map(|v| Field::new(id, "host", v.value.as_str(), v)));
    list.extend(e.part_of.iter().map(|v| Field::new(id, "part of", v.value.as_str(), v)));
    list.extend(e.round.iter().map(|v| Field::new(id, "round", v.value.to_string(), v)));
    list.extend(e.parties.iter().map(|v| Field::new(id, "party", v.value.as_str(), v)));
    list.extend(e.participants.iter().map(|p| Field::new(id, "participant", label::participant(reading, p), &p.role)));
    list.extend(e.agenda.iter().map(|a| Field::new(id, "topic", a.topic.value.as_str(), &a.topic)));
    list.extend(e.outcomes.iter().map(|o| Field::new(id, "outcome", o.name.as_str(), &o.kind)));
}

fn statement<'r>(reading: &'r Reading, s: &'r Statement, list: &mut Vec<Field<'r>>) {
    let id = s.id.as_str();
    list.push(Field::new(id, "act", s.act.value.as_str(), &s.act));
    list.extend(s.speaker.iter().map(|v| Field::new(id, "speaker", label::entity(reading, &v.value), v)));
    list.extend(s.parties.iter().map(|v| Field::new(id, "party", v.value.as_str(), v)));
    list.extend(s.via.iter().map(|v| Field::new(id, "via", label::entity(reading, &v.value), v)));
    list.extend(s.topics.iter().map(|v| Field::new(id, "topic", v.value.as_str(), v)));
}

fn commitment<'r>(c: &'r Commitment, list: &mut Vec<Field<'r>>) {
    let id = c.id.as_str();
    list.push(Field::new(id, "kind", c.kind.value.as_str(), &c.kind));
    list.extend(c.by.iter().map(|v| Field::new(id, "by", v.value.as_str(), v)));
    list.extend(c.topics.iter().map(|v| Field::new(id, "topic", v.value.as_str(), v)));
    list.extend(c.due.iter().map(|v| Field::new(id, "due", label::when(&v.value), v)));
}
