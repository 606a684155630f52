//! What a preview says besides the figures of a commit: who is left out by a rule, and how the work would fall on those who go.

use std::collections::BTreeMap;

use lots::hash::Digest;
use sea_orm::ConnectionTrait;
use serde::Serialize;
use tokio::sync::watch::Sender;
use utoipa::ToSchema;

use super::estimate;
use crate::app::jobs::Far;
use crate::app::problem::Problem;
use crate::draws::rules::bench::{Benched, Seated};
use crate::draws::rules::freeze::{self, Frozen, Parted};
use crate::draws::rules::replay::Spread;
use crate::draws::rules::{self, Scheme};
use crate::draws::store::{draw, identity};

/// So many are named of each reason.
pub const MOST_NAMED: usize = 200;
/// So many inspectors are named, the busiest first.
const MOST_LOADS: usize = 50;

/// A subject that a rule leaves out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DrawRuledOut)]
pub struct RuledOutBody {
    /// Why, e.g. `cap-reached`.
    pub reason: String,
    /// Its code.
    pub code: String,
    /// Its name, as the registry has it now.
    pub name: String,
}

/// How the work falls on those who go, in draws that were made up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DrawReplays)]
pub struct ReplaysBody {
    /// How many draws were made up.
    pub played: u64,
    /// In how many of them a seat stayed open.
    pub unseated: u64,
    /// How many inspectors can be drawn.
    pub inspectors: u64,
    /// How many subjects the one in the middle had in all of them together.
    pub median: u64,
    /// The busiest first, at most 50.
    pub loads: Vec<LoadBody>,
}

/// How much one inspector had to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = DrawLoad)]
pub struct LoadBody {
    /// Who.
    pub name: String,
    /// Their certificate number, since names may be alike.
    pub certificate: String,
    /// How many subjects in all draws together.
    pub total: u64,
    /// How many in the draw with the fewest.
    pub least: u64,
    /// How many in the draw with the most.
    pub greatest: u64,
}

/// Who is left out by a rule, with names, the first of each reason. Nothing of an unannounced draw.
///
/// # Errors
/// From the database.
pub async fn ruled_out<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    scheme: &Scheme,
    parted: &Parted,
) -> Result<Option<Vec<RuledOutBody>>, Problem> {
    match rules::ruled_out(scheme) {
        Ok(()) => Ok(Some(named(db, row, &ruled(scheme, parted, MOST_NAMED)).await?)),
        Err(_) => Ok(None),
    }
}

/// These reasons and codes with the names that the registry has now.
///
/// # Errors
/// From the database.
pub async fn named<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    ruled: &[(&str, &str)],
) -> Result<Vec<RuledOutBody>, Problem> {
    let codes: Vec<&str> = ruled.iter().map(|(_, code)| *code).collect();
    let names = identity::names_today(db, row, &codes).await?;
    let body = |(reason, code): &(&str, &str)| RuledOutBody {
        reason: (*reason).to_owned(),
        code: (*code).to_owned(),
        name: names.get(*code).cloned().unwrap_or_default(),
    };
    Ok(ruled.iter().map(body).collect())
}

/// Reason and code of those that a rule leaves out, by reason and code, at the most so many of each reason; those that the scheme names stand in the scheme.
#[must_use]
pub fn ruled<'p>(scheme: &Scheme, parted: &'p Parted, most: usize) -> Vec<(&'p str, &'p str)> {
    let named: BTreeMap<&str, &str> =
        scheme.left_out.iter().map(|one| (one.code.as_str(), one.reason.as_str())).collect();
    let mut of = BTreeMap::<&str, Vec<&str>>::new();
    for row in &parted.excluded {
        let (code, reason) = (row.id.as_str(), row.reason.as_str());
        if named.get(code) != Some(&reason) {
            of.entry(reason).or_default().push(code);
        }
    }
    let first = |(reason, mut codes): (&'p str, Vec<&'p str>)| {
        codes.sort_unstable();
        codes.truncate(most);
        codes.into_iter().map(move |code| (reason, code))
    };
    of.into_iter().flat_map(first).collect()
}

/// How the work falls; nothing where there is too much of it to be made up while somebody waits, or where no draw can be made up: that is said elsewhere.
///
/// # Errors
/// As [`estimate::spread`].
pub fn replayed(
    scheme: &Scheme,
    (frozen, benched): (&Frozen, &Benched),
    (base, tell): (&Digest, &Sender<Far>),
) -> Result<Option<ReplaysBody>, Problem> {
    let Ok(Some(wholes)) = freeze::wholes(scheme, frozen) else { return Ok(None) };
    Ok(Some(told(&estimate::spread(&wholes, base, tell)?, benched)))
}

fn told(spread: &Spread, benched: &Benched) -> ReplaysBody {
    let by_code: BTreeMap<&str, &Seated> = benched.seated.iter().map(|one| (one.code.as_str(), one)).collect();
    let mut loads: Vec<LoadBody> = Vec::with_capacity(spread.loads.len());
    for (code, load) in &spread.loads {
        if let Some(one) = by_code.get(code.as_str()) {
            let (name, certificate) = (one.name.clone(), one.certificate.clone());
            loads.push(LoadBody { name, certificate, total: load.total, least: load.least, greatest: load.greatest });
        }
    }
    loads.sort_by(|a, b| b.total.cmp(&a.total).then_with(|| a.certificate.cmp(&b.certificate)));
    let (inspectors, median) = (loads.len() as u64, loads.get(loads.len() / 2).map_or(0, |load| load.total));
    loads.truncate(MOST_LOADS);
    ReplaysBody { played: spread.played, unseated: spread.unseated, inspectors, median, loads }
}

#[cfg(test)]
mod tests {
    use lots::name::InspectorCode;
    use lots::replay::Load;
    use lots::table::ExcludedRow;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::inspectors::InspectorId;

    fn seated(code: &str, name: &str) -> Seated {
        let (id, pools) = (InspectorId(Uuid::nil()), vec!["all".to_owned()]);
        Seated { id, name: name.into(), certificate: format!("21{code}"), code: code.into(), pools, why: String::new() }
    }

    #[test]
    fn the_busiest_come_first_and_the_one_in_the_middle_is_told() {
        let benched = Benched {
            seated: vec![seated("E1", "甲"), seated("E2", "乙"), seated("E3", "丙")],
            ..Benched::default()
        };
        let load = |total| Load { total, least: 0, greatest: total };
        let loads = [("E1", 3), ("E2", 9), ("E3", 5)]
            .map(|(code, total)| (code.parse::<InspectorCode>().unwrap(), load(total)));
        let body = told(&Spread { played: 200, unseated: 1, loads: loads.into() }, &benched);
        let names: Vec<&str> = body.loads.iter().map(|load| load.name.as_str()).collect();
        assert_eq!((names, body.median, body.inspectors), (vec!["乙", "丙", "甲"], 5, 3));
        assert_eq!((body.played, body.unseated, body.loads[0].greatest), (200, 1, 9));
    }

    #[test]
    fn those_that_the_scheme_names_are_not_told_as_left_out_by_a_rule() {
        let scheme: Scheme = serde_json::from_value(json!({
            "items": ["JG-01"], "from": "2026-03-10", "to": "2026-04-10", "scope": {}, "axes": {"risk": true},
            "strata": [], "rounding": "at-least", "left_out": [{"code": "A1", "reason": "closed"}, {"code": "A2", "reason": "recused-office"}],
            "bench": {"fields": [], "pools": [], "left_out": [], "capacity": 20}, "seats": ["all", "all"],
            "recusals": [], "slack": 0, "reserves": 0,
        }))
        .unwrap();
        let row = |id: &str, reason: &str| ExcludedRow { id: id.parse().unwrap(), reason: reason.parse().unwrap() };
        let excluded = [("A1", "closed"), ("A3", "cooling-down"), ("A2", "moved-away"), ("A0", "cooling-down")];
        let mut parted = Parted::default();
        parted.excluded = excluded.map(|(id, reason)| row(id, reason)).into();
        let told = ruled(&scheme, &parted, MOST_NAMED);
        assert_eq!(told, [("cooling-down", "A0"), ("cooling-down", "A3"), ("moved-away", "A2")]);
        parted.excluded = (0..=MOST_NAMED).map(|n| row(&format!("B{n:04}"), "cap-reached")).collect();
        assert_eq!(ruled(&scheme, &parted, MOST_NAMED).len(), MOST_NAMED);
        assert_eq!(ruled(&scheme, &parted, usize::MAX).len(), MOST_NAMED + 1, "the file has all");
    }
}
