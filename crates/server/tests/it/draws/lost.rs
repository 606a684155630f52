//! A party that never reveals: the draw is lost, everybody reads so, and nobody is stuck with it.

use super::*;

/// The values of both parties alone, within an hour.
fn alone() -> Value {
    json!({"text": "各方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})
}

impl Bureau<'_> {
    /// A committed draw of two parties, of whom one has revealed.
    async fn half_revealed(&self) -> String {
        let id = self.approved(self.scheme(), &OUTSIDE).await;
        let links = self.hashed(&id, 2).await;
        self.commit(&id).await;
        self.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        id
    }

    async fn annul(&self, client: &Client, id: &str) -> Answer {
        self.step(client, id, "annul", json!({"reason": "消费者协会没有揭示"})).await
    }

    /// Why the only public draw never comes to a result, by the open data.
    async fn lost(&self) -> Value {
        let all = self.world.get(&self.world.stranger(), "/draws.json").await.good();
        assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
        all[0]["lost"].clone()
    }

    /// How many draws wait for somebody so.
    async fn waits(&self, client: &Client, wait: &str) -> usize {
        let page = self.world.get(client, &format!("{DRAWS}?waits={wait}")).await.good();
        page["rows"].as_array().unwrap().len()
    }

    async fn follow(&self, id: &str) -> Answer {
        let parties: Value = OUTSIDE
            .iter()
            .map(|(name, outside, holds)| json!({"name": name, "outside": outside, "holds": holds}))
            .collect();
        let body = json!({"task": "第一次抽查", "follows": id, "why": "上一次缺揭示值", "scheme": self.scheme(), "parties": parties});
        self.world.post(&self.operator, DRAWS, body).await
    }
}

on_both! {
    async fn a_draw_by_reveals_alone_that_is_lost_is_annulled_after_their_close(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(alone()).await;
        let id = bureau.half_revealed().await;
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page().await.contains("来自下列各方的揭示值") && page().await.contains("种子还没有产生"));
        assert_eq!(bureau.lost().await, Value::Null);
        assert_eq!(bureau.look(&id).await["reveals_until"], bureau.look(&id).await["first_close"]);
        world.later("2026-03-05T02:30:00Z").await;
        world.sequence().await;
        world.work().await;
        assert_eq!(bureau.look(&id).await["state"], "committed", "half of a seed is none");
        assert!(page().await.contains("不会再有种子"), "{}", page().await);
        // Nobody takes it for one that is under way.
        assert!(page().await.contains("无法完成（有一方没有揭示）") && page().await.contains("不会进行"), "{}", page().await);
        assert!(!page().await.contains("尚未进行") && page().await.contains("不再显示") && !page().await.contains(&value(1)));
        assert!(world.get(&world.stranger(), "/draws").await.text().contains("无法完成（有一方没有揭示）"));
        let home = world.get(&world.stranger(), "/").await.text();
        assert!(home.contains("有1次因为") && !home.contains("正在进行"), "{home}");
        assert_eq!(bureau.lost().await, "unrevealed");
        assert!(world.get(&world.stranger(), "/draws.csv").await.text().trim_end().ends_with(",unrevealed"));
        assert_eq!(bureau.follow(&id).await.refused(422, "draw-follows-open")["status"], 422);
        bureau.annul(&bureau.operator, &id).await.good();
        bureau.annul(&bureau.operator, &id).await.refused(422, "draw-own-annulment");
        assert_eq!(bureau.annul(&bureau.approver, &id).await.good()["state"], "annulled");
        assert_eq!(bureau.lost().await, Value::Null, "it has ended");
        world.sequence().await;
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=draw.annulled").await.good();
        assert!(acts.to_string().contains("reveal-missing"), "{acts}");
        assert_eq!(bureau.follow(&id).await.good()["number"], 2);
    }
}

on_both! {
    async fn a_draw_with_a_beacon_that_is_lost_is_followed_once_the_beacon_is_known(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.half_revealed().await;
        world.later("2026-03-05T02:30:00Z").await;
        // Before the beacon closes it is to be annulled.
        bureau.follow(&id).await.refused(422, "draw-follows-open");
        world.later("2026-03-05T23:30:00Z").await;
        bureau.annul(&bureau.operator, &id).await.refused(422, "draw-beacon-there");
        assert_eq!(bureau.follow(&id).await.good()["number"], 2);
    }
}

on_both! {
    async fn a_lottery_that_nobody_reads_a_second_time_is_lost_after_a_fortnight_and_followed(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page().await.contains("此刻没有人知道谁会被抽到"), "{}", page().await);
        assert_eq!(bureau.waits(&bureau.observer, "reading").await, 0, "it hasn't closed");
        world.later("2026-03-05T13:30:00Z").await;
        assert_eq!(bureau.waits(&bureau.operator, "reading").await, 1);
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        assert_eq!(bureau.waits(&bureau.operator, "reading").await, 0, "they have read it");
        assert_eq!(bureau.waits(&bureau.observer, "reading").await, 1);
        // From the lottery's close on nobody says any more that nobody knows, but what is awaited and until when.
        let closed = page().await;
        assert!(closed.contains("谁也不能再改动任何一项") && closed.contains("2026年3月20日"), "{closed}");
        assert!(!closed.contains("此刻没有人知道"), "{closed}");
        let until = bureau.look(&id).await["read_until"].as_str().unwrap().to_owned();
        assert_eq!(until, "2026-03-20T13:00:00Z");
        bureau.follow(&id).await.refused(422, "draw-follows-open");
        assert_eq!(bureau.lost().await, Value::Null);
        world.later("2026-03-20T13:00:01Z").await;
        assert_eq!(bureau.lost().await, "unread");
        assert!(world.get(&world.stranger(), "/draws").await.text().contains("无法完成（公共随机数没有按规定录入）"));
        bureau.read(&bureau.observer, &id, Bureau::reading(NUMBERS)).await.refused(422, "draw-read-late");
        assert!(page().await.contains("公共随机数截止15天以后仍没有按规定录入"), "{}", page().await);
        bureau.annul(&bureau.operator, &id).await.refused(422, "draw-beacon-there");
        assert_eq!(bureau.follow(&id).await.good()["number"], 2);
    }
}

on_both! {
    async fn a_lost_draw_waits_for_whoever_can_annul_it_and_then_for_whoever_follows_it(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.half_revealed().await;
        assert_eq!(bureau.waits(&bureau.operator, "annulment").await, 0, "a party has time yet");
        world.later("2026-03-05T02:30:00Z").await;
        assert_eq!(bureau.waits(&bureau.operator, "annulment").await, 1);
        assert_eq!(bureau.waits(&bureau.operator, "following").await, 0);
        bureau.annul(&bureau.operator, &id).await.good();
        assert_eq!(bureau.waits(&bureau.operator, "annulment").await, 0, "another confirms it");
        assert_eq!(bureau.waits(&bureau.approver, "annulment").await, 1);
        world.later("2026-03-05T23:30:00Z").await;
        assert_eq!(bureau.waits(&bureau.approver, "annulment").await, 0, "the beacon is known");
        assert_eq!(bureau.waits(&bureau.operator, "reading").await, 0, "there is no seed to come");
        assert_eq!(bureau.waits(&bureau.operator, "following").await, 1);
        bureau.follow(&id).await.good();
        assert_eq!(bureau.waits(&bureau.operator, "following").await, 0);
    }
}
