//! What goes on in the background: what a long job tells, what is cleared when its time is over, and what isn't.

use std::time::Duration;

use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::json;
use yaoguang::accounts::Role;
use yaoguang::accounts::store::session;
use yaoguang::app::import::store::refused;
use yaoguang::app::jobs::{self, Far, Job, Step};
use yaoguang::app::problem::Problem;
use yaoguang::app::upkeep::{Cleared, turn};
use yaoguang::app::value::Timestamp;
use yaoguang::app::{App, auth, idempotency};

use crate::harness::{Client, START, World};
use crate::imports::{UPLOAD, guessed, imported, many, registered};
use crate::on_both;

/// Put the clock so many days and two hours after the beginning.
fn go_to_day(world: &World, day: i64) {
    let start: Timestamp = START.parse().unwrap();
    world.clock.set(start.plus_s(day * 24 * 3600 + 7200));
}

/// The same person, signed in anew.
async fn again(world: &World, client: &Client) -> Client {
    let (token, now) = (world.key(), world.app.now());
    let row = session::Model {
        hash: auth::hash(&token),
        id: world.app.fresh(),
        person: client.person,
        at: now,
        seen: now,
        ended: None,
        address: "-".into(),
        agent: "test".into(),
    };
    session::insert(world.app.db.write(), row).await.unwrap();
    let mut signed_in = world.with_token(&token);
    signed_in.person = client.person;
    signed_in
}

async fn cleared(world: &World) -> Cleared {
    turn(&world.app).await.unwrap().expect("nobody else clears")
}

on_both! {
    async fn files_of_an_import_go_when_their_time_is_over_and_it_is_said(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let file = many(3) + ",2104999,2027-03-01,科\n";
        let (import, _, ran) = imported(world, &clerk, "a.csv", file.as_bytes(), json!({})).await;
        assert_eq!((ran["new"].as_i64(), ran["refused"].as_i64()), (Some(3), Some(1)));
        let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
        go_to_day(world, 89);
        assert_eq!(cleared(world).await.files, 0);
        let clerk = again(world, &clerk).await;
        assert!(world.get(&clerk, &format!("{path}/errors.csv")).await.text().contains("2104999"));
        go_to_day(world, 90);
        // The upload, its rows and which of them repeat another; the refused rows of the check and of the run.
        assert_eq!((cleared(world).await.files, refused::Entity::find().count(world.app.read()).await.unwrap()), (3, 0));
        let clerk = again(world, &clerk).await;
        world.get(&clerk, &format!("{path}/errors.csv")).await.refused(410, "import-expired");
        world.get(&clerk, &format!("{path}?header_row=1")).await.refused(410, "import-expired");
        let check = json!({"mapping": guessed(&import)});
        world.post(&clerk, &format!("{path}/check"), check).await.refused(410, "import-expired");
        assert_eq!(world.get(&clerk, &path).await.good()["outcome"]["refused"], 1);
        assert_eq!(registered(world, &clerk).await, 3);
    }
}

on_both! {
    async fn an_import_under_way_keeps_its_files(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let import = world.upload(&clerk, UPLOAD, "a.csv", many(3).as_bytes()).await.good();
        let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
        world.post(&clerk, &format!("{path}/check"), json!({"mapping": guessed(&import)})).await.good();
        go_to_day(world, 200);
        assert_eq!(cleared(world).await.files, 0);
        world.work().await;
        let clerk = again(world, &clerk).await;
        assert_eq!(world.get(&clerk, &path).await.good()["state"], "checked");
    }
}

on_both! {
    async fn what_never_arrived_goes_after_a_day(world) {
        let uploads = world.app.config.data.join("uploads");
        std::fs::create_dir_all(&uploads).unwrap();
        let half = uploads.join(format!("{}.part", world.app.fresh::<uuid::Uuid>()));
        std::fs::write(&half, "half").unwrap();
        assert_eq!(cleared(world).await.files, 0);
        go_to_day(world, 1);
        assert_eq!(cleared(world).await.files, 1);
        assert!(!half.exists());
    }
}

on_both! {
    async fn answers_and_sessions_go_each_after_their_time(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        world.upload(&clerk, UPLOAD, "a.csv", many(3).as_bytes()).await.good();
        let kept = async || {
            let answers = idempotency::Entity::find().count(world.app.read()).await.unwrap();
            (answers, session::Entity::find().count(world.app.read()).await.unwrap())
        };
        assert_eq!(kept().await, (1, 1));
        go_to_day(world, 6);
        cleared(world).await;
        assert_eq!(kept().await, (1, 1));
        go_to_day(world, 7);
        assert_eq!(cleared(world).await.answers, 1);
        assert_eq!(kept().await, (0, 1));
        go_to_day(world, 179);
        again(world, &clerk).await;
        go_to_day(world, 180);
        assert_eq!(cleared(world).await.sessions, 1);
        // The later one is over, but not for long enough.
        assert_eq!(kept().await, (0, 1));
    }
}

on_both! {
    async fn one_process_clears_once_an_hour(world) {
        cleared(world).await;
        assert_eq!(turn(&world.app).await.unwrap(), None);
        go_to_day(world, 1);
        cleared(world).await;
    }
}

/// A job whose only step ends when the database says how far it is.
const SLOW: &[jobs::Kind] = &[("slow", |app, job| Box::pin(slow(app, job)))];

async fn slow(app: App, job: Job) -> Result<Step, Problem> {
    let (tell, heard) = jobs::telling();
    let told = async {
        tell.send_replace(Far { done: 7, total: 9 });
        loop {
            let row = jobs::load(&app, job.0.id, job.0.person).await?;
            if (row.done, row.total) == (7, 9) {
                return Ok::<(), Problem>(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let patient = tokio::time::timeout(Duration::from_secs(60), told);
    job.followed(&app, patient, heard).await?.map_err(Problem::broken)??;
    Ok(Step::Done(json!("told")))
}

on_both! {
    async fn a_long_step_says_how_far_it_is_while_it_runs(world) {
        let clerk = world.client(&[Role::Planner]).await;
        let by = (clerk.person.0, Role::Planner);
        let job = jobs::ask(&world.app, world.app.db.write(), by, ("slow", &()), &()).await.unwrap();
        assert!(jobs::work_once(&world.app, SLOW).await.unwrap());
        let row = jobs::load(&world.app, job, clerk.person.0).await.unwrap();
        assert_eq!((row.state, row.result.as_deref()), (jobs::JobState::Done, Some("\"told\"")));
    }
}
