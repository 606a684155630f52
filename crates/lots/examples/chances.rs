//! Whether drawn counts scatter as chance should: `cargo run --release --example chances [replays] [rounds]`.
//!
//! Draws strata of several sizes and quotas with made-up seeds, round by round with other seeds, and prints the chi-square statistic of
//! each round in thousandths (`spec/draw.md`, section 9). Likewise how often each of interchangeable inspectors met each of the targets of a
//! stratum that is drawn whole. One statistic proves nothing; over many rounds their mean has to be the degrees of freedom.

use std::collections::HashMap;

use lots::hash::Digest;
use lots::name::{InspectorCode, PoolName, SubjectId};
use lots::replay::Replays;
use lots::seed::Seed;
use lots::teams::{Bench, Inspector, Recusals, assign};

/// Subjects and how many of them are drawn.
const STRATA: [(usize, u64); 6] = [(2, 1), (13, 1), (50, 10), (200, 2), (1000, 100), (5000, 50)];

/// Targets and inspectors of the pairs counted.
const TEAMS: (usize, usize) = (12, 8);

fn main() {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<u64>().expect("a number"));
    let replays = arguments.next().unwrap_or(1000);
    let rounds = arguments.next().unwrap_or(20);
    for (size, quota) in STRATA {
        let statistics = (0..rounds).map(|round| subjects(size, quota, replays, round));
        print(&format!("{quota} of {size}"), size as u64 - 1, statistics);
    }
    let (targets, inspectors) = TEAMS;
    let statistics = (0..rounds).map(|round| pairs(replays, round));
    let degrees = (targets * (inspectors - 1)) as u64;
    print(&format!("2 of {inspectors} inspectors to each of {targets} targets"), degrees, statistics);
}

fn print(name: &str, degrees: u64, statistics: impl Iterator<Item = u128>) {
    let listed: Vec<String> = statistics.map(|statistic| statistic.to_string()).collect();
    println!("{name}; {degrees} degrees of freedom; {}", listed.join(" "));
}

fn seed(round: u64, replay: u64) -> Seed {
    Seed::replay(&Digest::of(&round.to_be_bytes()), replay)
}

fn ids(count: usize) -> Vec<SubjectId> {
    (0..count).map(|i| format!("91210400MA{i:08}").parse().expect("an id")).collect()
}

fn subjects(size: usize, quota: u64, replays: u64, round: u64) -> u128 {
    let ids = ids(size);
    let mut played = Replays::new(vec![ids.iter().collect()], None);
    (1..=replays).for_each(|replay| played.play(seed(round, replay), &[quota]));
    played.tallies[0].chi_square().expect("some are drawn and some are not")
}

/// The sum over the targets of the statistic of a draw of two inspectors out of all, in thousandths.
///
/// Targets compete for places, so the sums of different targets aren't independent; their mean is the degrees of freedom all the same.
fn pairs(replays: u64, round: u64) -> u128 {
    let (targets, inspectors) = (ids(TEAMS.0), TEAMS.1 as u128);
    let pool: PoolName = "all".parse().expect("a pool name");
    let code = |i: u128| format!("E{i:02}").parse::<InspectorCode>().expect("a code");
    let inspector = |i| Inspector { code: code(i), pools: vec![pool.clone()], capacity: 99 };
    let bench = Bench::new((0..inspectors).map(inspector).collect(), vec![pool.clone(); 2]).expect("one pool");
    let mut met: HashMap<(usize, InspectorCode), u128> = HashMap::new();
    for replay in 1..=replays {
        let drawn = assign(&bench, &targets, &Recusals::default(), 0, &seed(round, replay).pair_key());
        for (target, team) in drawn.teams.into_iter().enumerate() {
            team.into_iter().for_each(|member| *met.entry((target, member.inspector)).or_default() += 1);
        }
    }
    let squares: u128 = met.values().map(|&count| count * count).sum();
    let (replays, drawn) = (u128::from(replays), 2);
    let all = targets.len() as u128 * (replays * drawn).pow(2);
    1000 * (inspectors - 1) * (inspectors * squares - all) / (replays * drawn * (inspectors - drawn))
}
