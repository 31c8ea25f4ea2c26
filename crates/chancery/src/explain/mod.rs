//! `chancery explain`: one document with what was found in it marked in its text.

mod marks;
mod names;
mod reading;
mod tokens;
mod tree;

pub use marks::{Mark, paint};
pub use names::names;
pub use reading::reading;
pub use tokens::tokens;
pub use tree::tree;

use crate::cli::{Color, ExplainArgs, Layer};
use crate::failure::{Failure, Outcome};
use crate::input;
use crate::page::Page;
use crate::pipeline::Pipeline;
use crate::terminal;
use anstream::AutoStream;
use chancery_record::Document;
use std::io::{self, Write};

/// Shows the document that `args` names.
///
/// # Errors
/// When standard output cannot be written; what goes wrong with the input is reported.
pub fn run(args: &ExplainArgs, color: Color) -> io::Result<Outcome> {
    let document = match choose(args) {
        Ok(document) => document,
        Err(failure) => {
            failure.report(color);
            return Ok(Outcome::Failures);
        }
    };
    let pipeline = Pipeline::load();
    let colour = terminal::colour(color);
    let mut page = Page::new(terminal::width(), colour);
    let analysis = pipeline.analyse(&document);
    match args.layer {
        Layer::Tokens => tokens(&mut page, &document, &analysis),
        Layer::Tree => tree(&mut page, &document, &analysis),
        Layer::Names => names(&mut page, &document, &analysis),
        Layer::Reading => reading(&mut page, &pipeline.interpret(document, &analysis)),
    }
    let choice = if colour { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    out.write_all(page.finish().as_bytes())?;
    out.flush()?;
    Ok(Outcome::Complete)
}

/// The first document of the file, or the one with the wanted id.
fn choose(args: &ExplainArgs) -> Result<Document, Failure> {
    let mut documents = input::documents(&args.file, &args.given, |bytes| bytes)?;
    let place = args.file.to_string_lossy();
    match &args.id {
        None => documents.next().unwrap_or_else(|| Err(Failure::new(place, "holds no document"))),
        Some(id) => documents.flatten().find(|document| document.id == *id).ok_or_else(|| {
            Failure::new(place, format!("holds no document with the id {id}"))
                .hint("list the ids: chancery read --format json FILE | jq -r .document.id")
        }),
    }
}
