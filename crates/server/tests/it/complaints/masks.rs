//! Who complained shows nowhere: not in an answer, not in a file, not in the database, not in the journal.

use std::io::{Cursor, Read as _};

use sea_orm::{ConnectionTrait as _, DbBackend, EntityTrait as _, Statement};
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::journal::record::opening;
use yaoguang::complaints::store::complaint;

use super::{ADDRESS, DUE, Desk, NAME, PHONE, at, draft, handling, held, versioned};
use crate::harness::{Answer, Client, World};
use crate::on_both;

const SECRETS: [&str; 3] = [NAME, PHONE, ADDRESS];

fn found(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[track_caller]
fn clean(what: &str, bytes: &[u8]) {
    for secret in SECRETS {
        assert!(!found(bytes, secret), "{what} shows {secret}: {}", String::from_utf8_lossy(bytes));
    }
}

/// An answer that went well, without who complained in it.
#[track_caller]
fn masked(what: &str, answer: Answer) -> Value {
    clean(what, &answer.bytes);
    for (name, value) in &answer.headers {
        clean(name.as_str(), value.as_bytes());
    }
    answer.good()
}

/// All texts of a workbook.
fn sheets(book: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut text = Vec::new();
    for at in 0..archive.len() {
        archive.by_index(at).unwrap().read_to_end(&mut text).unwrap();
    }
    text
}

/// Every byte that the database holds: SQLite's files, PostgreSQL's rows as text, where bytes stand in hexadecimal digits.
async fn database(world: &World) -> Vec<Vec<u8>> {
    let db = world.app.read();
    if db.get_database_backend() == DbBackend::Sqlite {
        let url = world.app.config.database_url.clone().unwrap();
        let file = url.trim_start_matches("sqlite://").split('?').next().unwrap().to_owned();
        return vec![std::fs::read(&file).unwrap(), std::fs::read(format!("{file}-wal")).unwrap()];
    }
    let ask = |sql: String| Statement::from_string(DbBackend::Postgres, sql);
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'".to_owned();
    let mut all = Vec::new();
    for table in db.query_all_raw(ask(tables)).await.unwrap() {
        let table: String = table.try_get_by_index(0).unwrap();
        for row in db.query_all_raw(ask(format!("SELECT t::text FROM {table} t"))).await.unwrap() {
            all.push(row.try_get_by_index::<String>(0).unwrap().into_bytes());
        }
    }
    all
}

async fn clean_database(world: &World) {
    let bytes = database(world).await;
    let hex = |text: &str| text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert!(bytes.iter().any(|part| found(part, "老王食品店")), "what isn't hidden is found");
    for part in &bytes {
        clean("the database", part);
        for secret in SECRETS {
            assert!(!found(part, &hex(secret)), "the database holds {secret} as bytes");
        }
    }
}

/// Everything that can be read of complaints, by somebody.
async fn read_all(world: &World, by: &Client, complaint: &Value) {
    let paths = [
        "/api/v1/complaints".to_owned(),
        "/api/v1/complaints?sort=-updated&state=assigned".to_owned(),
        at(complaint, ""),
        at(complaint, "story"),
        "/api/v1/complaints/counts".to_owned(),
        "/api/v1/complaints/signals?all=true".to_owned(),
    ];
    for path in paths {
        masked(&path, world.get(by, &path).await);
    }
    for path in ["/complaints", "/complaints.csv", "/complaints.json"] {
        let answer = world.get(by, path).await;
        assert!(answer.status.is_success());
        clean(path, &answer.bytes);
    }
    let book = world.post(by, "/api/v1/complaints/export", json!({})).await;
    assert!(book.status.is_success(), "{}", book.text());
    let text = sheets(&book.bytes);
    assert!(found(&text, "老王食品店") && found(&text, "139****5678"), "the workbook has its rows");
    clean("the workbook", &text);
}

on_both! {
    async fn who_complained_shows_nowhere(world) {
        let desk = Desk::open(world).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let body = json!({"organisation": world.bureau, "complaint": draft()});
        let complaint = masked("register", world.post(&desk.clerk, "/api/v1/complaints", body).await);
        assert_eq!(complaint["complainant"], json!({
            "name": "欧***", "phone": "139****5678", "has_address": true, "confidential": false, "erased": false,
        }));
        assert_eq!(complaint["content"], "欧***反映：多收了5元。\n请回电139****5678。");
        let mut edited = draft();
        edited["item"] = "JG-01".into();
        let edit = json!({"complaint": edited, "version": 1});
        let complaint = masked("edit", world.post(&desk.clerk, &at(&complaint, ""), edit).await);
        let body = versioned(&complaint, json!({"handler": desk.inspector.person, "due": DUE}));
        let complaint = masked("assign", world.post(&desk.leader, &at(&complaint, "assign"), body).await);
        for reader in [&desk.clerk, &desk.leader, &desk.inspector, &auditor] {
            read_all(world, reader, &complaint).await;
        }
        let body = json!({"reason": format!("电话{PHONE}需回访{NAME}。")});
        let seen = world.post_with(&desk.inspector, &at(&complaint, "unmask"), &body, "once").await;
        assert_eq!(seen.headers["cache-control"], "no-store");
        assert_eq!(seen.good(), json!({"name": NAME, "phone": PHONE, "address": ADDRESS, "confidential": false, "former": []}));
        world.post_with(&desk.inspector, &at(&complaint, "unmask"), &body, "once").await.refused(409, "already-done");
        let body = versioned(&complaint, handling("substantiated"));
        let complaint = masked("handle", world.post(&desk.inspector, &at(&complaint, "handle"), body).await);
        let body = versioned(&complaint, json!({"reason": format!("{NAME}再次来电。")}));
        let complaint = masked("send-back", world.post(&desk.leader, &at(&complaint, "send-back"), body).await);
        assert_eq!(complaint["notes"][0]["reason"], "电话139****5678需回访欧***。");
        read_all(world, &auditor, &complaint).await;
        clean_database(world).await;
        held(world).await;
    }
}

on_both! {
    async fn an_edit_keeps_what_it_was_shown_with_masks(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.register(draft()).await;
        let before = complaint::Entity::find().one(world.app.read()).await.unwrap().unwrap();
        // What somebody reads, one field changed, sent back without what is masked.
        let mut kept = draft();
        kept["item"] = "JG-01".into();
        kept.as_object_mut().unwrap().retain(|field, _| field != "content" && field != "complainant");
        for unsaid in [Value::Null, json!({"name": null, "phone": null, "address": null, "confidential": null})] {
            if unsaid.is_object() {
                kept["item"] = "JG-02".into();
                kept["content"] = Value::Null;
                kept["complainant"] = unsaid;
            }
            let body = versioned(&masked("look", world.get(&desk.clerk, &at(&complaint, "")).await), json!({"complaint": kept}));
            masked("edit", world.post(&desk.clerk, &at(&complaint, ""), body).await);
        }
        let after = complaint::Entity::find().one(world.app.read()).await.unwrap().unwrap();
        let secret = |row: &complaint::Model| [Some(row.content.clone()), row.name.clone(), row.phone.clone(), row.address.clone()];
        assert_eq!(secret(&after), secret(&before), "to the byte");
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        assert_eq!((&story[1]["changed"], &story[1]["facts"]), (&json!(["formers", "item"]), &json!({"item": "changed"})));
        let shown = world.get(&desk.clerk, &at(&complaint, "")).await.good();
        let send = async |change: &dyn Fn(&mut Value)| {
            let mut edit = kept.clone();
            change(&mut edit);
            world.post(&desk.clerk, &at(&complaint, ""), versioned(&shown, json!({"complaint": edit}))).await
        };
        send(&|edit| edit["content"] = shown["content"].clone()).await.at_fault("content", "masked-text");
        for (field, mask) in [("name", "欧***"), ("phone", "139****5678"), ("address", "***")] {
            let answer = send(&|edit| edit["complainant"] = json!({field: mask})).await;
            answer.at_fault(&format!("complainant.{field}"), "masked-text");
        }
        send(&|edit| edit["complainant"] = json!({"name": "欧阳小云"})).await.at_fault("content", "names-former");
        let anew = send(&|edit| {
            edit["complainant"] = json!({"name": "欧阳小云"});
            edit["content"] = "欧阳小云反映：多收了6元。".into();
        });
        assert_eq!(masked("anew", anew.await)["content"], "欧***反映：多收了6元。");
        clean_database(world).await;
        held(world).await;
    }
}

on_both! {
    async fn a_report_that_was_sent_back_stays_where_it_isnt_written_again(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.assign(&desk.register(draft()).await).await;
        let bare = || json!({"handling": {"outcome": "partly-substantiated"}});
        world.post(&desk.inspector, &at(&complaint, "handle"), versioned(&complaint, bare())).await.at_fault("disposal", "empty");
        let complaint = desk.handle(&complaint, "substantiated").await;
        let complaint = desk.step(&desk.leader, &complaint, "send-back", json!({"reason": "请核对。"})).await;
        let mut read = bare();
        read["handling"]["disposal"] = complaint["disposal"].clone();
        world.post(&desk.inspector, &at(&complaint, "handle"), versioned(&complaint, read)).await.at_fault("disposal", "masked-text");
        let complaint = desk.step(&desk.inspector, &complaint, "handle", bare()).await;
        assert_eq!((&complaint["disposal"], &complaint["outcome"]), (&"已责令退款给欧***。".into(), &"partly-substantiated".into()));
        let row = complaint::Entity::find().one(world.app.read()).await.unwrap().unwrap();
        let plain = yaoguang::complaints::store::plain::disposal(&world.app, &row).unwrap();
        assert_eq!(plain.unwrap(), format!("已责令退款给{NAME}。"));
        held(world).await;
    }
}

on_both! {
    async fn whoever_asks_for_confidentiality_shows_not_even_a_surname(world) {
        let desk = Desk::open(world).await;
        let mut secret = draft();
        secret["complainant"]["confidential"] = true.into();
        let complaint = desk.register(secret).await;
        assert_eq!((&complaint["complainant"]["name"], &complaint["complainant"]["phone"]), (&"***".into(), &"***".into()));
        assert_eq!(complaint["content"], "***反映：多收了5元。\n请回电***。");
    }
}

on_both! {
    async fn nothing_is_found_by_who_complained(world) {
        let desk = Desk::open(world).await;
        desk.register(draft()).await;
        let count = async |q: &str| {
            let q = percent_encoding::utf8_percent_encode(q, percent_encoding::NON_ALPHANUMERIC).to_string();
            let page = world.get(&desk.leader, &format!("/api/v1/complaints?q={q}")).await.good();
            page["rows"].as_array().unwrap().len()
        };
        for (q, found) in [("王食", 1), ("000001", 1), (NAME, 0), ("欧", 0), (PHONE, 0), ("5678", 0), ("浑河", 0), ("%", 0), ("_", 0)] {
            assert_eq!(count(q).await, found, "{q}");
        }
        let mut named = draft();
        named["subject_name"] = format!("{NAME}的店").into();
        let body = json!({"organisation": world.bureau, "complaint": named});
        world.post(&desk.clerk, "/api/v1/complaints", body).await.at_fault("subject_name", "names-complainant");
    }
}

on_both! {
    async fn only_the_handler_sees_who_complained_while_handling(world) {
        let desk = Desk::open(world).await;
        let other = world.client(&[Role::Inspector]).await;
        let why = || json!({"reason": "回访。"});
        let complaint = desk.register(draft()).await;
        let path = at(&complaint, "unmask");
        world.post(&desk.inspector, &path, why()).await.refused(422, "complaint-not-now");
        let complaint = desk.assign(&complaint).await;
        for by in [&desk.clerk, &desk.leader] {
            world.post(by, &path, why()).await.refused(403, "not-permitted");
        }
        world.post(&other, &path, why()).await.refused(422, "complaint-not-handler");
        world.post(&desk.inspector, &path, json!({"reason": ""})).await.at_fault("reason", "empty");
        for _ in 0..2 {
            world.post(&desk.inspector, &path, why()).await.good();
        }
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        let seen: Vec<_> = story.as_array().unwrap().iter().filter(|one| one["kind"] == "complaint.unmasked").collect();
        assert_eq!(seen.len(), 2, "each time is journalled");
        assert!(seen.iter().all(|one| one["changed"] == json!(["notes"]) && one["person"]["id"] == json!(desk.inspector.person)));
        let complaint = desk.handle(&complaint, "substantiated").await;
        desk.end(&complaint).await;
        world.post(&desk.inspector, &path, why()).await.refused(422, "complaint-not-now");
        held(world).await;
    }
}

on_both! {
    async fn an_erasure_destroys_who_complained_and_leaves_the_journal_whole(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.register(draft()).await;
        let complaint = desk.assign(&complaint).await;
        world.post(&desk.inspector, &at(&complaint, "unmask"), json!({"reason": format!("回访{NAME}。")})).await.good();
        let complaint = desk.handle(&complaint, "substantiated").await;
        let why = || json!({"reason": "保存期限届满。"});
        world.post(&desk.leader, &at(&complaint, "erase"), versioned(&complaint, why())).await.refused(422, "complaint-not-now");
        let unknown = json!({"no_subject_why": format!("{NAME}说不清是哪一家。")});
        let complaint = desk.step(&desk.leader, &complaint, "close", unknown).await;
        assert_eq!(complaint["no_subject_why"], "欧***说不清是哪一家。");
        world.post(&desk.clerk, &at(&complaint, "erase"), versioned(&complaint, why())).await.refused(403, "not-permitted");
        let before = opening::Entity::find().all(world.app.read()).await.unwrap();
        let complaint = desk.step(&desk.leader, &complaint, "erase", why()).await;
        assert_eq!(complaint["complainant"], json!({
            "name": null, "phone": null, "has_address": false, "confidential": false, "erased": true,
        }));
        // What repeated them keeps the mask, though nothing is left to compare it with.
        assert_eq!(complaint["content"], "***反映：多收了5元。\n请回电***。");
        assert_eq!((&complaint["disposal"], &complaint["notes"][0]["reason"]), (&"已责令退款给***。".into(), &"回访***。".into()));
        assert_eq!(complaint["no_subject_why"], "***说不清是哪一家。");
        let row = complaint::Entity::find().one(world.app.read()).await.unwrap().unwrap();
        assert_eq!((row.name, row.phone, row.address), (None, None, None));
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        let erased: Vec<_> = story.as_array().unwrap().iter().map(|one| one["erased"].as_bool().unwrap()).collect();
        assert_eq!(erased, [true, true, true, true, true, false], "only what is left opens");
        let after = opening::Entity::find().all(world.app.read()).await.unwrap();
        for old in before {
            let new = after.iter().find(|new| (new.row_id, new.leaf) == (old.row_id, old.leaf)).unwrap();
            assert_eq!(new.digest, old.digest, "what the journal sealed stays sealed");
        }
        world.post(&desk.leader, &at(&complaint, "erase"), versioned(&complaint, why())).await.refused(422, "complaint-erased");
        clean_database(world).await;
        held(world).await;
    }
}
