//! Trades by GB/T 4754-2017: sections, each a letter, and the divisions they have, whose two digits begin the codes of all that lies in them.
//!
//! A trade has one form, 2–4 digits; who knows no more than the section has its letter. Entries from before that was asked may have the letter before the
//! digits: the digits decide, whatever the letter says. Deliberately absent: the groups and classes within divisions, which are as the bureau's file has them.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The sections with their divisions.
const SECTIONS: [(char, RangeInclusive<u8>); 20] = [
    ('A', 1..=5),
    ('B', 6..=12),
    ('C', 13..=43),
    ('D', 44..=46),
    ('E', 47..=50),
    ('F', 51..=52),
    ('G', 53..=60),
    ('H', 61..=62),
    ('I', 63..=65),
    ('J', 66..=69),
    ('K', 70..=70),
    ('L', 71..=72),
    ('M', 73..=75),
    ('N', 76..=79),
    ('O', 80..=82),
    ('P', 83..=83),
    ('Q', 84..=85),
    ('R', 86..=90),
    ('S', 91..=96),
    ('T', 97..=97),
];

/// The fault of a code that has its section's letter before the digits: what is meant is certain.
const LETTER: &str = "industry-letter";

/// The section in which a code's division lies; nothing if there is no such division.
fn section(digits: &str) -> Option<char> {
    let division = digits.get(..2).filter(|two| two.bytes().all(|b| b.is_ascii_digit()))?;
    let division: u8 = division.parse().ok()?;
    SECTIONS.iter().find(|(_, divisions)| divisions.contains(&division)).map(|(letter, _)| *letter)
}

/// A code's letter and its digits, if it is made of these.
fn parts(code: &str) -> Option<(Option<char>, &str)> {
    let letter = code.chars().next().filter(|letter| matches!(letter, 'A'..='T'));
    let digits = if letter.is_some() { &code[1..] } else { code };
    digits.bytes().all(|b| b.is_ascii_digit()).then_some((letter, digits))
}

/// What an entry's code says: its digits, or the letter of a section alone.
#[must_use]
pub fn bare(code: &str) -> &str {
    match parts(code) {
        Some((Some(_), digits)) if !digits.is_empty() => digits,
        _ => code,
    }
}

/// What is wrong with an entry's code, and what is meant, if that is certain.
#[must_use]
pub fn fault(code: &str) -> Option<(&'static str, &str)> {
    let Some((letter, digits)) = parts(code) else { return Some(("industry-form", "")) };
    match (letter, section(digits)) {
        (Some(_), _) if digits.is_empty() => None,
        _ if !(2..=4).contains(&digits.len()) => Some(("industry-form", "")),
        (_, None) => Some(("industry-unknown", "")),
        (Some(letter), Some(right)) if letter != right => Some(("industry-section", "")),
        (Some(_), Some(_)) => Some((LETTER, digits)),
        (None, Some(_)) => None,
    }
}

/// What is wrong with a code that a draw or a plan asks for: there the letter before the digits does no harm.
#[must_use]
pub fn fault_asked(code: &str) -> Option<&'static str> {
    fault(code).map(|(fault, _)| fault).filter(|fault| *fault != LETTER)
}

/// Whether an entry's code isn't one, whatever letter stands before its digits: no draw of any trade finds it.
#[must_use]
pub fn is_unreadable(code: &str) -> bool {
    !code.is_empty() && fault(bare(code)).is_some()
}

/// A code as a file means it: without the letter, if that is its section's. Any other letter is left to be refused.
#[must_use]
pub fn read(code: &str) -> &str {
    match fault(code) {
        Some((LETTER, digits)) => digits,
        _ => code,
    }
}

/// The trades that a draw, a plan's line or a list asks for. If it names none, it asks nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Industries {
    /// The beginnings of codes, none of which begins with another.
    begins: BTreeSet<String>,
    /// The sections all of whose divisions are among them.
    sections: BTreeSet<char>,
}

impl Industries {
    /// Those of some codes: a section's letter means all of its divisions, and the letter before digits nothing.
    #[must_use]
    pub fn of<T: AsRef<str>>(listed: impl IntoIterator<Item = T>) -> Self {
        let all: BTreeSet<String> = listed.into_iter().flat_map(|code| meant(code.as_ref())).collect();
        let is_within = |one: &String| all.iter().any(|other| one != other && one.starts_with(other.as_str()));
        let begins: BTreeSet<String> = all.iter().filter(|one| !is_within(one)).cloned().collect();
        let is_whole =
            |divisions: &RangeInclusive<u8>| divisions.clone().all(|division| begins.contains(&two(division)));
        let sections =
            SECTIONS.iter().filter(|(_, divisions)| is_whole(divisions)).map(|(letter, _)| *letter).collect();
        Self { begins, sections }
    }

    /// How codes begin that lie in them.
    #[must_use]
    pub const fn begins(&self) -> &BTreeSet<String> {
        &self.begins
    }

    /// The letters of the sections that lie in them as a whole.
    #[must_use]
    pub const fn sections(&self) -> &BTreeSet<char> {
        &self.sections
    }

    /// Whether an entry with this code lies in them.
    #[must_use]
    pub fn holds(&self, code: &str) -> bool {
        let code = bare(code);
        self.begins.is_empty()
            || self.begins.iter().any(|begin| code.starts_with(begin.as_str()))
            || code.parse::<char>().is_ok_and(|letter| self.sections.contains(&letter))
    }

    /// Whether an entry with this code may lie in them, but its code says too little to be among them.
    #[must_use]
    pub fn may_hold(&self, code: &str) -> bool {
        let code = bare(code);
        let letter: Option<char> = code.parse().ok();
        let is_wider = |begin: &String| begin.starts_with(code) || (letter.is_some() && section(begin) == letter);
        !code.is_empty() && !self.holds(code) && self.begins.iter().any(is_wider)
    }
}

fn two(division: u8) -> String {
    format!("{division:02}")
}

/// The beginnings of codes that one code asks for. What isn't one begins as it is written, and is found nowhere.
fn meant(code: &str) -> Vec<String> {
    let Some((letter, digits)) = parts(code) else { return vec![code.to_owned()] };
    let divisions = SECTIONS.iter().find(|(one, _)| Some(*one) == letter).map(|(_, divisions)| divisions.clone());
    match (divisions, digits.len()) {
        (Some(divisions), 0) => divisions.map(two).collect(),
        // In lists people type the beginning of a division's number.
        (_, 1) => (0..10).map(|next| format!("{digits}{next}")).collect(),
        _ => vec![digits.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_have_all_divisions_and_no_other() {
        let all: Vec<u8> = SECTIONS.iter().flat_map(|(_, divisions)| divisions.clone()).collect();
        assert_eq!(all, (1..=97).collect::<Vec<u8>>());
        let letters: String = SECTIONS.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(letters, "ABCDEFGHIJKLMNOPQRST");
    }

    #[test]
    fn a_code_has_one_form() {
        let check = |code: &str, expected: Option<(&str, &str)>| assert_eq!(fault(code), expected, "{code}");
        for sound in ["01", "52", "521", "5212", "97", "F", "T"] {
            check(sound, None);
        }
        check("F52", Some(("industry-letter", "52")));
        check("Q8425", Some(("industry-letter", "8425")));
        // Education was 82 before 2017.
        check("P82", Some(("industry-section", "")));
        check("A52", Some(("industry-section", "")));
        for unknown in ["00", "98", "9999", "F99"] {
            check(unknown, Some(("industry-unknown", "")));
        }
        for wrong in ["", "5", "F5", "U", "U52", "f52", "52121", "5 2", "零售", "５２"] {
            check(wrong, Some(("industry-form", "")));
        }
        assert_eq!(["F52", "A52", "52", "F", ""].map(read), ["52", "A52", "52", "F", ""]);
        assert_eq!(["F52", "A52", "52", "F", ""].map(bare), ["52", "52", "52", "F", ""]);
        assert_eq!(["F52", "A52", "F"].map(fault_asked), [None, Some("industry-section"), None]);
    }

    #[test]
    fn whoever_is_asked_for_is_found_however_the_code_was_written() {
        let check = |asked: &[&str], held: &[&str], others: &[&str]| {
            let industries = Industries::of(asked);
            held.iter().for_each(|code| assert!(industries.holds(code), "{asked:?} {code}"));
            others.iter().for_each(|code| assert!(!industries.holds(code), "{asked:?} {code}"));
        };
        check(&[], &["", "52", "F52", "F"], &[]);
        check(&["52"], &["52", "5212", "F52", "F5212", "A52"], &["", "F", "51", "F51", "152", "5"]);
        check(&["F52"], &["52", "5212", "F52"], &["", "F", "51"]);
        check(&["F"], &["F", "51", "52", "5212", "F52", "A52"], &["", "A", "F53", "53", "62"]);
        check(&["51", "52"], &["F", "51", "F52"], &["", "A", "53"]);
        check(&["5212"], &["5212", "F5212"], &["52", "521", "F"]);
        check(&["5"], &["52", "F51", "5912"], &["", "62", "G"]);
    }

    #[test]
    fn what_is_asked_for_is_compared_by_what_it_means() {
        let check = |one: &[&str], other: &[&str], same: bool| {
            assert_eq!(Industries::of(one) == Industries::of(other), same, "{one:?} {other:?}");
        };
        check(&["F"], &["51", "52"], true);
        check(&["F"], &["F51", "F52", "5212"], true);
        check(&["52"], &["F52"], true);
        check(&["F"], &["52"], false);
        check(&[], &["52"], false);
        check(&["5"], &["50", "51", "52", "53", "54", "55", "56", "57", "58", "59"], true);
    }

    #[test]
    fn a_code_that_says_too_little_is_told_from_one_that_says_another() {
        let check = |asked: &[&str], code: &str, may: bool| {
            assert_eq!(Industries::of(asked).may_hold(code), may, "{asked:?} {code}");
        };
        check(&["52"], "F", true);
        check(&["5212"], "52", true);
        check(&["5212"], "F52", true);
        check(&["F"], "F", false);
        check(&["52"], "52", false);
        check(&["52"], "H", false);
        check(&["52"], "62", false);
        check(&["52"], "", false);
        check(&[], "", false);
    }
}
