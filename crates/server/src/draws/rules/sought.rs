//! What somebody types who looks for a ticket: which code it may mean, and why it is none.
//!
//! A search box is no roster: what typing and copying bring along is taken off here, and nothing is kept of it.

use lots::name::SubjectId;
use lots_cli::roster::dirt::clean_code;
use lots_cli::roster::uscc::{self, UsccError};

/// Why a text is no code that a subject could have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It has characters that no code has, or is far too long.
    NoCode,
    /// It has so many characters instead of 18.
    Length(usize),
    /// A character that no 统一社会信用代码 has, at this position from 1.
    Character(char, usize),
    /// A check character is wrong.
    Check,
}

/// The codes that a text may mean: in capitals, half-width and without blanks; with the hyphens that the bureau's own codes may have, and without.
#[must_use]
pub fn readings(text: &str) -> Vec<String> {
    let (clean, _) = clean_code(text);
    let written = |c: char| if is_hyphen(c) { '-' } else { c.to_ascii_uppercase() };
    let joined: String = clean.chars().filter(|c| !c.is_whitespace()).map(written).collect();
    let bare = joined.replace('-', "");
    let both = if bare == joined { vec![joined] } else { vec![joined, bare] };
    both.into_iter().filter(|code| !code.is_empty()).collect()
}

/// Hyphens, dashes and the minus sign, as input methods and word processors write them.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The code that is meant: one that is known, else one of a code's form; else the last reading with why it is none.
#[must_use]
pub fn meant(readings: &[String], is_known: impl Fn(&str) -> bool) -> Option<(&str, Option<Flaw>)> {
    let known = readings.iter().find(|code| is_known(code));
    let right = || readings.iter().find(|code| flaw(code).is_none());
    match known.or_else(right) {
        Some(code) => Some((code.as_str(), None)),
        None => readings.last().map(|code| (code.as_str(), flaw(code))),
    }
}

/// Why a text is neither a 统一社会信用代码 nor of the form of a 注册号. The bureau's own codes have no form that tells them from a slip: the registry knows them.
fn flaw(code: &str) -> Option<Flaw> {
    let digits = code.bytes().all(|byte| byte.is_ascii_digit());
    match uscc::check(code) {
        _ if !code.is_ascii() || SubjectId::check(code).is_err() => Some(Flaw::NoCode),
        Err(_) if digits && matches!(code.len(), 13 | 15) => None,
        Ok(()) => None,
        Err(UsccError::Length(count)) => Some(Flaw::Length(count)),
        Err(UsccError::Character { character, position }) => Some(Flaw::Character(character, position)),
        Err(UsccError::Organisation(_) | UsccError::Last(_)) => Some(Flaw::Check),
    }
}
