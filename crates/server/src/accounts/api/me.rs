//! One's own account.

use axum::extract::State;
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::session::{held, takes};
use super::wire::{Done, Faults, GrantBody, NamedOrganisation, SessionBody};
use crate::accounts::rules::{Act, PersonId, password_fault};
use crate::accounts::store::session::{self, Which};
use crate::accounts::store::{organisation, person, role};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path, Private};
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::found;
use crate::app::{password, totp};
use crate::codes;

codes! {
    /// How an account stands to the second factor.
    Totp {
        /// Not set up, and not asked for.
        Off = "off",
        /// Set up.
        On = "on",
        /// Not set up, but the account's roles ask for it.
        Required = "required",
    }
}

/// Who one is and what one may do.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeBody {
    /// Which account.
    pub id: PersonId,
    /// The login.
    pub login: String,
    /// The name.
    pub name: String,
    /// Where one works.
    pub organisation: NamedOrganisation,
    /// The roles one holds.
    pub roles: Vec<GrantBody>,
    /// The acts these roles permit.
    pub acts: Vec<Act>,
    /// Nothing else goes before the password is changed.
    pub must_change_password: bool,
    /// The roles one was given rest until somebody else confirms the account, so that none is held.
    pub resting: bool,
    /// The second factor.
    pub totp: Totp,
    /// For edits.
    pub version: i64,
}

/// The old password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordBody {
    /// The old one.
    pub old: String,
    /// The new one.
    pub new: String,
}

/// What an authenticator needs.
#[derive(Debug, Serialize, ToSchema)]
pub struct TotpBody {
    /// What the QR code says.
    pub uri: String,
    /// The QR code.
    pub svg: String,
}

/// A code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeBody {
    /// Six digits.
    pub code: String,
}

/// A password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SureBody {
    /// One's own.
    pub password: String,
}

/// An account as its owner sees it.
///
/// # Errors
/// `not-found`.
pub async fn me(app: &App, id: PersonId) -> Result<MeBody, Problem> {
    let row = found(person::Entity::find_by_id(id).one(app.read()).await?)?;
    let home = found(organisation::Entity::find_by_id(row.organisation).one(app.read()).await?)?;
    let grants = held(app, id).await?;
    let permitted = |act: &Act| act.is_own_account() || grants.iter().any(|grant| act.allowed().contains(&grant.role));
    let privileged = grants.iter().any(|grant| grant.role.is_privileged());
    let required = app.config.administrators_need_totp && privileged;
    Ok(MeBody {
        acts: Act::ALL.iter().copied().filter(permitted).collect(),
        roles: grants.iter().map(|grant| GrantBody { role: grant.role, organisation: grant.organisation }).collect(),
        totp: [[Totp::Off, Totp::Required], [Totp::On, Totp::On]][usize::from(row.totp_on)][usize::from(required)],
        id: row.id,
        login: row.login,
        name: row.name,
        organisation: home.into(),
        must_change_password: row.password_given,
        resting: row.resting,
        version: row.version,
    })
}

/// Who one is and what one may do.
#[utoipa::path(get, path = "/api/v1/me", tag = "accounts", responses((status = 200, body = MeBody)))]
pub async fn look(State(app): State<App>, by: By) -> Result<Json<MeBody>, Problem> {
    Ok(Json(me(&app, by.person).await?))
}

/// Change one's password. All other sessions end.
#[utoipa::path(post, path = "/api/v1/me/password", tag = "accounts", request_body = PasswordBody, responses((status = 200, body = Done)))]
pub async fn change_password(
    State(app): State<App>,
    by: By,
    Json(body): Json<PasswordBody>,
) -> Result<Json<Done>, Problem> {
    let row = found(person::Entity::find_by_id(by.person).one(app.read()).await?)?;
    sure(&row, &body.old, "old").await?;
    chosen(&row, &body)?;
    let hash = password::hash(&*app.outside, body.new).await?;
    let row = person::Model { password: hash, password_given: false, version: row.version + 1, ..row };
    let mut tx = app.begin(&by).await?;
    person::save(tx.db(), &row).await?;
    session::end(tx.db(), by.person, Which::AllBut(&by.session), tx.now).await?;
    let roles = role::of(tx.db(), row.id).await?;
    tx.record(row.act("person.password-changed", &roles)).await?;
    tx.commit().await?;
    Ok(Json(Done {}))
}

fn chosen(row: &person::Model, body: &PasswordBody) -> Result<(), Problem> {
    let mut faults = Faults::default();
    faults.note("new", password_fault(&body.new, &row.login, &row.name));
    faults.note("new", (body.new == body.old).then_some("password-same"));
    faults.settled()
}

/// The caller's password is this one.
async fn sure(row: &person::Model, typed: &str, field: &str) -> Result<(), Problem> {
    let right = password::verify(Some(row.password.clone()), typed.to_owned()).await?;
    if right { Ok(()) } else { Err(Problem::fields(vec![FieldFault::new(field, "password-wrong")])) }
}

/// Begin to set up the second factor: a fresh secret, which nothing asks for until a code confirms it.
#[utoipa::path(post, path = "/api/v1/me/totp", tag = "accounts", responses((status = 200, body = TotpBody)))]
pub async fn begin_totp(State(app): State<App>, by: By) -> Result<Private<TotpBody>, Problem> {
    let row = found(person::Entity::find_by_id(by.person).one(app.read()).await?)?;
    off(&row)?;
    let secret = totp::fresh(&*app.outside);
    let uri = totp::uri(&secret, &row.login)?;
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let sealed = app.crypt.seal(&*app.outside, row.id.0, "totp", &hex);
    let row = person::Model { totp: Some(sealed), version: row.version + 1, ..row };
    let mut tx = app.begin(&by).await?;
    person::save(tx.db(), &row).await?;
    let roles = role::of(tx.db(), row.id).await?;
    tx.record(row.act("person.totp-begun", &roles)).await?;
    tx.commit().await?;
    Ok(Private(TotpBody { svg: totp::qr(&uri)?, uri }))
}

fn off(row: &person::Model) -> Result<(), Problem> {
    if row.totp_on { Err(Problem::refused("totp-on-already")) } else { Ok(()) }
}

/// The first code: from now on the second factor is asked for.
#[utoipa::path(post, path = "/api/v1/me/totp/confirm", tag = "accounts", request_body = CodeBody, responses((status = 200, body = Done)))]
pub async fn confirm_totp(State(app): State<App>, by: By, Json(body): Json<CodeBody>) -> Result<Json<Done>, Problem> {
    let row = found(person::Entity::find_by_id(by.person).one(app.read()).await?)?;
    off(&row)?;
    begun(&row)?;
    right_code(takes(&app, &row, &body.code).await?)?;
    let row = person::Model { totp_on: true, version: row.version + 1, ..row };
    let mut tx = app.begin(&by).await?;
    person::save(tx.db(), &row).await?;
    let roles = role::of(tx.db(), row.id).await?;
    tx.record(row.act("person.totp-on", &roles)).await?;
    tx.commit().await?;
    Ok(Json(Done {}))
}

fn begun(row: &person::Model) -> Result<(), Problem> {
    if row.totp.is_some() { Ok(()) } else { Err(Problem::refused("totp-not-begun")) }
}

fn right_code(right: bool) -> Result<(), Problem> {
    if right { Ok(()) } else { Err(Problem::fields(vec![FieldFault::new("code", "totp-wrong")])) }
}

/// Do without the second factor, e.g. to move it to another phone.
#[utoipa::path(post, path = "/api/v1/me/totp/off", tag = "accounts", request_body = SureBody, responses((status = 200, body = Done)))]
pub async fn end_totp(State(app): State<App>, by: By, Json(body): Json<SureBody>) -> Result<Json<Done>, Problem> {
    let row = found(person::Entity::find_by_id(by.person).one(app.read()).await?)?;
    sure(&row, &body.password, "password").await?;
    let row = person::Model { totp: None, totp_on: false, version: row.version + 1, ..row };
    let mut tx = app.begin(&by).await?;
    person::save(tx.db(), &row).await?;
    let roles = role::of(tx.db(), row.id).await?;
    tx.record(row.act("person.totp-off", &roles)).await?;
    tx.commit().await?;
    Ok(Json(Done {}))
}

/// One's sessions.
#[utoipa::path(get, path = "/api/v1/me/sessions", tag = "accounts", responses((status = 200, body = Vec<SessionBody>)))]
pub async fn sessions(State(app): State<App>, by: By) -> Result<Json<Vec<SessionBody>>, Problem> {
    let rows = session::of(app.read(), by.person, app.now(), &app.config.limits).await?;
    Ok(Json(rows.into_iter().map(|row| SessionBody::new(row, &by.session)).collect()))
}

/// End one of one's sessions.
#[utoipa::path(post, path = "/api/v1/me/sessions/{id}/end", tag = "accounts", params(("id" = Uuid, Path)), responses((status = 200, body = Done)))]
pub async fn end_session(State(app): State<App>, by: By, Path(id): Path<Uuid>) -> Result<Json<Done>, Problem> {
    let tx = app.begin(&by).await?;
    session::end(tx.db(), by.person, Which::One(id), tx.now).await?;
    tx.commit().await?;
    Ok(Json(Done {}))
}
