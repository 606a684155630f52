//! Parties who reveal a value, each from their own browser.

use std::collections::{BTreeMap, BTreeSet};

use lots::plan::SeedPlan;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, SelectStatement};
use sea_orm::{ActiveValue, Condition, DbErr, QueryOrder as _, QuerySelect as _, Statement};
use serde_json::{Value as Json, json};

use crate::app::journal::record::row;
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::Timestamp;
use crate::draws::rules::{DrawId, Lost, PartyId};

/// The act of making a link for a party.
pub const LINK_MADE: &str = "drawing.link-made";

/// A party.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draw_party")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PartyId,
    /// Of which draw.
    pub draw: DrawId,
    /// Its place, from 1.
    pub place: i64,
    /// Its code in the commitment.
    pub code: String,
    /// Who it is.
    pub name: String,
    /// Whether it stands outside the operator.
    pub outside: bool,
    /// Which share of the secret it holds, 1 to 3; 0 for none.
    pub holds: i64,
    /// The SHA-256 of its link's token.
    pub link: Option<Vec<u8>>,
    /// Until when the link is good.
    pub link_until: Option<Timestamp>,
    /// The SHA-256 of the token of the link by which it gave its hash: good as long as the draw, whatever link is made afterwards.
    pub hash_link: Option<Vec<u8>>,
    /// The hash of what it will reveal.
    pub hash: Option<String>,
    /// When it gave the hash.
    pub hashed_at: Option<Timestamp>,
    /// What it revealed.
    pub value: Option<String>,
    /// When.
    pub revealed_at: Option<Timestamp>,
    /// Its share, encrypted, until an hour after all parties have revealed.
    pub share: Option<Vec<u8>>,
    /// The SHA-256 of what its browser showed as it revealed, and shows if it asks for its share again.
    pub again: Option<String>,
    /// When it was given the share: as it revealed.
    pub share_at: Option<Timestamp>,
    /// When another list of the draft's parties took its place.
    pub replaced_at: Option<Timestamp>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// All that must not change unseen.
    #[must_use]
    pub fn image(&self) -> Json {
        json!({
            "place": self.place, "code": self.code, "name": self.name, "outside": self.outside, "holds": self.holds,
            "hash": self.hash, "hashed_at": self.hashed_at, "value": self.value, "revealed_at": self.revealed_at,
            "share_at": self.share_at,
        })
    }

    /// Whether it is the same party as another in all that a draft says of one.
    #[must_use]
    pub fn is_as(&self, other: &Self) -> bool {
        (self.place, &self.name, self.outside, self.holds) == (other.place, &other.name, other.outside, other.holds)
    }

    /// What is left to tell of one that was replaced.
    #[must_use]
    pub fn was(&self) -> Json {
        json!({
            "place": self.place, "name": self.name, "outside": self.outside, "holds": self.holds,
            "replaced_at": self.replaced_at,
        })
    }
}

/// A draw's parties, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<Model>, DbErr> {
    let standing = Entity::find().filter(Column::Draw.eq(draw)).filter(Column::ReplacedAt.is_null());
    standing.order_by_asc(Column::Place).all(db).await
}

/// Those that others took the place of, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn replaced<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<Model>, DbErr> {
    let gone = Entity::find().filter(Column::Draw.eq(draw)).filter(Column::ReplacedAt.is_not_null());
    gone.order_by_asc(Column::ReplacedAt).order_by_asc(Column::Id).all(db).await
}

/// The party whose link's token has this hash: the link made last, or the one by which it gave its hash.
///
/// # Errors
/// [`DbErr`].
pub async fn of_link<C: ConnectionTrait>(db: &C, link: &[u8]) -> Result<Option<Model>, DbErr> {
    let either = Condition::any().add(Column::Link.eq(link)).add(Column::HashLink.eq(link));
    Entity::find().filter(either).filter(Column::ReplacedAt.is_null()).one(db).await
}

/// How many links were made for each place of a draw, as the journal has it.
///
/// # Errors
/// [`DbErr`].
pub async fn links<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<BTreeMap<i64, usize>, DbErr> {
    let made = row::Entity::find().filter(row::Column::CaseKind.eq("drawing")).filter(row::Column::CaseId.eq(draw.0));
    let mut links = BTreeMap::new();
    for act in made.filter(row::Column::Kind.eq(LINK_MADE)).all(db).await? {
        let facts: BTreeMap<String, Json> = serde_json::from_str(&act.facts).unwrap_or_default();
        if let Some(place) = facts.get("party").and_then(Json::as_i64) {
            *links.entry(place).or_default() += 1;
        }
    }
    Ok(links)
}

/// The parties of a draft from now on; those it had stay, with the time.
///
/// # Errors
/// [`DbErr`].
pub async fn replace<C: ConnectionTrait>(db: &C, draw: DrawId, (rows, at): (&[Model], Timestamp)) -> Result<(), DbErr> {
    let standing = Entity::update_many().col_expr(Column::ReplacedAt, Expr::value(at)).filter(Column::Draw.eq(draw));
    standing.filter(Column::ReplacedAt.is_null()).exec(db).await?;
    let rows: Vec<ActiveModel> = rows.iter().map(|row| ActiveModel::from(row.clone()).reset_all()).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Save a change.
///
/// # Errors
/// `stale` if it is gone.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..ActiveModel::from(row.clone()).reset_all() };
    saved(Entity::update_many().set(change).filter(Column::Id.eq(row.id)).exec(db).await?.rows_affected)
}

/// Forget the shares of draws all of whose parties had revealed by a time, and of those that were annulled. How many.
///
/// # Errors
/// [`DbErr`].
pub async fn forget_shares<C: ConnectionTrait>(db: &C, by: Timestamp) -> Result<u64, DbErr> {
    const FORGET: &str =
        "UPDATE draw_party SET share = NULL WHERE share IS NOT NULL AND (NOT EXISTS (SELECT 1 FROM draw_party o
        WHERE o.draw = draw_party.draw AND o.replaced_at IS NULL AND (o.revealed_at IS NULL OR o.revealed_at > $1))
        OR EXISTS (SELECT 1 FROM draw d WHERE d.id = draw_party.draw AND d.state = 'annulled'))";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), FORGET, [by.into()]);
    Ok(db.execute_raw(statement).await?.rows_affected())
}

/// Why a committed draw of these parties never has a seed, if it doesn't.
#[must_use]
pub fn lost(parties: &[Model], plan: &SeedPlan, now: Timestamp) -> Option<Lost> {
    let has_revealed = |code: &str| parties.iter().any(|party| party.code == code && party.value.is_some());
    Lost::by_plan(plan, has_revealed, now)
}

/// Which of some draws have a party that hasn't revealed.
///
/// # Errors
/// [`DbErr`].
pub async fn silent<C: ConnectionTrait>(db: &C, draws: SelectStatement) -> Result<BTreeSet<DrawId>, DbErr> {
    let silent = Entity::find().select_only().column(Column::Draw).distinct();
    let silent = silent.filter(Column::ReplacedAt.is_null()).filter(Column::Value.is_null());
    let silent: Vec<DrawId> = silent.filter(Column::Draw.in_subquery(draws)).into_tuple().all(db).await?;
    Ok(silent.into_iter().collect())
}
