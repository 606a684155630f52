//! What differs between two editions.

use std::collections::BTreeMap;

use super::text::ItemText;

/// All that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// In the later edition only, in its order.
    pub added: Vec<ItemText>,
    /// In the earlier edition only, in its order.
    pub removed: Vec<ItemText>,
    /// In both with other words, in the later one's order.
    pub changed: Vec<Change>,
    /// How many say the same in both.
    pub same: usize,
}

/// An item that says something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it said.
    pub before: ItemText,
    /// What it says.
    pub after: ItemText,
    /// The fields that differ, by their names on the wire.
    pub fields: Vec<&'static str>,
}

/// Hold two editions against each other. The order of items within them isn't a difference.
#[must_use]
pub fn compare(before: &[ItemText], after: &[ItemText]) -> Comparison {
    let (old, new) = (by_code(before), by_code(after));
    let kept: Vec<_> = after.iter().filter_map(|item| old.get(&*item.code).map(|was| (*was, item))).collect();
    let changed: Vec<_> = kept.iter().filter_map(|(was, is)| change(was, is)).collect();
    Comparison {
        added: after.iter().filter(|item| !old.contains_key(&*item.code)).cloned().collect(),
        removed: before.iter().filter(|item| !new.contains_key(&*item.code)).cloned().collect(),
        same: kept.len() - changed.len(),
        changed,
    }
}

fn by_code(items: &[ItemText]) -> BTreeMap<&str, &ItemText> {
    items.iter().map(|item| (&*item.code, item)).collect()
}

fn change(was: &ItemText, is: &ItemText) -> Option<Change> {
    let fields = changes(was, is);
    (!fields.is_empty()).then(|| Change { before: was.clone(), after: is.clone(), fields })
}

/// The fields in which two texts differ, in the text's own order.
#[must_use]
pub fn changes(was: &ItemText, is: &ItemText) -> Vec<&'static str> {
    // Taken apart, so that a new field can't be forgotten here.
    let ItemText {
        code,
        domain,
        name,
        sub,
        bases,
        body,
        object,
        content,
        methods,
        class,
        rate,
        frequency,
        qualification,
        materials,
        checklist,
        discretion,
    } = was;
    let fields = [
        ("code", *code != is.code),
        ("domain", *domain != is.domain),
        ("name", *name != is.name),
        ("sub", *sub != is.sub),
        ("bases", *bases != is.bases),
        ("body", *body != is.body),
        ("object", *object != is.object),
        ("content", *content != is.content),
        ("methods", *methods != is.methods),
        ("class", *class != is.class),
        ("rate", *rate != is.rate),
        ("frequency", *frequency != is.frequency),
        ("qualification", *qualification != is.qualification),
        ("materials", *materials != is.materials),
        ("checklist", *checklist != is.checklist),
        ("discretion", *discretion != is.discretion),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
}
