//! What stands after the amendments so far.

use std::collections::{BTreeMap, BTreeSet};

use super::{Amendment, Amendments, Change, Event, Kind, Outcome, Refusal, Request};
use crate::hash::Digest;
use crate::name::{InspectorCode, StratumName, SubjectId};
use crate::result::DrawResult;
use crate::seed::Seed;
use crate::teams::{Bench, Member, Recusals, Refill, Refilled, Vacancy, pair_ticket, refill};

/// A target as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Standing {
    /// The position of its stratum.
    stratum: usize,
    /// Its team, by seat.
    team: Vec<Member>,
}

/// The targets and teams after a draw and its amendments.
#[derive(Clone, Debug)]
pub struct State {
    key: Digest,
    /// The draw's level and slack.
    floor: u32,
    targets: BTreeMap<SubjectId, Standing>,
    /// Each stratum's unused reserves, the next one last.
    reserves: Vec<Vec<SubjectId>>,
    struck: BTreeSet<(InspectorCode, SubjectId)>,
    absent: BTreeSet<InspectorCode>,
    amendments: Vec<Amendment>,
    head: Digest,
}

/// What an event leaves to be filled.
struct Vacated {
    subjects: Vec<SubjectId>,
    stood_in: Option<SubjectId>,
}

impl State {
    /// What stands right after the draw; `slack` is the committed one.
    #[must_use]
    pub fn new(result: &DrawResult, slack: u32) -> Self {
        let stratum =
            |name: &StratumName| result.strata.iter().position(|stratum| stratum.name == *name).unwrap_or_default();
        let standing = |target: &crate::result::Target| {
            (target.id.clone(), Standing { stratum: stratum(&target.stratum), team: target.team.clone() })
        };
        let reserves = |stratum: &crate::result::StratumResult| {
            stratum.reserves.iter().rev().map(|reserve| reserve.id.clone()).collect()
        };
        Self {
            key: Seed(result.seed.value).pair_key(),
            floor: result.level.level.saturating_add(slack),
            targets: result.targets.iter().map(standing).collect(),
            reserves: result.strata.iter().map(reserves).collect(),
            struck: BTreeSet::new(),
            absent: BTreeSet::new(),
            amendments: Vec::new(),
            head: Digest::of(result.text().as_bytes()),
        }
    }

    /// What stands after the amendments of a file.
    ///
    /// # Errors
    /// [`Refusal`], of the first amendment that doesn't stand.
    pub fn replay(
        file: &Amendments,
        result: &DrawResult,
        slack: u32,
        people: Option<&(Bench, Recusals)>,
    ) -> Result<Self, Refusal> {
        let mut state = Self::new(result, slack);
        if file.amendments.is_empty() {
            return Err(Refusal::Empty);
        }
        for listed in &file.amendments {
            if listed.number != state.number() || listed.previous != state.head {
                return Err(Refusal::Chain(listed.number));
            }
            match people {
                Some(people) if state.apply(listed.request()?, people)? == *listed => {}
                Some(_) => return Err(Refusal::Outcome(listed.number)),
                None => state.follow(listed)?,
            }
        }
        if file.head == state.head { Ok(state) } else { Err(Refusal::Chain(state.number())) }
    }

    /// The amendments so far as a file; none while there are none.
    #[must_use]
    pub fn file(&self) -> Option<Amendments> {
        let amendments = self.amendments.clone();
        (!amendments.is_empty()).then_some(Amendments { amendments, head: self.head })
    }

    /// The targets and their teams by seat, by subject.
    pub fn teams(&self) -> impl Iterator<Item = (&SubjectId, &[Member])> {
        self.targets.iter().map(|(subject, standing)| (subject, standing.team.as_slice()))
    }

    /// n amendments -> n + 1 amendments.
    ///
    /// # Errors
    /// [`Refusal::NoTarget`], [`Refusal::NotInTeam`], [`Refusal::NotOnBench`]; nothing has changed then.
    pub fn apply(&mut self, request: Request, people: &(Bench, Recusals)) -> Result<Amendment, Refusal> {
        if let Event::Recuse { inspector, .. } | Event::Absent { inspector } = &request.event
            && people.0.position(inspector).is_none()
        {
            return Err(Refusal::NotOnBench(inspector.clone()));
        }
        let vacated = self.vacate(&request.event)?;
        let filled = self.fill(&vacated.subjects, people);
        let changes = vacated.subjects.into_iter().zip(filled.teams);
        let (kind, subject, inspector) = match request.event {
            Event::Recuse { subject, inspector } => (Kind::Recuse, Some(subject), Some(inspector)),
            Event::Absent { inspector } => (Kind::Absent, None, Some(inspector)),
            Event::Gone { subject } => (Kind::Gone, Some(subject), None),
        };
        let outcome = Outcome {
            changes: changes.map(|(subject, team)| Change { subject, team }).collect(),
            level: filled.level,
            open: filled.open,
            stood_in: vacated.stood_in,
            strands: filled.strands,
        };
        let amendment = Amendment {
            approver: request.approver,
            inspector,
            kind,
            number: self.number(),
            outcome,
            previous: self.head,
            reason: request.reason,
            subject,
        };
        self.add(amendment.clone());
        Ok(amendment)
    }

    /// Take an amendment as it is listed, as far as it can be checked without the people.
    fn follow(&mut self, listed: &Amendment) -> Result<(), Refusal> {
        let vacated = self.vacate(&listed.request()?.event)?;
        let outcome = &listed.outcome;
        let right = vacated.stood_in == outcome.stood_in
            && vacated.subjects.iter().eq(outcome.changes.iter().map(|change| &change.subject))
            && outcome.level >= self.floor
            && outcome.changes.iter().all(|change| self.is_plausible(change));
        if !right {
            return Err(Refusal::Outcome(listed.number));
        }
        self.add(listed.clone());
        Ok(())
    }

    /// Whether those who stay do, nobody is in the team twice or not allowed any more, and tickets are right.
    fn is_plausible(&self, change: &Change) -> bool {
        let codes: BTreeSet<&InspectorCode> = change.team.iter().map(|member| &member.inspector).collect();
        let allowed = |member: &Member| {
            !self.absent.contains(&member.inspector)
                && !self.struck.contains(&(member.inspector.clone(), change.subject.clone()))
                && member.ticket == pair_ticket(&self.key, &change.subject, &member.inspector)
        };
        codes.len() == change.team.len()
            && change.team.iter().all(allowed)
            && change.team.windows(2).all(|two| two[0].seat < two[1].seat)
            && self.targets[&change.subject].team.iter().all(|member| codes.contains(&member.inspector))
    }

    fn number(&self) -> u64 {
        self.amendments.len() as u64 + 1
    }

    fn add(&mut self, amendment: Amendment) {
        for change in &amendment.outcome.changes {
            let standing = self.targets.get_mut(&change.subject).expect("a vacated subject is a target");
            standing.team.clone_from(&change.team);
        }
        self.head = amendment.digest();
        self.amendments.push(amendment);
    }

    /// Empty the seats an event vacates; if it is refused, nothing has changed.
    fn vacate(&mut self, event: &Event) -> Result<Vacated, Refusal> {
        match event {
            Event::Recuse { subject, inspector } => {
                let standing = self.targets.get_mut(subject).ok_or_else(|| Refusal::NoTarget(subject.clone()))?;
                if !leave(&mut standing.team, inspector) {
                    return Err(Refusal::NotInTeam(inspector.clone(), subject.clone()));
                }
                self.struck.insert((inspector.clone(), subject.clone()));
                Ok(Vacated { subjects: vec![subject.clone()], stood_in: None })
            }
            Event::Absent { inspector } => {
                self.absent.insert(inspector.clone());
                let left = self
                    .targets
                    .iter_mut()
                    .filter_map(|(subject, standing)| leave(&mut standing.team, inspector).then(|| subject.clone()));
                Ok(Vacated { subjects: left.collect(), stood_in: None })
            }
            Event::Gone { subject } => {
                let gone = self.targets.remove(subject).ok_or_else(|| Refusal::NoTarget(subject.clone()))?;
                let stood_in = self.reserves.get_mut(gone.stratum).and_then(Vec::pop);
                if let Some(reserve) = &stood_in {
                    self.targets.insert(reserve.clone(), Standing { stratum: gone.stratum, team: Vec::new() });
                }
                Ok(Vacated { subjects: stood_in.iter().cloned().collect(), stood_in })
            }
        }
    }

    /// Fill the open seats of these targets.
    fn fill(&self, subjects: &[SubjectId], (bench, recusals): &(Bench, Recusals)) -> Refilled {
        let mut barred = recusals.clone();
        self.struck.iter().for_each(|(code, subject)| barred.insert(code.clone(), subject.clone()));
        let mut loads: BTreeMap<InspectorCode, u32> = BTreeMap::new();
        for member in self.targets.values().flat_map(|standing| &standing.team) {
            *loads.entry(member.inspector.clone()).or_default() += 1;
        }
        let members = |subject: &SubjectId| -> Vec<InspectorCode> {
            self.targets[subject].team.iter().map(|member| member.inspector.clone()).collect()
        };
        let vacancies: Vec<Vacancy> =
            subjects.iter().map(|subject| Vacancy { subject: subject.clone(), members: members(subject) }).collect();
        let from = Refill { bench, recusals: &barred, absent: &self.absent, loads: &loads, floor: self.floor };
        refill(&from, &vacancies, &self.key)
    }
}

/// Take an inspector out of a team, if they are in it.
fn leave(team: &mut Vec<Member>, inspector: &InspectorCode) -> bool {
    let before = team.len();
    team.retain(|member| member.inspector != *inspector);
    team.len() < before
}
