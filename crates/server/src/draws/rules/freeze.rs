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
use serde::{Deserialize, Serialize};

use super::cell::Traits;
use super::scheme::{EVERYBODY, Pool, Rate, Rounding, Scheme};
use super::standing::{Revealing, StandingRule};
use crate::app::value::Date;
use crate::inspectors::InspectorId;
use crate::inspectors::rules::{Standing, drawable};

/// A subject that the scope names.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its code.
    pub code: String,
    /// Risk class, field of work, region.
    pub risk: crate::subjects::Risk,
    /// Its field of work.
    pub domain: crate::subjects::Domain,
    /// GB/T 2260.
    pub region: String,
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
/// A declared conflict.
pub const CONFLICT: &str = "conflict";

/// Why what was gathered can't be frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A subject's code isn't one the protocol can name: up to 55 printable ASCII characters.
    Code(String),
    /// So many subjects are in a stratum without a rate.
    Unrated(String, u64),
    /// Nobody may be drawn.
    Nobody,
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
            Self::Nobody => "draw-nobody-there",
            Self::Bench(_) => "draw-bench-unfit",
            Self::Protocol(..) => "draw-protocol-refuses",
        }
    }
}

/// Candidates, parted into those who may be drawn and those left out.
#[derive(Debug, Default)]
pub struct Parted {
    /// Who may be drawn.
    pub subjects: Vec<SubjectRow>,
    /// Who is left out, and why.
    pub excluded: Vec<ExcludedRow>,
    /// How many in each stratum.
    pub populations: BTreeMap<String, u64>,
    /// How many by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Entries of a business that another entry stands for already.
    pub doubled: u64,
    seen: HashSet<String>,
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
        if !self.seen.insert(of.code.clone()) {
            self.doubled += 1;
            return Ok(());
        }
        if let Some(reason) = why_not(scheme, listed, of) {
            *self.reasons.entry(reason.to_owned()).or_default() += 1;
            let reason = ReasonCode::new(reason).map_err(|_| unfit())?;
            self.excluded.push(ExcludedRow { id, reason });
            return Ok(());
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
        self.subjects.push(SubjectRow { id, stratum });
        Ok(())
    }
}

/// Why a candidate is left out.
fn why_not<'a>(scheme: &Scheme, listed: &BTreeMap<&str, &'a str>, of: &Candidate) -> Option<&'a str> {
    if let Some(reason) = listed.get(of.code.as_str()) {
        return Some(reason);
    }
    let (own_most, own_days) = of.limits;
    let most = own_most.into_iter().chain(scheme.visits_most.map(i64::from)).min();
    if most.is_some_and(|most| of.visits >= most) {
        return Some(CAP);
    }
    let days = own_days.into_iter().chain(scheme.cooldown_days.map(i64::from)).max();
    let fresh = |days: i64| {
        let until = of.visited.map(|day| day.plus_days(i32::try_from(days).unwrap_or(i32::MAX)));
        until.is_some_and(|until| scheme.from < until)
    };
    days.is_some_and(fresh).then_some(COOLING)
}

/// An inspector as the bench sees them.
#[derive(Clone, Debug)]
pub struct Someone {
    /// Who.
    pub id: InspectorId,
    /// 执法证号.
    pub certificate: String,
    /// The items or domains they may inspect.
    pub fields: Vec<String>,
    /// 资质.
    pub qualifications: Vec<String>,
    /// 专家.
    pub expert: bool,
    /// 工作单位、科室.
    pub unit: String,
    /// What it hangs on whether they may be drawn.
    pub standing: Standing,
}

/// Somebody on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// Who.
    pub id: InspectorId,
    /// Their certificate number.
    pub certificate: String,
    /// Their code in the draw.
    pub code: String,
    /// Their pools, sorted.
    pub pools: Vec<String>,
}

/// Who is on the bench, and why the others aren't.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benched {
    /// Those on it, by code.
    pub seated: Vec<Seated>,
    /// Those who aren't, and the first reason.
    pub absent: Vec<(InspectorId, String)>,
    /// How many of these the scheme leaves out by name.
    pub named: u64,
}

/// Who isn't on the bench, and how many can take each seat: what everybody reads of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// How many the scheme leaves out by name.
    pub named: u64,
    /// How many by reason, these among them.
    pub reasons: BTreeMap<String, u64>,
    /// How many can take each seat.
    pub seats: Vec<u64>,
}

impl Benched {
    /// What everybody reads of it.
    #[must_use]
    pub fn absence(&self, scheme: &Scheme) -> Absence {
        let mut absence = Absence { named: self.named, ..Absence::default() };
        self.absent.iter().for_each(|(_, why)| *absence.reasons.entry(why.clone()).or_default() += 1);
        let able = |seat: &String| self.seated.iter().filter(|one| one.pools.contains(seat)).count() as u64;
        absence.seats = scheme.seats.iter().map(able).collect();
        absence
    }
}

/// Seat everybody who may be drawn on each end of the period. Codes are given in an order that `secret` shuffles, so that they say nothing.
#[must_use]
pub fn bench(scheme: &Scheme, people: &[Someone], secret: &RosterSecret) -> Benched {
    let mut benched = Benched::default();
    let mut there: Vec<&Someone> = Vec::new();
    for one in people {
        match why_absent(scheme, one) {
            Some(why) => {
                benched.named += u64::from(is_named(scheme, one));
                benched.absent.push((one.id, why));
            }
            None => there.push(one),
        }
    }
    there.sort_by_cached_key(|one| secret.salt(&one.certificate).0);
    let width = there.len().to_string().len().max(3);
    for (at, one) in there.into_iter().enumerate() {
        let mut pools: Vec<String> =
            scheme.bench.pools.iter().filter(|pool| is_in(pool, one)).map(|pool| pool.name.clone()).collect();
        pools.push(EVERYBODY.to_owned());
        pools.sort();
        let code = format!("E{:0width$}", at + 1);
        benched.seated.push(Seated { id: one.id, certificate: one.certificate.clone(), code, pools });
    }
    benched
}

fn is_named(scheme: &Scheme, one: &Someone) -> bool {
    scheme.bench.left_out.iter().any(|left| left.code == one.certificate)
}

fn why_absent(scheme: &Scheme, one: &Someone) -> Option<String> {
    if let Some(left) = scheme.bench.left_out.iter().find(|left| left.code == one.certificate) {
        return Some(left.reason.clone());
    }
    let fields = &scheme.bench.fields;
    if !fields.is_empty() && !fields.iter().any(|field| one.fields.contains(field)) {
        return Some("other-field".to_owned());
    }
    let ends = [scheme.from, scheme.to];
    let why = ends.into_iter().find_map(|day| drawable(&one.standing, day).err());
    why.and_then(|why| why.first().map(|why| why.code().to_owned()))
}

fn is_in(pool: &Pool, one: &Someone) -> bool {
    let fits = |asked: &str, held: bool| asked.is_empty() || held;
    (!pool.experts || one.expert)
        && fits(&pool.qualification, one.qualifications.contains(&pool.qualification))
        && fits(&pool.unit, one.unit == pool.unit)
}

/// A conflict in force: the inspector, and the subject's code.
pub type Conflict = (InspectorId, String);

/// All that is frozen.
#[derive(Debug)]
pub struct Frozen {
    /// The frozen tables.
    pub subjects: Table<SubjectRow>,
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
    let form = |what: &str| Unfit::Bench(what.to_owned());
    let mut rows = Vec::new();
    for one in &benched.seated {
        let pools = one.pools.iter().map(|pool| PoolName::new(pool.as_str()).ok()).collect::<Option<Vec<_>>>();
        rows.push(BenchRow {
            code: InspectorCode::new(one.code.as_str()).map_err(|_| form(&one.code))?,
            pools: pools.ok_or_else(|| form(&one.code))?,
            capacity: scheme.bench.capacity,
            salt: Salt(random()),
        });
    }
    let recusals = recusals(scheme, benched, conflicts, random);
    let twice = |key: String| Unfit::Protocol("twice", key);
    Ok(Frozen {
        subjects: Table::new(parted.subjects).map_err(twice)?,
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
        rate.stratum(population).ok_or_else(|| Unfit::Unrated(rate.name.clone(), population))
    };
    scheme.strata.iter().map(stratum).collect()
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
    let subjects: BTreeMap<&SubjectId, &StratumName> =
        frozen.subjects.kept().map(|row| (&row.id, &row.stratum)).collect();
    let named = recusals.subjects();
    let demand = |stratum: &Stratum| Demand {
        quota: quota::greatest_quota(rounding(scheme), stratum),
        population: stratum.population,
        recused: named.iter().filter(|id| subjects.get(*id) == Some(&&stratum.name)).map(|id| (*id).clone()).collect(),
    };
    let demands: Vec<Demand> = frozen.strata.iter().map(demand).collect();
    Ok(assess(&demands, &bench, &recusals))
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
