//! Whoever stands in a frozen roster belongs there by what was sealed of them before, and whoever belongs there stands in it.
//!
//! What a commit reads could be another thing than what the tables hold, for that one query. What was sealed before it, under the log, can't be.

use std::pin::Pin;
use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;

use super::history::{History, Walk};
use super::{Audit, Finding, PAGE, Part, Progress};
use crate::app::journal::sequencer::Halt;

/// So many frozen rows are held at once; more only if one roster has more.
const MOST: u64 = 1_000_000;

/// Rosters, each with how many rows it has.
pub type Listed<'a> = Pin<Box<dyn Future<Output = Result<Vec<(Uuid, u64)>, DbErr>> + Send + 'a>>;

/// A roster, or what of it can't be read.
pub type Reading<'a> = Pin<Box<dyn Future<Output = Result<Result<Box<dyn Roster>, &'static str>, DbErr>> + Send + 'a>>;

/// A frozen roster as it is held against what was sealed.
pub trait Roster: Send {
    /// Hold it against all that one thing was: the entry that doesn't agree.
    fn hold(&mut self, history: &History) -> Option<String>;

    /// The entries that no thing answers for, once it was held against all.
    fn rest(&self) -> Vec<String>;
}

/// The rosters of a slice.
#[derive(Clone, Copy)]
pub struct Rosters {
    /// The kind of case of what stands in them.
    pub case_kind: &'static str,
    /// All of them.
    pub listed: for<'a> fn(&'a DatabaseTransaction) -> Listed<'a>,
    /// One.
    pub read: for<'a> fn(&'a DatabaseTransaction, Uuid) -> Reading<'a>,
}

/// Rosters in parts that fit into memory.
fn parts(all: &[(Uuid, u64)]) -> Vec<&[(Uuid, u64)]> {
    let (mut parts, mut first, mut rows) = (Vec::new(), 0, 0_u64);
    for (at, (_, count)) in all.iter().enumerate() {
        if at > first && rows + *count > MOST {
            parts.push(&all[first..at]);
            (first, rows) = (at, 0);
        }
        rows += *count;
    }
    if first < all.len() {
        parts.push(&all[first..]);
    }
    parts
}

impl Audit {
    pub(super) fn rosters(&mut self, rosters: &Rosters, progress: Progress<'_>) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        let all = self.wait((rosters.listed)(&tx))?;
        for part in parts(&all) {
            self.held_at_once(rosters, part, progress)?;
        }
        Ok(())
    }

    fn held_at_once(&mut self, rosters: &Rosters, part: &[(Uuid, u64)], progress: Progress<'_>) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        let mut open: Vec<(Uuid, Box<dyn Roster>)> = Vec::new();
        for (draw, _) in part {
            match self.wait((rosters.read)(&tx, *draw))? {
                Ok(roster) => open.push((*draw, roster)),
                Err(what) => self.unlike_openings(*draw, what.to_owned()),
            }
        }
        let (mut walk, mut done) = (Walk::new(rosters.case_kind), 0_u64);
        while let Some(history) = walk.advance(self)? {
            for (draw, roster) in &mut open {
                if let Some(entry) = roster.hold(&history) {
                    self.unlike_openings(*draw, entry);
                }
            }
            done += 1;
            if done.is_multiple_of(PAGE) {
                progress(Part::Rosters, done, 0);
            }
        }
        for (draw, roster) in &open {
            roster.rest().into_iter().for_each(|entry| self.unlike_openings(*draw, entry));
        }
        Ok(())
    }

    fn unlike_openings(&mut self, draw: Uuid, entry: String) {
        self.report.add(Finding::RosterUnlikeOpenings { draw, entry });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rosters_are_held_as_many_at_once_as_fit() {
        let check = |rows: &[u64], expected: &[usize]| {
            let all: Vec<(Uuid, u64)> = rows.iter().map(|rows| (Uuid::nil(), *rows)).collect();
            assert_eq!(parts(&all).iter().map(|part| part.len()).collect::<Vec<_>>(), expected, "{rows:?}");
        };
        check(&[], &[]);
        check(&[1, 2, 3], &[3]);
        check(&[MOST, 1, MOST], &[1, 1, 1]);
        check(&[MOST + 1], &[1]);
        check(&[1, MOST - 1, 1, 1], &[2, 2]);
    }
}
