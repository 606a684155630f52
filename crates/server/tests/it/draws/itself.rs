//! A result that nobody announces announces itself: once, not before its time, and whatever becomes of others.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use yaoguang::app::journal::record::row;
use yaoguang::app::value::Timestamp;
use yaoguang::draws::api::announcing::turn;

use super::amendments::drawn_of;
use super::cheats::tamper;
use super::*;

/// Seconds in which one process takes one turn.
const TURN_S: i64 = 60;

fn alone() -> Value {
    json!({"text": "各方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})
}

/// When its result announces itself.
async fn due(bureau: &Bureau<'_>, id: &str) -> Timestamp {
    bureau.look(id).await["announces_at"].as_str().unwrap().parse().unwrap()
}

/// What happens at a time: how many results announce themselves.
async fn turn_at(world: &World, at: Timestamp) -> usize {
    world.later(&at.to_string()).await;
    turn(&world.app).await.unwrap().expect("it is nobody else's turn")
}

/// The acts of all announcements, in order, and whether each is the system's own.
async fn announcements(world: &World) -> Vec<(String, bool)> {
    let acts = row::Entity::find().filter(row::Column::Kind.is_in(["drawing.announced", "draw.announced"]));
    let acts = acts.order_by_asc(row::Column::Id).all(world.app.read()).await.unwrap();
    acts.into_iter().map(|act| (act.kind, act.actor.is_none() && act.role == "system")).collect()
}

/// What two acts of one announcement are.
fn both(by_the_system: bool) -> Vec<(String, bool)> {
    ["drawing.announced", "draw.announced"].map(|kind| (kind.to_owned(), by_the_system)).to_vec()
}

/// A draw by reveals alone that is drawn, and whose result isn't in the journal yet.
async fn drawn_alone(bureau: &Bureau<'_>, scheme: Value, parties: &[(&str, bool, i64)]) -> String {
    let world = bureau.world;
    let id = bureau.approved(scheme, parties).await;
    let links = bureau.hashed(&id, parties.len()).await;
    bureau.commit(&id).await;
    for (place, link) in (1..).zip(&links) {
        bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
    }
    let closes: Timestamp = bureau.look(&id).await["first_close"].as_str().unwrap().parse().unwrap();
    world.later(&closes.plus_s(TURN_S).to_string()).await;
    // The seed; then, once that is in the journal, the draw.
    assert!(jobs::work_once(&world.app, jobs::kinds()).await.unwrap());
    world.sequence().await;
    world.work().await;
    assert_eq!(bureau.look(&id).await["state"], "drawn");
    id
}

on_both! {
    async fn a_result_that_nobody_announces_is_announced_by_the_system_once(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        let due = due(&bureau, &id).await;
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let told = page().await;
        assert!(told.contains("至2026年3月8日21:30:00仍没有人公布的") && told.contains("由系统自动公布"), "{told}");
        assert_eq!(turn_at(world, due.plus_s(-TURN_S - 1)).await, 0);
        assert_eq!((bureau.look(&id).await["state"].clone(), announcements(world).await), (json!("drawn"), vec![]));
        // Two servers look at once.
        world.later(&due.to_string()).await;
        let other = world.configured(|_| {});
        let (one, two) = tokio::join!(turn(&world.app), turn(&other));
        assert_eq!(one.unwrap().unwrap_or(0) + two.unwrap().unwrap_or(0), 1);
        let draw = bureau.look(&id).await;
        assert_eq!((&draw["state"], &draw["announcer"], &draw["announces_at"]), (&json!("announced"), &Value::Null, &Value::Null));
        assert_eq!(announcements(world).await, both(true));
        world.sequence().await;
        // Everybody sees and verifies it, and that it was the system's doing; so does a court.
        public(world, &id, true).await;
        let told = page().await;
        assert!(told.contains("（到期没有人公布，由系统自动公布）") && !told.contains("仍没有人公布的"), "{told}");
        let court = world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition=court"), json!({})).await;
        let account = String::from_utf8(unpacked(&court.bytes)["说明.html"].clone()).unwrap();
        assert!(account.contains("系统自动公布，因为到期没有人公布"), "{account}");
        // A later turn finds nothing, and a person comes too late.
        assert_eq!(turn_at(world, due.plus_s(TURN_S + 1)).await, 0);
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.refused(422, "draw-not-drawn");
        assert_eq!(announcements(world).await, both(true));
    }
}

on_both! {
    async fn what_a_person_announced_does_not_announce_itself(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        let due = due(&bureau, &id).await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        assert_eq!(turn_at(world, due.plus_s(1)).await, 0);
        assert_eq!(announcements(world).await, both(false));
        assert_ne!(bureau.look(&id).await["announcer"], Value::Null);
    }
}

on_both! {
    async fn an_unannounced_result_announces_itself_at_noon_of_its_date(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-04-20");
        let parties = [("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)];
        let id = drawn_alone(&bureau, scheme, &parties).await;
        world.sequence().await;
        let due = due(&bureau, &id).await;
        assert_eq!(due.to_string(), "2026-04-20T04:00:00Z");
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("结果从2026年4月20日起公布") && page.contains("至2026年4月20日12:00:00仍没有人公布的"), "{page}");
        // Neither three days after it was drawn nor on the morning of its date.
        for at in ["2026-03-09T01:00:00Z", "2026-04-20T03:59:00Z"] {
            assert_eq!(turn_at(world, at.parse().unwrap()).await, 0, "{at}");
        }
        assert_eq!(turn_at(world, due).await, 1);
        assert_eq!(bureau.look(&id).await["state"], "announced");
        assert_eq!(announcements(world).await, both(true));
    }
}

on_both! {
    async fn a_result_that_is_not_in_the_journal_waits_and_keeps_no_other_back(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        // What comes before the second result is in the journal, the first result among it.
        let first = drawn_alone(&bureau, bureau.scheme(), &OUTSIDE).await;
        let second = drawn_alone(&bureau, bureau.scheme(), &OUTSIDE).await;
        let due = due(&bureau, &second).await;
        let state = async |id: &str| bureau.look(id).await["state"].as_str().unwrap().to_owned();
        assert_eq!(turn_at(world, due.plus_s(1)).await, 1);
        assert_eq!((state(&first).await, state(&second).await), ("announced".to_owned(), "drawn".to_owned()));
        world.sequence().await;
        assert_eq!(turn_at(world, due.plus_s(TURN_S + 2)).await, 1);
        assert_eq!(state(&second).await, "announced");
        assert_eq!(announcements(world).await, [both(true), both(true)].concat());
    }
}

on_both! {
    async fn a_result_that_cannot_announce_itself_is_told_of(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        let due = due(&bureau, &id).await;
        world.sequence().await;
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let (promised, broken) = ("任何人都不能压下不公布", "到现在还没有公布");
        tamper(world, "UPDATE draw SET reason = '。'").await;
        assert_eq!(turn_at(world, due.plus_s(1)).await, 0);
        let told = page().await;
        assert!(told.contains(promised) && !told.contains(broken), "{told}");
        assert_eq!(turn_at(world, due.plus_s(11 * TURN_S)).await, 0);
        let told = page().await;
        assert!(told.contains(broken) && !told.contains(promised), "{told}");
        tamper(world, "UPDATE draw SET reason = ''").await;
        assert_eq!(turn_at(world, due.plus_s(13 * TURN_S)).await, 1);
        assert!(!page().await.contains(broken));
    }
}
