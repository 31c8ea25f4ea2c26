//! The names layer: names and offices in the running text.

use super::{Mark, paint, reading};
use crate::page::{Page, Palette};
use anstyle::Style;
use chancery_record::{Analysis, Document, NameKind};

/// The text with its names marked, under a legend of their kinds.
pub fn names(page: &mut Page, document: &Document, analysis: &Analysis) {
    let palette = page.palette();
    let found = |kind: &NameKind| analysis.names.iter().any(|name| name.kind == *kind);
    let legend: Vec<(Style, &str, &str)> = NameKind::ALL
        .into_iter()
        .filter(found)
        .map(|kind| (style(kind, &palette), kind.as_str(), meaning(kind)))
        .collect();
    reading::legend(page, &legend);
    let marks: Vec<Mark> = analysis
        .names
        .iter()
        .map(|name| Mark {
            span: analysis.span(name.tokens.clone()),
            label: name.kind.as_str().to_owned(),
            style: style(name.kind, &palette),
            tagged: false,
        })
        .collect();
    for paragraph in reading::paragraphs(document) {
        page.gap();
        let words = paint(&document.text, paragraph, &marks, page.has_colour(), palette.dim);
        page.paragraph(0, 0, &words);
    }
}

fn style(kind: NameKind, palette: &Palette) -> Style {
    match kind {
        NameKind::Per => palette.person,
        NameKind::Off => palette.office,
        NameKind::Org => palette.organisation,
        NameKind::Gpe => palette.place,
        NameKind::Loc => palette.place.underline(),
        NameKind::Nat => palette.party,
        NameKind::Evt => palette.engagement,
        NameKind::Act => palette.commitment,
        NameKind::Date => palette.date,
    }
}

fn meaning(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Per => "person",
        NameKind::Off => "office",
        NameKind::Org => "organisation",
        NameKind::Gpe => "state or town",
        NameKind::Loc => "place",
        NameKind::Nat => "nationality",
        NameKind::Evt => "event",
        NameKind::Act => "agreement",
        NameKind::Date => "date",
    }
}
