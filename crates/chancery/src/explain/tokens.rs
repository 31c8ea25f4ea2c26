//! The tokens layer: a table of tokens, sentence by sentence.

use crate::page::{Page, Words, safe};
use chancery_record::{Analysis, Document, ROOT};
use unicode_width::UnicodeWidthStr;

/// One row a token: number, word, lemma, tags, and its head by number and relation.
pub fn tokens(page: &mut Page, document: &Document, analysis: &Analysis) {
    let palette = page.palette();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        page.gap();
        page.line(Words::new().styled(palette.strong, &format!("sentence {}", index + 1)));
        let head = |token: u32| match analysis.heads[token as usize] {
            ROOT => "0".to_owned(),
            head => (head + 1).saturating_sub(sentence.start).to_string(),
        };
        let rows: Vec<[String; 7]> = sentence
            .clone()
            .map(|token| {
                let row = token as usize;
                [
                    (token - sentence.start + 1).to_string(),
                    safe(analysis.word(&document.text, token)).into_owned(),
                    safe(&analysis.lemmas[row]).into_owned(),
                    analysis.upos[row].to_owned(),
                    analysis.xpos[row].to_owned(),
                    head(token),
                    analysis.relations[row].to_owned(),
                ]
            })
            .collect();
        let widths: [usize; 7] =
            std::array::from_fn(|column| rows.iter().map(|row| row[column].width()).max().unwrap_or(0));
        let styles = [palette.dim, palette.strong, palette.dim, palette.cue, palette.dim, palette.dim, palette.date];
        for row in &rows {
            let mut line = Words::new();
            for (column, cell) in row.iter().enumerate() {
                let space = " ".repeat(widths[column] - cell.width());
                // Numbers stand on the right of their column.
                let (before, after) = if matches!(column, 0 | 5) { (space.as_str(), "") } else { ("", space.as_str()) };
                line.add(before).styled(styles[column], cell).add(after).add("  ");
            }
            page.line(&line);
        }
    }
}
