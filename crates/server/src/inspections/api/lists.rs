//! Visits looked at.

#![expect(unused_qualifications, reason = "in what `utoipa::path` writes for a path and a query")]

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryTrait as _, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::wire::{Names, VisitPage, VisitRow};
use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::Problem;
use crate::draws::DrawId;
use crate::inspections::rules::{Refusal, State, VisitId};
use crate::inspections::store::confirmation::waits_for;
use crate::inspections::store::sight::{self, Sight};
use crate::inspections::store::{visit, whole};

const SORTS: Sorts<visit::Column> = &[
    ("last_day", visit::Column::LastDay),
    ("first_day", visit::Column::FirstDay),
    ("place", visit::Column::Place),
    ("name", visit::Column::Name),
    ("code", visit::Column::Code),
];

/// Which visits are asked for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(default)]
#[schema(as = VisitFilters)]
pub struct Which {
    /// Only those of the caller's own teams.
    pub mine: Option<bool>,
    /// Of which draw.
    pub draw: Option<DrawId>,
    /// Where they stand.
    #[param(inline)]
    pub state: Option<State>,
    /// Whose.
    pub organisation: Option<OrganisationId>,
    /// Only those that aren't reviewed though their period is over.
    pub overdue: Option<bool>,
    /// Only those with a record that waits for the caller's confirmation.
    pub unconfirmed: Option<bool>,
}

/// Visits that the caller sees; `q` searches name and code.
#[utoipa::path(get, path = "/api/v1/visits", tag = "inspections", params(Ask, Which), responses((status = 200, body = Page<VisitRow>)))]
pub async fn list(
    Held(app): Held<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(which): Query<Which>,
) -> Result<Json<Page<VisitRow>>, Problem> {
    let today = app.now().date();
    let rows = chosen(&app, &by, (ask.q.as_deref(), &which)).await?;
    let rows = page(app.read(), rows, &ask, SORTS, visit::Column::Id).await?;
    let names = Names::of(app.read(), &rows.rows, today).await?;
    let shown: Result<Vec<VisitRow>, Problem> = rows.rows.iter().map(|row| VisitRow::new(row, &names)).collect();
    Ok(Json(Page { rows: shown?, next: rows.next, count: rows.count }))
}

/// Those that the caller sees and asks for.
///
/// # Errors
/// `visit-no-account` for one's own without an inspector.
pub(super) async fn chosen(
    app: &App,
    by: &By,
    (text, which): (Option<&str>, &Which),
) -> Result<Select<visit::Entity>, Problem> {
    let (today, sight) = (app.now().date(), Sight::of(app.read(), by).await?);
    let unconfirmed = match which.unconfirmed.filter(|wanted| *wanted) {
        Some(_) => {
            let inspector = sight.inspector.ok_or(Refusal::NoAccount)?;
            Some(waits_for((by.person, inspector), app.db.backend()))
        }
        None => None,
    };
    Ok(visit::Entity::find()
        .filter(sight.clause())
        .filter(Condition::all().add_option(sight.own(which.mine)?))
        .filter(Condition::all().add_option(unconfirmed))
        .apply_if(text, |rows, text| rows.filter(found_by(text)))
        .apply_if(which.draw, |rows, draw| rows.filter(visit::Column::Draw.eq(draw)))
        .apply_if(which.state, |rows, state| rows.filter(visit::Column::State.eq(state)))
        .apply_if(which.organisation, |rows, id| rows.filter(visit::Column::Organisation.eq(id)))
        .apply_if(which.overdue.filter(|wanted| *wanted), |rows, _| {
            rows.filter(visit::Column::State.ne(State::Reviewed)).filter(visit::Column::LastDay.lt(today))
        }))
}

/// Name or code has the text in it.
fn found_by(text: &str) -> Condition {
    let text = text.trim();
    Condition::any().add(visit::Column::Name.contains(text)).add(visit::Column::Code.contains(text.to_uppercase()))
}

/// One visit, with its form and all that was handed in.
#[utoipa::path(get, path = "/api/v1/visits/{id}", tag = "inspections", params(("id" = VisitId, Path)), responses((status = 200, body = VisitPage)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<VisitId>) -> Result<Json<VisitPage>, Problem> {
    let row = sight::load(app.read(), id, &by).await?;
    let whole = whole(app.read(), row).await?;
    Ok(Json(VisitPage::of(app.read(), whole, (by.person, app.now().date())).await?))
}
