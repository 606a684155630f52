//! Second entries: what hung on a merged one holds for the one that stays, and those that nobody merged are told.

use lots::table::{ExcludedRow, RecusalRow, Table};
use yaoguang::draws::DrawId;
use yaoguang::draws::store::file;

use super::*;
use crate::subjects::code;
use crate::subjects::import::{checked, taken_in};

/// A subject as it is now.
async fn subject(world: &World, clerk: &Client, code: &str) -> Value {
    let page = world.get(clerk, &format!("/api/v1/subjects?q={code}")).await.good();
    page["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone()
}

/// Enter a second entry of a business under a number of the bureau's own.
async fn second(world: &World, clerk: &Client, (number, name): (&str, &str)) -> Value {
    let mut entry = draft(1, name);
    entry["code"] = json!(number);
    entry["code_kind"] = json!("internal");
    add(world, clerk, entry).await
}

/// Merge a business into an entry.
async fn merged(world: &World, clerk: &Client, (gone, stays): (&str, &str)) {
    let (gone, stays) = (subject(world, clerk, gone).await, subject(world, clerk, stays).await);
    crate::subjects::merge(world, clerk, (&gone, &stays)).await;
}

async fn conflict(world: &World, clerk: &Client, certificate: &str, (code, name): (&str, &str)) {
    let inspectors = world.get(clerk, &format!("/api/v1/inspectors?q={certificate}")).await.good();
    let path = format!("/api/v1/inspectors/{}/conflicts", inspectors["rows"][0]["id"].as_str().unwrap());
    let body = json!({"kind": "relative", "subject_code": code, "subject_name": name, "declared_by": "本人"});
    world.post(clerk, &path, body).await.good();
}

async fn frozen(world: &World, id: &str, name: &str) -> Vec<u8> {
    let row: DrawId = id.parse::<uuid::Uuid>().unwrap().into();
    file::need(world.app.read(), row, name).await.unwrap()
}

/// Everybody of class B is drawn.
fn everybody(bureau: &Bureau<'_>) -> Value {
    let mut scheme = bureau.scheme();
    scheme["scope"] = json!({"risks": ["B"]});
    scheme["strata"] = json!([{"name": "B", "p": 1, "q": 1, "minimum": 1}]);
    scheme["bench"]["capacity"] = json!(60);
    scheme
}

on_both! {
    async fn conflicts_and_visits_of_a_merged_entry_hold_for_the_one_that_stays(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        conflict(world, &clerk, "2104001", (&code(7), "第7商店")).await;
        conflict(world, &clerk, "2104002", ("", "第7商店")).await;
        let file = format!("统一社会信用代码,企业名称,最近检查日期,最近检查结果\r\n{},第5商店,2026-02-20,未发现问题\r\n", code(5));
        let (import, _) = checked(world, &clerk, &file, json!({"mode": "update"})).await;
        assert_eq!(taken_in(world, &clerk, &import).await["changed"], 1);
        // By way of an entry between, which has neither the code nor the name any more.
        for entry in [("NB-7", "第7商店"), ("NB-77", "七号店"), ("NB-5", "第5商店")] {
            second(world, &clerk, entry).await;
        }
        for pair in [(code(7).as_str(), "NB-7"), ("NB-7", "NB-77"), (code(5).as_str(), "NB-5")] {
            merged(world, &clerk, pair).await;
        }
        let id = bureau.approved(everybody(&bureau), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        assert_eq!(bureau.commit(&id).await["recusals"], 2);
        let recusals = Table::<RecusalRow>::from_file(&frozen(world, &id, "recusals.tsv").await).unwrap();
        assert!(recusals.kept().all(|row| row.id.as_str() == "NB-77"), "{recusals:?}");
        let excluded = Table::<ExcludedRow>::from_file(&frozen(world, &id, "excluded.tsv").await).unwrap();
        let why = excluded.kept().find(|row| row.id.as_str() == "NB-5").map(|row| row.reason.to_string());
        assert_eq!(why.as_deref(), Some("cooling-down"));
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(!page.contains("与名录中任何检查对象的名称或代码都不一致"), "{page}");
    }
}

on_both! {
    async fn entries_of_one_name_are_told_and_a_hidden_credit_code_is_refused(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        for number in [format!("{}-1", code(5)), format!("{}-{}", &code(5)[..17], &code(5)[17..])] {
            let mut entry = draft(1, "第5商店");
            entry["code"] = json!(number);
            entry["code_kind"] = json!("internal");
            let body = json!({"organisation": world.bureau, "subject": entry});
            world.post(&clerk, "/api/v1/subjects", body).await.at_fault("code", "code-like-uscc");
        }
        let page = async |id: &str| world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let before = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&before, 2).await;
        bureau.commit(&before).await;
        let seen = page(&before).await;
        assert!(seen.contains("名单里没有同一区划或者同一地址内名称相同而代码不同的检查对象"), "{seen}");
        second(world, &clerk, ("NB-5", "第5商店")).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let seen = page(&id).await;
        assert!(seen.contains("名单里有1条与同一区划或者同一地址的另一条名称相同"), "{seen}");
    }
}
