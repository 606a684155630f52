//! Acts on draws, sent and held against the model.

use std::collections::BTreeSet;
use std::time::Duration;

use lots::time::Time;
use serde_json::{Value, json};
use yaoguang::app::jobs;
use yaoguang::app::value::Date;
use yaoguang::draws::DrawId;
use yaoguang::draws::store::target;

use super::draws::Act::{self, Announce, Annul, Approve, Commit, Discard, Edit, Hash, Read, Return, Reveal, Submit};
use super::draws::{ALL, Draw};
use super::officers::{LEADER, OFFICERS};
use super::{DRAWS, Year};
use crate::harness::Answer;

const NUMBERS: &str = "1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37 80";
/// How long a draw's period is.
const PERIOD_DAYS: i32 = 20;
/// A link is good for thirty days; it is made anew a little sooner.
const LINK_S: i64 = 25 * 86_400;
/// How many draws are open at a time.
const OPEN: usize = 4;

impl Year<'_> {
    /// The period of what is drafted now.
    fn period(&self) -> (Date, Date) {
        let day = self.now().day;
        (day, day.plus_days(PERIOD_DAYS))
    }

    fn draft_body(&self) -> Value {
        let (from, to) = self.period();
        json!({
            "task": "随机抽查", "scheme": {
                "edition": self.edition, "items": ["JG-001"], "from": from, "to": to, "scope": {}, "axes": {"risk": true},
                "strata": [{"name": "B", "p": 1, "q": 4, "minimum": 1}], "rounding": "at-least", "visits_most": null, "cooldown_days": null,
                "left_out": [], "bench": {"fields": [], "pools": [], "left_out": [], "capacity": 10}, "seats": ["all", "all"],
                "recusals": [], "slack": 0, "reserves": 2, "disclosure": null,
            },
            "parties": [{"name": "市纪委监委", "outside": true, "holds": 0}, {"name": "市消费者协会", "outside": true, "holds": 0}],
        })
    }

    pub async fn look(&self, at: usize) -> Value {
        self.world.get(&self.officers[LEADER].client, &format!("{DRAWS}/{}", self.draws[at].id)).await.good()
    }

    /// The draw's id as the database has it.
    pub fn draw_id(&self, at: usize) -> DrawId {
        DrawId(self.draws[at].id.parse().unwrap())
    }

    /// A new draw of somebody who may draft.
    async fn open(&mut self) {
        let who = self.chance.one_of(&[0, 1, 2, 7, 8]);
        let draw = self.world.post(&self.officers[who].client, DRAWS, self.draft_body()).await.good();
        let id = draw["id"].as_str().unwrap().to_owned();
        self.draws.push(Draw::new(id, who, self.period()));
    }

    /// Whether there is a party's link: it is made when it is needed first, if it can be made.
    async fn link(&mut self, at: usize, party: usize) -> bool {
        let (now, made) = (self.now().second, self.draws[at].links[party].1);
        if now - made > LINK_S {
            if !matches!(self.draws[at].state, "approved" | "committed") {
                return false;
            }
            let version = self.look(at).await["version"].clone();
            let path = format!("{DRAWS}/{}/parties/{}/link", self.draws[at].id, party + 1);
            let made = self.world.post(&self.officers[0].client, &path, json!({ "version": version })).await;
            // Nobody makes one when the time to reveal is over.
            if made.status.as_u16() == 422 {
                made.refused(422, "draw-too-late");
                return false;
            }
            let made = made.good();
            self.draws[at].links[party] = (made["token"].as_str().unwrap().to_owned(), now);
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
                let path = format!("/api/v1/ceremony/{}/{verb}", draw.links[party].0);
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
        act.roles().is_empty() || self.holds(who, act.roles())
    }

    /// What somebody's act comes to: the state after it, or status and code of the refusal.
    fn foresee(&self, at: usize, (act, who): (Act, usize)) -> Result<&'static str, (u16, &'static str)> {
        if !self.may(act, who) {
            return Err((403, "not-permitted"));
        }
        self.draws[at].foresee(act, who, self.now()).map_err(|code| (422, code))
    }

    /// The model follows an act that went well, and the bureau's own work is done: sometimes it is cut off once, as by a crash.
    async fn done(&mut self, at: usize, (act, who): (Act, usize), state: &'static str) {
        let (was, period) = (self.draws[at].state, self.period());
        self.draws[at].follow(act, who, (state, period));
        if was == state {
            return;
        }
        // Only what is in the journal is frozen, and a seed is drawn from once its entry is.
        if matches!(act, Commit | Read | Announce) {
            self.world.sequence().await;
        }
        if act == Commit && self.chance.one_in(2) {
            let cut = Duration::from_millis(self.chance.next() % 25);
            let _cut_off = tokio::time::timeout(cut, jobs::work_once(&self.world.app, jobs::kinds())).await;
            self.later(300).await;
            self.taken_up((at, who)).await;
        }
        if matches!(act, Read | Commit) {
            self.world.work().await;
            self.world.sequence().await;
        }
        match act {
            Commit => {
                self.draws[at].times = self.times(at).await;
                self.benched(at).await;
            }
            Read => self.drawn(at).await,
            _ => {}
        }
    }

    /// What was cut off is taken up again and brought to its end. PostgreSQL lets go of its row only when the connection was cleared, which a
    /// busy machine takes a moment for. Where the database refused it the job has ended, and whoever asked asks once more.
    async fn taken_up(&self, (at, who): (usize, usize)) {
        for _ in 0..200 {
            self.world.work_recorded().await;
            let draw = self.look(at).await;
            if draw["state"] == "committed" {
                return;
            }
            if jobs::live(self.world.app.read(), &["draw-commit"]).await.unwrap().is_empty() {
                let path = format!("{DRAWS}/{}/commit", draw["id"].as_str().unwrap());
                let client = &self.officers[who].client;
                self.world.post(client, &path, json!({"version": draw["version"]})).await.good();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("cut off, and not taken up again: {}", self.look(at).await);
    }

    /// On the frozen bench can be drawn whose certificate is valid on the first day and the last, and nobody else.
    async fn benched(&mut self, at: usize) {
        let (from, to) = self.draws[at].period;
        let valid = |one: &&super::officers::Certificate| from <= one.valid_to && to <= one.valid_to;
        let able: BTreeSet<&str> = self.certificates.iter().filter(valid).map(|one| one.id.as_str()).collect();
        let seated = target::members(self.world.app.read(), self.draw_id(at)).await.unwrap();
        assert_eq!(seated.len(), self.certificates.len(), "everybody is on the bench");
        let seated = seated.iter().filter(|row| row.why.is_empty());
        let seated: Vec<String> = seated.map(|row| row.inspector.to_string()).collect();
        let seated: BTreeSet<&str> = seated.iter().map(String::as_str).collect();
        assert_eq!(seated, able, "{:?}", self.draws[at]);
        assert_eq!(self.look(at).await["inspectors"], json!(able.len()));
        self.expired += self.certificates.len() - able.len();
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
        let foreseen = self.foresee(at, (act, who));
        let answer = self.send(at, (act, who), &version).await;
        let what = format!("{act:?} by {who} on {:?}", self.draws[at]);
        match foreseen {
            Ok(state) => {
                assert!(answer.status.is_success(), "{what}: {} {}", answer.status, answer.json);
                self.done(at, (act, who), state).await;
            }
            Err(refusal) => self.no(&answer, refusal, &what),
        }
    }

    /// Two people press the same button at once, from pages that show the same version: what either may do happens once.
    async fn together(&mut self, at: usize, act: Act, (one, other): (usize, usize)) {
        let version = self.look(at).await["version"].clone();
        let able = [one, other].iter().filter(|who| self.foresee(at, (act, **who)).is_ok()).count();
        let (first, second) = tokio::join!(self.send(at, (act, one), &version), self.send(at, (act, other), &version));
        let what = format!("{act:?} by {one} and {other} on {:?}: {} {}", self.draws[at], first.json, second.json);
        if let Some(who) = super::once(able, [(one, &first), (other, &second)], &what) {
            let state = self.foresee(at, (act, who)).expect(&what);
            self.done(at, (act, who), state).await;
        }
    }

    /// A turn at a draw: mostly what would bring it further by somebody who may, sometimes anything by anybody.
    pub async fn draw_turn(&mut self) {
        let now = self.now();
        let open: Vec<usize> = (0..self.draws.len()).filter(|at| !self.draws[*at].is_over(now)).collect();
        if open.len() < OPEN {
            return self.open().await;
        }
        // Draws that are over are tried too: nothing moves them any more.
        let at = if self.chance.one_in(8) { self.chance.below(self.draws.len()) } else { self.chance.one_of(&open) };
        let wanted = self.draws[at].wanted(now);
        let act = if self.chance.below(4) < 3 { self.chance.one_of(wanted) } else { self.chance.one_of(&ALL) };
        let able: Vec<usize> = (0..self.officers.len()).filter(|who| self.may(act, *who)).collect();
        let who = if self.chance.one_in(4) { self.chance.below(OFFICERS.len()) } else { self.chance.one_of(&able) };
        if let Hash(party) | Reveal(party) = act
            && !self.link(at, party).await
        {
            return;
        }
        let is_settled = self.draws[at].readers.len() >= 2;
        match act {
            // Two have read already, and a value that was never revealed keeps the draw open for ever: a third reading says nothing new.
            Read if is_settled && self.draws[at].state == "committed" => {}
            Submit | Approve | Return | Discard | Commit | Announce if self.chance.one_in(4) => {
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
