//! What is counted of the time before a commit: worked out once, since a year of acts is read for it and nothing of it changes any more.
//!
//! It is kept in memory, by each process for itself: what lay in a table could be changed there, and the audit would have to hold it against the acts again. An act
//! counts by the time at which its change began; so for an hour after the commit, while some from before it may not have ended, it is counted at every look. Where
//! it counts never changes, but for acts on inspectors who come to the office afterwards, and bring what was done to them before: whenever an inspector was edited
//! since, it is counted anew. Deliberately absent: what was done after the commit, which isn't over yet, and is little.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use super::moves::Changed;
use crate::app::App;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::complaints::store::counts::{Substantiated, substantiated};
use crate::complaints::store::stood::{self, Stood};
use crate::draws::rules::DrawId;
use crate::inspectors::store::moves::edits;

/// So many seconds after a time no change is under way any more that began before it.
const SETTLED_S: i64 = 3_600;
/// Of how many draws it is kept.
const ROOM: usize = 500;

/// What was counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    /// Changes of both registries.
    pub(super) changed: Changed,
    /// Complaints that were closed as found true.
    pub(super) closed: Substantiated,
    /// Complaints that count for nothing.
    pub(super) stood: Stood,
}

/// The times that are counted, each until the commit: from when changes of the registries are, and from when complaints.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// Changes from then on.
    pub(super) changes: Timestamp,
    /// Complaints from then on.
    pub(super) complaints: Timestamp,
    /// What is before this counts.
    pub(super) until: Timestamp,
}

impl Before {
    async fn count(app: &App, (draw, path): (DrawId, &str), times: Times) -> Result<Self, Problem> {
        let complaints = (times.complaints, times.until);
        Ok(Self {
            changed: Changed::within(app, (draw, path), (times.changes, times.until)).await?,
            closed: substantiated(app.read(), path, complaints).await?,
            stood: stood::at(app.read(), path, complaints).await?,
        })
    }
}

/// Whose it is: tests have many databases, and draws of the same ids.
type Of = (String, DrawId);

/// What was counted of the draws that were looked at last, and how often inspectors had been edited before it was.
#[derive(Debug)]
struct Known(BTreeMap<Of, (u64, Arc<Before>)>);

impl Known {
    fn find(&self, of: &Of, edits: u64) -> Option<Arc<Before>> {
        self.0.get(of).filter(|(then, _)| *then == edits).map(|(_, before)| Arc::clone(before))
    }

    fn put(&mut self, of: Of, edits: u64, before: &Arc<Before>) {
        if self.0.len() >= ROOM && !self.0.contains_key(&of) {
            self.0.clear();
        }
        self.0.insert(of, (edits, Arc::clone(before)));
    }
}

static KNOWN: Mutex<Known> = Mutex::new(Known(BTreeMap::new()));

/// What is counted of the time before the commit of a draw of an organisation, by its path.
pub(super) async fn of(app: &App, (draw, path): (DrawId, &str), times: Times) -> Result<Arc<Before>, Problem> {
    if app.now() < times.until.plus_s(SETTLED_S) {
        return Ok(Arc::new(Before::count(app, (draw, path), times).await?));
    }
    // Edits first: one that comes while it is counted makes it be counted again, rather than be missed.
    let (of, edits) = ((app.config.database(), draw), edits(app.read()).await?);
    let known = KNOWN.lock().ok().and_then(|known| known.find(&of, edits));
    if let Some(before) = known {
        return Ok(before);
    }
    let before = Arc::new(Before::count(app, (draw, path), times).await?);
    if let Ok(mut known) = KNOWN.lock() {
        known.put(of, edits, &before);
    }
    Ok(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(database: &str, draw: u128) -> Of {
        (database.to_owned(), DrawId(uuid::Uuid::from_u128(draw)))
    }

    #[test]
    fn what_was_counted_is_found_until_an_inspector_is_edited() {
        let mut known = Known(BTreeMap::new());
        known.put(of("one", 1), 7, &Arc::new(Before::default()));
        assert!(known.find(&of("one", 1), 7).is_some());
        assert!(known.find(&of("one", 1), 8).is_none());
        assert!(known.find(&of("one", 2), 7).is_none() && known.find(&of("other", 1), 7).is_none());
        known.put(of("one", 1), 8, &Arc::new(Before::default()));
        assert!(known.find(&of("one", 1), 8).is_some());
    }

    #[test]
    fn there_is_room_for_so_many_draws_and_no_more() {
        let (mut known, before) = (Known(BTreeMap::new()), Arc::new(Before::default()));
        for draw in 0..3 * ROOM as u128 + 1 {
            known.put(of("one", draw), 1, &before);
            assert!(known.0.len() <= ROOM);
            assert!(known.find(&of("one", draw), 1).is_some());
        }
    }
}
