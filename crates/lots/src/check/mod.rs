//! Checking a bundle or a receipt from nothing but its files (`spec/draw.md`, section 8.4).
//!
//! The checks run in the order of the specification and stop at the first that fails, so that two implementations name
//! the same one. What this crate can't know (a roster too large for memory, BLS signatures) it asks of [`Outside`].

mod bundle;
mod detail;
mod listed;
mod receipt;
mod recomputed;
mod roster;

use std::fmt;

pub use bundle::{Files, verify};
pub use detail::{Detail, Finding, Value};
pub use receipt::verify_receipt;
pub use roster::{MemoryRoster, RosterRequest, RosterScan};

use crate::seed::DrandClaim;
use crate::table::TableError;

/// A check of section 8.4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the specification's table says what each is; the codes are its words")]
pub enum Check {
    Files,
    CommitmentForm,
    SeedForm,
    SeedCommitment,
    Secret,
    Sources,
    BeaconSignature,
    TableExcluded,
    TableBench,
    TableRecusals,
    TableSubjects,
    Populations,
    Pools,
    ResultForm,
    ResultCommitment,
    ResultSeed,
    Quotas,
    Tickets,
    Pairs,
    Level,
    Teams,
    Strands,
    Open,
    Amendments,
    ReceiptForm,
    ReceiptRow,
    ReceiptTicket,
    ReceiptStanding,
}

impl Check {
    /// The checks of a bundle, in order.
    pub const BUNDLE: [Self; 24] = [
        Self::Files,
        Self::CommitmentForm,
        Self::SeedForm,
        Self::SeedCommitment,
        Self::Secret,
        Self::Sources,
        Self::BeaconSignature,
        Self::TableExcluded,
        Self::TableBench,
        Self::TableRecusals,
        Self::TableSubjects,
        Self::Populations,
        Self::Pools,
        Self::ResultForm,
        Self::ResultCommitment,
        Self::ResultSeed,
        Self::Quotas,
        Self::Tickets,
        Self::Pairs,
        Self::Level,
        Self::Teams,
        Self::Strands,
        Self::Open,
        Self::Amendments,
    ];

    /// The checks of a receipt, in order.
    pub const RECEIPT: [Self; 10] = [
        Self::ReceiptForm,
        Self::CommitmentForm,
        Self::SeedForm,
        Self::SeedCommitment,
        Self::Secret,
        Self::Sources,
        Self::BeaconSignature,
        Self::ReceiptRow,
        Self::ReceiptTicket,
        Self::ReceiptStanding,
    ];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::CommitmentForm => "commitment-form",
            Self::SeedForm => "seed-form",
            Self::SeedCommitment => "seed-commitment",
            Self::Secret => "secret",
            Self::Sources => "sources",
            Self::BeaconSignature => "beacon-signature",
            Self::TableExcluded => "table-excluded",
            Self::TableBench => "table-bench",
            Self::TableRecusals => "table-recusals",
            Self::TableSubjects => "table-subjects",
            Self::Populations => "populations",
            Self::Pools => "pools",
            Self::ResultForm => "result-form",
            Self::ResultCommitment => "result-commitment",
            Self::ResultSeed => "result-seed",
            Self::Quotas => "quotas",
            Self::Tickets => "tickets",
            Self::Pairs => "pairs",
            Self::Level => "level",
            Self::Teams => "teams",
            Self::Strands => "strands",
            Self::Open => "open",
            Self::Amendments => "amendments",
            Self::ReceiptForm => "receipt-form",
            Self::ReceiptRow => "receipt-row",
            Self::ReceiptTicket => "receipt-ticket",
            Self::ReceiptStanding => "receipt-standing",
        }
    }
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It holds.
    Passed,
    /// What can be checked of it from this edition holds; the rest needs the auditor's edition.
    PassedInPart,
    /// It needs the auditor's edition, or a row that was erased.
    NotHere,
    /// It doesn't hold, and where.
    Failed(Detail),
    /// An earlier check failed.
    NotReached,
}

/// Something a reader has to know although every check holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A drand chain this protocol doesn't know: its signature was not checked.
    UnknownChain(String),
    /// A fallback source stood in; its reason.
    Fallback(String, String),
    /// An issue that isn't the one drawn on the day of its close, by the announced closed days: it may have been known before. And the one that is drawn
    /// then, if there is one.
    Issue(String, Option<String>),
    /// So many rows of this table were erased, so that teams can't be recomputed.
    Erased(&'static str, usize),
}

/// What was checked and how it came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Every check of this kind of file, in order.
    pub lines: Vec<(Check, Status)>,
    /// What a reader has to know besides.
    pub remarks: Vec<Remark>,
}

impl Report {
    /// The first check that failed, and where.
    #[must_use]
    pub fn failure(&self) -> Option<(Check, &Detail)> {
        self.lines.iter().find_map(|(check, status)| match status {
            Status::Failed(detail) => Some((*check, detail)),
            _ => None,
        })
    }

    /// The failing code, or `ok`.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        self.failure().map_or("ok", |(check, _)| check.code())
    }
}

/// What is wrong with a drand round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BeaconFlaw {
    /// The evidence is no signature of this chain.
    Evidence,
    /// The signature is not the network's for this round.
    Signature,
    /// The value is not the hash of the signature.
    Value,
}

/// What a drand round's signature turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BeaconVerdict {
    /// Valid for its chain and round.
    Valid,
    /// Not valid, and why.
    Invalid(BeaconFlaw),
    /// The chain is not known.
    UnknownChain,
}

/// What checking needs from outside this crate.
pub trait Outside {
    /// Scan `subjects.tsv`.
    ///
    /// # Errors
    /// The first flaw of the file.
    fn roster(&mut self, request: &RosterRequest<'_>) -> Result<RosterScan, TableError>;

    /// Check a drand round: the value is the hash of the signature, and the signature is valid.
    fn beacon(&self, claim: &DrandClaim<'_>) -> BeaconVerdict;

    /// Hear how far a long check is: so many parts of it done, and how many there are. Changes nothing; by default nobody listens.
    fn progress(&mut self, check: Check, done: u64, total: u64) {
        let _ = (check, done, total);
    }
}

/// The report as it grows; after a failure nothing more is entered.
#[derive(Default)]
struct Trail {
    report: Report,
}

/// A check failed and is in the report.
struct Stop;

impl Trail {
    /// Enter how `check` came out.
    fn enter<T>(&mut self, check: Check, passed: Status, outcome: Result<T, Detail>) -> Result<T, Stop> {
        match outcome {
            Ok(value) => {
                self.report.lines.push((check, passed));
                Ok(value)
            }
            Err(detail) => {
                self.report.lines.push((check, Status::Failed(detail)));
                Err(Stop)
            }
        }
    }

    fn pass<T>(&mut self, check: Check, outcome: Result<T, Detail>) -> Result<T, Stop> {
        self.enter(check, Status::Passed, outcome)
    }

    fn not_here(&mut self, check: Check) {
        self.report.lines.push((check, Status::NotHere));
    }

    /// The report, with the checks that were not reached.
    fn finish(mut self, all: &[Check]) -> Report {
        let reached = self.report.lines.len();
        self.report.lines.extend(all[reached..].iter().map(|&check| (check, Status::NotReached)));
        self.report
    }
}

/// `Ok` if `holds`, else the detail.
fn ensure(holds: bool, detail: impl FnOnce() -> Detail) -> Result<(), Detail> {
    if holds { Ok(()) } else { Err(detail()) }
}
