//! Amendments after the draw, asked for and decided; each approved one is a file of the draw, a link of its chain.

use std::collections::BTreeSet;

use lots::amend::{Amendment, Amendments};
use lots::hash::Digest;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, Condition, DbErr, QueryOrder as _, SqlErr};
use serde::Serialize;

use super::file;
use crate::accounts::PersonId;
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::draws::rules::amend::{AmendmentId, Kind, Reason, State};
use crate::draws::rules::{DrawId, Refusal};

/// An amendment.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "draw_amendment")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AmendmentId,
    /// Of which draw.
    pub draw: DrawId,
    /// What it is about.
    pub kind: Kind,
    /// The target's code; empty for an absence.
    pub subject: String,
    /// The inspector's code in the draw; empty for a target that is gone.
    pub inspector: String,
    /// Why, in public.
    pub reason: Reason,
    /// Why, in words that aren't public.
    pub words: String,
    /// Where it stands.
    pub state: State,
    /// Who asked.
    pub asker: PersonId,
    /// When.
    pub asked_at: Timestamp,
    /// Who approved or declined it.
    pub decider: Option<PersonId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What they said to it, or why who asked took it back.
    pub answer: String,
    /// Its number in the chain, from 1.
    pub number: Option<i64>,
    /// Its hash.
    pub head: Option<String>,
    /// The reserve that became a target; empty if none did.
    pub stood_in: String,
    /// How many teams it changed.
    pub changed: i64,
    /// How many of their seats nobody fills.
    pub open_seats: i64,
    /// When who asked took it back. Left out of an image where nobody did, as before there was such a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The fact of the acts on an amendment that says which of a draw's it is.
pub const MARK: &str = "amendment";

impl Model {
    /// What stands for it in the journal: of an id that nobody can guess, so that it tells nothing of whom it concerns.
    #[must_use]
    pub fn mark(&self) -> Digest {
        Digest::of(self.id.to_string().as_bytes())
    }

    /// When nothing more became of it: it was decided, or taken back.
    #[must_use]
    pub fn ended_at(&self) -> Option<Timestamp> {
        self.decided_at.or(self.withdrawn_at)
    }
}

/// The file of a link of the chain.
fn name(number: i64) -> String {
    format!("amendment-{number}")
}

/// A draw's amendments, in the order in which they were asked for.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Draw.eq(draw)).order_by_asc(Column::Id).all(db).await
}

/// Whoever is named in these codes and of whom it is asked, and not decided, that they don't inspect a target: recusals for it, and absences. What is asked for once
/// the visit has `ended` keeps nobody from it any more, and would only hold back what was found there.
///
/// # Errors
/// [`DbErr`].
pub async fn undecided<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    (subject, inspectors): (&str, &[String]),
    ended: Option<Timestamp>,
) -> Result<Vec<String>, DbErr> {
    let open = Entity::find().filter(Column::Draw.eq(draw)).filter(Column::State.eq(State::Asked));
    let before = ended.map(|ended| Column::AskedAt.lt(ended));
    let open = open.filter(Condition::all().add_option(before));
    let theirs = |row: &Model| match row.kind {
        Kind::Recuse => row.subject == subject && inspectors.contains(&row.inspector),
        Kind::Absent => inspectors.contains(&row.inspector),
        Kind::Gone => false,
    };
    let rows = open.order_by_asc(Column::Id).all(db).await?;
    let codes: BTreeSet<String> = rows.into_iter().filter(theirs).map(|row| row.inspector).collect();
    Ok(codes.into_iter().collect())
}

/// Put in one that is asked for.
///
/// # Errors
/// [`Refusal::AmendmentAsked`] if the same is asked for already.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let row: ActiveModel = row.clone().into();
    let twice = |error: DbErr| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Refusal::AmendmentAsked.into(),
        _ => error.into(),
    };
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ()).map_err(twice)
}

/// Save what became of one that was asked for.
///
/// # Errors
/// `stale` if something did in between.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    let asked = Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::State.eq(State::Asked));
    saved(asked.exec(db).await?.rows_affected)
}

/// Keep a link of the chain. There is none of this number yet, or the database says so.
///
/// # Errors
/// [`DbErr`].
pub async fn link<C: ConnectionTrait>(db: &C, draw: DrawId, amendment: &Amendment) -> Result<(), DbErr> {
    let number = i64::try_from(amendment.number).unwrap_or(i64::MAX);
    file::put(db, draw, &name(number), lots::canonical::to_text(amendment).as_bytes()).await
}

/// `amendments.json`, if there is any.
///
/// # Errors
/// `broken` if a link isn't what this program wrote.
pub async fn chain<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Option<Amendments>, Problem> {
    let numbered = Entity::find().filter(Column::Draw.eq(draw)).filter(Column::Number.is_not_null());
    let mut amendments: Vec<Amendment> = Vec::new();
    for row in numbered.order_by_asc(Column::Number).all(db).await? {
        let text = file::need(db, draw, &name(row.number.unwrap_or_default())).await?;
        amendments.push(lots::canonical::from_text(&text).map_err(Problem::broken)?);
    }
    let head = amendments.last().map(Amendment::digest);
    Ok(head.map(|head| Amendments { amendments, head }))
}
