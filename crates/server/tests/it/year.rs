//! A bureau's year as chance would have it: officers who do what they may and what they may not, in any order, at any time, two at once,
//! with work that is cut off in the middle. Certificates end; inspectors are recused, fall ill, find nobody there; visits are recorded,
//! returned, corrected, published. A small model says beforehand what each act comes to, down to the code of the refusal.
//!
//! The course follows from a seed, so a failure can be had again. What the model knows is `docs/decisions/0012` and `0013`, written a second
//! time in the plainest way; that the two agree is the test. Results don't announce themselves here: nobody takes the turn that does it.

mod amendments;
mod chance;
mod drawing;
mod draws;
mod officers;
mod visiting;
mod visits;

use std::collections::BTreeMap;

use serde_json::json;

use self::chance::Chance;
use self::draws::{Draw, Now};
use self::officers::{Certificate, Officer};
use crate::catalogue::Three;
use crate::draws::{unpacked, verified};
use crate::harness::{Answer, World};
use crate::on_both;
use crate::subjects::{add, draft};

const DRAWS: &str = "/api/v1/draws";
/// How many acts a year has here.
const ACTS: usize = 720;
const HOUR_S: i64 = 3600;

/// The bureau, its officers, and what the model has.
struct Year<'a> {
    world: &'a World,
    officers: Vec<Officer>,
    certificates: Vec<Certificate>,
    edition: String,
    draws: Vec<Draw>,
    chance: Chance,
    /// How often each refusal came as it was foretold.
    refusals: BTreeMap<&'static str, usize>,
    /// How many certificates weren't valid for draws that were committed.
    expired: usize,
}

/// Of two who did the same at once: who of them it was that went through, if one was able to.
fn once(able: usize, both: [(usize, &Answer); 2], what: &str) -> Option<usize> {
    let went: Vec<usize> = both.iter().filter(|(_, answer)| answer.status.is_success()).map(|(who, _)| *who).collect();
    assert_eq!(went.len(), able.min(1), "{what}");
    went.first().copied()
}

impl<'a> Year<'a> {
    async fn begin(world: &'a World, seed: u64) -> Self {
        let edition = Three::of(world).await.published(world, "2026-03-05").await;
        let (officers, certificates) = officers::engaged(world).await;
        for serial in 1..=12 {
            add(world, &officers[officers::CLERK].client, draft(serial, &format!("第{serial}商店"))).await;
        }
        let rule = json!({
            "text": "锁定两小时后截止的第一期快乐8", "reveal_s": HOUR_S, "delay_s": 2 * HOUR_S, "beacons": ["kl8"], "dice": null, "closed": [],
        });
        let row = world.post(&officers[0].client, "/api/v1/draw-rules", json!({ "rule": rule })).await.good();
        let path = format!("/api/v1/draw-rules/{}/approve", row["id"].as_str().unwrap());
        world.post(&officers[3].client, &path, json!({"version": 1})).await.good();
        let (draws, chance, refusals) = (Vec::new(), Chance(seed), BTreeMap::new());
        Self { world, officers, certificates, edition, draws, chance, refusals, expired: 0 }
    }

    fn now(&self) -> Now {
        let now = self.world.app.now();
        Now { second: now.seconds(), day: now.date() }
    }

    async fn later(&self, seconds: i64) {
        self.world.later(&self.world.app.now().plus_s(seconds).to_string()).await;
    }

    /// It was refused as foretold.
    #[track_caller]
    fn no(&mut self, answer: &Answer, (status, code): (u16, &'static str), what: &str) {
        let came = (answer.status.as_u16(), answer.json["code"].as_str().unwrap_or_default());
        assert_eq!(came, (status, code), "{what}: {}", answer.json);
        *self.refusals.entry(code).or_default() += 1;
    }

    /// Something happens, and time goes by.
    async fn turn(&mut self) {
        match self.chance.below(20) {
            0 => self.renew().await,
            1..=13 if self.draws.iter().any(Draw::is_drawn) => self.field_turn().await,
            _ => self.draw_turn().await,
        }
        match self.chance.below(60) {
            0..=2 => self.later(20 * 60).await,
            3 => self.later(HOUR_S).await,
            4..=7 => self.later(9 * HOUR_S).await,
            8 => {
                let days = i64::try_from(1 + self.chance.below(30)).unwrap();
                self.later(days * 24 * HOUR_S).await;
            }
            _ => {}
        }
    }

    /// What was announced is there for everybody and verifies, with what was amended; what was published is, too. The rest isn't.
    async fn public(&self) {
        let stranger = self.world.stranger();
        for draw in &self.draws {
            let bundle = self.world.get(&stranger, &format!("/draws/{}/bundle.zip", draw.id)).await;
            assert_eq!(bundle.status.as_u16(), if draw.state == "announced" { 200 } else { 404 }, "{draw:?}");
            if draw.state == "announced" {
                let files = unpacked(&bundle.bytes);
                assert_eq!(files.contains_key("amendments.json"), draw.standing.links > 0, "{draw:?}");
                verified(files);
            }
            for visit in &draw.visits {
                for number in 1..=visit.number {
                    let public = visit.records.iter().any(|record| record.number == number && record.is_public);
                    let page = self.world.get(&stranger, &format!("/results/{}/{number}", visit.id)).await;
                    assert_eq!(page.status.as_u16(), if public { 200 } else { 404 }, "{number}: {visit:?}");
                }
            }
        }
    }
}

on_both! {
    async fn whatever_officers_do_the_bureau_does_what_the_model_says(world) {
        let mut year = Year::begin(world, 20_261_126).await;
        for _ in 0..ACTS {
            year.turn().await;
        }
        world.sequence().await;
        year.public().await;
        let ended = |state| year.draws.iter().filter(|draw| draw.state == state).count();
        let ends = ["announced", "annulled", "discarded"].map(ended);
        let visits = || year.draws.iter().flat_map(|draw| &draw.visits);
        let published = visits().flat_map(|visit| &visit.records).filter(|record| record.is_public).count();
        let corrected = visits().filter(|visit| visit.number > 1).count();
        let amended: usize = year.draws.iter().map(|draw| draw.standing.links).sum();
        println!(
            "until {}: {} draws; {ends:?} announced, annulled, discarded; {} visits, {published} publications, {corrected} corrected; \
             {amended} amendments; {} certificates not valid; refused: {:?}",
            year.now().day, year.draws.len(), visits().count(), year.expired, year.refusals
        );
        // Which of two at once comes first isn't in the seed, so neither are the numbers.
        assert!(ends[0] + ends[1] > 0, "a course in which nothing ends says little: {ends:?}");
        assert!(published > 0 && amended > 0 && year.expired > 0, "{published} {amended} {}", year.expired);
        for code in ["visit-own", "visit-not-team", "disclosure-own-visit"] {
            assert!(year.refusals.contains_key(code), "{code}: {:?}", year.refusals);
        }
    }
}
