//! Trades that are asked for, as a condition of SQL: of a draw's scope and of a list's filter alike.

use sea_orm::Value;

use crate::subjects::rules::industry::Industries;

/// The condition that a column's trade is among those asked for. Where a letter stands before the digits, the digits are looked at, so that an entry from before
/// that was refused is found with the others. They must name some.
pub fn among(column: &str, asked: &Industries, mut bind: impl FnMut(Value) -> String) -> String {
    let (mut plain, mut lettered) = (Vec::new(), Vec::new());
    for begin in asked.begins() {
        let mut span = |of: &str| {
            let (low, high) = (bind(begin.as_str().into()), bind(format!("{begin}~").into()));
            format!("({of} >= {low} AND {of} < {high})")
        };
        plain.push(span(column));
        lettered.push(span(&format!("SUBSTR({column}, 2)")));
    }
    // Digits come before letters, so that of most entries nothing is cut off.
    plain.push(format!("({column} >= 'A' AND {column} < 'U' AND ({}))", lettered.join(" OR ")));
    let letters: Vec<String> = asked.sections().iter().map(|letter| bind(letter.to_string().into())).collect();
    if !letters.is_empty() {
        plain.push(format!("{column} IN ({})", letters.join(", ")));
    }
    format!("({})", plain.join(" OR "))
}
