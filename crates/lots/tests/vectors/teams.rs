//! Teams: levels, the rule, witnesses, seating; and benches that are refused.

use lots::hash::Digest;
use lots::name::SubjectId;
use lots::teams::{Bench, Inspector, Recusals, assign};
use serde_json::{Value, json};

use crate::Vectors;
use crate::city::City;

struct Case {
    name: String,
    seats: Vec<&'static str>,
    slack: u32,
    targets: usize,
    bench: Vec<(String, String, u32)>,
    recusals: Vec<(usize, usize)>,
}

fn run(case: &Case) -> Value {
    let key = Digest::of(case.name.as_bytes());
    let targets: Vec<SubjectId> = (0..case.targets).map(|place| City::id(place).parse().unwrap()).collect();
    let inspectors = case.bench.iter().map(|(code, pools, capacity)| Inspector {
        code: code.parse().unwrap(),
        pools: pools.split(',').map(|pool| pool.parse().unwrap()).collect(),
        capacity: *capacity,
    });
    let pairs: Vec<_> =
        case.recusals.iter().map(|&(who, whom)| (case.bench[who].0.parse().unwrap(), targets[whom].clone())).collect();
    let listed: Vec<Value> = pairs.iter().map(|(code, id)| json!([code, id])).collect();
    let bench: Vec<Value> = case
        .bench
        .iter()
        .map(|(code, pools, capacity)| json!({"code": code, "pools": pools.split(',').collect::<Vec<_>>(), "capacity": capacity}))
        .collect();
    let mut document = json!({
        "name": case.name, "K_p": key.to_string(), "seats": case.seats, "slack": case.slack, "targets": targets,
        "bench": bench, "recusals": listed,
    });
    let seats = case.seats.iter().map(|seat| seat.parse().unwrap()).collect();
    match Bench::new(inspectors.collect(), seats) {
        Err(refusal) => document["refusal"] = json!(refusal.code()),
        Ok(bench) => {
            let drawn = assign(&bench, &targets, &Recusals::new(pairs), case.slack, &key);
            let teams: Vec<Value> = targets
                .iter()
                .zip(&drawn.teams)
                .map(|(subject, team)| json!({"subject": subject, "team": team}))
                .collect();
            document["expect"] = json!({
                "level": drawn.level, "witness": Vec::from_iter(drawn.level_witness), "teams": teams, "open": drawn.open,
                "shortage": Vec::from_iter(drawn.shortage), "strands": drawn.strands,
            });
        }
    }
    document
}

/// A small deterministic stream of numbers, for making cases.
struct Stream(Digest);

impl Stream {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = Digest::of(&self.0.0);
        usize::from(u16::from_be_bytes([self.0.0[0], self.0.0[1]])) % bound
    }
}

fn made_up(number: usize) -> Case {
    let mut stream = Stream(Digest::of(format!("teams {number}").as_bytes()));
    let shapes: [(&[&str], &[&str]); 6] = [
        (&["all", "all"], &["all"]),
        (&["lead", "all"], &["all", "all,lead"]),
        (&["a", "b"], &["a", "b"]),
        (&["a", "b", "c"], &["a", "b", "c"]),
        (&["lead", "all", "all"], &["all", "all,lead", "other"]),
        (&["top", "lead", "all", "all"], &["all", "all,lead", "all,lead,top"]),
    ];
    let (seats, pools) = shapes[number % shapes.len()];
    let (people, targets) = (4 + stream.below(6), 1 + stream.below(9));
    let mut bench: Vec<(String, String, u32)> = (0..people)
        .map(|i| {
            let pool = pools[if i < pools.len() { i } else { stream.below(pools.len()) }];
            let mut pool: Vec<&str> = pool.split(',').collect();
            pool.sort_unstable();
            (format!("E{:02}", 31 * i % 100), pool.join(","), u32::try_from(stream.below(6)).unwrap())
        })
        .collect();
    // Every pool has somebody with places, so that the bench is not refused.
    bench.iter_mut().take(pools.len()).for_each(|person| person.2 += 1);
    bench.sort();
    let recusals = (0..stream.below(2 * targets)).map(|_| (stream.below(people), stream.below(targets)));
    let mut recusals: Vec<(usize, usize)> = recusals.collect();
    recusals.sort_unstable();
    recusals.dedup();
    let slack = u32::try_from(stream.below(3) / 2).unwrap();
    Case { name: format!("made up {number}"), seats: seats.to_vec(), slack, targets, bench, recusals }
}

fn named() -> Vec<Case> {
    let people = |pools: &[&str], capacity: u32| -> Vec<(String, String, u32)> {
        pools.iter().enumerate().map(|(i, pools)| (format!("E{i:02}"), (*pools).to_owned(), capacity)).collect()
    };
    let case = |name: &str, seats: &[&'static str], targets: usize, bench| Case {
        name: name.to_owned(),
        seats: seats.to_vec(),
        slack: 0,
        targets,
        bench,
        recusals: Vec::new(),
    };
    vec![
        case("no targets", &["all", "all"], 0, people(&["all", "all"], 5)),
        case("one target", &["all", "all"], 1, people(&["all", "all"], 5)),
        case("an odd count: nobody is twice in a team", &["all", "all"], 3, people(&["all"; 3], 5)),
        case("one person for two seats", &["all", "all"], 2, people(&["all"], 5)),
        case("ties of capacity", &["all", "all"], 6, people(&["all"; 4], 3)),
        case(
            "capacity 0 is nobody",
            &["all", "all"],
            3,
            vec![("A".into(), "all".into(), 0), ("B".into(), "all".into(), 3), ("C".into(), "all".into(), 3)],
        ),
        Case {
            recusals: vec![(0, 0), (1, 0), (2, 0)],
            ..case("a subject nobody may visit", &["all", "all"], 3, people(&["all"; 3], 9))
        },
        Case {
            recusals: vec![(0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (3, 2)],
            ..case("tight by recusals", &["all", "all"], 3, people(&["all"; 4], 2))
        },
        case("lead and members", &["lead", "all"], 8, people(&["all,lead", "all,lead", "all", "all", "all"], 9)),
        case("leads are scarce", &["lead", "all"], 8, people(&["all,lead", "all", "all", "all"], 4)),
        case(
            "three departments",
            &["price", "market", "tax"],
            5,
            people(&["price", "market", "tax", "price", "market"], 9),
        ),
        case("equal pools", &["one", "two"], 4, people(&["one,two", "one,two", "one,two"], 9)),
        case("sixteen seats", &["all"; 16], 2, people(&["all"; 18], 2)),
        Case { slack: 2, ..case("slack", &["all", "all"], 9, people(&["all"; 6], 9)) },
        case("a witness of thirty", &["all", "all"], 31, people(&["all"; 30], 9)),
        case(
            "witnesses of more than twenty leads",
            &["lead", "all"],
            40,
            people(&[["all,lead"; 40], ["all"; 40]].concat(), 9),
        ),
        case("pools cross", &["a", "b"], 1, people(&["a", "a,b", "b"], 9)),
        case("a pool with nobody", &["a", "b"], 1, people(&["a", "a"], 9)),
        case(
            "a pool with nobody who has places",
            &["a", "b"],
            1,
            vec![("A".into(), "a".into(), 1), ("B".into(), "b".into(), 0)],
        ),
    ]
}

pub fn teams() -> Vectors {
    let cases = named().iter().chain(&(0..120).map(made_up).collect::<Vec<_>>()).map(run).collect();
    ("teams.json", "Teams: level, the rule, witnesses, seating (section 6)", cases)
}
