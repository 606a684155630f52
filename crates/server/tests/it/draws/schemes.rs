//! What a scheme may not leave out, whom it may name, what a further draw follows, and what stays of what was changed.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use yaoguang::draws::DrawId;
use yaoguang::draws::store::{file, party};

use super::*;

/// Three who hold the shares of a secret.
const HOLDERS: [(&str, bool, i64); 3] = [("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)];

fn listed(parties: &[(&str, bool, i64)]) -> Value {
    parties.iter().map(|(name, outside, holds)| json!({"name": name, "outside": outside, "holds": holds})).collect()
}

/// The result of a preview of the operator's.
pub async fn previewed(bureau: &Bureau<'_>, id: &str) -> Value {
    seen_by(bureau, &bureau.operator, id).await
}

/// The result of a preview of somebody's.
async fn seen_by(bureau: &Bureau<'_>, client: &Client, id: &str) -> Value {
    let job = bureau.step(client, id, "preview", json!({})).await.good()["job"].clone();
    bureau.world.work().await;
    let job = bureau.world.get(client, &format!("/api/v1/jobs/{}", job.as_str().unwrap())).await.good();
    assert_eq!(job["state"], "done", "{job}");
    job["result"].clone()
}

on_both! {
    async fn two_parties_of_one_name_are_refused_when_they_are_saved_and_when_they_were(world) {
        let bureau = Bureau::open(world).await;
        let twins = listed(&[("市纪委监委", true, 0), ("市 纪委、监委", true, 0)]);
        let body = json!({"task": "第一次抽查", "scheme": bureau.scheme(), "parties": twins});
        world.post(&bureau.operator, DRAWS, body).await.at_fault("parties.1.name", "party-twice");
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        let edit = json!({"task": "第一次抽查", "scheme": bureau.scheme(), "parties": twins, "version": 1});
        world.post(&bureau.operator, &format!("{DRAWS}/{id}"), edit).await.at_fault("parties.1.name", "party-twice");
        // One that was saved before there was such a rule goes no further.
        let sql = format!("UPDATE draw_party SET name = '{}'", OUTSIDE[0].0);
        sea_orm::ConnectionTrait::execute_unprepared(world.app.db.write(), &sql).await.unwrap();
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.at_fault("parties.1.name", "party-twice");
        let sql = format!("UPDATE draw_party SET name = '{}' WHERE place = 2", OUTSIDE[1].0);
        sea_orm::ConnectionTrait::execute_unprepared(world.app.db.write(), &sql).await.unwrap();
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
    }
}

on_both! {
    async fn an_unannounced_draw_needs_three_holders_before_anybody_can_go_on(world) {
        let bureau = Bureau::open(world).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-04-20");
        let two = [HOLDERS[0], HOLDERS[1], ("局办公室", false, 0)];
        let id = bureau.begin(scheme.clone(), &two).await;
        let seen = previewed(&bureau, &id).await;
        let lack = json!({"field": "parties", "code": "draw-holders-missing"});
        assert!(seen["lacks"].as_array().unwrap().contains(&lack), "{seen}");
        let refused = bureau.step(&bureau.operator, &id, "submit", json!({})).await.refused(422, "draw-holders-missing");
        assert!(refused["detail"].as_str().unwrap().contains("第1、2、3片"), "{refused}");
        // A scheme that was submitted before there was such a rule is stopped at the next step.
        let earlier = |state: &'static str| async move {
            let sql = format!("UPDATE draw SET state = '{state}' WHERE state IN ('draft', 'submitted')");
            sea_orm::ConnectionTrait::execute_unprepared(world.app.db.write(), &sql).await.unwrap();
        };
        earlier("submitted").await;
        bureau.step(&bureau.approver, &id, "approve", json!({})).await.refused(422, "draw-holders-missing");
        // No act seals what was changed past the server. Put back, mended, and on its way.
        bureau.step(&bureau.approver, &id, "return", json!({"reason": "请指定三方"})).await.refused(422, "unlike-journal");
        earlier("draft").await;
        let version = bureau.look(&id).await["version"].clone();
        let body = json!({"task": "第一次抽查", "scheme": scheme, "parties": listed(&HOLDERS), "version": version});
        world.post(&bureau.operator, &format!("{DRAWS}/{id}"), body).await.good();
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
        bureau.step(&bureau.approver, &id, "approve", json!({})).await.good();
    }
}

on_both! {
    async fn an_unannounced_draw_whose_strata_tell_who_is_drawn_is_refused_and_its_preview_says_so(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let path = format!("/api/v1/subjects?q={}", crate::subjects::code(1));
        let alone = world.get(&clerk, &path).await.good()["rows"][0].clone();
        let change = json!({"to": "A", "reason": "信用良好", "version": alone["version"]});
        world.post(&clerk, &format!("/api/v1/subjects/{}/risk", alone["id"].as_str().unwrap()), change).await.good();
        let told = async |scheme: &Value| {
            let id = bureau.begin(scheme.clone(), &HOLDERS).await;
            let seen = previewed(&bureau, &id).await;
            let lacks = seen["lacks"].as_array().unwrap().iter().filter(|lack| lack["code"] == "draw-secret-small");
            lacks.map(|lack| lack["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        // One business in A, all ten of C.
        let mut scheme = bureau.scheme();
        scheme["strata"] = json!([
            {"name": "A", "p": 1, "q": 10, "minimum": 0}, {"name": "B", "p": 1, "q": 10, "minimum": 1}, {"name": "C", "p": 1, "q": 1, "minimum": 0},
        ]);
        assert_eq!(told(&scheme).await, Vec::<String>::new(), "whoever is told at once may be known");
        scheme["disclosure"] = json!("2026-04-20");
        assert_eq!(told(&scheme).await, ["strata.A", "strata.C"]);
        let id = bureau.approved(scheme.clone(), &HOLDERS).await;
        bureau.hashed(&id, 3).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        world.work().await;
        let jobs = world.get(&bureau.operator, "/api/v1/jobs").await.good();
        let job = jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-commit").unwrap();
        assert_eq!((&job["problem"], &job["result"]), (&json!("draw-secret-small"), &json!({"name": "A", "count": 1})), "{job}");
        assert_eq!(bureau.look(&id).await["state"], "approved");
        // Left out of the scope, and drawn at a lower rate.
        scheme["scope"] = json!({"risks": ["B", "C"]});
        scheme["strata"] = bureau.scheme()["strata"].clone();
        assert_eq!(told(&scheme).await, Vec::<String>::new());
        let id = bureau.approved(scheme, &HOLDERS).await;
        bureau.hashed(&id, 3).await;
        bureau.commit(&id).await;
    }
}

on_both! {
    async fn who_approves_a_scheme_sees_what_it_would_freeze(world) {
        let bureau = Bureau::open(world).await;
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        let before = previewed(&bureau, &id).await;
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
        let seen = seen_by(&bureau, &bureau.approver, &id).await;
        assert_eq!((&seen["subjects"], &seen["targets"], &seen["strata"]), (&before["subjects"], &before["targets"], &before["strata"]));
        assert_eq!(seen["subjects"], 40);
        bureau.step(&bureau.publisher, &id, "preview", json!({})).await.refused(403, "not-permitted");
    }
}

on_both! {
    async fn a_preview_says_who_a_rule_leaves_out_and_how_the_work_would_fall(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let code = crate::subjects::code(5);
        let file = format!("统一社会信用代码,企业名称,最近检查日期,最近检查结果\r\n{code},第5商店,2026-02-20,未发现问题\r\n");
        let (import, _) = crate::subjects::import::checked(world, &clerk, &file, json!({"mode": "update"})).await;
        assert_eq!(crate::subjects::import::taken_in(world, &clerk, &import).await["changed"], 1);
        let mut scheme = bureau.scheme();
        scheme["left_out"] = json!([{"code": crate::subjects::code(6), "reason": "recused-office"}]);
        let id = bureau.begin(scheme.clone(), &OUTSIDE).await;
        let seen = previewed(&bureau, &id).await;
        assert_eq!(seen["excluded"], json!({"cooling-down": 1, "recused-office": 1}));
        assert_eq!(seen["ruled_out"], json!([{"reason": "cooling-down", "code": code, "name": "第5商店"}]), "the scheme's own stand in the scheme");
        let replays = &seen["replays"];
        assert_eq!((&replays["played"], &replays["unseated"], &replays["inspectors"]), (&json!(200), &json!(0), &json!(5)), "{seen}");
        let loads = replays["loads"].as_array().unwrap();
        let total = |load: &Value| load["total"].as_u64().unwrap();
        assert_eq!(loads.iter().map(total).sum::<u64>(), 200 * 2 * seen["targets"].as_u64().unwrap());
        assert!(loads.is_sorted_by(|one, next| total(one) >= total(next)) && total(&loads[2]) == replays["median"], "{replays}");
        // Of an unannounced draw nobody is told before its day who can't be drawn.
        scheme["disclosure"] = json!("2026-04-20");
        let id = bureau.begin(scheme, &HOLDERS).await;
        let seen = previewed(&bureau, &id).await;
        assert_eq!((&seen["ruled_out"], &seen["excluded"]["cooling-down"]), (&Value::Null, &json!(1)));
    }
}

on_both! {
    async fn a_further_draw_follows_one_that_is_over(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let follow = |id: &str| {
            json!({"task": "第一次抽查", "follows": id, "why": "名录有误", "scheme": bureau.scheme(), "parties": listed(&OUTSIDE)})
        };
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        let open = async || world.post(&bureau.operator, DRAWS, follow(&id)).await.refused(422, "draw-follows-open");
        open().await;
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
        open().await;
        bureau.step(&bureau.approver, &id, "approve", json!({})).await.good();
        bureau.hashed(&id, 2).await;
        open().await;
        bureau.commit(&id).await;
        open().await;
        // What was given up was never frozen, so nothing follows it.
        let other = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        bureau.step(&bureau.operator, &other, "discard", json!({"reason": "换一批"})).await.good();
        world.post(&bureau.operator, DRAWS, follow(&other)).await.refused(422, "draw-follows-open");
        bureau.step(&bureau.operator, &id, "annul", json!({"reason": "名录有误"})).await.good();
        bureau.step(&bureau.approver, &id, "annul", json!({"reason": "同意"})).await.good();
        // Two operators at once: one draw follows, whoever was first.
        let second = world.client(&[Role::DrawOperator]).await;
        let (one, two) = tokio::join!(
            world.post(&bureau.operator, DRAWS, follow(&id)),
            world.post(&second, DRAWS, follow(&id)),
        );
        let (won, lost) = if one.status.is_success() { (one, two) } else { (two, one) };
        assert_eq!(won.good()["number"], 2);
        lost.refused(422, "draw-followed");
    }
}

on_both! {
    async fn a_name_that_fits_nobody_is_told_in_the_preview_and_refused_on_submitting(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut far = draft(50, "远处的商店");
        far["region"] = json!("210500");
        let far = add(world, &clerk, far).await["code"].clone();
        let (known, out) = (crate::subjects::code(1), crate::subjects::code(99));
        let mut scheme = bureau.scheme();
        scheme["scope"] = json!({"regions": ["2104"]});
        scheme["left_out"] = json!([
            {"code": known, "reason": "inspected-elsewhere"}, {"code": out, "reason": "inspected-elsewhere"},
            {"code": far, "reason": "inspected-elsewhere"},
        ]);
        scheme["bench"]["left_out"] =
            json!([{"code": "2104001", "reason": "on-leave"}, {"code": "210400l", "reason": "on-leave"}]);
        scheme["recusals"] = json!([
            {"certificate": "2104002", "code": known, "reason": "relative"},
            {"certificate": "2104006", "code": known, "reason": "relative"},
            {"certificate": "9999999", "code": out, "reason": "relative"},
        ]);
        let id = bureau.begin(scheme.clone(), &OUTSIDE).await;
        let seen = previewed(&bureau, &id).await;
        let stray = |field: &str, place: &str, text: &Value, why: &str| {
            json!({"field": field, "place": place, "text": text, "why": why})
        };
        assert_eq!(
            seen["strays"],
            json!([
                stray("left_out.1.code", "left-out", &json!(out), "unknown"),
                stray("left_out.2.code", "left-out", &far, "unconcerned"),
                stray("bench.left_out.1.code", "bench-left-out", &json!("210400l"), "unknown"),
                // Whose certificate ends before the visits do isn't on the bench.
                stray("recusals.1.certificate", "pair-inspector", &json!("2104006"), "unconcerned"),
                stray("recusals.2.certificate", "pair-inspector", &json!("9999999"), "unknown"),
                stray("recusals.2.code", "pair-subject", &json!(out), "unknown"),
            ])
        );
        let refused = bureau.step(&bureau.operator, &id, "submit", json!({})).await.refused(422, "draw-scheme");
        let faults: Vec<_> = refused["fields"].as_array().unwrap().iter().map(|one| (&one["field"], &one["code"])).collect();
        assert_eq!(
            json!(faults),
            json!([
                ["left_out.1.code", "draw-code-unknown"], ["bench.left_out.1.code", "draw-certificate-unknown"],
                ["recusals.2.certificate", "draw-certificate-unknown"], ["recusals.2.code", "draw-code-unknown"],
            ])
        );
        // With what is unknown taken out it goes on; who isn't concerned may stay named.
        scheme["left_out"].as_array_mut().unwrap().remove(1);
        scheme["bench"]["left_out"].as_array_mut().unwrap().remove(1);
        scheme["recusals"].as_array_mut().unwrap().remove(2);
        let version = bureau.look(&id).await["version"].clone();
        let body = json!({"task": "第一次抽查", "scheme": scheme, "parties": listed(&OUTSIDE), "version": version});
        world.post(&bureau.operator, &format!("{DRAWS}/{id}"), body).await.good();
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
    }
}

on_both! {
    async fn both_reasons_of_an_annulment_stay(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        bureau.step(&bureau.operator, &id, "annul", json!({"reason": "名录漏了三户"})).await.good();
        let done = bureau.step(&bureau.approver, &id, "annul", json!({"reason": "经核实，同意"})).await.good();
        assert_eq!((&done["reason"], &done["confirmation"]), (&json!("名录漏了三户"), &json!("经核实，同意")));
        assert_eq!(done["confirmer"]["id"], json!(bureau.approver.person));
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("名录漏了三户") && page.contains("经核实，同意"), "{page}");
    }
}

on_both! {
    async fn parties_that_others_took_the_place_of_are_kept(world) {
        let bureau = Bureau::open(world).await;
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        let edit = async |parties: Value| {
            let version = bureau.look(&id).await["version"].clone();
            let body = json!({"task": "第一次抽查", "scheme": bureau.scheme(), "parties": parties, "version": version});
            world.post(&bureau.operator, &format!("{DRAWS}/{id}"), body).await.good()
        };
        // The same list again replaces nothing.
        edit(listed(&OUTSIDE)).await;
        let row: DrawId = id.parse::<uuid::Uuid>().unwrap().into();
        assert!(party::replaced(world.app.read(), row).await.unwrap().is_empty());
        let seen = edit(listed(&HOLDERS)).await;
        assert_eq!(seen["parties"].as_array().unwrap().len(), 3);
        let was = party::replaced(world.app.read(), row).await.unwrap();
        let names: Vec<&str> = was.iter().map(|party| party.name.as_str()).collect();
        assert_eq!(names, [OUTSIDE[0].0, OUTSIDE[1].0]);
        assert!(was.iter().all(|party| party.replaced_at.is_some()));
        let all = party::Entity::find().filter(party::Column::Draw.eq(row)).all(world.app.read()).await.unwrap();
        assert_eq!(all.len(), 5);
    }
}

/// What the commit's job ended with.
async fn commit_refused(bureau: &Bureau<'_>, scheme: Value) -> Value {
    let id = bureau.approved(scheme, &OUTSIDE).await;
    committed_job(bureau, &id).await
}

async fn committed_job(bureau: &Bureau<'_>, id: &str) -> Value {
    bureau.hashed(id, 2).await;
    bureau.step(&bureau.operator, id, "commit", json!({})).await.good();
    bureau.world.work().await;
    assert_eq!(bureau.look(id).await["state"], "approved");
    let jobs = bureau.world.get(&bureau.operator, "/api/v1/jobs").await.good();
    jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-commit").unwrap().clone()
}

on_both! {
    async fn a_draw_that_nobody_can_serve_is_not_committed(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let target = crate::subjects::code(8);
        let mut scheme = bureau.scheme();
        scheme["scope"] = json!({"risks": ["C"]});
        scheme["strata"] = json!([{"name": "C", "p": 1, "q": 1, "minimum": 1}]);
        scheme["recusals"] = (1..=6).map(|n| json!({"certificate": format!("210400{n}"), "code": target, "reason": "own-area"})).collect();
        let job = commit_refused(&bureau, scheme).await;
        assert_eq!(job["problem"], "draw-infeasible", "{job}");
    }
}

on_both! {
    async fn a_stratum_that_nobody_is_in_stands_with_the_rate_0_and_stops_no_commit(world) {
        let bureau = Bureau::open(world).await;
        let mut scheme = bureau.scheme();
        scheme["strata"].as_array_mut().unwrap().push(json!({"name": "D", "p": 1, "q": 1, "minimum": 1}));
        let id = amendments::drawn_of(&bureau, scheme).await;
        let file = world.get(&world.stranger(), &format!("/draws/{id}/commitment.json")).await.good();
        assert_eq!(file["strata"][2], json!({"minimum": 0, "name": "D", "p": 0, "population": 0, "q": 1}));
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("方案中有1层在锁定时没有检查对象"), "{page}");
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        verified(unpacked(&world.get(&world.stranger(), &format!("/draws/{id}/bundle.zip")).await.bytes));
    }
}

on_both! {
    async fn a_draw_only_from_strata_that_nobody_is_in_is_not_committed(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let mut scheme = bureau.scheme();
        let rate = |name: &str, p: u32| json!({"name": name, "p": p, "q": 1, "minimum": 0});
        scheme["strata"] = json!([rate("B", 0), rate("C", 0), rate("D", 1)]);
        let id = bureau.begin(scheme.clone(), &OUTSIDE).await;
        let seen = previewed(&bureau, &id).await;
        assert_eq!(seen["lacks"], json!([{"field": "strata", "code": "draw-nobody-there"}]), "{seen}");
        let job = commit_refused(&bureau, scheme).await;
        assert_eq!(job["problem"], "draw-nobody-there", "{job}");
    }
}

/// One of the ten in C is drawn, and the five who can be drawn go once each. Three of the ten are kept from the first so many inspectors: all three at once
/// would ask for six visits, so that the worst case can't be seated, and isn't one that can be drawn.
fn unsure(bureau: &Bureau<'_>, inspectors: u32) -> Value {
    let mut scheme = bureau.scheme();
    scheme["scope"] = json!({"risks": ["C"]});
    scheme["strata"] = json!([{"name": "C", "p": 1, "q": 10, "minimum": 1}]);
    scheme["bench"]["capacity"] = json!(1);
    let pair = |number: u32, serial: u32| json!({"certificate": format!("210400{number}"), "code": crate::subjects::code(serial), "reason": "own-area"});
    scheme["recusals"] =
        [4, 8, 12].iter().flat_map(|serial| (1..=inspectors).map(move |number| pair(number, *serial))).collect();
    scheme
}

on_both! {
    async fn a_draw_that_replays_say_can_be_served_is_committed_as_an_estimate(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let committed = async |scheme: Value| {
            let id = bureau.approved(scheme, &OUTSIDE).await;
            let seen = previewed(&bureau, &id).await["feasibility"].as_str().unwrap().to_owned();
            bureau.hashed(&id, 2).await;
            bureau.commit(&id).await;
            let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
            let acts = world.get(&auditor, "/api/v1/journal/acts?act=drawing.committed").await.good();
            (seen, page, acts["rows"].to_string())
        };
        // For certain, where nobody is kept from anybody.
        let (seen, page, acts) = committed(unsure(&bureau, 0)).await;
        assert_eq!(seen, "certain");
        assert!(page.contains("无论抽到谁，每个检查组都能配齐") && !page.contains("这是估计"), "{page}");
        assert!(acts.contains("feasibility") && !acts.contains("estimated") && !acts.contains("replays"), "{acts}");
        // Whoever of the three is drawn, two of the other four go there.
        let (seen, page, acts) = committed(unsure(&bureau, 1)).await;
        assert_eq!(seen, "estimated");
        assert!(page.contains("用200个由锁定摘要得出的模拟种子试抽，每次都能配齐；这是估计，不能保证"), "{page}");
        assert!(acts.contains("estimated") && acts.contains("replays") && acts.contains("200"), "{acts}");
    }
}

on_both! {
    async fn a_draw_of_which_some_replays_cannot_be_served_is_not_committed(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        // Of the five who can be drawn one is left for each of the three.
        let id = bureau.approved(unsure(&bureau, 4), &OUTSIDE).await;
        assert_eq!(previewed(&bureau, &id).await["feasibility"], "unseated");
        let job = committed_job(&bureau, &id).await;
        assert_eq!((&job["state"], &job["problem"], &job["result"]["replays"]), (&json!("failed"), &json!("draw-replay-unseated"), &json!(200)), "{job}");
        let n = job["result"]["n"].as_i64().unwrap();
        assert!(0 < n && n < 200, "three in ten are to be expected: {job}");
        // Nothing is frozen, and nobody sees a draw.
        let row: DrawId = id.parse::<uuid::Uuid>().unwrap().into();
        assert!(file::get(world.app.read(), row, "commitment.json").await.unwrap().is_none());
        assert_eq!(world.get(&world.stranger(), &format!("/draws/{id}")).await.status, 404);
        bureau.step(&bureau.operator, &id, "discard", json!({"reason": "人手不够"})).await.good();
    }
}

on_both! {
    async fn whoever_is_named_and_has_another_number_since_stops_the_commit(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut scheme = bureau.scheme();
        scheme["recusals"] = json!([{"certificate": "2104001", "code": crate::subjects::code(8), "reason": "own-area"}]);
        let id = bureau.approved(scheme, &OUTSIDE).await;
        let row = world.get(&clerk, "/api/v1/inspectors?q=2104001").await.good()["rows"][0].clone();
        let edit = json!({
            "organisation": world.bureau, "certificate": "2199001", "name": row["name"], "valid_to": "2026-12-31", "unit": "价格科", "fields": ["涉企"], "version": row["version"],
        });
        world.post(&clerk, &format!("/api/v1/inspectors/{}", row["id"].as_str().unwrap()), edit).await.good();
        let job = committed_job(&bureau, &id).await;
        assert_eq!(job["problem"], "draw-scheme", "{job}");
    }
}

on_both! {
    async fn nobody_is_on_the_bench_twice_and_the_page_tells_namesakes_and_the_rule_on_training(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let twin = async |certificate: &str, id_number: &str| {
            let body = json!({
                "organisation": world.bureau, "certificate": certificate, "name": "王小明", "valid_to": "2026-12-31", "unit": "价格科",
                "fields": ["涉企"], "id_number": id_number,
            });
            world.post(&clerk, "/api/v1/inspectors", body).await.good()
        };
        twin("2104101", "11010519491231002X").await;
        twin("2104102", "440524188001010014").await;
        let third = twin("2104103", "11010519491231002x").await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let job = committed_job(&bureau, &id).await;
        assert_eq!(job["problem"], "draw-same-person", "{job}");
        let path = format!("/api/v1/inspectors/{}/depart", third["id"].as_str().unwrap());
        world.post(&clerk, &path, json!({"reason": "同一人", "version": 1})).await.good();
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("有2人与另一人同名") && page.contains("锁定时的培训要求：没有要求"), "{page}");
    }
}
