//! Working days: Monday to Friday, less the holidays, plus the days worked instead (调休), as the State Council's notice of each year says. Pure.

use std::collections::BTreeSet;

use jiff::civil::{self, Weekday, date};
use lots_cli::roster::character::{hides, says};

use crate::app::value::Date;

/// A month and its day.
type MonthDay = (i8, i8);

/// A year as the notice of the State Council's office has it.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// The year.
    pub year: i16,
    /// The document's number.
    pub document: &'static str,
    /// Holidays: spans of month and day, both ends in them.
    holidays: &'static [(MonthDay, MonthDay)],
    /// Saturdays and Sundays that are worked.
    workdays: &'static [MonthDay],
}

/// The years this program knows.
pub const BUILT_IN: [Known; 3] = [
    Known {
        year: 2024,
        document: "国办发明电〔2023〕7号",
        holidays: &[
            ((1, 1), (1, 1)),
            ((2, 10), (2, 17)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 10), (6, 10)),
            ((9, 15), (9, 17)),
            ((10, 1), (10, 7)),
        ],
        workdays: &[(2, 4), (2, 18), (4, 7), (4, 28), (5, 11), (9, 14), (9, 29), (10, 12)],
    },
    Known {
        year: 2025,
        document: "国办发明电〔2024〕12号",
        holidays: &[
            ((1, 1), (1, 1)),
            ((1, 28), (2, 4)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((5, 31), (6, 2)),
            ((10, 1), (10, 8)),
        ],
        workdays: &[(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)],
    },
    Known {
        year: 2026,
        document: "国办发明电〔2025〕7号",
        holidays: &[
            ((1, 1), (1, 3)),
            ((2, 15), (2, 23)),
            ((4, 4), (4, 6)),
            ((5, 1), (5, 5)),
            ((6, 19), (6, 21)),
            ((9, 25), (9, 27)),
            ((10, 1), (10, 7)),
        ],
        workdays: &[(1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)],
    },
];

impl Known {
    /// Its holidays, one by one.
    #[must_use]
    pub fn holidays(&self) -> Vec<Date> {
        let day = |(month, day): (i8, i8)| date(self.year, month, day);
        let span = |(from, to): &((i8, i8), (i8, i8))| {
            day(*from).series(jiff::Span::new().days(1)).take_while({
                let to = day(*to);
                move |at| *at <= to
            })
        };
        self.holidays.iter().flat_map(span).map(Date).collect()
    }

    /// The Saturdays and Sundays that are worked.
    #[must_use]
    pub fn workdays(&self) -> Vec<Date> {
        self.workdays.iter().map(|(month, day)| Date(date(self.year, *month, *day))).collect()
    }
}

/// By when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The day.
    pub day: Date,
    /// Whether a year that the count touches has no calendar yet, so that the day may change.
    pub provisional: bool,
}

/// Working days of all years that are known.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeSet<i16>,
    holidays: BTreeSet<civil::Date>,
    workdays: BTreeSet<civil::Date>,
}

impl Calendar {
    /// With the years that are built in.
    #[must_use]
    pub fn built_in() -> Self {
        BUILT_IN.iter().fold(Self::default(), |all, known| all.with(known.year, &known.holidays(), &known.workdays()))
    }

    /// With another year. A day that isn't of it doesn't count: no year says anything about another.
    #[must_use]
    pub fn with(mut self, year: i16, holidays: &[Date], workdays: &[Date]) -> Self {
        let own = |day: &&Date| day.0.year() == year;
        self.years.insert(year);
        self.holidays.extend(holidays.iter().filter(own).map(|day| day.0));
        self.workdays.extend(workdays.iter().filter(own).map(|day| day.0));
        self
    }

    /// Whether a day is worked.
    #[must_use]
    pub fn is_working(&self, day: Date) -> bool {
        let weekend = is_weekend(day);
        self.workdays.contains(&day.0) || !weekend && !self.holidays.contains(&day.0)
    }

    /// The last of so many working days after a day.
    #[must_use]
    pub fn due(&self, start: Date, working_days: u16) -> Due {
        let (mut day, mut left, mut provisional) = (start, working_days, false);
        while left > 0 && day.0 < civil::Date::MAX {
            day = day.plus_days(1);
            provisional |= !self.years.contains(&day.0.year());
            left -= u16::from(self.is_working(day));
        }
        Due { day, provisional }
    }

    /// The last day that an event can have been on if what it started was due before `today`. An event's due day never comes before that
    /// of an earlier one, so all earlier ones were due then too.
    #[must_use]
    pub fn overdue_since(&self, today: Date, working_days: u16) -> Date {
        let mut start = today.plus_days(-1);
        while self.due(start, working_days).day >= today && start.0 > civil::Date::MIN {
            start = start.plus_days(-1);
        }
        start
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.0.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// How many of these days are from Monday to Friday.
#[must_use]
pub fn weekdays(days: &[Date]) -> usize {
    days.iter().filter(|day| !is_weekend(**day)).count()
}

/// The most holidays and worked weekends of a year's notice.
const MOST: (usize, usize) = (60, 20);
/// The most characters of a document's number.
const DOCUMENT: usize = 100;

/// What is wrong with a year somebody enters: field and code.
#[must_use]
pub fn faults(year: i16, document: &str, holidays: &[Date], workdays: &[Date]) -> Vec<(String, &'static str)> {
    let mut faults = Vec::new();
    let mut note = |field: String, code: Option<&'static str>| faults.extend(code.map(|code| (field, code)));
    note("year".into(), (!(2024..=2100).contains(&year)).then_some("calendar-year"));
    let line = document.trim() == document && !document.chars().any(char::is_control);
    let form = !says(document) || hides(document) || !line || document.chars().count() > DOCUMENT;
    note("document".into(), form.then_some("calendar-document"));
    note("holidays".into(), (holidays.is_empty() || holidays.len() > MOST.0).then_some("calendar-count"));
    note("workdays".into(), (workdays.len() > MOST.1).then_some("calendar-count"));
    for (field, days) in [("holidays", holidays), ("workdays", workdays)] {
        for (at, day) in days.iter().enumerate() {
            let code = match () {
                () if day.0.year() != year => Some("calendar-other-year"),
                () if days[..at].contains(day) => Some("named-twice"),
                () if field == "workdays" && !is_weekend(*day) => Some("calendar-weekday"),
                () if field == "workdays" && holidays.contains(day) => Some("calendar-both"),
                () => None,
            };
            note(format!("{field}.{at}"), code);
        }
    }
    faults
}
