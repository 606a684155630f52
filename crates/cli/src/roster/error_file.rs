//! The error file: the bad rows as they were, with what is wrong with each in one more column.
//!
//! UTF-8 with a byte order mark, so that Excel shows the Chinese; mended, it can be read again.

use std::io::{self, Write};
use std::ops::ControlFlow;

use crate::locale::Words;
use crate::roster::{Input, Report, Unreadable};

/// Write the header and every bad row to `out`.
///
/// # Errors
/// The outer one if the file can't be read again, the inner one if `out` can't be written.
pub fn write(input: &Input, report: &Report, words: &Words, out: impl Write) -> Result<io::Result<()>, Unreadable> {
    let mut written = Ok(());
    let mut out = io::BufWriter::new(out);
    let begun = out.write_all("\u{feff}".as_bytes());
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(out);
    let width = report.header.names.len();
    let separator = words.say("flaw-separator", &[]);
    input.source.visit(&mut |row| {
        let last = if row.number == report.header.row {
            words.say("error-column", &[])
        } else if let Some(flaws) = report.flaws.get(&row.number) {
            flaws.iter().map(|flaw| flaw.say(words)).collect::<Vec<_>>().join(&separator)
        } else {
            return ControlFlow::Continue(());
        };
        let cells = width.max(row.filled_width());
        let texts = (0..cells).map(|index| row.cells.get(index).map_or("", |cell| cell.text.as_str()));
        written = csv.write_record(texts.chain([last.as_str()])).map_err(io::Error::from);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    Ok(begun.and(written).and_then(|()| csv.flush()))
}
