//! What rows sealed, opened.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbErr, QueryOrder, QuerySelect};
use serde_json::Value;

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

/// What a thing was called, and who its parties were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// Its name; nothing if its image doesn't say.
    pub name: Option<String>,
    /// The parties of a draw, by place from 1.
    pub parties: BTreeMap<i64, String>,
}

impl Called {
    /// By its image.
    #[must_use]
    pub fn of(image: &str) -> Self {
        Self { name: name(image), parties: parties(image) }
    }
}

/// What the things that rows on one thing are about were called then, by row.
///
/// # Errors
/// [`DbErr`].
pub async fn called<C: ConnectionTrait>(db: &C, rows: &[Uuid]) -> Result<BTreeMap<Uuid, Called>, DbErr> {
    let those = opening::Entity::find()
        .filter(opening::Column::RowId.is_in(rows.iter().copied()))
        .filter(opening::Column::Leaf.eq(0));
    let opened = those.all(db).await?;
    let of = |opening: opening::Model| Some((opening.row_id, Called::of(opening.value.as_deref()?)));
    Ok(opened.into_iter().filter_map(of).collect())
}

/// What a thing is called by its image: by its name, its title, its task, or its number; a draw and a visit stand in theirs with what belongs to them. Of what is
/// encrypted an image has a digest, which is no name.
#[must_use]
pub fn name(image: &str) -> Option<String> {
    let image: Value = serde_json::from_str(image).ok()?;
    [None, Some("draw"), Some("visit")]
        .into_iter()
        .find_map(|part| own_name(part.map_or(Some(&image), |key| image.get(key))?))
}

fn own_name(fields: &Value) -> Option<String> {
    let is_name = |text: &&str| !text.is_empty() && text.parse::<lots::hash::Digest>().is_err();
    let text = |key: &str| fields.get(key)?.as_str().filter(is_name);
    ["name", "title", "file_name", "subject_name", "task", "number"].into_iter().find_map(text).map(str::to_owned)
}

/// The parties in the image of a draw, by place.
fn parties(image: &str) -> BTreeMap<i64, String> {
    let image: Value = serde_json::from_str(image).unwrap_or_default();
    let party = |one: &Value| Some((one["place"].as_i64()?, one["name"].as_str()?.to_owned()));
    image["parties"].as_array().into_iter().flatten().filter_map(party).collect()
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
        check(r#"{"draw":{"task":"药价抽查","number":1},"parties":[]}"#, Some("药价抽查"));
        check(r#"{"records":[],"visit":{"name":"望花门诊","number":3}}"#, Some("望花门诊"));
        check(r#"{"draw":"01a1"}"#, None);
    }

    #[test]
    fn the_parties_of_a_draw_are_called_by_their_places() {
        let called = Called::of(
            r#"{"draw":{"task":"药价抽查"},"parties":[{"place":2,"name":"消协"},{"place":1,"name":"纪委"}]}"#,
        );
        assert_eq!(called.parties, BTreeMap::from([(1, "纪委".to_owned()), (2, "消协".to_owned())]));
        assert_eq!(Called::of(r#"{"name":"老王食品"}"#).parties, BTreeMap::new());
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
