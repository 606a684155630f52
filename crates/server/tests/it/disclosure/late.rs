//! Versions that nobody reviews or hands in, which everybody is told of; and a clock that no return begins anew. What is handed in on 10 March is due on 8 April.

use super::*;

async fn page(world: &World, path: &str) -> String {
    world.get(&world.stranger(), path).await.text()
}

/// A reviewed and published visit, of which a correction is begun.
async fn correcting(visits: &Visits<'_>, visit: &Value) {
    let id = visit["id"].as_str().unwrap();
    visits.reviewed(visit, &record(visit, "2026-03-10")).await;
    visits.publish(id).await;
    visits.step(visits.team(visit).0[0], id, "correct", json!({"reason": "补记收费情况"})).await.good();
}

/// How many visits the draw's page and the statistics call overdue and not public; nothing where they say nothing of it.
async fn overdue(visits: &Visits<'_>) -> [Option<String>; 2] {
    let said = |text: String| {
        let (_, rest) = text.split_once("逾期未公示")?;
        rest.split_once("户次").map(|(count, _)| count.to_owned()).filter(|count| count.parse::<u8>().is_ok())
    };
    let draw = page(visits.world, &format!("/draws/{}", visits.draw)).await;
    let figures = page(visits.world, "/statistics").await;
    let figures = figures.split_once("id=\"unpublished\"").map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    [said(draw), said(figures)]
}

fn both(count: &str) -> [Option<String>; 2] {
    [Some(count.to_owned()), Some(count.to_owned())]
}

on_both! {
    async fn a_correction_that_nobody_reviews_is_told_of_and_late(world) {
        let (visits, all) = Visits::begun(world).await;
        let (visit, id) = (&all[0], all[0]["id"].as_str().unwrap());
        let (path, draw) = (format!("/results/{id}"), format!("/draws/{}", visits.draw));
        correcting(&visits, visit).await;
        assert!(!page(world, &path).await.contains("第2版"), "only begun");
        visits.step(visits.team(visit).0[0], id, "record", json!({"record": found(visit, "2026-03-10")})).await.good();
        // That it is there, and nothing of what it says.
        let told = "第2版已于2026年3月10日提交，尚未复核";
        for path in [path.clone(), format!("{path}/1")] {
            let page = page(world, &path).await;
            assert!(page.contains(told) && !page.contains("三件商品没有标价签"), "{page}");
        }
        let of_draw = "其中1项结果另有更正后的一版已经提交、尚未复核";
        assert!(page(world, &draw).await.contains(of_draw));
        assert_eq!(overdue(&visits).await, [None, None]);
        world.later("2026-04-09T01:00:00Z").await;
        assert_eq!(overdue(&visits).await, both("1"));
        // It goes back and comes again: the clock doesn't.
        visits.step(&visits.reviewer, id, "return", json!({"reason": "请附收费票据"})).await.good();
        assert!(page(world, &path).await.contains("第2版已于2026年3月10日提交，被退回后尚未重新提交"));
        assert!(page(world, &draw).await.contains(of_draw));
        assert_eq!(overdue(&visits).await, both("1"));
        visits.reviewed(visit, &found(visit, "2026-03-10")).await;
        assert!(page(world, &path).await.contains("第2版已于2026年4月9日复核，尚未公示"));
        assert!(!page(world, &draw).await.contains(of_draw));
        assert_eq!(overdue(&visits).await, both("1"));
        let row = list(world, &visits.bureau.publisher, "overdue=true").await[0].clone();
        assert_eq!((&row["number"], &row["start"], &row["due"], &row["late"]), (&json!(2), &json!("2026-03-10"), &json!("2026-04-08"), &json!(true)));
        visits.publish(id).await;
        let page = page(world, &path).await;
        assert!(page.contains("三件商品没有标价签") && page.contains("逾期公示") && !page.contains("尚未公示"), "{page}");
        assert_eq!(overdue(&visits).await, [None, None]);
    }
}

on_both! {
    async fn a_correction_that_is_begun_and_never_handed_in_is_told_of_once_its_day_is_over(world) {
        let (visits, all) = Visits::begun(world).await;
        let path = format!("/results/{}", all[0]["id"].as_str().unwrap());
        correcting(&visits, &all[0]).await;
        world.later("2026-04-08T08:00:00Z").await;
        assert!(!page(world, &path).await.contains("第2版"));
        assert_eq!(overdue(&visits).await, [None, None]);
        world.later("2026-04-09T01:00:00Z").await;
        let told = "第2版已于2026年3月10日开始更正，公示期限已过，尚未提交";
        assert!(page(world, &path).await.contains(told));
        assert_eq!(overdue(&visits).await, both("1"));
        // Handed in at last, it has the days of what is handed in.
        let id = all[0]["id"].as_str().unwrap();
        visits.step(visits.team(&all[0]).0[0], id, "record", json!({"record": record(&all[0], "2026-03-10")})).await.good();
        assert!(page(world, &path).await.contains("第2版已于2026年4月9日提交，尚未复核"));
        assert_eq!(overdue(&visits).await, [None, None]);
    }
}

on_both! {
    async fn a_return_does_not_begin_the_clock_anew(world) {
        let (visits, all) = Visits::begun(world).await;
        let (visit, id, publisher) = (&all[0], all[0]["id"].as_str().unwrap(), &visits.bureau.publisher);
        visits.step(visits.team(visit).0[0], id, "notice", json!({})).await.good();
        visits.returned(visit, &record(visit, "2026-03-10"), "时间有误").await;
        world.later("2026-03-30T08:00:00Z").await;
        visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        // Another that didn't go back.
        visits.reviewed(&all[1], &record(&all[1], "2026-03-30")).await;
        let starts = async || {
            let rows = list(world, publisher, "").await;
            let of = |visit: &Value| rows.iter().find(|row| row["visit"] == visit["id"]).unwrap()["start"].clone();
            [of(visit), of(&all[1])]
        };
        assert_eq!(starts().await, [json!("2026-03-10"), json!("2026-03-30")]);
        assert_eq!(list(world, publisher, "overdue=true").await, Vec::<Value>::new());
        world.later("2026-04-09T01:00:00Z").await;
        let late = list(world, publisher, "overdue=true").await;
        assert_eq!((late.len(), &late[0]["visit"], &late[0]["due"]), (1, &visit["id"], &json!("2026-04-08")));
        assert_eq!(overdue(&visits).await, both("1"));
        visits.publish(id).await;
        assert!(page(world, &format!("/results/{id}")).await.contains("逾期公示"));
    }
}
