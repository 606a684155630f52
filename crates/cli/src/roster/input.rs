//! A file opened as one of the four inputs: read, checked in one pass, sorted.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use super::flaw::Found;
use super::header::{self, Header};
use super::record::Fields;
use super::source::Source;
use super::{Flaw, Kind, Options, Record, Report, Roster, Unreadable};

/// An open roster.
pub struct Input<'a> {
    source: Source,
    kind: Kind,
    header: Header,
    options: &'a Options,
}

impl<'a> Input<'a> {
    /// Open a file and find its header.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn open(path: &Path, kind: Kind, options: &'a Options) -> Result<Self, Unreadable> {
        Self::new(Source::open(path, options.sheet.as_deref())?, kind, options)
    }

    /// As [`Input::open`], of an open source.
    ///
    /// # Errors
    /// [`Unreadable`].
    pub fn new(source: Source, kind: Kind, options: &'a Options) -> Result<Self, Unreadable> {
        let header = header::find(&source, kind, options)?;
        Ok(Self { source, kind, header, options })
    }

    /// The file's rows.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Read all rows and every flaw; the rows come sorted by their key.
    ///
    /// # Errors
    /// [`Unreadable`]: a row beyond the limits.
    pub fn read<T: Record>(&self) -> Result<Roster<T>, Unreadable> {
        let mut records: Vec<(u64, T)> = Vec::new();
        let (mut flaws, mut rows) = (Vec::new(), 0);
        self.source.visit(&mut |row| {
            if row.number > self.header.row && !row.is_blank() {
                rows += 1;
                match T::read(&Fields { row, header: &self.header, options: self.options }) {
                    Ok(record) => records.push((row.number, record)),
                    Err(found) => flaws.extend(found.into_iter().map(|(field, value, flaw)| Found {
                        row: row.number,
                        field,
                        value,
                        flaw,
                    })),
                }
            }
            ControlFlow::Continue(())
        })?;
        flaws.extend(duplicates(&records));
        flaws.sort_by_key(|found| found.row);
        records.sort_by(|a, b| a.1.key().cmp(&b.1.key()));
        let (row_numbers, rows_read) = records.into_iter().unzip();
        let report = Report { kind: self.kind, layout: self.source.layout(), header: self.header.clone(), rows, flaws };
        Ok(Roster { rows: rows_read, row_numbers, report })
    }
}

/// Rows whose key stands in an earlier row too.
fn duplicates<T: Record>(records: &[(u64, T)]) -> Vec<Found> {
    let mut seen: HashMap<(&str, &str), u64> = HashMap::new();
    let mut found = Vec::new();
    for (row, record) in records {
        let key = record.key();
        match seen.get(&key) {
            None => {
                seen.insert(key, *row);
            }
            Some(first) => found.push(Found {
                row: *row,
                field: T::KIND.key_fields()[0],
                value: format!("{} {}", key.0, key.1).trim_end().to_owned(),
                flaw: Flaw::Duplicate(*first),
            }),
        }
    }
    found
}
