//! Rosters taken in: dirt refused and mended, files taken out read back, a worker killed on the way.

use std::fmt::Write as _;

use axum::http::StatusCode;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::import::CHUNK;
use yaoguang::app::jobs;
use yaoguang::app::value::Timestamp;
use yaoguang::subjects::store::subject;

use super::{add, code, draft, held};
use crate::harness::{Client, World};
use crate::on_both;

const HEADER: &str = "统一社会信用代码,企业名称,领域,经营地址,联系电话,风险等级,标签,许可证名称,许可证编号,许可证有效期至,最近检查日期,最近检查结果";

/// Upload and check; the import and what its rows came to.
pub async fn checked(world: &World, clerk: &Client, file: &str, options: Value) -> (String, Value) {
    let sent = world.upload(clerk, "/api/v1/imports?kind=subjects", "名录.csv", file.as_bytes()).await.good();
    let id = sent["id"].as_str().unwrap().to_owned();
    let mut mapping = serde_json::Map::new();
    for column in sent["columns"].as_array().unwrap() {
        if let Some(field) = column["guess"].as_str() {
            mapping.insert(field.to_owned(), column["index"].clone());
        }
    }
    let ask = json!({ "mapping": mapping, "options": options });
    world.post(clerk, &format!("/api/v1/imports/{id}/check"), ask).await.good();
    world.work().await;
    let outcome = world.get(clerk, &format!("/api/v1/imports/{id}")).await.good()["outcome"].clone();
    (id, outcome)
}

/// Run an import that was checked; what its rows came to.
pub async fn taken_in(world: &World, clerk: &Client, id: &str) -> Value {
    world.post(clerk, &format!("/api/v1/imports/{id}/run"), json!({})).await.good();
    world.work().await;
    world.get(clerk, &format!("/api/v1/imports/{id}")).await.good()["outcome"].clone()
}

fn tally(outcome: &Value) -> [i64; 5] {
    ["new", "changed", "same", "refused", "duplicates"].map(|name| outcome[name].as_i64().unwrap())
}

on_both! {
    async fn a_dirty_roster_is_refused_row_by_row_mended_and_taken_in(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let wide: String = code(2).chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap()).collect();
        let file = format!(
            "{HEADER}\r\n\
             {},宏达商贸有限公司,,新抚区东一路1号,13800005678,C,重点、连锁,食品经营许可证,JY1,2026-12-31,2025-06-01,未发现问题\r\n\
             {wide},李记烧烤店,涉企,,,,,,,,,\r\n\
             {},启明幼儿园,教育,,,,,,,,,\r\n\
             {},重复的,,,,,,,,,,\r\n\
             {},没有这个领域,餐饮,,,E,,,,,,\r\n",
            code(1), code(3).to_lowercase(), code(1), code(4),
        );
        let (id, outcome) = checked(world, &clerk, &file, json!({})).await;
        assert_eq!(tally(&outcome), [2, 0, 0, 2, 1], "{outcome}");
        let faults: Vec<_> = outcome["first_faults"].as_array().unwrap().iter()
            .map(|fault| (fault["row"].as_u64().unwrap(), fault["field"].as_str().unwrap(), fault["code"].as_str().unwrap()))
            .collect();
        let expected =
            [(4, "code", "code-dirty"), (5, "code", "duplicate-row"), (6, "domain", "domain-unknown"), (6, "risk", "risk-unknown")];
        assert_eq!(faults, expected);
        assert_eq!(subject::Entity::find().count(world.app.read()).await.unwrap(), 0);
        assert_eq!(tally(&taken_in(world, &clerk, &id).await), [2, 0, 0, 2, 1]);

        let errors = world.get(&clerk, &format!("/api/v1/imports/{id}/errors.csv")).await;
        assert_eq!(errors.status, StatusCode::OK);
        assert!(errors.text().contains(&code(3)), "what is meant is suggested: {}", errors.text());
        let mended = errors.text().replace(&code(3).to_lowercase(), &code(3)).replace("餐饮", "涉企").replace(",E,", ",D,");
        let (id, outcome) = checked(world, &clerk, mended.trim_start_matches('\u{feff}'), json!({})).await;
        assert_eq!(tally(&outcome), [2, 0, 1, 0, 0], "{outcome}");
        taken_in(world, &clerk, &id).await;

        let found = world.get(&clerk, "/api/v1/subjects?q=%E5%AE%8F%E8%BE%BE").await.good();
        let one = world.get(&clerk, &format!("/api/v1/subjects/{}", found["rows"][0]["id"].as_str().unwrap())).await.good();
        assert_eq!((&one["risk"], &one["phone"], &one["region"]), (&json!("C"), &json!("138****5678"), &json!("210402")));
        assert_eq!(one["licences"], json!([{ "kind": "食品经营许可证", "code": "JY1", "valid_to": "2026-12-31" }]));
        assert_eq!(one["visits"], json!([{ "visited": "2025-06-01", "result": "nothing-found" }]));
        let story = world.get(&clerk, &format!("/api/v1/subjects/{}/story", one["id"].as_str().unwrap())).await.good();
        assert_eq!(story[0]["kind"], "import.rows-written");
        held(world).await;
    }
}

on_both! {
    async fn a_trade_in_a_file_is_read_in_one_form(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let file = format!(
            "统一社会信用代码,名称,行业代码\r\n{},宏达商贸有限公司,F5212\r\n{},启明商行,F\r\n{},康宁商行,P82\r\n{},丰泽商行,5299\r\n",
            code(1), code(2), code(3), code(4),
        );
        let (id, outcome) = checked(world, &clerk, &file, json!({})).await;
        assert_eq!(tally(&outcome), [3, 0, 0, 1, 0], "{outcome}");
        assert_eq!(outcome["first_faults"][0]["code"], "industry-section", "{outcome}");
        taken_in(world, &clerk, &id).await;
        let rows = world.get(&clerk, "/api/v1/subjects?sort=number").await.good();
        let trades: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["industry"].as_str().unwrap()).collect();
        assert_eq!(trades, ["5212", "F", "5299"]);
        // An entry from before that, even with a wrong letter: neither a fault in a file that says nothing of it nor a change in one that does.
        let written = async |trade: &str| {
            let sql = format!("UPDATE subject SET industry = '{trade}' WHERE number = 1");
            sea_orm::ConnectionTrait::execute_unprepared(world.app.db.write(), &sql).await.unwrap();
        };
        written("A5212").await;
        let (_, outcome) = checked(world, &clerk, &file, json!({ "mode": "update" })).await;
        assert_eq!(tally(&outcome), [0, 0, 3, 1, 0], "{outcome}");
        let silent = format!("统一社会信用代码,名称,联系人\r\n{},宏达商贸有限公司,李芳\r\n", code(1));
        let (_, outcome) = checked(world, &clerk, &silent, json!({ "mode": "update" })).await;
        assert_eq!(tally(&outcome), [0, 1, 0, 0, 0], "{outcome}");
        written("5212").await;
        held(world).await;
    }
}

on_both! {
    async fn what_is_there_changes_only_if_asked_and_risk_never(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        let file = format!("统一社会信用代码,名称,联系人,风险等级,标签\r\n{},宏达食品有限公司,,,老字号\r\n", code(1));
        let (_, outcome) = checked(world, &clerk, &file, json!({ "mode": "add-only" })).await;
        assert_eq!(tally(&outcome), [0, 0, 1, 0, 0]);
        let (id, _) = checked(world, &clerk, &file, json!({ "mode": "update" })).await;
        assert_eq!(tally(&taken_in(world, &clerk, &id).await), [0, 1, 0, 0, 0]);
        let row = world.get(&clerk, "/api/v1/subjects?q=%E5%AE%8F%E8%BE%BE%E9%A3%9F").await.good()["rows"][0].clone();
        let one = world.get(&clerk, &format!("/api/v1/subjects/{}", row["id"].as_str().unwrap())).await.good();
        assert_eq!((&one["liaison"], &one["phone"], &one["tags"]), (&json!("李芳"), &json!("138****5678"), &json!(["老字号"])));
        let again = format!("统一社会信用代码,名称,风险等级\r\n{},宏达食品有限公司,D\r\n", code(1));
        let (_, outcome) = checked(world, &clerk, &again, json!({ "mode": "update" })).await;
        assert_eq!(outcome["first_faults"][0]["code"], "risk-by-act");
        held(world).await;
    }
}

on_both! {
    async fn a_file_that_was_taken_out_is_read_back_as_it_is(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 1..=3 {
            add(world, &clerk, draft(serial, &format!("宏达{serial}号"))).await;
        }
        let file = world.post(&clerk, "/api/v1/subjects/export", json!({ "format": "csv" })).await.text();
        let (_, outcome) = checked(world, &clerk, &file, json!({ "mode": "update" })).await;
        assert_eq!(tally(&outcome), [0, 0, 3, 0, 0], "{outcome}");
    }
}

/// A roster of so many businesses.
fn roster(count: u32) -> String {
    let mut file = String::from("统一社会信用代码,名称,经营地址\r\n");
    for serial in 1..=count {
        let _ = write!(file, "{},商户{serial}号,新抚区东一路{serial}号\r\n", code(serial));
    }
    file
}

on_both! {
    async fn many_rows_that_change_keep_what_a_file_does_not_say(world) {
        const ROWS: u32 = 300;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut file = format!("{HEADER}\r\n");
        for serial in 1..=ROWS {
            let _ = write!(
                file,
                "{},商户{serial}号,涉企,东一路{serial}号,13800005678,B,重点,食品经营许可证,JY{serial},2026-12-31,2025-06-01,未发现问题\r\n",
                code(serial),
            );
        }
        let (id, _) = checked(world, &clerk, &file, json!({})).await;
        taken_in(world, &clerk, &id).await;
        // Every third business has another name, another end of its licence, one more tag and visit; the others stay.
        let changes = file.lines().enumerate().map(|(at, line)| match at {
            0 => line.to_owned(),
            _ if at % 3 == 0 => line.replace("商户", "新铺").replace("重点", "连锁").replace("2026-12-31", "2028-12-31").replace("2025-06-01", "2025-09-01"),
            _ => line.to_owned(),
        });
        let changed = changes.collect::<Vec<_>>().join("\r\n");
        let (id, outcome) = checked(world, &clerk, &changed, json!({ "mode": "update" })).await;
        assert_eq!(tally(&outcome), [0, 100, 200, 0, 0], "{outcome}");
        assert_eq!(tally(&taken_in(world, &clerk, &id).await), [0, 100, 200, 0, 0]);
        let all = subject::Entity::find().all(world.app.read()).await.unwrap();
        assert!(all.iter().all(|row| row.version == if row.number % 3 == 0 { 2 } else { 1 }));
        let found = world.get(&clerk, "/api/v1/subjects?q=%E6%96%B0%E9%93%BA300").await.good();
        assert_eq!(found["rows"][0]["number"], ROWS);
        let gone = world.get(&clerk, "/api/v1/subjects?q=%E5%95%86%E6%88%B7300").await.good();
        assert_eq!(gone["rows"], json!([]));
        let one = world.get(&clerk, &format!("/api/v1/subjects/{}", found["rows"][0]["id"].as_str().unwrap())).await.good();
        assert_eq!(one["licences"], json!([{ "kind": "食品经营许可证", "code": "JY300", "valid_to": "2028-12-31" }]));
        assert_eq!((&one["tags"], one["visits"].as_array().unwrap().len()), (&json!(["连锁", "重点"]), 2));
        held(world).await;
    }
}

on_both! {
    async fn a_worker_that_dies_loses_and_doubles_nothing(world) {
        const ROWS: u32 = 4500;
        const _: () = assert!(ROWS as usize > 2 * CHUNK);
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (id, _) = checked(world, &clerk, &roster(ROWS), json!({})).await;
        world.post(&clerk, &format!("/api/v1/imports/{id}/run"), json!({})).await.good();
        let app = world.app.clone();
        let worker = tokio::spawn(async move { jobs::work_once(&app, jobs::kinds()).await });
        // Killed as soon as a chunk is in, wherever the next one is then.
        while subject::Entity::find().count(world.app.read()).await.unwrap() == 0 {
            tokio::task::yield_now().await;
        }
        worker.abort();
        let _ = worker.await;
        let there = subject::Entity::find().count(world.app.read()).await.unwrap();
        assert!((1..u64::from(ROWS)).contains(&there) && there % CHUNK as u64 == 0, "{there}");
        // Its lease runs out, and another worker goes on: at the second look, if the dead one's last statement came in between.
        let later: Timestamp = "2026-03-05T01:30:00Z".parse().unwrap();
        world.clock.set(later);
        world.work().await;
        world.work().await;
        let import = world.get(&clerk, &format!("/api/v1/imports/{id}")).await.good();
        let ran = jobs::Entity::find().all(world.app.read()).await.unwrap();
        assert_eq!(import["state"], "done", "{ran:?}");
        assert_eq!(tally(&import["outcome"]), [i64::from(ROWS), 0, 0, 0, 0]);
        assert_eq!(subject::Entity::find().count(world.app.read()).await.unwrap(), u64::from(ROWS));
        let found = world.get(&clerk, "/api/v1/subjects?q=%E5%95%86%E6%88%B74500").await.good();
        assert_eq!(found["rows"][0]["number"], ROWS);
        held(world).await;
    }
}
