//! Ids that look like a 统一社会信用代码 with a character lost or gained, in a roster of such codes.
//!
//! Alone, an id of 17 characters may be of another kind. Among ids of which more than half are valid codes it is taken for a damaged code and
//! refused, unless the user says that any id will do. The order of the rows plays no part.

use std::collections::BTreeSet;

use crate::roster::uscc::{self, ALPHABET};

/// The ids of a file, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    ids: u64,
    codes: u64,
}

impl Census {
    /// So many ids of which so many are valid codes.
    #[must_use]
    pub fn of(ids: u64, codes: u64) -> Self {
        Self { ids, codes }
    }

    /// Count an id; letters of either case count.
    pub fn count(&mut self, id: &str) {
        self.ids += 1;
        self.codes += u64::from(uscc::check(&id.to_ascii_uppercase()).is_ok());
    }

    /// Whether more than half of the ids are valid codes, one that isn't set aside.
    #[must_use]
    pub fn is_of_codes(self) -> bool {
        2 * self.codes > self.ids.saturating_sub(1)
    }
}

/// Whether an id looks like a damaged code: 16, 17, 19 or 20 characters of the alphabet, in either case. The 15 digits of an old
/// registration number (注册号) don't.
#[must_use]
pub fn is_near(id: &str) -> bool {
    matches!(id.len(), 16 | 17 | 19 | 20) && id.bytes().all(|letter| ALPHABET.contains(&letter.to_ascii_uppercase()))
}

/// The one valid code that comes of `id` by taking out one character or putting one in; none if there are several.
#[must_use]
pub fn mended(id: &str) -> Option<String> {
    let id = id.to_ascii_uppercase();
    if !id.is_ascii() {
        return None;
    }
    let candidates: Vec<String> = match id.len() {
        19 => (0..19).map(|at| format!("{}{}", &id[..at], &id[at + 1..])).collect(),
        17 => {
            let with = |at: usize| ALPHABET.iter().map(move |&letter| (at, char::from(letter)));
            (0..18).flat_map(with).map(|(at, letter)| format!("{}{letter}{}", &id[..at], &id[at..])).collect()
        }
        _ => Vec::new(),
    };
    let mut valid: BTreeSet<String> = candidates.into_iter().filter(|code| uscc::check(code).is_ok()).collect();
    let found = valid.pop_first();
    found.filter(|_| valid.is_empty())
}
