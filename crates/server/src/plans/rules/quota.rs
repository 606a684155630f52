//! How many of a class a line draws in a year and in each of its months; how many days there are to work on.

use std::collections::BTreeSet;

use lots::hash::Digest;
use lots::quota::{Rounding, Stratum, quotas};

use super::line::ClassRate;

/// How many of `population` a year asks for: `min(N, max(minimum, ⌈N·p/q⌉))` (`spec/draw.md`, section 2.3, *at least*).
///
/// # Panics
/// Never: the name of the stratum has its form.
#[must_use]
pub fn of_year(class: ClassRate, population: u64) -> u64 {
    let stratum = Stratum {
        minimum: class.minimum.into(),
        name: class.risk.code().parse().expect("a letter is a stratum's name"),
        p: class.rate.numerator.into(),
        population,
        q: class.rate.denominator.into(),
    };
    quotas(Rounding::AtLeast, &[stratum], &Digest::default()).into_iter().sum()
}

/// The year's quota over the line's months, January first: as even as whole numbers can be, what is left over to the earlier ones.
#[must_use]
pub fn by_month(year: u64, months: &BTreeSet<u8>) -> [u64; 12] {
    let mut shares = [0; 12];
    let many = u64::try_from(months.len()).unwrap_or(1).max(1);
    for (at, month) in (0..).zip(months) {
        let slot = usize::from(*month).wrapping_sub(1);
        if let Some(share) = shares.get_mut(slot) {
            *share = year / many + u64::from(at < year % many);
        }
    }
    shares
}

/// Mondays to Fridays of a month. Holidays aren't looked at.
#[must_use]
pub fn weekdays(year: i16, month: i8) -> u64 {
    let Ok(first) = jiff::civil::Date::new(year, month, 1) else { return 0 };
    let days = (1..=first.days_in_month()).filter_map(|day| jiff::civil::Date::new(year, month, day).ok());
    let count = days.filter(|day| day.weekday().to_monday_zero_offset() < 5).count();
    u64::try_from(count).unwrap_or(0)
}
