//! Whether a bench can serve every draw a plan may give, judged before the commit (`spec/draw.md`, section 7).

use std::collections::HashMap;

use lots::check::Detail;
use lots::commitment::Commitment;
use lots::feasibility::{Demand, Feasibility, assess};
use lots::name::{StratumName, SubjectId};
use lots::quota::greatest_quota;
use lots::seed::Seed;
use lots::teams::{Bench, BenchRefusal, Inspector, Recusals, Witness, shortage};

use crate::commands::commit::Frozen;
use crate::detail;
use crate::locale::Words;
use crate::screen::Progress;

/// How many made-up seeds an estimate takes.
const REPLAYS: u64 = 200;

/// The sentence that says how sure it is.
///
/// # Errors
/// The refusal in words, with its witness.
pub fn judge(commitment: &Commitment, frozen: &Frozen, words: &Words) -> Result<String, String> {
    let inspectors = frozen.bench.kept().map(|row| Inspector {
        code: row.code.clone(),
        pools: row.pools.clone(),
        capacity: row.capacity,
    });
    let bench = Bench::new(inspectors.collect(), commitment.body().seats.clone());
    let refused = |why: BenchRefusal| {
        words.say("bundle-commitment", &[("code", &why.code()), ("detail", &detail::say(&Detail::from(&why), words))])
    };
    let bench = bench.map_err(refused)?;
    let recusals = Recusals::new(frozen.recusals.kept().map(|row| (row.code.clone(), row.id.clone())));
    let refused = |witness: &Witness| {
        let said: [(&str, &dyn crate::locale::Sayable); 4] = [
            ("subjects", &witness.subjects_count),
            ("demand", &witness.demand),
            ("inspectors", &witness.inspectors_count),
            ("places", &witness.places),
        ];
        words.say("commit-infeasible", &said)
    };
    match assess(&demands(commitment, frozen, words)?, &bench, &recusals) {
        Feasibility::Certain => Ok(words.say("commit-feasible", &[])),
        Feasibility::Impossible(witness) => Err(refused(&witness)),
        Feasibility::Unsure => match replay(commitment, frozen, (&bench, &recusals), words)? {
            None => Ok(words.say("commit-estimated", &[("replays", &REPLAYS)])),
            Some(witness) => Err(refused(&witness)),
        },
    }
}

fn demands(commitment: &Commitment, frozen: &Frozen, words: &Words) -> Result<Vec<Demand>, String> {
    let mut recused: HashMap<StratumName, Vec<SubjectId>> = HashMap::new();
    for row in frozen.subjects.find(frozen.recusals.kept().map(|row| &row.id), words)? {
        recused.entry(row.stratum).or_default().push(row.id);
    }
    let body = commitment.body();
    let demand = |stratum: &lots::quota::Stratum| Demand {
        quota: greatest_quota(body.rounding, stratum),
        population: stratum.population,
        recused: recused.remove(&stratum.name).unwrap_or_default(),
    };
    Ok(body.strata.iter().map(demand).collect())
}

/// The witness of the first replay that can't be fully seated.
fn replay(
    commitment: &Commitment,
    frozen: &Frozen,
    (bench, recusals): (&Bench, &Recusals),
    words: &Words,
) -> Result<Option<Witness>, String> {
    let progress = Progress::new(words);
    for r in 1..=REPLAYS {
        let seed = Seed::replay(&commitment.digest(), r);
        let lots = frozen.subjects.lots(commitment, seed, words)?;
        let (targets, _) = lots::result::draw_subjects(commitment, seed, &lots);
        let ids: Vec<SubjectId> = targets.into_iter().map(|target| target.id).collect();
        if let Some(witness) = shortage(bench, &ids, 0, recusals) {
            return Ok(Some(witness));
        }
        progress.at(&|words| words.say("progress-feasible", &[]), r, REPLAYS);
    }
    Ok(None)
}
