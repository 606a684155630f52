//! Which committed draws wait for the caller: the database alone can't say, since it follows from their commitments.

use lots::plan::SeedPlan;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::commit::commitment;
use crate::accounts::store::within;
use crate::app::auth::By;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::rules::seed::Reading;
use crate::draws::rules::waiting::{Known, Wait, can_read, wants_annulment, wants_following};
use crate::draws::rules::{DrawId, State, standing};
use crate::draws::store::{self, Whole, draw, reading};

/// The draws in the caller's scope that wait for them so.
///
/// # Errors
/// A [`Problem`] from the database, or `broken`.
pub async fn waiting<C: ConnectionTrait>(db: &C, by: &By, wait: Wait, now: Timestamp) -> Result<Vec<DrawId>, Problem> {
    let committed = draw::Entity::find()
        .filter(draw::Column::State.eq(State::Committed))
        .filter(draw::Column::Organisation.in_subquery(within(&by.scope)));
    let mut ids = Vec::new();
    for row in committed.all(db).await? {
        let whole = store::any(db, row.id).await?;
        if waits(db, &whole, by, (wait, now)).await? {
            ids.push(row.id);
        }
    }
    Ok(ids)
}

async fn waits<C: ConnectionTrait>(
    db: &C,
    whole: &Whole,
    by: &By,
    (wait, now): (Wait, Timestamp),
) -> Result<bool, Problem> {
    let commitment = commitment(db, whole.draw.id).await?;
    let plan = commitment.plan();
    let known = known(db, whole, (plan, now)).await?;
    Ok(match wait {
        Wait::Reading => {
            let readings: Vec<Reading> = whole.readings.iter().map(reading::Model::reading).collect();
            !known.is_lost && can_read(plan, &readings, by.person, now)
        }
        Wait::Annulment => wants_annulment(&known, by.person, now),
        Wait::Following => wants_following(&known, now),
    })
}

async fn known<C: ConnectionTrait>(
    db: &C,
    whole: &Whole,
    (plan, now): (&SeedPlan, Timestamp),
) -> Result<Known, Problem> {
    let is_lost = whole.is_lost(plan, now);
    let first = whole.parties.iter().filter_map(|party| party.revealed_at).min();
    let next = draw::Entity::find().filter(draw::Column::Follows.eq(whole.draw.id));
    Ok(Known {
        is_lost,
        annulled_until: standing::annulled_until(plan, is_lost, first),
        annuller: whole.draw.annuller,
        is_followed: next.one(db).await?.is_some(),
    })
}
