//! The front door.

use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};

use crate::app::App;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;

/// What this is, the search for a business, and what each slice has to say.
pub async fn page(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let mut cards = Vec::with_capacity(crate::CARDS.len());
    for card in crate::CARDS {
        cards.push(card(app.clone(), reader).await?);
    }
    let title = reader.say("home-title");
    Ok(page::answer(reader, &Page { title: &title, path: "/", body: body(reader, &title, &cards) }))
}

fn body(reader: Reader, title: &str, cards: &[Markup]) -> Markup {
    html! {
        section.hero {
            h1 { (title) }
            @for key in ["home-what", "home-how", "home-check"] { p { (reader.say(key)) } }
            form.search action="/subjects" method="get" role="search" {
                label for="q" { (reader.say("home-search")) }
                div.row {
                    input #q name="q" type="search" required maxlength="100" autocomplete="off"
                        placeholder=(reader.say("home-search-hint"));
                    button type="submit" { (reader.say("home-search-go")) }
                }
            }
        }
        div.cards { @for card in cards { (card) } }
        p { a href="/about" { (reader.say("home-about")) } }
    }
}

/// A card: a heading, a figure, a sentence, and where to read on.
#[must_use]
pub fn card(heading: &str, figure: &str, text: &str, link: (&str, &str)) -> Markup {
    html! {
        section.card {
            h2 { (heading) }
            p.figure { (figure) }
            p { (text) }
            p { a href=(link.0) { (link.1) } }
        }
    }
}
