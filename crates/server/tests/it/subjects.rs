//! The registry of subjects: entered, edited, moved, merged, told and shown.

pub mod import;
pub mod list;
pub mod long;
pub mod merging;
pub mod portal;

use std::collections::HashMap;

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use yaoguang::accounts::{OrganisationId, Role};
use yaoguang::app::journal::record::{opening, row};
use yaoguang::subjects::store::{image, subject};

use crate::harness::{Answer, Client, World};
use crate::on_both;

/// Codes with right check characters, all different.
pub fn code(serial: u32) -> String {
    lots_cli::roster::uscc::complete(&format!("91210402MA{serial:06}")).unwrap()
}

/// A business of this name.
pub fn draft(serial: u32, name: &str) -> Value {
    json!({
        "name": name, "code": code(serial), "kind": "enterprise", "domain": "enterprise", "region": "210402",
        "address": "新抚区东一路1号", "representative": "王小明", "liaison": "李芳", "phone": "13800005678",
    })
}

/// Enter a subject in the bureau.
pub async fn add(world: &World, clerk: &Client, subject: Value) -> Value {
    add_in(world, clerk, world.bureau, subject).await
}

/// Enter a subject in an organisation.
pub async fn add_in(world: &World, clerk: &Client, organisation: OrganisationId, subject: Value) -> Value {
    let body = json!({ "organisation": organisation, "subject": subject });
    world.post(clerk, "/api/v1/subjects", body).await.good()
}

/// Ask that an entry be merged into another, both as they are now.
pub async fn ask_merge(world: &World, clerk: &Client, (gone, stays): (&Value, &Value)) -> Answer {
    let version = async |of: &Value| world.get(clerk, &at(of, "")).await.good()["version"].clone();
    let (version, into_version) = (version(gone).await, version(stays).await);
    let body =
        json!({"into": stays["id"], "into_version": into_version, "version": version, "reason": "同一家店登记了两次"});
    world.post(clerk, &at(gone, "merge"), body).await
}

/// Approve what was asked for.
pub async fn approve_merge(world: &World, approver: &Client, asked: &Value) -> Answer {
    let (gone, stays) = (&asked["gone"]["version"], &asked["stays"]["version"]);
    let body = json!({"version": asked["version"], "gone_version": gone, "stays_version": stays});
    world.post(approver, &format!("/api/v1/merges/{}/approve", asked["id"].as_str().unwrap()), body).await
}

/// Merge an entry into another: one asks, another approves.
pub async fn merge(world: &World, clerk: &Client, pair: (&Value, &Value)) -> Value {
    let asked = ask_merge(world, clerk, pair).await.good();
    let approver = world.client(&[Role::Approver]).await;
    approve_merge(world, &approver, &asked).await.good()
}

fn at(subject: &Value, verb: &str) -> String {
    let id = subject["id"].as_str().unwrap();
    if verb.is_empty() { format!("/api/v1/subjects/{id}") } else { format!("/api/v1/subjects/{id}/{verb}") }
}

/// Every subject is what its last act left.
pub async fn held(world: &World) {
    let db = world.app.read();
    let acts = row::Entity::find().all(db).await.unwrap();
    let at: HashMap<_, _> = acts.into_iter().map(|row| (row.id, row.at)).collect();
    let mut last = HashMap::new();
    for opened in opening::Entity::find().filter(opening::Column::CaseKind.eq("subject")).all(db).await.unwrap() {
        let when = (at[&opened.row_id], opened.row_id);
        let kept = last.entry(opened.case_id).or_insert((when, None));
        if kept.0 <= when {
            *kept = (when, opened.value);
        }
    }
    let rows = subject::Entity::find().all(db).await.unwrap();
    for whole in image::gather(db, rows).await.unwrap() {
        let (_, value) = last.remove(&whole.row.id.0).expect("it was recorded");
        assert_eq!(value.as_deref(), Some(image::image(&whole).as_str()), "a change wasn't recorded");
    }
    assert!(last.is_empty(), "something was recorded that isn't there");
}

on_both! {
    async fn a_subject_is_entered_edited_and_told(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let made = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        assert_eq!((&made["number"], &made["risk"], &made["code_kind"]), (&json!(1), &json!("B"), &json!("uscc")));
        assert_eq!(made["phone"], "138****5678");
        let mut again = draft(1, "另一家");
        let body = json!({ "organisation": world.bureau, "subject": again });
        world.post(&clerk, "/api/v1/subjects", body).await.at_fault("code", "code-taken");

        again["name"] = json!("宏达食品有限公司");
        again.as_object_mut().unwrap().remove("phone");
        let edit = json!({ "subject": again, "version": 1 });
        let edited = world.post(&clerk, &at(&made, ""), edit.clone()).await.good();
        assert_eq!((&edited["name"], &edited["version"]), (&json!("宏达食品有限公司"), &json!(2)));
        assert_eq!(edited["phone"], "138****5678");
        world.post(&clerk, &at(&made, ""), edit).await.refused(409, "stale");

        let inspector = world.client(&[Role::Inspector]).await;
        let phone = world.post(&inspector, &at(&made, "phone"), json!({})).await.good();
        assert_eq!(phone["phone"], "13800005678");

        let story = world.get(&clerk, &at(&made, "story")).await.good();
        let kinds: Vec<_> = story.as_array().unwrap().iter().map(|act| act["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["subject.added", "subject.edited", "subject.phone-seen"]);
        // Whose phone it was isn't public: the entry is on a case of its own.
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=subject.phone-seen").await.good();
        assert!(!acts["rows"][0].to_string().contains(made["id"].as_str().unwrap()), "{acts}");
        assert_eq!(acts["rows"][0]["facts"]["count"], 1);
        assert_eq!(story[1]["changes"], json!([{ "field": "name", "was": "宏达商贸有限公司", "became": "宏达食品有限公司" }]));
        assert!(!world.get(&clerk, &at(&made, "story")).await.text().contains("13800005678"));
        held(world).await;
    }
}

on_both! {
    async fn what_is_wrong_is_said_field_by_field(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let check = async |field: &str, value: Value, code: &str| {
            let mut wrong = draft(1, "宏达商贸有限公司");
            wrong[field] = value;
            let body = json!({ "organisation": world.bureau, "subject": wrong });
            world.post(&clerk, "/api/v1/subjects", body).await.at_fault(field, code);
        };
        check("code", json!("91210402MA00000144"), "uscc-check").await;
        check("code", json!(code(2).to_lowercase()), "code-dirty").await;
        check("name", json!(""), "empty").await;
        check("region", json!("抚顺"), "region-form").await;
        check("phone", json!("无"), "subject-phone-form").await;
        check("industry", json!("Z1"), "industry-form").await;
        // One form of a trade, or a draw that asks for one would miss whoever has the other.
        check("industry", json!("F52"), "industry-letter").await;
        check("industry", json!("P82"), "industry-section").await;
        check("industry", json!("98"), "industry-unknown").await;
    }
}

on_both! {
    async fn nobody_sees_or_changes_what_lies_outside_their_organisation(world) {
        let (north, south) = (world.office("新抚区物价局").await, world.office("望花区物价局").await);
        let clerk = world.client_of(north, &[Role::RegistryManager]).await;
        let other = world.client_of(south, &[Role::RegistryManager]).await;
        let made = add_in(world, &clerk, north, draft(1, "宏达商贸有限公司")).await;
        let body = json!({ "organisation": north, "subject": draft(2, "外来的") });
        world.post(&other, "/api/v1/subjects", body).await.refused(404, "not-found");
        world.get(&other, &at(&made, "")).await.refused(404, "not-found");
        world.get(&other, &at(&made, "story")).await.refused(404, "not-found");
        world.post(&other, &at(&made, "status"), json!({ "to": "moved", "reason": "迁出本区", "version": 1 })).await.refused(404, "not-found");
        let rows = |body: Value| body["rows"].as_array().unwrap().len();
        for (path, count) in [("/api/v1/subjects", 0), ("/api/v1/subjects?q=%E5%AE%8F%E8%BE%BE", 0)] {
            assert_eq!(rows(world.get(&other, path).await.good()), count, "{path}");
            assert_eq!(rows(world.get(&clerk, path).await.good()), 1, "{path}");
        }
        let leader = world.client(&[Role::Leader]).await;
        assert_eq!(rows(world.get(&leader, "/api/v1/subjects").await.good()), 1);
    }
}

on_both! {
    async fn risk_classes_move_with_reason_and_everybody_can_count_the_moves(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let made = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        let path = at(&made, "risk");
        let ask = |to: &str, reason: &str, basis: &str, version: i64| json!({ "to": to, "reason": reason, "basis": basis, "version": version });
        world.post(&clerk, &path, ask("C", "", "", 1)).await.at_fault("reason", "empty");
        world.post(&clerk, &path, ask("D", "投诉多", "", 1)).await.refused(422, "risk-basis-needed");
        world.post(&clerk, &path, ask("B", "投诉多", "", 1)).await.refused(422, "already-so");
        world.post(&clerk, &path, ask("C", "投诉多", "", 1)).await.good();
        world.post(&clerk, &path, ask("D", "价格欺诈", "抚价检〔2026〕3号", 1)).await.refused(409, "stale");
        let moved = world.post(&clerk, &path, ask("D", "价格欺诈", "抚价检〔2026〕3号", 2)).await.good();
        assert_eq!((moved["risk_moves"].as_array().unwrap().len(), &moved["version"]), (2, &json!(3)));

        let acts = row::Entity::find().filter(row::Column::Kind.eq("subject.risk-moved")).all(world.app.read()).await.unwrap();
        let facts: Vec<_> = acts.iter().map(|act| act.facts.as_str()).collect();
        assert!(facts.contains(&r#"{"from":"b","to":"c"}"#) && facts.contains(&r#"{"from":"c","to":"d"}"#), "{facts:?}");
        let page = world.get(&world.stranger(), &format!("/subjects/{}", code(1))).await.text();
        assert!(page.contains("共调整2次") && !page.contains("价格欺诈"), "{page}");
        held(world).await;
    }
}

on_both! {
    async fn status_tags_and_licences_change_and_are_found(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let made = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        add(world, &clerk, draft(2, "启明幼儿园")).await;
        world.post(&clerk, &at(&made, "status"), json!({ "to": "merged", "reason": "重复", "version": 1 })).await.refused(422, "status-merged");
        for (reason, code) in [("".to_owned(), "empty"), (" 停业".to_owned(), "dirty"), ("停".repeat(501), "too-long")] {
            let body = json!({ "to": "suspended", "reason": reason, "version": 1 });
            world.post(&clerk, &at(&made, "status"), body).await.at_fault("reason", code);
        }
        let stopped = json!({ "to": "suspended", "reason": "自行申报停业", "version": 1 });
        world.post(&clerk, &at(&made, "status"), stopped).await.good();
        let story = world.get(&clerk, &at(&made, "story")).await.good();
        assert_eq!((&story[0]["reason"], &story[1]["reason"]), (&json!(null), &json!("自行申报停业")));
        assert_eq!(story[1]["changes"], json!([{ "field": "status", "was": "active", "became": "suspended" }]));
        assert_eq!(story[1]["facts"], json!({ "from": "active", "to": "suspended" }), "why is sealed, not public");
        let tagged = json!({ "add": ["重点", "老字号"], "version": 2 });
        world.post(&clerk, &at(&made, "tags"), tagged).await.good();
        let tagged = json!({ "add": ["连锁"], "remove": ["重点"], "version": 3 });
        assert_eq!(world.post(&clerk, &at(&made, "tags"), tagged).await.good()["tags"], json!(["老字号", "连锁"]));
        world.post(&clerk, &at(&made, "tags"), json!({ "add": ["两 词"], "version": 4 })).await.at_fault("tags", "tag-form");
        let licence = json!({ "kind": "食品经营许可证", "code": "JY12104020000001", "valid_to": "2026-04-01" });
        let twice = json!({ "licences": [licence, licence], "version": 4 });
        world.post(&clerk, &at(&made, "licences"), twice).await.at_fault("licences", "licence-twice");
        world.post(&clerk, &at(&made, "licences"), json!({ "licences": [licence], "version": 4 })).await.good();

        let names = async |query: &str| -> Vec<Value> {
            let body = world.get(&clerk, &format!("/api/v1/subjects?{query}")).await.good();
            body["rows"].as_array().unwrap().iter().map(|row| row["number"].clone()).collect()
        };
        assert_eq!(names("status=suspended").await, [1]);
        assert_eq!(names("tag=%E8%80%81%E5%AD%97%E5%8F%B7").await, [1]);
        assert_eq!(names("tag=%E9%87%8D%E7%82%B9").await, Vec::<Value>::new());
        assert_eq!(names("licence_until=2026-04-01").await, [1]);
        assert_eq!(names("licence_until=2026-03-31").await, Vec::<Value>::new());
        assert_eq!(world.get(&clerk, "/api/v1/subjects/tags").await.good(), json!(["老字号", "连锁"]));
        assert_eq!(world.get(&clerk, "/api/v1/subjects/counts").await.good()["statuses"], json!({ "active": 1, "suspended": 1 }));
        held(world).await;
    }
}

on_both! {
    async fn duplicates_are_seen_and_merge_with_their_trace(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let gone = add(world, &clerk, draft(1, "宏达商贸（抚顺）有限公司")).await;
        let stays = add(world, &clerk, draft(2, "宏达商贸(抚顺)有限公司")).await;
        let office = world.office("新抚区物价局").await;
        let elsewhere = add_in(world, &clerk, office, draft(3, "宏达商贸(抚顺)有限公司")).await;
        let twins = world.get(&clerk, &at(&gone, "duplicates")).await.good();
        assert_eq!(twins.as_array().unwrap().iter().map(|twin| &twin["number"]).collect::<Vec<_>>(), [&json!(2)]);
        let groups = world.get(&clerk, "/api/v1/subjects/duplicates").await.good();
        assert_eq!(groups["groups"][0].as_array().unwrap().len(), 3);

        let into = |other: &Value, version: i64| {
            json!({ "into": other["id"], "into_version": 1, "version": version, "reason": "同一家店登记了两次" })
        };
        world.post(&clerk, &at(&gone, "merge"), into(&elsewhere, 1)).await.refused(422, "merge-elsewhere");
        world.post(&clerk, &at(&gone, "merge"), into(&gone, 1)).await.refused(422, "merge-self");
        world.post(&clerk, &at(&gone, "merge"), into(&stays, 7)).await.refused(409, "stale");
        let mut dumb = into(&stays, 1);
        dumb["reason"] = json!(" ");
        world.post(&clerk, &at(&gone, "merge"), dumb).await.at_fault("reason", "empty");
        merge(world, &clerk, (&gone, &stays)).await;
        world.post(&clerk, &at(&gone, "status"), json!({ "to": "moved", "reason": "迁出本区", "version": 2 })).await.refused(422, "subject-merged");

        let rows = async |q: &str| world.get(&clerk, &format!("/api/v1/subjects?q={q}")).await.good()["rows"].clone();
        assert_eq!(rows(&code(1)).await[0]["status"], "merged");
        assert_eq!(rows("hdsm").await.as_array().unwrap().len(), 2);
        let page = world.get(&world.stranger(), &format!("/subjects/{}", code(1))).await;
        assert_eq!(page.headers["location"], format!("/subjects/{}", code(2)));
        for (one, kind) in [(&gone, "subject.merged"), (&stays, "subject.merge-taken")] {
            let story = world.get(&clerk, &at(one, "story")).await.good();
            assert_eq!(story.as_array().unwrap().last().unwrap()["kind"], kind);
        }
        held(world).await;
    }
}

on_both! {
    async fn searches_are_kept_for_oneself(world) {
        let (one, other) = (world.client(&[Role::Planner]).await, world.client(&[Role::Planner]).await);
        let keep = |query: &str| json!({ "name": "医疗C类", "query": query });
        world.post(&one, "/api/v1/subjects/filters", keep("domain=medical")).await.good();
        let kept = world.post(&one, "/api/v1/subjects/filters", keep("domain=medical&risk=C")).await.good();
        let mine = world.get(&one, "/api/v1/subjects/filters").await.good();
        assert_eq!((mine.as_array().unwrap().len(), &mine[0]["query"]), (1, &json!("domain=medical&risk=C")));
        assert_eq!(world.get(&other, "/api/v1/subjects/filters").await.good(), json!([]));
        let remove = format!("/api/v1/subjects/filters/{}/remove", kept["id"].as_str().unwrap());
        world.post(&other, &remove, json!({})).await.refused(404, "not-found");
        world.post(&one, &remove, json!({})).await.good();
        assert_eq!(world.get(&one, "/api/v1/subjects/filters").await.good(), json!([]));
    }
}
