//! What is kept of visits: entities and queries.

pub mod account;
pub mod confirmation;
pub mod notice;
pub mod record;
pub mod seen;
pub mod sight;
pub mod team;
pub mod visit;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, QueryOrder as _, QuerySelect as _, Statement};

use super::rules::{self, Form, Hand, Standing, VisitId};
use crate::accounts::PersonId;
use crate::app::db::Db;
use crate::app::journal::{Act, Case, held};
use crate::app::problem::Problem;
use crate::app::shell::taken;
use crate::catalogue::store as catalogue;

/// Whose hand was on a visit.
pub mod hand {
    use super::*;

    /// A person's one kind of hand on a visit: the key holds that nobody has two.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "visit_hand")]
    pub struct Model {
        /// Which visit.
        #[sea_orm(primary_key, auto_increment = false)]
        pub visit: VisitId,
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        /// What they did.
        pub hand: Hand,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A visit with all that was handed in of its record, and who stands by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// Its row.
    pub row: visit::Model,
    /// What was handed in, in that order.
    pub records: Vec<record::Model>,
    /// Who stands by which of it, in that order.
    pub confirmations: Vec<confirmation::Model>,
}

impl Whole {
    /// A visit with nothing handed in yet.
    #[must_use]
    pub fn bare(row: visit::Model) -> Self {
        Self { row, records: Vec::new(), confirmations: Vec::new() }
    }

    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "visit", id: self.row.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(whole: &Whole) -> String {
    let mut all = serde_json::json!({ "visit": whole.row, "records": whole.records });
    // What nobody confirmed is sealed as it was before confirmations were kept.
    if !whole.confirmations.is_empty() {
        all["confirmations"] = serde_json::json!(whole.confirmations);
    }
    lots::canonical::to_text(&all)
}

/// A row with all that was handed in, and who stands by it.
///
/// # Errors
/// [`DbErr`].
pub async fn whole<C: ConnectionTrait>(db: &C, row: visit::Model) -> Result<Whole, DbErr> {
    let (records, confirmations) = (record::of(db, &[row.id]).await?, confirmation::of(db, &[row.id]).await?);
    Ok(Whole { row, records, confirmations })
}

/// Hold a visit, as it was read with its records, against its last opening: for an act that tells everybody what it has read.
///
/// # Errors
/// `unlike-journal`; `stale` if somebody acted on it in between.
pub async fn as_sealed(db: &Db, tx: &DatabaseTransaction, whole: &Whole) -> Result<(), Problem> {
    held::read(db, tx, whole.case(), &image(whole)).await
}

/// A page of all visits' images, for the audit.
///
/// # Errors
/// [`DbErr`].
pub async fn images(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Result<Vec<(Uuid, String)>, DbErr> {
    let page = visit::Entity::find().filter(visit::Column::Id.gt(after)).order_by_asc(visit::Column::Id).limit(limit);
    let rows = page.all(db).await?;
    let ids: Vec<VisitId> = rows.iter().map(|row| row.id).collect();
    let mut wholes: std::collections::BTreeMap<VisitId, Whole> =
        rows.into_iter().map(|row| (row.id, Whole::bare(row))).collect();
    for record in record::of(db, &ids).await? {
        wholes.entry(record.visit).and_modify(|whole| whole.records.push(record));
    }
    for confirmation in confirmation::of(db, &ids).await? {
        wholes.entry(confirmation.visit).and_modify(|whole| whole.confirmations.push(confirmation));
    }
    Ok(wholes.values().map(|whole| (whole.row.id.0, image(whole))).collect())
}

/// Note what somebody did to a visit.
///
/// # Errors
/// `visit-other-hand` if they did something else to it before; `stale` if they are at it at this moment.
pub async fn lay_hand<C: ConnectionTrait>(db: &C, visit: VisitId, person: PersonId, hand: Hand) -> Result<(), Problem> {
    let had = hand::Entity::find_by_id((visit, person)).one(db).await?.map(|row| row.hand);
    rules::one_hand(had, hand)?;
    if had.is_none() {
        let row: hand::ActiveModel = hand::Model { visit, person, hand }.into();
        hand::Entity::insert(row.reset_all()).exec_without_returning(db).await.map_err(taken)?;
    }
    Ok(())
}

/// What somebody did to a visit.
///
/// # Errors
/// [`DbErr`].
pub async fn hand_of<C: ConnectionTrait>(db: &C, visit: VisitId, person: PersonId) -> Result<Option<Hand>, DbErr> {
    Ok(hand::Entity::find_by_id((visit, person)).one(db).await?.map(|row| row.hand))
}

/// Who wrote in a visit's record, and whether `by` is of its team, or was there by one of its records: an amendment doesn't undo that.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn standing<C: ConnectionTrait>(db: &C, row: &visit::Model, by: PersonId) -> Result<Standing, Problem> {
    let wrote = hand::Entity::find().filter(hand::Column::Visit.eq(row.id)).filter(hand::Column::Hand.eq(Hand::Write));
    let writers = wrote.all(db).await?.into_iter().map(|hand| hand.person).collect();
    let is_member = member(db, row, by).await?.1 || was_there(db, row, by).await?;
    Ok(Standing { writers, is_member, recorded: row.digest.clone().unwrap_or_default() })
}

async fn was_there<C: ConnectionTrait>(db: &C, row: &visit::Model, by: PersonId) -> Result<bool, Problem> {
    let Some(inspector) = account::inspector(db, by).await? else { return Ok(false) };
    let records = record::of(db, &[row.id]).await?;
    let records: Vec<_> = records.iter().map(|record| (row.draw, record)).collect();
    let there = team::there(db, &records).await?;
    Ok(there.into_values().flatten().any(|member| member.inspector == inspector))
}

/// Whether an account is known as an inspector's, and whether that one is of a visit's team.
///
/// # Errors
/// [`DbErr`].
pub async fn member<C: ConnectionTrait>(db: &C, row: &visit::Model, by: PersonId) -> Result<(bool, bool), DbErr> {
    let Some(inspector) = account::inspector(db, by).await? else { return Ok((false, false)) };
    let team = team::one(db, row).await?;
    Ok((true, team.iter().any(|member| member.inspector == inspector)))
}

/// What a visit's record answers.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn form<C: ConnectionTrait>(db: &C, row: &visit::Model) -> Result<Form, Problem> {
    let codes = row.item_codes()?;
    let mut items = Vec::new();
    for code in &codes {
        if let Some(item) = catalogue::of_code(db, row.edition, code).await? {
            items.push(item.said()?);
        }
    }
    Ok(Form::of(items))
}

/// The visits that aren't of anybody whom their draw drew, or whom an amendment made stand in: for the audit.
///
/// # Errors
/// [`DbErr`].
pub async fn undrawn(db: &DatabaseTransaction) -> Result<Vec<Uuid>, DbErr> {
    const SQL: &str = "SELECT v.id FROM visit v LEFT JOIN draw_target t ON t.draw = v.draw AND t.code = v.code
        WHERE t.code IS NULL ORDER BY v.id";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), SQL)).await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}
