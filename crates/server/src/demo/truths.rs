//! That the demonstration doesn't contradict itself: what its pages and figures say goes together.

use serde_json::Value;

use super::check::Visit;
use super::{Broken, Shown};

/// What is promised of it.
///
/// # Errors
/// [`Broken`] says what contradicts itself.
pub fn hold(visit: &Visit<'_>, shown: &Shown) -> Result<(), Broken> {
    let token = visit.signs_in("leader")?;
    let seen = Seen { visit, token };
    seen.steps_take_time()?;
    seen.numbers_differ()?;
    seen.campaigns_are_on_time(shown)?;
    seen.plans_are_carried_out()?;
    seen.registers_are_kept()
}

/// A visitor who may read everything.
struct Seen<'a> {
    visit: &'a Visit<'a>,
    token: String,
}

impl Seen<'_> {
    fn json(&self, path: &str) -> Result<Value, Broken> {
        self.visit.json(path, &self.token)
    }

    /// How many a list has.
    fn count(&self, path: &str) -> Result<u64, Broken> {
        let listed = self.json(path)?;
        listed["count"]["value"].as_u64().ok_or_else(|| Broken(format!("{path}: {listed}")))
    }

    fn expect(&self, path: &str, is_right: impl Fn(u64) -> bool) -> Result<(), Broken> {
        let count = self.count(path)?;
        if is_right(count) { Ok(()) } else { Err(Broken(format!("{path}: {count}"))) }
    }

    fn drawn(&self) -> Result<Vec<Value>, Broken> {
        let mut draws = Vec::new();
        for state in ["announced", "drawn"] {
            for row in self.visit.json(&format!("/draws.json?state={state}"), "")?.as_array().into_iter().flatten() {
                draws.push(self.json(&format!("/api/v1/draws/{}", row["id"].as_str().unwrap_or_default()))?);
            }
        }
        if draws.len() == 3 { Ok(draws) } else { Err(Broken(format!("{} draws are drawn", draws.len()))) }
    }

    /// No two steps of a draw are of one second.
    fn steps_take_time(&self) -> Result<(), Broken> {
        const STEPS: [&str; 7] =
            ["begun_at", "submitted_at", "approved_at", "committed_at", "seeded_at", "drawn_at", "announced_at"];
        for draw in self.drawn()? {
            let second = |step: &&str| draw[*step].as_str().and_then(|at| at.get(..19)).map(str::to_owned);
            let seconds: Vec<String> = STEPS.iter().filter_map(second).collect();
            if seconds.len() < STEPS.len() - 1 || !seconds.is_sorted_by(|one, other| one < other) {
                return Err(Broken(format!("draw {}: its steps are of {seconds:?}", draw["id"])));
            }
        }
        Ok(())
    }

    /// No two issues have the same numbers, and pages say that they are invented.
    fn numbers_differ(&self) -> Result<(), Broken> {
        let mut values = Vec::new();
        for draw in self.drawn()? {
            self.visit.page(&format!("/draws/{}", draw["id"].as_str().unwrap_or_default()), &["非真实开奖号码"])?;
            values.push(draw["readings"][0]["value"].clone());
        }
        let repeated = (1..values.len()).any(|at| values[..at].contains(&values[at]));
        if repeated { Err(Broken(format!("issues have the same numbers: {values:?}"))) } else { Ok(()) }
    }

    /// Of the campaign that is over every visit is public, and nothing is late anywhere.
    fn campaigns_are_on_time(&self, shown: &Shown) -> Result<(), Broken> {
        let over = self.visit.json("/draws.json?state=announced", "")?;
        let over = over.as_array().into_iter().flatten().filter_map(|row| row["id"].as_str());
        for id in over.filter(|id| **id != *shown.draw) {
            self.expect(&format!("/api/v1/visits?draw={id}&state=reviewed"), |count| count > 0)?;
            for state in ["assigned", "noticed", "recorded"] {
                self.expect(&format!("/api/v1/visits?draw={id}&state={state}"), |count| count == 0)?;
            }
        }
        // One result is left to be published, where there are enough.
        self.expect("/api/v1/disclosures?state=due", |count| count <= 1)?;
        self.expect("/api/v1/disclosures?overdue=true", |count| count == 0)?;
        self.expect("/api/v1/visits?overdue=true", |count| count == 0)?;
        self.expect("/api/v1/outcomes?overdue=true", |count| count == 0)
    }

    /// No line has more visits than were planned, and each draw names its line.
    fn plans_are_carried_out(&self) -> Result<(), Broken> {
        let plans = self.json("/api/v1/plans?state=published")?;
        let mut lines = 0;
        for plan in plans["rows"].as_array().into_iter().flatten() {
            let path = format!("/api/v1/plans/{}/progress", plan["id"].as_str().unwrap_or_default());
            let progress = self.json(&path)?;
            for line in progress["lines"].as_array().into_iter().flatten() {
                if line["targets"].as_u64() > line["planned"].as_u64() {
                    return Err(Broken(format!("{path}: more was drawn than was planned: {line}")));
                }
                lines += line["drawn"].as_u64().unwrap_or(0);
            }
        }
        if lines == 3 { Ok(()) } else { Err(Broken(format!("{lines} draws carry a line of a plan out"))) }
    }

    /// One merge was made and one is asked for; complaints are in all states, and few of them late.
    fn registers_are_kept(&self) -> Result<(), Broken> {
        self.expect("/api/v1/merges?state=merged", |count| count == 1)?;
        self.expect("/api/v1/merges?state=asked", |count| count == 1)?;
        let counts = self.json("/api/v1/complaints/counts")?;
        let of = |state: &str| counts["states"][state].as_i64().unwrap_or(0);
        let is_told = ["registered", "assigned", "handled", "closed"].iter().all(|state| of(state) > 0);
        if is_told && counts["overdue"].as_i64().is_some_and(|late| late <= 2) {
            return Ok(());
        }
        Err(Broken(format!("complaints: {counts}")))
    }
}
