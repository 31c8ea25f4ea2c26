//! Engagements and statements coded as events of PLOVER and CAMEO, by the codebook's `coding/`.

use chancery_codebook::coding::{AgentOf, Code, Direction, EngagementCode, StatementCode, Target};
use chancery_codebook::{Codebook, Phrases, Word, split};
use chancery_record::{Engagement, Entity, EntityId, EntityKind, Event, Level, Sourced, Statement, Status};

/// Entity id and actor code.
type Actor = (EntityId, String);

/// One event per engagement of two or more parties, one per statement whose act is coded and that has a target.
pub(crate) fn events(
    engagements: &[Engagement],
    statements: &[Statement],
    entities: &[Entity],
    book: &Codebook,
) -> Vec<Event> {
    let coder = Coder { entities, book };
    let met = engagements.iter().filter_map(|e| coder.engagement(e));
    let said = statements.iter().filter_map(|s| {
        let at = s.engagement.as_ref().and_then(|id| engagements.iter().find(|e| e.id == *id));
        coder.statement(s, at)
    });
    let mut events: Vec<Event> = met.chain(said).collect();
    for (i, event) in events.iter_mut().enumerate() {
        event.id = format!("v{}", i + 1);
    }
    events
}

struct Coder<'a> {
    entities: &'a [Entity],
    book: &'a Codebook,
}

impl Coder<'_> {
    fn engagement(&self, e: &Engagement) -> Option<Event> {
        let parties: Vec<&str> = e.parties.iter().map(|p| p.value.as_str()).collect();
        let entry = self.book.coding.engagements.iter().find(|c| fits(c, e, &parties))?;
        let side = |keep: &dyn Fn(&str) -> bool| -> Vec<Actor> {
            parties.iter().filter(|p| keep(p)).flat_map(|p| self.side(p, Some(e))).collect()
        };
        if parties.iter().filter(|p| !self.side(p, Some(e)).is_empty()).count() < 2 {
            return None;
        }
        let all = side(&|_| true);
        let (actors, recipients) = match (entry.direction, host(e, &parties)) {
            (Direction::ToHost, Some(host)) => (side(&|p| p != host), side(&|p| p == host)),
            (Direction::Both, _) => (all.clone(), all),
            _ => (all, Vec::new()),
        };
        let topics = e.agenda.iter().map(|a| a.topic.value.as_str());
        Some(Event {
            actors,
            recipients,
            status: e.status.value,
            from: e.id.clone(),
            ..self.event(entry.code(), sourced(&e.kind, entry.code()), topics, Some(e))
        })
    }

    fn statement(&self, s: &Statement, at: Option<&Engagement>) -> Option<Event> {
        let entry = self.book.coding.statements.iter().find(|c| c.acts.contains(&s.act.value))?;
        let actors = self.speakers(s);
        if actors.is_empty() {
            return None;
        }
        let joint = entry.mutual && s.parties.len() > 1;
        let recipients = if joint { Vec::new() } else { self.targets(entry, s, at)? };
        let topics = s.topics.iter().map(|t| t.value.as_str());
        Some(Event {
            actors,
            recipients,
            negated: s.negated,
            from: s.id.clone(),
            ..self.event(entry.code(), sourced(&s.act, entry.code()), topics, at)
        })
    }

    /// What all events have alike.
    fn event<'t>(
        &self,
        code: Code,
        kind: Sourced<String>,
        topics: impl Iterator<Item = &'t str>,
        at: Option<&Engagement>,
    ) -> Event {
        let coding = &self.book.coding;
        let mut contexts: Vec<String> =
            topics.flat_map(|t| coding.contexts_of(t)).chain(code.contexts).cloned().collect();
        contexts.sort();
        contexts.dedup();
        Event {
            id: String::new(),
            quad: coding.quad(code.kind).to_owned(),
            kind,
            mode: code.mode.map(str::to_owned),
            contexts,
            actors: Vec::new(),
            recipients: Vec::new(),
            cameo: code.cameo.to_owned(),
            status: Status::Held,
            negated: false,
            date: at.and_then(|e| e.date.as_ref()).and_then(|d| d.value.start),
            place: at.and_then(|e| e.place.as_ref()).and_then(|p| p.value.name.clone()),
            from: String::new(),
        }
    }

    /// The speaker, else the parties that speak.
    fn speakers(&self, s: &Statement) -> Vec<Actor> {
        let party = s.parties.first().map(|p| p.value.as_str());
        let speaker = s.speaker.as_ref().and_then(|v| self.entity(&v.value));
        match (speaker, party) {
            (Some(speaker), Some(party)) if s.parties.len() == 1 => vec![self.actor(speaker, party, None)],
            _ => s.parties.iter().flat_map(|p| self.side(&p.value, None)).collect(),
        }
    }

    /// The recipients in the first place that has any.
    fn targets(&self, entry: &StatementCode, s: &Statement, at: Option<&Engagement>) -> Option<Vec<Actor>> {
        let other = |code: &str| !s.parties.iter().any(|p| p.value == code);
        let found = entry.targets.iter().map(|target| -> Vec<Actor> {
            match target {
                Target::Addressee => s.addressee.iter().filter(|c| other(c)).flat_map(|c| self.side(c, None)).collect(),
                // what a statement is about may be a place too
                Target::About => {
                    (s.about.iter().filter(|c| other(c) && self.is_party(c))).flat_map(|c| self.side(c, None)).collect()
                }
                Target::Engagement => (at.iter().flat_map(|e| &e.parties).filter(|p| other(&p.value)))
                    .flat_map(|p| self.side(&p.value, at))
                    .collect(),
            }
        });
        found.into_iter().find(|actors| !actors.is_empty())
    }

    /// Those who took part for a party, else the party itself; none if it is no entity.
    fn side(&self, party: &str, at: Option<&Engagement>) -> Vec<Actor> {
        let mut out: Vec<Actor> = Vec::new();
        let here = || at.iter().flat_map(|e| &e.participants).filter(|p| p.party.as_deref() == Some(party));
        for p in here() {
            if let Some(entity) = p.entity.as_ref().and_then(|id| self.entity(id))
                && !out.iter().any(|(id, _)| *id == entity.id)
            {
                out.push(self.actor(entity, party, p.office.as_deref()));
            }
        }
        if out.is_empty() {
            let office = here().find_map(|p| p.office.as_deref());
            out.extend(self.party_entity(party).map(|entity| self.actor(entity, party, office)));
        }
        out
    }

    /// An entity that acts for a party; its office, if known, else the entity's own tells the agent.
    fn actor(&self, entity: &Entity, party: &str, office: Option<&str>) -> Actor {
        let (class, level) = match (&entity.kind, office) {
            (_, Some(office)) => self.office(office, party),
            (EntityKind::Person { offices, .. }, None) => {
                let first = offices.iter().find_map(|o| self.entity(o));
                first.map_or((None, None), |o| self.office(&o.name, party))
            }
            (EntityKind::Organisation { .. }, None) => (self.class(&entity.name), None),
            _ => (None, None),
        };
        (entity.id.clone(), self.code(party, class, level))
    }

    /// "PAK GOV", "IGO UNO", "REB".
    fn code(&self, party: &str, class: Option<&str>, level: Option<Level>) -> String {
        let coding = &self.book.coding;
        if let Some(state) = self.book.states.get(party) {
            return format!("{} {}", state.alpha3, coding.agent(AgentOf::State, class, level));
        }
        if self.book.bodies.contains_key(party) {
            return coding.body(party);
        }
        let known = whole(&self.book.organisations, party);
        let agent = coding.agent(AgentOf::Other, known.map(|o| o.class.as_str()).or(class), level);
        let home = known.and_then(|o| o.state.as_ref()).and_then(|s| self.book.states.get(s));
        home.map_or_else(|| agent.to_owned(), |s| format!("{} {agent}", s.alpha3))
    }

    /// Class and level of an office by its name.
    fn office(&self, name: &str, party: &str) -> (Option<&str>, Option<Level>) {
        let known = longest(&self.book.offices, name).map(|o| &*o.office);
        let read = self.entities.iter().find_map(|e| match &e.kind {
            EntityKind::Office { of, level, .. } if e.name == name && of.as_deref() == Some(party) => Some(*level),
            _ => None,
        });
        (known.and_then(|o| o.class.as_deref()), read.or(known.map(|o| o.level)))
    }

    /// Class of an organisation by its name.
    fn class(&self, name: &str) -> Option<&str> {
        let known = whole(&self.book.organisations, name).map(|o| o.class.as_str());
        known.or(longest(&self.book.generics, name).map(|g| g.class.as_str()))
    }

    fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id == id)
    }

    /// The entity of a party: its code is its id; a party that is neither state nor body may only have its name.
    fn party_entity(&self, party: &str) -> Option<&Entity> {
        let named = |e: &&Entity| matches!(e.kind, EntityKind::Organisation { .. }) && e.name == party;
        self.entity(party).or_else(|| self.entities.iter().find(named))
    }

    fn is_party(&self, code: &str) -> bool {
        self.entity(code).is_some_and(|e| e.kind == EntityKind::State)
    }
}

/// Whether an entry is for this engagement.
fn fits(c: &EngagementCode, e: &Engagement, parties: &[&str]) -> bool {
    let country = e.place.as_ref().and_then(|p| p.value.country.as_deref());
    c.kinds.contains(&e.kind.value)
        && (c.statuses.is_empty() || c.statuses.contains(&e.status.value))
        && (c.formats.is_empty() || e.format.as_ref().is_some_and(|f| c.formats.contains(&f.value)))
        && parties.len() >= c.at_least
        && (!c.third_place || country.is_some_and(|at| !parties.contains(&at)))
        && c.role.is_none_or(|r| e.participants.iter().any(|p| p.role.value == r))
}

/// The party that received the others: the host, else the party in whose country it was.
fn host<'a>(e: &Engagement, parties: &[&'a str]) -> Option<&'a str> {
    let country = e.place.as_ref().and_then(|p| p.value.country.as_deref());
    let named = e.host.as_ref().map(|h| h.value.as_str());
    named.or(country).and_then(|host| parties.iter().copied().find(|p| *p == host))
}

/// The type of the event, on the evidence of the field that it is coded from.
fn sourced<T: Clone>(from: &Sourced<T>, code: Code) -> Sourced<String> {
    let mut kind = from.clone().map(|_| code.kind.to_owned());
    kind.rule = code.id.into();
    kind
}

fn words(name: &str) -> Vec<Word> {
    split(name).map(|w| Word::new(w, w)).collect()
}

/// The value of the phrase that is the whole name.
fn whole<'a, T>(phrases: &'a Phrases<T>, name: &str) -> Option<&'a T> {
    let words = words(name);
    (!words.is_empty()).then(|| phrases.longest(&words, 0)).flatten().filter(|(n, _)| *n == words.len()).map(|(_, v)| v)
}

/// The value of the longest phrase in the name.
fn longest<'a, T>(phrases: &'a Phrases<T>, name: &str) -> Option<&'a T> {
    let found = phrases.find(&words(name)).into_iter();
    found.reduce(|best, other| if other.1 - other.0 > best.1 - best.0 { other } else { best }).map(|(_, _, v)| v)
}

#[cfg(test)]
mod tests;
