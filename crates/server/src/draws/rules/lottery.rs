//! Which issue of a lottery a commit waits for. Pure.
//!
//! An issue has a number, its place among the days of the year on which one is drawn, so it follows from the closed days. In the years of
//! [`lots::lottery`] these are the announced ones. In other years they are what the standing rule says, and who writes that days were closed which weren't
//! gets an issue that was drawn earlier, perhaps before the commit. So the issue is then one that would come late enough if no day had been closed at all.

use std::collections::BTreeSet;

use jiff::civil::Weekday;
use lots::lottery::{Closures, closures};

use super::standing::{Beacon, Closed};
use crate::app::value::{Date, Timestamp};

/// So far the next issue is looked for, in days: longer than the closed days that the protocol allows in a year (40) and a closure.
const LOOKED_DAYS: i32 = 90;
const DAY_S: i64 = 86_400;

/// A day and a time of day in China, in seconds since 1970.
fn at(date: Date, hour: i64) -> i64 {
    let days = date.0.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24;
    days * DAY_S + (hour - 8) * 3600
}

/// The announced closed days of a year, if the program knows them.
#[must_use]
pub fn known(year: i16) -> Option<&'static Closures> {
    closures(year.into())
}

/// A year's closed days as announced.
#[must_use]
pub fn announced(known: &Closures) -> Vec<Closed> {
    let day = |text: &str| text.parse::<Date>().ok();
    known.spans.iter().filter_map(|(from, to)| Some(Closed { from: day(from)?, to: day(to)? })).collect()
}

/// Whether a rule may have this span: it lies in years that the program doesn't know, or is what was announced.
#[must_use]
pub fn is_fit(span: &Closed) -> bool {
    let years = (span.from.0.year(), span.to.0.year());
    let told = |year: i16| known(year).map(announced);
    match (told(years.0), told(years.1)) {
        (None, None) => true,
        (Some(spans), _) | (None, Some(spans)) => spans.contains(span),
    }
}

/// Whether it is drawn on a day, the closed days of a rule being these.
fn is_drawn(own: &[Closed], beacon: Beacon, date: Date) -> bool {
    let is_closed = match known(date.0.year()).map(announced) {
        Some(spans) => has(&spans, date),
        None => has(own, date),
    };
    !is_closed && is_weekday(beacon, date)
}

fn has(spans: &[Closed], date: Date) -> bool {
    spans.iter().any(|span| span.from <= date && date <= span.to)
}

fn is_weekday(beacon: Beacon, date: Date) -> bool {
    beacon == Beacon::Kl8 || matches!(date.0.weekday(), Weekday::Tuesday | Weekday::Thursday | Weekday::Sunday)
}

/// The days of the year up to and including one.
fn so_far(date: Date) -> impl Iterator<Item = Date> {
    let first = Date(date.0.first_of_year());
    (0..366).map(move |days| first.plus_days(days)).take_while(move |day| *day <= date)
}

/// The first issue whose sales close at or after an instant, in seconds since 1970: its name, and when they close.
#[must_use]
pub fn first(own: &[Closed], beacon: Beacon, from_s: i64) -> Option<(String, i64)> {
    let hour = if beacon == Beacon::Kl8 { 21 } else { 20 };
    let first = Timestamp(from_s.checked_mul(1_000_000)?).date();
    let fits = |date: &Date| is_drawn(own, beacon, *date) && at(earliest(own, beacon, *date), hour) >= from_s;
    let date = (0..LOOKED_DAYS).map(|days| first.plus_days(days)).find(fits)?;
    Some((issue(own, beacon, date), at(date, hour)))
}

/// The name of the issue drawn on a day.
fn issue(own: &[Closed], beacon: Beacon, date: Date) -> String {
    format!("{beacon}:{:04}{:03}", date.0.year(), number(own, beacon, date))
}

fn number(own: &[Closed], beacon: Beacon, date: Date) -> usize {
    so_far(date).filter(|day| is_drawn(own, beacon, *day)).count()
}

/// The earliest day on which the issue of a day can have been drawn: its own where the closed days are known, else the day that has its number if none was.
fn earliest(own: &[Closed], beacon: Beacon, date: Date) -> Date {
    if known(date.0.year()).is_some() {
        return date;
    }
    let number = number(own, beacon, date);
    so_far(date).filter(|day| is_weekday(beacon, *day)).nth(number.saturating_sub(1)).unwrap_or(date)
}

/// By whose word the issues of sources with these closes were counted: the announcements of known years, and the rule's spans of others.
#[must_use]
pub fn counted_by(own: &[Closed], years: &BTreeSet<i16>) -> (Vec<&'static Closures>, Vec<Closed>) {
    let announcements = years.iter().filter_map(|year| known(*year)).collect();
    let unknown = |year: i16| years.contains(&year) && known(year).is_none();
    let spans = own.iter().filter(|span| unknown(span.from.0.year()) || unknown(span.to.0.year())).copied();
    (announcements, spans.collect())
}
