//! From what the registries hold to the frozen tables and the commitment (`spec/draw.md`, section 2).
//!
//! Nothing here reads a database or a clock; secrets and salts come from the caller.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use lots::commitment::{Capacity, CapacityRule, Commitment, CommitmentBody, Protocol, Refusal as LotsRefusal, Tables};
use lots::feasibility::{Demand, Feasibility, assess};
use lots::name::{InspectorCode, Note, PoolName, ReasonCode, StratumName, SubjectId};
use lots::plan::PlanRefusal;
use lots::quota::{self, Rounding as LotsRounding, Stratum};
use lots::share::Secret;
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Salt, SubjectRow, Table};
use lots::teams::{Bench, BenchRefusal, Inspector, Recusals};
use lots::time::Time;

use super::bench::Benched;
use super::cell::Traits;
use super::replay::{Replays, Wholes};
use super::scheme::{Rate, Rounding, Scheme};
use super::standing::{Revealing, StandingRule};
use crate::app::value::Date;
use crate::inspectors::InspectorId;
use crate::subjects::{Domain, Risk, Status};

/// A subject that the scope names.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The number of its entry in the registry.
    pub number: i64,
    /// Its code.
    pub code: String,
    /// Whether it is in business.
    pub status: Status,
    /// Risk class, field of work, region.
    pub risk: Risk,
    /// Its field of work.
    pub domain: Domain,
    /// GB/T 2260.
    pub region: String,
    /// The first is equal where name and region are, the second where name and address are.
    pub likeness: [i64; 2],
    /// Its own limits: visits a year, and days between two.
    pub limits: (Option<i64>, Option<i64>),
    /// How often it was visited in the year of the draw's first day.
    pub visits: i64,
    /// The last visit.
    pub visited: Option<Date>,
    /// Whether there was a counting complaint within a year.
    pub complained: bool,
}

/// The cap is reached: visits in the year.
pub const CAP: &str = "cap-reached";
/// The last visit is too short ago.
pub const COOLING: &str = "cooling-down";
/// A limit of the business's own, tighter than the draw's: told apart, since somebody set it for this business alone.
pub const OWN: &str = "x-own-limit";
/// A declared conflict.
pub const CONFLICT: &str = "conflict";

/// Why what was gathered can't be frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A subject's code isn't one the protocol can name: up to 55 printable ASCII characters.
    Code(String),
    /// So many subjects are in a stratum without a rate.
    Unrated(String, u64),
    /// A stratum of an unannounced draw, with so many subjects, says before the day who is drawn.
    Telling(String, u64),
    /// Nobody may be drawn.
    Nobody,
    /// Whatever is drawn, the bench can't serve it (section 7): so many seats, and so many places that inspectors have for them.
    Infeasible(u64, u64),
    /// So many of so many made-up draws can't be fully seated (section 7, step 3).
    Unseated(u64, u64),
    /// The bench and the seats don't go together.
    Bench(String),
    /// The protocol refuses the commitment.
    Protocol(&'static str, String),
}

impl Unfit {
    /// The stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Code(_) => "draw-code-unfit",
            Self::Unrated(..) => "draw-stratum-unrated",
            Self::Telling(..) => "draw-secret-small",
            Self::Nobody => "draw-nobody-there",
            Self::Infeasible(..) => "draw-infeasible",
            Self::Unseated(..) => "draw-replay-unseated",
            Self::Bench(_) => "draw-bench-unfit",
            Self::Protocol(..) => "draw-protocol-refuses",
        }
    }
}

/// Candidates, parted into those who may be drawn and those left out.
#[derive(Debug, Default)]
pub struct Parted {
    /// Who may be drawn, each with the number of its entry in the registry.
    pub subjects: Vec<(SubjectRow, i64)>,
    /// Who is left out, and why.
    pub excluded: Vec<ExcludedRow>,
    /// How many in each stratum.
    pub populations: BTreeMap<String, u64>,
    /// How many by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Entries of a business that another entry stands for already.
    pub doubled: u64,
    /// How many of those that may be drawn have the name and the address of an earlier one, under another code.
    pub alike: u64,
    /// How many the scheme leaves out by name, by reason.
    pub named: BTreeMap<String, u64>,
    /// Subjects in business in the registry, in the scope or not.
    pub registry: u64,
    /// Those by their trade, as the registry has it.
    pub trades: BTreeMap<String, u64>,
    /// Those by their region.
    pub regions: BTreeMap<String, u64>,
    seen: HashSet<String>,
    likenesses: HashSet<i64>,
    /// Those that aren't in business, with the reason; they count at the [end](Self::close), unless another entry of theirs is.
    idle: BTreeMap<String, &'static str>,
}

impl Parted {
    /// Whether there is a candidate with this code.
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.seen.contains(code)
    }

    /// Take a candidate in, in the roster's order.
    ///
    /// # Errors
    /// [`Unfit::Code`].
    pub fn take(&mut self, scheme: &Scheme, listed: &BTreeMap<&str, &str>, of: &Candidate) -> Result<(), Unfit> {
        let unfit = || Unfit::Code(of.code.clone());
        let id = SubjectId::new(of.code.as_str()).map_err(|_| unfit())?;
        if let Some(reason) = idle(of.status) {
            self.idle.insert(of.code.clone(), reason);
            return Ok(());
        }
        if !self.seen.insert(of.code.clone()) {
            self.doubled += 1;
            return Ok(());
        }
        if let Some(reason) = why_not(scheme, listed, of) {
            if listed.contains_key(of.code.as_str()) {
                *self.named.entry(reason.to_owned()).or_default() += 1;
            }
            return self.leave_out(id, reason);
        }
        let traits = Traits {
            risk: of.risk,
            domain: of.domain,
            region: &of.region,
            visited: of.visited,
            complained: of.complained,
        };
        let cell = scheme.axes.cell(traits, scheme.from);
        let stratum = StratumName::new(cell.as_str()).map_err(|_| unfit())?;
        *self.populations.entry(cell).or_default() += 1;
        let [by_region, by_address] = of.likeness.map(|one| !self.likenesses.insert(one));
        self.alike += u64::from(by_region || by_address);
        self.subjects.push((SubjectRow { id, stratum }, of.number));
        Ok(())
    }

    fn leave_out(&mut self, id: SubjectId, reason: &str) -> Result<(), Unfit> {
        *self.reasons.entry(reason.to_owned()).or_default() += 1;
        let reason = ReasonCode::new(reason).map_err(|_| Unfit::Code(id.to_string()))?;
        self.excluded.push(ExcludedRow { id, reason });
        Ok(())
    }

    /// Leave out those that aren't in business, once all candidates are taken in: a business that is said to be closed shows in the frozen tables.
    ///
    /// # Errors
    /// [`Unfit::Code`].
    pub fn close(&mut self) -> Result<(), Unfit> {
        for (code, reason) in std::mem::take(&mut self.idle) {
            if !self.seen.contains(&code) {
                let id = SubjectId::new(code.as_str()).map_err(|_| Unfit::Code(code))?;
                self.leave_out(id, reason)?;
            }
        }
        Ok(())
    }
}

/// Why a subject of the registry isn't in business, as the frozen tables say it; nothing if it is.
const fn idle(status: Status) -> Option<&'static str> {
    match status {
        Status::Active => None,
        Status::Suspended | Status::Revoked | Status::Deregistered => Some("closed"),
        Status::Moved => Some("moved-away"),
        Status::Merged => Some("x-merged"),
    }
}

/// Whether a reason says that nobody in business has the code.
#[must_use]
pub fn is_idle(reason: &str) -> bool {
    Status::ALL.iter().any(|status| idle(*status) == Some(reason))
}

/// Why a candidate is left out.
fn why_not<'a>(scheme: &Scheme, listed: &BTreeMap<&str, &'a str>, of: &Candidate) -> Option<&'a str> {
    if let Some(reason) = listed.get(of.code.as_str()) {
        return Some(reason);
    }
    let capped = |most: Option<i64>| most.is_some_and(|most| of.visits >= most);
    let fresh = |days: Option<i64>| {
        let days = days.map(|days| i32::try_from(days).unwrap_or(i32::MAX));
        let until = days.and_then(|days| of.visited.map(|day| day.plus_days(days)));
        until.is_some_and(|until| scheme.from < until)
    };
    let (own_most, own_days) = of.limits;
    let reasons = [
        (capped(scheme.visits_most.map(i64::from)), CAP),
        (fresh(scheme.cooldown_days.map(i64::from)), COOLING),
        (capped(own_most) || fresh(own_days), OWN),
    ];
    reasons.into_iter().find(|(is, _)| *is).map(|(_, reason)| reason)
}

/// A conflict in force: the inspector, and the subject's code.
pub type Conflict = (InspectorId, String);

/// All that is frozen.
#[derive(Debug)]
pub struct Frozen {
    /// The frozen tables.
    pub subjects: Table<SubjectRow>,
    /// The number in the registry of each of their entries, in the table's order.
    pub entries: Vec<i64>,
    /// Who is left out.
    pub excluded: Table<ExcludedRow>,
    /// Who inspects.
    pub bench: Table<BenchRow>,
    /// Who must not meet.
    pub recusals: Table<RecusalRow>,
    /// The strata with their populations, in the scheme's order.
    pub strata: Vec<Stratum>,
}

/// Random bytes of the caller's.
pub type Random<'a> = &'a mut dyn FnMut() -> [u8; 16];

/// Put the tables together.
///
/// # Errors
/// [`Unfit`].
pub fn tables(
    scheme: &Scheme,
    parted: Parted,
    benched: &Benched,
    conflicts: &[Conflict],
    random: Random<'_>,
) -> Result<Frozen, Unfit> {
    if parted.subjects.is_empty() {
        return Err(Unfit::Nobody);
    }
    let strata = strata(scheme, &parted.populations)?;
    // Where those are empty of which some are to be drawn.
    if strata.iter().all(|one| one.p == 0 && one.minimum == 0) {
        return Err(Unfit::Nobody);
    }
    let form = |what: &str| Unfit::Bench(what.to_owned());
    let mut rows = Vec::new();
    for one in &benched.seated {
        let pools = one.pools.iter().map(|pool| PoolName::new(pool.as_str()).ok()).collect::<Option<Vec<_>>>();
        rows.push(BenchRow {
            code: InspectorCode::new(one.code.as_str()).map_err(|_| form(&one.code))?,
            pools: pools.ok_or_else(|| form(&one.code))?,
            capacity: if one.is_able() { scheme.bench.capacity } else { 0 },
            salt: Salt(random()),
        });
    }
    let recusals = recusals(scheme, benched, conflicts, random);
    // As the table will have them: what is sorted already isn't sorted again.
    let mut subjects = parted.subjects;
    subjects.sort_unstable_by(|(one, _), (other, _)| one.id.cmp(&other.id));
    let entries = subjects.iter().map(|(_, number)| *number).collect();
    let subjects = subjects.into_iter().map(|(row, _)| row).collect();
    let twice = |key: String| Unfit::Protocol("twice", key);
    Ok(Frozen {
        subjects: Table::new(subjects).map_err(twice)?,
        entries,
        excluded: Table::new(parted.excluded).map_err(twice)?,
        bench: Table::new(rows).map_err(twice)?,
        recusals: Table::new(recusals).map_err(twice)?,
        strata,
    })
}

fn strata(scheme: &Scheme, populations: &BTreeMap<String, u64>) -> Result<Vec<Stratum>, Unfit> {
    let rated: BTreeSet<&str> = scheme.strata.iter().map(|rate| rate.name.as_str()).collect();
    if let Some((name, count)) = populations.iter().find(|(name, _)| !rated.contains(name.as_str())) {
        return Err(Unfit::Unrated(name.clone(), *count));
    }
    let stratum = |rate: &Rate| {
        let population = populations.get(&rate.name).copied().unwrap_or(0);
        let stratum = rate.stratum(population).ok_or_else(|| Unfit::Unrated(rate.name.clone(), population));
        // The protocol takes no rate where nobody is (`empty-stratum`), and whoever drafts can't know whom the registry has at the commit.
        stratum.map(|one| if population > 0 { one } else { Stratum { p: 0, minimum: 0, ..one } })
    };
    scheme.strata.iter().map(stratum).collect()
}

/// The fewest subjects of a stratum of an unannounced draw of whom some can be drawn.
pub const FEWEST: u64 = 5;

/// The strata by which an unannounced draw would be known before its day, since everybody reads strata and rates from the commit on: more than half of
/// their subjects can be drawn, or some of a few.
pub fn telling<'a>(scheme: &Scheme, strata: &'a [Stratum]) -> impl Iterator<Item = &'a Stratum> + use<'a> {
    let (is_secret, rounding) = (scheme.disclosure.is_some(), rounding(scheme));
    strata.iter().filter(move |stratum| is_secret && tells(rounding, stratum))
}

fn tells(rounding: LotsRounding, stratum: &Stratum) -> bool {
    let (most, all) = (quota::greatest_quota(rounding, stratum), stratum.population);
    all > 0 && most > 0 && (most > all / 2 || all < FEWEST)
}

/// Declared conflicts and the scheme's pairs, each once; the scheme's reason stands where both name a pair.
fn recusals(scheme: &Scheme, benched: &Benched, conflicts: &[Conflict], random: Random<'_>) -> Vec<RecusalRow> {
    let by_id: BTreeMap<InspectorId, &str> = benched.seated.iter().map(|one| (one.id, one.code.as_str())).collect();
    let by_number: BTreeMap<&str, &str> =
        benched.seated.iter().map(|one| (one.certificate.as_str(), one.code.as_str())).collect();
    let mut pairs: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for (id, code) in conflicts {
        if let Some(inspector) = by_id.get(id) {
            pairs.insert((inspector, code), CONFLICT);
        }
    }
    for pair in &scheme.recusals {
        if let Some(inspector) = by_number.get(pair.certificate.as_str()) {
            pairs.insert((inspector, &pair.code), &pair.reason);
        }
    }
    let row = |((code, id), reason): ((&str, &str), &str)| {
        Some(RecusalRow {
            code: InspectorCode::new(code).ok()?,
            id: SubjectId::new(id).ok()?,
            reason: ReasonCode::new(reason).ok()?,
            salt: Salt(random()),
        })
    };
    pairs.into_iter().filter_map(row).collect()
}

/// Whether the bench can serve whatever is drawn (section 7).
///
/// # Errors
/// [`Unfit::Bench`] if seats and bench don't go together at all.
pub fn feasibility(scheme: &Scheme, frozen: &Frozen) -> Result<Feasibility, Unfit> {
    let (bench, recusals) = people(scheme, frozen)?;
    let named: BTreeSet<&SubjectId> = recusals.subjects().into_iter().collect();
    // Of a large roster only few are named.
    let subjects: BTreeMap<&SubjectId, &StratumName> =
        frozen.subjects.kept().filter(|row| named.contains(&row.id)).map(|row| (&row.id, &row.stratum)).collect();
    let demand = |stratum: &Stratum| Demand {
        // A draft's rate may be above one yet, and its preview asks already.
        quota: quota::greatest_quota(rounding(scheme), stratum).min(stratum.population),
        population: stratum.population,
        recused: named.iter().filter(|id| subjects.get(*id) == Some(&&stratum.name)).map(|id| (*id).clone()).collect(),
    };
    let demands: Vec<Demand> = frozen.strata.iter().map(demand).collect();
    Ok(assess(&demands, &bench, &recusals))
}

/// The made-up draws by which it is estimated where it isn't certain (section 7, step 3).
///
/// # Errors
/// [`Unfit::Bench`]; [`Unfit::Protocol`] if the rates have no common denominator, without which no draw can be made up.
pub fn replays<'a>(scheme: &Scheme, frozen: &'a Frozen) -> Result<Replays<'a>, Unfit> {
    let rounding = rounding(scheme);
    if rounding == LotsRounding::Exact && quota::common_denominator(&frozen.strata).is_none() {
        return Err(Unfit::Protocol("exact-denominator", String::new()));
    }
    Ok(Replays::new((rounding, frozen.strata.as_slice()), &frozen.subjects, people(scheme, frozen)?))
}

/// Whole draws to be made up, where they are few enough; their seats fall as they would if this were committed.
///
/// # Errors
/// As [`replays`].
pub fn wholes<'a>(scheme: &Scheme, frozen: &'a Frozen) -> Result<Option<Wholes<'a>>, Unfit> {
    let rounding = rounding(scheme);
    if rounding == LotsRounding::Exact && quota::common_denominator(&frozen.strata).is_none() {
        return Err(Unfit::Protocol("exact-denominator", String::new()));
    }
    let strata = (rounding, frozen.strata.as_slice());
    Ok(Wholes::new(strata, &frozen.subjects, people(scheme, frozen)?, scheme.slack.into()))
}

/// The bench and the recusals, as the teams see them.
///
/// # Errors
/// [`Unfit::Bench`].
pub fn people(scheme: &Scheme, frozen: &Frozen) -> Result<(Bench, Recusals), Unfit> {
    let inspectors = frozen.bench.kept().map(|row| Inspector {
        code: row.code.clone(),
        pools: row.pools.clone(),
        capacity: row.capacity,
    });
    let seats = seats(scheme)?;
    let unfit = |why: BenchRefusal| Unfit::Bench(format!("{} {why}", why.code()));
    let bench = Bench::new(inspectors.collect(), seats).map_err(unfit)?;
    let recusals = Recusals::new(frozen.recusals.kept().map(|row| (row.code.clone(), row.id.clone())));
    Ok((bench, recusals))
}

fn seats(scheme: &Scheme) -> Result<Vec<PoolName>, Unfit> {
    let pool = |seat: &String| PoolName::new(seat.as_str()).map_err(|_| Unfit::Bench(seat.clone()));
    scheme.seats.iter().map(pool).collect()
}

fn rounding(scheme: &Scheme) -> LotsRounding {
    match scheme.rounding {
        Rounding::AtLeast => LotsRounding::AtLeast,
        Rounding::Exact => LotsRounding::Exact,
    }
}

/// What a commitment says besides scheme, tables and plan.
#[derive(Clone, Debug)]
pub struct Heading<'a> {
    /// The draw's id.
    pub draw: super::DrawId,
    /// Who commits: the journal's organisation.
    pub origin: &'a str,
    /// The task's name.
    pub task: &'a str,
    /// 1, or the number of a further draw.
    pub number: u64,
    /// Why there is a further one.
    pub why: &'a str,
    /// When.
    pub committed: Time,
}

/// The commitment.
///
/// # Errors
/// [`Unfit`].
pub fn commitment(
    heading: &Heading<'_>,
    (scheme, frozen): (&Scheme, &Frozen),
    (roster, secret): (&RosterSecret, &Secret),
    (rule, parties): (&StandingRule, &[Revealing]),
) -> Result<Commitment, Unfit> {
    let refused = |why: PlanRefusal| Unfit::Protocol(why.code(), String::new());
    let (seed_plan, assurance) = rule.plan(&heading.committed, parties).map_err(refused)?;
    let note = |text: &str| Note::new(text).map_err(|_| Unfit::Protocol("form", text.to_owned()));
    let body = CommitmentBody {
        assurance,
        capacity: Capacity { rule: CapacityRule::Level, slack: u64::from(scheme.slack) },
        committed: heading.committed.clone(),
        disclosure: scheme.disclosure.map_or_else(|| "at-once".to_owned(), |day| day.to_string()),
        draw: heading.draw.to_string().parse().expect("a UUID's text is printable"),
        number: heading.number,
        origin: note(heading.origin)?,
        protocol: Protocol::V1,
        reserves: u64::from(scheme.reserves),
        rounding: rounding(scheme),
        seats: seats(scheme)?,
        secret: secret.commitment(),
        seed_plan,
        strata: frozen.strata.clone(),
        tables: Tables {
            bench: frozen.bench.root(roster),
            excluded: frozen.excluded.root(roster),
            recusals: frozen.recusals.root(roster),
            subjects: frozen.subjects.root(roster),
        },
        task: note(heading.task)?,
        why: note(heading.why)?,
    };
    Commitment::new(body).map_err(|why: LotsRefusal| Unfit::Protocol(why.code(), why.detail()))
}
