//! What an auditor sees, and what a check finds.

use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, IntoActiveModel as _};
use sea_orm::{PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use uuid::Uuid;
use yaoguang::accounts::Role;
use yaoguang::app::db::Db;
use yaoguang::app::journal::audit::{Finding, audit};
use yaoguang::app::journal::record::{opening, row, sealed};

use crate::harness::{Client, World};
use crate::on_both;
use crate::subjects::import::{checked as checked_file, taken_in};
use crate::subjects::{add, code, draft};

/// A subject whose risk class was moved: its id.
async fn moved(world: &World) -> (Client, String) {
    let clerk = world.client(&[Role::RegistryManager]).await;
    let subject = add(world, &clerk, draft(1, "老王食品店")).await;
    let id = subject["id"].as_str().unwrap().to_owned();
    let change = json!({"to": "C", "reason": "投诉属实", "version": subject["version"]});
    world.post(&clerk, &format!("/api/v1/subjects/{id}/risk"), change).await.good();
    (clerk, id)
}

async fn acts(world: &World, auditor: &Client, query: &str) -> Vec<Value> {
    let page = world.get(auditor, &format!("/api/v1/journal/acts?{query}")).await.good();
    page["rows"].as_array().unwrap().clone()
}

/// The result of a check that was asked for and carried out.
async fn checked(world: &World, auditor: &Client) -> Value {
    world.post(auditor, "/api/v1/journal/checks", json!({})).await.good();
    world.work().await;
    let checks = world.get(auditor, "/api/v1/journal/checks").await.good();
    assert_eq!(checks[0]["state"], "done", "{checks}");
    checks[0]["outcome"].clone()
}

on_both! {
    async fn an_auditor_follows_a_risk_class_to_its_seal(world) {
        let (_, subject) = moved(world).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let found = acts(world, &auditor, &format!("thing=subject&thing_id={subject}&sort=-at")).await;
        let kinds: Vec<_> = found.iter().map(|act| act["act"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["subject.risk-moved", "subject.added"]);
        assert_eq!(found[0]["thing_name"], "老王食品店");
        assert_eq!(found[0]["facts"], json!({"from": "b", "to": "c"}));
        assert_eq!(found[0]["entry"], Value::Null);
        world.sequence().await;
        let id = found[0]["id"].as_str().unwrap();
        let act = world.get(&auditor, &format!("/api/v1/journal/acts/{id}")).await.good();
        assert!(act["entry"].is_i64(), "{act}");
        assert_eq!(act["opening"]["opens"], true);
        assert_eq!(act["opening"]["seal"], act["seals"]["state"]);
        assert_eq!(act["previous"], found[1]["id"]);
        let risk = |image: &Value| serde_json::from_str::<Value>(image.as_str().unwrap()).unwrap()["risk"].clone();
        assert_eq!((risk(&act["before"]), risk(&act["opening"]["value"])), (json!("B"), json!("C")));
        let standing = world.get(&auditor, "/api/v1/journal/standing").await.good();
        assert_eq!(standing["waiting"], 0);
        assert!(standing["size"].as_i64().unwrap() > 2, "{standing}");
    }
}

on_both! {
    async fn acts_are_found_by_what_who_and_when(world) {
        let (clerk, _) = moved(world).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let count = async |query: &str| acts(world, &auditor, query).await.len();
        assert_eq!(count("act=subject.risk-moved").await, 1);
        assert_eq!(count(&format!("person={}", clerk.person)).await, 2);
        assert_eq!(count("q=某registry").await, 2);
        assert_eq!(count("role=registry-manager&from=2026-03-05&to=2026-03-05").await, 2);
        assert_eq!(count("role=registry-manager&from=2026-03-06").await, 0);
        assert_eq!(count("waiting=false").await, 0);
        world.sequence().await;
        assert_eq!(count("waiting=true").await, 0);
        let entered = acts(world, &auditor, "act=subject.added").await[0]["entry"].clone();
        assert_eq!(count(&format!("q={entered}&act=subject.added")).await, 1);
        let kinds = world.get(&auditor, "/api/v1/journal/kinds").await.good();
        assert_eq!(kinds["acts"], json!(["organisation.added", "person.added", "subject.added", "subject.risk-moved"]));
        assert_eq!(kinds["things"], json!(["organisation", "person", "subject"]));
    }
}

/// Take in a file of two businesses: the first one's id.
async fn imported(world: &World, clerk: &Client, name: &str) -> String {
    let file = format!("统一社会信用代码,企业名称,领域\n{},{name},涉企\n{},启明幼儿园,教育\n", code(1), code(2));
    let (import, _) = checked_file(world, clerk, &file, json!({"mode": "update"})).await;
    taken_in(world, clerk, &import).await;
    let found = world.get(clerk, &format!("/api/v1/subjects?q={}", code(1))).await.good();
    found["rows"][0]["id"].as_str().unwrap().to_owned()
}

on_both! {
    async fn an_auditor_follows_a_thing_into_the_files_it_came_with(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let subject = imported(world, &clerk, "宏达商贸有限公司").await;
        let change = json!({"to": "C", "reason": "投诉属实", "version": 1});
        world.post(&clerk, &format!("/api/v1/subjects/{subject}/risk"), change).await.good();
        imported(world, &clerk, "宏达食品有限公司").await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let all = acts(world, &auditor, &format!("thing_id={subject}&sort=at")).await;
        let kinds: Vec<_> = all.iter().map(|act| act["act"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["import.rows-written", "subject.risk-moved", "import.rows-written"]);
        let id = |at: usize| all[at]["id"].as_str().unwrap();
        let look = async |at: usize| world.get(&auditor, &format!("/api/v1/journal/acts/{}?thing={subject}", id(at))).await.good();
        let field = |image: &Value, name: &str| serde_json::from_str::<Value>(image.as_str().unwrap()).unwrap()[name].clone();
        let (first, moved, last) = (look(0).await, look(1).await, look(2).await);
        assert_eq!((&first["previous"], &first["before"], &first["following"]), (&Value::Null, &Value::Null, &json!(id(1))));
        assert_eq!(field(&first["opening"]["value"], "name"), "宏达商贸有限公司");
        assert_eq!((&first["opening"]["thing"], &first["opening"]["opens"]), (&json!("subject"), &json!(true)));
        assert_eq!((&moved["previous"], &moved["following"]), (&json!(id(0)), &json!(id(2))));
        assert_eq!((&last["previous"], &last["following"]), (&json!(id(1)), &Value::Null));
        assert_eq!((field(&last["before"], "name"), field(&last["opening"]["value"], "name")), (json!("宏达商贸有限公司"), json!("宏达食品有限公司")));
        // Not asked about one of them, the import is itself.
        let whole = world.get(&auditor, &format!("/api/v1/journal/acts/{}", id(0))).await.good();
        assert_eq!((&whole["opening"], &whole["sealed"]), (&Value::Null, &json!(2)));
        let alone = world.get(&auditor, &format!("/api/v1/journal/acts/{}", id(1))).await.good();
        assert_eq!(alone["previous"], json!(id(0)));
        let other = format!("/api/v1/journal/acts/{}?thing={}", id(0), id(0));
        world.get(&auditor, &other).await.refused(404, "not-found");
    }
}

on_both! {
    async fn who_audits_an_office_sees_its_people_and_checks_nothing(world) {
        let office = world.office("新抚区物价局").await;
        moved(world).await;
        let auditor = world.client_of(office, &[Role::AuditAdmin]).await;
        assert_eq!(acts(world, &auditor, "").await.len(), 0);
        let all = acts(world, &world.client(&[Role::AuditAdmin]).await, "act=subject.added").await;
        let path = format!("/api/v1/journal/acts/{}", all[0]["id"].as_str().unwrap());
        world.get(&auditor, &path).await.refused(404, "not-found");
        world.get(&auditor, &format!("{path}/openings")).await.refused(404, "not-found");
        world.post(&auditor, "/api/v1/journal/checks", json!({})).await.refused(422, "audit-part-only");
    }
}

on_both! {
    async fn a_check_finds_nothing_and_is_on_record_itself(world) {
        moved(world).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        world.sequence().await;
        world.post(&auditor, "/api/v1/journal/checks", json!({})).await.good();
        world.post(&auditor, "/api/v1/journal/checks", json!({})).await.refused(422, "audit-check-runs");
        world.work().await;
        let outcome = world.get(&auditor, "/api/v1/journal/checks").await.good()[0]["outcome"].clone();
        assert_eq!((&outcome["found"], &outcome["findings"]), (&json!(0), &json!([])));
        let done = acts(world, &auditor, "thing=audit&sort=-at").await;
        assert_eq!((done[0]["act"].as_str(), done[1]["act"].as_str()), (Some("audit.done"), Some("audit.asked")));
        assert_eq!(done[0]["facts"]["found"], 0);
    }
}

on_both! {
    async fn a_check_finds_what_was_changed_past_the_program(world) {
        let (_, subject) = moved(world).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        world.sequence().await;
        let set = async |name: &str| renamed(&world.app.db, name).await;
        set("老李食品店").await;
        let outcome = checked(world, &auditor).await;
        assert_eq!(outcome["found"], 1);
        let finding = json!({"code": "image-unlike-opening", "values": {"kind": "subject", "id": subject}});
        assert_eq!(outcome["findings"], json!([finding]));
        set("老王食品店").await;
        assert_eq!(checked(world, &auditor).await["found"], 0);
    }
}

on_both! {
    async fn nothing_that_was_changed_past_the_program_is_sealed_by_a_lawful_act(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let id = imported(world, &clerk, "老王食品店").await;
        let recorded = async || row::Entity::find().count(world.app.read()).await.unwrap();
        let renamed = async |from: &str, to: &str| {
            let sql = format!("UPDATE subject SET name = '{to}' WHERE name = '{from}'");
            world.app.db.write().execute_unprepared(&sql).await.unwrap();
        };
        renamed("老王食品店", "老李食品店").await;
        let (tagged, before) = (json!({"add": ["连锁"], "version": 1}), recorded().await);
        let path = format!("/api/v1/subjects/{id}");
        world.post(&clerk, &format!("{path}/tags"), tagged.clone()).await.refused(422, "unlike-journal");
        assert_eq!(recorded().await, before);
        assert_eq!(world.get(&clerk, &path).await.good()["tags"], json!([]));
        // Nor by a file, which is an act on many.
        let file = format!("统一社会信用代码,企业名称,领域,标签\n{},老李食品店,涉企,连锁\n", code(1));
        let (import, _) = checked_file(world, &clerk, &file, json!({"mode": "update"})).await;
        world.post(&clerk, &format!("/api/v1/imports/{import}/run"), json!({})).await;
        world.work().await;
        let jobs = world.get(&clerk, "/api/v1/jobs").await.good();
        let failed: Vec<&Value> = jobs.as_array().unwrap().iter().filter(|job| job["state"] == "failed").collect();
        assert_eq!((failed.len(), &failed[0]["problem"]), (1, &json!("unlike-journal")), "{jobs}");
        assert_eq!(world.get(&clerk, &path).await.good()["tags"], json!([]));
        renamed("老李食品店", "老王食品店").await;
        world.post(&clerk, &format!("{path}/tags"), tagged).await.good();
    }
}

/// Change a table without an act.
async fn renamed(db: &Db, name: &str) {
    db.write().execute_unprepared(&format!("UPDATE subject SET name = '{name}'")).await.unwrap();
}

on_both! {
    async fn acts_go_out_as_a_file_and_that_is_an_act(world) {
        moved(world).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let ask = json!({"format": "csv", "filters": {"thing": "subject"}});
        let answer = world.post(&auditor, "/api/v1/journal/acts/export", ask).await;
        let text = String::from_utf8(answer.bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[0].trim_start_matches('\u{feff}').starts_with("时间,操作,"), "{text}");
        assert!(lines[2].contains("调整风险等级,检查对象,老王食品店,"), "{text}");
        let made = acts(world, &auditor, "act=export.made").await;
        assert_eq!(made[0]["facts"]["of"], "journal");
        assert_eq!(made[0]["facts"]["rows"], 2);
    }
}

/// What the journal's tables have of the acts on a subject, in order.
async fn history(world: &World, id: Uuid) -> Vec<(row::Model, opening::Model)> {
    let openings = opening::Entity::find().filter(opening::Column::CaseId.eq(id)).order_by_asc(opening::Column::RowId);
    let mut history = Vec::new();
    for opening in openings.all(world.app.read()).await.unwrap() {
        let act = row::Entity::find_by_id(opening.row_id).one(world.app.read()).await.unwrap().unwrap();
        history.push((act, opening));
    }
    history
}

/// An act as if it had sealed another class.
fn forged((act, opening): &(row::Model, opening::Model), from: &str, to: &str) -> (row::Model, opening::Model) {
    let class = |class: &str| format!("\"risk\":\"{class}\"");
    let value = opening.value.clone().unwrap().replace(&class(from), &class(to));
    assert_ne!(Some(&value), opening.value.as_ref());
    let (was, digest) = (lots::hash::Digest(opening.digest.clone().try_into().unwrap()), sealed([7; 32], &value));
    let seals = act.seals.replace(&was.to_string(), &digest.to_string());
    let opening =
        opening::Model { salt: Some(vec![7; 32]), digest: digest.0.to_vec(), value: Some(value), ..opening.clone() };
    (row::Model { seals, ..act.clone() }, opening)
}

/// Put rows of the journal's tables as they are to be, past the server.
async fn put(world: &World, (act, opening): &(row::Model, opening::Model)) {
    opening.clone().into_active_model().reset_all().update(world.app.db.write()).await.unwrap();
    act.clone().into_active_model().reset_all().update(world.app.db.write()).await.unwrap();
}

async fn findings(world: &World) -> Vec<Finding> {
    audit(&world.app, yaoguang::IMAGERS, |_, _, _| {}).await.unwrap().findings
}

// "Edit a row with its last opening, let somebody add a tag, and put the opening back."
on_both! {
    async fn an_act_that_sealed_what_it_did_not_change_is_found(world) {
        let (clerk, id) = moved(world).await;
        let subject: Uuid = id.parse().unwrap();
        world.sequence().await;
        let before = history(world, subject).await;
        let class = async |class: &str| {
            world.app.db.write().execute_unprepared(&format!("UPDATE subject SET risk = '{class}'")).await.unwrap();
        };
        class("A").await;
        put(world, &forged(&before[1], "C", "A")).await;
        let tagged = json!({"add": ["连锁"], "version": 2});
        world.post(&clerk, &format!("/api/v1/subjects/{id}/tags"), tagged).await.good();
        put(world, &before[1]).await;
        let after = history(world, subject).await;
        let unlike = |row: Uuid, field: &str| Finding::ChangeUnlikeAct { kind: "subject".into(), id: subject, row, field: field.into() };
        assert_eq!(findings(world).await, [unlike(after[2].0.id, "risk")]);
        // Put right while it isn't an entry yet.
        class("C").await;
        put(world, &forged(&after[2], "A", "C")).await;
        assert_eq!(findings(world).await, []);
        // Nor is what was sealed before destroyed, so that nobody could compare.
        let (act, opening) = &before[0];
        put(world, &(act.clone(), opening::Model { salt: None, value: None, ..opening.clone() })).await;
        assert_eq!(findings(world).await, [unlike(act.id, "state")]);
        put(world, &before[0]).await;
    }
}
