//! Who had a code at an earlier time: a code can be corrected, and what was frozen under it must not become somebody else's by that.

use std::collections::{BTreeMap, HashMap};

use lots::hash::Digest;
use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QueryOrder as _};

use super::subject;
use crate::accounts::store::within;
use crate::app::auth::Scope;
use crate::app::journal::record::row;
use crate::app::value::Timestamp;
use crate::subjects::rules::Status;

/// The fact of the code that was given up.
pub const WAS: &str = "code_was";
/// The fact of the code that it became.
pub const BECAME: &str = "code_became";

/// What stands for a code in the journal.
#[must_use]
pub fn digest(code: &str) -> Digest {
    Digest::of(code.as_bytes())
}

/// The subjects of a scope that had these codes at a time, by code: of several entries the first that is in business, by number. One that had none then isn't there.
///
/// # Errors
/// [`DbErr`].
pub async fn holders<C: ConnectionTrait>(
    db: &C,
    scope: &Scope,
    (codes, at): (&[&str], Timestamp),
) -> Result<HashMap<String, subject::Model>, DbErr> {
    let within = || subject::Entity::find().filter(subject::Column::Organisation.in_subquery(within(scope)));
    let recoded = recoded(db, at).await?;
    let mut holders = HashMap::new();
    for part in codes.chunks(500) {
        let rows = within().filter(subject::Column::Code.is_in(part.iter().copied())).all(db).await?;
        // Who came by a code after that time didn't have it then; they are asked last, since a time in whole seconds has acts of its own second behind it.
        let (late, mut rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| recoded.contains_key(&row.id.0));
        let wanted: HashMap<Digest, &str> = part.iter().map(|code| (digest(code), *code)).collect();
        let gave_up = recoded.iter().filter_map(|(id, was)| Some((*id, *wanted.get(was)?)));
        let before: BTreeMap<Uuid, &str> = gave_up.collect();
        if !before.is_empty() {
            let then = within().filter(subject::Column::Id.is_in(before.keys().copied())).all(db).await?;
            rows.extend(then.into_iter().map(|row| {
                let code = before.get(&row.id.0).copied().unwrap_or_default().to_owned();
                subject::Model { code, ..row }
            }));
        }
        rows.sort_by_key(|row| (row.status != Status::Active, row.number));
        for row in rows.into_iter().chain(late) {
            holders.entry(row.code.clone()).or_insert(row);
        }
    }
    Ok(holders)
}

/// The subjects whose code was changed since a time, with the digest of the one that they had then.
async fn recoded<C: ConnectionTrait>(db: &C, since: Timestamp) -> Result<BTreeMap<Uuid, Digest>, DbErr> {
    let edits = row::Entity::find().filter(row::Column::Kind.eq("subject.edited")).filter(row::Column::At.gte(since));
    let edits =
        edits.filter(row::Column::Facts.contains(WAS)).order_by_asc(row::Column::At).order_by_asc(row::Column::Id);
    let mut first = BTreeMap::new();
    for edit in edits.all(db).await? {
        let facts: BTreeMap<String, serde_json::Value> = serde_json::from_str(&edit.facts).unwrap_or_default();
        let was = facts.get(WAS).and_then(serde_json::Value::as_str).and_then(|text| text.parse().ok());
        if let Some(was) = was {
            first.entry(edit.case_id).or_insert(was);
        }
    }
    Ok(first)
}
