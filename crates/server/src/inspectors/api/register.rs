//! The register itself: list, look, add, edit, and the states.

use axum::extract::State;
use axum::http::HeaderMap;
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter as _, Select,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wire::{DrawableBody, InspectorBody, InspectorEdit, InspectorInput, InspectorPage, ReasonBody};
use crate::accounts::store::within;
use crate::accounts::{OrganisationId, open_within};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::{found, next, unique};
use crate::app::value::Date;
use crate::app::words::{Tongue, asked_for};
use crate::inspectors::rules::{self, InspectorId, InspectorState, WARNED_DAYS};
use crate::inspectors::store::{self, Column, Entity, Model, list_text, moves};

/// Which of those who may or may not be drawn on a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Those who may.
    #[default]
    Yes,
    /// Those who may not.
    No,
    /// Both.
    All,
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct Filters {
    /// Those of this unit.
    pub unit: Option<String>,
    /// Those who may inspect this item or domain.
    pub field: Option<String>,
    /// Those in this state.
    pub state: Option<InspectorState>,
    /// Those whose certificate is valid today and ends within 60 days.
    pub expiring: Option<bool>,
    /// A date to draw on: only those who may be drawn, unless `drawable` says otherwise.
    pub drawable_on: Option<Date>,
    /// With `drawable_on`: `yes`, `no` or `all`.
    #[param(inline)]
    pub drawable: Which,
}

const SORTS: Sorts<Column> = &[
    ("name", Column::Name),
    ("initials", Column::Initials),
    ("certificate", Column::Certificate),
    ("valid_to", Column::ValidTo),
    ("unit", Column::Unit),
];

/// The rows that a list or an export is of.
///
/// # Errors
/// [`Problem`] from the database.
pub async fn chosen<C: ConnectionTrait>(
    db: &C,
    by: &By,
    (q, filters): (Option<&str>, &Filters),
    today: Date,
) -> Result<Select<Entity>, Problem> {
    let mut all = Condition::all().add(Column::Organisation.in_subquery(within(&by.scope)));
    if let Some(q) = q.map(str::trim).filter(|q| !q.is_empty()) {
        let named = Condition::any().add(Column::Name.contains(q)).add(Column::Certificate.contains(q));
        all = all.add(named.add(Column::Initials.starts_with(q.to_lowercase())));
    }
    all = all.add_option(filters.unit.as_ref().map(|unit| Column::Unit.eq(unit)));
    // One text in a JSON list, with its quotation marks, so that a part of another isn't found.
    let listed =
        |field: &String| Column::Fields.contains(list_text(std::slice::from_ref(field)).trim_matches(['[', ']']));
    all = all.add_option(filters.field.as_ref().map(listed));
    all = all.add_option(filters.state.map(|state| Column::State.eq(state)));
    all = all.add_option(filters.expiring.filter(|yes| *yes).map(|_| expiring(today)));
    if let Some(on) = filters.drawable_on {
        let may = store::drawable_on(db, on).await?;
        all = match filters.drawable {
            Which::Yes => all.add(may),
            Which::No => all.add(may.not()),
            Which::All => all,
        };
    }
    Ok(Entity::find().filter(all))
}

/// Certificates that are valid and end soon, of those who haven't left.
fn expiring(today: Date) -> Condition {
    Condition::all()
        .add(Column::State.ne(InspectorState::Left))
        .add(Column::ValidTo.gte(today))
        .add(Column::ValidTo.lte(today.plus_days(WARNED_DAYS)))
}

/// Inspectors, by name. Each says whether they may be drawn on `drawable_on`, or today, and if not why and what to do.
#[utoipa::path(get, path = "/api/v1/inspectors", tag = "inspectors", params(Ask, Filters), responses((status = 200, body = Page<InspectorBody>)))]
pub async fn list(
    State(app): State<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(filters): Query<Filters>,
    headers: HeaderMap,
) -> Result<Json<Page<InspectorBody>>, Problem> {
    let today = app.now().date();
    let select = chosen(app.read(), &by, (ask.q.as_deref(), &filters), today).await?;
    let rows = page(app.read(), select, &ask, SORTS, Column::Id).await?;
    let on = filters.drawable_on.unwrap_or(today);
    let bodies = bodies(&app, rows.rows, on, asked_for(&headers)).await?;
    Ok(Json(Page { rows: bodies, next: rows.next, count: rows.count }))
}

async fn bodies(app: &App, rows: Vec<Model>, on: Date, tongue: Tongue) -> Result<Vec<InspectorBody>, Problem> {
    let standings = store::standings(app.read(), &rows).await?;
    let both = rows.into_iter().zip(standings);
    both.map(|(row, standing)| InspectorBody::new(app, row, DrawableBody::new(&standing, on, tongue))).collect()
}

/// What needs attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Warnings {
    /// Certificates that end within 60 days from today.
    pub expiring: u64,
    /// Certificates that have expired.
    pub expired: u64,
    /// The last day of the 60.
    pub until: Date,
}

/// How many certificates end soon or have ended, of those who haven't left.
#[utoipa::path(get, path = "/api/v1/inspectors/warnings", tag = "inspectors", responses((status = 200, body = Warnings)))]
pub async fn warnings(State(app): State<App>, by: By) -> Result<Json<Warnings>, Problem> {
    let today = app.now().date();
    let mine = Entity::find().filter(Column::Organisation.in_subquery(within(&by.scope)));
    let ended = Condition::all().add(Column::State.ne(InspectorState::Left)).add(Column::ValidTo.lt(today));
    Ok(Json(Warnings {
        expiring: mine.clone().filter(expiring(today)).count(app.read()).await?,
        expired: mine.filter(ended).count(app.read()).await?,
        until: today.plus_days(WARNED_DAYS),
    }))
}

/// One inspector with trainings, conflicts and leaves.
#[utoipa::path(get, path = "/api/v1/inspectors/{id}", tag = "inspectors", params(("id" = InspectorId, Path)), responses((status = 200, body = InspectorPage)))]
pub async fn look(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
) -> Result<Json<InspectorPage>, Problem> {
    let row = found(store::of(app.read(), id, &by.scope).await?)?;
    whole(&app, row, asked_for(&headers)).await
}

/// A row with all that is beside it.
///
/// # Errors
/// [`Problem`].
pub async fn whole(app: &App, row: Model, tongue: Tongue) -> Result<Json<InspectorPage>, Problem> {
    let beside = store::beside(app.read(), row.id).await?;
    let body = bodies(app, vec![row], app.now().date(), tongue).await?.pop();
    Ok(Json(InspectorPage::new(found(body)?, beside)))
}

/// Add an inspector.
#[utoipa::path(post, path = "/api/v1/inspectors", tag = "inspectors", request_body = InspectorInput, responses((status = 200, body = InspectorPage)))]
pub async fn add(
    State(app): State<App>,
    by: By,
    headers: HeaderMap,
    Json(input): Json<InspectorInput>,
) -> Result<Json<InspectorPage>, Problem> {
    let organisation = input.organisation;
    let blank = fresh(app.fresh(), organisation, input.valid_to);
    let row = input.over(&app, &blank)?;
    let mut tx = app.begin(&by).await?;
    open_within(tx.db(), organisation, &by).await?;
    unlike(tx.db(), &row).await?;
    unique(store::insert(tx.db(), std::slice::from_ref(&row)).await, "certificate", "certificate-taken")?;
    tx.record(row.act("inspector.added")).await?;
    tx.commit().await?;
    whole(&app, row, asked_for(&headers)).await
}

/// Nobody else has a certificate number that looks like this one. Two that are entered at the very same moment may both pass on PostgreSQL, where neither sees
/// the other's: they are told at the commit of a draw.
async fn unlike<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let folded = rules::folded(&row.certificate);
    // The very same number is another fault, which the table finds.
    let is_alike = |(id, other): &(InspectorId, String)| {
        *id != row.id && *other != row.certificate && rules::folded(other) == folded
    };
    match store::certificates(db).await?.into_iter().find(is_alike) {
        Some((_, other)) => {
            Err(Problem::fields(vec![FieldFault::new("certificate", "certificate-alike").with("found", other)]))
        }
        None => Ok(()),
    }
}

/// Nothing but id, state and version.
#[must_use]
pub fn fresh(id: InspectorId, organisation: OrganisationId, valid_to: Date) -> Model {
    Model {
        id,
        organisation,
        certificate: String::new(),
        name: String::new(),
        initials: String::new(),
        issuer: String::new(),
        valid_from: None,
        valid_to,
        unit: String::new(),
        level: String::new(),
        post: String::new(),
        fields: list_text(&[]),
        qualifications: list_text(&[]),
        expert: false,
        area: String::new(),
        languages: list_text(&[]),
        phone: None,
        id_number: None,
        state: InspectorState::Active,
        state_reason: None,
        version: 1,
    }
}

/// Correct an inspector's data, or move them to another organisation.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = InspectorEdit, responses((status = 200, body = InspectorPage)))]
pub async fn edit(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<InspectorEdit>,
) -> Result<Json<InspectorPage>, Problem> {
    let mut tx = app.begin(&by).await?;
    let row = found(store::of(tx.db(), id, &by.scope).await?)?;
    rules::keep(row.state)?;
    open_within(tx.db(), body.input.organisation, &by).await?;
    let was = row.clone();
    let row = body.input.over(&app, &Model { version: next(row.version, body.version), ..row })?;
    // Who has one from before there was such a rule can still be edited otherwise.
    if was.certificate != row.certificate {
        unlike(tx.db(), &row).await?;
    }
    store::save(tx.db(), &row).await?;
    let mut act = row.act("inspector.edited");
    // That it was changed is public, and counted on the pages of draws; from what to what isn't.
    if (&was.name, &was.certificate) != (&row.name, &row.certificate) {
        act = act.code("identity", "changed");
    }
    if moves::reach(&was) != moves::reach(&row) {
        act = act.code("reach", "changed");
    }
    if was.organisation != row.organisation {
        let (left, came) = (moves::office(was.organisation), moves::office(row.organisation));
        act = act.digest(moves::OFFICE_WAS, left).digest(moves::OFFICE, came);
    }
    tx.record(act).await?;
    tx.commit().await?;
    whole(&app, row, asked_for(&headers)).await
}

/// 暂停: they aren't drawn until they are restored.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/suspend", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = ReasonBody, responses((status = 200, body = InspectorPage)))]
pub async fn suspend(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InspectorPage>, Problem> {
    let row = moved(&app, &by, (id, body), (InspectorState::Suspended, "inspector.suspended")).await?;
    whole(&app, row, asked_for(&headers)).await
}

/// 恢复: they work again.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/restore", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = ReasonBody, responses((status = 200, body = InspectorPage)))]
pub async fn restore(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InspectorPage>, Problem> {
    let row = moved(&app, &by, (id, body), (InspectorState::Active, "inspector.restored")).await?;
    whole(&app, row, asked_for(&headers)).await
}

/// 离岗: they aren't drawn any more; what they did stays.
#[utoipa::path(post, path = "/api/v1/inspectors/{id}/depart", tag = "inspectors", params(("id" = InspectorId, Path)), request_body = ReasonBody, responses((status = 200, body = InspectorPage)))]
pub async fn depart(
    State(app): State<App>,
    by: By,
    Path(id): Path<InspectorId>,
    headers: HeaderMap,
    Json(body): Json<ReasonBody>,
) -> Result<Json<InspectorPage>, Problem> {
    let row = moved(&app, &by, (id, body), (InspectorState::Left, "inspector.departed")).await?;
    whole(&app, row, asked_for(&headers)).await
}

async fn moved(
    app: &App,
    by: &By,
    (id, body): (InspectorId, ReasonBody),
    (to, act): (InspectorState, &'static str),
) -> Result<Model, Problem> {
    let state_reason = Some(body.settled()?);
    let mut tx = app.begin(by).await?;
    let row = found(store::of(tx.db(), id, &by.scope).await?)?;
    let state = rules::moved(row.state, to)?;
    let row = Model { state, state_reason, version: next(row.version, body.version), ..row };
    store::save(tx.db(), &row).await?;
    tx.record(row.act(act)).await?;
    tx.commit().await?;
    Ok(row)
}
