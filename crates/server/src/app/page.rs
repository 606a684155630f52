//! The frame of the portal's pages: server-rendered, complete without script, printable.

use axum::Router;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, html};
use serde::Deserialize;

use super::problem::Problem;
use super::shell::App;
use super::words::{Tongue, Words, asked_for, tag, words};

/// Who looks at a page, and in which language.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The language.
    pub tongue: Tongue,
    /// Its words.
    pub words: &'static Words,
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::new(asked_for(&parts.headers)))
    }
}

impl Reader {
    /// Of a language.
    #[must_use]
    pub fn new(tongue: Tongue) -> Self {
        Self { tongue, words: words(tongue) }
    }

    /// The sentence of a key.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(key, &[])
    }
}

/// A page: its title, where it stands, what is on it.
pub struct Page<'a> {
    /// The title, without the site's name.
    pub title: &'a str,
    /// The path it stands at, for the language switch and the navigation.
    pub path: &'a str,
    /// What is on it.
    pub body: Markup,
}

/// The places of the navigation: a path and the key of its name.
const PLACES: &[(&str, &str)] = &[("/", "portal-home")];

/// The whole page.
#[must_use]
pub fn frame(reader: Reader, page: &Page<'_>) -> Markup {
    let (other, name) = match reader.tongue {
        Tongue::Zh => ("en", "English"),
        Tongue::En => ("zh-CN", "中文"),
    };
    html! {
        (DOCTYPE)
        html lang=(tag(reader.tongue)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · " (reader.say("portal-name")) }
                link rel="stylesheet" href="/static/portal.css";
                link rel="icon" href="/static/icon.svg" type="image/svg+xml";
            }
            body {
                a.skip href="#main" { (reader.say("portal-skip")) }
                header.top {
                    div.inner {
                        a.brand href="/" { (reader.say("portal-name")) }
                        nav aria-label=(reader.say("portal-navigation")) {
                            @for (path, key) in PLACES {
                                a href=(path) aria-current=[(*path == page.path).then_some("page")] { (reader.say(key)) }
                            }
                        }
                        a.tongue href={ "/language?to=" (other) "&back=" (page.path) } lang=(other) hreflang=(other) { (name) }
                    }
                }
                main #main { (page.body) }
                footer { div.inner { (reader.say("portal-footer")) } }
            }
        }
    }
}

/// A page as an answer.
#[must_use]
pub fn answer(reader: Reader, page: &Page<'_>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (axum::http::header::VARY, "accept-language, cookie"),
        (axum::http::header::CONTENT_LANGUAGE, tag(reader.tongue)),
    ];
    (headers, frame(reader, page).into_string()).into_response()
}

/// A Problem as a page.
#[must_use]
pub fn problem(tongue: Tongue, path: &str, problem: &Problem, id: &str) -> Markup {
    let reader = Reader::new(tongue);
    let title = problem.title(reader.words);
    let body = html! {
        h1 { (title) }
        p { (problem.detail(reader.words)) }
        p.small { (reader.words.say("portal-request-id", &[("id", &id)])) }
        p { a href="/" { (reader.say("portal-back-home")) } }
    };
    frame(reader, &Page { title: &title, path, body })
}

#[derive(Deserialize)]
struct Switch {
    to: String,
    #[serde(default)]
    back: String,
}

/// Change the language and go back. The one GET that sets a cookie; it changes nothing else.
async fn switch(Query(Switch { to, back }): Query<Switch>) -> Response {
    let to = if to == "en" { "en" } else { "zh-CN" };
    // Only to a path of ours: `//elsewhere` is another host.
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    let back = if own { back } else { "/".to_owned() };
    ([(SET_COOKIE, format!("lang={to}; Path=/; Max-Age=31536000; SameSite=Lax"))], Redirect::to(&back)).into_response()
}

/// Styles, icon, language switch.
pub fn routes() -> Router<App> {
    let kept = |kind: &'static str, text: &'static str| {
        move |_: HeaderMap| async move { ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=3600")], text) }
    };
    Router::new()
        .route("/language", get(switch))
        .route("/static/portal.css", get(kept("text/css; charset=utf-8", include_str!("../../assets/portal.css"))))
        .route("/static/icon.svg", get(kept("image/svg+xml", include_str!("../../assets/icon.svg"))))
}
