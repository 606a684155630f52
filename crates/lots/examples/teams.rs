//! How long the team assignment takes: `cargo run --release --example teams [targets] [inspectors] [seats]`.
//!
//! Runs four benches, always with no slack and 5 % recusals: one pool; a lead and members; leads who are half of all inspectors; three
//! disjoint departments.

use std::time::Instant;

use lots::hash::Digest;
use lots::name::{InspectorCode, PoolName, SubjectId};
use lots::teams::{Assignment, Bench, Inspector, Recusals, assign, check};

fn main() {
    let mut arguments = std::env::args().skip(1).map(|a| a.parse::<usize>().expect("a number"));
    let targets = arguments.next().unwrap_or(20_000);
    let inspectors = arguments.next().unwrap_or(2_000);
    let seats = arguments.next().unwrap_or(2);
    let all = |_: usize| vec!["all"];
    let one_in = move |n: usize| move |i: usize| if i.is_multiple_of(n) { vec!["all", "lead"] } else { vec!["all"] };
    let department = |i: usize| vec![["a", "b", "c"][i % 3]];
    let mut lead = vec!["all"; seats];
    lead[0] = "lead";
    run("one pool", targets, inspectors, (&vec!["all"; seats], &all));
    run("a lead of every tenth", targets, inspectors, (&lead, &one_in(10)));
    run("a lead of every second", targets, inspectors, (&lead, &one_in(2)));
    run("three departments", targets, inspectors, (&["a", "b", "c"], &department));
}

/// The seats, and the pools of each inspector.
type Pools<'a> = (&'a [&'a str], &'a dyn Fn(usize) -> Vec<&'static str>);

fn run(name: &str, targets: usize, inspectors: usize, (seats, pools): Pools<'_>) {
    let pool = |name: &str| name.parse::<PoolName>().expect("a pool name");
    let inspector =
        |i: usize| Inspector { code: code(i), pools: pools(i).into_iter().map(pool).collect(), capacity: 1_000_000 };
    let bench = Bench::new((0..inspectors).map(inspector).collect(), seats.iter().map(|s| pool(s)).collect())
        .expect("a bench that goes with its seats");
    let subjects: Vec<SubjectId> = (0..targets).map(subject).collect();
    let mut random = 7_u64;
    let mut barred = Vec::new();
    for subject in &subjects {
        for i in 0..inspectors {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if (random >> 33).is_multiple_of(20) {
                barred.push((code(i), subject.clone()));
            }
        }
    }
    let recusals = Recusals::new(barred);
    let key = Digest::of(b"teams example");
    let start = Instant::now();
    let drawn = assign(&bench, &subjects, &recusals, 0, &key);
    let assigned = start.elapsed();
    let start = Instant::now();
    let result = check::Teams { targets: &subjects, teams: &drawn.teams, places: drawn.level };
    let blocking = check::blocking(&bench, &recusals, &result, &key).len();
    let checked = start.elapsed();
    report(name, &drawn);
    println!("  assigned in {} ms; checked in {} ms, {blocking} blocking", assigned.as_millis(), checked.as_millis());
}

fn report(name: &str, drawn: &Assignment) {
    let most = drawn.strands.iter().map(|s| s.witness.inspectors_count).max().unwrap_or(0);
    let bytes: usize = drawn.strands.iter().map(|s| serde_json::to_string(s).expect("plain data").len()).sum();
    println!(
        "{name}: level {}, open {}, {} strands, witnesses of at most {most} inspectors, {} kB of strands",
        drawn.level,
        drawn.open.len(),
        drawn.strands.len(),
        bytes / 1000
    );
}

fn code(i: usize) -> InspectorCode {
    format!("I{i:05}").parse().expect("a code")
}

fn subject(t: usize) -> SubjectId {
    format!("91350100M{t:09}").parse().expect("an id")
}
