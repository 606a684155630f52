//! On which days the lotteries behind `kl8` and `ssq` aren't drawn, as the Ministry of Finance announced it year by year.
//!
//! The protocol leaves a window for closed days (`spec/draw.md`, section 3.1); who counts an issue before it was drawn needs the days themselves. A year that
//! isn't here hasn't been announced, or its announcement wasn't at hand when this was written: nothing is guessed.

use crate::source::{Issue, Source};
use crate::time::{Date, Weekday};

/// The closed days of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closures {
    /// The year.
    pub year: i64,
    /// By which announcement of the Ministry of Finance.
    pub announcement: &'static str,
    /// First and last days, ascending.
    pub spans: [(&'static str, &'static str); 2],
}

/// The announced years, ascending.
pub const CLOSURES: [Closures; 5] = [
    Closures {
        year: 2022,
        announcement: "财政部公告2021年第35号",
        spans: [("2022-01-29", "2022-02-07"), ("2022-10-01", "2022-10-04")],
    },
    Closures {
        year: 2023,
        announcement: "财政部公告2022年第39号",
        spans: [("2023-01-19", "2023-01-28"), ("2023-10-01", "2023-10-04")],
    },
    Closures {
        year: 2024,
        announcement: "财政部关于2024年彩票市场休市安排的公告",
        spans: [("2024-02-08", "2024-02-17"), ("2024-10-01", "2024-10-04")],
    },
    Closures {
        year: 2025,
        announcement: "财政部公告2024年第19号",
        spans: [("2025-01-27", "2025-02-05"), ("2025-10-01", "2025-10-04")],
    },
    Closures {
        year: 2026,
        announcement: "财政部公告2025年第14号",
        spans: [("2026-02-14", "2026-02-23"), ("2026-10-01", "2026-10-04")],
    },
];

/// The closed days of a year, if they are known here.
#[must_use]
pub fn closures(year: i64) -> Option<&'static Closures> {
    CLOSURES.iter().find(|known| known.year == year)
}

impl Closures {
    /// Whether no lottery is drawn on a day of this year.
    ///
    /// ```
    /// let known = lots::lottery::closures(2026).unwrap();
    /// assert!(known.has("2026-02-14".parse().unwrap()) && !known.has("2026-02-24".parse().unwrap()));
    /// ```
    #[must_use]
    pub fn has(&self, date: Date) -> bool {
        let date = date.to_string();
        self.spans.iter().any(|(from, to)| (*from..=*to).contains(&date.as_str()))
    }
}

/// The issue of a source's lottery that is drawn on a day of a year that is known here; nothing for other sources, in other years, and on days without one.
///
/// ```
/// let source: lots::source::Source = "kl8:2026300".parse().unwrap();
/// let drawn = lots::lottery::issue_of(&source, "2026-11-27".parse().unwrap());
/// assert_eq!(drawn.unwrap().to_string(), "kl8:2026317");
/// ```
#[must_use]
pub fn issue_of(source: &Source, date: Date) -> Option<Source> {
    let known = closures(date.year())?;
    let is_drawn = |day: Date| match source {
        Source::Kl8(_) => !known.has(day),
        Source::Ssq(_) => {
            let on = matches!(day.weekday(), Weekday::Tuesday | Weekday::Thursday | Weekday::Sunday);
            on && !known.has(day)
        }
        _ => false,
    };
    let number = i64::try_from(date.year_to_date().filter(|day| is_drawn(*day)).count()).ok()?;
    let issue = Issue { year: date.year(), number };
    match source {
        Source::Kl8(_) if is_drawn(date) => Some(Source::Kl8(issue)),
        Source::Ssq(_) if is_drawn(date) => Some(Source::Ssq(issue)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_span_lies_in_its_year_and_behind_the_one_before() {
        assert!(CLOSURES.is_sorted_by_key(|known| known.year));
        for known in &CLOSURES {
            let days: Vec<&str> = known.spans.iter().flat_map(|(from, to)| [*from, *to]).collect();
            assert!(days.is_sorted() && days.iter().all(|day| day.parse::<Date>().unwrap().year() == known.year));
            // Ten days at the Spring Festival and four in October, in each of these years.
            let closed = |month: &str| {
                (1..=31)
                    .filter(|day| format!("{}-{month}-{day:02}", known.year).parse().is_ok_and(|day| known.has(day)))
                    .count()
            };
            assert_eq!((closed("01") + closed("02"), closed("10")), (10, 4), "{}", known.year);
        }
        assert_eq!(closures(2021), None);
    }

    #[test]
    fn an_issue_follows_from_its_day_in_a_known_year_alone() {
        let check = |name: &str, day: &str, expected: Option<&str>| {
            let found = issue_of(&name.parse().unwrap(), day.parse().unwrap());
            assert_eq!(found.map(|source| source.to_string()).as_deref(), expected, "{name} {day}");
        };
        check("kl8:2026001", "2026-03-06", Some("kl8:2026055"));
        check("ssq:2026001", "2026-03-05", Some("ssq:2026024"));
        check("ssq:2026001", "2026-03-06", None);
        check("kl8:2026001", "2026-02-20", None);
        check("kl8:2027001", "2027-03-06", None);
        check("dice:20d10", "2026-03-06", None);
    }
}
