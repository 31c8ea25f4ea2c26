//! A web page → draft: the article's paragraphs.

use crate::assemble::Draft;
use crate::decode;
use crate::error::Problem;
use crate::html_blocks::blocks_of;
use crate::html_meta;
use crate::parts::Block;
use crate::text::boundary;
use crate::tracked::Tracked;
use chancery_record::PartKind;
use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

/// Reads a page. The body comes from a readability algorithm, or from all blocks of the page where that finds none.
///
/// Errors: those of [`decode::decode`]; [`Problem::TooDeep`]; [`Problem::Empty`] where the page shows no words.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Draft, Problem> {
    let declared = decode::declared_in_html(&bytes);
    let source = decode::decode(bytes, declared)?;
    if nesting(&source.text) > MAX_NESTING {
        return Err(Problem::TooDeep);
    }
    let page = Document::from(source.text.as_str());
    let meta = html_meta::read(&page);
    let mut blocks = article(&page).unwrap_or_default();
    if letters(&blocks) < FEW_LETTERS {
        let all = blocks_of(&page.root());
        if letters(&all) > letters(&blocks) {
            blocks = all;
        }
    }
    if letters(&blocks) == 0 {
        return Err(Problem::Empty);
    }
    add_lead(&page, &mut blocks);
    place(&mut blocks, &source);
    Ok(Draft { blocks, ..meta })
}

/// Below this the algorithm has probably missed the body; a readout can be one sentence.
const FEW_LETTERS: usize = 140;
/// Tags open at once; the parser's work for each tag grows with them.
const MAX_NESTING: usize = 2_000;
/// Deeper trees than any author writes; the algorithm's recursion is kept away from them.
const MAX_DEPTH: usize = 400;
const MAX_ELEMENTS: usize = 100_000;

fn article(page: &Document) -> Option<Vec<Block>> {
    if depth(&page.root()) > MAX_DEPTH {
        return None;
    }
    // The page marks its body itself.
    let marked = page.select("[itemprop='articleBody']");
    if let [body] = marked.nodes() {
        let blocks = blocks_of(body);
        if letters(&blocks) >= FEW_LETTERS {
            return Some(blocks);
        }
    }
    let config = Config { max_elements_to_parse: MAX_ELEMENTS, disable_json_ld: true, ..Config::default() };
    let mut reader = Readability::with_document(page.clone(), None, Some(config)).ok()?;
    let article = reader.parse().ok()?;
    Some(blocks_of(&Document::from(article.content).root()))
}

/// Puts the page's summary first where it is marked and the body does not hold it.
fn add_lead(page: &Document, blocks: &mut Vec<Block>) {
    let lead = LEADS.iter().find_map(|selector| match page.select(selector).nodes() {
        [one] => Some(Tracked::unplaced(&*one.text()).tidied()).filter(|t| LEAD_LENGTH.contains(&t.text.len())),
        _ => None,
    });
    if let Some(lead) = lead.filter(|lead| !blocks.iter().any(|b| b.text.text.contains(&lead.text))) {
        blocks.insert(0, Block { text: lead, kind: Some(PartKind::Standfirst) });
    }
}

/// Microdata, then microformats; more than one on a page are teasers of other articles.
const LEADS: &[&str] = &["article [itemprop~='description']:not(meta)", "article .p-summary", "article .entry-summary"];
const LEAD_LENGTH: std::ops::Range<usize> = 30..800;

fn letters(blocks: &[Block]) -> usize {
    blocks.iter().map(|b| b.text.text.chars().filter(|c| c.is_alphabetic()).count()).sum()
}

/// The most tags open at once, counted before parsing and without regard to what the parser would close itself.
fn nesting(page: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    for tag in page.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).take(12).collect();
        if tag.starts_with('/') {
            open = open.saturating_sub(1);
        } else if !name.is_empty() && !UNCLOSED.contains(&name.to_ascii_lowercase().as_str()) {
            open += 1;
            deepest = deepest.max(open);
        }
    }
    deepest
}

/// Elements that authors may leave open.
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
    "param", "path", "source", "td", "th", "tr", "track", "wbr",
];

fn depth(root: &NodeRef) -> usize {
    let mut deepest = 0;
    let mut stack = vec![(*root, 0)];
    while let Some((node, at)) = stack.pop() {
        deepest = deepest.max(at);
        stack.extend(node.children_it(false).map(|child| (child, at + 1)));
    }
    deepest
}

/// Finds the paragraphs in the source, where they stand without markup inside; others have no origin.
fn place(blocks: &mut [Block], source: &Tracked) {
    let base = source.origin.first().map_or(0, |o| o.source.start as usize);
    let mut cursor = source.text.find("<body").unwrap_or(0);
    for block in blocks {
        let window = boundary(&source.text, cursor.saturating_add(WINDOW));
        if let Some(at) = source.text[cursor..window].find(&block.text.text) {
            let at = cursor + at;
            cursor = at + block.text.text.len();
            block.text = Tracked::verbatim(block.text.text.as_str(), base + at);
        }
    }
}

/// How far ahead a paragraph is looked for; bounds the search on long pages.
const WINDOW: usize = 1 << 18;

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(page: &str) -> Vec<String> {
        read(page.as_bytes().to_vec()).unwrap().blocks.into_iter().map(|b| b.text.text).collect()
    }

    #[test]
    fn blocks_become_paragraphs() {
        let page = "<html><body><nav>Menu of the site</nav><div itemprop=articleBody><p>The ministers <b>met</b> in Geneva \
                    on Tuesday and spoke about trade, energy and the climate.<br>They agreed to meet again next month, the \
                    spokesperson said.</p><h2>Next steps</h2><p>Talks go on.</p></div></body></html>";
        assert_eq!(
            texts(page)[1..],
            ["They agreed to meet again next month, the spokesperson said.", "Next steps", "Talks go on."]
        );
    }

    #[test]
    fn deep_pages_do_not_exhaust_the_stack() {
        let page = |depth| format!("<html><body>{}<p>The ministers met.", "<div>".repeat(depth));
        assert_eq!(texts(&page(1_500)), ["The ministers met."]);
        assert!(matches!(read(page(100_000).into_bytes()), Err(Problem::TooDeep)));
    }
}
