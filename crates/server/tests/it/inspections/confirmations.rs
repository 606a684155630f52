//! Who was there by a record that another handed in confirms it with their own account, or everybody reads that they didn't.

use sea_orm::ConnectionTrait as _;
use yaoguang::app::journal::audit::audit;

use super::absence::{of_three, without_third};
use super::*;

/// Notice and record of a visit, handed in by the first of its team.
async fn recorded(visits: &Visits<'_>, visit: &Value) {
    let (id, (team, _)) = (visit["id"].as_str().unwrap(), visits.team(visit));
    visits.step(team[0], id, "notice", json!({})).await.good();
    visits.step(team[0], id, "record", json!({"record": record(visit, "2026-03-10")})).await.good();
}

/// Somebody confirms what was handed in last.
async fn confirm(visits: &Visits<'_>, by: &Client, id: &str) -> Answer {
    let page = visits.look(id).await;
    let last = page["records"].as_array().unwrap().last().unwrap()["id"].clone();
    visits.step(by, id, "confirm", json!({"record": last})).await
}

/// How those who were there stand by what was handed in last.
fn vouched(page: &Value) -> Vec<Value> {
    let last = page["records"].as_array().unwrap().last().unwrap();
    last["there"].as_array().unwrap().iter().map(|one| one["vouched"].clone()).collect()
}

async fn result(visits: &Visits<'_>, id: &str) -> String {
    visits.world.get(&visits.world.stranger(), &format!("/results/{id}")).await.text()
}

const NOT_CONFIRMED: &str = "没有用自己的账户确认";

on_both! {
    async fn who_was_there_confirms_with_their_own_account_and_nobody_else_does(world) {
        let (visits, all) = Visits::begun(world).await;
        let (id, (team, other)) = (all[0]["id"].as_str().unwrap(), visits.team(&all[0]));
        assert_eq!(visits.list(team[1], "unconfirmed=true").await.len(), 0);
        recorded(&visits, &all[0]).await;
        // It waits for the one who was there and didn't hand it in.
        assert_eq!(visits.list(team[1], "unconfirmed=true").await[0]["id"], all[0]["id"]);
        assert_eq!(visits.list(team[0], "unconfirmed=true").await.len(), 0);
        let asked = format!("{VISITS}?unconfirmed=true");
        world.get(&visits.reviewer, &asked).await.refused(422, "visit-no-account");
        assert_eq!(vouched(&visits.look(id).await), [json!("handed-in"), Value::Null]);
        let mine = world.get(team[1], &format!("{VISITS}/{id}")).await.good();
        assert_eq!(mine["to_confirm"], json!([mine["records"][0]["id"]]));
        confirm(&visits, team[0], id).await.refused(422, "visit-confirm-own");
        confirm(&visits, other, id).await.refused(422, "visit-not-team");
        confirm(&visits, &visits.reviewer, id).await.refused(403, "not-permitted");
        let stranger = world.client(&[Role::Inspector]).await;
        confirm(&visits, &stranger, id).await.refused(422, "visit-no-account");
        let unknown = json!({"record": "00000000-0000-7000-8000-000000000000"});
        visits.step(team[1], id, "confirm", unknown).await.refused(404, "not-found");
        let page = confirm(&visits, team[1], id).await.good();
        assert_eq!((vouched(&page), &page["to_confirm"]), (vec![json!("handed-in"), json!("confirmed")], &json!([])));
        assert_eq!(page["records"][0]["there"][1]["account"]["id"], json!(team[1].person.0));
        confirm(&visits, team[1], id).await.refused(422, "visit-confirmed-already");
        assert_eq!(visits.list(team[1], "unconfirmed=true").await.len(), 0);
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=visit.confirmed").await.good();
        assert_eq!((acts["rows"].as_array().unwrap().len(), &acts["rows"][0]["facts"]), (1, &json!({"number": 1})));
    }
}

on_both! {
    async fn a_published_result_names_who_did_not_confirm(world) {
        let (visits, all) = Visits::begun(world).await;
        let ids: Vec<&str> = all[..2].iter().map(|visit| visit["id"].as_str().unwrap()).collect();
        for visit in &all[..2] {
            visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        }
        // After the review too, until it is public; nothing waits for it.
        confirm(&visits, visits.team(&all[0]).0[1], ids[0]).await.good();
        let page = format!("/draws/{}", visits.draw);
        visits.publish(ids[0]).await;
        let said = result(&visits, ids[0]).await;
        assert!(said.contains("到场2人，其中2人用自己的账户提交或者确认") && !said.contains(NOT_CONFIRMED), "{said}");
        assert!(!world.get(&world.stranger(), &page).await.text().contains(NOT_CONFIRMED));
        visits.publish(ids[1]).await;
        let said = result(&visits, ids[1]).await;
        assert!(said.contains("到场2人，其中1人用自己的账户提交或者确认"), "{said}");
        let named = format!("{} {} <strong>{NOT_CONFIRMED}", all[1]["team"][1]["name"].as_str().unwrap(), all[1]["team"][1]["certificate"].as_str().unwrap());
        assert!(said.contains(&named), "{named}: {said}");
        let whole = world.get(&world.stranger(), &format!("/results/{}/1/disclosure.json", ids[1])).await.good();
        assert_eq!((&whole["team"][0]["confirmed"], &whole["team"][1]["confirmed"]), (&json!(true), &json!(false)));
        let draw = world.get(&world.stranger(), &page).await.text();
        assert!(draw.contains("其中1项检查有到场的检查人员没有用自己的账户确认检查记录"), "{draw}");
        confirm(&visits, visits.team(&all[1]).0[1], ids[1]).await.refused(422, "visit-confirm-public");
        assert_eq!(visits.list(visits.team(&all[1]).0[1], "unconfirmed=true").await.len(), 0);
    }
}

on_both! {
    async fn a_corrected_version_is_confirmed_anew(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        confirm(&visits, team[1], id).await.good();
        visits.publish(id).await;
        visits.step(team[0], id, "correct", json!({"reason": "日期有误"})).await.good();
        let returned = visits.returned(visit, &record(visit, "2026-03-10"), "时间有误").await;
        assert_eq!(vouched(&returned), [json!("handed-in"), Value::Null]);
        // What was returned isn't confirmed; what took its place is.
        confirm(&visits, team[1], id).await.refused(422, "visit-confirm-returned");
        assert_eq!(visits.list(team[1], "unconfirmed=true").await.len(), 0);
        visits.step(team[0], id, "record", json!({"record": found(visit, "2026-03-10")})).await.good();
        assert_eq!(visits.list(team[1], "unconfirmed=true").await.len(), 1);
        let page = confirm(&visits, team[1], id).await.good();
        assert_eq!(vouched(&page), [json!("handed-in"), json!("confirmed")]);
        assert_eq!(page["records"][0]["there"][1]["vouched"], "confirmed");
        let digest = visits.digest(id).await;
        visits.step(&visits.reviewer, id, "review", digest).await.good();
        visits.publish(id).await;
        let said = result(&visits, id).await;
        assert!(said.contains("其中2人用自己的账户提交或者确认"), "{said}");
    }
}

on_both! {
    async fn who_was_drawn_and_was_not_there_confirms_nothing(world) {
        let visits = of_three(world).await;
        let visit = visits.list(&visits.bureau.operator, "sort=place").await[0].clone();
        let (id, (team, _)) = (visit["id"].as_str().unwrap(), visits.team(&visit));
        visits.reviewed(&visit, &without_third(&visit, "当日出庭应诉")).await;
        confirm(&visits, team[2], id).await.refused(422, "visit-confirm-absent");
        assert_eq!(visits.list(team[2], "unconfirmed=true").await.len(), 0);
        confirm(&visits, team[1], id).await.good();
    }
}

on_both! {
    async fn one_account_does_not_stand_for_two_inspectors(world) {
        let (visits, all) = Visits::begun(world).await;
        let (id, (team, _)) = (all[0]["id"].as_str().unwrap(), visits.team(&all[0]));
        recorded(&visits, &all[0]).await;
        let known = world.get(&visits.clerk, ACCOUNTS).await.good();
        let of = |seat: usize| {
            let is_of = |row: &&Value| row["certificate"] == all[0]["team"][seat]["certificate"];
            known["rows"].as_array().unwrap().iter().find(is_of).unwrap()["inspector"].clone()
        };
        // Whoever handed it in has the other's account now.
        visits.seated(&of(0), None).await;
        visits.seated(&of(1), Some(team[0].person)).await;
        confirm(&visits, team[0], id).await.refused(422, "visit-confirm-own");
        assert_eq!(visits.list(team[0], "unconfirmed=true").await.len(), 0);
    }
}

pub(super) async fn findings(world: &World) -> Vec<&'static str> {
    let report = audit(&world.app, yaoguang::IMAGERS, |_, _, _| {}).await.unwrap();
    report.findings.iter().map(|finding| finding.code()).collect()
}

on_both! {
    async fn a_confirmation_that_was_changed_past_the_program_is_found(world) {
        let (visits, all) = Visits::begun(world).await;
        let (id, (team, _)) = (all[0]["id"].as_str().unwrap(), visits.team(&all[0]));
        recorded(&visits, &all[0]).await;
        confirm(&visits, team[1], id).await.good();
        world.sequence().await;
        let later = async |by: &str| {
            let sql = format!("UPDATE visit_confirmation SET at = at {by}");
            assert_eq!(world.app.db.write().execute_unprepared(&sql).await.unwrap().rows_affected(), 1);
        };
        assert_eq!(findings(world).await, Vec::<&str>::new());
        later("+ 1").await;
        assert_eq!(findings(world).await, ["image-unlike-opening"]);
        // Nor does a lawful act seal it.
        let digest = visits.digest(id).await;
        visits.step(&visits.reviewer, id, "review", digest.clone()).await.refused(422, "unlike-journal");
        later("- 1").await;
        visits.step(&visits.reviewer, id, "review", digest).await.good();
    }
}

on_both! {
    async fn accounts_given_before_the_commit_are_told_and_those_with_another_name(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let friend = world.client(&[Role::Inspector]).await;
        let known = world.get(&clerk, "/api/v1/inspectors").await.good();
        let link = json!({"inspector": known["rows"][0]["id"], "person": friend.person.0, "version": 0});
        world.post(&clerk, ACCOUNTS, link).await.good();
        let scheme = bureau.scheme();
        let visits = Visits::of(world, bureau, scheme).await;
        visits.dispatch().await.good();
        let page = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        assert!(page.contains("名单锁定以前366天内有1名、锁定以后有5名检查人员的账户被分配、收回或者更换"), "{page}");
        // Everybody's account has another name here.
        let all = visits.list(&visits.bureau.operator, "").await;
        let seats = all.iter().flat_map(|visit| visit["team"].as_array().unwrap());
        let seated: std::collections::BTreeSet<&str> = seats.map(|one| one["certificate"].as_str().unwrap()).collect();
        let told = format!("有{}名检查人员的账户登记的是另一个姓名", seated.len());
        assert!(page.contains(&told), "{told}: {page}");
    }
}
