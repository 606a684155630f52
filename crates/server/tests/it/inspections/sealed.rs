//! Who is visited, and what is told of a visit, is what was drawn and handed in, also against somebody who changes rows for the moment of an act and puts them
//! back.

use sea_orm::ConnectionTrait as _;

use super::confirmations::findings;
use super::*;

async fn tamper(world: &World, sql: &str) {
    assert!(world.app.db.write().execute_unprepared(sql).await.unwrap().rows_affected() > 0, "{sql}");
}

// "Change who was drawn for a second, and dispatch."
on_both! {
    async fn nobody_is_visited_whom_the_draw_did_not_draw(world) {
        let visits = Visits::drawn(world, None).await;
        for (change, back) in [
            ("UPDATE draw_target SET code = code || '9' WHERE place = 0", "UPDATE draw_target SET code = substr(code, 1, length(code) - 1) WHERE place = 0"),
            ("UPDATE draw_target SET team_now = '[]' WHERE place = 1", "UPDATE draw_target SET team_now = NULL WHERE place = 1"),
            ("UPDATE draw_file SET name = 'identitiez' WHERE name = 'identities'", "UPDATE draw_file SET name = 'identities' WHERE name = 'identitiez'"),
        ] {
            tamper(world, change).await;
            visits.dispatch().await.refused(422, "unlike-journal");
            tamper(world, back).await;
        }
        assert_eq!(visits.dispatch().await.good(), json!({"visits": 6}));
        world.sequence().await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
        tamper(world, "UPDATE visit SET code = code || '9' WHERE place = 0").await;
        assert_eq!(findings(world).await, ["image-unlike-opening", "visit-undrawn"]);
        tamper(world, "UPDATE visit SET code = substr(code, 1, length(code) - 1) WHERE place = 0").await;
    }
}

on_both! {
    async fn no_record_is_handed_in_while_somebody_else_stands_behind_a_code(world) {
        let (visits, all) = Visits::begun(world).await;
        let (id, (team, _)) = (all[0]["id"].as_str().unwrap(), visits.team(&all[0]));
        visits.step(team[0], id, "notice", json!({})).await.good();
        let hand_in = async || visits.step(team[0], id, "record", json!({"record": record(&all[0], "2026-03-10")})).await;
        tamper(world, "UPDATE draw_member SET name = name || '。'").await;
        hand_in().await.refused(422, "unlike-journal");
        tamper(world, "UPDATE draw_member SET name = substr(name, 1, length(name) - 1)").await;
        hand_in().await.good();
    }
}

// "Change what a record says, have it published with others, and put it back."
on_both! {
    async fn nothing_is_published_with_a_record_that_was_changed(world) {
        let (visits, all) = Visits::begun(world).await;
        for visit in &all[..2] {
            visits.reviewed(visit, &found(visit, "2026-03-10")).await;
        }
        let publisher = &visits.bureau.publisher;
        let rows = async |query: &str| {
            let list = world.get(publisher, &format!("/api/v1/disclosures?{query}")).await.good();
            list["rows"].as_array().unwrap().clone()
        };
        let due = rows("").await;
        let ids: Vec<&Value> = due.iter().map(|row| &row["id"]).collect();
        let publish = async || world.post(publisher, "/api/v1/disclosures/publish", json!({ "ids": ids })).await;
        // The one that is judged last: what was written for the first isn't saved either.
        let last = all.iter().find(|visit| visit["id"] == due[1]["visit"]).unwrap();
        let of = format!("WHERE visit = (SELECT id FROM visit WHERE code = '{}')", last["code"].as_str().unwrap());
        let (was, became) = ("rectification-ordered", "nothing-found");
        for field in ["results", "text"] {
            tamper(world, &format!("UPDATE visit_record SET {field} = replace({field}, '{was}', '{became}') {of}")).await;
            publish().await.refused(422, "unlike-journal");
            assert_eq!((rows("").await.len(), rows("state=published").await.len()), (2, 0));
            tamper(world, &format!("UPDATE visit_record SET {field} = replace({field}, '{became}', '{was}') {of}")).await;
        }
        // Another team than the one that was there.
        tamper(world, "UPDATE draw_member SET certificate = certificate || '9'").await;
        publish().await.refused(422, "unlike-journal");
        tamper(world, "UPDATE draw_member SET certificate = substr(certificate, 1, length(certificate) - 1)").await;
        let judged = publish().await.good();
        assert!(judged.as_array().unwrap().iter().all(|one| one["published"] == true), "{judged}");
        world.sequence().await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
        tamper(world, &format!("UPDATE disclosure SET results = replace(results, '{was}', '{became}') {of}")).await;
        assert_eq!(findings(world).await, ["image-unlike-opening", "result-unlike-record"]);
        tamper(world, &format!("UPDATE disclosure SET results = replace(results, '{became}', '{was}') {of}")).await;
    }
}
