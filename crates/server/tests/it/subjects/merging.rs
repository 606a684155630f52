//! Merges: one person asks, another approves; and what doesn't merge.

use super::*;

/// The merges that a list has, by the code of what goes and the state.
async fn listed(world: &World, who: &Client, query: &str) -> Vec<(String, String)> {
    let page = world.get(who, &format!("/api/v1/merges{query}")).await.good();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    page["rows"].as_array().unwrap().iter().map(|row| (text(&row["gone"]["code"]), text(&row["state"]))).collect()
}

fn path(asked: &Value, verb: &str) -> String {
    format!("/api/v1/merges/{}/{verb}", asked["id"].as_str().unwrap())
}

/// Two entries of one business, in two entries.
async fn twins(world: &World, clerk: &Client) -> (Value, Value) {
    (add(world, clerk, draft(1, "宏达商贸有限公司")).await, add(world, clerk, draft(2, "宏达商贸有限公司")).await)
}

on_both! {
    async fn a_merge_waits_for_somebody_else(world) {
        let clerk = world.client(&[Role::RegistryManager, Role::Approver]).await;
        let approver = world.client(&[Role::Approver]).await;
        let (gone, stays) = twins(world, &clerk).await;
        let asked = ask_merge(world, &clerk, (&gone, &stays)).await.good();
        assert_eq!((&asked["state"], &asked["alike"]), (&json!("asked"), &json!(["name", "address"])));
        // Until then both stay what they are.
        assert_eq!(world.get(&clerk, &at(&gone, "")).await.good()["status"], "active");
        ask_merge(world, &clerk, (&gone, &stays)).await.refused(422, "subject-merge-asked");
        assert_eq!(listed(world, &approver, "?state=asked&mine=false").await, [(code(1), "asked".to_owned())]);
        assert_eq!(listed(world, &clerk, "?state=asked&mine=false").await, []);
        approve_merge(world, &clerk, &asked).await.refused(422, "subject-merge-own");
        // Nor for who may not approve, or may not ask.
        let other = world.client(&[Role::RegistryManager]).await;
        approve_merge(world, &other, &asked).await.refused(403, "not-permitted");
        world.post(&other, &path(&asked, "withdraw"), json!({"version": 1, "reason": "弄错了"})).await.refused(422, "subject-merge-not-own");
        ask_merge(world, &approver, (&gone, &stays)).await.refused(403, "not-permitted");
        let done = approve_merge(world, &approver, &asked).await.good();
        assert_eq!((&done["state"], &done["gone"]["version"]), (&json!("merged"), &json!(2)));
        assert_eq!(world.get(&clerk, &at(&gone, "")).await.good()["merged_into"], stays["id"]);
        approve_merge(world, &approver, &asked).await.refused(422, "subject-merge-decided");
        assert_eq!(listed(world, &clerk, &format!("?subject={}", stays["id"].as_str().unwrap())).await, [(code(1), "merged".to_owned())]);
        held(world).await;
    }
}

on_both! {
    async fn a_merge_is_declined_or_taken_back_and_asked_for_anew(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let leader = world.client(&[Role::Leader]).await;
        let (gone, stays) = twins(world, &clerk).await;
        let asked = ask_merge(world, &clerk, (&gone, &stays)).await.good();
        world.post(&leader, &path(&asked, "decline"), json!({"version": 1, "reason": ""})).await.at_fault("reason", "empty");
        let said = json!({"version": 1, "reason": "是两家分店"});
        let declined = world.post(&leader, &path(&asked, "decline"), said).await.good();
        assert_eq!((&declined["state"], &declined["answer"]), (&json!("declined"), &json!("是两家分店")));
        let asked = ask_merge(world, &clerk, (&gone, &stays)).await.good();
        let back = json!({"version": 1, "reason": "方向弄反了"});
        world.post(&clerk, &path(&asked, "withdraw"), back.clone()).await.good();
        world.post(&clerk, &path(&asked, "withdraw"), back).await.refused(422, "subject-merge-decided");
        assert_eq!(world.get(&clerk, &at(&gone, "")).await.good()["version"], 1);
        // What was read is what is approved.
        let asked = ask_merge(world, &clerk, (&stays, &gone)).await.good();
        let change = json!({"to": "C", "reason": "投诉增多", "version": 1});
        world.post(&clerk, &at(&gone, "risk"), change).await.good();
        approve_merge(world, &leader, &asked).await.refused(422, "subject-merge-differs");
        let change = json!({"to": "C", "reason": "投诉增多", "version": 1});
        world.post(&clerk, &at(&stays, "risk"), change).await.good();
        approve_merge(world, &leader, &asked).await.refused(409, "stale");
        let now = world.get(&leader, &format!("/api/v1/merges/{}", asked["id"].as_str().unwrap())).await.good();
        approve_merge(world, &leader, &now).await.good();
        let mut states: Vec<String> = listed(world, &clerk, "?q=宏达").await.into_iter().map(|(_, state)| state).collect();
        states.sort();
        assert_eq!(states, ["declined", "merged", "withdrawn"]);
        held(world).await;
    }
}

on_both! {
    async fn a_business_is_not_merged_into_one_that_it_has_nothing_in_common_with(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let friend = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        let mut other = draft(2002, "启明幼儿园");
        (other["address"], other["representative"]) = (json!("新抚区东二路2号"), json!("李芳"));
        let other = add(world, &clerk, other).await;
        ask_merge(world, &clerk, (&friend, &other)).await.refused(422, "subject-merge-unlike");
        // Not by an entry between, which has something in common with either.
        let mut bridge = draft(3003, "启明幼儿园");
        bridge["address"] = draft(1, "宏达商贸有限公司")["address"].clone();
        let bridge = add(world, &clerk, bridge).await;
        // Both may be asked for as long as nothing is merged; when one is, the other isn't approved any more.
        let before = ask_merge(world, &clerk, (&other, &bridge)).await.good();
        merge(world, &clerk, (&friend, &bridge)).await;
        ask_merge(world, &clerk, (&bridge, &other)).await.refused(422, "subject-merge-unlike");
        let leader = world.client(&[Role::Leader]).await;
        approve_merge(world, &leader, &before).await.refused(422, "subject-merge-unlike");
        // Nor by making one like the other first.
        let mut stranger = draft(4004, "老王食品店");
        stranger["address"] = json!("新抚区东三路3号");
        let stranger = add(world, &clerk, stranger).await;
        let mut edit = draft(4004, "启明幼儿园");
        edit["address"] = json!("新抚区东三路3号");
        world.post(&clerk, &at(&stranger, ""), json!({"subject": edit, "version": 1})).await.good();
        ask_merge(world, &clerk, (&stranger, &other)).await.refused(422, "subject-merge-unlike");
        // A merge doesn't move a class, nor a business out of its field.
        let twin = add(world, &clerk, draft(5005, "宏达商贸有限公司")).await;
        let change = json!({"to": "D", "reason": "有违法记录", "basis": "抚价检〔2026〕3号", "version": 1});
        world.post(&clerk, &at(&twin, "risk"), change).await.good();
        ask_merge(world, &clerk, (&twin, &bridge)).await.refused(422, "subject-merge-differs");
        let mut field = draft(6006, "宏达商贸有限公司");
        field["domain"] = json!("tourism");
        let field = add(world, &clerk, field).await;
        ask_merge(world, &clerk, (&field, &bridge)).await.refused(422, "subject-merge-differs");
        // Nor one in business into one that isn't.
        let closed = add(world, &clerk, draft(7007, "宏达商贸有限公司")).await;
        let change = json!({"to": "suspended", "reason": "自行申报停业", "version": 1});
        world.post(&clerk, &at(&closed, "status"), change).await.good();
        ask_merge(world, &clerk, (&bridge, &closed)).await.refused(422, "subject-merge-over");
    }
}

on_both! {
    async fn everybody_sees_what_was_merged_into_what(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let anybody = world.stranger();
        assert!(world.get(&anybody, "/merges").await.text().contains("还没有合并过检查对象"));
        let (gone, stays) = twins(world, &clerk).await;
        merge(world, &clerk, (&gone, &stays)).await;
        for page in ["/merges".to_owned(), format!("/subjects/{}", code(2))] {
            let seen = world.get(&anybody, &page).await.text();
            assert!(seen.contains(&code(1)), "{page}: {seen}");
        }
        let rows = world.get(&anybody, "/merges.json").await.good();
        assert_eq!((&rows["rows"][0]["code"], &rows["rows"][0]["into"]), (&json!(code(1)), &json!(code(2))));
        assert_eq!((&rows["count"]["value"], &rows["next"]), (&json!(1), &Value::Null));
    }
}
