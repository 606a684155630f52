//! The interface for people: the OpenAPI document as a page, without anybody's viewer.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use serde_json::Value;
use utoipa::openapi::OpenApi;

use crate::app::App;
use crate::app::auth::CALLER;
use crate::app::page::{self, Page, Reader};

/// An operation, with what the page says of it.
struct Operation {
    method: String,
    path: String,
    said: Value,
}

/// The document, arranged.
struct Interface {
    tags: BTreeMap<String, Vec<Operation>>,
    schemas: BTreeMap<String, Value>,
}

/// `/api`, of this document.
pub fn routes(document: &OpenApi) -> Router<App> {
    let document = serde_json::to_value(document).unwrap_or_default();
    let interface = Arc::new(arranged(&document));
    Router::new().route("/api", get(move |reader: Reader| async move { shown(&interface, reader) }))
}

fn arranged(document: &Value) -> Interface {
    let mut tags: BTreeMap<String, Vec<Operation>> = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, said) in
            methods.as_object().into_iter().flatten().filter(|(_, said)| said["responses"].is_object())
        {
            let tag = said["tags"][0].as_str().unwrap_or("system").to_owned();
            let operation = Operation { method: method.to_uppercase(), path: path.clone(), said: said.clone() };
            tags.entry(tag).or_default().push(operation);
        }
    }
    let schemas = document["components"]["schemas"].as_object();
    let schemas = schemas.into_iter().flatten().map(|(name, schema)| (name.clone(), schema.clone())).collect();
    Interface { tags, schemas }
}

fn shown(interface: &Interface, reader: Reader) -> Response {
    let title = reader.say("api-title");
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        @for key in ["api-lead", "api-acts", "api-problems"] { p { (reader.say(key)) } }
        p { a href="/api/openapi.json" { (reader.say("api-document")) } }
        nav.contents aria-label=(reader.say("about-contents")) {
            ul.plain {
                @for tag in interface.tags.keys() { li { a href={ "#" (tag) } { (tag) } } }
                li { a href="#schemas" { (reader.say("api-schemas")) } }
            }
        }
        @for (tag, operations) in &interface.tags {
            section {
                h2 id=(tag) { (tag) }
                @for operation in operations { (operation_shown(operation, reader)) }
            }
        }
        section {
            h2 #schemas { (reader.say("api-schemas")) }
            @for (name, schema) in &interface.schemas { (schema_shown(name, schema, reader)) }
        }
    };
    page::answer(reader, &Page { title: &title, path: "/api", body })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn operation_shown(operation: &Operation, reader: Reader) -> Markup {
    let said = &operation.said;
    let summary = [text(&said["summary"]), text(&said["description"])].into_iter().find(|text| !text.is_empty());
    html! {
        details.operation {
            summary {
                span.method { (operation.method) } " " code { (operation.path) } " "
                span.small lang="en" { (summary.unwrap_or_default()) }
            }
            dl {
                dt { (reader.say("api-caller")) }
                dd { (caller(text(&said[CALLER]), reader)) }
                @if let Some(body) = body_of(&said["requestBody"]) {
                    dt { (reader.say("api-body")) }
                    dd { (body) }
                }
                dt { (reader.say("api-answers")) }
                dd { @for (status, answer) in said["responses"].as_object().into_iter().flatten() {
                    span.answer { (status) @if let Some(body) = body_of(answer) { " " (body) } } " "
                } }
            }
            @if let Some(parameters) = said["parameters"].as_array().filter(|all| !all.is_empty()) {
                (parameters_shown(parameters, &operation.path, reader))
            }
        }
    }
}

fn caller(code: &str, reader: Reader) -> String {
    match code {
        "public" | "" => reader.say("api-public"),
        act => reader.say(&format!("act-{}", act.replace('.', "-"))),
    }
}

/// The schema of a body, after its kind.
fn body_of(body: &Value) -> Option<Markup> {
    let (kind, content) = body["content"].as_object()?.iter().next()?;
    Some(html! { (kind) " " (type_of(&content["schema"])) })
}

fn parameters_shown(parameters: &[Value], path: &str, reader: Reader) -> Markup {
    let rows: Vec<_> = parameters.iter().map(|one| (one, html! { (text(&one["in"])) })).collect();
    let table = html! {
        table {
            thead { tr {
                @for key in ["api-name", "api-where", "api-type", "api-meaning"] { th scope="col" { (reader.say(key)) } }
            } }
            tbody { @for (one, place) in &rows { tr {
                td { code { (text(&one["name"])) } @if one["required"] == true { " *" } }
                td { (place) }
                td { (type_of(&one["schema"])) }
                td lang="en" { (text(&one["description"])) }
            } } }
        }
    };
    page::cards(path, &table)
}

/// A type: a link to what is named, a list of it, or its plain name.
fn type_of(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return html! { a href={ "#schema-" (name) } { code { (name) } } };
    }
    if let Some(choices) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        let choices: Vec<_> = choices.iter().map(type_of).collect();
        return html! { @for (at, choice) in choices.iter().enumerate() { @if at > 0 { " | " } (choice) } };
    }
    if schema["items"].is_object() {
        return html! { "[" (type_of(&schema["items"])) "]" };
    }
    if let Some(codes) = schema["enum"].as_array() {
        return html! { @for (at, code) in codes.iter().enumerate() { @if at > 0 { " | " } code { (code) } } };
    }
    let named = match &schema["type"] {
        Value::Array(types) => types.iter().map(text).collect::<Vec<_>>().join(" | "),
        kind => text(kind).to_owned(),
    };
    html! { code { (named) } @if let Some(format) = schema["format"].as_str() { " (" (format) ")" } }
}

fn schema_shown(name: &str, schema: &Value, reader: Reader) -> Markup {
    let needed: Vec<_> = schema["required"].as_array().into_iter().flatten().map(text).collect();
    html! {
        section.schema id={ "schema-" (name) } {
            h3 { code { (name) } }
            p lang="en" { (text(&schema["description"])) }
            @if let Some(fields) = schema["properties"].as_object() {
                (page::cards(name, &html! { table {
                    thead { tr {
                        @for key in ["api-name", "api-type", "api-meaning"] { th scope="col" { (reader.say(key)) } }
                    } }
                    tbody { @for (field, said) in fields { tr {
                        td { code { (field) } @if needed.contains(&field.as_str()) { " *" } }
                        td { (type_of(said)) }
                        td lang="en" { (text(&said["description"])) }
                    } } }
                } }))
            } @else { p { (type_of(schema)) } }
        }
    }
}
