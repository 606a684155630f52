//! Who is calling, and whether they may: set once, where a route is added.
//!
//! The one part of the shell that knows a slice: accounts, whose table of roles × acts it carries out.

use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::extract::{FromRequestParts, Request, State};
use axum::http::header::{AUTHORIZATION, COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use sha2::{Digest as _, Sha256};
use utoipa_axum::router::UtoipaMethodRouter;

use super::idempotency::{self, Key};
use super::journal::record::Actor;
use super::problem::{Arg, Problem};
use super::shell::App;
use crate::accounts::store::{self, Caller, person};
use crate::accounts::{Act, OrganisationId, PersonId, Role};

/// What each name stands for in the document.
static SCHEMAS: Mutex<BTreeMap<String, String>> = Mutex::new(BTreeMap::new());

/// The session cookie.
pub const SESSION: &str = "yaoguang_session";
/// The header by which a page says of whom it is: the cookie is the whole browser's, and another window may have signed in as somebody else since.
pub const ACTING_AS: &str = "x-acting-as";
/// The extension of an operation in the OpenAPI document: an act's code, or `public`.
pub const CALLER: &str = "x-caller";

/// The caller of an act, who may do it.
#[derive(Clone, Debug)]
pub struct By {
    /// Who.
    pub person: PersonId,
    /// The role that permits the act, which the journal names.
    pub role: Role,
    /// Their own organisation.
    pub organisation: OrganisationId,
    /// The paths of the organisations for which they hold a role that permits the act.
    pub scope: Scope,
    /// The session's hash.
    pub session: Vec<u8>,
    /// The act's idempotency key, of a POST.
    pub key: Option<Key>,
}

impl By {
    /// For the journal.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor { person: Some(self.person.0), role: self.role.code() }
    }
}

/// Organisations and all below them, by their paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope(pub Vec<String>);

impl Scope {
    /// Whether the organisation at `path` lies in it.
    #[must_use]
    pub fn covers(&self, path: &str) -> bool {
        self.0.iter().any(|above| path.starts_with(above.as_str()))
    }
}

impl<S: Sync> FromRequestParts<S> for By {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        // A route without `may` has no caller; the test over all routes finds a handler that wants one there.
        parts.extensions.get::<Self>().cloned().ok_or_else(no_session)
    }
}

fn no_session() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "no-session")
}

/// A route that only those may call to whom the table of acts gives `act`.
pub fn may(app: &App, act: Act, routes: UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    let guard = from_fn_with_state((app.clone(), act), guard);
    let (schemas, paths, methods) = named(routes, act.code());
    (schemas, paths, methods.layer(guard))
}

/// A route that anybody may call.
pub fn public(routes: UtoipaMethodRouter<App>) -> UtoipaMethodRouter<App> {
    named(routes, "public")
}

/// Say in the document who may call.
///
/// # Panics
/// If two types want one name in the document: the later would silently stand for both.
fn named((schemas, mut paths, methods): UtoipaMethodRouter<App>, caller: &str) -> UtoipaMethodRouter<App> {
    for (name, schema) in &schemas {
        let text = serde_json::to_string(schema).unwrap_or_default();
        let mut known = SCHEMAS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let first = known.entry(name.clone()).or_insert_with(|| text.clone());
        assert!(*first == text, "two types of the interface are called {name}");
    }
    let said = utoipa::openapi::extensions::ExtensionsBuilder::new().add(CALLER, caller).build();
    for item in paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
            operation.extensions.get_or_insert_default().merge(said.clone());
        }
    }
    (schemas, paths, methods)
}

async fn guard(State((app, act)): State<(App, Act)>, request: Request, next: Next) -> Result<Response, Problem> {
    let caller = signed_in(&app, request.headers()).await?;
    let is_act = request.method() == Method::POST;
    if is_act {
        // Before whether they may: who is told that they mayn't would otherwise be somebody who may.
        as_shown(&app, caller.person, request.headers()).await?;
    }
    let by = permit(&app, caller, act)?;
    if is_act {
        return idempotency::once(&app, by, request, next).await;
    }
    let mut request = request;
    request.extensions_mut().insert(by);
    Ok(next.run(request).await)
}

/// The session's person is the one whom the page shows, if it says so.
async fn as_shown(app: &App, caller: PersonId, headers: &HeaderMap) -> Result<(), Problem> {
    let Some(said) = headers.get(ACTING_AS) else { return Ok(()) };
    let shown = said.to_str().ok().and_then(|text| text.parse().ok()).map(PersonId);
    if shown == Some(caller) {
        return Ok(());
    }
    let names = person::names(app.read(), shown.into_iter().chain([caller])).await?;
    let name = |id: PersonId| names.get(&id).cloned().map(Arg::Text);
    let unknown = || Arg::Key("other-person-unknown".to_owned());
    Err(Problem::new(StatusCode::CONFLICT, "other-person")
        .with("name", name(caller).unwrap_or_else(unknown))
        .with("shown", shown.and_then(name).unwrap_or_else(unknown)))
}

/// The account whose session the request carries.
///
/// # Errors
/// `no-session` if it carries none that is in force.
pub async fn signed_in(app: &App, headers: &HeaderMap) -> Result<Caller, Problem> {
    let token = token(headers).ok_or_else(no_session)?;
    let limits = &app.config.limits;
    let caller = store::session_caller(&app.db, &hash(&token), app.now(), limits).await?;
    caller.ok_or_else(no_session)
}

/// Somebody as the caller of an act at this moment, without a request: for work that goes on after the answer.
///
/// # Errors
/// `not-permitted` if they may not, or not any more.
pub async fn standing(app: &App, person: PersonId, act: Act) -> Result<By, Problem> {
    let caller = store::standing(app.read(), person).await?.ok_or_else(|| forbidden(act))?;
    permit(app, caller, act)
}

/// The token in the cookie, or behind `Bearer`.
#[must_use]
pub fn token(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let bearer = text(AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    bearer.map(str::to_owned).or_else(|| cookie(headers, SESSION))
}

/// A cookie's value.
#[must_use]
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|all| all.split(';'));
    cookies
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// What the database keeps of a token.
#[must_use]
pub fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The caller as one who may do the act.
fn permit(app: &App, caller: Caller, act: Act) -> Result<By, Problem> {
    if !act.is_own_account() {
        ready(app, &caller)?;
    }
    let Caller { person, organisation, grants, session, .. } = caller;
    let fitting: Vec<_> =
        act.allowed().iter().flat_map(|role| grants.iter().filter(move |grant| grant.role == *role)).collect();
    let own = act.is_own_account().then_some(Role::Observer);
    let role = fitting.first().map(|grant| grant.role).or(own).ok_or_else(|| forbidden(act))?;
    let scope = Scope(fitting.into_iter().map(|grant| grant.path.clone()).collect());
    Ok(By { person, role, organisation, scope, session, key: None })
}

/// Nothing but one's own account until the password is one's own, the roles don't rest, and the second factor is set up.
fn ready(app: &App, caller: &Caller) -> Result<(), Problem> {
    let needed = app.config.administrators_need_totp;
    let forbidden = |code| Err(Problem::new(StatusCode::FORBIDDEN, code));
    match caller {
        Caller { password_given: true, .. } => forbidden("password-must-change"),
        Caller { resting: true, .. } => forbidden("roles-resting"),
        Caller { totp_on: false, grants, .. } if needed && grants.iter().any(|grant| grant.role.is_privileged()) => {
            forbidden("totp-must-enrol")
        }
        _ => Ok(()),
    }
}

fn forbidden(act: Act) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "not-permitted")
        .with("act", Arg::Key(format!("act-{}", act.code().replace('.', "-"))))
}
