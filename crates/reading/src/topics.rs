//! Topics: phrases of the codebook in a stretch of text.

use crate::text::Text;
use chancery_record::{NameKind, Sourced};
use std::ops::Range;

/// A topic with the tokens that name it.
pub(crate) struct Topic {
    pub topic: Sourced<String>,
    pub tokens: Range<u32>,
}

/// Topics named in the tokens, each code once with all its words, in the order of first mention.
pub(crate) fn topics(text: &Text, tokens: Range<u32>) -> Vec<Topic> {
    let words = text.word_range(tokens);
    let mut out: Vec<Topic> = Vec::new();
    let mut at = words.start;
    while at < words.end {
        let Some((length, name)) = text
            .book
            .topics
            .all(&text.words[..words.end], at)
            .reduce(|best, other| if (other.0, best.1.weak) > (best.0, other.1.weak) { other } else { best })
        else {
            at += 1;
            continue;
        };
        let range = text.tokens[at]..text.tokens[at + length - 1] + 1;
        let span = text.span(range.clone());
        // inside the name of a person, office or organisation the words are no topic; a body's own name may be one
        let named = |kind| range.clone().all(|t| text.name(t, kind).is_some());
        let hidden =
            [NameKind::Per, NameKind::Off, NameKind::Org].into_iter().any(named) && text.party(range.start).is_none();
        if !hidden {
            match out.iter_mut().find(|t| t.topic.value == name.code) {
                Some(had) => had.topic = had.topic.clone().and(span),
                None => {
                    let topic = Sourced::new(name.code.clone(), span, format!("topic.{}", name.code));
                    out.push(Topic { topic, tokens: range });
                }
            }
        }
        at += length;
    }
    out
}

/// Codes alone.
pub(crate) fn codes(text: &Text, tokens: Range<u32>) -> Vec<Sourced<String>> {
    topics(text, tokens).into_iter().map(|t| t.topic).collect()
}
