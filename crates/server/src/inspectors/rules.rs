//! States of an inspector, and whether somebody may be drawn on a date. Pure.

use lots_cli::roster::character::seen;
use lots_cli::roster::dirt::clean_code;

use crate::app::value::Date;
use crate::{codes, id};

id!(/// An inspector.
    InspectorId);
id!(/// A training that somebody took part in.
    TrainingId);
id!(/// A conflict that was declared.
    ConflictId);
id!(/// A leave.
    LeaveId);
id!(/// An organisation's rule on training.
    SettingId);

codes! {
    /// Whether an inspector works.
    InspectorState {
        /// They do.
        Active = "active",
        /// 暂停执法资格: not until it is restored.
        Suspended = "suspended",
        /// 离岗: transferred, retired, dismissed. What they did stays.
        Left = "left",
    }
}

codes! {
    /// Why somebody is away.
    LeaveKind {
        /// 年休假.
        Annual = "annual",
        /// 病假.
        Sick = "sick",
        /// 产假、陪产假、育儿假.
        Family = "family",
        /// 培训、学习.
        Training = "training",
        /// 借调、挂职.
        Secondment = "secondment",
        /// 其他.
        Other = "other",
    }
}

codes! {
    /// Why an inspector and a business must not meet.
    ConflictKind {
        /// 曾任职的单位.
        FormerEmployer = "former-employer",
        /// 近亲属任职或持股的单位.
        Relative = "relative",
        /// 本人持股或有其他利害关系.
        Interest = "interest",
        /// 其他.
        Other = "other",
    }
}

codes! {
    /// Which of the encrypted fields.
    Secret {
        /// 联系电话.
        Phone = "phone",
        /// 身份证件号码.
        IdNumber = "id_number",
    }
}

/// A certificate that ends within so many days is warned of.
pub const WARNED_DAYS: i32 = 60;

/// A time away, both days in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Away {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why.
    pub kind: LeaveKind,
}

/// What it hangs on whether somebody may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether they work.
    pub state: InspectorState,
    /// The certificate's first day, if it says one.
    pub valid_from: Option<Date>,
    /// The certificate's last day.
    pub valid_to: Date,
    /// When they are away.
    pub away: Vec<Away>,
    /// The days of trainings they passed.
    pub passed: Vec<Date>,
    /// Within how many months before the date a training must have been passed; nothing if the organisation asks for none.
    pub training_months: Option<i32>,
}

/// Why somebody can't be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// They left.
    Left,
    /// They are suspended.
    Suspended,
    /// The certificate isn't valid yet.
    NotYetValid {
        /// Its first day.
        from: Date,
    },
    /// The certificate has expired.
    Expired {
        /// Its last day.
        on: Date,
    },
    /// They are away.
    OnLeave(Away),
    /// No training was passed since this day.
    TrainingMissing {
        /// The first day that would do.
        since: Date,
        /// The rule.
        months: i32,
    },
}

impl WhyNot {
    /// The stable code; its sentence stands under `why-not-<code>`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Suspended => "suspended",
            Self::NotYetValid { .. } => "not-yet-valid",
            Self::Expired { .. } => "expired",
            Self::OnLeave(_) => "on-leave",
            Self::TrainingMissing { .. } => "training-missing",
        }
    }
}

/// The first day on which a training still counts on `on`.
#[must_use]
pub fn training_since(on: Date, months: i32) -> Date {
    Date(on.0.saturating_sub(jiff::Span::new().months(months)))
}

/// Whether somebody may be drawn on a date, or everything that stands against it.
///
/// # Errors
/// At least one [`WhyNot`].
pub fn drawable(standing: &Standing, on: Date) -> Result<(), Vec<WhyNot>> {
    let mut why = Vec::new();
    match standing.state {
        InspectorState::Active => {}
        InspectorState::Suspended => why.push(WhyNot::Suspended),
        InspectorState::Left => why.push(WhyNot::Left),
    }
    why.extend(standing.valid_from.filter(|from| on < *from).map(|from| WhyNot::NotYetValid { from }));
    if standing.valid_to < on {
        why.push(WhyNot::Expired { on: standing.valid_to });
    }
    why.extend(standing.away.iter().find(|away| away.from <= on && on <= away.to).map(|away| WhyNot::OnLeave(*away)));
    let untrained = standing.training_months.map(|months| (training_since(on, months), months));
    let trained = |since: Date| standing.passed.iter().any(|day| since <= *day && *day <= on);
    why.extend(
        untrained
            .filter(|(since, _)| !trained(*since))
            .map(|(since, months)| WhyNot::TrainingMissing { since, months }),
    );
    if why.is_empty() { Ok(()) } else { Err(why) }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is so already.
    AlreadySo,
    /// Somebody who left isn't edited any more; they are taken on again first.
    HasLeft,
    /// What was withdrawn stays so.
    Withdrawn,
    /// There is nothing in the field to show.
    NothingThere,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AlreadySo => "already-so",
            Self::HasLeft => "inspector-has-left",
            Self::Withdrawn => "already-withdrawn",
            Self::NothingThere => "nothing-to-unmask",
        }
    }
}

/// One state -> another: Active -> Suspended, any but Left -> Left, any but Active -> Active.
///
/// # Errors
/// [`Refusal`].
pub fn moved(now: InspectorState, to: InspectorState) -> Result<InspectorState, Refusal> {
    match (now, to) {
        (now, to) if now == to => Err(Refusal::AlreadySo),
        (InspectorState::Left, InspectorState::Suspended) => Err(Refusal::HasLeft),
        (_, to) => Ok(to),
    }
}

/// Something about somebody may be written down while they haven't left.
///
/// # Errors
/// [`Refusal::HasLeft`].
pub fn keep(now: InspectorState) -> Result<(), Refusal> {
    if now == InspectorState::Left { Err(Refusal::HasLeft) } else { Ok(()) }
}

/// In force -> withdrawn.
///
/// # Errors
/// [`Refusal::Withdrawn`].
pub fn withdraw(is_withdrawn: bool) -> Result<bool, Refusal> {
    if is_withdrawn { Err(Refusal::Withdrawn) } else { Ok(true) }
}

/// A certificate number: 4 to 30 half-width letters and digits, Chinese characters, and single `-()〔〕` between them. What only looks like one of these
/// would make a second inspector of one person. Where [`half_width`] would do, the fault is that it isn't.
#[must_use]
pub fn certificate_fault(number: &str) -> Option<&'static str> {
    match number {
        _ if is_certificate(number) => None,
        _ if is_certificate(&half_width(number)) => Some("certificate-dirty"),
        _ => Some("certificate-form"),
    }
}

fn is_certificate(number: &str) -> bool {
    let sound = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{4e00}'..='\u{9fff}');
    let is_run = |run: &str| !run.is_empty() && run.chars().all(sound);
    (4..=30).contains(&number.chars().count()) && number.split(['-', '(', ')', '〔', '〕']).all(is_run)
}

/// What could be meant by a certificate number: half-width, without blanks, invisible characters, and hyphens at the ends.
#[must_use]
pub fn half_width(number: &str) -> String {
    let clean: String = clean_code(number).0.chars().filter(|c| !c.is_whitespace()).collect();
    clean.trim_matches('-').to_owned()
}

/// What a certificate number is told apart by: two that differ in case, hyphens and brackets alone, or by letters that look like digits, are one.
#[must_use]
pub fn folded(number: &str) -> String {
    let same = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    clean_code(number).0.chars().filter(|c| c.is_alphanumeric()).map(same).collect()
}

/// How a name looks: two that differ by blanks, case, or characters that nobody sees or that are forms of others alone, are one.
#[must_use]
pub fn looks(name: &str) -> String {
    seen(name).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// A telephone number: 7 to 15 digits, perhaps with `-` between and `+` before.
#[must_use]
pub fn phone_fault(phone: &str) -> Option<&'static str> {
    let digits = phone.bytes().filter(u8::is_ascii_digit).count();
    let rest = phone.strip_prefix('+').unwrap_or(phone);
    let sound = rest.bytes().all(|b| b.is_ascii_digit() || b == b'-') && (7..=15).contains(&digits);
    (!sound).then_some("phone-form")
}

/// An id number: 18 characters with the check character of GB 11643-1999 (ISO 7064, MOD 11-2).
#[must_use]
pub fn id_number_fault(number: &str) -> Option<&'static str> {
    const FAULT: Option<&str> = Some("id-number-form");
    let bytes = number.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return FAULT;
    }
    let sum = bytes[..17].iter().fold(0, |sum: u32, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let expected = (12 - sum) % 11;
    let last = match bytes[17] {
        b'X' => 10,
        digit if digit.is_ascii_digit() => u32::from(digit - b'0'),
        _ => return FAULT,
    };
    if last == expected { None } else { FAULT }
}

/// The first letters of a name's syllables, in lower case, for typing ahead.
#[must_use]
pub fn initials(name: &str) -> String {
    use pinyin::ToPinyin as _;
    let letter = |(c, syllable): (char, Option<pinyin::Pinyin>)| match syllable {
        Some(syllable) => syllable.plain().chars().next(),
        None => c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()),
    };
    name.chars().zip(name.to_pinyin()).filter_map(letter).collect()
}
