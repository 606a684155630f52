//! The strata of a roster by number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::MAX_STRATA;

/// Names of strata and their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Strata {
    numbers: HashMap<Box<[u8]>, usize, BuildHasherDefault<Fold>>,
    names: Vec<Box<str>>,
    /// Whether names not known are new ones or flaws.
    closed: bool,
}

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
    pub(super) fn find(&self, name: &[u8]) -> Option<usize> {
        self.numbers.get(name).copied()
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

/// A short hash for short names. There are at most 10,000 of them, so made-up collisions gain nothing.
#[derive(Default)]
pub(super) struct Fold(u64);

impl Fold {
    #[inline]
    fn mix(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word) * 0x9e37_79b9_7f4a_7c15;
        let [low, high] = [wide, wide >> 64].map(|half| half & u128::from(u64::MAX));
        self.0 = u64::try_from(low ^ high).expect("both are below 2^64");
    }
}

impl Hasher for Fold {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.mix(u64::from_le_bytes(*word)));
        let last = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
        self.mix(last);
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.mix(number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        self.0
    }
}
