//! The bureau's annual plans: this year's approved, filed and published, next year's a draft; all simulated. Where the campaigns began in the year before, that
//! year has a plan of them too.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::days::{Days, Period, at, weekday};
use super::desk::{Desk, Office};
use super::people::desk;
use super::registers::step;
use super::{Broken, work};
use crate::app::App;

/// When a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Now and in months to come: whoever tries the demonstration draws from it.
    Soon,
    /// In months to come.
    Later,
    /// It was, and its visits are over.
    Finished,
    /// Its visits are being made.
    Current,
    /// The draw that waits for its numbers carries it out.
    Waiting,
    /// The unannounced draw does, where there are sights enough.
    Sights,
    /// The same in a hamlet.
    Hamlet,
}

/// Item, domain, when it is drawn, classes with their rates, the fewest of a class.
type Planned = (&'static str, &'static str, When, &'static [(&'static str, u32, u32)], u32);

/// As in most bureaus' plans: the higher the class, the greater the share.
const ORDINARY: &[(&str, u32, u32)] = &[("A", 1, 50), ("B", 1, 20), ("C", 1, 10), ("D", 1, 4)];
/// For the campaigns, which eight inspectors carry out.
const SPARSE: &[(&str, u32, u32)] = &[("A", 1, 100), ("B", 1, 50), ("C", 1, 20), ("D", 1, 10)];

/// The first is the one that whoever tries the demonstration draws from.
const LINES: &[Planned] = &[
    ("JG-001", "enterprise", When::Soon, ORDINARY, 0),
    ("JG-003", "enterprise", When::Later, &[("C", 1, 5), ("D", 1, 1)], 0),
    ("JG-010", "enterprise", When::Hamlet, ORDINARY, 1),
    ("JG-013", "agriculture", When::Current, SPARSE, 3),
    ("JG-016", "education", When::Waiting, SPARSE, 1),
    ("JG-020", "medical", When::Finished, SPARSE, 3),
    ("JG-023", "tourism", When::Sights, ORDINARY, 1),
];

/// Make them, over a week. How many lines this year's has.
pub async fn fill(app: &App, office: &Office, (days, subjects): (Days, u64)) -> Result<u64, Broken> {
    let mut many = 0;
    for year in days.years() {
        many = published(app, office, (days, subjects), year).await?;
    }
    let planner = desk(office, "planner").await?;
    let next = draft(office, &planner, (days, days.yesterday.0.year() + 1), "last-year").await?;
    simulated(app, office, &planner, &next).await?;
    Ok(many)
}

/// A year's plan on its way, a step a day. How many lines it has.
async fn published(app: &App, office: &Office, (days, subjects): (Days, u64), year: i16) -> Result<u64, Broken> {
    let begun = weekday(app.now().date().plus_days(1));
    office.until(at(begun, 9, 10));
    office.pace(6 * 60);
    let planner = desk(office, "planner").await?;
    let path = draft(office, &planner, (days, year), "empty").await?;
    let choices = office.read(&planner, &format!("{path}/choices")).await?;
    let of_year = LINES.iter().filter_map(|planned| Some((planned, months(planned.2, days, subjects, year)?)));
    let made = |(planned, months): (&Planned, BTreeSet<u8>)| {
        line(planned, &months, cities(subjects), (&choices["edition"], &planner))
    };
    let lines: Vec<Value> = of_year.map(made).collect();
    step(office, &planner, &path, "lines", json!({ "lines": lines })).await?;
    simulated(app, office, &planner, &path).await?;
    office.until(at(begun, 15, 30));
    step(office, &desk(office, "planner").await?, &path, "submit", json!({})).await?;
    let approved = weekday(begun.plus_days(1));
    office.until(at(approved, 10, 20));
    step(office, &desk(office, "approver").await?, &path, "approve", json!({})).await?;
    let filed = weekday(approved.plus_days(2));
    office.until(at(filed, 14, 5));
    let filing = json!({ "number": format!("抚价检备〔{year}〕3号"), "date": filed });
    step(office, &desk(office, "planner").await?, &path, "file", filing).await?;
    office.until(at(weekday(filed.plus_days(1)), 9, 30));
    step(office, &desk(office, "publisher").await?, &path, "publish", json!({})).await?;
    Ok(lines.len() as u64)
}

/// The months of a line in the plan of a year; nothing if it isn't in it.
fn months(when: When, days: Days, subjects: u64, year: i16) -> Option<BTreeSet<u8>> {
    let later = |months: BTreeSet<u8>| (year == days.yesterday.0.year()).then_some(months);
    let of = |period: Period| (year == period.year()).then(|| period.months());
    match when {
        When::Soon => later(days.soon()),
        When::Finished => of(days.finished()),
        When::Current => of(days.current()),
        When::Waiting => of(days.waiting()),
        When::Sights if subjects >= TOWN => of(days.unannounced()),
        When::Hamlet if subjects < TOWN => of(days.unannounced()),
        When::Later | When::Sights | When::Hamlet => later(days.later()),
    }
}

/// Registries that are smaller may have fewer sights than an unannounced draw needs.
pub const TOWN: u64 = 500;

/// How many ordinary cities a registry is as large as: the demonstration's few inspectors have as many visits in all of them.
fn cities(subjects: u64) -> u32 {
    u32::try_from(subjects / 30_000).unwrap_or(1).clamp(1, 1000)
}

/// The classes of an item's line, with the rates and minimums of an ordinary city.
#[must_use]
pub fn classes(item: &str) -> Value {
    LINES.iter().find(|planned| planned.0 == item).map_or(Value::Null, |planned| of_classes(planned, 1))
}

fn of_classes((.., classes, minimum): &Planned, cities: u32) -> Value {
    let class = |(risk, numerator, denominator): &(&str, u32, u32)| {
        let rate = json!({ "numerator": numerator, "denominator": denominator * cities });
        json!({ "risk": risk, "rate": rate, "minimum": minimum })
    };
    classes.iter().map(class).collect()
}

async fn draft(office: &Office, planner: &Desk, (days, year): (Days, i16), from: &str) -> Result<String, Broken> {
    let first = days.first().0;
    // Nobody should look for what was drawn before there was anything to draw with.
    let note = if first.year() == year {
        format!("本机关自{year}年{}月起用本系统办理随机抽查，本计划列此后各月的抽查。", first.month())
    } else {
        String::new()
    };
    let head = json!({
        "title": format!("抚顺市物价局{year}年双随机抽查计划"),
        "basis": "《中华人民共和国价格法》第三十三条；《关于推进随机抽查规范事中事后监管的实施方案》第二部分第四项",
        "note": note, "cap": 2, "cooldown_months": 6, "horizon_years": 5, "effort_hundredths": 25,
    });
    let made = office.act(planner, "/api/v1/plans", &json!({ "year": year, "head": head, "from": from })).await?;
    Ok(format!("/api/v1/plans/{}", made["plan"]["id"].as_str().unwrap_or_default()))
}

fn line(planned: &Planned, months: &BTreeSet<u8>, cities: u32, (edition, planner): (&Value, &Desk)) -> Value {
    let (item, domain, when, ..) = planned;
    // What is only planned stays as it is: nobody goes there in the demonstration.
    let cities = if matches!(when, When::Soon | When::Later) { 1 } else { cities };
    json!({
        "edition": edition, "item": item, "months": months, "organisation": planner.organisation, "seats": 2,
        "extent": { "domains": [domain], "regions": [], "industries": [], "tags": [] },
        "classes": of_classes(planned, cities), "method": "on-site", "note": "",
    })
}

async fn simulated(app: &App, office: &Office, planner: &Desk, path: &str) -> Result<(), Broken> {
    office.act(planner, &format!("{path}/simulate"), &json!({})).await?;
    work(app).await?;
    let said = office.read(planner, &format!("{path}/simulation")).await?;
    let visits = said["figures"]["visits"].as_u64().unwrap_or(0);
    if said["fresh"] == true && visits > 0 { Ok(()) } else { Err(Broken(format!("{path}: {said}"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(yesterday: &str, year: i16) -> Vec<&'static str> {
        let days = Days { yesterday: yesterday.parse().unwrap() };
        LINES
            .iter()
            .filter(|planned| months(planned.2, days, 30_000, year).is_some())
            .map(|planned| planned.0)
            .collect()
    }

    #[test]
    fn a_plan_has_the_lines_of_its_year() {
        assert_eq!(lines("2026-11-27", 2026).len(), LINES.len());
        // The campaigns of the turn of a year stand in the plan of the year in which they begin.
        assert_eq!(lines("2027-01-05", 2026), ["JG-013", "JG-020"]);
        assert_eq!(lines("2027-01-05", 2027), ["JG-001", "JG-003", "JG-010", "JG-016", "JG-023"]);
        assert_eq!(lines("2026-12-29", 2026).len(), LINES.len() - 1);
    }

    #[test]
    fn the_first_line_is_the_one_to_try() {
        assert_eq!((LINES[0].2, lines("2027-01-05", 2027)[0]), (When::Soon, "JG-001"));
    }
}
