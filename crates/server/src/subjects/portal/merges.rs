//! 合并公示: which entries were merged into which, the latest first. A merged entry is never drawn again, so everybody sees each.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::app::input::{Json, Query};
use crate::app::list::{Ask, Count, MOST, Page as Rows, page};
use crate::app::page::{Page, Reader, answer, crumbs, date};
use crate::app::portal::data::{Dataset, Holds, always};
use crate::app::problem::Problem;
use crate::app::value::Date;
use crate::subjects::rules::{Status, SubjectId, public_name};
use crate::subjects::store::subject;

/// Merges.
pub const DATASET: Dataset = Dataset {
    name: "merges",
    path: "/merges.json",
    paged: true,
    others: &["/merges"],
    key: &["code", "merged"],
    fields: &[
        always("code", Holds::Text),
        always("name", Holds::Text),
        always("into", Holds::Text),
        always("into_name", Holds::Text),
        always("merged", Holds::Day),
    ],
};

/// One of them.
#[derive(Clone, Debug, Serialize)]
struct Merge {
    code: String,
    name: String,
    into: String,
    into_name: String,
    merged: Date,
}

/// Where a list goes on.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    after: String,
}

impl After {
    fn link(path: &str, next: &str) -> String {
        let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
        format!("{path}?after={next}")
    }
}

/// A page of them. A merged entry isn't touched any more, so that its last change is the merge.
async fn rows(app: &App, after: After, limit: u64) -> Result<Rows<Merge>, Problem> {
    let after = (!after.after.is_empty()).then_some(after.after);
    let ask = Ask { limit: Some(limit), after, sort: Some("-merged".to_owned()), q: None };
    let merged = subject::Entity::find()
        .filter(subject::Column::MergedInto.is_not_null())
        .filter(subject::Column::Status.eq(Status::Merged));
    let sorts = &[("merged", subject::Column::Updated)];
    let found = page(app.read(), merged, &ask, sorts, subject::Column::Id).await?;
    let into = found.rows.iter().filter_map(|row| row.merged_into);
    let into = subject::Entity::find().filter(subject::Column::Id.is_in(into)).all(app.read()).await?;
    let into: BTreeMap<SubjectId, subject::Model> = into.into_iter().map(|row| (row.id, row)).collect();
    let name = |row: &subject::Model| public_name(row.kind, &row.name, &row.representative);
    Ok(found.map(|row| {
        let stays = row.merged_into.and_then(|id| into.get(&id));
        Merge {
            name: name(&row),
            into: stays.map(|stays| stays.code.clone()).unwrap_or_default(),
            into_name: stays.map(name).unwrap_or_default(),
            merged: row.updated.date(),
            code: row.code,
        }
    }))
}

#[derive(Serialize)]
struct Answer {
    rows: Vec<Merge>,
    next: Option<String>,
    count: Count,
}

/// A page of 200 rows; `next` is the path of the one behind it.
pub(super) async fn json(State(app): State<App>, Query(after): Query<After>) -> Result<Response, Problem> {
    let found = rows(&app, after, MOST).await?;
    let next = found.next.as_deref().map(|next| After::link(DATASET.path, next));
    Ok(Json(Answer { rows: found.rows, next, count: found.count }).into_response())
}

/// For people.
pub(super) async fn look(
    State(app): State<App>,
    reader: Reader,
    Query(after): Query<After>,
) -> Result<Response, Problem> {
    let found = rows(&app, after, 50).await?;
    let title = reader.say("portal-merges");
    let body = html! {
        (crumbs(reader, &[("/subjects", &reader.say("portal-subjects"))], &title))
        h1 { (title) }
        p { (reader.say("portal-merges-about")) }
        @if found.rows.is_empty() { p { (reader.say("portal-merges-none")) } } @else { (table(reader, &title, &found.rows)) }
        @if let Some(next) = &found.next { p { a href=(After::link("/merges", next)) rel="next" { (reader.say("portal-next")) } } }
        p.small { a href=(DATASET.path) { "JSON" } " · " a href="/subjects" { (reader.say("portal-subjects-back")) } }
    };
    Ok(answer(reader, &Page { title: &title, path: "/merges", body }))
}

fn table(reader: Reader, title: &str, rows: &[Merge]) -> Markup {
    let heads = ["portal-merges-gone", "portal-merges-into", "portal-merges-day"].map(|key| reader.say(key));
    html! {
        div.scroll tabindex="0" role="region" aria-label=(title) {
            table.stacked {
                thead { tr { @for head in &heads { th scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            th scope="row" { (row.name) " " span.number { (row.code) } }
                            td data-label=(heads[1]) { a href={ "/subjects/" (row.into) } { (row.into_name) } " " span.number { (row.into) } }
                            td data-label=(heads[2]) { (date(reader, row.merged)) }
                        }
                    }
                }
            }
        }
    }
}

/// On the page of the one that stays: what was merged into it.
pub(super) fn into(reader: Reader, gone: &[subject::Model]) -> Markup {
    let name = |row: &subject::Model| public_name(row.kind, &row.name, &row.representative);
    html! {
        @if !gone.is_empty() {
            h2 { (reader.say("portal-merges-here")) }
            p { (reader.say("portal-merges-here-about")) " " a href="/merges" { (reader.say("portal-merges-all")) } }
            ul { @for row in gone { li { (name(row)) " " span.number { (row.code) } " " (date(reader, row.updated.date())) } } }
        }
    }
}
