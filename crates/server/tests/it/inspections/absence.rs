//! Who was drawn and didn't go: with a reason, which everybody reads, and counted.

use super::*;

/// Visits whose teams have three seats, of which two must go.
pub async fn of_three(world: &World) -> Visits<'_> {
    let bureau = Bureau::open(world).await;
    let mut scheme = bureau.scheme();
    scheme["seats"] = json!(["all", "all", "all"]);
    let visits = Visits::of(world, bureau, scheme).await;
    visits.begin().await;
    visits
}

/// A record of a visit to which the third of the team didn't go.
pub fn without_third(visit: &Value, why: &str) -> Value {
    let mut said = record(visit, "2026-03-10");
    said["present"].as_array_mut().unwrap().truncate(2);
    said["absent_why"] = json!(why);
    said
}

on_both! {
    async fn whoever_was_drawn_and_stays_away_has_a_reason_that_everybody_reads(world) {
        let visits = of_three(world).await;
        let all = visits.list(&visits.bureau.operator, "sort=place").await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        assert_eq!(team.len(), 3);
        visits.step(team[0], id, "notice", json!({})).await.good();
        let lacks = visits.step(team[0], id, "record", json!({"record": without_third(visit, " ")})).await.refused(422, "visit-incomplete");
        let fields: Vec<&Value> = lacks["fields"].as_array().unwrap().iter().map(|fault| &fault["field"]).collect();
        assert_eq!(fields, ["absent_why"]);
        // Only who was there hands it in.
        let why = "第三名成员当日出庭应诉";
        visits.step(team[2], id, "record", json!({"record": without_third(visit, why)})).await.refused(422, "visit-recorder-absent");
        let page = visits.reviewed(visit, &without_third(visit, why)).await;
        let said = &page["records"][0]["record"];
        assert_eq!((&said["absent"], &said["absent_why"]), (&json!([visit["team"][2]["code"]]), &json!(why)));
        // Where everybody was there, nothing of it stays.
        let mut whole = record(&all[1], "2026-03-10");
        (whole["absent"], whole["absent_why"]) = (json!(["E999"]), json!(why));
        let page = visits.reviewed(&all[1], &whole).await;
        assert!(!page["records"][0]["record"].to_string().contains("absent"), "{page}");
        for visit in &all[..2] {
            visits.publish(visit["id"].as_str().unwrap()).await;
        }
        read(&visits, &all, why).await;
    }
}

/// What everybody reads of the two.
async fn read(visits: &Visits<'_>, all: &[Value], why: &str) {
    let (world, stranger) = (visits.world, visits.world.stranger());
    let page = world.get(&stranger, &format!("/results/{}", all[0]["id"].as_str().unwrap())).await.text();
    for part in ["抽取检查人员3人，到场2人", why, "“是”1项，“否”0项，“不适用”0项，填写数值或者文字0项"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = world.get(&stranger, &format!("/results/{}", all[1]["id"].as_str().unwrap())).await.text();
    assert!(page.contains("抽取检查人员3人，到场3人") && !page.contains("没有到场的原因"), "{page}");
    let draw = world.get(&stranger, &format!("/draws/{}", visits.draw)).await.text();
    assert!(draw.contains("其中1项检查有被抽中的检查人员没有到场"), "{draw}");
    // A load is of visits that somebody went to.
    let figures = crate::portal::unlabelled(&world.get(&stranger, "/statistics").await.text());
    let third = &all[0]["team"][2]["certificate"];
    let is_of = |visit: &&Value| visit["team"].as_array().unwrap().iter().any(|one| one["certificate"] == *third);
    let cell = |load: usize| {
        let certificate = third.as_str().unwrap();
        format!("<td class=\"number\">{certificate}</td><td class=\"number\">{load}</td>")
    };
    let drawn = all.iter().filter(is_of).count();
    assert!(!figures.contains(&cell(drawn)), "{figures}");
    assert!(drawn == 1 || figures.contains(&cell(drawn - 1)), "{figures}");
}
