//! The reading layer: what was read, marked in the running text, and under each paragraph the rules that read it.

use super::{Mark, paint};
use crate::fields;
use crate::page::{Page, Palette, Words};
use crate::render::label;
use anstyle::Style;
use chancery_record::{Document, Entity, EntityKind, Reading, Span};

/// The text with what was read in it, under a legend of the marks.
pub fn reading(page: &mut Page, reading: &Reading) {
    let document = &reading.document;
    let palette = page.palette();
    legend(
        page,
        &[
            (palette.person, "p", "person"),
            (palette.office, "o", "office"),
            (palette.organisation, "g", "organisation"),
            (palette.place, "l", "place"),
            (palette.date, "date", "date"),
            (palette.engagement, "e", "engagement"),
            (palette.cue, "s", "statement"),
            (palette.content, "said", "its content"),
            (palette.commitment, "c", "commitment"),
        ],
    );
    let marks = marks(reading, &palette);
    let fields = fields::all(reading);
    for paragraph in paragraphs(document) {
        page.gap();
        page.paragraph(0, 0, &paint(&document.text, paragraph, &marks, page.has_colour(), palette.dim));
        // A field is told of where its words begin.
        let here = |spans: &[Span]| spans.first().is_some_and(|first| paragraph.contains(*first));
        let mut last = "";
        let mut line = Words::new();
        for field in fields.iter().filter(|field| here(field.spans)) {
            if field.of != last && !line.is_empty() {
                page.paragraph(2, 6, &std::mem::take(&mut line));
            }
            if field.of != last {
                line.styled(palette.strong, field.of);
            }
            let separator = if field.of == last { " · " } else { " " };
            line.styled(palette.dim, &format!("{separator}{} {} ‹{}›", field.name, field.value, field.rule));
            last = field.of;
        }
        page.paragraph(2, 6, &line);
    }
    closing(page, reading);
}

/// Every mark of the reading: entities, the words of engagements, cues, contents, commitments, dates.
fn marks(reading: &Reading, palette: &Palette) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut mark = |spans: &[Span], label: &str, style: Style, tagged: bool| {
        marks.extend(spans.iter().map(|&span| Mark { span, label: label.to_owned(), style, tagged }));
    };
    for entity in &reading.entities {
        let style = match entity.kind {
            EntityKind::Person { .. } => palette.person,
            EntityKind::Office { .. } => palette.office,
            EntityKind::Organisation { .. } => palette.organisation,
            EntityKind::Place { .. } => palette.place,
            EntityKind::State => palette.party,
        };
        mark(&entity.mentions, &entity.id, style, false);
    }
    for e in &reading.engagements {
        mark(e.kind.spans(), &e.id, palette.engagement, true);
        e.date.iter().for_each(|date| mark(date.spans(), "date", palette.date, false));
    }
    for s in &reading.statements {
        mark(s.act.spans(), &s.id, palette.cue, true);
        mark(&s.content, "said", palette.content, false);
    }
    for c in &reading.commitments {
        mark(c.kind.spans(), &c.id, palette.commitment, true);
    }
    marks
}

/// What each id stands for, in one line each.
fn closing(page: &mut Page, reading: &Reading) {
    let palette = page.palette();
    let mut rows: Vec<(&str, String)> = Vec::new();
    rows.extend(reading.entities.iter().filter(|e| e.id != e.name).map(|e| (e.id.as_str(), in_short(reading, e))));
    rows.extend(reading.engagements.iter().map(|e| {
        let parties: Vec<&str> = e.parties.iter().map(|party| party.value.as_str()).collect();
        let date = e.date.as_ref().map_or(label::UNKNOWN.to_owned(), |date| label::when(&date.value));
        (e.id.as_str(), format!("{} · {} · {} · {date}", e.kind.value, e.status.value, parties.join(" × ")))
    }));
    if rows.is_empty() {
        return;
    }
    page.gap();
    page.rule();
    for (id, what) in rows {
        let gap = "\u{a0}".repeat(4usize.saturating_sub(id.len()));
        page.paragraph(0, 5, Words::new().styled(palette.strong, id).add(&gap).add(" ").add(&what));
    }
}

/// Name and what places it: the party and offices of a person, the party of an organisation, the country of a place.
fn in_short(reading: &Reading, entity: &Entity) -> String {
    let mut parts = vec![entity.name.as_str()];
    match &entity.kind {
        EntityKind::Person { party, offices, .. } => {
            parts.extend(party.as_ref().map(|party| party.value.as_str()));
            parts.extend(offices.iter().map(|id| label::entity(reading, id)));
        }
        EntityKind::Office { of, level, .. } => parts.extend(of.as_deref().into_iter().chain([level.as_str()])),
        EntityKind::Organisation { party, .. } => parts.extend(party.as_deref()),
        EntityKind::Place { country } => parts.extend(country.as_deref()),
        EntityKind::State => {}
    }
    parts.join(" · ")
}

/// One line that shows each mark and says what it means.
pub fn legend(page: &mut Page, entries: &[(Style, &str, &str)]) {
    let (dim, colour) = (page.palette().dim, page.has_colour());
    let mut words = Words::new();
    for (style, label, meaning) in entries {
        words.separate(dim, " · ");
        let meaning = meaning.replace(' ', "\u{a0}");
        if colour {
            words.styled(*style, &meaning);
        } else {
            words.add(&format!("{label}\u{a0}{meaning}"));
        }
    }
    page.paragraph(0, 0, &words);
    if !words.is_empty() {
        page.rule();
    }
}

/// Where the paragraphs of the text are.
pub fn paragraphs(document: &Document) -> Vec<Span> {
    let text = &document.text;
    let mut spans = Vec::new();
    let mut start = 0;
    for piece in text.split("\n\n") {
        spans.push(Span::new(start, start + piece.len()));
        start += piece.len() + 2;
    }
    spans.retain(|span| !span.of(text).trim().is_empty());
    spans
}
