//! What rows sealed, opened.

use std::collections::BTreeMap;

use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbErr, QueryOrder, QuerySelect};

use crate::app::journal::record::{opening, row, sealed};

/// What hangs on one row.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its own opening, of an act on one thing.
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

/// All that hangs on a row.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, row: &row::Model) -> Result<Opened, DbErr> {
    let all = opening::Entity::find().filter(opening::Column::RowId.eq(row.id));
    let count = all.clone().count(db).await?;
    let first = all.order_by_asc(opening::Column::Leaf).one(db).await?;
    let opening = first.filter(|opening| opening.case_kind == row.case_kind && opening.case_id == row.case_id);
    let before = match &opening {
        Some(opening) => before(db, opening).await?,
        None => None,
    };
    let (previous, following) = (beside(db, row, -1).await?, beside(db, row, 1).await?);
    Ok(Opened { opening, before, count, previous, following })
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

async fn beside<C: ConnectionTrait>(db: &C, row: &row::Model, step: i64) -> Result<Option<Uuid>, DbErr> {
    row::Entity::find()
        .select_only()
        .column(row::Column::Id)
        .filter(row::Column::CaseKind.eq(&row.case_kind))
        .filter(row::Column::CaseId.eq(row.case_id))
        .filter(row::Column::CasePlace.eq(row.case_place + step))
        .into_tuple()
        .one(db)
        .await
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

/// What a thing is called by its image: by its name, its title, or its number.
#[must_use]
pub fn name(image: &str) -> Option<String> {
    let fields: BTreeMap<String, serde_json::Value> = serde_json::from_str(image).ok()?;
    ["name", "title", "file_name", "subject_name", "number"].into_iter().find_map(|key| match fields.get(key)? {
        serde_json::Value::String(text) if !text.is_empty() => Some(text.clone()),
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
