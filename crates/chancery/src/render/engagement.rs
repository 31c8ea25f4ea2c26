//! An engagement on the page: its headline, who took part, the agenda and what came of it.

use super::{INDENT, Sheet, label};
use crate::page::Words;
use anstyle::Style;
use chancery_record::{AgendaItem, Engagement, Format, Participant, Role, Status};
use unicode_width::UnicodeWidthStr;

impl Sheet<'_> {
    /// The engagement in full.
    pub fn engagement(&mut self, e: &Engagement) {
        self.headline(e);
        self.parties(e);
        self.participants(e);
        self.agenda(e);
        self.outcomes(e);
    }

    /// The engagement in short: headline and who.
    pub fn background(&mut self, e: &Engagement) {
        self.headline(e);
        let mut words = Words::new();
        let names: Vec<String> = e.participants.iter().map(|p| label::participant(self.reading, p)).collect();
        let parties: Vec<String> = e.parties.iter().map(|p| label::party(self.reading, &p.value)).collect();
        words.styled(self.palette.party, &parties.join(" × "));
        words.separate(self.palette.dim, if names.is_empty() { "" } else { " · " });
        words.add(&names.join("; "));
        self.page.paragraph(INDENT, INDENT + 2, &words);
        self.ground(INDENT + 2, &e.id, &["party", "participant"]);
        self.agenda(e);
    }

    fn headline(&mut self, e: &Engagement) {
        let Sheet { palette, .. } = *self;
        let mut words = Words::new();
        words.styled(palette.dim, &e.id);
        // Kind and status start in one column, whatever the id's length.
        words.add(&"\u{a0}".repeat(INDENT.saturating_sub(e.id.len() + 1)));
        words.add(" ").styled(palette.engagement, &capital(e.kind.value.as_str()));
        let status = if e.status.value == Status::Held { Style::new() } else { palette.strong };
        words.styled(palette.dim, " · ").styled(status, e.status.value.as_str());
        let when = e.date.as_ref().map_or("date unknown".to_owned(), |date| label::when(&date.value));
        words.styled(palette.dim, " · ").styled(palette.date, &when);
        if let Some(place) = &e.place {
            words.styled(palette.dim, " · ").styled(palette.place, &label::place(&place.value));
        }
        self.page.paragraph(0, INDENT, &words);
        self.ground(INDENT + 2, &e.id, &["kind", "status", "date", "place"]);
    }

    /// The parties by name, and how they met.
    fn parties(&mut self, e: &Engagement) {
        let Sheet { palette, reading, .. } = *self;
        let mut words = Words::new();
        for party in &e.parties {
            words.separate(palette.dim, " × ").styled(palette.party, &label::party(reading, &party.value));
        }
        let mut more: Vec<String> = Vec::new();
        more.extend(e.round.as_ref().map(|round| format!("round {}", round.value)));
        more.extend(e.format.as_ref().map(|format| by_means(format.value).to_owned()));
        more.extend(e.host.as_ref().map(|host| format!("host {}", host.value)));
        more.extend(e.part_of.as_ref().map(|whole| {
            let kind = reading.engagements.iter().find(|other| other.id == whole.value).map(|o| o.kind.value.as_str());
            format!("part of {}{}", kind.map(|kind| format!("the {kind} ")).unwrap_or_default(), whole.value)
        }));
        for item in more {
            words.separate(palette.dim, " · ").add(&item);
        }
        self.page.paragraph(INDENT, INDENT + 2, &words);
        self.ground(INDENT + 2, &e.id, &["party", "round", "format", "host", "part of"]);
    }

    /// Participants, party by party in the order in which the parties first appear among them.
    fn participants(&mut self, e: &Engagement) {
        let mut groups: Vec<(Option<&str>, Vec<&Participant>)> = Vec::new();
        for p in &e.participants {
            let party = p.party.as_deref();
            match groups.iter_mut().find(|(known, _)| *known == party) {
                Some((_, members)) => members.push(p),
                None => groups.push((party, vec![p])),
            }
        }
        let column = groups.iter().map(|(party, _)| party.unwrap_or(label::UNKNOWN).width()).max();
        // A party that is no state is known by its name, which may be long.
        let column = column.unwrap_or(0).min(12) + 2;
        for (party, members) in groups {
            for (index, p) in members.into_iter().enumerate() {
                let code = if index == 0 { party.unwrap_or(label::UNKNOWN) } else { "" };
                self.participant(e, p, code, column);
            }
        }
    }

    fn participant(&mut self, e: &Engagement, p: &Participant, code: &str, column: usize) {
        let Sheet { palette, reading, .. } = *self;
        let mut words = Words::new();
        words.styled(palette.party, code);
        words.add(&"\u{a0}".repeat(column.saturating_sub(code.width() + 1)));
        words.add(" ");
        let entity = p.entity.as_ref().and_then(|id| reading.entity(id));
        match (entity, &p.office) {
            (Some(entity), office) => {
                words.styled(palette.person, &entity.name);
                if let Some(office) = office {
                    words.add(", ").styled(palette.office, office);
                }
            }
            (None, Some(office)) => {
                words.styled(palette.office, office).styled(palette.dim, " (not named)");
            }
            (None, None) => {
                words.add(label::UNKNOWN);
            }
        }
        if p.role.value != Role::Principal {
            words.styled(palette.dim, &format!(" · {}", p.role.value));
        }
        self.page.paragraph(INDENT, INDENT + column, &words);
        let name = label::participant(reading, p);
        self.ground_where(INDENT + column, |f| f.of == e.id && f.name == "participant" && f.value == name);
        if let Some(entity) = entity {
            self.ground(INDENT + column, &entity.id, &["party"]);
        }
    }

    fn agenda(&mut self, e: &Engagement) {
        let Sheet { palette, .. } = *self;
        let mut words = Words::new();
        for item in &e.agenda {
            words.separate(palette.dim, " · ").styled(palette.topic, &item.topic.value);
            words.styled(palette.dim, &circumstances(item));
        }
        if words.is_empty() {
            return;
        }
        let mut line = Words::new();
        line.styled(palette.dim, "agenda: ").append(words);
        self.page.paragraph(INDENT, INDENT + 2, &line);
        self.ground(INDENT + 2, &e.id, &["topic"]);
    }

    fn outcomes(&mut self, e: &Engagement) {
        for outcome in &e.outcomes {
            let mut line = Words::new();
            line.styled(self.palette.dim, &format!("outcome, {}: ", outcome.kind.value)).add(&outcome.name);
            self.page.paragraph(INDENT, INDENT + 2, &line);
        }
        self.ground(INDENT + 2, &e.id, &["outcome"]);
    }
}

/// What a topic is about and who raised it, where that is known.
fn circumstances(item: &AgendaItem) -> String {
    let subject = item.subject.as_ref().map(|subject| format!(" on {subject}")).unwrap_or_default();
    // A topic that all raised is simply on the agenda.
    if item.raised_by.len() == 1 { format!("{subject} (raised by {})", item.raised_by[0]) } else { subject }
}

fn by_means(format: Format) -> &'static str {
    match format {
        Format::InPerson => "in person",
        Format::Video => "by video",
        Format::Phone => "by phone",
        Format::Written => "in writing",
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
