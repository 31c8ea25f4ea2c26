//! A line of JSON Lines → draft.

use crate::assemble::Draft;
use crate::error::Problem;
use crate::tracked::Tracked;
use crate::{dates, json_string, text};
use serde::Deserialize;
use serde_json::value::RawValue;

#[derive(Deserialize)]
struct Fields<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    title: Option<&'a RawValue>,
    #[serde(borrow)]
    text: Option<&'a RawValue>,
    #[serde(borrow)]
    published: Option<&'a RawValue>,
    #[serde(borrow)]
    publisher: Option<&'a RawValue>,
    #[serde(borrow)]
    url: Option<&'a RawValue>,
}

/// Reads one record; its origins are bytes of the line.
///
/// Errors: [`Problem::Json`], [`Problem::PrettyJson`], [`Problem::NoText`], [`Problem::Encoding`].
pub(crate) fn read(line: &[u8]) -> Result<Draft, Problem> {
    let line = std::str::from_utf8(line).map_err(|_| Problem::Encoding)?;
    let object = line.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r']);
    if matches!(object.trim_end(), "{" | "[" | "[{") {
        return Err(Problem::PrettyJson);
    }
    let skipped = line.len() - object.len();
    let fields: Fields = serde_json::from_str(object).map_err(|error| {
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(m, _)| m).to_owned();
        Problem::Json { column: skipped + error.column(), message }
    })?;
    let place = |raw: &RawValue| raw.get().as_ptr() as usize - line.as_ptr() as usize;
    let string = |field: Option<&RawValue>| field.and_then(|raw| json_string::decode(raw.get(), place(raw)));
    // Ids are numbers in some exports.
    let id = fields.id.map(|raw| string(Some(raw)).map_or_else(|| raw.get().to_owned(), |id| id.text));
    let body = string(fields.text).ok_or(Problem::NoText)?;
    if !body.text.contains(char::is_alphabetic) {
        return Err(Problem::NoText);
    }
    let plain = |field| string(field).map(|t: Tracked| t.tidied().text).filter(|t| !t.is_empty());
    Ok(Draft {
        id: id.filter(|id| !id.trim().is_empty() && id != "null"),
        source: plain(fields.url),
        title: string(fields.title).map(|title| title.tidied()),
        publisher: plain(fields.publisher),
        published: plain(fields.published).and_then(|words| dates::of_field(&words)),
        ..Draft::of_text(text::paragraphs(&body))
    })
}
