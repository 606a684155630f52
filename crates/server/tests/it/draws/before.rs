//! What is counted of the time before a commit: at every look for an hour, then once, until an inspector is edited.

use super::cheats::tamper;
use super::*;

/// 400 days in microseconds.
const LONG: i64 = 400 * 86_400 * 1_000_000;

/// What a draw's page counts of the time before its commit.
async fn counted(world: &World, id: &str) -> String {
    let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
    let (_, behind) = page.split_once("<h2 id=\"moves\">").unwrap();
    behind.split_once("<h2 id=\"alike\">").unwrap().0.to_owned()
}

/// Somebody of the bench gets another unit.
async fn edited(world: &World, clerk: &Client) {
    let row = world.get(clerk, "/api/v1/inspectors?q=2104001").await.good()["rows"][0].clone();
    let body = json!({
        "organisation": world.bureau, "certificate": row["certificate"], "name": row["name"], "valid_to": "2026-12-31", "unit": "稽查科",
        "fields": ["涉企"], "version": row["version"],
    });
    world.post(clerk, &format!("/api/v1/inspectors/{}", row["id"].as_str().unwrap()), body).await.good();
}

on_both! {
    async fn what_came_before_a_commit_is_counted_once_when_it_is_settled_and_says_the_same(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let told = counted(world, &id).await;
        assert!(told.contains("<td class=\"number\">10</td>"), "{told}");
        let at = async |time: &str| {
            world.later(time).await;
            counted(world, &id).await
        };
        // Whoever counts anew finds no move of a class, taken out of the year past the server.
        let hide = async || tamper(world, &format!("UPDATE subject_risk_move SET at = at - {LONG}")).await;
        let show = async || tamper(world, &format!("UPDATE subject_risk_move SET at = at + {LONG}")).await;
        hide().await;
        assert_ne!(at("2026-03-05T01:59:59Z").await, told, "a change from before the commit may be under way yet");
        show().await;
        assert_eq!(at("2026-03-05T02:00:02Z").await, told);
        hide().await;
        assert_eq!(at("2026-03-05T02:00:03Z").await, told, "it is known");
        // Whoever was edited may have come from another office.
        edited(world, &clerk).await;
        assert_ne!(at("2026-03-05T02:00:04Z").await, told);
        show().await;
    }
}
