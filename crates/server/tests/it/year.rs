//! A bureau's year as chance would have it: officers who do what they may and what they may not, in any order, at any time, two at once,
//! with work that is cut off in the middle. A small model says beforehand what each act comes to, down to the code of the refusal.
//!
//! The course follows from a seed, so a failure can be had again. What the model knows is `docs/decisions/0012`, written a second time in the
//! plainest way; that the two agree is the test.

use std::collections::BTreeSet;
use std::time::Duration;

use lots::time::Time;
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::jobs;

use crate::catalogue::Three;
use crate::harness::{Answer, Client, World};
use crate::on_both;
use crate::subjects::{add, draft};

const DRAWS: &str = "/api/v1/draws";
const NUMBERS: &str = "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37 80";
/// How many acts a year has here, and how many draws are open at a time.
const ACTS: usize = 360;
const OPEN: usize = 4;
const HOUR_S: i64 = 3600;

/// SplitMix64 (Steele, Lea, Flood 2014): enough for a course of events.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(n).unwrap()).unwrap()
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// What somebody does to a draw. Parties act by their links, so nobody signs in for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Edit,
    Submit,
    Approve,
    Return,
    Discard,
    Hash(usize),
    Commit,
    Reveal(usize),
    Read,
    Announce,
    Annul,
}

use Act::{Announce, Annul, Approve, Commit, Discard, Edit, Hash, Read, Return, Reveal, Submit};

const ALL: [Act; 13] =
    [Edit, Submit, Approve, Return, Discard, Hash(0), Hash(1), Commit, Reveal(0), Reveal(1), Read, Announce, Annul];

impl Act {
    /// Whose act it is (`docs/decisions/0012`); nobody's, if a link is enough.
    const fn roles(self) -> &'static [Role] {
        match self {
            Edit | Submit | Discard => &[Role::DrawOperator, Role::Planner],
            Approve | Return => &[Role::Approver, Role::Leader],
            Commit => &[Role::DrawOperator],
            Read => &[Role::DrawOperator, Role::Observer],
            Announce => &[Role::Publisher],
            Annul => &[Role::DrawOperator, Role::Approver, Role::Leader],
            Hash(_) | Reveal(_) => &[],
        }
    }
}

/// An officer.
struct Officer {
    client: Client,
    roles: &'static [Role],
}

const OFFICERS: [&[Role]; 10] = [
    &[Role::DrawOperator],
    &[Role::DrawOperator],
    &[Role::Planner],
    &[Role::Approver],
    &[Role::Leader],
    &[Role::Observer],
    &[Role::Publisher],
    &[Role::DrawOperator, Role::Approver],
    &[Role::DrawOperator, Role::Publisher],
    &[Role::Approver, Role::Publisher],
];

/// Where a draw stands, as the model has it.
#[derive(Clone, Debug, Default)]
struct Draw {
    id: String,
    state: &'static str,
    drafters: BTreeSet<usize>,
    approver: Option<usize>,
    links: [String; 2],
    hashed: [bool; 2],
    revealed: [bool; 2],
    readers: BTreeSet<usize>,
    asker: Option<usize>,
    /// Until when values are revealed, the name, and when that closes.
    times: (i64, String, i64),
}

impl Draw {
    /// Whether nothing will come of it any more: it is over, or a value that was never revealed keeps it open for ever, with its age in
    /// public.
    fn is_over(&self, now: i64) -> bool {
        let is_stuck = self.state == "committed" && now >= self.times.2 && self.revealed != [true; 2];
        matches!(self.state, "announced" | "annulled" | "discarded") || is_stuck
    }

    /// What an act of somebody who may comes to: the state after it, or the refusal's code.
    fn foresee(&self, act: Act, who: usize, now: i64) -> Result<&'static str, &'static str> {
        let (reveals, _, closes) = &self.times;
        let known = now >= *closes;
        match act {
            Edit if self.state == "draft" => Ok("draft"),
            Submit if self.state == "draft" => Ok("submitted"),
            Edit | Submit => Err("draw-not-draft"),
            Approve | Return if self.state != "submitted" => Err("draw-not-submitted"),
            Approve | Return if self.drafters.contains(&who) => Err("draw-own-draft"),
            Approve => Ok("approved"),
            Return => Ok("draft"),
            Discard if matches!(self.state, "draft" | "submitted" | "approved") => Ok("discarded"),
            Discard => Err("draw-frozen"),
            // The same hash, or the same value, once more: nothing happens, and that is said.
            Hash(party) if self.hashed[party] || self.state == "approved" => Ok(self.state),
            Hash(_) | Commit if self.state != "approved" => Err("draw-not-approved"),
            Commit if self.approver == Some(who) => Err("draw-own-approval"),
            Commit if self.hashed != [true; 2] => Err("draw-hash-missing"),
            Commit | Hash(_) => Ok("committed"),
            Reveal(party) if self.revealed[party] => Ok(self.state),
            Reveal(_) | Read | Annul if self.state != "committed" => Err("draw-not-committed"),
            Reveal(_) if now > *reveals => Err("draw-too-late"),
            Reveal(_) => Ok("committed"),
            Read if !known => Err("draw-too-early"),
            Read if self.readers.contains(&who) => Err("draw-same-reader"),
            Read if self.readers.len() == 1 && self.revealed == [true; 2] => Ok("drawn"),
            Read => Ok("committed"),
            Announce if self.state != "drawn" => Err("draw-not-drawn"),
            Announce if self.drafters.contains(&who) || self.approver == Some(who) => Err("draw-own-approval"),
            Announce => Ok("announced"),
            Annul if known => Err("draw-beacon-there"),
            Annul if self.asker == Some(who) => Err("draw-own-annulment"),
            Annul if self.asker.is_some() => Ok("annulled"),
            Annul => Ok("committed"),
        }
    }

    /// The model does what the bureau did.
    fn follow(&mut self, act: Act, who: usize, state: &'static str) {
        self.state = state;
        match act {
            Edit | Submit => drop(self.drafters.insert(who)),
            Approve => self.approver = Some(who),
            Hash(party) => self.hashed[party] = true,
            Reveal(party) => self.revealed[party] = true,
            Read => drop(self.readers.insert(who)),
            Annul => self.asker = self.asker.or(Some(who)),
            Return | Discard | Commit | Announce => {}
        }
    }

    /// What would bring it further.
    fn wanted(&self, now: i64) -> &'static [Act] {
        match self.state {
            "draft" => &[Submit],
            "submitted" => &[Approve],
            "approved" if self.hashed == [true; 2] => &[Commit],
            "approved" => &[Hash(0), Hash(1)],
            "committed" if now <= self.times.0 && self.asker.is_some() => &[Annul],
            "committed" if now <= self.times.0 => &[Reveal(0), Reveal(1), Reveal(0), Reveal(1), Annul],
            "committed" => &[Read],
            _ => &[Announce],
        }
    }
}

/// The bureau, its officers, and the model's draws.
struct Year<'a> {
    world: &'a World,
    officers: Vec<Officer>,
    edition: String,
    draws: Vec<Draw>,
    chance: Chance,
}

impl<'a> Year<'a> {
    async fn begin(world: &'a World, seed: u64) -> Self {
        let edition = Three::of(world).await.published(world, "2026-03-05").await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 1..=12 {
            add(world, &clerk, draft(serial, &format!("第{serial}商店"))).await;
        }
        for number in 1..=4 {
            let body = json!({
                "organisation": world.bureau, "certificate": format!("210400{number}"), "name": format!("检查员{number}"),
                "valid_to": "2026-12-31", "unit": "价格科", "fields": ["涉企"],
            });
            world.post(&clerk, "/api/v1/inspectors", body).await.good();
        }
        let mut officers = Vec::new();
        for roles in OFFICERS {
            officers.push(Officer { client: world.client(roles).await, roles });
        }
        let rule = json!({
            "text": "锁定两小时后截止的第一期快乐8", "reveal_s": HOUR_S, "delay_s": 2 * HOUR_S, "beacons": ["kl8"], "dice": null, "closed": [],
        });
        let row = world.post(&officers[0].client, "/api/v1/draw-rules", json!({ "rule": rule })).await.good();
        let path = format!("/api/v1/draw-rules/{}/approve", row["id"].as_str().unwrap());
        world.post(&officers[3].client, &path, json!({"version": 1})).await.good();
        Self { world, officers, edition, draws: Vec::new(), chance: Chance(seed) }
    }

    fn draft_body(&self) -> Value {
        json!({
            "task": "随机抽查", "scheme": {
                "edition": self.edition, "items": ["JG-001"], "from": "2026-11-01", "to": "2026-11-30", "scope": {}, "axes": {"risk": true},
                "strata": [{"name": "B", "p": 1, "q": 4, "minimum": 1}], "rounding": "at-least", "visits_most": null, "cooldown_days": null,
                "left_out": [], "bench": {"fields": [], "pools": [], "left_out": [], "capacity": 10}, "seats": ["all", "all"],
                "recusals": [], "slack": 0, "reserves": 1, "disclosure": null,
            },
            "parties": [{"name": "市纪委监委", "outside": true, "holds": 0}, {"name": "市消费者协会", "outside": true, "holds": 0}],
        })
    }

    fn now(&self) -> i64 {
        self.world.app.now().seconds()
    }

    async fn later(&self, seconds: i64) {
        self.world.later(&self.world.app.now().plus_s(seconds).to_string()).await;
    }

    async fn look(&self, at: usize) -> Value {
        self.world.get(&self.officers[4].client, &format!("{DRAWS}/{}", self.draws[at].id)).await.good()
    }

    /// A new draw of somebody who may draft.
    async fn open(&mut self) {
        let who = self.chance.one_of(&[0, 1, 2, 7, 8]);
        let draw = self.world.post(&self.officers[who].client, DRAWS, self.draft_body()).await.good();
        let id = draw["id"].as_str().unwrap().to_owned();
        self.draws.push(Draw { id, state: "draft", drafters: [who].into(), ..Draw::default() });
    }

    /// Whether there is a party's link: it is made when it is needed first, if it can be made.
    async fn link(&mut self, at: usize, party: usize) -> bool {
        if self.draws[at].links[party].is_empty() {
            if !matches!(self.draws[at].state, "approved" | "committed") {
                return false;
            }
            let version = self.look(at).await["version"].clone();
            let path = format!("{DRAWS}/{}/parties/{}/link", self.draws[at].id, party + 1);
            let made = self.world.post(&self.officers[0].client, &path, json!({ "version": version })).await.good();
            self.draws[at].links[party] = made["token"].as_str().unwrap().to_owned();
        }
        true
    }

    /// The request of an act, with the version that was read.
    async fn send(&self, at: usize, (act, who): (Act, usize), version: &Value) -> Answer {
        let (draw, client) = (&self.draws[at], &self.officers[who].client);
        let verb = match act {
            Edit => {
                let mut body = self.draft_body();
                body["version"] = version.clone();
                return self.world.post(client, &format!("{DRAWS}/{}", draw.id), body).await;
            }
            Hash(party) | Reveal(party) => {
                let value = lots::hash::Digest([u8::try_from(party + 1).unwrap(); 32]).to_string();
                let code = format!("party-{}", party + 1).parse().unwrap();
                let hash = lots::plan::reveal_hash(&draw.id.parse().unwrap(), &code, &value).to_string();
                let (verb, body) = match act {
                    Hash(_) => ("hash", json!({ "hash": hash })),
                    _ => ("reveal", json!({ "value": value })),
                };
                let path = format!("/api/v1/ceremony/{}/{verb}", draw.links[party]);
                return self.world.post(&self.world.stranger(), &path, body).await;
            }
            Read => {
                let name = if draw.times.1.is_empty() { "kl8:2026001" } else { &draw.times.1 };
                let body = json!({"place": 2, "name": name, "value": NUMBERS, "evidence": "开奖公告"});
                return self.world.post(client, &format!("{DRAWS}/{}/readings", draw.id), body).await;
            }
            Submit => "submit",
            Approve => "approve",
            Return => "return",
            Discard => "discard",
            Commit => "commit",
            Announce => "announce",
            Annul => "annul",
        };
        let mut body = json!({ "version": version });
        if matches!(act, Return | Discard | Annul) {
            body["reason"] = json!("情况有变");
        }
        self.world.post(client, &format!("{DRAWS}/{}/{verb}", draw.id), body).await
    }

    fn may(&self, act: Act, who: usize) -> bool {
        act.roles().is_empty() || act.roles().iter().any(|role| self.officers[who].roles.contains(role))
    }

    /// What somebody's act comes to: the state after it, or status and code of the refusal.
    fn foresee(&self, at: usize, (act, who): (Act, usize), now: i64) -> Result<&'static str, (u16, &'static str)> {
        if !self.may(act, who) {
            return Err((403, "not-permitted"));
        }
        self.draws[at].foresee(act, who, now).map_err(|code| (422, code))
    }

    /// The model follows an act that went well, and the bureau's own work is done: sometimes it is cut off once, as by a crash.
    async fn done(&mut self, at: usize, (act, who): (Act, usize), state: &'static str) {
        let was = self.draws[at].state;
        self.draws[at].follow(act, who, state);
        if was == state {
            return;
        }
        if act == Commit && self.chance.below(2) == 0 {
            let cut = Duration::from_millis(self.chance.next() % 25);
            let _cut_off = tokio::time::timeout(cut, jobs::work_once(&self.world.app, jobs::kinds())).await;
            self.later(300).await;
        }
        // A seed is drawn from once its entry is in the journal.
        if matches!(act, Read | Announce) {
            self.world.sequence().await;
        }
        if matches!(act, Read | Commit) {
            self.world.work().await;
            self.world.sequence().await;
        }
        if act == Commit {
            self.draws[at].times = self.times(at).await;
        }
    }

    /// What the public commitment says of the seed's times.
    async fn times(&self, at: usize) -> (i64, String, i64) {
        let path = format!("/draws/{}/commitment.json", self.draws[at].id);
        let plan = self.world.get(&self.world.stranger(), &path).await.good()["seed_plan"].clone();
        let closes =
            |place: usize| plan["sources"][place]["closes"].as_str().unwrap().parse::<Time>().unwrap().seconds();
        (closes(0), plan["sources"][2]["name"].as_str().unwrap().to_owned(), closes(2))
    }

    /// One act by one person.
    async fn alone(&mut self, at: usize, act: Act, who: usize) {
        let version = self.look(at).await["version"].clone();
        let foreseen = self.foresee(at, (act, who), self.now());
        let answer = self.send(at, (act, who), &version).await;
        let what = format!("{act:?} by {who} on {:?}", self.draws[at]);
        match foreseen {
            Ok(state) => {
                assert!(answer.status.is_success(), "{what}: {} {}", answer.status, answer.json);
                self.done(at, (act, who), state).await;
            }
            Err((status, code)) => {
                let came = (answer.status.as_u16(), answer.json["code"].as_str().unwrap_or_default());
                assert_eq!(came, (status, code), "{what}");
            }
        }
    }

    /// Two people press the same button at once, from pages that show the same version: what either may do happens once.
    async fn together(&mut self, at: usize, act: Act, (one, other): (usize, usize)) {
        let version = self.look(at).await["version"].clone();
        let now = self.now();
        let able = [one, other].iter().filter(|who| self.foresee(at, (act, **who), now).is_ok()).count();
        let (first, second) = tokio::join!(self.send(at, (act, one), &version), self.send(at, (act, other), &version));
        let both = [(one, &first), (other, &second)];
        let went: Vec<usize> =
            both.iter().filter(|(_, answer)| answer.status.is_success()).map(|(who, _)| *who).collect();
        let what = format!("{act:?} by {one} and {other} on {:?}: {} {}", self.draws[at], first.json, second.json);
        assert_eq!(went.len(), able.min(1), "{what}");
        if let Some(&who) = went.first() {
            let state = self.foresee(at, (act, who), now).expect(&what);
            self.done(at, (act, who), state).await;
        }
    }

    /// A turn: mostly what would bring a draw further by somebody who may, sometimes anything by anybody.
    async fn turn(&mut self) {
        let now = self.now();
        let open: Vec<usize> = (0..self.draws.len()).filter(|at| !self.draws[*at].is_over(now)).collect();
        if open.len() < OPEN {
            return self.open().await;
        }
        // Draws that are over are tried too: nothing moves them any more.
        let at =
            if self.chance.below(8) == 0 { self.chance.below(self.draws.len()) } else { self.chance.one_of(&open) };
        let wanted = self.draws[at].wanted(now);
        let act = if self.chance.below(4) < 3 { self.chance.one_of(wanted) } else { self.chance.one_of(&ALL) };
        let able: Vec<usize> = (0..self.officers.len()).filter(|who| self.may(act, *who)).collect();
        let who = if self.chance.below(4) > 0 { self.chance.one_of(&able) } else { self.chance.below(OFFICERS.len()) };
        if let Hash(party) | Reveal(party) = act
            && !self.link(at, party).await
        {
            return;
        }
        let is_settled = self.draws[at].readers.len() >= 2;
        match act {
            // Two have read already, and a value that was never revealed keeps the draw open for ever: a third reading says nothing new.
            Read if is_settled && self.draws[at].state == "committed" => {}
            Submit | Approve | Return | Discard | Commit | Announce if self.chance.below(4) == 0 => {
                let other = self.chance.one_of(&able);
                if other != who {
                    self.together(at, act, (who, other)).await;
                }
            }
            _ => self.alone(at, act, who).await,
        }
        let seen = self.look(at).await;
        assert_eq!(seen["state"], self.draws[at].state, "{act:?} by {who}: {:?}", self.draws[at]);
    }
}

on_both! {
    async fn whatever_officers_do_the_bureau_does_what_the_model_says(world) {
        let mut year = Year::begin(world, 20_261_126).await;
        for _ in 0..ACTS {
            year.turn().await;
            match year.chance.below(40) {
                0..=1 => year.later(20 * 60).await,
                2 => year.later(HOUR_S).await,
                3..=5 => year.later(9 * HOUR_S).await,
                _ => {}
            }
        }
        let ended = |state| year.draws.iter().filter(|draw| draw.state == state).count();
        let ends = ["announced", "annulled", "discarded"].map(ended);
        println!("{} draws; {ends:?} announced, annulled, discarded", year.draws.len());
        // Which of two at once comes first isn't in the seed, so neither are the numbers.
        assert!(ends[0] + ends[1] > 0, "a course in which nothing ends says little: {ends:?}");
        // What was announced is there for everybody, what wasn't isn't.
        for draw in &year.draws {
            let bundle = world.get(&world.stranger(), &format!("/draws/{}/bundle.zip", draw.id)).await;
            assert_eq!(bundle.status.as_u16(), if draw.state == "announced" { 200 } else { 404 }, "{draw:?}");
        }
    }
}
