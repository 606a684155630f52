//! What every row must pass, whatever it was read from.

use std::cmp::Ordering;

use lots::name::{NameError, StratumName, SubjectId};

use super::feed::Rule;
use super::flaw::{Disorder, Field, Flaw, FlawKind, Flaws};
use super::id::{Id, is_formed};
use super::judge::{Cells, Judge, Verdict};
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
    judge: Option<&'o dyn Judge>,
    pub(super) strata: Strata,
    pub(super) flaws: Flaws,
    /// More strata than a plan can have were found.
    pub(super) overfull: bool,
    /// A row that only a reader of the whole file can tell.
    pub(super) odd: Option<u64>,
    /// Rows were passed over, so that a row's number doesn't give its index.
    gaps: bool,
    pub(super) edges: Vec<Edge>,
    pub(super) rows: u64,
    previous: Option<(u64, Id)>,
    first: Option<(u64, Id)>,
}

impl<'o> Checker<'o> {
    pub(super) fn new(options: &'o Options<'o>, rule: &Rule, judge: Option<&'o dyn Judge>) -> Self {
        Self {
            options,
            order: rule.order,
            judge,
            strata: rule.strata.clone(),
            flaws: Flaws::default(),
            overfull: false,
            odd: None,
            gaps: false,
            edges: Vec::new(),
            rows: 0,
            previous: None,
            first: None,
        }
    }

    /// Whether the rows are judged, not only checked.
    pub(super) fn is_judged(&self) -> bool {
        self.judge.is_some()
    }

    /// Whether a judged roster turned out not to be in order as it is.
    pub(super) fn is_lost(&self) -> bool {
        self.judge.is_some() && self.order == Order::Ascending && (self.gaps || !self.flaws.is_empty())
    }

    /// Only a reader of the whole file can tell this row.
    pub(super) fn note_odd(&mut self, row: u64) {
        self.odd = self.odd.or(Some(row));
    }

    pub(super) fn flaw(&mut self, row: u64, field: Field, kind: FlawKind) {
        self.flaws.add(self.options.flaws, Flaw { row, field, kind });
    }

    /// A row whose id has its form: whether nothing else about it needs a closer look.
    #[inline]
    pub(super) fn usual<S: Sink>(&mut self, number: u64, id: Id, name: &[u8], sink: &mut S) -> bool {
        let Some(stratum) = self.strata.find(name) else { return false };
        if self.judge.is_some_and(|judge| !judge.is_plain(id.as_bytes())) {
            return false;
        }
        self.pass(Row { number, id, stratum, name }, sink);
        true
    }

    /// A row of which only id and stratum were read.
    #[inline]
    pub(super) fn pair<S: Sink>(&mut self, number: u64, id: &[u8], name: &[u8], sink: &mut S) {
        if is_formed(id) && self.usual(number, Id::new(id), name, sink) {
            return;
        }
        match self.judge {
            Some(judge) => self.judged(number, judge.row(number, Cells::Pair(Some(id), Some(name))), sink),
            None => self.thorough(number, (id, name), sink),
        }
    }

    /// A row that has no id, or no stratum.
    #[cold]
    pub(super) fn null<S: Sink>(&mut self, number: u64, id: Option<&[u8]>, stratum: Option<&[u8]>, sink: &mut S) {
        if let Some(judge) = self.judge {
            return self.judged(number, judge.row(number, Cells::Pair(id, stratum)), sink);
        }
        for (field, value) in [(Field::Id, id), (Field::Stratum, stratum)] {
            if value.is_none() {
                self.flaw(number, field, FlawKind::Name(NameError::Empty));
            }
        }
    }

    /// A row for the judge, if there is one: whether there is.
    pub(super) fn by_judge<S: Sink>(&mut self, number: u64, cells: &[Vec<u8>], sink: &mut S) -> bool {
        let Some(judge) = self.judge else { return false };
        self.judged(number, judge.row(number, Cells::All(cells)), sink);
        true
    }

    fn judged<S: Sink>(&mut self, number: u64, verdict: Verdict, sink: &mut S) {
        match verdict {
            Verdict::Sound(id, name) => {
                let name = name.as_str();
                let stratum = self.strata.find(name.as_bytes()).or_else(|| self.stratum(number, name.as_bytes()));
                if let Some(stratum) = stratum {
                    let id = Id::new(id.as_str().as_bytes());
                    self.pass(Row { number, id, stratum, name: name.as_bytes() }, sink);
                }
            }
            Verdict::Blank => self.gaps = true,
            Verdict::Flawed => self.flaws.total += 1,
            Verdict::Odd => self.note_odd(number),
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
