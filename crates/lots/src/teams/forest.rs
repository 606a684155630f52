//! The seats of a team by pool: a forest, since pools are nested or disjoint.
//!
//! Equal pools are one node. An inspector hangs on the smallest pool that holds them and may sit there or in a pool around it,
//! so a set of inspectors is seatable if and only if nobody is left over when each node fills its seats from below and hands the rest to
//! its parent.

use super::mask::Mask;

/// The most seats of a team.
pub(super) const MOST_SEATS: usize = 16;

/// A number for each node.
pub(super) type ByNode = [u8; MOST_SEATS];

/// Nodes in ascending order of size, children before parents.
#[derive(Clone, Debug)]
pub(super) struct Forest {
    parent: Vec<Option<u8>>,
    children: Vec<Vec<u8>>,
    /// How many seats each node has, at least one.
    seats: ByNode,
    /// The node of each seat.
    of_seat: Vec<u8>,
}

impl Forest {
    /// The forest of the seats' pools, and the members of each node.
    pub(super) fn new(pools: &[Mask]) -> (Self, Vec<Mask>) {
        let mut nodes: Vec<Mask> = Vec::new();
        for pool in pools {
            if !nodes.contains(pool) {
                nodes.push(pool.clone());
            }
        }
        // A stable order: two nodes of one size are disjoint, and which comes first makes no difference.
        nodes.sort_by_key(Mask::len);
        let mut seats = [0; MOST_SEATS];
        let mut of_seat = Vec::with_capacity(pools.len());
        for pool in pools {
            let node = small(nodes.iter().position(|node| node == pool).expect("every pool is a node"));
            seats[usize::from(node)] += 1;
            of_seat.push(node);
        }
        let around = |v: usize| (v + 1..nodes.len()).find(|&w| nodes[v].within(&nodes[w])).map(small);
        let parent: Vec<Option<u8>> = (0..nodes.len()).map(around).collect();
        let inside = |v: u8| (0..small(nodes.len())).filter(|&w| parent[usize::from(w)] == Some(v)).collect();
        let children = (0..small(nodes.len())).map(inside).collect();
        (Self { parent, children, seats, of_seat }, nodes)
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = u8> + use<> {
        0..small(self.parent.len())
    }

    pub(super) fn len(&self) -> usize {
        self.parent.len()
    }

    pub(super) fn parent(&self, node: u8) -> Option<u8> {
        self.parent[usize::from(node)]
    }

    pub(super) fn children(&self, node: u8) -> &[u8] {
        &self.children[usize::from(node)]
    }

    /// How many seats each node has.
    pub(super) fn seats(&self) -> &ByNode {
        &self.seats
    }

    /// How many seats a team has.
    pub(super) fn team_size(&self) -> usize {
        self.of_seat.len()
    }

    /// The node and those around it, outwards.
    pub(super) fn outwards(&self, node: u8) -> impl Iterator<Item = u8> + '_ {
        std::iter::successors(Some(node), |&v| self.parent(v))
    }

    /// How many need a seat at each node (those hung there and those handed up), when each node fills what `seats` it has.
    pub(super) fn need(&self, hung: &[u8], seats: &ByNode) -> ByNode {
        let mut need = [0; MOST_SEATS];
        for (v, parent) in self.parent.iter().enumerate() {
            need[v] += hung[v];
            if let Some(parent) = parent {
                need[usize::from(*parent)] += need[v].saturating_sub(seats[v]);
            }
        }
        need
    }

    /// Whether as many as `hung` at each node find different ones of `seats`.
    pub(super) fn seatable(&self, hung: &[u8], seats: &ByNode) -> bool {
        let need = self.need(hung, seats);
        (0..self.len()).all(|v| self.parent[v].is_some() || need[v] <= seats[v])
    }

    /// Whether a seatable team stays seatable when somebody hung on `node` joins.
    pub(super) fn admits(&self, hung: &[u8], node: u8) -> bool {
        let need = self.need(hung, &self.seats);
        self.outwards(node).any(|v| need[usize::from(v)] < self.seats[usize::from(v)])
    }

    /// Who sits where (section 6.5): for each seat the position of a member in `nodes`, which lists the members' nodes in ticket order.
    pub(super) fn seat(&self, nodes: &[u8]) -> Vec<Option<usize>> {
        let mut left = self.seats;
        let mut hung = [0; MOST_SEATS];
        nodes.iter().for_each(|&v| hung[usize::from(v)] += 1);
        let mut standing: Vec<usize> = (0..nodes.len()).collect();
        let mut take = |seat_node: u8| {
            left[usize::from(seat_node)] -= 1;
            let chosen = standing.iter().position(|&member| {
                let node = nodes[member];
                let mut others = hung;
                others[usize::from(node)] -= 1;
                self.outwards(node).any(|v| v == seat_node) && self.seatable(&others, &left)
            })?;
            let member = standing.remove(chosen);
            hung[usize::from(nodes[member])] -= 1;
            Some(member)
        };
        self.of_seat.iter().map(|&seat_node| take(seat_node)).collect()
    }
}

fn small(n: usize) -> u8 {
    u8::try_from(n).expect("a team has at most 16 seats")
}
