//! Reason codes of exclusions and recusals (`spec/draw.md`, section 1.1), and the Chinese labels accepted for them.

use crate::roster::Kind;

const EXCLUSIONS: [(&str, &str); 7] = [
    ("cap-reached", "本年检查次数已达上限"),
    ("cooling-down", "距上次检查未满间隔期"),
    ("inspected-elsewhere", "其他部门已检查"),
    ("recused-office", "需整体回避"),
    ("closed", "已注销吊销停业"),
    ("moved-away", "已迁出"),
    ("for-cause", "另案处理"),
];
const RECUSALS: [(&str, &str); 6] = [
    ("conflict-declared", "申报利害关系"),
    ("former-employer", "曾任职"),
    ("relative", "亲属关系"),
    ("own-area", "本人辖区"),
    ("last-visit", "上次检查人"),
    ("rotation", "轮换"),
];

fn known(kind: Kind) -> &'static [(&'static str, &'static str)] {
    match kind {
        Kind::Excluded => &EXCLUSIONS,
        Kind::Recusals => &RECUSALS,
        Kind::Subjects | Kind::Inspectors => &[],
    }
}

/// What a reason in a file stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<'a> {
    /// It is a code: one of the specification, or one beginning with `x-`.
    Code(&'a str),
    /// It is the Chinese label of this code.
    Label(&'static str),
    /// Neither.
    Unknown,
}

/// Read a reason. A code of the wrong kind of roster is unknown.
#[must_use]
pub fn read(kind: Kind, text: &str) -> Read<'_> {
    if text.starts_with("x-") || known(kind).iter().any(|(code, _)| *code == text) {
        return Read::Code(text);
    }
    match known(kind).iter().find(|(_, label)| *label == text) {
        Some((code, _)) => Read::Label(code),
        None => Read::Unknown,
    }
}

/// The codes that are known, for a message.
#[must_use]
pub fn codes(kind: Kind) -> Vec<&'static str> {
    known(kind).iter().map(|(code, _)| *code).collect()
}
