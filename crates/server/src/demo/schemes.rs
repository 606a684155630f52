//! Schemes of the demonstration's draws: made from a line of the plan in force as the console makes them, with its rates and minimums as shares of the line's
//! months, its cap and the time between two visits.

use lots::hash::Digest;
use serde_json::{Value, json};

use super::days::Period;
use super::desk::{Desk, Office};
use super::people::desk;
use super::{Broken, plans, visits, work};
use crate::app::App;
use crate::draws::rules::freeze::FEWEST;

/// Draws on the wire.
pub const DRAWS: &str = "/api/v1/draws";
/// Who reveals: name, whether from outside, which share of a secret they hold.
pub const PARTIES: [(&str, bool, i64); 3] =
    [("市纪委监委驻局纪检监察组", true, 1), ("市消费者协会", true, 2), ("局办公室", false, 3)];

/// What is decided of a draw.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its task.
    pub task: &'static str,
    /// Whom it is about.
    pub domain: &'static str,
    /// What is inspected.
    pub item: &'static str,
    /// The days of its visits.
    pub period: Period,
    /// How many of [`PARTIES`] reveal.
    pub parties: usize,
    /// By when it is published, if not at once.
    pub disclosure: Value,
}

/// A draft whose strata are those that its preview found, each with the rate of its class in the plan's line. Its id.
pub async fn drafted(app: &App, office: &Office, draft: &Draft) -> Result<String, Broken> {
    let operator = desk(office, "operator").await?;
    let editions = office.read(&operator, "/api/v1/editions?state=published").await?;
    let line = Line::of(office, &operator, draft).await?;
    let is_secret = !draft.disclosure.is_null();
    let mut scheme = json!({
        "edition": editions["rows"][0]["id"], "items": [draft.item], "from": draft.period.from, "to": draft.period.to,
        "scope": { "domains": [draft.domain], "risks": line.risks() }, "axes": { "risk": true },
        "strata": [{ "name": "B", "p": 1, "q": 100, "minimum": 0 }],
        "rounding": "at-least", "visits_most": line.cap, "cooldown_days": line.cooldown_days, "left_out": [],
        "bench": { "fields": [], "pools": [{ "name": "现场", "experts": false, "qualification": "", "unit": visits::UNIT }], "left_out": [], "capacity": 500 },
        "seats": ["现场", "现场"],
        "recusals": [], "slack": 0, "reserves": 2, "disclosure": draft.disclosure, "plan": line.place,
    });
    let held = |share: i64| if is_secret { share } else { 0 };
    let parties: Vec<Value> = PARTIES
        .iter()
        .take(draft.parties)
        .map(|(name, outside, share)| json!({ "name": name, "outside": outside, "holds": held(*share) }))
        .collect();
    let body = json!({ "task": draft.task, "scheme": scheme, "parties": parties });
    let draw = office.act(&operator, DRAWS, &body).await?;
    let id = draw["id"].as_str().unwrap_or_default().to_owned();
    let path = format!("{DRAWS}/{id}");
    let asked = office.act(&operator, &format!("{path}/preview"), &json!({ "version": draw["version"] })).await?;
    work(app).await?;
    let seen = office.read(&operator, &format!("/api/v1/jobs/{}", asked["job"].as_str().unwrap_or_default())).await?;
    line.rate(&mut scheme, &seen["result"]["strata"]);
    let edit = json!({ "task": draft.task, "scheme": scheme, "parties": parties, "version": draw["version"] });
    office.act(&operator, &path, &edit).await?;
    Ok(id)
}

/// What a line of the plan says of a draw of its item.
struct Line {
    /// The plan's version and the place in it; nothing if the visits begin in a year without a plan.
    place: Value,
    /// The classes with the year's rates and minimums.
    classes: Value,
    /// Over how many draws these are spread.
    draws: u64,
    /// The most visits a year.
    cap: Value,
    /// The days between two visits.
    cooldown_days: u64,
}

impl Line {
    /// The line that a draft carries out. Without a plan its rates are those that a plan would have, drawn at once.
    async fn of(office: &Office, operator: &Desk, draft: &Draft) -> Result<Self, Broken> {
        let none = Self {
            place: Value::Null,
            classes: plans::classes(draft.item),
            draws: 1,
            cap: json!(2),
            cooldown_days: 180,
        };
        let listed = format!("/api/v1/plans?state=published&year={}", draft.period.year());
        let Some(plan) = office.read(operator, &listed).await?["rows"][0]["id"].as_str().map(str::to_owned) else {
            return Ok(none);
        };
        let page = office.read(operator, &format!("/api/v1/plans/{plan}")).await?;
        let mut lines = page["lines"].as_array().into_iter().flatten();
        let Some(row) = lines.find(|row| row["line"]["item"] == draft.item) else { return Ok(none) };
        let (line, head) = (&row["line"], &page["plan"]["head"]);
        Ok(Self {
            place: json!({ "plan": plan, "line": row["place"] }),
            classes: line["classes"].clone(),
            draws: line["months"].as_array().map_or(1, Vec::len).max(1) as u64,
            cap: head["cap"].clone(),
            cooldown_days: head["cooldown_months"].as_u64().unwrap_or(6) * 30,
        })
    }

    fn risks(&self) -> Vec<Value> {
        self.classes.as_array().into_iter().flatten().map(|class| class["risk"].clone()).collect()
    }

    /// Gives each stratum its rate. Of an unannounced draw one with few subjects would tell who is drawn, and is refused: such classes stay out of its scope,
    /// and where all are small, as in a hamlet, they are one stratum.
    fn rate(&self, scheme: &mut Value, strata: &Value) {
        let is_secret = !scheme["disclosure"].is_null();
        let fewest = if is_secret { FEWEST } else { 1 };
        let there = strata.as_array().into_iter().flatten().filter(|one| one["population"].as_u64() >= Some(fewest));
        let mut names: Vec<Value> = there.map(|one| one["name"].clone()).collect();
        names.sort_by_key(ToString::to_string);
        if is_secret && names.is_empty() {
            scheme["axes"] = json!({ "risk": false });
            names.push("all".into());
        } else if is_secret {
            scheme["scope"]["risks"] = names.clone().into();
        }
        scheme["strata"] = names.iter().map(|name| self.share(name)).collect();
    }

    /// The draw's share of the year's rate and minimum of a class; of all classes together it is that of the third, which is near the middle.
    fn share(&self, name: &Value) -> Value {
        let classes = || self.classes.as_array().into_iter().flatten();
        let middle = || classes().find(|class| class["risk"] == "C");
        let class = classes().find(|class| class["risk"] == *name).or_else(middle).cloned().unwrap_or_default();
        let number = |value: &Value| value.as_u64().unwrap_or(0);
        let (p, q) = (number(&class["rate"]["numerator"]), number(&class["rate"]["denominator"]).max(1) * self.draws);
        let by = common(p, q).max(1);
        let minimum = number(&class["minimum"]).div_ceil(self.draws);
        json!({ "name": name, "p": p / by, "q": q / by, "minimum": minimum })
    }
}

fn common(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { common(b, a % b) }
}

/// Twenty numbers of an invented issue, other ones for each.
#[must_use]
pub fn numbers(issue: &str) -> String {
    let mut left: Vec<u32> = (1..=80).collect();
    let mut drawn: Vec<u32> = (0..20).map(|ball: u32| left.remove(at(issue, ball, left.len()))).collect();
    drawn.sort_unstable();
    drawn.iter().map(|ball| format!("{ball:02}")).collect::<Vec<_>>().join(" ")
}

fn at(issue: &str, ball: u32, left: usize) -> usize {
    let dice = Digest::of(format!("yaoguang demo {issue} {ball}").as_bytes()).0;
    (usize::from(dice[0]) << 8 | usize::from(dice[1])) % left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(draws: u64) -> Line {
        let class = |risk: &str, denominator: u32, minimum: u32| json!({ "risk": risk, "rate": { "numerator": 1, "denominator": denominator }, "minimum": minimum });
        let classes = json!([class("A", 100, 3), class("C", 20, 3)]);
        Line { place: Value::Null, classes, draws, cap: json!(2), cooldown_days: 180 }
    }

    #[test]
    fn classes_that_are_too_small_stay_out_of_an_unannounced_draw_alone() {
        let strata = json!([{ "name": "A", "population": FEWEST }, { "name": "C", "population": FEWEST - 1 }]);
        let named = |disclosure: Value, strata: &Value| {
            let mut scheme = json!({ "disclosure": disclosure, "scope": {}, "axes": { "risk": true } });
            line(1).rate(&mut scheme, strata);
            scheme["strata"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(named(Value::Null, &strata), ["A", "C"]);
        assert_eq!(named("2026-04-20".into(), &strata), ["A"]);
        assert_eq!(named("2026-04-20".into(), &json!([strata[1]])), ["all"]);
    }

    #[test]
    fn a_draw_takes_its_months_share_of_the_year() {
        let share = |draws, name: &str| line(draws).share(&name.into());
        assert_eq!(share(1, "A"), json!({ "name": "A", "p": 1, "q": 100, "minimum": 3 }));
        assert_eq!(share(2, "A"), json!({ "name": "A", "p": 1, "q": 200, "minimum": 2 }));
        assert_eq!(share(1, "all"), json!({ "name": "all", "p": 1, "q": 20, "minimum": 3 }));
    }

    #[test]
    fn no_two_issues_have_the_same_numbers() {
        let distinct = |issue: &str| {
            let balls: Vec<u32> = numbers(issue).split(' ').map(|ball| ball.parse().unwrap()).collect();
            assert!(balls.len() == 20 && balls.is_sorted_by(|a, b| a < b) && balls.iter().all(|ball| *ball <= 80));
            balls
        };
        assert_ne!(distinct("kl8:2026271"), distinct("kl8:2026316"));
    }
}
