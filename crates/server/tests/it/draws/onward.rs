//! A committed draw goes on by itself: nobody stops its jobs, and where one failed the system asks anew.

use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use yaoguang::app::jobs::JobState;
use yaoguang::app::value::Timestamp;
use yaoguang::draws::api::onward;

use super::amendments::drawn_of;
use super::*;

fn alone() -> Value {
    json!({"text": "各方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})
}

/// The last job of a kind.
async fn job(world: &World, kind: &str) -> jobs::Model {
    let of = jobs::Entity::find().filter(jobs::Column::Kind.eq(kind));
    of.all(world.app.read()).await.unwrap().into_iter().max_by_key(|job| job.id.0).unwrap()
}

/// A job that comes to nothing.
async fn fail(world: &World, kind: &str) {
    let row =
        jobs::ActiveModel { id: Set(job(world, kind).await.id), state: Set(JobState::Failed), ..Default::default() };
    row.update(world.app.db.write()).await.unwrap();
}

async fn state(bureau: &Bureau<'_>, id: &str) -> String {
    bureau.look(id).await["state"].as_str().unwrap().to_owned()
}

on_both! {
    async fn nobody_lets_a_draw_die_whose_result_they_could_know(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        // The operator's own jobs, and not theirs to stop.
        let cancel = async |kind: &str| {
            let path = format!("/api/v1/jobs/{}", job(world, kind).await.id);
            assert_eq!(world.get(&bureau.operator, &path).await.good()["stoppable"], false);
            world.post(&bureau.operator, &format!("{path}/cancel"), json!({})).await.refused(422, "job-goes-on");
        };
        cancel("draw-seed").await;
        fail(world, "draw-seed").await;
        let closes: Timestamp = bureau.look(&id).await["first_close"].as_str().unwrap().parse().unwrap();
        world.later(&closes.plus_s(60).to_string()).await;
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(!page().await.contains("到现在还没有进行下去"));
        world.later(&closes.plus_s(3600).to_string()).await;
        assert!(page().await.contains("到现在还没有进行下去"));
        onward::turn(&world.app).await.unwrap();
        assert!(jobs::work_once(&world.app, jobs::kinds()).await.unwrap());
        assert_eq!(state(&bureau, &id).await, "seeded");
        assert!(page().await.contains("种子已经产生，系统正在抽取"));
        bureau.step(&bureau.operator, &id, "parties/1/link", json!({})).await.refused(422, "draw-not-approved");
        cancel("draw-run").await;
        fail(world, "draw-run").await;
        world.sequence().await;
        // What failed is asked for again after a minute, and not twice.
        let failed = job(world, "draw-run").await.id;
        onward::turn(&world.app).await.unwrap();
        assert_eq!(job(world, "draw-run").await.id, failed);
        world.later(&closes.plus_s(3661).to_string()).await;
        onward::turn(&world.app).await.unwrap();
        let asked = job(world, "draw-run").await.id;
        assert_ne!(asked, failed);
        onward::turn(&world.app).await.unwrap();
        assert_eq!(job(world, "draw-run").await.id, asked);
        world.work().await;
        assert_eq!(state(&bureau, &id).await, "drawn");
        onward::turn(&world.app).await.unwrap();
        assert_eq!(state(&bureau, &id).await, "drawn");
    }
}

on_both! {
    async fn a_seed_whose_record_fails_again_and_again_waits_longer_each_time(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        let closes: Timestamp = bureau.look(&id).await["first_close"].as_str().unwrap().parse().unwrap();
        // Whether a turn so many seconds after the close asks for the record anew.
        let asked_at = async |after_s: i64| {
            let before = job(world, "draw-seed").await.id;
            world.later(&closes.plus_s(after_s).to_string()).await;
            onward::turn(&world.app).await.unwrap();
            job(world, "draw-seed").await.id != before
        };
        assert!(!asked_at(60).await, "the job that the last reveal asked for is there yet");
        fail(world, "draw-seed").await;
        assert!(asked_at(60).await);
        fail(world, "draw-seed").await;
        assert_eq!((asked_at(60).await, asked_at(179).await, asked_at(181).await), (false, false, true));
        assert!(!asked_at(300).await, "it waits for a worker");
        fail(world, "draw-seed").await;
        assert_eq!((asked_at(420).await, asked_at(422).await), (false, true));
        assert!(jobs::work_once(&world.app, jobs::kinds()).await.unwrap());
        assert_eq!(state(&bureau, &id).await, "seeded");
    }
}

on_both! {
    async fn a_draw_that_waits_for_somebody_is_left_alone(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        let before = bureau.look(&id).await["version"].clone();
        onward::turn(&world.app).await.unwrap();
        assert_eq!(bureau.look(&id).await["version"], before);
        // Lost, it is told beside every other draw of the office, whatever that inspects.
        let closes: Timestamp = bureau.look(&id).await["first_close"].as_str().unwrap().parse().unwrap();
        world.later(&closes.plus_s(60).to_string()).await;
        onward::turn(&world.app).await.unwrap();
        assert_eq!(state(&bureau, &id).await, "committed");
    }
}

on_both! {
    async fn whoever_has_a_link_reads_no_value_and_takes_no_share(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-04-20");
        let parties = [("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)];
        let id = bureau.approved(scheme, &parties).await;
        let links = bureau.hashed(&id, 3).await;
        bureau.commit(&id).await;
        // Whoever reveals has the share; nobody else can ask for it, with whatever link.
        let share = bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good()["share"].clone();
        assert!(share.as_str().unwrap().starts_with("yaoguang-share:v1:"), "{share}");
        let another = bureau.link(&id, 1).await;
        let look = async |link: &str| world.get(&world.stranger(), link).await.good();
        for link in [&another, &links[0]] {
            let seen = look(link).await;
            assert_eq!((&seen["revealed"], &seen["value"]), (&json!(true), &Value::Null));
            assert_eq!(bureau.party(link, "share", json!({})).await.status.as_u16(), 404);
            bureau.party(link, "reveal", json!({"value": value(2)})).await.refused(422, "draw-given-already");
        }
        // Afterwards nobody needs a link any more.
        bureau.party(&links[1], "reveal", json!({"value": value(2)})).await.good();
        let last = json!({"value": value(3), "again": value(33)});
        let share = bureau.party(&links[2], "reveal", last.clone()).await.good()["share"].clone();
        assert_eq!(look(&another).await["value"], json!(value(1)));
        // Everybody knows the values by now, so that only the browser which revealed is given a share whose answer it didn't hear.
        let again = async |link: &str, body: Value| bureau.party(link, "reveal", body).await.good()["share"].clone();
        assert_eq!(again(&links[2], last.clone()).await, share);
        for body in [json!({"value": value(3)}), json!({"value": value(3), "again": value(34)})] {
            assert_eq!(again(&links[2], body).await, Value::Null);
        }
        assert_eq!(again(&links[0], json!({"value": value(1), "again": value(33)})).await, Value::Null);
        onward::turn(&world.app).await.unwrap();
        assert_eq!(again(&links[2], last.clone()).await, share);
        let now = world.app.now();
        world.later(&now.plus_s(3500).to_string()).await;
        onward::turn(&world.app).await.unwrap();
        assert_eq!(look(&links[2]).await["share"], true);
        world.later(&now.plus_s(3601).to_string()).await;
        onward::turn(&world.app).await.unwrap();
        assert_eq!(look(&links[2]).await["share"], false);
        assert_eq!(again(&links[2], last).await, Value::Null);
        let closes: Timestamp = bureau.look(&id).await["first_close"].as_str().unwrap().parse().unwrap();
        world.later(&closes.plus_s(60).to_string()).await;
        bureau.step(&bureau.operator, &id, "parties/1/link", json!({})).await.refused(422, "draw-too-late");
    }
}

on_both! {
    async fn what_came_to_nothing_is_counted_beside_draws_of_other_items(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(!page().await.contains("截止已过而没有结果"));
        bureau.rule(alone()).await;
        let mut scheme = bureau.scheme();
        scheme["items"] = json!(["JG-002"]);
        let other = bureau.approved(scheme, &OUTSIDE).await;
        bureau.hashed(&other, 2).await;
        bureau.commit(&other).await;
        assert!(!page().await.contains("截止已过而没有结果"));
        let closes: Timestamp = bureau.look(&other).await["first_close"].as_str().unwrap().parse().unwrap();
        world.later(&closes.plus_s(60).to_string()).await;
        assert!(page().await.contains("另有1次其他事项的抽取"), "{}", page().await);
    }
}

on_both! {
    async fn whoever_names_the_version_to_come_undoes_nothing(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        // A link for the version that the reveal makes would save over it what it loaded before.
        let next = bureau.look(&id).await["version"].as_i64().unwrap() + 1;
        let path = format!("{DRAWS}/{id}/parties/1/link");
        world.post(&bureau.operator, &path, json!({"version": next})).await.refused(409, "stale");
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        let party = bureau.look(&id).await["parties"][0].clone();
        assert_ne!(party["revealed_at"], Value::Null, "{party}");
        let seen = world.get(&world.stranger(), &links[0]).await.good();
        assert_eq!(seen["revealed"], true);
    }
}

on_both! {
    async fn acts_at_once_on_one_draw_wait_for_each_other_and_none_fails(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let version = bureau.look(&id).await["version"].clone();
        let path = format!("{DRAWS}/{id}/parties/1/link");
        let made = async || world.post(&bureau.operator, &path, json!({"version": version})).await.status.as_u16();
        let reveal = async || bureau.party(&links[1], "reveal", json!({"value": value(2)})).await.status.as_u16();
        // More than there are connections to write with, each of which would have waited for one to read with.
        let (a, b, c, d, e, f, g, revealed) =
            tokio::join!(made(), made(), made(), made(), made(), made(), made(), reveal());
        assert_eq!(revealed, 200);
        let mut codes = [a, b, c, d, e, f, g];
        codes.sort_unstable();
        assert!(codes[0] == 409 || codes[..2] == [200, 409], "{codes:?}");
        assert!(codes[1..].iter().all(|code| *code == 409), "{codes:?}");
        assert_ne!(bureau.look(&id).await["parties"][1]["revealed_at"], Value::Null);
    }
}
