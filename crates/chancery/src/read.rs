//! `chancery read`: inputs in, readings out, in the order of the inputs.

use crate::cli::{Color, OutputFormat, ReadArgs};
use crate::failure::{Failure, Outcome};
use crate::input;
use crate::order::in_order;
use crate::pipeline::Pipeline;
use crate::progress::Progress;
use crate::render;
use crate::terminal;
use anstream::AutoStream;
use chancery_record::{Document, Reading, wire};
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

/// Reads all files of `args` and writes what they say to standard output.
///
/// # Errors
/// When standard output cannot be written; what goes wrong with an input is reported and counted.
pub fn run(args: &ReadArgs, color: Color) -> io::Result<Outcome> {
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, |jobs| jobs.get());
    let pipeline = Pipeline::load();
    let mut progress = Progress::new(input::total(args.files.iter().map(|path| path.as_path())), args.quiet);
    let counter = progress.counter();
    let form = Form { args, width: terminal::width(), colour: terminal::colour(color) };
    // The pages are made for the terminal as it is; the stream only translates colours on old Windows consoles.
    let choice = if form.colour { anstream::ColorChoice::Always } else { anstream::ColorChoice::Never };
    let mut out: Box<dyn Write> = match args.format {
        OutputFormat::Json => Box::new(io::BufWriter::new(io::stdout().lock())),
        OutputFormat::Text => Box::new(AutoStream::new(io::stdout().lock(), choice)),
    };
    let (mut outcome, mut first) = (Outcome::Complete, true);

    in_order(
        threads,
        |give| {
            for path in &args.files {
                match input::documents(path, &args.given, |bytes| counter.count(bytes)) {
                    Ok(mut documents) => {
                        if !documents.all(&mut *give) {
                            return;
                        }
                    }
                    Err(failure) => {
                        if !give(Err(failure)) {
                            return;
                        }
                    }
                }
            }
        },
        |document: Result<Document, Failure>| document.and_then(|document| form.output(&pipeline, document)),
        |result: Result<String, Failure>| -> io::Result<()> {
            match result {
                Ok(text) => {
                    progress.step();
                    let gap = if args.format == OutputFormat::Text && !first { "\n\n" } else { "" };
                    first = false;
                    progress.aside(|| write!(out, "{gap}{text}"))
                }
                Err(failure) => {
                    outcome = Outcome::Failures;
                    // Whoever sees both streams sees them in the order of the inputs.
                    out.flush()?;
                    progress.interrupt(|| failure.report(color));
                    Ok(())
                }
            }
        },
    )?;
    progress.end();
    out.flush()?;
    Ok(outcome)
}

/// The form of the output.
struct Form<'a> {
    args: &'a ReadArgs,
    width: usize,
    colour: bool,
}

impl Form<'_> {
    /// The document's reading as it will be printed. A defect that makes a stage panic costs this document, not the run.
    fn output(&self, pipeline: &Pipeline, document: Document) -> Result<String, Failure> {
        let place = document.source.clone();
        let id = document.id.clone();
        catch_unwind(AssertUnwindSafe(|| self.print(&pipeline.read(document)))).map_err(|_| {
            Failure::new(place, format!("document {id} could not be read: a defect of chancery"))
                .hint("please report it with the document; the message above says where it happened")
        })
    }

    fn print(&self, reading: &Reading) -> String {
        match self.args.format {
            OutputFormat::Json => format!("{}\n", wire::json(reading)),
            OutputFormat::Text => render::reading(reading, self.width, self.colour, self.args.evidence),
        }
    }
}
