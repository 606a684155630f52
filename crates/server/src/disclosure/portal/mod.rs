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
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Statement,
};
use uuid::Uuid;

use super::rules::State;
use super::store::result as row;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::portal::data::{Dataset, Holds, always, perhaps};
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::draws::DrawId;
use crate::draws::store::{draw as drawing, target};
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

/// How many of an announced draw's targets were dispatched, visited and have a public result; once its days are over, how many were never visited; and how
/// often a record went back to its writers before it was reviewed.
pub fn part(app: App, reader: Reader, draw: Uuid) -> Looked<Markup> {
    Box::pin(async move {
        let of = found(drawing::Entity::find_by_id(DrawId(draw)).one(app.read()).await?)?;
        let standing =
            target::Entity::find().filter(target::Column::Draw.eq(draw)).filter(target::Column::Gone.is_null());
        let standing = standing.count(app.read()).await?;
        let all = visit::Entity::find().filter(visit::Column::Draw.eq(draw));
        let visits = all.clone().count(app.read()).await?;
        let visited = all.filter(visit::Column::Reviewed.gt(0)).count(app.read()).await?;
        let public =
            row::Entity::find().filter(row::Column::Draw.eq(draw)).filter(row::Column::State.eq(State::Published));
        let public = public.count(app.read()).await?;
        let says = reader.words.say(
            "results-of-draw",
            &[("targets", &standing), ("visits", &visits), ("visited", &visited), ("n", &public)],
        );
        let last = of.scheme()?.to;
        let missing = standing.saturating_sub(visited);
        let is_late = last < app.now().date() && missing > 0;
        let returned = returned(app.read(), draw).await?;
        Ok(html! {
            h2 #results { (reader.say("results-title")) }
            p { (says) @if returned > 0 { " " (reader.words.say("results-of-draw-returned", &[("n", &returned)])) } }
            @if is_late { p { strong { (reader.words.say("results-of-draw-late", &[("n", &missing), ("day", &page::date(reader, last))])) } } }
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

/// How often a record of a draw's visits went back to its writers.
async fn returned<C: ConnectionTrait>(db: &C, draw: Uuid) -> Result<i64, DbErr> {
    const COUNT: &str = "SELECT COUNT(*) FROM journal_row r JOIN visit v ON v.id = r.case_id WHERE r.kind = 'visit.returned' AND v.draw = $1";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), COUNT, [draw.into()]);
    Ok(db.query_one_raw(statement).await?.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}
