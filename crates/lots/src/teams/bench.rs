//! Who can inspect: inspectors, the pools their seats are filled from, and recusals (`spec/draw.md`, sections 2.2 and 6.1).

use std::collections::BTreeSet;
use std::fmt;

use super::forest::{Forest, MOST_SEATS};
use super::mask::Mask;
use crate::name::{InspectorCode, PoolName, SubjectId};

/// An inspector as frozen in the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspector {
    /// The code.
    pub code: InspectorCode,
    /// The pools the inspector belongs to.
    pub pools: Vec<PoolName>,
    /// The most targets this inspector can take; 0 for somebody frozen out.
    pub capacity: u32,
}

/// Why a bench and seats don't go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BenchRefusal {
    /// More than 16 seats.
    TooManySeats,
    /// A code stands twice.
    CodeTwice(InspectorCode),
    /// Two pools named by seats share inspectors, and neither holds the other (`pools-cross`).
    PoolsCross(PoolName, PoolName),
    /// A seat's pool has no inspector with capacity above 0 (`pool-empty`).
    PoolEmpty(PoolName),
}

impl BenchRefusal {
    /// The refusal's code in the specification.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooManySeats => "seats",
            Self::CodeTwice(_) => "table-bench",
            Self::PoolsCross(..) => "pools-cross",
            Self::PoolEmpty(_) => "pool-empty",
        }
    }
}

impl fmt::Display for BenchRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManySeats => write!(f, "more than {MOST_SEATS} seats"),
            Self::CodeTwice(code) => write!(f, "inspector {code} stands twice"),
            Self::PoolsCross(a, b) => write!(f, "pools {a} and {b} overlap, and neither holds the other"),
            Self::PoolEmpty(pool) => write!(f, "pool {pool} has no inspector with capacity above 0"),
        }
    }
}

impl std::error::Error for BenchRefusal {}

/// The inspectors by code, and the seats of every team.
///
/// Guarantees that the seats' pools are pairwise nested or disjoint and that each has somebody with places. Each inspector
/// hangs on the smallest seat pool that holds them, and so fits the seats of that pool and of those around it.
#[derive(Clone, Debug)]
pub struct Bench {
    inspectors: Vec<Inspector>,
    seats: Vec<PoolName>,
    forest: Forest,
    /// The smallest seat pool of each inspector, if any.
    home: Vec<Option<u8>>,
    /// The inspectors by home.
    hung: Vec<Mask>,
    /// The members of each pool: those hung on it or on a pool within it.
    below: Vec<Mask>,
}

impl Bench {
    /// Put inspectors, in any order, and seats together.
    ///
    /// # Errors
    /// [`BenchRefusal`], crossing pools before empty ones, each in the order of the seats.
    pub fn new(mut inspectors: Vec<Inspector>, seats: Vec<PoolName>) -> Result<Self, BenchRefusal> {
        if seats.len() > MOST_SEATS {
            return Err(BenchRefusal::TooManySeats);
        }
        inspectors.sort_unstable_by(|a, b| a.code.cmp(&b.code));
        if let Some(pair) = inspectors.windows(2).find(|pair| pair[0].code == pair[1].code) {
            return Err(BenchRefusal::CodeTwice(pair[0].code.clone()));
        }
        let pools: Vec<Mask> = seats.iter().map(|seat| members(&inspectors, seat)).collect();
        refuse_crossing(&seats, &pools)?;
        let filled = |pool: &Mask| pool.iter().any(|i| inspectors[i].capacity > 0);
        if let Some(empty) = pools.iter().position(|pool| !filled(pool)) {
            return Err(BenchRefusal::PoolEmpty(seats[empty].clone()));
        }
        let (forest, below) = Forest::new(&pools);
        let home: Vec<Option<u8>> =
            (0..inspectors.len()).map(|i| forest.nodes().find(|&v| below[usize::from(v)].contains(i))).collect();
        let hung = forest
            .nodes()
            .map(|v| Mask::of(inspectors.len(), (0..inspectors.len()).filter(|&i| home[i] == Some(v))))
            .collect();
        Ok(Self { inspectors, seats, forest, home, hung, below })
    }

    /// The inspectors, by code.
    #[must_use]
    pub fn inspectors(&self) -> &[Inspector] {
        &self.inspectors
    }

    /// The pools, one a seat.
    #[must_use]
    pub fn seats(&self) -> &[PoolName] {
        &self.seats
    }

    /// The position of a code in [`inspectors`](Self::inspectors).
    #[must_use]
    pub fn position(&self, code: &InspectorCode) -> Option<usize> {
        self.inspectors.binary_search_by(|inspector| inspector.code.cmp(code)).ok()
    }

    /// Whether the two may meet: the inspector is on the bench, fits a seat, has capacity, and isn't recused (section 6.1).
    #[must_use]
    pub fn is_eligible(&self, code: &InspectorCode, id: &SubjectId, recusals: &Recusals) -> bool {
        let fits = |i: usize| self.home[i].is_some() && self.inspectors[i].capacity > 0;
        self.position(code).is_some_and(fits) && !recusals.bars(code, id)
    }

    /// Whether everybody of the pool `inner` is in the pool `outer`.
    #[must_use]
    pub fn is_within(&self, inner: &PoolName, outer: &PoolName) -> bool {
        members(&self.inspectors, inner).within(&members(&self.inspectors, outer))
    }

    pub(super) fn forest(&self) -> &Forest {
        &self.forest
    }

    pub(super) fn home(&self, inspector: usize) -> Option<u8> {
        self.home[inspector]
    }

    /// The node of an inspector who is eligible somewhere.
    pub(super) fn node(&self, inspector: usize) -> u8 {
        self.home[inspector].expect("an eligible inspector fits a seat")
    }

    pub(super) fn hung(&self, node: u8) -> &Mask {
        &self.hung[usize::from(node)]
    }

    pub(super) fn below(&self, node: u8) -> &Mask {
        &self.below[usize::from(node)]
    }
}

fn members(inspectors: &[Inspector], pool: &PoolName) -> Mask {
    let inside = inspectors.iter().enumerate().filter(|(_, inspector)| inspector.pools.contains(pool));
    Mask::of(inspectors.len(), inside.map(|(i, _)| i))
}

fn refuse_crossing(seats: &[PoolName], pools: &[Mask]) -> Result<(), BenchRefusal> {
    for (a, first) in pools.iter().enumerate() {
        for (b, second) in pools.iter().enumerate().skip(a + 1) {
            if first.meets(second) && !first.within(second) && !second.within(first) {
                return Err(BenchRefusal::PoolsCross(seats[a].clone(), seats[b].clone()));
            }
        }
    }
    Ok(())
}

/// The pairs that must not meet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recusals {
    /// Sorted, unique.
    pairs: Vec<(SubjectId, InspectorCode)>,
}

impl Recusals {
    /// Take pairs in any order; one that comes twice counts once.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (InspectorCode, SubjectId)>) -> Self {
        let mut pairs: Vec<_> = pairs.into_iter().map(|(code, id)| (id, code)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self { pairs }
    }

    /// Whether the two must not meet.
    #[must_use]
    pub fn bars(&self, code: &InspectorCode, id: &SubjectId) -> bool {
        self.pairs.binary_search_by(|(i, c)| (i, c).cmp(&(id, code))).is_ok()
    }

    /// Bar one more pair.
    pub fn insert(&mut self, code: InspectorCode, id: SubjectId) {
        let pair = (id, code);
        if let Err(at) = self.pairs.binary_search(&pair) {
            self.pairs.insert(at, pair);
        }
    }

    /// The inspectors barred from a subject, by code.
    pub fn of(&self, id: &SubjectId) -> impl Iterator<Item = &InspectorCode> {
        let from = self.pairs.partition_point(|(i, _)| i < id);
        self.pairs[from..].iter().take_while(move |(i, _)| i == id).map(|(_, code)| code)
    }

    /// The subjects that have a recusal.
    #[must_use]
    pub fn subjects(&self) -> BTreeSet<&SubjectId> {
        self.pairs.iter().map(|(id, _)| id).collect()
    }
}

impl FromIterator<(InspectorCode, SubjectId)> for Recusals {
    fn from_iter<T: IntoIterator<Item = (InspectorCode, SubjectId)>>(pairs: T) -> Self {
        Self::new(pairs)
    }
}
