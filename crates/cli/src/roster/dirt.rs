//! What gets into codes on their way through keyboards and spreadsheets, and what the code would be without it.
//!
//! The clean text is only ever a suggestion.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::character::Character;

/// A kind of dirt in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dirt {
    /// Blanks before or behind, the ideographic (U+3000) and the no-break one (U+00A0) among them.
    Blank,
    /// Characters without width or ink: joiners, marks of direction, byte order marks, soft hyphens.
    Invisible,
    /// Full-width forms of letters and digits (１２ＡＢ).
    FullWidth,
    /// Lower-case letters in a code that has upper-case ones.
    LowerCase,
    /// Letters that the code doesn't have, mistaken for digits (O for 0, I for 1 …).
    Lookalike,
    /// Second forms of Han characters: compatibility ideographs, radicals, strokes (U+F90A for 金).
    Form,
    /// Characters of no meaning that everybody shares: private use, unassigned.
    Undefined,
}

impl Dirt {
    /// The key of its name for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "dirt-blank",
            Self::Invisible => "dirt-invisible",
            Self::FullWidth => "dirt-full-width",
            Self::LowerCase => "dirt-lower-case",
            Self::Lookalike => "dirt-lookalike",
            Self::Form => "dirt-form",
            Self::Undefined => "dirt-undefined",
        }
    }
}

fn dirt_of(c: char) -> Option<Dirt> {
    match Character::of(c) {
        Character::Plain => None,
        Character::Invisible => Some(Dirt::Invisible),
        Character::Form(_) => Some(Dirt::Form),
        Character::Undefined => Some(Dirt::Undefined),
    }
}

/// The half-width form of a full-width character (U+FF01–U+FF5E), which lies 0xFEE0 below.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

/// `text` without blanks around it and without characters that nobody sees or nobody defined, with the first forms of Han characters, and what was there. For
/// names that may be Chinese.
#[must_use]
pub fn clean_name(text: &str) -> (String, Vec<Dirt>) {
    let found: BTreeSet<Dirt> = text.chars().filter_map(dirt_of).collect();
    let clean = match found.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.chars().filter_map(Character::clean).collect()),
    };
    let trimmed = clean.trim();
    let blank = (trimmed.len() != clean.len()).then_some(Dirt::Blank);
    (trimmed.to_owned(), blank.into_iter().chain(found).collect())
}

/// As [`clean_name`], and with full-width forms made half-width. For codes, dates and numbers.
#[must_use]
pub fn clean_code(text: &str) -> (String, Vec<Dirt>) {
    let (name, mut dirt) = clean_name(text);
    if name.chars().all(|c| half_width(c).is_none()) {
        return (name, dirt);
    }
    let code: String = name.chars().map(|c| half_width(c).unwrap_or(c)).collect();
    dirt.push(Dirt::FullWidth);
    (code, dirt)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const UNSEEN: &[char] = &[
        '\u{34f}',
        '\u{115f}',
        '\u{1160}',
        '\u{17b4}',
        '\u{17b5}',
        '\u{206a}',
        '\u{206f}',
        '\u{2800}',
        '\u{3164}',
        '\u{fe00}',
        '\u{fe0f}',
        '\u{ffa0}',
        '\u{fff9}',
        '\u{fffb}',
        '\u{e0001}',
        '\u{e01ef}',
        '\u{e000}',
        '\u{f8ff}',
        '\u{100000}',
        '\u{378}',
    ];

    #[test]
    fn what_looks_like_another_text_is_dirt_and_the_other_one_is_suggested() {
        let check = |text: &str, clean: &str, dirt: &[Dirt]| {
            assert_eq!(clean_name(text), (clean.to_owned(), dirt.to_vec()), "{text:?}");
        };
        check("抚顺金山", "抚顺金山", &[]);
        check(" 抚顺金山\u{3000}", "抚顺金山", &[Dirt::Blank]);
        check("赵铁\u{fe0f}", "赵铁", &[Dirt::Invisible]);
        check("\u{34f}赵\u{3164}铁", "赵铁", &[Dirt::Invisible]);
        check("抚顺\u{f90a}山", "抚顺金山", &[Dirt::Form]);
        check("\u{2f2d}水", "山水", &[Dirt::Form]);
        check("赵\u{e000}铁", "赵铁", &[Dirt::Undefined]);
        check(
            " 抚顺\u{f90a}山\u{fe0f}\u{e000}",
            "抚顺金山",
            &[Dirt::Blank, Dirt::Invisible, Dirt::Form, Dirt::Undefined],
        );
        check("𠮷野家（抚顺）㐂", "𠮷野家（抚顺）㐂", &[]);
        check("二〇二六", "二〇二六", &[]);
    }

    proptest! {
        #[test]
        fn a_clean_text_has_no_dirt(text in proptest::collection::vec(any::<char>(), 0..20)) {
            let text: String = text.into_iter().collect();
            let (clean, _) = clean_name(&text);
            prop_assert_eq!(clean_name(&clean), (clean.clone(), vec![]));
        }

        #[test]
        fn what_nobody_sees_makes_no_second_name(name in "[一-龥a-z0-9]{1,8}", at in 0_usize..9, c in proptest::sample::select(UNSEEN)) {
            let mut dirty: Vec<char> = name.chars().collect();
            dirty.insert(at.min(dirty.len()), c);
            let dirty: String = dirty.into_iter().collect();
            prop_assert_eq!(clean_name(&dirty).0, name.clone());
            prop_assert!(!clean_name(&dirty).1.is_empty());
            prop_assert_eq!(super::super::character::seen(&dirty).into_owned(), name);
        }
    }
}
