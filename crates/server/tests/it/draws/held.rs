//! What is frozen is what the journal says, also against somebody who edits the journal's tables beside it; and what an act seals is what is saved, also against
//! somebody who acts at the same moment.

use futures_util::future::join_all;
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait as _, DbBackend, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _,
};
use uuid::Uuid;
use yaoguang::app::jobs::JobState;
use yaoguang::app::journal::record::{Actor, opening, row, sealed};
use yaoguang::app::value::Timestamp;
use yaoguang::draws::store;

use super::amendments::{ask, decide, drawn_of, gone};
use super::cheats::{findings, literal, tamper};
use super::*;

/// The latest commit's job ended so.
async fn ended(bureau: &Bureau<'_>) -> Value {
    bureau.world.work().await;
    let jobs = bureau.world.get(&bureau.operator, "/api/v1/jobs").await.good();
    let job = jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-commit").unwrap();
    job["problem"].clone()
}

/// Put rows of the journal's tables as they are to be, past the server.
async fn put(world: &World, opening: &opening::Model, act: &row::Model) {
    opening.clone().into_active_model().reset_all().update(world.app.db.write()).await.unwrap();
    act.clone().into_active_model().reset_all().update(world.app.db.write()).await.unwrap();
}

// "Change a row over the commit, and with it what the journal's tables say of it, and put all of it back."
on_both! {
    async fn who_edits_an_opening_beside_its_row_stops_the_commit(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        let code = crate::subjects::code(8);
        let subject = yaoguang::subjects::store::subject::Entity::find()
            .filter(yaoguang::subjects::store::subject::Column::Code.eq(&code))
            .one(world.app.read()).await.unwrap().unwrap();
        world.sequence().await;
        let openings = opening::Entity::find().filter(opening::Column::CaseId.eq(subject.id.0)).all(world.app.read()).await.unwrap();
        let last = openings.last().unwrap().clone();
        let act = row::Entity::find_by_id(last.row_id).one(world.app.read()).await.unwrap().unwrap();
        let value = last.value.clone().unwrap().replace("enterprise", "medical");
        assert_ne!(Some(&value), last.value.as_ref());
        let destroyed = opening::Model { salt: None, value: None, ..last.clone() };
        let digest = sealed([7; 32], &value);
        let forged = opening::Model { salt: Some(vec![7; 32]), digest: digest.0.to_vec(), value: Some(value), ..last.clone() };
        let was = lots::hash::Digest(last.digest.clone().try_into().unwrap()).to_string();
        let told = |text: &str| text.replace(&was, &digest.to_string());
        let with_act = row::Model { seals: told(&act.seals), facts: told(&act.facts), ..act.clone() };
        assert_ne!(with_act, act);
        for (instead, of) in [(destroyed, &act), (forged.clone(), &act), (forged, &with_act)] {
            bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
            tamper(world, &format!("UPDATE subject SET domain = 'medical' WHERE code = '{code}'")).await;
            put(world, &instead, of).await;
            assert_eq!(ended(&bureau).await, "draw-registry-differs");
            tamper(world, &format!("UPDATE subject SET domain = 'enterprise' WHERE code = '{code}'")).await;
            put(world, &last, &act).await;
        }
        // The draw itself, while the work is under way.
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        let draw = literal(world, &id);
        tamper(world, &format!("UPDATE draw SET disclosure = '2026-05-20' WHERE id = {draw}")).await;
        assert_eq!(ended(&bureau).await, "draw-registry-differs");
        tamper(world, &format!("UPDATE draw SET disclosure = NULL WHERE id = {draw}")).await;
        bureau.commit(&id).await;
    }
}

// "Write an act that isn't in the journal yet, and take it back before it is."
on_both! {
    async fn nothing_is_frozen_that_waits_for_its_entry(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        let registry = world.client(&[Role::RegistryManager]).await;
        let found = world.get(&registry, &format!("/api/v1/subjects?q={}", crate::subjects::code(8))).await.good();
        let one = format!("/api/v1/subjects/{}", found["rows"][0]["id"].as_str().unwrap());
        world.post(&registry, &format!("{one}/phone"), json!({})).await.good();
        assert_eq!(ended(&bureau).await, "draw-journal-behind");
        // Who acts all the time keeps no commit off, as long as the journal goes on.
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        world.post(&registry, &format!("{one}/phone"), json!({})).await.good();
        tokio::join!(world.work(), world.sequence());
        assert_eq!(bureau.look(&id).await["state"], "committed");
    }
}

// "Look at a result at the very moment that somebody acts on the draw: the look would seal what the draw was before, and no act on it could be done any more."
on_both! {
    async fn a_look_seals_what_an_act_beside_it_leaves(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        let path = format!("{DRAWS}/{id}/open");
        let targets = world.post(&bureau.observer, &path, json!({})).await.good();
        if world.app.db.backend() == DbBackend::Postgres {
            let mut look = world.app.begin_as(Actor::SYSTEM).await.unwrap();
            let before = store::any(look.db(), id.parse::<Uuid>().unwrap().into()).await.unwrap();
            ask(&bureau, &bureau.operator, &id, gone(&targets[1]["code"])).await.good();
            let refused = look.record(before.act("drawing.list-opened")).await.unwrap_err();
            assert_eq!(refused.code, "stale");
        }
        // Looks alone wait for each other.
        for answer in join_all((0..4).map(|_| world.post(&bureau.operator, &path, json!({})))).await {
            answer.good();
        }
        let looks = join_all((0..12).map(|_| world.post(&bureau.operator, &path, json!({}))));
        let (looked, asked) = tokio::join!(looks, ask(&bureau, &bureau.operator, &id, gone(&targets[0]["code"])));
        for answer in looked.into_iter().chain([asked]) {
            assert!(answer.status.is_success() || answer.json["code"] == "stale", "{}", answer.json);
        }
        let asked = world.post(&bureau.operator, &format!("{DRAWS}/{id}/amendments/open"), json!({})).await.good();
        for one in asked.as_array().unwrap() {
            decide(&bureau, &bureau.approver, &id, (one, "approve")).await.good();
        }
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
    }
}

// "Let the database itself lie: a trigger that changes what was checked, a view that tells one query another thing than the next."
on_both! {
    async fn nothing_is_frozen_from_a_database_that_acts_by_itself(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        let run = async |sql: &str| {
            world.app.db.write().execute_unprepared(sql).await.unwrap();
        };
        let odd: &[(&str, &str)] = match world.app.db.backend() {
            DbBackend::Postgres => &[
                ("CREATE FUNCTION lie() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
                  CREATE TRIGGER lie BEFORE INSERT ON draw_file FOR EACH ROW EXECUTE FUNCTION lie()",
                 "DROP TRIGGER lie ON draw_file; DROP FUNCTION lie"),
                ("ALTER TABLE subject RENAME TO held_subject; CREATE VIEW subject AS SELECT * FROM held_subject",
                 "DROP VIEW subject; ALTER TABLE held_subject RENAME TO subject"),
                ("CREATE RULE lie AS ON DELETE TO subject DO INSTEAD NOTHING", "DROP RULE lie ON subject"),
                ("CREATE POLICY lie ON subject USING (true)", "DROP POLICY lie ON subject"),
                ("CREATE FUNCTION lie() RETURNS boolean LANGUAGE sql AS 'SELECT true'; ALTER TABLE draw ADD CONSTRAINT lie CHECK (lie())",
                 "ALTER TABLE draw DROP CONSTRAINT lie; DROP FUNCTION lie"),
            ],
            _ => &[("CREATE TRIGGER lie AFTER INSERT ON draw_file BEGIN SELECT 1; END", "DROP TRIGGER lie")],
        };
        for (made, gone) in odd {
            bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
            run(made).await;
            assert_eq!(ended(&bureau).await, "draw-database-odd", "{made}");
            assert!(findings(world).await.contains(&"database-odd"), "{made}");
            run(gone).await;
        }
        bureau.commit(&id).await;
    }
}

// "Write the entry's number into the act's row, go on as if it were in the journal, and take all of it back if the result doesn't please."
on_both! {
    async fn an_act_that_only_says_that_it_is_in_the_journal_is_not(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        world.work().await;
        assert_eq!(bureau.look(&id).await["state"], "committed");
        let reveal = async || bureau.party(&links[0], "reveal", json!({"value": value(1)})).await;
        reveal().await.refused(422, "draw-entry-waiting");
        let last = "(SELECT m FROM (SELECT MAX(entry) AS m FROM journal_row) AS known)";
        tamper(world, &format!("UPDATE journal_row SET entry = {last} + 1 WHERE kind = 'draw.committed'")).await;
        reveal().await.refused(422, "draw-entry-waiting");
        tamper(world, "UPDATE journal_row SET entry = NULL WHERE kind = 'draw.committed'").await;
        // Nor is one that gives itself another's.
        tamper(world, &format!("UPDATE journal_row SET entry = -1 - entry WHERE entry = {last}")).await;
        tamper(world, "UPDATE journal_row SET entry = (SELECT -1 - MIN(entry) FROM journal_row) WHERE kind = 'draw.committed'").await;
        reveal().await.refused(422, "draw-entry-waiting");
        tamper(world, "UPDATE journal_row SET entry = NULL WHERE kind = 'draw.committed'").await;
        tamper(world, "UPDATE journal_row SET entry = -1 - entry WHERE entry < 0").await;
        world.sequence().await;
        reveal().await.good();
    }
}

/// The database takes no file of a draw, or takes them again. A trigger would be seen.
async fn refusing(world: &World, is_refusing: bool) {
    let (from, to) = if is_refusing { ("draw_file", "hidden_file") } else { ("hidden_file", "draw_file") };
    world.app.db.write().execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
}

/// How often the commit of a draw was asked for, and how often it was tried again.
async fn attempts(world: &World, id: &str) -> [usize; 2] {
    let acts = row::Entity::find().filter(row::Column::CaseId.eq(id.parse::<Uuid>().unwrap()));
    let acts = acts.all(world.app.read()).await.unwrap();
    ["drawing.commit-asked", "drawing.commit-retried"].map(|kind| acts.iter().filter(|act| act.kind == kind).count())
}

// "Let the commit fail, with an error that has it tried again, until the commitment pleases; or put its job back once it has failed."
on_both! {
    async fn no_commit_is_tried_again_unseen(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        refusing(world, true).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        assert_eq!(ended(&bureau).await, "broken");
        refusing(world, false).await;
        assert_eq!(attempts(world, &id).await, [1, 0]);
        // As if nothing had been tried.
        let again = jobs::ActiveModel {
            state: Set(JobState::Waiting),
            worker: Set(None),
            lease: Set(Timestamp(0)),
            mark: Set(bureau.look(&id).await["version"].to_string()),
            ..Default::default()
        };
        let mine = jobs::Entity::update_many().set(again).filter(jobs::Column::Kind.eq("draw-commit"));
        assert_eq!(mine.exec(world.app.db.write()).await.unwrap().rows_affected, 1);
        world.work_recorded().await;
        assert_eq!(bureau.look(&id).await["state"], "committed");
        assert_eq!(attempts(world, &id).await, [1, 1]);
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("前后共2次开始锁定"), "{page}");
        let entries = row::Entity::find().filter(row::Column::Kind.is_in(["drawing.commit-retried", "drawing.committed"]));
        let entries = entries.all(world.app.read()).await.unwrap();
        let entry = |kind: &str| entries.iter().find(|act| act.kind == kind).unwrap().entry;
        assert!(entry("drawing.commit-retried").is_some_and(|tried| entry("drawing.committed").is_none_or(|done| tried < done)));
    }
}

on_both! {
    async fn a_draw_that_was_committed_at_once_says_nothing_of_attempts(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        assert_eq!(attempts(world, &id).await, [1, 0]);
        assert!(!world.get(&world.stranger(), &format!("/draws/{id}")).await.text().contains("次开始锁定"));
    }
}

on_both! {
    async fn what_cannot_be_frozen_says_why_and_leaves_the_draw_as_it_was(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let mut scheme = bureau.scheme();
        scheme["strata"] = json!([{"name": "B", "p": 1, "q": 10, "minimum": 1}]);
        let id = bureau.approved(scheme, &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        world.work().await;
        let jobs = world.get(&bureau.operator, "/api/v1/jobs").await.good();
        let job = jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-commit").unwrap();
        assert_eq!((&job["state"], &job["problem"]), (&json!("failed"), &json!("draw-stratum-unrated")), "{job}");
        assert_eq!(job["result"], json!({"name": "C", "count": 10}));
        assert_eq!(bureau.look(&id).await["state"], "approved");
        bureau.step(&bureau.operator, &id, "discard", json!({"reason": "方案缺少C级"})).await.good();
    }
}
