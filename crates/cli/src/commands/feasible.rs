//! Whether a bench can serve every draw a plan may give, judged before the commit (`spec/draw.md`, section 7).

use std::collections::{BTreeSet, HashMap};

use lots::check::Detail;
use lots::commitment::Commitment;
use lots::feasibility::{Demand, Feasibility, assess};
use lots::name::SubjectId;
use lots::quota::greatest_quota;
use lots::result::lots_needed;
use lots::seed::Seed;
use lots::teams::{Bench, BenchRefusal, Inspector, Recusals, Witness, shortage};
use lots::ticket::Smallest;

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
    match assess(&demands(commitment, frozen), &bench, &recusals) {
        Feasibility::Certain => Ok(words.say("commit-feasible", &[])),
        Feasibility::Impossible(witness) => Err(refused(&witness)),
        Feasibility::Unsure => match replay(commitment, frozen, (&bench, &recusals), &Progress::new(words)) {
            None => Ok(words.say("commit-estimated", &[("replays", &REPLAYS)])),
            Some(witness) => Err(refused(&witness)),
        },
    }
}

fn demands(commitment: &Commitment, frozen: &Frozen) -> Vec<Demand> {
    let named: BTreeSet<&SubjectId> = frozen.recusals.kept().map(|row| &row.id).collect();
    let mut recused: HashMap<&str, Vec<SubjectId>> = HashMap::new();
    for row in frozen.subjects.kept().filter(|row| named.contains(&row.id)) {
        recused.entry(row.stratum.as_str()).or_default().push(row.id.clone());
    }
    let body = commitment.body();
    let demand = |stratum: &lots::quota::Stratum| Demand {
        quota: greatest_quota(body.rounding, stratum),
        population: stratum.population,
        recused: recused.remove(stratum.name.as_str()).unwrap_or_default(),
    };
    body.strata.iter().map(demand).collect()
}

/// The witness of the first replay that can't be fully seated.
fn replay(
    commitment: &Commitment,
    frozen: &Frozen,
    (bench, recusals): (&Bench, &Recusals),
    progress: &Progress<'_>,
) -> Option<Witness> {
    let body = commitment.body();
    let places: HashMap<&str, usize> = body.strata.iter().map(|s| s.name.as_str()).zip(0..).collect();
    (1..=REPLAYS).find_map(|r| {
        progress.at(&|words| words.say("progress-feasible", &[]), r, REPLAYS);
        let seed = Seed::replay(&commitment.digest(), r);
        let key = seed.ticket_key();
        let quotas = lots_needed(commitment, seed).into_iter();
        let mut smallest: Vec<Smallest> =
            quotas.map(|keep| Smallest::new(usize::try_from(keep).unwrap_or(usize::MAX))).collect();
        frozen.subjects.kept().for_each(|row| smallest[places[row.stratum.as_str()]].push(&key, &row.id));
        let lots: Vec<_> = smallest.into_iter().map(Smallest::into_sorted).collect();
        let (targets, _) = lots::result::draw_subjects(commitment, seed, &lots);
        let ids: Vec<SubjectId> = targets.into_iter().map(|target| target.id).collect();
        shortage(bench, &ids, 0, recusals)
    })
}
