//! What becomes of a draw after it: recusals, absences, targets that are gone, each asked for by one and decided by another
//! (`docs/decisions/0012`, "Amendments after the draw"). Who takes a seat the model doesn't know; who can't, and when nobody does, it does.

use std::collections::{BTreeMap, BTreeSet};

use lots::result::DrawResult;
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::draws::store::{file, target};

use super::{DRAWS, Year};
use crate::harness::Answer;

/// How many inspect a target.
const SEATS: usize = 2;
/// Who asks, who of them of any team, and who decides.
const ASKERS: &[Role] = &[Role::DrawOperator, Role::Inspector];
const DISPATCHERS: &[Role] = &[Role::DrawOperator];
const DECIDERS: &[Role] = &[Role::Approver, Role::Leader];

/// A target as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub code: String,
    /// Its team's codes; nobody's once it is gone.
    pub team: Vec<String>,
    pub is_gone: bool,
}

/// What an amendment is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    kind: &'static str,
    subject: String,
    inspector: String,
}

/// An amendment that was asked for.
#[derive(Clone, Debug)]
pub struct Asked {
    id: String,
    event: Event,
    asker: usize,
    is_open: bool,
}

/// What stands since the draw.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The inspectors' codes, and which inspector has each.
    pub bench: BTreeMap<String, usize>,
    pub targets: Vec<Target>,
    /// Who stands in, the next one first.
    reserves: Vec<String>,
    struck: BTreeSet<(String, String)>,
    absent: BTreeSet<String>,
    asked: Vec<Asked>,
    /// How many were approved.
    pub links: usize,
}

impl Standing {
    pub fn team(&self, code: &str) -> &[String] {
        self.targets.iter().find(|target| target.code == code).map_or(&[], |target| &target.team)
    }

    /// Whether it is asked, and not decided, that somebody of a target's team doesn't inspect it.
    pub fn is_undecided(&self, code: &str) -> bool {
        let team = self.team(code);
        let theirs = |event: &Event| match event.kind {
            "recuse" => event.subject == code && team.contains(&event.inspector),
            "absent" => team.contains(&event.inspector),
            _ => false,
        };
        self.asked.iter().any(|asked| asked.is_open && theirs(&asked.event))
    }

    /// Whether it names what isn't so.
    fn is_wrong(&self, event: &Event) -> bool {
        let stands = self.targets.iter().any(|target| target.code == event.subject && !target.is_gone);
        match event.kind {
            "recuse" => !stands || !self.team(&event.subject).contains(&event.inspector),
            "absent" => !self.bench.contains_key(&event.inspector),
            _ => !stands,
        }
    }

    /// Whether an event concerns an inspector: they are of a team that it would change, or can't take part themselves.
    fn concerns(&self, event: &Event, inspector: usize) -> bool {
        let is = |code: &String| self.bench.get(code) == Some(&inspector);
        let seated = |team: &[String]| team.iter().any(is);
        match event.kind {
            "absent" => {
                let teams = self.targets.iter().map(|target| &target.team);
                is(&event.inspector) || teams.filter(|team| team.contains(&event.inspector)).any(|team| seated(team))
            }
            _ => seated(self.team(&event.subject)),
        }
    }

    /// `visited` are the codes of targets whose record was handed in: they aren't gone any more.
    fn ask(&self, event: &Event, visited: &BTreeSet<String>) -> Result<(), &'static str> {
        match () {
            () if self.is_wrong(event) => Err("draw-amendment-form"),
            () if event.kind == "gone" && visited.contains(&event.subject) => Err("draw-target-visited"),
            () if self.asked.iter().any(|asked| asked.is_open && asked.event == *event) => Err("draw-amendment-asked"),
            () => Ok(()),
        }
    }

    fn decide(&self, (which, verb): (usize, &str), who: usize, visited: &BTreeSet<String>) -> Result<(), &'static str> {
        let asked = &self.asked[which];
        let is_visited = asked.event.kind == "gone" && visited.contains(&asked.event.subject);
        match () {
            () if !asked.is_open => Err("draw-amendment-decided"),
            () if asked.asker == who => Err("draw-own-amendment"),
            () if verb == "approve" && is_visited => Err("draw-target-visited"),
            // Others were amended since it was asked for. An absence can be approved twice, the second time without effect.
            () if verb == "approve" && self.is_wrong(&asked.event) => Err("draw-amendment-form"),
            () => Ok(()),
        }
    }

    /// Who could take a seat beside these.
    fn able(&self, subject: &str, beside: &[String]) -> BTreeSet<String> {
        let may = |code: &&String| {
            !self.absent.contains(*code)
                && !self.struck.contains(&((*code).clone(), subject.to_owned()))
                && !beside.contains(*code)
        };
        self.bench.keys().filter(may).cloned().collect()
    }

    /// An approved event happens: the targets that lack somebody then, and the reserve that stands in.
    fn follow(&mut self, event: &Event) -> (Vec<String>, Option<String>) {
        self.links += 1;
        let mut stood_in = None;
        let mut lacking = Vec::new();
        match event.kind {
            "recuse" => drop(self.struck.insert((event.inspector.clone(), event.subject.clone()))),
            "absent" => drop(self.absent.insert(event.inspector.clone())),
            _ => stood_in = (!self.reserves.is_empty()).then(|| self.reserves.remove(0)),
        }
        for target in &mut self.targets {
            let before = target.team.len();
            match event.kind {
                "gone" if target.code == event.subject => (target.is_gone, target.team) = (true, Vec::new()),
                "recuse" if target.code == event.subject => target.team.retain(|code| *code != event.inspector),
                "absent" => target.team.retain(|code| *code != event.inspector),
                _ => {}
            }
            if target.team.len() < before && !target.is_gone {
                lacking.push(target.code.clone());
            }
        }
        if let Some(code) = &stood_in {
            self.targets.push(Target { code: code.clone(), team: Vec::new(), is_gone: false });
            lacking.push(code.clone());
        }
        (lacking, stood_in)
    }

    /// What the bureau says stands now: nobody left without cause, nobody came who can't, and no seat is open that somebody could take.
    fn agree(&mut self, now: Vec<Target>, lacking: &[String], what: &str) {
        assert_eq!(now.len(), self.targets.len(), "{what}");
        for (was, is) in self.targets.iter().zip(&now) {
            if !lacking.contains(&was.code) {
                assert_eq!(was, is, "{what}");
                continue;
            }
            let able = self.able(&was.code, &was.team);
            let came: BTreeSet<&String> = is.team.iter().filter(|code| !was.team.contains(code)).collect();
            assert!(was.team.iter().all(|code| is.team.contains(code)), "{what}: {was:?} {is:?}");
            assert!(came.iter().all(|code| able.contains(*code)), "{what}: {was:?} {is:?} {able:?}");
            assert_eq!(is.team.len(), was.team.len() + came.len(), "{what}: {is:?}");
            assert_eq!(is.team.len(), SEATS.min(was.team.len() + able.len()), "{what}: {was:?} {is:?} {able:?}");
        }
        self.targets = now;
    }
}

impl Year<'_> {
    /// What was drawn, as the model can't know it: it is read once, from what the bureau keeps.
    pub async fn drawn(&mut self, at: usize) {
        let (db, id) = (self.world.app.read(), self.draw_id(at));
        let result = DrawResult::from_text(&file::need(db, id, "result.json").await.unwrap()).unwrap();
        let of = |id: &str| self.certificates.iter().position(|one| one.id == id).unwrap();
        let bench = target::members(db, id).await.unwrap();
        let bench = bench.into_iter().filter(|row| row.why.is_empty());
        let bench = bench.map(|row| (row.code, of(&row.inspector.to_string()))).collect();
        let reserves = result.strata[0].reserves.iter().map(|reserve| reserve.id.to_string()).collect();
        let targets = self.targets(at).await;
        assert!(targets.iter().all(|target| target.team.len() == SEATS && !target.is_gone), "{targets:?}");
        self.draws[at].standing = Standing { bench, targets, reserves, ..Standing::default() };
    }

    async fn targets(&self, at: usize) -> Vec<Target> {
        let path = format!("{DRAWS}/{}/open", self.draws[at].id);
        let open = self.world.post(&self.officers[0].client, &path, json!({})).await.good();
        let code = |one: &Value| one["code"].as_str().unwrap().to_owned();
        let target = |row: &Value| Target {
            code: code(row),
            team: row["team"].as_array().unwrap().iter().map(code).collect(),
            is_gone: !row["gone"].is_null(),
        };
        open.as_array().unwrap().iter().map(target).collect()
    }

    /// The codes of targets whose record was handed in.
    fn visited(&self, at: usize) -> BTreeSet<String> {
        let visits = self.draws[at].visits.iter().filter(|visit| !visit.records.is_empty());
        visits.map(|visit| visit.code.clone()).collect()
    }

    /// Something to ask for: mostly of somebody whom it concerns.
    fn event(&mut self, at: usize) -> Event {
        let standing = &self.draws[at].standing;
        let target = (!standing.targets.is_empty()).then(|| self.chance.below(standing.targets.len()));
        let target = target.map(|at| standing.targets[at].clone()).filter(|_| !self.chance.one_in(10));
        let subject = target.as_ref().map_or("91210402MA00000000", |target| &target.code).to_owned();
        let of = match target.filter(|target| !target.team.is_empty() && !self.chance.one_in(6)) {
            Some(target) => target.team,
            None => standing.bench.keys().cloned().chain(["E999".to_owned()]).collect(),
        };
        let inspector = of[self.chance.below(of.len())].clone();
        match self.chance.below(6) {
            0 => Event { kind: "absent", subject: String::new(), inspector },
            1 => Event { kind: "gone", subject, inspector: String::new() },
            _ => Event { kind: "recuse", subject, inspector },
        }
    }

    /// A turn at a draw's amendments: something is asked for, or what was asked for is decided.
    pub async fn amendment_turn(&mut self, at: usize) {
        let asked = &self.draws[at].standing.asked;
        let open: Vec<usize> = (0..asked.len()).filter(|which| asked[*which].is_open).collect();
        if asked.is_empty() || open.is_empty() && self.chance.below(4) > 0 || self.chance.one_in(3) {
            return self.ask(at).await;
        }
        if self.chance.one_in(8) {
            return self.withdraw(at).await;
        }
        let which = if open.is_empty() || self.chance.one_in(6) {
            self.chance.below(self.draws[at].standing.asked.len())
        } else {
            self.chance.one_of(&open)
        };
        let verb = if self.chance.one_in(4) { "decline" } else { "approve" };
        let who =
            if self.chance.one_in(3) { self.draws[at].standing.asked[which].asker } else { self.somebody(DECIDERS) };
        self.decide(at, (which, verb), who).await;
    }

    async fn ask(&mut self, at: usize) {
        let event = self.event(at);
        let able: Vec<usize> = (0..self.officers.len()).filter(|who| self.may_ask(at, &event, *who)).collect();
        // Mostly somebody for whom it is to ask: there is a draw operator at the least.
        let who = if self.chance.one_in(3) { self.somebody(ASKERS) } else { self.chance.one_of(&able) };
        let reason = match event.kind {
            "recuse" => "interest",
            "absent" => "illness",
            _ => "closed",
        };
        let body = json!({
            "kind": event.kind, "subject": event.subject, "inspector": event.inspector, "reason": reason, "words": "情况属实",
        });
        let path = format!("{DRAWS}/{}/amendments", self.draws[at].id);
        let answer = self.world.post(&self.officers[who].client, &path, body).await;
        let what = format!("ask for {event:?} by {who} on {:?}", self.draws[at]);
        let foreseen = match self.holds(who, ASKERS) {
            false => Err((403, "not-permitted")),
            true if !self.draws[at].is_drawn() => Err((422, "draw-not-drawn")),
            true if !self.may_ask(at, &event, who) => Err((422, "draw-amendment-not-team")),
            true => self.draws[at].standing.ask(&event, &self.visited(at)).map_err(|code| (422, code)),
        };
        if let Err(refusal) = foreseen {
            return self.no(&answer, refusal, &what);
        }
        assert!(answer.status.is_success(), "{what}: {}", answer.json);
        let id = answer.json["id"].as_str().unwrap().to_owned();
        self.draws[at].standing.asked.push(Asked { id, event, asker: who, is_open: true });
    }

    /// Whether it is for somebody to ask for something: of any team, or of one of their own.
    fn may_ask(&self, at: usize, event: &Event, who: usize) -> bool {
        let concerned = |inspector| self.draws[at].standing.concerns(event, inspector);
        self.holds(who, DISPATCHERS) || Self::inspector(who).is_some_and(concerned)
    }

    /// What was asked for is taken back, mostly by who asked.
    async fn withdraw(&mut self, at: usize) {
        let which = self.chance.below(self.draws[at].standing.asked.len());
        let asked = self.draws[at].standing.asked[which].clone();
        let who = if self.chance.one_in(3) { self.somebody(ASKERS) } else { asked.asker };
        let path = format!("{DRAWS}/{}/amendments/{}/withdraw", self.draws[at].id, asked.id);
        let answer = self.world.post(&self.officers[who].client, &path, json!({"answer": "情况有变"})).await;
        let what = format!("withdraw {which} by {who} on {:?}", self.draws[at]);
        let foreseen = match () {
            () if !self.holds(who, ASKERS) => Err((403, "not-permitted")),
            () if !asked.is_open => Err((422, "draw-amendment-decided")),
            () if asked.asker != who => Err((422, "draw-amendment-not-asker")),
            () => Ok(()),
        };
        if let Err(refusal) = foreseen {
            return self.no(&answer, refusal, &what);
        }
        assert_eq!(answer.good()["state"], "withdrawn", "{what}");
        self.draws[at].standing.asked[which].is_open = false;
    }

    fn foresee_decision(&self, at: usize, (which, verb): (usize, &str), who: usize) -> Result<(), (u16, &'static str)> {
        if !self.holds(who, DECIDERS) {
            return Err((403, "not-permitted"));
        }
        self.draws[at].standing.decide((which, verb), who, &self.visited(at)).map_err(|code| (422, code))
    }

    async fn send_decision(&self, at: usize, (which, verb): (usize, &str), who: usize) -> Answer {
        let draw = &self.draws[at];
        let path = format!("{DRAWS}/{}/amendments/{}/{verb}", draw.id, draw.standing.asked[which].id);
        self.world.post(&self.officers[who].client, &path, json!({"answer": "已核实"})).await
    }

    /// One decides, or two at once.
    async fn decide(&mut self, at: usize, (which, verb): (usize, &'static str), who: usize) {
        let what = format!("{verb} {which} by {who} on {:?}", self.draws[at]);
        let foreseen = self.foresee_decision(at, (which, verb), who);
        let other = self.chance.another(&self.officers, DECIDERS, who).filter(|_| self.chance.one_in(3));
        let Some(other) = other else {
            let answer = self.send_decision(at, (which, verb), who).await;
            match foreseen {
                Ok(()) => self.decided(at, (which, verb), &answer, &what).await,
                Err(refusal) => self.no(&answer, refusal, &what),
            }
            return;
        };
        let able = usize::from(foreseen.is_ok()) + usize::from(self.foresee_decision(at, (which, verb), other).is_ok());
        let decision = (which, verb);
        let (one, two) = tokio::join!(self.send_decision(at, decision, who), self.send_decision(at, decision, other));
        let what = format!("{what} and {other}: {} {}", one.json, two.json);
        if let Some(went) = super::once(able, [(who, &one), (other, &two)], &what) {
            let answer = if went == who { &one } else { &two };
            self.decided(at, decision, answer, &what).await;
        }
    }

    async fn decided(&mut self, at: usize, (which, verb): (usize, &str), answer: &Answer, what: &str) {
        assert!(answer.status.is_success(), "{what}: {}", answer.json);
        let mut standing = self.draws[at].standing.clone();
        standing.asked[which].is_open = false;
        let state = if verb == "approve" { "approved" } else { "declined" };
        assert_eq!(answer.json["state"], state, "{what}");
        if verb == "approve" {
            let event = standing.asked[which].event.clone();
            let (lacking, stood_in) = standing.follow(&event);
            standing.agree(self.targets(at).await, &lacking, what);
            let open: usize = lacking.iter().map(|code| SEATS - standing.team(code).len()).sum();
            let said = ["number", "changed", "stood_in", "open_seats"].map(|field| answer.json[field].clone());
            let stood_in = stood_in.unwrap_or_default();
            assert_eq!(said, [json!(standing.links), json!(lacking.len()), json!(stood_in), json!(open)], "{what}");
        }
        self.draws[at].standing = standing;
        let seen = self.look(at).await;
        assert_eq!(seen["amendments_approved"], json!(self.draws[at].standing.links), "{what}");
    }
}
