//! Where a check of a log or of a bundle's journal failed, and on what: a stable code and values, of which the reader's
//! language makes a sentence.

use std::fmt;

use lots::check::Value;

macro_rules! findings {
    ($($name:ident = $code:literal [$($value:literal)*])*) => {
        /// What a check found wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the code says what each is, the locale files say it in words")]
        pub enum Finding { $($name,)* }

        impl Finding {
            /// Every finding.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stable code.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The names of the values that come with it.
            #[must_use]
            pub fn values(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($value),*],)* }
            }
        }
    };
}

findings! {
    FileMissing = "log-file-missing" ["file"]
    FileForm = "log-file-form" ["file"]
    FileUnread = "log-file-unread" ["file" "why"]
    OtherOrigin = "log-other-origin" ["found" "expected"]
    KeysNote = "log-keys-note" ["why"]
    Signatures = "log-signatures" ["why"]
    Policy = "log-policy" ["why"]
    Consistency = "log-consistency" ["size"]
    RolledBack = "log-rolled-back" ["found" "expected"]
    Tile = "log-tile" ["file"]
    Root = "log-root" ["found" "expected"]
    Entry = "log-entry" ["index" "why"]
    Chain = "log-chain" ["index" "why"]
    KeysEntry = "log-keys-entry" ["index"]
    KeysEntryMissing = "log-keys-entry-missing" ["number"]
    Form = "journal-form" ["why"]
    ItemEntry = "journal-item-entry" ["place" "why"]
    ItemProof = "journal-item-proof" ["place"]
    ItemOpening = "journal-item-opening" ["place"]
    ItemOrder = "journal-item-order" ["place"]
    Incomplete = "journal-incomplete" []
    Amendments = "journal-amendments" ["found" "expected"]
    Case = "journal-case" ["place"]
    Fact = "journal-fact" ["place" "field"]
    Inclusion = "journal-inclusion" ["place" "index"]
    TwoOrganisations = "journal-two-organisations" ["place"]
    TwoOrigins = "journal-two-origins" ["place"]
    Index = "journal-index" ["place"]
    Prev = "journal-prev" ["place"]
    Time = "journal-time" ["place"]
    CommittedLate = "journal-committed-late" ["source"]
    SeededEarly = "journal-seeded-early" ["source"]
    ItemPolicy = "journal-item-policy" ["place" "why"]
    CosignedLate = "journal-cosigned-late" ["source"]
}

/// Where a check failed, and on what. As text it is the code followed by the values, for programs and records, not a sentence.
///
/// ```
/// use journal::detail::{Detail, Finding};
/// let detail = Detail::new(Finding::FileMissing, ["checkpoint".into()]);
/// assert_eq!(detail.to_string(), "log-file-missing file=checkpoint");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    finding: Finding,
    values: Vec<Value>,
}

impl Detail {
    /// A finding with its values, as many as [`Finding::values`] has names and in their order.
    ///
    /// # Panics
    /// If there are more or fewer: a mistake in the check, not in what it checks.
    #[must_use]
    pub fn new<const N: usize>(finding: Finding, values: [Value; N]) -> Self {
        assert_eq!(N, finding.values().len(), "{}", finding.code());
        Self { finding, values: values.into() }
    }

    /// What is wrong.
    #[must_use]
    pub fn finding(&self) -> Finding {
        self.finding
    }

    /// The values by name.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.finding.values().iter().copied().zip(&self.values)
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.code())?;
        self.values().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

/// A name, digest or the like as a value.
pub(crate) fn text(value: impl fmt::Display) -> Value {
    Value::Text(value.to_string())
}

/// How a check came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It holds.
    Passed,
    /// What it needs wasn't given: a policy, a root key, an earlier checkpoint, a file `journal.json`.
    NotHere,
    /// It doesn't hold, and where.
    Failed(Detail),
    /// An earlier check failed.
    NotReached,
}

/// A check with a stable code, one of a fixed list that is gone through in order.
pub trait Named: Copy + PartialEq + 'static {
    /// The checks of this kind, in order.
    const ALL: &'static [Self];

    /// The stable code.
    fn code(self) -> &'static str;
}

/// What was checked and how it came out; after a failure nothing more is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines<C>(pub Vec<(C, Status)>);

impl<C> Default for Lines<C> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A check failed and is among the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop;

impl<C: Named> Lines<C> {
    /// Every check as one that couldn't be made.
    #[must_use]
    pub fn not_here() -> Self {
        Self(C::ALL.iter().map(|&check| (check, Status::NotHere)).collect())
    }

    /// The first check that failed, and where.
    #[must_use]
    pub fn failure(&self) -> Option<(C, &Detail)> {
        self.0.iter().find_map(|(check, status)| match status {
            Status::Failed(detail) => Some((*check, detail)),
            _ => None,
        })
    }

    /// The failing code, or `ok`.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        self.failure().map_or("ok", |(check, _)| check.code())
    }

    pub(crate) fn enter<T>(&mut self, check: C, outcome: Result<T, Detail>) -> Result<T, Stop> {
        match outcome {
            Ok(value) => {
                self.0.push((check, Status::Passed));
                Ok(value)
            }
            Err(detail) => {
                self.0.push((check, Status::Failed(detail)));
                Err(Stop)
            }
        }
    }

    pub(crate) fn skip(&mut self, check: C) {
        self.0.push((check, Status::NotHere));
    }

    pub(crate) fn finish(mut self) -> Self {
        let reached = self.0.len();
        self.0.extend(C::ALL.iter().skip(reached).map(|&check| (check, Status::NotReached)));
        self
    }
}

/// `Ok` if `holds`, else the detail.
pub(crate) fn ensure(holds: bool, detail: impl FnOnce() -> Detail) -> Result<(), Detail> {
    if holds { Ok(()) } else { Err(detail()) }
}
