//! What rows sealed, opened.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbErr, QueryOrder, QuerySelect};

use crate::app::journal::record::{opening, row, sealed};

/// What hangs on one row, about one thing.
#[derive(Clone, Debug)]
pub struct Opened {
    /// What it sealed of the thing.
    pub opening: Option<opening::Model>,
    /// What the thing was before, if that is known and wasn't destroyed.
    pub before: Option<String>,
    /// How many things it sealed.
    pub count: u64,
    /// The act before it on the same thing.
    pub previous: Option<Uuid>,
    /// The act behind it.
    pub following: Option<Uuid>,
}

/// All that hangs on a row, about the thing it is on; or of a row on many things, about one of those. Nothing if it isn't one of them.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, row: &row::Model, thing: Option<Uuid>) -> Result<Option<Opened>, DbErr> {
    let which = thing.unwrap_or(row.case_id);
    let all = opening::Entity::find().filter(opening::Column::RowId.eq(row.id));
    let count = all.clone().count(db).await?;
    let opening = all.filter(opening::Column::CaseId.eq(which)).one(db).await?;
    if opening.is_none() && which != row.case_id {
        return Ok(None);
    }
    let before = match &opening {
        Some(opening) => before(db, opening).await?,
        None => None,
    };
    let thing =
        Thing { kind: opening.as_ref().map_or(&row.case_kind, |opening| &opening.case_kind).clone(), id: which };
    let previous = thing.own(db, row, Way::Back).await?.max(thing.among(db, row, Way::Back).await?);
    let following = [thing.own(db, row, Way::On).await?, thing.among(db, row, Way::On).await?];
    let following = following.into_iter().flatten().min();
    Ok(Some(Opened { opening, before, count, previous, following }))
}

/// A thing whose acts are followed.
struct Thing {
    kind: String,
    id: Uuid,
}

/// To the act before, or to the one behind.
#[derive(Clone, Copy)]
enum Way {
    Back,
    On,
}

impl Thing {
    /// The row beside one among those on this thing alone.
    async fn own<C: ConnectionTrait>(&self, db: &C, row: &row::Model, way: Way) -> Result<Option<Uuid>, DbErr> {
        use row::Column::{CaseId, CaseKind, CasePlace, Id};
        let is_own = row.case_id == self.id && row.case_kind == self.kind;
        let beside = match (is_own, way) {
            (true, Way::Back) => CasePlace.eq(row.case_place - 1),
            (true, Way::On) => CasePlace.eq(row.case_place + 1),
            (false, Way::Back) => Id.lt(row.id),
            (false, Way::On) => Id.gt(row.id),
        };
        let those = row::Entity::find().select_only().column(Id).filter(CaseKind.eq(&self.kind));
        let those = those.filter(CaseId.eq(self.id)).filter(beside);
        let those = match way {
            Way::Back => those.order_by_desc(CasePlace),
            Way::On => those.order_by_asc(CasePlace),
        };
        those.into_tuple().one(db).await
    }

    /// The row beside one among those that sealed this thing, such as an import's on many.
    async fn among<C: ConnectionTrait>(&self, db: &C, row: &row::Model, way: Way) -> Result<Option<Uuid>, DbErr> {
        use opening::Column::{CaseId, CaseKind, RowId};
        let those = opening::Entity::find().select_only().column(RowId);
        let those = those.filter(CaseKind.eq(&self.kind)).filter(CaseId.eq(self.id));
        let those = match way {
            Way::Back => those.filter(RowId.lt(row.id)).order_by_desc(RowId),
            Way::On => those.filter(RowId.gt(row.id)).order_by_asc(RowId),
        };
        those.into_tuple().one(db).await
    }
}

/// What a thing was before an opening of it.
///
/// # Errors
/// [`DbErr`].
pub async fn before<C: ConnectionTrait>(db: &C, of: &opening::Model) -> Result<Option<String>, DbErr> {
    let earlier = opening::Entity::find()
        .filter(opening::Column::CaseId.eq(of.case_id))
        .filter(opening::Column::CaseKind.eq(&of.case_kind))
        .filter(opening::Column::RowId.lt(of.row_id))
        .order_by_desc(opening::Column::RowId);
    Ok(earlier.one(db).await?.and_then(|earlier| earlier.value))
}

/// The openings of a row behind a leaf, at most `limit` and one more.
///
/// # Errors
/// [`DbErr`].
pub async fn page<C: ConnectionTrait>(
    db: &C,
    row: Uuid,
    after: Option<i64>,
    limit: u64,
) -> Result<Vec<opening::Model>, DbErr> {
    let behind = Condition::all().add_option(after.map(|leaf| opening::Column::Leaf.gt(leaf)));
    let those = opening::Entity::find().filter(opening::Column::RowId.eq(row)).filter(behind);
    those.order_by_asc(opening::Column::Leaf).limit(limit + 1).all(db).await
}

/// The names of the things that rows on one thing are about, as they were then, by row.
///
/// # Errors
/// [`DbErr`].
pub async fn names<C: ConnectionTrait>(db: &C, rows: &[Uuid]) -> Result<BTreeMap<Uuid, String>, DbErr> {
    let those = opening::Entity::find()
        .filter(opening::Column::RowId.is_in(rows.iter().copied()))
        .filter(opening::Column::Leaf.eq(0));
    let opened = those.all(db).await?;
    Ok(opened.into_iter().filter_map(|opening| Some((opening.row_id, name(opening.value.as_deref()?)?))).collect())
}

/// What a thing is called by its image: by its name, its title, or its number. Of what is encrypted an image has a digest, which is no name.
#[must_use]
pub fn name(image: &str) -> Option<String> {
    let fields: BTreeMap<String, serde_json::Value> = serde_json::from_str(image).ok()?;
    ["name", "title", "file_name", "subject_name", "number"].into_iter().find_map(|key| match fields.get(key)? {
        serde_json::Value::String(text) if !text.is_empty() && text.parse::<lots::hash::Digest>().is_err() => {
            Some(text.clone())
        }
        _ => None,
    })
}

/// Whether an opening opens its seal; nothing if it was destroyed.
#[must_use]
pub fn opens(opening: &opening::Model) -> Option<bool> {
    let (salt, value) = (opening.salt.as_ref()?, opening.value.as_ref()?);
    let salt = <[u8; 32]>::try_from(salt.as_slice()).ok();
    Some(salt.is_some_and(|salt| sealed(salt, value).0.as_slice() == opening.digest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_is_called_by_what_people_call_it() {
        let check = |image: &str, called: Option<&str>| assert_eq!(name(image).as_deref(), called, "{image}");
        check(r#"{"name":"老王食品","number":7}"#, Some("老王食品"));
        check(r#"{"name":"","title":"2026年清单"}"#, Some("2026年清单"));
        check(r#"{"number":"TS-2026-1"}"#, Some("TS-2026-1"));
        check(r#"{"number":7}"#, None);
        let sealed = lots::hash::Digest([7; 32]);
        check(&format!(r#"{{"name":"{sealed}","subject_name":"老王食品店"}}"#), Some("老王食品店"));
        check("no json", None);
    }

    #[test]
    fn an_opening_opens_its_own_seal_only() {
        let made = |value: Option<&str>, salt: Option<[u8; 32]>| opening::Model {
            row_id: Uuid::nil(),
            leaf: 0,
            case_kind: "subject".into(),
            case_id: Uuid::nil(),
            digest: sealed([1; 32], "{}").0.to_vec(),
            salt: salt.map(|salt| salt.to_vec()),
            value: value.map(str::to_owned),
        };
        assert_eq!(opens(&made(Some("{}"), Some([1; 32]))), Some(true));
        assert_eq!(opens(&made(Some("[]"), Some([1; 32]))), Some(false));
        assert_eq!(opens(&made(Some("{}"), Some([2; 32]))), Some(false));
        assert_eq!(opens(&made(None, None)), None);
    }
}
