//! How fast the whole path is on one thread, stage by stage, and how much memory it took.

use crate::{EvaluateError, load};
use chancery_codebook::Codebook;
use chancery_language::Engine;
use chancery_record::{Coder, wire};
use chancery_source::{Documents, Options};
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

/// The stages of the path, in order.
pub const STAGES: [&str; 4] = ["source", "language", "reading", "json"];

/// What one run took.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speed {
    /// Documents read.
    pub documents: usize,
    /// Records that the source refused, in another language for example.
    pub refused: usize,
    /// Stretches of text between white space.
    pub words: usize,
    /// Tokens of the analyses, punctuation included.
    pub tokens: usize,
    /// Bytes of text.
    pub bytes: usize,
    /// Time on the wall of each of [`STAGES`].
    pub stages: [Duration; STAGES.len()],
    /// Time on processors of the whole process meanwhile, where the system tells; about the wall's when one thread ran
    /// undisturbed.
    pub processor: Option<Duration>,
    /// Most memory the process ever held, in bytes, where the system tells. Of the whole process: measure it alone.
    pub peak_memory: Option<u64>,
}

impl Speed {
    /// Time on the wall of all stages.
    pub fn whole(&self) -> Duration {
        self.stages.iter().sum()
    }

    /// Words a second at this time.
    pub fn words_per_second(&self, time: Duration) -> f64 {
        self.words as f64 / time.as_secs_f64().max(1e-9)
    }
}

/// Reads the first `limit` documents of a JSON Lines file, one after the other on this thread. The file is in memory
/// before the clock starts, and the first document is read once before, to have everything loaded.
pub fn measure(path: &Path, limit: usize, engine: &Engine, codebook: &Codebook) -> Result<Speed, EvaluateError> {
    let lines = load::first_lines(path, limit)?;
    let name = path.to_string_lossy();
    let coder = crate::coder(engine, codebook);
    let documents = |lines: String| Documents::new(&name, Cursor::new(lines.into_bytes()), Options::default());
    let first = lines.lines().next().unwrap_or_default().to_owned();
    run(documents(first), engine, codebook, &coder);
    Ok(run(documents(lines), engine, codebook, &coder))
}

fn run(documents: Documents, engine: &Engine, codebook: &Codebook, coder: &Coder) -> Speed {
    let mut speed = Speed::default();
    let before = processor_time();
    let mut clock = Instant::now();
    // Time since the last lap, and a new lap.
    let mut lap = || {
        let now = Instant::now();
        now.duration_since(std::mem::replace(&mut clock, now))
    };
    for document in documents {
        speed.stages[0] += lap();
        let Ok(document) = document else {
            speed.refused += 1;
            continue;
        };
        speed.documents += 1;
        speed.bytes += document.text.len();
        speed.words += document.text.split_whitespace().count();
        lap();
        let analysis = engine.analyse(&document);
        speed.stages[1] += lap();
        speed.tokens += analysis.len();
        let reading = chancery_reading::read(document, &analysis, codebook, coder.clone());
        speed.stages[2] += lap();
        std::hint::black_box(wire::json(&reading).to_string());
        speed.stages[3] += lap();
    }
    speed.processor = processor_time().zip(before).map(|(after, before)| after - before);
    speed.peak_memory = peak_memory();
    speed
}

/// Most resident memory so far, from Linux's `/proc` (proc(5), `VmHWM`).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// Time this process spent on processors, from Linux's `/proc` (proc(5), `utime` and `stime`, in hundredths).
fn processor_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field is the program's name in parentheses and may hold spaces.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let user: u64 = fields.next()?.parse().ok()?;
    let system: u64 = fields.next()?.parse().ok()?;
    Some(Duration::from_millis((user + system) * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_system_tells() {
        assert!(peak_memory().is_some_and(|m| m > 100_000), "{:?}", peak_memory());
        assert!(processor_time().is_some());
    }

    #[test]
    fn words_a_second() {
        let stages = [Duration::from_millis(100), Duration::from_millis(400), Duration::ZERO, Duration::ZERO];
        let speed = Speed { words: 100, stages, ..Speed::default() };
        assert!((speed.words_per_second(speed.whole()) - 200.0).abs() < 1e-6);
    }
}
