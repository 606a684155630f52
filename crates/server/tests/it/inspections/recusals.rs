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

on_both! {
    async fn who_decides_sees_whether_notice_was_given_before_it_was_asked(world) {
        let visits = Visits::drawn(world, None).await;
        let targets = world.post(&visits.bureau.operator, &format!("{DRAWS}/{}/open", visits.draw), json!({})).await.good();
        let early = asked(&visits, recusal(&targets[0])).await;
        assert_eq!(early["notices"], json!({"visits": 0, "given": 0, "first_at": null}));
        visits.dispatch().await.good();
        world.later("2026-03-10T08:00:00Z").await;
        let all = visits.list(&visits.bureau.operator, "sort=place").await;
        let (visit, id, (team, other)) = (&all[0], all[0]["id"].as_str().unwrap(), visits.team(&all[0]));
        let seen = async |which: &Value| {
            let path = format!("{DRAWS}/{}/amendments/open", visits.draw);
            let rows = world.post(&visits.bureau.approver, &path, json!({})).await.good();
            rows.as_array().unwrap().iter().find(|row| row["id"] == which["id"]).unwrap().clone()
        };
        assert_eq!(seen(&early).await["notices"], json!({"visits": 1, "given": 0, "first_at": null}));
        visits.step(team[0], id, "notice", json!({})).await.good();
        let told = seen(&early).await;
        assert_eq!((&told["notices"]["given"], told["notices"]["first_at"].as_str().unwrap() > told["asked_at"].as_str().unwrap()), (&json!(1), true));
        // An absence is about all the visits of the inspector; one of another team doesn't ask for it.
        let away = json!({"kind": "absent", "inspector": visit["team"][0]["code"], "reason": "other-duty", "words": "抽调办案"});
        let path = format!("{DRAWS}/{}/amendments", visits.draw);
        let theirs = visits.list(team[0], "mine=true").await.len();
        world.later("2026-03-10T08:01:00Z").await;
        let away = world.post(team[0], &path, away).await.good();
        assert_eq!((&away["notices"]["visits"], &away["notices"]["given"]), (&json!(theirs), &json!(1)));
        assert!(away["notices"]["first_at"].as_str().unwrap() < away["asked_at"].as_str().unwrap(), "{away}");
        world.post(other, &path, recusal(visit)).await.refused(422, "draw-amendment-not-team");
        // While it waits the record does; taken back, it doesn't, and the result says that it was.
        declined(&visits, &early).await;
        let body = json!({"record": record(visit, "2026-03-10")});
        visits.step(team[1], id, "record", body).await.refused(422, "visit-recusal-open");
        let back = format!("{path}/{}/withdraw", away["id"].as_str().unwrap());
        world.post(team[0], &back, json!({"answer": "办案任务取消"})).await.good();
        let again = asked(&visits, recusal(visit)).await;
        let back = format!("{path}/{}/withdraw", again["id"].as_str().unwrap());
        world.post(&visits.bureau.operator, &back, json!({"answer": "与前一项重复"})).await.good();
        world.later("2026-03-10T08:06:00Z").await;
        visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        visits.publish(id).await;
        let told = page(&visits, &format!("/results/{id}")).await;
        assert!(told.contains("对到场的检查人员提出过回避1项，提出人自己撤回"), "{told}");
    }
}
