//! Results in public: a list to search, each result with all its versions, how many there are of a draw, and figures.

mod chart;
mod feed;
mod list;
mod result;
mod statistics;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::rules::State;
use super::store::result as row;
use crate::app::App;
use crate::app::page::Reader;
use crate::app::portal::data::{Dataset, Holds, always, perhaps};
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;
use crate::inspections::store::visit;

/// The published results.
pub const DATASET: Dataset = Dataset {
    name: "results",
    path: "/results.json",
    paged: true,
    others: &["/results.csv", "/feeds/results.atom", "/results"],
    key: &["visit", "number"],
    fields: &[
        always("visit", Holds::Id),
        always("number", Holds::Number),
        always("name", Holds::Text),
        always("code", Holds::Text),
        always("office", Holds::Text),
        perhaps("domain", Holds::Code),
        always("region", Holds::Text),
        always("items", Holds::Code),
        always("visited", Holds::Day),
        always("results", Holds::Code),
        always("due", Holds::Day),
        always("provisional", Holds::Flag),
        always("published", Holds::Day),
        always("path", Holds::Text),
        always("digest", Holds::Text),
    ],
};

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/results", get(list::page))
        .route("/results.csv", get(list::text))
        .route("/results.json", get(list::json))
        .route("/results/{visit}", get(result::latest))
        .route("/results/{visit}/outcomes.json", get(result::outcomes))
        .route("/results/{visit}/{number}", get(result::version))
        .route("/results/{visit}/{number}/disclosure.json", get(result::whole))
        .route("/statistics", get(statistics::page))
        .route("/feeds/results.atom", get(feed::feed))
}

/// Results on the home page: how many are public. Nothing while there are none.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move {
        let count = row::Entity::find().filter(row::Column::State.eq(State::Published)).count(app.read()).await?;
        if count == 0 {
            return Ok(html! {});
        }
        let figure = reader.words.say("card-results-figure", &[("n", &count)]);
        let text = reader.say("card-results-text");
        Ok(shown(&reader.say("results-title"), &figure, &text, ("/results", &reader.say("card-results-link"))))
    })
}

/// The most results that the site map names.
const MOST: u64 = 10_000;

/// The latest results, for the site map.
pub fn pages(app: App) -> Looked<Vec<Listed>> {
    Box::pin(async move {
        let rows = latest(&app, MOST).await?;
        let first = Listed { path: "/results".to_owned(), changed: rows.first().map(|row| row.at) };
        let listed = |row: &row::Model| Listed { path: format!("/results/{}", row.visit), changed: Some(row.at) };
        let figures = Listed { path: "/statistics".to_owned(), changed: None };
        Ok([first, figures].into_iter().chain(rows.iter().map(listed)).collect())
    })
}

/// The results in force, the latest first.
async fn latest(app: &App, most: u64) -> Result<Vec<row::Model>, Problem> {
    let rows = row::Entity::find().filter(row::Column::State.eq(State::Published));
    let rows = rows.order_by_desc(row::Column::At).order_by_desc(row::Column::Id);
    Ok(rows.limit(most).all(app.read()).await?)
}

/// How many of an announced draw's visits have a public result. Nothing before it is dispatched.
pub fn part(app: App, reader: Reader, draw: Uuid) -> Looked<Markup> {
    Box::pin(async move {
        let visits = visit::Entity::find().filter(visit::Column::Draw.eq(draw)).count(app.read()).await?;
        let public =
            row::Entity::find().filter(row::Column::Draw.eq(draw)).filter(row::Column::State.eq(State::Published));
        let public = public.count(app.read()).await?;
        if visits == 0 {
            return Ok(html! {});
        }
        let says = reader.words.say("results-of-draw", &[("visits", &visits), ("n", &public)]);
        Ok(html! {
            h2 #results { (reader.say("results-title")) }
            p { (says) }
            @if public > 0 { p { a href={ "/results?draw=" (draw) } { (reader.say("results-of-draw-link")) } } }
        })
    })
}

/// A result's codes in words.
fn outcome(reader: Reader, row: &row::Model) -> Result<String, Problem> {
    let said: Vec<String> =
        row.outcome()?.into_iter().map(|result| reader.say(&format!("visit-result-{result}"))).collect();
    Ok(said.join(&reader.say("portal-list-separator")))
}
