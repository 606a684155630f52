//! Every row with an entry is that entry, and every entry has exactly one row.
//!
//! Entries about the journal itself (case `journal`) have none: they come from whoever keeps the keys.

use std::collections::{HashMap, hash_map};
use std::sync::Arc;

use journal::entry::{CaseName, Entry};
use journal::reader::{Unread, entries};
use journal::tile::{Bundle, new_bundles};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use super::super::entry::Placed;
use super::super::record::row;
use super::{Audit, Finding, PAGE, Part, Progress};
use crate::app::journal::sequencer::Halt;

/// How far the walk along the journal is.
struct Walk {
    size: u64,
    /// The time of the entry before.
    last_s: i64,
    /// The first index behind all that rows know of.
    known: u64,
    /// How many entries behind that each case has had.
    untold: HashMap<CaseName, u64>,
}

fn index(entry: Option<i64>) -> Option<u64> {
    entry.and_then(|entry| u64::try_from(entry).ok())
}

impl Audit {
    pub(super) fn entries(&mut self, progress: Progress<'_>) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        let size = self.report.checkpoint.as_ref().map_or(0, |signed| signed.checkpoint().size());
        let last = row::Entity::find().select_only().column_as(row::Column::Entry.max(), "last").into_tuple();
        let last: Option<Option<i64>> = self.wait(last.one(&*tx))?;
        let known = index(last.flatten()).map_or(0, |last| last.saturating_add(1));
        let mut walk = Walk { size, last_s: 0, known, untold: HashMap::new() };
        for bundle in new_bundles(0, size) {
            self.bundle(bundle, &mut walk)?;
            let first = bundle.first().unwrap_or(size);
            progress(Part::Entries, (first + u64::from(bundle.width())).min(size), size);
        }
        self.beyond(&walk)?;
        self.gaps()
    }

    fn bundle(&mut self, bundle: Bundle, walk: &mut Walk) -> Result<(), Halt> {
        let first = bundle.first().unwrap_or(walk.size);
        let mut rows = self.rows(first, first + u64::from(bundle.width()))?;
        let read = match entries(&self.log, bundle) {
            Ok(read) => read,
            Err(Unread::Missing(file) | Unread::Form(file)) => {
                self.report.add(Finding::EntryUnread { file });
                return Ok(());
            }
            Err(Unread::Fault(why)) => return Err(Halt::Again(why.to_string())),
        };
        for (at, bytes) in (first..).zip(read) {
            let Ok(entry) = Entry::from_text(&bytes) else {
                self.report.add(Finding::EntryUnread { file: bundle.to_string() });
                continue;
            };
            self.entry(at, &entry, rows.remove(&at), walk)?;
            walk.last_s = entry.time().seconds();
        }
        Ok(())
    }

    /// The rows of these entries.
    fn rows(&mut self, from: u64, to: u64) -> Result<HashMap<u64, Placed>, Halt> {
        let number = |index: u64| i64::try_from(index).unwrap_or(i64::MAX);
        let those = Placed::find()
            .filter(row::Column::Entry.gte(number(from)))
            .filter(row::Column::Entry.lt(number(to)))
            .order_by_asc(row::Column::Id);
        let mut rows = HashMap::new();
        for placed in self.wait(those.into_model::<Placed>().all(&*self.tx))? {
            let Some(entry) = index(placed.row.entry) else { continue };
            match rows.entry(entry) {
                hash_map::Entry::Vacant(place) => {
                    place.insert(placed);
                }
                hash_map::Entry::Occupied(_) => {
                    self.report.add(Finding::EntryWithTwoRows { row: placed.row.id, entry });
                }
            }
        }
        Ok(rows)
    }

    fn entry(&mut self, at: u64, entry: &Entry, placed: Option<Placed>, walk: &mut Walk) -> Result<(), Halt> {
        match placed {
            Some(placed) => {
                let expected = self.scribe.entry(&placed.row, walk.last_s, index(placed.before));
                if expected.as_ref() != Ok(entry) {
                    self.report.add(Finding::RowUnlikeEntry { row: placed.row.id, entry: at });
                }
            }
            None if entry.case().kind.as_str() == "journal" => {}
            None if at >= walk.known && self.is_untold(entry, walk)? => self.report.untold += 1,
            None => self.report.add(Finding::EntryWithoutRow { entry: at }),
        }
        Ok(())
    }

    /// Whether a waiting row is this entry's, and just doesn't know it.
    fn is_untold(&self, entry: &Entry, walk: &mut Walk) -> Result<bool, Halt> {
        let Ok(case) = entry.case().id.as_str().parse::<Uuid>() else { return Ok(false) };
        let before = walk.untold.entry(entry.case().clone()).or_default();
        let waiting = row::Entity::find()
            .filter(row::Column::CaseKind.eq(entry.case().kind.as_str()))
            .filter(row::Column::CaseId.eq(case))
            .filter(row::Column::Entry.is_null())
            .order_by_asc(row::Column::CasePlace)
            .offset(*before);
        *before += 1;
        let row = self.wait(waiting.one(&*self.tx))?;
        Ok(row.is_some_and(|row| self.scribe.entry(&row, walk.last_s, entry.prev()).as_ref() == Ok(entry)))
    }

    fn beyond(&mut self, walk: &Walk) -> Result<(), Halt> {
        let size = i64::try_from(walk.size).unwrap_or(i64::MAX);
        let rows = row::Entity::find().filter(row::Column::Entry.gte(size)).order_by_asc(row::Column::Entry);
        for row in self.wait(rows.limit(PAGE).all(&*self.tx))? {
            let entry = index(row.entry).unwrap_or_default();
            self.report.add(Finding::RowBeyondJournal { row: row.id, entry });
        }
        Ok(())
    }

    /// Rows that wait for ever.
    fn gaps(&mut self) -> Result<(), Halt> {
        let mut after = Uuid::nil();
        loop {
            let page = Placed::find()
                .filter(row::Column::Entry.is_null())
                .filter(row::Column::Id.gt(after))
                .order_by_asc(row::Column::Id)
                .limit(PAGE)
                .into_model::<Placed>();
            let page = self.wait(page.all(&*self.tx))?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.row.id;
            for placed in page.into_iter().filter(|placed| placed.row.case_place > 0 && !placed.follows) {
                self.report.add(Finding::RowGap { row: placed.row.id });
            }
        }
    }
}
