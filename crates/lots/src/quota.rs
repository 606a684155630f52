//! Quotas: how many of a stratum are drawn (`spec/draw.md`, section 2.3).

use serde::{Deserialize, Serialize};

use crate::hash::Digest;
use crate::name::StratumName;

/// The greatest denominator of a rate, and of all rates together under [`Rounding::Exact`].
pub const MAX_DENOMINATOR: u64 = 1_000_000;

/// A stratum of a plan: its population, the rate `p/q` asked of it, and the least number to draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stratum {
    /// The fewest to draw, whatever the rate.
    pub minimum: u64,
    /// Its name.
    pub name: StratumName,
    /// Numerator of the rate.
    pub p: u64,
    /// How many subjects it has.
    pub population: u64,
    /// Denominator of the rate.
    pub q: u64,
}

/// How a rate becomes a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Never below the rate: `min(N, max(minimum, ⌈N·p/q⌉))`. What rules that say "not less than 5 %" ask for.
    AtLeast,
    /// Randomised cumulative rounding: a subject's chance equals its rate, even in a stratum of 13.
    Exact,
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The least common multiple of the strata's denominators, or `None` if it is above [`MAX_DENOMINATOR`].
#[must_use]
pub fn common_denominator(strata: &[Stratum]) -> Option<u64> {
    strata.iter().try_fold(1u64, |q, stratum| {
        let q = q.checked_mul(stratum.q / gcd(q, stratum.q))?;
        (q <= MAX_DENOMINATOR).then_some(q)
    })
}

/// The quotas of all strata, in the plan's order.
///
/// `key` is K_q as the digest whose hex is the key (section 5); it matters for [`Rounding::Exact`] only. The strata are
/// those of a valid commitment.
///
/// ```
/// use lots::hash::Digest;
/// use lots::quota::{Rounding, Stratum, quotas};
/// let stratum = Stratum { minimum: 1, name: "A".parse()?, p: 1, population: 130, q: 20 };
/// assert_eq!(quotas(Rounding::AtLeast, &[stratum], &Digest::default()), [7]);
/// # Ok::<(), lots::name::NameError>(())
/// ```
///
/// # Panics
/// If the rates have no common denominator within the limit under [`Rounding::Exact`]: such a commitment is refused.
#[must_use]
pub fn quotas(rounding: Rounding, strata: &[Stratum], key: &Digest) -> Vec<u64> {
    match rounding {
        Rounding::AtLeast => strata.iter().map(at_least).collect(),
        Rounding::Exact => {
            let q = common_denominator(strata).expect("a valid commitment has a common denominator");
            let draw = Digest::of(&key.hex()).0;
            let mut first = [0; 8];
            first.copy_from_slice(&draw[..8]);
            // 15 hex characters are the leading 60 bits.
            exact(strata, q, (u64::from_be_bytes(first) >> 4) % q)
        }
    }
}

/// The most a stratum's quota can be before the seed is known.
#[must_use]
pub fn greatest_quota(rounding: Rounding, stratum: &Stratum) -> u64 {
    match rounding {
        Rounding::AtLeast => at_least(stratum),
        Rounding::Exact => narrow((u128::from(stratum.population) * u128::from(stratum.p)).div_ceil(stratum.q.into())),
    }
}

fn at_least(stratum: &Stratum) -> u64 {
    let by_rate = (u128::from(stratum.population) * u128::from(stratum.p)).div_ceil(stratum.q.into());
    narrow(by_rate).max(stratum.minimum).min(stratum.population)
}

/// Quotas under `exact` for one `v` of `0..q`.
fn exact(strata: &[Stratum], q: u64, v: u64) -> Vec<u64> {
    let mut sum = u128::from(v);
    strata
        .iter()
        .map(|stratum| {
            let before = sum / u128::from(q);
            sum += u128::from(stratum.population) * u128::from(stratum.p) * u128::from(q / stratum.q);
            narrow(sum / u128::from(q) - before)
        })
        .collect()
}

/// A quota never exceeds its population, which is a `u64`.
fn narrow(value: u128) -> u64 {
    u64::try_from(value).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stratum(population: u64, p: u64, q: u64, minimum: u64) -> Stratum {
        Stratum { minimum, name: "层".parse().unwrap(), p, population, q }
    }

    #[test]
    fn at_least_never_falls_below_the_rate_nor_above_the_population() {
        for (population, p, q, minimum, quota) in [
            (0, 0, 1, 0, 0),
            (1, 1, 20, 0, 1),
            (8, 1, 20, 0, 1),
            (20, 1, 20, 0, 1),
            (21, 1, 20, 0, 2),
            (100, 0, 20, 0, 0),
            (100, 0, 20, 3, 3),
            (2, 0, 20, 3, 2),
            (100, 20, 20, 0, 100),
            (9_007_199_254_740_991, 999_999, 1_000_000, 0, 9_007_190_247_541_737),
        ] {
            assert_eq!(
                at_least(&stratum(population, p, q, minimum)),
                quota,
                "{population}·{p}/{q}, at least {minimum}"
            );
        }
    }

    #[test]
    fn exact_has_the_rate_as_its_mean_over_all_v() {
        let strata =
            [stratum(13, 1, 20, 0), stratum(7, 3, 8, 0), stratum(0, 0, 5, 0), stratum(1, 1, 3, 0), stratum(5, 1, 1, 0)];
        let q = common_denominator(&strata).unwrap();
        assert_eq!(q, 120);
        let mut totals = [0; 5];
        for v in 0..q {
            let quotas = exact(&strata, q, v);
            for ((total, quota), stratum) in totals.iter_mut().zip(quotas).zip(&strata) {
                let floor = stratum.population * stratum.p / stratum.q;
                assert!(quota == floor || quota == floor + 1 && quota <= stratum.population);
                *total += quota;
            }
        }
        for (total, stratum) in totals.iter().zip(&strata) {
            assert_eq!(total * stratum.q, stratum.population * stratum.p * q);
        }
    }

    #[test]
    fn a_common_denominator_has_a_limit() {
        assert_eq!(common_denominator(&[stratum(1, 1, 999_999, 0), stratum(1, 1, 1_000_000, 0)]), None);
        assert_eq!(common_denominator(&[stratum(1, 1, 1_000_000, 0), stratum(1, 1, 500_000, 0)]), Some(1_000_000));
        assert_eq!(common_denominator(&[]), Some(1));
    }
}
