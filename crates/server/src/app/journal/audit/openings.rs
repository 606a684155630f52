//! Every opening opens its seal, and every row has exactly the openings of what it seals.
//!
//! Rows and openings are both read by the row's id, side by side; so an import of millions of things costs a page of them.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use journal::entry::{Fact, FieldName};
use lots::hash::Digest;
use lots::merkle::{Tree, leaf_hash};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};

use super::super::record::{ROOT, STATE, opening, row};
use super::{Audit, Finding, PAGE, Part, Progress};
use crate::app::journal::sequencer::Halt;

/// What a row seals.
#[derive(Debug, PartialEq, Eq)]
enum Sealed {
    Nothing,
    /// One image.
    One(Digest),
    /// So many, under a root.
    Many(u64, Digest),
    /// Its columns aren't what the server writes.
    Unread,
}

impl Sealed {
    fn of(row: &row::Model) -> Self {
        let facts = serde_json::from_str::<BTreeMap<FieldName, Fact>>(&row.facts);
        let seals = serde_json::from_str::<BTreeMap<FieldName, Digest>>(&row.seals);
        let (Ok(facts), Ok(seals)) = (facts, seals) else { return Self::Unread };
        match (seals.get(STATE), facts.get(ROOT), facts.get("count")) {
            (Some(seal), _, _) => Self::One(*seal),
            (None, Some(Fact::Digest(root)), Some(Fact::Integer(count))) => Self::Many(*count, *root),
            _ => Self::Nothing,
        }
    }
}

/// The openings of one row as they come by.
#[derive(Default)]
struct Gathered {
    tree: Tree,
    first: Option<(String, Uuid, Digest)>,
    in_order: bool,
}

impl Gathered {
    fn new() -> Self {
        Self { in_order: true, ..Self::default() }
    }

    fn push(&mut self, opening: &opening::Model, digest: Digest) {
        self.in_order &= u64::try_from(opening.leaf) == Ok(self.tree.size());
        self.tree.push(leaf_hash(&digest.0));
        self.first.get_or_insert((opening.case_kind.clone(), opening.case_id, digest));
    }

    fn agrees(&self, row: &row::Model) -> bool {
        self.in_order
            && match Sealed::of(row) {
                Sealed::Nothing => self.tree.size() == 0,
                Sealed::One(seal) => {
                    self.tree.size() == 1 && self.first == Some((row.case_kind.clone(), row.case_id, seal))
                }
                Sealed::Many(count, root) => self.tree.size() == count && self.tree.root() == root,
                Sealed::Unread => false,
            }
    }
}

/// Openings by row and leaf, a page at a time.
struct Cursor {
    page: VecDeque<opening::Model>,
    after: (Uuid, i64),
    over: bool,
}

impl Cursor {
    fn fill(&mut self, audit: &Audit) -> Result<(), Halt> {
        let (row, leaf) = self.after;
        // One bound for the index: of two behind an "or" PostgreSQL reads the whole index up to there, for each page anew.
        let later = Condition::any().add(opening::Column::RowId.gt(row)).add(opening::Column::Leaf.gt(leaf));
        let behind = Condition::all().add(opening::Column::RowId.gte(row)).add(later);
        let page = opening::Entity::find()
            .filter(behind)
            .order_by_asc(opening::Column::RowId)
            .order_by_asc(opening::Column::Leaf)
            .limit(PAGE);
        self.page = audit.wait(page.all(&*audit.tx))?.into();
        match self.page.back() {
            Some(last) => self.after = (last.row_id, last.leaf),
            None => self.over = true,
        }
        Ok(())
    }

    /// The next one up to `row`.
    fn next_to(&mut self, row: Uuid, audit: &Audit) -> Result<Option<opening::Model>, Halt> {
        if self.page.is_empty() && !self.over {
            self.fill(audit)?;
        }
        let due = self.page.front().is_some_and(|opening| opening.row_id <= row);
        Ok(if due { self.page.pop_front() } else { None })
    }
}

impl Audit {
    pub(super) fn openings(&mut self, progress: Progress<'_>) -> Result<(), Halt> {
        let tx = Arc::clone(&self.tx);
        let mut cursor = Cursor { page: VecDeque::new(), after: (Uuid::nil(), -1), over: false };
        let (mut after, mut done, of) = (Uuid::nil(), 0, self.report.rows);
        loop {
            let page = row::Entity::find().filter(row::Column::Id.gt(after)).order_by_asc(row::Column::Id).limit(PAGE);
            let page = self.wait(page.all(&*tx))?;
            let Some(last) = page.last() else { break };
            after = last.id;
            for row in &page {
                self.of_row(row, &mut cursor)?;
                done += 1;
            }
            progress(Part::Openings, done, of);
        }
        while let Some(stray) = cursor.next_to(Uuid::max(), self)? {
            self.stray(&stray);
        }
        Ok(())
    }

    fn of_row(&mut self, row: &row::Model, cursor: &mut Cursor) -> Result<(), Halt> {
        let mut gathered = Gathered::new();
        while let Some(opening) = cursor.next_to(row.id, self)? {
            if opening.row_id == row.id {
                let digest = self.opening(&opening);
                gathered.push(&opening, digest);
            } else {
                self.stray(&opening);
            }
        }
        if !gathered.agrees(row) {
            self.report.add(Finding::OpeningsUnlikeRow { row: row.id });
        }
        Ok(())
    }

    fn stray(&mut self, opening: &opening::Model) {
        let leaf = u64::try_from(opening.leaf).unwrap_or_default();
        self.report.add(Finding::OpeningWithoutRow { row: opening.row_id, leaf });
    }

    /// An opening by itself, unless it was destroyed; its digest, or one of nothing if that isn't one.
    fn opening(&mut self, opening: &opening::Model) -> Digest {
        let digest = <[u8; 32]>::try_from(opening.digest.as_slice()).ok().map(Digest);
        let destroyed = opening.salt.is_none() && opening.value.is_none() && digest.is_some();
        if !destroyed && !opening.opens() {
            let leaf = u64::try_from(opening.leaf).unwrap_or_default();
            self.report.add(Finding::OpeningUnlikeSeal { row: opening.row_id, leaf });
        }
        digest.unwrap_or(Digest([0; 32]))
    }
}
