//! What things of a kind were, act by act, from their openings: a page at a time, one thing after another.

use std::collections::VecDeque;
use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{FromQueryResult, Statement};

use super::{Audit, PAGE};
use crate::app::journal::sequencer::Halt;

/// Openings of a kind behind one of them, by thing and in the order of acts, each with its act.
const BEHIND: &str = "SELECT o.case_id, o.row_id, o.leaf, o.value, r.kind, r.facts, r.entry \
    FROM opening o LEFT JOIN journal_row r ON r.id = o.row_id \
    WHERE o.case_kind = $1 AND o.case_id >= $2 \
    AND (o.case_id > $2 OR o.row_id > $3 OR (o.row_id = $3 AND o.leaf > $4)) \
    ORDER BY o.case_id, o.row_id, o.leaf LIMIT $5";

/// What an act made of a thing.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Sealed {
    /// Which thing.
    pub case_id: Uuid,
    /// The act's row: these sort as acts were recorded.
    pub row_id: Uuid,
    /// Which of the act's openings.
    pub leaf: i64,
    /// The thing's image; nothing if it was destroyed.
    pub value: Option<String>,
    /// The kind of act; nothing if its row isn't there.
    pub kind: Option<String>,
    /// The act's facts, canonical JSON.
    pub facts: Option<String>,
    /// The act's entry in the journal, once it has one.
    pub entry: Option<i64>,
}

/// All that a thing was, in order.
#[derive(Clone, Debug)]
pub struct History {
    /// Which thing.
    pub id: Uuid,
    /// One at least.
    pub states: Vec<Sealed>,
}

/// How far a walk along the things of a kind is.
pub(super) struct Walk {
    kind: &'static str,
    page: VecDeque<Sealed>,
    after: (Uuid, Uuid, i64),
    over: bool,
}

impl Walk {
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, page: VecDeque::new(), after: (Uuid::nil(), Uuid::nil(), -1), over: false }
    }

    fn fill(&mut self, audit: &Audit) -> Result<(), Halt> {
        let tx = Arc::clone(&audit.tx);
        let (case, row, leaf) = self.after;
        let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
        let values = vec![self.kind.into(), case.into(), row.into(), leaf.into(), limit.into()];
        let query = Statement::from_sql_and_values(tx.get_database_backend(), BEHIND, values);
        self.page = audit.wait(Sealed::find_by_statement(query).all(&*tx))?.into();
        match self.page.back() {
            Some(last) => self.after = (last.case_id, last.row_id, last.leaf),
            None => self.over = true,
        }
        Ok(())
    }

    /// The next thing's; nothing at the end.
    pub(super) fn advance(&mut self, audit: &Audit) -> Result<Option<History>, Halt> {
        let mut history: Option<History> = None;
        loop {
            if self.page.is_empty() && !self.over {
                self.fill(audit)?;
            }
            let next = self.page.front().map(|sealed| sealed.case_id);
            if next.is_none() || history.as_ref().is_some_and(|history| Some(history.id) != next) {
                return Ok(history);
            }
            if let Some(sealed) = self.page.pop_front() {
                let id = sealed.case_id;
                history.get_or_insert_with(|| History { id, states: Vec::new() }).states.push(sealed);
            }
        }
    }
}
