//! The best projective dependency tree from arc scores (Eisner 1996), with one root.
//!
//! English trees hardly ever cross. Forbidding it keeps long names apart ("the Council of the Federation … at the Ministry
//! of Foreign Affairs"), where the best arcs taken one by one often do cross.

/// Heads of `n` words from scores `[n][n + 1]`, where column 0 is the root and column `v` is word `v - 1`.
/// The result gives a column for each word; exactly one word has column 0.
pub(crate) fn best_tree(scores: &[f32], n: usize) -> Vec<usize> {
    if n == 0 {
        return Vec::new();
    }
    let chart = Chart::fill(scores, n);
    let mut heads = vec![0; n];
    // the root takes the one word whose halves to the left and to the right are best together
    let total = |r: usize| {
        scores[r * (n + 1)] + chart.complete[LEFT][chart.at(0, r)].0 + chart.complete[RIGHT][chart.at(r, n - 1)].0
    };
    let mut root = 0;
    for r in 1..n {
        if total(r) > total(root) {
            root = r;
        }
    }
    // spans still to be opened: direction, whether complete, first word, last word
    let mut open = vec![(LEFT, true, 0, root), (RIGHT, true, root, n - 1)];
    while let Some((direction, complete, i, j)) = open.pop() {
        if i == j {
            continue;
        }
        let at = chart.at(i, j);
        if complete {
            let k = chart.complete[direction][at].1;
            if direction == LEFT {
                open.extend([(LEFT, true, i, k), (LEFT, false, k, j)]);
            } else {
                open.extend([(RIGHT, false, i, k), (RIGHT, true, k, j)]);
            }
        } else {
            let k = chart.incomplete[direction][at].1;
            let (head, dependent) = if direction == LEFT { (j, i) } else { (i, j) };
            heads[dependent] = head + 1;
            open.extend([(RIGHT, true, i, k), (LEFT, true, k + 1, j)]);
        }
    }
    heads
}

/// The head is the last word of the span.
const LEFT: usize = 0;
/// The head is the first word of the span.
const RIGHT: usize = 1;

/// Best score of every span and where it splits. An incomplete span ends in the arc between its ends; a complete one has
/// all dependents of its head on that side.
struct Chart {
    n: usize,
    incomplete: [Vec<(f32, usize)>; 2],
    complete: [Vec<(f32, usize)>; 2],
}

impl Chart {
    fn at(&self, i: usize, j: usize) -> usize {
        i * self.n + j
    }

    fn fill(scores: &[f32], n: usize) -> Chart {
        let empty = || [vec![(0.0, 0); n * n], vec![(0.0, 0); n * n]];
        let mut chart = Chart { n, incomplete: empty(), complete: empty() };
        let arc = |dependent: usize, head: usize| scores[dependent * (n + 1) + head + 1];
        for length in 1..n {
            for i in 0..n - length {
                let j = i + length;
                let at = chart.at(i, j);
                let joined = (i..j)
                    .map(|k| (chart.complete[RIGHT][chart.at(i, k)].0 + chart.complete[LEFT][chart.at(k + 1, j)].0, k));
                let (score, k) = best(joined);
                chart.incomplete[LEFT][at] = (score + arc(i, j), k);
                chart.incomplete[RIGHT][at] = (score + arc(j, i), k);
                let left = (i..j)
                    .map(|k| (chart.complete[LEFT][chart.at(i, k)].0 + chart.incomplete[LEFT][chart.at(k, j)].0, k));
                let left = best(left);
                let right = (i + 1..=j)
                    .map(|k| (chart.incomplete[RIGHT][chart.at(i, k)].0 + chart.complete[RIGHT][chart.at(k, j)].0, k));
                let right = best(right);
                chart.complete[LEFT][at] = left;
                chart.complete[RIGHT][at] = right;
            }
        }
        chart
    }
}

/// The highest score; of equal ones the first.
fn best(splits: impl Iterator<Item = (f32, usize)>) -> (f32, usize) {
    splits.reduce(|best, other| if other.0 > best.0 { other } else { best }).unwrap_or((f32::NEG_INFINITY, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether the heads make a tree with one root and no crossing arcs.
    fn is_projective(heads: &[usize]) -> bool {
        let n = heads.len();
        let reaches_root = |word: usize| {
            let mut at = word + 1;
            for _ in 0..=n {
                if at == 0 {
                    return true;
                }
                at = heads[at - 1];
            }
            false
        };
        // the root stands before all words; its arc is crossed by any arc over the word it governs
        let arcs: Vec<(usize, usize)> = heads.iter().enumerate().map(|(w, &h)| (h.min(w + 1), h.max(w + 1))).collect();
        let crossing = arcs.iter().any(|a| arcs.iter().any(|b| a.0 < b.0 && b.0 < a.1 && a.1 < b.1));
        heads.iter().filter(|h| **h == 0).count() == 1 && (0..n).all(reaches_root) && !crossing
    }

    proptest! {
        #[test]
        fn finds_the_best_tree(n in 1usize..5, raw in prop::collection::vec(-8i8..8, 30)) {
            let width = n + 1;
            let scores: Vec<f32> = raw[..n * width].iter().map(|&s| f32::from(s)).collect();
            let total = |heads: &[usize]| heads.iter().enumerate().map(|(w, &h)| scores[w * width + h]).sum::<f32>();
            let all = (0..width.pow(n as u32)).map(|code| (0..n).map(|w| code / width.pow(w as u32) % width).collect::<Vec<_>>());
            let want = all.filter(|heads| is_projective(heads)).map(|heads| total(&heads)).fold(f32::NEG_INFINITY, f32::max);
            let heads = best_tree(&scores, n);
            prop_assert!(is_projective(&heads));
            prop_assert_eq!(total(&heads), want);
        }
    }
}
