//! What was read, how the columns were understood, and every flaw.

use std::collections::BTreeMap;

use crate::locale::Words;
use crate::roster::Flaw;
use crate::roster::header::{Header, How};
use crate::roster::source::Layout;

/// The report on a file.
#[derive(Clone, Debug)]
pub struct Report {
    /// How the file is laid out.
    pub layout: Layout,
    /// The header.
    pub header: Header,
    /// The rows behind the header that aren't blank.
    pub rows_read: u64,
    /// Blank rows between others: passed over.
    pub blank_rows: Vec<u64>,
    /// Rows whose reason was read from its Chinese label.
    pub labelled_rows: u64,
    /// Rows whose key has a blank inside: allowed, and often a mistake.
    pub inner_blanks: Noticed,
    /// The flaws of every bad row.
    pub flaws: BTreeMap<u64, Vec<Flaw>>,
    /// How many bad rows there are behind those listed; only a file read in a stream has such.
    pub unlisted: u64,
}

/// Rows that something was noticed about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Noticed {
    /// How many.
    pub rows: u64,
    /// The first.
    pub first: Option<u64>,
}

impl Noticed {
    /// Take note of a row.
    pub fn add(&mut self, row: u64) {
        self.rows += 1;
        self.first = Some(self.first.map_or(row, |first| first.min(row)));
    }
}

impl Report {
    /// The report on a file of which no row has been read.
    #[must_use]
    pub fn new(layout: Layout, header: Header) -> Self {
        Self {
            layout,
            header,
            rows_read: 0,
            blank_rows: Vec::new(),
            labelled_rows: 0,
            inner_blanks: Noticed::default(),
            flaws: BTreeMap::new(),
            unlisted: 0,
        }
    }

    /// Add a flaw.
    pub fn add(&mut self, row: u64, flaw: Flaw) {
        self.flaws.entry(row).or_default().push(flaw);
    }

    /// How often each kind of flaw was found.
    #[must_use]
    pub fn kinds(&self) -> BTreeMap<&'static str, u64> {
        let mut kinds = BTreeMap::new();
        for flaw in self.flaws.values().flatten() {
            *kinds.entry(flaw.key()).or_default() += 1;
        }
        kinds
    }

    /// Layout, columns and counts, a line each.
    #[must_use]
    pub fn summary(&self, words: &Words) -> Vec<String> {
        let mut lines = vec![self.say_layout(words)];
        for column in &self.header.columns {
            let key = match column.how {
                How::Guessed => "column-guessed",
                How::Named => "column-named",
            };
            for &index in &column.indexes {
                let name = self.header.names.get(index).map_or("", String::as_str);
                let field = words.say(column.field.key(), &[]);
                lines.push(words.say(key, &[("column", &(index + 1)), ("name", &name), ("field", &field)]));
            }
        }
        lines.push(words.say("rows-read", &[("rows", &self.rows_read)]));
        if let Some(first) = self.blank_rows.first() {
            lines.push(words.say("blank-rows", &[("rows", &self.blank_rows.len()), ("first", first)]));
        }
        if self.labelled_rows > 0 {
            lines.push(words.say("reasons-from-labels", &[("rows", &self.labelled_rows)]));
        }
        if let Some(first) = self.inner_blanks.first {
            lines.push(words.say("inner-blanks", &[("rows", &self.inner_blanks.rows), ("first", &first)]));
        }
        lines
    }

    /// A line for every kind of flaw that there is: its name and how often.
    #[must_use]
    pub fn summary_of_flaws(&self, words: &Words) -> Vec<String> {
        let kinds = self.kinds().into_iter();
        kinds
            .map(|(key, count)| {
                words.say("kind-count", &[("kind", &key.trim_start_matches("flaw-")), ("count", &count)])
            })
            .collect()
    }

    fn say_layout(&self, words: &Words) -> String {
        match &self.layout {
            Layout::Text { encoding, delimiter } => {
                let delimiter = match delimiter {
                    '\t' => "TAB".to_owned(),
                    other => other.to_string(),
                };
                words.say("layout-text", &[("encoding", encoding), ("delimiter", &delimiter)])
            }
            Layout::Workbook { sheet, others } => {
                words.say("layout-workbook", &[("sheet", sheet), ("others", &others.len())])
            }
            Layout::Columnar => words.say("layout-parquet", &[]),
        }
    }
}
