//! 统一社会信用代码 (GB 32100-2015): 18 characters with two check characters.

/// The 31 characters a code is made of; a character's value is its position. I, O, S, V and Z are left out because they are
/// easily mistaken.
pub const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The weights of the first 17 characters: 3^(i−1) mod 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// The weights of the 8 characters of an organisation code (GB 11714-1997).
const ORGANISATION_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// How many characters a code has.
pub const LENGTH: usize = 18;

/// Why a text isn't a 统一社会信用代码.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsccError {
    /// It has so many characters instead of 18.
    Length(usize),
    /// A character outside the alphabet.
    Character {
        /// The character.
        character: char,
        /// Its position, from 1.
        position: usize,
    },
    /// The organisation code in positions 9–17 should end with this character.
    Organisation(char),
    /// The code should end with this character.
    Last(char),
}

/// Check a code: length, alphabet, the organisation code's check character, the code's own.
///
/// # Errors
/// The first of these that is wrong.
///
/// ```
/// use lots_cli::roster::uscc::{UsccError, check};
/// assert_eq!(check("91350100M000100Y43"), Ok(()));
/// assert_eq!(check("91350100M000100Y44"), Err(UsccError::Last('3')));
/// ```
pub fn check(code: &str) -> Result<(), UsccError> {
    let count = code.chars().count();
    if count != LENGTH {
        return Err(UsccError::Length(count));
    }
    let mut values = [0; LENGTH];
    for (index, character) in code.chars().enumerate() {
        values[index] = value(character).ok_or(UsccError::Character { character, position: index + 1 })?;
    }
    let organisation = organisation_check(&values[8..16]);
    if ALPHABET[values[16]] != organisation {
        return Err(UsccError::Organisation(char::from(organisation)));
    }
    let last = last_check(&values[..17]);
    if ALPHABET[values[17]] != last {
        return Err(UsccError::Last(char::from(last)));
    }
    Ok(())
}

/// The code that begins with these 16 characters: the two check characters follow from them. None if they aren't 16 of the alphabet.
///
/// ```
/// use lots_cli::roster::uscc::complete;
/// assert_eq!(complete("91350100M000100Y").as_deref(), Some("91350100M000100Y43"));
/// assert_eq!(complete("91350100M000100"), None);
/// ```
#[must_use]
pub fn complete(start: &str) -> Option<String> {
    let mut values: Vec<usize> = start.chars().map(value).collect::<Option<_>>()?;
    if values.len() != LENGTH - 2 {
        return None;
    }
    let organisation = char::from(organisation_check(&values[8..]));
    values.push(value(organisation)?);
    Some(format!("{start}{organisation}{}", char::from(last_check(&values))))
}

/// A character's value.
fn value(character: char) -> Option<usize> {
    ALPHABET.iter().position(|&letter| char::from(letter) == character)
}

/// The value of each character of the alphabet, and a greater one for every other byte.
const VALUES: [u8; 256] = {
    let mut values = [255; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value.to_le_bytes()[0];
        value += 1;
    }
    values
};

/// Whether [`check`] would find nothing wrong, told fast.
#[must_use]
pub fn is_right(code: &[u8]) -> bool {
    let Some(code) = code.as_array::<LENGTH>() else { return false };
    let values = code.map(|byte| usize::from(VALUES[usize::from(byte)]));
    values.iter().all(|&value| value < ALPHABET.len())
        && code[16] == organisation_check(&values[8..16])
        && code[17] == last_check(&values[..17])
}

/// 31 less the weighted sum, modulo 31.
fn last_check(values: &[usize]) -> u8 {
    let sum: usize = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    ALPHABET[(31 - sum % 31) % 31]
}

/// 11 less the weighted sum modulo 11; 10 is written X, 11 is written 0. An organisation code's letters count from
/// A = 10 with all 26 letters, so their values are not those of the whole code.
fn organisation_check(values: &[usize]) -> u8 {
    let own_value = |value: usize| match ALPHABET[value] {
        digit @ b'0'..=b'9' => usize::from(digit - b'0'),
        letter => usize::from(letter - b'A') + 10,
    };
    let sum: usize = values.iter().zip(ORGANISATION_WEIGHTS).map(|(&value, weight)| own_value(value) * weight).sum();
    match 11 - sum % 11 {
        10 => b'X',
        11 => b'0',
        rest => b"0123456789"[rest],
    }
}

/// The code that `text` is when each letter outside the alphabet is read as the character it is mistaken for (I as 1, O as
/// 0, Z as 2, S as 5, V as U or Y), if exactly one such reading passes the check.
#[must_use]
pub fn without_lookalikes(text: &str) -> Option<String> {
    let readings = ['U', 'Y'].map(|v| {
        text.chars()
            .map(|c| match c {
                'I' => '1',
                'O' => '0',
                'Z' => '2',
                'S' => '5',
                'V' => v,
                other => other,
            })
            .collect::<String>()
    });
    let [first, second] = readings;
    match (check(&first).is_ok(), check(&second).is_ok()) {
        (true, false) => Some(first),
        (true, true) if first == second => Some(first),
        (false, true) => Some(second),
        _ => None,
    }
}
