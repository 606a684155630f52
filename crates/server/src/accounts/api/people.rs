//! People's accounts: opened and suspended by the system administrator, given roles by the security administrator.

use std::collections::BTreeSet;

use axum::extract::State;
use sea_orm::{ColumnTrait as _, Condition, ConnectionTrait, EntityTrait, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::organisations::{VersionBody, open_within};
use super::wire::{Done, Faults, GrantBody, PersonBody, SessionBody, login_fault};
use crate::accounts::rules::{self, Granting, Lane, OrganisationId, PersonId, PersonState, Role};
use crate::accounts::store::session::{self, Which};
use crate::accounts::store::{only_here, person, role, within};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Private, Query};
use crate::app::list::{Ask, Page, Sorts, page};
use crate::app::password;
use crate::app::problem::Problem;
use crate::app::shell::{found, next, unique};

/// A new account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
}

/// What can be changed of an account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonEdit {
    /// Their name.
    pub name: String,
    /// Where they work.
    pub organisation: OrganisationId,
    /// The version that was read.
    pub version: i64,
}

/// All roles an account is to hold.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesBody {
    /// All of them.
    pub roles: BTreeSet<GrantBody>,
    /// The version that was read.
    pub version: i64,
}

/// An account and the password to hand over, which isn't shown again.
#[derive(Debug, Serialize, ToSchema)]
pub struct GivenPassword {
    /// The account.
    pub person: PersonBody,
    /// To be changed at the first sign-in.
    pub password: String,
}

const SORTS: Sorts<person::Column> = &[("name", person::Column::Name), ("login", person::Column::Login)];

/// Accounts, by name.
#[utoipa::path(get, path = "/api/v1/people", tag = "accounts", params(Ask), responses((status = 200, body = Page<PersonBody>)))]
pub async fn list(State(app): State<App>, by: By, Query(ask): Query<Ask>) -> Result<Json<Page<PersonBody>>, Problem> {
    let q = ask.q.clone().unwrap_or_default();
    let named =
        Condition::any().add(person::Column::Name.contains(&q)).add(person::Column::Login.contains(q.to_lowercase()));
    let rows = person::Entity::find().filter(person::Column::Organisation.in_subquery(within(&by.scope))).filter(named);
    let rows = page(app.read(), rows, &ask, SORTS, person::Column::Id).await?;
    let ids: Vec<_> = rows.rows.iter().map(|row| row.id).collect();
    let roles = role::of_all(app.read(), &ids).await?;
    Ok(Json(rows.map(|row| PersonBody::new(row, &roles))))
}

/// One account.
#[utoipa::path(get, path = "/api/v1/people/{id}", tag = "accounts", params(("id" = PersonId, Path)), responses((status = 200, body = PersonBody)))]
pub async fn look(State(app): State<App>, by: By, Path(id): Path<PersonId>) -> Result<Json<PersonBody>, Problem> {
    let (row, roles) = load(app.read(), id, &by).await?;
    Ok(Json(PersonBody::new(row, &roles)))
}

/// Open an account without roles. The answer holds the password to hand over.
#[utoipa::path(post, path = "/api/v1/people", tag = "accounts", request_body = NewPerson, responses((status = 200, body = GivenPassword)))]
pub async fn add(
    State(app): State<App>,
    by: By,
    Json(body): Json<NewPerson>,
) -> Result<Private<GivenPassword>, Problem> {
    let mut faults = Faults::default();
    let name = faults.line("name", &body.name, 50);
    faults.note("login", login_fault(&body.login));
    faults.settled()?;
    let given = password::given(&*app.outside);
    let hash = password::hash(&*app.outside, given.clone()).await?;
    let mut tx = app.begin(&by).await?;
    open_within(tx.db(), body.organisation, &by).await?;
    let row = person::Model {
        id: app.fresh(),
        login: body.login,
        name,
        organisation: body.organisation,
        state: PersonState::Active,
        lane: Lane::Business,
        password: hash,
        password_given: true,
        totp: None,
        totp_on: false,
        totp_step: 0,
        resting: false,
        version: 1,
    };
    unique(person::insert(tx.db(), &row).await, "login", "login-taken")?;
    tx.record(row.act("person.added", &[])).await?;
    tx.commit().await?;
    Ok(Private(GivenPassword { person: PersonBody::new(row, &[]), password: given }))
}

/// Correct a name, or move somebody to another organisation.
#[utoipa::path(post, path = "/api/v1/people/{id}", tag = "accounts", params(("id" = PersonId, Path)), request_body = PersonEdit, responses((status = 200, body = PersonBody)))]
pub async fn edit(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<PersonEdit>,
) -> Result<Json<PersonBody>, Problem> {
    let mut faults = Faults::default();
    let name = faults.line("name", &body.name, 50);
    faults.settled()?;
    let mut tx = app.begin(&by).await?;
    let (row, roles) = load(tx.db(), id, &by).await?;
    open_within(tx.db(), body.organisation, &by).await?;
    let row = person::Model { name, organisation: body.organisation, version: next(row.version, body.version), ..row };
    person::save(tx.db(), &row).await?;
    tx.record(row.act("person.edited", &roles)).await?;
    tx.commit().await?;
    Ok(Json(PersonBody::new(row, &roles)))
}

/// Suspend an account. Its sessions end.
#[utoipa::path(post, path = "/api/v1/people/{id}/suspend", tag = "accounts", params(("id" = PersonId, Path)), request_body = VersionBody, responses((status = 200, body = PersonBody)))]
pub async fn suspend(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<VersionBody>,
) -> Result<Json<PersonBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let (row, roles) = load(tx.db(), id, &by).await?;
    let state = rules::suspend(row.id, row.state, by.person, &only_here(tx.db(), id).await?)?;
    let row = person::Model { state, version: next(row.version, body.version), ..row };
    person::save(tx.db(), &row).await?;
    session::end(tx.db(), id, Which::All, tx.now).await?;
    tx.record(row.act("person.suspended", &roles)).await?;
    tx.commit().await?;
    Ok(Json(PersonBody::new(row, &roles)))
}

/// Let a suspended account be used again. Its roles rest until they are confirmed.
#[utoipa::path(post, path = "/api/v1/people/{id}/restore", tag = "accounts", params(("id" = PersonId, Path)), request_body = VersionBody, responses((status = 200, body = PersonBody)))]
pub async fn restore(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<VersionBody>,
) -> Result<Json<PersonBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let (row, roles) = load(tx.db(), id, &by).await?;
    let state = rules::restore(row.state)?;
    let row = person::Model { state, resting: true, version: next(row.version, body.version), ..row };
    person::save(tx.db(), &row).await?;
    tx.record(row.act("person.restored", &roles)).await?;
    tx.commit().await?;
    Ok(Json(PersonBody::new(row, &roles)))
}

/// Give an account a new password, and take its second factor off. Its sessions end, and its roles rest until they are confirmed.
#[utoipa::path(post, path = "/api/v1/people/{id}/reset-password", tag = "accounts", params(("id" = PersonId, Path)), request_body = VersionBody, responses((status = 200, body = GivenPassword)))]
pub async fn reset_password(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<VersionBody>,
) -> Result<Private<GivenPassword>, Problem> {
    let given = password::given(&*app.outside);
    let hash = password::hash(&*app.outside, given.clone()).await?;
    let mut tx = app.begin(&by).await?;
    let (row, roles) = load(tx.db(), id, &by).await?;
    let row = person::Model {
        password: hash,
        password_given: true,
        totp: None,
        totp_on: false,
        resting: true,
        version: next(row.version, body.version),
        ..row
    };
    person::save(tx.db(), &row).await?;
    session::end(tx.db(), id, Which::All, tx.now).await?;
    tx.record(row.act("person.password-reset", &roles)).await?;
    tx.commit().await?;
    Ok(Private(GivenPassword { person: PersonBody::new(row, &roles), password: given }))
}

/// Say which roles an account holds. Its sessions end, so that nobody goes on with what was taken.
#[utoipa::path(post, path = "/api/v1/people/{id}/roles", tag = "accounts", params(("id" = PersonId, Path)), request_body = RolesBody, responses((status = 200, body = PersonBody)))]
pub async fn grant(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<RolesBody>,
) -> Result<Json<PersonBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let (row, roles) = load(tx.db(), id, &by).await?;
    for wanted in &body.roles {
        open_within(tx.db(), wanted.organisation, &by).await?;
    }
    let lane = rules::grant(Granting {
        person: id,
        by: by.person,
        now: &roles.iter().map(|grant| grant.role).collect::<BTreeSet<Role>>(),
        wanted: &body.roles.iter().map(|grant| grant.role).collect(),
        only_here: &only_here(tx.db(), id).await?,
    })?;
    let roles: Vec<_> = body
        .roles
        .iter()
        .map(|grant| role::Model { person: id, role: grant.role, organisation: grant.organisation, lane })
        .collect();
    let row = person::Model { lane, version: next(row.version, body.version), ..row };
    role::take_all(tx.db(), id).await?;
    person::save(tx.db(), &row).await?;
    role::give(tx.db(), &roles).await?;
    session::end(tx.db(), id, Which::All, tx.now).await?;
    tx.record(row.act("person.roles-changed", &roles)).await?;
    tx.commit().await?;
    Ok(Json(PersonBody::new(row, &roles)))
}

/// An account's sessions.
#[utoipa::path(get, path = "/api/v1/people/{id}/sessions", tag = "accounts", params(("id" = PersonId, Path)), responses((status = 200, body = Vec<SessionBody>)))]
pub async fn sessions(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
) -> Result<Json<Vec<SessionBody>>, Problem> {
    let (row, _) = load(app.read(), id, &by).await?;
    let rows = session::of(app.read(), row.id, app.now(), &app.config.limits).await?;
    Ok(Json(rows.into_iter().map(|row| SessionBody::new(row, &by.session)).collect()))
}

/// End all of an account's sessions.
#[utoipa::path(post, path = "/api/v1/people/{id}/sessions/end", tag = "accounts", params(("id" = PersonId, Path)), responses((status = 200, body = Done)))]
pub async fn end_sessions(State(app): State<App>, by: By, Path(id): Path<PersonId>) -> Result<Json<Done>, Problem> {
    let mut tx = app.begin(&by).await?;
    let (row, roles) = load(tx.db(), id, &by).await?;
    let ended = session::end(tx.db(), id, Which::All, tx.now).await?;
    tx.record(row.act("person.sessions-ended", &roles).number("count", i64::try_from(ended).unwrap_or(0))).await?;
    tx.commit().await?;
    Ok(Json(Done {}))
}

pub(super) async fn load<C: ConnectionTrait>(
    db: &C,
    id: PersonId,
    by: &By,
) -> Result<(person::Model, Vec<role::Model>), Problem> {
    let row = person::Entity::find_by_id(id).filter(person::Column::Organisation.in_subquery(within(&by.scope)));
    let row = found(row.one(db).await?)?;
    let roles = role::of(db, id).await?;
    Ok((row, roles))
}
