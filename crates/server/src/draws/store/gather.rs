//! What a commit freezes, gathered from the registries in one transaction that sees one moment.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{
    DatabaseTransaction, DbBackend, DbErr, QueryOrder as _, QueryResult, QuerySelect as _, Statement, Value,
};

use super::merged::Merged;
use crate::accounts::OrganisationId;
use crate::accounts::store::{organisation, within};
use crate::app::auth::Scope;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Date;
use crate::complaints::rules::signal;
use crate::complaints::store::signals;
use crate::draws::rules::bench::{Someone, Suggested};
use crate::draws::rules::freeze::{Candidate, Conflict, Parted};
use crate::draws::rules::named::{self, Registered};
use crate::draws::rules::{Refusal, Scheme};
use crate::inspectors::InspectorId;
use crate::inspectors::store as inspector;
use crate::subjects::rules::industry::Industries;
use crate::subjects::rules::search::likeness;
use crate::subjects::store::child::visit as seen;
use crate::subjects::store::{industry, subject};
use crate::subjects::{Domain, Risk, Status};

/// The most subjects of a draw, those left out among them.
pub const MOST: u64 = 10_000_000;
/// How many are read at once.
const PAGE: i64 = 5_000;
/// So many are no longer few: the roster is walked then.
const FEW: i64 = 4 * PAGE;
/// How many values one condition binds.
const BOUND: usize = 500;

/// What was gathered.
#[derive(Debug)]
pub struct Gathered {
    /// Subjects that may be drawn, and those left out.
    pub parted: Parted,
    /// Inspectors of the organisation and those below it.
    pub people: Vec<Someone>,
    /// Declared conflicts in force in the draw's period.
    pub conflicts: Vec<Conflict>,
    /// How many conflicts declared by a name alone fit no business of the registry.
    pub unmatched: u64,
    /// Businesses of the registries that complaints call for a class of.
    pub suggested: Suggested,
}

/// Hears the number of the subject that was read last, and of the last that there is.
pub type Told<'a> = &'a mut (dyn FnMut(i64, i64) + Send);

/// Gather for a draw of an organisation, as it is today. Visits count that are dated before its first day, but none later than today, since nobody has made them;
/// and where the first day is over, those until today: it was written down when the draw was drafted, and who was visited since isn't visited again because the
/// commit came later.
///
/// # Errors
/// [`Refusal::Freeze`] if a subject can't stand in a draw; `draw-too-many`; others from the database.
pub async fn gather(
    db: &DatabaseTransaction,
    organisation: OrganisationId,
    (scheme, today): (&Scheme, Date),
    told: Told<'_>,
) -> Result<Gathered, Problem> {
    let path = found(organisation::Entity::find_by_id(organisation).one(db).await?)?.path;
    let scope = Scope(vec![path]);
    let complained = match scheme.axes.complaints {
        // A first day far ahead would let the complaints of the months between fall out of the year that counts.
        true => complained(db, &scope, scheme.from.min(today)).await?,
        false => BTreeSet::new(),
    };
    let merged = Merged::read(db, &scope).await?;
    let known = (&complained, &merged);
    let mut parted = subjects(db, &scope, (scheme, today), known, told).await?;
    parted.trades = in_business(db, &scope, subject::Column::Industry).await?;
    parted.regions = in_business(db, &scope, subject::Column::Region).await?;
    parted.registry = parted.regions.values().sum();
    let people = people(db, &scope).await?;
    let (conflicts, unmatched) = conflicts(db, &scope, (scheme, &people, &merged)).await?;
    let suggested = suggested(db, &scope, today).await?;
    Ok(Gathered { parted, people, conflicts, unmatched, suggested })
}

/// How many are in business by what a column says, in the scope of the draw or not.
async fn in_business(
    db: &DatabaseTransaction,
    scope: &Scope,
    column: subject::Column,
) -> Result<BTreeMap<String, u64>, DbErr> {
    let rows = subject::Entity::find()
        .select_only()
        .column(column)
        .column_as(subject::Column::Number.count(), "many")
        .filter(subject::Column::Organisation.in_subquery(within(scope)))
        .filter(subject::Column::Status.eq(Status::Active))
        .group_by(column);
    let rows = rows.into_tuple::<(String, i64)>().all(db).await?;
    Ok(rows.into_iter().map(|(said, many)| (said, u64::try_from(many).unwrap_or_default())).collect())
}

/// The numbers of subjects with a complaint that counts, by the published rule.
async fn complained(db: &DatabaseTransaction, scope: &Scope, on: Date) -> Result<BTreeSet<i64>, DbErr> {
    let signals = signals::of(db, scope, signal::since(on)).await?;
    Ok(signals.into_iter().filter(|signal| signal.counted > 0).map(|signal| signal.subject.number).collect())
}

/// Of how many subjects the complaints that count suggest a class, and of how many of these a higher one than they have, as of a day: whatever axes the scheme has.
async fn suggested(db: &DatabaseTransaction, scope: &Scope, today: Date) -> Result<Suggested, DbErr> {
    let signals = signals::of(db, scope, signal::since(today)).await?;
    let complained = signals.iter().filter(|signal| signal.counted > 0).count() as u64;
    let lower = signals.iter().filter(|signal| signal.suggestion.is_some()).count() as u64;
    Ok(Suggested { complained, lower })
}

/// Conditions of the scope, with what they bind.
struct Conditions {
    sql: String,
    values: Vec<Value>,
}

impl Conditions {
    fn bind(&mut self, value: Value) -> String {
        self.values.push(value);
        format!("${}", self.values.len())
    }

    /// One of these values, or no condition if there are none.
    fn within(&mut self, column: &str, values: impl Iterator<Item = Value>) {
        let marks: Vec<String> = values.map(|value| self.bind(value)).collect();
        if !marks.is_empty() {
            self.sql += &format!(" AND {column} IN ({})", marks.join(", "));
        }
    }

    /// Beginning with one of these texts.
    fn begins(&mut self, column: &str, texts: &[String]) {
        let mut any = Vec::new();
        for text in texts {
            let (low, high) = (self.bind(text.as_str().into()), self.bind(format!("{text}~").into()));
            any.push(format!("({column} >= {low} AND {column} < {high})"));
        }
        if !any.is_empty() {
            self.sql += &format!(" AND ({})", any.join(" OR "));
        }
    }

    fn of(organisations: Vec<OrganisationId>, scheme: &Scheme) -> Self {
        let scope = &scheme.scope;
        let mut conditions = Self { sql: String::new(), values: Vec::new() };
        conditions.within("s.organisation", organisations.into_iter().map(|id| id.0.into()));
        conditions.within("s.domain", scope.domains.iter().map(|domain| domain.code().into()));
        conditions.within("s.risk", scope.risks.iter().map(|risk| risk.code().into()));
        conditions.begins("s.region", &scope.regions);
        if !scope.industries.is_empty() {
            let asked = Industries::of(&scope.industries);
            let among = industry::among("s.industry", &asked, |value| conditions.bind(value));
            conditions.sql += &format!(" AND {among}");
        }
        let tags: Vec<String> = scope.tags.iter().map(|tag| conditions.bind(tag.as_str().into())).collect();
        if !tags.is_empty() {
            let tagged = "EXISTS (SELECT 1 FROM subject_tag t WHERE t.subject = s.number AND t.tag IN";
            conditions.sql += &format!(" AND {tagged} ({}))", tags.join(", "));
        }
        conditions
    }
}

async fn subjects(
    db: &DatabaseTransaction,
    scope: &Scope,
    (scheme, today): (&Scheme, Date),
    (complained, merged): (&BTreeSet<i64>, &Merged),
    told: Told<'_>,
) -> Result<Parted, Problem> {
    let organisations = organisation::Entity::find().filter(organisation::Column::Id.in_subquery(within(scope)));
    let organisations = organisations.all(db).await?.into_iter().map(|row| row.id).collect();
    let mut conditions = Conditions::of(organisations, scheme);
    let table = if is_walked(db, &conditions).await? { "subject s NOT INDEXED" } else { "subject s" };
    let (after, limit) = (conditions.bind(0i64.into()), conditions.bind(PAGE.into()));
    let sql = format!(
        "SELECT s.number, s.code, s.risk, s.domain, s.region, s.visits_most, s.cooldown_days, s.status, s.name, s.likeness \
         FROM {table} WHERE s.number > {after}{} ORDER BY s.number LIMIT {limit}",
        conditions.sql
    );
    let place = conditions.values.len() - 2;
    let most = subject::Entity::find().select_only().column_as(subject::Column::Number.max(), "most");
    let most = most.into_tuple::<Option<i64>>().one(db).await?.flatten().unwrap_or(0);
    let listed: BTreeMap<&str, &str> =
        scheme.left_out.iter().map(|one| (one.code.as_str(), one.reason.as_str())).collect();
    let span = Span::of(scheme, today);
    let unreached = crate::UNREACHED(db).await?;
    let uncounted = uncounted(db, span, (merged, &unreached)).await?;
    let (mut parted, mut read) = (Parted::default(), 0);
    loop {
        let statement = Statement::from_sql_and_values(db.get_database_backend(), &sql, conditions.values.clone());
        let rows = db.query_all_raw(statement).await?.iter().map(entry).collect::<Result<Vec<_>, DbErr>>()?;
        let (Some((first, _)), Some((last, _))) = (rows.first(), rows.last()) else {
            parted.close().map_err(Refusal::Freeze)?;
            return Ok(parted);
        };
        let mut visits = visits(db, (*first, *last), span).await?;
        without(db, &mut visits, ((*first, *last), &unreached), span).await?;
        for (number, days) in uncounted.range(*first..=*last) {
            add(visits.entry(*number).or_default(), days, span);
        }
        conditions.values[place] = (*last).into();
        told(*last, most);
        read += rows.len() as u64;
        if read > MOST {
            return Err(Problem::refused("draw-too-many").with("most", i64::try_from(MOST).unwrap_or(i64::MAX)));
        }
        for (number, candidate) in rows {
            let (count, visited) = visits.get(&number).copied().unwrap_or((0, None));
            let candidate = Candidate { visits: count, visited, complained: complained.contains(&number), ..candidate };
            parted.take(scheme, &listed, &candidate).map_err(Refusal::Freeze)?;
        }
    }
}

/// Whether the roster is walked from end to end. SQLite's planner finds the subjects by an index and sorts all of them again for each page: fine for few, but
/// a million took a minute. PostgreSQL's knows that a page is a part.
async fn is_walked(db: &DatabaseTransaction, conditions: &Conditions) -> Result<bool, DbErr> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(false);
    }
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM subject s WHERE 1 = 1{} LIMIT {FEW})", conditions.sql);
    let statement = Statement::from_sql_and_values(DbBackend::Sqlite, &sql, conditions.values.clone());
    let count: i64 = match db.query_one_raw(statement).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    Ok(count >= FEW)
}

fn entry(row: &QueryResult) -> Result<(i64, Candidate), DbErr> {
    let (risk, domain): (Risk, Domain) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
    let number = row.try_get_by_index(0)?;
    let (region, name): (String, String) = (row.try_get_by_index(4)?, row.try_get_by_index(8)?);
    let candidate = Candidate {
        number,
        code: row.try_get_by_index(1)?,
        risk,
        domain,
        likeness: [likeness(&name, &region), row.try_get_by_index(9)?],
        region,
        limits: (row.try_get_by_index(5)?, row.try_get_by_index(6)?),
        status: row.try_get_by_index(7)?,
        visits: 0,
        visited: None,
        complained: false,
    };
    Ok((number, candidate))
}

/// What is known of a subject's visits: how many days of them in a year, and the last.
type Visits = (i64, Option<Date>);

/// Days of visits, each with the subject's number.
type Days = BTreeSet<(i64, Date)>;

/// Whether somebody was met on a day that the registry has.
fn is_met(row: &seen::Model, unreached: &Days) -> bool {
    row.result.has_reached() && !unreached.contains(&(row.subject, row.visited))
}

/// Of which visits it is asked.
#[derive(Clone, Copy)]
struct Span {
    /// Those from this day on count towards caps: the first of the year of the draw's first day.
    year: Date,
    /// Only those before this day.
    before: Date,
}

impl Span {
    fn of(scheme: &Scheme, today: Date) -> Self {
        let tomorrow = today.plus_days(1);
        // A registry may have visits of days to come, from a time when files weren't asked.
        let before = if scheme.from < today { tomorrow } else { scheme.from.min(tomorrow) };
        Self { year: Date(scheme.from.0.first_of_year()), before }
    }
}

/// Days of visits that the registry doesn't count with an entry yet, and of those to entries that were merged into it; but for those of which it counts another
/// visit.
async fn uncounted(
    db: &DatabaseTransaction,
    span: Span,
    (merged, unreached): (&Merged, &Days),
) -> Result<BTreeMap<i64, BTreeSet<Date>>, DbErr> {
    let mut found: BTreeMap<i64, BTreeSet<Date>> = BTreeMap::new();
    for (number, day) in crate::UNCOUNTED(db).await?.into_iter().filter(|(_, day)| *day < span.before) {
        found.entry(merged.standing(number)).or_default().insert(day);
    }
    let gone: Vec<i64> = merged.numbers().collect();
    for part in gone.chunks(BOUND) {
        let rows = seen::Entity::find().filter(seen::Column::Subject.is_in(part.iter().copied())).all(db).await?;
        for row in rows.into_iter().filter(|row| is_met(row, unreached) && row.visited < span.before) {
            found.entry(merged.standing(row.subject)).or_default().insert(row.visited);
        }
    }
    let numbers: Vec<i64> = found.keys().copied().collect();
    for part in numbers.chunks(BOUND) {
        let rows = seen::Entity::find().filter(seen::Column::Subject.is_in(part.iter().copied())).all(db).await?;
        for row in rows.into_iter().filter(|row| is_met(row, unreached)) {
            found.entry(row.subject).or_default().remove(&row.visited);
        }
    }
    Ok(found)
}

fn add((count, last): &mut Visits, days: &BTreeSet<Date>, span: Span) {
    let within = days.range(span.year..).count();
    *count += i64::try_from(within).unwrap_or(i64::MAX);
    *last = days.last().copied().max(*last);
}

/// How many days of visits count, and the last visit, of the subjects from one number to another.
async fn visits(
    db: &DatabaseTransaction,
    (first, last): (i64, i64),
    span: Span,
) -> Result<HashMap<i64, Visits>, DbErr> {
    const SQL: &str = "SELECT subject, COUNT(DISTINCT CASE WHEN visited >= $3 THEN visited END), MAX(visited) \
                       FROM visit_seen WHERE subject >= $1 AND subject <= $2 AND visited < $4 \
                       AND result NOT IN ('not-reached', 'gone') GROUP BY subject";
    let values: Vec<Value> =
        vec![first.into(), last.into(), span.year.to_string().into(), span.before.to_string().into()];
    let rows = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), SQL, values)).await?;
    let visit =
        |row: &QueryResult| Ok((row.try_get_by_index(0)?, (row.try_get_by_index(1)?, row.try_get_by_index(2)?)));
    rows.iter().map(visit).collect()
}

/// Count anew, without the days on which nobody was met, those of the subjects from one number to another that have such days. They are few: no record comes to
/// such a day any more.
async fn without(
    db: &DatabaseTransaction,
    visits: &mut HashMap<i64, Visits>,
    ((first, last), unreached): ((i64, i64), &Days),
    span: Span,
) -> Result<(), DbErr> {
    let within = unreached.iter().map(|(number, _)| *number).filter(|number| (first..=last).contains(number));
    let numbers: BTreeSet<i64> = within.collect();
    let numbers: Vec<i64> = numbers.into_iter().collect();
    for part in numbers.chunks(BOUND) {
        let mut days: BTreeMap<i64, BTreeSet<Date>> = part.iter().map(|number| (*number, BTreeSet::new())).collect();
        let rows = seen::Entity::find().filter(seen::Column::Subject.is_in(part.iter().copied())).all(db).await?;
        for row in rows.into_iter().filter(|row| is_met(row, unreached) && row.visited < span.before) {
            days.entry(row.subject).or_default().insert(row.visited);
        }
        for (number, days) in &days {
            let mut counted = (0, None);
            add(&mut counted, days, span);
            visits.insert(*number, counted);
        }
    }
    Ok(())
}

async fn people(db: &DatabaseTransaction, scope: &Scope) -> Result<Vec<Someone>, DbErr> {
    let rows = inspector::Entity::find().filter(inspector::Column::Organisation.in_subquery(within(scope)));
    let rows = rows.order_by_asc(inspector::Column::Certificate).all(db).await?;
    let standings = inspector::standings(db, &rows).await?;
    let one = |(row, standing): (inspector::Model, _)| Someone {
        id: row.id,
        fields: inspector::list_of(&row.fields),
        qualifications: inspector::list_of(&row.qualifications),
        name: row.name,
        certificate: row.certificate,
        expert: row.expert,
        unit: row.unit,
        id_number: row.id_number,
        standing,
    };
    Ok(rows.into_iter().zip(standings).map(one).collect())
}

/// Conflicts in force on the first day: by the business's code, or where none was declared by its exact name, each against the entry that stands; and how many
/// fit no business of the registry.
async fn conflicts(
    db: &DatabaseTransaction,
    scope: &Scope,
    (scheme, people, merged): (&Scheme, &[Someone], &Merged),
) -> Result<(Vec<Conflict>, u64), DbErr> {
    let ids: Vec<InspectorId> = people.iter().map(|one| one.id).collect();
    let (mut coded, mut named) = (Vec::new(), Vec::new());
    for part in ids.chunks(BOUND) {
        let rows = inspector::conflict::Entity::find()
            .filter(inspector::conflict::Column::Inspector.is_in(part.iter().copied()))
            .filter(inspector::conflict::Column::Withdrawn.eq(false));
        let in_force = |row: &inspector::conflict::Model| row.until.is_none_or(|until| until >= scheme.from);
        for row in rows.all(db).await?.into_iter().filter(in_force) {
            match row.subject_code.as_str() {
                "" => named.push((row.inspector, row.subject_name)),
                _ => coded.push((row.inspector, row.subject_code)),
            }
        }
    }
    let (mut found, mut unmatched) = (Vec::new(), 0);
    for (column, declared) in [(subject::Column::Code, coded), (subject::Column::Name, named)] {
        let texts: BTreeSet<&str> = declared.iter().map(|(_, text)| text.as_str()).collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        let fitting = fitting(db, scope, (column, &texts), merged).await?;
        for (inspector, text) in &declared {
            let fit = fitting.get(text);
            unmatched += u64::from(fit.is_none());
            found.extend(fit.into_iter().flatten().map(|code| (*inspector, code.clone())));
        }
    }
    Ok((found, unmatched))
}

/// By each of these codes or names that entries of the registries have: the codes of those that stand for them now.
async fn fitting(
    db: &DatabaseTransaction,
    scope: &Scope,
    (column, texts): (subject::Column, &[&str]),
    merged: &Merged,
) -> Result<HashMap<String, BTreeSet<String>>, DbErr> {
    let mut fitting: HashMap<String, BTreeSet<String>> = HashMap::new();
    for part in texts.chunks(BOUND) {
        let rows = subject::Entity::find()
            .select_only()
            .columns([subject::Column::Number, subject::Column::Code, subject::Column::Name])
            .filter(subject::Column::Organisation.in_subquery(within(scope)))
            .filter(column.is_in(part.iter().copied()));
        for (number, code, name) in rows.into_tuple::<(i64, String, String)>().all(db).await? {
            let stands = merged.code(number).unwrap_or(&code).to_owned();
            let text = if matches!(column, subject::Column::Name) { name } else { code };
            fitting.entry(text).or_default().insert(stands);
        }
    }
    Ok(fitting)
}

/// Those of these codes that businesses of the registries have, those of merged entries left out: a scheme that names one would concern nobody.
async fn known<C: ConnectionTrait>(db: &C, scope: &Scope, codes: &[&str]) -> Result<BTreeSet<String>, DbErr> {
    let mut known = BTreeSet::new();
    for part in codes.chunks(BOUND) {
        let rows = subject::Entity::find()
            .select_only()
            .column(subject::Column::Code)
            .filter(subject::Column::Organisation.in_subquery(within(scope)))
            .filter(subject::Column::Status.ne(Status::Merged))
            .filter(subject::Column::Code.is_in(part.iter().copied()));
        known.extend(rows.into_tuple::<String>().all(db).await?);
    }
    Ok(known)
}

/// Those that a scheme names and the registries of an organisation and those below it know.
///
/// # Errors
/// `not-found` if there is no such organisation; others from the database.
pub async fn registered<C: ConnectionTrait>(
    db: &C,
    organisation: OrganisationId,
    scheme: &Scheme,
) -> Result<Registered, Problem> {
    let path = found(organisation::Entity::find_by_id(organisation).one(db).await?)?.path;
    let scope = Scope(vec![path]);
    let (codes, numbers): (BTreeSet<_>, BTreeSet<_>) =
        (named::subjects(scheme).collect(), named::inspectors(scheme).collect());
    let (codes, numbers): (Vec<&str>, Vec<&str>) = (codes.into_iter().collect(), numbers.into_iter().collect());
    let mut known = Registered { subjects: known(db, &scope, &codes).await?, ..Registered::default() };
    for part in numbers.chunks(BOUND) {
        let rows = inspector::Entity::find()
            .select_only()
            .column(inspector::Column::Certificate)
            .filter(inspector::Column::Organisation.in_subquery(within(&scope)))
            .filter(inspector::Column::Certificate.is_in(part.iter().copied()));
        known.inspectors.extend(rows.into_tuple::<String>().all(db).await?);
    }
    Ok(known)
}
