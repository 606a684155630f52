//! Where a complaint counts: with the business that it is about, whichever office it lies in.

use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use yaoguang::accounts::store::organisation;
use yaoguang::accounts::{OrganisationId, Role};
use yaoguang::app::value::Timestamp;
use yaoguang::complaints::store::counts::{Substantiated, substantiated};
use yaoguang::complaints::store::stood;

use super::{Desk, at, draft, versioned};
use crate::harness::World;
use crate::{on_both, subjects};

async fn path(world: &World, of: OrganisationId) -> String {
    organisation::Entity::find_by_id(of).one(world.app.read()).await.unwrap().unwrap().path
}

fn on(subject: &Value) -> Value {
    let mut draft = draft();
    draft["subject"] = subject["id"].clone();
    draft
}

on_both! {
    async fn a_complaint_that_the_office_above_keeps_counts_where_its_business_stands(world) {
        let desk = Desk::open(world).await;
        let (office, sister) = (world.office("新抚分局").await, world.office("东洲分局").await);
        let (below, beside) = (path(world, office).await, path(world, sister).await);
        let shop = subjects::add_in(world, &desk.clerk, office, subjects::draft(1, "老王食品店")).await;
        desk.close(on(&shop), "substantiated").await;
        let unlinked = desk.close(draft(), "substantiated").await;
        let waits = desk.assign(&desk.register(on(&shop)).await).await;
        desk.handle(&waits, "substantiated").await;
        let until = world.app.now().plus_s(1);
        let span = (Timestamp(0), until);
        let counted = async |path: &str| {
            let found = substantiated(world.app.read(), path, span).await.unwrap();
            (found, stood::at(world.app.read(), path, span).await.unwrap().found)
        };
        let all = path(world, world.bureau).await;
        assert_eq!(counted(&below).await, (Substantiated { linked: 1, unlinked: 0 }, 1));
        assert_eq!(counted(&beside).await, (Substantiated::default(), 0));
        assert_eq!(counted(&all).await, (Substantiated { linked: 1, unlinked: 1 }, 1));
        let leader = world.client_of(office, &[Role::Leader]).await;
        let signals = world.get(&leader, "/api/v1/complaints/signals").await.good();
        assert_eq!((&signals["rows"][0]["subject"], &signals["rows"][0]["counted"]), (&shop["id"], &1.into()));
        // What is named later was named by nobody until then.
        world.later("2026-03-06T01:00:00Z").await;
        desk.step(&desk.leader, &unlinked, "link", json!({"subject": shop["id"]})).await;
        assert_eq!(counted(&below).await, (Substantiated { linked: 1, unlinked: 0 }, 1));
        assert_eq!(counted(&all).await, (Substantiated { linked: 1, unlinked: 1 }, 1));
        let signals = world.get(&leader, "/api/v1/complaints/signals").await.good();
        assert_eq!(signals["rows"][0]["counted"], 2);
        let stranger = world.client_of(sister, &[Role::Leader]).await;
        let signals = world.get(&stranger, "/api/v1/complaints/signals?all=true").await.good();
        assert_eq!(signals["rows"], json!([]));
    }
}

on_both! {
    async fn a_complaint_does_not_lie_in_a_sister_office(world) {
        let desk = Desk::open(world).await;
        let (office, sister) = (world.office("新抚分局").await, world.office("东洲分局").await);
        let shop = subjects::add_in(world, &desk.clerk, office, subjects::draft(1, "老王食品店")).await;
        let own = subjects::add(world, &desk.clerk, subjects::draft(2, "市直属商场")).await;
        let body = json!({"organisation": sister, "complaint": on(&shop)});
        world.post(&desk.clerk, "/api/v1/complaints", body).await.refused(422, "complaint-subject-elsewhere");
        let complaint = desk.register_in(sister, draft()).await;
        let edited = versioned(&complaint, json!({"complaint": on(&shop)}));
        world.post(&desk.clerk, &at(&complaint, ""), edited).await.refused(422, "complaint-subject-elsewhere");
        let complaint = desk.handle(&desk.assign(&complaint).await, "substantiated").await;
        let named = || versioned(&complaint, json!({"subject": shop["id"]}));
        for verb in ["link", "close"] {
            world.post(&desk.leader, &at(&complaint, verb), named()).await.refused(422, "complaint-subject-elsewhere");
        }
        // One of the office above may lie there.
        let complaint = desk.step(&desk.leader, &complaint, "close", json!({"subject": own["id"]})).await;
        assert_eq!(complaint["subject"], own["id"]);
    }
}
