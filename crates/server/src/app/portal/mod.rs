//! The portal's own pages, into which slices put theirs: home, about, the readable interface, site map, feeds.
//!
//! Deliberately absent: script. A page is complete as it comes, and can be printed.

pub mod about;
pub mod atom;
pub mod data;
pub mod home;
pub mod interface;
pub mod journal;
pub mod robots;

use std::future::Future;
use std::pin::Pin;

use axum::Router;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::routing::get;
use maud::Markup;

use super::page::Reader;
use super::problem::Problem;
use super::shell::App;
use super::value::{Date, Timestamp};

/// Something that has to be looked up first.
pub type Looked<T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send>>;

/// What a slice puts on the home page: a figure, a sentence, a link. Nothing while there is nothing to say.
pub type Card = fn(App, Reader) -> Looked<Markup>;

/// What a slice adds to the page of a thing of an earlier one, by that thing's id.
pub type Part = fn(App, Reader, uuid::Uuid) -> Looked<Markup>;

/// What a slice adds to the page of a subject.
pub type SubjectPart = fn(App, Reader, Registered) -> Looked<Markup>;

/// What the page of a subject is about: the entries of the registry that are one subject, and the codes that they have and had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Registered {
    /// The numbers of the entries.
    pub numbers: Vec<i64>,
    /// The codes, that of the page first.
    pub codes: Vec<Held>,
}

/// A code that an entry has or had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The code.
    pub code: String,
    /// Since when, if it had another one before, or another entry had this one.
    pub from: Option<Timestamp>,
    /// Until when; nothing if it has it now.
    pub until: Option<Timestamp>,
}

impl Registered {
    /// The codes, each once, that of the page first.
    #[must_use]
    pub fn each_code(&self) -> Vec<&str> {
        let mut codes = Vec::new();
        for held in &self.codes {
            if !codes.contains(&held.code.as_str()) {
                codes.push(held.code.as_str());
            }
        }
        codes
    }

    /// Whether one of the entries had a code on a day: for what was kept without the entry's number.
    #[must_use]
    pub fn had(&self, code: &str, day: Date) -> bool {
        let then = |held: &Held| {
            held.from.is_none_or(|from| from.date() <= day) && held.until.is_none_or(|until| day <= until.date())
        };
        self.codes.iter().any(|held| held.code == code && then(held))
    }
}

/// A page for the site map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its path.
    pub path: String,
    /// When it was changed last, if that is known.
    pub changed: Option<Timestamp>,
}

/// The public pages of a slice.
pub type Pages = fn(App) -> Looked<Vec<Listed>>;

/// The pages that stand here.
pub fn own_pages(_: App) -> Looked<Vec<Listed>> {
    let paths = ["/", "/journal", "/about", "/data", "/api"];
    let pages = paths.map(|path| Listed { path: path.to_owned(), changed: None });
    Box::pin(async move { Ok(pages.to_vec()) })
}

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::page))
        .route("/about", get(about::page))
        .route("/data", get(data::page))
        .route("/datapackage.json", get(data::package))
        .route("/sitemap.xml", get(robots::sitemap))
        .route("/robots.txt", get(robots::robots))
        .merge(journal::routes())
}

/// The address that links in feeds and site map begin with: as configured, else as the request came.
#[must_use]
pub fn base(app: &App, headers: &HeaderMap) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let asked = || format!("http://{host}");
    app.config.public_url.as_ref().map_or_else(asked, |url| url.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::words::{Tongue, words};

    #[test]
    fn every_page_of_the_navigation_has_its_name_in_both_languages() {
        for tongue in [Tongue::Zh, Tongue::En] {
            for key in ["portal-items", "portal-plans", "portal-about", "portal-api", "portal-description"] {
                assert!(words(tongue).has(key), "{key}");
            }
        }
    }
}
