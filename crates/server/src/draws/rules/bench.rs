//! Who inspects: everybody of the registry, each under a code, and why some can't be drawn. Pure.

use std::collections::{BTreeMap, BTreeSet};

use lots::table::{RecusalRow, RosterSecret, SubjectRow, Table};
use serde::{Deserialize, Serialize};

use super::freeze::{CONFLICT, Parted};
use super::scheme::{EVERYBODY, LeftOut, Pool, Scheme};
use crate::inspectors::InspectorId;
use crate::inspectors::rules::{Standing, drawable, folded, looks};

/// An inspector as the bench sees them.
#[derive(Clone, Debug)]
pub struct Someone {
    /// Who.
    pub id: InspectorId,
    /// Their name.
    pub name: String,
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
    /// Their id number, encrypted.
    pub id_number: Option<Vec<u8>>,
    /// What it hangs on whether they may be drawn.
    pub standing: Standing,
}

/// Somebody on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// Who.
    pub id: InspectorId,
    /// Their name.
    pub name: String,
    /// Their certificate number.
    pub certificate: String,
    /// Their code in the draw.
    pub code: String,
    /// Their pools, sorted; everybody's alone of somebody who can't be drawn.
    pub pools: Vec<String>,
    /// Why they can't be drawn, the first reason; empty if they can.
    pub why: String,
}

impl Seated {
    /// Whether they can be drawn.
    #[must_use]
    pub const fn is_able(&self) -> bool {
        self.why.is_empty()
    }
}

/// The whole bench: who can't be drawn is on it too, with a capacity of 0 (`spec/draw.md`, section 2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Benched {
    /// Everybody of the registry, by code.
    pub seated: Vec<Seated>,
    /// How many the scheme leaves out by name, by reason.
    pub named: BTreeMap<String, u64>,
}

/// Who takes no part, in numbers: what everybody reads of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// How many inspectors the scheme leaves out by name.
    pub named: u64,
    /// How many inspectors can't be drawn by reason, these among them.
    pub reasons: BTreeMap<String, u64>,
    /// How many can take each seat.
    pub seats: Vec<u64>,
    /// How many subjects are left out by reason; empty in a draw from before it was kept.
    #[serde(default)]
    pub excluded: BTreeMap<String, u64>,
    /// How many of these the scheme leaves out by name.
    #[serde(default)]
    pub excluded_named: u64,
    /// The inspectors and the subjects left out by name, by reason: a reason that somebody typed isn't one that the registry gave.
    #[serde(default)]
    pub by_hand: (BTreeMap<String, u64>, BTreeMap<String, u64>),
    /// Entries of a business that another entry stands for.
    #[serde(default)]
    pub doubled: u64,
    /// How many subjects of the frozen table have the name and the address of another one, which stands under another code; nothing in a draw from before that
    /// was counted.
    #[serde(default)]
    pub alike: Option<u64>,
    /// Subjects in business in the registry, in the scope or not.
    #[serde(default)]
    pub registry: u64,
    /// These by trade, as the registry had it, whatever the scope asks: so that the digest of this tells nothing of the scope of an unannounced draw. Nothing in
    /// a draw from before that was counted.
    #[serde(default)]
    pub trades: Option<BTreeMap<String, u64>>,
    /// And by region.
    #[serde(default)]
    pub regions: Option<BTreeMap<String, u64>>,
    /// Pairs that must not meet.
    #[serde(default)]
    pub recused: Recused,
    /// Whether the registries were held against the journal when they were frozen; nothing in a draw from before that was told.
    #[serde(default)]
    pub held: Option<bool>,
    /// By how many made-up draws, all of which could be seated, it was estimated that the bench suffices; 0 where it does for certain; nothing in a draw from
    /// before that was told.
    #[serde(default)]
    pub replays: Option<u64>,
    /// How many of those who can be drawn have the name of another; nothing in a draw from before that was told.
    #[serde(default)]
    pub namesakes: Option<u64>,
    /// Within how many months a training must have been passed by the rules that these inspectors stand under, 0 where none is asked for; nothing in a draw
    /// from before that was told.
    #[serde(default)]
    pub training_months: Option<Vec<u64>>,
    /// Businesses that complaints call for a class of, in the scope or not; nothing in a draw from before that was counted.
    #[serde(default)]
    pub suggested: Option<Suggested>,
}

/// Businesses for which complaints found true suggest a class at the commit, by the published rule and over its months: whose class stayed lower shows here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggested {
    /// How many have complaints that count.
    pub complained: u64,
    /// How many of them have a lower class than these suggest.
    pub lower: u64,
}

/// Pairs that must not meet, in numbers: whoever keeps all but two inspectors from a business shows here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recused {
    /// How many by reason.
    pub reasons: BTreeMap<String, u64>,
    /// How many the scheme names.
    pub named: u64,
    /// The most against one subject.
    pub most: u64,
    /// The fewest inspectors who can be drawn for a seat that are left for a subject with pairs; nothing if there is none.
    pub fewest: Option<u64>,
    /// The most subjects that may be drawn kept from one inspector who can be; whoever is kept from all but a few goes there.
    #[serde(default)]
    pub most_of: u64,
    /// How many subjects may be drawn.
    #[serde(default)]
    pub subjects: u64,
    /// How many declared conflicts fit no business of the registry, by code or name, so that they keep nobody apart: a business that was renamed loses them.
    #[serde(default)]
    pub unmatched: u64,
}

impl Recused {
    /// Of the tables of pairs and of subjects, the bench, and the pools of the seats.
    #[must_use]
    pub fn of(
        (table, subjects): (&Table<RecusalRow>, &Table<SubjectRow>),
        benched: &Benched,
        seats: &[String],
    ) -> Self {
        let (mut recused, mut against) = (Self::default(), BTreeMap::<&str, BTreeSet<&str>>::new());
        for row in table.kept() {
            *recused.reasons.entry(row.reason.to_string()).or_default() += 1;
            recused.named += u64::from(row.reason.as_str() != CONFLICT);
            against.entry(row.id.as_str()).or_default().insert(row.code.as_str());
        }
        // Only those who may be drawn: pairs with others keep nobody from anything.
        let (mut of, mut count) = (BTreeMap::<&str, u64>::new(), 0);
        for row in subjects.kept() {
            count += 1;
            for code in against.get(row.id.as_str()).into_iter().flatten() {
                *of.entry(code).or_default() += 1;
            }
        }
        let able = benched.seated.iter().filter(|one| one.is_able());
        (recused.subjects, recused.most_of) =
            (count, able.filter_map(|one| of.get(one.code.as_str())).max().copied().unwrap_or_default());
        recused.most = against.values().map(|codes| codes.len() as u64).max().unwrap_or_default();
        // By the pools of the seats: who can't sit anywhere helps nobody.
        let left = |seat: &String, codes: &BTreeSet<&str>| {
            let sits = |one: &&Seated| one.is_able() && one.pools.contains(seat) && !codes.contains(one.code.as_str());
            benched.seated.iter().filter(sits).count() as u64
        };
        let seats: BTreeSet<&String> = seats.iter().collect();
        recused.fewest = seats.iter().flat_map(|seat| against.values().map(|codes| left(seat, codes))).min();
        recused
    }
}

impl Benched {
    /// How many can't be drawn, by reason.
    #[must_use]
    pub fn absent(&self) -> BTreeMap<String, u64> {
        let mut absent = BTreeMap::new();
        let unable = self.seated.iter().filter(|one| !one.is_able());
        unable.for_each(|one| *absent.entry(one.why.clone()).or_default() += 1);
        absent
    }

    /// How many who can be drawn have the name of another who can, as names look.
    #[must_use]
    pub fn namesakes(&self) -> u64 {
        let mut names = BTreeMap::<String, u64>::new();
        let able = self.seated.iter().filter(|one| one.is_able());
        able.for_each(|one| *names.entry(looks(&one.name)).or_default() += 1);
        names.into_values().filter(|count| *count > 1).sum()
    }

    /// The certificates of two who can be drawn and are one person: with one id number, or with certificate numbers that only look different.
    #[must_use]
    pub fn same_person(&self, id_numbers: &BTreeMap<InspectorId, String>) -> Option<(&str, &str)> {
        let (mut ids, mut certificates) = (BTreeMap::<&str, &str>::new(), BTreeMap::<String, &str>::new());
        for one in self.seated.iter().filter(|one| one.is_able()) {
            let number = one.certificate.as_str();
            let id = id_numbers.get(&one.id).and_then(|id| ids.insert(id.as_str(), number));
            if let Some(other) = id.or(certificates.insert(folded(number), number)) {
                return Some((number.min(other), number.max(other)));
            }
        }
        None
    }

    /// What everybody reads of it, and of the subjects that are left out.
    #[must_use]
    pub fn absence(&self, scheme: &Scheme, parted: &Parted) -> Absence {
        let mut absence = Absence {
            named: self.named.values().sum(),
            reasons: self.absent(),
            excluded: parted.reasons.clone(),
            excluded_named: parted.named.values().sum(),
            by_hand: (self.named.clone(), parted.named.clone()),
            doubled: parted.doubled,
            alike: Some(parted.alike),
            registry: parted.registry,
            trades: Some(parted.trades.clone()),
            regions: Some(parted.regions.clone()),
            namesakes: Some(self.namesakes()),
            ..Absence::default()
        };
        absence.seats = self.able(&scheme.seats);
        absence
    }

    /// How many can take each of some seats, by their pools.
    #[must_use]
    pub fn able(&self, seats: &[String]) -> Vec<u64> {
        let sits = |one: &Seated, seat: &String| one.is_able() && one.pools.contains(seat);
        let able = |seat: &String| self.seated.iter().filter(|one| sits(one, seat)).count() as u64;
        seats.iter().map(able).collect()
    }
}

/// The rules on training that these stand under, in months and 0 for none: offices below may have their own.
#[must_use]
pub fn training_months(people: &[Someone]) -> Vec<u64> {
    let months = |one: &Someone| one.standing.training_months.and_then(|months| u64::try_from(months).ok());
    let all: BTreeSet<u64> = people.iter().map(|one| months(one).unwrap_or_default()).collect();
    all.into_iter().collect()
}

/// Seat everybody of the registry; who may not be drawn on each end of the period says why. Codes are given in an order that `secret` shuffles, so that they
/// say nothing.
#[must_use]
pub fn bench(scheme: &Scheme, people: &[Someone], secret: &RosterSecret) -> Benched {
    let mut there: Vec<&Someone> = people.iter().collect();
    there.sort_by_cached_key(|one| secret.salt(&one.certificate).0);
    let width = there.len().to_string().len().max(3);
    let seat = |(at, one): (usize, &Someone)| {
        let why = why_absent(scheme, one).unwrap_or_default();
        // The pools of whoever takes no part say nothing, and could cross those of the others.
        let own = scheme.bench.pools.iter().filter(|pool| why.is_empty() && is_in(pool, one));
        let mut pools: Vec<String> = own.map(|pool| pool.name.clone()).collect();
        pools.push(EVERYBODY.to_owned());
        pools.sort();
        let code = format!("E{at:0width$}");
        Seated { id: one.id, name: one.name.clone(), certificate: one.certificate.clone(), code, pools, why }
    };
    let mut named = BTreeMap::new();
    for left in people.iter().filter_map(|one| named_in(scheme, one)) {
        *named.entry(left.reason.clone()).or_default() += 1;
    }
    Benched { seated: (1..).zip(there).map(seat).collect(), named }
}

fn named_in<'a>(scheme: &'a Scheme, one: &Someone) -> Option<&'a LeftOut> {
    scheme.bench.left_out.iter().find(|left| left.code == one.certificate)
}

fn why_absent(scheme: &Scheme, one: &Someone) -> Option<String> {
    if let Some(left) = named_in(scheme, one) {
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
