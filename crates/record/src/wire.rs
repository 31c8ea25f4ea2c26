//! A reading as JSON, `chancery/reading/1`: spans in code points, evidence and rules beside the fields they belong to.

use crate::{CharIndex, CharSpan, Meta, Reading, Sourced, Span, When};
use serde_json::{Map, Value, json};

/// Name of the format.
pub const SCHEMA: &str = "chancery/reading/1";

/// The reading as one JSON object, keys in the order of the format's description.
pub fn json(reading: &Reading) -> Value {
    let wire = Wire { index: CharIndex::new(&reading.document.text) };
    let list = |values: Vec<Value>| Value::Array(values);
    json!({
        "schema": SCHEMA,
        "coder": {
            "version": reading.coder.version, "model": reading.coder.model, "codebook": reading.coder.codebook,
        },
        "document": wire.document(reading),
        "entities": list(reading.entities.iter().map(|e| wire.entity(e)).collect()),
        "engagements": list(reading.engagements.iter().map(|e| wire.engagement(e)).collect()),
        "statements": list(reading.statements.iter().map(|s| wire.statement(s)).collect()),
        "commitments": list(reading.commitments.iter().map(|c| wire.commitment(c)).collect()),
        "events": list(reading.events.iter().map(|e| wire.event(e)).collect()),
    })
}

struct Wire {
    index: CharIndex,
}

/// Evidence and rules of one record, filled field by field.
#[derive(Default)]
struct Grounds {
    evidence: Map<String, Value>,
    rules: Map<String, Value>,
}

impl Wire {
    fn spans(&self, spans: &[Span]) -> Vec<CharSpan> {
        spans.iter().map(|s| self.index.chars(*s)).collect()
    }

    fn ground<T>(&self, grounds: &mut Grounds, field: &str, value: &Sourced<T>) {
        self.ground_all(grounds, field, std::slice::from_ref(value));
    }

    fn ground_all<T>(&self, grounds: &mut Grounds, field: &str, values: &[Sourced<T>]) {
        let mut spans: Vec<CharSpan> = values.iter().flat_map(|v| self.spans(v.spans())).collect();
        spans.sort();
        spans.dedup();
        if let Some(first) = values.first() {
            grounds.evidence.insert(field.to_owned(), json!(spans));
            grounds.rules.insert(field.to_owned(), json!(&*first.rule));
        }
    }

    fn document(&self, reading: &Reading) -> Value {
        let d = &reading.document;
        let mut evidence = Map::new();
        let mut note = |field: &str, spans: Vec<CharSpan>| {
            if !spans.is_empty() {
                evidence.insert(field.to_owned(), json!(spans));
            }
        };
        let of = |meta: &Option<Meta<String>>| meta.as_ref().map(|m| self.spans(&m.spans)).unwrap_or_default();
        note("title", of(&d.title));
        note("publisher", of(&d.publisher));
        note("authors", d.authors.iter().flat_map(|a| self.spans(&a.spans)).collect());
        note("published", d.published.as_ref().map(|p| self.spans(&p.spans)).unwrap_or_default());
        note("dateline", of(&d.dateline));
        let value = |meta: &Option<Meta<String>>| meta.as_ref().map(|m| m.value.clone());
        json!({
            "id": d.id,
            "source": d.source,
            "title": value(&d.title),
            "publisher": value(&d.publisher),
            "authors": d.authors.iter().map(|a| &a.value).collect::<Vec<_>>(),
            "published": d.published.as_ref().map(|p| p.date.to_string()),
            "published_basis": d.published.as_ref().map(|p| p.basis),
            "dateline": value(&d.dateline),
            "language": d.language,
            "text": d.text,
            "evidence": evidence,
        })
    }

    fn entity(&self, entity: &crate::Entity) -> Value {
        use crate::EntityKind::*;
        let mentions = self.spans(&entity.mentions);
        let (id, name) = (&entity.id, &entity.name);
        match &entity.kind {
            Person { honorifics, party, offices } => {
                let mut grounds = Grounds::default();
                party.iter().for_each(|p| self.ground(&mut grounds, "party", p));
                json!({
                    "id": id, "kind": "person", "name": name, "honorifics": honorifics,
                    "party": party.as_ref().map(|p| &p.value), "offices": offices, "mentions": mentions,
                    "evidence": grounds.evidence, "rules": grounds.rules,
                })
            }
            Office { of, organisation, level } => json!({
                "id": id, "kind": "office", "name": name, "of": of, "organisation": organisation, "level": level,
                "mentions": mentions,
            }),
            Organisation { acronym, party } => json!({
                "id": id, "kind": "organisation", "name": name, "acronym": acronym, "party": party,
                "mentions": mentions,
            }),
            State => json!({"id": id, "kind": "state", "name": name, "mentions": mentions}),
            Place { country } => {
                json!({"id": id, "kind": "place", "name": name, "country": country, "mentions": mentions})
            }
        }
    }

    fn engagement(&self, e: &crate::Engagement) -> Value {
        let mut g = Grounds::default();
        self.ground(&mut g, "kind", &e.kind);
        self.ground(&mut g, "status", &e.status);
        e.date.iter().for_each(|v| self.ground(&mut g, "date", v));
        e.place.iter().for_each(|v| self.ground(&mut g, "place", v));
        e.format.iter().for_each(|v| self.ground(&mut g, "format", v));
        e.host.iter().for_each(|v| self.ground(&mut g, "host", v));
        self.ground_all(&mut g, "parties", &e.parties);
        e.part_of.iter().for_each(|v| self.ground(&mut g, "part_of", v));
        e.round.iter().for_each(|v| self.ground(&mut g, "round", v));
        json!({
            "id": e.id,
            "kind": e.kind.value,
            "status": e.status.value,
            "background": e.background,
            "date": e.date.as_ref().map(|d| when(&d.value)),
            "place": e.place.as_ref().map(|p| json!({
                "name": p.value.name, "country": p.value.country, "venue": p.value.venue,
            })),
            "format": e.format.as_ref().map(|f| f.value),
            "host": e.host.as_ref().map(|h| &h.value),
            "parties": values(&e.parties),
            "participants": e.participants.iter().map(|p| json!({
                "entity": p.entity, "party": p.party, "office": p.office, "role": p.role.value,
                "evidence": self.spans(p.role.spans()),
            })).collect::<Vec<_>>(),
            "agenda": e.agenda.iter().map(|a| json!({
                "topic": a.topic.value, "words": self.spans(a.topic.spans()), "subject": a.subject,
                "raised_by": a.raised_by, "according_to": a.according_to,
            })).collect::<Vec<_>>(),
            "outcomes": e.outcomes.iter().map(|o| json!({
                "kind": o.kind.value, "name": o.name, "evidence": self.spans(o.kind.spans()),
            })).collect::<Vec<_>>(),
            "part_of": e.part_of.as_ref().map(|p| &p.value),
            "round": e.round.as_ref().map(|r| r.value),
            "evidence": g.evidence,
            "rules": g.rules,
        })
    }

    fn statement(&self, s: &crate::Statement) -> Value {
        let mut g = Grounds::default();
        s.speaker.iter().for_each(|v| self.ground(&mut g, "speaker", v));
        self.ground_all(&mut g, "parties", &s.parties);
        self.ground_all(&mut g, "via", &s.via);
        self.ground(&mut g, "act", &s.act);
        self.ground_all(&mut g, "topics", &s.topics);
        json!({
            "id": s.id,
            "speaker": s.speaker.as_ref().map(|v| &v.value),
            "parties": values(&s.parties),
            "via": values(&s.via),
            "act": s.act.value,
            "content": self.spans(&s.content),
            "cue": self.spans(s.act.spans()),
            "quoted": s.quoted,
            "topics": values(&s.topics),
            "about": s.about,
            "addressee": s.addressee,
            "engagement": s.engagement,
            "negated": s.negated,
            "evidence": g.evidence,
            "rules": g.rules,
        })
    }

    fn commitment(&self, c: &crate::Commitment) -> Value {
        let mut g = Grounds::default();
        self.ground_all(&mut g, "by", &c.by);
        self.ground(&mut g, "kind", &c.kind);
        self.ground_all(&mut g, "topics", &c.topics);
        c.due.iter().for_each(|v| self.ground(&mut g, "due", v));
        json!({
            "id": c.id,
            "by": values(&c.by),
            "to": c.to,
            "kind": c.kind.value,
            "action": self.spans(&c.action),
            "topics": values(&c.topics),
            "due": c.due.as_ref().map(|d| when(&d.value)),
            "engagement": c.engagement,
            "statement": c.statement,
            "evidence": g.evidence,
            "rules": g.rules,
        })
    }

    fn event(&self, e: &crate::Event) -> Value {
        let actors = |list: &[(String, String)]| {
            list.iter().map(|(entity, code)| json!({"entity": entity, "code": code})).collect::<Vec<_>>()
        };
        let mut g = Grounds::default();
        self.ground(&mut g, "type", &e.kind);
        json!({
            "id": e.id, "type": e.kind.value, "mode": e.mode, "contexts": e.contexts, "quad": e.quad,
            "actors": actors(&e.actors), "recipients": actors(&e.recipients), "cameo": e.cameo,
            "status": e.status, "negated": e.negated, "date": e.date.map(|d| d.to_string()), "place": e.place,
            "from": e.from, "evidence": self.spans(e.kind.spans()), "rules": g.rules,
        })
    }
}

fn values<T: serde::Serialize>(list: &[Sourced<T>]) -> Vec<&T> {
    list.iter().map(|v| &v.value).collect()
}

fn when(when: &When) -> Value {
    json!({
        "start": when.start.map(|d| d.to_string()),
        "end": when.end.map(|d| d.to_string()),
        "precision": when.precision,
        "words": when.words,
        "basis": when.basis,
    })
}
