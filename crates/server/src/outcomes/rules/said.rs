//! What people write about an outcome, and what is wrong with it, field by field. Pure.

use std::collections::BTreeSet;

use lots_cli::roster::character::says;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Kind;
use crate::app::value::{Date, unreadable};
use crate::codes;

/// The most characters of a text.
pub const LENGTH: usize = 2_000;
/// The most characters of who receives, or answers.
pub const NAME: usize = 200;
/// The most characters of a document's number.
pub const NUMBER: usize = 60;
/// The most rows an outcome is about.
pub const MOST_ROWS: usize = 200;
/// The most days from one day to the due day that follows from it.
pub const MOST_DAYS: i32 = 365;
/// The most of an amount, in fen: a thousand billion yuan, which every program's numbers hold.
pub const MOST_FEN: i64 = 100_000_000_000_000;

codes! {
    /// What a decision imposes (行政处罚法, article 9).
    #[schema(as = OutcomeSanction)]
    Sanction {
        /// 警告、通报批评.
        Warning = "warning",
        /// 罚款.
        Fine = "fine",
        /// 没收违法所得、没收非法财物.
        Confiscation = "confiscation",
        /// 责令停产停业、限制开展生产经营活动.
        Suspension = "suspension",
        /// 暂扣、吊销许可证件.
        LicenceRevoked = "licence-revoked",
        /// Another that a law names.
        Other = "other",
        /// 不予行政处罚: alone.
        NoPenalty = "no-penalty",
    }
}

/// A row of a record: the item's code, the row's place from 0.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomePlace)]
pub struct Place {
    /// The item's code.
    pub item: String,
    /// The row's place in its checklist, from 0.
    pub row: usize,
}

/// A decision on a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeDecision)]
pub struct Decision {
    /// Its document's number.
    pub number: String,
    /// Its day.
    pub day: Date,
    /// What it imposes.
    pub sanctions: Vec<Sanction>,
    /// The fine in fen, if there is one.
    pub fine: Option<i64>,
    /// What is confiscated in fen, if anything is.
    pub confiscated: Option<i64>,
    /// The facts and the law.
    pub text: String,
}

/// What the receiving department answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OutcomeAcknowledgement)]
pub struct Acknowledgement {
    /// When.
    pub day: Date,
    /// Who.
    pub by: String,
    /// Whether they take it.
    pub accepted: bool,
    /// What they say. Why not, if they don't take it.
    pub text: String,
}

/// Something missing or wrong: its field, parts after dots, a code, and the most there may be, if the code is about that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field.
    pub field: String,
    /// The code.
    pub code: &'static str,
    /// The most.
    pub most: Option<usize>,
}

fn note(faults: &mut Vec<Fault>, field: impl Into<String>, code: Option<&'static str>) {
    faults.extend(code.map(|code| Fault { field: field.into(), code, most: None }));
}

/// Too long, empty though it is required, or with characters that no text has but line breaks.
fn text(faults: &mut Vec<Fault>, field: &str, said: &str, (most, required): (usize, bool)) {
    match said {
        _ if required && !says(said) => note(faults, field, Some("required")),
        _ if said.chars().count() > most => {
            faults.push(Fault { field: field.to_owned(), code: "too-long", most: Some(most) });
        }
        _ => note(faults, field, unreadable(said)),
    }
}

/// A due day lies after another day, by [`MOST_DAYS`] at most.
fn due_fault(due: Date, after: Date) -> Option<&'static str> {
    match due {
        _ if due <= after => Some("outcome-due-early"),
        _ if due > after.plus_days(MOST_DAYS) => Some("outcome-due-late"),
        _ => None,
    }
}

/// A day is none of the future, and not before another.
fn day_fault(day: Date, (from, today): (Date, Date)) -> Option<&'static str> {
    match day {
        _ if day > today => Some("outcome-day-future"),
        _ if day < from => Some("outcome-day-early"),
        _ => None,
    }
}

/// Why: what a decline, a withdrawal, an extension say.
#[must_use]
pub fn reason_faults(said: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    text(&mut faults, "reason", said, (LENGTH, true));
    faults
}

/// A new outcome.
#[derive(Clone, Debug)]
pub struct Draft {
    /// What it is.
    pub kind: Kind,
    /// What is ordered, or proposed and why.
    pub text: String,
    /// The rows it is about.
    pub findings: Vec<Place>,
    /// Until when, of an order.
    pub due: Option<Date>,
    /// To whom, of a transfer or a referral.
    pub to: String,
}

/// The record that a new outcome begins with.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// How many rows each item has.
    pub rows: &'a [(String, usize)],
    /// The rows answered *no*.
    pub found: &'a [Place],
    /// The day of the visit.
    pub visited: Date,
}

impl Draft {
    /// What it lacks.
    #[must_use]
    pub fn faults(&self, against: &Against<'_>) -> Vec<Fault> {
        let mut faults = Vec::new();
        text(&mut faults, "text", &self.text, (LENGTH, true));
        let order = self.kind == Kind::Rectification;
        let due = match self.due {
            None => order.then_some("required"),
            Some(_) if !order => Some("outcome-unwanted"),
            Some(due) => due_fault(due, against.visited),
        };
        note(&mut faults, "due", due);
        if matches!(self.kind, Kind::Transfer | Kind::Referral) {
            text(&mut faults, "to", &self.to, (NAME, true));
        } else {
            note(&mut faults, "to", (!self.to.is_empty()).then_some("outcome-unwanted"));
        }
        self.finding_faults(against, &mut faults);
        faults
    }

    fn finding_faults(&self, against: &Against<'_>, faults: &mut Vec<Fault>) {
        let distinct: BTreeSet<&Place> = self.findings.iter().collect();
        let known = |place: &Place| against.rows.iter().any(|(item, rows)| *item == place.item && place.row < *rows);
        for (at, place) in self.findings.iter().enumerate() {
            note(faults, format!("findings.{at}"), (!known(place)).then_some("outcome-no-row"));
        }
        let needs = matches!(self.kind, Kind::Rectification | Kind::Case) && !against.found.is_empty();
        let code = match () {
            () if self.findings.len() > MOST_ROWS => Some("too-many"),
            () if distinct.len() < self.findings.len() => Some("named-twice"),
            () if needs && !self.findings.iter().any(|place| against.found.contains(place)) => {
                Some("outcome-none-found")
            }
            () => None,
        };
        note(faults, "findings", code);
    }
}

/// A look whether an order was followed.
#[derive(Clone, Debug)]
pub struct Recheck {
    /// When.
    pub day: Date,
    /// What was seen.
    pub text: String,
    /// Whether it was.
    pub cleared: bool,
    /// Until when now, if it wasn't.
    pub due: Option<Date>,
}

impl Recheck {
    /// What it lacks, of an order given on a day.
    #[must_use]
    pub fn faults(&self, (ordered, today): (Date, Date)) -> Vec<Fault> {
        let mut faults = Vec::new();
        text(&mut faults, "text", &self.text, (LENGTH, true));
        note(&mut faults, "day", day_fault(self.day, (ordered, today)));
        let due = match (self.cleared, self.due) {
            (true, None) => None,
            (true, Some(_)) => Some("outcome-unwanted"),
            (false, None) => Some("required"),
            (false, Some(due)) => due_fault(due, self.day),
        };
        note(&mut faults, "due", due);
        faults
    }
}

/// What an extension lacks: a later due day than the one there is, and why.
#[must_use]
pub fn extension_faults(reason: &str, due: Date, now: Option<Date>) -> Vec<Fault> {
    let mut faults = reason_faults(reason);
    note(&mut faults, "due", now.and_then(|now| due_fault(due, now)));
    faults
}

impl Decision {
    /// What it lacks, of a case opened on a day.
    #[must_use]
    pub fn faults(&self, (opened, today): (Date, Date)) -> Vec<Fault> {
        let mut faults = Vec::new();
        text(&mut faults, "number", &self.number, (NUMBER, true));
        text(&mut faults, "text", &self.text, (LENGTH, true));
        note(&mut faults, "day", day_fault(self.day, (opened, today)));
        let distinct: BTreeSet<Sanction> = self.sanctions.iter().copied().collect();
        let code = match () {
            () if distinct.is_empty() => Some("required"),
            () if distinct.len() < self.sanctions.len() => Some("named-twice"),
            () if distinct.contains(&Sanction::NoPenalty) && distinct.len() > 1 => Some("outcome-no-penalty-alone"),
            () => None,
        };
        note(&mut faults, "sanctions", code);
        let amounts = [("fine", self.fine, Sanction::Fine), ("confiscated", self.confiscated, Sanction::Confiscation)];
        for (field, amount, sanction) in amounts {
            let code = match (amount, distinct.contains(&sanction)) {
                (None, true) => Some("required"),
                (Some(_), false) => Some("outcome-unwanted"),
                (Some(fen), true) => (!(0..=MOST_FEN).contains(&fen)).then_some("outcome-amount"),
                (None, false) => None,
            };
            note(&mut faults, field, code);
        }
        faults
    }
}

impl Acknowledgement {
    /// What it lacks, of what was sent on a day.
    #[must_use]
    pub fn faults(&self, (opened, today): (Date, Date)) -> Vec<Fault> {
        let mut faults = Vec::new();
        note(&mut faults, "day", day_fault(self.day, (opened, today)));
        text(&mut faults, "by", &self.by, (NAME, true));
        text(&mut faults, "text", &self.text, (LENGTH, !self.accepted));
        faults
    }
}
