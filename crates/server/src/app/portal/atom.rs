//! Feeds (RFC 4287).

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};

use crate::app::value::Timestamp;

/// A feed.
pub struct Feed {
    /// Its address.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The site's name.
    pub author: String,
    /// The page it is of.
    pub page: String,
    /// The latest first.
    pub entries: Vec<Entry>,
}

/// An entry.
pub struct Entry {
    /// For ever this one: `urn:uuid:…`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where to read it.
    pub link: String,
    /// When it came to be as it is.
    pub updated: Timestamp,
    /// In short.
    pub summary: String,
}

/// The declaration that XML files begin with.
pub const DECLARATION: PreEscaped<&str> = PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");

impl Feed {
    fn markup(&self) -> Markup {
        let updated = self.entries.iter().map(|entry| entry.updated).max().unwrap_or(Timestamp(0));
        html! {
            (DECLARATION)
            feed xmlns="http://www.w3.org/2005/Atom" {
                id { (self.address) }
                title { (self.title) }
                updated { (updated) }
                author { name { (self.author) } }
                link rel="self" href=(self.address) {}
                link rel="alternate" type="text/html" href=(self.page) {}
                @for entry in &self.entries {
                    entry {
                        id { (entry.id) }
                        title { (entry.title) }
                        updated { (entry.updated) }
                        link rel="alternate" type="text/html" href=(entry.link) {}
                        summary { (entry.summary) }
                    }
                }
            }
        }
    }
}

impl IntoResponse for Feed {
    fn into_response(self) -> Response {
        ([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], self.markup().into_string()).into_response()
    }
}
