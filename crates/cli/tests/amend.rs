//! Amendments on files: made by rule, checked again, and refused when they can't be.

#[path = "draws/mod.rs"]
mod draws;

use std::collections::BTreeSet;
use std::fs;
use std::sync::Barrier;

use draws::{Draw, lots};
use lots::amend::Amendments;
use lots_cli::bundle::open;
use lots_cli::commands::verify::check;
use lots_cli::exit::Exit;
use lots_cli::outside::World;

fn verdict(draw: &Draw) -> &'static str {
    let opened = open(draw.folder()).unwrap();
    check(&opened, &mut World::new(&opened.roster)).verdict()
}

/// Amend, with the last arguments of each kind.
fn amend(draw: &Draw, kind: &str, who: &[&str]) -> Exit {
    let mut arguments = vec!["amend", draw.folder().to_str().unwrap(), "--kind", kind];
    arguments.extend(["--reason", "conflict-declared", "--approver", "zhang"]);
    arguments.extend(who);
    lots(&arguments)
}

#[test]
fn each_kind_of_amendment_verifies_and_a_changed_chain_does_not() {
    let draw = Draw::of_city(600);
    let result = draw.result();
    let (first, last) = (&result.targets[0], result.targets.last().unwrap());
    let (id, member) = (first.id.as_str(), first.team[0].inspector.as_str());
    for (kind, who) in [
        ("recuse", vec!["--subject", id, "--inspector", member]),
        ("absent", vec!["--inspector", first.team[1].inspector.as_str()]),
        ("gone", vec!["--subject", last.id.as_str()]),
    ] {
        assert_eq!(amend(&draw, kind, &who), Exit::Fine, "{kind}");
        assert_eq!(verdict(&draw), "ok", "{kind}");
    }
    let path = draw.folder().join("amendments.json");
    let chain = fs::read_to_string(&path).unwrap();
    assert!(chain.contains("\"number\":3"));
    fs::write(&path, chain.replacen("\"zhang\"", "\"zhong\"", 1)).unwrap();
    assert_eq!(verdict(&draw), "amendments");
    assert_eq!(amend(&draw, "gone", &["--subject", id]), Exit::Found, "a broken chain isn't continued");
}

#[test]
fn of_several_amendments_at_once_none_is_lost() {
    let draw = Draw::of_city(600);
    let result = draw.result();
    let targets: Vec<&str> = result.targets.iter().take(4).map(|target| target.id.as_str()).collect();
    let together = Barrier::new(targets.len());
    std::thread::scope(|scope| {
        for id in &targets {
            scope.spawn(|| {
                together.wait();
                assert_eq!(amend(&draw, "gone", &["--subject", id]), Exit::Fine);
            });
        }
    });
    let chain = Amendments::from_text(&fs::read(draw.folder().join("amendments.json")).unwrap()).unwrap();
    let gone: BTreeSet<&str> =
        chain.amendments.iter().filter_map(|a| a.subject.as_ref()).map(|id| id.as_str()).collect();
    assert_eq!(gone, targets.into_iter().collect());
    assert_eq!(verdict(&draw), "ok");
}

#[test]
fn what_does_not_apply_is_refused_and_leaves_no_file() {
    let draw = Draw::of_city(600);
    let result = draw.result();
    let target = result.targets[0].id.as_str();
    let member = result.targets[0].team[0].inspector.as_str();
    for (kind, who, exit) in [
        ("gone", vec!["--subject", "nobody"], Exit::Found),
        ("absent", vec!["--inspector", "nobody"], Exit::Found),
        ("recuse", vec!["--subject", target, "--inspector", "nobody"], Exit::Found),
        ("recuse", vec!["--subject", target], Exit::Usage),
        ("gone", vec!["--subject", target, "--inspector", member], Exit::Usage),
        ("late", vec!["--subject", target], Exit::Usage),
    ] {
        assert_eq!(amend(&draw, kind, &who), exit, "{kind} {who:?}");
    }
    assert!(!draw.folder().join("amendments.json").exists());
}

#[test]
fn nothing_is_built_on_a_result_that_does_not_verify() {
    let draw = Draw::of_city(600);
    let result = draw.result();
    let (target, member) = (&result.targets[0], result.targets[0].team[0].inspector.as_str());
    let path = draw.folder().join("result.json");
    let changed = fs::read_to_string(&path).unwrap().replace(member, "stranger");
    fs::write(&path, changed).unwrap();
    assert_eq!(amend(&draw, "gone", &["--subject", target.id.as_str()]), Exit::Found);
    assert!(!draw.folder().join("amendments.json").exists());
}
