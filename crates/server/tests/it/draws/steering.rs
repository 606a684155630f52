//! What a sceptic tried: knowing the seed before it is one's turn to decide, choosing between sources, hiding behind a rule's reason, picking the bench.

use super::*;

/// A lottery, and a round of drand that stands in for it: the round's time is hours before the lottery's.
fn with_stand_in() -> Value {
    json!({"text": "快乐8，未开奖则用 drand", "reveal_s": 3600, "delay_s": 7200, "beacons": ["kl8", "drand-quicknet"], "dice": null, "closed": []})
}

fn alone() -> Value {
    json!({"text": "各方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})
}

on_both! {
    async fn nobody_learns_a_value_before_the_last_is_there_nor_annuls_by_it(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        // While nobody has revealed, the draw may be annulled: it is asked for, and not confirmed in time.
        let reason = || json!({"reason": "改日再抽"});
        bureau.step(&bureau.operator, &id, "annul", reason()).await.good();
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        let values = async || {
            let draw = bureau.look(&id).await;
            let parties = draw["parties"].as_array().unwrap();
            parties.iter().map(|party| party["value"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(values().await, [Value::Null, Value::Null], "the other has yet to reveal");
        bureau.step(&bureau.approver, &id, "annul", reason()).await.refused(422, "draw-beacon-there");
        bureau.party(&links[1], "reveal", json!({"value": value(2)})).await.good();
        assert_eq!(values().await, [json!(value(1)), json!(value(2))]);
        bureau.step(&bureau.approver, &id, "annul", reason()).await.refused(422, "draw-beacon-there");
    }
}

on_both! {
    async fn a_source_stands_in_only_when_everybody_knows_that_the_planned_one_did_not_come(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(with_stand_in()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let file = world.get(&world.stranger(), &format!("/draws/{id}/commitment.json")).await.good();
        let source = &file["seed_plan"]["sources"][2];
        let name = source["fallback"][0]["name"].as_str().unwrap();
        assert!(name.starts_with("drand:") && source["fallback"][0]["closes"].as_str() < source["closes"].as_str(), "{source}");
        let stand_in = async || {
            let body = json!({"place": 2, "name": name, "value": "0".repeat(64), "evidence": "0".repeat(96), "why": "快乐8停售"});
            bureau.read(&bureau.operator, &id, body).await
        };
        // The round is known to everybody, the lottery to nobody.
        world.later("2026-03-05T05:00:00Z").await;
        stand_in().await.refused(422, "draw-too-early");
        // Sales have closed, and the numbers aren't out.
        world.later("2026-03-05T13:10:00Z").await;
        stand_in().await.refused(422, "draw-too-early");
        // Past midnight it may stand in: what is wrong with this one is its signature.
        world.later("2026-03-05T16:01:00Z").await;
        stand_in().await.refused(422, "draw-signature");
    }
}

on_both! {
    async fn who_was_kept_from_the_bench_is_counted_for_everybody(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let mut scheme = bureau.scheme();
        scheme["bench"]["left_out"] = json!([{"code": "2104001", "reason": "on-leave"}, {"code": "2104002", "reason": "x-other"}]);
        scheme["bench"]["pools"] = json!([{"name": "价格", "unit": "价格科", "qualification": "", "experts": false}]);
        scheme["seats"] = json!(["价格", "all"]);
        let id = bureau.approved(scheme, &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        // Six in all, one of whom has a certificate that ends too early.
        for said in ["名录中有3名检查人员没有参加本次抽取，其中2名由方案逐名排除", "各席位可派的人数：3, 3", "证件已过期", "x-other", "请对照彩票机构的公告", "没有休市日"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=drawing.committed").await.good();
        let facts = acts["rows"][0]["facts"].to_string();
        assert!(facts.contains("absent_named") && facts.contains('3'), "{acts}");
    }
}
