//! What a sceptic tried: knowing the seed before it is one's turn to decide, choosing between sources, hiding behind a rule's reason, picking the bench.

use yaoguang::accounts::OrganisationId;

use super::amendments::seeded;
use super::*;
use crate::complaints::{Desk, draft as complaint};
use crate::imports::imported;
use crate::subjects::add_in;
use crate::subjects::import::{checked, taken_in};

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
        // In the night nobody but one would read either.
        world.later("2026-03-06T03:59:00Z").await;
        stand_in().await.refused(422, "draw-too-early");
        // From noon on it may stand in: what is wrong with this one is its signature.
        world.later("2026-03-06T04:01:00Z").await;
        stand_in().await.refused(422, "draw-signature");
        // Whoever read the planned one knows both, and might choose: once it has been read, nothing stands in for it.
        bureau.read(&bureau.observer, &id, Bureau::reading(NUMBERS)).await.good();
        stand_in().await.refused(422, "draw-planned-read");
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
        for said in ["名录中有3名检查人员不能抽取，其中2名由方案逐名排除", "各席位可派的人数：3, 3", "一个检查组有2个席位，而能担任的只有3人", "证件已过期", "x-other", "名录中的6名检查人员一并锁定，其中3名可以抽取", "请对照彩票机构的公告", "期号按财政部公告2025年第14号所列的休市日推算"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=drawing.committed").await.good();
        let facts = acts["rows"][0]["facts"].to_string();
        assert!(facts.contains("absent_named") && facts.contains('3'), "{acts}");
    }
}

/// The friend's subject in the registry, as it is now.
pub(super) async fn friend(world: &World, clerk: &Client) -> Value {
    let code = crate::subjects::code(8);
    world.get(clerk, &format!("/api/v1/subjects?q={code}")).await.good()["rows"][0].clone()
}

/// Change the friend's status.
async fn turned(world: &World, clerk: &Client, to: &str) {
    let subject = friend(world, clerk).await;
    let path = format!("/api/v1/subjects/{}/status", subject["id"].as_str().unwrap());
    let body = json!({"to": to, "reason": "申请", "version": subject["version"]});
    world.post(clerk, &path, body).await.good();
}

on_both! {
    async fn a_business_closed_over_the_commit_is_frozen_as_left_out_and_both_turns_are_counted(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        turned(world, &clerk, "suspended").await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        turned(world, &clerk, "active").await;
        for said in ["范围内有1个检查对象没有参加，没有由方案逐个排除的", "已注销、吊销或停业", "名录中影响能否抽中的其他变动共41次"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // A day later everybody reads that it was closed, and opened again; so is what moves it out of a scope, and a cap of its own.
        world.later("2026-03-06T01:00:00Z").await;
        let subject = friend(world, &clerk).await;
        let draft = |visits: Value| json!({
            "name": subject["name"], "code": subject["code"], "kind": subject["kind"], "domain": subject["domain"],
            "region": subject["region"], "visits_most": visits,
        });
        let path = format!("/api/v1/subjects/{}", subject["id"].as_str().unwrap());
        let edit = async |visits: Value| world.post(&clerk, &path, json!({"subject": draft(visits), "version": subject["version"]})).await;
        edit(json!(0)).await.refused(422, "fields");
        edit(json!(1)).await.good();
        let next = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&next, 2).await;
        bureau.commit(&next).await;
        let page = world.get(&world.stranger(), &format!("/draws/{next}")).await.text();
        for said in ["名录中影响能否抽中的其他变动共43次", "停业、吊销、注销", "恢复", "领域、区划、行业或本户限次"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // Nothing is left out any more: there is no visit yet that a cap could count.
        assert!(!page.contains("没有参加的检查对象"), "{page}");
    }
}

/// A file that gives five businesses another grid, suspends the first and moves the second to another domain.
fn regridded() -> String {
    let row = |serial: u32| {
        let (domain, status) = match serial {
            1 => ("", "停业"),
            2 => ("旅游", ""),
            _ => ("", ""),
        };
        format!("{},第{serial}商店,{domain},{status},第七网格\r\n", crate::subjects::code(serial))
    };
    let rows: String = (1..=5).map(row).collect();
    format!("统一社会信用代码,企业名称,领域,登记状态,网格\r\n{rows}")
}

on_both! {
    async fn what_a_file_changes_is_counted_by_kind_as_if_by_hand(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (file, outcome) = checked(world, &clerk, &regridded(), json!({"mode": "update"})).await;
        assert_eq!((&outcome["changed"], &outcome["refused"]), (&json!(5), &json!(0)), "{outcome}");
        taken_in(world, &clerk, &file).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        // Forty were entered by hand. The row of the file isn't counted again.
        for said in [
            "名录中影响能否抽中的其他变动共42次", "停业、吊销、注销</th><td class=\"number\">1</td>",
            "领域、区划、行业或本户限次</th><td class=\"number\">1</td>", "新增</th><td class=\"number\">40</td>",
            "批量导入写入（户），其中只改网格、电话等与抽取无关内容的3户</th><td class=\"number\">5</td>",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("当时没有分类记载"), "{page}");
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=import.rows-written").await.good();
        let facts = &acts["rows"][0]["facts"];
        let told = ["written", "closed", "reach", "other"].map(|name| facts[name].as_i64());
        assert_eq!(told, [Some(5), Some(1), Some(1), Some(3)], "{facts}");
        assert_eq!((&facts["added"], &facts["renamed"]), (&Value::Null, &Value::Null), "{facts}");
    }
}

on_both! {
    async fn new_entries_of_a_file_are_counted_by_what_they_come_with_and_by_class(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let code = crate::subjects::code;
        // Two that would never be drawn, for a visit and for their status, and one of the ordinary class.
        let file = format!(
            "统一社会信用代码,企业名称,登记状态,风险等级,最近检查日期,最近检查结果\r\n\
             {},第61商店,,A,2026-03-01,未发现问题\r\n{},第62商店,停业,A,,\r\n{},第63商店,,,,\r\n",
            code(61), code(62), code(63),
        );
        let (import, outcome) = checked(world, &clerk, &file, json!({})).await;
        assert_eq!((&outcome["new"], &outcome["refused"]), (&json!(3), &json!(0)), "{outcome}");
        taken_in(world, &clerk, &import).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        // Forty were entered by hand, in the ordinary class.
        for said in [
            "名录中影响能否抽中的其他变动共45次", "停业、吊销、注销</th><td class=\"number\">1</td>",
            "由文件补录以前的检查</th><td class=\"number\">1</td>", "新增</th><td class=\"number\">43</td>",
            "A</th><td class=\"number\">2</td>", "B</th><td class=\"number\">41</td>",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("较早的导入，当时没有记载"), "{page}");
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let facts = async |act: &str| {
            let acts = world.get(&auditor, &format!("/api/v1/journal/acts?act={act}")).await.good();
            acts["rows"][0]["facts"].clone()
        };
        let written = facts("import.rows-written").await;
        let told = ["written", "added", "added_a", "added_b", "added_c", "visited", "closed"].map(|name| written[name].as_i64());
        assert_eq!(told, [Some(3), Some(3), Some(2), Some(1), None, Some(1), Some(1)], "{written}");
        assert_eq!(facts("subject.added").await, json!({"risk": "b"}));
    }
}

/// Two inspectors whom a file writes.
const TWO_MORE: &str = "姓名,执法证号,有效期至,工作单位,执法领域\n检查员7,2104007,2026-12-31,价格科,涉企\n检查员8,2104008,2026-12-31,价格科,涉企\n";

/// Complaints, one of which can move a business to another stratum; a rule on training that comes and goes; inspectors from a file. The complaint that names no
/// business comes back.
async fn unsettled(world: &World, desk: &Desk<'_>) -> Value {
    let mut told = complaint();
    told["subject"] = friend(world, &desk.clerk).await["id"].clone();
    desk.close(told.clone(), "substantiated").await;
    desk.close(told, "unsubstantiated").await;
    let unlinked = desk.close(complaint(), "substantiated").await;
    for (version, months) in [(0, 12), (1, 0)] {
        let rule = json!({"organisation": world.bureau, "training_months": months, "version": version});
        world.post(&desk.clerk, "/api/v1/inspectors/settings", rule).await.good();
    }
    imported(world, &desk.clerk, "名册.csv", TWO_MORE.as_bytes(), json!({})).await;
    unlinked
}

/// The friend moves house, and an inspector is suspended.
async fn moved_house(world: &World, clerk: &Client) {
    let subject = friend(world, clerk).await;
    let draft = json!({
        "name": subject["name"], "code": subject["code"], "kind": subject["kind"], "domain": subject["domain"],
        "region": subject["region"], "address": "新抚区东二路9号",
    });
    let path = format!("/api/v1/subjects/{}", subject["id"].as_str().unwrap());
    world.post(clerk, &path, json!({"subject": draft, "version": subject["version"]})).await.good();
    let inspectors = world.get(clerk, "/api/v1/inspectors?q=2104001").await.good();
    let inspector = &inspectors["rows"][0];
    let path = format!("/api/v1/inspectors/{}/suspend", inspector["id"].as_str().unwrap());
    world.post(clerk, &path, json!({"reason": "借调", "version": inspector["version"]})).await.good();
}

on_both! {
    async fn complaints_rules_files_addresses_and_inspectors_are_counted_too(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let desk = Desk::open(world).await;
        let unlinked = unsettled(world, &desk).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let seen = page().await;
        // Neither what was found untrue moves anybody, nor a complaint about a business that isn't in the registry. Six inspectors were entered by hand.
        for said in [
            "涉及名录中检查对象的投诉举报共1件", "另有1件核查为属实或部分属实，但到锁定时没有人把经营者与名录对应", "检查人员名录的变动共10次", "到锁定时没有核查属实而未办结的投诉举报", "培训要求（含上级机关规定的）</th><td class=\"number\">2</td>",
            "新增</th><td class=\"number\">8</td>",
        ] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
        world.later("2026-03-05T01:30:00Z").await;
        moved_house(world, &desk.clerk).await;
        // Whoever is named afterwards was named by nobody before the commit.
        let named = json!({"subject": friend(world, &desk.clerk).await["id"]});
        desk.step(&desk.leader, &unlinked, "link", named).await;
        assert!(page().await.contains("另有1件核查为属实或部分属实"), "what was known at the commit stays");
        seeded(&bureau, &id, &links).await;
        assert!(!page().await.contains("锁定以后、抽取以前"), "nothing of it is told before the announcement");
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let seen = page().await;
        for said in ["（含风险等级调整）共0次，另有更改地址1次", "检查人员名录的上述各类变动共1次"] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
        // Everybody reads that the address was changed, and no more.
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=subject.edited").await.good();
        assert_eq!(acts["rows"][0]["facts"], json!({"address": "changed"}));
    }
}

/// Enter an inspector of an office, or write over the one of the number: with another unit, or in another office.
async fn entered(world: &World, clerk: &Client, number: u32, (organisation, unit): (OrganisationId, &str)) {
    let certificate = format!("210500{number}");
    let known = world.get(clerk, &format!("/api/v1/inspectors?q={certificate}")).await.good()["rows"][0].clone();
    let mut body = json!({
        "organisation": organisation, "certificate": certificate, "name": format!("分局检查员{number}"), "valid_to": "2026-12-31",
        "unit": unit, "fields": ["涉企"],
    });
    let path = match known["id"].as_str() {
        Some(id) => {
            body["version"] = known["version"].clone();
            format!("/api/v1/inspectors/{id}")
        }
        None => "/api/v1/inspectors".to_owned(),
    };
    world.post(clerk, &path, body).await.good();
}

/// A committed draw of an office below the bureau, by the bureau's own people.
async fn committed_of(bureau: &Bureau<'_>, office: OrganisationId) -> String {
    let (world, parties) =
        (bureau.world, OUTSIDE.map(|(name, outside, holds)| json!({"name": name, "outside": outside, "holds": holds})));
    let rule = world.post(&bureau.operator, RULES, json!({"organisation": office, "rule": kl8()})).await.good();
    let path = format!("{RULES}/{}/approve", rule["id"].as_str().unwrap());
    world.post(&bureau.approver, &path, json!({"version": 1})).await.good();
    let mut scheme = bureau.scheme();
    scheme["strata"] = json!([{"name": "B", "p": 1, "q": 10, "minimum": 1}]);
    let body = json!({"organisation": office, "task": "分局抽查", "scheme": scheme, "parties": parties});
    let id = world.post(&bureau.operator, DRAWS, body).await.good()["id"].as_str().unwrap().to_owned();
    bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
    bureau.step(&bureau.approver, &id, "approve", json!({})).await.good();
    bureau.hashed(&id, 2).await;
    bureau.commit(&id).await;
    id
}

on_both! {
    async fn whoever_stood_on_the_bench_counts_though_they_left_for_another_office(world) {
        let bureau = Bureau::open(world).await;
        let (office, sister) = (world.office("新抚区分局").await, world.office("东洲区分局").await);
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 101..=110 {
            add_in(world, &clerk, office, draft(serial, &format!("第{serial}商店"))).await;
        }
        for number in 1..=4 {
            entered(world, &clerk, number, (office, "价格科")).await;
        }
        entered(world, &clerk, 1, (office, "稽查科")).await;
        let id = committed_of(&bureau, office).await;
        let told = async |when: &str| {
            let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
            // None of the bureau's own six, nor of those of another office below it.
            for said in [
                "检查人员名录的变动共5次", "新增</th><td class=\"number\">4</td>",
                "单位、专业、资质或证件有效期</th><td class=\"number\">1</td>",
            ] {
                assert!(page.contains(said), "{when}: {said}: {page}");
            }
        };
        told("at the commit").await;
        world.later("2026-03-05T01:30:00Z").await;
        for number in 1..=4 {
            entered(world, &clerk, number, (sister, "稽查科")).await;
        }
        told("with all of them elsewhere").await;
    }
}

on_both! {
    async fn draws_of_the_same_items_are_told_beside_each_other_whatever_became_of_them(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let first = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&first, 2).await;
        bureau.commit(&first).await;
        let page = async |id: &str| world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page(&first).await.contains("没有就同一抽查事项公开的其他抽取"));
        bureau.step(&bureau.operator, &first, "annul", json!({"reason": "改日再抽"})).await.good();
        bureau.step(&bureau.approver, &first, "annul", json!({"reason": "改日再抽"})).await.good();
        let second = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&second, 2).await;
        bureau.commit(&second).await;
        for (id, other) in [(&first, &second), (&second, &first)] {
            let page = page(id).await;
            assert!(page.contains("就同一抽查事项另有1次抽取") && page.contains(&format!("/draws/{other}\"")), "{page}");
        }
        // What an unannounced one inspects is told by nobody before its date.
        let mut secret = bureau.scheme();
        secret["disclosure"] = json!("2026-04-20");
        let third = bureau.approved(secret, &[("市消费者协会", true, 1), ("市工商联", true, 2), ("监察", false, 3)]).await;
        bureau.hashed(&third, 3).await;
        bureau.commit(&third).await;
        let page_of_first = page(&first).await;
        assert!(page_of_first.contains("另有1次抽取") && page_of_first.contains("另有1次尚未公开内容的事先不通知抽取"), "{page_of_first}");
        let page = page(&third).await;
        assert!(!page.contains("没有就同一抽查事项公开的其他抽取") && page.contains("公开以前不与其他抽取比较"), "{page}");
    }
}

on_both! {
    async fn a_link_made_anew_keeps_no_party_from_revealing_and_is_counted(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let another = bureau.link(&id, 1).await;
        // Whoever has only the new link hasn't the value.
        bureau.party(&another, "reveal", json!({"value": value(7)})).await.refused(422, "draw-not-of-hash");
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        // A link by which nothing was given ends when another is made.
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("专用链接（次）") && page.contains(">2</td>") && page.contains(">1</td>"), "{page}");
        let fresh = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let (old, _new) = (bureau.link(&fresh, 1).await, bureau.link(&fresh, 1).await);
        bureau.party(&old, "hash", json!({"hash": hash(&fresh, 1, &value(1))})).await.refused(404, "not-found");
    }
}

on_both! {
    async fn a_rule_invents_no_closed_days(world) {
        let bureau = Bureau::open(world).await;
        let write = async |change: &[(&str, Value)]| {
            let mut rule = kl8();
            change.iter().for_each(|(field, value)| rule[*field] = value.clone());
            world.post(&bureau.operator, "/api/v1/draw-rules", json!({ "rule": rule })).await
        };
        let faults = async |change: &[(&str, Value)]| {
            let refused = write(change).await.refused(422, "fields");
            refused["fields"][0]["code"].as_str().unwrap().to_owned()
        };
        let days = |from: &str, to: &str| ("closed", json!([{"from": from, "to": to}]));
        assert_eq!(faults(&[days("2026-01-05", "2026-02-10")]).await, "closed-known");
        write(&[days("2026-02-14", "2026-02-23")]).await.good();
        write(&[days("2027-02-03", "2027-02-12")]).await.good();
        let mut rule = kl8();
        rule["closed"] = json!([{"from": "2026-02-14", "to": "2026-02-23"}]);
        bureau.rule(rule).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let file = world.get(&world.stranger(), &format!("/draws/{id}/commitment.json")).await.good();
        assert_eq!(file["seed_plan"]["sources"][2]["name"], "kl8:2026054", "{file}");
    }
}
