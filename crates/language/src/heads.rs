//! A row of scores a word → tags, lemmas, the tree and the names of one sentence.

use crate::float::{dot, leaky, row_times_matrix};
use crate::model::{ARC, LABEL, Model};
use crate::network::head_scores;
use crate::tree::best_tree;
use chancery_record::NameKind;

/// What the heads say of one sentence; one entry a word.
pub(crate) struct Labelled {
    pub upos: Vec<&'static str>,
    pub xpos: Vec<&'static str>,
    pub scripts: Vec<&'static str>,
    /// 0 for the root, else the word's number from 1.
    pub heads: Vec<usize>,
    pub relations: Vec<&'static str>,
    /// Kind, first word, one past the last word.
    pub names: Vec<(NameKind, usize, usize)>,
}

/// Where each head's scores stand in a row, and what the root looks like to the parser.
pub(crate) struct Decoder {
    upos: usize,
    xpos: usize,
    script: usize,
    name: usize,
    arc_dependent: usize,
    label_dependent: usize,
    arc_head: usize,
    label_head: usize,
    width: usize,
    root_arc: Vec<f32>,
    root_label: Vec<f32>,
}

impl Decoder {
    pub fn new(model: &Model) -> Decoder {
        let labels = &model.labels;
        let upos = 0;
        let xpos = upos + labels.upos.len();
        let script = xpos + labels.xpos.len();
        let name = script + labels.scripts.len();
        let arc_dependent = name + 3 * NameKind::ALL.len();
        let label_dependent = arc_dependent + ARC;
        let arc_head = label_dependent + LABEL;
        let label_head = arc_head + ARC;
        let width = label_head + LABEL;
        assert_eq!(width, model.heads.outputs(), "the embedded model's heads have the widths of its labels");
        let root = head_scores(model, &model.root);
        Decoder {
            upos,
            xpos,
            script,
            name,
            arc_dependent,
            label_dependent,
            arc_head,
            label_head,
            width,
            root_arc: project(&root[arc_head..][..ARC]),
            root_label: project(&root[label_head..][..LABEL]),
        }
    }

    /// Number of scores in a word's row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Decodes the rows of one sentence.
    pub fn decode(&self, model: &Model, rows: &[f32]) -> Labelled {
        let labels = &model.labels;
        let words: Vec<&[f32]> = rows.chunks_exact(self.width).collect();
        let choose = |at: usize, list: &[&'static str]| -> Vec<&'static str> {
            words.iter().map(|w| list[best(&w[at..][..list.len()])]).collect()
        };
        let heads = best_tree(&self.arc_scores(model, &words), words.len());
        let relations = self.relations(model, &words, &heads);
        Labelled {
            upos: choose(self.upos, &labels.upos),
            xpos: choose(self.xpos, &labels.xpos),
            scripts: choose(self.script, &labels.scripts),
            heads,
            relations,
            names: self.names(&words),
        }
    }

    fn arc_scores(&self, model: &Model, words: &[&[f32]]) -> Vec<f32> {
        let heads: Vec<Vec<f32>> = std::iter::once(self.root_arc.clone())
            .chain(words.iter().map(|w| project(&w[self.arc_head..][..ARC])))
            .collect();
        let mut out = Vec::with_capacity(words.len() * heads.len());
        let mut turned = vec![0.0f32; ARC];
        for word in words {
            let mut dependent = project(&word[self.arc_dependent..][..ARC]);
            dependent.push(1.0);
            row_times_matrix(&dependent, &model.arc, &mut turned);
            out.extend(heads.iter().map(|head| dot(&turned, head)));
        }
        out
    }

    /// The best relation of each word under its head; `root` for the root's dependent and for no other.
    fn relations(&self, model: &Model, words: &[&[f32]], heads: &[usize]) -> Vec<&'static str> {
        let list = &model.labels.relations;
        let wide = LABEL + 1;
        let mut turned = vec![0.0f32; LABEL];
        let dependents: Vec<Vec<f32>> = words
            .iter()
            .map(|w| {
                let mut d = project(&w[self.label_dependent..][..LABEL]);
                d.push(1.0);
                d
            })
            .collect();
        let governors: Vec<Vec<f32>> = heads
            .iter()
            .map(|&h| match h.checked_sub(1) {
                None => self.root_label.clone(),
                Some(word) => project(&words[word][self.label_head..][..LABEL]),
            })
            .collect();
        let mut best: Vec<(f32, &'static str)> = vec![(f32::NEG_INFINITY, "dep"); words.len()];
        // relation by relation, so that each one's weights stay in the nearest cache for all words
        for (r, &relation) in list.iter().enumerate() {
            let matrix = &model.label[r * wide * LABEL..][..wide * LABEL];
            let alone = &model.label_bias[r * wide..][..wide];
            for (word, (d, h)) in dependents.iter().zip(&governors).enumerate() {
                if (relation == "root") != (heads[word] == 0) {
                    continue;
                }
                row_times_matrix(d, matrix, &mut turned);
                let score = dot(&turned, h) + dot(d, alone);
                if score > best[word].0 {
                    best[word] = (score, relation);
                }
            }
        }
        best.into_iter().map(|b| b.1).collect()
    }

    /// The names of each kind by the best path of outside, begin, inside; of two kinds on the same words the surer.
    fn names(&self, words: &[&[f32]]) -> Vec<(NameKind, usize, usize)> {
        let mut found: Vec<(NameKind, usize, usize, f32)> = Vec::new();
        for (k, kind) in NameKind::ALL.into_iter().enumerate() {
            let labels = best_path(words.iter().map(|w| [0, 1, 2].map(|l| w[self.name + 3 * k + l])));
            let mut at = 0;
            while at < labels.len() {
                let start = at;
                at += 1;
                if labels[start] == 0 {
                    continue;
                }
                while labels.get(at) == Some(&2) {
                    at += 1;
                }
                let sure = |w: usize| {
                    let scores = &words[w][self.name + 3 * k..][..3];
                    scores[labels[w]] - scores[0]
                };
                let mean = (start..at).map(sure).sum::<f32>() / (at - start) as f32;
                found.push((kind, start, at, mean));
            }
        }
        let surest = |a: &(NameKind, usize, usize, f32)| {
            !found.iter().any(|b| (b.1, b.2) == (a.1, a.2) && b.0 != a.0 && (b.3, a.0) > (a.3, b.0))
        };
        let mut names: Vec<_> = found.iter().filter(|a| surest(a)).map(|&(k, s, e, _)| (k, s, e)).collect();
        names.sort_by_key(|&(kind, start, end)| (start, std::cmp::Reverse(end), kind));
        names
    }
}

fn project(x: &[f32]) -> Vec<f32> {
    x.iter().map(|&v| leaky(v)).collect()
}

fn best(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = i;
        }
    }
    best
}

/// Labels 0 outside, 1 begin, 2 inside with the highest sum in which no inside follows an outside.
fn best_path(rows: impl Iterator<Item = [f32; 3]>) -> Vec<usize> {
    let mut total = [0.0f32, 0.0, f32::NEG_INFINITY];
    let mut came_from: Vec<[usize; 3]> = Vec::new();
    for (i, row) in rows.enumerate() {
        let mut next = [0.0f32; 3];
        let mut from = [0usize; 3];
        for label in 0..3 {
            let allowed: &[usize] = if label == 2 { &[1, 2] } else { &[0, 1, 2] };
            let start = if i == 0 { &allowed[..1] } else { allowed };
            from[label] = start.iter().copied().reduce(|a, b| if total[b] > total[a] { b } else { a }).unwrap_or(0);
            let before = if i == 0 { if label == 2 { f32::NEG_INFINITY } else { 0.0 } } else { total[from[label]] };
            next[label] = before + row[label];
        }
        total = next;
        came_from.push(from);
    }
    let mut label = best(&total);
    let mut out = vec![0; came_from.len()];
    for (i, from) in came_from.iter().enumerate().rev() {
        out[i] = label;
        label = from[label];
    }
    out
}

/// The lemma of a word by its edit script `case|cut|add`; a script that does not fit leaves the word in small letters.
pub(crate) fn lemma(word: &str, script: &str) -> String {
    let mut parts = script.splitn(3, '|');
    let (case, cut, add) = (parts.next(), parts.next().and_then(|c| c.parse::<usize>().ok()), parts.next());
    let base = if case == Some("k") { word.to_owned() } else { word.to_lowercase() };
    let (Some(cut), Some(add)) = (cut, add) else { return base };
    let letters = base.chars().count();
    if cut > letters || (cut == letters && add.is_empty()) {
        return base;
    }
    base.chars().take(letters - cut).chain(add.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_make_lemmas() {
        assert_eq!(lemma("Talks", "l|1|"), "talk");
        assert_eq!(lemma("went", "l|4|go"), "go");
        assert_eq!(lemma("Moscow", "k|0|"), "Moscow");
        assert_eq!(lemma("a", "l|3|be"), "a");
    }

    #[test]
    fn nothing_is_inside_without_a_beginning() {
        let rows = [[0.0, -9.0, 5.0], [0.0, 1.0, 5.0], [1.0, 0.0, 0.9], [0.0, 3.0, 0.0]];
        let labels = best_path(rows.into_iter());
        assert!(labels.iter().enumerate().all(|(i, &l)| l != 2 || (i > 0 && labels[i - 1] != 0)), "{labels:?}");
        assert_eq!(labels[3], 1);
    }
}
