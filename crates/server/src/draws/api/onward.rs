//! A committed draw goes on by itself: whatever became of the jobs that were to make its seed's record and to draw, both are done as soon as they can be.
//!
//! A job may fail, since somebody acted on the draw at the same moment, or a disk was full for a minute. Nobody may gain from that: a draw that stands still, while
//! those who know its values know its result, is one that somebody chose not to have. So each turn looks for draws that no job works on.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::announcing::passes;
use super::run::{Args, RUN};
use super::seed::{SEED, is_whole};
use crate::accounts::Role;
use crate::app::App;
use crate::app::jobs;
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{self, draw, party};

/// A job that failed once is asked for again after so many seconds.
const LEAST_S: i64 = 60;
/// However often it failed, it is after so many.
const MOST_S: i64 = 3600;

/// So long after the last party has revealed the system has the shares of a secret yet: an answer may have been lost.
const SHARES_S: i64 = 3600;

/// Forget shares that nobody may ask for any more, and go on with every draw that could and that no job works on. What can't be is tried by the next turn.
///
/// # Errors
/// A [`Problem`] from the database, if it can't be looked which draws stand still.
pub async fn turn(app: &App) -> Result<(), Problem> {
    party::forget_shares(app.db.write(), app.now().plus_s(-SHARES_S)).await?;
    for (id, state) in still(app).await? {
        match ask(app, id, state).await {
            Ok(()) => {}
            Err(problem) if passes(&problem) => {
                tracing::info!(draw = %id, code = problem.code, "a draw that stands still doesn't go on now");
            }
            Err(problem) => {
                tracing::error!(draw = %id, code = problem.code, cause = problem.cause, "a draw stands still");
            }
        }
    }
    Ok(())
}

/// Committed and seeded draws that no job works on. The draws are looked at first: whoever seeds one asks for its job in the same transaction, so that there is
/// never a draw without the job that it was given.
async fn still(app: &App) -> Result<Vec<(DrawId, State)>, Problem> {
    let open = draw::Entity::find().filter(draw::Column::State.is_in([State::Committed, State::Seeded]));
    let open: Vec<_> = open.all(app.read()).await?.into_iter().map(|row| (row.id, row.state)).collect();
    let mut worked_on = BTreeSet::new();
    for job in jobs::live(app.read(), &[SEED, RUN]).await? {
        worked_on.insert(jobs::Job(job).args::<Args>()?.draw);
    }
    let mut still = Vec::new();
    for (id, state) in open.into_iter().filter(|(id, _)| !worked_on.contains(id)) {
        if rested(app, id, work(state)).await? {
            still.push((id, state));
        }
    }
    Ok(still)
}

/// The work that a committed draw waits for, or a seeded one.
const fn work(state: State) -> &'static str {
    if matches!(state, State::Committed) { SEED } else { RUN }
}

/// Whether a draw's job may be asked for again: one that has failed so many times waits twice as long each time, up to [`MOST_S`].
async fn rested(app: &App, id: DrawId, work: &'static str) -> Result<bool, Problem> {
    let failed = jobs::failed(app.read(), work, &Args { draw: id }).await?;
    let Some((times, last)) = failed else { return Ok(true) };
    Ok(app.now() >= last.plus_s(wait_s(times)))
}

/// How long to wait after so many failures, in seconds.
fn wait_s(times: u64) -> i64 {
    let doubled = u32::try_from(times.saturating_sub(1)).unwrap_or(u32::MAX).min(16);
    (LEAST_S << doubled).min(MOST_S)
}

/// A draw's job, asked for once more: the one that makes its seed's record, if all values are there, or the one that draws. Neither is done here, so that what
/// fails is known to every process, and waits.
async fn ask(app: &App, id: DrawId, state: State) -> Result<(), Problem> {
    // Nobody waits for the writer on account of a draw that lacks something.
    if state == State::Committed && !is_whole(app.read(), &store::any(app.read(), id).await?).await? {
        return Ok(());
    }
    let tx = app.begin_as(Actor::SYSTEM).await?;
    let whole = store::any(tx.db(), id).await?;
    if whole.draw.state != state {
        return Ok(());
    }
    let operator = (whole.draw.operator.unwrap_or(whole.draw.drafter).0, Role::DrawOperator);
    jobs::ask(app, tx.db(), operator, (work(state), &Args { draw: id }), &()).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::wait_s;

    #[test]
    fn what_fails_again_and_again_is_asked_for_each_hour() {
        assert_eq!([1, 2, 3, 6, 7, 8, 1_000, u64::MAX].map(wait_s), [60, 120, 240, 1920, 3600, 3600, 3600, 3600]);
    }
}
