//! What clerks write in cells, read: bases, rates, frequencies, lists.

use super::text::{Basis, Frequency, Rate};

/// Parts of a cell that are a list: between `；`, `;`, `|` or line ends.
#[must_use]
pub fn list(text: &str) -> Vec<String> {
    let parts = text.split(['；', ';', '|', '\n']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Legal bases: `《价格法》第十三条；《……规定》（总局令第56号）第五条`. The law goes up to its closing mark with what
/// stands in brackets behind it; the rest is the article.
#[must_use]
pub fn bases(text: &str) -> Vec<Basis> {
    list(text).iter().map(|part| basis(part)).collect()
}

fn basis(text: &str) -> Basis {
    let named = text.rfind('》').map_or(0, |at| at + '》'.len_utf8());
    let bracket = text[named..].starts_with('（').then(|| text[named..].find('）')).flatten();
    let end = bracket.map_or(named, |at| named + at + '）'.len_utf8());
    // Without marks the articles begin at the first 第.
    let end = if end == 0 { text.find('第').unwrap_or(text.len()) } else { end };
    Basis { law: text[..end].trim().to_owned(), article: text[end..].trim().to_owned() }
}

/// A basis as a cell has it.
#[must_use]
pub fn basis_text(basis: &Basis) -> String {
    format!("{}{}", basis.law, basis.article)
}

/// A share: `0.03`, `3%`, `3‰`, `1/30`, full-width signs included.
#[must_use]
pub fn rate(text: &str) -> Option<Rate> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    if let Some((above, below)) = text.split_once('/') {
        return Rate::new(above.parse().ok()?, below.parse().ok()?);
    }
    let (digits, scale) = match (text.strip_suffix('%'), text.strip_suffix('‰')) {
        (Some(digits), _) => (digits, 100),
        (_, Some(digits)) => (digits, 1_000),
        _ => (&*text, 1),
    };
    let (value, ten) = decimal(digits)?;
    Rate::new(value, ten.checked_mul(scale)?)
}

/// `2.50` as 250 of 100.
fn decimal(digits: &str) -> Option<(u64, u64)> {
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = !whole.is_empty() && whole.bytes().chain(rest.bytes()).all(|b| b.is_ascii_digit());
    let places = u32::try_from(rest.len()).ok().filter(|places| plain && *places <= 9)?;
    Some((format!("{whole}{rest}").parse().ok()?, 10_u64.pow(places)))
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '％' => '%',
        '．' => '.',
        '／' => '/',
        _ => c,
    }
}

/// How often: `每年不少于1次`, `每年不超过2次`, `每年1至2次`, `at least 1 a year`; what says no plain number is a note
/// (`春耕前不少于1次`). Several parts may stand beside each other.
#[must_use]
pub fn frequency(text: &str) -> Frequency {
    let mut read = Frequency::default();
    let mut notes = Vec::new();
    for part in list(text) {
        match bounds(&part) {
            Some((least, most)) if read.at_least.is_none() && read.at_most.is_none() => {
                (read.at_least, read.at_most) = (least, most);
            }
            _ => notes.push(part),
        }
    }
    read.note = notes.join("；");
    read
}

/// The least and the most times a year that a text says.
fn bounds(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let plain = plain.to_lowercase();
    let inner =
        plain.strip_prefix("每年").and_then(|rest| rest.strip_suffix('次')).or_else(|| plain.strip_suffix("ayear"))?;
    let number = |text: &str| text.parse::<u32>().ok();
    let behind = |words: &[&str]| words.iter().find_map(|word| inner.strip_prefix(word)).and_then(number);
    if let Some(least) = behind(&["不少于", "至少", "≥", "atleast"]) {
        return Some((Some(least), None));
    }
    if let Some(most) = behind(&["不超过", "至多", "≤", "atmost"]) {
        return Some((None, Some(most)));
    }
    if let Some(exact) = number(inner) {
        return Some((Some(exact), Some(exact)));
    }
    let (least, most) = ["至", "-", "—", "to"].iter().find_map(|mark| inner.split_once(mark))?;
    Some((Some(number(least)?), Some(number(most)?)))
}
