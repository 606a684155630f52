//! The files of a draw: the bytes that its bundles have, in parts of a mebibyte.

use lots::check::Files;
use lots::seed::SeedRecord;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder as _};

use crate::app::problem::Problem;
use crate::draws::rules::DrawId;
use crate::draws::store::draw;

/// A part of a file.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draw_file")]
pub struct Model {
    /// Of which draw.
    #[sea_orm(primary_key, auto_increment = false)]
    pub draw: DrawId,
    /// Its name in the bundle.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Which part, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub part: i64,
    /// The bytes.
    pub content: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}

/// How long a part is.
const PART: usize = 1 << 20;
/// The roster secret, encrypted; `roster-secret.txt` of an auditor's bundle is made of it.
pub const ROSTER_SECRET: &str = "roster-secret";
/// The draw's secret, encrypted.
pub const SECRET: &str = "secret";
/// Who isn't on the bench, in numbers; in no bundle.
pub const ABSENCE: &str = "absence";
/// Which entry of the registry each row of the roster is; in no bundle.
pub const ENTRIES: &str = "entries";
/// Who was drawn, and is in reserve, as they were then; in no bundle.
pub const IDENTITIES: &str = "identities";
/// The salt of the digest `members`; in the court's bundle alone.
pub const MEMBERS_SALT: &str = "members-salt";
/// The opening of the seal `scheme` of `drawing.committed`, of an unannounced draw.
pub const SCHEME: &str = "scheme-opening";
/// The opening of the seal `task` of `draw.committed`.
pub const TASK: &str = "task-opening";
/// The opening of the seal `why` of `draw.annulled`.
pub const WHY: &str = "why-opening";

/// Keep a file. There is none of this name yet, or the database says so.
///
/// # Errors
/// [`DbErr`].
pub async fn put<C: ConnectionTrait>(db: &C, draw: DrawId, name: &str, bytes: &[u8]) -> Result<(), DbErr> {
    // An empty file has one empty part, so that it is there.
    let parts: Vec<&[u8]> = if bytes.is_empty() { vec![bytes] } else { bytes.chunks(PART).collect() };
    for (part, content) in (0..).zip(parts) {
        let row: ActiveModel = Model { draw, name: name.to_owned(), part, content: content.to_vec() }.into();
        Entity::insert(row.reset_all()).exec_without_returning(db).await?;
    }
    Ok(())
}

/// A file, if it is there.
///
/// # Errors
/// [`DbErr`].
pub async fn get<C: ConnectionTrait>(db: &C, draw: DrawId, name: &str) -> Result<Option<Vec<u8>>, DbErr> {
    let parts = Entity::find().filter(Column::Draw.eq(draw)).filter(Column::Name.eq(name));
    let parts = parts.order_by_asc(Column::Part).all(db).await?;
    let there = !parts.is_empty();
    Ok(there.then(|| parts.into_iter().flat_map(|part| part.content).collect()))
}

/// A file that must be there.
///
/// # Errors
/// `broken` if it isn't.
pub async fn need<C: ConnectionTrait>(db: &C, draw: DrawId, name: &str) -> Result<Vec<u8>, Problem> {
    get(db, draw, name).await?.ok_or_else(|| Problem::broken(format!("draw {draw} has no {name}")))
}

/// The record of a draw's seed, if it has one.
///
/// # Errors
/// `broken` if it should be there and isn't, or is no record.
pub async fn seed<C: ConnectionTrait>(db: &C, row: &draw::Model) -> Result<Option<SeedRecord>, Problem> {
    if row.seed.is_none() {
        return Ok(None);
    }
    let text = need(db, row.id, "seed.json").await?;
    SeedRecord::from_text(&text).map(Some).map_err(Problem::broken)
}

/// Those of these files that are there.
///
/// # Errors
/// [`DbErr`].
pub async fn all<C: ConnectionTrait>(db: &C, draw: DrawId, names: &[&str]) -> Result<Files, DbErr> {
    let mut files = Files::new();
    for name in names {
        if let Some(bytes) = get(db, draw, name).await? {
            files.insert((*name).to_owned(), bytes);
        }
    }
    Ok(files)
}
