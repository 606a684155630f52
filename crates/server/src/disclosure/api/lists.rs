//! What is due, and what is public.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State as Held;
use sea_orm::sea_query::Query as Select;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryTrait as _};
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::DisclosureRow;
use crate::accounts::store::{organisation, person, within};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::app::value::Date;
use crate::catalogue::api::wire::Named;
use crate::disclosure::rules::{Calendar, State};
use crate::disclosure::store::{calendar, due, result};
use crate::draws::State as DrawState;
use crate::draws::store::draw;
use crate::inspections::VisitId;
use crate::inspections::api::wire::MemberBody;
use crate::inspections::store::sight::Sight;
use crate::inspections::store::team::{self, Member};
use crate::inspections::store::{record, visit};

const SORTS: Sorts<record::Column> = &[
    ("recorded", record::Column::RecordedAt),
    ("visited", record::Column::Visited),
    ("reviewed", record::Column::ReviewedAt),
];

/// Which results are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// Where they stand; those that are due if not said.
    #[param(inline)]
    pub state: Option<State>,
    /// Only those that are due and whose day is over.
    pub overdue: Option<bool>,
    /// Whether they wait for the announcement of their draw.
    pub waiting: Option<bool>,
}

/// Results that are due, or public; `q` searches name and code. In the order in which they fall due if `sort` isn't said, but for those that went back: their day
/// is that of what was handed in first.
#[utoipa::path(get, path = "/api/v1/disclosures", tag = "disclosure", params(Ask, Which), responses((status = 200, body = Page<DisclosureRow>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<DisclosureRow>>, Problem> {
    let (config, today) = (&app.config.disclosure, app.now().date());
    let (calendar, sight) = (calendar(app.read()).await?, Sight::of(app.read(), &by).await?);
    let overdue = which.overdue.filter(|wanted| *wanted).map(|_| due::is_overdue(config, &calendar, today));
    let rows = record::Entity::find()
        .filter(record::Column::Organisation.in_subquery(within(&by.scope)))
        .filter(due::stands(if overdue.is_some() { State::Due } else { which.state.unwrap_or(State::Due) }))
        .filter(Condition::all().add_option(overdue))
        .apply_if(which.waiting, |rows, waiting| rows.filter(waits(waiting)))
        .apply_if(ask.q.clone(), |rows, text| rows.filter(found_by(&text, &sight)));
    let sort = ask.sort.clone().or_else(|| Some(sort_of(due::column(config)).to_owned()));
    let ask = Ask { sort, ..ask };
    let rows = page(app.read(), rows, &ask, SORTS, record::Column::Id).await?;
    let told = Told::of(&app, &rows.rows, (calendar, sight, today)).await?;
    let shown: Result<Vec<DisclosureRow>, Problem> = rows.rows.iter().map(|row| told.row(&app, row)).collect();
    Ok(Json(Page { rows: shown?, next: rows.next, count: rows.count }))
}

fn sort_of(column: record::Column) -> &'static str {
    match column {
        record::Column::Visited => "visited",
        record::Column::ReviewedAt => "reviewed",
        _ => "recorded",
    }
}

/// Name or code of a visit that the caller sees has the text in it: a search must not tell what the list doesn't.
fn found_by(text: &str, sight: &Sight) -> Condition {
    let text = text.trim();
    let said =
        Condition::any().add(visit::Column::Name.contains(text)).add(visit::Column::Code.contains(text.to_uppercase()));
    let visits = Select::select()
        .column(visit::Column::Id)
        .from(visit::Entity)
        .cond_where(Condition::all().add(said).add(sight.clause()))
        .take();
    Condition::all().add(record::Column::Visit.in_subquery(visits))
}

/// The draw of a record isn't announced yet, or it is.
fn waits(waiting: bool) -> Condition {
    let announced = Select::select()
        .column(draw::Column::Id)
        .from(draw::Entity)
        .and_where(draw::Column::State.eq(DrawState::Announced))
        .take();
    let visits = Select::select()
        .column(visit::Column::Id)
        .from(visit::Entity)
        .and_where(visit::Column::Draw.in_subquery(announced))
        .take();
    let of = record::Column::Visit;
    Condition::all().add(if waiting { of.not_in_subquery(visits) } else { of.in_subquery(visits) })
}

/// What rows name.
struct Told {
    visits: BTreeMap<VisitId, visit::Model>,
    seen: BTreeSet<VisitId>,
    draws: BTreeMap<crate::draws::DrawId, draw::Model>,
    offices: BTreeMap<crate::accounts::OrganisationId, String>,
    public: BTreeMap<crate::inspections::RecordId, result::Model>,
    there: BTreeMap<crate::inspections::RecordId, Vec<Member>>,
    /// All that was handed in of these visits.
    handed: Vec<record::Model>,
    people: BTreeMap<crate::accounts::PersonId, String>,
    calendar: Calendar,
    today: Date,
}

impl Told {
    async fn of(
        app: &App,
        rows: &[record::Model],
        (calendar, sight, today): (Calendar, Sight, Date),
    ) -> Result<Self, Problem> {
        let db = app.read();
        let ids = || rows.iter().map(|row| row.visit);
        let visits = visit::Entity::find().filter(visit::Column::Id.is_in(ids())).all(db).await?;
        let seen = visit::Entity::find().filter(visit::Column::Id.is_in(ids())).filter(sight.clause()).all(db).await?;
        let draws = draw::Entity::find().filter(draw::Column::Id.is_in(visits.iter().map(|row| row.draw)));
        let offices = rows.iter().map(|row| row.organisation);
        let offices = organisation::Entity::find().filter(organisation::Column::Id.is_in(offices));
        let public = result::Entity::find().filter(result::Column::Id.is_in(rows.iter().map(|row| row.id)));
        let public = public.all(db).await?;
        let drawn: BTreeMap<VisitId, crate::draws::DrawId> = visits.iter().map(|row| (row.id, row.draw)).collect();
        let said: Vec<_> = rows.iter().filter_map(|row| Some((*drawn.get(&row.visit)?, row))).collect();
        let all: Vec<VisitId> = visits.iter().map(|row| row.id).collect();
        Ok(Self {
            handed: record::of(db, &all).await?,
            there: team::there(db, &said).await?,
            people: person::names(db, public.iter().map(|row| row.publisher)).await?,
            draws: draws.all(db).await?.into_iter().map(|row| (row.id, row)).collect(),
            offices: offices.all(db).await?.into_iter().map(|row| (row.id, row.name)).collect(),
            public: public.into_iter().map(|row| (row.id, row)).collect(),
            seen: seen.into_iter().map(|row| row.id).collect(),
            visits: visits.into_iter().map(|row| (row.id, row)).collect(),
            calendar,
            today,
        })
    }

    fn row(&self, app: &App, row: &record::Model) -> Result<DisclosureRow, Problem> {
        let config = &app.config.disclosure;
        let visit = self.visits.get(&row.visit).ok_or_else(Problem::not_found)?;
        let draw = self.draws.get(&visit.draw).ok_or_else(Problem::not_found)?;
        let public = self.public.get(&row.id);
        let start = due::start(row, &self.handed, config);
        let counted = due::due(start, config, &self.calendar);
        let (due, provisional) =
            public.map_or((counted.day, counted.provisional), |public| (public.due, public.provisional));
        let seen = self.seen.contains(&visit.id).then_some(visit);
        let there = self.there.get(&row.id).filter(|_| seen.is_some());
        let named = |id| Named { id, name: self.people.get(&id).cloned().unwrap_or_default() };
        Ok(DisclosureRow {
            id: row.id,
            visit: row.visit,
            number: row.number,
            reason: if seen.is_some() { row.reason.clone() } else { String::new() },
            draw: draw.id,
            task: draw.task.clone(),
            organisation: row.organisation,
            organisation_name: self.offices.get(&row.organisation).cloned().unwrap_or_default(),
            name: seen.map(|visit| visit.name.clone()),
            code: seen.map(|visit| visit.code.clone()),
            results: if seen.is_some() { row.outcome()? } else { Vec::new() },
            team: there.into_iter().flatten().cloned().map(MemberBody::from).collect(),
            visited: row.visited,
            start,
            due,
            provisional,
            late: due < public.map_or(self.today, |public| public.day),
            state: public.map_or(State::Due, |public| public.state),
            waiting: public.is_none() && draw.state != DrawState::Announced,
            waits_until: draw.disclosure.filter(|_| public.is_none() && draw.state != DrawState::Announced),
            published_at: public.map(|public| public.at),
            publisher: public.map(|public| named(public.publisher)),
            path: public.map(result::Model::path),
        })
    }
}
