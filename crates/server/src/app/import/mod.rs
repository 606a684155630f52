//! Files of rows on their way into a register: upload, mapping, check, run, error file.
//!
//! The engine knows files, chunks, jobs and the journal; what a row *means* is an [`Importer`]'s, which a slice registers
//! in `lib.rs`. An import is three steps (upload, check, run), and only the last one writes to the register:
//!
//! 1. The upload is streamed to `uploads/<id>` in the data folder. The first rows and a guess of the columns are the answer.
//! 2. A check judges every row and writes nothing but what it found.
//! 3. A run writes chunks of [`CHUNK`] rows, each one transaction with the job's own mark and one act in the journal, so that a
//!    process killed at any instant neither loses nor doubles a chunk.
//!
//! Deliberately absent: mending. Blanks around a cell, characters without ink and full-width forms in codes are left out when a
//! cell is read, and counted; everything else that isn't right is refused with its reason and comes back in the error file.
//!
//! Memory: a text file is held once as bytes and once decoded while its rows are copied to a file of their own ([`spool`]), at most
//! twice `limits.upload_bytes`; of a workbook its packed bytes and its shared texts. Copying holds 32 bytes a row to find duplicates,
//! judging and writing two chunks.

pub mod ahead;
pub mod api;
pub mod errors;
pub mod expiry;
pub mod fault;
pub mod guess;
pub mod job;
pub mod line;
pub mod problem;
pub mod rules;
pub mod spool;
pub mod store;
pub mod template;
pub mod upload;
pub mod wire;

use std::path::Path;

use async_trait::async_trait;
use lots_cli::roster::source::Source;
use sea_orm::DatabaseExecutor;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::auth::By;
use super::journal::Change;
use super::problem::Problem;
use super::shell::{App, Tx};
use super::value::Date;
use crate::accounts::Act;
pub use fault::Fault;
pub use line::{Given, Line, Reading};

/// The most rows that are judged, and written, at once.
///
/// A chunk is a transaction, which other writers wait for: larger ones take less time a row, and keep others waiting longer.
pub const CHUNK: usize = 2000;
/// The code of a row whose key an earlier row has.
pub const DUPLICATE: &str = "duplicate-row";

/// Something a row can say.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name on the wire.
    pub name: &'static str,
    /// The locale key of its name for people.
    pub label_key: &'static str,
    /// The locale key of the line that says what belongs there.
    pub help_key: &'static str,
    /// Whether a file without a column for it can't be imported.
    pub required: bool,
    /// Headers it is known by, the surest first, in the plain form of [`lots_cli::roster::header::plain`].
    pub known: &'static [&'static str],
}

/// What happens to rows that are in the register already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// They stay as they are, and count as `same`.
    #[default]
    AddOnly,
    /// They become what the file says.
    Update,
}

/// What an empty cell says of a row that is in the register already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Blank {
    /// Nothing: what is there stays.
    #[default]
    Keep,
    /// That there is nothing: what is there goes.
    Clear,
}

/// How an import is to go about it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Options {
    /// Rows that are in the register already.
    pub mode: Mode,
    /// Empty cells of those.
    pub blank: Blank,
}

/// Who imports, when and how.
pub struct Ask<'a> {
    /// For fresh ids and encryption.
    pub app: &'a App,
    /// The person, with the scope in which they may do the kind's act at this moment.
    pub by: &'a By,
    /// How.
    pub options: Options,
    /// The date.
    pub today: Date,
    /// What for.
    pub purpose: Purpose,
}

/// What rows are judged for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To say what they come to.
    Check,
    /// To write them in the same transaction: what is there must stay as it is until then.
    Run,
}

/// What a sound row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It isn't in the register yet.
    New,
    /// It is, and these fields change.
    Changed(Vec<&'static str>),
    /// It is, and stays as it is.
    Same,
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Judged {
    /// It goes in, or is there.
    Sound(Outcome),
    /// It doesn't, for these reasons; at least one.
    Refused(Vec<Fault>),
}

/// What a slice knows of its rows.
#[async_trait]
pub trait Importer: Send + Sync {
    /// Its name on the wire, e.g. `inspectors`.
    fn kind(&self) -> &'static str;

    /// What somebody must be allowed to do.
    fn act(&self) -> Act;

    /// What its rows can say. The first is the one rows are told apart by.
    fn fields(&self) -> &'static [Field];

    /// What makes a row unique within a file, in one form for all ways of writing it; nothing if the row doesn't say.
    fn key(&self, line: &Line) -> Option<String>;

    /// The tables its rows go into, whose statistics a large import makes wrong.
    fn tables(&self) -> &'static [&'static str];

    /// Hold the rows against what is there. Writes nothing.
    async fn plan(&self, db: &DatabaseExecutor<'_>, ask: &Ask<'_>, lines: &[Line]) -> Result<Box<dyn Plan>, Problem>;
}

/// What rows come to.
#[async_trait]
pub trait Plan: Send {
    /// What each of them comes to, in their order.
    fn judged(&self) -> Vec<Judged>;

    /// Of which kinds the changes are that those make that are new or changed, and how many of each: facts of the act, which everybody reads.
    /// A row may be of several; none are told where the importer knows no kinds.
    fn told(&self) -> Vec<(&'static str, i64)> {
        Vec::new()
    }

    /// Write those that are new or changed, in the transaction in which they were judged, and give what became of each in their order.
    /// The engine records them as one act: the importer must not.
    async fn write(self: Box<Self>, tx: &Tx, ask: &Ask<'_>) -> Result<Vec<Change>, Problem>;
}

/// The importer of a kind.
#[must_use]
pub fn of_kind(kind: &str) -> Option<&'static dyn Importer> {
    crate::IMPORTERS.iter().copied().find(|importer| importer.kind() == kind)
}

/// Open a file, and a sheet of a workbook.
///
/// # Errors
/// A [`Problem`] that says why it can't be read.
pub fn open(file: &Path, sheet: Option<&str>) -> Result<Source, Problem> {
    Source::open(file, sheet).map_err(problem::unreadable)
}
