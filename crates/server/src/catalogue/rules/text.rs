//! The text of an item, as an edition holds it: in the table, on the wire, in the digest.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::value::unreadable;
use crate::codes;

codes! {
    /// 事项类别 (the State Council's classes of 2019): ordinary items are drawn at random, key ones may be inspected wholly.
    Class {
        /// 一般事项.
        Ordinary = "ordinary",
        /// 重点事项.
        Key = "key",
    }
}

codes! {
    /// 抽查方式.
    Method {
        /// 现场检查.
        OnSite = "on-site",
        /// 书面检查.
        Written = "written",
        /// 网络监测.
        Online = "online",
        /// 检验检测.
        Testing = "testing",
        /// 委托专业机构.
        Agency = "agency",
    }
}

codes! {
    /// How a row of a checklist is answered.
    Answer {
        /// 是, 否 or 不适用.
        YesNo = "yes-no",
        /// A value that is written down.
        Value = "value",
    }
}

codes! {
    /// 裁量档次, lightest first (行政处罚法, 32–34).
    Grade {
        /// 不予处罚.
        None = "none",
        /// 减轻.
        Mitigated = "mitigated",
        /// 从轻.
        Lenient = "lenient",
        /// 一般.
        Ordinary = "ordinary",
        /// 从重.
        Severe = "severe",
    }
}

/// An article of a law.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The law, with its marks: 《中华人民共和国价格法》.
    pub law: String,
    /// Articles, paragraphs: 第十三条. Empty if the whole law is meant.
    pub article: String,
}

/// A share of the subjects, exactly: a reduced fraction from 0 to 1 with a denominator of at most a million, as the
/// draw takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rate {
    /// Above.
    pub numerator: u32,
    /// Below, not 0.
    pub denominator: u32,
}

impl Rate {
    /// The reduced fraction, if there is one.
    #[must_use]
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let (numerator, denominator) = (numerator.checked_div(a)?, denominator.checked_div(a)?);
        let sound = numerator <= denominator && (1..=lots::quota::MAX_DENOMINATOR).contains(&denominator);
        let (numerator, denominator) = (u32::try_from(numerator).ok()?, u32::try_from(denominator).ok()?);
        sound.then_some(Self { numerator, denominator })
    }

    /// Whether it is what [`Self::new`] makes.
    #[must_use]
    pub fn is_sound(self) -> bool {
        Self::new(self.numerator.into(), self.denominator.into()) == Some(self)
    }
}

impl std::fmt::Display for Rate {
    /// As a percentage if that is exact, else as a fraction: `3%`, `2.5%`, `1/3`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let millionths = u64::from(self.numerator) * 1_000_000;
        if !millionths.is_multiple_of(u64::from(self.denominator)) {
            return write!(f, "{}/{}", self.numerator, self.denominator);
        }
        let percent = millionths / u64::from(self.denominator);
        let (whole, rest) = (percent / 10_000, percent % 10_000);
        if rest == 0 {
            return write!(f, "{whole}%");
        }
        write!(f, "{whole}.{}%", format!("{rest:04}").trim_end_matches('0'))
    }
}

/// 频次: how often a subject may meet the item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    /// At least so many times a year.
    pub at_least: Option<u32>,
    /// At most so many times a year.
    pub at_most: Option<u32>,
    /// What numbers don't say: 春耕前.
    pub note: String,
}

/// A row of the checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRow {
    /// What is looked at.
    pub text: String,
    /// How it is answered.
    pub answer: Answer,
    /// On which basis.
    pub basis: String,
}

/// A row of the 裁量基准.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DiscretionRow {
    /// The violation.
    pub violation: String,
    /// On which basis it is punished.
    pub basis: String,
    /// How heavily.
    pub grade: Grade,
    /// The range: 处5000元以下罚款.
    pub range: String,
}

/// Everything an item says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemText {
    /// 编号: 1–40 letters, digits and hyphens; the same in every edition.
    pub code: String,
    /// 领域.
    pub domain: String,
    /// 抽查事项.
    pub name: String,
    /// 抽查子项.
    pub sub: String,
    /// 抽查依据.
    pub bases: Vec<Basis>,
    /// 抽查主体.
    pub body: String,
    /// 抽查对象.
    pub object: String,
    /// 抽查内容.
    pub content: String,
    /// 抽查方式.
    pub methods: BTreeSet<Method>,
    /// 事项类别.
    pub class: Class,
    /// 比例.
    pub rate: Rate,
    /// 频次.
    pub frequency: Frequency,
    /// 人员要求, 资质要求.
    pub qualification: String,
    /// 所需材料.
    pub materials: Vec<String>,
    /// 检查表.
    pub checklist: Vec<CheckRow>,
    /// 裁量基准.
    pub discretion: Vec<DiscretionRow>,
}

/// The fields that a row of a sheet has, in order. The two tables have sheets of their own.
pub const FIELDS: [&str; 14] = [
    "code",
    "domain",
    "name",
    "sub",
    "bases",
    "body",
    "object",
    "content",
    "methods",
    "class",
    "rate",
    "frequency",
    "qualification",
    "materials",
];

/// What is wrong with a field: its name and the fault's code.
pub type Fault = (String, &'static str);

/// The most characters of a short field, and of a long one.
pub const LENGTHS: (usize, usize) = (200, 4_000);
/// The most rows of a list in an item.
pub const MOST_ROWS: usize = 200;

impl ItemText {
    /// What isn't of the form it must have. What is missing is for [`super::lacks`] to say, at the submission: a draft may be
    /// unfinished, but not malformed.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut note =
            |field: &str, code: Option<&'static str>| faults.extend(code.map(|code| (field.to_owned(), code)));
        note("code", (!is_code(&self.code)).then_some("item-code-form"));
        for (field, text) in [("domain", &self.domain), ("name", &self.name)] {
            note(field, text.is_empty().then_some("empty"));
        }
        for (field, text) in [("domain", &self.domain), ("name", &self.name), ("sub", &self.sub), ("body", &self.body)]
        {
            note(field, line(text, LENGTHS.0));
        }
        for (field, text) in
            [("object", &self.object), ("content", &self.content), ("qualification", &self.qualification)]
        {
            note(field, line(text, LENGTHS.1));
        }
        note("rate", (!self.rate.is_sound()).then_some("item-rate-form"));
        note("frequency.note", line(&self.frequency.note, LENGTHS.0));
        note("frequency", self.frequency.fault());
        faults.extend(self.list_faults());
        faults
    }

    fn list_faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut rows = |field: &str, rows: Vec<[(&str, &str, bool); 3]>| {
            faults.extend((rows.len() > MOST_ROWS).then(|| (field.to_owned(), "item-too-many-rows")));
            for (at, cells) in rows.iter().enumerate() {
                for (cell, text, needed) in cells.iter().filter(|(cell, ..)| !cell.is_empty()) {
                    let code = (*needed && text.is_empty()).then_some("empty").or_else(|| line(text, LENGTHS.1));
                    faults.extend(code.map(|code| (format!("{field}.{at}.{cell}"), code)));
                }
            }
        };
        let none = ("", "", false);
        rows(
            "bases",
            self.bases.iter().map(|b| [("law", &*b.law, true), ("article", &*b.article, false), none]).collect(),
        );
        rows("materials", self.materials.iter().map(|text| [("text", &**text, true), none, none]).collect());
        rows(
            "checklist",
            self.checklist.iter().map(|r| [("text", &*r.text, true), ("basis", &*r.basis, true), none]).collect(),
        );
        rows(
            "discretion",
            self.discretion
                .iter()
                .map(|r| [("violation", &*r.violation, true), ("basis", &*r.basis, true), ("range", &*r.range, true)])
                .collect(),
        );
        faults
    }

    /// What a search looks in, in lower case.
    #[must_use]
    pub fn search(&self) -> String {
        [&*self.code, &self.name, &self.sub, &self.object, &self.content].join("\n").to_lowercase()
    }
}

impl Frequency {
    fn fault(&self) -> Option<&'static str> {
        let most = |n: Option<u32>| n.is_some_and(|n| n == 0 || n > 366);
        let crossed = matches!((self.at_least, self.at_most), (Some(least), Some(most)) if least > most);
        (most(self.at_least) || most(self.at_most) || crossed).then_some("item-frequency-form")
    }
}

/// A code: it stands in addresses and on paper.
#[must_use]
pub fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        && text.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
}

/// Text of a field: no longer than so many characters, nothing invisible but line ends, no spaces around it.
fn line(text: &str, most: usize) -> Option<&'static str> {
    match text {
        _ if text.chars().count() > most => Some("item-text-long"),
        _ if text.trim() != text => Some("item-text-spaces"),
        _ => unreadable(text),
    }
}
