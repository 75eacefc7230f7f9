//! How long linting takes: `cargo bench`. A benchmark, not a test: it asserts nothing.
//!
//! Each line is the median of its runs. The documents are made here, about 9 KB each, so that the
//! figures can be compared over time; the comparison with other tools is in CONTRIBUTING.md.

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use candor::document::Document;
use candor::lint::lint;
use candor::rule::Settings;
use candor::source::Source;

const RUNS: usize = 50;

fn main() {
    let settings = Settings::new(jiff::Timestamp::UNIX_EPOCH);
    let markdown = Source::new("2026-05-03-bench.md", document(40));
    let long = Source::new("2026-05-03-bench.md", document(4_000));

    let start = Instant::now();
    black_box(lint(&markdown, &settings));
    report("first document (language files are loaded)", start.elapsed(), markdown.text().len());
    measure("read one document", &markdown, || drop(black_box(Document::read(&markdown, &settings.lexicon))));
    measure("lint one document", &markdown, || drop(black_box(lint(&markdown, &settings))));
    measure("lint one long document", &long, || drop(black_box(lint(&long, &settings))));
}

fn measure(name: &str, source: &Source, run: impl Fn()) {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    report(name, times[RUNS / 2], source.text().len());
}

fn report(name: &str, time: Duration, bytes: usize) {
    let rate = bytes as f64 / time.as_secs_f64() / 1e6;
    println!("{name:44} {time:>12.3?}  {:>7} bytes  {rate:>7.1} MB/s", bytes);
}

/// A postmortem with `entries` timeline rows, actions and paragraphs.
fn document(entries: usize) -> String {
    let mut text = String::from(
        "---\ntitle: Payments refused\nstatus: final\n---\n# Payments refused\n\n## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n",
    );
    for n in 0..entries {
        let _ = writeln!(
            text,
            "| 2026-05-{:02} {:02}:{:02} | The pool of gateway-{n} refused connection {n}. |",
            1 + n / 1440 % 28,
            n / 60 % 24,
            n % 60
        );
    }
    text.push_str("\n## Root cause\n\nRelease 4.2 opened a connection for every request, so that the pool of 200 was empty after a minute.\n\n## Impact\n\n1,200 customers could not pay from 10:02 to 10:40 UTC.\n\n## Lessons\n\n");
    for n in 0..entries {
        let _ = writeln!(
            text,
            "Dashboard {n} showed a mean over five minutes, which hid the first {n} % of errors. Support received {n} tickets.\n"
        );
    }
    text.push_str("## Action items\n\n");
    for n in 0..entries / 4 {
        let _ =
            writeln!(text, "- Cap the retries of client {n} at 3. Owner: Payments. Due: 2026-06-01. Ticket: PAY-{n}.");
    }
    text
}
