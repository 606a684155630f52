//! An organisation's rule on training.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::store::organisation_within;
use crate::accounts::{Faults, OrganisationId, open_within};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Query};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::inspectors::store::setting;

/// Whose rule.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Of {
    /// The organisation.
    #[param(value_type = String)]
    pub organisation: OrganisationId,
}

/// An organisation's rule, and the one in force for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct SettingBody {
    /// Whose.
    pub organisation: OrganisationId,
    /// Its own rule, in months; 0 asks for no training, nothing leaves it to the organisation above.
    pub training_months: Option<i64>,
    /// The rule in force, its own or one from above; nothing if none asks for a training.
    pub in_force: Option<i32>,
    /// For edits; 0 if it has none of its own.
    pub version: i64,
}

/// A rule to set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingEdit {
    /// Whose.
    pub organisation: OrganisationId,
    /// Within how many months a training must have been passed, 1 to 120; 0 asks for none.
    pub training_months: i64,
    /// The version that was read, 0 if there was none.
    pub version: i64,
}

/// The rule on training: who hasn't passed one within so many months isn't drawn.
#[utoipa::path(get, path = "/api/v1/inspectors/settings", tag = "inspectors", params(Of), responses((status = 200, body = SettingBody)))]
pub async fn look(State(app): State<App>, by: By, Query(of): Query<Of>) -> Result<Json<SettingBody>, Problem> {
    found(organisation_within(app.read(), of.organisation, &by.scope).await?)?;
    body(&app, of.organisation).await
}

async fn body(app: &App, organisation: OrganisationId) -> Result<Json<SettingBody>, Problem> {
    let own = setting::of(app.read(), organisation).await?;
    let in_force = setting::months(app.read()).await?.get(&organisation).copied();
    let version = own.as_ref().map_or(0, |row| row.version);
    Ok(Json(SettingBody { organisation, training_months: own.map(|row| row.training_months), in_force, version }))
}

/// Set the rule for an organisation and what is below it.
#[utoipa::path(post, path = "/api/v1/inspectors/settings", tag = "inspectors", request_body = SettingEdit, responses((status = 200, body = SettingBody)))]
pub async fn set(State(app): State<App>, by: By, Json(edit): Json<SettingEdit>) -> Result<Json<SettingBody>, Problem> {
    let SettingEdit { organisation, training_months, version } = edit;
    let mut faults = Faults::default();
    faults.note("training_months", (!(0..=120).contains(&training_months)).then_some("out-of-range"));
    faults.settled()?;
    let mut tx = app.begin(&by).await?;
    open_within(tx.db(), organisation, &by).await?;
    let own = setting::of(tx.db(), organisation).await?;
    if own.as_ref().map_or(0, |row| row.version) != version {
        return Err(Problem::stale());
    }
    let id = own.map_or_else(|| app.fresh(), |row| row.id);
    let row = setting::Model { id, organisation, training_months, version: version + 1 };
    setting::save(tx.db(), &row).await?;
    tx.record(row.act("inspector-setting.set")).await?;
    tx.commit().await?;
    body(&app, organisation).await
}
