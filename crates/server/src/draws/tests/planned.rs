//! Whether a draw is of whom the plan's line asks.

use uuid::Uuid;

use super::scheme;
use crate::accounts::OrganisationId;
use crate::catalogue::EditionId;
use crate::catalogue::rules::{Method, Rate as Share};
use crate::draws::rules::Scheme;
use crate::draws::rules::planned::is_other;
use crate::draws::rules::scheme::Rate;
use crate::plans::Line;
use crate::plans::rules::Extent;
use crate::plans::rules::line::ClassRate;
use crate::subjects::{Domain, Risk};

/// A line that asks for these classes, each with its share in a hundred.
fn line(classes: &[(Risk, u32)]) -> Line {
    let class =
        |&(risk, numerator): &(Risk, u32)| ClassRate { risk, rate: Share { numerator, denominator: 100 }, minimum: 0 };
    Line {
        edition: EditionId(Uuid::from_u128(7)),
        item: "P-01".into(),
        extent: Extent::default(),
        classes: classes.iter().map(class).collect(),
        months: [3].into(),
        organisation: OrganisationId(Uuid::from_u128(1)),
        seats: 2,
        method: Method::OnSite,
        note: String::new(),
    }
}

/// What the console makes of such a line: its classes are scope and strata.
fn filled(classes: &[(Risk, u32)]) -> Scheme {
    let mut made = scheme();
    made.axes.risk = true;
    made.scope.risks = classes.iter().map(|(risk, _)| *risk).collect();
    made.strata = classes.iter().map(|(risk, p)| Rate { name: risk.to_string(), p: *p, q: 100, minimum: 0 }).collect();
    made
}

/// Classes, each with its share in a hundred.
type Classes = &'static [(Risk, u32)];
/// What somebody changes of what was filled in.
type Change = fn(&mut Scheme, &mut Line);

const ALL: Classes = &[(Risk::A, 1), (Risk::B, 3), (Risk::C, 10), (Risk::D, 50)];
const HIGH: Classes = &[(Risk::C, 10), (Risk::D, 50)];

#[test]
fn who_may_be_drawn_is_held_against_the_line_by_what_it_means() {
    let check = |case: &str, (made, of): (Classes, Classes), change: Change, other: bool| {
        let (mut scheme, mut line) = (filled(made), line(of));
        change(&mut scheme, &mut line);
        assert_eq!(is_other(&scheme, &line), other, "{case}");
    };
    let cases: [(&str, Change, bool); 14] = [
        ("as it was filled in", |_, _| {}, false),
        ("all classes are none", |scheme, _| scheme.scope.risks.clear(), false),
        ("not parted by class", |scheme, _| scheme.axes.risk = false, false),
        ("a class of which there was nobody", |scheme, _| scheme.strata.retain(|one| one.name != "A"), false),
        ("a class less", |scheme, _| scheme.scope.risks.truncate(3), true),
        ("a class at no rate", |scheme, _| scheme.strata[3].p = 0, true),
        ("a field", |scheme, _| scheme.scope.domains.push(Domain::Medical), true),
        ("all fields", |scheme, _| scheme.scope.domains.extend(Domain::ALL), false),
        ("a region", |scheme, _| scheme.scope.regions.push("2104".into()), true),
        ("an industry", |scheme, _| scheme.scope.industries.push("F".into()), true),
        (
            "a section and its divisions",
            |scheme, line| {
                scheme.scope.industries.push("F".into());
                line.extent.industries.extend(["51", "F52"].map(String::from));
            },
            false,
        ),
        (
            "a division of the line's section",
            |scheme, line| {
                scheme.scope.industries.push("52".into());
                line.extent.industries.insert("F".into());
            },
            true,
        ),
        ("a tag", |scheme, _| scheme.scope.tags.push("连锁".into()), true),
        (
            "a region within another",
            |scheme, line| {
                scheme.scope.regions.extend(["210402", "2104"].map(String::from));
                line.extent.regions.insert("2104".into());
            },
            false,
        ),
    ];
    for (case, change, other) in cases {
        check(case, (ALL, ALL), change, other);
    }
    check("the line leaves classes out", (HIGH, HIGH), |_, _| {}, false);
    check("more classes than the line's", (ALL, HIGH), |_, _| {}, true);
    check(
        "all classes, none of those the line leaves out drawn",
        (HIGH, HIGH),
        |scheme, _| scheme.scope.risks.clear(),
        false,
    );
    let idle: Classes = &[(Risk::B, 0), (Risk::C, 10), (Risk::D, 50)];
    check("a class to which the line gives nothing", (HIGH, idle), |_, _| {}, false);
    check("such a class, filled in", (idle, idle), |_, _| {}, false);
}
