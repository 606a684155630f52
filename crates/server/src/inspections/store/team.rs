//! Who inspects: read from the draw, whose amendments keep it current, and kept nowhere else. All of the slice asks here.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query, SimpleExpr};
use sea_orm::{DbBackend, DbErr, QuerySelect as _, QueryTrait as _, Statement};

use super::{record, visit};
use crate::app::problem::Problem;
use crate::draws::store::{draw, target};
use crate::draws::{DrawId, State};
use crate::inspections::rules::confirm::is_named_otherwise;
use crate::inspections::rules::{RecordId, VisitId};
use crate::inspectors::InspectorId;
use crate::inspectors::store as inspector;

/// Somebody of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Their code in the draw.
    pub code: String,
    /// Who.
    pub inspector: InspectorId,
    /// Their name.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
}

/// The codes of a target's team as it stands, by seat.
fn seats(row: &target::Model) -> Vec<String> {
    row.now()
}

/// The same in SQL: JSON of a list.
const SEATS: &str = "COALESCE(draw_target.team_now, draw_target.team)";

/// The teams of visits, by seat.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, visits: &[visit::Model]) -> Result<BTreeMap<VisitId, Vec<Member>>, DbErr> {
    let mut by_draw: BTreeMap<DrawId, Vec<&visit::Model>> = BTreeMap::new();
    for visit in visits {
        by_draw.entry(visit.draw).or_default().push(visit);
    }
    let mut teams = BTreeMap::new();
    for (draw, visits) in by_draw {
        for part in visits.chunks(500) {
            teams.extend(some(db, draw, part).await?);
        }
    }
    Ok(teams)
}

/// The team of one visit.
///
/// # Errors
/// [`DbErr`].
pub async fn one<C: ConnectionTrait>(db: &C, visit: &visit::Model) -> Result<Vec<Member>, DbErr> {
    Ok(of(db, std::slice::from_ref(visit)).await?.remove(&visit.id).unwrap_or_default())
}

/// Who was there by what these records say, each with its draw: in the record's order, by the names and certificates that the draw has. No amendment
/// changes who that was.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn there<C: ConnectionTrait>(
    db: &C,
    records: &[(DrawId, &record::Model)],
) -> Result<BTreeMap<RecordId, Vec<Member>>, Problem> {
    let mut by_draw: BTreeMap<DrawId, Vec<(RecordId, Vec<String>)>> = BTreeMap::new();
    for (draw, record) in records {
        by_draw.entry(*draw).or_default().push((record.id, record.said()?.present));
    }
    let mut all = BTreeMap::new();
    for (draw, records) in by_draw {
        let mut wanted: Vec<&str> = records.iter().flat_map(|(_, codes)| codes).map(String::as_str).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let members = members(db, draw, &wanted).await?;
        for (id, codes) in &records {
            all.insert(*id, codes.iter().filter_map(|code| members.get(code).cloned()).collect());
        }
    }
    Ok(all)
}

async fn some<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    visits: &[&visit::Model],
) -> Result<Vec<(VisitId, Vec<Member>)>, DbErr> {
    let codes = visits.iter().map(|visit| visit.code.as_str());
    let targets =
        target::Entity::find().filter(target::Column::Draw.eq(draw)).filter(target::Column::Code.is_in(codes));
    let seats: HashMap<String, Vec<String>> =
        targets.all(db).await?.into_iter().map(|row| (row.code.clone(), seats(&row))).collect();
    let mut wanted: Vec<&str> = seats.values().flatten().map(String::as_str).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let members = members(db, draw, &wanted).await?;
    let team = |visit: &&visit::Model| {
        let codes = seats.get(&visit.code).map_or(&[][..], Vec::as_slice);
        (visit.id, codes.iter().filter_map(|code| members.get(code).cloned()).collect())
    };
    Ok(visits.iter().map(team).collect())
}

async fn members<C: ConnectionTrait>(db: &C, draw: DrawId, codes: &[&str]) -> Result<HashMap<String, Member>, DbErr> {
    let mut members = HashMap::new();
    for part in codes.chunks(500) {
        let rows = target::member::Entity::find()
            .filter(target::member::Column::Draw.eq(draw))
            .filter(target::member::Column::Code.is_in(part.iter().copied()))
            .all(db)
            .await?;
        let ids = rows.iter().map(|row| row.inspector);
        let known = inspector::Entity::find().filter(inspector::Column::Id.is_in(ids)).all(db).await?;
        let known: HashMap<InspectorId, inspector::Model> = known.into_iter().map(|row| (row.id, row)).collect();
        for row in rows {
            let Some(one) = known.get(&row.inspector) else { continue };
            let (name, certificate) = row.as_at_commit(one);
            members.insert(row.code.clone(), Member { code: row.code, inspector: row.inspector, name, certificate });
        }
    }
    Ok(members)
}

/// The condition that an inspector is of a visit's team.
#[must_use]
pub fn is_of(inspector: InspectorId) -> SimpleExpr {
    let joined = format!(
        "draw_target.draw = visit.draw AND draw_target.code = visit.code AND draw_target.gone IS NULL AND draw_member.draw = visit.draw \
         AND {SEATS} LIKE '%\"' || draw_member.code || '\"%'"
    );
    let seat = Query::select()
        .expr(Expr::value(1))
        .from(target::Entity)
        .from(target::member::Entity)
        .and_where(target::member::Column::Inspector.eq(inspector))
        .and_where(Expr::cust(joined))
        .take();
    Expr::exists(seat)
}

/// Whether an inspector has a seat at a target of a draw that is drawn, whose visit wasn't made yet or waits for its review.
///
/// # Errors
/// [`DbErr`].
pub async fn is_seated<C: ConnectionTrait>(db: &C, inspector: InspectorId) -> Result<bool, DbErr> {
    let sql = format!(
        "SELECT 1 FROM draw_member JOIN draw ON draw.id = draw_member.draw JOIN draw_target ON draw_target.draw = draw_member.draw \
         LEFT JOIN visit ON visit.draw = draw_target.draw AND visit.code = draw_target.code \
         WHERE draw_member.inspector = $1 AND draw.state IN ('drawn', 'announced') AND draw_target.gone IS NULL \
         AND {SEATS} LIKE '%\"' || draw_member.code || '\"%' AND (visit.id IS NULL OR visit.state <> 'reviewed') LIMIT 1"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [inspector.0.into()]);
    Ok(db.query_one_raw(statement).await?.is_some())
}

/// Of how many inspectors who have a seat at a target of a draw the account has another name than they have in the registry.
///
/// # Errors
/// [`DbErr`].
pub async fn named_otherwise<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<usize, DbErr> {
    let sql = format!(
        "SELECT person.name, inspector.name FROM draw_member JOIN inspector ON inspector.id = draw_member.inspector \
         JOIN inspection_account ON inspection_account.inspector = draw_member.inspector JOIN person ON person.id = inspection_account.person \
         WHERE draw_member.draw = $1 AND person.name <> inspector.name AND EXISTS (SELECT 1 FROM draw_target \
         WHERE draw_target.draw = draw_member.draw AND draw_target.gone IS NULL AND {SEATS} LIKE '%\"' || draw_member.code || '\"%')"
    );
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [draw.0.into()]);
    let mut count = 0;
    for row in db.query_all_raw(statement).await? {
        let (account, inspector): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        count += usize::from(is_named_otherwise(&account, &inspector));
    }
    Ok(count)
}

/// How many visits each inspector has in announced draws, dispatched or not; of those with a reviewed record, the visits they were there by it.
///
/// # Errors
/// [`DbErr`].
pub async fn announced_loads<C: ConnectionTrait>(db: &C) -> Result<HashMap<InspectorId, i64>, DbErr> {
    let backend = db.get_database_backend();
    let is_sqlite = backend == DbBackend::Sqlite;
    let present = if is_sqlite { "json_extract(r.text, '$.present')" } else { "(r.text::jsonb -> 'present')::text" };
    let drawn = format!(
        "SELECT draw_target.draw, {SEATS}, COUNT(*) FROM draw_target JOIN draw ON draw.id = draw_target.draw \
         WHERE draw.state = 'announced' AND draw_target.gone IS NULL AND NOT EXISTS (SELECT 1 FROM visit v \
         WHERE v.draw = draw_target.draw AND v.code = draw_target.code AND v.reviewed > 0) GROUP BY draw_target.draw, {SEATS}"
    );
    let there = format!(
        "SELECT v.draw, {present}, COUNT(*) FROM visit v JOIN draw d ON d.id = v.draw AND d.state = 'announced' \
         JOIN visit_record r ON r.visit = v.id AND r.number = v.reviewed AND r.reviewer IS NOT NULL GROUP BY v.draw, {present}"
    );
    let mut rows = db.query_all_raw(Statement::from_string(backend, drawn)).await?;
    rows.extend(db.query_all_raw(Statement::from_string(backend, there)).await?);
    let mut members: HashMap<(DrawId, String), InspectorId> = HashMap::new();
    let announced = draw::Entity::find().filter(draw::Column::State.eq(State::Announced));
    let announced = announced.select_only().column(draw::Column::Id).into_query();
    let seated = target::member::Entity::find().filter(target::member::Column::Draw.in_subquery(announced));
    for row in seated.all(db).await? {
        members.insert((row.draw, row.code), row.inspector);
    }
    let mut loads = HashMap::new();
    for row in rows {
        let (draw, team): (DrawId, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let count: i64 = row.try_get_by_index(2)?;
        let codes: Vec<String> = serde_json::from_str(&team).unwrap_or_default();
        for inspector in codes.into_iter().filter_map(|code| members.get(&(draw, code))) {
            *loads.entry(*inspector).or_default() += count;
        }
    }
    Ok(loads)
}
