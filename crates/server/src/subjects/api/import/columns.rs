//! The columns of rosters: what they are called in the files that bureaus have, and what stands in them.

use crate::app::import::Field;
use crate::subjects::rules::{Domain, Kind, Risk, Status, VisitResult};

const fn field(
    name: &'static str,
    (label_key, help_key): (&'static str, &'static str),
    required: bool,
    known: &'static [&'static str],
) -> Field {
    Field { name, label_key, help_key, required, known }
}

/// What a row can say. The code comes first: rows are told apart by it.
pub(super) const FIELDS: &[Field] = &[
    field(
        "code",
        ("subject-code", "subject-code-help"),
        true,
        &[
            "统一社会信用代码",
            "社会信用代码",
            "信用代码",
            "统一代码",
            "统一社会信用代码/注册号",
            "注册号",
            "工商注册号",
            "主体代码",
            "编号",
            "uscc",
            "code",
        ],
    ),
    field(
        "name",
        ("subject-name", "subject-name-help"),
        true,
        &[
            "名称",
            "企业名称",
            "主体名称",
            "市场主体名称",
            "单位名称",
            "检查对象名称",
            "检查对象",
            "机构名称",
            "商户名称",
            "字号名称",
            "经营者名称",
            "name",
        ],
    ),
    field(
        "kind",
        ("subject-kind", "subject-kind-help"),
        false,
        &["主体类型", "市场主体类型", "企业类型", "类型", "对象类型", "单位类型", "单位性质", "kind"],
    ),
    field(
        "domain",
        ("subject-domain", "subject-domain-help"),
        false,
        &["领域", "检查领域", "所属领域", "类别", "domain"],
    ),
    field(
        "industry",
        ("subject-industry", "subject-industry-help"),
        false,
        &["行业代码", "国民经济行业代码", "行业门类代码", "行业", "industry"],
    ),
    field(
        "region",
        ("subject-region", "subject-region-help"),
        false,
        &["行政区划", "行政区划代码", "区划代码", "所属区县代码", "辖区代码", "区域代码", "region"],
    ),
    field("grid", ("subject-grid", "subject-grid-help"), false, &["网格", "所属网格", "网格编号", "网格名称", "grid"]),
    field(
        "address",
        ("subject-address", "subject-address-help"),
        false,
        &[
            "地址",
            "住所",
            "经营场所",
            "经营地址",
            "注册地址",
            "住所/经营场所",
            "生产经营地址",
            "单位地址",
            "详细地址",
            "address",
        ],
    ),
    field("latitude", ("subject-latitude", "subject-latitude-help"), false, &["纬度", "latitude", "lat"]),
    field("longitude", ("subject-longitude", "subject-longitude-help"), false, &["经度", "longitude", "lng", "lon"]),
    field(
        "representative",
        ("subject-representative", "subject-representative-help"),
        false,
        &["法定代表人", "法人", "法人代表", "负责人", "经营者", "法定代表人/负责人", "投资人", "representative"],
    ),
    field(
        "liaison",
        ("subject-liaison", "subject-liaison-help"),
        false,
        &["联系人", "联络员", "联系人姓名", "liaison"],
    ),
    field(
        "phone",
        ("subject-phone", "subject-phone-help"),
        false,
        &["联系电话", "电话", "手机", "手机号", "手机号码", "联系方式", "联络电话", "phone"],
    ),
    field(
        "status",
        ("subject-status", "subject-status-help"),
        false,
        &["登记状态", "经营状态", "状态", "企业状态", "存续状态", "主体状态", "status"],
    ),
    field(
        "risk",
        ("subject-risk", "subject-risk-help"),
        false,
        &["风险等级", "风险分类", "信用风险等级", "信用风险分类", "风险类别", "risk"],
    ),
    field(
        "visits_most",
        ("subject-visits-most", "subject-visits-most-help"),
        false,
        &["每年最多检查次数", "年度检查上限", "检查次数上限"],
    ),
    field(
        "cooldown_days",
        ("subject-cooldown-days", "subject-cooldown-days-help"),
        false,
        &["两次检查最少间隔天数", "检查间隔天数"],
    ),
    field("tags", ("subject-tags", "subject-tags-help"), false, &["标签", "标记", "tags"]),
    field(
        "licence_kind",
        ("subject-licence-kind", "subject-licence-kind-help"),
        false,
        &["许可证件名称", "许可证名称", "许可证类型", "证照名称"],
    ),
    field(
        "licence_code",
        ("subject-licence-code", "subject-licence-code-help"),
        false,
        &["许可证件编号", "许可证编号", "许可证号", "证照编号"],
    ),
    field(
        "licence_valid_to",
        ("subject-licence-valid-to", "subject-licence-valid-to-help"),
        false,
        &["许可证件有效期至", "许可证有效期至", "许可证有效期", "许可证到期日期"],
    ),
    field(
        "visited",
        ("subject-visited", "subject-visited-help"),
        false,
        &["最近检查日期", "上次检查日期", "检查日期", "上年检查日期"],
    ),
    field(
        "visit_result",
        ("subject-visit-result", "subject-visit-result-help"),
        false,
        &["最近检查结果", "上次检查结果", "检查结果"],
    ),
];

/// How people write the members of a closed set, the first being the official one.
type Names<T> = &'static [(T, &'static [&'static str])];

const KINDS: Names<Kind> = &[
    (
        Kind::Enterprise,
        &[
            "企业",
            "公司",
            "有限责任公司",
            "有限公司",
            "股份有限公司",
            "内资企业",
            "外资企业",
            "分公司",
            "个人独资企业",
            "合伙企业",
        ],
    ),
    (Kind::Trader, &["个体工商户", "个体户", "个体"]),
    (Kind::Cooperative, &["农民专业合作社", "合作社", "专业合作社"]),
    (Kind::Institution, &["事业单位"]),
    (Kind::Private, &["民办非企业单位", "民办非企业", "社会服务机构", "民非"]),
    (Kind::Government, &["机关", "行政机关", "国家机关"]),
    (Kind::Association, &["社会团体", "社团", "行业协会", "协会"]),
    (Kind::Project, &["项目", "工程"]),
    (Kind::Stall, &["摊点", "摊位", "摊贩", "流动摊点"]),
    (Kind::Other, &["其他", "其它"]),
];

const DOMAINS: Names<Domain> = &[
    (Domain::Enterprise, &["涉企", "企业", "涉企收费"]),
    (Domain::Agriculture, &["涉农", "农业", "农村"]),
    (Domain::Education, &["教育", "学校", "教育收费"]),
    (Domain::Medical, &["医疗", "医药", "卫生", "医疗卫生"]),
    (Domain::Tourism, &["旅游", "文旅", "景区"]),
];

const STATUSES: Names<Status> = &[
    (
        Status::Active,
        &[
            "存续",
            "开业",
            "在业",
            "在营",
            "正常",
            "在营（开业）",
            "在营(开业)企业",
            "在营(开业)",
            "存续（在营、开业、在册）",
        ],
    ),
    (Status::Suspended, &["停业", "歇业", "停产"]),
    (Status::Revoked, &["吊销", "吊销，未注销", "吊销未注销", "已吊销"]),
    (Status::Deregistered, &["注销", "已注销"]),
    (Status::Moved, &["迁出", "已迁出"]),
];

const RISKS: Names<Risk> = &[
    (Risk::A, &["A", "A类", "A级", "低", "低风险"]),
    (Risk::B, &["B", "B类", "B级", "一般", "一般风险", "中低风险"]),
    (Risk::C, &["C", "C类", "C级", "较高", "较高风险", "中高风险"]),
    (Risk::D, &["D", "D类", "D级", "高", "高风险"]),
];

const RESULTS: Names<VisitResult> = &[
    (VisitResult::Nothing, &["未发现问题", "正常", "合格", "无问题"]),
    (VisitResult::NotPublished, &["未按规定公示应当公示的信息"]),
    (VisitResult::FalselyPublished, &["公示信息隐瞒真实情况、弄虚作假"]),
    (VisitResult::NotReached, &["通过登记的住所（经营场所）无法联系", "通过登记的住所(经营场所)无法联系", "无法联系"]),
    (VisitResult::Ordered, &["发现问题已责令改正", "责令改正", "已责令改正"]),
    (VisitResult::Obstructed, &["不配合检查情节严重"]),
    (VisitResult::NoActivity, &["未发现开展本次抽查涉及的经营活动"]),
    (VisitResult::Pending, &["发现问题待后续处理"]),
    (VisitResult::Gone, &["已注销、吊销、迁出、停业", "已关闭停业或正在组织清算"]),
];

fn named<T: Copy + std::str::FromStr>(names: Names<T>, text: &str) -> Option<T> {
    let known = names.iter().find(|(_, known)| known.contains(&text)).map(|(member, _)| *member);
    known.or_else(|| text.parse().ok())
}

pub(super) fn kind(text: &str) -> Option<Kind> {
    named(KINDS, text)
}

pub(super) fn domain(text: &str) -> Option<Domain> {
    named(DOMAINS, text)
}

/// Never [`Status::Merged`]: a file merges nothing.
pub(super) fn status(text: &str) -> Option<Status> {
    named(STATUSES, text).filter(|status| *status != Status::Merged)
}

pub(super) fn risk(text: &str) -> Option<Risk> {
    named(RISKS, text.to_ascii_uppercase().as_str())
}

pub(super) fn result(text: &str) -> Option<VisitResult> {
    named(RESULTS, text)
}

/// Degrees as people write them, in millionths: `41.8797`.
pub(super) fn degrees(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let (sign, whole) = whole.strip_prefix('-').map_or((1, whole), |whole| (-1, whole));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || part.len() > 15 || !digits(whole) || !digits(part) {
        return None;
    }
    let millionths = format!("{part:0<6}");
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = millionths[..6].parse().ok()?;
    Some(sign * (whole * 1_000_000 + part))
}

/// What a code tells of its holder's kind (GB 32100-2015, table of registering bodies and kinds).
pub(super) fn kind_by_code(code: &str) -> Option<Kind> {
    match code.get(..2)? {
        "91" => Some(Kind::Enterprise),
        "92" => Some(Kind::Trader),
        "93" => Some(Kind::Cooperative),
        "12" => Some(Kind::Institution),
        "11" => Some(Kind::Government),
        "51" => Some(Kind::Association),
        "52" => Some(Kind::Private),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_as_people_write_them() {
        assert_eq!(kind("个体户"), Some(Kind::Trader));
        assert_eq!(kind("stall"), Some(Kind::Stall));
        assert_eq!(kind("商行"), None);
        assert_eq!(domain("医疗"), Some(Domain::Medical));
        assert_eq!(status("在业"), Some(Status::Active));
        assert_eq!(status("merged"), None);
        assert_eq!(risk("c"), Some(Risk::C));
        assert_eq!(risk("高风险"), Some(Risk::D));
        assert_eq!(result("未发现问题"), Some(VisitResult::Nothing));
    }

    #[test]
    fn degrees_lose_nothing_a_map_shows() {
        let check = |text: &str, expected: Option<i64>| assert_eq!(degrees(text), expected, "{text}");
        check("41.8797", Some(41_879_700));
        check("123", Some(123_000_000));
        check("-0.5", Some(-500_000));
        check("123.4567891", Some(123_456_789));
        check("41,8", None);
        check("东经123", None);
        check("", None);
    }
}
