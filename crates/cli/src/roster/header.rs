//! Which column is which: named by the user, or guessed from the header in Chinese or English.
//!
//! A guess is only ever a whole name, never a part of one, and every guess is reported. Where two columns have the same
//! name, the user is asked.

use std::ops::ControlFlow;

use crate::roster::source::Source;
use crate::roster::{Field, Kind, Options, Unreadable, limits};

/// How a field found its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The header's name is one of those known.
    Guessed,
    /// The user said so.
    Named,
}

/// The columns of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The field.
    pub field: Field,
    /// The index of its column, from 0; for a stratum there may be more, to be joined.
    pub indexes: Vec<usize>,
    /// How it was found.
    pub how: How,
}

/// The header and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The row it stands in.
    pub row: u64,
    /// Its names as they are, without empty ones at the end.
    pub names: Vec<String>,
    /// The fields' columns.
    pub columns: Vec<Column>,
}

impl Header {
    /// The indexes of a field's columns; none if the file has no such column.
    #[must_use]
    pub fn indexes(&self, field: Field) -> &[usize] {
        self.columns.iter().find(|column| column.field == field).map_or(&[], |column| &column.indexes)
    }
}

/// Find the header: the first of the first rows in which every required column is found, since a title may stand above it.
///
/// # Errors
/// What is wrong with the first row that isn't blank, if no row will do.
pub fn find(source: &Source, kind: Kind, options: &Options) -> Result<Header, Unreadable> {
    let mut first_failure = None;
    let mut found = None;
    source.visit(&mut |row| {
        if row.number > limits::HEADER_WITHIN_ROWS {
            return ControlFlow::Break(());
        }
        if row.is_blank() {
            return ControlFlow::Continue(());
        }
        let names = row.cells[..row.filled_width()].iter().map(|cell| cell.text.clone()).collect();
        match assign(names, kind, options) {
            Ok((names, columns)) => {
                found = Some(Header { row: row.number, names, columns });
                ControlFlow::Break(())
            }
            Err(failure) => {
                // A title has one cell: what a wider row lacks says more to the user.
                let wider = first_failure.as_ref().is_none_or(|(width, _)| *width == 1 && row.filled_width() > 1);
                if wider {
                    first_failure = Some((row.filled_width(), failure));
                }
                ControlFlow::Continue(())
            }
        }
    })?;
    found.ok_or_else(|| first_failure.map_or(Unreadable::Empty, |(_, failure)| failure))
}

type Assigned = (Vec<String>, Vec<Column>);

fn assign(names: Vec<String>, kind: Kind, options: &Options) -> Result<Assigned, Unreadable> {
    if let Some((field, _)) = options.columns.iter().find(|(field, _)| !kind.fields().contains(field)) {
        return Err(Unreadable::NoSuchField(*field));
    }
    let mut columns = Vec::new();
    for &field in kind.fields() {
        columns.extend(named(&names, field, options)?);
    }
    for &field in kind.fields() {
        if columns.iter().any(|column| column.field == field) {
            continue;
        }
        let taken: Vec<usize> = columns.iter().flat_map(|column| column.indexes.clone()).collect();
        match guess(&names, kind, field, &taken)? {
            Some(index) => columns.push(Column { field, indexes: vec![index], how: How::Guessed }),
            None if is_optional(field, options) => {}
            None => return Err(Unreadable::NoColumn { field, header: names }),
        }
    }
    columns.sort_by_key(|column| column.field);
    Ok((names, columns))
}

fn is_optional(field: Field, options: &Options) -> bool {
    field == Field::ValidTo || (field == Field::Stratum && options.stratum.is_some())
}

/// The column or columns that the user named for a field.
fn named(names: &[String], field: Field, options: &Options) -> Result<Option<Column>, Unreadable> {
    let mut indexes = Vec::new();
    for (_, name) in options.columns.iter().filter(|(wanted, _)| *wanted == field) {
        match column_named(names, name) {
            Some(index) => indexes.push(index),
            // `domain/risk` is two columns, unless one has this very name.
            None if field == Field::Stratum && name.contains('/') => {
                for part in name.split('/') {
                    indexes.push(column_named(names, part).ok_or_else(|| no_such(names, part))?);
                }
            }
            None => return Err(no_such(names, name)),
        }
    }
    if indexes.is_empty() { Ok(None) } else { Ok(Some(Column { field, indexes, how: How::Named })) }
}

fn no_such(names: &[String], name: &str) -> Unreadable {
    Unreadable::NoSuchColumn { name: name.to_owned(), header: names.to_vec() }
}

fn column_named(names: &[String], wanted: &str) -> Option<usize> {
    let number = || wanted.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1);
    names
        .iter()
        .position(|name| name == wanted)
        .or_else(|| names.iter().position(|name| plain(name) == plain(wanted)))
        .or_else(|| number().filter(|&index| index < names.len()))
}

/// The column whose name comes first among the field's known names.
fn guess(names: &[String], kind: Kind, field: Field, taken: &[usize]) -> Result<Option<usize>, Unreadable> {
    let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
    for known in known_names(kind, field) {
        let mut matching = (0..names.len()).filter(|index| !taken.contains(index) && plain_names[*index] == *known);
        if let Some(first) = matching.next() {
            return match matching.next() {
                None => Ok(Some(first)),
                Some(second) => {
                    let columns = (first + 1, second + 1);
                    Err(Unreadable::TwoColumns { field, columns, name: names[first].clone() })
                }
            };
        }
    }
    Ok(None)
}

/// A header's name without blanks, invisible characters, remarks in brackets, and the marks `_-*:.`, in half-width lower case. Only
/// for comparing names of columns.
#[must_use]
pub fn plain(name: &str) -> String {
    let (clean, _) = super::dirt::clean_code(name);
    let before_bracket = clean.split(['(', '[', '【']).next().unwrap_or_default();
    let letters = before_bracket.chars().filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-' | '*' | ':' | '.'));
    letters.flat_map(char::to_lowercase).collect()
}

/// The names known for a field, the surest first, each in its plain form.
#[expect(clippy::too_many_lines, reason = "a table of names, one a line")]
fn known_names(kind: Kind, field: Field) -> &'static [&'static str] {
    match (field, kind) {
        (Field::Id, _) => &[
            "统一社会信用代码",
            "社会信用代码",
            "信用代码",
            "统一代码",
            "uscc",
            "主体代码",
            "市场主体代码",
            "企业代码",
            "单位代码",
            "注册号",
            "工商注册号",
            "营业执照号",
            "许可证号",
            "许可证编号",
            "执照编号",
            "检查对象编号",
            "对象编号",
            "主体编号",
            "编号",
            "代码",
            "unifiedsocialcreditcode",
            "socialcreditcode",
            "creditcode",
            "subjectid",
            "subject",
            "licence",
            "license",
            "licenceno",
            "licenseno",
            "licencenumber",
            "licensenumber",
            "licenceid",
            "licenseid",
            "id",
            "code",
        ],
        (Field::Stratum, _) => &[
            "分层",
            "抽样分层",
            "层",
            "风险等级",
            "风险类别",
            "风险分类",
            "信用风险分类",
            "信用风险等级",
            "信用等级",
            "风险",
            "领域",
            "检查领域",
            "行业类别",
            "类别",
            "stratum",
            "strata",
            "risk",
            "riskclass",
            "risklevel",
            "riskcategory",
            "domain",
            "category",
            "class",
        ],
        (Field::Reason, _) => {
            &["原因代码", "排除原因", "回避原因", "原因", "事由", "回避事由", "理由", "reason", "reasoncode", "why"]
        }
        (Field::Code, Kind::Inspectors) => &[
            "执法证号",
            "执法证编号",
            "执法证件号",
            "行政执法证号",
            "执法人员编号",
            "执法人员代码",
            "检查员编号",
            "检查人员编号",
            "人员编号",
            "人员代码",
            "工号",
            "编号",
            "代码",
            "inspectorcode",
            "inspectorid",
            "inspector",
            "certificate",
            "badge",
            "code",
            "id",
        ],
        (Field::Code, _) => &[
            "执法证号",
            "执法证编号",
            "执法证件号",
            "行政执法证号",
            "执法人员编号",
            "执法人员代码",
            "检查员编号",
            "检查人员编号",
            "人员编号",
            "人员代码",
            "工号",
            "inspectorcode",
            "inspectorid",
            "inspector",
            "certificate",
            "badge",
            "code",
        ],
        (Field::Pools, _) => &[
            "人员池",
            "人员库",
            "池",
            "科室",
            "所属科室",
            "处室",
            "部门",
            "资质",
            "专业",
            "pools",
            "pool",
            "department",
            "qualifications",
            "qualification",
        ],
        (Field::Capacity, _) => {
            &["最多任务数", "最大任务数", "任务上限", "可承担任务数", "容量", "上限", "capacity", "maxtasks", "limit"]
        }
        (Field::ValidTo, _) => &[
            "有效期至",
            "执法证有效期至",
            "证件有效期至",
            "有效期止",
            "有效期截止",
            "证件有效期",
            "执法证有效期",
            "有效期",
            "validto",
            "validuntil",
            "expires",
            "expiry",
        ],
    }
}
