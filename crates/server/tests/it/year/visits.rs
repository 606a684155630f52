//! What a visit comes to, as `docs/decisions/0013` has it: notice, record, review by another, return, correction, publication by a third.

use std::collections::BTreeMap;

use yaoguang::accounts::Role;

use super::Year;
use super::visiting::Step;

/// What somebody did to a visit; one person does one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    Write,
    Review,
    Publish,
}

/// What was handed in.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: String,
    /// Which version of the visit's record.
    pub number: usize,
    pub is_reviewed: bool,
    pub is_public: bool,
    /// The codes of those who were there.
    pub present: Vec<String>,
}

/// A visit.
#[derive(Clone, Debug)]
pub struct Visit {
    pub id: String,
    /// The target's code.
    pub code: String,
    pub state: &'static str,
    pub number: usize,
    pub hands: BTreeMap<usize, Hand>,
    pub records: Vec<Record>,
}

impl Visit {
    pub fn new(id: String, code: String) -> Self {
        Self { id, code, state: "assigned", number: 1, hands: BTreeMap::new(), records: Vec::new() }
    }

    /// What a step of somebody who may, and sees it, comes to: the state after it and the hand laid on it, or the refusal's code.
    /// `is_own` is whether they are of its team, or were there, `can` whether the record is complete, `is_undecided` whether a recusal of the team is.
    pub fn foresee(
        &self,
        step: Step,
        who: usize,
        (is_own, can, is_undecided): (bool, bool, bool),
    ) -> Result<(&'static str, Hand), &'static str> {
        let hand = self.hands.get(&who).copied();
        let (state, laid) = match step {
            Step::Notice if self.state != "assigned" => return Err("visit-not-assigned"),
            Step::Notice => ("noticed", Hand::Write),
            Step::Write | Step::HandIn(_) if self.state != "noticed" => return Err("visit-not-noticed"),
            Step::Write => ("noticed", Hand::Write),
            Step::HandIn(_) if !can => return Err("visit-incomplete"),
            Step::HandIn(_) if is_undecided => return Err("visit-recusal-open"),
            Step::HandIn(_) => ("recorded", Hand::Write),
            Step::Review(_) | Step::Return if self.state != "recorded" => return Err("visit-not-recorded"),
            Step::Review(_) | Step::Return if is_own || hand == Some(Hand::Write) => return Err("visit-own"),
            Step::Review(false) => return Err("visit-other-text"),
            Step::Review(true) => ("reviewed", Hand::Review),
            Step::Return => ("noticed", Hand::Review),
            Step::Correct if self.state != "reviewed" => return Err("visit-not-reviewed"),
            Step::Correct => ("noticed", Hand::Write),
        };
        if hand.is_some_and(|had| had != laid) { Err("visit-other-hand") } else { Ok((state, laid)) }
    }

    /// The model does what the bureau did; `record` is the id of what was handed in, `present` who was there by it.
    pub fn follow(
        &mut self,
        step: Step,
        who: usize,
        ((state, hand), record, present): ((&'static str, Hand), String, Vec<String>),
    ) {
        self.state = state;
        self.hands.insert(who, hand);
        match step {
            Step::HandIn(_) => {
                let number = self.number;
                self.records.push(Record { id: record, number, is_reviewed: false, is_public: false, present });
            }
            Step::Review(_) => self.records.last_mut().expect("what was recorded").is_reviewed = true,
            Step::Correct => self.number += 1,
            Step::Notice | Step::Write | Step::Return => {}
        }
    }

    /// What the publication of a record comes to.
    pub fn foresee_publication(
        &self,
        record: &str,
        who: usize,
        (is_own, is_announced): (bool, bool),
    ) -> Result<(), &'static str> {
        let record = self.records.iter().find(|one| one.id == record).expect("one of this visit");
        let had = self.hands.get(&who);
        let is_before = |one: &Record| one.is_reviewed && !one.is_public && one.number < record.number;
        match () {
            () if record.is_public => Err("disclosure-published"),
            () if !record.is_reviewed => Err("disclosure-not-due"),
            () if is_own || had.is_some_and(|had| *had != Hand::Publish) => Err("disclosure-own-visit"),
            () if !is_announced => Err("disclosure-unannounced"),
            () if self.records.iter().any(is_before) => Err("disclosure-earlier-first"),
            () => Ok(()),
        }
    }

    pub fn publish(&mut self, record: &str, who: usize) {
        self.hands.insert(who, Hand::Publish);
        self.records.iter_mut().filter(|one| one.id == record).for_each(|one| one.is_public = true);
    }

    /// What would bring it further.
    pub fn wanted(&self) -> &'static [Step] {
        match self.state {
            "assigned" => &[Step::Notice],
            "noticed" => &[Step::HandIn(true), Step::HandIn(true), Step::Write],
            "recorded" => &[Step::Review(true), Step::Review(true), Step::Return],
            _ => &[Step::Correct],
        }
    }
}

/// Who sees a visit before its draw is announced, besides the team.
const EARLY: &[Role] = &[Role::DrawOperator, Role::AuditAdmin, Role::Leader];
/// Who sees those that were made.
const REVIEWS: &[Role] = &[Role::Reviewer];

impl Year<'_> {
    /// Whether somebody is of a visit's team.
    pub fn is_of_team(&self, (at, visit): (usize, usize), who: usize) -> bool {
        let standing = &self.draws[at].standing;
        let team = standing.team(&self.draws[at].visits[visit].code);
        Self::inspector(who).is_some_and(|inspector| team.iter().any(|code| standing.bench[code] == inspector))
    }

    /// Whether somebody was there by what a visit's record says.
    pub fn was_there(&self, (at, visit): (usize, usize), record: &str, who: usize) -> bool {
        let standing = &self.draws[at].standing;
        let record =
            self.draws[at].visits[visit].records.iter().find(|one| one.id == record).expect("one of this visit");
        let is_there =
            |inspector: usize| record.present.iter().any(|code| standing.bench.get(code) == Some(&inspector));
        Self::inspector(who).is_some_and(is_there)
    }

    /// What a step by anybody comes to.
    pub fn foresee_step(
        &self,
        (at, visit): (usize, usize),
        (step, who): (Step, usize),
    ) -> Result<(&'static str, Hand), (u16, &'static str)> {
        let is_own = self.is_of_team((at, visit), who);
        let draw = &self.draws[at];
        let was_there = draw.visits[visit].records.iter().any(|one| self.was_there((at, visit), &one.id, who));
        let of_team = matches!(step, Step::Notice | Step::Write | Step::HandIn(_) | Step::Correct);
        let code = &draw.visits[visit].code;
        let can = step == Step::HandIn(true) && draw.standing.team(code).len() >= 2;
        let standing = (is_own || was_there, can, draw.standing.is_undecided(code));
        let is_made = matches!(draw.visits[visit].state, "recorded" | "reviewed");
        let sees = self.holds(who, EARLY) || (is_made && self.holds(who, REVIEWS));
        match () {
            () if !self.holds(who, step.roles()) => Err((403, "not-permitted")),
            () if draw.state != "announced" && !is_own && !sees => Err((404, "not-found")),
            () if of_team && Self::inspector(who).is_none() => Err((422, "visit-no-account")),
            () if of_team && !is_own => Err((422, "visit-not-team")),
            () => draw.visits[visit].foresee(step, who, standing).map_err(|code| (422, code)),
        }
    }
}
