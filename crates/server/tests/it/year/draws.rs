//! What a draw comes to, as `docs/decisions/0012` has it: from a draft to the announcement.

use std::collections::BTreeSet;

use yaoguang::accounts::Role;
use yaoguang::app::value::Date;

use super::amendments::Standing;
use super::visits::Visit;

/// What somebody does to a draw. Parties act by their links, so nobody signs in for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
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

pub const ALL: [Act; 13] =
    [Edit, Submit, Approve, Return, Discard, Hash(0), Hash(1), Commit, Reveal(0), Reveal(1), Read, Announce, Annul];

impl Act {
    /// Whose act it is; nobody's, if a link is enough.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Edit | Submit | Discard => &[Role::DrawOperator, Role::Planner],
            Approve | Return => &[Role::Approver, Role::Leader],
            Commit => &[Role::DrawOperator],
            Read => &[Role::DrawOperator, Role::Observer, Role::Leader],
            Announce => &[Role::Publisher],
            Annul => &[Role::DrawOperator, Role::Approver, Role::Leader],
            Hash(_) | Reveal(_) => &[],
        }
    }
}

/// When something happens: the second, and the day in China.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    pub second: i64,
    pub day: Date,
}

/// Where a draw stands, as the model has it.
#[derive(Clone, Debug)]
pub struct Draw {
    pub id: String,
    pub state: &'static str,
    /// The first day and the last of what was drafted.
    pub period: (Date, Date),
    pub drafters: BTreeSet<usize>,
    pub approver: Option<usize>,
    /// The parties' links, and when each was made.
    pub links: [(String, i64); 2],
    pub hashed: [bool; 2],
    pub revealed: [bool; 2],
    pub readers: BTreeSet<usize>,
    pub asker: Option<usize>,
    /// Until when values are revealed, the name, and when that closes.
    pub times: (i64, String, i64),
    /// What stands since it was drawn.
    pub standing: Standing,
    pub visits: Vec<Visit>,
}

/// An issue is read off within fifteen days of its close.
const READ_WITHIN_S: i64 = 15 * 86_400;

impl Draw {
    pub fn new(id: String, who: usize, period: (Date, Date)) -> Self {
        Self {
            id,
            state: "draft",
            period,
            drafters: [who].into(),
            approver: None,
            links: Default::default(),
            hashed: [false; 2],
            revealed: [false; 2],
            readers: BTreeSet::new(),
            asker: None,
            times: Default::default(),
            standing: Standing::default(),
            visits: Vec::new(),
        }
    }

    /// Whether nothing will come of it any more: it is over, or a value that was never revealed, or not read in time, keeps it open for ever, with its
    /// age in public.
    pub fn is_over(&self, now: Now) -> bool {
        let is_stuck = self.state == "committed" && now.second >= self.times.2 && self.revealed != [true; 2];
        let is_stuck = is_stuck || self.state == "committed" && self.is_late(now);
        matches!(self.state, "announced" | "annulled" | "discarded") || is_stuck
    }

    /// Whether the time to read the issue off is over.
    fn is_late(&self, now: Now) -> bool {
        now.second > self.times.2 + READ_WITHIN_S
    }

    pub fn is_drawn(&self) -> bool {
        matches!(self.state, "drawn" | "announced")
    }

    /// What an act of somebody who may comes to: the state after it, or the refusal's code.
    pub fn foresee(&self, act: Act, who: usize, now: Now) -> Result<&'static str, &'static str> {
        let (reveals, _, closes) = &self.times;
        let known = now.second >= *closes;
        match act {
            Edit if self.state == "draft" => Ok("draft"),
            Edit | Submit if self.state != "draft" => Err("draw-not-draft"),
            // What was drafted on an earlier day can't begin on it any more.
            Submit if self.period.0 < now.day => Err("draw-scheme"),
            Edit | Submit => Ok("submitted"),
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
            Reveal(_) if now.second > *reveals => Err("draw-too-late"),
            Reveal(_) => Ok("committed"),
            Read if !known => Err("draw-too-early"),
            Read if self.is_late(now) => Err("draw-read-late"),
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
    pub fn follow(&mut self, act: Act, who: usize, (state, period): (&'static str, (Date, Date))) {
        self.state = state;
        match act {
            Edit => {
                self.drafters.insert(who);
                self.period = period;
            }
            Submit => drop(self.drafters.insert(who)),
            Approve => self.approver = Some(who),
            Hash(party) => self.hashed[party] = true,
            Reveal(party) => self.revealed[party] = true,
            Read => drop(self.readers.insert(who)),
            Annul => self.asker = self.asker.or(Some(who)),
            Return | Discard | Commit | Announce => {}
        }
    }

    /// What would bring it further.
    pub fn wanted(&self, now: Now) -> &'static [Act] {
        match self.state {
            "draft" if self.period.0 < now.day => &[Edit],
            "draft" => &[Submit],
            "submitted" => &[Approve],
            "approved" if self.hashed == [true; 2] => &[Commit],
            "approved" => &[Hash(0), Hash(1)],
            "committed" if now.second <= self.times.0 && self.asker.is_some() => &[Annul],
            "committed" if now.second <= self.times.0 => &[Reveal(0), Reveal(1), Reveal(0), Reveal(1), Annul],
            "committed" => &[Read],
            _ => &[Announce],
        }
    }
}
