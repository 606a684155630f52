//! From the cells of a row to the fields of a record. Each function gives a value or the flaw; nothing is repaired.

use lots::name::{InspectorCode, NameError, PoolName, ReasonCode, StratumName, SubjectId};
use lots::time::Date;

use crate::roster::cell::{Cell, CellKind, Row};
use crate::roster::dirt::{Dirt, clean_code, clean_line};
use crate::roster::header::Header;
use crate::roster::{Field, Flaw, IdRule, Kind, Options, reason, uscc};

/// The most targets that an inspector's capacity can be (`spec/draw.md`, section 2.1).
const MOST_CAPACITY: u32 = 1_000_000;
/// What stands between the pools in a cell.
const POOL_SEPARATORS: [char; 8] = [',', '，', '、', ';', '；', '|', '\n', '\r'];

/// A row seen through its header.
pub struct Fields<'a> {
    /// The row.
    pub row: &'a Row,
    /// Which column is which.
    pub header: &'a Header,
    /// How the user wants it read.
    pub options: &'a Options,
    /// Which roster it belongs to.
    pub kind: Kind,
}

impl Fields<'_> {
    fn cell(&self, field: Field) -> Option<&Cell> {
        self.header.indexes(field).first().and_then(|&index| self.row.cells.get(index))
    }

    /// The cell, if there is something in it that isn't spoilt.
    fn filled(&self, field: Field) -> Result<&Cell, Flaw> {
        filled(self.cell(field), field)
    }

    /// The subject's id.
    pub fn id(&self) -> Result<SubjectId, Flaw> {
        let text = &self.filled(Field::Id)?.text;
        let (clean, dirt) = clean_code(text);
        let is_uscc = match self.options.ids {
            IdRule::Any => false,
            IdRule::Uscc => true,
            IdRule::Auto => clean.chars().count() == uscc::LENGTH,
        };
        if is_uscc {
            check_uscc(text, &clean, dirt)?;
        } else if !dirt.is_empty() {
            return Err(dirty(Field::Id, text, clean, dirt, SubjectId::check));
        }
        SubjectId::new(text.as_str()).map_err(|error| form(Field::Id, text, error))
    }

    /// The inspector's code.
    pub fn code(&self) -> Result<InspectorCode, Flaw> {
        let text = &self.filled(Field::Code)?.text;
        let (clean, dirt) = clean_code(text);
        if !dirt.is_empty() {
            return Err(dirty(Field::Code, text, clean, dirt, InspectorCode::check));
        }
        InspectorCode::new(text.as_str()).map_err(|error| form(Field::Code, text, error))
    }

    /// The stratum: one cell, or several joined by `/`, or the one that the user gave for all.
    pub fn stratum(&self) -> Result<StratumName, Flaw> {
        let mut parts = Vec::new();
        for &index in self.header.indexes(Field::Stratum) {
            parts.push(filled(self.row.cells.get(index), Field::Stratum)?.text.as_str());
        }
        if parts.is_empty() {
            parts.extend(self.options.stratum.as_deref());
        }
        for part in &parts {
            checked_name(Field::Stratum, part, StratumName::check)?;
        }
        let joined = parts.join("/");
        StratumName::new(joined.as_str()).map_err(|error| form(Field::Stratum, &joined, error))
    }

    /// The reason's code, and whether it was read from a label.
    pub fn reason(&self) -> Result<(ReasonCode, bool), Flaw> {
        let text = &self.filled(Field::Reason)?.text;
        let (code, labelled) = match reason::read(self.kind, text) {
            reason::Read::Code(code) => (code, false),
            reason::Read::Label(code) => (code, true),
            reason::Read::Unknown => {
                let (clean, dirt) = clean_code(text);
                let is_known = |text: &str| match reason::read(self.kind, text) {
                    reason::Read::Unknown => Err(NameError::Empty),
                    _ => Ok(()),
                };
                return Err(if dirt.is_empty() {
                    Flaw::UnknownReason(text.clone())
                } else {
                    dirty(Field::Reason, text, clean, dirt, is_known)
                });
            }
        };
        match ReasonCode::new(code) {
            Ok(code) => Ok((code, labelled)),
            Err(error) => Err(form(Field::Reason, text, error)),
        }
    }

    /// The pools, sorted bytewise. Spaces beside a separator belong to it.
    pub fn pools(&self) -> Result<Vec<PoolName>, Flaw> {
        let text = &self.filled(Field::Pools)?.text;
        let mut pools = Vec::new();
        for part in text.split(POOL_SEPARATORS).map(|part| part.trim_matches(' ')) {
            checked_name(Field::Pools, part, PoolName::check)?;
            pools.push(PoolName::new(part).map_err(|error| form(Field::Pools, text, error))?);
        }
        pools.sort();
        match pools.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(Flaw::PoolTwice(pair[0].to_string())),
            None => Ok(pools),
        }
    }

    /// The capacity.
    pub fn capacity(&self) -> Result<u32, Flaw> {
        let text = &self.filled(Field::Capacity)?.text;
        let number = |text: &str| match text.parse::<u32>() {
            Ok(value) if value <= MOST_CAPACITY && text.bytes().all(|b| b.is_ascii_digit()) => Ok(value),
            _ => Err(NameError::Empty),
        };
        number(text).map_err(|_| suggest(Field::Capacity, text, |t| number(t).map(drop), Flaw::NotACapacity))
    }

    /// The last day on which the certificate is valid; none if the cell is empty or says 长期.
    pub fn valid_to(&self) -> Result<Option<Date>, Flaw> {
        let Some(cell) = self.cell(Field::ValidTo).filter(|cell| !cell.text.trim().is_empty()) else {
            return Ok(None);
        };
        if let CellKind::Number { date: Some(date) } = cell.kind {
            return Ok(Some(date));
        }
        if cell.text == "长期" {
            return Ok(None);
        }
        let day = |text: &str| date(text).map(drop).ok_or(NameError::Empty);
        date(&cell.text).map(Some).ok_or_else(|| suggest(Field::ValidTo, &cell.text, day, Flaw::NotADate))
    }

    /// The key of a row that has flaws, as it would be without dirt, so that its duplicates are found in the same pass.
    pub fn probable_key(&self) -> Option<String> {
        let mut parts = Vec::new();
        for &field in self.kind.key_fields() {
            let (clean, _) = clean_code(&self.filled(field).ok()?.text);
            let is_uscc = self.options.ids != IdRule::Any && clean.len() == uscc::LENGTH && field == Field::Id;
            parts.push(if is_uscc { clean.to_ascii_uppercase() } else { clean });
        }
        Some(parts.join("\t"))
    }
}

fn filled(cell: Option<&Cell>, field: Field) -> Result<&Cell, Flaw> {
    match cell {
        Some(cell) if cell.kind == CellKind::LostDigits => Err(Flaw::LostDigits { field, found: cell.text.clone() }),
        Some(cell) if cell.kind == CellKind::Merged => Err(Flaw::Merged(field)),
        Some(cell) if is_scientific(&cell.text) && matches!(field, Field::Id | Field::Code) => {
            Err(Flaw::LostDigits { field, found: cell.text.clone() })
        }
        Some(cell) if !clean_line(&cell.text).0.is_empty() => Ok(cell),
        _ => Err(Flaw::Missing(field)),
    }
}

/// Whether a spreadsheet wrote this for a long number: `9.13501E+17`.
fn is_scientific(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some((mantissa, exponent)) = text.trim().split_once("E+") else {
        return false;
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(exponent) && digits(whole) && digits(fraction)
}

fn check_uscc(text: &str, clean: &str, mut dirt: Vec<Dirt>) -> Result<(), Flaw> {
    let upper = clean.to_ascii_uppercase();
    if upper != clean {
        dirt.push(Dirt::LowerCase);
    }
    let (found, field) = (text.to_owned(), Field::Id);
    match uscc::check(&upper) {
        Ok(()) if dirt.is_empty() => Ok(()),
        Ok(()) => Err(Flaw::Dirty { field, dirt, found, suggestion: Some(upper) }),
        Err(error) => Err(match uscc::without_lookalikes(&upper) {
            Some(code) => {
                dirt.push(Dirt::Lookalike);
                Flaw::Dirty { field, dirt, found, suggestion: Some(code) }
            }
            None if matches!(error, uscc::UsccError::Length(_)) && !dirt.is_empty() => {
                Flaw::Dirty { field, dirt, found, suggestion: None }
            }
            None => Flaw::NotUscc { found, error },
        }),
    }
}

/// The text of a name that may be Chinese: without dirt, or the flaw.
fn checked_name(field: Field, text: &str, check: fn(&str) -> Result<(), NameError>) -> Result<(), Flaw> {
    let (clean, dirt) = clean_line(text);
    if dirt.is_empty() {
        check(text).map_err(|error| form(field, text, error))
    } else {
        Err(dirty(field, text, clean, dirt, check))
    }
}

fn dirty(
    field: Field,
    text: &str,
    clean: String,
    dirt: Vec<Dirt>,
    check: impl Fn(&str) -> Result<(), NameError>,
) -> Flaw {
    let suggestion = check(&clean).is_ok().then_some(clean);
    Flaw::Dirty { field, dirt, found: text.to_owned(), suggestion }
}

/// Dirt if the text has some and would be right without it, else `otherwise`.
fn suggest(
    field: Field,
    text: &str,
    check: impl Fn(&str) -> Result<(), NameError>,
    otherwise: impl Fn(String) -> Flaw,
) -> Flaw {
    let (clean, dirt) = clean_code(text);
    if dirt.is_empty() || check(&clean).is_err() {
        otherwise(text.to_owned())
    } else {
        dirty(field, text, clean, dirt, check)
    }
}

fn form(field: Field, text: &str, error: NameError) -> Flaw {
    Flaw::Form { field, found: text.to_owned(), error }
}

/// A day as people write it: `2027-03-01`, `2027/3/1`, `2027.3.1`, `2027年3月1日`, `20270301`, with or without a time of
/// day behind a space or `T`.
fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next()?;
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]).parse().ok();
    }
    let day = day.strip_suffix('日').unwrap_or(day);
    let parts: Vec<&str> = day.split(['-', '/', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
}
