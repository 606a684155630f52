//! Numbers that follow from a seed: SplitMix64 (Steele, Lea, Flood 2014), brought below a bound without bias (Lemire 2019).

/// The generator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// From the first 64 bits of a digest.
    pub(super) fn of(seed: [u8; 32]) -> Self {
        let mut first = [0; 8];
        first.copy_from_slice(&seed[..8]);
        Self(u64::from_be_bytes(first))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `bound`, each with the same chance; 0 where the bound is 0.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        let Some(bound) = u64::try_from(bound).ok().filter(|bound| *bound > 0) else { return 0 };
        let short = bound.wrapping_neg() % bound;
        loop {
            let wide = u128::from(self.next()) * u128::from(bound);
            let (high, low) = (wide >> 64, wide & u128::from(u64::MAX));
            if low >= u128::from(short) {
                return usize::try_from(high).unwrap_or(0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_the_published_generator_says() {
        // The first outputs for seed 1234567, as the authors' reference prints them.
        let mut chance = Chance(1_234_567);
        let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([chance.next(), chance.next(), chance.next()], expected);
    }

    #[test]
    fn every_number_below_the_bound_comes_about_equally_often() {
        let mut chance = Chance::of([7; 32]);
        let mut counts = [0_u32; 7];
        (0..70_000).for_each(|_| counts[chance.below(7)] += 1);
        assert!(counts.iter().all(|count| (9_500..10_500).contains(count)), "{counts:?}");
        assert_eq!(chance.below(0), 0);
    }
}
