//! The strata of a roster by number.

use std::collections::HashMap;

use super::MAX_STRATA;

/// Names of strata and their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Strata {
    /// Names met of late, each where its first and last bytes lead: a row costs one look here and no search.
    recent: Vec<Recent>,
    numbers: HashMap<Box<[u8]>, usize>,
    names: Vec<Box<str>>,
    /// Whether names not known are new ones or flaws.
    closed: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Recent {
    /// The name's first eight bytes, zeros behind a shorter one.
    lead: u64,
    /// Its length; 0 where no name is remembered.
    length: usize,
    number: usize,
}

/// How many names are remembered, a power of two.
const RECENT: usize = 256;

/// What became of a name that wasn't known.
pub(super) enum Added {
    /// It has this number now.
    New(usize),
    /// The strata are those of a commitment, and it isn't one of them.
    Closed,
    /// There are too many.
    Full,
}

impl Strata {
    /// Those of a commitment, numbered in its order.
    pub(super) fn closed<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut strata = Self::default();
        for name in names {
            strata.add(name);
        }
        Self { closed: true, ..strata }
    }

    /// The number of a known stratum.
    #[inline]
    pub(super) fn find(&mut self, name: &[u8]) -> Option<usize> {
        // No stratum has an empty name, and where none is remembered stands one of length 0.
        if name.is_empty() {
            return None;
        }
        let lead = lead_of(name);
        let place = place_of(lead, name);
        match self.recent.get(place) {
            Some(recent) if recent.lead == lead && recent.length == name.len() && self.is(recent.number, name) => {
                Some(recent.number)
            }
            _ => self.search(place, Recent { lead, length: name.len(), number: 0 }, name),
        }
    }

    /// Whether the name with this number, of the same length and first eight bytes, is `name`.
    #[inline]
    fn is(&self, number: usize, name: &[u8]) -> bool {
        name.len() <= 8 || self.names[number].as_bytes() == name
    }

    #[inline(never)]
    fn search(&mut self, place: usize, found: Recent, name: &[u8]) -> Option<usize> {
        let number = self.numbers.get(name).copied()?;
        self.recent.resize(RECENT, Recent::default());
        self.recent[place] = Recent { number, ..found };
        Some(number)
    }

    /// Take in a name that [`find`](Self::find) doesn't know.
    pub(super) fn add(&mut self, name: &str) -> Added {
        if self.closed {
            return Added::Closed;
        }
        if self.names.len() == MAX_STRATA {
            return Added::Full;
        }
        self.numbers.insert(name.as_bytes().into(), self.names.len());
        self.names.push(name.into());
        Added::New(self.names.len() - 1)
    }

    /// The names by number.
    pub(super) fn names(&self) -> &[Box<str>] {
        &self.names
    }
}

/// The first eight bytes as a number, zeros behind a shorter name.
#[inline]
fn lead_of(name: &[u8]) -> u64 {
    match name.first_chunk() {
        Some(eight) => u64::from_le_bytes(*eight),
        None => name.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte)),
    }
}

/// Where a name is remembered.
#[inline]
fn place_of(lead: u64, name: &[u8]) -> usize {
    let last = name.last_chunk().map_or(0, |eight| u64::from_le_bytes(*eight));
    let mixed = (lead ^ last.rotate_left(29) ^ name.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::from((mixed >> 56).to_le_bytes()[0]) % RECENT
}
