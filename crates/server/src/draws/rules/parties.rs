//! Who reveals: each party under a name of its own, or one could stand for two of the outsiders on whom a draw's level of assurance rests.

use std::collections::BTreeSet;

/// What a party's name is told apart by: two that differ in blanks, punctuation, width and case alone are one.
fn folded(name: &str) -> String {
    name.chars().map(narrow).filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A letter of full width as everybody else's.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

/// The place, from 0, of the first name that is another's before it.
#[must_use]
pub fn twice<'a>(names: impl IntoIterator<Item = &'a str>) -> Option<usize> {
    let mut seen = BTreeSet::new();
    names.into_iter().position(|name| !seen.insert(folded(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_other_blanks_punctuation_width_or_case_is_the_same_name() {
        let check = |names: &[&str], expected: Option<usize>| {
            assert_eq!(twice(names.iter().copied()), expected, "{names:?}");
        };
        check(&[], None);
        check(&["市纪委监委", "市消费者协会", "局办公室"], None);
        check(&["市纪委监委", "市消费者协会", "市消费者协会"], Some(2));
        check(&["市纪委监委", "市 纪委、监委。"], Some(1));
        check(&["市消费者协会（本级）", "市消费者协会(本级)"], Some(1));
        check(&["Ａ１公证处", "a1公证处"], Some(1));
        check(&["第1公证处", "第2公证处"], None);
    }
}
