//! When and by whom a draw was dispatched, and who still waits for a visit.

use super::*;
use crate::disclosure::amended;

on_both! {
    async fn a_draw_says_when_and_by_whom_it_was_dispatched_and_how_many_wait(world) {
        let visits = Visits::drawn(world, None).await;
        let (operator, path) = (&visits.bureau.operator, format!("{DRAWS}/{}/dispatches", visits.draw));
        let told = async || world.get(operator, &path).await.good();
        assert_eq!(told().await, json!({"waiting": 6, "done": []}));
        visits.dispatch().await.good();
        let once = told().await;
        assert_eq!((&once["waiting"], once["done"].as_array().unwrap().len(), &once["done"][0]["visits"]), (&json!(0), 1, &json!(6)));
        assert_eq!(once["done"][0]["by"], json!({"id": operator.person.0, "name": "某draw-operator"}), "{once}");
        // One leaves, and who stands in has no visit until somebody dispatches again.
        let first = visits.list(operator, "sort=place").await[0]["code"].clone();
        amended(&visits, json!({"kind": "gone", "subject": first, "reason": "unreachable", "words": "登记地址查无此店"})).await;
        assert_eq!(told().await["waiting"], 1);
        world.later("2026-03-05T04:00:00Z").await;
        assert_eq!(visits.dispatch().await.good(), json!({"visits": 1}));
        let twice = told().await;
        let each: Vec<(&str, i64)> = twice["done"].as_array().unwrap().iter().map(|one| (one["at"].as_str().unwrap(), one["visits"].as_i64().unwrap())).collect();
        assert!(twice["waiting"] == 0 && each.len() == 2 && each[0].0 < each[1].0, "{twice}");
        assert_eq!((each[0].1, each[1].1), (6, 1));
        visits.dispatch().await.refused(422, "visit-dispatched");
    }
}

on_both! {
    async fn a_visit_says_who_dispatched_it_and_who_gave_its_notice(world) {
        let (visits, all) = Visits::begun(world).await;
        let (id, team) = visits.pair(&all[0]);
        let before = visits.look(id).await;
        assert_eq!((&before["dispatched"]["by"]["id"], &before["noticer"]), (&json!(visits.bureau.operator.person.0), &Value::Null));
        visits.step(team[1], id, "notice", json!({})).await.good();
        let after = visits.look(id).await;
        assert_eq!((&after["dispatched"], &after["noticer"]["id"]), (&before["dispatched"], &json!(team[1].person.0)));
    }
}

on_both! {
    async fn of_an_unannounced_draw_nobody_is_told_of_visits_that_they_do_not_see(world) {
        let visits = Visits::drawn(world, Some("2026-04-20")).await;
        visits.dispatch().await.good();
        let path = format!("{DRAWS}/{}/dispatches", visits.draw);
        let done = async |client: &Client| world.get(client, &path).await.good()["done"].clone();
        assert_eq!(done(&visits.bureau.operator).await[0]["visits"], 6);
        assert_eq!(done(&world.client(&[Role::Superior]).await).await, json!([]));
        // A team has its own ones.
        let all = visits.list(&visits.bureau.operator, "sort=place").await;
        let (team, _) = visits.team(&all[0]);
        let own = visits.list(team[0], "").await.len();
        assert_eq!(done(team[0]).await[0]["visits"], own);
        let elsewhere = world.office("望花区局").await;
        let stranger = world.client_of(elsewhere, &[Role::Reviewer]).await;
        world.get(&stranger, &path).await.refused(404, "not-found");
    }
}
