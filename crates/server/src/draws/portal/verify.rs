//! 自己验证: the page of the second implementation, which fetches the draw's public bundle and computes all of it anew in the reader's browser.

use axum::extract::State as Held;
use axum::response::Response;
use maud::html;

use super::one;
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::verifier;
use crate::draws::rules::{DrawId, State};

/// The page, once there is a bundle. Without scripts it says how to do the same with the command line.
pub async fn page(Held(app): Held<App>, reader: Reader, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    let row = found(Some(one(&app, id).await?).filter(|row| row.state == State::Announced))?;
    let draw = format!("/draws/{id}");
    let bundle = format!("{draw}/bundle.zip");
    let title = reader.words.say("draw-verify-of", &[("task", &row.task)]);
    let body = html! {
        div #page data-bundle=(bundle) data-name={ (id) "-public.zip" } data-back=(draw) data-alone=(verifier::ALONE) {
            main {
                h1 { (title) }
                p { (reader.say("draw-no-script")) }
                p { (reader.say("draw-verify-how")) }
                pre { code { "lots verify " (id) "-public.zip" } }
                p { a href=(bundle) { (reader.say("draw-bundle")) } }
                p { a href=(draw) { (reader.say("draw-live-back")) } }
            }
        }
    };
    Ok(verifier::page(reader, &title, "verify", &body))
}
