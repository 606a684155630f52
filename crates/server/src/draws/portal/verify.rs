//! 自己核验: the page of the second implementation, which fetches the draw's public bundle and computes all of it anew in the reader's browser.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use axum::response::Response;
use maud::html;
use sea_orm::EntityTrait as _;

use super::one;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::verifier;
use crate::draws::api::commit::commitment;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{draw, party};

/// What the bundle's codes stand for, which isn't in it: the office by its origin, the parties by theirs. JSON of an object.
async fn names(app: &App, row: &draw::Model) -> Result<String, Problem> {
    let commitment = commitment(app.read(), row.id).await?;
    let office = organisation::Entity::find_by_id(row.organisation).one(app.read()).await?;
    let office = office.map(|office| (commitment.body().origin.as_str().to_owned(), office.name));
    let parties = party::of(app.read(), row.id).await?.into_iter().map(|party| (party.code, party.name));
    let names: BTreeMap<String, String> = office.into_iter().chain(parties).collect();
    serde_json::to_string(&names).map_err(Problem::broken)
}

/// The page, once there is a bundle. Without scripts it says how to do the same with the command line.
pub async fn page(Held(app): Held<App>, reader: Reader, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    let row = found(Some(one(&app, id).await?).filter(|row| row.state == State::Announced))?;
    let draw = format!("/draws/{id}");
    let bundle = format!("{draw}/bundle.zip");
    let title = reader.words.say("draw-verify-of", &[("task", &row.task)]);
    let names = names(&app, &row).await?;
    let body = html! {
        div #page data-bundle=(bundle) data-name={ (id) "-public.zip" } data-back=(draw) data-alone=(verifier::ALONE) data-names=(names) {
            main {
                h1 { (title) }
                p { (reader.say("draw-no-script")) }
                p { (reader.say("draw-verify-how")) }
                pre { code { "lots verify " (id) "-public.zip" } }
                p { a href="/about#check" { (reader.say("draw-verify-lots")) } }
                p { a href=(bundle) { (reader.say("draw-bundle")) } }
                p { a href=(draw) { (reader.say("draw-live-back")) } }
            }
        }
    };
    Ok(verifier::page(reader, &title, "verify", &body))
}
