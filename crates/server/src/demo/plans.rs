//! The bureau's annual plans: this year's approved, filed and published, next year's a draft; both simulated.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::desk::{Desk, Office};
use super::draws::DAYS;
use super::people::desk;
use super::registers::step;
use super::{Broken, work};
use crate::app::App;
use crate::app::value::Date;

/// Item, domain, months, classes with their rates.
type Planned = (&'static str, &'static str, &'static [u8], &'static [(&'static str, u32, u32)]);

/// As in most bureaus' plans: the higher the class, the greater the share.
const ORDINARY: &[(&str, u32, u32)] = &[("A", 1, 50), ("B", 1, 20), ("C", 1, 10), ("D", 1, 4)];
/// For what people depend on.
const DENSE: &[(&str, u32, u32)] = &[("A", 1, 20), ("B", 1, 10), ("C", 1, 5), ("D", 1, 2)];

const LINES: &[Planned] = &[
    ("JG-001", "enterprise", &[3, 6, 9], ORDINARY),
    ("JG-003", "enterprise", &[5, 11], &[("C", 1, 5), ("D", 1, 1)]),
    ("JG-010", "enterprise", &[10], ORDINARY),
    ("JG-013", "agriculture", &[3, 4], DENSE),
    ("JG-016", "education", &[9], DENSE),
    ("JG-020", "medical", &[3, 8], DENSE),
    ("JG-023", "tourism", &[4, 9], DENSE),
];

/// Make both. How many lines this year's has.
pub async fn fill(app: &App, office: &Office, today: Date) -> Result<u64, Broken> {
    let year = i64::from(today.0.year());
    let planner = desk(office, "planner").await?;
    let path = draft(office, &planner, year, "empty").await?;
    let choices = office.read(&planner, &format!("{path}/choices")).await?;
    let shown = i32::try_from(DAYS).map_err(Broken::from)? + 1;
    let first = months(LINES[0].2, today, today.plus_days(shown));
    let made = |(at, planned): (usize, &Planned)| {
        let months = if at == 0 { first.clone() } else { planned.2.to_vec() };
        line(planned, &months, &choices["edition"], &planner)
    };
    let lines: Vec<Value> = LINES.iter().enumerate().map(made).collect();
    step(office, &planner, &path, "lines", json!({ "lines": lines })).await?;
    simulated(app, office, &planner, &path).await?;
    step(office, &planner, &path, "submit", json!({})).await?;
    step(office, &desk(office, "approver").await?, &path, "approve", json!({})).await?;
    let filing = json!({ "number": format!("抚价检备〔{year}〕3号"), "date": today });
    step(office, &planner, &path, "file", filing).await?;
    step(office, &desk(office, "publisher").await?, &path, "publish", json!({})).await?;
    let next = draft(office, &planner, year + 1, "last-year").await?;
    simulated(app, office, &planner, &next).await?;
    Ok(LINES.len() as u64)
}

async fn draft(office: &Office, planner: &Desk, year: i64, from: &str) -> Result<String, Broken> {
    let head = json!({
        "title": format!("抚顺市物价局{year}年双随机抽查计划"),
        "basis": "《中华人民共和国价格法》第三十三条；《关于推进随机抽查规范事中事后监管的实施方案》第二部分第四项",
        "note": "", "cap": 2, "cooldown_months": 6, "horizon_years": 5, "effort_hundredths": 25,
    });
    let made = office.act(planner, "/api/v1/plans", &json!({ "year": year, "head": head, "from": from })).await?;
    Ok(format!("/api/v1/plans/{}", made["plan"]["id"].as_str().unwrap_or_default()))
}

/// The months of the line that whoever tries the demonstration draws from, with the month in which they do: a visit isn't made before its draw's period. In another
/// year than the plan's all of its months are over, and it is drawn at once.
fn months(planned: &[u8], planning: Date, shown: Date) -> Vec<u8> {
    let now = u8::try_from(shown.0.month()).ok().filter(|_| shown.0.year() == planning.0.year());
    planned.iter().copied().chain(now).collect::<BTreeSet<u8>>().into_iter().collect()
}

fn line((item, domain, _, classes): &Planned, months: &[u8], edition: &Value, planner: &Desk) -> Value {
    let class = |(risk, numerator, denominator): &(&str, u32, u32)| json!({ "risk": risk, "rate": { "numerator": numerator, "denominator": denominator }, "minimum": 0 });
    let classes: Vec<Value> = classes.iter().map(class).collect();
    json!({
        "edition": edition, "item": item, "months": months, "organisation": planner.organisation, "seats": 2,
        "extent": { "domains": [domain], "regions": [], "industries": [], "tags": [] },
        "classes": classes, "method": "on-site", "note": "",
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

    #[test]
    fn the_first_line_can_be_drawn_on_the_day_it_is_shown() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let check = |shown: &str, expected: &[u8]| {
            assert_eq!(months(&[3, 6, 9], day("2026-03-01"), day(shown)), expected, "{shown}");
        };
        check("2026-04-17", &[3, 4, 6, 9]);
        check("2026-06-02", &[3, 6, 9]);
        check("2027-01-04", &[3, 6, 9]);
    }
}
