//! Paragraphs and metadata → the document.

use crate::documents::Options;
use crate::error::Problem;
use crate::parts::{Block, classify, is_prose, letters, same_words};
use crate::tracked::Tracked;
use crate::{dateline, furniture, language};
use chancery_record::{Document, Meta, Part, PartKind, Published, PublishedBasis, Span};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What a reader took from a source: paragraphs in order and what its fields say.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub id: Option<String>,
    /// The document's own address.
    pub source: Option<String>,
    pub title: Option<Tracked>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Date>,
    pub blocks: Vec<Block>,
}

impl Draft {
    /// A draft without metadata.
    pub fn of_text(paragraphs: Vec<Tracked>) -> Self {
        Draft { blocks: paragraphs.into_iter().map(Block::new).collect(), ..Draft::default() }
    }
}

/// Makes the document. What the user said wins over the source's fields, these over the words of the text.
///
/// Errors: [`Problem::Empty`], [`Problem::Language`].
pub(crate) fn assemble(draft: Draft, name: &str, line: Option<u64>, options: &Options) -> Result<Document, Problem> {
    let Draft { id, source, title, publisher, authors, published, mut blocks } = draft;
    let found = furniture::remove(&mut blocks);
    if let Some(title) = title.filter(|t| !t.text.is_empty()) {
        put_title(title, &mut blocks);
    }
    blocks.dedup_by(|b, a| same_words(&a.text.text, &b.text.text));
    classify(&mut blocks);
    drop_repeated_captions(&mut blocks);
    let (body, parts) = join(&blocks);
    if body.text.is_empty() {
        return Err(Problem::Empty);
    }
    language::check(&body.text)?;

    let dateline = dateline::find(&body.text, &parts);
    let title = parts.iter().find(|p| p.kind == PartKind::Title);
    let given = options.published.map(|date| known(date, PublishedBasis::Given));
    let field = || published.map(|date| known(date, PublishedBasis::Metadata));
    let furniture_date = || found.published.map(|date| known(date, PublishedBasis::Text));
    let filed = dateline.date.map(|d| Published { date: d.value, basis: PublishedBasis::Text, spans: d.spans });
    let publisher = options.publisher.clone().or(publisher).or(found.publisher);
    let authors = if authors.is_empty() { found.authors } else { authors };
    Ok(Document {
        id: id.unwrap_or_else(|| match line {
            Some(line) => format!("{}:{line}", stem(name)),
            None => stem(name).to_owned(),
        }),
        source: source.unwrap_or_else(|| name.to_owned()),
        title: title.map(|p| Meta { value: p.span.of(&body.text).to_owned(), spans: vec![p.span] }),
        publisher: publisher.map(outside).or(dateline.agency),
        authors: authors.into_iter().map(outside).collect(),
        published: given.or_else(field).or_else(furniture_date).or(filed),
        dateline: dateline.town,
        language: "en".to_owned(),
        origin: body.origin,
        text: body.text,
        parts,
    })
}

/// Puts the title first; where the head of the text repeats it, that goes.
fn put_title(title: Tracked, blocks: &mut Vec<Block>) {
    let head = blocks.iter().take_while(|b| !is_prose(&b.text.text)).count() + 1;
    let repeated = blocks.iter().take(head).position(|b| same_words(&b.text.text, &title.text));
    // The words in the text are the better evidence: they have an origin, or stand where the reader saw them.
    let text = repeated.map_or(title, |at| blocks.remove(at).text);
    blocks.insert(0, Block { text, kind: Some(PartKind::Title) });
}

fn drop_repeated_captions(blocks: &mut Vec<Block>) {
    let mut seen = BTreeSet::new();
    blocks.retain(|block| block.kind != Some(PartKind::Caption) || seen.insert(letters(&block.text.text)));
}

fn join(blocks: &[Block]) -> (Tracked, Vec<Part>) {
    let mut text = Tracked::default();
    let mut parts = Vec::with_capacity(blocks.len());
    for block in blocks {
        if !text.text.is_empty() {
            text.text.push_str("\n\n");
        }
        let start = text.text.len();
        text.append(&block.text);
        let span = Span::new(start, text.text.len());
        parts.push(Part { kind: block.kind.unwrap_or(PartKind::Body), span });
    }
    (text, parts)
}

fn outside(value: String) -> Meta<String> {
    Meta { value, spans: Vec::new() }
}

fn known(date: Date, basis: PublishedBasis) -> Published {
    Published { date, basis, spans: Vec::new() }
}

/// The file's name without folders and ending.
fn stem(name: &str) -> &str {
    let path = name.split(['?', '#']).next().unwrap_or(name).trim_end_matches('/');
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem.is_empty() { name } else { stem }
}
