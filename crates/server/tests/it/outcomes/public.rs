//! What everybody reads of outcomes, and what nobody does.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use yaoguang::accounts::Role;

use super::{Desk, decision, draft};
use crate::harness::World;
use crate::on_both;
use crate::portal::unlabelled;

/// Publish all that is due.
async fn publish(world: &World, desk: &Desk<'_>) {
    let publisher = &desk.visits.bureau.publisher;
    let due = world.get(publisher, "/api/v1/disclosures").await.good();
    let ids: Vec<&Value> = due["rows"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    let judged = world.post(publisher, "/api/v1/disclosures/publish", json!({ "ids": ids })).await.good();
    assert!(judged.as_array().unwrap().iter().all(|one| one["published"] == true), "{judged}");
}

/// One of each kind, and some that came to nothing.
async fn followed(desk: &Desk<'_>) {
    let (_, team, _) = desk.of(0);
    let order = desk.proposed(0, &draft("rectification")).await;
    let look = json!({"day": "2026-03-10", "text": "标价签已补齐", "cleared": true});
    desk.step(team[0], &order, "recheck", look).await.good();
    let case = desk.proposed(0, &draft("case")).await;
    desk.approve(&desk.approver, &case).await.good();
    desk.step(team[0], &case, "decision", decision()).await.good();
    let mut transfer = draft("transfer");
    transfer["to"] = json!("抚顺市市场监督管理局");
    let transfer = desk.proposed(0, &transfer).await;
    desk.approve(&desk.approver, &transfer).await.good();
    let referral = desk.proposed(0, &draft("referral")).await;
    desk.approve(&desk.leader, &referral).await.good();
    let mut slight = draft("no-action");
    slight["text"] = json!("其余两处轻微并当场改正");
    let slight = desk.proposed(0, &slight).await;
    desk.approve(&desk.approver, &slight).await.good();
    let mut declined = draft("case");
    declined["text"] = json!("另一件不成立的案由");
    let declined = desk.proposed(0, &declined).await;
    desk.step(&desk.approver, &declined, "decline", json!({"reason": "证据不足以立案"})).await.good();
    let mut proposed = draft("transfer");
    proposed["to"] = json!("抚顺市税务局");
    desk.proposed(0, &proposed).await;
}

on_both! {
    async fn the_portal_shows_what_was_done_and_nothing_of_what_wasnt(world) {
        let desk = Desk::open(world, None).await;
        let (id, _, _) = desk.of(0);
        let stranger = world.stranger();
        desk.reviewed(0, &["rectification-ordered", "pending"]).await;
        desk.reviewed(1, &["nothing-found"]).await;
        followed(&desk).await;
        // Never before the result is.
        let path = format!("/results/{id}");
        assert_eq!(world.get(&stranger, &path).await.status, 404);
        assert_eq!(world.get(&stranger, &format!("{path}/outcomes.json")).await.status, 404);
        assert!(!world.get(&stranger, "/statistics").await.text().contains("立案查处"));
        publish(world, &desk).await;
        let page = world.get(&stranger, &path).await.text();
        for part in [
            "处理情况", "责改〔2026〕第1号", "2026年3月20日", "复查合格日期", "立案〔2026〕第1号", "移交〔2026〕第1号", "抚顺市市场监督管理局",
            "接收部门尚未答复", "不处〔2026〕第1号", "其余两处轻微并当场改正",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        let file = world.get(&stranger, &format!("{path}/outcomes.json")).await;
        for text in [&page, &file.text()] {
            for part in ["移送", "referral", "抚顺市公安局", "抚顺市税务局", "不成立", "证据不足以立案", "抚价罚", "50000", "500.00", "价格法第四十二条"] {
                assert!(!text.contains(part), "{part}: {text}");
            }
        }
        let told = file.good();
        let kinds: Vec<&Value> = told["outcomes"].as_array().unwrap().iter().map(|one| &one["kind"]).collect();
        assert_eq!(kinds, ["rectification", "case", "transfer", "no-action"]);
        assert_eq!((&told["outcomes"][0]["cleared"], &told["outcomes"][0]["due"], &told["outcomes"][1]["state"], &told["outcomes"][1]["decision"]), (&json!("2026-03-10"), &json!("2026-03-20"), &json!("open"), &Value::Null));
        // A decision is public once it is approved.
        let case = desk.list(&desk.approver, "kind=case&state=deciding").await[0]["id"].as_str().unwrap().to_owned();
        desk.approve(&desk.leader, &case).await.good();
        let page = world.get(&stranger, &path).await.text();
        for part in ["抚价罚〔2026〕7号", "警告、通报批评、罚款", "500.00元"] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("价格法第四十二条"), "{page}");
        // A result that nothing followed has no such section, and says so as data.
        let other = format!("/results/{}", desk.of(1).0);
        assert!(!world.get(&stranger, &other).await.text().contains("处理情况"));
        assert_eq!(world.get(&stranger, &format!("{other}/outcomes.json")).await.good()["outcomes"], json!([]));
        // Counted by kind and state, referrals with them; a chart and a table as every figure.
        let figures = unlabelled(&world.get(&stranger, "/statistics").await.text());
        assert_eq!((figures.matches("class=\"chart\"").count(), figures.matches("<table").count()), (9, 9), "{figures}");
        let row = |name: &str, cells: [u8; 4]| format!("<th scope=\"row\">{name}</th>{}", cells.map(|cell| format!("<td class=\"number\">{cell}</td>")).concat());
        for part in [row("责令改正", [1, 0, 1, 0]), row("立案查处", [1, 0, 1, 0]), row("移交有关部门", [1, 1, 0, 0]), row("移送司法机关", [1, 1, 0, 0]), row("不予处理", [1, 0, 1, 0])] {
            assert!(figures.contains(&part), "{part}: {figures}");
        }
        for (tongue, path) in [("zh-CN", path.as_str()), ("en", &path), ("en", "/statistics")] {
            let request = Request::get(path).header("accept-language", tongue).body(Body::empty()).unwrap();
            let text = world.send(request).await.text();
            assert!(!text.contains(">outcome-") && !text.contains(">outcomes-") && !text.contains(">statistics-"), "{text}");
        }
    }
}

on_both! {
    async fn the_portal_tells_the_first_due_day_of_an_order_and_how_often_it_was_put_off(world) {
        let desk = Desk::open(world, None).await;
        let (id, team, _) = desk.of(0);
        let stranger = world.stranger();
        desk.reviewed(0, &["rectification-ordered"]).await;
        let order = desk.proposed(0, &draft("rectification")).await;
        publish(world, &desk).await;
        let path = format!("/results/{id}");
        let told = async || world.get(&stranger, &format!("{path}/outcomes.json")).await.good()["outcomes"][0].clone();
        let page = async || world.get(&stranger, &path).await.text();
        let first = told().await;
        assert_eq!((&first["due"], &first["first_due"], &first["extended"]), (&json!("2026-03-20"), &json!("2026-03-20"), &json!(0)));
        assert!(!page().await.contains("期限推迟次数"));
        // By an extension, and after a look.
        desk.step(&desk.approver, &order, "extend", json!({"due": "2026-03-25", "reason": "标价签在印制"})).await.good();
        world.later("2026-03-26T01:00:00Z").await;
        let look = json!({"day": "2026-03-26", "text": "仍有一件没有标价签", "cleared": false, "due": "2026-04-02"});
        desk.step(team[0], &order, "recheck", look).await.good();
        let last = told().await;
        assert_eq!((&last["due"], &last["first_due"], &last["extended"]), (&json!("2026-04-02"), &json!("2026-03-20"), &json!(2)));
        let page = page().await;
        for part in ["最初的改正期限", "2026年3月20日", "2026年4月2日", "期限推迟次数</dt><dd>2</dd>"] {
            assert!(page.contains(part), "{part}: {page}");
        }
    }
}

on_both! {
    async fn a_result_that_asks_for_something_says_that_nothing_followed_until_it_is_public(world) {
        let desk = Desk::open(world, None).await;
        let stranger = world.stranger();
        desk.reviewed(0, &["rectification-ordered"]).await;
        desk.reviewed(1, &["pending"]).await;
        desk.reviewed(2, &["nothing-found"]).await;
        publish(world, &desk).await;
        world.later("2026-03-15T08:00:00Z").await;
        let says = async |at: usize| {
            let page = world.get(&stranger, &format!("/results/{}", desk.of(at).0)).await.text();
            page.contains("这一检查结果应当有后续处理，尚无公开的登记")
        };
        let counted = async |count: u8| {
            let figures = world.get(&stranger, "/statistics").await.text();
            let part = format!("而没有公开的后续处理登记的有{count}项（移送司法机关的不公开，也计在内），其中最早公示的距今5天");
            assert!(figures.contains(&part), "{part}: {figures}");
        };
        assert!(says(0).await && says(1).await && !says(2).await);
        counted(2).await;
        desk.proposed(0, &draft("rectification")).await;
        assert!(!says(0).await);
        counted(1).await;
        // Neither what waits for approval nor a referral is public, or its silence would tell of it.
        let referral = desk.proposed(1, &draft("referral")).await;
        desk.approve(&desk.leader, &referral).await.good();
        assert!(says(1).await);
        counted(1).await;
        let transfer = desk.proposed(1, &draft("transfer")).await;
        assert!(says(1).await);
        desk.approve(&desk.approver, &transfer).await.good();
        assert!(!says(1).await);
        assert!(!world.get(&stranger, "/statistics").await.text().contains("没有公开的后续处理登记"));
    }
}

on_both! {
    async fn what_was_found_under_any_name_waits_for_something_to_follow(world) {
        let desk = Desk::open(world, None).await;
        let (reader, stranger) = (world.client(&[Role::Planner]).await, world.stranger());
        for (at, result) in ["not-published", "falsely-published", "obstructed"].into_iter().enumerate() {
            desk.reviewed(at, &[result]).await;
        }
        let waiting = desk.waiting(&reader).await;
        assert!(waiting.len() == 3 && waiting.iter().all(|(_, wants)| wants == "any"), "{waiting:?}");
        publish(world, &desk).await;
        let says = async |at: usize| {
            let page = world.get(&stranger, &format!("/results/{}", desk.of(at).0)).await.text();
            page.contains("这一检查结果应当有后续处理，尚无公开的登记")
        };
        let counted = async |count: u8| {
            let figures = world.get(&stranger, "/statistics").await.text();
            assert!(figures.contains(&format!("现行结果写明发现问题、而没有公开的后续处理登记的有{count}项")), "{figures}");
        };
        assert!(says(0).await && says(1).await && says(2).await);
        counted(3).await;
        // If nothing is to be done, somebody else decides that, and it is public.
        let slight = desk.proposed(0, &draft("no-action")).await;
        assert_eq!(desk.waiting(&reader).await.len(), 2);
        assert!(says(0).await);
        desk.approve(&desk.approver, &slight).await.good();
        assert!(!says(0).await && says(1).await);
        counted(2).await;
    }
}
