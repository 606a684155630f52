//! Complaints that would move a business to another stratum, if who decides on them closed them before the commit, or hadn't ended them.

use super::steering::friend;
use super::*;
use crate::complaints::{Desk, at as complaint_at, draft as complaint};

/// One found true that waits, one sent back, one whose day is over the day after, one refused, one withdrawn, one transferred: the first three come back.
async fn uncounted(world: &World, desk: &Desk<'_>) -> [Value; 3] {
    let mut told = complaint();
    told["subject"] = friend(world, &desk.clerk).await["id"].clone();
    let waits = desk.assign(&desk.register(told.clone()).await).await;
    let waits = desk.handle(&waits, "substantiated").await;
    let back = desk.assign(&desk.register(told.clone()).await).await;
    let back = desk.handle(&back, "partly-substantiated").await;
    let back = desk.step(&desk.leader, &back, "send-back", json!({"reason": "再查"})).await;
    let late = desk.register(told.clone()).await;
    let to = json!({"handler": desk.inspector.person, "due": "2026-03-05"});
    let late = desk.step(&desk.leader, &late, "assign", to).await;
    for verb in ["refuse", "withdraw"] {
        let gone = desk.register(told.clone()).await;
        desk.step(&desk.leader, &gone, verb, json!({"reason": "双方已和解"})).await;
    }
    let gone = desk.register(told).await;
    desk.step(&desk.leader, &gone, "transfer", json!({"reason": "属于其职责", "to": "市场监管局"})).await;
    [waits, back, late]
}

on_both! {
    async fn what_somebody_kept_from_counting_is_told_as_it_stood_at_the_commit(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let desk = Desk::open(world).await;
        let [waits, back, late] = uncounted(world, &desk).await;
        world.later("2026-03-06T01:00:00Z").await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let told = async |when: &str| {
            let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
            for said in [
                "涉及名录中检查对象的投诉举报共0件",
                "另有2件已由承办人核查为属实或部分属实而没有办结，其中退回重办的1件",
                "同期另有3件没有核查结论就结束：不予受理1件，移送1件，撤回1件",
                "有1件办理期限已过而仍在办理",
            ] {
                assert!(page.contains(said), "{when}: {said}: {page}");
            }
        };
        told("at the commit").await;
        // Whatever becomes of them later, and of others, the page tells of the commit.
        world.later("2026-03-06T01:30:00Z").await;
        desk.end(&waits).await;
        let back = desk.handle(&back, "unsubstantiated").await;
        desk.end(&back).await;
        let to = json!({"handler": desk.inspector.person, "due": "2026-04-01"});
        let late = desk.step(&desk.leader, &late, "assign", to).await;
        told("with another day").await;
        let late = desk.step(&desk.leader, &late, "withdraw", json!({"reason": "撤回"})).await;
        desk.step(&desk.leader, &late, "erase", json!({"reason": "本人申请"})).await;
        let other = desk.assign(&desk.register(complaint()).await).await;
        desk.handle(&other, "substantiated").await;
        told("after all").await;
    }
}

on_both! {
    async fn what_was_put_off_or_found_otherwise_or_given_to_nobody_is_told_too(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let desk = Desk::open(world).await;
        let mut told = complaint();
        told["subject"] = friend(world, &desk.clerk).await["id"].clone();
        let given = async |complaint: &Value, due: &str| {
            let to = json!({"handler": desk.inspector.person, "due": due});
            desk.step(&desk.leader, complaint, "assign", to).await
        };
        let rewritten = desk.register(told.clone()).await;
        let mut other = told.clone();
        other["content"] = "测试".into();
        let body = json!({"complaint": other, "version": rewritten["version"]});
        world.post(&desk.clerk, &complaint_at(&rewritten, ""), body).await.good();
        let put_off = given(&desk.register(told.clone()).await, "2026-03-20").await;
        let put_off = given(&put_off, "2026-04-10").await;
        let earlier = given(&desk.register(told.clone()).await, "2026-03-20").await;
        given(&earlier, "2026-03-19").await;
        let turned = desk.assign(&desk.register(told).await).await;
        let turned = desk.handle(&turned, "substantiated").await;
        let turned = desk.step(&desk.leader, &turned, "send-back", json!({"reason": "再查"})).await;
        desk.end(&desk.handle(&turned, "unverifiable").await).await;
        world.later("2026-03-06T01:00:00Z").await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let seen = async |when: &str| {
            let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
            for said in [
                "有1件已登记而没有分派给任何人",
                "有1件仍在办理而期限未到，但期限比最初给定的晚",
                "同期有1件曾由承办人核查为属实或部分属实，退回重办后改为其他结论",
                "同期有1件登记后更改过内容",
            ] {
                assert!(page.contains(said), "{when}: {said}: {page}");
            }
            for unsaid in ["办理期限已过而仍在办理", "没有核查结论就结束", "而没有办结，其中"] {
                assert!(!page.contains(unsaid), "{when}: {unsaid}: {page}");
            }
        };
        seen("at the commit").await;
        world.later("2026-03-06T01:30:00Z").await;
        given(&put_off, "2026-03-20").await;
        desk.register(complaint()).await;
        seen("later").await;
    }
}

on_both! {
    async fn a_class_that_complaints_suggest_and_nobody_gave_is_counted_as_of_the_commit(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let desk = Desk::open(world).await;
        // The friend has the class that one complaint suggests, the other an ordinary one.
        let path = format!("/api/v1/subjects?q={}", crate::subjects::code(9));
        let other = world.get(&desk.clerk, &path).await.good()["rows"][0].clone();
        for subject in [&friend(world, &desk.clerk).await, &other] {
            let mut told = complaint();
            told["subject"] = subject["id"].clone();
            desk.close(told, "substantiated").await;
        }
        world.later("2026-03-06T01:00:00Z").await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let told = async |when: &str| {
            let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
            for said in ["建议了风险等级的检查对象共2个", "其中1个的风险等级低于所建议的"] {
                assert!(page.contains(said), "{when}: {said}: {page}");
            }
        };
        told("at the commit").await;
        let path = format!("/api/v1/subjects/{}/risk", other["id"].as_str().unwrap());
        let raise = json!({"to": "C", "reason": "投诉属实1件", "version": other["version"]});
        world.post(&desk.clerk, &path, raise).await.good();
        told("once it was followed").await;
    }
}
