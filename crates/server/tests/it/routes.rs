//! Who may call what: the table of roles × routes, complete by construction, and the document that describes it.

use axum::body::Body;
use axum::http::Method;
use serde_json::{Value, json};
use yaoguang::accounts::{Act, Role};
use yaoguang::app::http;

use crate::harness::World;

/// Every operation of the document: method, path, caller.
fn operations(document: &Value) -> Vec<(Method, String, String)> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in
            item.as_object().unwrap().iter().filter(|(key, _)| ["get", "post"].contains(&key.as_str()))
        {
            let caller = operation["x-caller"].as_str().unwrap_or_else(|| panic!("{method} {path} names no caller"));
            all.push((method.to_uppercase().parse().unwrap(), path.clone(), caller.to_owned()));
        }
    }
    all
}

/// The path with ids that nothing has.
fn filled(path: &str) -> String {
    let parts =
        path.split('/').map(|part| if part.starts_with('{') { "00000000-0000-7000-8000-000000000000" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn each_role_may_call_what_the_table_says_and_nothing_else() {
    let world = World::on_sqlite().await;
    let document: Value = serde_json::from_str(&http::document(&world.app)).unwrap();
    let operations = operations(&document);
    assert!(operations.len() > 25, "{}", operations.len());
    for &role in Role::ALL {
        let client = world.client(&[role]).await;
        for (method, path, caller) in operations.iter().filter(|(_, _, caller)| caller != "public") {
            let act: Act = caller.parse().unwrap_or_else(|_| panic!("{method} {path}: {caller} is no act"));
            // Signing out would end the session that the rest of the row needs.
            if path.ends_with("/session/end") {
                continue;
            }
            let request = world.request(&client, method.clone(), &filled(path)).header("idempotency-key", world.key());
            let request = request.header("content-type", "application/json").body(Body::from("{}")).unwrap();
            let forbidden = world.send(request).await.json["code"] == "not-permitted";
            assert_eq!(!forbidden, act.allowed().contains(&role), "{role} {method} {path} ({caller})");
        }
    }
}

#[tokio::test]
async fn without_a_session_only_public_routes_answer() {
    let world = World::on_sqlite().await;
    let document: Value = serde_json::from_str(&http::document(&world.app)).unwrap();
    for (method, path, caller) in operations(&document) {
        let request =
            world.request(&world.stranger(), method.clone(), &filled(&path)).header("idempotency-key", world.key());
        let request = request.header("content-type", "application/json").body(Body::from("{}")).unwrap();
        let refused = world.send(request).await.status.as_u16() == 401;
        assert_eq!(refused, caller != "public", "{method} {path}");
    }
}

#[tokio::test]
async fn the_document_is_the_one_checked_in() {
    let world = World::on_sqlite().await;
    let kept = include_str!("../../openapi.json");
    assert!(http::document(&world.app) == kept, "run: cargo run -p server -- openapi > crates/server/openapi.json");
}

/// All that a document refers to.
fn references(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[tokio::test]
async fn whatever_the_document_refers_to_is_in_it() {
    let world = World::on_sqlite().await;
    let document: Value = serde_json::from_str(&http::document(&world.app)).unwrap();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    for reference in found {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
    }
}

#[test]
fn administrators_do_no_business_and_not_each_others_work() {
    let administrators = [Role::SystemAdmin, Role::SecurityAdmin, Role::AuditAdmin];
    // What changes something is done by one kind of administrator, or by business.
    let reads =
        |act: &Act| act.code().ends_with(".read") || matches!(act, Act::Me | Act::SubjectExport | Act::DrawOpen);
    for act in Act::ALL.iter().filter(|act| !reads(act)) {
        let administered = administrators.iter().filter(|role| act.allowed().contains(role)).count();
        let business = act.allowed().iter().any(|role| !administrators.contains(role));
        assert!(administered + usize::from(business) <= 1, "{act}");
    }
    for act in Act::ALL {
        assert!(!act.allowed().is_empty(), "{act}");
    }
}

#[tokio::test]
async fn an_act_needs_a_key_and_a_body_of_its_form() {
    let world = World::on_sqlite().await;
    let admin = world.client(&[Role::SystemAdmin]).await;
    let path = "/api/v1/organisations";
    let bare = world.request(&admin, Method::POST, path).header("content-type", "application/json");
    world.send(bare.body(Body::from("{}")).unwrap()).await.refused(400, "idempotency-key-missing");
    world.post(&admin, path, json!({"name": 1})).await.refused(422, "body-form");
    let text = world.request(&admin, Method::POST, path).header("idempotency-key", "k1");
    world.send(text.body(Body::from("name=1")).unwrap()).await.refused(415, "body-not-json");
}
