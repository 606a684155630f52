//! What is frozen is what the journal says, also against somebody who edits the journal's tables beside it; and what an act seals is what is saved, also against
//! somebody who acts at the same moment.

use futures_util::future::join_all;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, DbBackend, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};
use uuid::Uuid;
use yaoguang::app::journal::audit::{Finding, audit};
use yaoguang::app::journal::record::{Actor, opening, row, sealed};
use yaoguang::draws::DrawId;
use yaoguang::draws::store::{self, file};

use super::amendments::{ask, decide, drawn_of, gone};
use super::cheats::{literal, put as put_file, tamper};
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
        bureau.commit(&id).await;
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

/// The entries of rosters that the audit finds fault with while a draw's files are others; afterwards they are as they were.
async fn found(world: &World, id: &str, changed: &[(&str, Vec<u8>)]) -> Vec<String> {
    let mut kept = Vec::new();
    for (name, content) in changed {
        let of = file::Entity::find().filter(file::Column::Draw.eq(id.parse::<Uuid>().unwrap()));
        let row = of.filter(file::Column::Name.eq(*name)).one(world.app.read()).await.unwrap().unwrap();
        assert_ne!(row.content, *content, "{name}");
        put_file(world, &row, content.clone()).await;
        kept.push(row);
    }
    let report = audit(&world.app, yaoguang::IMAGERS, |_, _, _| {}).await.unwrap();
    for row in &kept {
        put_file(world, row, row.content.clone()).await;
    }
    let entry = |finding| match finding {
        Finding::RosterUnlikeOpenings { draw, entry } if draw.to_string() == id => Some(entry),
        _ => None,
    };
    report.findings.into_iter().filter_map(entry).collect()
}

/// A draw's frozen tables as texts, and the file of entries.
async fn frozen(world: &World, id: &str) -> (String, String, Vec<u8>) {
    let draw: DrawId = id.parse::<Uuid>().unwrap().into();
    let read = async |name: &str| file::need(world.app.read(), draw, name).await.unwrap();
    let text = async |name: &str| String::from_utf8(read(name).await).unwrap();
    (text("subjects.tsv").await, text("excluded.tsv").await, read(file::ENTRIES).await)
}

// "Lie to the one query that gathers the roster: nothing else is another than the journal says."
on_both! {
    async fn a_roster_that_is_not_what_was_sealed_is_found_afterwards(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        // Moved while the commit is under way, and again after it: neither is a fault.
        let registry = world.client(&[Role::RegistryManager]).await;
        for to in ["B", "C"] {
            let rows = world.get(&registry, &format!("/api/v1/subjects?q={}", crate::subjects::code(12))).await.good();
            let change = json!({"to": to, "reason": "复核", "version": rows["rows"][0]["version"]});
            let path = format!("/api/v1/subjects/{}/risk", rows["rows"][0]["id"].as_str().unwrap());
            world.post(&registry, &path, change).await.good();
            world.sequence().await;
            world.work().await;
            world.sequence().await;
            assert_eq!(bureau.look(&id).await["state"], "committed");
        }
        let (subjects, excluded, entries) = frozen(world, &id).await;
        let friend = crate::subjects::code(8);
        let place = subjects.lines().position(|line| line.starts_with(&friend)).unwrap();
        let number = u32::from_le_bytes(entries[4 * place..4 * place + 4].try_into().unwrap()).to_string();
        let others: String = subjects.lines().filter(|line| !line.starts_with(&friend)).map(|line| format!("{line}\n")).collect();
        let others_entries = [&entries[..4 * place], &entries[4 * place + 4..]].concat();
        let without = [("subjects.tsv", others.into_bytes()), (file::ENTRIES, others_entries)];
        assert_eq!(found(world, &id, &[]).await, Vec::<String>::new());
        assert_eq!(found(world, &id, &without).await, [number.clone()]);
        let closed = ("excluded.tsv", format!("{excluded}{friend}\tclosed\n").into_bytes());
        assert_eq!(found(world, &id, &[&without[..], &[closed]].concat()).await, [number.clone()]);
        let class = subjects.replace(&format!("{friend}\tC"), &format!("{friend}\tB")).into_bytes();
        assert_eq!(found(world, &id, &[("subjects.tsv", class)]).await, [number]);
        let nobody = format!("{excluded}X1\tclosed\n").into_bytes();
        assert_eq!(found(world, &id, &[("excluded.tsv", nobody)]).await, ["X1"]);
    }
}
