//! A committed draw goes on by itself: whatever became of the jobs that were to make its seed's record and to draw, both are done as soon as they can be.
//!
//! A job may fail, since somebody acted on the draw at the same moment, or a disk was full for a minute. Nobody may gain from that: a draw that stands still, while
//! those who know its values know its result, is one that somebody chose not to have. So each turn looks for draws that no job works on.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::run::{Args, RUN};
use super::seed::{SEED, settle};
use crate::accounts::Role;
use crate::app::App;
use crate::app::jobs;
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{self, draw};

/// Go on with every draw that could and that no job works on. What can't be is tried by the next turn.
///
/// # Errors
/// A [`Problem`] from the database, if it can't be looked which draws stand still.
pub async fn turn(app: &App) -> Result<(), Problem> {
    for (id, state) in still(app).await? {
        let went = match state {
            State::Committed => seed(app, id).await,
            _ => run(app, id).await,
        };
        match went {
            Ok(()) => {}
            Err(problem) if problem.status.is_client_error() => {
                tracing::info!(draw = %id, code = problem.code, "a draw that stands still doesn't go on now");
            }
            Err(problem) => tracing::error!(draw = %id, cause = problem.cause, "a draw stands still"),
        }
    }
    Ok(())
}

/// Committed and seeded draws that no job works on.
async fn still(app: &App) -> Result<Vec<(DrawId, State)>, Problem> {
    let mut worked_on = BTreeSet::new();
    for job in jobs::live(app.read(), &[SEED, RUN]).await? {
        worked_on.insert(jobs::Job(job).args::<Args>()?.draw);
    }
    let open = draw::Entity::find().filter(draw::Column::State.is_in([State::Committed, State::Seeded]));
    let open = open.all(app.read()).await?.into_iter().map(|row| (row.id, row.state));
    Ok(open.filter(|(id, _)| !worked_on.contains(id)).collect())
}

/// The seed's record, if all values are there.
async fn seed(app: &App, id: DrawId) -> Result<(), Problem> {
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    let whole = store::any(tx.db(), id).await?;
    if whole.draw.state != State::Committed {
        return Ok(());
    }
    settle(app, &mut tx, whole).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(())
}

/// The draw, asked for once more.
async fn run(app: &App, id: DrawId) -> Result<(), Problem> {
    let tx = app.begin_as(Actor::SYSTEM).await?;
    let whole = store::any(tx.db(), id).await?;
    if whole.draw.state != State::Seeded {
        return Ok(());
    }
    let operator = (whole.draw.operator.unwrap_or(whole.draw.drafter).0, Role::DrawOperator);
    jobs::ask(app, tx.db(), operator, (RUN, &Args { draw: id }), &()).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(())
}
