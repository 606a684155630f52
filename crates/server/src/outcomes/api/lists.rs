//! Outcomes looked at, and the visits that wait for one.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use axum::extract::State as Held;
use sea_orm::sea_query::Query as Select;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryTrait as _};
use serde::Deserialize;
use utoipa::IntoParams;

use super::wire::{OutcomePage, OutcomeRow, OutcomeWaiting, offices};
use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::draws::store::draw;
use crate::inspections::VisitId;
use crate::inspections::store::sight::Sight;
use crate::inspections::store::visit;
use crate::outcomes::rules::{Kind, OutcomeId, State};
use crate::outcomes::store::{outcome, sight, waiting, whole};

const SORTS: Sorts<outcome::Column> =
    &[("at", outcome::Column::At), ("name", outcome::Column::Name), ("code", outcome::Column::Code)];
const WAITING_SORTS: Sorts<visit::Column> =
    &[("last_day", visit::Column::LastDay), ("name", visit::Column::Name), ("code", visit::Column::Code)];

/// Which outcomes are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Which {
    /// What they are.
    #[param(inline)]
    pub kind: Option<Kind>,
    /// Where they stand.
    #[param(inline)]
    pub state: Option<State>,
    /// Only those that aren't over though their due day is.
    pub overdue: Option<bool>,
    /// Only those of visits of the caller's own teams.
    pub mine: Option<bool>,
    /// Of which visit.
    pub visit: Option<VisitId>,
    /// Whose.
    pub organisation: Option<OrganisationId>,
}

/// Outcomes that the caller sees; `q` searches name and code.
#[utoipa::path(get, path = "/api/v1/outcomes", tag = "outcomes", params(Ask, Which), responses((status = 200, body = Page<OutcomeRow>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<OutcomeRow>>, Problem> {
    let (today, seen) = (app.now().date(), Sight::of(app.read(), &by).await?);
    let own = seen.own(which.mine)?.map(|own| {
        let visits = Select::select().column(visit::Column::Id).from(visit::Entity).and_where(own).take();
        outcome::Column::Visit.in_subquery(visits)
    });
    let rows = outcome::Entity::find()
        .filter(outcome::Column::Visit.in_subquery(sight::visits(&seen)))
        .filter(Condition::all().add_option(own))
        .apply_if(ask.q.clone(), |rows, text| rows.filter(found_by(&text)))
        .apply_if(which.kind, |rows, kind| rows.filter(outcome::Column::Kind.eq(kind)))
        .apply_if(which.state, |rows, state| rows.filter(outcome::Column::State.eq(state)))
        .apply_if(which.visit, |rows, visit| rows.filter(outcome::Column::Visit.eq(visit)))
        .apply_if(which.organisation, |rows, id| rows.filter(outcome::Column::Organisation.eq(id)))
        .apply_if(which.overdue.filter(|wanted| *wanted), |rows, _| {
            let running = outcome::Column::State.is_in([State::Open, State::Deciding]);
            rows.filter(running).filter(outcome::Column::Due.lt(today))
        });
    let rows = page(app.read(), rows, &ask, SORTS, outcome::Column::Id).await?;
    let names = offices(app.read(), &rows.rows).await?;
    Ok(Json(rows.map(|row| OutcomeRow::new(&row, &names, today))))
}

/// Name or code has the text in it.
fn found_by(text: &str) -> Condition {
    let text = text.trim();
    Condition::any().add(outcome::Column::Name.contains(text)).add(outcome::Column::Code.contains(text.to_uppercase()))
}

/// Which waiting visits are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Whose {
    /// Only those of the caller's own teams.
    pub mine: Option<bool>,
}

/// Reviewed visits whose results ask for an outcome that they haven't got; `q` searches name and code.
#[utoipa::path(get, path = "/api/v1/outcomes/waiting", tag = "outcomes", params(Ask, Whose), responses((status = 200, body = Page<OutcomeWaiting>)))]
pub async fn waiting(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(whose): Query<Whose>,
) -> Result<Json<Page<OutcomeWaiting>>, Problem> {
    let seen = Sight::of(app.read(), &by).await?;
    let said = |text: String| {
        let text = text.trim();
        Condition::any().add(visit::Column::Name.contains(text)).add(visit::Column::Code.contains(text.to_uppercase()))
    };
    let rows = visit::Entity::find()
        .filter(seen.clause())
        .filter(Condition::all().add_option(seen.own(whose.mine)?))
        .filter(visit::Column::Reviewed.gt(0))
        .filter(waiting::waits())
        .apply_if(ask.q.clone(), |rows, text| rows.filter(said(text)));
    let rows = page(app.read(), rows, &ask, WAITING_SORTS, visit::Column::Id).await?;
    let told = waiting::Told::of(app.read(), &rows.rows).await?;
    let draws = draw::Entity::find().filter(draw::Column::Id.is_in(rows.rows.iter().map(|row| row.draw)));
    let draws = draws.all(app.read()).await?;
    let task = |row: &visit::Model| draws.iter().find(|draw| draw.id == row.draw).map(|draw| draw.task.clone());
    let mut shown = Vec::new();
    for row in &rows.rows {
        // Whoever ordered in between took the visit off the list.
        let (Some(record), Some(wants)) = (told.records.get(&row.id), told.wants(row.id)?) else { continue };
        shown.push(OutcomeWaiting {
            visit: row.id,
            name: row.name.clone(),
            code: row.code.clone(),
            draw: row.draw,
            task: task(row).unwrap_or_default(),
            visited: record.visited,
            results: record.outcome()?,
            wants,
        });
    }
    Ok(Json(Page { rows: shown, next: rows.next, count: rows.count }))
}

/// One outcome, with its story and what the caller may do.
#[utoipa::path(get, path = "/api/v1/outcomes/{id}", tag = "outcomes", params(("id" = OutcomeId, Path)), responses((status = 200, body = OutcomePage)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<OutcomeId>) -> Result<Json<OutcomePage>, Problem> {
    let (row, _) = sight::load(app.read(), id, &by).await?;
    answer(&app, &by, row).await.map(Json)
}

/// An outcome as its caller sees it now.
pub(super) async fn answer(app: &App, by: &By, row: outcome::Model) -> Result<OutcomePage, Problem> {
    let db = app.read();
    let visit = found(visit::Entity::find_by_id(row.visit).one(db).await?)?;
    let (_, caller) = sight::caller(app, db, (&visit, by)).await?;
    let whole = whole(db, row).await?;
    OutcomePage::of(db, (&whole, &visit), (&caller, app.now().date())).await
}
