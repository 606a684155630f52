//! Who is drawn: which entry of the registry each frozen code is, kept at the commit; and what those drawn were called, and where they were, when the result
//! came to be. Whatever the registry says afterwards, pages, papers and visits have these.

use std::collections::{BTreeMap, BTreeSet};

use lots::hash::Digest;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{draw, file};
use crate::accounts::store::{organisation, within};
use crate::app::auth::Scope;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::subjects::rules::public_name;
use crate::subjects::store::subject;
use crate::subjects::{Domain, Status};

/// How many bytes of [`file::ENTRIES`] a row of the roster has: the entry's number, little-endian.
const WIDTH: usize = 4;
/// How many are looked up at once.
const PART: usize = 500;

/// Somebody who was drawn, or is in reserve.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The number of their entry in the registry.
    pub subject: i64,
    /// Their name.
    pub name: String,
    /// That name as the public sees it.
    pub public_name: String,
    /// Where they are.
    pub address: String,
    /// GB/T 2260.
    pub region: String,
    /// Their field of work.
    pub domain: Domain,
}

impl From<subject::Model> for Identity {
    fn from(row: subject::Model) -> Self {
        Self {
            subject: row.number,
            public_name: public_name(row.kind, &row.name, &row.representative),
            name: row.name,
            address: row.address,
            region: row.region,
            domain: row.domain,
        }
    }
}

/// By code.
pub type Identities = BTreeMap<String, Identity>;

/// The file of entries: the number of each row's, in the roster's order.
///
/// # Errors
/// `broken` of a number that doesn't fit into four bytes.
pub fn entries(numbers: &[i64]) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::with_capacity(numbers.len() * WIDTH);
    for number in numbers {
        bytes.extend(u32::try_from(*number).map_err(Problem::broken)?.to_le_bytes());
    }
    Ok(bytes)
}

/// The numbers in a file of entries, in the roster's order.
pub fn each(entries: &[u8]) -> impl Iterator<Item = i64> {
    entries.chunks_exact(WIDTH).filter_map(|entry| Some(i64::from(u32::from_le_bytes(entry.try_into().ok()?))))
}

/// The entries of these codes: `roster` is `subjects.tsv`, a line each by code, and `entries` the file beside it.
///
/// # Errors
/// `broken` if the two don't go together.
pub fn numbers(roster: &[u8], entries: &[u8], codes: &BTreeSet<&str>) -> Result<BTreeMap<String, i64>, Problem> {
    let mut numbers = BTreeMap::new();
    let (mut rows, mut kept) = (roster.split(|byte| *byte == b'\n'), entries.chunks_exact(WIDTH));
    for entry in kept.by_ref() {
        let line = rows.next().filter(|line| !line.is_empty());
        let line = line.ok_or_else(|| Problem::broken("there are more entries than rows"))?;
        let code = line.split(|byte| *byte == b'\t').next().and_then(|code| std::str::from_utf8(code).ok());
        if let (Some(code), Ok(entry)) = (code.filter(|code| codes.contains(code)), entry.try_into()) {
            numbers.insert(code.to_owned(), i64::from(u32::from_le_bytes(entry)));
        }
    }
    if rows.any(|line| !line.is_empty()) || !kept.remainder().is_empty() {
        return Err(Problem::broken("there are fewer entries than rows"));
    }
    Ok(numbers)
}

/// Keep who these are: those with the entries of the commit, as the registry has them now. The digest says that it stays so.
///
/// # Errors
/// [`DbErr`].
pub async fn keep<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    numbers: &BTreeMap<String, i64>,
) -> Result<(Identities, Digest), DbErr> {
    let mut by_number = BTreeMap::new();
    let all: Vec<i64> = numbers.values().copied().collect();
    for part in all.chunks(PART) {
        let rows = subject::Entity::find().filter(subject::Column::Number.is_in(part.iter().copied())).all(db).await?;
        by_number.extend(rows.into_iter().map(|row| (row.number, row)));
    }
    // Two codes have two entries: one business has one ticket.
    let who = |(code, number): (&String, &i64)| Some((code.clone(), by_number.remove(number)?.into()));
    let identities: Identities = numbers.iter().filter_map(who).collect();
    let text = lots::canonical::to_text(&identities);
    file::put(db, row.id, file::IDENTITIES, text.as_bytes()).await?;
    Ok((identities, Digest::of(text.as_bytes())))
}

/// Who was drawn and who is in reserve, as they were then; of a draw from before that was kept those of these codes, as they are today.
///
/// # Errors
/// `broken` if the file isn't what this program wrote; others from the database.
pub async fn of<C: ConnectionTrait>(db: &C, row: &draw::Model, codes: &[&str]) -> Result<Identities, Problem> {
    match file::get(db, row.id, file::IDENTITIES).await? {
        Some(text) => serde_json::from_slice(&text).map_err(Problem::broken),
        None => Ok(today(db, row, codes).await?.into_iter().map(|(code, row)| (code, row.into())).collect()),
    }
}

/// The entries that these codes have today, in the registries of a draw's organisation and those below it: of a draw that was committed before they were kept.
///
/// # Errors
/// As [`of`].
pub async fn numbers_today<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    codes: &BTreeSet<&str>,
) -> Result<BTreeMap<String, i64>, Problem> {
    let codes: Vec<&str> = codes.iter().copied().collect();
    Ok(today(db, row, &codes).await?.into_iter().map(|(code, row)| (code, row.number)).collect())
}

/// What these codes are called today, in the registries of a draw's organisation and those below it.
///
/// # Errors
/// As [`of`].
pub async fn names_today<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    codes: &[&str],
) -> Result<BTreeMap<String, String>, Problem> {
    Ok(today(db, row, codes).await?.into_iter().map(|(code, row)| (code, row.name)).collect())
}

async fn today<C: ConnectionTrait>(
    db: &C,
    row: &draw::Model,
    codes: &[&str],
) -> Result<BTreeMap<String, subject::Model>, Problem> {
    let office = found(organisation::Entity::find_by_id(row.organisation).one(db).await?)?;
    let scope = Scope(vec![office.path]);
    let mut found = BTreeMap::new();
    for part in codes.chunks(PART) {
        let within = subject::Entity::find().filter(subject::Column::Organisation.in_subquery(within(&scope)));
        let mut rows = within.filter(subject::Column::Code.is_in(part.iter().copied())).all(db).await?;
        rows.sort_by_key(|row| (row.status != Status::Active, row.number));
        for row in rows {
            found.entry(row.code.clone()).or_insert(row);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_by_the_place_of_their_code() {
        let kept = entries(&[70_000, 2, 3]).unwrap();
        let roster = b"A1\tB\nA2\tB\nA3\tC\n";
        let found = numbers(roster, &kept, &BTreeSet::from(["A1", "A3", "A9"])).unwrap();
        assert_eq!(found, BTreeMap::from([("A1".to_owned(), 70_000), ("A3".to_owned(), 3)]));
    }

    #[test]
    fn entries_that_are_not_the_roster_s_are_refused() {
        let codes = BTreeSet::from(["A1"]);
        assert!(numbers(b"A1\tB\n", &entries(&[1, 2]).unwrap(), &codes).is_err());
        assert!(numbers(b"A1\tB\nA2\tB\n", &entries(&[1]).unwrap(), &codes).is_err());
        assert!(numbers(b"A1\tB\n", &[1, 0, 0, 0, 9], &codes).is_err());
        assert!(entries(&[i64::from(u32::MAX) + 1]).is_err());
    }
}
