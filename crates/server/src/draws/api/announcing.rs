//! 公布: a result that nobody announces in time announces itself ([`announces_at`](crate::draws::rules::announces_at)); and before that, a draw that stands still
//! goes on ([`onward`]).
//!
//! Once a minute one process looks which results are due: it takes a lease for that minute, and gives it back only if it couldn't look. The lease spares work
//! and decides nothing: each is announced in a transaction of its own, and saved only over the version that was read. So of two at once, a person among
//! them, one announces, and a result that can't be keeps none of the others back.

use std::time::Duration;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::{end, onward};
use crate::app::App;
use crate::app::journal::lease::{Claim, Lease};
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, Refusal, State, announces_itself};
use crate::draws::store::{self, Whole, draw};

/// The lease of who looks.
const NAME: &str = "announcing";
/// From one turn to the next.
const EVERY_S: i64 = 60;
/// How often a process looks whether it is its turn.
const LOOK: Duration = Duration::from_secs(60);

/// Announce from time to time what is due, until `stop` is cancelled.
pub fn start(app: &App, stop: &CancellationToken) -> JoinHandle<()> {
    let (app, stop) = (app.clone(), stop.clone());
    tokio::spawn(async move {
        while !stop.is_cancelled() {
            if let Err(problem) = turn(&app).await {
                tracing::error!(cause = problem.cause, "nobody knows which results announce themselves");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    })
}

/// Announce what is due, if it is time and nobody else does. How many results that was; what couldn't be announced is tried by the next turn.
///
/// # Errors
/// A [`Problem`] from the database, if it can't be looked what is due.
pub async fn turn(app: &App) -> Result<Option<usize>, Problem> {
    let Some(lease) = Lease::take_for(app, NAME, Claim::IfFree, EVERY_S).await? else { return Ok(None) };
    if let Err(problem) = onward::turn(app).await {
        tracing::error!(cause = problem.cause, "nobody knows which draws stand still");
    }
    let ids = match due(app).await {
        Ok(ids) => ids,
        Err(problem) => {
            lease.release(&app.db).await?;
            return Err(problem);
        }
    };
    let mut announced = 0;
    for id in ids {
        match announce(app, id).await {
            Ok(()) => announced += 1,
            Err(problem) if passes(&problem) => {
                tracing::info!(draw = %id, code = problem.code, "a due result isn't announced now");
            }
            // Nobody looks at what the system does by itself but whoever reads the log; the draw's page tells everybody.
            Err(problem) => {
                tracing::error!(draw = %id, code = problem.code, cause = problem.cause, "a due result can't be announced");
            }
        }
    }
    Ok(Some(announced))
}

/// Whether what the system is refused passes by itself: an entry isn't in the journal yet, or a person was faster.
pub(super) fn passes(problem: &Problem) -> bool {
    problem.status.is_client_error() && ["stale", Refusal::EntryWaiting.code()].contains(&problem.code)
}

/// The draws whose results announce themselves by now.
async fn due(app: &App) -> Result<Vec<DrawId>, Problem> {
    let drawn = draw::Entity::find().filter(draw::Column::State.eq(State::Drawn)).all(app.read()).await?;
    let now = app.now();
    Ok(drawn.iter().filter(|row| announces_itself(row.announces_at(), now)).map(|row| row.id).collect())
}

/// Announce one, unless it isn't due any more.
async fn announce(app: &App, id: DrawId) -> Result<(), Problem> {
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    let whole = store::any(tx.db(), id).await?;
    if !announces_itself(whole.draw.announces_at(), tx.now) {
        return Err(Problem::stale());
    }
    let draw = draw::Model { state: State::Announced, version: whole.draw.version + 1, ..whole.draw };
    end::announced(app, &mut tx, Whole { draw, ..whole }).await?;
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_for_the_journal_or_a_person_passes_and_what_was_changed_in_the_database_does_not() {
        assert!(passes(&Problem::stale()) && passes(&Refusal::EntryWaiting.into()));
        assert!(!passes(&Problem::refused("unlike-journal")) && !passes(&Problem::broken("a file is missing")));
    }
}
