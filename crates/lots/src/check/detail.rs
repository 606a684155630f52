//! Where a check failed, and on what: a stable code and values, of which the reader's language makes a sentence.

use std::fmt;

use crate::canonical::NotCanonical;
use crate::name::NameError;
use crate::seed::SeedRefusal;
use crate::source::ValueError;
use crate::table::{RowFlaw, TableError};
use crate::teams::BenchRefusal;
use crate::{amend, commitment};

macro_rules! findings {
    ($($name:ident = $code:literal [$($value:literal)*])*) => {
        /// What a check found wrong. The codes of a refused commitment and bench are those of the specification (sections 2.2, 3.2, 6.1).
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
    FileMissing = "file-missing" ["file"]
    FileExtra = "file-extra" ["file"]
    Shape = "shape" ["file" "why"]
    Canonical = "canonical" ["file" "offset"]
    Integer = "integer" ["file"]
    Form = "form" ["what" "why"]
    StrataNames = "strata-names" ["stratum"]
    Rate = "rate" ["stratum"]
    CommittedPopulations = "populations" []
    EmptyStratum = "empty-stratum" ["stratum"]
    ExactMinimum = "exact-minimum" ["stratum"]
    ExactDenominator = "exact-denominator" []
    Seats = "seats" []
    FurtherDraw = "further-draw" []
    AtOnceSecret = "at-once-secret" []
    DisclosureDate = "disclosure-date" []
    PlanForm = "plan-form" []
    PlanTwice = "plan-twice" []
    PlanOrder = "plan-order" []
    PlanIssue = "plan-issue" []
    PlanTime = "plan-time" []
    PlanWeak = "plan-weak" []
    Assurance = "assurance" ["level"]
    NoSource = "no-source" ["name"]
    Entered = "entered" ["name"]
    OtherCommitment = "other-commitment" []
    OtherSecret = "other-secret" []
    SourceCount = "source-count" []
    SourceName = "source-name" ["name"]
    ValueCount = "value-count" ["name" "expected" "found"]
    ValueRange = "value-range" ["name" "number" "most"]
    ValueTwice = "value-twice" ["name" "number"]
    ValueCharacter = "value-character" ["name" "text"]
    ValueNormal = "value-normal" ["name" "normal"]
    Reveal = "reveal" ["name"]
    BeaconEvidence = "beacon-evidence" ["name"]
    BeaconSignature = "beacon-signature" ["name"]
    BeaconValue = "beacon-value" ["name"]
    RosterSecret = "roster-secret" []
    RowFields = "row-fields" ["file" "row" "expected"]
    RowEmpty = "row-empty" ["file" "row" "field"]
    RowTooLong = "row-too-long" ["file" "row" "field" "limit"]
    RowCharacter = "row-character" ["file" "row" "field" "character"]
    RowBlank = "row-blank" ["file" "row" "field"]
    RowValue = "row-value" ["file" "row" "field"]
    RowPools = "row-pools" ["file" "row"]
    RowOrder = "row-order" ["file" "row"]
    RowText = "row-text" ["file" "row"]
    RowEnding = "row-ending" ["file"]
    RowUnknown = "row-unknown" ["file" "row" "name"]
    TableRows = "table-rows" ["file" "found" "expected"]
    TableRoot = "table-root" ["file"]
    RecusalStranger = "recusal-stranger" ["inspector"]
    Population = "population" ["stratum" "found" "expected"]
    InBoth = "in-both" ["id"]
    CodeTwice = "table-bench" ["inspector"]
    PoolsCross = "pools-cross" ["pool" "other"]
    PoolEmpty = "pool-empty" ["pool"]
    ResultCommitment = "result-commitment" ["found" "expected"]
    ResultRecord = "result-record" []
    ResultSecret = "result-secret" []
    ResultSources = "result-sources" []
    ResultSeed = "result-seed" ["found" "expected"]
    StrataCount = "strata-count" ["found" "expected"]
    StratumDiffers = "stratum-differs" ["stratum" "found"]
    Quota = "quota" ["stratum" "found" "expected"]
    TargetsFew = "targets-few" ["stratum"]
    TargetExtra = "target-extra" ["id"]
    TargetStray = "target-stray" ["id" "stratum"]
    Ticket = "ticket" ["id" "found" "expected"]
    Rank = "rank" ["id" "found" "expected"]
    Order = "order" ["id"]
    Cutoff = "cutoff" ["stratum"]
    ReserveCount = "reserve-count" ["stratum" "found" "expected"]
    LotBefore = "lot-before" ["id" "expected"]
    Reserves = "reserves" ["stratum"]
    TargetTwice = "target-twice" ["id"]
    PairTicket = "pair-ticket" ["id" "inspector"]
    PairTwice = "pair-twice" ["id" "inspector"]
    PairSeat = "pair-seat" ["id" "inspector" "seat"]
    NotEligible = "not-eligible" ["id" "inspector"]
    Load = "load" ["inspector" "found" "most"]
    Level = "level" ["found" "expected"]
    LevelWitness = "level-witness" []
    Team = "team" ["id" "expected"]
    StrandCount = "strand-count" ["found" "expected"]
    Strand = "strand" ["id" "inspector"]
    SeatUnlisted = "seat-unlisted" ["id" "seat"]
    SeatTaken = "seat-taken" ["id" "seat"]
    Open = "open" []
    Shortage = "shortage" []
    AmendmentsEmpty = "amendments-empty" []
    AmendmentKind = "amendment-kind" ["number"]
    AmendmentChain = "amendment-chain" ["number"]
    AmendmentTarget = "amendment-target" ["id"]
    AmendmentMember = "amendment-member" ["id" "inspector"]
    AmendmentBench = "amendment-bench" ["inspector"]
    AmendmentOutcome = "amendment-outcome" ["number"]
    ReceiptFields = "receipt-fields" []
    ReceiptRow = "receipt-row" ["id"]
    ReceiptTicket = "receipt-ticket" ["expected"]
    ReceiptExcluded = "receipt-excluded" []
    ReceiptStratum = "receipt-stratum" ["stratum"]
    ReceiptCutoff = "receipt-cutoff" ["stratum"]
    ReceiptDrawn = "receipt-drawn" ["found"]
    ReceiptRank = "receipt-rank" ["found"]
    ReceiptTeam = "receipt-team" []
}

/// A value of a detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count, row, rank or the like.
    Number(u64),
    /// A name, file, digest or the like.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A name, digest or the like as a value.
pub(super) fn text(value: impl fmt::Display) -> Value {
    Value::Text(value.to_string())
}

/// Where a check failed, and on what. As text it is the code followed by the values, for programs and records, not a sentence.
///
/// ```
/// use lots::check::{Detail, Finding};
/// let detail = Detail::new(Finding::FileMissing, ["seed.json".into()]);
/// assert_eq!(detail.to_string(), "file-missing file=seed.json");
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
        assert_eq!(finding.values().len(), N, "{}: values", finding.code());
        Self { finding, values: values.into() }
    }

    /// What was found.
    #[must_use]
    pub fn finding(&self) -> Finding {
        self.finding
    }

    /// The values with their names.
    pub fn values(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.finding.values().iter().copied().zip(&self.values)
    }

    /// What is wrong with the form of a JSON file.
    #[must_use]
    pub fn of_form(file: &str, why: &NotCanonical) -> Self {
        match why {
            NotCanonical::Shape(why) => Self::new(Finding::Shape, [file.into(), why.as_str().into()]),
            NotCanonical::Form { offset } => Self::new(Finding::Canonical, [file.into(), (*offset as u64).into()]),
            NotCanonical::Integer => Self::new(Finding::Integer, [file.into()]),
        }
    }

    /// What is wrong with a row of a table's file.
    #[must_use]
    pub fn of_row(file: &str, error: &TableError) -> Self {
        let (file, row, field): (Value, Value, Value) = (file.into(), error.row.into(), error.field.into());
        match &error.flaw {
            RowFlaw::Fields(expected) => Self::new(Finding::RowFields, [file, row, (*expected as u64).into()]),
            RowFlaw::Name(NameError::Empty) => Self::new(Finding::RowEmpty, [file, row, field]),
            RowFlaw::Name(NameError::TooLong { limit }) => {
                Self::new(Finding::RowTooLong, [file, row, field, (*limit as u64).into()])
            }
            RowFlaw::Name(NameError::BadCharacter { character, .. }) => {
                Self::new(Finding::RowCharacter, [file, row, field, text(character.escape_debug())])
            }
            RowFlaw::Name(NameError::Blank) => Self::new(Finding::RowBlank, [file, row, field]),
            RowFlaw::Value => Self::new(Finding::RowValue, [file, row, field]),
            RowFlaw::Pools => Self::new(Finding::RowPools, [file, row]),
            RowFlaw::Order => Self::new(Finding::RowOrder, [file, row]),
            RowFlaw::Text => Self::new(Finding::RowText, [file, row]),
            RowFlaw::Ending => Self::new(Finding::RowEnding, [file]),
            RowFlaw::Unknown(name) => Self::new(Finding::RowUnknown, [file, row, name.as_str().into()]),
        }
    }
}

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.finding.code())?;
        self.values().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

impl From<&commitment::Refusal> for Detail {
    fn from(refusal: &commitment::Refusal) -> Self {
        use crate::plan::PlanRefusal as Plan;
        use commitment::Refusal;
        let plain = |finding| Self::new(finding, []);
        let of = |finding, name: &str| Self::new(finding, [name.into()]);
        match refusal {
            // The specification asks for the refusal's code whatever is wrong with the form.
            Refusal::Form(why) => Self::new(Finding::Form, ["json".into(), text(why)]),
            Refusal::Range(what) => Self::new(Finding::Form, [(*what).into(), "".into()]),
            Refusal::StrataNames(name) => of(Finding::StrataNames, name),
            Refusal::Rate(name) => of(Finding::Rate, name),
            Refusal::Populations => plain(Finding::CommittedPopulations),
            Refusal::EmptyStratum(name) => of(Finding::EmptyStratum, name),
            Refusal::ExactMinimum(name) => of(Finding::ExactMinimum, name),
            Refusal::ExactDenominator => plain(Finding::ExactDenominator),
            Refusal::Seats => plain(Finding::Seats),
            Refusal::FurtherDraw => plain(Finding::FurtherDraw),
            Refusal::AtOnceSecret => plain(Finding::AtOnceSecret),
            Refusal::DisclosureDate => plain(Finding::DisclosureDate),
            Refusal::Plan(Plan::Form) => plain(Finding::PlanForm),
            Refusal::Plan(Plan::Twice) => plain(Finding::PlanTwice),
            Refusal::Plan(Plan::Order) => plain(Finding::PlanOrder),
            Refusal::Plan(Plan::Issue) => plain(Finding::PlanIssue),
            Refusal::Plan(Plan::Time) => plain(Finding::PlanTime),
            Refusal::Plan(Plan::Weak) => plain(Finding::PlanWeak),
            Refusal::Assurance(level) => of(Finding::Assurance, &format!("{level:?}")),
        }
    }
}

impl From<&SeedRefusal> for Detail {
    fn from(refusal: &SeedRefusal) -> Self {
        let plain = |finding| Self::new(finding, []);
        let of = |finding, name: &str| Self::new(finding, [name.into()]);
        match refusal {
            SeedRefusal::Form(why) => Self::of_form("seed.json", why),
            SeedRefusal::NoSource(name) => of(Finding::NoSource, name),
            SeedRefusal::Entered(name) => of(Finding::Entered, name),
            SeedRefusal::Commitment => plain(Finding::OtherCommitment),
            SeedRefusal::Secret => plain(Finding::OtherSecret),
            SeedRefusal::Count => plain(Finding::SourceCount),
            SeedRefusal::Name(name) => of(Finding::SourceName, name),
            SeedRefusal::Value(name, why) => of_value(name.as_str().into(), why),
            SeedRefusal::Reveal(name) => of(Finding::Reveal, name),
        }
    }
}

fn of_value(name: Value, error: &ValueError) -> Detail {
    match error {
        ValueError::Count { expected, found } => {
            Detail::new(Finding::ValueCount, [name, (*expected as u64).into(), (*found as u64).into()])
        }
        ValueError::Range { number, most } => {
            Detail::new(Finding::ValueRange, [name, number.as_str().into(), u64::from(*most).into()])
        }
        ValueError::Twice(number) => Detail::new(Finding::ValueTwice, [name, u64::from(*number).into()]),
        ValueError::Character(text) => Detail::new(Finding::ValueCharacter, [name, text.as_str().into()]),
        ValueError::NotNormal(normal) => Detail::new(Finding::ValueNormal, [name, normal.as_str().into()]),
    }
}

impl From<&BenchRefusal> for Detail {
    fn from(refusal: &BenchRefusal) -> Self {
        match refusal {
            BenchRefusal::TooManySeats => Self::new(Finding::Seats, []),
            BenchRefusal::CodeTwice(code) => Self::new(Finding::CodeTwice, [text(code)]),
            BenchRefusal::PoolsCross(pool, other) => Self::new(Finding::PoolsCross, [text(pool), text(other)]),
            BenchRefusal::PoolEmpty(pool) => Self::new(Finding::PoolEmpty, [text(pool)]),
        }
    }
}

impl From<&amend::Refusal> for Detail {
    fn from(refusal: &amend::Refusal) -> Self {
        use amend::Refusal;
        match refusal {
            Refusal::Form(why) => Self::of_form("amendments.json", why),
            Refusal::Empty => Self::new(Finding::AmendmentsEmpty, []),
            Refusal::Kind(number) => Self::new(Finding::AmendmentKind, [(*number).into()]),
            Refusal::Chain(number) => Self::new(Finding::AmendmentChain, [(*number).into()]),
            Refusal::NoTarget(id) => Self::new(Finding::AmendmentTarget, [text(id)]),
            Refusal::NotInTeam(code, id) => Self::new(Finding::AmendmentMember, [text(id), text(code)]),
            Refusal::NotOnBench(code) => Self::new(Finding::AmendmentBench, [text(code)]),
            Refusal::Outcome(number) => Self::new(Finding::AmendmentOutcome, [(*number).into()]),
        }
    }
}
