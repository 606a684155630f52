//! Accounts over the interface.

use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::totp;

use crate::harness::World;
use crate::on_both;

const PASSWORD: &str = "a long enough phrase";

fn sign_in(login: &str, password: &str) -> Value {
    json!({"login": login, "password": password})
}

/// An account of which somebody knows the password, as the system administrator opened it.
async fn opened(world: &World, login: &str) -> (Value, String) {
    let admin = world.client(&[Role::SystemAdmin]).await;
    let body = json!({"login": login, "name": "王小明", "organisation": world.bureau});
    let given = world.post(&admin, "/api/v1/people", body).await.good();
    (given["person"].clone(), given["password"].as_str().unwrap().to_owned())
}

on_both! {
    async fn a_given_password_is_changed_before_anything_else(world) {
        let (_, given) = opened(world, "wang").await;
        let mut body = sign_in("Wang", &given);
        body["bearer"] = true.into();
        let stranger = world.stranger();
        let signed = world.post(&stranger, "/api/v1/session", body).await.good();
        assert_eq!(signed["must_change_password"], true);
        let me = world.with_token(signed["token"].as_str().unwrap());
        world.get(&me, "/api/v1/organisations").await.refused(403, "password-must-change");
        let change = |old: &str, new: &str| json!({"old": old, "new": new});
        let path = "/api/v1/me/password";
        world.post(&me, path, change("wrong", PASSWORD)).await.at_fault("old", "password-wrong");
        world.post(&me, path, change(&given, "short")).await.at_fault("new", "password-short");
        world.post(&me, path, change(&given, &given)).await.at_fault("new", "password-same");
        world.post(&me, path, change(&given, PASSWORD)).await.good();
        // Without a role there is still nothing to see but what everybody sees.
        world.get(&me, "/api/v1/people").await.refused(403, "not-permitted");
        world.post(&stranger, "/api/v1/session", sign_in("wang", &given)).await.refused(401, "bad-login");
        world.post(&stranger, "/api/v1/session", sign_in("wang", PASSWORD)).await.good();
    }
}

on_both! {
    async fn of_two_first_runs_at_once_one_succeeds(world) {
        use sea_orm::EntityTrait as _;
        use yaoguang::accounts::store::{person, role};
        let body = |n: u32| {
            let first = |lane: &str| json!({"login": format!("{lane}{n}"), "name": "王小明", "password": PASSWORD});
            json!({
                "organisation_name": format!("第{n}物价局"), "level": "city", "region": "210400",
                "system_admin": first("system"), "security_admin": first("security"),
            })
        };
        let stranger = world.stranger();
        for round in 0..4 {
            let asked = (0..4).map(|n| {
                let (body, stranger) = (body(round * 4 + n), &stranger);
                async move { world.post(stranger, "/api/v1/setup", body).await }
            });
            let answers = futures_util::future::join_all(asked).await;
            let (good, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status.is_success());
            assert_eq!(good.len(), usize::from(round == 0));
            for answer in refused {
                answer.refused(422, "already-set-up");
            }
        }
        assert_eq!(person::Entity::find().all(world.app.read()).await.unwrap().len(), 2);
        assert_eq!(role::Entity::find().all(world.app.read()).await.unwrap().len(), 2);
    }
}

on_both! {
    async fn guessing_slows_the_guesser_and_nobody_else(world) {
        let (_, given) = opened(world, "lihua").await;
        let stranger = world.stranger();
        for _ in 0..5 {
            world.post(&stranger, "/api/v1/session", sign_in("lihua", "guess")).await.refused(401, "bad-login");
        }
        let slowed = world.post(&stranger, "/api/v1/session", sign_in("lihua", &given)).await;
        assert!(slowed.headers.contains_key("retry-after"));
        slowed.refused(429, "throttled");
        // Another login from the same address isn't slowed, and neither is this one after the wait.
        world.post(&stranger, "/api/v1/session", sign_in("nobody", "guess")).await.refused(401, "bad-login");
        world.clock.set(world.app.now().plus_s(3));
        world.post(&stranger, "/api/v1/session", sign_in("lihua", &given)).await.good();
    }
}

on_both! {
    async fn the_second_factor_is_asked_for_and_each_code_once(world) {
        let (person, given) = opened(world, "zhao").await;
        let stranger = world.stranger();
        let mut body = sign_in("zhao", &given);
        body["bearer"] = true.into();
        let token = world.post(&stranger, "/api/v1/session", body.clone()).await.good()["token"].clone();
        let me = world.with_token(token.as_str().unwrap());
        world.post(&me, "/api/v1/me/totp/confirm", json!({"code": "000000"})).await.refused(422, "totp-not-begun");
        let begun = world.post(&me, "/api/v1/me/totp", json!({})).await.good();
        let uri = begun["uri"].as_str().unwrap();
        assert!(begun["svg"].as_str().unwrap().contains("<svg"));
        let secret = uri.split("secret=").nth(1).unwrap().split('&').next().unwrap();
        let secret = unbase32(secret);
        let code = || totp::code(&secret, world.app.now().seconds()).unwrap();
        world.post(&me, "/api/v1/me/totp/confirm", json!({"code": "12345"})).await.at_fault("code", "totp-wrong");
        let first = code();
        world.post(&me, "/api/v1/me/totp/confirm", json!({"code": first})).await.good();
        world.post(&stranger, "/api/v1/session", body.clone()).await.refused(401, "totp-needed");
        body["totp"] = first.into();
        world.post(&stranger, "/api/v1/session", body.clone()).await.refused(401, "totp-wrong");
        world.clock.set(world.app.now().plus_s(60));
        body["totp"] = code().into();
        world.post(&stranger, "/api/v1/session", body.clone()).await.good();
        world.post(&stranger, "/api/v1/session", body.clone()).await.refused(401, "totp-wrong");
        // A reset takes the factor off, so that a lost phone doesn't shut anybody out.
        let admin = world.client(&[Role::SystemAdmin]).await;
        let path = format!("/api/v1/people/{}/reset-password", person["id"].as_str().unwrap());
        let version = world.get(&admin, &format!("/api/v1/people/{}", person["id"].as_str().unwrap())).await.good()["version"].clone();
        let given = world.post(&admin, &path, json!({"version": version})).await.good()["password"].clone();
        world.post(&stranger, "/api/v1/session", sign_in("zhao", given.as_str().unwrap())).await.good();
        world.get(&me, "/api/v1/me").await.refused(401, "no-session");
    }
}

fn unbase32(text: &str) -> Vec<u8> {
    let mut bits = (0_u64, 0);
    let mut bytes = Vec::new();
    for letter in text.bytes() {
        let value = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".iter().position(|known| *known == letter).unwrap();
        bits = ((bits.0 << 5 | value as u64) & 0xffff, bits.1 + 5);
        if bits.1 >= 8 {
            bits.1 -= 8;
            bytes.push(u8::try_from(bits.0 >> bits.1 & 0xff).unwrap());
        }
    }
    bytes
}

on_both! {
    async fn roles_are_given_by_another_and_never_two_lanes(world) {
        let (person, _) = opened(world, "sun").await;
        let security = world.client(&[Role::SecurityAdmin]).await;
        let path = format!("/api/v1/people/{}/roles", person["id"].as_str().unwrap());
        let grant = |roles: &[&str], version: i64| {
            let roles: Vec<_> = roles.iter().map(|role| json!({"role": role, "organisation": world.bureau})).collect();
            json!({"roles": roles, "version": version})
        };
        world.post(&security, &path, grant(&["planner", "audit-admin"], 1)).await.refused(422, "roles-together");
        world.post(&security, &path, grant(&["system-admin", "security-admin"], 1)).await.refused(422, "roles-together");
        let held = world.post(&security, &path, grant(&["planner", "approver"], 1)).await.good();
        assert_eq!(held["roles"].as_array().unwrap().len(), 2);
        let held = world.post(&security, &path, grant(&["audit-admin"], 2)).await.good();
        assert_eq!(held["roles"][0]["role"], "audit-admin");
        let own = format!("/api/v1/people/{}/roles", security.person);
        world.post(&security, &own, grant(&[], 1)).await.refused(422, "own-roles");
        let admin = world.client(&[Role::SystemAdmin]).await;
        world.post(&admin, &path, grant(&["planner"], 3)).await.refused(403, "not-permitted");
    }
}

on_both! {
    async fn the_database_itself_keeps_the_lanes_apart(world) {
        use sea_orm::ConnectionTrait as _;
        let client = world.client(&[Role::Planner]).await;
        let text = match world.app.db.backend() {
            sea_orm::DbBackend::Sqlite => format!("x'{}'", client.person.0.simple()),
            _ => format!("'{}'", client.person.0),
        };
        for role in ["system-admin", "audit-admin"] {
            let sql = format!(
                "INSERT INTO person_role (person, role, organisation, lane) SELECT id, '{role}', organisation, lane FROM person WHERE id = {text}"
            );
            assert!(world.app.db.write().execute_unprepared(&sql).await.is_err(), "{role}");
            let sql = format!(
                "INSERT INTO person_role (person, role, organisation, lane) SELECT id, '{role}', organisation, '{role}' FROM person WHERE id = {text}"
            );
            assert!(world.app.db.write().execute_unprepared(&sql).await.is_err(), "{role} in its own lane");
        }
    }
}

on_both! {
    async fn the_last_administrator_stays(world) {
        let only = world.client(&[Role::SystemAdmin]).await;
        let second = world.client(&[Role::SystemAdmin]).await;
        let path = |id| format!("/api/v1/people/{id}/suspend");
        world.post(&only, &path(only.person), json!({"version": 1})).await.refused(422, "own-account");
        world.post(&only, &path(second.person), json!({"version": 1})).await.good();
        world.get(&second, "/api/v1/me").await.refused(401, "no-session");
        let security = world.client(&[Role::SecurityAdmin]).await;
        let roles = json!({"roles": [], "version": 1});
        world.post(&security, &format!("/api/v1/people/{}/roles", only.person), roles).await.refused(422, "last-administrator");
        let restore = format!("/api/v1/people/{}/restore", second.person);
        world.post(&only, &restore, json!({"version": 2})).await.good();
        world.post(&only, &restore, json!({"version": 3})).await.refused(422, "already-so");
    }
}

on_both! {
    async fn a_scope_is_an_organisation_and_what_is_below(world) {
        let office = world.office("新抚分局").await;
        let admin = world.client_of(office, &[Role::SystemAdmin]).await;
        world.client(&[Role::Planner]).await;
        let inside = world.client_of(office, &[Role::Planner]).await;
        let seen = world.get(&admin, "/api/v1/people").await.good();
        let ids: Vec<_> = seen["rows"].as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect();
        assert!(ids.contains(&inside.person.to_string()) && ids.len() == 2, "{seen}");
        let outside = json!({"login": "outside", "name": "某人", "organisation": world.bureau});
        world.post(&admin, "/api/v1/people", outside).await.refused(404, "not-found");
    }
}

on_both! {
    async fn pages_follow_one_another_whatever_comes_in_between(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        for n in 0..7 {
            world.post(&admin, "/api/v1/people", json!({"login": format!("p{n}xx"), "name": "同名", "organisation": world.bureau})).await.good();
        }
        let mut path = "/api/v1/people?limit=3&sort=-name&q=p".to_owned();
        let mut seen = std::collections::BTreeSet::new();
        loop {
            let page = world.get(&admin, &path).await.good();
            let rows = page["rows"].as_array().unwrap();
            assert!(rows.len() <= 3);
            for row in rows {
                assert!(seen.insert(row["id"].to_string()), "{row} twice");
            }
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/v1/people?limit=3&sort=-name&q=p&after={next}");
        }
        assert_eq!(seen.len(), 7);
        world.get(&admin, "/api/v1/people?limit=0").await.at_fault("limit", "out-of-range");
        world.get(&admin, "/api/v1/people?sort=password").await.at_fault("sort", "no-sort");
        world.get(&admin, "/api/v1/people?after=zzz").await.at_fault("after", "no-cursor");
    }
}

on_both! {
    async fn fields_at_fault_are_all_named(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let add = |body: Value| world.post(&admin, "/api/v1/people", body);
        let bad = add(json!({"login": "Ä", "name": " ", "organisation": world.bureau})).await;
        assert_eq!(bad.json["fields"].as_array().unwrap().len(), 2, "{}", bad.json);
        bad.at_fault("login", "login-form");
        add(json!({"login": "same", "name": "甲", "organisation": world.bureau})).await.good();
        add(json!({"login": "same", "name": "乙", "organisation": world.bureau})).await.at_fault("login", "login-taken");
    }
}

on_both! {
    async fn an_organisation_in_use_isnt_closed(world) {
        let admin = world.client(&[Role::SystemAdmin]).await;
        let path = "/api/v1/organisations";
        let below = |parent: &Value, level: &str| json!({"parent": parent, "name": "某分局", "level": level, "region": "210402"});
        let bureau = json!(world.bureau);
        let office = world.post(&admin, path, below(&bureau, "county")).await.good();
        world.post(&admin, path, below(&office["id"], "county")).await.refused(422, "level-order");
        world.post(&admin, path, below(&bureau, "city")).await.refused(422, "level-order");
        let close = |id: &Value| format!("{path}/{}/close", id.as_str().unwrap());
        world.post(&admin, &close(&bureau), json!({"version": 1})).await.refused(422, "organisation-still-used");
        world.post(&admin, &close(&office["id"]), json!({"version": 1})).await.good();
        world.post(&admin, &close(&office["id"]), json!({"version": 2})).await.refused(422, "already-so");
    }
}

on_both! {
    async fn setting_up_works_once_where_there_is_nobody(world) {
        use sea_orm::EntityTrait as _;
        use yaoguang::accounts::store::person;
        let stranger = world.stranger();
        assert!(person::Entity::find().one(world.app.read()).await.unwrap().is_none());
        assert_eq!(world.get(&stranger, "/api/v1/setup").await.good()["needed"], true);
        let first = |login: &str| json!({"login": login, "name": "某人", "password": PASSWORD});
        let body = |one: &str, two: &str| {
            json!({"organisation_name": "抚顺市物价局", "level": "city", "region": "210400",
                   "system_admin": first(one), "security_admin": first(two)})
        };
        world.post(&stranger, "/api/v1/setup", body("same", "same")).await.at_fault("security_admin.login", "login-taken");
        world.post(&stranger, "/api/v1/setup", body("sys", "sec")).await.good();
        world.post(&stranger, "/api/v1/setup", body("sys2", "sec2")).await.refused(422, "already-set-up");
        assert_eq!(world.get(&stranger, "/api/v1/setup").await.good()["needed"], false);
        let signed = world.post(&stranger, "/api/v1/session", sign_in("sec", PASSWORD)).await.good();
        assert_eq!((&signed["must_change_password"], &signed["totp"]), (&true.into(), &"required".into()));
    }
}

#[tokio::test]
async fn only_a_process_that_was_told_so_is_a_demonstration() {
    use yaoguang::accounts::store::person;
    use yaoguang::demo;
    let world = World::on_sqlite().await;
    let stranger = world.stranger();
    assert_eq!(world.get(&stranger, "/api/v1/setup").await.good()["demonstration"], Value::Null);
    // Neither a name nor a question makes it one.
    assert_eq!(world.get(&stranger, "/api/v1/setup?demonstration=true").await.good()["demonstration"], Value::Null);
    world.app.demonstrate(demo::accounts());
    let offered = world.get(&stranger, "/api/v1/setup").await.good()["demonstration"].take();
    let planner = offered["accounts"].as_array().unwrap().iter().find(|account| account["login"] == "planner");
    assert_eq!(planner.unwrap()["roles"], json!(["planner"]));
    // What is offered opens nothing by itself: whom nobody made can't sign in.
    assert!(person::of_login(world.app.read(), "planner").await.unwrap().is_none());
    let password = offered["password"].as_str().unwrap();
    world.post(&stranger, "/api/v1/session", sign_in("planner", password)).await.refused(401, "bad-login");
}

/// Somebody who signs in with a password they were given, and replaces it.
async fn settled(world: &World, login: &str, given: &Value) -> crate::harness::Client {
    let given = given.as_str().unwrap();
    let body = json!({"login": login, "password": given, "bearer": true});
    let signed = world.post(&world.stranger(), "/api/v1/session", body).await.good();
    assert_eq!((&signed["resting"], &signed["roles"], &signed["acts"]), (&json!(true), &json!([]), &json!(["me"])));
    let me = world.with_token(signed["token"].as_str().unwrap());
    world.get(&me, "/api/v1/plans").await.refused(403, "password-must-change");
    world.post(&me, "/api/v1/me/password", json!({"old": given, "new": PASSWORD})).await.good();
    me
}

on_both! {
    async fn who_gives_passwords_is_not_everybody(world) {
        let (admin, security) = (world.client(&[Role::SystemAdmin]).await, world.client(&[Role::SecurityAdmin]).await);
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let (person, _) = opened(world, "leading").await;
        let id = person["id"].as_str().unwrap();
        let path = |verb: &str| format!("/api/v1/people/{id}/{verb}");
        let act = async |client: &crate::harness::Client, verb: &str| {
            let version = world.get(&admin, &format!("/api/v1/people/{id}")).await.good()["version"].clone();
            world.post(client, &path(verb), json!({"version": version})).await
        };
        let grant = json!({"roles": [{"role": "approver", "organisation": world.bureau}], "version": 1});
        world.post(&security, &path("roles"), grant).await.good();
        act(&security, "confirm").await.refused(422, "person-not-resting");
        let reset = act(&admin, "reset-password").await.good();
        assert_eq!((&reset["person"]["resting"], &reset["person"]["roles"][0]["role"]), (&json!(true), &json!("approver")));
        // Others know the password that was given, too.
        act(&security, "confirm").await.refused(422, "person-password-given");
        let me = settled(world, "leading", &reset["password"]).await;
        world.get(&me, "/api/v1/plans").await.refused(403, "roles-resting");
        act(&admin, "confirm").await.refused(403, "not-permitted");
        act(&auditor, "vouch").await.refused(422, "person-other-confirms");
        act(&me, "confirm").await.refused(403, "roles-resting");
        assert_eq!(act(&security, "confirm").await.good()["resting"], false);
        world.get(&me, "/api/v1/plans").await.good();
        assert_eq!(world.get(&me, "/api/v1/me").await.good()["roles"][0]["role"], "approver");
        // An account that was suspended may have another owner by now.
        act(&admin, "suspend").await.good();
        assert_eq!(act(&admin, "restore").await.good()["resting"], true);
        act(&security, "confirm").await.good();
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=person.confirmed").await.good();
        assert_eq!(acts["rows"].as_array().unwrap().len(), 2);
    }
}

on_both! {
    async fn the_last_security_administrator_is_not_locked_out(world) {
        use yaoguang::accounts::api::confirm::at_server;
        let (admin, security) = (world.client(&[Role::SystemAdmin]).await, world.client(&[Role::SecurityAdmin]).await);
        let (id, login) = (security.person, format!("u{}", security.person.0.simple()));
        let version = async || world.get(&admin, &format!("/api/v1/people/{id}")).await.good()["version"].clone();
        let reset = async || {
            let path = format!("/api/v1/people/{id}/reset-password");
            let given = world.post(&admin, &path, json!({"version": version().await})).await.good()["password"].clone();
            settled(world, &login, &given).await
        };
        let on_server = async || at_server(&world.app, &login).await.map_err(|no| no.code);
        assert_eq!(on_server().await, Err("person-not-resting"));
        // Nobody but whoever has the server could.
        let me = reset().await;
        assert_eq!(on_server().await, Ok(()));
        assert_eq!(world.get(&me, "/api/v1/me").await.good()["roles"][0]["role"], "security-admin");
        // With an audit administrator, that one.
        let auditor = world.client(&[Role::AuditAdmin]).await;
        reset().await;
        assert_eq!(on_server().await, Err("person-other-confirms"));
        let vouch = format!("/api/v1/people/{id}/vouch");
        world.post(&auditor, &vouch, json!({"version": version().await})).await.good();
        // With another security administrator, only that one.
        let other = world.client(&[Role::SecurityAdmin]).await;
        reset().await;
        world.post(&auditor, &vouch, json!({"version": version().await})).await.refused(422, "person-other-confirms");
        let own = format!("/api/v1/people/{}/confirm", other.person);
        world.post(&other, &own, json!({"version": 1})).await.refused(422, "own-confirmation");
        world.post(&other, &format!("/api/v1/people/{id}/confirm"), json!({"version": version().await})).await.good();
    }
}
