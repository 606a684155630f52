//! Visits on which nobody was there: they are no visits, whatever else is said of them.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use yaoguang::inspections::VisitId;
use yaoguang::inspections::store::{self, visit as visits_of};

use super::*;

/// A record of a visit that reached nobody.
fn nobody(visit: &Value, results: Value) -> Value {
    let mut said = record(visit, "2026-03-10");
    (said["results"], said["subject"]) = (results, json!({}));
    said["items"][0]["rows"][0] = json!({"tick": "not-applicable"});
    said
}

/// How many businesses of the scope a next draw leaves out, whose businesses cool down.
async fn left_out(visits: &Visits<'_>) -> usize {
    let mut scheme = visits.bureau.scheme();
    (scheme["from"], scheme["to"], scheme["cooldown_days"]) = (json!("2026-04-01"), json!("2026-04-20"), json!(90));
    let next = visits.bureau.approved(scheme, &crate::draws::OUTSIDE).await;
    visits.bureau.hashed(&next, 2).await;
    visits.bureau.commit(&next).await;
    let page = visits.world.get(&visits.world.stranger(), &format!("/draws/{next}")).await.text();
    let found = page.split_once("范围内有").and_then(|(_, rest)| rest.split_once("个检查对象没有参加"));
    found.map_or(0, |(count, _)| count.parse().unwrap())
}

/// A record handed in as it could be before these results had to stand alone: sealed with them.
async fn as_before(world: &World, id: &str, results: &str) {
    let id = VisitId(id.parse().unwrap());
    let mut tx = world.app.begin_as(Actor::SYSTEM).await.unwrap();
    let change = store::record::Entity::update_many().col_expr(store::record::Column::Results, Expr::value(results));
    change.filter(store::record::Column::Visit.eq(id)).exec(tx.db()).await.unwrap();
    let row = visits_of::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap();
    let whole = store::whole(tx.db(), row).await.unwrap();
    tx.record(whole.act("visit.recorded").number("number", 1)).await.unwrap();
    tx.commit().await.unwrap();
}

on_both! {
    async fn nothing_stands_beside_a_result_that_says_nobody_was_there(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        visits.step(team[0], id, "notice", json!({})).await.good();
        let mut answered = nobody(visit, json!(["not-reached"]));
        answered["items"][0]["rows"][0] = json!({"tick": "yes"});
        for (said, code) in [
            (nobody(visit, json!(["not-reached", "no-activity"])), "visit-nobody-alone"),
            (nobody(visit, json!(["gone", "pending"])), "visit-nobody-alone"),
            (nobody(visit, json!(["not-reached", "rectification-ordered"])), "visit-nobody-alone"),
            (answered, "visit-nobody-but-answered"),
        ] {
            let lacks = visits.step(team[0], id, "record", json!({"record": said})).await.refused(422, "visit-incomplete");
            assert_eq!((&lacks["fields"][0]["field"], &lacks["fields"][0]["code"]), (&json!("results"), &json!(code)), "{lacks}");
        }
        visits.reviewed(visit, &nobody(visit, json!(["not-reached"]))).await;
        visits.reviewed(&all[1], &nobody(&all[1], json!(["gone"]))).await;
        visits.reviewed(&all[2], &record(&all[2], "2026-03-10")).await;
        let page = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        assert!(page.contains("检查记录已复核3项") && page.contains("其中2项没有见到检查对象"), "{page}");
        assert_eq!(left_out(&visits).await, 1);
    }
}

on_both! {
    async fn a_record_of_before_that_reached_nobody_is_no_visit_either(world) {
        let (visits, all) = Visits::begun(world).await;
        // Three that say the same, but for one that says besides that nobody was there, and is published; and one that isn't.
        for (visit, is_before) in [(&all[0], true), (&all[1], true), (&all[2], false)] {
            let (id, (team, _)) = (visit["id"].as_str().unwrap(), visits.team(visit));
            let mut said = record(visit, "2026-03-10");
            said["results"] = json!(["no-activity"]);
            visits.step(team[0], id, "notice", json!({})).await.good();
            visits.step(team[0], id, "record", json!({"record": said})).await.good();
            if is_before {
                as_before(world, id, r#"["not-reached","no-activity"]"#).await;
            }
            let digest = visits.digest(id).await;
            visits.step(&visits.reviewer, id, "review", digest).await.good();
        }
        for visit in [&all[0], &all[2]] {
            visits.publish(visit["id"].as_str().unwrap()).await;
        }
        let code = all[0]["code"].as_str().unwrap();
        assert_eq!(counted(&visits, code).await.as_array().unwrap().len(), 2, "the registry says what was published");
        let page = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        assert!(page.contains("其中2项没有见到检查对象"), "{page}");
        assert_eq!(left_out(&visits).await, 1);
    }
}
