//! Statements and commitments on the page.

use super::{INDENT, Sheet, label};
use crate::page::Words;
use chancery_record::{Commitment, Quoted, Sourced, Statement};

impl Sheet<'_> {
    /// `● KE  Amina Otieno, via Foreign Ministry, Kenya News Agency — praise: “…”`.
    pub fn statement(&mut self, s: &Statement) {
        let Sheet { palette, reading, .. } = *self;
        let text = &reading.document.text;
        let mut words = Words::new();
        words.styled(palette.cue, "●").add(" ").styled(palette.party, &codes(&s.parties));
        match &s.speaker {
            Some(speaker) => words.add("\u{a0} ").styled(palette.person, label::entity(reading, &speaker.value)),
            None if s.parties.len() > 1 => words.styled(palette.dim, " jointly"),
            None => &mut words,
        };
        if !s.via.is_empty() {
            let names: Vec<&str> = s.via.iter().map(|via| label::entity(reading, &via.value)).collect();
            words.styled(palette.dim, &format!(", via {}", names.join(", ")));
        }
        let negated = if s.negated { "not " } else { "" };
        words.styled(palette.dim, " — ").styled(palette.cue, &format!("{negated}{}", s.act.value));
        if !s.addressee.is_empty() {
            words.add(&format!(" to {}", s.addressee.join(", ")));
        }
        let content = match s.quoted {
            Quoted::Whole => label::speech(text, &s.content),
            Quoted::No | Quoted::Partly => label::words(text, &s.content),
        };
        words.styled(palette.dim, ": ").add(&content);
        let mut tail: Vec<String> = s.topics.iter().map(|topic| topic.value.clone()).collect();
        if !s.about.is_empty() {
            tail.push(format!("on {}", s.about.join(", ")));
        }
        words.append(self.tail(tail, &s.id));
        self.page.paragraph(INDENT, INDENT + 2, &words);
        self.ground(INDENT + 4, &s.id, &["act", "speaker", "party", "via", "topic"]);
    }

    /// `⇒ PK, RU pledge: …`.
    pub fn commitment(&mut self, c: &Commitment) {
        let Sheet { palette, reading, .. } = *self;
        let mut words = Words::new();
        words.styled(palette.commitment, "⇒").add(" ").styled(palette.party, &codes(&c.by)).add(" ");
        words.styled(palette.commitment, c.kind.value.as_str());
        if !c.to.is_empty() {
            words.add(&format!(" to {}", c.to.join(", ")));
        }
        words.styled(palette.dim, ": ").add(&label::words(&reading.document.text, &c.action));
        let mut tail: Vec<String> = c.topics.iter().map(|topic| topic.value.clone()).collect();
        tail.extend(c.due.as_ref().map(|due| format!("due {}", label::when(&due.value))));
        if self.evidence {
            tail.extend(c.statement.as_ref().map(|statement| format!("said in {statement}")));
        }
        words.append(self.tail(tail, &c.id));
        self.page.paragraph(INDENT, INDENT + 2, &words);
        self.ground(INDENT + 4, &c.id, &["kind", "by", "topic", "due"]);
    }

    /// Topics and the like, in brackets after the words; the id is of use only beside the evidence.
    fn tail(&self, mut items: Vec<String>, id: &str) -> Words {
        if self.evidence {
            items.insert(0, id.to_owned());
        }
        let mut words = Words::new();
        if !items.is_empty() {
            let items: Vec<String> = items.into_iter().map(|item| item.replace(' ', "\u{a0}")).collect();
            words.styled(self.palette.dim, &format!(" [{}]", items.join(", ")));
        }
        words
    }
}

fn codes(parties: &[Sourced<String>]) -> String {
    if parties.is_empty() {
        return label::UNKNOWN.to_owned();
    }
    parties.iter().map(|party| party.value.as_str()).collect::<Vec<_>>().join(", ")
}
