//! The first organisation and its three administrators, where there is nobody yet.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::wire::{Done, Faults, login_fault, region_fault};
use crate::accounts::rules::{Lane, Level, OrganisationId, OrganisationState, PersonState, Role, password_fault};
use crate::accounts::store::{self, first, organisation, person, role};
use crate::app::App;
use crate::app::demonstration::Demonstration;
use crate::app::input::Json;
use crate::app::journal::record::Actor;
use crate::app::password;
use crate::app::problem::Problem;

/// Whether the first run is still to be set up, and whether this is a demonstration.
#[derive(Debug, Serialize, ToSchema)]
pub struct SetupLook {
    /// There is nobody yet.
    pub needed: bool,
    /// The accounts that the sign-in page of a demonstration offers; a bureau has none.
    pub demonstration: Option<Demonstration>,
}

/// The first organisation, and its administrators.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetupBody {
    /// The bureau's name.
    pub organisation_name: String,
    /// 省、市、县.
    pub level: Level,
    /// GB/T 2260 code of what it is competent for.
    pub region: String,
    /// 系统管理员.
    pub system_admin: FirstPerson,
    /// 安全管理员: another person, since one can't give roles to oneself.
    pub security_admin: FirstPerson,
}

/// One of the first people.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstPerson {
    /// What they sign in with.
    pub login: String,
    /// Their name.
    pub name: String,
    /// Their password; whoever sets this up hands it over, and it is changed at the first sign-in.
    pub password: String,
}

/// Whether the first run is still to be set up, and whether this is a demonstration.
#[utoipa::path(get, path = "/api/v1/setup", tag = "accounts", responses((status = 200, body = SetupLook)))]
pub async fn look(State(app): State<App>) -> Result<Json<SetupLook>, Problem> {
    Ok(Json(SetupLook { needed: store::is_empty(app.read()).await?, demonstration: app.demonstration().cloned() }))
}

/// Set up the first organisation and its administrators. Works once.
#[utoipa::path(post, path = "/api/v1/setup", tag = "accounts", request_body = SetupBody, responses((status = 200, body = Done)))]
pub async fn begin(State(app): State<App>, Json(body): Json<SetupBody>) -> Result<Json<Done>, Problem> {
    check(&body)?;
    set_up(&app, body).await?;
    Ok(Json(Done {}))
}

fn check(body: &SetupBody) -> Result<(), Problem> {
    let mut faults = Faults::default();
    faults.line("organisation_name", &body.organisation_name, 100);
    faults.note("region", region_fault(&body.region));
    for (at, first) in [("system_admin", &body.system_admin), ("security_admin", &body.security_admin)] {
        faults.line(&format!("{at}.name"), &first.name, 50);
        faults.note(&format!("{at}.login"), login_fault(&first.login));
        faults.note(&format!("{at}.password"), password_fault(&first.password, &first.login, &first.name));
    }
    let same = body.system_admin.login == body.security_admin.login;
    faults.note("security_admin.login", same.then_some("login-taken"));
    faults.settled()
}

/// Set up an empty database: for the first run, the command line and the demonstration.
///
/// # Errors
/// `already-set-up` if somebody is there.
pub async fn set_up(app: &App, body: SetupBody) -> Result<OrganisationId, Problem> {
    let people = [(body.system_admin, Role::SystemAdmin), (body.security_admin, Role::SecurityAdmin)];
    let mut rows = Vec::new();
    for (first, role) in people {
        rows.push((account(app, first, role.lane()).await?, role));
    }
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    vacant(store::is_empty(tx.db()).await? && first::claim(tx.db(), app.fresh()).await?)?;
    let top = top(app, &body.organisation_name, body.level, &body.region);
    organisation::insert(tx.db(), &top).await?;
    tx.record(top.act("organisation.added")).await?;
    for (row, role) in rows {
        let row = person::Model { organisation: top.id, ..row };
        let grant = role::Model { person: row.id, role, organisation: top.id, lane: row.lane };
        person::insert(tx.db(), &row).await?;
        role::give(tx.db(), std::slice::from_ref(&grant)).await?;
        tx.record(row.act("person.added", &[grant]).code("role", role.code())).await?;
    }
    tx.commit().await?;
    Ok(top.id)
}

fn vacant(is: bool) -> Result<(), Problem> {
    if is { Ok(()) } else { Err(Problem::refused("already-set-up")) }
}

fn top(app: &App, name: &str, level: Level, region: &str) -> organisation::Model {
    let id: OrganisationId = app.fresh();
    let (path, name, region) = (format!("{id}/"), name.trim().to_owned(), region.to_owned());
    organisation::Model { id, parent: None, path, name, level, region, state: OrganisationState::Open, version: 1 }
}

async fn account(app: &App, first: FirstPerson, lane: Lane) -> Result<person::Model, Problem> {
    Ok(person::Model {
        id: app.fresh(),
        login: first.login,
        name: first.name.trim().to_owned(),
        organisation: app.fresh(),
        state: PersonState::Active,
        lane,
        password: password::hash(&*app.outside, first.password).await?,
        password_given: true,
        totp: None,
        totp_on: false,
        totp_step: 0,
        resting: false,
        version: 1,
    })
}
