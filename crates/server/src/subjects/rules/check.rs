//! What a subject's fields must be like. One set of rules for the form and for the file: nothing is repaired, what could be meant is
//! suggested.

use lots_cli::roster::character::says;
use lots_cli::roster::dirt::{clean_code, clean_line};
use lots_cli::roster::near;
use lots_cli::roster::uscc::{self, UsccError};

use super::{CodeKind, Domain, Kind, industry};
use crate::app::value::{unclean, unclean_name};

/// What somebody enters of a subject.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SubjectDraft)]
pub struct Draft {
    /// Its name: 1–200 characters.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Which kind of code. Not said: by its form.
    #[serde(default)]
    pub code_kind: Option<CodeKind>,
    /// What it is in law.
    pub kind: Kind,
    /// The field it works in.
    pub domain: Domain,
    /// GB/T 4754-2017: 2–4 digits; a section's letter alone if no more is known. Empty: not known.
    #[serde(default)]
    pub industry: String,
    /// GB/T 2260: six digits.
    pub region: String,
    /// The grid that looks after it.
    #[serde(default)]
    pub grid: String,
    /// Its address.
    #[serde(default)]
    pub address: String,
    /// Degrees north, in millionths.
    #[serde(default)]
    pub latitude: Option<i64>,
    /// Degrees east, in millionths.
    #[serde(default)]
    pub longitude: Option<i64>,
    /// 法定代表人（负责人、经营者）.
    #[serde(default)]
    pub representative: String,
    /// Whom to call.
    #[serde(default)]
    pub liaison: String,
    /// Their phone. Not said: as it is; empty: none.
    #[serde(default)]
    pub phone: Option<String>,
    /// The most visits a year.
    #[serde(default)]
    pub visits_most: Option<i64>,
    /// The fewest days between two visits.
    #[serde(default)]
    pub cooldown_days: Option<i64>,
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field's name on the wire.
    pub field: &'static str,
    /// Its sentence stands under `fault-<code>`.
    pub code: &'static str,
    /// What could be meant; empty if nothing can be said.
    pub suggestion: String,
    /// A number its sentence needs.
    pub most: i64,
}

impl Fault {
    /// Without a suggestion.
    #[must_use]
    pub const fn new(field: &'static str, code: &'static str) -> Self {
        Self { field, code, suggestion: String::new(), most: 0 }
    }

    fn suggesting(field: &'static str, code: &'static str, suggestion: impl Into<String>) -> Self {
        Self { suggestion: suggestion.into(), ..Self::new(field, code) }
    }
}

/// A line of text: its field, how long it may be, whether it must be there, and where it stands.
type Line = (&'static str, i64, bool, fn(&Draft) -> &str);

const LINES: &[Line] = &[
    ("name", 200, true, |draft| &draft.name),
    ("grid", 50, false, |draft| &draft.grid),
    ("address", 300, false, |draft| &draft.address),
    ("representative", 50, false, |draft| &draft.representative),
    ("liaison", 50, false, |draft| &draft.liaison),
];

impl Draft {
    /// Which kind of code it has: the one said, else by its form.
    #[must_use]
    pub fn kind_of_code(&self) -> CodeKind {
        self.code_kind.unwrap_or_else(|| code_kind(&self.code))
    }

    /// All that is wrong with it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults: Vec<Fault> =
            LINES.iter().filter_map(|(field, most, needed, of)| of_line(field, of(self), (*most, *needed))).collect();
        faults.extend(code("code", &self.code, self.kind_of_code()));
        faults.extend(digits("region", &self.region, "region-form", |text| text.len() == 6));
        faults.extend(trade(&self.industry));
        faults.extend(self.phone.as_deref().and_then(phone));
        faults.extend(place(self.latitude, self.longitude));
        faults.extend(within("visits_most", self.visits_most, 1..=366));
        faults.extend(within("cooldown_days", self.cooldown_days, 0..=3660));
        faults
    }
}

/// By its form: 18 characters are a 统一社会信用代码, and so is what looks like one with a character lost or gained; 13 or 15 digits
/// are a 注册号; all else is the bureau's own.
#[must_use]
pub fn code_kind(code: &str) -> CodeKind {
    let (clean, _) = clean_code(code);
    let digits = clean.bytes().all(|b| b.is_ascii_digit());
    match clean.chars().count() {
        uscc::LENGTH => CodeKind::Uscc,
        13 | 15 if digits => CodeKind::Registration,
        _ if near::is_near(&clean) => CodeKind::Uscc,
        _ => CodeKind::Internal,
    }
}

/// A line of a draft: no blank stands between the Han characters of a name.
fn of_line(field: &'static str, text: &str, (most, needed): (i64, bool)) -> Option<Fault> {
    let is_name = matches!(field, "name" | "representative");
    let unclean = if is_name { unclean_name(text) } else { unclean(text) };
    judged(field, text, (most, needed), unclean)
}

/// A line of text.
#[must_use]
pub fn line(field: &'static str, text: &str, most: i64, needed: bool) -> Option<Fault> {
    judged(field, text, (most, needed), unclean(text))
}

fn judged(
    field: &'static str,
    text: &str,
    (most, needed): (i64, bool),
    unclean: Option<(&'static str, String)>,
) -> Option<Fault> {
    let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    match unclean {
        _ if needed && !says(&clean_line(text).0) => Some(Fault::new(field, "empty")),
        Some((code, clean)) => Some(Fault::suggesting(field, code, clean)),
        None if count > most => Some(Fault { most, ..Fault::new(field, "too-long") }),
        None if text.chars().any(char::is_control) => Some(Fault::new(field, "control-character")),
        None => None,
    }
}

/// A code of its kind.
#[must_use]
pub fn code(field: &'static str, text: &str, kind: CodeKind) -> Option<Fault> {
    let (clean, dirt) = clean_code(text);
    if clean.is_empty() {
        return Some(Fault::new(field, "empty"));
    }
    if kind == CodeKind::Uscc && !uscc::is_right(text.as_bytes()) {
        return Some(uscc_fault(field, &clean));
    }
    let upper = clean.to_ascii_uppercase();
    match kind {
        _ if !dirt.is_empty() || upper != text => Some(Fault::suggesting(field, "code-dirty", upper)),
        CodeKind::Registration => digits(field, text, "registration-form", |text| matches!(text.len(), 13 | 15)),
        CodeKind::Internal if is_like_uscc(text) => Some(Fault::new(field, "code-like-uscc")),
        CodeKind::Internal if !is_internal(text) => Some(Fault::new(field, "internal-form")),
        _ => None,
    }
}

fn uscc_fault(field: &'static str, clean: &str) -> Fault {
    let upper = clean.to_ascii_uppercase();
    let meant = uscc::check(&upper).is_ok().then_some(upper.clone()).or_else(|| uscc::without_lookalikes(&upper));
    match (meant, uscc::check(&upper)) {
        (Some(meant), _) => Fault::suggesting(field, "code-dirty", meant),
        (None, Err(UsccError::Length(_))) => Fault::new(field, "uscc-length"),
        (None, Err(UsccError::Character { character, position })) => Fault {
            most: i64::try_from(position).unwrap_or_default(),
            ..Fault::suggesting(field, "uscc-character", character)
        },
        (None, _) => Fault::new(field, "uscc-check"),
    }
}

/// 1–32 capitals, digits and hyphens, of a form that isn't another kind's.
fn is_internal(text: &str) -> bool {
    let form = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
    let other =
        text.len() == uscc::LENGTH || (matches!(text.len(), 13 | 15) && text.bytes().all(|b| b.is_ascii_digit()));
    form && text.len() <= 32 && !other
}

/// Whether a number of the bureau's own has a 统一社会信用代码 in it, with punctuation or something more, or begins with one that lacks its last character: a
/// business would stand in the roster twice. Of 17 characters one check character alone is left, which one number in eleven has by chance, so that they must
/// begin as codes of institutions, associations, businesses or cooperatives do; numbers that begin with Liaoning's 21 don't.
fn is_like_uscc(text: &str) -> bool {
    let bare: String =
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_uppercase()).collect();
    let has_whole = bare.as_bytes().windows(uscc::LENGTH).any(uscc::is_right);
    let begins = bare.starts_with(['1', '5', '9', 'N']) && bare[1..].starts_with(['1', '2', '3', '9']);
    let whole = bare.get(..uscc::LENGTH - 2).and_then(uscc::complete);
    let lacks_last = whole.is_some_and(|whole| bare.starts_with(&whole[..uscc::LENGTH - 1]));
    has_whole || (begins && lacks_last)
}

fn digits(field: &'static str, text: &str, code: &'static str, length: fn(&str) -> bool) -> Option<Fault> {
    let (clean, dirt) = clean_code(text);
    let sound = length(text) && text.bytes().all(|b| b.is_ascii_digit());
    match () {
        () if sound => None,
        () if !dirt.is_empty() && length(&clean) => Some(Fault::suggesting(field, "code-dirty", clean)),
        () => Some(Fault::new(field, code)),
    }
}

/// One form of a trade: `F52` beside `52` would be two, and a draw that asks for one would miss the other.
fn trade(text: &str) -> Option<Fault> {
    let (code, meant) = industry::fault(text).filter(|_| !text.is_empty())?;
    Some(Fault::suggesting("industry", code, meant))
}

/// A phone: digits, and what people put between them.
fn phone(text: &str) -> Option<Fault> {
    let count = text.bytes().filter(u8::is_ascii_digit).count();
    let form = text.bytes().all(|b| b.is_ascii_digit() || b"+- ()".contains(&b));
    let sound = text.is_empty() || (form && (7..=15).contains(&count) && text.len() <= 25);
    let (clean, dirt) = clean_code(text);
    match () {
        () if sound && dirt.is_empty() => None,
        () if !dirt.is_empty() && phone(&clean).is_none() => Some(Fault::suggesting("phone", "code-dirty", clean)),
        () => Some(Fault::new("phone", "subject-phone-form")),
    }
}

fn place(latitude: Option<i64>, longitude: Option<i64>) -> Option<Fault> {
    const DEGREE: i64 = 1_000_000;
    match (latitude, longitude) {
        (None, None) => None,
        (Some(north), Some(_)) if north.abs() > 90 * DEGREE => Some(Fault::new("latitude", "out-of-range")),
        (Some(_), Some(east)) if east.abs() > 180 * DEGREE => Some(Fault::new("longitude", "out-of-range")),
        (Some(_), Some(_)) => None,
        (Some(_), None) => Some(Fault::new("longitude", "empty")),
        (None, Some(_)) => Some(Fault::new("latitude", "empty")),
    }
}

fn within(field: &'static str, number: Option<i64>, range: std::ops::RangeInclusive<i64>) -> Option<Fault> {
    let out = number.is_some_and(|number| !range.contains(&number));
    out.then(|| Fault::new(field, "out-of-range"))
}

/// A tag: 1–20 characters without blanks or commas, since lists of tags are written with those.
#[must_use]
pub fn tag(text: &str) -> Option<Fault> {
    let apart = text.chars().any(|c| c.is_whitespace() || ",，、;；|".contains(c));
    line("tags", text, 20, true).or_else(|| apart.then(|| Fault::new("tags", "tag-form")))
}

/// The most tags of a subject, and the most licences.
pub const MOST_TAGS: usize = 50;
