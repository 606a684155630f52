//! Public draws, however many there are: by parts, by their last public step, and counted.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, DbErr, FromQueryResult, QueryOrder as _, QuerySelect as _, QueryTrait as _, Statement};

use super::draw::{Column, Entity, Model};
use super::{party, rule};
use crate::accounts::PersonId;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::rules::{DrawId, Lost, RuleId, State};

/// The condition that everybody sees a draw.
#[must_use]
pub fn is_public() -> Condition {
    Condition::all().add(Column::State.is_in(State::PUBLIC))
}

/// Those of public draws that a condition holds for, the latest commit first: so many behind one, or from the first on.
///
/// # Errors
/// [`DbErr`].
pub async fn part<C: ConnectionTrait>(
    db: &C,
    wanted: Condition,
    (behind, most): (Option<&Model>, u64),
) -> Result<Vec<Model>, DbErr> {
    let later = behind.map(|last| {
        let at = last.committed_at.unwrap_or(Timestamp(0));
        let same = Condition::all().add(Column::CommittedAt.eq(at)).add(Column::Id.lt(last.id));
        Condition::any().add(Column::CommittedAt.lt(at)).add(same)
    });
    let rows = Entity::find().filter(is_public().add(wanted).add_option(later));
    rows.order_by_desc(Column::CommittedAt).order_by_desc(Column::Id).limit(most).all(db).await
}

/// When a draw took its last public step: its row keeps no time of an annulment, whose act does.
const STEPPED: &str = "COALESCE(draw.announced_at, CASE WHEN draw.state = 'annulled' THEN (SELECT MAX(r.at) FROM journal_row r \
     WHERE r.case_kind = 'drawing' AND r.case_id = draw.id AND r.kind = 'drawing.annulled') END, \
     draw.drawn_at, draw.seeded_at, draw.committed_at)";

/// Public draws with the time of their last public step, the latest step first: so many behind so many.
///
/// # Errors
/// [`DbErr`].
pub async fn by_step<C: ConnectionTrait>(db: &C, (before, most): (u64, u64)) -> Result<Vec<(Model, Timestamp)>, DbErr> {
    let stepped = || Expr::cust(STEPPED);
    let ids = Entity::find().select_only().column(Column::Id).column_as(stepped(), "stepped").filter(is_public());
    let ids = ids.order_by_desc(stepped()).order_by_desc(Column::Id).offset(before).limit(most);
    let steps: Vec<(DrawId, Timestamp)> = ids.into_tuple().all(db).await?;
    let rows = Entity::find().filter(Column::Id.is_in(steps.iter().map(|(id, _)| *id))).all(db).await?;
    let row = |(id, at): (DrawId, Timestamp)| rows.iter().find(|row| row.id == id).map(|row| (row.clone(), at));
    Ok(steps.into_iter().filter_map(row).collect())
}

/// The ids of all public draws, each with the time of its last public step, the latest commit first.
///
/// # Errors
/// [`DbErr`].
pub async fn all<C: ConnectionTrait>(db: &C) -> Result<Vec<(DrawId, Timestamp)>, DbErr> {
    let ids = Entity::find().select_only().column(Column::Id).column_as(Expr::cust(STEPPED), "stepped");
    let ids = ids.filter(is_public()).order_by_desc(Column::CommittedAt).order_by_desc(Column::Id);
    ids.into_tuple().all(db).await
}

/// How many public draws are in each state.
///
/// # Errors
/// [`DbErr`].
pub async fn counts<C: ConnectionTrait>(db: &C) -> Result<Vec<(State, i64)>, DbErr> {
    let rows = Entity::find().select_only().column(Column::State).column_as(Column::Id.count(), "count");
    rows.filter(is_public()).group_by(Column::State).into_tuple().all(db).await
}

/// A committed draw: under which rule, when, and when the first source closes.
type Committed = (DrawId, Option<RuleId>, Option<Timestamp>, Option<Timestamp>);

/// Why those never come to a result that are lost, of the committed draws that a condition holds for. Their commitments are files, one a draw; so they are judged
/// by what is in rows, a few statements for however many there are.
///
/// # Errors
/// `broken` if one was committed under no rule that is there.
pub async fn lost<C: ConnectionTrait>(
    db: &C,
    of: Condition,
    now: Timestamp,
) -> Result<BTreeMap<DrawId, Lost>, Problem> {
    let committed = Entity::find().select_only().filter(of.add(Column::State.eq(State::Committed)));
    let rows = committed.clone().columns([Column::Id, Column::Rule, Column::CommittedAt, Column::FirstClose]);
    let rows: Vec<Committed> = rows.into_tuple().all(db).await?;
    if rows.is_empty() {
        return Ok(BTreeMap::new());
    }
    let silent = party::silent(db, committed.column(Column::Id).into_query()).await?;
    let rules = rule::texts(db, rows.iter().filter_map(|(_, rule, ..)| *rule).collect()).await?;
    let mut lost = BTreeMap::new();
    for (id, rule, committed, close) in rows {
        let (Some(rule), Some(committed), Some(close)) = (rule.and_then(|id| rules.get(&id)), committed, close) else {
            return Err(Problem::broken(format!("draw {id} was committed under no rule")));
        };
        lost.extend(Lost::by_rule(rule, (committed, close), silent.contains(&id), now).map(|why| (id, why)));
    }
    Ok(lost)
}

/// What somebody decided after announced draws, over all of these.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Tally {
    /// Who.
    pub decider: PersonId,
    /// How many amendments they approved.
    pub approved: i64,
    /// How many they declined.
    pub declined: i64,
    /// How many teams those changed.
    pub changed: i64,
    /// How many targets these draws had.
    pub drawn: i64,
}

/// What each approver decided after announced draws.
///
/// # Errors
/// [`DbErr`].
pub async fn tallies<C: ConnectionTrait>(db: &C) -> Result<Vec<Tally>, DbErr> {
    const BY_DRAW: &str = "SELECT a.decider AS decider, d.targets AS targets, COUNT(CASE WHEN a.state = 'approved' THEN 1 END) AS approved, \
         COUNT(CASE WHEN a.state = 'declined' THEN 1 END) AS declined, SUM(a.changed) AS changed \
         FROM draw_amendment a JOIN draw d ON d.id = a.draw WHERE d.state = 'announced' AND a.decider IS NOT NULL \
         GROUP BY a.decider, d.id, d.targets";
    let sum = |what: &str, name: &str| format!("CAST(SUM(b.{what}) AS BIGINT) AS {name}");
    let sql = format!(
        "SELECT b.decider AS decider, {}, {}, {}, {} FROM ({BY_DRAW}) b GROUP BY b.decider ORDER BY b.decider",
        sum("approved", "approved"),
        sum("declined", "declined"),
        sum("changed", "changed"),
        sum("targets", "drawn"),
    );
    Tally::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await
}
