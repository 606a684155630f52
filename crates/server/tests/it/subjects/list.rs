//! The registry as a list: search, filters, pages, files.

use serde_json::{Value, json};
use yaoguang::accounts::Role;

use super::{add, code, draft, held};
use crate::harness::{Client, World};
use crate::on_both;

/// A page as it is asked for.
pub async fn asked(world: &World, client: &Client, query: &[(&str, &str)]) -> Value {
    let encoded = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
    let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    world.get(client, &format!("/api/v1/subjects?{}", query.join("&"))).await.good()
}

async fn numbers(world: &World, client: &Client, query: &[(&str, &str)]) -> Vec<i64> {
    let body = asked(world, client, query).await;
    body["rows"].as_array().unwrap().iter().map(|row| row["number"].as_i64().unwrap()).collect()
}

on_both! {
    async fn a_subject_is_found_by_any_part_of_what_it_is_called(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        add(world, &clerk, draft(2, "李记KTV烧烤店")).await;
        let mut third = draft(3, "启明幼儿园");
        third["address"] = json!("望花区雷锋路22号");
        let third = add(world, &clerk, third).await;
        let check = async |q: &str, expected: &[i64]| {
            assert_eq!(numbers(world, &clerk, &[("q", q)]).await, expected, "{q}");
        };
        check("宏达", &[1]).await;
        check("达商贸有", &[1]).await;
        check("店", &[2]).await;
        check("园", &[3]).await;
        check("ktv", &[2]).await;
        check("ＫＴＶ烧", &[2]).await;
        check("雷锋路", &[3]).await;
        check("东一路 烧烤", &[2]).await;
        check("qmye", &[3]).await;
        check("dsmy", &[1]).await;
        check(&code(2), &[2]).await;
        check(&code(2)[..17], &[2]).await;
        check(&code(3)[14..], &[3]).await;
        check("91210402", &[1, 2, 3]).await;
        check("店宏", &[]).await;
        check("（）", &[]).await;
        // What it was called before doesn't find it any more, what it is called now does.
        let mut renamed = draft(3, "晨光幼儿园");
        renamed["address"] = json!("望花区雷锋路22号");
        let path = format!("/api/v1/subjects/{}", third["id"].as_str().unwrap());
        world.post(&clerk, &path, json!({ "subject": renamed, "version": 1 })).await.good();
        check("启明", &[]).await;
        check("晨光", &[3]).await;
        held(world).await;
    }
}

on_both! {
    async fn a_list_is_narrowed_and_sorted(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for (serial, domain, region) in [(1, "medical", "210402"), (2, "medical", "210411"), (3, "tourism", "210402")] {
            let mut subject = draft(serial, &format!("康宁{}号", 9 - serial));
            (subject["domain"], subject["region"]) = (json!(domain), json!(region));
            add(world, &clerk, subject).await;
        }
        let check = async |query: &[(&str, &str)], expected: &[i64]| {
            assert_eq!(numbers(world, &clerk, query).await, expected, "{query:?}");
        };
        check(&[], &[1, 2, 3]).await;
        check(&[("sort", "-number")], &[3, 2, 1]).await;
        check(&[("sort", "name")], &[3, 2, 1]).await;
        check(&[("sort", "-updated")], &[3, 2, 1]).await;
        check(&[("sort", "-code"), ("domain", "medical")], &[2, 1]).await;
        check(&[("region", "2104")], &[1, 2, 3]).await;
        check(&[("region", "210411")], &[2]).await;
        check(&[("domain", "medical"), ("region", "210402")], &[1]).await;
        check(&[("q", "康宁"), ("domain", "medical"), ("sort", "name")], &[2, 1]).await;
        check(&[("q", "康宁"), ("risk", "A")], &[]).await;
        check(&[("kind", "stall")], &[]).await;
        check(&[("kind", "enterprise"), ("region", "210402"), ("sort", "name")], &[3, 1]).await;
        check(&[("kind", "enterprise"), ("region", "2104"), ("sort", "-updated")], &[3, 2, 1]).await;
        world.get(&clerk, "/api/v1/subjects?sort=phone").await.at_fault("sort", "no-sort");
        world.get(&clerk, "/api/v1/subjects?after=x").await.at_fault("after", "no-cursor");
        world.get(&clerk, "/api/v1/subjects?limit=201").await.at_fault("limit", "out-of-range");
    }
}

on_both! {
    async fn a_trade_is_found_however_it_was_written(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for (serial, trade) in [(1, "52"), (2, "5212"), (3, "F"), (4, "62"), (5, "")] {
            let mut subject = draft(serial, &format!("康宁{serial}号"));
            subject["industry"] = json!(trade);
            add(world, &clerk, subject).await;
        }
        // As it was entered before the letter was refused, and put back at the end.
        let written = async |trade: &str| {
            let sql = format!("UPDATE subject SET industry = '{trade}' WHERE number = 1");
            sea_orm::ConnectionTrait::execute_unprepared(world.app.db.write(), &sql).await.unwrap();
        };
        let cases: [(&str, &[i64]); 7] =
            [("52", &[1, 2]), ("F52", &[1, 2]), ("5", &[1, 2, 3]), ("F", &[1, 2, 3]), ("H", &[4]), ("5212", &[2]), ("A", &[])];
        for trade in ["F52", "A52", "52"] {
            written(trade).await;
            for (asked, expected) in cases {
                assert_eq!(numbers(world, &clerk, &[("industry", asked)]).await, expected, "{trade} {asked}");
            }
            assert_eq!(numbers(world, &clerk, &[("industry", "52"), ("sort", "-name")]).await, [2, 1], "{trade}");
            assert_eq!(numbers(world, &clerk, &[("industry", "52"), ("q", "康宁"), ("domain", "enterprise")]).await, [1, 2], "{trade}");
        }
        held(world).await;
    }
}

on_both! {
    async fn a_subject_with_two_licences_counts_once(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 1..=2 {
            let made = add(world, &clerk, draft(serial, "宏达食品店")).await;
            let path = format!("/api/v1/subjects/{}", made["id"].as_str().unwrap());
            let licence = |code: &str| json!({ "kind": "食品经营许可证", "code": code, "valid_to": "2026-05-01" });
            let both = json!({ "licences": [licence("JY1"), licence("JY2")], "version": 1 });
            world.post(&clerk, &format!("{path}/licences"), both).await.good();
            world.post(&clerk, &format!("{path}/tags"), json!({ "add": ["夜市"], "version": 2 })).await.good();
        }
        let check = async |query: &str, expected: u64| {
            let page = world.get(&clerk, &format!("/api/v1/subjects?limit=1&{query}")).await.good();
            assert_eq!(page["count"], json!({ "value": expected, "exact": true }), "{query}");
        };
        check("licence_until=2026-05-01", 2).await;
        check("licence_until=2026-04-30", 0).await;
        check("licence_until=2026-05-01&tag=%E5%A4%9C%E5%B8%82&sort=name", 2).await;
        check("tag=%E5%A4%9C%E5%B8%82&kind=stall", 0).await;
    }
}

/// Go through all pages; after the first one something new comes in.
async fn pages(world: &World, clerk: &Client, query: &str, late: Value) -> Vec<i64> {
    let mut seen = Vec::new();
    let mut after = String::new();
    let mut late = Some(late);
    loop {
        let page = world.get(clerk, &format!("/api/v1/subjects?limit=2&{query}{after}")).await.good();
        seen.extend(page["rows"].as_array().unwrap().iter().map(|row| row["number"].as_i64().unwrap()));
        if let Some(late) = late.take() {
            add(world, clerk, late).await;
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return seen,
        }
    }
}

on_both! {
    async fn pages_stay_whole_while_rows_come_in(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        // Equal names: the order must still be one.
        for serial in 1..=5 {
            add(world, &clerk, draft(serial, if serial % 2 == 0 { "乙店" } else { "甲店" })).await;
        }
        assert_eq!(pages(world, &clerk, "sort=number", draft(6, "丙店")).await, [1, 2, 3, 4, 5, 6]);
        // 丙 sorts before the page that was seen, so it isn't in the later ones.
        assert_eq!(pages(world, &clerk, "sort=name", draft(7, "丁店")).await, [6, 2, 4, 1, 3, 5]);
        assert_eq!(pages(world, &clerk, "q=%E5%BA%97&sort=-number", draft(8, "戊店")).await, [7, 6, 5, 4, 3, 2, 1]);
        let count = world.get(&clerk, "/api/v1/subjects?limit=1").await.good()["count"].clone();
        assert_eq!(count, json!({ "value": 8, "exact": true }));
    }
}

on_both! {
    async fn a_file_holds_the_list_and_the_journal_says_so(world) {
        let (clerk, planner) = (world.client(&[Role::RegistryManager]).await, world.client(&[Role::Planner]).await);
        for serial in 1..=3 {
            add(world, &clerk, draft(serial, &format!("=宏达{serial}号"))).await;
        }
        let ask = json!({ "format": "csv", "q": "宏达", "filters": { "domain": "enterprise" } });
        world.post(&planner, "/api/v1/subjects/export", ask.clone()).await.refused(403, "not-permitted");
        let file = world.post(&clerk, "/api/v1/subjects/export", ask).await;
        assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
        let mut reader = csv::Reader::from_reader(&file.bytes[3..]);
        assert_eq!(&reader.headers().unwrap()[1], "名称");
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!((rows.len(), &rows[2][0], &rows[2][1]), (3, code(3).as_str(), "'=宏达3号"));
        assert!(!file.text().contains("13800005678"));

        let file = world.post(&clerk, "/api/v1/subjects/export", json!({ "format": "xlsx" })).await;
        let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(file.bytes)).unwrap();
        let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
        assert_eq!(sheet.height(), 4);
        assert_eq!(sheet.get_value((1, 0)).unwrap().to_string(), code(1));
    }
}
