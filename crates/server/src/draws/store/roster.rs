//! Frozen rosters, for the audit: each is held against what was sealed of the registry before its commit.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder as _};

use super::{draw, file, identity};
use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::journal::audit::{History, Listed, Reading, Roster, Sealed};
use crate::app::journal::record::{opening, row};
use crate::draws::rules::roster::{Entry, Frozen, Place};
use crate::draws::rules::{DrawId, Scheme};

/// The committed draws whose entries were kept, each with how many rows its roster has.
pub fn listed(db: &DatabaseTransaction) -> Listed<'_> {
    Box::pin(async move {
        let kept = draw::Entity::find().filter(draw::Column::Commitment.is_not_null());
        let kept = kept.filter(draw::Column::Entries.is_not_null()).order_by_asc(draw::Column::Id).all(db).await?;
        let rows = |row: &draw::Model| u64::try_from(row.subjects.saturating_add(row.excluded)).unwrap_or_default();
        Ok(kept.iter().map(|row| (row.id.0, rows(row))).collect())
    })
}

/// A draw's roster.
pub fn read(db: &DatabaseTransaction, draw: Uuid) -> Reading<'_> {
    Box::pin(async move {
        let Some(until) = act(db, (draw, "drawing.committed"), Uuid::max()).await? else {
            return Ok(Err("drawing.committed"));
        };
        // Whatever was done since then the commit may have seen, or not.
        let from = act(db, (draw, "drawing.commit-asked"), until.id).await?.unwrap_or_else(|| until.clone());
        let sealed = opening::Entity::find_by_id((until.id, 0)).one(db).await?.and_then(|opening| opening.value);
        let sealed: serde_json::Value = sealed.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let scheme = sealed["draw"]["scheme"].as_str().and_then(|text| serde_json::from_str::<Scheme>(text).ok());
        let organisation = serde_json::from_value::<OrganisationId>(sealed["draw"]["organisation"].clone()).ok();
        let (Some(scheme), Some(organisation)) = (scheme, organisation) else { return Ok(Err("scheme")) };
        let rows = match rows(db, DrawId(draw)).await? {
            Ok(rows) => rows,
            Err(name) => return Ok(Err(name)),
        };
        let frozen = Frozen::new(scheme, offices(db, organisation).await?, rows);
        let roster: Box<dyn Roster> = Box::new(Held { frozen, from: (from.id, from.entry), until: until.id });
        Ok(Ok(roster))
    })
}

/// The last act of a kind on a draw before a row.
async fn act(db: &DatabaseTransaction, (draw, kind): (Uuid, &str), before: Uuid) -> Result<Option<row::Model>, DbErr> {
    row::Entity::find()
        .filter(row::Column::CaseKind.eq("drawing"))
        .filter(row::Column::CaseId.eq(draw))
        .filter(row::Column::Kind.eq(kind))
        .filter(row::Column::Id.lt(before))
        .order_by_desc(row::Column::Id)
        .one(db)
        .await
}

/// An organisation and those below it: none ever comes to be below another one.
async fn offices(db: &DatabaseTransaction, of: OrganisationId) -> Result<BTreeSet<OrganisationId>, DbErr> {
    let Some(of) = organisation::Entity::find_by_id(of).one(db).await? else { return Ok(BTreeSet::new()) };
    let within = organisation::Entity::find().filter(organisation::Column::Path.starts_with(of.path));
    Ok(within.all(db).await?.into_iter().map(|row| row.id).collect())
}

/// Both tables by code, or the file that isn't there or not as the commit wrote it.
async fn rows(db: &DatabaseTransaction, draw: DrawId) -> Result<Result<HashMap<String, Place>, &'static str>, DbErr> {
    let mut files = Vec::new();
    for name in [SUBJECTS, EXCLUDED, file::ENTRIES] {
        match file::get(db, draw, name).await? {
            Some(bytes) => files.push(bytes),
            None => return Ok(Err(name)),
        }
    }
    let (mut rows, mut names) = (HashMap::new(), BTreeSet::new());
    let (subjects, excluded) = (parted(&files[0]), parted(&files[1]));
    let numbers: Vec<i64> = identity::each(&files[2]).collect();
    let (Some(subjects), Some(excluded)) = (subjects, excluded) else { return Ok(Err(SUBJECTS)) };
    if subjects.len() != numbers.len() {
        return Ok(Err(file::ENTRIES));
    }
    for ((code, stratum), number) in subjects.into_iter().zip(numbers) {
        rows.insert(code.to_owned(), Place::In(number, once(&mut names, stratum)));
    }
    for (code, reason) in excluded {
        rows.insert(code.to_owned(), Place::Out(once(&mut names, reason)));
    }
    Ok(Ok(rows))
}

const SUBJECTS: &str = "subjects.tsv";
const EXCLUDED: &str = "excluded.tsv";

/// Each line's code, and what is said of it.
fn parted(bytes: &[u8]) -> Option<Vec<(&str, &str)>> {
    std::str::from_utf8(bytes).ok()?.lines().map(|line| line.split_once('\t')).collect()
}

/// There are few strata and reasons, so each is kept once.
fn once(names: &mut BTreeSet<Arc<str>>, name: &str) -> Arc<str> {
    if let Some(kept) = names.get(name) {
        return Arc::clone(kept);
    }
    let kept: Arc<str> = name.into();
    names.insert(Arc::clone(&kept));
    kept
}

/// A roster and when it was gathered: after the one act and before the other.
struct Held {
    frozen: Frozen,
    from: (Uuid, Option<i64>),
    until: Uuid,
}

impl Held {
    /// Whether an act was certainly done when the gathering began. What comes later in the journal may have been under way.
    fn is_before(&self, sealed: &Sealed) -> bool {
        let (row, entry) = self.from;
        sealed.row_id < row && (entry.is_none() || sealed.entry.is_some_and(|own| Some(own) < entry))
    }

    /// What the commit may have seen of a thing: what it was before, nothing if it wasn't there, and all that it became until the commit.
    fn states(&self, history: &History) -> Vec<Option<Entry>> {
        let until = history.states.iter().take_while(|sealed| sealed.row_id < self.until);
        let (before, since): (Vec<&Sealed>, Vec<&Sealed>) = until.partition(|sealed| self.is_before(sealed));
        let read = |sealed: &&Sealed| sealed.value.as_ref().and_then(|value| serde_json::from_str::<Entry>(value).ok());
        std::iter::once(before.last().and_then(read)).chain(since.iter().map(read)).collect()
    }
}

impl Roster for Held {
    fn hold(&mut self, history: &History) -> Option<String> {
        let states = self.states(history);
        let number = states.iter().flatten().next_back().map(|entry| entry.number);
        let agrees = self.frozen.hold(&states);
        number.filter(|_| !agrees).map(|number| number.to_string())
    }

    fn rest(&self) -> Vec<String> {
        self.frozen.rest()
    }
}
