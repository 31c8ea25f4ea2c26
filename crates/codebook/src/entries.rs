//! The entries of the codebook's files, as they stand in TOML; `codebook/README.md` describes the fields.

use chancery_record::{Act, CommitmentKind, EngagementKind, Format, Level, Status};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::str::FromStr;

/// A state or territory.
#[derive(Clone, Debug, Deserialize)]
pub struct State {
    /// ISO 3166-1 alpha-2.
    pub id: String,
    /// Common English name.
    pub name: String,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// "Pakistani".
    #[serde(default)]
    pub demonyms: Vec<String>,
    /// Seat of government.
    #[serde(default)]
    pub capital: Option<String>,
    /// Names that mean the government when they act.
    #[serde(default)]
    pub metonyms: Vec<String>,
    /// Its larger parts: provinces, federal states.
    #[serde(default)]
    pub regions: Vec<String>,
}

/// A name that several states share: the one that the document names otherwise is meant.
#[derive(Clone, Debug, Deserialize)]
pub struct Ambiguous {
    /// Names and demonyms.
    pub names: Vec<String>,
    /// States that may be meant.
    pub states: Vec<String>,
}

/// An intergovernmental body.
#[derive(Clone, Debug, Deserialize)]
pub struct Body {
    /// Acronym.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Other names, and organs that speak for it.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Member states.
    #[serde(default)]
    pub members: Vec<String>,
}

/// A fixed format of states: the Quad.
#[derive(Clone, Debug, Deserialize)]
pub struct Gathering {
    /// Id.
    pub id: String,
    /// Names.
    pub names: Vec<String>,
    /// Members, states or bodies.
    pub members: Vec<String>,
}

/// A named organisation.
#[derive(Clone, Debug, Deserialize)]
pub struct Organisation {
    /// Id.
    #[serde(default)]
    pub id: String,
    /// Full name.
    pub name: String,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// State it belongs to.
    #[serde(default)]
    pub state: Option<String>,
    /// government, media, company …
    pub class: String,
}

impl Organisation {
    /// Whether it deals with governments in its own name: a company, a political party, an armed group.
    pub fn acts_alone(&self) -> bool {
        matches!(self.class.as_str(), "company" | "party" | "armed-group")
    }
}

/// A kind of organisation that is one government's when a state modifies it: "foreign ministry".
#[derive(Clone, Debug, Deserialize)]
pub struct Generic {
    /// Id.
    pub id: String,
    /// Names.
    pub names: Vec<String>,
    /// government, legislature, military …
    pub class: String,
}

/// An office and its level.
#[derive(Clone, Debug, Deserialize)]
pub struct Office {
    /// Id.
    pub id: String,
    /// Its level.
    #[serde(deserialize_with = "word")]
    pub level: Level,
    /// Level where the office is of that state and differs.
    #[serde(default)]
    pub levels: BTreeMap<String, String>,
    /// Names.
    #[serde(default)]
    pub names: Vec<String>,
    /// Abbreviation → full name.
    #[serde(default)]
    pub abbreviations: BTreeMap<String, String>,
    /// The state that the title itself tells.
    #[serde(default)]
    pub state: Option<String>,
    /// Whose office it is, where not a government's executive: military, intelligence, legislature …
    #[serde(default)]
    pub class: Option<String>,
    /// States that have no such office: there the title is a foreigner's.
    #[serde(default)]
    pub not_of: Vec<String>,
}

/// A word that refers to an office-holder known from the context: "envoy".
#[derive(Clone, Debug, Deserialize)]
pub struct RoleWord {
    /// Id.
    pub id: String,
    /// Names.
    #[serde(default)]
    pub names: Vec<String>,
    /// Levels it may refer to; none: any.
    #[serde(default)]
    pub levels: Vec<String>,
}

/// A form of address or rank.
#[derive(Clone, Debug, Deserialize)]
pub struct Honorific {
    /// Id.
    pub id: String,
    /// Written variants.
    pub names: Vec<String>,
}

/// A topic.
#[derive(Clone, Debug, Deserialize)]
pub struct Topic {
    /// Code.
    pub id: String,
    /// Phrases that name it.
    pub phrases: Vec<String>,
    /// Phrases that count only where no other topic's phrase covers the words.
    #[serde(default)]
    pub weak: Vec<String>,
}

/// A verb that states an engagement by itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verb {
    /// Id.
    pub id: String,
    /// What it states.
    #[serde(default)]
    pub gloss: String,
    /// Verbs.
    pub lemmas: Vec<String>,
    /// Kind of engagement.
    #[serde(deserialize_with = "word")]
    pub kind: EngagementKind,
    /// Means.
    #[serde(default, deserialize_with = "maybe_word")]
    pub format: Option<Format>,
    /// Status other than what the tense tells.
    #[serde(default, deserialize_with = "maybe_word")]
    pub status: Option<Status>,
    /// Functions that hold participants.
    pub participants: Vec<String>,
    /// At least one of these must be filled.
    #[serde(default)]
    pub require: Vec<String>,
    /// One of these words must follow in the verb's own phrase ("call **on**").
    #[serde(default)]
    pub particles: Vec<String>,
    /// The object must be one of these nouns ("shake **hands**").
    #[serde(default)]
    pub objects: Vec<String>,
    /// Functions that name the place visited.
    #[serde(default)]
    pub destination: Vec<String>,
    /// Functions that name the host.
    #[serde(default)]
    pub host: Vec<String>,
    /// Functions that name what was spoken about.
    #[serde(default)]
    pub agenda: Vec<String>,
    /// Sentences that are its tests.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A noun that names an engagement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Noun {
    /// Id.
    pub id: String,
    /// What it names.
    #[serde(default)]
    pub gloss: String,
    /// Nouns.
    pub lemmas: Vec<String>,
    /// Whether only the plural counts.
    #[serde(default)]
    pub plural: bool,
    /// Kind of engagement.
    #[serde(deserialize_with = "word")]
    pub kind: EngagementKind,
    /// Means.
    #[serde(default, deserialize_with = "maybe_word")]
    pub format: Option<Format>,
    /// Functions that hold participants.
    pub participants: Vec<String>,
    /// Functions that name the place visited.
    #[serde(default)]
    pub destination: Vec<String>,
    /// Functions that name what was spoken about.
    #[serde(default)]
    pub agenda: Vec<String>,
    /// Modifier → kind.
    #[serde(default)]
    pub modifiers: BTreeMap<String, String>,
    /// One of these modifiers must be there ("**telephone** contact").
    #[serde(default)]
    pub needs: Vec<String>,
    /// With one of these modifiers the noun names something else ("**cabinet** meeting").
    #[serde(default)]
    pub except: Vec<String>,
    /// Sentences that are its tests.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A verb that only carries a noun: "hold talks".
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Light {
    /// Id.
    pub id: String,
    /// What it adds.
    #[serde(default)]
    pub gloss: String,
    /// Verbs.
    pub lemmas: Vec<String>,
    /// Status other than what the tense tells.
    #[serde(default, deserialize_with = "maybe_word")]
    pub status: Option<Status>,
    /// Functions of the verb that hold participants.
    pub participants: Vec<String>,
    /// Functions of the verb in which the noun may stand; `object` if none is named.
    #[serde(default)]
    pub carries: Vec<String>,
    /// Functions of the verb that name the host.
    #[serde(default)]
    pub host: Vec<String>,
    /// Sentences that are its tests.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A cue of a statement.
#[derive(Clone, Debug, Deserialize)]
pub struct Cue {
    /// Id.
    pub id: String,
    /// What it says.
    #[serde(default)]
    pub gloss: String,
    /// What the speaker does.
    #[serde(deserialize_with = "word")]
    pub act: Act,
    /// Verbs.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// The verb's object must be one of these nouns.
    #[serde(default)]
    pub objects: Vec<String>,
    /// Adjectives with a copula.
    #[serde(default)]
    pub adjectives: Vec<String>,
    /// Nouns that carry a position by themselves.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// One of these must follow.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Functions that hold the words said, in the order to be tried.
    #[serde(default)]
    pub content: Vec<String>,
    /// Function that holds the speaker.
    #[serde(default = "subject")]
    pub speaker: String,
    /// Functions that hold the addressee.
    #[serde(default = "addressee")]
    pub addressee: Vec<String>,
    /// What kind of commitment it makes.
    #[serde(default, deserialize_with = "maybe_word")]
    pub commitment: Option<CommitmentKind>,
    /// Whether the subject only carries what the object says ("quoted X as saying").
    #[serde(default)]
    pub carrier: bool,
    /// The noun of `objects` hangs on the verb by one of these prepositions ("spoke **in** favour of").
    #[serde(default)]
    pub through: Vec<String>,
    /// The content's head must have one of these lemmas.
    #[serde(default)]
    pub heads: Vec<String>,
    /// What the content's head may not be: `person`, `party`.
    #[serde(default)]
    pub content_not: Vec<String>,
    /// Whether the cue may stand without content.
    #[serde(default)]
    pub bare: bool,
    /// The act where the content says that somebody else must act.
    #[serde(default, deserialize_with = "maybe_word")]
    pub obliges: Option<Act>,
    /// The infinitive must have an actor of its own.
    #[serde(default)]
    pub other_actor: bool,
    /// The act where two or more parties speak.
    #[serde(default, deserialize_with = "maybe_word")]
    pub joint: Option<Act>,
    /// The act where one party speaks.
    #[serde(default, deserialize_with = "maybe_word")]
    pub alone: Option<Act>,
    /// Counts only under a negation.
    #[serde(default)]
    pub negated: bool,
    /// Counts only under "will", "shall", "would".
    #[serde(default)]
    pub future: bool,
    /// Counts only in direct speech of the first person.
    #[serde(default)]
    pub first_person: bool,
    /// Sentences that are its tests.
    #[serde(default)]
    pub examples: Vec<String>,
}

/// A verb or noun that introduces what was spoken about.
#[derive(Clone, Debug, Deserialize)]
pub struct AgendaCue {
    /// Id.
    pub id: String,
    /// What it says.
    #[serde(default)]
    pub gloss: String,
    /// Verbs.
    #[serde(default)]
    pub verbs: Vec<String>,
    /// The verb's object must be one of these nouns.
    #[serde(default)]
    pub objects: Vec<String>,
    /// Nouns.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// One of these must follow.
    #[serde(default)]
    pub particles: Vec<String>,
    /// Functions that hold the topics.
    #[serde(default)]
    pub content: Vec<String>,
    /// `agenda`: the subject must be a noun of an occasion or an agenda.
    #[serde(default)]
    pub subject: Option<String>,
    /// Sentences that are its tests.
    #[serde(default)]
    pub examples: Vec<String>,
}

fn subject() -> String {
    "subject".to_owned()
}

fn addressee() -> Vec<String> {
    vec!["to".to_owned(), "recipient".to_owned()]
}

/// A word of a closed list.
fn word<'de, D: Deserializer<'de>, T: FromStr>(from: D) -> Result<T, D::Error>
where
    T::Err: std::fmt::Display,
{
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

fn maybe_word<'de, D: Deserializer<'de>, T: FromStr>(from: D) -> Result<Option<T>, D::Error>
where
    T::Err: std::fmt::Display,
{
    word(from).map(Some)
}
