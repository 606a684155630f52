//! Draws that never come to a result: they stand as committed for ever, and are not under way.

use std::collections::BTreeMap;

use lots::plan::SeedPlan;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use crate::app::App;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::api::commit::commitment;
use crate::draws::rules::{DrawId, State, standing};
use crate::draws::store::{draw as row, party};

/// Why a committed draw never has a seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lost {
    /// A party let its time to reveal pass.
    Unrevealed,
    /// Nobody read the public sources off in time.
    Unread,
}

impl Lost {
    /// Whether a committed draw is lost.
    pub(super) fn of(parties: &[party::Model], plan: &SeedPlan, now: Timestamp) -> Option<Self> {
        if party::is_lost(parties, plan, now) {
            return Some(Self::Unrevealed);
        }
        standing::read_until(plan).is_some_and(|until| now > until).then_some(Self::Unread)
    }

    /// The key of what stands where others have their state.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Unrevealed => "draw-state-unrevealed",
            Self::Unread => "draw-state-unread",
        }
    }
}

/// Those among some draws that are lost.
pub(super) async fn among(app: &App, rows: &[row::Model]) -> Result<BTreeMap<DrawId, Lost>, Problem> {
    let mut lost = BTreeMap::new();
    for row in rows.iter().filter(|row| row.state == State::Committed) {
        let (plan, parties) = (commitment(app.read(), row.id).await?, party::of(app.read(), row.id).await?);
        if let Some(why) = Lost::of(&parties, plan.plan(), app.now()) {
            lost.insert(row.id, why);
        }
    }
    Ok(lost)
}

/// How many there are.
pub(super) async fn count(app: &App) -> Result<usize, Problem> {
    let committed = row::Entity::find().filter(row::Column::State.eq(State::Committed)).all(app.read()).await?;
    Ok(among(app, &committed).await?.len())
}
