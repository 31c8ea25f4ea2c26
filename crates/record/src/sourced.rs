//! A value with the words it rests on.

use crate::Span;
use std::sync::Arc;

/// The id of the codebook entry or model head that produced a value, e.g. `engagement.meet`.
pub type RuleId = Arc<str>;

/// A value, the words it rests on (never none) and the rule that read it: the only way to make a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Sourced<T> {
    /// What was read.
    pub value: T,
    /// The rule that read it.
    pub rule: RuleId,
    spans: Vec<Span>,
}

impl<T> Sourced<T> {
    /// A value that rests on the words of `span`.
    pub fn new(value: T, span: Span, rule: impl Into<RuleId>) -> Self {
        Sourced { value, rule: rule.into(), spans: vec![span] }
    }

    /// The same value, resting on `span` too.
    pub fn and(mut self, span: Span) -> Self {
        if !self.spans.contains(&span) {
            self.spans.push(span);
            self.spans.sort();
        }
        self
    }

    /// The words the value rests on, in the order of the text; never empty.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Another value on the same evidence.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Sourced<U> {
        Sourced { value: f(self.value), rule: self.rule, spans: self.spans }
    }
}
