//! Whose account is an inspector's while visits are under way; and visits that nobody may see yet, in the next draw.

use super::*;

/// Two visits reviewed, one of which found nobody; and the public page of a next draw whose businesses cool down.
async fn next_after(visits: &Visits<'_>) -> String {
    let world = visits.world;
    let all = visits.begin().await;
    let mut nobody = record(&all[1], "2026-03-10");
    (nobody["results"], nobody["subject"]) = (json!(["not-reached"]), json!({}));
    nobody["items"][0]["rows"][0] = json!({"tick": "not-applicable"});
    visits.reviewed(&all[0], &record(&all[0], "2026-03-10")).await;
    visits.reviewed(&all[1], &nobody).await;
    let mut scheme = visits.bureau.scheme();
    (scheme["from"], scheme["to"], scheme["cooldown_days"]) = (json!("2026-04-01"), json!("2026-04-20"), json!(90));
    let next = visits.bureau.approved(scheme, &crate::draws::OUTSIDE).await;
    visits.bureau.hashed(&next, 2).await;
    visits.bureau.commit(&next).await;
    world.get(&world.stranger(), &format!("/draws/{next}")).await.text()
}

on_both! {
    async fn a_visit_that_is_not_public_yet_lets_a_business_cool_down_unless_nobody_was_there(world) {
        let visits = Visits::drawn(world, None).await;
        let page = next_after(&visits).await;
        assert!(page.contains("范围内有1个检查对象没有参加"), "{page}");
    }
}

on_both! {
    async fn who_was_visited_in_an_unannounced_draw_shows_neither_in_the_registry_nor_in_the_next_draw(world) {
        let visits = Visits::drawn(world, Some("2026-07-01")).await;
        let page = next_after(&visits).await;
        assert!(!page.contains("没有参加的检查对象"), "{page}");
        let feed = world.get(&world.stranger(), "/subjects.atom").await.text();
        assert!(!feed.contains("2026-03-10"), "{feed}");
    }
}

on_both! {
    async fn an_account_keeps_its_inspector_while_visits_are_under_way(world) {
        let visits = Visits::drawn(world, None).await;
        visits.dispatch().await.good();
        let visit = visits.list(&visits.bureau.operator, "sort=place").await[0].clone();
        let known = world.get(&visits.clerk, ACCOUNTS).await.good();
        let of_team = |row: &&Value| row["certificate"] == visit["team"][0]["certificate"];
        let seated = known["rows"].as_array().unwrap().iter().find(of_team).unwrap().clone();
        let friend = world.client(&[Role::Inspector]).await;
        let set = async |person: Value| {
            let body = json!({"inspector": seated["inspector"], "person": person, "version": 1});
            world.post(&visits.clerk, ACCOUNTS, body).await
        };
        set(json!(friend.person.0)).await.refused(422, "inspection-account-in-use");
        set(Value::Null).await.refused(422, "inspection-account-in-use");
        // The same once more is no change, and nothing is written of it.
        set(seated["person"].clone()).await.good();
        // Who is locked out gets another once somebody else has suspended the account.
        visits.suspended(&seated["person"]).await;
        set(json!(friend.person.0)).await.good();
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=inspection-account.set&sort=-at").await.good();
        let acts = acts["rows"].as_array().unwrap();
        assert_eq!(acts.len(), 7);
        assert_eq!(acts.iter().filter(|act| act["facts"] == json!({"account": "changed"})).count(), 1);
        assert_eq!(acts.iter().filter(|act| act["facts"] == json!({"account": "given"})).count(), 6);
        let page = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        assert!(page.contains("有6名检查人员的账户被分配、收回或者更换"), "{page}");
        // The record says which inspector it was.
        world.later("2026-03-10T08:00:00Z").await;
        let id = visit["id"].as_str().unwrap();
        visits.step(&friend, id, "notice", json!({})).await.good();
        visits.step(&friend, id, "record", json!({"record": record(&visit, "2026-03-10")})).await.good();
        let kept = yaoguang::inspections::store::record::of(world.app.read(), &[yaoguang::inspections::VisitId(id.parse().unwrap())]).await.unwrap();
        assert_eq!(json!(kept[0].inspector), seated["inspector"]);
    }
}

on_both! {
    async fn an_account_keeps_its_inspector_until_a_record_is_confirmed_by_them_or_public(world) {
        let (visits, all) = Visits::begun(world).await;
        // The first of each team hands in; nobody confirms.
        for visit in &all {
            visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        }
        let known = world.get(&visits.clerk, ACCOUNTS).await.good();
        let of_team = |row: &&Value| row["certificate"] == all[0]["team"][1]["certificate"];
        let there = known["rows"].as_array().unwrap().iter().find(of_team).unwrap().clone();
        let friend = world.client(&[Role::Inspector]).await;
        let set = async |person: Value| {
            let body = json!({"inspector": there["inspector"], "person": person, "version": 1});
            world.post(&visits.clerk, ACCOUNTS, body).await
        };
        set(json!(friend.person.0)).await.refused(422, "inspection-account-in-use");
        set(Value::Null).await.refused(422, "inspection-account-in-use");
        let record = visits.look(all[0]["id"].as_str().unwrap()).await["records"][0]["id"].clone();
        visits.step(&friend, all[0]["id"].as_str().unwrap(), "confirm", json!({"record": record})).await.refused(422, "visit-no-account");
        for visit in &all {
            visits.publish(visit["id"].as_str().unwrap()).await;
        }
        set(json!(friend.person.0)).await.good();
    }
}
