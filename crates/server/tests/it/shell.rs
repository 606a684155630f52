//! What holds for every slice: keys, versions, other sites, languages.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use yaoguang::accounts::Role;

use crate::on_both;

on_both! {
    async fn a_double_click_is_one_act(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let body = json!({"parent": world.bureau, "name": "新抚分局", "level": "county", "region": "210402"});
        let path = "/api/v1/organisations";
        let first = world.post_with(&admin, path, &body, "once").await.good();
        let second = world.post_with(&admin, path, &body, "once").await.good();
        assert_eq!(first, second);
        let other = json!({"parent": world.bureau, "name": "望花分局", "level": "county", "region": "210404"});
        world.post_with(&admin, path, &other, "once").await.refused(422, "idempotency-key-used");
        let all = world.get(&admin, path).await.good();
        assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    }
}

on_both! {
    async fn two_clicks_at_once_are_one_act(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let body = json!({"parent": world.bureau, "name": "东洲分局", "level": "county", "region": "210403"});
        let click = || world.post_with(&admin, "/api/v1/organisations", &body, "both");
        let (one, two, three) = tokio::join!(click(), click(), click());
        let good = [&one, &two, &three].iter().filter(|answer| answer.status.is_success()).count();
        assert!(good >= 1, "{one:?} {two:?} {three:?}");
        for answer in [one, two, three].into_iter().filter(|answer| !answer.status.is_success()) {
            let code = answer.json["code"].clone();
            assert!(code == "act-running" || code == "already-done", "{code}");
        }
        assert_eq!(world.get(&admin, "/api/v1/organisations").await.good().as_array().unwrap().len(), 2);
    }
}

on_both! {
    async fn nobodys_change_is_overwritten_unseen(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let path = format!("/api/v1/organisations/{}", world.bureau);
        let edit = |name: &str, version: i64| json!({"name": name, "region": "210400", "version": version});
        world.post(&admin, &path, edit("抚顺市发展和改革委员会", 1)).await.good();
        world.post(&admin, &path, edit("抚顺市市场监督管理局", 1)).await.refused(409, "stale");
        let all = world.get(&admin, "/api/v1/organisations").await.good();
        assert_eq!(all[0]["name"], "抚顺市发展和改革委员会");
        assert_eq!(all[0]["version"], 2);
    }
}

on_both! {
    async fn another_site_changes_nothing(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let request = world
            .request(&admin, Method::POST, "/api/v1/session/end")
            .header("sec-fetch-site", "cross-site")
            .header("idempotency-key", "k");
        world.send(request.body(Body::empty()).unwrap()).await.refused(403, "other-site");
        world.get(&admin, "/api/v1/me").await.good();
    }
}

on_both! {
    async fn a_page_of_somebody_else_does_nothing(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let clerk = world.client(&[Role::Planner]).await;
        let path = format!("/api/v1/organisations/{}", world.bureau);
        let rename = async |shown: &str, name: &str| {
            let request = world
                .request(&admin, Method::POST, &path)
                .header("content-type", "application/json")
                .header("idempotency-key", world.key())
                .header("x-acting-as", shown);
            let body = json!({"name": name, "region": "210400", "version": 1}).to_string();
            world.send(request.body(Body::from(body)).unwrap()).await
        };
        // The other window signed in as the administrator; this page is still the planner's.
        let told = rename(&clerk.person.to_string(), "甲").await.refused(409, "other-person");
        let detail = told["detail"].as_str().unwrap();
        assert!(detail.contains("已改由某system-admin登录") && detail.contains("仍是某planner的"), "{detail}");
        let told = rename("nobody", "乙").await.refused(409, "other-person");
        assert!(told["detail"].as_str().unwrap().contains("仍是另一个人的"), "{told}");
        // Whoever may not is told the same: what they may is another's matter.
        let request = world
            .request(&clerk, Method::POST, &path)
            .header("idempotency-key", world.key())
            .header("x-acting-as", admin.person.to_string());
        world.send(request.body(Body::empty()).unwrap()).await.refused(409, "other-person");
        let name = async || world.get(&admin, "/api/v1/organisations").await.good()[0]["name"].clone();
        let before = name().await;
        assert!(before != "甲" && before != "乙", "{before}");
        rename(&admin.person.to_string(), "抚顺市发展和改革委员会").await.good();
        assert_eq!(name().await, "抚顺市发展和改革委员会");
    }
}

on_both! {
    async fn a_problem_is_in_the_callers_language(world) {
        let ask = |tongue: &'static str| async move {
            let request = axum::http::Request::get("/api/v1/me").header("accept-language", tongue).body(Body::empty());
            world.send(request.unwrap()).await.refused(401, "no-session")
        };
        assert_eq!(ask("zh-CN").await["title"], "请先登录");
        assert_eq!(ask("en-GB,en;q=0.9").await["title"], "Please sign in");
        assert_eq!(ask("fr").await["title"], "请先登录");
    }
}

on_both! {
    async fn a_page_that_isnt_there_says_so_as_a_page(world) {
        let request = axum::http::Request::get("/nowhere").header("accept", "text/html").body(Body::empty()).unwrap();
        let answer = world.send(request).await;
        assert_eq!(answer.status.as_u16(), 404);
        assert!(answer.text().contains("<h1>没有找到</h1>"), "{}", answer.text());
        assert!(answer.headers.contains_key("content-security-policy") && answer.headers.contains_key("x-request-id"));
    }
}

on_both! {
    async fn a_secret_on_its_way_out_is_kept_nowhere(world) {
        use sea_orm::EntityTrait as _;
        use yaoguang::app::idempotency;
        let admin = world.client(&[Role::SystemAdmin]).await;
        let body = json!({"login": "newcomer", "name": "王小明", "organisation": world.bureau});
        let answer = world.post_with(&admin, "/api/v1/people", &body, "once").await;
        assert_eq!(answer.headers["cache-control"], "no-store");
        let given = answer.good()["password"].as_str().unwrap().to_owned();
        world.post_with(&admin, "/api/v1/people", &body, "once").await.refused(409, "already-done");
        let kept = idempotency::Entity::find().all(world.app.read()).await.unwrap();
        assert_eq!(kept.len(), 1);
        let text = kept.into_iter().filter_map(|row| row.answer).map(|bytes| String::from_utf8(bytes).unwrap());
        assert!(text.into_iter().all(|text| !text.contains(&given)));
    }
}
