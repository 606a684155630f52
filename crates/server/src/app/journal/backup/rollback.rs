//! Going on from an older journal, knowingly.
//!
//! Whoever has seen a checkpoint between the restored one and the guard's can show from then on that this journal was
//! rolled back. So both are said, and the act is a record of the journal that goes on.

use journal::checkpoint::SignedCheckpoint;
use journal::storage::{BatchName, Guard, Published, Swap};
use lots::hash::Digest;
use std::sync::Arc;
use tokio::runtime::Handle;

use crate::app::App;
use crate::app::journal::keys::Keys;
use crate::app::journal::record::{Act, Actor, Case};
use crate::app::journal::sequencer::{Halt, guard};
use crate::app::journal::storage::{DbLog, staged_names};
use crate::app::words::Words;

/// The two checkpoints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// What the guard held, if anything.
    pub guard: Option<SignedCheckpoint>,
    /// Where the restored journal ends.
    pub tree: SignedCheckpoint,
}

/// Why it wasn't accepted.
#[derive(Debug, thiserror::Error)]
pub enum NotAccepted {
    /// The restored journal's checkpoint isn't signed by its keys.
    #[error("the restored journal has no checkpoint signed by its keys")]
    Unsigned,
    /// Something can't be read or written.
    #[error("{0}")]
    Halt(#[from] Halt),
}

impl Rollback {
    /// Size and root of either, 0 and the root of nothing where there is none.
    fn points(&self) -> [(u64, Digest); 2] {
        let of = |signed: &SignedCheckpoint| (signed.checkpoint().size(), *signed.checkpoint().root());
        [self.guard.as_ref().map_or((0, Digest::of(b"")), of), of(&self.tree)]
    }

    /// Both checkpoints, as a sentence.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        let [(guard, guard_root), (tree, tree_root)] = self.points();
        let (guard_root, tree_root) = (guard_root.to_string(), tree_root.to_string());
        let values: [(&str, &dyn lots_cli::locale::Sayable); 4] =
            [("guard", &guard), ("guard_root", &guard_root), ("tree", &tree), ("tree_root", &tree_root)];
        words.say("rollback-both", &values)
    }

    fn act(&self, app: &App) -> Act {
        let [(guard, guard_root), (tree, tree_root)] = self.points();
        let number = |size: u64| i64::try_from(size).unwrap_or(i64::MAX);
        Act::new("guard.reset", Case { kind: "guard", id: app.fresh() })
            .number("guard", number(guard))
            .digest("guard_root", guard_root)
            .number("tree", number(tree))
            .digest("tree_root", tree_root)
    }
}

/// What would be accepted; nothing if guard and journal agree.
///
/// # Errors
/// [`NotAccepted`].
pub async fn look(app: &App) -> Result<Option<Rollback>, NotAccepted> {
    let (app, handle) = (app.clone(), Handle::current());
    let looked = tokio::task::spawn_blocking(move || {
        let staged = handle.block_on(staged_names(app.db.read()));
        let log = DbLog::new(Arc::new(app.db.read().clone()), handle);
        let published = log.read("checkpoint").map_err(|why| Halt::Again(why.to_string()))?;
        let tree = published.and_then(|bytes| SignedCheckpoint::from_text(&bytes).ok()).ok_or(NotAccepted::Unsigned)?;
        let chain = Keys::of(&app.config).and_then(|keys| keys.chain(&log)).map_err(Halt::from)?;
        chain.signed(&tree).map_err(|_| NotAccepted::Unsigned)?;
        let held = guard(&app.config)?.read().map_err(|why| Halt::Again(why.to_string()))?;
        let held = held.and_then(|bytes| SignedCheckpoint::from_text(&bytes).ok());
        let staged = staged.map_err(Halt::from)?;
        let fits = held.as_ref().is_some_and(|held| {
            let (size, root) = (held.checkpoint().size(), *held.checkpoint().root());
            // A batch that the guard has and readers haven't: the next start publishes it.
            held.checkpoint() == tree.checkpoint() || staged.contains(&BatchName { size, root })
        });
        Ok((!fits).then_some(Rollback { guard: held, tree }))
    });
    looked.await.unwrap_or_else(|panic| Err(Halt::Again(panic.to_string()).into()))
}

/// Let the guard hold what the restored journal has, and record it. The caller has said both checkpoints before.
///
/// # Errors
/// [`NotAccepted`].
pub async fn accept(app: &App, rollback: &Rollback) -> Result<(), NotAccepted> {
    // First the record: a guard that was reset without one must not be.
    let again = |problem: crate::app::problem::Problem| Halt::Again(format!("{}: {:?}", problem.code, problem.cause));
    let mut tx = app.begin_as(Actor::SYSTEM).await.map_err(again)?;
    tx.record(rollback.act(app)).await.map_err(again)?;
    tx.commit().await.map_err(again)?;
    let (app, next) = (app.clone(), rollback.tree.to_string());
    let swapped = tokio::task::spawn_blocking(move || {
        let mut guard = guard(&app.config)?;
        let fault = |why: journal::storage::Fault| Halt::Again(why.to_string());
        let held = guard.read().map_err(fault)?;
        match guard.swap(held.as_deref(), next.as_bytes()).map_err(fault)? {
            Swap::Done => Ok(()),
            Swap::Refused => Err(Halt::Again("another has changed the guard".into())),
        }
    });
    Ok(swapped.await.unwrap_or_else(|panic| Err(Halt::Again(panic.to_string())))?)
}
