//! Breadth-first search in the residual graph of a flow: exchanges, augmentations, and what can be reached.
//!
//! The pairs are never listed as edges: a target's unvisited inspectors are its row of bits less those visited.

use super::flow::Flow;
use super::mask::{Mask, ones};

/// Buffers of the search, kept between runs.
pub(super) struct Search {
    /// In which run a node was visited last.
    seen: Vec<u32>,
    run: u32,
    /// From where.
    parent: Vec<u32>,
    /// Visited nodes in order.
    queue: Vec<u32>,
    /// Inspectors not visited.
    fresh: Mask,
    /// How many of them hang on each node.
    fresh_at: Vec<usize>,
    slots: usize,
    nodes: usize,
    inspectors: usize,
}

/// A vertex of the network.
#[derive(Clone, Copy)]
enum Vertex {
    Slot { target: usize, node: u8 },
    Inspector(usize),
    Source,
    Sink,
}

/// What a finished run reached.
pub(super) struct Reach {
    pub(super) inspectors: Mask,
    pub(super) targets: Mask,
}

const NOWHERE: u32 = u32::MAX;

impl Search {
    pub(super) fn new(flow: &Flow<'_>) -> Self {
        let (nodes, inspectors) = (flow.case.bench.forest().len(), flow.case.bench.inspectors().len());
        let slots = flow.case.rows.len() * nodes;
        let vertices = slots + inspectors + 2;
        assert!(u32::try_from(vertices).is_ok_and(|n| n < NOWHERE), "vertices are numbered with 32 bits");
        Self {
            seen: vec![0; vertices],
            run: 0,
            parent: vec![NOWHERE; vertices],
            queue: Vec::new(),
            fresh: Mask::new(inspectors),
            fresh_at: vec![0; nodes],
            slots,
            nodes,
            inspectors,
        }
    }

    /// Bring the pair in without losing a seat, by moving pairs that aren't accepted; whether that worked. What stands in its way can be
    /// read from [`reached`](Self::reached) if not.
    pub(super) fn exchange(&mut self, flow: &mut Flow<'_>, target: usize, inspector: usize) -> bool {
        let goal = flow.slot(target, flow.case.bench.node(inspector));
        self.begin(flow, flow.open());
        self.visit(number(self.slots + inspector), NOWHERE);
        self.retire(flow, inspector);
        let mut at = 0;
        while at < self.queue.len() && self.seen[goal] != self.run {
            self.spread(flow, self.queue[at]);
            at += 1;
        }
        if self.seen[goal] != self.run {
            return false;
        }
        self.shift(flow, number(goal));
        flow.join(target, inspector);
        true
    }

    /// Make the flow a greatest one.
    pub(super) fn fill(&mut self, flow: &mut Flow<'_>) {
        let everybody = Mask::of(self.inspectors, 0..self.inspectors);
        let mut found = true;
        while found && flow.short() > 0 {
            found = false;
            self.begin(flow, &everybody);
            for target in 0..flow.case.rows.len() {
                if flow.is_short(target) {
                    found |= self.fill_target(flow, target);
                }
            }
        }
    }

    /// Fill seats of one target along paths through vertices that this phase has not visited.
    fn fill_target(&mut self, flow: &mut Flow<'_>, target: usize) -> bool {
        let mut found = false;
        for node in flow.case.bench.forest().nodes() {
            let root = flow.slot(target, node);
            if self.seen[root] == self.run || flow.need(target)[usize::from(node)] >= self.seats(flow, node) {
                continue;
            }
            let mut at = self.queue.len();
            self.visit(number(root), NOWHERE);
            while at < self.queue.len() {
                let vertex = self.queue[at];
                if let Some(free) = self.free_inspector(flow, vertex) {
                    let Vertex::Slot { target, .. } = self.vertex(vertex) else {
                        unreachable!("only slots have inspectors")
                    };
                    flow.join(target, free);
                    self.shift(flow, vertex);
                    found = true;
                    break;
                }
                self.spread_within(flow, vertex);
                at += 1;
            }
        }
        found
    }

    /// Visit everything that can be reached from the source.
    pub(super) fn explore(&mut self, flow: &Flow<'_>) {
        let everybody = Mask::of(self.inspectors, 0..self.inspectors);
        self.begin(flow, &everybody);
        self.visit(number(self.slots + self.inspectors), NOWHERE);
        let mut at = 0;
        while at < self.queue.len() {
            self.spread(flow, self.queue[at]);
            at += 1;
        }
    }

    /// The inspectors and targets of the last run.
    pub(super) fn reached(&self) -> Reach {
        let mut reach = Reach {
            inspectors: Mask::new(self.inspectors),
            targets: Mask::new(self.slots.div_ceil(self.nodes.max(1))),
        };
        for &vertex in &self.queue {
            match self.vertex(vertex) {
                Vertex::Slot { target, .. } => reach.targets.insert(target),
                Vertex::Inspector(inspector) => reach.inspectors.insert(inspector),
                Vertex::Source | Vertex::Sink => {}
            }
        }
        reach
    }

    fn begin(&mut self, flow: &Flow<'_>, inspectors: &Mask) {
        if self.run == u32::MAX {
            self.seen.fill(0);
            self.run = 0;
        }
        self.run += 1;
        self.queue.clear();
        self.fresh.clone_from(inspectors);
        for node in flow.case.bench.forest().nodes() {
            self.fresh_at[usize::from(node)] = self.fresh.shared(flow.case.bench.hung(node));
        }
    }

    fn visit(&mut self, vertex: u32, from: u32) {
        let at = vertex as usize;
        if self.seen[at] != self.run {
            self.seen[at] = self.run;
            self.parent[at] = from;
            self.queue.push(vertex);
        }
    }

    /// Take an inspector from those not visited.
    fn retire(&mut self, flow: &Flow<'_>, inspector: usize) {
        self.fresh.remove(inspector);
        self.fresh_at[usize::from(flow.case.bench.node(inspector))] -= 1;
    }

    fn vertex(&self, vertex: u32) -> Vertex {
        let at = vertex as usize;
        if at < self.slots {
            let node = u8::try_from(at % self.nodes).expect("a forest has at most 16 nodes");
            Vertex::Slot { target: at / self.nodes, node }
        } else if at < self.slots + self.inspectors {
            Vertex::Inspector(at - self.slots)
        } else if at == self.slots + self.inspectors {
            Vertex::Source
        } else {
            Vertex::Sink
        }
    }

    fn seats(&self, flow: &Flow<'_>, node: u8) -> u8 {
        flow.case.bench.forest().seats()[usize::from(node)]
    }

    /// Follow all residual arcs of a vertex.
    fn spread(&mut self, flow: &Flow<'_>, vertex: u32) {
        match self.vertex(vertex) {
            Vertex::Slot { target, node } => {
                self.spread_within(flow, vertex);
                if flow.need(target)[usize::from(node)] > 0 && flow.short() > 0 {
                    self.visit(number(self.slots + self.inspectors), vertex);
                }
            }
            Vertex::Inspector(inspector) => {
                self.spread_within(flow, vertex);
                if flow.room(inspector) > 0 {
                    self.visit(number(self.slots + self.inspectors + 1), vertex);
                }
            }
            Vertex::Source => self.spread_source(flow, vertex),
            Vertex::Sink => self.spread_sink(flow, vertex),
        }
    }

    /// Follow the residual arcs of a vertex that touch neither source nor sink.
    fn spread_within(&mut self, flow: &Flow<'_>, vertex: u32) {
        match self.vertex(vertex) {
            Vertex::Slot { target, node } => {
                let forest = flow.case.bench.forest();
                for &child in forest.children(node) {
                    self.visit(number(flow.slot(target, child)), vertex);
                }
                if let Some(parent) = forest.parent(node)
                    && flow.need(target)[usize::from(node)] > self.seats(flow, node)
                {
                    self.visit(number(flow.slot(target, parent)), vertex);
                }
                if self.fresh_at[usize::from(node)] > 0 {
                    self.spread_inspectors(flow, vertex, target, node);
                }
            }
            Vertex::Inspector(inspector) => {
                let node = flow.case.bench.home(inspector).unwrap_or_default();
                for target in flow.loose(inspector) {
                    self.visit(number(flow.slot(target, node)), vertex);
                }
            }
            Vertex::Source | Vertex::Sink => {}
        }
    }

    fn spread_inspectors(&mut self, flow: &Flow<'_>, vertex: u32, target: usize, node: u8) {
        let row = flow.case.rows[target].words();
        let hung = flow.case.bench.hung(node).words();
        for at in 0..row.len() {
            for inspector in ones(at, row[at] & hung[at] & self.fresh.words()[at]) {
                if !flow.has(target, inspector) {
                    self.retire(flow, inspector);
                    self.visit(number(self.slots + inspector), vertex);
                }
            }
        }
    }

    fn spread_source(&mut self, flow: &Flow<'_>, vertex: u32) {
        for target in (0..flow.case.rows.len()).filter(|&target| flow.is_short(target)) {
            let need = flow.need(target);
            for node in flow.case.bench.forest().nodes() {
                if need[usize::from(node)] < self.seats(flow, node) {
                    self.visit(number(flow.slot(target, node)), vertex);
                }
            }
        }
    }

    fn spread_sink(&mut self, flow: &Flow<'_>, vertex: u32) {
        for inspector in 0..self.inspectors {
            if self.fresh.contains(inspector) && flow.loose(inspector).next().is_some() {
                self.retire(flow, inspector);
                self.visit(number(self.slots + inspector), vertex);
            }
        }
    }

    /// Somebody with room who could join at a slot.
    fn free_inspector(&self, flow: &Flow<'_>, vertex: u32) -> Option<usize> {
        let Vertex::Slot { target, node } = self.vertex(vertex) else { return None };
        let row = flow.case.rows[target].words();
        let hung = flow.case.bench.hung(node).words();
        let roomy = flow.roomy().words();
        (0..row.len())
            .flat_map(|at| ones(at, row[at] & hung[at] & roomy[at]))
            .find(|&inspector| !flow.has(target, inspector))
    }

    /// Move the pairs along the path to `end`, from its end to its beginning, so that nobody ever has more pairs than places.
    fn shift(&self, flow: &mut Flow<'_>, end: u32) {
        let mut to = end;
        while self.parent[to as usize] != NOWHERE {
            let from = self.parent[to as usize];
            match (self.vertex(from), self.vertex(to)) {
                (Vertex::Inspector(inspector), Vertex::Slot { target, .. }) => flow.leave(target, inspector),
                (Vertex::Slot { target, .. }, Vertex::Inspector(inspector)) => flow.join(target, inspector),
                _ => {}
            }
            to = from;
        }
    }
}

/// A vertex as it is stored; [`Search::new`] asserts that all of them fit.
#[expect(clippy::cast_possible_truncation, reason = "Search::new asserts that vertices fit 32 bits")]
fn number(vertex: usize) -> u32 {
    vertex as u32
}
