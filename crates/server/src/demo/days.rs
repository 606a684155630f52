//! When things happen in the demonstration, counted back from yesterday: no act of it lies in the future, and each draw lies in the months of its plan's line.

use std::collections::BTreeSet;

use crate::app::value::{Date, Timestamp};
use crate::draws::rules::lottery;
use crate::draws::rules::standing::Beacon;

/// A minute.
pub const MINUTE_S: i64 = 60;
/// An hour.
pub const HOUR_S: i64 = 60 * MINUTE_S;

/// The days of visits, both in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Period {
    /// The year of the plan that it belongs to.
    #[must_use]
    pub fn year(self) -> i16 {
        self.from.0.year()
    }

    /// Its months in that year.
    #[must_use]
    pub fn months(self) -> BTreeSet<u8> {
        let last = if self.to.0.year() == self.year() { self.to.0.month() } else { 12 };
        months(self.from.0.month(), last)
    }

    /// Its Mondays to Fridays up to a day.
    #[must_use]
    pub fn weekdays(self, until: Date) -> Vec<Date> {
        (0..366)
            .map(|days| self.from.plus_days(days))
            .take_while(|day| *day <= until)
            .filter(|day| is_weekday(*day))
            .collect()
    }
}

/// The days of the demonstration.
#[derive(Clone, Copy, Debug)]
pub struct Days {
    /// The day on which it ends.
    pub yesterday: Date,
}

impl Days {
    /// So many days after yesterday, or before.
    #[must_use]
    pub fn day(self, days: i32) -> Date {
        self.yesterday.plus_days(days)
    }

    /// The campaign that is over, in one month: the last one that was over when the next campaign was drawn.
    #[must_use]
    pub fn finished(self) -> Period {
        let to = Date(self.day(-16).0.first_of_month()).plus_days(-1);
        Period { from: Date(to.0.first_of_month()), to }
    }

    /// The campaign whose visits are being made.
    #[must_use]
    pub fn current(self) -> Period {
        Period { from: self.day(-12), to: self.day(8) }
    }

    /// The unannounced draw's visits.
    #[must_use]
    pub fn unannounced(self) -> Period {
        Period { from: self.day(0), to: self.day(20) }
    }

    /// The visits of the draw that waits for its numbers.
    #[must_use]
    pub fn waiting(self) -> Period {
        Period { from: self.day(5), to: self.day(25) }
    }

    /// The day on which the bureau begins to use the system.
    #[must_use]
    pub fn first(self) -> Date {
        self.finished().from.plus_days(-30)
    }

    /// The months of yesterday's year that come after its own; in December that one.
    #[must_use]
    pub fn later(self) -> BTreeSet<u8> {
        let next = (self.yesterday.0.month() + 1).min(12);
        months(next, (next + 1).min(12))
    }

    /// The same with the month in which it is shown, which is the day after: a visit isn't made before its draw's period.
    #[must_use]
    pub fn soon(self) -> BTreeSet<u8> {
        let shown = self.day(1).0;
        let now = (shown.year() == self.yesterday.0.year()).then(|| months(shown.month(), shown.month()));
        self.later().into_iter().chain(now.into_iter().flatten()).collect()
    }

    /// The years that have a plan.
    #[must_use]
    pub fn years(self) -> BTreeSet<i16> {
        [self.finished().year(), self.current().year(), self.yesterday.0.year()].into()
    }
}

fn months(first: i8, last: i8) -> BTreeSet<u8> {
    (first..=last).filter_map(|month| u8::try_from(month).ok()).collect()
}

fn is_weekday(day: Date) -> bool {
    day.0.weekday().to_monday_zero_offset() < 5
}

/// The first Monday to Friday on or after a day.
#[must_use]
pub fn weekday(day: Date) -> Date {
    (0..7).map(|days| day.plus_days(days)).find(|day| is_weekday(*day)).unwrap_or(day)
}

/// The last day up to one on which the lottery is drawn in the evening.
#[must_use]
pub fn lottery_day(day: Date) -> Date {
    let is_drawn = |day: &Date| {
        lottery::first(&[], Beacon::Kl8, at(*day, 18, 0).seconds())
            .is_some_and(|(_, closes)| Timestamp(closes.saturating_mul(1_000_000)).date() == *day)
    };
    (0..60).map(|days| day.plus_days(-days)).find(is_drawn).unwrap_or(day)
}

/// A time of day in China.
#[must_use]
pub fn at(day: Date, hour: i64, minute: i64) -> Timestamp {
    day.begins().plus_s(hour * HOUR_S + minute * MINUTE_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(yesterday: &str) -> Days {
        Days { yesterday: yesterday.parse().unwrap() }
    }

    #[test]
    fn campaigns_follow_one_another_on_every_day_of_some_years() {
        for past in 0..1200 {
            let days = Days { yesterday: "2026-01-01".parse::<Date>().unwrap().plus_days(past) };
            let (finished, current) = (days.finished(), days.current());
            assert_eq!(finished.months().len(), 1, "{days:?}");
            assert!(days.first() < finished.from && finished.to < current.from.plus_days(-3), "{days:?}");
            assert!(current.from < days.yesterday && days.yesterday < current.to, "{days:?}");
            assert!(lottery_day(days.day(-1)) < days.unannounced().from, "{days:?}");
            assert!(days.years().contains(&days.unannounced().year()), "{days:?}");
        }
    }

    #[test]
    fn the_first_line_can_be_drawn_on_the_day_it_is_shown() {
        let check = |yesterday: &str, expected: &[u8]| {
            assert_eq!(days(yesterday).soon().into_iter().collect::<Vec<u8>>(), expected, "{yesterday}");
        };
        check("2026-04-16", &[4, 5, 6]);
        check("2026-04-30", &[5, 6]);
        check("2026-11-27", &[11, 12]);
        check("2026-12-31", &[12]);
    }

    #[test]
    fn no_draw_waits_for_a_lottery_that_is_closed() {
        // Of the days that are known, 快乐8 is closed at the Spring Festival and the National Day.
        let check = |day: &str, expected: &str| assert_eq!(lottery_day(day.parse().unwrap()).to_string(), expected);
        check("2026-10-02", "2026-09-30");
        check("2026-03-05", "2026-03-05");
    }

    #[test]
    fn work_begins_on_a_weekday() {
        assert_eq!(weekday("2026-11-28".parse().unwrap()).to_string(), "2026-11-30");
        let period = Period { from: "2026-11-27".parse().unwrap(), to: "2026-12-05".parse().unwrap() };
        let named: Vec<String> = period.weekdays("2026-12-01".parse().unwrap()).iter().map(Date::to_string).collect();
        assert_eq!(named, ["2026-11-27", "2026-11-30", "2026-12-01"]);
    }
}
