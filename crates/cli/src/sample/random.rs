//! The city's dice: SplitMix64, started from SHA-256 of a name, so that each part of the city has a stream of its own and adding
//! a question in one doesn't change the others.
//!
//! For made-up data only. No draw ever uses it: a draw's randomness is its seed (`spec/draw.md`, section 3).

use lots::hash::Digest;

/// A stream of pseudo-random numbers, the same for the same seed and name.
pub(super) struct Random(u64);

impl Random {
    /// The stream called `name` of the city `seed`.
    pub(super) fn new(seed: u64, name: &str) -> Self {
        let digest = Digest::of(format!("yaoguang sample {seed} {name}").as_bytes());
        Self(digest.0.iter().take(8).fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
    }

    /// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to `n - 1`. The bias, below `n / 2^64`, is of no account for made-up data.
    pub(super) fn below(&mut self, n: u32) -> u32 {
        let scaled = (u128::from(self.next()) * u128::from(n)) >> 64;
        u32::try_from(scaled).expect("a product with a u32 shifted by 64 bits is below that u32")
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    /// True in `percent` of 100 cases.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`, which is not empty.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.index(choices.len())]
    }

    /// One of `choices` with the chance of its weight. At least one weight is above 0.
    pub(super) fn weighted<'a, T>(&mut self, choices: &'a [(u32, T)]) -> &'a T {
        let total = choices.iter().map(|(weight, _)| weight).sum();
        let mut rest = self.below(total);
        for (weight, choice) in choices {
            if rest < *weight {
                return choice;
            }
            rest -= weight;
        }
        unreachable!("the rest is below the sum of the weights")
    }

    fn index(&mut self, len: usize) -> usize {
        let len = u32::try_from(len).expect("the city's tables are short");
        usize::try_from(self.below(len)).expect("a u32 fits a usize on every machine that has files")
    }
}
