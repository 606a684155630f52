//! That an account is its owner's: after a reset or a restoring its roles rest until somebody else says so.
//!
//! The system administrator gives passwords and takes second factors off; without this, that one person could sign in as everybody.

use axum::extract::State;
use sea_orm::ConnectionTrait;

use super::organisations::VersionBody;
use super::people::load;
use super::wire::PersonBody;
use crate::accounts::rules::{self, Confirmer, Confirming, PersonId, Role};
use crate::accounts::store::{is_held_beside, person, role};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found, next};

/// Confirm that an account is its owner's: its roles hold again.
#[utoipa::path(post, path = "/api/v1/people/{id}/confirm", tag = "accounts", params(("id" = PersonId, Path)), request_body = VersionBody, responses((status = 200, body = PersonBody)))]
pub async fn confirm(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<VersionBody>,
) -> Result<Json<PersonBody>, Problem> {
    Ok(Json(asked(&app, (&by, Confirmer::Security(by.person)), id, body.version).await?))
}

/// Confirm that the last security administrator's account is its owner's: its roles hold again.
#[utoipa::path(post, path = "/api/v1/people/{id}/vouch", tag = "accounts", params(("id" = PersonId, Path)), request_body = VersionBody, responses((status = 200, body = PersonBody)))]
pub async fn vouch(
    State(app): State<App>,
    by: By,
    Path(id): Path<PersonId>,
    Json(body): Json<VersionBody>,
) -> Result<Json<PersonBody>, Problem> {
    Ok(Json(asked(&app, (&by, Confirmer::Audit(by.person)), id, body.version).await?))
}

async fn asked(app: &App, (by, who): (&By, Confirmer), id: PersonId, version: i64) -> Result<PersonBody, Problem> {
    let mut tx = app.begin(by).await?;
    let (row, roles) = load(tx.db(), id, by).await?;
    judge(tx.db(), who, &row).await?;
    let row = person::Model { version: next(row.version, version), ..row };
    let row = done(&mut tx, row, &roles).await?;
    tx.commit().await?;
    Ok(PersonBody::new(row, &roles))
}

/// Confirm the last security administrator's account at the server, where no audit administrator can either.
///
/// # Errors
/// `not-found`, or what [`rules::confirm()`] refuses.
pub async fn at_server(app: &App, login: &str) -> Result<(), Problem> {
    let mut tx = app.begin_as(Actor::SYSTEM).await?;
    let row = found(person::of_login(tx.db(), login).await?)?;
    judge(tx.db(), Confirmer::Server, &row).await?;
    let roles = role::of(tx.db(), row.id).await?;
    let row = person::Model { version: row.version + 1, ..row };
    done(&mut tx, row, &roles).await?;
    tx.commit().await
}

async fn judge<C: ConnectionTrait>(db: &C, who: Confirmer, row: &person::Model) -> Result<(), Problem> {
    let mut others = Vec::new();
    for role in [Role::SecurityAdmin, Role::AuditAdmin] {
        if is_held_beside(db, row, role).await? {
            others.push(role);
        }
    }
    let (person, lane) = (row.id, row.lane);
    let (resting, password_given) = (row.resting, row.password_given);
    Ok(rules::confirm(who, Confirming { person, lane, resting, password_given, others: &others })?)
}

async fn done(tx: &mut Tx, row: person::Model, roles: &[role::Model]) -> Result<person::Model, Problem> {
    let row = person::Model { resting: false, ..row };
    person::save(tx.db(), &row).await?;
    tx.record(row.act("person.confirmed", roles)).await?;
    Ok(row)
}
