//! Plans in public: what will be drawn this year, in all versions that were ever published.

mod list;
mod version;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};

use super::rules::State;
use super::store::{self, plan};
use crate::app::App;
use crate::app::page::Reader;
use crate::app::portal::data::{Dataset, Holds, always, perhaps};
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;

/// The published plans.
pub const DATASET: Dataset = Dataset {
    name: "plans",
    path: "/plans.json",
    paged: false,
    others: &["/feeds/plans.atom", "/plans"],
    key: &["id"],
    fields: &[
        always("id", Holds::Id),
        always("organisation_name", Holds::Text),
        always("year", Holds::Number),
        always("number", Holds::Number),
        always("title", Holds::Text),
        always("state", Holds::Code),
        always("lines", Holds::Number),
        always("filing_number", Holds::Text),
        perhaps("filing_date", Holds::Day),
        perhaps("published_at", Holds::Time),
        perhaps("digest", Holds::Text),
    ],
};

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/plans", get(list::page))
        .route("/plans.json", get(list::json))
        .route("/plans/{id}", get(version::page))
        .route("/plans/{id}/lines.csv", get(version::text))
        .route("/plans/{id}/plan.json", get(version::whole))
        .route("/feeds/plans.atom", get(list::feed))
}

/// The name a version goes by.
fn name(reader: Reader, row: &plan::Model) -> String {
    reader.words.say("plans-name", &[("title", &row.title), ("year", &row.year.to_string()), ("number", &row.number)])
}

/// Where it stands, as a mark with words.
fn standing(reader: Reader, state: State) -> Markup {
    let mark = match state {
        State::Published => "edition-in-force",
        _ => "edition-past",
    };
    html! { span class={ "mark " (mark) } { (reader.say(&format!("plan-state-{state}"))) } }
}

/// This year's plan on the home page, or how to find others.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move { card_of(&app, reader).await })
}

async fn card_of(app: &App, reader: Reader) -> Result<Markup, Problem> {
    let year = i64::from(app.now().date().0.year());
    let rows = store::all_public(app.read()).await?;
    let in_force: Vec<_> = rows.iter().filter(|row| row.year == year && row.state == State::Published).collect();
    let (heading, link) = (reader.say("card-plans"), reader.say("card-plans-link"));
    if in_force.is_empty() {
        return Ok(
            html! { section.card { h2 { (heading) } p { (reader.say("plans-none")) } p { a href="/plans" { (link) } } } },
        );
    }
    let lines: i64 = in_force.iter().map(|row| row.line_count).sum();
    let only = in_force.first().filter(|_| in_force.len() == 1).map(|row| format!("/plans/{}", row.id));
    let path = only.unwrap_or_else(|| "/plans".to_owned());
    let text = reader.words.say("card-plans-text", &[("year", &year.to_string())]);
    Ok(shown(&heading, &reader.words.say("card-plans-figure", &[("n", &lines)]), &text, (&path, &link)))
}

/// Every public version.
pub fn pages(app: App) -> Looked<Vec<Listed>> {
    Box::pin(async move {
        let rows = store::all_public(app.read()).await?;
        let first = Listed { path: "/plans".to_owned(), changed: rows.first().and_then(|row| row.published_at) };
        let listed = |row: &plan::Model| Listed { path: format!("/plans/{}", row.id), changed: row.published_at };
        Ok([first].into_iter().chain(rows.iter().map(listed)).collect())
    })
}
