//! Which account is which inspector's.

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::rules::PersonState;
use crate::accounts::store::{person, role, within};
use crate::accounts::{PersonId, Role};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::problem::{FieldFault, Problem};
use crate::app::shell::found;
use crate::inspections::rules::{self, AccountChange};
use crate::inspections::store::{account, confirmation, team};
use crate::inspectors::InspectorId;
use crate::inspectors::store as inspector;

/// An inspector with an account.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = InspectionAccount)]
pub struct AccountBody {
    /// The inspector.
    pub inspector: InspectorId,
    /// Their name in the registry.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
    /// The account's person; nobody if it was taken away.
    pub person: Option<PersonId>,
    /// Their name.
    pub person_name: String,
    /// For another change.
    pub version: i64,
}

/// Somebody with the role 检查人员.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = InspectionPerson)]
pub struct PersonBody {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their login.
    pub login: String,
}

/// Whose accounts are known, and who could have one.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = InspectionAccounts)]
pub struct AccountsBody {
    /// Inspectors whose account was said at least once.
    pub rows: Vec<AccountBody>,
    /// People with the role 检查人员 who are no inspector's account yet.
    pub free: Vec<PersonBody>,
}

/// Whose account is an inspector's.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionAccountEdit)]
pub struct AccountEdit {
    /// The inspector.
    pub inspector: InspectorId,
    /// The account's person; nobody takes it away.
    pub person: Option<PersonId>,
    /// The version that was read; 0 if there was none.
    pub version: i64,
}

/// Whose accounts are known, among the inspectors of the caller's scope.
#[utoipa::path(get, path = "/api/v1/inspection-accounts", tag = "inspections", responses((status = 200, body = AccountsBody)))]
pub async fn list(Held(app): Held<App>, by: By) -> Result<Json<AccountsBody>, Problem> {
    Ok(Json(all(&app, &by).await?))
}

async fn all(app: &App, by: &By) -> Result<AccountsBody, Problem> {
    let linked = account::Entity::find().all(app.read()).await?;
    let inspectors = inspector::Entity::find().filter(inspector::Column::Organisation.in_subquery(within(&by.scope)));
    let inspectors: std::collections::BTreeMap<InspectorId, inspector::Model> =
        inspectors.all(app.read()).await?.into_iter().map(|row| (row.id, row)).collect();
    let names = person::names(app.read(), linked.iter().filter_map(|row| row.person)).await?;
    let row = |row: &account::Model| {
        let one = inspectors.get(&row.inspector)?;
        Some(AccountBody {
            inspector: row.inspector,
            name: one.name.clone(),
            certificate: one.certificate.clone(),
            person: row.person,
            person_name: row.person.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            version: row.version,
        })
    };
    let roles = role::Entity::find()
        .filter(role::Column::Role.eq(Role::Inspector))
        .filter(role::Column::Organisation.in_subquery(within(&by.scope)));
    let taken = |id: &PersonId| linked.iter().any(|row| row.person == Some(*id));
    let mut ids: Vec<PersonId> = roles.all(app.read()).await?.into_iter().map(|row| row.person).collect();
    ids.retain(|id| !taken(id));
    let mut free = Vec::new();
    for part in ids.chunks(500) {
        let people = person::Entity::find().filter(person::Column::Id.is_in(part.iter().copied()));
        let people = people.all(app.read()).await?.into_iter();
        free.extend(people.map(|row| PersonBody { id: row.id, name: row.name, login: row.login }));
    }
    Ok(AccountsBody { rows: linked.iter().filter_map(row).collect(), free })
}

/// Say whose account is an inspector's, or that nobody's is.
#[utoipa::path(post, path = "/api/v1/inspection-accounts", tag = "inspections", request_body = AccountEdit, responses((status = 200, body = AccountsBody)))]
pub async fn put(Held(app): Held<App>, by: By, Json(body): Json<AccountEdit>) -> Result<Json<AccountsBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    found(inspector::of(tx.db(), body.inspector, &by.scope).await?)?;
    if let Some(person) = body.person {
        let roles = role::Entity::find()
            .filter(role::Column::Person.eq(person))
            .filter(role::Column::Role.eq(Role::Inspector))
            .filter(role::Column::Organisation.in_subquery(within(&by.scope)));
        if roles.one(tx.db()).await?.is_none() {
            return Err(Problem::fields(vec![FieldFault::new("person", "visit-account-role")]));
        }
        account::is_free(tx.db(), person, body.inspector).await?;
    }
    let there = account::Entity::find_by_id(body.inspector).one(tx.db()).await?;
    if there.as_ref().map_or(0, |row| row.version) != body.version {
        return Err(Problem::stale());
    }
    let had = there.and_then(|row| row.person);
    let Some(change) = judged(tx.db(), body, had).await? else {
        tx.commit().await?;
        return Ok(Json(all(&app, &by).await?));
    };
    let (set_by, at, version) = (by.person, tx.now, body.version + 1);
    let row = account::Model { inspector: body.inspector, person: body.person, set_by, at, version };
    account::put(tx.db(), &row).await?;
    tx.record(row.act("inspection-account.set").code("account", change.code())).await?;
    tx.commit().await?;
    Ok(Json(all(&app, &by).await?))
}

/// What the change is, if it is one and may be made now.
async fn judged<C: ConnectionTrait>(
    db: &C,
    body: AccountEdit,
    had: Option<PersonId>,
) -> Result<Option<AccountChange>, Problem> {
    let is_usable = match had {
        Some(person) => {
            let row = person::Entity::find_by_id(person).one(db).await?;
            row.is_some_and(|row| row.state == PersonState::Active)
        }
        None => false,
    };
    let is_bound = match had {
        Some(person) if is_usable => {
            team::is_seated(db, body.inspector).await? || confirmation::is_awaited(db, (person, body.inspector)).await?
        }
        _ => false,
    };
    Ok(rules::account((had, body.person), is_usable, is_bound)?)
}
