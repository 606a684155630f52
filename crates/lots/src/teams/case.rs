//! What is to be settled: targets with seats to fill, and who may fill them.

use std::collections::HashMap;

use super::bench::{Bench, Recusals};
use super::mask::Mask;
use crate::name::SubjectId;

/// Targets in the order of their ids, and the eligible pairs as one row of bits a target.
///
/// Everything inside counts targets and inspectors in the order of their names, so that the order of the inputs can't matter.
pub(super) struct Case<'b> {
    pub(super) bench: &'b Bench,
    /// Ascending. Targets beyond its length are nameless: of the plain ones of a feasibility check only the number is known.
    pub(super) subjects: Vec<SubjectId>,
    /// Who is eligible for each target and not in its team from the start.
    pub(super) rows: Vec<Mask>,
    /// Who is in each target's team from the start.
    pub(super) members: Vec<Vec<usize>>,
    /// How many pairs each inspector has from the start, in all teams.
    pub(super) loads: Vec<u32>,
    /// How many pairs each inspector may have; 0 for those absent.
    pub(super) capacities: Vec<u32>,
}

impl<'b> Case<'b> {
    /// Targets with empty teams; `subjects` ascending and unique, followed by `nameless` others.
    pub(super) fn new(bench: &'b Bench, subjects: Vec<SubjectId>, recusals: &Recusals, nameless: usize) -> Self {
        let size = bench.inspectors().len();
        let fits = |&i: &usize| bench.home(i).is_some() && bench.inspectors()[i].capacity > 0;
        let eligible = Mask::of(size, (0..size).filter(fits));
        let at: HashMap<&str, usize> =
            bench.inspectors().iter().enumerate().map(|(i, inspector)| (inspector.code.as_str(), i)).collect();
        let mut rows = vec![eligible; subjects.len() + nameless];
        for (id, row) in subjects.iter().zip(&mut rows) {
            recusals.of(id).filter_map(|code| at.get(code.as_str())).for_each(|&i| row.remove(i));
        }
        Self {
            bench,
            members: vec![Vec::new(); rows.len()],
            subjects,
            rows,
            loads: vec![0; size],
            capacities: bench.inspectors().iter().map(|inspector| inspector.capacity).collect(),
        }
    }

    /// Put an inspector into a target's team from the start; the load is counted apart.
    pub(super) fn seat(&mut self, target: usize, inspector: usize) {
        self.rows[target].remove(inspector);
        self.members[target].push(inspector);
    }

    /// Leave an inspector without places.
    pub(super) fn dismiss(&mut self, inspector: usize) {
        self.capacities[inspector] = 0;
        self.rows.iter_mut().for_each(|row| row.remove(inspector));
    }

    /// How many more pairs an inspector may have at `level`.
    pub(super) fn places(&self, inspector: usize, level: u32) -> u32 {
        self.capacities[inspector].min(level).saturating_sub(self.loads[inspector])
    }

    /// The seats of all targets.
    pub(super) fn seats(&self) -> usize {
        self.rows.len() * self.bench.forest().team_size()
    }
}
