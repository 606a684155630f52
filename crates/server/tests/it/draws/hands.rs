//! Whoever changes in the database who asked for something can't answer it alone: no act seals that. Whoever had both acts written past the server stands in the
//! journal with both. Each cheat is undone while it isn't an entry yet, so that the audit at each test's end is clean.

use super::amendments::{ask, decide, drawn_of, gone};
use super::cheats::{findings, literal, tamper};
use super::*;

/// As if this person had done the first (`min`) or the last (`max`) act of a kind on a draw.
async fn done_by(world: &World, (kind, draw, which): (&str, &str, &str), person: &Client) {
    let person = literal(world, &person.person.to_string());
    let acts = format!("kind = '{kind}' AND case_id = {draw}");
    let place = format!("SELECT {which}(case_place) FROM journal_row WHERE {acts}");
    tamper(world, &format!("UPDATE journal_row SET actor = {person} WHERE {acts} AND case_place = ({place})")).await;
}

on_both! {
    async fn who_answers_their_own_amendment_under_another_name_is_found(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        let targets = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        let both = [Role::DrawOperator, Role::Approver];
        let (one, other) = (world.client(&both).await, world.client(&both).await);
        // Each asks for one and answers the other's: two people had a hand in each.
        let first = ask(&bureau, &one, &id, gone(&targets[0]["code"])).await.good();
        let second = ask(&bureau, &other, &id, gone(&targets[1]["code"])).await.good();
        decide(&bureau, &other, &id, (&first, "approve")).await.good();
        decide(&bureau, &one, &id, (&second, "decline")).await.good();
        assert_eq!(findings(world).await, Vec::<&str>::new());
        // One asks, makes it somebody else's in the table, and would approve it.
        let own = ask(&bureau, &one, &id, gone(&targets[2]["code"])).await.good();
        decide(&bureau, &one, &id, (&own, "approve")).await.refused(422, "draw-own-amendment");
        let which = literal(world, own["id"].as_str().unwrap());
        let asked_by = async |person: &Client| {
            let asker = literal(world, &person.person.to_string());
            tamper(world, &format!("UPDATE draw_amendment SET asker = {asker} WHERE id = {which}")).await;
        };
        asked_by(&bureau.operator).await;
        decide(&bureau, &one, &id, (&own, "approve")).await.refused(422, "unlike-journal");
        asked_by(&one).await;
        decide(&bureau, &other, &id, (&own, "approve")).await.good();
        let act = ("drawing.amended", &*literal(world, &id), "max");
        done_by(world, act, &one).await;
        assert_eq!(findings(world).await, ["same-hand"]);
        done_by(world, act, &other).await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
    }
}

on_both! {
    async fn who_annuls_a_draw_alone_under_another_name_is_found(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let annul = async |by: &Client| bureau.step(by, &id, "annul", json!({"reason": "名录有误"})).await;
        annul(&bureau.operator).await.good();
        annul(&bureau.operator).await.refused(422, "draw-own-annulment");
        let draw = literal(world, &id);
        let asked_by = async |person: &Client| {
            let annuller = literal(world, &person.person.to_string());
            tamper(world, &format!("UPDATE draw SET annuller = {annuller} WHERE id = {draw}")).await;
        };
        asked_by(&bureau.approver).await;
        annul(&bureau.operator).await.refused(422, "unlike-journal");
        asked_by(&bureau.operator).await;
        assert_eq!(annul(&bureau.approver).await.good()["state"], "annulled");
        done_by(world, ("drawing.annulled", &draw, "max"), &bureau.operator).await;
        assert_eq!(findings(world).await, ["same-hand"]);
        done_by(world, ("drawing.annulled", &draw, "max"), &bureau.approver).await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
    }
}

on_both! {
    async fn who_reads_a_lottery_off_twice_under_two_names_is_found(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-05T13:30:00Z").await;
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.refused(422, "draw-same-reader");
        let draw = literal(world, &id);
        let read_by = async |person: &Client| {
            let reader = literal(world, &person.person.to_string());
            tamper(world, &format!("UPDATE draw_reading SET person = {reader} WHERE draw = {draw}")).await;
        };
        read_by(&bureau.observer).await;
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.refused(422, "unlike-journal");
        read_by(&bureau.operator).await;
        let seen = bureau.read(&bureau.observer, &id, Bureau::reading(NUMBERS)).await.good();
        assert_eq!(seen["state"], "seeded");
        done_by(world, ("drawing.read-off", &draw, "max"), &bureau.operator).await;
        assert_eq!(findings(world).await, ["same-hand"]);
        done_by(world, ("drawing.read-off", &draw, "max"), &bureau.observer).await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
    }
}

on_both! {
    async fn the_record_names_the_draw_of_each_act_and_the_party_that_revealed(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        bureau.party(&links[1], "reveal", json!({"value": value(2)})).await.good();
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let last = async |act: &str| {
            let acts = world.get(&auditor, &format!("/api/v1/journal/acts?act={act}&sort=-at")).await.good();
            acts["rows"][0].clone()
        };
        let revealed = last("drawing.revealed").await;
        let (named, nobody) = (json!("第一次抽查"), Value::Null);
        assert_eq!((&revealed["thing_name"], &revealed["party"], &revealed["person"]), (&named, &json!(OUTSIDE[1].0), &nobody), "{revealed}");
        // Somebody of the house did this, about a party.
        let linked = last("drawing.link-made").await;
        assert_eq!((&linked["thing_name"], &linked["party"]), (&named, &nobody), "{linked}");
        assert!(linked["person"]["name"].is_string(), "{linked}");
    }
}
