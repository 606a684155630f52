//! Draws with amendments behind them.

use lots::amend::{Event, Request, State};
use lots::result::slack;
use serde_json::Value;

use crate::city::{City, Made, make};
use crate::draws::case;

type Step = fn(&Made, &State) -> Event;

fn recuse(made: &Made, _: &State) -> Event {
    let target = &made.result.targets[0];
    Event::Recuse { subject: target.id.clone(), inspector: target.team[0].inspector.clone() }
}

fn absent(made: &Made, _: &State) -> Event {
    Event::Absent { inspector: made.result.targets[1].team[1].inspector.clone() }
}

/// The first target that still is one is gone.
fn gone(_: &Made, state: &State) -> Event {
    let (subject, _) = state.teams().next().expect("there is a target");
    Event::Gone { subject: subject.clone() }
}

/// A draw with these amendments applied, one after another.
fn amend(city: &City, steps: &[Step]) -> Made {
    let mut made = make(city);
    let mut state = State::new(&made.result, slack(&made.commitment));
    for step in steps {
        let request = Request {
            approver: "leader-zhao".parse().unwrap(),
            event: step(&made, &state),
            reason: "conflict-declared".parse().unwrap(),
        };
        state.apply(request, &made.people).unwrap_or_else(|refusal| panic!("{}: {refusal}", city.name));
    }
    let file = state.file().expect("something was amended");
    made.files.insert("amendments.json".to_owned(), file.text().into_bytes());
    made
}

/// The draw whose amendments are tampered with.
pub fn amended_base() -> (&'static str, Made) {
    let city = City::small("recused");
    (city.name, amend(&city, &[recuse, absent]))
}

pub fn cases() -> Vec<Value> {
    let small = City::small;
    let pools = |i: u32| if i <= 3 { "all,lead" } else { "all" };
    let lead = City {
        seats: vec!["lead", "all"],
        bench: (1..=7).map(|i| (format!("E{i:02}"), pools(i), 6)).collect(),
        ..small("lead gone")
    };
    let few = City {
        bench: (1..=4).map(|i| (format!("E{i:02}"), "all", 4)).collect(),
        recusals: vec![],
        ..small("few are left")
    };
    let cases: [(City, &[Step]); 6] = [
        (small("recused"), &[recuse, absent]),
        (small("gone"), &[gone, gone, gone, gone]),
        (City { reserves: 0, ..small("no reserves") }, &[gone]),
        (lead, &[absent, recuse, gone]),
        (few, &[absent, gone]),
        (small("absent twice"), &[absent, absent]),
    ];
    cases.iter().map(|(city, steps)| case(city.name, &amend(city, steps))).collect()
}
