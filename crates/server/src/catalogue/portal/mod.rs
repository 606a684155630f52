//! The catalogue in public: editions, items, comparisons, files, feed.

mod compare;
mod edition;
mod feed;
mod item;
mod list;
mod parts;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use super::rules::State;
use super::store::{self, edition as editions, item as items};
use crate::app::App;
use crate::app::page::Reader;
use crate::app::portal::data::{Dataset, Holds, always, perhaps};
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;

/// The published catalogues.
pub const DATASET: Dataset = Dataset {
    name: "editions",
    path: "/items.json",
    paged: false,
    others: &["/items.csv", "/feeds/items.atom", "/items"],
    key: &["id"],
    fields: &[
        always("id", Holds::Id),
        always("organisation", Holds::Id),
        always("organisation_name", Holds::Text),
        always("number", Holds::Number),
        always("title", Holds::Text),
        always("note", Holds::Text),
        always("standing", Holds::Code),
        perhaps("effective_from", Holds::Day),
        perhaps("effective_until", Holds::Day),
        perhaps("published_at", Holds::Time),
        always("items", Holds::Number),
        perhaps("digest", Holds::Text),
    ],
};

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/items", get(list::page))
        .route("/items.csv", get(list::text))
        .route("/items.json", get(list::json))
        .route("/items/compare", get(compare::page))
        .route("/items/{edition}", get(edition::page))
        .route("/items/{edition}/items.csv", get(edition::text))
        .route("/items/{edition}/items.xlsx", get(edition::workbook))
        .route("/items/{edition}/edition.json", get(edition::whole))
        .route("/items/{edition}/{code}", get(item::page))
        .route("/feeds/items.atom", get(feed::feed))
}

/// The catalogue on the home page: how many items are in force. Nothing while none are.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move { card_of(&app, reader).await })
}

async fn card_of(app: &App, reader: Reader) -> Result<Markup, Problem> {
    let today = app.now().date();
    let rows = store::all_public(app.read()).await?;
    let in_force: Vec<_> = rows.iter().filter(|row| row.standing_on(today) == "edition-in-force").collect();
    let count: i64 = in_force.iter().map(|row| row.items).sum();
    let domains = items::Entity::find()
        .select_only()
        .column(items::Column::Domain)
        .distinct()
        .filter(items::Column::Edition.is_in(in_force.iter().map(|row| row.id)))
        .filter(items::Column::Removed.eq(false))
        .into_tuple::<String>()
        .all(app.read())
        .await?;
    let heading = reader.say("card-items");
    let link = reader.say("card-items-link");
    if in_force.is_empty() {
        return Ok(
            html! { section.card { h2 { (heading) } p { (reader.say("items-none")) } p { a href="/items" { (link) } } } },
        );
    }
    let only = in_force.first().filter(|_| in_force.len() == 1).map(|row| format!("/items/{}", row.id));
    let path = only.unwrap_or_else(|| "/items".to_owned());
    let text = reader.words.say("card-items-text", &[("domains", &domains.len())]);
    Ok(shown(&heading, &reader.words.say("card-items-figure", &[("n", &count)]), &text, (&path, &link)))
}

/// Every public edition and its items.
pub fn pages(app: App) -> Looked<Vec<Listed>> {
    Box::pin(async move { pages_of(&app).await })
}

async fn pages_of(app: &App) -> Result<Vec<Listed>, Problem> {
    let rows = store::all_public(app.read()).await?;
    let mut pages = vec![Listed { path: "/items".to_owned(), changed: rows.first().and_then(|row| row.published_at) }];
    for row in rows.iter().filter(|row| row.state != State::Withdrawn) {
        pages.push(Listed { path: format!("/items/{}", row.id), changed: row.published_at });
        pages.extend(items_of(app, row).await?);
    }
    Ok(pages)
}

async fn items_of(app: &App, row: &editions::Model) -> Result<Vec<Listed>, Problem> {
    let items = store::items(app.read(), row.id).await?;
    let listed =
        |item: &items::Model| Listed { path: format!("/items/{}/{}", row.id, item.code), changed: row.published_at };
    Ok(items.iter().map(listed).collect())
}
