//! What a subject is, and the rules on it. Pure.

pub mod check;
pub mod industry;
pub mod merging;
pub mod search;

use lots_cli::roster::character::says;

use crate::{codes, id};

id!(/// A subject of inspection.
    SubjectId);
id!(/// A licence of a subject's.
    LicenceId);
id!(/// A move of a risk class.
    RiskMoveId);
id!(/// A search that somebody kept.
    FilterId);

codes! {
    /// What kind of code a subject is known by.
    CodeKind {
        /// 统一社会信用代码 (GB 32100-2015).
        Uscc = "uscc",
        /// 工商注册号, from before 2015: 13 or 15 digits.
        Registration = "registration",
        /// The bureau's own, for those that have neither: projects, stalls.
        Internal = "internal",
    }
}

codes! {
    /// What a subject is in law.
    #[schema(as = SubjectKind)]
    Kind {
        /// 企业.
        Enterprise = "enterprise",
        /// 个体工商户.
        Trader = "trader",
        /// 农民专业合作社.
        Cooperative = "cooperative",
        /// 事业单位.
        Institution = "institution",
        /// 民办非企业单位（社会服务机构）.
        Private = "private",
        /// 机关.
        Government = "government",
        /// 社会团体.
        Association = "association",
        /// 项目.
        Project = "project",
        /// 摊点.
        Stall = "stall",
        /// 其他.
        Other = "other",
    }
}

codes! {
    /// The field it works in (the plan, 一(二)2).
    Domain {
        /// 涉企.
        Enterprise = "enterprise",
        /// 涉农.
        Agriculture = "agriculture",
        /// 教育.
        Education = "education",
        /// 医疗.
        Medical = "medical",
        /// 旅游.
        Tourism = "tourism",
    }
}

codes! {
    /// How it stands with the subject.
    Status {
        /// 存续.
        Active = "active",
        /// 停业.
        Suspended = "suspended",
        /// 吊销.
        Revoked = "revoked",
        /// 注销.
        Deregistered = "deregistered",
        /// 迁出.
        Moved = "moved",
        /// 已合并: it was a second entry of another one, to which it points.
        Merged = "merged",
    }
}

codes! {
    /// Risk class, from low to high. A subject nobody has classed yet is B.
    Risk {
        /// Low.
        A = "A",
        /// Ordinary.
        B = "B",
        /// Raised.
        C = "C",
        /// High.
        D = "D",
    }
}

impl Risk {
    /// As a fact of the journal, whose codes are in lower case.
    #[must_use]
    pub const fn fact(self) -> &'static str {
        match self {
            Self::A => "a",
            Self::B => "b",
            Self::C => "c",
            Self::D => "d",
        }
    }
}

codes! {
    /// What a visit came to.
    VisitResult {
        /// 未发现问题.
        Nothing = "nothing-found",
        /// 未按规定公示应当公示的信息.
        NotPublished = "not-published",
        /// 公示信息隐瞒真实情况、弄虚作假.
        FalselyPublished = "falsely-published",
        /// 通过登记的住所（经营场所）无法联系.
        NotReached = "not-reached",
        /// 发现问题已责令改正.
        Ordered = "rectification-ordered",
        /// 不配合检查情节严重.
        Obstructed = "obstructed",
        /// 未发现开展本次抽查涉及的经营活动.
        NoActivity = "no-activity",
        /// 发现问题待后续处理.
        Pending = "pending",
        /// 已注销、吊销、迁出、停业.
        Gone = "gone",
    }
}

impl VisitResult {
    /// Whether somebody was there to be inspected: a business that nobody was found of has not been inspected, and neither cools down nor reaches its cap.
    #[must_use]
    pub const fn has_reached(self) -> bool {
        !matches!(self, Self::NotReached | Self::Gone)
    }

    /// Whether a visit that came to these reached somebody: not if one of them says that nobody was there, whatever stands beside it.
    #[must_use]
    pub fn have_reached(results: &[Self]) -> bool {
        !results.is_empty() && results.iter().all(|result| result.has_reached())
    }

    /// Whether it says that something was found.
    #[must_use]
    pub const fn is_finding(self) -> bool {
        matches!(self, Self::NotPublished | Self::FalselyPublished | Self::Ordered | Self::Obstructed | Self::Pending)
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is so already.
    AlreadySo,
    /// It was merged into another: that one is the one to work on.
    Merged,
    /// It is deregistered: nobody classes what is no more.
    Over,
    /// Class D needs its basis.
    BasisNeeded,
    /// A thing can't be merged into itself.
    MergeSelf,
    /// Both must belong to one organisation.
    MergeElsewhere,
    /// The one to stay was itself merged into another.
    MergeIntoMerged,
    /// Nothing says that both are one subject.
    MergeUnlike,
    /// They have another risk class, kind, field, region or trade, other tags or limits.
    MergeDiffers,
    /// One that is in business would go into one that isn't.
    MergeOver,
    /// A merge of one of the two is asked for already.
    MergeAsked,
    /// Nobody decides on what they asked for themselves.
    MergeOwn,
    /// Who asked takes it back; others decline it.
    MergeNotOwn,
    /// It was decided, or taken back.
    MergeDecided,
    /// Merging is an act of its own.
    StatusMerged,
    /// The search yields more than a file may hold.
    ExportTooLong,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AlreadySo => "already-so",
            Self::Merged => "subject-merged",
            Self::Over => "subject-over",
            Self::BasisNeeded => "risk-basis-needed",
            Self::MergeSelf => "merge-self",
            Self::MergeElsewhere => "merge-elsewhere",
            Self::MergeIntoMerged => "merge-into-merged",
            Self::MergeUnlike => "subject-merge-unlike",
            Self::MergeDiffers => "subject-merge-differs",
            Self::MergeOver => "subject-merge-over",
            Self::MergeAsked => "subject-merge-asked",
            Self::MergeOwn => "subject-merge-own",
            Self::MergeNotOwn => "subject-merge-not-own",
            Self::MergeDecided => "subject-merge-decided",
            Self::StatusMerged => "status-merged",
            Self::ExportTooLong => "export-too-long",
        }
    }
}

/// Whether somebody may still change it: one that was merged stays as it is.
///
/// # Errors
/// [`Refusal::Merged`].
pub fn open(status: Status) -> Result<(), Refusal> {
    if status == Status::Merged { Err(Refusal::Merged) } else { Ok(()) }
}

/// A status -> another. Every way is open, also back: a registry corrects itself (撤销注销登记).
///
/// # Errors
/// [`Refusal`].
pub fn change_status(now: Status, to: Status) -> Result<Status, Refusal> {
    open(now)?;
    match to {
        Status::Merged => Err(Refusal::StatusMerged),
        _ if to == now => Err(Refusal::AlreadySo),
        _ => Ok(to),
    }
}

/// A risk class -> another, up or down by any number of steps. D, which brings more visits, needs the rule or the document it rests on.
///
/// # Errors
/// [`Refusal`].
pub fn move_risk(status: Status, now: Risk, to: Risk, basis: &str) -> Result<Risk, Refusal> {
    open(status)?;
    match to {
        _ if status == Status::Deregistered => Err(Refusal::Over),
        _ if to == now => Err(Refusal::AlreadySo),
        Risk::D if !says(basis) => Err(Refusal::BasisNeeded),
        _ => Ok(to),
    }
}

/// The most rows of a file taken out: what a spreadsheet program opens, and what can be read without a program.
#[must_use]
pub const fn export_most(workbook: bool) -> u64 {
    if workbook { 200_000 } else { 2_000_000 }
}

/// Whether so many rows fit into a file.
///
/// # Errors
/// [`Refusal::ExportTooLong`].
pub const fn export(rows: u64, workbook: bool) -> Result<(), Refusal> {
    if rows > export_most(workbook) { Err(Refusal::ExportTooLong) } else { Ok(()) }
}

/// Who represents the subject, as the public sees it: where the subject is a person's own stall or shop, the name is that
/// person's and shows its first character only.
#[must_use]
pub fn public_representative(kind: Kind, name: &str) -> String {
    match kind {
        Kind::Trader | Kind::Stall => first_only(name),
        _ => name.to_owned(),
    }
}

/// The first character of a person's name, and a star for each of the others.
fn first_only(name: &str) -> String {
    name.chars().enumerate().map(|(at, c)| if at == 0 { c } else { '*' }).collect()
}

/// The name of a subject as the public sees it: a stall without a name of its own is called by its holder's, which is a person's.
#[must_use]
pub fn public_name(kind: Kind, name: &str, representative: &str) -> String {
    let own = kind != Kind::Stall || representative.is_empty() || !name.contains(representative);
    if own { name.to_owned() } else { name.replace(representative, &first_only(representative)) }
}

/// Whether two codes are one but for one character, or for two neighbours that changed places.
#[must_use]
pub fn near(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if one == other || one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = |(a, b): &(&char, &char)| a == b;
    let front = one.iter().zip(&other).take_while(same).count();
    let back = one[front..].iter().rev().zip(other[front..].iter().rev()).take_while(same).count();
    let (left, right) = (&one[front..one.len() - back], &other[front..other.len() - back]);
    match (left, right) {
        ([_] | [], [_] | []) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}
