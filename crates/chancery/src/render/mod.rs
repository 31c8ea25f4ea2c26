//! A reading as a page: what a document says, for a person at a terminal.

mod engagement;
pub mod label;
mod said;

use crate::fields::{self, Field};
use crate::page::{Page, Palette, Words};
use chancery_record::{Engagement, EntityId, Meta, Reading, Span};

/// Where everything under an engagement's headline starts.
const INDENT: usize = 4;

/// The reading as text of at most `width` columns; with `evidence`, every field is followed by its words and its rule.
pub fn reading(reading: &Reading, width: usize, colour: bool, evidence: bool) -> String {
    let page = Page::new(width, colour);
    let fields = if evidence { fields::all(reading) } else { Vec::new() };
    let mut sheet = Sheet { palette: page.palette(), page, reading, evidence, fields };
    sheet.header();
    let (background, news): (Vec<_>, Vec<_>) = reading.engagements.iter().partition(|e| e.background);
    for engagement in &news {
        sheet.page.gap();
        sheet.engagement(engagement);
        sheet.said_at(Some(engagement));
    }
    sheet.heading("Besides", !news.is_empty() && sheet.anything_said(None));
    sheet.said_at(None);
    sheet.heading("Background", !background.is_empty());
    for engagement in background {
        sheet.background(engagement);
        sheet.said_at(Some(engagement));
    }
    if reading.engagements.is_empty() && reading.statements.is_empty() && reading.commitments.is_empty() {
        sheet.page.gap();
        let dim = sheet.palette.dim;
        sheet.page.paragraph(0, 0, Words::new().styled(dim, "No engagement, statement or commitment was found."));
    }
    sheet.page.finish()
}

/// A page while a reading is written on it.
struct Sheet<'r> {
    page: Page,
    palette: Palette,
    reading: &'r Reading,
    evidence: bool,
    /// What evidence is shown of; empty without.
    fields: Vec<Field<'r>>,
}

impl Sheet<'_> {
    fn header(&mut self) {
        let document = &self.reading.document;
        let (strong, dim) = (self.palette.strong, self.palette.dim);
        let title = document.title.as_ref().map_or(document.id.as_str(), |title| &title.value);
        self.page.paragraph(0, 0, Words::new().styled(strong, title));
        let mut line: Vec<String> = Vec::new();
        line.extend(document.publisher.as_ref().map(|publisher| publisher.value.clone()));
        if !document.authors.is_empty() {
            let names: Vec<&str> = document.authors.iter().map(|author| author.value.as_str()).collect();
            line.push(format!("by {}", names.join(", ")));
        }
        line.push(document.published.as_ref().map_or("date unknown".to_owned(), |published| {
            format!("{} ({})", label::date(published.date), label::basis(published.basis))
        }));
        line.extend(document.dateline.as_ref().map(|dateline| format!("from {}", dateline.value)));
        line.push(document.source.clone());
        self.page.paragraph(0, 0, Words::new().styled(dim, &line.join(" · ")));
        if self.evidence {
            self.metadata();
        }
        self.page.rule();
    }

    /// The words in the text that metadata rest on; what came from outside the text has none.
    fn metadata(&mut self) {
        let document = &self.reading.document;
        let of = |meta: &Option<Meta<String>>| meta.as_ref().map(|meta| meta.spans.clone()).unwrap_or_default();
        let authors: Vec<Span> = document.authors.iter().flat_map(|author| author.spans.clone()).collect();
        let published = document.published.as_ref().map(|published| published.spans.clone()).unwrap_or_default();
        let rows = [
            ("title", of(&document.title)),
            ("publisher", of(&document.publisher)),
            ("authors", authors),
            ("published", published),
            ("dateline", of(&document.dateline)),
        ];
        for (name, spans) in rows.into_iter().filter(|(_, spans)| !spans.is_empty()) {
            let line = format!("{name}: {}", label::quote(&document.text, &spans));
            self.page.paragraph(2, 4, Words::new().styled(self.palette.dim, &line));
        }
    }

    fn heading(&mut self, title: &str, wanted: bool) {
        if wanted {
            self.page.gap();
            self.page.paragraph(0, 0, Words::new().styled(self.palette.strong, title));
        }
    }

    /// Statements and commitments made at an engagement, or at none.
    fn said_at(&mut self, engagement: Option<&Engagement>) {
        let at = engagement.map(|e| e.id.as_str());
        let reading = self.reading;
        if self.anything_said(at) {
            self.page.gap();
        }
        for statement in reading.statements.iter().filter(|s| belongs(reading, &s.engagement, at)) {
            self.statement(statement);
        }
        for commitment in reading.commitments.iter().filter(|c| belongs(reading, &c.engagement, at)) {
            self.commitment(commitment);
        }
    }

    fn anything_said(&self, at: Option<&str>) -> bool {
        let reading = self.reading;
        reading.statements.iter().any(|s| belongs(reading, &s.engagement, at))
            || reading.commitments.iter().any(|c| belongs(reading, &c.engagement, at))
    }

    /// The words and rules of those fields of a record, when asked for.
    fn ground(&mut self, indent: usize, record: &str, names: &[&str]) {
        self.ground_where(indent, |field| field.of == record && names.contains(&field.name));
    }

    fn ground_where(&mut self, indent: usize, wanted: impl Fn(&Field) -> bool) {
        for field in self.fields.iter().filter(|field| wanted(field)) {
            let words = label::quote(&self.reading.document.text, field.spans);
            // Of fields with one value, the value stands right above.
            let value = match field.name {
                "party" | "by" | "via" | "topic" => format!(" {}", field.value),
                _ => String::new(),
            };
            let line = format!("{}{value}: {words} ‹{}›", field.name, field.rule);
            self.page.paragraph(indent, indent + 2, Words::new().styled(self.palette.dim, &line));
        }
    }
}

/// Whether what was said at `engagement` stands under `at`; what names an engagement that is missing, under none.
fn belongs(reading: &Reading, engagement: &Option<EntityId>, at: Option<&str>) -> bool {
    let known = engagement.as_deref().filter(|id| reading.engagements.iter().any(|e| e.id == *id));
    known == at
}
