//! Visits taken out as a file, as they are filtered now: an act. What a record says of them comes along once it was handed in.

use axum::extract::State as Held;
use axum::response::Response;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::lists::{Which, chosen};
use super::wire::{Names, VisitRow};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Json;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::sheet::{Form, Writing};
use crate::app::words::Words;
use crate::codes;
use crate::inspections::rules::{self, Record, State, VisitId};
use crate::inspections::store::visit;

/// How many rows are read at once.
const ROWS: u64 = 500;

codes! {
    /// What kind of file.
    VisitsFormat {
        /// 逗号分隔文本.
        Csv = "csv",
        /// Excel.
        Xlsx = "xlsx",
    }
}

/// What to take out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VisitsExport {
    /// What kind of file.
    pub format: VisitsFormat,
    /// As in the list.
    #[serde(default)]
    pub q: Option<String>,
    /// As in the list.
    #[serde(default)]
    pub filters: Which,
}

/// A visit, and its record if it was handed in.
type Line = (VisitRow, Option<Record>);
/// The key of a column's heading, and a row's cell.
type Column = (&'static str, fn(&Line, &Words) -> String);

const COLUMNS: &[Column] = &[
    ("visits-subject", |(row, _), _| row.name.clone()),
    ("visits-code", |(row, _), _| row.code.clone()),
    ("visits-region", |(row, _), _| row.region.clone()),
    ("visits-domain", |(row, _), words| {
        row.domain.map(|domain| words.say(&format!("subject-domain-{domain}"), &[])).unwrap_or_default()
    }),
    ("visits-address", |(row, _), _| row.address.clone()),
    ("visits-task", |(row, _), _| row.task.clone()),
    ("visits-organisation", |(row, _), _| row.organisation_name.clone()),
    ("visits-items", |(row, _), words| row.items.join(&words.say("visits-separator", &[]))),
    ("visits-first-day", |(row, _), _| row.first_day.to_string()),
    ("visits-last-day", |(row, _), _| row.last_day.to_string()),
    ("visits-state", |(row, _), words| words.say(&format!("visits-state-{}", row.state), &[])),
    ("visits-overdue", |(row, _), words| words.say(if row.overdue { "visits-yes" } else { "visits-no" }, &[])),
    ("visits-notice-number", |(row, _), words| {
        let number = |notice: super::wire::NoticeNumber| {
            words.say("notice-number", &[("year", &notice.year.to_string()), ("number", &notice.number)])
        };
        row.notice.map(number).unwrap_or_default()
    }),
    ("visits-team", |(row, _), words| {
        let member = |member: &super::wire::MemberBody| format!("{} {}", member.name, member.certificate);
        row.team.iter().map(member).collect::<Vec<_>>().join(&words.say("visits-separator", &[]))
    }),
    ("visits-visited", |(_, record), _| {
        record.as_ref().and_then(|record| record.visited).map(|day| day.to_string()).unwrap_or_default()
    }),
    ("visits-results", |(_, record), words| {
        let said = |result| words.say(&format!("visit-result-{result}"), &[]);
        let results = record.iter().flat_map(|record| &record.results).map(said);
        results.collect::<Vec<_>>().join(&words.say("visits-separator", &[]))
    }),
];

/// Take visits out as a file, in the order in which they were dispatched. At most 100,000.
#[utoipa::path(post, path = "/api/v1/visits/export", tag = "inspections", request_body = VisitsExport, responses((status = 200, description = "The file", content((Vec<u8> = "text/csv"), (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
pub async fn export(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Json(ask): Json<VisitsExport>,
) -> Result<Response, Problem> {
    let today = app.now().date();
    let those = chosen(&app, &by, (ask.q.as_deref(), &ask.filters)).await?;
    rules::export(those.clone().limit(rules::EXPORT_MOST + 1).count(app.read()).await?)?;
    let form = if ask.format == VisitsFormat::Csv { Form::Csv } else { Form::Xlsx };
    let heads = COLUMNS.iter().map(|(key, _)| reader.words.say(key, &[])).collect();
    let cells = move |line: &Line| COLUMNS.iter().map(|(_, cell)| cell(line, reader.words)).collect();
    let mut file = Writing::begin(form, heads, cells);
    let mut last = VisitId(Uuid::nil());
    loop {
        let next = those.clone().filter(visit::Column::Id.gt(last)).order_by_asc(visit::Column::Id).limit(ROWS);
        let rows = next.all(app.read()).await?;
        let Some(end) = rows.last() else { break };
        last = end.id;
        let names = Names::of(app.read(), &rows, today).await?;
        let lines: Result<Vec<Line>, Problem> = rows.iter().map(|row| line(row, &names)).collect();
        if !file.put(lines?).await {
            break;
        }
    }
    file.taken(&app, &by, ("visits", &lots::canonical::to_text(&(&ask.q, &ask.filters)))).await
}

fn line(row: &visit::Model, names: &Names) -> Result<Line, Problem> {
    let is_handed_in = matches!(row.state, State::Recorded | State::Reviewed);
    Ok((VisitRow::new(row, names)?, if is_handed_in { Some(row.said()?) } else { None }))
}
