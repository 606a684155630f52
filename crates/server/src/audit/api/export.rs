//! Acts taken out as a file, as they are filtered now: an act itself.

use axum::extract::State;
use axum::response::Response;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::ActBody;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::journal::record::row;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::sheet::{Form, Writing};
use crate::app::words::Words;
use crate::audit::rules;
use crate::audit::store::list::{Filters, select};
use crate::codes;

/// How many rows are read at once.
const ROWS: u64 = 500;

codes! {
    /// What kind of file.
    ActsFormat {
        /// 逗号分隔文本.
        Csv = "csv",
        /// Excel.
        Xlsx = "xlsx",
    }
}

/// What to take out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActsExport {
    /// What kind of file.
    pub format: ActsFormat,
    /// As in the list.
    #[serde(default)]
    pub q: Option<String>,
    /// As in the list.
    #[serde(default)]
    pub filters: Filters,
}

/// Take acts out as a file, in the order of time. At most 100,000.
#[utoipa::path(post, path = "/api/v1/journal/acts/export", tag = "journal", request_body = ActsExport, responses((status = 200, description = "The file", content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export(
    State(app): State<App>,
    by: By,
    reader: Reader,
    Json(ask): Json<ActsExport>,
) -> Result<Response, Problem> {
    let those = select(&ask.filters, ask.q.as_deref(), &by.scope);
    rules::export(those.clone().limit(rules::EXPORT_MOST + 1).count(app.read()).await?)?;
    let form = if ask.format == ActsFormat::Csv { Form::Csv } else { Form::Xlsx };
    let heads = HEADS.iter().map(|key| reader.words.say(key, &[])).collect();
    let mut file = Writing::begin(form, heads, move |act| cells(act, reader.words));
    let mut last = Uuid::nil();
    loop {
        let next = those.clone().filter(row::Column::Id.gt(last)).order_by_asc(row::Column::Id).limit(ROWS);
        let rows = ActBody::all(app.read(), next.all(app.read()).await?).await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        if !file.put(rows).await {
            break;
        }
    }
    file.taken(&app, &by, ("journal", &lots::canonical::to_text(&(&ask.q, &ask.filters)))).await
}

const HEADS: [&str; 9] = [
    "audit-at",
    "audit-act",
    "audit-thing",
    "audit-thing-name",
    "audit-thing-id",
    "audit-person",
    "audit-role",
    "audit-facts",
    "audit-entry",
];

fn cells(act: &ActBody, words: &Words) -> Vec<String> {
    let worded = |key: String, otherwise: &str| {
        if words.has(&key) { words.say(&key, &[]) } else { otherwise.to_owned() }
    };
    vec![
        act.at.local().strftime("%Y-%m-%d %H:%M:%S").to_string(),
        worded(format!("entry-{}", act.act.replace('.', "-")), &act.act),
        worded(format!("case-{}", act.thing), &act.thing),
        act.thing_name.clone().unwrap_or_default(),
        act.thing_id.to_string(),
        act.person.as_ref().map(|person| person.name.clone()).or_else(|| act.party.clone()).unwrap_or_default(),
        worded(format!("role-{}", act.role), &act.role),
        act.facts.to_string(),
        act.entry.map(|entry| entry.to_string()).unwrap_or_default(),
    ]
}
