//! The annual plans that draws carry out, and the draws of a plan's year.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;

use super::draw;
use crate::accounts::OrganisationId;
use crate::app::problem::Problem;
use crate::draws::rules::progress::{Counted, Version};
use crate::draws::rules::{DrawId, State};
use crate::plans::rules::State as PlanState;
use crate::plans::store as plans;
use crate::plans::{Line, PlanId};

/// A version of a plan, whoever asks.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn version<C: ConnectionTrait>(db: &C, id: PlanId) -> Result<Option<Version>, Problem> {
    let Some(row) = plans::plan::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    Ok(Some(Version { in_force: row.state == PlanState::Published, year: row.year, lines: row.said()? }))
}

/// The draws of these offices whose visits begin in a year; `published` is how many of a draw's visits have a public result.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn counted<C: ConnectionTrait>(
    db: &C,
    (offices, year): (&[OrganisationId], i64),
    published: &HashMap<DrawId, u64>,
) -> Result<Vec<Counted>, Problem> {
    let rows = draw::Entity::find()
        .filter(draw::Column::Organisation.is_in(offices.iter().copied()))
        .filter(draw::Column::State.is_not_in([State::Annulled, State::Discarded]));
    let mut lines = HashMap::<PlanId, Vec<Line>>::new();
    let mut counted = Vec::new();
    for row in rows.all(db).await? {
        let scheme = row.scheme()?;
        if i64::from(scheme.from.0.year()) != year {
            continue;
        }
        if let Some(place) = scheme.plan.filter(|place| !lines.contains_key(&place.plan)) {
            lines.insert(place.plan, version(db, place.plan).await?.map(|version| version.lines).unwrap_or_default());
        }
        let line = scheme.plan.and_then(|place| {
            let at = usize::try_from(place.line).ok()?.checked_sub(1)?;
            lines.get(&place.plan)?.get(at).cloned()
        });
        counted.push(Counted {
            line,
            state: row.state,
            targets: u64::try_from(row.targets).unwrap_or(0),
            published: published.get(&row.id).copied().unwrap_or(0),
        });
    }
    Ok(counted)
}
