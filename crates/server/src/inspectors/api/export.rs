//! The register as a file. Phones and id numbers stay out of it; that it was taken is recorded.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use super::importer::FIELDS;
use super::register::{Filters, chosen};
use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Query;
use crate::app::journal::{Act, Case};
use crate::app::list::Ask;
use crate::app::problem::Problem;
use crate::app::sheet::{Form, Writing, answer};
use crate::app::words::{Words, asked_for, words};
use crate::inspectors::rules::InspectorId;
use crate::inspectors::store::{Column, Entity, Model, list_of};

/// How many rows are read at once.
const ROWS: u64 = 1000;

/// The rows of a list as CSV, with the filters of the list. The columns are those an import knows.
#[utoipa::path(get, path = "/api/v1/inspectors/export.csv", tag = "inspectors", params(Ask, Filters), responses((status = 200, body = Vec<u8>, content_type = "text/csv")))]
pub async fn csv(
    State(app): State<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(filters): Query<Filters>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    export(&app, &by, (&ask, &filters), Form::Csv, words(asked_for(&headers))).await
}

/// The rows of a list as a workbook, with the filters of the list. The columns are those an import knows.
#[utoipa::path(get, path = "/api/v1/inspectors/export.xlsx", tag = "inspectors", params(Ask, Filters), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn xlsx(
    State(app): State<App>,
    by: By,
    Query(ask): Query<Ask>,
    Query(filters): Query<Filters>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    export(&app, &by, (&ask, &filters), Form::Xlsx, words(asked_for(&headers))).await
}

async fn export(
    app: &App,
    by: &By,
    (ask, filters): (&Ask, &Filters),
    form: Form,
    words: &'static Words,
) -> Result<Response, Problem> {
    let select = chosen(app.read(), by, (ask.q.as_deref(), filters), app.now().date()).await?;
    let names = names(app.read()).await?;
    let shown = || FIELDS.iter().filter(|field| cell_of(field.name).is_some());
    let mut heads: Vec<String> = shown().map(|field| words.say(field.label_key, &[])).collect();
    heads.push(words.say("inspector-field-state", &[]));
    let mut file = Writing::begin(form, heads, move |row: &Model| cells(row, words, &names));
    let mut last = InspectorId(Uuid::nil());
    loop {
        let rows = next(app.read(), &select, last).await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        if !file.put(rows).await {
            break;
        }
    }
    let (file, count) = file.end().await?;
    let mut tx = app.begin(by).await?;
    let case = Case { kind: "inspector-export", id: app.fresh() };
    let act = Act::new("inspector.exported", case).code("form", form.end());
    tx.record(act.number("count", count)).await?;
    tx.commit().await?;
    Ok(answer(file, form, "inspectors"))
}

async fn next<C: ConnectionTrait>(db: &C, select: &Select<Entity>, after: InspectorId) -> Result<Vec<Model>, Problem> {
    let rows = select.clone().filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(ROWS);
    Ok(rows.all(db).await?)
}

async fn names<C: ConnectionTrait>(db: &C) -> Result<Vec<(OrganisationId, String)>, Problem> {
    let rows = organisation::Entity::find().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

fn cells(row: &Model, words: &Words, names: &[(OrganisationId, String)]) -> Vec<String> {
    let name = names.iter().find(|(id, _)| *id == row.organisation).map_or_else(String::new, |(_, name)| name.clone());
    let around = Around { organisation: name, separator: &words.say("inspector-list-separator", &[]), words };
    let shown = FIELDS.iter().filter_map(|field| cell_of(field.name));
    let mut cells: Vec<String> = shown.map(|cell| cell(row, &around)).collect();
    cells.push(words.say(&format!("inspector-state-{}", row.state), &[]));
    cells
}

/// What a cell needs beside the row.
struct Around<'a> {
    organisation: String,
    separator: &'a str,
    words: &'a Words,
}

type Cell = fn(&Model, &Around<'_>) -> String;

/// How a field is written; nothing for those that stay out.
fn cell_of(field: &str) -> Option<Cell> {
    let cell: Cell = match field {
        "certificate" => |row, _| row.certificate.clone(),
        "name" => |row, _| row.name.clone(),
        "valid_to" => |row, _| row.valid_to.to_string(),
        "valid_from" => |row, _| row.valid_from.map_or_else(String::new, |date| date.to_string()),
        "issuer" => |row, _| row.issuer.clone(),
        "organisation" => |_, around| around.organisation.clone(),
        "unit" => |row, _| row.unit.clone(),
        "level" => |row, _| row.level.clone(),
        "post" => |row, _| row.post.clone(),
        "fields" => |row, around| list_of(&row.fields).join(around.separator),
        "qualifications" => |row, around| list_of(&row.qualifications).join(around.separator),
        "expert" => |row, around| around.words.say(if row.expert { "inspector-yes" } else { "inspector-no" }, &[]),
        "area" => |row, _| row.area.clone(),
        "languages" => |row, around| list_of(&row.languages).join(around.separator),
        _ => return None,
    };
    Some(cell)
}
