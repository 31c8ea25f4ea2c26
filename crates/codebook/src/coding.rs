//! Event codes, as they stand in `codebook/coding/`; `codebook/README.md` describes the fields.

use chancery_record::{Act, EngagementKind, Format, Level, Role, Status};
use serde::Deserialize;

/// How engagements and statements become events.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coding {
    /// Types of events.
    #[serde(rename = "type")]
    pub types: Vec<EventType>,
    /// Codes of engagements: the first that fits is taken.
    #[serde(rename = "engagement")]
    pub engagements: Vec<EngagementCode>,
    /// Codes of statements: the first that fits is taken.
    #[serde(rename = "statement")]
    pub statements: Vec<StatementCode>,
    /// Names that a context may have.
    #[serde(rename = "contexts")]
    pub known: KnownContexts,
    /// Contexts of the topics.
    #[serde(rename = "context")]
    pub contexts: Vec<TopicContexts>,
    /// Codes of agents: the first that fits is taken.
    #[serde(rename = "actor")]
    pub actors: Vec<ActorCode>,
    /// Codes of international bodies.
    #[serde(rename = "body")]
    pub bodies: Vec<BodyCode>,
}

/// A type of event.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventType {
    /// PLOVER's name.
    pub id: String,
    /// `verbal-cooperation`, `material-cooperation`, `verbal-conflict` or `material-conflict`.
    pub quad: String,
    /// Modes that it may have.
    pub modes: Vec<String>,
}

/// What an event is coded as.
pub struct Code<'a> {
    /// Id of the entry.
    pub id: &'a str,
    /// PLOVER type.
    pub kind: &'a str,
    /// PLOVER mode.
    pub mode: Option<&'a str>,
    /// CAMEO code.
    pub cameo: &'a str,
    /// Contexts that it has whatever its topics.
    pub contexts: &'a [String],
}

/// Who is actor and who recipient of an engagement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// All parties are actors, none is recipient.
    #[default]
    Together,
    /// The host is recipient; together where no host is known.
    ToHost,
    /// All parties are both.
    Both,
}

/// The code of an engagement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EngagementCode {
    /// Id.
    pub id: String,
    /// What it is.
    #[serde(default)]
    pub gloss: String,
    /// Kinds of engagement.
    pub kinds: Vec<EngagementKind>,
    /// Formats; none: any.
    #[serde(default)]
    pub formats: Vec<Format>,
    /// Statuses; none: any.
    #[serde(default)]
    pub statuses: Vec<Status>,
    /// Least number of parties.
    #[serde(default)]
    pub at_least: usize,
    /// Whether the place must lie in a country that is no party.
    #[serde(default)]
    pub third_place: bool,
    /// Somebody must take part in this role.
    #[serde(default)]
    pub role: Option<Role>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    #[serde(default)]
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Who is actor and who recipient.
    #[serde(default)]
    pub direction: Direction,
    /// Contexts that it has whatever its topics.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// In words.
    #[serde(default)]
    pub example: String,
}

/// Where the recipient of a statement is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Target {
    /// Whom it is addressed to.
    Addressee,
    /// The states it is about.
    About,
    /// The other parties of its engagement.
    Engagement,
}

/// The code of a statement.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatementCode {
    /// Id.
    pub id: String,
    /// What it is.
    #[serde(default)]
    pub gloss: String,
    /// Acts.
    pub acts: Vec<Act>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER mode.
    #[serde(default)]
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Where the recipient is looked for, in this order.
    pub targets: Vec<Target>,
    /// What several parties say together has them all as actors and no recipient.
    #[serde(default)]
    pub mutual: bool,
    /// Contexts that it has whatever its topics.
    #[serde(default)]
    pub contexts: Vec<String>,
    /// In words.
    #[serde(default)]
    pub example: String,
}

/// Every context.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownContexts {
    /// Their names.
    pub known: Vec<String>,
}

/// The contexts of a topic.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicContexts {
    /// Code of the topic.
    pub id: String,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
}

/// Whose agents an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgentOf {
    /// A state's.
    State,
    /// Those of parties that are no states.
    Other,
}

/// The code of an agent.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorCode {
    /// Id.
    pub id: String,
    /// What it is.
    #[serde(default)]
    pub gloss: String,
    /// Classes of office or organisation; none: any.
    #[serde(default)]
    pub classes: Vec<String>,
    /// Levels of the office; none: any.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Whose agents; none: anybody's.
    #[serde(default)]
    pub of: Option<AgentOf>,
    /// CAMEO code.
    pub code: String,
    /// In words.
    #[serde(default)]
    pub example: String,
}

/// The code of a body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyCode {
    /// Its acronym in `bodies.toml`.
    pub id: String,
    /// CAMEO code.
    pub code: String,
}

impl EngagementCode {
    /// What the event is coded as.
    pub fn code(&self) -> Code<'_> {
        let mode = self.mode.as_deref();
        Code { id: &self.id, kind: &self.kind, mode, cameo: &self.cameo, contexts: &self.contexts }
    }
}

impl StatementCode {
    /// What the event is coded as.
    pub fn code(&self) -> Code<'_> {
        let mode = self.mode.as_deref();
        Code { id: &self.id, kind: &self.kind, mode, cameo: &self.cameo, contexts: &self.contexts }
    }
}

impl Coding {
    /// Quad of a type; empty for one that has no entry.
    pub fn quad(&self, kind: &str) -> &str {
        self.types.iter().find(|t| t.id == kind).map_or("", |t| &t.quad)
    }

    /// PLOVER contexts of a topic.
    pub fn contexts_of(&self, topic: &str) -> &[String] {
        self.contexts.iter().find(|c| c.id == topic).map_or(&[], |c| &c.contexts)
    }

    /// Code of an agent by its class and level.
    pub fn agent(&self, of: AgentOf, class: Option<&str>, level: Option<Level>) -> &str {
        let fits = |a: &&ActorCode| {
            a.of.is_none_or(|o| o == of)
                && (a.classes.is_empty() || class.is_some_and(|c| a.classes.iter().any(|k| k == c)))
                && (a.levels.is_empty() || level.is_some_and(|l| a.levels.contains(&l)))
        };
        self.actors.iter().find(fits).map_or("UNK", |a| &a.code)
    }

    /// CAMEO code of an international body.
    pub fn body(&self, acronym: &str) -> String {
        let known = self.bodies.iter().find(|b| b.id == acronym);
        known.map_or_else(|| format!("IGO {acronym}"), |b| b.code.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Codebook;

    #[test]
    fn codes_hang_together() {
        let book = Codebook::built_in();
        let coding = &book.coding;
        let engagements = coding.engagements.iter().map(EngagementCode::code);
        for code in engagements.chain(coding.statements.iter().map(StatementCode::code)) {
            let known = coding.types.iter().find(|t| t.id == code.kind);
            let known = known.unwrap_or_else(|| panic!("{}: no type {}", code.id, code.kind));
            assert!(code.mode.is_none_or(|m| known.modes.iter().any(|k| k == m)), "{}: mode {:?}", code.id, code.mode);
            assert!(code.contexts.iter().all(|c| coding.known.known.contains(c)), "{}: {:?}", code.id, code.contexts);
        }
        for context in &coding.contexts {
            assert!(context.contexts.iter().all(|c| coding.known.known.contains(c)), "{context:?}");
        }
        for body in &coding.bodies {
            assert!(book.bodies.contains_key(&body.id), "{body:?}");
        }
    }

    #[test]
    fn every_kind_of_engagement_has_a_code_whatever_its_status() {
        let coding = Codebook::built_in().coding;
        for kind in EngagementKind::WORDS.iter().map(|w| w.parse().unwrap()) {
            let plain = |c: &&EngagementCode| {
                c.kinds.contains(&kind)
                    && c.statuses.is_empty()
                    && c.formats.is_empty()
                    && c.at_least == 0
                    && !c.third_place
                    && c.role.is_none()
            };
            assert!(coding.engagements.iter().any(|c| plain(&c)), "{kind}");
        }
    }

    #[test]
    fn agents_of_states_and_others() {
        let coding = Codebook::built_in().coding;
        assert_eq!(coding.agent(AgentOf::State, None, Some(Level::Minister)), "GOV");
        assert_eq!(coding.agent(AgentOf::State, None, Some(Level::Legislator)), "LEG");
        assert_eq!(coding.agent(AgentOf::State, Some("military"), Some(Level::ChiefOfService)), "MIL");
        assert_eq!(coding.agent(AgentOf::Other, Some("armed-group"), None), "REB");
        assert_eq!(coding.agent(AgentOf::Other, None, None), "UNK");
        assert_eq!((coding.body("UN"), coding.body("SCO")), ("IGO UNO".to_owned(), "IGO SCO".to_owned()));
    }
}
