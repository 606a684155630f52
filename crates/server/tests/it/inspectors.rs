//! The register of inspectors over its interface.

use serde_json::{Value, json};
use yaoguang::accounts::Role;

use crate::harness::{Client, World};
use crate::imports::{counts, imported};
use crate::on_both;

fn input(world: &World, certificate: &str, name: &str) -> Value {
    json!({
        "organisation": world.bureau, "certificate": certificate, "name": name, "valid_to": "2026-12-31",
        "unit": "价格科", "fields": ["涉企", "医疗"], "phone": "13800005678", "id_number": "11010519491231002X",
    })
}

async fn added(world: &World, clerk: &Client, certificate: &str, name: &str) -> Value {
    world.post(clerk, "/api/v1/inspectors", input(world, certificate, name)).await.good()
}

fn path_of(inspector: &Value) -> String {
    format!("/api/v1/inspectors/{}", inspector["id"].as_str().unwrap())
}

fn names(page: &Value) -> Vec<&str> {
    page["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

/// A reason, and the version that was read.
fn because(version: i64) -> Value {
    json!({"reason": "工作需要", "version": version})
}

on_both! {
    async fn an_inspector_is_added_edited_and_never_saved_over_unseen(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104001", "王小明").await;
        assert_eq!((one["phone"].as_str(), one["id_number"].as_str()), (Some("138****5678"), Some("1101**********002X")));
        world.post(&clerk, "/api/v1/inspectors", input(world, "2104001", "别人")).await.at_fault("certificate", "certificate-taken");
        let wrong = json!({"organisation": world.bureau, "certificate": "1", "name": " ", "valid_to": "2026-01-01", "valid_from": "2026-01-02", "phone": "1"});
        for (field, code) in [("certificate", "certificate-form"), ("name", "empty"), ("valid_to", "valid-order"), ("phone", "phone-form")] {
            world.post(&clerk, "/api/v1/inspectors", wrong.clone()).await.at_fault(field, code);
        }
        let mut edit = input(world, "2104001", "王晓明");
        edit.as_object_mut().unwrap().remove("phone");
        edit["version"] = json!(1);
        let edited = world.post(&clerk, &path_of(&one), edit.clone()).await.good();
        assert_eq!((edited["name"].as_str(), edited["phone"].as_str(), edited["version"].as_i64()), (Some("王晓明"), Some("138****5678"), Some(2)));
        world.post(&clerk, &path_of(&one), edit).await.refused(409, "stale");
        added(world, &clerk, "2104002", "李红").await;
        let mut taken = input(world, "2104001", "李红");
        taken["version"] = json!(1);
        let two = world.get(&clerk, "/api/v1/inspectors?q=lh").await.good()["rows"][0].clone();
        world.post(&clerk, &path_of(&two), taken).await.at_fault("certificate", "certificate-taken");
    }
}

on_both! {
    async fn a_list_is_searched_filtered_and_sorted(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for (certificate, name, valid_to, field) in
            [("A2104", "王小明", "2026-05-04", "涉企"), ("B2104", "李红", "2026-05-05", "涉农"), ("C2104", "张伟", "2026-03-04", "涉企业务")]
        {
            let mut body = input(world, certificate, name);
            body["valid_to"] = json!(valid_to);
            body["fields"] = json!([field]);
            body["unit"] = json!(format!("{name}科"));
            world.post(&clerk, "/api/v1/inspectors", body).await.good();
        }
        let check = async |query: &str, expected: &[&str]| {
            let page = world.get(&clerk, &format!("/api/v1/inspectors?{query}")).await.good();
            assert_eq!(names(&page), expected, "{query}");
        };
        check("sort=initials", &["李红", "王小明", "张伟"]).await;
        check("sort=-certificate", &["张伟", "李红", "王小明"]).await;
        check("q=wxm", &["王小明"]).await;
        check("q=%E7%BA%A2", &["李红"]).await;
        check("q=C21", &["张伟"]).await;
        // 涉企 isn't 涉企业务.
        check("field=%E6%B6%89%E4%BC%81", &["王小明"]).await;
        check("unit=%E6%9D%8E%E7%BA%A2%E7%A7%91", &["李红"]).await;
        check("state=left", &[]).await;
        // Sixty days from 2026-03-05 end on 2026-05-04.
        check("expiring=true", &["王小明"]).await;
        let warnings = world.get(&clerk, "/api/v1/inspectors/warnings").await.good();
        assert_eq!(warnings, json!({"expiring": 1, "expired": 1, "until": "2026-05-04"}));
        world.get(&clerk, "/api/v1/inspectors?sort=phone").await.at_fault("sort", "no-sort");
        let planner = world.client(&[Role::Planner]).await;
        assert_eq!(world.get(&planner, "/api/v1/inspectors").await.good()["count"]["value"], 3);
    }
}

on_both! {
    async fn who_may_be_drawn_hangs_on_the_date(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut people = Vec::new();
        for (certificate, name) in [("2104001", "甲"), ("2104002", "乙"), ("2104003", "丙"), ("2104004", "丁")] {
            people.push(added(world, &clerk, certificate, name).await);
        }
        let check = async |on: &str, which: &str, expected: &[&str]| {
            let path = format!("/api/v1/inspectors?drawable_on={on}{which}&sort=certificate");
            let page = world.get(&clerk, &path).await.good();
            assert_eq!(names(&page), expected, "{on}");
            // The condition in the database says what the rule says.
            let ok = which.is_empty();
            for row in page["rows"].as_array().unwrap() {
                assert_eq!(row["drawable"]["ok"], ok, "{row}");
            }
        };
        check("2026-03-05", "", &["甲", "乙", "丙", "丁"]).await;
        check("2027-01-01", "", &[]).await;
        let late = world.get(&clerk, "/api/v1/inspectors?drawable_on=2027-01-01&drawable=all&limit=1").await.good();
        let why = late["rows"][0]["drawable"]["why"][0]["message"].as_str().unwrap().to_owned();
        assert_eq!(why, "该检查人员的执法证已于2026年12月31日到期，不能参加本次抽取。请先在执法检查人员名录库更新证件信息。");

        let leave = json!({"first_day": "2026-03-05", "last_day": "2026-03-09", "kind": "sick"});
        let away = world.post(&clerk, &format!("{}/leaves", path_of(&people[0])), leave).await.good();
        world.post(&clerk, &format!("{}/suspend", path_of(&people[1])), because(1)).await.good();
        world.post(&clerk, &format!("{}/depart", path_of(&people[2])), because(1)).await.good();
        check("2026-03-05", "", &["丁"]).await;
        check("2026-03-05", "&drawable=no", &["甲", "乙", "丙"]).await;
        check("2026-03-10", "", &["甲", "丁"]).await;
        let withdraw = format!("{}/leaves/{}/withdraw", path_of(&people[0]), away["leaves"][0]["id"].as_str().unwrap());
        world.post(&clerk, &withdraw, because(1)).await.good();
        world.post(&clerk, &withdraw, because(2)).await.refused(422, "already-withdrawn");
        check("2026-03-05", "", &["甲", "丁"]).await;
        world.post(&clerk, &format!("{}/restore", path_of(&people[1])), because(2)).await.good();

        let rule = |months: i64, version: i64| json!({"organisation": world.bureau, "training_months": months, "version": version});
        world.post(&clerk, "/api/v1/inspectors/settings", rule(121, 0)).await.at_fault("training_months", "out-of-range");
        let set = world.post(&clerk, "/api/v1/inspectors/settings", rule(12, 0)).await.good();
        assert_eq!(set["in_force"], 12);
        world.post(&clerk, "/api/v1/inspectors/settings", rule(6, 0)).await.refused(409, "stale");
        check("2026-03-05", "", &[]).await;
        let training = |day: &str, passed: bool| json!({"day": day, "course": "价格执法", "hours": 8, "passed": passed});
        let trainings = format!("{}/trainings", path_of(&people[0]));
        world.post(&clerk, &trainings, training("2026-03-06", true)).await.at_fault("day", "in-the-future");
        world.post(&clerk, &trainings, training("2025-06-01", false)).await.good();
        check("2026-03-05", "", &[]).await;
        world.post(&clerk, &trainings, training("2025-03-05", true)).await.good();
        check("2026-03-05", "", &["甲"]).await;
        check("2026-03-06", "", &[]).await;
        check("2026-03-06", "&drawable=no", &["甲", "乙", "丙", "丁"]).await;
        world.post(&clerk, "/api/v1/inspectors/settings", rule(0, 1)).await.good();
        check("2026-03-06", "", &["甲", "乙", "丁"]).await;
    }
}

on_both! {
    async fn the_rule_on_training_holds_below_and_the_nearest_wins(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (strict, loose) = (world.office("甲县").await, world.office("乙县").await);
        let set = async |organisation, months: i64| {
            let body = json!({"organisation": organisation, "training_months": months, "version": 0});
            world.post(&clerk, "/api/v1/inspectors/settings", body).await.good();
        };
        set(world.bureau, 12).await;
        set(loose, 0).await;
        let in_force = async |organisation| {
            let path = format!("/api/v1/inspectors/settings?organisation={organisation}");
            world.get(&clerk, &path).await.good()["in_force"].as_i64()
        };
        assert_eq!((in_force(strict).await, in_force(loose).await), (Some(12), None));
        let outside = world.client_of(strict, &[Role::RegistryManager]).await;
        let path = format!("/api/v1/inspectors/settings?organisation={loose}");
        world.get(&outside, &path).await.refused(404, "not-found");
    }
}

on_both! {
    async fn an_encrypted_field_is_shown_to_who_says_why_and_that_is_told(world) {
        use sea_orm::EntityTrait as _;
        use yaoguang::app::journal::record::{opening, row};
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104001", "王小明").await;
        let path = format!("{}/unmask", path_of(&one));
        world.post(&clerk, &path, json!({"field": "phone", "reason": " "})).await.at_fault("reason", "empty");
        let seen = world.post(&clerk, &path, json!({"field": "phone", "reason": "核实身份后通知出勤"})).await.good();
        assert_eq!(seen, json!({"field": "phone", "value": "13800005678"}));
        let planner = world.client(&[Role::Planner]).await;
        world.post(&planner, &path, json!({"field": "phone", "reason": "x"})).await.refused(403, "not-permitted");

        let acts = row::Entity::find().all(world.app.read()).await.unwrap();
        let look = acts.iter().find(|act| act.kind == "inspector.unmasked").unwrap();
        assert_eq!(look.actor, Some(clerk.person.0));
        let openings = opening::Entity::find().all(world.app.read()).await.unwrap();
        let sealed = openings.iter().find(|opening| opening.row_id == look.id).unwrap();
        assert!(sealed.value.as_deref().unwrap().contains("核实身份后通知出勤"));
        // Neither an opening nor a fact holds what is encrypted, nor the reason.
        for text in openings.iter().filter_map(|opening| opening.value.as_deref()).chain(acts.iter().map(|act| act.facts.as_str())) {
            assert!(!text.contains("13800005678") && !text.contains("11010519491231002X"), "{text}");
        }
        assert!(!look.facts.contains("核实"));

        let story = world.get(&clerk, &format!("{}/story", path_of(&one))).await.good();
        let kinds: Vec<_> = story.as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["inspector.added", "inspector.unmasked"]);
        assert_eq!(story[1]["after"], Value::Null);
    }
}

on_both! {
    async fn a_state_changes_for_a_reason_that_is_sealed(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104001", "王小明").await;
        let path = path_of(&one);
        let mut version = 1;
        for (verb, reason) in [("suspend", "证件核查"), ("restore", "核查完毕"), ("depart", "调离"), ("restore", "调回")] {
            let to = format!("{path}/{verb}");
            world.post(&clerk, &to, json!({"reason": "", "version": version})).await.at_fault("reason", "empty");
            world.post(&clerk, &to, json!({"reason": "因".repeat(201), "version": version})).await.at_fault("reason", "too-long");
            world.post(&clerk, &to, json!({"reason": format!("  {reason} "), "version": version})).await.good();
            version += 1;
        }
        let mut edit = input(world, "2104001", "王小明");
        edit["version"] = version.into();
        world.post(&clerk, &path, edit).await.good();
        let story = world.get(&clerk, &format!("{path}/story")).await.good();
        let told: Vec<_> = story.as_array().unwrap().iter().map(|line| line["after"]["state_reason"].as_str()).collect();
        assert_eq!(told, [None, Some("证件核查"), Some("核查完毕"), Some("调离"), Some("调回"), Some("调回")]);
        assert!(story.as_array().unwrap().iter().all(|line| !line["facts"].to_string().contains("调")), "why is sealed, not public");
    }
}

on_both! {
    async fn a_conflict_names_a_business_and_is_withdrawn_not_deleted(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104001", "王小明").await;
        let path = format!("{}/conflicts", path_of(&one));
        let conflict = |code: &str, name: &str| json!({"kind": "relative", "subject_code": code, "subject_name": name, "declared_by": "王小明"});
        world.post(&clerk, &path, conflict("", "")).await.at_fault("subject_name", "conflict-subject");
        world.post(&clerk, &path, conflict("91210400MA0000000X", "")).await.at_fault("subject_code", "uscc-form");
        let page = world.post(&clerk, &path, conflict("", "某某食品有限公司")).await.good();
        let declared = &page["conflicts"][0];
        assert_eq!((declared["declared_on"].as_str(), declared["withdrawn"].as_bool()), (Some("2026-03-05"), Some(false)));
        let withdraw = format!("{path}/{}/withdraw", declared["id"].as_str().unwrap());
        world.post(&clerk, &withdraw, json!({"reason": " ", "version": 1})).await.at_fault("reason", "empty");
        let page = world.post(&clerk, &withdraw, json!({"reason": " 申报有误 ", "version": 1})).await.good();
        assert_eq!((&page["conflicts"][0]["withdrawn"], &page["conflicts"][0]["withdrawn_reason"]), (&json!(true), &json!("申报有误")));
        let story = world.get(&clerk, &format!("{}/story", path_of(&one))).await.good();
        assert_eq!(story.as_array().unwrap().len(), 3);
        assert_eq!(story[2]["after"]["withdrawn_reason"], "申报有误");
        world.post(&clerk, &format!("{}/depart", path_of(&one)), because(1)).await.good();
        world.post(&clerk, &path, conflict("", "另一家")).await.refused(422, "inspector-has-left");
    }
}

on_both! {
    async fn nobody_reaches_beyond_their_scope(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104001", "王小明").await;
        let office = world.office("甲县").await;
        let below = world.client_of(office, &[Role::RegistryManager]).await;
        assert_eq!(names(&world.get(&below, "/api/v1/inspectors").await.good()), Vec::<&str>::new());
        world.get(&below, &path_of(&one)).await.refused(404, "not-found");
        world.post(&below, "/api/v1/inspectors", input(world, "2104009", "某人")).await.refused(404, "not-found");
        let file = "姓名,执法证号,有效期至,所属机构\n假名,2104001,2028-01-01,\n甲某,2104002,2028-01-01,\n乙某,2104003,2028-01-01,抚顺市物价局\n";
        let (_, checked, _) = imported(world, &below, "a.csv", file.as_bytes(), json!({"mode": "update"})).await;
        assert_eq!(counts(&checked), [1, 0, 0, 2, 0]);
        let codes: Vec<_> = checked["first_faults"].as_array().unwrap().iter().map(|fault| fault["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["foreign-scope", "foreign-organisation"]);
        assert_eq!(world.get(&clerk, &path_of(&one)).await.good()["name"], "王小明");
        assert_eq!(names(&world.get(&below, "/api/v1/inspectors").await.good()), ["甲某"]);
        // Whom two offices lose and get is an act of its own: no file of the office above moves anybody, and the new ones it brings go where it says.
        let file = "姓名,执法证号,有效期至,所属机构\n王小明,2104001,2028-01-01,甲县\n甲某,2104002,2028-02-01,甲县\n丙某,2104004,2028-01-01,甲县\n";
        let (_, checked, ran) = imported(world, &clerk, "b.csv", file.as_bytes(), json!({"mode": "update"})).await;
        assert_eq!(counts(&ran), [1, 1, 0, 1, 0]);
        assert_eq!(checked["first_faults"][0]["code"], "office-by-hand");
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=import.rows-written").await.good();
        let facts = acts["rows"].as_array().unwrap().iter().map(|act| &act["facts"]);
        let facts = facts.max_by_key(|facts| facts["written"].as_i64()).unwrap();
        assert_eq!((&facts["added"], &facts["reach"], &facts["identity"]), (&json!(1), &json!(1), &Value::Null), "{facts}");
    }
}

on_both! {
    async fn an_import_updates_what_it_says_and_keeps_or_clears_the_rest(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104001", "王小明").await;
        let file = "姓名,执法证号,有效期至,单位,电话\n王小明,2104001,2028-01-01,,13800005678\n";
        let run = async |options: Value| counts(&imported(world, &clerk, "a.csv", file.as_bytes(), options).await.2);
        assert_eq!(run(json!({})).await, [0, 0, 1, 0, 0]);
        assert_eq!(run(json!({"mode": "update"})).await, [0, 1, 0, 0, 0]);
        assert_eq!(run(json!({"mode": "update"})).await, [0, 0, 1, 0, 0]);
        let now = world.get(&clerk, &path_of(&one)).await.good();
        assert_eq!((now["valid_to"].as_str(), now["unit"].as_str()), (Some("2028-01-01"), Some("价格科")));
        assert_eq!(run(json!({"mode": "update", "blank": "clear"})).await, [0, 1, 0, 0, 0]);
        let now = world.get(&clerk, &path_of(&one)).await.good();
        assert_eq!((now["unit"].as_str(), now["fields"].clone()), (Some(""), json!(["涉企", "医疗"])));
        let story = world.get(&clerk, &format!("{}/story", path_of(&one))).await.good();
        let kinds: Vec<_> = story.as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["inspector.added", "import.rows-written", "import.rows-written"]);
        assert_eq!(story[2]["after"]["unit"], "");
    }
}

on_both! {
    async fn an_export_can_be_imported_and_is_on_record(world) {
        use sea_orm::EntityTrait as _;
        let clerk = world.client(&[Role::RegistryManager]).await;
        added(world, &clerk, "2104001", "王小明").await;
        added(world, &clerk, "2104002", "李红").await;
        let file = world.get(&clerk, "/api/v1/inspectors/export.csv?q=2104001").await;
        let text = file.text();
        assert!(text.starts_with("\u{feff}执法证号,姓名,有效期至,"), "{text}");
        assert!(text.contains("涉企、医疗") && !text.contains("138"), "{text}");
        assert_eq!(text.lines().count(), 2);
        let book = world.get(&clerk, "/api/v1/inspectors/export.xlsx").await;
        let (_, checked, _) = imported(world, &clerk, "a.xlsx", &book.bytes, json!({"mode": "update"})).await;
        assert_eq!(counts(&checked), [0, 0, 2, 0, 0]);
        let acts = yaoguang::app::journal::record::row::Entity::find().all(world.app.read()).await.unwrap();
        let exports: Vec<_> = acts.iter().filter(|act| act.kind == "inspector.exported").map(|act| act.facts.as_str()).collect();
        assert_eq!(exports, [r#"{"count":1,"form":"csv"}"#, r#"{"count":2,"form":"xlsx"}"#]);
    }
}

on_both! {
    async fn a_certificate_that_only_looks_different_makes_no_second_inspector(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let one = added(world, &clerk, "2104009001", "王小明").await;
        let post = async |certificate: &str| world.post(&clerk, "/api/v1/inspectors", input(world, certificate, "王小明")).await;
        for certificate in ["２１０４００９００１", "2104009001-"] {
            post(certificate).await.at_fault("certificate", "certificate-dirty");
        }
        for certificate in ["21040O9001", "210400900l", "2104-009001"] {
            post(certificate).await.at_fault("certificate", "certificate-alike");
        }
        // Of somebody who left too; and whoever is edited keeps their own number.
        world.post(&clerk, &format!("{}/depart", path_of(&one)), because(1)).await.good();
        let refused = post("21040O9001").await.refused(422, "fields");
        assert!(refused["fields"][0]["message"].as_str().unwrap().contains("2104009001"), "{refused}");
        let two = added(world, &clerk, "2104009002", "李红").await;
        let mut edit = input(world, "210400900I", "李红");
        edit["version"] = json!(1);
        world.post(&clerk, &path_of(&two), edit.clone()).await.at_fault("certificate", "certificate-alike");
        edit["certificate"] = json!("2104-009002");
        world.post(&clerk, &path_of(&two), edit).await.good();
        let file = "姓名,执法证号,有效期至\n王小明,21O4009001,2028-01-01\n甲,2104009003,2028-01-01\n甲,2104-009003,2028-01-01\n";
        let (_, checked, ran) = imported(world, &clerk, "a.csv", file.as_bytes(), json!({})).await;
        assert_eq!((counts(&checked), counts(&ran)), ([1, 0, 0, 1, 1], [1, 0, 0, 1, 1]));
        assert_eq!(checked["first_faults"][0]["code"], "certificate-alike");
    }
}
