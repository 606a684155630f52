//! What differs between two editions.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::text::ItemText;

/// All that differs.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Comparison {
    /// In the later edition only, in its order.
    pub added: Vec<ItemText>,
    /// In the earlier edition only, in its order.
    pub removed: Vec<ItemText>,
    /// In both with other words, in the later one's order.
    pub changed: Vec<ItemChange>,
    /// How many say the same in both.
    pub same: usize,
}

/// An item that says something else.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ItemChange {
    /// Its code.
    pub code: String,
    /// Its name in the later edition.
    pub name: String,
    /// The fields that differ.
    pub fields: Vec<Change>,
}

/// A field that says something else.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Change {
    /// Its name on the wire.
    pub field: String,
    /// What it said.
    #[schema(value_type = Object)]
    pub before: Value,
    /// What it says.
    #[schema(value_type = Object)]
    pub after: Value,
}

/// Hold two editions against each other. The order of items within them isn't a difference.
#[must_use]
pub fn compare(before: &[ItemText], after: &[ItemText]) -> Comparison {
    let by_code = |items: &'_ [ItemText]| -> BTreeMap<String, ItemText> {
        items.iter().map(|item| (item.code.clone(), item.clone())).collect()
    };
    let (old, new) = (by_code(before), by_code(after));
    let kept: Vec<_> = after.iter().filter_map(|item| old.get(&item.code).map(|was| (was, item))).collect();
    let changed: Vec<_> = kept.iter().filter_map(|(was, is)| change(was, is)).collect();
    Comparison {
        added: after.iter().filter(|item| !old.contains_key(&item.code)).cloned().collect(),
        removed: before.iter().filter(|item| !new.contains_key(&item.code)).cloned().collect(),
        same: kept.len() - changed.len(),
        changed,
    }
}

fn change(was: &ItemText, is: &ItemText) -> Option<ItemChange> {
    let fields = changes(was, is);
    (!fields.is_empty()).then(|| ItemChange { code: is.code.clone(), name: is.name.clone(), fields })
}

/// The fields in which two texts differ, in the text's own order.
#[must_use]
pub fn changes(was: &ItemText, is: &ItemText) -> Vec<Change> {
    let value = |item: &ItemText| serde_json::to_value(item).expect("texts and numbers are JSON");
    let (was, is) = (value(was), value(is));
    let names = super::text::FIELDS.into_iter().chain(["checklist", "discretion"]);
    names
        .filter(|field| was[*field] != is[*field])
        .map(|field| Change { field: field.to_owned(), before: was[field].clone(), after: is[field].clone() })
        .collect()
}
