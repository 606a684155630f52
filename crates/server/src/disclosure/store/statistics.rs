//! Counts of what everybody may know: results in force, visits and teams of announced draws, chances of announced draws.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, FromQueryResult, QueryOrder as _, Statement};

use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::config::Disclosure;
use crate::app::problem::Problem;
use crate::app::value::Date;
use crate::catalogue::store as catalogue;
use crate::disclosure::rules::calendar::{BUILT_IN, weekdays};
use crate::disclosure::rules::figures::{Figures, Planned, Reach, Results, Share, Stratum, Unfollowed, YearOff};
use crate::disclosure::store::{calendar, due, entered, result};
use crate::draws::api::commit::commitment;
use crate::draws::api::progress;
use crate::draws::store::plan::counted;
use crate::draws::{DrawId, State as DrawState};
use crate::inspections::rules::record::FormItem;
use crate::inspections::store::team;
use crate::inspectors::InspectorId;
use crate::inspectors::store as inspector;
use crate::outcomes::store::counts::{UNFOLLOWED, public as outcomes};
use crate::plans::api::wire::PlanPage;
use crate::plans::rules::State as PlanState;
use crate::plans::store::{self as plans, beside, plan};
use crate::subjects::rules::VisitResult;
use crate::subjects::{Domain, counts};

/// All figures.
///
/// # Errors
/// A [`Problem`] from the database.
pub async fn figures<C: ConnectionTrait>(db: &C, config: &Disclosure, today: Date) -> Result<Figures, Problem> {
    let mut figures = Figures { results: results(db).await?, loads: loads(db).await?, ..Figures::default() };
    for row in reach(db).await? {
        // Who isn't in the registry any more has neither.
        let Some(domain) = row.domain else { continue };
        figures.domains.entry(domain).or_default().add(&row.reach());
        figures.regions.entry(row.region.clone()).or_default().add(&row.reach());
    }
    // The share of the registry is only told where something was drawn.
    let all = counts(db).await?;
    figures.domains.iter_mut().for_each(|(domain, reach)| reach.population = *all.domains.get(domain).unwrap_or(&0));
    figures.regions.iter_mut().for_each(|(region, reach)| reach.population = *all.regions.get(region).unwrap_or(&0));
    figures.strata = strata(db).await?;
    (figures.planned, figures.share) = planned(db, today).await?;
    figures.outcomes = outcomes(db, "SELECT visit FROM disclosure WHERE state = 'published'").await?;
    figures.unfollowed = unfollowed(db, today).await?;
    figures.calendars = calendars(db).await?;
    figures.unpublished = unpublished(db, config, today).await?;
    Ok(figures)
}

/// How many visits of announced draws have a version that isn't public though its day is over, by office and month of the visit.
async fn unpublished<C: ConnectionTrait>(
    db: &C,
    config: &Disclosure,
    today: Date,
) -> Result<BTreeMap<(String, String), i64>, Problem> {
    let calendar = calendar(db).await?;
    let visits = due::unpublished(db, (config, &calendar), today, None).await?;
    let offices: BTreeSet<OrganisationId> = visits.values().map(|(office, _)| *office).collect();
    let named = organisation::Entity::find().filter(organisation::Column::Id.is_in(offices)).all(db).await?;
    let names: HashMap<OrganisationId, String> = named.into_iter().map(|row| (row.id, row.name)).collect();
    let mut counts = BTreeMap::new();
    for (office, day) in visits.values() {
        let month = format!("{:04}-{:02}", day.0.year(), day.0.month());
        *counts.entry((names.get(office).cloned().unwrap_or_default(), month)).or_default() += 1;
    }
    Ok(counts)
}

/// The years that somebody entered, with those that are built in before them; nothing while nobody entered any.
async fn calendars<C: ConnectionTrait>(db: &C) -> Result<Vec<YearOff>, Problem> {
    let by_hand = entered(db).await?;
    if by_hand.is_empty() {
        return Ok(Vec::new());
    }
    let counted = |year: i64, document: &str, (off, worked): (&[Date], &[Date])| YearOff {
        year,
        document: document.to_owned(),
        entered: None,
        times: 0,
        off: long(off.len()),
        weekdays: long(weekdays(off)),
        worked: long(worked.len()),
    };
    let mut years: Vec<YearOff> = Vec::new();
    for known in &BUILT_IN {
        years.push(counted(i64::from(known.year), known.document, (&known.holidays(), &known.workdays())));
    }
    for row in by_hand {
        let year = counted(row.year, &row.document, (&row.days_off()?, &row.days_on()?));
        years.push(YearOff { entered: Some(row.at.date()), times: row.version, ..year });
    }
    Ok(years)
}

fn long(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The annual plans in force in a day's year, by what was announced: what isn't yet stays unknown here too.
async fn planned<C: ConnectionTrait>(db: &C, today: Date) -> Result<(Vec<Planned>, Share), Problem> {
    let in_force = plan::Entity::find()
        .filter(plan::Column::Year.eq(i64::from(today.0.year())))
        .filter(plan::Column::State.eq(PlanState::Published))
        .order_by_asc(plan::Column::Organisation);
    let is_announced: fn(DrawState) -> bool = |state| state == DrawState::Announced;
    let published = result::by_draw(db).await?;
    let (mut lines, mut offices) = (Vec::new(), BTreeSet::new());
    for row in in_force.all(db).await? {
        let progress = progress::of(db, &row, today, (is_announced, &published)).await?;
        offices.extend(plans::offices(db, row.organisation).await?.into_iter().map(|office| office.id));
        let shown = PlanPage::of(db, row).await?;
        lines.extend(shown.lines.into_iter().zip(progress.lines).map(|(body, line)| Planned {
            office: shown.plan.organisation_name.clone(),
            item: body.item_name,
            planned: line.planned,
            due: line.due,
            drawn: line.tally.targets,
            published: line.tally.published,
        }));
    }
    // An office with a plan of its own may stand in the plan of a bureau above it too: its inspections count once.
    let (offices, year) = (offices.into_iter().collect::<Vec<_>>(), i64::from(today.0.year()));
    let draws = counted(db, (&offices, year), &published).await?;
    let mut share = Share { for_cause: beside::for_cause(db, &offices, year).await?, ..Share::default() };
    for draw in draws.iter().filter(|draw| is_announced(draw.state)) {
        share.random += draw.targets;
        share.published += draw.published;
    }
    Ok((lines, share))
}

/// Results in force that are alike.
#[derive(Debug, FromQueryResult)]
struct Alike {
    month: String,
    items: String,
    results: String,
    count: i64,
}

/// All public versions, and those that were public in time.
#[derive(Debug, FromQueryResult)]
struct Deadlines {
    versions: i64,
    kept: i64,
}

async fn results<C: ConnectionTrait>(db: &C) -> Result<Results, Problem> {
    const SQL: &str = "SELECT substr(visited, 1, 7) AS month, items, results, COUNT(*) AS count \
         FROM disclosure WHERE state = 'published' GROUP BY substr(visited, 1, 7), items, results";
    const DEADLINES: &str =
        "SELECT COUNT(*) AS versions, COUNT(CASE WHEN day <= due THEN 1 END) AS kept FROM disclosure";
    let mut all = Results::default();
    for row in rows::<Deadlines, _>(db, DEADLINES).await? {
        (all.versions, all.kept) = (row.versions, row.kept);
    }
    for row in rows::<Alike, _>(db, SQL).await? {
        let codes: Vec<String> = serde_json::from_str(&row.items).map_err(Problem::broken)?;
        let results: Vec<VisitResult> = serde_json::from_str(&row.results).map_err(Problem::broken)?;
        let found = if results.iter().any(|result| result.is_finding()) { row.count } else { 0 };
        all.count += row.count;
        *all.months.entry(row.month).or_default() += row.count;
        results.into_iter().for_each(|result| *all.codes.entry(result).or_default() += row.count);
        for code in codes {
            let item = all.items.entry(code).or_default();
            (item.0, item.1) = (item.0 + row.count, item.1 + found);
        }
    }
    all.item_names = item_names(db, &all.items).await?;
    Ok(all)
}

/// What items are called: the latest edition that has one says.
async fn item_names<C: ConnectionTrait, T>(
    db: &C,
    codes: &BTreeMap<String, T>,
) -> Result<BTreeMap<String, String>, Problem> {
    let mut names = BTreeMap::new();
    if codes.is_empty() {
        return Ok(names);
    }
    for edition in catalogue::all_public(db).await? {
        for item in catalogue::texts(&catalogue::items(db, edition.id).await?)? {
            if codes.contains_key(&item.code) && !names.contains_key(&item.code) {
                let name = FormItem::from(item);
                names.insert(name.code, name.name);
            }
        }
        if names.len() == codes.len() {
            break;
        }
    }
    Ok(names)
}

/// How many results wait for what they ask for, and since when the first of them is public.
#[derive(Debug, FromQueryResult)]
struct Waits {
    count: i64,
    oldest: Option<String>,
}

async fn unfollowed<C: ConnectionTrait>(db: &C, today: Date) -> Result<Unfollowed, Problem> {
    // A correction doesn't make the first publication younger.
    let sql = format!(
        "SELECT COUNT(*) AS count, MIN(w.first_day) AS oldest FROM (SELECT (SELECT MIN(f.day) FROM disclosure f \
         WHERE f.visit = p.visit) AS first_day FROM disclosure p WHERE p.state = 'published' AND ({UNFOLLOWED})) w"
    );
    let mut told = Unfollowed::default();
    for Waits { count, oldest } in rows::<Waits, _>(db, &sql).await? {
        let oldest: Option<Date> = oldest.map(|day| day.parse()).transpose().map_err(Problem::broken)?;
        let days = oldest.map_or(0, |day| today.0.duration_since(day.0).as_hours() / 24);
        told = Unfollowed { count, oldest_days: days };
    }
    Ok(told)
}

async fn rows<T: FromQueryResult, C: ConnectionTrait>(db: &C, sql: &str) -> Result<Vec<T>, DbErr> {
    T::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).all(db).await
}

/// Visits of announced draws in one field and region.
#[derive(Debug, FromQueryResult)]
struct Visited {
    domain: Option<Domain>,
    region: String,
    drawn: i64,
    visited: i64,
    public: i64,
}

impl Visited {
    fn reach(&self) -> Reach {
        Reach { population: 0, drawn: self.drawn, visited: self.visited, published: self.public }
    }
}

async fn reach<C: ConnectionTrait>(db: &C) -> Result<Vec<Visited>, DbErr> {
    const SQL: &str = "SELECT v.domain AS domain, v.region AS region, COUNT(*) AS drawn, \
         COUNT(CASE WHEN v.reviewed > 0 OR v.state = 'recorded' THEN 1 END) AS visited, COUNT(p.id) AS public \
         FROM visit v JOIN draw d ON d.id = v.draw LEFT JOIN disclosure p ON p.visit = v.id AND p.state = 'published' \
         WHERE d.state = 'announced' GROUP BY v.domain, v.region";
    rows(db, SQL).await
}

/// How many visits of announced draws each inspector has: name, certificate number, visits; the most first.
async fn loads<C: ConnectionTrait>(db: &C) -> Result<Vec<(String, String, i64)>, DbErr> {
    let loads: HashMap<InspectorId, i64> = team::announced_loads(db).await?;
    let ids: Vec<InspectorId> = loads.keys().copied().collect();
    let mut told = Vec::new();
    for part in ids.chunks(500) {
        let known = inspector::Entity::find().filter(inspector::Column::Id.is_in(part.iter().copied()));
        let one = |row: inspector::Model| (loads[&row.id], row);
        told.extend(known.all(db).await?.into_iter().map(one));
    }
    told.sort_by(|(a, left), (b, right)| b.cmp(a).then_with(|| left.certificate.cmp(&right.certificate)));
    Ok(told.into_iter().map(|(load, row)| (row.name, row.certificate, load)).collect())
}

/// The targets of a stratum of an announced draw.
#[derive(Debug, FromQueryResult)]
struct Drawn {
    draw: Uuid,
    stratum: String,
    count: i64,
}

/// The most draws whose chances are shown, the latest ones.
const MOST_DRAWS: u64 = 12;

async fn strata<C: ConnectionTrait>(db: &C) -> Result<Vec<Stratum>, Problem> {
    use crate::draws::store::draw;
    use sea_orm::QuerySelect as _;
    const SQL: &str = "SELECT t.draw AS draw, t.stratum AS stratum, COUNT(*) AS count FROM draw_target t \
         JOIN draw d ON d.id = t.draw WHERE d.state = 'announced' AND t.stood_in IS NULL GROUP BY t.draw, t.stratum";
    let drawn = rows::<Drawn, _>(db, SQL).await?;
    let drawn: BTreeMap<(DrawId, String), i64> =
        drawn.into_iter().map(|row| ((DrawId(row.draw), row.stratum), row.count)).collect();
    let draws = draw::Entity::find().filter(draw::Column::State.eq(DrawState::Announced));
    let draws = draws.order_by_desc(draw::Column::AnnouncedAt).limit(MOST_DRAWS).all(db).await?;
    let mut strata = BTreeMap::<String, Stratum>::new();
    for row in draws {
        let commitment = commitment(db, row.id).await?;
        let body = commitment.body();
        for one in &body.strata {
            let name = one.name.as_str().to_owned();
            let count = drawn.get(&(row.id, name.clone())).copied().unwrap_or(0);
            let so_far = strata.remove(&name).unwrap_or_else(|| Stratum { name: name.clone(), ..Stratum::default() });
            strata.insert(name, so_far.with(body.rounding, one, u64::try_from(count).unwrap_or(0)));
        }
    }
    Ok(strata.into_values().collect())
}
