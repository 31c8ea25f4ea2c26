//! What one document says, every field with the words it rests on. [`crate::wire`] gives it as JSON.

use crate::{
    Act, CommitmentKind, DateBasis, Document, EngagementKind, Format, Level, OutcomeKind, Precision, Quoted, Role,
    Sourced, Span, Status,
};
use jiff::civil::Date;

/// Id of an [`Entity`], an engagement, a statement …: unique within its reading.
pub type EntityId = String;

/// A document's reading. The order of each list is the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The build that read it.
    pub coder: Coder,
    /// What was read.
    pub document: Document,
    /// People, offices, organisations, states and places.
    pub entities: Vec<Entity>,
    /// Occasions on which parties dealt with each other.
    pub engagements: Vec<Engagement>,
    /// What somebody is reported to have said.
    pub statements: Vec<Statement>,
    /// What parties undertake.
    pub commitments: Vec<Commitment>,
    /// The same content coded for users of event data.
    pub events: Vec<Event>,
}

/// Names the build: the same coder reads the same bytes the same way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    /// Version of the program.
    pub version: String,
    /// SHA-256 of the model's file, in hexadecimal.
    pub model: String,
    /// SHA-256 of the codebook's files, in hexadecimal.
    pub codebook: String,
}

/// Someone or something the document names.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// `p1`, `o1`, `g1`, `l1` …; for a state or body its code.
    pub id: EntityId,
    /// Fullest name, without honorific or office.
    pub name: String,
    /// Every mention, in order, pronouns and descriptions apart.
    pub mentions: Vec<Span>,
    /// What it is.
    pub kind: EntityKind,
}

/// What an entity is, with what belongs to that kind.
#[derive(Clone, Debug, PartialEq)]
pub enum EntityKind {
    /// A person.
    Person {
        /// "Dr", "Lt General (Retd)".
        honorifics: Vec<String>,
        /// State or body the person speaks for.
        party: Option<Sourced<String>>,
        /// Ids of the person's offices, the first mentioned first.
        offices: Vec<EntityId>,
    },
    /// A post.
    Office {
        /// State or body whose office it is.
        of: Option<String>,
        /// Name of the organisation ("Security Council").
        organisation: Option<String>,
        /// Rank.
        level: Level,
    },
    /// An organisation below the rank of a party, or a party that is no state.
    Organisation {
        /// "NSD".
        acronym: Option<String>,
        /// State or body it belongs to.
        party: Option<String>,
    },
    /// A state, or a body that acts as a party.
    State,
    /// A town, region or building.
    Place {
        /// ISO 3166-1 alpha-2 code.
        country: Option<String>,
    },
}

/// An occasion on which parties dealt with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Engagement {
    /// `e1` …
    pub id: EntityId,
    /// What sort of occasion; its spans are the words that state it.
    pub kind: Sourced<EngagementKind>,
    /// Whether it came about.
    pub status: Sourced<Status>,
    /// Mentioned only as history or outlook.
    pub background: bool,
    /// When.
    pub date: Option<Sourced<When>>,
    /// Where.
    pub place: Option<Sourced<Place>>,
    /// By what means.
    pub format: Option<Sourced<Format>>,
    /// Party that received the others.
    pub host: Option<Sourced<String>>,
    /// Sorted codes.
    pub parties: Vec<Sourced<String>>,
    /// Who took part.
    pub participants: Vec<Participant>,
    /// What was spoken about.
    pub agenda: Vec<AgendaItem>,
    /// What came of it.
    pub outcomes: Vec<Outcome>,
    /// The visit, summit or conference it belongs to.
    pub part_of: Option<Sourced<EntityId>>,
    /// "third round" is 3.
    pub round: Option<Sourced<u32>>,
}

/// A time as the text gives it. `start` and `end` are both present or both absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
    /// How exactly it is known.
    pub precision: Precision,
    /// The words; for a date taken from the dateline or the publication date they may be empty.
    pub words: String,
    /// What it was resolved by; `None` when it was not.
    pub basis: Option<DateBasis>,
}

/// A town, with the building where one is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Name of the town; `None` when only the country or the building is known.
    pub name: Option<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: Option<String>,
    /// Building.
    pub venue: Option<String>,
}

/// Somebody who took part; either a person entity or an unnamed holder of an office.
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// Id of a person or organisation; `None` for an unnamed holder of the office.
    pub entity: Option<EntityId>,
    /// State or body.
    pub party: Option<String>,
    /// The office as the document names it.
    pub office: Option<String>,
    /// What the participant did.
    pub role: Sourced<Role>,
}

/// One topic of an engagement.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaItem {
    /// Code of the topic; its spans are the words that name it.
    pub topic: Sourced<String>,
    /// State or place the topic is about.
    pub subject: Option<String>,
    /// Parties that raised it.
    pub raised_by: Vec<String>,
    /// Entities that report it.
    pub according_to: Vec<EntityId>,
}

/// What came of an engagement.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Its sort.
    pub kind: Sourced<OutcomeKind>,
    /// Its name.
    pub name: String,
}

/// Words or a position that the document attributes to somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// `s1` …
    pub id: EntityId,
    /// Who said it; `None` where only parties speak.
    pub speaker: Option<Sourced<EntityId>>,
    /// Whose position it is, sorted.
    pub parties: Vec<Sourced<String>>,
    /// Who carried it, nearest to the reader first.
    pub via: Vec<Sourced<EntityId>>,
    /// What the speaker does with it; its spans are the cue.
    pub act: Sourced<Act>,
    /// The words said, without the cue.
    pub content: Vec<Span>,
    /// Whether they are quoted.
    pub quoted: Quoted,
    /// Topics in the content.
    pub topics: Vec<Sourced<String>>,
    /// States and places it is about, sorted.
    pub about: Vec<String>,
    /// Whom it is addressed to, sorted.
    pub addressee: Vec<String>,
    /// Engagement it was made at or about.
    pub engagement: Option<EntityId>,
    /// "did not rule out".
    pub negated: bool,
}

/// Something a party undertakes to do.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// `c1` …
    pub id: EntityId,
    /// Who undertakes it, sorted.
    pub by: Vec<Sourced<String>>,
    /// To whom; empty for what parties undertake together.
    pub to: Vec<String>,
    /// Its sort.
    pub kind: Sourced<CommitmentKind>,
    /// The words of what is to be done.
    pub action: Vec<Span>,
    /// Topics in them.
    pub topics: Vec<Sourced<String>>,
    /// Until when.
    pub due: Option<Sourced<When>>,
    /// Engagement it was made at.
    pub engagement: Option<EntityId>,
    /// Statement that made it.
    pub statement: Option<EntityId>,
}

/// An engagement or statement coded in PLOVER and CAMEO.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `v1` …
    pub id: EntityId,
    /// PLOVER type, e.g. `CONSULT`.
    pub kind: Sourced<String>,
    /// PLOVER mode, e.g. `visit`.
    pub mode: Option<String>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<String>,
    /// `verbal-cooperation` …
    pub quad: String,
    /// Entity id and CAMEO actor code of each actor.
    pub actors: Vec<(EntityId, String)>,
    /// Entity id and CAMEO actor code of each recipient.
    pub recipients: Vec<(EntityId, String)>,
    /// CAMEO code.
    pub cameo: String,
    /// Status of the engagement, `held` for a statement.
    pub status: Status,
    /// Said not to be so.
    pub negated: bool,
    /// First day.
    pub date: Option<Date>,
    /// Town.
    pub place: Option<String>,
    /// Id of the engagement or statement it codes.
    pub from: EntityId,
}

impl Reading {
    /// The entity of that id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id == id)
    }
}

impl Place {
    /// Town, else venue, else country code: what to print.
    pub fn label(&self) -> &str {
        self.name.as_deref().or(self.venue.as_deref()).or(self.country.as_deref()).unwrap_or("")
    }
}
