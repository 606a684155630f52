//! What publishing would make public of a result, word for word, for whoever is about to.

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::publish::told;
use crate::accounts::store::within;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::disclosure::rules::Public;
use crate::disclosure::store::{calendar, due};
use crate::draws::store::draw;
use crate::inspections::RecordId;
use crate::inspections::store::sight::Sight;
use crate::inspections::store::{record, team, visit};

/// What everybody would read of a reviewed version, were it published now.
#[utoipa::path(get, path = "/api/v1/disclosures/{id}/text", tag = "disclosure", params(("id" = RecordId, Path)), responses((status = 200, body = Public)))]
pub async fn look(Held(app): Held<App>, by: By, Path(id): Path<RecordId>) -> Result<Json<Public>, Problem> {
    let db = app.read();
    let rows = record::Entity::find_by_id(id).filter(record::Column::Organisation.in_subquery(within(&by.scope)));
    let row = found(rows.filter(record::Column::Reviewer.is_not_null()).one(db).await?)?;
    let sight = Sight::of(db, &by).await?;
    let visit = found(visit::Entity::find_by_id(row.visit).filter(sight.clause()).one(db).await?)?;
    let draw = found(draw::Entity::find_by_id(visit.draw).one(db).await?)?;
    let there = team::there(db, &[(visit.draw, &row)]).await?.remove(&id).unwrap_or_default();
    let due = due::of_version(db, &row, (&app.config.disclosure, &calendar(db).await?)).await?;
    Ok(Json(told(db, (&visit, &row), &draw, (due, app.now().date()), there).await?))
}
