//! The paragraphs of a tree of elements.

use crate::parts::Block;
use crate::tracked::Tracked;
use chancery_record::PartKind;
use dom_query::NodeRef;

/// The paragraphs under a node: text parted by block elements and line breaks.
pub(crate) fn blocks_of(root: &NodeRef) -> Vec<Block> {
    let mut walk = Walk::default();
    let all = root.text().len();
    // A stack of our own: pages can nest deeper than the thread's stack allows.
    let mut stack = vec![Step::Enter(*root)];
    while let Some(step) = stack.pop() {
        match step {
            Step::Leave { kind } => {
                walk.end();
                walk.kind = kind;
            }
            Step::Enter(node) if node.is_text() => walk.current.push_str(&node.text()),
            Step::Enter(node) => {
                let name = node.node_name().unwrap_or_default();
                if SKIPPED.contains(&&*name) || (is_aside(&node) && node.text().len() * 2 < all) {
                    continue;
                }
                if &*name == "br" || BLOCKS.contains(&&*name) {
                    walk.end();
                    stack.push(Step::Leave { kind: walk.kind });
                    walk.kind = match &*name {
                        "h2" | "h3" | "h4" | "h5" | "h6" => Some(PartKind::Heading),
                        "figcaption" => Some(PartKind::Caption),
                        _ => walk.kind,
                    };
                }
                stack.extend(node.children_it(true).map(Step::Enter));
            }
        }
    }
    walk.end();
    walk.out
}

/// Whether an element says that it is hidden or beside the article.
fn is_aside(node: &NodeRef) -> bool {
    let says = |name: &str, value: &str| node.attr(name).is_some_and(|v| v.eq_ignore_ascii_case(value));
    node.has_attr("hidden")
        || says("aria-hidden", "true")
        || ["complementary", "navigation", "dialog", "search"].iter().any(|role| says("role", role))
        || node.class().is_some_and(|class| {
            class
                .split(|c: char| !c.is_ascii_alphanumeric())
                .any(|word| ASIDES.contains(&word.to_ascii_lowercase().as_str()))
        })
}

/// Words in the names of classes; an element with one is passed over if it holds less than half of the text.
const ASIDES: &[&str] = &[
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "hidden",
    "newsletter",
    "pagination",
    "popup",
    "promo",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sponsored",
    "taglist",
    "tags",
    "tooltip",
];

enum Step<'a> {
    Enter(NodeRef<'a>),
    Leave { kind: Option<PartKind> },
}

#[derive(Default)]
struct Walk {
    out: Vec<Block>,
    current: String,
    kind: Option<PartKind>,
}

impl Walk {
    fn end(&mut self) {
        let text = Tracked::unplaced(std::mem::take(&mut self.current)).tidied();
        if !text.text.is_empty() {
            // Long headings are paragraphs in large type.
            let kind = self.kind.filter(|kind| *kind != PartKind::Heading || text.text.len() <= 160);
            self.out.push(Block { text, kind });
        }
    }
}

const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "head", "nav", "header", "footer", "aside", "form", "button", "select",
    "svg", "iframe", "object", "video", "audio", "textarea", "time", "dialog",
];

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "html",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];
