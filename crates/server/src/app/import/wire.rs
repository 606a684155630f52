//! What imports look like on the wire.

use serde::Serialize;
use utoipa::ToSchema;

use super::guess::Preview;
use super::job::Tally;
use super::rules::{self, ImportId, Stage};
use super::spool::Mapping;
use super::store::Model;
use super::{Importer, Options};
use crate::app::jobs::{JobId, JobState};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;

/// An import among others.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportSummary {
    /// Which.
    pub id: ImportId,
    /// What its rows are.
    pub kind: String,
    /// How far it is.
    pub state: Stage,
    /// As the sender calls the file.
    pub file_name: String,
    /// Its length.
    pub bytes: i64,
    /// When it was uploaded.
    pub at: Timestamp,
    /// The latest job.
    pub job: Option<JobId>,
    /// What the latest check or run that ended came to.
    pub outcome: Option<Tally>,
}

impl ImportSummary {
    /// Of a row, and how far its job is.
    ///
    /// # Errors
    /// `broken` if the row isn't ours.
    pub fn new(row: Model, job: Option<JobState>) -> Result<Self, Problem> {
        let state = rules::stage(row.state, job);
        let Model { id, kind, file_name, bytes, at, job, outcome, .. } = row;
        let outcome = outcome.map(|text| serde_json::from_str(&text)).transpose().map_err(Problem::broken)?;
        Ok(Self { id, kind, state, file_name, bytes, at, job, outcome })
    }
}

/// A column of the file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ColumnBody {
    /// Its index, from 0.
    pub index: usize,
    /// Its header.
    pub header: String,
    /// What stands in the first rows, at most 5.
    pub samples: Vec<String>,
    /// The field it probably is.
    pub guess: Option<String>,
}

/// A field of the kind.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FieldBody {
    /// Its name in a mapping.
    pub name: String,
    /// The locale key of its name for people.
    pub label_key: String,
    /// Whether it must have a column.
    pub required: bool,
    /// The locale key of what belongs there.
    pub help_key: String,
}

/// An earlier import of the same file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SameFile {
    /// Which.
    pub id: ImportId,
    /// When.
    pub at: Timestamp,
    /// How far it came, its job aside.
    pub state: rules::State,
}

/// An import and the first rows of its file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportBody {
    /// What it is.
    #[serde(flatten)]
    pub summary: ImportSummary,
    /// The sheets of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that is shown.
    pub sheet: Option<String>,
    /// The row of the header, from 1.
    pub header_row: u64,
    /// The file's columns.
    pub columns: Vec<ColumnBody>,
    /// What they can be.
    pub fields: Vec<FieldBody>,
    /// Which column is which, as it was checked last; empty before.
    #[schema(value_type = std::collections::BTreeMap<String, usize>)]
    pub mapping: Mapping,
    /// How it goes about it, as it was checked last.
    pub options: Options,
    /// The same file, sent before by the same person.
    pub same_as: Option<SameFile>,
}

impl ImportBody {
    /// Of a row and what was seen of its file.
    ///
    /// # Errors
    /// `broken` if the row isn't ours.
    pub fn new(
        row: Model,
        job: Option<JobState>,
        importer: &dyn Importer,
        (preview, guessed): (Preview, &Mapping),
        same: Option<Model>,
    ) -> Result<Self, Problem> {
        let guess = |index| guessed.iter().find(|(_, at)| **at == index).map(|(field, _)| field.clone());
        let columns = preview.headers.into_iter().zip(preview.samples).enumerate();
        let columns =
            columns.map(|(index, (header, samples))| ColumnBody { index, header, samples, guess: guess(index) });
        let fields = importer.fields().iter().map(|field| FieldBody {
            name: field.name.to_owned(),
            label_key: field.label_key.to_owned(),
            required: field.required,
            help_key: field.help_key.to_owned(),
        });
        Ok(Self {
            sheets: preview.sheets,
            sheet: preview.sheet,
            header_row: preview.header_row,
            columns: columns.collect(),
            fields: fields.collect(),
            mapping: row.mapping()?,
            options: row.options()?,
            same_as: same.map(|row| SameFile { id: row.id, at: row.at, state: row.state }),
            summary: ImportSummary::new(row, job)?,
        })
    }
}
