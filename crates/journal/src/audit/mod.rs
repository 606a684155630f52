//! The audit of a log from its files alone (`spec/journal.md`, section 8).
//!
//! What is trusted comes from the reader: a root key, a policy, an earlier checkpoint. Everything else is worked out
//! again: bundles are read one after another, their entries hashed and parsed on several threads, tiles and root compared
//! with what the entries give. Only the last entry of every case is kept in memory.

mod keys;
mod walk;
mod workers;

use std::collections::BTreeMap;

use lots::hash::Digest;

use crate::checkpoint::{Origin, SignedCheckpoint};
use crate::detail::{Detail, Finding, Lines, Named, Stop, ensure, text};
use crate::key::VerifierKey;
use crate::keys::KeysChain;
use crate::note::MAX_NOTE;
use crate::policy::{Policy, Unsatisfied};
use crate::storage::Published;

/// A check of section 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the specification's table says what each is; the codes are its words")]
pub enum Check {
    Checkpoint,
    Keys,
    Signatures,
    Policy,
    Consistency,
    Bundles,
    Tiles,
    Root,
    Entries,
    Chains,
    KeysEntries,
}

impl Named for Check {
    const ALL: &'static [Self] = &[
        Self::Checkpoint,
        Self::Keys,
        Self::Signatures,
        Self::Policy,
        Self::Consistency,
        Self::Bundles,
        Self::Tiles,
        Self::Root,
        Self::Entries,
        Self::Chains,
        Self::KeysEntries,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Checkpoint => "checkpoint",
            Self::Keys => "keys",
            Self::Signatures => "signatures",
            Self::Policy => "policy",
            Self::Consistency => "consistency",
            Self::Bundles => "bundles",
            Self::Tiles => "tiles",
            Self::Root => "root",
            Self::Entries => "entries",
            Self::Chains => "chains",
            Self::KeysEntries => "keys-entries",
        }
    }
}

/// What the auditor brings along.
#[derive(Clone, Copy, Debug, Default)]
pub struct Trust<'a> {
    /// The key that signs the log's keys notes.
    pub root: Option<&'a VerifierKey>,
    /// Whose signatures are asked for.
    pub policy: Option<&'a Policy>,
    /// A checkpoint seen earlier.
    pub since: Option<&'a SignedCheckpoint>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Every check, in order.
    pub lines: Lines<Check>,
    /// The checkpoint that was audited, if it has its form.
    pub checkpoint: Option<SignedCheckpoint>,
    /// When the policy's quorum had cosigned it, in seconds since 1970.
    pub cosigned: Option<u64>,
    /// How many entries of each kind there are.
    pub kinds: BTreeMap<String, u64>,
    /// How many of them are of kinds that this version doesn't know.
    pub unknown: u64,
    /// How many cases there are.
    pub cases: u64,
}

/// Audit a log. `progress` hears how many entries of how many were read.
#[must_use]
pub fn audit<P: Published + ?Sized>(log: &P, trust: &Trust<'_>, progress: &mut dyn FnMut(u64, u64)) -> Report {
    let mut report = Report::default();
    // A failed check is in the report already.
    let _ = steps(&mut report, log, trust, progress);
    report.lines = report.lines.finish();
    report
}

fn steps<P: Published + ?Sized>(
    report: &mut Report,
    log: &P,
    trust: &Trust<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<(), Stop> {
    let signed = report.lines.enter(Check::Checkpoint, checkpoint(log, trust))?;
    report.checkpoint = Some(signed.clone());
    let chain = match trust.root {
        Some(root) => Some(report.lines.enter(Check::Keys, keys::chain(log, root, signed.checkpoint().origin()))?),
        None => {
            report.lines.skip(Check::Keys);
            None
        }
    };
    signatures(report, &signed, trust.policy, chain.as_ref())?;
    let walked = walk::walk(log, &signed, trust.since, chain.as_ref(), progress);
    (report.kinds, report.unknown, report.cases) = (walked.kinds, walked.unknown, walked.cases);
    for &check in &Check::ALL[4..] {
        let needed = match check {
            Check::Consistency => walked.compared,
            Check::KeysEntries => chain.is_some(),
            _ => true,
        };
        match walked.failed.get(&check) {
            Some(detail) => report.lines.enter(check, Err::<(), _>(detail.clone()))?,
            None if needed => report.lines.enter(check, Ok(()))?,
            None => report.lines.skip(check),
        }
    }
    Ok(())
}

/// Check 1.
fn checkpoint<P: Published + ?Sized>(log: &P, trust: &Trust<'_>) -> Result<SignedCheckpoint, Detail> {
    const FILE: &str = "checkpoint";
    let bytes = read(log, FILE)?;
    let signed = SignedCheckpoint::from_text(&bytes);
    let signed = signed.map_err(|_| Detail::new(Finding::FileForm, [FILE.into()]))?;
    if let Some(root) = trust.root {
        let found = signed.checkpoint().origin();
        let expected = root.name().as_str().strip_suffix("/root").unwrap_or_default();
        ensure(found.as_str() == expected, || Detail::new(Finding::OtherOrigin, [text(found), expected.into()]))?;
    }
    Ok(signed)
}

/// A file of signed text.
fn read<P: Published + ?Sized>(log: &P, file: &str) -> Result<Vec<u8>, Detail> {
    match log.read(file) {
        Ok(Some(bytes)) if bytes.len() <= MAX_NOTE => Ok(bytes),
        Ok(Some(_)) => Err(Detail::new(Finding::FileForm, [file.into()])),
        Ok(None) => Err(Detail::new(Finding::FileMissing, [file.into()])),
        Err(why) => Err(Detail::new(Finding::FileUnread, [file.into(), text(why)])),
    }
}

/// Checks 3 and 4.
fn signatures(
    report: &mut Report,
    signed: &SignedCheckpoint,
    policy: Option<&Policy>,
    chain: Option<&KeysChain>,
) -> Result<(), Stop> {
    let of_log = chain.map(|chain| chain.signed(signed));
    let of_policy = policy.map(|policy| policy.check(signed));
    let outcome = match (&of_log, &of_policy) {
        (Some(Err(why)), _) => Err(Detail::new(Finding::Signatures, [text(why)])),
        (_, Some(Err(Unsatisfied::Signature))) => Err(Detail::new(Finding::Policy, ["signature".into()])),
        (None, Some(Err(Unsatisfied::Log))) => Err(Detail::new(Finding::Policy, ["log".into()])),
        _ => Ok(()),
    };
    if of_log.is_none() && of_policy.is_none() {
        report.lines.skip(Check::Signatures);
    } else {
        report.lines.enter(Check::Signatures, outcome)?;
    }
    match of_policy {
        None => report.lines.skip(Check::Policy),
        Some(outcome) => {
            let outcome = outcome.map_err(|why| Detail::new(Finding::Policy, [why.code().into()]));
            report.cosigned = report.lines.enter(Check::Policy, outcome)?.time;
        }
    }
    Ok(())
}

/// Check 8.
fn compare(found: Digest, signed: &SignedCheckpoint) -> Result<(), Detail> {
    let expected = signed.checkpoint().root();
    ensure(found == *expected, || Detail::new(Finding::Root, [text(found), text(expected)]))
}

/// Whether an earlier checkpoint can be one of this log's, as far as it shows without the entries.
fn earlier(since: &SignedCheckpoint, now: &SignedCheckpoint, chain: Option<&KeysChain>) -> Result<(), Detail> {
    let (old, new) = (since.checkpoint(), now.checkpoint());
    let names = |origin: &Origin| text(origin);
    ensure(old.origin() == new.origin(), || {
        Detail::new(Finding::OtherOrigin, [names(new.origin()), names(old.origin())])
    })?;
    if let Some(chain) = chain {
        chain.signed(since).map_err(|why| Detail::new(Finding::Signatures, [text(why)]))?;
    }
    ensure(old.size() <= new.size(), || Detail::new(Finding::RolledBack, [new.size().into(), old.size().into()]))
}
