//! What is kept of draws: entities and queries.

pub mod amendment;
pub mod draw;
pub mod file;
pub mod gather;
pub mod identity;
pub mod merged;
pub mod party;
pub mod plan;
pub mod public;
pub mod reading;
pub mod roster;
pub mod rule;
pub mod target;

use lots::plan::SeedPlan;
use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, DbErr, QueryOrder as _, QuerySelect as _};

use super::rules::{DrawId, Hands};
use crate::accounts::PersonId;
use crate::accounts::store::within;
use crate::app::auth::Scope;
use crate::app::db::Db;
use crate::app::journal::{Act, Case, held};
use crate::app::problem::Problem;
use crate::app::shell::{found, taken};
use crate::app::value::Timestamp;
use crate::codes;

codes! {
    /// What somebody did to a draw. One person does one of them.
    Hand {
        /// Wrote in its scheme.
        Draft = "draft",
        /// Approved.
        Approve = "approve",
        /// Announced.
        Announce = "announce",
    }
}

/// Whose hand was on a draw.
pub mod hand {
    use super::*;

    /// A person's one kind of hand on a draw: the key holds that nobody has two.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "draw_hand")]
    pub struct Model {
        /// Which draw.
        #[sea_orm(primary_key, auto_increment = false)]
        pub draw: DrawId,
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        /// What they did.
        pub hand: Hand,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A draw with all that must not change unseen about it.
#[derive(Clone, Debug)]
pub struct Whole {
    /// Its row.
    pub draw: draw::Model,
    /// Its parties, in order.
    pub parties: Vec<party::Model>,
    /// What was read off, in order.
    pub readings: Vec<reading::Model>,
    /// Parties of its draft that others took the place of.
    pub replaced: Vec<party::Model>,
    /// What was asked for after the draw, in order.
    pub amendments: Vec<amendment::Model>,
}

impl Whole {
    /// A new draft.
    #[must_use]
    pub fn begun(draw: draw::Model, parties: Vec<party::Model>) -> Self {
        Self { draw, parties, readings: Vec::new(), replaced: Vec::new(), amendments: Vec::new() }
    }

    /// Whether it never has a seed: one of its parties let its time to reveal pass, or nobody read its values off in time.
    #[must_use]
    pub fn is_lost(&self, plan: &SeedPlan, now: Timestamp) -> bool {
        party::lost(&self.parties, plan, now).is_some()
    }

    /// What the house's acts on it are about. The protocol's own have the case `draw`.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: "drawing", id: self.draw.id.0 }
    }

    /// An act of the house on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).image(image(self))
    }

    /// An act of the protocol on it (`spec/journal.md`, section 2).
    #[must_use]
    pub fn protocol(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "draw", id: self.draw.id.0 })
    }
}

/// All that must not change unseen. Links and shares aren't in it: they are keys to something, not something.
#[must_use]
pub fn image(whole: &Whole) -> String {
    let parties: Vec<_> = whole.parties.iter().map(party::Model::image).collect();
    let mut image = serde_json::json!({
        "draw": draw::image(&whole.draw), "parties": parties, "readings": whole.readings,
    });
    // What a draw doesn't have isn't named, so that its image is what it was before there was such a thing.
    if !whole.replaced.is_empty() {
        image["replaced"] = whole.replaced.iter().map(party::Model::was).collect();
    }
    if !whole.amendments.is_empty() {
        image["amendments"] = serde_json::to_value(&whole.amendments).expect("texts and numbers are JSON");
    }
    lots::canonical::to_text(&image)
}

/// Hold a draw, as it was read, its files and who was drawn against its last opening: whoever acts by what is in them sends somebody there, or tells
/// everybody, and a row that is put back a second later is found by no audit.
///
/// # Errors
/// `unlike-journal`; `stale` if somebody acted on it in between.
pub async fn as_sealed(db: &Db, tx: &DatabaseTransaction, whole: &Whole) -> Result<(), Problem> {
    let draw = target::sealed_now(tx, whole.draw.clone()).await?;
    held::read(db, tx, whole.case(), &image(&Whole { draw, ..whole.clone() })).await
}

/// The draw, if its organisation lies in the scope.
///
/// # Errors
/// `not-found`.
pub async fn load<C: ConnectionTrait>(db: &C, id: DrawId, scope: &Scope) -> Result<Whole, Problem> {
    let row = draw::Entity::find_by_id(id).filter(draw::Column::Organisation.in_subquery(within(scope)));
    Ok(whole(db, found(row.one(db).await?)?).await?)
}

/// The draw, whoever asks: for work of the system's own, and for what is public.
///
/// # Errors
/// `not-found`.
pub async fn any<C: ConnectionTrait>(db: &C, id: DrawId) -> Result<Whole, Problem> {
    Ok(whole(db, found(draw::Entity::find_by_id(id).one(db).await?)?).await?)
}

async fn whole<C: ConnectionTrait>(db: &C, draw: draw::Model) -> Result<Whole, DbErr> {
    let (parties, readings) = (party::of(db, draw.id).await?, reading::of(db, draw.id).await?);
    let (replaced, amendments) = (party::replaced(db, draw.id).await?, amendment::of(db, draw.id).await?);
    Ok(Whole { draw, parties, readings, replaced, amendments })
}

/// A page of all draws' images, for the audit.
///
/// # Errors
/// [`DbErr`].
pub async fn images(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Result<Vec<(Uuid, String)>, DbErr> {
    let page = draw::Entity::find().filter(draw::Column::Id.gt(after)).order_by_asc(draw::Column::Id).limit(limit);
    let mut images = Vec::new();
    for row in page.all(db).await? {
        let whole = whole(db, target::sealed_now(db, row).await?).await?;
        images.push((whole.draw.id.0, image(&whole)));
    }
    Ok(images)
}

/// Note what somebody did to a draw.
///
/// # Errors
/// [`super::rules::Refusal::OwnDraft`] if they did something else to it before; `stale` if they are at it at this moment.
pub async fn lay_hand<C: ConnectionTrait>(db: &C, draw: DrawId, person: PersonId, hand: Hand) -> Result<(), Problem> {
    let there = hand::Entity::find_by_id((draw, person)).one(db).await?;
    match there {
        Some(there) if there.hand == hand => Ok(()),
        Some(_) => Err(super::rules::Refusal::OwnDraft.into()),
        None => {
            let row: hand::ActiveModel = hand::Model { draw, person, hand }.into();
            hand::Entity::insert(row.reset_all()).exec_without_returning(db).await.map_err(taken)?;
            Ok(())
        }
    }
}

/// Who has had a hand in it.
///
/// # Errors
/// [`DbErr`].
pub async fn hands<C: ConnectionTrait>(db: &C, row: &draw::Model) -> Result<Hands, DbErr> {
    let wrote = hand::Entity::find().filter(hand::Column::Draw.eq(row.id)).filter(hand::Column::Hand.eq(Hand::Draft));
    let drafters = wrote.all(db).await?.into_iter().map(|hand| hand.person).collect();
    Ok(Hands { drafters, approver: row.approver })
}
