//! Before anything is frozen: everything that a draw is made from is what the journal says of it.
//!
//! Trusted are the keys' folder and the guard, which whoever has the database alone doesn't have. A row, its opening, the act and its entry could be changed
//! together for the minute of a commit and put back; the log's signed checkpoint and the guard can't be.

use std::sync::Arc;
use std::time::Duration;

use journal::checkpoint::SignedCheckpoint;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use tokio::sync::watch::Sender;

use crate::app::App;
use crate::app::jobs::Far;
use crate::app::journal::Case;
use crate::app::journal::audit::{Part, behind, guarded, seals, unlike};
use crate::app::journal::entered::entered;
use crate::app::journal::held;
use crate::app::journal::plain::odd;
use crate::app::journal::record::{opening, row};
use crate::app::problem::Problem;
use crate::draws::rules::DrawId;
use crate::draws::store::Whole;
use crate::draws::store::gather::MOST;
use crate::subjects::store::{merge as subject_merge, subject};

/// The moment that a draw is made from.
pub struct Moment {
    /// What the guard held right before.
    pub guarded: Option<SignedCheckpoint>,
    /// What is read in it.
    pub db: Arc<DatabaseTransaction>,
    /// Acts on what the draw is made from that had no entry then.
    waiting: Vec<row::Model>,
}

/// A moment in which every act on the draw is in the journal. Acts on registries may have no entry yet, or whoever acts all the time would keep every commit off:
/// [`settled`] waits for those.
///
/// # Errors
/// `draw-journal-behind` if there is no such moment for as long as the configuration says.
pub async fn on_record(app: &App, draw: DrawId) -> Result<Moment, Problem> {
    let case = Case { kind: "drawing", id: draw.0 };
    for _ in 0..=app.config.limits.journal_wait_s.saturating_mul(LOOKS) {
        let guarded = guarded(app).map_err(Problem::broken)?;
        let db = app.db.snapshot().await?;
        let waiting = behind(&db, MADE_FROM, case).await?;
        if waiting.iter().all(|act| (act.case_kind.as_str(), act.case_id) != (case.kind, case.id)) {
            return Ok(Moment { guarded, db: Arc::new(db), waiting });
        }
        drop(db);
        tokio::time::sleep(Duration::from_secs(1) / LOOKS).await;
    }
    Err(Problem::refused("draw-journal-behind"))
}

/// What had no entry at the moment has one by now, and is what it was: what is about to be written into the journal could be taken back before it is.
///
/// # Errors
/// `draw-journal-behind` if it hasn't for as long as the configuration says; `draw-registry-differs` if it was taken back.
pub async fn settled(app: &App, mut waiting: Vec<row::Model>) -> Result<(), Problem> {
    for _ in 0..=app.config.limits.journal_wait_s.saturating_mul(LOOKS) {
        let mut still = Vec::new();
        for act in waiting {
            let now = row::Entity::find_by_id(act.id).one(app.read()).await?.ok_or_else(|| differs(1))?;
            if (row::Model { entry: None, ..now.clone() }) != act {
                return Err(differs(1));
            }
            if now.entry.is_none() || !entered(app, act.id).await? {
                still.push(act);
            }
        }
        if still.is_empty() {
            return Ok(());
        }
        waiting = still;
        tokio::time::sleep(Duration::from_secs(1) / LOOKS).await;
    }
    Err(Problem::refused("draw-journal-behind"))
}

impl Moment {
    /// What [`settled`] waits for.
    pub fn waiting(&self) -> Vec<row::Model> {
        self.waiting.clone()
    }
}

/// How often a second a commit looks whether the journal has everything.
const LOOKS: u32 = 4;

/// The kinds of things that a draw is made from.
const MADE_FROM: &[&str] = &[
    "organisation",
    "subject",
    subject_merge::CASE,
    "complaint",
    "visit",
    "disclosure",
    "inspector",
    "inspector-training",
    "inspector-conflict",
    "inspector-leave",
    "inspector-setting",
    "draw-rule",
];
/// The most entries of a registry that are held against the journal at a commit, which takes about as long as to gather them and half as much again: as many as a
/// draw may have.
const MOST_HELD: u64 = MOST;

fn differs(n: u64) -> Problem {
    Problem::refused("draw-registry-differs").with("n", i64::try_from(n).unwrap_or(i64::MAX))
}

/// The scheme is the one that was approved: acts in between seal the row as it is, also one that was changed in the database.
///
/// # Errors
/// `draw-registry-differs`.
pub async fn as_approved<C: ConnectionTrait>(db: &C, whole: &Whole) -> Result<(), Problem> {
    let approvals = row::Entity::find()
        .filter(row::Column::CaseKind.eq(whole.case().kind))
        .filter(row::Column::CaseId.eq(whole.draw.id.0))
        .filter(row::Column::Kind.eq("drawing.approved"));
    let Some(approval) = approvals.order_by_desc(row::Column::Id).one(db).await? else { return Err(differs(1)) };
    let opening = opening::Entity::find_by_id((approval.id, 0)).one(db).await?;
    let image = opening.and_then(|opening| opening.value).unwrap_or_default();
    let image: serde_json::Value = serde_json::from_str(&image).unwrap_or_default();
    let same = image["draw"]["scheme"] == whole.draw.scheme && image["draw"]["task"] == whole.draw.task;
    if same { Ok(()) } else { Err(differs(1)) }
}

/// Hold what is frozen against what the journal's openings say of it, and these against the journal: a row that is changed in the database behind the server's
/// back, and put back after the commit, is found then or never, and so is an opening that is changed with it. Whether the registries were; draw and scheme always
/// are. It is told as the first half of the work.
///
/// # Errors
/// `draw-registry-differs`.
pub async fn held(app: &App, moment: &Moment, whole: &Whole, tell: &Sender<Far>) -> Result<bool, Problem> {
    let Moment { guarded, db, .. } = moment;
    plain(db).await?;
    as_approved(&**db, whole).await?;
    held::within(db, whole.case()).await.map_err(|_| differs(1))?;
    let of = subject::Entity::find().count(&**db).await?;
    if of > MOST_HELD {
        return Ok(false);
    }
    let of = i64::try_from(of).unwrap_or(i64::MAX);
    let telling = tell.clone();
    let progress = move |part, done: u64, all: u64| {
        let Some(share) = (part == Part::Openings && all > 0).then(|| done.saturating_mul(1000) / all) else { return };
        telling.send_replace(Far { done: of.saturating_mul(i64::try_from(share).unwrap_or(0)) / 1000, total: 4 * of });
    };
    let mut all = seals(app, (guarded.clone(), Arc::clone(db)), progress).await.map_err(Problem::broken)?;
    let mut done = 0;
    let mut told = |page: usize| {
        done = of.min(done + i64::try_from(page).unwrap_or(of));
        tell.send_replace(Far { done: of + done, total: 4 * of });
    };
    for imager in crate::IMAGERS.iter().filter(|imager| MADE_FROM.contains(&imager.case_kind)) {
        all += unlike(db, imager, &mut told).await?;
    }
    if all > 0 { Err(differs(all)) } else { Ok(true) }
}

/// Nothing in the database acts by itself; asked once everything was read, whose tables can't be exchanged before the transaction ends.
///
/// # Errors
/// `draw-database-odd`.
pub async fn plain(db: &DatabaseTransaction) -> Result<(), Problem> {
    match odd(db).await?.into_iter().next() {
        Some(odd) => Err(Problem::refused("draw-database-odd").with("name", odd.name)),
        None => Ok(()),
    }
}
