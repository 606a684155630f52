//! The error file: the bad rows as they were, with the reasons in one last column, ready to be mended and sent again.

use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use super::source::Source;
use super::{Report, Unreadable};
use crate::locale::Words;

/// Write the file as CSV in UTF-8 with a byte order mark, so that spreadsheets open it right.
///
/// # Errors
/// What writing says; [`Unreadable`] as text if the source can't be read again.
pub fn write(path: &Path, source: &Source, report: &Report, words: &Words) -> io::Result<()> {
    let mut reasons: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    for found in &report.flaws {
        reasons.entry(found.row).or_default().push(found.say(words));
    }
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(&mut bytes);
    let width = report.header.names.len();
    let mut line = |cells: &mut Vec<String>, last: String| {
        cells.resize(cells.len().max(width), String::new());
        cells.push(last);
        csv.write_record(&*cells)
    };
    line(&mut report.header.names.clone(), words.say("error-file-column", &[]))?;
    let mut failure = None;
    let visited = source.visit(&mut |row| {
        let Some(reasons) = reasons.get(&row.number) else { return ControlFlow::Continue(()) };
        let mut cells = row.cells.iter().map(|cell| cell.text.clone()).collect();
        match line(&mut cells, reasons.join("；")) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    visited.map_err(|why: Unreadable| io::Error::other(why.say(words)))?;
    if let Some(error) = failure {
        return Err(error.into());
    }
    csv.flush()?;
    drop(csv);
    crate::bundle::write_new(path, &bytes)
}
