//! Draws in public: from the commit on everybody sees that there is one, how it goes on, and how old an open one is.

mod absence;
mod ahead;
mod alike;
mod amend;
mod before;
mod counts;
mod draw;
mod feed;
mod list;
mod live;
mod lost;
mod moves;
mod names;
mod scheme;
mod seed;
mod subject;
mod ticket;
mod verify;

pub use subject::part as subject_part;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use sea_orm::{EntityTrait as _, QueryFilter as _};

use super::rules::{DrawId, Lost, State};
use super::store::{draw as row, public};
use crate::app::App;
use crate::app::page::Reader;
use crate::app::portal::data::{Dataset, Holds, always, perhaps};
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Date;

/// The draws that were committed.
pub const DATASET: Dataset = Dataset {
    name: "draws",
    path: "/draws.json",
    paged: false,
    others: &["/draws.csv", "/feeds/draws.atom", "/draws"],
    key: &["id"],
    fields: &[
        always("id", Holds::Id),
        always("organisation", Holds::Text),
        always("task", Holds::Text),
        always("number", Holds::Number),
        always("state", Holds::Code),
        perhaps("assurance", Holds::Code),
        perhaps("commitment", Holds::Text),
        perhaps("committed_at", Holds::Time),
        perhaps("seeded_at", Holds::Time),
        perhaps("drawn_at", Holds::Time),
        perhaps("announced_at", Holds::Time),
        perhaps("disclosure", Holds::Day),
        always("subjects", Holds::Number),
        always("excluded", Holds::Number),
        always("inspectors", Holds::Number),
        always("recusals", Holds::Number),
        perhaps("targets", Holds::Number),
        perhaps("open_seats", Holds::Number),
        perhaps("lost", Holds::Code),
    ],
};

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/draws", get(list::page))
        .route("/draws.csv", get(list::text))
        .route("/draws.json", get(list::json))
        .route("/draws/{id}", get(draw::page))
        .route("/draws/{id}/commitment.json", get(draw::commitment))
        .route("/draws/{id}/scheme.json", get(scheme::file))
        .route("/draws/{id}/scheme-opening.json", get(scheme::opening))
        .route("/draws/{id}/bundle.zip", get(draw::bundle))
        .route("/draws/{id}/verify", get(verify::page))
        .route("/draws/{id}/live", get(live::page))
        .route("/draws/{id}/events", get(live::events))
        .route("/draws/{id}/names.json", get(live::names))
        .route("/feeds/draws.atom", get(feed::feed))
}

/// A public draw.
async fn one(app: &App, id: DrawId) -> Result<row::Model, Problem> {
    found(row::Entity::find_by_id(id).filter(public::is_public()).one(app.read()).await?)
}

/// Whether everybody may know what a draw inspects: of an unannounced one nobody is to before its date, whatever became of it.
fn is_told(row: &row::Model, today: Date) -> bool {
    row.disclosure.is_none_or(|day| day <= today) || row.state == State::Announced
}

/// Where a draw stands, in words, as a mark; of one that is lost, that it never comes to a result.
fn mark(reader: Reader, state: State, lost: Option<Lost>) -> Markup {
    let class = match (state, lost) {
        (State::Announced, _) => "mark sound",
        (State::Annulled, _) | (_, Some(_)) => "mark edition-withdrawn",
        _ => "mark edition-to-come",
    };
    let words = match lost {
        Some(lost) => reader.say(&format!("draw-state-{lost}")),
        None => reader.say(&format!("draw-state-{state}")),
    };
    html! { span class=(class) { (words) } }
}

/// Draws on the home page: how many were announced, and how many are open. Nothing while there are none.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move {
        let counts = public::counts(app.read()).await?;
        if counts.is_empty() {
            return Ok(html! {});
        }
        let of = |wanted: &[State]| -> i64 {
            counts.iter().filter(|(state, _)| wanted.contains(state)).map(|(_, count)| count).sum()
        };
        let announced = of(&[State::Announced]);
        let open = of(&[State::Committed, State::Seeded, State::Drawn]);
        let figure = reader.words.say("card-draws-figure", &[("n", &announced)]);
        let lost = lost::count(&app).await?;
        let open = open.saturating_sub(i64::try_from(lost).unwrap_or(i64::MAX));
        let key = if open == 0 { "card-draws-none" } else { "card-draws-text" };
        let mut text = reader.words.say(key, &[("open", &open)]);
        if lost > 0 {
            text.push_str(&reader.words.say("card-draws-lost", &[("lost", &lost)]));
        }
        Ok(shown(&reader.say("draws-title"), &figure, &text, ("/draws", &reader.say("card-draws-link"))))
    })
}

/// Every public draw.
pub fn pages(app: App) -> Looked<Vec<Listed>> {
    Box::pin(async move {
        let all = public::all(app.read()).await?;
        let list = Listed { path: "/draws".to_owned(), changed: all.iter().map(|(_, at)| *at).max() };
        let each = all.into_iter().map(|(id, at)| Listed { path: format!("/draws/{id}"), changed: Some(at) });
        Ok(std::iter::once(list).chain(each).collect())
    })
}
