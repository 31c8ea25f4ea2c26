//! Takes out paragraphs that are no part of the article and keeps what they say.

use crate::dates;
use crate::knowledge::{KNOWLEDGE, Pattern};
use crate::parts::{Block, is_prose};
use jiff::civil::Date;
use regex::Captures;

/// What the furniture said.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub publisher: Option<String>,
    pub published: Option<Date>,
    pub authors: Vec<String>,
}

/// Removes the furniture. A paragraph goes only if patterns consume all of it; patterns that could be mistaken hold
/// only at the edges of the article. Where nothing but furniture is left, it stays.
pub(crate) fn remove(blocks: &mut Vec<Block>) -> Found {
    let prose: Vec<usize> = (0..blocks.len()).filter(|i| is_prose(&blocks[*i].text.text)).collect();
    let head_end = prose.get(1).copied().unwrap_or(blocks.len());
    let tail_start = prose.iter().rev().nth(1).map_or(0, |last| last + 1);
    let consumed: Vec<_> = blocks
        .iter()
        .enumerate()
        .map(|(i, block)| consume(&block.text.text, i < head_end || i >= tail_start))
        .collect();
    if consumed.iter().all(Option::is_some) {
        return Found::default();
    }
    let found = gather(consumed.iter().flatten().flatten());
    let gone: Vec<bool> = consumed.iter().map(Option::is_some).collect();
    let mut gone = gone.into_iter();
    blocks.retain(|_| gone.next() != Some(true));
    found
}

/// The patterns that together consume the whole paragraph, each with its rank, or `None`.
pub(crate) fn consume(text: &str, edge: bool) -> Option<Vec<(usize, Captures<'_>)>> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || "|·•".contains(c));
    // Longer paragraphs are no furniture, whatever they begin with.
    if rest.len() > LONGEST || rest.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    while !rest.is_empty() {
        let known = KNOWLEDGE.furniture.iter().enumerate().filter(|(_, p)| edge || p.anywhere);
        let matches = known.filter_map(|(rank, pattern)| Some((rank, pattern.regex.captures(rest)?)));
        let (rank, captures) = matches.max_by_key(|(rank, c)| (c[0].len(), std::cmp::Reverse(*rank)))?;
        rest = rest.get(captures[0].len()..).filter(|_| !captures[0].is_empty())?;
        out.push((rank, captures));
    }
    Some(out)
}

const LONGEST: usize = 420;

fn gather<'a, 't: 'a>(readings: impl Iterator<Item = &'a (usize, Captures<'t>)>) -> Found {
    let mut authors = Vec::new();
    let (mut publisher, mut published) = (None, None);
    for (rank, captures) in readings {
        let group = |name| Pattern::group(captures, name).map(|m| m.as_str());
        better(&mut publisher, *rank, group("publisher").map(str::to_owned));
        better(&mut published, *rank, group("date").and_then(dates::in_words));
        for name in group("authors").map(names).unwrap_or_default() {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
    }
    Found { publisher: publisher.map(|(_, p)| p), published: published.map(|(_, d)| d), authors }
}

/// Keeps the value of the more trusted entry, of equals the first.
fn better<T>(best: &mut Option<(usize, T)>, rank: usize, value: Option<T>) {
    if let Some(value) = value
        && best.as_ref().is_none_or(|(other, _)| rank < *other)
    {
        *best = Some((rank, value));
    }
}

/// The names of a byline.
pub(crate) fn names(words: &str) -> Vec<String> {
    let commas = words.replace(" and ", ",").replace(" & ", ",");
    commas.split(',').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
}
