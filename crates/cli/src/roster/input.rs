//! A file opened as one of the four inputs.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use crate::roster::cell::Row;
use crate::roster::fields::Fields;
use crate::roster::header::{self, Header};
use crate::roster::near::{Census, is_near, mended};
use crate::roster::source::Source;
use crate::roster::{
    Exclusion, Field, Flaw, IdRule, Inspector, Kind, Options, Record, Recusal, Report, Roster, Subject, Unreadable,
};

/// A file whose header is understood.
pub struct Input {
    pub(super) source: Source,
    pub(super) header: Header,
    kind: Kind,
    options: Options,
}

/// What is gathered in one pass over the rows.
struct Gathered<T> {
    records: Vec<(T, u64)>,
    /// The probable keys of rows with flaws.
    suspects: Vec<(String, u64)>,
    report: Report,
    blank: Vec<u64>,
}

impl Input {
    /// Open the file and find its header.
    ///
    /// # Errors
    /// [`Unreadable`], if the file can't be read or has no columns for the fields.
    pub fn open(path: &Path, kind: Kind, options: &Options) -> Result<Self, Unreadable> {
        Self::of(Source::open(path, options.sheet.as_deref())?, kind, options)
    }

    /// As [`Input::open`], from a source.
    ///
    /// # Errors
    /// As [`Input::open`].
    pub fn of(source: Source, kind: Kind, options: &Options) -> Result<Self, Unreadable> {
        let header = header::find(&source, kind, options)?;
        Ok(Self { source, header, kind, options: options.clone() })
    }

    /// Read and check all rows. `T` is of the kind that the file was opened as.
    ///
    /// # Errors
    /// [`Unreadable`], if a row is beyond the limits or can't be read.
    pub fn read<T: Record>(&self) -> Result<Roster<T>, Unreadable> {
        let report = Report::new(self.source.layout(), self.header.clone());
        let mut all = Gathered::<T> { records: Vec::new(), suspects: Vec::new(), report, blank: Vec::new() };
        self.source.visit(&mut |row| {
            if row.number > self.header.row {
                self.gather(row, &mut all);
            }
            ControlFlow::Continue(())
        })?;
        if self.options.ids == IdRule::Auto {
            refuse_near(&mut all);
        }
        all.records.sort_by(|(a, a_row), (b, b_row)| a.key().cmp(&b.key()).then(a_row.cmp(b_row)));
        find_duplicates(&mut all);
        let (rows, row_numbers) = all.records.into_iter().unzip();
        Ok(Roster { rows, row_numbers, report: all.report })
    }

    fn gather<T: Record>(&self, row: &Row, all: &mut Gathered<T>) {
        let fields = Fields { row, header: &self.header, options: &self.options, kind: self.kind };
        let taken = take::<T>(&fields);
        if matches!(taken, Taken::Blank) {
            all.blank.push(row.number);
            return;
        }
        // Blank rows at the end of a sheet are none of the roster's: only those followed by a row are reported.
        all.report.blank_rows.append(&mut all.blank);
        all.report.rows_read += 1;
        match taken {
            Taken::Blank => {}
            Taken::Sound(record) => {
                all.report.labelled_rows += u64::from(record.labelled());
                if record.key().contains(' ') {
                    all.report.inner_blanks.add(row.number);
                }
                all.records.push((record, row.number));
            }
            Taken::Flawed(flaws, key) => {
                all.suspects.extend(key.map(|key| (key, row.number)));
                all.report.flaws.insert(row.number, flaws);
            }
        }
    }
}

/// Report every row whose id looks like a damaged code, if most of the other ids are codes.
fn refuse_near<T: Record>(all: &mut Gathered<T>) {
    let mut census = Census::default();
    let sound = all.records.iter().filter_map(|(record, _)| record.id());
    sound.for_each(|id| census.count(id.as_str()));
    // The id is the last part of a key, if rows of this kind have one; a damaged id may itself hold a tab.
    let parts = T::KIND.key_fields().len();
    let id = |key: &str| key.splitn(parts, '\t').last().unwrap_or_default().to_owned();
    if T::KIND.key_fields().contains(&Field::Id) {
        all.suspects.iter().for_each(|(key, _)| census.count(&id(key)));
    }
    if !census.is_of_codes() {
        return;
    }
    let near = |record: &T| record.id().is_some_and(|id| is_near(id.as_str()));
    let refused: Vec<(T, u64)> = all.records.extract_if(.., |(record, _)| near(record)).collect();
    all.suspects.extend(refused.into_iter().map(|(record, row)| (record.key().into_owned(), row)));
    for (key, row) in &all.suspects {
        let found = id(key);
        if is_near(&found) {
            let suggestion = mended(&found);
            all.report.add(*row, Flaw::NearUscc { found, suggestion });
        }
    }
}

/// What a row comes to.
pub(super) enum Taken<T> {
    /// Nothing stands in it.
    Blank,
    /// It is right.
    Sound(T),
    /// It has flaws, and probably this key.
    Flawed(Vec<Flaw>, Option<String>),
}

/// Take a row.
pub(super) fn take<T: Record>(fields: &Fields<'_>) -> Taken<T> {
    if fields.row.is_blank() {
        return Taken::Blank;
    }
    let mut flaws = Vec::new();
    let (expected, found) = (fields.header.names.len(), fields.row.filled_width());
    if found > expected {
        flaws.push(Flaw::Ragged { expected, found });
    }
    match T::read(fields, &mut flaws) {
        Some(record) if flaws.is_empty() => Taken::Sound(record),
        _ => Taken::Flawed(flaws, fields.probable_key()),
    }
}

/// Report every later row of a key. Records are sorted by key, then row.
fn find_duplicates<T: Record>(all: &mut Gathered<T>) {
    let mut first = 0;
    for (index, (record, row)) in all.records.iter().enumerate().skip(1) {
        let (original, first_row) = &all.records[first];
        if original.key() == record.key() {
            let (key, here) = (record.key().replace('\t', " "), record.rest());
            all.report.add(*row, Flaw::Duplicate { key, first_row: *first_row, first: original.rest(), here });
        } else {
            first = index;
        }
    }
    let mut seen: HashMap<&str, u64> = HashMap::new();
    for (key, row) in &all.suspects {
        let among = all.records.partition_point(|(record, _)| *record.key() < **key);
        let sound = all.records.get(among).filter(|(record, _)| record.key() == key.as_str());
        let other = sound.map(|(_, row)| *row).or_else(|| seen.get(key.as_str()).copied());
        seen.entry(key).or_insert(*row);
        if let Some(first_row) = other {
            let (first, here) = (String::new(), String::new());
            all.report.add(*row, Flaw::Duplicate { key: key.replace('\t', " "), first_row, first, here });
        }
    }
}

/// Report every excluded business that is also among the subjects, in the report on the excluded.
pub fn check_apart(subjects: &Roster<Subject>, excluded: &mut Roster<Exclusion>) {
    for (exclusion, row) in excluded.rows.iter().zip(&excluded.row_numbers) {
        if let Ok(index) = subjects.rows.binary_search_by(|subject| subject.id.cmp(&exclusion.id)) {
            let (key, other_row) = (exclusion.id.to_string(), subjects.row_numbers[index]);
            excluded.report.add(*row, Flaw::AlsoListed { key, other_row });
        }
    }
}

/// Report every recusal whose inspector isn't on the bench, in the report on the recusals.
pub fn check_on_bench(bench: &Roster<Inspector>, recusals: &mut Roster<Recusal>) {
    for (recusal, row) in recusals.rows.iter().zip(&recusals.row_numbers) {
        if bench.rows.binary_search_by(|inspector| inspector.code.cmp(&recusal.code)).is_err() {
            recusals.report.add(*row, Flaw::NotOnBench(recusal.code.to_string()));
        }
    }
}

/// The field that a name on the command line means.
#[must_use]
pub fn field_named(name: &str) -> Option<Field> {
    Field::ALL.into_iter().find(|field| field.name() == name)
}
