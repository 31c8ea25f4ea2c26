//! The tree layer: each sentence as a dependency tree, drawn like a tree of folders.

use crate::page::{Page, Words};
use chancery_record::{Analysis, Document};
use std::ops::Range;

/// The sentences, each followed by its tree: under every word the words that depend on it, with their relation.
pub fn tree(page: &mut Page, document: &Document, analysis: &Analysis) {
    let palette = page.palette();
    for sentence in &analysis.sentences {
        page.gap();
        if !sentence.is_empty() {
            let words = analysis.span(sentence.clone()).of(&document.text).to_owned();
            page.paragraph(0, 0, Words::new().styled(palette.strong, &words));
        }
        for (token, stem) in branches(analysis, sentence.clone()) {
            let row = token as usize;
            let mut line = Words::new();
            line.styled(palette.dim, &stem).add(analysis.word(&document.text, token));
            line.add(" ").styled(palette.date, analysis.relations[row]);
            line.styled(palette.dim, &format!(" {}", analysis.upos[row]));
            page.line(&line);
        }
    }
}

/// The tokens from the root down, each with the lines that join it to its head.
fn branches(analysis: &Analysis, sentence: Range<u32>) -> Vec<(u32, String)> {
    let mut children: Vec<Vec<u32>> = vec![Vec::new(); sentence.len()];
    let mut open: Vec<(u32, String, String)> = Vec::new();
    for token in sentence.clone().rev() {
        match analysis.heads[token as usize] {
            head if sentence.contains(&head) => children[(head - sentence.start) as usize].push(token),
            _root => open.push((token, String::new(), String::new())),
        }
    }
    let mut drawn = Vec::with_capacity(sentence.len());
    while let Some((token, stem, below)) = open.pop() {
        // The children were gathered from the last to the first, and the last pushed is the next drawn.
        for (index, &child) in children[(token - sentence.start) as usize].iter().enumerate() {
            let (own, further) = if index == 0 { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            open.push((child, format!("{below}{own}"), format!("{below}{further}")));
        }
        drawn.push((token, stem));
    }
    drawn
}
