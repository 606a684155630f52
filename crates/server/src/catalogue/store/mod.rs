//! What is kept of catalogues: entities and queries.

pub mod edition;
pub mod item;

use sea_orm::ActiveValue::Set;
use sea_orm::QueryOrder as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, DbErr, QuerySelect as _};

use super::rules::{EditionId, Hand, ItemId, ItemText, Span, Standing, State};
use crate::accounts::store::within;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::auth::Scope;
use crate::app::problem::Problem;
use crate::app::shell::{found, saved};
use crate::app::value::Date;

/// Whose hand was on an edition.
pub mod hand {
    use super::*;

    /// A person's one kind of hand on an edition: the key holds that nobody has two.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "catalogue_hand")]
    pub struct Model {
        /// Which edition.
        #[sea_orm(primary_key, auto_increment = false)]
        pub edition: EditionId,
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        /// What they did.
        pub hand: Hand,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The edition, if its organisation lies in the scope.
///
/// # Errors
/// `not-found`.
pub async fn load<C: ConnectionTrait>(db: &C, id: EditionId, scope: &Scope) -> Result<edition::Model, Problem> {
    let row = edition::Entity::find_by_id(id).filter(edition::Column::Organisation.in_subquery(within(scope)));
    found(row.one(db).await?)
}

/// An edition that the public sees.
///
/// # Errors
/// `not-found`.
pub async fn public<C: ConnectionTrait>(db: &C, id: EditionId) -> Result<edition::Model, Problem> {
    let row = edition::Entity::find_by_id(id).filter(is_public());
    found(row.one(db).await?)
}

/// What the public sees: all that was ever published, withdrawn or not.
#[must_use]
pub fn is_public() -> Condition {
    Condition::all().add(edition::Column::PublishedAt.is_not_null())
}

/// All public editions, the latest first.
///
/// # Errors
/// [`DbErr`].
pub async fn all_public<C: ConnectionTrait>(db: &C) -> Result<Vec<edition::Model>, DbErr> {
    let rows = edition::Entity::find().filter(is_public());
    rows.order_by_desc(edition::Column::PublishedAt).order_by_desc(edition::Column::Id).all(db).await
}

/// The items of an edition, in its order.
///
/// # Errors
/// [`DbErr`].
pub async fn items<C: ConnectionTrait>(db: &C, id: EditionId) -> Result<Vec<item::Model>, DbErr> {
    let rows = item::Entity::find().filter(item::Column::Edition.eq(id)).filter(item::Column::Removed.eq(false));
    rows.order_by_asc(item::Column::Place).order_by_asc(item::Column::Id).all(db).await
}

/// Their texts.
///
/// # Errors
/// `broken` if one isn't what was written.
pub fn texts(rows: &[item::Model]) -> Result<Vec<ItemText>, Problem> {
    rows.iter().map(item::Model::said).collect()
}

/// One item of an edition.
///
/// # Errors
/// `not-found`.
pub async fn load_item<C: ConnectionTrait>(db: &C, edition: EditionId, id: ItemId) -> Result<item::Model, Problem> {
    let row =
        item::Entity::find_by_id(id).filter(item::Column::Edition.eq(edition)).filter(item::Column::Removed.eq(false));
    found(row.one(db).await?)
}

/// An edition's item of a code.
///
/// # Errors
/// [`DbErr`].
pub async fn of_code<C: ConnectionTrait>(db: &C, edition: EditionId, code: &str) -> Result<Option<item::Model>, DbErr> {
    let row = item::Entity::find()
        .filter(item::Column::Edition.eq(edition))
        .filter(item::Column::Code.eq(code))
        .filter(item::Column::Removed.eq(false));
    row.one(db).await
}

/// The edition in force on a day, of an organisation.
///
/// # Errors
/// [`DbErr`].
pub async fn in_force<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    day: Date,
) -> Result<Option<edition::Model>, DbErr> {
    let until = edition::Column::EffectiveUntil;
    let rows = edition::Entity::find()
        .filter(edition::Column::Organisation.eq(organisation))
        .filter(edition::Column::State.is_in(State::PUBLIC))
        .filter(edition::Column::EffectiveFrom.lte(day))
        .filter(Condition::any().add(until.is_null()).add(until.gt(day)));
    rows.one(db).await
}

/// The edition that a new draft starts from: the one published last.
///
/// # Errors
/// [`DbErr`].
pub async fn latest<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Option<edition::Model>, DbErr> {
    let rows = edition::Entity::find()
        .filter(edition::Column::Organisation.eq(organisation))
        .filter(edition::Column::State.eq(State::Published))
        .order_by_desc(edition::Column::EffectiveFrom);
    rows.one(db).await
}

/// The number of an organisation's next edition.
///
/// # Errors
/// [`DbErr`].
pub async fn next_number<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<i64, DbErr> {
    let last: Option<Option<i64>> = edition::Entity::find()
        .select_only()
        .column_as(edition::Column::Number.max(), "last")
        .filter(edition::Column::Organisation.eq(organisation))
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// The spans of an organisation's public editions but this one, with the one that has no end.
///
/// # Errors
/// [`DbErr`].
pub async fn beside<C: ConnectionTrait>(db: &C, row: &edition::Model) -> Result<Vec<edition::Model>, DbErr> {
    let rows = edition::Entity::find()
        .filter(edition::Column::Organisation.eq(row.organisation))
        .filter(edition::Column::Id.ne(row.id))
        .filter(edition::Column::EffectiveFrom.is_not_null());
    rows.all(db).await
}

/// When they are in force.
#[must_use]
pub fn spans(rows: &[edition::Model]) -> Vec<Span> {
    rows.iter().filter_map(edition::Model::span).collect()
}

/// Write a hand, unless that person has it already.
///
/// # Errors
/// [`DbErr`].
pub async fn lay_hand<C: ConnectionTrait>(
    db: &C,
    edition: EditionId,
    person: PersonId,
    hand: Hand,
) -> Result<(), DbErr> {
    let row = hand::ActiveModel { edition: Set(edition), person: Set(person), hand: Set(hand) };
    let has = hand::Entity::find_by_id((edition, person)).filter(hand::Column::Hand.eq(hand)).one(db).await?;
    match has {
        Some(_) => Ok(()),
        None => hand::Entity::insert(row).exec_without_returning(db).await.map(|_| ()),
    }
}

/// Whose hands were on an edition, and what its text is now.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn standing<C: ConnectionTrait>(db: &C, row: &edition::Model) -> Result<Standing, Problem> {
    let hands =
        hand::Entity::find().filter(hand::Column::Edition.eq(row.id)).filter(hand::Column::Hand.eq(Hand::Draft));
    let drafters = hands.all(db).await?.into_iter().map(|hand| hand.person).chain([row.drafter]).collect();
    let items = texts(&items(db, row.id).await?)?;
    Ok(Standing {
        drafters,
        approver: row.approver,
        submitted: row.digest.clone(),
        now: edition::digest(row, &items).to_string(),
    })
}

/// Write in a draft: its row is locked, counts one more version, and is still a draft.
///
/// # Errors
/// `stale` if it left the draft in between.
pub async fn touch<C: ConnectionTrait>(db: &C, row: &edition::Model, by: PersonId) -> Result<(), Problem> {
    let change = edition::Entity::update_many()
        .col_expr(edition::Column::Version, Expr::col(edition::Column::Version).add(1))
        .filter(edition::Column::Id.eq(row.id))
        .filter(edition::Column::State.eq(State::Draft));
    saved(change.exec(db).await?.rows_affected)?;
    lay_hand(db, row.id, by, Hand::Draft).await?;
    Ok(())
}
