//! Whoever was drawn stays who was drawn: businesses and inspectors that are written over in the registries, and what is told of a draw's scheme.

use super::amendments::{announced, drawn_of, seeded};
use super::*;

async fn subject(world: &World, clerk: &Client, code: &str) -> Value {
    let page = world.get(clerk, &format!("/api/v1/subjects?q={code}")).await.good();
    page["rows"].as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone()
}

/// Give a subject another code.
async fn recode(world: &World, clerk: &Client, (from, to): (&str, &str)) {
    let row = subject(world, clerk, from).await;
    let draft =
        json!({"name": row["name"], "code": to, "kind": row["kind"], "domain": row["domain"], "region": row["region"]});
    let path = format!("/api/v1/subjects/{}", row["id"].as_str().unwrap());
    world.post(clerk, &path, json!({"subject": draft, "version": row["version"]})).await.good();
}

on_both! {
    async fn a_code_that_goes_to_another_business_after_the_commit_sends_nobody_there(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (id, first) = announced(&bureau).await;
        let drawn = first.as_str().unwrap().to_owned();
        let (spare, victim) = (crate::subjects::code(90), (1..=40).map(crate::subjects::code).find(|code| *code != drawn).unwrap());
        let names = (subject(world, &clerk, &drawn).await["name"].clone(), subject(world, &clerk, &victim).await["name"].clone());
        // The friend who was drawn gives the code away, and the victim gets it.
        recode(world, &clerk, (&drawn, &spare)).await;
        recode(world, &clerk, (&victim, &drawn)).await;
        assert_eq!(subject(world, &clerk, &drawn).await["name"], names.1);
        let open = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        let told = |rows: &Value| rows.as_array().unwrap().iter().find(|row| row["code"] == drawn.as_str()).unwrap()["name"].clone();
        assert_eq!(told(&open), names.0);
        let live = world.get(&world.stranger(), &format!("/draws/{id}/names.json")).await.good();
        assert_eq!(live[&drawn], names.0);
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains(names.0.as_str().unwrap()), "{page}");
        // Nor does the visit go there.
        world.post(&bureau.operator, &format!("{DRAWS}/{id}/dispatch"), json!({})).await.good();
        let visits = world.get(&bureau.operator, "/api/v1/visits?limit=50").await.good();
        assert_eq!(told(&visits["rows"]), names.0);
        // A code that was changed is counted where the next draw tells of the registry.
        world.later("2026-03-06T01:00:00Z").await;
        let next = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&next, 2).await;
        bureau.commit(&next).await;
        let page = world.get(&world.stranger(), &format!("/draws/{next}")).await.text();
        assert!(page.contains("更改代码</th><td class=\"number\">2</td>"), "{page}");
    }
}

on_both! {
    async fn a_business_with_another_code_keeps_its_draws_and_its_ticket(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (id, first) = announced(&bureau).await;
        let drawn = first.as_str().unwrap();
        let open = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        let is_drawn = |code: &String| open.as_array().unwrap().iter().any(|row| row["code"] == code.as_str());
        let other = (1..=40).map(crate::subjects::code).find(|code| !is_drawn(code)).unwrap();
        recode(world, &clerk, (drawn, "NB-900")).await;
        let get = async |path: &str| world.get(&world.stranger(), path).await.text();
        let page = get("/subjects/NB-900").await;
        assert!(page.contains(&format!("/draws/{id}")) && page.contains(&format!("当时的代码：{drawn}")), "{page}");
        let mine = get(&format!("/draws/{id}?code=NB-900")).await;
        assert!(mine.contains(&format!("检查对象的代码是{drawn}")) && mine.contains("已被抽中"), "{mine}");
        // Whoever gets the code afterwards wasn't drawn.
        recode(world, &clerk, (&other, drawn)).await;
        let page = get(&format!("/subjects/{drawn}")).await;
        assert!(page.contains("没有抽中过这个检查对象") && page.contains("\"/subjects/NB-900\""), "{page}");
        assert!(get("/subjects/NB-900").await.contains(&format!("/draws/{id}")));
        let both = get(&format!("/draws/{id}?code={drawn}")).await;
        for said in [format!("检查对象的代码是{other}"), format!("代码{drawn}属于另一个检查对象"), "已被抽中".to_owned()] {
            assert!(both.contains(&said), "{said}: {both}");
        }
    }
}

on_both! {
    async fn an_inspector_who_is_written_over_stays_who_was_drawn(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (id, _) = announced(&bureau).await;
        let team = async || {
            let open = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
            open[0]["team"].clone()
        };
        let before = team().await;
        let certificate = before[0]["certificate"].as_str().unwrap();
        let listed = world.get(&clerk, &format!("/api/v1/inspectors?q={certificate}")).await.good();
        let row = &listed["rows"][0];
        let input = json!({
            "organisation": world.bureau, "certificate": "2199001", "name": "换来的人", "valid_to": "2026-12-31", "unit": "价格科", "fields": ["涉企"],
        });
        let mut body = json!({"version": row["version"]});
        body.as_object_mut().unwrap().extend(input.as_object().unwrap().clone());
        world.post(&clerk, &format!("/api/v1/inspectors/{}", row["id"].as_str().unwrap()), body).await.good();
        assert_eq!(team().await, before);
        world.post(&bureau.operator, &format!("{DRAWS}/{id}/dispatch"), json!({})).await.good();
        let visits = world.get(&bureau.operator, "/api/v1/visits?limit=50").await.good();
        assert!(!visits.to_string().contains("换来的人") && visits.to_string().contains(certificate), "{visits}");
        // It is told before the next draw.
        world.later("2026-03-06T01:00:00Z").await;
        let next = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&next, 2).await;
        bureau.commit(&next).await;
        let page = world.get(&world.stranger(), &format!("/draws/{next}")).await.text();
        assert!(page.contains("更改姓名或证号</th><td class=\"number\">1</td>"), "{page}");
    }
}

on_both! {
    async fn everybody_reads_the_scheme_and_how_many_are_kept_from_whom(world) {
        let bureau = Bureau::open(world).await;
        let target = crate::subjects::code(8);
        let mut scheme = bureau.scheme();
        scheme["scope"] = json!({"risks": ["C"]});
        scheme["strata"] = json!([{"name": "C", "p": 1, "q": 1, "minimum": 1}]);
        scheme["left_out"] = json!([{"code": crate::subjects::code(4), "reason": "closed"}]);
        scheme["recusals"] = (1..=3).map(|n| json!({"certificate": format!("210400{n}"), "code": target, "reason": "own-area"})).collect();
        let id = drawn_of(&bureau, scheme).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        for said in [
            "风险等级：C", "没有注明所执行的计划条目", "共有在业的检查对象40个",
            "已注销、吊销或停业</th><td class=\"number\" data-label=\"数量\">1</td><td class=\"number\" data-label=\"其中逐名列出\">1</td>",
            "<summary>没有参加的检查对象：合计1，各项如下</summary>",
            "其中3对由方案逐对列出", "同一名可以抽取的检查人员最多回避1个", "同一检查对象最多3对，至少还有2名检查人员可以抽取", "本人辖区",
            "有1层的抽取数等于户数", "这是第1号常设规则",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        // What is folded away says what it comes to, and no warning is among it; where scripts run, it is open on paper.
        let folded: Vec<&str> = page.split("<details class=\"fold\">").skip(1).filter_map(|part| part.split("</details>").next()).collect();
        assert!(folded.len() > 3 && folded.iter().all(|one| one.contains("合计") && !one.contains("<strong>")), "{folded:?}");
        assert!(page.contains("src=\"/static/print.js\"") && page.contains("<a href=\"#moves\">"), "{page}");
        let file = world.get(&world.stranger(), &format!("/draws/{id}/scheme.json")).await;
        assert!(!file.text().contains(&target) && file.text().contains("\"risks\":[\"C\"]"), "{}", file.text());
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=drawing.committed").await.good();
        let sealed = lots::hash::Digest::of(&file.bytes).to_string();
        assert!(acts["rows"][0]["facts"].to_string().contains(&sealed), "{acts}");
        // Of an unannounced one nothing is told before its date.
        let mut secret = bureau.scheme();
        secret["disclosure"] = json!("2026-04-20");
        let third = bureau.approved(secret, &[("市消费者协会", true, 1), ("市工商联", true, 2), ("监察", false, 3)]).await;
        bureau.hashed(&third, 3).await;
        bureau.commit(&third).await;
        let page = world.get(&world.stranger(), &format!("/draws/{third}")).await.text();
        assert!(!page.contains("JG-001"), "{page}");
        assert_eq!(world.get(&world.stranger(), &format!("/draws/{third}/scheme.json")).await.status, 404);
    }
}

on_both! {
    async fn a_code_that_was_corrected_just_before_the_commit_is_its_new_holder_s(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (old, new) = (crate::subjects::code(5), crate::subjects::code(90));
        let name = subject(world, &clerk, &old).await["name"].clone();
        recode(world, &clerk, (&old, &new)).await;
        // Everybody is drawn, in the second in which the code was corrected.
        let mut scheme = bureau.scheme();
        scheme["strata"] = json!([{"name": "B", "p": 1, "q": 1, "minimum": 0}, {"name": "C", "p": 1, "q": 1, "minimum": 0}]);
        scheme["bench"]["capacity"] = json!(40);
        let id = drawn_of(&bureau, scheme).await;
        let open = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        let all = open.as_array().unwrap();
        assert_eq!(all.len(), 40);
        assert_eq!(all.iter().find(|row| row["code"] == new.as_str()).unwrap()["name"], name);
        assert!(all.iter().all(|row| row["name"] != ""), "{open}");
    }
}

on_both! {
    async fn a_name_that_is_written_over_after_the_draw_is_not_the_visit_s(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (id, first) = announced(&bureau).await;
        let row = subject(world, &clerk, first.as_str().unwrap()).await;
        let draft = json!({"name": "别家商店", "code": row["code"], "kind": row["kind"], "domain": row["domain"], "region": row["region"], "address": "别家街1号"});
        let path = format!("/api/v1/subjects/{}", row["id"].as_str().unwrap());
        world.post(&clerk, &path, json!({"subject": draft, "version": row["version"]})).await.good();
        world.post(&bureau.operator, &format!("{DRAWS}/{id}/dispatch"), json!({})).await.good();
        let visits = world.get(&bureau.operator, "/api/v1/visits?limit=50").await.good();
        let visit = visits["rows"].as_array().unwrap().iter().find(|visit| visit["code"] == first).unwrap();
        assert_eq!(visit["name"], row["name"]);
        let one = world.get(&bureau.operator, &format!("/api/v1/visits/{}", visit["id"].as_str().unwrap())).await.good();
        assert!(!one.to_string().contains("别家"), "{one}");
    }
}

on_both! {
    async fn codes_that_change_hands_between_commit_and_draw_are_whose_they_were(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut scheme = bureau.scheme();
        scheme["strata"] = json!([{"name": "B", "p": 1, "q": 1, "minimum": 0}, {"name": "C", "p": 1, "q": 1, "minimum": 0}]);
        scheme["bench"]["capacity"] = json!(40);
        bureau.rule(kl8()).await;
        let id = bureau.approved(scheme, &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let (one, other, spare) = (crate::subjects::code(5), crate::subjects::code(6), crate::subjects::code(90));
        let names = (subject(world, &clerk, &one).await["name"].clone(), subject(world, &clerk, &other).await["name"].clone());
        recode(world, &clerk, (&one, &spare)).await;
        recode(world, &clerk, (&other, &one)).await;
        // A new entry takes the code that is free now.
        let late = json!({"name": "后来的店", "code": other, "kind": "enterprise", "domain": "enterprise", "region": "210402"});
        world.post(&clerk, "/api/v1/subjects", json!({"organisation": world.bureau, "subject": late})).await.good();
        seeded(&bureau, &id, &links).await;
        let open = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        let told = |code: &str| open.as_array().unwrap().iter().find(|row| row["code"] == code).unwrap()["name"].clone();
        assert_eq!((told(&one), told(&other)), names);
    }
}

on_both! {
    async fn a_scheme_goes_by_an_edition_that_is_in_force(world) {
        let bureau = Bureau::open(world).await;
        let publisher = world.client(&[Role::Publisher]).await;
        let edition = &bureau.edition;
        let version = world.get(&publisher, &format!("/api/v1/editions/{edition}")).await.good()["version"].clone();
        let path = format!("/api/v1/editions/{edition}/withdraw");
        world.post(&publisher, &path, json!({"reason": "上级要求", "version": version})).await.good();
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        let refused = bureau.step(&bureau.operator, &id, "submit", json!({})).await.refused(422, "draw-scheme");
        assert!(refused.to_string().contains("draw-edition-past"), "{refused}");
    }
}

on_both! {
    async fn the_scheme_of_an_unannounced_draw_is_sealed_and_opened_on_its_day(world) {
        let bureau = Bureau::open(world).await;
        let mut secret = bureau.scheme();
        secret["disclosure"] = json!("2026-04-20");
        bureau.rule(kl8()).await;
        let id = bureau.approved(secret, &[("市消费者协会", true, 1), ("市工商联", true, 2), ("监察", false, 3)]).await;
        bureau.hashed(&id, 3).await;
        bureau.commit(&id).await;
        let (file, opening) = (format!("/draws/{id}/scheme.json"), format!("/draws/{id}/scheme-opening.json"));
        for path in [&file, &opening] {
            assert_eq!(world.get(&world.stranger(), path).await.status, 404);
        }
        world.later("2026-04-20T01:00:00Z").await;
        let told = world.get(&world.stranger(), &file).await;
        let opened = journal::entry::Opening::from_text(&world.get(&world.stranger(), &opening).await.bytes).unwrap();
        assert_eq!(opened.value, told.text());
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=drawing.committed").await.good();
        let (act, facts) = (&acts["rows"][0], acts["rows"][0]["facts"].to_string());
        let whole = world.get(&auditor, &format!("/api/v1/journal/acts/{}", act["id"].as_str().unwrap())).await.good();
        assert!(whole["seals"].to_string().contains(&opened.seal().to_string()), "{whole}");
        assert!(!facts.contains(&lots::hash::Digest::of(&told.bytes).to_string()), "{facts}");
    }
}

/// The facts of all acts of this kind, as an auditor and everybody reads them.
async fn facts(world: &World, auditor: &Client, act: &str) -> String {
    let acts = world.get(auditor, &format!("/api/v1/journal/acts?act={act}")).await.good();
    let rows = acts["rows"].as_array().unwrap();
    assert!(!rows.is_empty(), "{act}");
    rows.iter().map(|row| row["facts"].to_string()).collect()
}

on_both! {
    async fn the_acts_of_an_unannounced_draw_tell_neither_its_scheme_nor_how_many_were_drawn(world) {
        let visits = crate::inspections::Visits::drawn(world, Some("2026-04-20")).await;
        let bureau = &visits.bureau;
        // Begun as one that is announced, and made an unannounced one: the draft has no digest in public either.
        let id = bureau.begin(bureau.scheme(), &[]).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-04-20");
        let edit = json!({"task": "第一次抽查", "scheme": scheme, "parties": [], "version": bureau.look(&id).await["version"]});
        world.post(&bureau.operator, &format!("{DRAWS}/{id}"), edit).await.good();
        let auditor = world.client(&[Role::AuditAdmin]).await;
        for act in ["drawing.begun", "drawing.edited", "drawing.submitted", "drawing.approved", "drawing.drawn"] {
            let told = facts(world, &auditor, act).await;
            for name in ["scheme", "targets", "open"] {
                assert!(!told.contains(&format!("\"{name}\"")), "{act} tells {name}: {told}");
            }
        }
    }
}

on_both! {
    async fn the_acts_of_an_announced_draw_tell_the_scheme_that_was_approved_and_how_many_were_drawn(world) {
        let bureau = Bureau::open(world).await;
        drawn_of(&bureau, bureau.scheme()).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        assert!(facts(world, &auditor, "drawing.approved").await.contains("\"scheme\""));
        let drawn = facts(world, &auditor, "drawing.drawn").await;
        assert!(drawn.contains("\"targets\"") && drawn.contains("\"open\""), "{drawn}");
    }
}

/// Give a subject another name.
async fn rename(world: &World, clerk: &Client, (code, name): (&str, &Value)) {
    let row = subject(world, clerk, code).await;
    let draft = json!({"name": name, "code": row["code"], "kind": row["kind"], "domain": row["domain"], "region": row["region"]});
    let path = format!("/api/v1/subjects/{}", row["id"].as_str().unwrap());
    world.post(clerk, &path, json!({"subject": draft, "version": row["version"]})).await.good();
}

on_both! {
    async fn a_business_renamed_over_the_commit_is_counted_and_so_is_the_conflict_that_it_loses(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let friend = crate::subjects::code(5);
        let name = subject(world, &clerk, &friend).await["name"].clone();
        let inspectors = world.get(&clerk, "/api/v1/inspectors?q=2104001").await.good();
        let path = format!("/api/v1/inspectors/{}/conflicts", inspectors["rows"][0]["id"].as_str().unwrap());
        let conflict = json!({"kind": "relative", "subject_code": "", "subject_name": name, "declared_by": "检查员1"});
        world.post(&clerk, &path, conflict).await.good();
        // One by a code that no business has works no better.
        let nobody = json!({"kind": "relative", "subject_code": crate::subjects::code(91), "subject_name": "没有这家店", "declared_by": "检查员1"});
        world.post(&clerk, &path, nobody).await.good();
        rename(world, &clerk, (&friend, &json!("改了名的店"))).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        assert_eq!(bureau.commit(&id).await["recusals"], 0);
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let seen = page().await;
        for said in ["更改名称</th><td class=\"number\">1</td>", "另有2项与名录中任何检查对象的名称或代码都不一致"] {
            assert!(seen.contains(said), "{said}: {seen}");
        }
        // The old name comes back before the draw, so that nobody sees another on the list of those drawn.
        world.later("2026-03-05T01:30:00Z").await;
        rename(world, &clerk, (&friend, &name)).await;
        seeded(&bureau, &id, &links).await;
        let seen = page().await;
        assert!(!seen.contains("锁定以后、抽取以前"), "{seen}");
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let seen = page().await;
        assert!(seen.contains("锁定以后、抽取以前，检查对象名录中的上述各类变动（含风险等级调整）共1次"), "{seen}");
        assert!(seen.contains("更改名称</th><td class=\"number\">1</td>"), "{seen}");
        // With its name it has its conflict again.
        world.later("2026-03-06T01:00:00Z").await;
        let next = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&next, 2).await;
        assert_eq!(bureau.commit(&next).await["recusals"], 1);
        let seen = world.get(&world.stranger(), &format!("/draws/{next}")).await.text();
        assert!(seen.contains("另有1项与名录中任何检查对象的名称或代码都不一致") && seen.contains("更改名称</th><td class=\"number\">2</td>"), "{seen}");
    }
}
