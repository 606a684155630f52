//! Rosters as they really arrive: one small file for each kind of dirt, and what is wrong where.

use encoding_rs::GB18030;
use serde_json::{Value, json};

use super::Files;
use super::codes::{self, Kind};
use super::random::Random;

/// One wrong file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dirt {
    /// The file's name.
    pub file: &'static str,
    /// The kind of dirt, as one word of the manifest.
    pub kind: &'static str,
    /// What it is, for a person.
    pub about: &'static str,
    /// The rows that must be refused, counted from 1 with the header as row 1. Empty: the file must be read as it is.
    pub rows: Vec<u32>,
    /// The header of the field at fault, or empty.
    pub field: &'static str,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

const HEADER: &str = "统一社会信用代码,主体名称,分层";
const ID: &str = "统一社会信用代码";

/// All wrong files with `manifest.json` last: name and bytes.
#[must_use]
pub fn dirty_files(seed: u64) -> Files {
    let dirts = dirts(seed);
    let entries: Vec<Value> = dirts
        .iter()
        .map(|d| json!({"about": d.about, "field": d.field, "file": d.file, "kind": d.kind, "rows": d.rows}))
        .collect();
    let mut manifest =
        serde_json::to_string_pretty(&json!({"files": entries})).expect("strings and integers serialise");
    manifest.push('\n');
    let mut files: Files = dirts.into_iter().map(|d| (d.file.to_owned(), d.bytes)).collect();
    files.push(("manifest.json".to_owned(), manifest.into_bytes()));
    files
}

/// Five clean rows to dirty: code, name, stratum.
type Rows = Vec<[String; 3]>;

fn clean(seed: u64) -> Rows {
    let mut random = Random::new(seed, "dirty");
    let names = ["宏达商贸有限公司", "李记烧烤店", "启明幼儿园", "康宁口腔诊所", "丰泽蔬菜种植专业合作社"];
    let kinds = [Kind::Company, Kind::Trader, Kind::Private, Kind::Trader, Kind::Cooperative];
    let strata = ["涉企/A", "涉企/B", "教育/A", "医疗/C", "涉农/A"];
    (0..5)
        .map(|i| {
            let id = codes::code(&mut random, kinds[i], "210402", 2019);
            [id, format!("抚顺市新抚区{}", names[i]), strata[i].to_owned()]
        })
        .collect()
}

/// The wrong files.
pub(super) fn dirts(seed: u64) -> Vec<Dirt> {
    let rows = clean(seed);
    let mut dirts = ids(&rows);
    dirts.extend(numbers(&rows));
    dirts.extend(shapes(&rows));
    dirts.extend(encodings(&rows));
    dirts
}

/// A file whose third row (the second business) has another code.
fn with_id(
    rows: &Rows,
    file: &'static str,
    kind: &'static str,
    about: &'static str,
    change: impl Fn(&str) -> String,
) -> Dirt {
    let mut rows = rows.clone();
    rows[1][0] = change(&rows[1][0]);
    Dirt { file, kind, about, rows: vec![3], field: ID, bytes: text(&rows, ",").into_bytes() }
}

fn ids(rows: &Rows) -> Vec<Dirt> {
    let third = rows[2][0].clone();
    vec![
        with_id(rows, "full-width.csv", "full-width", "代码含全角数字和字母", full_width),
        with_id(rows, "trailing-blank.csv", "blank", "代码末尾有空格", |id| format!("{id} ")),
        with_id(rows, "ideographic-blank.csv", "blank", "代码开头有全角空格（U+3000）", |id| {
            format!("\u{3000}{id}")
        }),
        with_id(rows, "no-break-blank.csv", "blank", "代码末尾有不换行空格（U+00A0）", |id| {
            format!("{id}\u{a0}")
        }),
        with_id(rows, "zero-width.csv", "zero-width", "代码中有零宽字符（U+200B）", |id| {
            format!("{}\u{200b}{}", &id[..6], &id[6..])
        }),
        with_id(rows, "lower-case.csv", "lower-case", "代码含小写字母", str::to_lowercase),
        with_id(rows, "wrong-check.csv", "check-character", "校验码不对", wrong_check),
        with_id(rows, "digit-swapped.csv", "check-character", "相邻两位写颠倒", |id| {
            format!("{}AM{}", &id[..8], &id[10..])
        }),
        with_id(rows, "letter-o.csv", "look-alike", "数字0写成字母O", |id| format!("{}O{}", &id[..4], &id[5..])),
        with_id(rows, "letter-i.csv", "look-alike", "数字1写成字母I", |id| format!("{}I{}", &id[..3], &id[4..])),
        with_id(rows, "missing-id.csv", "missing", "没有代码", |_| String::new()),
        with_id(rows, "too-short.csv", "check-character", "代码少一位", |id| id[..17].to_owned()),
        with_id(rows, "text-mark.csv", "form", "代码前有表格软件留下的单引号", |id| format!("'{id}")),
        Dirt {
            rows: vec![3, 4], ..with_id(rows, "duplicate.csv", "duplicate", "同一代码出现两次", |_| third.clone())
        },
    ]
}

fn numbers(rows: &Rows) -> Vec<Dirt> {
    vec![
        with_id(rows, "scientific.csv", "lost-digits", "代码被表格软件改成科学记数法", |_| "9.12104E+17".to_owned()),
        with_id(rows, "rounded.csv", "check-character", "纯数字代码的末三位被表格软件改成0", |_| "912104027777770000".to_owned()),
        Dirt {
            file: "dates-as-numbers.csv",
            kind: "date",
            about: "执法证有效期是表格软件的日期序列号（46752即2027年12月31日）",
            rows: vec![3],
            field: "有效期至",
            bytes: "执法证号,人员池,最多任务数,有效期至\r\n21040210037,执法人员,8,2027-12-31\r\n21040210052,执法人员,8,46752\r\n".into(),
        },
        Dirt {
            file: "capacity-in-words.csv",
            kind: "number",
            about: "最多任务数写成文字、小数和负数",
            rows: vec![2, 3, 4],
            field: "最多任务数",
            bytes: "执法证号,人员池,最多任务数\r\n21040210037,执法人员,八\r\n21040210052,执法人员,8.5\r\n21040210061,执法人员,-1\r\n".into(),
        },
    ]
}

fn shapes(rows: &Rows) -> Vec<Dirt> {
    let mut blank = text(rows, ",").replacen("\r\n", "\r\n,,\r\n", 2);
    blank.push_str(",,\r\n");
    let mut title = String::from("抚顺市市场主体名录（2026年）,,\r\n");
    title.push_str(&text(rows, ","));
    let mut merged = rows.clone();
    for row in &mut merged[1..3] {
        row[2].clear();
    }
    let mut short = text(rows, ",");
    short.push_str(&format!("{}\r\n", rows[0][0].replace("91", "92")));
    let both = format!("{ID},主体名称,原因\r\n{},{},其他部门已检查\r\n", rows[1][0], rows[1][1]);
    let file = |file, kind, about, rows: &[u32], field, text: String| Dirt {
        file,
        kind,
        about,
        rows: rows.to_vec(),
        field,
        bytes: text.into_bytes(),
    };
    vec![
        file("blank-rows.csv", "blank-row", "表头之后、第一家之后和文末有空行", &[2, 4, 9], "", blank),
        file("title-row.csv", "header", "表头之上还有一行标题", &[1], "", title),
        file(
            "merged-cells.csv",
            "missing",
            "分层一列原是合并单元格，只有第一行有值",
            &[3, 4],
            "分层",
            text(&merged, ","),
        ),
        file("short-row.csv", "fields", "最后一行少两列", &[7], "", short),
        file("both-subject.csv", "", "与both-excluded.csv中的一家重复（单独看没有错）", &[], "", text(rows, ",")),
        file("both-excluded.csv", "both", "其中一家同时在检查对象名录里", &[2], ID, both),
        file("semicolon.csv", "", "用分号分隔", &[], "", text(rows, ";")),
        file("tab.tsv", "", "用制表符分隔", &[], "", text(rows, "\t")),
        file("byte-order-mark.csv", "", "UTF-8，带字节顺序标记", &[], "", format!("\u{feff}{}", text(rows, ","))),
        file("english-header.csv", "", "英文表头", &[], "", text(rows, ",").replacen(HEADER, "id,name,stratum", 1)),
    ]
}

fn encodings(rows: &Rows) -> Vec<Dirt> {
    let plain = text(rows, ",");
    let (gbk, _, _) = GB18030.encode(&plain);
    let mut broken = gbk.to_vec();
    // 0xFF begins no character in UTF-8 or GB18030; it goes into the name of the last row.
    let at = broken.len() - 12;
    broken.insert(at, 0xff);
    vec![
        Dirt { file: "gbk.csv", kind: "", about: "GBK编码", rows: vec![], field: "", bytes: gbk.to_vec() },
        Dirt {
            file: "broken-encoding.csv",
            kind: "encoding",
            about: "既不是UTF-8也不是GB18030：最后一行有一个坏字节",
            rows: vec![6],
            field: "",
            bytes: broken,
        },
    ]
}

fn text(rows: &Rows, delimiter: &str) -> String {
    let mut text = HEADER.replace(',', delimiter);
    text.push_str("\r\n");
    for row in rows {
        text.push_str(&row.join(delimiter));
        text.push_str("\r\n");
    }
    text
}

/// The full-width forms U+FF01–U+FF5E stand in the order of ASCII.
fn full_width(id: &str) -> String {
    id.chars().map(|c| char::from_u32(u32::from(c) + 0xfee0).expect("a code is printable ASCII")).collect()
}

fn wrong_check(id: &str) -> String {
    let wrong = if id.ends_with('7') { '8' } else { '7' };
    format!("{}{wrong}", &id[..17])
}
