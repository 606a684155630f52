//! Dispatch, steps of visits and publications, sent and held against the model.

use serde_json::{Value, json};
use yaoguang::accounts::Role;

use super::officers::LEADER;
use super::visits::{Hand, Visit};
use super::{DRAWS, Year};
use crate::harness::Answer;
use crate::inspections::{VISITS, found, record};

/// What is done to a visit. A record handed in is complete or has one inspector too few; a review is of what was handed in or of another text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Notice,
    Write,
    HandIn(bool),
    Review(bool),
    Return,
    Correct,
}

const ALL: [Step; 8] = [
    Step::Notice,
    Step::Write,
    Step::HandIn(true),
    Step::HandIn(false),
    Step::Review(true),
    Step::Review(false),
    Step::Return,
    Step::Correct,
];
const DISPATCHERS: &[Role] = &[Role::DrawOperator];
const PUBLISHERS: &[Role] = &[Role::Publisher];

impl Step {
    /// Whose it is.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::Notice | Self::Write | Self::HandIn(_) | Self::Correct => &[Role::Inspector],
            Self::Review(_) | Self::Return => &[Role::Reviewer],
        }
    }
}

impl Year<'_> {
    async fn page(&self, (at, visit): (usize, usize)) -> Value {
        let path = format!("{VISITS}/{}", self.draws[at].visits[visit].id);
        self.world.get(&self.officers[LEADER].client, &path).await.good()
    }

    /// All targets get their visits, those that stood in since too; by two at once no target gets two.
    pub async fn dispatch(&mut self, at: usize) {
        let draw = &self.draws[at];
        let without: Vec<String> =
            draw.standing.targets.iter().filter(|target| !target.is_gone).map(|target| target.code.clone()).collect();
        let without = without.iter().filter(|code| !draw.visits.iter().any(|visit| visit.code == **code)).count();
        let is_drawn = draw.is_drawn();
        let path = format!("{DRAWS}/{}/dispatch", draw.id);
        let (one, other) = (self.somebody(DISPATCHERS), self.somebody(DISPATCHERS));
        let foresee = |who: usize| match self.holds(who, DISPATCHERS) {
            false => Err((403, "not-permitted")),
            true if !is_drawn => Err((422, "visit-draw-not-drawn")),
            true if without == 0 => Err((422, "visit-dispatched")),
            true => Ok(()),
        };
        let what = format!("dispatch by {one} and {other} on {:?}", self.draws[at]);
        let (first, second) = (foresee(one), foresee(other));
        let clients = [&self.officers[one].client, &self.officers[other].client];
        if one == other {
            let answer = self.world.post(clients[0], &path, json!({})).await;
            match first {
                Ok(()) => assert_eq!(answer.good(), json!({"visits": without}), "{what}"),
                Err(refusal) => return self.no(&answer, refusal, &what),
            }
        } else {
            let able = usize::from(first.is_ok()) + usize::from(second.is_ok());
            let (a, b) = tokio::join!(
                self.world.post(clients[0], &path, json!({})),
                self.world.post(clients[1], &path, json!({}))
            );
            if super::once(able, [(one, &a), (other, &b)], &what).is_none() {
                return;
            }
        }
        self.dispatched(at).await;
    }

    async fn dispatched(&mut self, at: usize) {
        let path = format!("{VISITS}?draw={}", self.draws[at].id);
        let list = self.world.get(&self.officers[LEADER].client, &path).await.good();
        for row in list["rows"].as_array().unwrap() {
            let (id, code) = (row["id"].as_str().unwrap(), row["code"].as_str().unwrap());
            if self.draws[at].visits.iter().all(|visit| visit.id != id) {
                self.draws[at].visits.push(Visit::new(id.to_owned(), code.to_owned()));
            }
        }
        // Each target that stands has one visit; who left keeps theirs.
        let draw = &self.draws[at];
        for target in &draw.standing.targets {
            let visits = draw.visits.iter().filter(|visit| visit.code == target.code).count();
            assert!(visits == 1 || target.is_gone && visits == 0, "{target:?} {:?}", draw.visits);
        }
    }

    async fn send_step(&self, (at, visit): (usize, usize), (step, who): (Step, usize), page: &Value) -> Answer {
        let draw = &self.draws[at];
        let team: Vec<Value> =
            draw.standing.team(&draw.visits[visit].code).iter().map(|code| json!({"code": code})).collect();
        let seen = json!({ "team": team });
        // At the minute it is: it may be that of the notice.
        let made = |record: fn(&Value, &str) -> Value| {
            let now = self.world.app.now();
            let (today, minute) = (now.date().to_string(), (now.seconds() - now.date().begins().seconds()) / 60);
            let mut record = record(&seen, &today);
            (record["from"], record["to"]) = (json!(minute), json!(minute + 1));
            record
        };
        let (verb, mut body) = match step {
            Step::Notice => ("notice", json!({})),
            Step::Write => ("draft", json!({"record": {"place": "东一路"}})),
            Step::HandIn(true) if who % 2 == 0 => ("record", json!({"record": made(found)})),
            Step::HandIn(true) => ("record", json!({"record": made(record)})),
            Step::HandIn(false) => {
                let mut alone = made(record);
                alone["present"].as_array_mut().unwrap().truncate(1);
                ("record", json!({"record": alone}))
            }
            Step::Review(true) => ("review", json!({"digest": page["digest"].as_str().unwrap_or_default()})),
            Step::Review(false) => ("review", json!({"digest": "0".repeat(64)})),
            Step::Return => ("return", json!({"reason": "时间有误"})),
            Step::Correct => ("correct", json!({"reason": "日期有误"})),
        };
        body["version"] = page["visit"]["version"].clone();
        let path = format!("{VISITS}/{}/{verb}", draw.visits[visit].id);
        self.world.post(&self.officers[who].client, &path, body).await
    }

    /// Somebody for a step: mostly one who should; sometimes one who holds the role, sometimes one who had a hand in the visit before.
    fn hand(&mut self, (at, visit): (usize, usize), step: Step) -> usize {
        let hands = self.draws[at].visits[visit].hands.keys().copied();
        let before: Vec<usize> = hands.filter(|who| self.holds(*who, step.roles())).collect();
        let right: Vec<usize> =
            (0..self.officers.len()).filter(|who| self.foresee_step((at, visit), (step, *who)).is_ok()).collect();
        match self.chance.below(6) {
            0 if !before.is_empty() => self.chance.one_of(&before),
            0 | 1 => self.somebody(step.roles()),
            _ if right.is_empty() => self.somebody(step.roles()),
            _ => self.chance.one_of(&right),
        }
    }

    /// A turn at a visit.
    async fn step_turn(&mut self, at: usize, visit: usize) {
        let wanted = self.draws[at].visits[visit].wanted();
        let step = if self.chance.one_in(4) { self.chance.one_of(&ALL) } else { self.chance.one_of(wanted) };
        let which = (at, visit);
        let who = self.hand(which, step);
        let page = self.page(which).await;
        let what = format!("{step:?} by {who} on {:?} of {:?}", self.draws[at].visits[visit], self.draws[at].standing);
        let foreseen = self.foresee_step(which, (step, who));
        let other = self.chance.another(&self.officers, step.roles(), who).filter(|_| self.chance.one_in(4));
        match other {
            None => {
                let answer = self.send_step(which, (step, who), &page).await;
                match foreseen {
                    Ok(to) => self.stepped(which, (step, who), to, (&answer, &what)),
                    Err(refusal) => self.no(&answer, refusal, &what),
                }
            }
            Some(other) => {
                let also = self.foresee_step(which, (step, other));
                let able = usize::from(foreseen.is_ok()) + usize::from(also.is_ok());
                let (a, b) = tokio::join!(
                    self.send_step(which, (step, who), &page),
                    self.send_step(which, (step, other), &page)
                );
                let what = format!("{what} and {other}: {} {}", a.json, b.json);
                if let Some(went) = super::once(able, [(who, &a), (other, &b)], &what) {
                    let (answer, to) = if went == who { (&a, foreseen) } else { (&b, also) };
                    self.stepped(which, (step, went), to.expect(&what), (answer, &what));
                }
            }
        }
        if matches!(step, Step::HandIn(_)) {
            self.none_of_their_own(which).await;
        }
        let (seen, visit) = (self.page(which).await, &self.draws[at].visits[visit]);
        let told =
            [&seen["visit"]["state"], &seen["visit"]["number"], &json!(seen["records"].as_array().unwrap().len())];
        assert_eq!(told, [&json!(visit.state), &json!(visit.number), &json!(visit.records.len())], "{what}");
    }

    /// Whoever was there or wrote the record tries to review it, if they have the role for others'.
    async fn none_of_their_own(&mut self, which: (usize, usize)) {
        let page = self.page(which).await;
        for who in 0..self.officers.len() {
            let step = (Step::Review(true), who);
            if let Err((422, "visit-own")) = self.foresee_step(which, step) {
                let answer = self.send_step(which, step, &page).await;
                self.no(&answer, (422, "visit-own"), &format!("review by {who}"));
            }
        }
    }

    fn stepped(
        &mut self,
        (at, visit): (usize, usize),
        (step, who): (Step, usize),
        to: (&'static str, Hand),
        (answer, what): (&Answer, &str),
    ) {
        assert!(answer.status.is_success(), "{what}: {} {}", answer.status, answer.json);
        let last = answer.json["records"].as_array().and_then(|records| records.last());
        let record = last.map_or("", |record| record["id"].as_str().unwrap()).to_owned();
        let present = last.and_then(|record| record["record"]["present"].as_array()).into_iter().flatten();
        let present = present.map(|code| code.as_str().unwrap().to_owned()).collect();
        self.draws[at].visits[visit].follow(step, who, (to, record, present));
    }

    /// One or two records of a draw are published, each judged by itself.
    async fn publication_turn(&mut self, at: usize) {
        let visits = || (0..).zip(&self.draws[at].visits);
        let records = |visit: usize, of: &Visit| of.records.iter().map(|record| (visit, record.id.clone())).collect();
        let all: Vec<(usize, String)> = visits().flat_map(|(visit, of)| -> Vec<_> { records(visit, of) }).collect();
        let is_due = |(visit, id): &&(usize, String)| {
            let records = &self.draws[at].visits[*visit].records;
            records.iter().any(|record| record.id == *id && record.is_reviewed && !record.is_public)
        };
        let due: Vec<(usize, String)> = all.iter().filter(is_due).cloned().collect();
        if all.is_empty() || due.is_empty() && self.chance.below(4) > 0 {
            return;
        }
        let from = if due.is_empty() || self.chance.one_in(4) { &all } else { &due };
        let asked = [0, 1].map(|_| from[self.chance.below(from.len())].clone());
        let before: Vec<usize> = self.draws[at].visits[asked[0].0].hands.keys().copied().collect();
        let who = if self.chance.one_in(4) { self.chance.one_of(&before) } else { self.somebody(PUBLISHERS) };
        let body = json!({"ids": asked.iter().map(|(_, id)| id).collect::<Vec<_>>()});
        let answer = self.world.post(&self.officers[who].client, "/api/v1/disclosures/publish", body).await;
        let what = format!("publish {asked:?} by {who} on {:?}: {}", self.draws[at].visits, answer.json);
        if !self.holds(who, PUBLISHERS) {
            return self.no(&answer, (403, "not-permitted"), &what);
        }
        assert!(answer.status.is_success(), "{what}");
        // Of what is asked for together, earlier versions are judged first; the answers stand as it was asked.
        let mut judged: Vec<_> = asked.iter().zip(answer.json.as_array().unwrap()).collect();
        judged.sort_by_key(|((visit, id), _)| {
            self.draws[at].visits[*visit].records.iter().find(|record| record.id == *id).map(|record| record.number)
        });
        for ((visit, id), judged) in judged {
            let is_own = self.is_of_team((at, *visit), who) || self.was_there((at, *visit), id, who);
            let standing = (is_own, self.draws[at].state == "announced");
            let foreseen = self.draws[at].visits[*visit].foresee_publication(id, who, standing);
            assert_eq!(judged["published"], foreseen.is_ok(), "{what}");
            match foreseen {
                Ok(()) => self.draws[at].visits[*visit].publish(id, who),
                Err(code) => {
                    assert_eq!(judged["code"], code, "{what}");
                    *self.refusals.entry(code).or_default() += 1;
                }
            }
        }
    }

    /// A turn at what was drawn: its visits, its amendments, its results. Now and then of a draw that isn't there yet, which is refused.
    pub async fn field_turn(&mut self) {
        let drawn: Vec<usize> = (0..self.draws.len()).filter(|at| self.draws[*at].is_drawn()).collect();
        let recent = &drawn[drawn.len().saturating_sub(4)..];
        let at = if recent.is_empty() || self.chance.one_in(16) {
            self.chance.below(self.draws.len())
        } else {
            self.chance.one_of(recent)
        };
        let visits = self.draws[at].visits.len();
        match self.chance.below(10) {
            0 => self.dispatch(at).await,
            1 | 2 => self.amendment_turn(at).await,
            3 | 4 if visits > 0 => self.publication_turn(at).await,
            _ if visits > 0 => {
                let visit = self.chance.below(visits);
                self.step_turn(at, visit).await;
            }
            _ => self.dispatch(at).await,
        }
    }
}
