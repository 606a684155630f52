//! What complaints suggest for risk, by the published rule.

use serde_json::{Value, json};
use yaoguang::accounts::Role;

use super::{Desk, draft};
use crate::harness::{Client, World};
use crate::{on_both, subjects};

async fn signals(world: &World, by: &Client, query: &str) -> Vec<Value> {
    let body = world.get(by, &format!("/api/v1/complaints/signals{query}")).await.good();
    body["rows"].as_array().unwrap().clone()
}

fn on(subject: &Value) -> Value {
    let mut draft = draft();
    draft["subject"] = subject["id"].clone();
    draft
}

on_both! {
    async fn substantiated_complaints_suggest_and_the_manager_moves(world) {
        let desk = Desk::open(world).await;
        let subject = subjects::add(world, &desk.clerk, subjects::draft(1, "老王食品店")).await;
        for outcome in ["unsubstantiated", "unverifiable"] {
            desk.close(on(&subject), outcome).await;
        }
        desk.close(draft(), "substantiated").await;
        assert!(signals(world, &desk.leader, "").await.is_empty(), "what wasn't found true never counts");
        let all = signals(world, &desk.leader, "?all=true").await;
        assert_eq!((all.len(), &all[0]["counted"], &all[0]["suggestion"]), (1, &0.into(), &Value::Null));
        desk.close(on(&subject), "partly-substantiated").await;
        let row = signals(world, &desk.leader, "").await.remove(0);
        assert_eq!((&row["counted"], &row["risk"], &row["suggestion"]), (&1.into(), &"B".into(), &"C".into()));
        assert_eq!(row["outcomes"], json!({"partly-substantiated": 1, "unsubstantiated": 1, "unverifiable": 1}));
        let raise = json!({"to": row["suggestion"], "reason": "投诉属实1件。", "version": row["version"]});
        let path = format!("/api/v1/subjects/{}/risk", subject["id"].as_str().unwrap());
        world.post(&desk.leader, &path, raise.clone()).await.refused(403, "not-permitted");
        world.post(&desk.clerk, &path, raise).await.good();
        assert!(signals(world, &desk.leader, "").await.is_empty(), "it was followed");
        for _ in 0..2 {
            desk.close(on(&subject), "substantiated").await;
        }
        let row = signals(world, &desk.leader, "").await.remove(0);
        assert_eq!((&row["counted"], &row["risk"], &row["suggestion"]), (&3.into(), &"C".into(), &"D".into()));
        // A year later they don't count any more.
        world.clock.set("2027-03-06T01:00:00Z".parse().unwrap());
        let leader = world.client(&[Role::Leader]).await;
        assert!(signals(world, &leader, "?all=true").await.is_empty());
    }
}

on_both! {
    async fn what_is_only_handled_doesnt_count_yet_and_merged_entries_count_together(world) {
        let desk = Desk::open(world).await;
        let first = subjects::add(world, &desk.clerk, subjects::draft(1, "老王食品店")).await;
        let second = subjects::add(world, &desk.clerk, subjects::draft(2, "老王食品商店")).await;
        let complaint = desk.register(on(&first)).await;
        let complaint = desk.assign(&complaint).await;
        desk.handle(&complaint, "substantiated").await;
        assert!(signals(world, &desk.leader, "?all=true").await.is_empty());
        for _ in 0..2 {
            desk.close(on(&first), "substantiated").await;
        }
        desk.close(on(&second), "substantiated").await;
        let limited = world.get(&desk.leader, "/api/v1/complaints/signals?limit=1").await.good();
        assert_eq!((&limited["rows"][0]["subject"], &limited["count"]["value"]), (&first["id"], &2.into()));
        let next = limited["next"].as_str().unwrap();
        let rest = signals(world, &desk.leader, &format!("?limit=1&after={next}")).await;
        assert_eq!((rest.len(), &rest[0]["subject"]), (1, &second["id"]));
        subjects::merge(world, &desk.clerk, (&first, &second)).await;
        let rows = signals(world, &desk.leader, "").await;
        assert_eq!((rows.len(), &rows[0]["subject"], &rows[0]["suggestion"]), (1, &second["id"], &"D".into()));
        let gone = json!({"organisation": world.bureau, "complaint": on(&first)});
        world.post(&desk.clerk, "/api/v1/complaints", gone).await.refused(422, "subject-merged");
    }
}
