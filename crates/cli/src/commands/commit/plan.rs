//! The plan, and the commitment that it and the frozen tables give.

use std::fs;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use lots::commitment::{Capacity, Commitment, CommitmentBody, Protocol, Tables};
use lots::name::{DrawId, Note, PoolName, StratumName};
use lots::plan::{Assurance, SeedPlan, SeedPlanBody};
use lots::quota::{Rounding, Stratum};
use lots::share::Secret;
use lots::time::Time;
use serde::Deserialize;

use super::rosters::unreadable;
use super::{Complaint, Frozen, Subjects, random};
use crate::locale::Words;

/// What people decide before a commit; the rest follows from the rosters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    capacity: Capacity,
    committed: Option<Time>,
    disclosure: String,
    draw: DrawId,
    number: u64,
    origin: Note,
    reserves: u64,
    rounding: Rounding,
    seats: Vec<PoolName>,
    seed_plan: SeedPlanBody,
    strata: Vec<PlannedStratum>,
    task: Note,
    why: Note,
}

/// A stratum of the plan: its rate and minimum; its population is counted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedStratum {
    minimum: u64,
    name: StratumName,
    p: u64,
    q: u64,
}

/// Read the plan.
pub(super) fn read(path: &Path, words: &Words) -> Result<Plan, Complaint> {
    let text = fs::read_to_string(path).map_err(|why| unreadable(path, &why, words))?;
    serde_json::from_str(&text).map_err(|why| unreadable(path, &why, words))
}

/// The time of the commit: the one given, the plan's, or now.
pub(super) fn committed(at: Option<&str>, plan: &Plan, words: &Words) -> Result<Time, Complaint> {
    let refused = |why: lots::time::NotATime| words.say("commit-time", &[("why", &why.to_string())]);
    match (at, &plan.committed) {
        (Some(at), _) => at.parse().map_err(refused),
        (None, Some(planned)) => Ok(planned.clone()),
        (None, None) => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Time::beijing(i64::try_from(now).unwrap_or(i64::MAX)).map_err(refused)
        }
    }
}

/// The secret of an unannounced draw.
pub(super) fn secret(plan: &Plan, words: &Words) -> Result<Secret, Complaint> {
    if plan.disclosure == "at-once" {
        return Ok(Secret::AT_ONCE);
    }
    random(words).map(Secret::new)
}

/// The plan's strata with their populations; a row of the roster in none of them is refused.
fn strata(plan: Vec<PlannedStratum>, subjects: &Subjects, words: &Words) -> Result<Vec<Stratum>, Complaint> {
    let mut populations = subjects.populations();
    let strata: Vec<Stratum> = plan
        .into_iter()
        .map(|s| Stratum {
            minimum: s.minimum,
            population: populations.remove(&s.name).unwrap_or(0),
            name: s.name,
            p: s.p,
            q: s.q,
        })
        .collect();
    match populations.pop_first() {
        Some((name, rows)) => Err(words.say("commit-unplanned", &[("name", &name.as_str()), ("rows", &rows)])),
        None => Ok(strata),
    }
}

/// The commitment.
pub(super) fn commitment(
    plan: Plan,
    committed: Time,
    frozen: &Frozen,
    secret: &Secret,
    words: &Words,
) -> Result<Commitment, Complaint> {
    let refused = |code: &str, detail: &str| words.say("bundle-commitment", &[("code", &code), ("detail", &detail)]);
    let assurance = SeedPlan::check(&plan.seed_plan, &committed).map(|checked| checked.assurance);
    let body = CommitmentBody {
        // A plan that grants no level is refused below, by its own code.
        assurance: assurance.unwrap_or(Assurance::D),
        capacity: plan.capacity,
        committed,
        disclosure: plan.disclosure,
        draw: plan.draw,
        number: plan.number,
        origin: plan.origin,
        protocol: Protocol::V1,
        reserves: plan.reserves,
        rounding: plan.rounding,
        seats: plan.seats,
        secret: secret.commitment(),
        seed_plan: plan.seed_plan,
        strata: strata(plan.strata, &frozen.subjects, words)?,
        tables: Tables {
            bench: frozen.bench.root(&frozen.secret),
            excluded: frozen.excluded.root(&frozen.secret),
            recusals: frozen.recusals.root(&frozen.secret),
            subjects: frozen.subjects.root(&frozen.secret),
        },
        task: plan.task,
        why: plan.why,
    };
    Commitment::new(body).map_err(|refusal| refused(refusal.code(), &refusal.detail()))
}
