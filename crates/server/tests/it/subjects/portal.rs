//! What the public sees of the registry, and what it doesn't.

use serde_json::json;
use yaoguang::accounts::Role;

use super::{add, code, draft};
use crate::on_both;

on_both! {
    async fn the_public_finds_a_business_and_nothing_of_persons(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let made = add(world, &clerk, draft(1, "宏达商贸有限公司")).await;
        let mut stall = draft(2, "王小明水果摊");
        (stall["kind"], stall["code"]) = (json!("stall"), json!("TW-001"));
        add(world, &clerk, stall).await;
        let licence = json!({ "kind": "食品经营许可证", "code": "JY12104020000001" });
        let path = format!("/api/v1/subjects/{}/licences", made["id"].as_str().unwrap());
        world.post(&clerk, &path, json!({ "licences": [licence], "version": 1 })).await.good();

        let anybody = world.stranger();
        let page = world.get(&anybody, &format!("/subjects/{}", code(1))).await.text();
        for shown in ["宏达商贸有限公司", &code(1), "企业", "涉企", "210402", "存续", "王小明", "JY12104020000001", "未曾调整"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
        let stall = world.get(&anybody, "/subjects/TW-001").await.text();
        assert!(stall.contains("王**水果摊") && !stall.contains("王小明"), "{stall}");
        let found = world.get(&anybody, "/subjects?q=%E5%95%86%E8%B4%B8").await.text();
        assert!(found.contains("宏达商贸有限公司") && !found.contains("水果摊"), "{found}");
        for path in ["/subjects", "/subjects.csv", "/subjects.json", "/subjects.atom", "/subjects/TW-001"] {
            let text = world.get(&anybody, path).await.text();
            assert!(text.contains("水果摊"), "{path}: {text}");
            for hidden in ["13800005678", "138****5678", "李芳", "王小明", "东一路"] {
                assert!(!text.contains(hidden), "{path} shows {hidden}");
            }
        }
        assert_eq!(world.get(&anybody, "/subjects/NO-SUCH").await.status, 404);
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
