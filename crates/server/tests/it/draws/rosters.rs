//! The audit holds each frozen roster against what was sealed of the registry before its commit.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;
use yaoguang::app::journal::audit::{Finding, audit};
use yaoguang::draws::DrawId;
use yaoguang::draws::store::file;

use super::cheats::put as put_file;
use super::*;

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
        assert_eq!(found(world, &id, &without).await, std::slice::from_ref(&number));
        let closed = ("excluded.tsv", format!("{excluded}{friend}\tclosed\n").into_bytes());
        assert_eq!(found(world, &id, &[&without[..], &[closed]].concat()).await, std::slice::from_ref(&number));
        let class = subjects.replace(&format!("{friend}\tC"), &format!("{friend}\tB")).into_bytes();
        assert_eq!(found(world, &id, &[("subjects.tsv", class)]).await, [number]);
        let nobody = format!("{excluded}X1\tclosed\n").into_bytes();
        assert_eq!(found(world, &id, &[("excluded.tsv", nobody)]).await, ["X1"]);
    }
}
