//! Days too far off, or over before the commit; what is passed over, or too small to leave anything to chance.

use yaoguang::app::value::Date;
use yaoguang::subjects::store::ahead;

use super::cheats::tamper;
use super::schemes::previewed;
use super::*;
use crate::subjects::code;
use crate::subjects::import::{checked, taken_in};

on_both! {
    async fn a_draw_whose_days_are_too_far_off_is_not_submitted(world) {
        let bureau = Bureau::open(world).await;
        let refused = async |days: [&str; 2], disclosure: Value| {
            let mut scheme = bureau.scheme();
            (scheme["from"], scheme["to"], scheme["disclosure"]) = (json!(days[0]), json!(days[1]), disclosure);
            let id = bureau.begin(scheme, &[("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)]).await;
            let refused = bureau.step(&bureau.operator, &id, "submit", json!({})).await.refused(422, "draw-scheme");
            refused["fields"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(refused(["2028-01-01", "2028-12-31"], json!("2029-12-31")).await, ["draw-from-far", "draw-disclosure-far"]);
        assert_eq!(refused(["2026-03-10", "2027-03-12"], Value::Null).await, ["draw-too-long"]);
        assert_eq!(refused(["2026-03-10", "2026-04-10"], json!("2026-07-12")).await, ["draw-disclosure-far"]);
    }
}

on_both! {
    async fn who_was_visited_between_the_first_day_and_the_commit_is_left_out_too(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        world.later("2026-03-12T01:00:00Z").await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let file = format!(
            "统一社会信用代码,名称,领域,登记状态,风险等级,最近检查日期,最近检查结果\n{},刚查过的商店,涉企,存续,B,2026-03-11,未发现问题\n",
            code(60)
        );
        let (import, outcome) = checked(world, &clerk, &file, json!({})).await;
        assert_eq!(outcome["new"], 1, "{outcome}");
        taken_in(world, &clerk, &import).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("范围内有1个检查对象没有参加，没有由方案逐个排除的"), "{page}");
    }
}

on_both! {
    async fn a_visit_of_a_day_to_come_is_refused_and_one_that_is_there_keeps_nobody_out(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let file = |day: &str| format!("统一社会信用代码,企业名称,最近检查日期,最近检查结果\n{},第5商店,{day},未发现问题\n", code(5));
        for day in ["2026-03-06", "9998-01-01"] {
            let (_, outcome) = checked(world, &clerk, &file(day), json!({"mode": "update"})).await;
            let fault = &outcome["first_faults"][0];
            let found = (&outcome["changed"], &outcome["refused"], &fault["field"], &fault["code"]);
            assert_eq!(found, (&json!(0), &json!(1), &json!("visited"), &json!("in-the-future")), "{outcome}");
        }
        // What an earlier version took in: nobody made that visit, and it keeps nobody out.
        let number = world.get(&clerk, &format!("/api/v1/subjects?q={}", code(6))).await.good()["rows"][0]["number"].clone();
        tamper(world, &format!("INSERT INTO visit_seen (subject, visited, result) VALUES ({number}, '2026-03-08', 'nothing-found')")).await;
        let excluded = async || {
            let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
            previewed(&bureau, &id).await["excluded"].clone()
        };
        assert_eq!(excluded().await, json!({}));
        let told = ahead::of(world.app.read(), world.app.now().date()).await.unwrap();
        assert_eq!(told, [(code(6), "2026-03-08".parse::<Date>().unwrap())]);
        tamper(world, "DELETE FROM visit_seen WHERE visited = '2026-03-08'").await;
        assert!(ahead::of(world.app.read(), world.app.now().date()).await.unwrap().is_empty());
        // Today's counts, although the draw's first day is still to come.
        let (import, _) = checked(world, &clerk, &file("2026-03-05"), json!({"mode": "update"})).await;
        assert_eq!(taken_in(world, &clerk, &import).await["changed"], 1);
        assert_eq!(excluded().await, json!({"cooling-down": 1}));
    }
}

on_both! {
    async fn an_issue_that_nobody_read_and_a_stratum_of_one_are_told(world) {
        let bureau = Bureau::open(world).await;
        let mut rule = kl8();
        rule["beacons"] = json!(["kl8", "kl8"]);
        bureau.rule(rule).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let alone = world.get(&clerk, &format!("/api/v1/subjects?q={}", code(1))).await.good()["rows"][0].clone();
        let change = json!({"to": "A", "reason": "信用良好", "version": alone["version"]});
        world.post(&clerk, &format!("/api/v1/subjects/{}/risk", alone["id"].as_str().unwrap()), change).await.good();
        let mut scheme = bureau.scheme();
        scheme["strata"].as_array_mut().unwrap().insert(0, json!({"name": "A", "p": 1, "q": 1, "minimum": 0}));
        let id = bureau.approved(scheme, &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page().await.contains("有1层不足5户"));
        // Issue 54 was drawn the evening before, and both readers leave it.
        world.later("2026-03-06T13:30:00Z").await;
        let next = json!({"place": 2, "name": "kl8:2026055", "value": NUMBERS, "evidence": "中国福彩网开奖公告", "why": "该期未开奖"});
        bureau.read(&bureau.operator, &id, next.clone()).await.good();
        bureau.read(&bureau.observer, &id, next).await.good();
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let page = page().await;
        assert!(page.contains("规定的快乐8第2026054期（") && page.contains("核对这一期是否确实没有开奖"), "{page}");
        assert!(!page.contains("规定的快乐8第2026055期"), "{page}");
    }
}
