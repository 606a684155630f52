//! What entry a row becomes, and which rows may become entries now.
//!
//! A row's place in its case is its entry's place in the entry's case: that is how the two find each other again after a
//! crash, without anything in the entry that only this server needs. So rows of a case go in strictly by place, and none
//! is left out.

use std::collections::{BTreeMap, HashMap, HashSet};

use journal::entry::{Actor, Body, CaseName, Draft, Entry, EntryError, Fact, FieldName, Pseudonym};
use lots::hash::Digest;
use lots::name::DrawId;
use lots::time::Time;
use sea_orm::sea_query::Expr;
use sea_orm::{DbErr, EntityTrait, FromQueryResult, QueryResult, QuerySelect, Select};
use uuid::Uuid;

use super::record::row;

/// A row no entry can be made of.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("row {row} can't be an entry: {why}")]
pub struct Unfit {
    /// Which.
    pub row: Uuid,
    /// Why.
    pub why: String,
}

/// Who writes entries, as they name it.
#[derive(Clone)]
pub struct Scribe {
    /// Whose acts they are.
    pub organisation: DrawId,
    /// The organisation's secret for pseudonyms.
    pub secret: [u8; 32],
}

impl Scribe {
    /// The draft of a row, for a log whose last entry is of the time `last_s`: a journal's times never go back.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn draft(&self, row: &row::Model, last_s: i64) -> Result<Draft, Unfit> {
        let unfit = |why: String| Unfit { row: row.id, why };
        let pseudonym = row.actor.map_or(Pseudonym::SYSTEM, |person| Pseudonym::of(&self.secret, &person.to_string()));
        let facts: BTreeMap<FieldName, Fact> =
            serde_json::from_str(&row.facts).map_err(|why| unfit(why.to_string()))?;
        let sealed: BTreeMap<FieldName, Digest> =
            serde_json::from_str(&row.seals).map_err(|why| unfit(why.to_string()))?;
        let time = Time::beijing(row.at.seconds().max(last_s)).map_err(|why| unfit(why.to_string()))?;
        let name = |why: lots::name::NameError| unfit(why.to_string());
        Ok(Draft {
            actor: Actor { pseudonym, role: row.role.parse().map_err(name)? },
            body: Body { facts, sealed },
            case: CaseName {
                id: row.case_id.to_string().parse().map_err(name)?,
                kind: row.case_kind.parse().map_err(name)?,
            },
            kind: row.kind.parse().map_err(name)?,
            organisation: self.organisation.clone(),
            time,
        })
    }

    /// The entry of a row behind the one at `prev`.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn entry(&self, row: &row::Model, last_s: i64, prev: Option<u64>) -> Result<Entry, Unfit> {
        let why = |why: EntryError| Unfit { row: row.id, why: why.to_string() };
        self.draft(row, last_s)?.after(prev).map_err(why)
    }
}

/// A row and where the one before it in its case stands in the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The row.
    pub row: row::Model,
    /// The entry of the one before, if there is one and it is in.
    pub before: Option<i64>,
    /// Whether there is one before at all.
    pub follows: bool,
}

impl Placed {
    const BEFORE: &str = "(SELECT p.entry FROM journal_row p WHERE p.case_kind = journal_row.case_kind \
                          AND p.case_id = journal_row.case_id AND p.case_place = journal_row.case_place - 1)";

    /// A query for rows with what is said about the one before.
    #[must_use]
    pub fn find() -> Select<row::Entity> {
        let follows = format!("(CASE WHEN EXISTS {} THEN 1 ELSE 0 END)", Self::BEFORE);
        row::Entity::find().expr_as(Expr::cust(Self::BEFORE), "before").expr_as(Expr::cust(follows), "follows")
    }
}

impl FromQueryResult for Placed {
    fn from_query_result(res: &QueryResult, prefix: &str) -> Result<Self, DbErr> {
        let follows: i32 = res.try_get(prefix, "follows")?;
        let row = row::Model::from_query_result(res, prefix)?;
        Ok(Self { row, before: res.try_get(prefix, "before")?, follows: follows == 1 })
    }
}

/// The rows of a page, by id, that may go into the journal as one batch, in the order in which they go.
///
/// A row waits until the one before it in its case is in. Whether a draw's act may follow is known to the writer's chains
/// only, so a batch holds one of a draw's: if it is refused, none behind it has taken its place.
#[must_use]
pub fn in_line(page: Vec<Placed>) -> Vec<row::Model> {
    let (mut line, mut held) = (Vec::with_capacity(page.len()), HashMap::new());
    let mut last: HashSet<(String, Uuid, i64)> = HashSet::new();
    for placed in page {
        let key = |place: i64| (placed.row.case_kind.clone(), placed.row.case_id, place);
        let place = placed.row.case_place;
        if place != 0 && placed.before.is_none() && !last.contains(&key(place - 1)) {
            held.insert(key(place), placed.row);
            continue;
        }
        let mut next = Some(placed.row.clone());
        while let Some(row) = next {
            let (case, goes_on) = (key(row.case_place), row.case_kind != "draw");
            next = held.remove(&key(row.case_place + 1)).filter(|_| goes_on);
            line.push(row);
            if goes_on {
                last.insert(case);
            }
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::value::Timestamp;

    fn placed(id: u128, kind: &str, case: u128, place: i64, before: Option<i64>) -> Placed {
        let row = row::Model {
            id: Uuid::from_u128(id),
            case_kind: kind.into(),
            case_id: Uuid::from_u128(case),
            case_place: place,
            kind: "thing.done".into(),
            actor: None,
            role: "system".into(),
            at: Timestamp(5_000_000),
            facts: "{}".into(),
            seals: "{}".into(),
            entry: None,
        };
        Placed { row, before, follows: place > 0 }
    }

    #[test]
    fn rows_of_a_case_go_in_by_place_and_none_before_its_turn() {
        let check = |page: Vec<Placed>, expected: &[u128]| {
            let ids: Vec<u128> = in_line(page).iter().map(|row| row.id.as_u128()).collect();
            assert_eq!(ids, expected);
        };
        let row = |id, case, place, before| placed(id, "thing", case, place, before);
        check(vec![row(1, 7, 0, None), row(2, 8, 0, None), row(3, 7, 1, None)], &[1, 2, 3]);
        // Clocks of two machines: the later place has the earlier id.
        check(vec![row(1, 7, 2, None), row(2, 7, 1, None), row(3, 8, 0, None), row(4, 7, 0, None)], &[3, 4, 2, 1]);
        check(vec![row(1, 7, 3, Some(20)), row(2, 7, 4, None)], &[1, 2]);
        // The one before isn't in, nor in the page.
        check(vec![row(1, 7, 3, None), row(2, 7, 4, None)], &[]);
        let draw = |id, place, before| placed(id, "draw", 9, place, before);
        check(vec![draw(1, 0, None), draw(2, 1, None), draw(3, 2, None)], &[1]);
        check(vec![draw(1, 1, Some(4)), draw(2, 2, None)], &[1]);
    }

    #[test]
    fn an_entry_is_never_before_the_last_and_names_no_person() {
        let scribe = Scribe { organisation: "a.example".parse().unwrap(), secret: [1; 32] };
        let mut row = placed(1, "thing", 7, 0, None).row;
        row.actor = Some(Uuid::from_u128(77));
        let entry = scribe.entry(&row, 9, None).unwrap();
        assert_eq!((entry.time().seconds(), scribe.entry(&row, 2, None).unwrap().time().seconds()), (9, 5));
        assert!(!String::from_utf8_lossy(entry.bytes()).contains(&Uuid::from_u128(77).to_string()));
        row.facts = r#"{"name":"王小明"}"#.into();
        assert!(scribe.draft(&row, 0).is_err());
    }
}
