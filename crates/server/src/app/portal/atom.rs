//! Feeds (RFC 4287), in parts of which each leads to the one behind it (RFC 5005, section 3): whoever published much at once would else push things out unread.

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use maud::{Markup, PreEscaped, html};
use serde::Deserialize;

use crate::app::page::Reader;
use crate::app::value::Timestamp;

/// How many entries a part of a feed has.
const ENTRIES: u64 = 50;
/// The last part that anybody may ask for.
const PARTS: u64 = 1_000_000;

/// Which part of a feed is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    page: String,
}

impl Asked {
    /// Its number, from 1; what is none asks for the first.
    #[must_use]
    pub fn part(&self) -> u64 {
        self.page.parse().ok().filter(|part| (1..=PARTS).contains(part)).unwrap_or(1)
    }

    /// How many entries stand in the parts before it.
    fn before(&self) -> u64 {
        (self.part() - 1) * ENTRIES
    }

    /// Which rows to look for: behind so many so many, one more than a part has. [`of_span`] takes them.
    #[must_use]
    pub fn span(&self) -> (u64, u64) {
        (self.before(), ENTRIES + 1)
    }
}

/// Of the rows of a [span](Asked::span), those of the part that is asked for, and whether there are more behind it.
#[must_use]
pub fn of_span<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let shown = usize::try_from(ENTRIES).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    (rows, more)
}

/// Of all rows, in their order, those of the part that is asked for, and whether there are more behind it.
#[must_use]
pub fn of_part<'a, T>(rows: &'a [T], asked: &Asked) -> (&'a [T], bool) {
    let at = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).min(rows.len());
    let end = at(asked.before() + ENTRIES);
    (&rows[at(asked.before())..end], end < rows.len())
}

/// Which feed it is.
#[derive(Clone, Copy, Debug)]
pub struct Which {
    /// Its path.
    pub path: &'static str,
    /// The key of its title.
    pub title: &'static str,
    /// The path of the page that it is of.
    pub page: &'static str,
}

/// A part of a feed.
pub struct Feed {
    /// The address of the first part, which is the feed's own.
    pub address: String,
    /// Which part, from 1.
    pub part: u64,
    /// Whether there is one behind it.
    pub more: bool,
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
    /// The part that is asked for, for a reader of the site that begins with `base`, with its entries and whether there are more behind them.
    #[must_use]
    pub fn of(
        which: Which,
        (reader, base): (Reader, &str),
        asked: &Asked,
        (entries, more): (Vec<Entry>, bool),
    ) -> Self {
        Self {
            address: format!("{base}{}", which.path),
            part: asked.part(),
            more,
            title: reader.say(which.title),
            author: reader.say("portal-name"),
            page: format!("{base}{}", which.page),
            entries,
        }
    }

    fn at(&self, part: u64) -> String {
        if part > 1 { format!("{}?page={part}", self.address) } else { self.address.clone() }
    }

    fn markup(&self) -> Markup {
        let updated = self.entries.iter().map(|entry| entry.updated).max().unwrap_or(Timestamp(0));
        html! {
            (DECLARATION)
            feed xmlns="http://www.w3.org/2005/Atom" {
                id { (self.address) }
                title { (self.title) }
                updated { (updated) }
                author { name { (self.author) } }
                link rel="self" href=(self.at(self.part)) {}
                @if self.part > 1 {
                    link rel="first" href=(self.address) {}
                    link rel="previous" href=(self.at(self.part - 1)) {}
                }
                @if self.more { link rel="next" href=(self.at(self.part + 1)) {} }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(page: &str) -> Asked {
        Asked { page: page.to_owned() }
    }

    #[test]
    fn each_row_stands_in_one_part() {
        let rows: Vec<u64> = (0..101).collect();
        let parts: Vec<(&[u64], bool)> = ["", "2", "3", "4"].iter().map(|page| of_part(&rows, &asked(page))).collect();
        let wanted = [(&rows[..50], true), (&rows[50..100], true), (&rows[100..], false), (&rows[..0], false)];
        assert_eq!(parts, wanted);
        for page in ["0", "-1", "x", "18446744073709551615"] {
            assert_eq!(asked(page).part(), 1, "{page}");
        }
        // The same where only the rows of a part are read.
        for (page, (part, more)) in ["", "2", "3", "4"].iter().zip(wanted) {
            let (before, most) = asked(page).span();
            let read = rows.iter().copied().filter(|row| (before..before + most).contains(row)).collect();
            assert_eq!(of_span(read), (part.to_vec(), more), "{page}");
        }
    }

    #[test]
    fn a_part_leads_to_those_beside_it() {
        let part = |part, more| {
            let feed = Feed {
                address: "https://bureau/feeds/x.atom".to_owned(),
                part,
                more,
                title: String::new(),
                author: String::new(),
                page: String::new(),
                entries: Vec::new(),
            };
            feed.markup().into_string()
        };
        let first = part(1, true);
        assert!(first.contains("rel=\"next\" href=\"https://bureau/feeds/x.atom?page=2\""), "{first}");
        assert!(!first.contains("previous"), "{first}");
        let last = part(3, false);
        assert!(last.contains("rel=\"previous\" href=\"https://bureau/feeds/x.atom?page=2\""), "{last}");
        assert!(last.contains("<id>https://bureau/feeds/x.atom</id>") && !last.contains("next"), "{last}");
    }
}
