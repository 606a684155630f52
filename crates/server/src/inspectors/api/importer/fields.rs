//! What a row can say, and by which heads it is known.

use crate::app::import::Field;

macro_rules! field {
    ($name:literal, $label:literal, $help:literal, $required:literal, $known:expr) => {
        Field { name: $name, label_key: $label, help_key: $help, required: $required, known: $known }
    };
}

/// What a row can say.
pub const FIELDS: &[Field] = &[
    field!("certificate", "inspector-field-certificate", "inspector-help-certificate", true, CERTIFICATES),
    field!(
        "name",
        "inspector-field-name",
        "inspector-help-name",
        true,
        &["姓名", "人员姓名", "执法人员姓名", "检查人员姓名", "执法人员", "name", "fullname"]
    ),
    field!("valid_to", "inspector-field-valid-to", "inspector-help-valid-to", true, VALID_TO),
    field!("valid_from", "inspector-field-valid-from", "inspector-help-valid-from", false, VALID_FROM),
    field!(
        "issuer",
        "inspector-field-issuer",
        "inspector-help-issuer",
        false,
        &["发证机关", "发证单位", "颁证机关", "issuer", "issuedby"]
    ),
    field!(
        "organisation",
        "inspector-field-organisation",
        "inspector-help-organisation",
        false,
        &["所属机构", "机构", "机构名称", "organisation", "organization"]
    ),
    field!(
        "unit",
        "inspector-field-unit",
        "inspector-help-unit",
        false,
        &["工作单位", "单位", "所在单位", "科室", "所属科室", "处室", "部门", "unit", "department"]
    ),
    field!("level", "inspector-field-level", "inspector-help-level", false, &["职级", "级别", "level", "rank"]),
    field!(
        "post",
        "inspector-field-post",
        "inspector-help-post",
        false,
        &["职务", "岗位", "post", "position", "title"]
    ),
    field!(
        "fields",
        "inspector-field-fields",
        "inspector-help-fields",
        false,
        &["执法领域", "检查领域", "领域", "检查事项", "执法类别", "专业", "fields", "domains"]
    ),
    field!(
        "qualifications",
        "inspector-field-qualifications",
        "inspector-help-qualifications",
        false,
        &["资质", "资格", "专业资质", "qualifications", "qualification"]
    ),
    field!("expert", "inspector-field-expert", "inspector-help-expert", false, &["是否专家", "专家", "expert"]),
    field!(
        "area",
        "inspector-field-area",
        "inspector-help-area",
        false,
        &["工作片区", "片区", "所在地区", "地区", "区域", "area", "region", "station"]
    ),
    field!(
        "languages",
        "inspector-field-languages",
        "inspector-help-languages",
        false,
        &["语言", "语种", "languages", "language"]
    ),
    field!(
        "phone",
        "inspector-field-phone",
        "inspector-help-phone",
        false,
        &["联系电话", "手机", "手机号", "手机号码", "电话", "联系方式", "phone", "mobile", "telephone"]
    ),
    field!(
        "id_number",
        "inspector-field-id-number",
        "inspector-help-id-number",
        false,
        &["身份证号", "身份证号码", "身份证件号码", "公民身份号码", "idnumber", "identitynumber"]
    ),
];

const CERTIFICATES: &[&str] = &[
    "执法证号",
    "执法证编号",
    "执法证件号",
    "执法证件编号",
    "行政执法证号",
    "行政执法证编号",
    "证件号",
    "证号",
    "证件编号",
    "certificate",
    "certificateno",
    "certificatenumber",
    "badge",
];
const VALID_TO: &[&str] = &[
    "有效期至",
    "执法证有效期至",
    "证件有效期至",
    "有效期止",
    "有效期截止",
    "有效期截止日期",
    "证件有效期",
    "执法证有效期",
    "有效期",
    "validto",
    "validuntil",
    "expires",
    "expiry",
];
const VALID_FROM: &[&str] =
    &["发证日期", "有效期自", "有效期起", "有效期起始日期", "领证日期", "validfrom", "issuedon"];
