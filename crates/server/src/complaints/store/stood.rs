//! How complaints stood at a time, by the acts until then: whoever closes or gives away one later changes nothing of it.
//!
//! Whoever closes complaints decides when one that was found true counts, and may end one that nobody looked into. What came of neither is told beside those that
//! count.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr, Statement, Value};
use uuid::Uuid;

use super::counts::{PLACE, edited};
use crate::app::value::{Date, Timestamp};
use crate::complaints::rules::{Outcome, State, day_number, signal};

/// Complaints that don't count, and might if somebody else decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stood {
    /// Found true by their handlers, wholly or in part, and not over.
    pub found: i64,
    /// Those of them that were sent back and not reported on again.
    pub back: i64,
    /// Being handled, their day over; one that was sent back may be among them, too.
    pub late: i64,
    /// Being handled, their day not over, but later than the one that they were first given.
    pub put_off: i64,
    /// Received and not given to anybody.
    pub waiting: i64,
    /// Found true by their handlers, wholly or in part, sent back in the time, and found otherwise afterwards: open or over.
    pub turned: i64,
    /// Not accepted in the time.
    pub refused: i64,
    /// Transferred in the time.
    pub transferred: i64,
    /// Withdrawn in the time.
    pub withdrawn: i64,
    /// Edited in the time, after they were registered.
    pub edited: i64,
}

impl Stood {
    /// How many ended in the time without a report on what was found.
    #[must_use]
    pub const fn ended(&self) -> i64 {
        self.refused + self.transferred + self.withdrawn
    }
}

/// Those that [count](PLACE) with an organisation (by its path) and those below it: how they stood right before a time, and which ended from another time on until then.
///
/// # Errors
/// [`DbErr`].
pub async fn at<C: ConnectionTrait>(db: &C, path: &str, (from, until): (Timestamp, Timestamp)) -> Result<Stood, DbErr> {
    let day = Timestamp(until.0 - 1).date();
    let mut stood = Stood::default();
    for way in ways(db, OPEN, (day.into(), until, path)).await?.values() {
        way.count(day, &mut stood);
    }
    let sent_back = ways(db, SENT_BACK, (from.into(), until, path)).await?;
    stood.turned = sent_back.values().map(|way| i64::from(way.turned())).sum();
    stood.waiting = waiting(db, path, (day, until)).await?;
    stood.edited = edited(db, path, (from, until)).await?;
    for (kind, count) in ended(db, path, (from, until)).await? {
        match kind.as_str() {
            "complaint.refused" => stood.refused = count,
            "complaint.transferred" => stood.transferred = count,
            _ => stood.withdrawn = count,
        }
    }
    Ok(stood)
}

/// All that were assigned and not over on the day before a time. What is over stays so, hence its row's last day tells.
const OPEN: &str = "c.received <= $1 AND (c.ended IS NULL OR c.ended >= $1)";
/// All that were sent back from one time on and before another.
const SENT_BACK: &str =
    "c.id IN (SELECT b.case_id FROM journal_row b WHERE b.kind = 'complaint.sent-back' AND b.at >= $1 AND b.at < $2)";

/// The ways, until a time, of those of which a condition on `$1` holds.
async fn ways<C: ConnectionTrait>(
    db: &C,
    of: &str,
    (first, until, path): (Value, Timestamp, &str),
) -> Result<BTreeMap<Uuid, Way>, DbErr> {
    // In this order, and the acts of each by its own index, hence the sum: few are open, and the acts of all are many.
    let sql = format!(
        "SELECT c.id, c.due, r.kind, r.facts FROM complaint c {PLACE} CROSS JOIN journal_row r
        WHERE r.case_kind = 'complaint' AND r.case_id = c.id
        AND r.kind IN ('complaint.assigned', 'complaint.handled', 'complaint.sent-back', 'complaint.closed', 'complaint.transferred', 'complaint.withdrawn')
        AND r.at + 0 < $2 AND substr(o.path, 1, length($3)) = $3 AND {of} ORDER BY c.id, r.case_place"
    );
    let values = [first, until.into(), path.into()];
    let mut ways: BTreeMap<Uuid, Way> = BTreeMap::new();
    for row in db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await? {
        let (id, due): (Uuid, Option<Date>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let (kind, facts): (String, String) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
        ways.entry(id).or_default().step(&kind, &facts, due);
    }
    Ok(ways)
}

/// How many that were received nobody had given to anybody.
async fn waiting<C: ConnectionTrait>(db: &C, path: &str, (day, until): (Date, Timestamp)) -> Result<i64, DbErr> {
    let sql = format!(
        "SELECT COUNT(*) FROM complaint c {PLACE}
        WHERE {OPEN} AND substr(o.path, 1, length($3)) = $3
        AND EXISTS (SELECT 1 FROM journal_row r WHERE r.case_kind = 'complaint' AND r.case_id = c.id AND r.at + 0 < $2)
        AND NOT EXISTS (SELECT 1 FROM journal_row r WHERE r.case_kind = 'complaint' AND r.case_id = c.id AND r.at + 0 < $2
            AND r.kind IN ('complaint.assigned', 'complaint.refused', 'complaint.transferred', 'complaint.withdrawn'))"
    );
    let values = [day.into(), until.into(), path.into()];
    let row = db.query_one_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// How many ended without a report, by the act.
async fn ended<C: ConnectionTrait>(
    db: &C,
    path: &str,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(String, i64)>, DbErr> {
    let sql = format!(
        "SELECT r.kind, COUNT(*) FROM journal_row r JOIN complaint c ON c.id = r.case_id {PLACE}
        WHERE r.kind IN ('complaint.refused', 'complaint.transferred', 'complaint.withdrawn')
        AND r.at >= $1 AND r.at < $2 AND substr(o.path, 1, length($3)) = $3 GROUP BY r.kind"
    );
    let values = [from.into(), until.into(), path.into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// What became of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Way {
    /// Where it stands, once it was assigned; over, it is [`State::Closed`], however it ended.
    state: Option<State>,
    /// Whether its handler's last report found it true.
    found: bool,
    /// Whether any report of its handlers did.
    was_found: bool,
    /// Its [day](day_number).
    due: Option<i64>,
    /// The one that it was first given.
    first: Option<i64>,
}

impl Way {
    /// One act more. Assignments of before they told the day have the one that the row has now.
    fn step(&mut self, kind: &str, facts: &str, due: Option<Date>) {
        let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(facts).unwrap_or_default();
        match kind {
            "complaint.assigned" => {
                let told = facts.get("due").and_then(serde_json::Value::as_i64);
                (self.state, self.due) = (Some(State::Assigned), told.or_else(|| due.map(day_number)));
                self.first = self.first.or(self.due);
            }
            "complaint.handled" => {
                let outcome = facts.get("outcome").and_then(serde_json::Value::as_str);
                let outcome = outcome.and_then(|code| code.parse::<Outcome>().ok());
                (self.state, self.found) = (Some(State::Handled), outcome.is_some_and(signal::counts));
                self.was_found |= self.found;
            }
            "complaint.sent-back" => self.state = Some(State::Assigned),
            _ => self.state = Some(State::Closed),
        }
    }

    /// Count it where it belongs on a day.
    fn count(&self, day: Date, stood: &mut Stood) {
        let assigned = self.state == Some(State::Assigned);
        if self.found && (assigned || self.state == Some(State::Handled)) {
            stood.found += 1;
            stood.back += i64::from(assigned);
        }
        let is_late = self.due.is_some_and(|due| due < day_number(day));
        stood.late += i64::from(assigned && is_late);
        stood.put_off += i64::from(assigned && !is_late && self.due > self.first);
    }

    /// Whether a later report says otherwise than one that found it true.
    const fn turned(&self) -> bool {
        self.was_found && !self.found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_counts_by_its_acts_until_then() {
        let day: Date = "2026-03-06".parse().unwrap();
        let check = |acts: &[(&str, &str)], (found, back, late): (i64, i64, i64)| {
            let (mut way, mut stood) = (Way::default(), Stood::default());
            for (kind, facts) in acts {
                way.step(&format!("complaint.{kind}"), facts, Some(day));
            }
            way.count(day, &mut stood);
            assert_eq!((stood.found, stood.back, stood.late), (found, back, late), "{acts:?}");
            (stood.put_off, way.turned())
        };
        let yesterday = ("assigned", r#"{"due":20260305}"#);
        let yes = ("handled", r#"{"outcome":"partly-substantiated"}"#);
        let no = ("handled", r#"{"outcome":"unverifiable"}"#);
        let (back, closed, withdrawn) = (("sent-back", "{}"), ("closed", "{}"), ("withdrawn", "{}"));
        check(&[yesterday], (0, 0, 1));
        check(&[("assigned", "{}")], (0, 0, 0));
        let put_off = check(&[yesterday, ("assigned", r#"{"due":20260306}"#)], (0, 0, 0));
        assert_eq!(put_off, (1, false));
        check(&[yesterday, no], (0, 0, 0));
        check(&[yesterday, yes], (1, 0, 0));
        check(&[yesterday, yes, back], (1, 1, 1));
        assert_eq!(check(&[yesterday, yes, back, no], (0, 0, 0)), (0, true));
        assert_eq!(check(&[yesterday, yes, back, no, closed], (0, 0, 0)), (0, true));
        assert_eq!(check(&[yesterday, yes, back, no, back, yes], (1, 0, 0)), (0, false));
        check(&[yesterday, yes, closed], (0, 0, 0));
        check(&[yesterday, yes, back, withdrawn], (0, 0, 0));
    }
}
