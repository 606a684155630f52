//! Open data: what lists there are, what each of their fields is, and what stays the same for ever.
//!
//! The page `/data` is for people, `/datapackage.json` the same as a Data Package (Frictionless Standards, version 1) for programs. Both come
//! from the [`Dataset`]s of the slices; a test holds these against what the lists answer, field by field.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde_json::{Value, json};

use super::base;
use crate::app::App;
use crate::app::input::Json;
use crate::app::page::{self, Page, Reader};

/// What a field holds, by its name in a Data Package's table schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A UUID, which never changes and is never given again.
    Id,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// A day: `2026-03-05`.
    Day,
    /// A time with its zone: `2026-03-05T09:30:00+08:00`.
    Time,
    /// One of the program's codes, or several with a space between; they are never given another meaning.
    Code,
}

impl Holds {
    const ALL: [Self; 7] = [Self::Text, Self::Id, Self::Number, Self::Flag, Self::Day, Self::Time, Self::Code];

    fn key(self) -> &'static str {
        match self {
            Self::Text => "data-kind-text",
            Self::Id => "data-kind-id",
            Self::Number => "data-kind-number",
            Self::Flag => "data-kind-flag",
            Self::Day => "data-kind-day",
            Self::Time => "data-kind-time",
            Self::Code => "data-kind-code",
        }
    }

    /// Type and format of the table schema.
    fn schema(self) -> (&'static str, &'static str) {
        match self {
            Self::Text | Self::Code => ("string", "default"),
            Self::Id => ("string", "uuid"),
            Self::Number => ("integer", "default"),
            Self::Flag => ("boolean", "default"),
            Self::Day => ("date", "default"),
            Self::Time => ("datetime", "any"),
        }
    }
}

/// A field of a list: its name, what it holds, whether it is always there.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Holds,
    /// Whether no row is without it.
    pub always: bool,
}

/// A field that no row is without.
#[must_use]
pub const fn always(name: &'static str, kind: Holds) -> Field {
    Field { name, kind, always: true }
}

/// A field that is null where there is nothing to say.
#[must_use]
pub const fn perhaps(name: &'static str, kind: Holds) -> Field {
    Field { name, kind, always: false }
}

/// A list that is open data.
#[derive(Clone, Copy, Debug)]
pub struct Dataset {
    /// Its name, and with `data-` before it its key in the words; with a field's name behind, that field's.
    pub name: &'static str,
    /// Where it is as JSON.
    pub path: &'static str,
    /// Whether it comes by pages: `rows` and, while there are more, `next`. Otherwise it is one array.
    pub paged: bool,
    /// Where else it is: CSV, Atom, the page.
    pub others: &'static [&'static str],
    /// What names a row for ever.
    pub key: &'static [&'static str],
    /// Its fields, in their order.
    pub fields: &'static [Field],
}

/// The lists of all slices.
fn all() -> impl Iterator<Item = &'static Dataset> {
    crate::DATASETS.iter().copied()
}

/// `/data`.
pub async fn page(reader: Reader) -> Response {
    let title = reader.say("data-title");
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("data-lead")) }
        @for key in ["data-use", "data-stable", "data-pages"] { p { (reader.say(key)) } }
        p { a href="/datapackage.json" { (reader.say("data-package")) } " · " a href="/api" { (reader.say("api-title")) } }
        nav.contents aria-label=(reader.say("about-contents")) {
            ul.plain {
                @for set in all() { li { a href={ "#" (set.name) } { (reader.say(&format!("data-{}", set.name))) } } }
                li { a href="#kinds" { (reader.say("data-kinds")) } }
                li { a href="#whole" { (reader.say("data-whole")) } }
            }
        }
        @for set in all() { (shown(reader, set)) }
        section {
            h2 #kinds { (reader.say("data-kinds")) }
            dl.facts { @for kind in Holds::ALL { dt { (reader.say(kind.key())) } dd { (reader.say(&format!("{}-about", kind.key()))) } } }
        }
        section {
            h2 #whole { (reader.say("data-whole")) }
            ul { @for (path, key) in WHOLE { li { code { (path) } " " (reader.say(key)) } } }
        }
    };
    page::answer(reader, &Page { title: &title, path: "/data", body })
}

/// What isn't a list: single things, whole, with a digest or a signature of their own.
const WHOLE: [(&str, &str); 6] = [
    ("/items/{id}/edition.json", "data-whole-edition"),
    ("/plans/{id}/plan.json", "data-whole-plan"),
    ("/draws/{id}/commitment.json", "data-whole-commitment"),
    ("/draws/{id}/bundle.zip", "data-whole-bundle"),
    ("/results/{visit}/{number}/disclosure.json", "data-whole-disclosure"),
    ("/journal/checkpoint", "data-whole-journal"),
];

fn shown(reader: Reader, set: &Dataset) -> Markup {
    let title = reader.say(&format!("data-{}", set.name));
    let heads = ["api-name", "api-type", "api-meaning"];
    html! {
        section {
            h2 id=(set.name) { (title) }
            p {
                @for (at, path) in std::iter::once(&set.path).chain(set.others).enumerate() {
                    @if at > 0 { " · " }
                    a href=(path) { code { (path) } }
                }
            }
            p.small { (reader.say("data-key")) " " @for name in set.key { code { (name) } " " } @if set.paged { (reader.say("data-paged")) } }
            (page::cards(&title, &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for field in set.fields { tr {
                    th scope="row" { code { (field.name) } }
                    td { (reader.say(field.kind.key())) @if !field.always { " " span.small { (reader.say("data-perhaps")) } } }
                    td { (reader.say(&format!("data-{}-{}", set.name, field.name.replace('_', "-")))) }
                } } }
            } }))
        }
    }
}

/// `/datapackage.json`.
pub async fn package(State(app): State<App>, reader: Reader, headers: HeaderMap) -> Response {
    let base = base(&app, &headers);
    let resources: Vec<Value> = all().map(|set| resource(reader, set, &base)).collect();
    Json(json!({
        "profile": "data-package",
        "name": "yaoguang",
        "title": reader.say("data-title"),
        "description": reader.say("data-lead"),
        "homepage": format!("{base}/data"),
        "resources": resources,
    }))
    .into_response()
}

fn resource(reader: Reader, set: &Dataset, base: &str) -> Value {
    let field = |field: &Field| {
        let (kind, format) = field.kind.schema();
        json!({
            "name": field.name,
            "type": kind,
            "format": format,
            "description": reader.say(&format!("data-{}-{}", set.name, field.name.replace('_', "-"))),
            "constraints": BTreeMap::from([("required", field.always)]),
        })
    };
    let fields: Vec<Value> = set.fields.iter().map(field).collect();
    json!({
        "profile": "data-resource",
        "name": set.name,
        "title": reader.say(&format!("data-{}", set.name)),
        "path": format!("{base}{}", set.path),
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "schema": { "fields": fields, "primaryKey": set.key },
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::words::{Tongue, words};
    use super::*;

    #[test]
    fn every_field_has_its_words_and_every_key_is_a_field() {
        for tongue in [Tongue::Zh, Tongue::En] {
            for set in all() {
                assert!(words(tongue).has(&format!("data-{}", set.name)), "{}", set.name);
                for field in set.fields {
                    let key = format!("data-{}-{}", set.name, field.name.replace('_', "-"));
                    assert!(words(tongue).has(&key), "{key}");
                }
            }
            for kind in Holds::ALL {
                assert!(words(tongue).has(&format!("{}-about", kind.key())), "{kind:?}");
            }
        }
        for set in all() {
            assert!(
                set.key.iter().all(|key| set.fields.iter().any(|field| field.name == *key && field.always)),
                "{}",
                set.name
            );
        }
    }
}
