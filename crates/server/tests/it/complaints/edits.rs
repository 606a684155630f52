//! What becomes of a registered complaint that somebody edits: nothing that it told is lost, and what it is counted by stays.

use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::complaints::store::{former, plain};

use super::{ADDRESS, Desk, NAME, PHONE, at, draft, held, versioned};
use crate::{on_both, subjects};

/// What is sent to change something, and nothing of what is shown with masks.
fn change(mut draft: Value, change: impl Fn(&mut Value)) -> Value {
    draft.as_object_mut().unwrap().retain(|field, _| field != "content" && field != "complainant");
    change(&mut draft);
    json!({ "complaint": draft })
}

on_both! {
    async fn what_a_registered_complaint_is_counted_by_stays(world) {
        let desk = Desk::open(world).await;
        let shop = subjects::add(world, &desk.clerk, subjects::draft(1, "老王食品店")).await;
        let rival = subjects::add(world, &desk.clerk, subjects::draft(2, "小李百货店")).await;
        let mut told = draft();
        told["subject"] = shop["id"].clone();
        let complaint = desk.register(told.clone()).await;
        let edit = async |edit: &dyn Fn(&mut Value)| {
            world.post(&desk.clerk, &at(&complaint, ""), versioned(&complaint, change(told.clone(), edit))).await
        };
        for (field, value) in [
            ("kind", json!("report")), ("channel", json!("letter")), ("received", json!("2019-01-02")), ("subject", Value::Null), ("subject", rival["id"].clone()),
        ] {
            edit(&|draft| draft[field] = value.clone()).await.at_fault(field, "registered-fixed");
        }
        for field in ["name", "phone", "address"] {
            edit(&|draft| draft["complainant"] = json!({field: ""})).await.at_fault(&format!("complainant.{field}"), "complainant-kept");
        }
        edit(&|_| ()).await.refused(422, "already-so");
        // Whom nobody named may be named in an edit.
        let unlinked = desk.register(draft()).await;
        let body = versioned(&unlinked, change(draft(), |draft| draft["subject"] = shop["id"].clone()));
        let linked = world.post(&desk.clerk, &at(&unlinked, ""), body).await.good();
        assert_eq!((&linked["subject"], &linked["formers"]), (&shop["id"], &json!([])));
        let story = world.get(&desk.leader, &at(&linked, "story")).await.good();
        assert_eq!(story[1]["facts"], json!({"subject": "linked"}));
        held(world).await;
    }
}

on_both! {
    async fn what_an_edit_replaces_is_kept_and_told_until_it_is_erased(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.register(draft()).await;
        let other = world.client(&[Role::RegistryManager]).await;
        let body = |complaint: &Value, edit: &dyn Fn(&mut Value)| versioned(complaint, change(draft(), edit));
        let named = body(&complaint, &|draft| {
            draft["complainant"] = json!({"name": "张三丰"});
            draft["content"] = "测试。".into();
        });
        world.post(&other, &at(&complaint, ""), named).await.refused(422, "complaint-not-registrar");
        let emptied = body(&complaint, &|draft| draft["content"] = "测试。".into());
        let complaint = world.post(&other, &at(&complaint, ""), emptied.clone()).await.good();
        world.post(&other, &at(&complaint, ""), emptied).await.refused(409, "stale");
        let named = body(&complaint, &|draft| {
            draft["complainant"] = json!({"name": "张三丰", "phone": "13700009999"});
            draft["content"] = "测试一。".into();
        });
        let complaint = world.post(&desk.clerk, &at(&complaint, ""), named).await.good();
        assert_eq!(complaint["content"], "测试一。");
        let formers = complaint["formers"].as_array().unwrap();
        assert_eq!((formers.len(), &formers[0]["person"]["id"]), (2, &json!(other.person)));
        assert_eq!(formers[0]["content"], "欧***反映：多收了5元。\n请回电139****5678。");
        assert_eq!((&formers[1]["content"], &formers[1]["complainant"]["name"]), (&"测试。".into(), &"欧***".into()));
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        assert_eq!(story[1]["facts"], json!({"content": "changed"}));
        assert_eq!(story[2]["facts"], json!({"complainant": "changed", "content": "changed"}));
        let rows = world.get(&world.stranger(), "/complaints.json").await.good();
        let edited = rows.as_array().unwrap().iter().find(|row| row["code"] == "edited").unwrap();
        assert_eq!(edited["count"], 1);
        // Its handler sees who was said to complain first.
        let complaint = desk.assign(&complaint).await;
        let seen = world.post(&desk.inspector, &at(&complaint, "unmask"), json!({"reason": "回访"})).await.good();
        assert_eq!((&seen["name"], &seen["former"][0]), (&"张三丰".into(), &json!({"name": NAME, "phone": PHONE, "address": ADDRESS})));
        held(world).await;
        let complaint = desk.step(&desk.leader, &complaint, "withdraw", json!({"reason": format!("{NAME}撤回")})).await;
        let complaint = desk.step(&desk.leader, &complaint, "erase", json!({"reason": "本人申请"})).await;
        assert_eq!(complaint["formers"][0]["content"], "***反映：多收了5元。\n请回电***。");
        assert_eq!(complaint["notes"][1]["reason"], "***撤回", "whoever was said to complain is masked in every text");
        for row in former::Entity::find().all(world.app.read()).await.unwrap() {
            assert_eq!((&row.name, &row.phone, &row.address), (&None, &None, &None));
            assert!(!plain::former(&world.app, &row).unwrap().told.content.contains(NAME));
        }
        held(world).await;
    }
}

on_both! {
    async fn no_edit_puts_a_sentence_where_the_masks_lie_and_they_lie_over_whoever_was_wrong(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.register(draft()).await;
        let edit = async |complaint: &Value, edit: &dyn Fn(&mut Value)| {
            world.post(&desk.clerk, &at(complaint, ""), versioned(complaint, change(draft(), edit))).await
        };
        for field in ["name", "address"] {
            let answer = edit(&complaint, &|draft| draft["complainant"] = json!({field: "多收了5元"})).await;
            let refused = answer.refused(422, "fields");
            let named = format!("complainant.{field}");
            let has = |fault: &Value| fault["field"] == named && fault["code"] == "complainant-form";
            assert!(refused["fields"].as_array().unwrap().iter().any(has), "{refused}");
        }
        // Put right, and sent again with the name that was wrong: neither shows.
        let right = |draft: &mut Value| {
            draft["complainant"] = json!({"name": "张三丰", "address": "新抚区东一路1号"});
            draft["content"] = format!("{NAME}（应为张三丰）反映：多收了5元，住{ADDRESS}。").into();
        };
        let complaint = edit(&complaint, &right).await.good();
        assert_eq!(complaint["content"], "欧***（应为张**）反映：多收了5元，住***。");
        edit(&complaint, &|draft| draft["content"] = "欧***反映：多收了6元。".into()).await.at_fault("content", "masked-text");
        let complaint = desk.assign(&complaint).await;
        let complaint = desk.handle(&complaint, "unsubstantiated").await;
        assert_eq!(complaint["disposal"], "已责令退款给欧***。");
        held(world).await;
        let complaint = desk.end(&complaint).await;
        let complaint = desk.step(&desk.leader, &complaint, "erase", json!({"reason": "本人申请"})).await;
        assert_eq!(complaint["content"], "***（应为***）反映：多收了5元，住***。");
        assert_eq!(complaint["disposal"], "已责令退款给***。");
        held(world).await;
    }
}
