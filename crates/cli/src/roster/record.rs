//! The rows of the four inputs.

use std::borrow::Cow;

use lots::name::{InspectorCode, PoolName, ReasonCode, StratumName, SubjectId};
use lots::time::Date;

use crate::roster::fields::Fields;
use crate::roster::{Flaw, Kind};

/// A row of one of the inputs.
pub trait Record: Sized {
    /// Which input.
    const KIND: Kind;

    /// Read a row, and put everything that is wrong with it into `flaws`. There is a record only if nothing is.
    fn read(fields: &Fields<'_>, flaws: &mut Vec<Flaw>) -> Option<Self>;

    /// What makes it unique and orders it bytewise (a recusal's code and id with a TAB, which is below every character of
    /// a code).
    fn key(&self) -> Cow<'_, str>;

    /// The rest of it, to show where two rows with one key differ.
    fn rest(&self) -> String;

    /// The subject's id, if rows of this kind have one.
    fn id(&self) -> Option<&SubjectId> {
        None
    }

    /// Whether the file had the Chinese label of a reason in place of its code.
    fn labelled(&self) -> bool {
        false
    }
}

fn taken<T>(value: Result<T, Flaw>, flaws: &mut Vec<Flaw>) -> Option<T> {
    value.map_err(|flaw| flaws.push(flaw)).ok()
}

/// A business that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: SubjectId,
    /// Its stratum.
    pub stratum: StratumName,
}

impl Record for Subject {
    const KIND: Kind = Kind::Subjects;

    fn read(fields: &Fields<'_>, flaws: &mut Vec<Flaw>) -> Option<Self> {
        let (id, stratum) = (taken(fields.id(), flaws), taken(fields.stratum(), flaws));
        Some(Self { id: id?, stratum: stratum? })
    }

    fn id(&self) -> Option<&SubjectId> {
        Some(&self.id)
    }

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }

    fn rest(&self) -> String {
        self.stratum.to_string()
    }
}

/// A business left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exclusion {
    /// Its id.
    pub id: SubjectId,
    /// Why.
    pub reason: ReasonCode,
    /// Whether the file had the reason's Chinese label in place of the code.
    pub labelled: bool,
}

impl Record for Exclusion {
    const KIND: Kind = Kind::Excluded;

    fn read(fields: &Fields<'_>, flaws: &mut Vec<Flaw>) -> Option<Self> {
        let (id, reason) = (taken(fields.id(), flaws), taken(fields.reason(), flaws));
        let (reason, labelled) = reason?;
        Some(Self { id: id?, reason, labelled })
    }

    fn id(&self) -> Option<&SubjectId> {
        Some(&self.id)
    }

    fn key(&self) -> Cow<'_, str> {
        self.id.as_str().into()
    }

    fn rest(&self) -> String {
        self.reason.to_string()
    }

    fn labelled(&self) -> bool {
        self.labelled
    }
}

/// Somebody on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspector {
    /// The code.
    pub code: InspectorCode,
    /// The pools, sorted bytewise, at least one.
    pub pools: Vec<PoolName>,
    /// The most targets.
    pub capacity: u32,
    /// The last day of the certificate, if the file states one.
    pub valid_to: Option<Date>,
}

impl Record for Inspector {
    const KIND: Kind = Kind::Inspectors;

    fn read(fields: &Fields<'_>, flaws: &mut Vec<Flaw>) -> Option<Self> {
        let (code, pools) = (taken(fields.code(), flaws), taken(fields.pools(), flaws));
        let (capacity, valid_to) = (taken(fields.capacity(), flaws), taken(fields.valid_to(), flaws));
        Some(Self { code: code?, pools: pools?, capacity: capacity?, valid_to: valid_to? })
    }

    fn key(&self) -> Cow<'_, str> {
        self.code.as_str().into()
    }

    fn rest(&self) -> String {
        let pools: Vec<&str> = self.pools.iter().map(PoolName::as_str).collect();
        format!("{} {}", pools.join(","), self.capacity)
    }
}

/// An inspector and a business that must not meet, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recusal {
    /// The inspector.
    pub code: InspectorCode,
    /// The business.
    pub id: SubjectId,
    /// Why.
    pub reason: ReasonCode,
    /// Whether the file had the reason's Chinese label in place of the code.
    pub labelled: bool,
}

impl Record for Recusal {
    const KIND: Kind = Kind::Recusals;

    fn read(fields: &Fields<'_>, flaws: &mut Vec<Flaw>) -> Option<Self> {
        let (code, id) = (taken(fields.code(), flaws), taken(fields.id(), flaws));
        let (reason, labelled) = taken(fields.reason(), flaws)?;
        Some(Self { code: code?, id: id?, reason, labelled })
    }

    fn id(&self) -> Option<&SubjectId> {
        Some(&self.id)
    }

    fn key(&self) -> Cow<'_, str> {
        format!("{}\t{}", self.code, self.id).into()
    }

    fn rest(&self) -> String {
        self.reason.to_string()
    }

    fn labelled(&self) -> bool {
        self.labelled
    }
}
