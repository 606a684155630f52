//! What the public sees of the registry, and what it doesn't.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use yaoguang::accounts::Role;
use yaoguang::subjects::store::code_was;

use super::{add, code, draft};
use crate::on_both;

on_both! {
    async fn the_public_finds_a_business_and_nothing_of_persons(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut trade = draft(1, "宏达商贸有限公司");
        trade["industry"] = json!("5212");
        let made = add(world, &clerk, trade).await;
        let mut stall = draft(2, "王小明水果摊");
        (stall["kind"], stall["code"]) = (json!("stall"), json!("TW-001"));
        add(world, &clerk, stall).await;
        let licence = json!({ "kind": "食品经营许可证", "code": "JY12104020000001" });
        let path = format!("/api/v1/subjects/{}/licences", made["id"].as_str().unwrap());
        world.post(&clerk, &path, json!({ "licences": [licence], "version": 1 })).await.good();

        let anybody = world.stranger();
        let page = world.get(&anybody, &format!("/subjects/{}", code(1))).await.text();
        for shown in ["宏达商贸有限公司", &code(1), "企业", "涉企", "零售业（5212）", "新抚区（210402）", "存续", "王小明", "JY12104020000001", "未曾调整"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let stall = world.get(&anybody, "/subjects/TW-001").await.text();
        assert!(stall.contains("王**水果摊") && !stall.contains("王小明"), "{stall}");
        let found = world.get(&anybody, "/subjects?q=%E5%95%86%E8%B4%B8").await.text();
        assert!(found.contains("宏达商贸有限公司") && !found.contains("水果摊") && found.contains("新抚区（210402）"), "{found}");
        for path in ["/subjects", "/subjects.csv", "/subjects.json", "/subjects.atom", "/subjects/TW-001"] {
            let text = world.get(&anybody, path).await.text();
            assert!(text.contains("水果摊"), "{path}: {text}");
            for hidden in ["13800005678", "138****5678", "李芳", "王小明", "东一路"] {
                assert!(!text.contains(hidden), "{path} shows {hidden}");
            }
        }
        assert_eq!(world.get(&anybody, "/subjects/NO-SUCH").await.status, 404);
        // What isn't shown isn't searched either: neither 东一路 nor 王小明 finds, or counts, anybody.
        for hidden in ["%E4%B8%9C%E4%B8%80%E8%B7%AF", "%E7%8E%8B%E5%B0%8F%E6%98%8E", "%E5%95%86%E8%B4%B8%20%E4%B8%9C%E4%B8%80%E8%B7%AF"] {
            let rows = world.get(&anybody, &format!("/subjects.json?q={hidden}")).await.good();
            assert_eq!((&rows["rows"], &rows["count"], &rows["next"]), (&json!([]), &json!({"value": 0, "exact": true}), &json!(null)), "{hidden}");
        }
        // A code is found as it is copied, in groups and small letters; a name by its initials.
        let typed = code(1).to_lowercase();
        for q in [format!("{}%20{}%20{}", &typed[..3], &typed[3..8], &typed[8..]), "hdsm".to_owned()] {
            let rows = world.get(&anybody, &format!("/subjects.json?q={q}")).await.good();
            assert_eq!((rows["rows"].as_array().unwrap().len(), &rows["count"]), (1, &json!({"value": 1, "exact": true})), "{q}");
        }
    }
}

on_both! {
    async fn a_kept_page_shows_a_change_at_once(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let made = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        let (anybody, path) = (world.stranger(), format!("/subjects/{}", code(1)));
        let before = world.get(&anybody, &path).await.text();
        assert_eq!(world.get(&anybody, &path).await.text(), before);
        let change = json!({ "subject": draft(1, "启明商贸有限公司"), "version": 1 });
        world.post(&clerk, &format!("/api/v1/subjects/{}", made["id"].as_str().unwrap()), change).await.good();
        let after = world.get(&anybody, &path).await.text();
        assert!(before.contains("宏达") && after.contains("启明") && !after.contains("宏达"), "{after}");
    }
}

on_both! {
    async fn lists_for_programs_go_page_by_page(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 1..=3 {
            add(world, &clerk, draft(serial, &format!("宏达{serial}号"))).await;
        }
        let rows = world.get(&world.stranger(), "/subjects.json?domain=enterprise&region=2104").await.good();
        assert_eq!((rows["rows"].as_array().unwrap().len(), &rows["next"]), (3, &json!(null)));
        assert_eq!(rows["rows"][0].as_object().unwrap().keys().count(), 7);
        let none = world.get(&world.stranger(), "/subjects.json?domain=medical").await.good();
        assert_eq!(none["rows"], json!([]));
    }
}

on_both! {
    async fn a_feed_tells_what_changed_of_what_was_asked_for(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let mut school = draft(2, "启明幼儿园");
        school["domain"] = "education".into();
        let first = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        add(world, &clerk, school).await;
        add(world, &clerk, draft(3, "启明商贸有限公司")).await;
        world.clock.set("2026-03-06T01:00:00Z".parse().unwrap());
        let path = format!("/api/v1/subjects/{}/status", first["id"].as_str().unwrap());
        let clerk = world.client(&[Role::RegistryManager]).await;
        world.post(&clerk, &path, json!({ "to": "suspended", "reason": "自行申报停业", "version": 1 })).await.good();
        let titles = async |query: &str| -> Vec<String> {
            let feed = world.get(&world.stranger(), &format!("/subjects.atom{query}")).await.text();
            feed.split("<title>").skip(2).map(|part| part.split('<').next().unwrap().to_owned()).collect()
        };
        assert_eq!(titles("").await[0], "宏达商贸有限公司", "the latest first");
        assert_eq!(titles("").await.len(), 3);
        assert_eq!(titles("?domain=education").await, ["启明幼儿园"]);
        assert_eq!(titles("?status=suspended").await, ["宏达商贸有限公司"]);
        assert_eq!(titles("?q=%E5%90%AF%E6%98%8E&domain=enterprise").await, ["启明商贸有限公司"]);
        assert_eq!(titles("?region=9").await, Vec::<String>::new());
        let feed = world.get(&world.stranger(), "/subjects.atom?q=a%26b&domain=medical").await.text();
        assert!(feed.contains("/subjects?q=a%26b&amp;domain=medical\""), "{feed}");
        assert!(feed.contains(":subjects?q=a%26b&amp;domain=medical</id>"), "{feed}");
    }
}

on_both! {
    async fn an_old_code_leads_to_the_entry_that_had_it(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let first = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        let recode = async |made: &serde_json::Value, mut subject: serde_json::Value, code: &str, version: i64| {
            subject["code"] = json!(code);
            let path = format!("/api/v1/subjects/{}", made["id"].as_str().unwrap());
            world.post(&clerk, &path, json!({ "subject": subject, "version": version })).await.good();
        };
        recode(&first, draft(1, "宏达商贸有限公司"), "NB-001", 1).await;
        let (anybody, old) = (world.stranger(), format!("/subjects/{}", code(1)));
        let led = world.get(&anybody, &old).await;
        assert_eq!((led.status.as_u16(), &led.headers["location"]), (307, &"/subjects/NB-001".parse().unwrap()));
        let page = world.get(&anybody, "/subjects/NB-001").await.text();
        assert!(page.contains("曾用代码") && page.contains(&format!("{}，用到2026年3月", code(1))), "{page}");
        assert!(!page.contains("另一条登记"), "{page}");
        let found = world.get(&anybody, &format!("/subjects?q={}", code(1))).await.text();
        assert!(found.contains("有登记用过这个代码") && found.contains(&format!("\"{old}\"")), "{found}");
        // Once another entry has it, its page says who had it before, and the other way round.
        let second = add(world, &clerk, draft(2, "启明商贸有限公司")).await;
        recode(&second, draft(2, "启明商贸有限公司"), &code(1), 1).await;
        let page = world.get(&anybody, &old).await.text();
        assert!(page.contains("启明") && page.contains("以前属于另一条登记") && page.contains("\"/subjects/NB-001\""), "{page}");
        let page = world.get(&anybody, "/subjects/NB-001").await.text();
        assert!(page.contains("现在属于另一条登记") && page.contains(&format!("\"{old}\"")), "{page}");
        let led = world.get(&anybody, &format!("/subjects/{}", code(2))).await;
        assert_eq!((led.status.as_u16(), &led.headers["location"]), (307, &old.parse().unwrap()));
        // Each of them is what its last act left.
        crate::subjects::held(world).await;
        // Given to the other one over and over, it still names the first.
        for place in 50..300 {
            let until = world.app.now().plus_s(place);
            let row = code_was::Model { subject: second["number"].as_i64().unwrap(), place, code: code(1), until };
            code_was::insert(world.app.db.write(), &row).await.unwrap();
        }
        world.app.db.changed();
        let page = world.get(&anybody, &old).await.text();
        assert!(page.contains("宏达商贸有限公司"), "{page}");
        let again = code_was::Entity::delete_many().filter(code_was::Column::Place.gte(50));
        again.exec(world.app.db.write()).await.unwrap();
        // A third code, and a code that comes back.
        recode(&first, draft(1, "宏达商贸有限公司"), "NB-002", 2).await;
        recode(&first, draft(1, "宏达商贸有限公司"), "NB-001", 3).await;
        assert_eq!(world.get(&anybody, "/subjects/NB-002").await.headers["location"], "/subjects/NB-001");
        assert_eq!(world.get(&anybody, "/subjects/NO-SUCH").await.status, 404);
    }
}

on_both! {
    async fn a_name_that_looks_like_another_is_refused(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        add(world, &clerk, draft(1, "抚顺金山商贸")).await;
        for (name, fault) in [("抚顺\u{f90a}山商贸", "dirty"), ("抚顺金\u{34f}山商贸", "dirty"), ("抚顺金山商贸\u{e000}", "undefined-character"), ("抚\u{200a}顺\u{200a}金山商贸", "dirty"), ("抚顺金\u{301}山商贸", "mark-character")] {
            let body = json!({ "organisation": world.bureau, "subject": draft(2, name) });
            world.post(&clerk, "/api/v1/subjects", body).await.at_fault("name", fault);
        }
        add(world, &clerk, draft(2, "𠮷野家㐂〇店")).await;
    }
}
