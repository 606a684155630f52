//! The public registry for programs: CSV and JSON page by page, and an Atom feed of the latest changes.

use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use maud::{PreEscaped, html};
use serde::Serialize;

use super::{Shown, Wanted, latest, list};
use crate::app::App;
use crate::app::input::{Json, Query};
use crate::app::list::{Count, MOST};
use crate::app::page::Reader;
use crate::app::problem::Problem;

/// How many changes the feed has.
const LATEST: u64 = 50;

#[derive(Serialize)]
struct Rows {
    rows: Vec<Shown>,
    next: Option<String>,
    count: Count,
}

/// A page of 200 rows; `next` is the path of the one behind it.
pub(super) async fn json(State(app): State<App>, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let found = list(&app, &wanted, MOST).await?;
    let next = found.next.as_deref().map(|next| wanted.link("/subjects.json", next));
    Ok(Json(Rows { rows: found.rows, next, count: found.count }).into_response())
}

/// A page of 200 rows; the header `Link` has the path of the one behind it.
pub(super) async fn csv(
    State(app): State<App>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    const COLUMNS: [&str; 7] = [
        "subject-code",
        "subject-name",
        "subject-kind",
        "subject-domain",
        "subject-industry",
        "subject-region",
        "subject-status",
    ];
    let found = list(&app, &wanted, MOST).await?;
    let mut writer = csv::Writer::from_writer(Vec::from("\u{feff}"));
    writer.write_record(COLUMNS.map(|key| reader.say(key))).map_err(Problem::broken)?;
    for row in found.rows {
        let named = |key: &str, code: &str| reader.say(&format!("{key}-{code}"));
        let cells = [
            row.code,
            row.name,
            named("subject-kind", row.kind.code()),
            named("subject-domain", row.domain.code()),
            row.industry,
            row.region,
            named("subject-status", row.status.code()),
        ];
        writer.write_record(cells).map_err(Problem::broken)?;
    }
    let bytes = writer.into_inner().map_err(Problem::broken)?;
    let mut response = ([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response();
    if let Some(next) = found.next {
        let link = format!("<{}>; rel=\"next\"", wanted.link("/subjects.csv", &next));
        response.headers_mut().insert(LINK, link.parse().map_err(Problem::broken)?);
    }
    Ok(response)
}

/// The 50 that changed last of what is asked for, with the same filters as the page.
pub(super) async fn atom(
    State(app): State<App>,
    reader: Reader,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let rows = latest(&app, &wanted, LATEST).await?;
    let path = wanted.link("/subjects", "");
    // Each question is a feed of its own, and named so.
    let asked = path.strip_prefix("/subjects").unwrap_or_default();
    let home = app.config.public_url.clone().unwrap_or_default();
    let home = home.trim_end_matches('/');
    let updated = rows.first().map_or_else(|| app.now(), |row| row.updated);
    let feed = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>"))
        feed xmlns="http://www.w3.org/2005/Atom" {
            title { (reader.say("portal-subjects")) }
            id { "urn:yaoguang:" (app.config.journal_origin) ":subjects" (asked) }
            updated { (updated) }
            author { name { (app.config.journal_organisation) } }
            (PreEscaped(format!("<link rel=\"alternate\" href=\"{home}{}\"/>", path.replace('&', "&amp;"))))
            @for row in &rows {
                entry {
                    title { (row.name) }
                    id { "urn:yaoguang:" (app.config.journal_origin) ":subject:" (row.code) }
                    updated { (row.updated) }
                    (PreEscaped(format!("<link rel=\"alternate\" href=\"{home}{}\"/>", row.link())))
                    summary { (row.code) " · " (reader.say(&format!("subject-status-{}", row.status))) }
                }
            }
        }
    };
    Ok(([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], feed.into_string()).into_response())
}
