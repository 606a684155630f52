//! Standing rules on seeds: put in force by another than who wrote them, returned, withdrawn, and none twice.

use super::*;

on_both! {
    async fn nobody_puts_their_own_rule_in_force(world) {
        let both = world.client(&[Role::DrawOperator, Role::Approver]).await;
        let other = world.client(&[Role::Leader]).await;
        let row = world.post(&both, RULES, json!({"rule": kl8()})).await.good();
        let path = format!("{RULES}/{}/approve", row["id"].as_str().unwrap());
        world.post(&both, &path, json!({"version": 1})).await.refused(422, "draw-own-draft");
        world.post(&other, &path, json!({"version": 1})).await.good();
        world.post(&other, &path, json!({"version": 2})).await.refused(422, "draw-not-submitted");
    }
}

on_both! {
    async fn a_rule_that_waits_goes_back_and_none_is_made_twice(world) {
        let bureau = Bureau::open(world).await;
        let (drafter, approver) = (&bureau.operator, &bureau.approver);
        bureau.rule(kl8()).await;
        let write = async |rule: Value| world.post(drafter, RULES, json!({"rule": rule})).await;
        let told = write(kl8()).await.refused(422, "draw-rule-same");
        assert!(told["detail"].as_str().unwrap().contains("现行第1号规则"), "{told}");
        let changed = |reveal_s: i64| {
            let mut rule = kl8();
            rule["reveal_s"] = reveal_s.into();
            rule
        };
        let step = async |by: &Client, row: &Value, act: &str, body: Value| {
            let path = format!("{RULES}/{}/{act}", row["id"].as_str().unwrap());
            world.post(by, &path, body).await
        };
        let read = json!({"version": 1});
        // Who wrote it withdraws it; nobody else does, and it is over then.
        let row = write(changed(60)).await.good();
        assert_eq!((&row["state"], &row["assurance"]), (&json!("waiting"), &json!("A")));
        let other = world.client(&[Role::DrawOperator]).await;
        step(&other, &row, "withdraw", read.clone()).await.refused(422, "draw-rule-not-own");
        step(approver, &row, "withdraw", read.clone()).await.refused(403, "not-permitted");
        assert_eq!(step(drafter, &row, "withdraw", read.clone()).await.good()["state"], "withdrawn");
        let read_after = json!({"version": 2});
        step(approver, &row, "approve", read_after.clone()).await.refused(422, "draw-not-submitted");
        step(drafter, &row, "withdraw", read_after).await.refused(422, "draw-not-submitted");
        // The approver returns one with a reason.
        let row = write(changed(90)).await.good();
        let because = |reason: &str| json!({"reason": reason, "version": 1});
        step(approver, &row, "return", because("")).await.refused(422, "fields");
        step(drafter, &row, "return", because("太短")).await.refused(403, "not-permitted");
        let returned = step(approver, &row, "return", because("揭示时限太短")).await.good();
        assert_eq!((&returned["state"], &returned["reason"]), (&json!("returned"), &json!("揭示时限太短")));
        // Two that say the same may wait; once one is in force the other changes nothing.
        let (one, two) = (write(changed(120)).await.good(), write(changed(120)).await.good());
        step(approver, &one, "approve", read.clone()).await.good();
        step(approver, &two, "approve", read.clone()).await.refused(422, "draw-rule-same");
        step(drafter, &two, "withdraw", read).await.good();
        let rules = world.get(drafter, RULES).await.good();
        let states: Vec<&str> = rules.as_array().unwrap().iter().map(|rule| rule["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["withdrawn", "in-force", "returned", "withdrawn", "superseded"]);
    }
}
