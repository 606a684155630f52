//! The public journal for people: the latest entries, each with its proof, and how to audit the whole.
//!
//! Everything here comes from the published files, the same that anybody can fetch; the tables are never asked.

mod entry;
mod list;
pub(crate) mod log;
mod says;

use axum::Router;
use axum::routing::get;
use maud::Markup;

use super::Looked;
use super::home;
use crate::app::App;
use crate::app::page::Reader;

/// The pages, beside the files under `/journal/`.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/journal", get(list::page))
        .route("/journal/entries/{index}", get(entry::page))
        .route("/journal/entries/{index}/receipt", get(entry::receipt))
}

/// The latest checkpoint on the home page.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move {
        let checkpoint = log::checkpoint(&app).await?;
        let size = checkpoint.map_or(0, |signed| signed.checkpoint().size());
        let (heading, link) = (reader.say("card-journal"), reader.say("card-journal-link"));
        let figure = reader.words.say("card-items-figure", &[("n", &size)]);
        Ok(home::card(&heading, &figure, &reader.say("card-journal-text"), ("/journal", &link)))
    })
}
