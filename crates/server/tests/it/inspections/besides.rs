//! Texts of a record that nobody outside reads: none behind "nothing found", and told of where one stands.

use super::*;

on_both! {
    async fn nothing_found_has_no_text_behind_it_and_any_other_text_is_told_of(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        visits.step(team[0], id, "notice", json!({})).await.good();
        let text = "现场发现价格欺诈";
        let hide = |change: fn(&mut Value, &str)| {
            let mut said = record(visit, "2026-03-10");
            change(&mut said, text);
            said
        };
        for (said, field, code) in [
            (hide(|said, text| said["findings"] = json!(text)), "findings", "visit-nothing-but-text"),
            (hide(|said, text| said["items"][0]["rows"][0]["found"] = json!(text)), "items.0.rows.0.found", "visit-found-not-no"),
            (hide(|said, text| said["items"][0]["rows"][0]["value"] = json!(text)), "items.0.rows.0.value", "visit-value-ticked"),
            (
                hide(|said, text| {
                    said["items"][0]["rows"][0] = json!({"tick": "no", "found": text});
                    said["results"] = json!(["no-activity"]);
                }),
                "results",
                "visit-clean-but-found",
            ),
        ] {
            let lacks = visits.step(team[0], id, "record", json!({"record": said})).await.refused(422, "visit-incomplete");
            let fields: Vec<(&Value, &Value)> = lacks["fields"].as_array().unwrap().iter().map(|one| (&one["field"], &one["code"])).collect();
            assert_eq!(fields, [(&json!(field), &json!(code))], "{lacks}");
        }
        visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        let mut said = found(&all[1], "2026-03-10");
        said["findings"] = json!(text);
        visits.reviewed(&all[1], &said).await;
        for visit in &all[..2] {
            visits.publish(visit["id"].as_str().unwrap()).await;
        }
        let told = "记录中另写有“其他情况”";
        for (visit, besides) in [(&all[0], false), (&all[1], true)] {
            let path = format!("/results/{}", visit["id"].as_str().unwrap());
            let page = world.get(&world.stranger(), &path).await.text();
            assert!(page.contains(told) == besides && !page.contains(text), "{page}");
            let whole = world.get(&world.stranger(), &format!("{path}/1/disclosure.json")).await.good();
            assert_eq!(whole["besides"], json!(besides));
            assert!(!whole.to_string().contains(text), "{whole}");
        }
    }
}
