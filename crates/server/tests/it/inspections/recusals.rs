//! A recusal that was asked for: the record waits for its decision, and everybody reads what became of it.

use super::*;

/// An amendment of the draw, asked for.
async fn asked(visits: &Visits<'_>, body: Value) -> Value {
    let path = format!("{DRAWS}/{}/amendments", visits.draw);
    visits.world.post(&visits.bureau.operator, &path, body).await.good()
}

async fn declined(visits: &Visits<'_>, asked: &Value) {
    let path = format!("{DRAWS}/{}/amendments/{}/decline", visits.draw, asked["id"].as_str().unwrap());
    visits.world.post(&visits.bureau.approver, &path, json!({"answer": "未提供材料"})).await.good();
}

fn recusal(visit: &Value) -> Value {
    let inspector = &visit["team"][0]["code"];
    json!({"kind": "recuse", "subject": visit["code"], "inspector": inspector, "reason": "applied-for", "words": "企业称其与邻店有亲属关系"})
}

async fn page(visits: &Visits<'_>, path: &str) -> String {
    visits.world.get(&visits.world.stranger(), path).await.text()
}

on_both! {
    async fn whoever_leaves_a_recusal_undecided_does_not_decide_who_inspects(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        let draw = format!("/draws/{}", visits.draw);
        assert!(page(&visits, &draw).await.contains("没有提出过变更"));
        visits.step(team[0], id, "notice", json!({})).await.good();
        let first = asked(&visits, recusal(visit)).await;
        let told = page(&visits, &draw).await;
        assert!(told.contains("另有1项等待审批人决定，最早的一项提出于2026年3月10日16:00:00") && !told.contains("亲属"), "{told}");
        // The draft stays; the record waits, and says for what.
        let body = json!({"record": record(visit, "2026-03-10")});
        visits.step(team[0], id, "draft", body.clone()).await.good();
        let refused = visits.step(team[1], id, "record", body.clone()).await.refused(422, "visit-recusal-open");
        let code = visit["team"][0]["code"].as_str().unwrap();
        assert!(refused["detail"].as_str().unwrap().contains(code), "{refused}");
        // It is for this business: nobody else's visit waits for it.
        visits.reviewed(&all[1], &record(&all[1], "2026-03-10")).await;
        declined(&visits, &first).await;
        let told = page(&visits, &draw).await;
        for part in ["批准0项", "另有1项未获批准", ">驳回</td>", "检查对象申请回避", code] {
            assert!(told.contains(part), "{part}: {told}");
        }
        visits.step(team[0], id, "record", body.clone()).await.good();
        // Asked for again, the same waits again: a record that was returned isn't handed in meanwhile.
        visits.step(&visits.reviewer, id, "return", json!({"reason": "请补充说明"})).await.good();
        let second = asked(&visits, recusal(visit)).await;
        visits.step(team[0], id, "record", body.clone()).await.refused(422, "visit-recusal-open");
        declined(&visits, &second).await;
        visits.reviewed(visit, &body["record"]).await;
        visits.publish(id).await;
        let result = format!("/results/{id}");
        let told = page(&visits, &result).await;
        assert!(told.contains("对到场的检查人员提出过回避2项，未获批准") && told.contains(&format!("{draw}#amendments")), "{told}");
        // One that is asked for afterwards is told, too, as long as nobody decides.
        asked(&visits, recusal(visit)).await;
        assert!(page(&visits, &result).await.contains("对到场的检查人员提出过回避1项，至今没有决定"));
        visits.publish(all[1]["id"].as_str().unwrap()).await;
        assert!(!page(&visits, &format!("/results/{}", all[1]["id"].as_str().unwrap())).await.contains("提出过回避"));
    }
}

on_both! {
    async fn somebody_who_is_said_to_be_away_is_not_there_either(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        visits.step(team[1], id, "notice", json!({})).await.good();
        let away = json!({"kind": "absent", "inspector": visit["team"][0]["code"], "reason": "other-duty", "words": "抽调办案"});
        let away = asked(&visits, away).await;
        let body = json!({"record": record(visit, "2026-03-10")});
        visits.step(team[1], id, "record", body.clone()).await.refused(422, "visit-recusal-open");
        declined(&visits, &away).await;
        visits.step(team[1], id, "record", body).await.good();
    }
}

on_both! {
    async fn what_is_asked_for_after_a_visit_holds_nothing_back_that_was_found(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = &all[0];
        let (id, team) = visits.pair(visit);
        visits.step(team[0], id, "notice", json!({})).await.good();
        // The record says that it was over at 16:05; one of the two, or whoever else may, asks at 16:04 and at 16:06.
        world.later("2026-03-10T08:04:00Z").await;
        let early = asked(&visits, recusal(visit)).await;
        world.later("2026-03-10T08:06:00Z").await;
        let body = json!({"record": record(visit, "2026-03-10")});
        visits.step(team[1], id, "record", body.clone()).await.refused(422, "visit-recusal-open");
        declined(&visits, &early).await;
        asked(&visits, recusal(visit)).await;
        visits.step(team[1], id, "record", body).await.good();
        assert!(page(&visits, &format!("/draws/{}", visits.draw)).await.contains("另有1项等待审批人决定"));
    }
}
