//! What is kept of imports.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{DbErr, QueryOrder, QuerySelect};

use super::guess::Preview;
use super::rules::{ImportId, State};
use super::spool::Mapping;
use super::{Fault, Options};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::jobs::JobId;
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Timestamp;

/// An import.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ImportId,
    /// What its rows are.
    pub kind: String,
    /// Whose.
    pub person: PersonId,
    /// Where they work.
    pub organisation: OrganisationId,
    /// How far it is.
    pub state: State,
    /// As the sender calls the file.
    pub file_name: String,
    /// Its length.
    pub bytes: i64,
    /// Its SHA-256.
    pub digest: Vec<u8>,
    /// JSON of a [`Preview`].
    pub preview: String,
    /// JSON of a [`Mapping`].
    pub mapping: String,
    /// JSON of [`Options`].
    pub options: String,
    /// When it was uploaded.
    pub at: Timestamp,
    /// The latest job.
    pub job: Option<JobId>,
    /// What the latest job that ended came to, JSON.
    pub outcome: Option<String>,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "import", id: self.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).code("of", &self.kind).image(image(self))
    }

    /// The first rows.
    ///
    /// # Errors
    /// `broken` if the column isn't ours.
    pub fn preview(&self) -> Result<Preview, Problem> {
        serde_json::from_str(&self.preview).map_err(Problem::broken)
    }

    /// Which column is which.
    ///
    /// # Errors
    /// `broken` if the column isn't ours.
    pub fn mapping(&self) -> Result<Mapping, Problem> {
        serde_json::from_str(&self.mapping).map_err(Problem::broken)
    }

    /// How it goes about it.
    ///
    /// # Errors
    /// `broken` if the column isn't ours.
    pub fn options(&self) -> Result<Options, Problem> {
        serde_json::from_str(&self.options).map_err(Problem::broken)
    }
}

/// All that must not change unseen: which file, and how it is read. How far it is is told by the acts themselves.
#[must_use]
pub fn image(row: &Model) -> String {
    use base64::Engine as _;
    let digest = base64::engine::general_purpose::STANDARD.encode(&row.digest);
    lots::canonical::to_text(&serde_json::json!({
        "kind": row.kind, "person": row.person, "organisation": row.organisation, "file_name": row.file_name,
        "bytes": row.bytes, "digest": digest, "mapping": row.mapping, "options": row.options,
    }))
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.clone().into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel {
        state: Set(row.state),
        preview: Set(row.preview.clone()),
        mapping: Set(row.mapping.clone()),
        options: Set(row.options.clone()),
        job: Set(row.job),
        outcome: Set(row.outcome.clone()),
        version: Set(row.version),
        ..Default::default()
    };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// One of a person's.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, id: ImportId, person: PersonId) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(Column::Person.eq(person)).one(db).await
}

/// A person's latest, at most 50.
///
/// # Errors
/// [`DbErr`].
pub async fn latest<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Person.eq(person)).order_by_desc(Column::Id).limit(50).all(db).await
}

/// The latest earlier import of the same file by the same person.
///
/// # Errors
/// [`DbErr`].
pub async fn same_file<C: ConnectionTrait>(db: &C, row: &Model) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Person.eq(row.person))
        .filter(Column::Kind.eq(&row.kind))
        .filter(Column::Digest.eq(row.digest.clone()))
        .filter(Column::Id.ne(row.id))
        .filter(Column::At.lte(row.at))
        .order_by_desc(Column::Id)
        .one(db)
        .await
}

/// The rows of one chunk that were refused.
pub mod refused {
    use super::*;

    /// The refused rows of a chunk.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_refused")]
    pub struct Model {
        /// By which job.
        #[sea_orm(primary_key, auto_increment = false)]
        pub job: JobId,
        /// The chunk's first row.
        #[sea_orm(primary_key, auto_increment = false)]
        pub first_row: i64,
        /// JSON: the rows and what is wrong with each.
        pub faults: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A row and what is wrong with it.
pub type Refused = (u64, Vec<Fault>);

/// Keep a chunk's refused rows.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn refuse<C: ConnectionTrait>(db: &C, job: JobId, rows: &[Refused]) -> Result<(), Problem> {
    let Some((first, _)) = rows.first() else { return Ok(()) };
    let row = refused::ActiveModel {
        job: Set(job),
        first_row: Set(i64::try_from(*first).unwrap_or(i64::MAX)),
        faults: Set(serde_json::to_string(rows).map_err(Problem::broken)?),
    };
    refused::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// The next chunk's refused rows behind `after`.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn refused_after<C: ConnectionTrait>(
    db: &C,
    job: JobId,
    after: i64,
) -> Result<Option<(i64, Vec<Refused>)>, Problem> {
    let next = refused::Entity::find()
        .filter(refused::Column::Job.eq(job))
        .filter(refused::Column::FirstRow.gt(after))
        .order_by_asc(refused::Column::FirstRow);
    let Some(row) = next.one(db).await? else { return Ok(None) };
    Ok(Some((row.first_row, serde_json::from_str(&row.faults).map_err(Problem::broken)?)))
}

/// How an organisation mapped these headers last.
pub mod remembered {
    use super::*;

    /// A remembered mapping.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "import_mapping")]
    pub struct Model {
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation: OrganisationId,
        /// Of which kind of rows.
        #[sea_orm(primary_key, auto_increment = false)]
        pub kind: String,
        /// The headers' digest.
        #[sea_orm(primary_key, auto_increment = false)]
        pub headers: Vec<u8>,
        /// JSON of a [`Mapping`].
        pub mapping: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Remember how the headers are mapped.
///
/// # Errors
/// [`DbErr`].
pub async fn remember<C: ConnectionTrait>(db: &C, row: &Model, headers: Vec<u8>) -> Result<(), DbErr> {
    use remembered::Column as Of;
    let remembered = remembered::ActiveModel {
        organisation: Set(row.organisation),
        kind: Set(row.kind.clone()),
        headers: Set(headers),
        mapping: Set(row.mapping.clone()),
    };
    let again = OnConflict::columns([Of::Organisation, Of::Kind, Of::Headers]).update_column(Of::Mapping).to_owned();
    remembered::Entity::insert(remembered).on_conflict(again).exec_without_returning(db).await.map(|_| ())
}

/// How the headers were mapped last.
///
/// # Errors
/// [`DbErr`].
pub async fn remembered_for<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    kind: &str,
    headers: Vec<u8>,
) -> Result<Option<Mapping>, DbErr> {
    let row = remembered::Entity::find_by_id((organisation, kind.to_owned(), headers)).one(db).await?;
    Ok(row.and_then(|row| serde_json::from_str(&row.mapping).ok()))
}
