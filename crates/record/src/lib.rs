//! The words of the house: the types that pass between the crates of Chancery.
//!
//! * [`Document`]: what was read, as clean text with its metadata.
//! * [`Analysis`]: the document's sentences, tokens, tags, trees and names.
//! * [`Reading`]: what the document says, every field with the words it rests on ([`Sourced`]).
//! * [`wire`]: the reading as JSON, the contract with everything outside.
//!
//! This crate depends on no other crate of the house, reads no file and knows no rule.

mod analysis;
mod document;
mod reading;
mod sourced;
mod span;
mod vocabulary;
pub mod wire;

pub use analysis::{Analysis, Name, NameKind, ROOT};
pub use document::{Document, Meta, Origin, Part, PartKind, Published, PublishedBasis};
pub use reading::{
    AgendaItem, Coder, Commitment, Engagement, Entity, EntityId, EntityKind, Event, Outcome, Participant, Place,
    Reading, Statement, When,
};
pub use sourced::{RuleId, Sourced};
pub use span::{CharIndex, CharSpan, Span};
pub use vocabulary::{
    Act, CommitmentKind, DateBasis, EngagementKind, Format, Level, OutcomeKind, Precision, Quoted, Role, Status,
    UnknownWord,
};
