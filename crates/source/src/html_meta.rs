//! What a page says about itself in JSON-LD and tags.

use crate::assemble::Draft;
use crate::dates;
use crate::parts::same_words;
use crate::tracked::Tracked;
use dom_query::Document;
use jiff::civil::Date;
use serde_json::Value;

/// A draft with title, publisher, authors, date and address of the page, without blocks.
///
/// Order of trust: JSON-LD of an article, then tags made for machines, then tags made for readers.
pub(crate) fn read(page: &Document) -> Draft {
    let articles = linked_data(page);
    let field = |names: &[&str]| names.iter().find_map(|name| articles.iter().find_map(|a| name_of(a.get(*name)?)));
    let publisher = tag(page, PUBLISHER).or_else(|| field(&["publisher"]));
    let mut authors: Vec<String> = articles.iter().filter_map(|a| a.get("author")).flat_map(names_of).collect();
    if authors.is_empty() {
        authors.extend(tag(page, AUTHOR));
    }
    // Many sites name themselves, or an address, as the author.
    authors.retain(|a| !a.contains("://") && publisher.as_ref().is_none_or(|p| !same_words(p, a)));
    let title = field(&["headline"]).or_else(|| tag(page, TITLE)).map(|title| {
        let site = publisher.as_deref().unwrap_or("");
        let without = SEPARATORS.iter().find_map(|s| title.rsplit_once(s).filter(|(_, end)| same_words(end, site)));
        Tracked::unplaced(without.map_or(title.as_str(), |(start, _)| start)).tidied()
    });
    let date_field = articles.iter().find_map(|a| dates::of_field(a.get("datePublished")?.as_str()?));
    Draft {
        source: tag(page, ADDRESS).filter(|url| url.starts_with("http")),
        title,
        publisher,
        authors,
        published: date_field.or_else(|| tag_date(page)),
        ..Draft::default()
    }
}

/// Selector and attribute, where the value is the attribute's; else the element's text.
type Tag = (&'static str, Option<&'static str>);

const CONTENT: Option<&str> = Some("content");

const PUBLISHER: &[Tag] = &[
    ("meta[property='og:site_name']", CONTENT),
    ("meta[name='publisher']", CONTENT),
    ("meta[name='dc.publisher' i]", CONTENT),
    ("meta[name='dcterms.publisher' i]", CONTENT),
    ("meta[property='article:publisher']", CONTENT),
];

const AUTHOR: &[Tag] = &[
    ("meta[name='author' i]", CONTENT),
    ("meta[property='article:author']", CONTENT),
    ("meta[name='dc.creator' i]", CONTENT),
    ("meta[name='byl']", CONTENT),
];

const TITLE: &[Tag] = &[
    ("h1[itemprop~='headline']", None),
    ("h1[itemprop~='name']", None),
    ("meta[property='og:title']", CONTENT),
    ("article h1", None),
    ("meta[name='dc.title' i]", CONTENT),
    ("h1", None),
    ("title", None),
];

const DATE: &[Tag] = &[
    ("meta[property='article:published_time']", CONTENT),
    ("meta[property='og:article:published_time']", CONTENT),
    ("meta[name='article:published_time']", CONTENT),
    ("time[itemprop~='datePublished']", Some("datetime")),
    ("meta[itemprop~='datePublished']", CONTENT),
    ("[itemprop~='datePublished']", None),
    ("meta[name='dcterms.issued' i]", CONTENT),
    ("meta[name='dc.date.issued' i]", CONTENT),
    ("meta[name='dcterms.created' i]", CONTENT),
    ("meta[name='dcterms.date' i]", CONTENT),
    ("meta[name='dc.date' i]", CONTENT),
    ("meta[name='pubdate' i]", CONTENT),
    ("meta[name='publishdate' i]", CONTENT),
    ("meta[name='publish-date' i]", CONTENT),
    ("meta[name='publication_date' i]", CONTENT),
    ("meta[name='parsely-pub-date']", CONTENT),
    ("meta[name='sailthru.date']", CONTENT),
    ("meta[name='date' i]", CONTENT),
    ("time[pubdate]", Some("datetime")),
    ("article time[datetime]", Some("datetime")),
    ("main time[datetime]", Some("datetime")),
    ("time[datetime]", Some("datetime")),
];

const ADDRESS: &[Tag] = &[("link[rel='canonical']", Some("href")), ("meta[property='og:url']", CONTENT)];

const SEPARATORS: &[&str] = &[" | ", " - ", " – ", " — ", " • ", " :: "];

/// The first tag with words in it.
fn tag(page: &Document, tags: &[Tag]) -> Option<String> {
    tags.iter().find_map(|tag| values(page, tag).into_iter().next())
}

/// The first tag with a date in it.
fn tag_date(page: &Document) -> Option<Date> {
    DATE.iter().find_map(|tag| values(page, tag).iter().find_map(|value| dates::of_field(value)))
}

fn values(page: &Document, (selector, attribute): &Tag) -> Vec<String> {
    let found = page.select(selector);
    let value = found.nodes().iter().map(|node| match attribute {
        Some(name) => node.attr_or(name, ""),
        None => node.text(),
    });
    value.map(|v| Tracked::unplaced(&*v).tidied().text).filter(|v| !v.is_empty()).collect()
}

/// The JSON-LD objects of the page that describe it; articles first.
fn linked_data(page: &Document) -> Vec<Value> {
    let scripts = page.select("script[type='application/ld+json']");
    let mut pending: Vec<Value> = Vec::new();
    for script in scripts.nodes() {
        // What does not parse is passed over: the tags often say the same.
        pending.extend(serde_json::from_str(script.text().trim()).ok());
    }
    pending.reverse();
    let mut found: Vec<(bool, Value)> = Vec::new();
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(items) => pending.extend(items.into_iter().rev()),
            Value::Object(mut object) => {
                if let Some(Value::Array(graph)) = object.remove("@graph") {
                    pending.extend(graph.into_iter().rev());
                }
                let kind = object.get("@type").map(Value::to_string).unwrap_or_default();
                let article = ["Article", "Posting", "Report", "Release"].iter().any(|k| kind.contains(k));
                if article || kind.contains("WebPage") {
                    found.push((article, Value::Object(object)));
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|(article, _)| !article);
    found.into_iter().map(|(_, value)| value).collect()
}

/// A string, or the `name` of an object or of the first of several.
fn name_of(value: &Value) -> Option<String> {
    names_of(value).into_iter().next()
}

fn names_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => {
            // Values are often escaped for HTML once more.
            let name =
                if name.contains('&') { Document::fragment(name.as_str()).text().to_string() } else { name.clone() };
            let name = Tracked::unplaced(name).tidied().text;
            if name.is_empty() { Vec::new() } else { vec![name] }
        }
        Value::Array(several) => {
            several.iter().flat_map(|one| one.as_str().map_or_else(|| object_name(one), |_| names_of(one))).collect()
        }
        other => object_name(other),
    }
}

fn object_name(value: &Value) -> Vec<String> {
    value.get("name").filter(|name| name.is_string()).map(names_of).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_data_comes_first() {
        let page = Document::from(
            r#"<head><title>Talks - Example News</title><meta property="og:site_name" content="Example News">
            <meta property="article:published_time" content="2021-12-03T00:10:00Z">
            <script type="application/ld+json">{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"NewsArticle",
            "headline":"Talks &amp; deals","datePublished":"2021-12-02T23:00:00+05:00",
            "author":[{"@type":"Person","name":"Jane Doe"},"Example News"]}]}</script>"#,
        );
        let meta = read(&page);
        assert_eq!(meta.title.unwrap().text, "Talks & deals");
        assert_eq!(meta.published.unwrap().to_string(), "2021-12-02");
        assert_eq!((meta.publisher.as_deref(), meta.authors), (Some("Example News"), vec!["Jane Doe".to_owned()]));
    }

    #[test]
    fn tags_without_linked_data() {
        let page = Document::from(
            "<title>Talks – Example News</title><meta name=publisher content='Example News'>\
             <meta name=DC.date content='5 May 2021'><script type='application/ld+json'>{broken</script>",
        );
        let meta = read(&page);
        assert_eq!(meta.title.unwrap().text, "Talks");
        assert_eq!(meta.published.unwrap().to_string(), "2021-05-05");
    }
}
