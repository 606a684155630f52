//! Times and dates as the protocol writes them (`spec/draw.md`, section 1.2). No clock is read here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The text is not a time or date of the protocol's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotATime;

impl fmt::Display for NotATime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a time like 2026-03-05T09:30:00+08:00 or a date like 2026-03-05")
    }
}

impl std::error::Error for NotATime {}

/// A date of the years 2000–9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: i64,
    month: i64,
    day: i64,
}

/// A day of the week, from Monday.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weekday {
    /// 星期一
    Monday,
    /// 星期二
    Tuesday,
    /// 星期三
    Wednesday,
    /// 星期四
    Thursday,
    /// 星期五
    Friday,
    /// 星期六
    Saturday,
    /// 星期日
    Sunday,
}

/// The seconds from 1970-01-01 to the end of 9999, in local time.
const LOCAL_SECONDS: std::ops::RangeInclusive<i64> = 0..=253_402_300_799;

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years are counted from March, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

fn digits(text: &str, range: std::ops::Range<usize>) -> Result<i64, NotATime> {
    let field = text.get(range).ok_or(NotATime)?;
    if field.bytes().all(|b| b.is_ascii_digit()) { field.parse().map_err(|_| NotATime) } else { Err(NotATime) }
}

fn within(value: i64, range: std::ops::RangeInclusive<i64>) -> Result<i64, NotATime> {
    if range.contains(&value) { Ok(value) } else { Err(NotATime) }
}

fn punctuation(text: &str, marks: &[(usize, u8)]) -> Result<(), NotATime> {
    if marks.iter().all(|&(at, mark)| text.as_bytes().get(at) == Some(&mark)) { Ok(()) } else { Err(NotATime) }
}

impl Date {
    /// The year.
    #[must_use]
    pub fn year(self) -> i64 {
        self.year
    }

    fn days(self) -> i64 {
        days_from_civil(self.year, self.month, self.day)
    }

    /// The date `days` after 1970-01-01.
    fn from_days(days: i64) -> Self {
        // Years are shorter than 366 days, so that this is some years early at the most; the loops settle it.
        let mut year = 1970 + days.div_euclid(366);
        while days_from_civil(year + 1, 1, 1) <= days {
            year += 1;
        }
        let mut month = 1;
        while month < 12 && days_from_civil(year, month + 1, 1) <= days {
            month += 1;
        }
        Self { year, month, day: days - days_from_civil(year, month, 1) + 1 }
    }

    /// The day of the year; 1 January is 1.
    #[must_use]
    pub fn day_of_year(self) -> i64 {
        self.days() - days_from_civil(self.year, 1, 1) + 1
    }

    /// The day of the week.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        // 1970-01-01 was a Thursday.
        match (self.days() + 3).rem_euclid(7) {
            0 => Monday,
            1 => Tuesday,
            2 => Wednesday,
            3 => Thursday,
            4 => Friday,
            5 => Saturday,
            _ => Sunday,
        }
    }

    /// All dates from 1 January of its year to this one.
    pub fn year_to_date(self) -> impl Iterator<Item = Self> {
        (days_from_civil(self.year, 1, 1)..=self.days()).map(Self::from_days)
    }
}

impl FromStr for Date {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        punctuation(text, &[(4, b'-'), (7, b'-')])?;
        let year = within(digits(text, 0..4)?, 2000..=9999)?;
        let month = within(digits(text, 5..7)?, 1..=12)?;
        let day = within(digits(text, 8..10)?, 1..=days_in_month(year, month))?;
        if text.len() == 10 { Ok(Self { year, month, day }) } else { Err(NotATime) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// An instant with the offset it was written in, such as `2026-03-05T09:30:00+08:00` (RFC 3339, whole seconds).
///
/// ```
/// use lots::time::Time;
/// let morning: Time = "2026-03-05T09:30:00+08:00".parse()?;
/// assert_eq!(morning.seconds(), 1_772_674_200);
/// assert_eq!(morning.local_date().to_string(), "2026-03-05");
/// assert!("2026-02-30T00:00:00+08:00".parse::<Time>().is_err());
/// # Ok::<(), lots::time::NotATime>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    text: Box<str>,
    seconds: i64,
    offset_s: i64,
}

impl Time {
    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.seconds
    }

    /// The date in the offset it was written in.
    #[must_use]
    pub fn local_date(&self) -> Date {
        Date::from_days((self.seconds + self.offset_s).div_euclid(86_400))
    }

    /// The date in Beijing (UTC+08:00).
    #[must_use]
    pub fn beijing_date(&self) -> Date {
        Date::from_days((self.seconds + 8 * 3_600).div_euclid(86_400))
    }

    /// The text it was read from.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The instant `seconds` since 1970 written in Beijing time.
    ///
    /// # Errors
    /// [`NotATime`] outside the years 2000–9999.
    pub fn beijing(seconds: i64) -> Result<Self, NotATime> {
        // Before the year is known, so that no instant is too far to reckon with.
        let local = seconds.checked_add(8 * 3_600).filter(|local| LOCAL_SECONDS.contains(local)).ok_or(NotATime)?;
        let (date, second) = (Date::from_days(local.div_euclid(86_400)), local.rem_euclid(86_400));
        format!("{date}T{:02}:{:02}:{:02}+08:00", second / 3_600, second / 60 % 60, second % 60).parse()
    }
}

impl FromStr for Time {
    type Err = NotATime;

    fn from_str(text: &str) -> Result<Self, NotATime> {
        let date: Date = text.get(..10).ok_or(NotATime)?.parse()?;
        punctuation(text, &[(10, b'T'), (13, b':'), (16, b':'), (22, b':')])?;
        let hour = within(digits(text, 11..13)?, 0..=23)?;
        let minute = within(digits(text, 14..16)?, 0..=59)?;
        let second = within(digits(text, 17..19)?, 0..=59)?;
        let sign = match text.as_bytes().get(19) {
            Some(b'+') => 1,
            Some(b'-') => -1,
            _ => return Err(NotATime),
        };
        let offset_hour = within(digits(text, 20..22)?, 0..=23)?;
        let offset_minute = within(digits(text, 23..25)?, 0..=59)?;
        if text.len() != 25 {
            return Err(NotATime);
        }
        let offset_s = sign * (offset_hour * 3_600 + offset_minute * 60);
        let seconds = date.days() * 86_400 + hour * 3_600 + minute * 60 + second - offset_s;
        Ok(Self { text: text.into(), seconds, offset_s })
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::canonical::read_text(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_four_centuries_has_its_number() {
        let mut days = days_from_civil(2000, 1, 1);
        for year in 2000..2400 {
            for month in 1..=12 {
                for day in 1..=days_in_month(year, month) {
                    assert_eq!(Date::from_days(days), Date { year, month, day });
                    assert_eq!(days_from_civil(year, month, day), days);
                    days += 1;
                }
            }
        }
    }

    #[test]
    fn known_days() {
        let date: Date = "2026-03-05".parse().unwrap();
        assert_eq!((date.day_of_year(), date.weekday()), (64, Weekday::Thursday));
        assert_eq!(date.year_to_date().count(), 64);
        let time: Time = "2026-01-01T07:00:00+09:30".parse().unwrap();
        assert_eq!(time.beijing_date().to_string(), "2026-01-01");
        assert_eq!(Time::beijing(1_772_674_200).unwrap().as_str(), "2026-03-05T09:30:00+08:00");
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "2026-03-05T09:30:00Z",
            "2026-03-05 09:30:00+08:00",
            "2026-03-05T24:00:00+08:00",
            "2026-03-05T09:30:60+08:00",
            "2026-03-05T09:30:00.0+08:00",
            "1999-12-31T23:59:59+08:00",
            "2026-03-05T09:30:00+08:00 ",
            "2026-13-05T09:30:00+08:00",
            "+026-03-05T09:30:00+08:00",
            "２026-03-05T09:30:00+08:00",
            "",
        ] {
            assert_eq!(text.parse::<Time>(), Err(NotATime), "{text}");
        }
        assert_eq!("2026-3-5".parse::<Date>(), Err(NotATime));
        assert_eq!("2025-02-29".parse::<Date>(), Err(NotATime));
    }
}
