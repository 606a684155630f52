//! What every row must pass, whatever it was read from.

use std::cmp::Ordering;

use lots::name::{StratumName, SubjectId};

use super::flaw::{Disorder, Field, Flaw, FlawKind, Flaws};
use super::id::Id;
use super::strata::{Added, Strata};
use super::{Options, Order};

/// A row that passed.
pub(super) struct Row<'a> {
    /// Its number, from 1.
    pub(super) number: u64,
    pub(super) id: Id,
    /// The stratum's number with this thread.
    pub(super) stratum: usize,
    /// The stratum's name.
    pub(super) name: &'a [u8],
}

/// Takes rows that passed, block by block.
pub(super) trait Sink {
    /// The rows with numbers from `first_row` up to, but without, `behind` follow; those that don't pass are left out.
    fn begin(&mut self, first_row: u64, behind: u64);

    /// One row.
    fn row(&mut self, row: Row<'_>);

    /// The block's rows are through.
    fn end(&mut self);
}

/// The first and the last id of a block with the numbers of their rows, to be compared with those of its neighbours.
pub(super) struct Edge {
    pub(super) first: (u64, Id),
    pub(super) last: (u64, Id),
}

/// One thread's checks.
pub(super) struct Checker<'o> {
    options: &'o Options<'o>,
    order: Order,
    pub(super) strata: Strata,
    pub(super) flaws: Flaws,
    /// More strata than a plan can have were found.
    pub(super) overfull: bool,
    pub(super) edges: Vec<Edge>,
    pub(super) rows: u64,
    previous: Option<(u64, Id)>,
    first: Option<(u64, Id)>,
}

impl<'o> Checker<'o> {
    pub(super) fn new(options: &'o Options<'o>, order: Order, strata: Strata) -> Self {
        let (flaws, edges) = (Flaws::default(), Vec::new());
        Self { options, order, strata, flaws, overfull: false, edges, rows: 0, previous: None, first: None }
    }

    pub(super) fn flaw(&mut self, row: u64, field: Field, kind: FlawKind) {
        self.flaws.add(self.options.flaws, Flaw { row, field, kind });
    }

    /// A row whose id has its form.
    #[inline]
    pub(super) fn usual<S: Sink>(&mut self, number: u64, id: Option<Id>, fields: (&[u8], &[u8]), sink: &mut S) {
        match (id, self.strata.find(fields.1)) {
            (Some(id), Some(stratum)) => self.pass(Row { number, id, stratum, name: fields.1 }, sink),
            _ => self.thorough(number, fields, sink),
        }
    }

    /// A row with the right number of fields, of which nothing else is known.
    pub(super) fn thorough<S: Sink>(&mut self, number: u64, (id, name): (&[u8], &[u8]), sink: &mut S) {
        let id = self.id(number, id);
        let stratum = self.strata.find(name).or_else(|| self.stratum(number, name));
        if let (Some(id), Some(stratum)) = (id, stratum) {
            self.pass(Row { number, id, stratum, name }, sink);
        }
    }

    fn id(&mut self, row: u64, id: &[u8]) -> Option<Id> {
        match std::str::from_utf8(id).map(SubjectId::check) {
            Ok(Ok(())) => return Some(Id::new(id)),
            Ok(Err(why)) => self.flaw(row, Field::Id, FlawKind::Name(why)),
            Err(_) => self.flaw(row, Field::Id, FlawKind::NotText),
        }
        None
    }

    #[cold]
    fn stratum(&mut self, row: u64, name: &[u8]) -> Option<usize> {
        let kind = match std::str::from_utf8(name).map(|name| (name, StratumName::check(name))) {
            Err(_) => FlawKind::NotText,
            Ok((_, Err(why))) => FlawKind::Name(why),
            Ok((name, Ok(()))) => match self.strata.add(name) {
                Added::New(number) => return Some(number),
                Added::Closed => FlawKind::Unknown(name.to_owned()),
                Added::Full => {
                    self.overfull = true;
                    return None;
                }
            },
        };
        self.flaw(row, Field::Stratum, kind);
        None
    }

    #[inline]
    fn pass<S: Sink>(&mut self, row: Row<'_>, sink: &mut S) {
        if self.order == Order::Ascending {
            match &self.previous {
                Some((_, before)) if before.cmp(&row.id) == Ordering::Less => (),
                Some(before) => note_disorder(&mut self.flaws, self.options.flaws, before, (row.number, &row.id)),
                None => self.first = Some((row.number, row.id)),
            }
            self.previous = Some((row.number, row.id));
        }
        self.rows += 1;
        sink.row(row);
    }

    /// A block's rows are through: note its edges.
    pub(super) fn end(&mut self) {
        if let (Some(first), Some(last)) = (self.first.take(), self.previous.take()) {
            self.edges.push(Edge { first, last });
        }
    }
}

/// A row's id is not above the one before.
#[cold]
fn note_disorder(flaws: &mut Flaws, limit: usize, before: &(u64, Id), (row, id): (u64, &Id)) {
    if before.1.cmp(id) == Ordering::Equal {
        let kind = FlawKind::Duplicate { id: id.text(), earlier: before.0 };
        flaws.add(limit, Flaw { row, field: Field::Id, kind });
    } else {
        flaws.disordered(Disorder { row, id: id.text(), before: before.1.text() });
    }
}

/// Compare the last id of each block with the first of the next that has any.
pub(super) fn compare_edges(edges: &mut [Edge], limit: usize) -> Flaws {
    let mut flaws = Flaws::default();
    edges.sort_unstable_by_key(|edge| edge.first.0);
    for pair in edges.windows(2) {
        let ((row, id), before) = (&pair[1].first, &pair[0].last);
        if before.1.cmp(id) != Ordering::Less {
            note_disorder(&mut flaws, limit, before, (*row, id));
        }
    }
    flaws
}
