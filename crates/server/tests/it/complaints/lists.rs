//! Complaints in lists, counts, and on the public page.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Method;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::journal::record::row;

use super::{Desk, at, draft, held, versioned};
use crate::harness::{Client, World};
use crate::on_both;

async fn numbers(world: &World, by: &Client, query: &str) -> Vec<String> {
    let page = world.get(by, &format!("/api/v1/complaints?{query}")).await.good();
    page["rows"].as_array().unwrap().iter().map(|row| row["number"].as_str().unwrap().to_owned()).collect()
}

fn of(kind: &str, received: &str) -> Value {
    let mut draft = draft();
    draft["kind"] = kind.into();
    draft["received"] = received.into();
    draft
}

on_both! {
    async fn a_list_is_filtered_sorted_and_paged(world) {
        let desk = Desk::open(world).await;
        for (kind, received) in [("complaint", "2026-03-01"), ("report", "2026-02-01"), ("petition", "2026-01-01")] {
            desk.register(of(kind, received)).await;
        }
        let soon = desk.register(draft()).await;
        desk.step(&desk.leader, &soon, "assign", json!({"handler": desk.inspector.person, "due": "2026-03-08"})).await;
        let later = desk.register(draft()).await;
        desk.assign(&later).await;
        let check = async |query: &str, places: &[i64]| {
            let expected: Vec<_> = places.iter().map(|place| format!("2026-{place:06}")).collect();
            assert_eq!(numbers(world, &desk.inspector, query).await, expected, "{query}");
        };
        check("sort=-number", &[5, 4, 3, 2, 1]).await;
        check("sort=received&limit=3", &[3, 2, 1]).await;
        check("sort=due&limit=2", &[4, 5]).await;
        check("kind=report", &[2]).await;
        check("state=registered&sort=-number", &[3, 2, 1]).await;
        check("mine=true", &[4, 5]).await;
        check("clock=soon", &[4]).await;
        check("clock=running", &[5]).await;
        check("clock=stopped", &[1, 2, 3]).await;
        check("clock=overdue", &[]).await;
        check("from=2026-02-01&to=2026-03-01", &[1, 2]).await;
        check("q=食品", &[1, 2, 3, 4, 5]).await;
        check("q=2026-000002", &[2]).await;
        check(&format!("organisation={}", soon["id"].as_str().unwrap()), &[]).await;
        let first = world.get(&desk.leader, "/api/v1/complaints?limit=2&sort=-updated").await.good();
        let mut seen = BTreeSet::new();
        let mut page = first;
        loop {
            seen.extend(page["rows"].as_array().unwrap().iter().map(|row| row["number"].to_string()));
            let Some(next) = page["next"].as_str() else { break };
            page = world.get(&desk.leader, &format!("/api/v1/complaints?limit=2&sort=-updated&after={next}")).await.good();
        }
        assert_eq!(seen.len(), 5);
        world.get(&desk.leader, "/api/v1/complaints?state=lost").await.refused(422, "query-form");
    }
}

on_both! {
    async fn counts_tell_what_waits_for_whom(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.register(draft()).await;
        desk.register(draft()).await;
        desk.step(&desk.leader, &complaint, "assign", json!({"handler": desk.inspector.person, "due": "2026-03-06"})).await;
        let counts = world.get(&desk.inspector, "/api/v1/complaints/counts").await.good();
        assert_eq!(counts, json!({
            "states": {"assigned": 1, "registered": 1}, "mine": {"assigned": 1},
            "soon": 1, "overdue": 0, "mine_soon": 1, "mine_overdue": 0,
        }));
        world.clock.set("2026-03-07T01:00:00Z".parse().unwrap());
        let leader = world.client(&[Role::Leader]).await;
        let counts = world.get(&leader, "/api/v1/complaints/counts").await.good();
        assert_eq!((&counts["overdue"], &counts["soon"], &counts["mine_overdue"]), (&1.into(), &0.into(), &0.into()));
        assert_eq!(numbers(world, &leader, "clock=overdue").await, ["2026-000001"]);
    }
}

on_both! {
    async fn numbers_begin_anew_in_each_organisation_and_year(world) {
        let desk = Desk::open(world).await;
        let office = world.office("新抚分局").await;
        let number = |complaint: &Value| complaint["number"].as_str().unwrap().to_owned();
        assert_eq!(number(&desk.register(draft()).await), "2026-000001");
        assert_eq!(number(&desk.register(draft()).await), "2026-000002");
        let below = desk.register_in(office, draft()).await;
        assert_eq!(number(&below), "2026-000001");
        let stranger = world.client_of(office, &[Role::Leader]).await;
        let above = desk.register(draft()).await;
        world.get(&stranger, &at(&above, "")).await.refused(404, "not-found");
        let body = versioned(&above, json!({"reason": "不归我们管。"}));
        world.post(&stranger, &at(&above, "refuse"), body).await.refused(404, "not-found");
        assert_eq!(numbers(world, &stranger, "").await, ["2026-000001"]);
        // The first minute of the year in China.
        world.clock.set("2026-12-31T16:00:00Z".parse().unwrap());
        let desk = Desk::open(world).await;
        assert_eq!(number(&desk.register(draft()).await), "2027-000001");
        held(world).await;
    }
}

on_both! {
    async fn handlers_are_those_who_can_be_given_it(world) {
        let desk = Desk::open(world).await;
        let office = world.office("新抚分局").await;
        let below = world.client_of(office, &[Role::Inspector]).await;
        let ids = async |organisation| {
            let all = world.get(&desk.leader, &format!("/api/v1/complaints/handlers?organisation={organisation}")).await.good();
            all.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
        };
        let (above, below) = (desk.inspector.person.to_string(), below.person.to_string());
        assert_eq!(ids(world.bureau).await, [above.clone()].into());
        assert_eq!(ids(office).await, [above, below].into());
    }
}

on_both! {
    async fn a_list_is_narrowed_to_whom_somebody_gave_it(world) {
        let desk = Desk::open(world).await;
        let other = world.client(&[Role::Inspector]).await;
        let office = world.office("新抚分局").await;
        let below = world.client_of(office, &[Role::Leader]).await;
        let known = async |by: &Client| {
            let all = world.get(by, "/api/v1/complaints/handlers/known").await.good();
            all.as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>()
        };
        desk.register(draft()).await;
        assert!(known(&desk.clerk).await.is_empty(), "nobody was given one yet");
        desk.close(draft(), "substantiated").await;
        let second = desk.register(draft()).await;
        desk.step(&desk.leader, &second, "assign", json!({"handler": other.person, "due": "2026-03-08"})).await;
        assert_eq!(known(&desk.clerk).await, [desk.inspector.person.to_string(), other.person.to_string()].into());
        assert!(known(&below).await.is_empty(), "whose complaints aren't seen isn't either");
        let of = async |by: &Client, who: &Client| numbers(world, by, &format!("handler={}", who.person)).await;
        assert_eq!(of(&desk.clerk, &desk.inspector).await, ["2026-000002"]);
        assert_eq!(of(&desk.clerk, &other).await, ["2026-000003"]);
        assert_eq!(of(&desk.clerk, &desk.leader).await, Vec::<String>::new());
        assert_eq!(of(&below, &other).await, Vec::<String>::new());
        let ask = json!({"filters": {"handler": other.person}});
        let book = world.post(&desk.leader, "/api/v1/complaints/export", ask).await;
        assert_eq!(book.status, 200);
        let acts = row::Entity::find().filter(row::Column::Kind.eq("export.made")).all(world.app.read()).await.unwrap();
        assert!(acts[0].facts.contains(r#""rows":1"#), "{}", acts[0].facts);
    }
}

on_both! {
    async fn the_public_page_says_the_rule_and_counts_without_names(world) {
        let desk = Desk::open(world).await;
        desk.close(draft(), "substantiated").await;
        desk.register(of("report", "2026-01-15")).await;
        desk.register(of("report", "2025-03-31")).await;
        let stranger = world.stranger();
        let page = world.get(&stranger, "/complaints").await.text();
        for said in ["12315", "不参加随机抽取", "最近12个月内办结", "达到1件", "达到3件", "2026年3月", "2025年4月", "CSV"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        for hidden in ["老王食品店", "portal-complaints", "complaint-outcome", "2025年3月"] {
            assert!(!page.contains(hidden), "{hidden}");
        }
        let english = world.request(&stranger, Method::GET, "/complaints").header("cookie", "lang=en");
        let english = world.send(english.body(Body::empty()).unwrap()).await.text();
        for said in ["never drawn by lot", "last 12 months", "Partly substantiated", "lang=\"en\""] {
            assert!(english.contains(said), "{said}: {english}");
        }
        let rows = world.get(&stranger, "/complaints.json").await.good();
        let count = |table: &str, code: &str| {
            let found = |row: &&Value| row["table"] == table && row["code"] == code;
            rows.as_array().unwrap().iter().find(found).unwrap()["count"].as_i64().unwrap()
        };
        // Whatever day somebody says they came on: they are counted by the day on which they were registered.
        assert_eq!((count("month", "2026-03"), count("month", "2026-01"), count("month", "2026-02")), (3, 0, 0));
        assert_eq!((count("kind", "complaint"), count("kind", "report"), count("kind", "petition")), (1, 2, 0));
        assert_eq!((count("domain", "enterprise"), count("domain", "tourism")), (3, 0));
        assert_eq!((count("state", "registered"), count("edit", "edited")), (2, 0));
        assert_eq!((count("outcome", "substantiated"), count("outcome", "unverifiable")), (1, 0));
        let csv = world.get(&stranger, "/complaints.csv").await.text();
        assert!(csv.contains("按类别,举报,2") && csv.lines().count() == rows.as_array().unwrap().len() + 1, "{csv}");
    }
}

on_both! {
    async fn the_public_page_tells_where_complaints_stand_those_found_true_and_not_closed_too(world) {
        let desk = Desk::open(world).await;
        desk.register(draft()).await;
        let late = desk.register(draft()).await;
        desk.step(&desk.leader, &late, "assign", json!({"handler": desk.inspector.person, "due": "2026-03-05"})).await;
        for outcome in ["substantiated", "unverifiable"] {
            let complaint = desk.assign(&desk.register(draft()).await).await;
            desk.handle(&complaint, outcome).await;
        }
        desk.close(draft(), "partly-substantiated").await;
        for verb in ["refuse", "withdraw"] {
            let gone = desk.register(draft()).await;
            desk.step(&desk.leader, &gone, verb, json!({"reason": "双方已和解。"})).await;
        }
        world.later("2026-03-06T01:00:00Z").await;
        let rows = world.get(&world.stranger(), "/complaints.json").await.good();
        let states: Vec<_> = rows.as_array().unwrap().iter().filter(|row| row["table"] == "state").collect();
        let expected = [
            ("registered", 1), ("assigned", 1), ("overdue", 1), ("handled", 2), ("handled-substantiated", 1), ("closed", 1), ("refused", 1),
            ("transferred", 0), ("withdrawn", 1),
        ];
        assert_eq!(states.len(), expected.len(), "{rows}");
        for (row, (code, count)) in states.into_iter().zip(expected) {
            assert_eq!((&row["code"], &row["count"]), (&json!(code), &json!(count)), "{rows}");
        }
        let page = world.get(&world.stranger(), "/complaints").await.text();
        for said in ["按办理状态", "其中超过办理期限", "其中已核查为属实或部分属实", "已撤回", "不予受理"] {
            assert!(page.contains(said), "{said}: {page}");
        }
    }
}

on_both! {
    async fn what_nobody_ends_stays_among_those_that_are_counted(world) {
        let desk = Desk::open(world).await;
        desk.register(of("report", "2025-03-31")).await;
        desk.close(draft(), "substantiated").await;
        let count = async |table: &str, code: &str| {
            let rows = world.get(&world.stranger(), "/complaints.json").await.good();
            let found = |row: &&Value| row["table"] == table && row["code"] == code;
            rows.as_array().unwrap().iter().find(found).unwrap()["count"].as_i64().unwrap()
        };
        world.later("2027-02-28T01:00:00Z").await;
        assert_eq!((count("month", "2026-03").await, count("outcome", "substantiated").await), (2, 1));
        world.later("2028-03-05T01:00:00Z").await;
        assert_eq!((count("kind", "report").await, count("outcome", "substantiated").await), (0, 0));
        assert_eq!((count("state", "registered").await, count("state", "closed").await), (1, 0), "it waits");
    }
}
