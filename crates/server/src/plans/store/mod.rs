//! What is kept of plans: entities and queries.

pub mod beside;
pub mod plan;
pub mod population;
pub mod simulation;

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbErr, QueryOrder as _, QuerySelect as _, Select};

use super::rules::line::Named;
use super::rules::{self, Flaw, Hand, Line, PlanId, Standing, State, flaws};
use crate::accounts::rules::OrganisationState;
use crate::accounts::store::{organisation, within};
use crate::accounts::{OrganisationId, PersonId};
use crate::app::auth::Scope;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::catalogue::rules::ItemText;
use crate::catalogue::store as catalogue;
use crate::catalogue::{EditionId, rules::State as EditionState};

/// Whose hand was on a version.
pub mod hand {
    use super::*;

    /// A person's one kind of hand on a version: the key holds that nobody has two.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_hand")]
    pub struct Model {
        /// Which version.
        #[sea_orm(primary_key, auto_increment = false)]
        pub plan: PlanId,
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub person: PersonId,
        /// What they did.
        pub hand: Hand,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The version, if its organisation lies in the scope.
///
/// # Errors
/// `not-found`.
pub async fn load<C: ConnectionTrait>(db: &C, id: PlanId, scope: &Scope) -> Result<plan::Model, Problem> {
    let row = plan::Entity::find_by_id(id).filter(plan::Column::Organisation.in_subquery(within(scope)));
    found(row.one(db).await?)
}

/// What the public sees: all that was ever published.
#[must_use]
pub fn is_public() -> Condition {
    Condition::all().add(plan::Column::State.is_in(State::PUBLIC))
}

/// A version that the public sees.
///
/// # Errors
/// `not-found`.
pub async fn public<C: ConnectionTrait>(db: &C, id: PlanId) -> Result<plan::Model, Problem> {
    found(plan::Entity::find_by_id(id).filter(is_public()).one(db).await?)
}

/// All public versions, the latest first.
///
/// # Errors
/// [`DbErr`].
pub async fn all_public<C: ConnectionTrait>(db: &C) -> Result<Vec<plan::Model>, DbErr> {
    let rows = plan::Entity::find().filter(is_public());
    rows.order_by_desc(plan::Column::PublishedAt).order_by_desc(plan::Column::Id).all(db).await
}

/// The version in force of an organisation's year.
///
/// # Errors
/// [`DbErr`].
pub async fn published<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    year: i64,
) -> Result<Option<plan::Model>, DbErr> {
    of_year(organisation, year).filter(plan::Column::State.eq(State::Published)).one(db).await
}

/// The version of a year that was public last: in force, or closed.
///
/// # Errors
/// [`DbErr`].
pub async fn last_public<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    year: i64,
) -> Result<Option<plan::Model>, DbErr> {
    of_year(organisation, year).filter(is_public()).order_by_desc(plan::Column::Number).one(db).await
}

fn of_year(organisation: OrganisationId, year: i64) -> Select<plan::Entity> {
    plan::Entity::find().filter(plan::Column::Organisation.eq(organisation)).filter(plan::Column::Year.eq(year))
}

/// The versions of an organisation's year, the first first.
///
/// # Errors
/// [`DbErr`].
pub async fn versions<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    year: i64,
) -> Result<Vec<plan::Model>, DbErr> {
    of_year(organisation, year).order_by_asc(plan::Column::Number).all(db).await
}

/// Write a hand, unless that person has it already.
///
/// # Errors
/// `plan-other-hand` if they have had another one on this version.
pub async fn lay_hand<C: ConnectionTrait>(db: &C, plan: PlanId, person: PersonId, hand: Hand) -> Result<(), Problem> {
    let had = hand::Entity::find_by_id((plan, person)).one(db).await?;
    if had.is_some() {
        rules::one_hand(had.map(|row| row.hand), hand)?;
        return Ok(());
    }
    let row = hand::ActiveModel { plan: Set(plan), person: Set(person), hand: Set(hand) };
    hand::Entity::insert(row).exec_without_returning(db).await?;
    Ok(())
}

/// Whose hands were on a version, and what its text is now.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn standing<C: ConnectionTrait>(db: &C, row: &plan::Model) -> Result<Standing, Problem> {
    let hands = hand::Entity::find().filter(hand::Column::Plan.eq(row.id)).filter(hand::Column::Hand.eq(Hand::Draft));
    let drafters = hands.all(db).await?.into_iter().map(|hand| hand.person).chain([row.drafter]).collect();
    let (submitted, now) = (row.digest.clone(), row.text_digest()?.to_string());
    Ok(Standing { drafters, approver: row.approver, submitted, now })
}

/// The texts of the items that lines name, by edition and code.
pub type Items = HashMap<(EditionId, String), ItemText>;

/// Look up the items that lines name, in editions the public sees.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn items<C: ConnectionTrait>(db: &C, lines: &[Line]) -> Result<Items, Problem> {
    use crate::catalogue::store::item::{Column, Entity};
    let mut editions: HashMap<EditionId, Vec<&str>> = HashMap::new();
    lines.iter().for_each(|line| editions.entry(line.edition).or_default().push(&line.item));
    let mut items = Items::new();
    for (edition, codes) in editions {
        let rows = Entity::find().filter(Column::Edition.eq(edition)).filter(Column::Removed.eq(false));
        for row in rows.filter(Column::Code.is_in(codes)).all(db).await? {
            items.insert((edition, row.code.clone()), row.said()?);
        }
    }
    Ok(items)
}

/// Which of the editions that lines name are published, and not withdrawn.
async fn public_editions<C: ConnectionTrait>(db: &C, lines: &[Line]) -> Result<Vec<EditionId>, DbErr> {
    use crate::catalogue::store::edition::{Column, Entity};
    let ids: Vec<EditionId> = lines.iter().map(|line| line.edition).collect();
    let rows = Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(ids));
    rows.filter(Column::State.is_in(EditionState::PUBLIC)).into_tuple().all(db).await
}

/// The organisations that may carry lines out: the plan's and those below it that are open.
///
/// # Errors
/// [`DbErr`].
pub async fn offices<C: ConnectionTrait>(db: &C, of: OrganisationId) -> Result<Vec<organisation::Model>, DbErr> {
    let Some(top) = organisation::Entity::find_by_id(of).one(db).await? else { return Ok(Vec::new()) };
    let below = organisation::Entity::find().filter(organisation::Column::Path.starts_with(&top.path));
    below.filter(organisation::Column::State.eq(OrganisationState::Open)).all(db).await
}

/// What is wrong with lines of an organisation's plan.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn wrong<C: ConnectionTrait>(db: &C, of: OrganisationId, lines: &[Line]) -> Result<Vec<Flaw>, Problem> {
    let (items, editions) = (items(db, lines).await?, public_editions(db, lines).await?);
    let offices: Vec<OrganisationId> = offices(db, of).await?.into_iter().map(|row| row.id).collect();
    let named = |line: &Line| Named {
        public: editions.contains(&line.edition),
        methods: items.get(&(line.edition, line.item.clone())).map(|item| item.methods.clone()),
        within: offices.contains(&line.organisation),
    };
    Ok(flaws(&lines.iter().map(|line| (line, named(line))).collect::<Vec<_>>()))
}

/// The items of the edition in force on a day, what an organisation's lines are chosen from: its own, or that of the nearest above it.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn choices<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    day: crate::app::value::Date,
) -> Result<Option<(EditionId, Vec<ItemText>)>, Problem> {
    let own = found(organisation::Entity::find_by_id(organisation).one(db).await?)?;
    for id in own.path.rsplit('/').filter_map(|part| part.parse().ok()) {
        if let Some(edition) = catalogue::in_force(db, OrganisationId(id), day).await? {
            let items = catalogue::texts(&catalogue::items(db, edition.id).await?)?;
            return Ok(Some((edition.id, items)));
        }
    }
    Ok(None)
}
