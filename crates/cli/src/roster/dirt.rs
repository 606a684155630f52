//! What gets into codes on their way through keyboards and spreadsheets, and what the code would be without it.
//!
//! The clean text is only ever a suggestion.

use std::borrow::Cow;
use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::character::Character;

/// A kind of dirt in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dirt {
    /// Blanks before or behind, the ideographic (U+3000) and the no-break one (U+00A0) among them; in lines and names also such blanks within, several where
    /// one is enough, and in names any between two Han characters.
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
    /// Marks by themselves and symbols that no name has.
    Mark,
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
            Self::Mark => "dirt-mark",
        }
    }
}

fn dirt_of(c: char) -> Option<Dirt> {
    match Character::of(c) {
        Character::Plain => None,
        Character::Invisible => Some(Dirt::Invisible),
        Character::Form(_) => Some(Dirt::Form),
        Character::Undefined => Some(Dirt::Undefined),
        Character::Mark | Character::Symbol => Some(Dirt::Mark),
    }
}

/// The half-width form of a full-width character (U+FF01–U+FF5E), which lies 0xFEE0 below.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

/// `text` without blanks around it and without characters that nobody sees, nobody defined or no name has, with the first forms of Han characters, and what
/// was there.
fn bare(text: &str) -> (String, Vec<Dirt>) {
    let found: BTreeSet<Dirt> = text.chars().filter_map(dirt_of).collect();
    let clean = match () {
        () if found.is_empty() => Cow::Borrowed(text),
        // An accent goes to its letter where there is a character for both.
        () if found.contains(&Dirt::Mark) => Cow::Owned(text.nfc().filter_map(Character::clean).collect::<String>()),
        () => Cow::Owned(text.chars().filter_map(Character::clean).collect()),
    };
    let trimmed = clean.trim();
    let blank = (trimmed.len() != clean.len()).then_some(Dirt::Blank);
    (trimmed.to_owned(), blank.into_iter().chain(found).collect())
}

/// Any blank that isn't the end of a line: those of Unicode's other widths too.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && !c.is_control()
}

fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Every run of blanks as one plain one; between two Han characters none, if `han` is said.
fn with_plain_blanks(text: &str, han: bool) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if is_blank(c) {
            blank = true;
            continue;
        }
        let is_within = han && is_han(c) && plain.chars().next_back().is_some_and(is_han);
        if blank && !is_within {
            plain.push(' ');
        }
        blank = false;
        plain.push(c);
    }
    plain
}

fn clean_blanks(text: &str, han: bool) -> (String, Vec<Dirt>) {
    let (bare, mut dirt) = bare(text);
    let plain = with_plain_blanks(&bare, han);
    if plain != bare && !dirt.contains(&Dirt::Blank) {
        dirt.insert(0, Dirt::Blank);
    }
    (plain, dirt)
}

/// A line of text that may be Chinese, without dirt, and what was there: blanks around it, blanks that aren't the plain one or stand side by side, characters
/// that nobody sees, nobody defined or no name has, second forms of Han characters.
#[must_use]
pub fn clean_line(text: &str) -> (String, Vec<Dirt>) {
    clean_blanks(text, false)
}

/// As [`clean_line`], and without blanks between two Han characters. For names of businesses and people: 赵 铁 is 赵铁.
#[must_use]
pub fn clean_name(text: &str) -> (String, Vec<Dirt>) {
    clean_blanks(text, true)
}

/// Without blanks around it and other dirt, and with full-width forms made half-width; blanks within stay as they are. For codes, dates and numbers.
#[must_use]
pub fn clean_code(text: &str) -> (String, Vec<Dirt>) {
    let (name, mut dirt) = bare(text);
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
        check("cafe\u{301}", "café", &[Dirt::Mark]);
        check("抚\u{301}顺♪", "抚顺", &[Dirt::Mark]);
        check("抚\u{1d159}顺\u{16fe4}\u{2d7f}\u{1107f}", "抚顺", &[Dirt::Invisible]);
    }

    #[test]
    fn a_blank_within_is_one_plain_one_and_none_stands_between_han_characters() {
        let check = |text: &str, name: &str, line: &str| {
            let dirt = |clean: &str| if clean == text { vec![] } else { vec![Dirt::Blank] };
            assert_eq!(clean_name(text), (name.to_owned(), dirt(name)), "{text:?}");
            assert_eq!(clean_line(text), (line.to_owned(), dirt(line)), "{text:?}");
        };
        check("KFC 抚顺店", "KFC 抚顺店", "KFC 抚顺店");
        check("Café de Paris", "Café de Paris", "Café de Paris");
        check("阿不都·热合曼", "阿不都·热合曼", "阿不都·热合曼");
        check("赵 铁", "赵铁", "赵 铁");
        check("抚\u{200a}顺\u{200a}食品", "抚顺食品", "抚 顺 食品");
        check("赵\u{3000} 铁", "赵铁", "赵 铁");
        check("Big\u{a0}Mac  1号", "Big Mac 1号", "Big Mac 1号");
        for c in "\u{a0}\u{1680}\u{2000}\u{2001}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}".chars() {
            check(&format!("A{c}B"), "A B", "A B");
        }
        assert_eq!(clean_code("A  1\u{3000}2"), ("A  1\u{3000}2".to_owned(), vec![]));
    }

    proptest! {
        #[test]
        fn a_clean_text_has_no_dirt(text in proptest::collection::vec(any::<char>(), 0..20)) {
            let text: String = text.into_iter().collect();
            let (clean, _) = clean_name(&text);
            prop_assert_eq!(clean_name(&clean), (clean.clone(), vec![]));
            let (line, _) = clean_line(&text);
            prop_assert_eq!(clean_line(&line), (line.clone(), vec![]));
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
