//! Acts taken out as a file, as they are filtered now: an act itself.

use axum::extract::State;
use axum::response::Response;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc::{Receiver, channel};
use utoipa::ToSchema;
use uuid::Uuid;

use super::wire::ActBody;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::journal::record::row;
use crate::app::journal::{Act, Case};
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::sheet::{Failure, Form, Sheet, answer};
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
#[utoipa::path(post, path = "/api/v1/journal/acts/export", tag = "journal", request_body = ActsExport, responses((status = 200, description = "The file", content_type = "application/octet-stream")))]
pub async fn export(
    State(app): State<App>,
    by: By,
    reader: Reader,
    Json(ask): Json<ActsExport>,
) -> Result<Response, Problem> {
    let those = select(&ask.filters, ask.q.as_deref(), &by.scope);
    rules::export(those.clone().limit(rules::EXPORT_MOST + 1).count(app.read()).await?)?;
    let form = if ask.format == ActsFormat::Csv { Form::Csv } else { Form::Xlsx };
    let (sender, receiver) = channel(2);
    let writing = tokio::task::spawn_blocking(move || write(form, reader.words, receiver));
    let (mut last, mut count) = (Uuid::nil(), 0);
    loop {
        let next = those.clone().filter(row::Column::Id.gt(last)).order_by_asc(row::Column::Id).limit(ROWS);
        let rows = ActBody::all(app.read(), next.all(app.read()).await?).await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        count += rows.len();
        // The writer ends early only with an error, which is told below.
        if sender.send(rows).await.is_err() {
            break;
        }
    }
    drop(sender);
    let file = writing.await.map_err(Problem::broken)?.map_err(Problem::broken)?;
    let mut tx = app.begin(&by).await?;
    let act = Act::new("export.made", Case { kind: "export", id: app.fresh() });
    let act = act.code("of", "journal").code("format", ask.format.code()).digest("query", digest(&ask));
    tx.record(act.number("rows", i64::try_from(count).unwrap_or(i64::MAX))).await?;
    tx.commit().await?;
    Ok(answer(file, form, "acts"))
}

/// Of what was asked: who knows the question can show that it was this one.
fn digest(ask: &ActsExport) -> lots::hash::Digest {
    let question = lots::canonical::to_text(&(&ask.q, &ask.filters));
    lots::hash::Digest(Sha256::digest(question.as_bytes()).into())
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

fn write(form: Form, words: &Words, mut chunks: Receiver<Vec<ActBody>>) -> Result<std::fs::File, Failure> {
    let mut sheet = Sheet::begin(form)?;
    sheet.put(&HEADS.map(|key| words.say(key, &[])))?;
    while let Some(rows) = chunks.blocking_recv() {
        for row in rows {
            sheet.put(&cells(&row, words))?;
        }
    }
    sheet.end()
}

fn cells(act: &ActBody, words: &Words) -> [String; 9] {
    let worded = |key: String, otherwise: &str| {
        if words.has(&key) { words.say(&key, &[]) } else { otherwise.to_owned() }
    };
    [
        act.at.local().strftime("%Y-%m-%d %H:%M:%S").to_string(),
        worded(format!("entry-{}", act.act.replace('.', "-")), &act.act),
        worded(format!("case-{}", act.thing), &act.thing),
        act.thing_name.clone().unwrap_or_default(),
        act.thing_id.to_string(),
        act.person.as_ref().map(|person| person.name.clone()).unwrap_or_default(),
        worded(format!("role-{}", act.role), &act.role),
        act.facts.to_string(),
        act.entry.map(|entry| entry.to_string()).unwrap_or_default(),
    ]
}
