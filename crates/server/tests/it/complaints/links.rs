//! A complaint that was registered without its business, and gets one.

use serde_json::{Value, json};
use yaoguang::accounts::Role;

use super::{Desk, at, draft, handling, held, versioned};
use crate::{on_both, subjects};

on_both! {
    async fn the_handler_links_a_complaint_and_nobody_changes_the_link(world) {
        let desk = Desk::open(world).await;
        let shop = subjects::add(world, &desk.clerk, subjects::draft(1, "老王食品店")).await;
        let other = subjects::add(world, &desk.clerk, subjects::draft(2, "小李百货店")).await;
        let to = |subject: &Value| json!({"subject": subject["id"]});
        let complaint = desk.register(draft()).await;
        world.post(&desk.leader, &at(&complaint, "link"), versioned(&complaint, to(&shop))).await.refused(422, "complaint-not-now");
        let complaint = desk.assign(&complaint).await;
        let stranger = world.client(&[Role::Inspector]).await;
        world.post(&stranger, &at(&complaint, "link"), versioned(&complaint, to(&shop))).await.refused(422, "complaint-not-handler");
        world.post(&desk.clerk, &at(&complaint, "link"), versioned(&complaint, to(&shop))).await.refused(403, "not-permitted");
        let complaint = desk.step(&desk.inspector, &complaint, "link", to(&shop)).await;
        assert_eq!(complaint["subject"], shop["id"]);
        world.post(&desk.leader, &at(&complaint, "link"), versioned(&complaint, to(&other))).await.refused(422, "complaint-linked");
        let mut again = handling("substantiated");
        again["subject"] = other["id"].clone();
        world.post(&desk.inspector, &at(&complaint, "handle"), versioned(&complaint, again)).await.refused(422, "complaint-linked");
        let complaint = desk.handle(&complaint, "substantiated").await;
        let needless = versioned(&complaint, json!({"no_subject_why": "名录中没有。"}));
        world.post(&desk.leader, &at(&complaint, "close"), needless).await.at_fault("no_subject_why", "no-subject-why-unasked");
        desk.end(&complaint).await;
        let signals = world.get(&desk.leader, "/api/v1/complaints/signals").await.good();
        assert_eq!((&signals["rows"][0]["subject"], &signals["rows"][0]["counted"]), (&shop["id"], &1.into()));
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        assert_eq!((&story[2]["kind"], &story[2]["changed"]), (&"complaint.linked".into(), &json!(["subject"])));
        held(world).await;
    }
}

on_both! {
    async fn what_is_found_true_of_nobody_known_says_why_and_is_linked_until_it_is_erased(world) {
        let desk = Desk::open(world).await;
        let shop = subjects::add(world, &desk.clerk, subjects::draft(1, "老王食品店")).await;
        let complaint = desk.register(draft()).await;
        let complaint = desk.handle(&desk.assign(&complaint).await, "partly-substantiated").await;
        for why in ["", " ", "……"] {
            let body = versioned(&complaint, json!({"no_subject_why": why}));
            world.post(&desk.leader, &at(&complaint, "close"), body).await.at_fault("no_subject_why", "no-subject-why");
        }
        let complaint = desk.step(&desk.leader, &complaint, "close", json!({"no_subject_why": "名录中没有。"})).await;
        assert_eq!(complaint["no_subject_why"], "名录中没有。");
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        assert_eq!(story[3]["facts"], json!({"subject": "unknown"}));
        // It was entered since, and whoever may close says so.
        let complaint = desk.step(&desk.leader, &complaint, "link", json!({"subject": shop["id"]})).await;
        assert_eq!((&complaint["subject"], &complaint["no_subject_why"]), (&shop["id"], &"名录中没有。".into()));
        let signals = world.get(&desk.leader, "/api/v1/complaints/signals").await.good();
        assert_eq!(signals["rows"][0]["counted"], 1);
        let erased = desk.close(draft(), "substantiated").await;
        let erased = desk.step(&desk.leader, &erased, "erase", json!({"reason": "本人申请。"})).await;
        let late = versioned(&erased, json!({"subject": shop["id"]}));
        world.post(&desk.inspector, &at(&erased, "link"), late).await.refused(422, "complaint-erased");
        held(world).await;
    }
}

on_both! {
    async fn a_report_and_an_end_may_name_the_business(world) {
        let desk = Desk::open(world).await;
        let shop = subjects::add(world, &desk.clerk, subjects::draft(1, "老王食品店")).await;
        let complaint = desk.assign(&desk.register(draft()).await).await;
        let mut report = handling("substantiated");
        report["subject"] = shop["id"].clone();
        let complaint = desk.step(&desk.inspector, &complaint, "handle", report).await;
        assert_eq!(complaint["subject"], shop["id"]);
        desk.end(&complaint).await;
        let complaint = desk.assign(&desk.register(draft()).await).await;
        let complaint = desk.handle(&complaint, "substantiated").await;
        let complaint = desk.step(&desk.leader, &complaint, "close", json!({"subject": shop["id"]})).await;
        assert_eq!((&complaint["subject"], &complaint["no_subject_why"]), (&shop["id"], &Value::Null));
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        assert_eq!(story[3]["facts"], json!({"subject": "linked"}));
        let signals = world.get(&desk.leader, "/api/v1/complaints/signals").await.good();
        assert_eq!(signals["rows"][0]["counted"], 2);
        held(world).await;
    }
}
