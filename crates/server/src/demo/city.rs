//! The city's rosters as a clerk would have them: the sample city's, with what a register holds besides.

use std::fmt::Write as _;

use lots::hash::Digest;
use lots_cli::sample::{Options, city};

use super::{Broken, Wanted};
use crate::app::value::Date;

/// Rosters to import, UTF-8 CSV.
pub struct Rosters {
    /// 检查对象.
    pub subjects: Vec<u8>,
    /// 执法检查人员.
    pub inspectors: Vec<u8>,
    /// Whom an inspector must not meet: certificate, subject's code, reason.
    pub recusals: Vec<[String; 3]>,
}

/// Numbers that follow from a seed and a row, so that a row's don't change when another is added.
struct Dice([u8; 32], usize);

impl Dice {
    fn of(seed: u64, what: &str, row: &str) -> Self {
        Self(Digest::of(format!("yaoguang demo {seed} {what} {row}").as_bytes()).0, 0)
    }

    fn below(&mut self, most: u32) -> u32 {
        let at = self.1 % 14 * 2;
        self.1 += 1;
        let number = u32::from(self.0[at]) << 16 | u32::from(self.0[at + 1]) << 8 | u32::from(self.0[at + 2]);
        number % most
    }

    fn one_in(&mut self, many: u32) -> bool {
        self.below(many) == 0
    }

    /// A mobile number of a prefix that no operator has given out.
    fn phone(&mut self) -> String {
        format!("1{:02}{:04}{:04}", 20 + self.below(5), self.below(10_000), self.below(10_000))
    }
}

/// Make the rosters as of `today`, to be shown after `yesterday`.
pub fn rosters(wanted: Wanted, today: Date, yesterday: Date) -> Result<Rosters, Broken> {
    let date = today.to_string().parse().map_err(|_| Broken::from("no date"))?;
    let options = Options { subjects: wanted.subjects, seed: wanted.seed, date, ..Options::default() };
    let (files, _) = city(&options).map_err(Broken::from)?;
    let rows = |name: &str| -> Result<Vec<csv::StringRecord>, Broken> {
        let bytes =
            files.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice()).unwrap_or_default();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        csv::Reader::from_reader(bytes).records().collect::<Result<_, _>>().map_err(Broken::from)
    };
    let recusals = rows("recusals.csv")?;
    let cell = |row: &csv::StringRecord, at: usize| row.get(at).unwrap_or_default().to_owned();
    Ok(Rosters {
        recusals: recusals.iter().map(|row| [0, 2, 4].map(|at| cell(row, at))).collect(),
        subjects: subjects(wanted, &rows("subjects.csv")?, today)?,
        inspectors: inspectors(wanted.seed, &rows("inspectors.csv")?, yesterday)?,
    })
}

const SUBJECT_HEADER: [&str; 17] = [
    "统一社会信用代码",
    "名称",
    "主体类型",
    "领域",
    "行业代码",
    "行政区划",
    "网格",
    "地址",
    "法定代表人",
    "联系人",
    "联系电话",
    "登记状态",
    "风险等级",
    "标签",
    "许可证件名称",
    "许可证件编号",
    "许可证件有效期至",
];

fn subjects(wanted: Wanted, rows: &[csv::StringRecord], today: Date) -> Result<Vec<u8>, Broken> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(SUBJECT_HEADER.iter().chain(&["上次检查日期", "上次检查结果"])).map_err(Broken::from)?;
    for row in rows {
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let mut dice = Dice::of(wanted.seed, "subject", cell(0));
        let (licence, number, until) = licence(&mut dice, cell(3), cell(4), today);
        // In a hamlet every business counts.
        let is_recent = dice.one_in(10) && wanted.subjects >= 500;
        let (visited, found) = visit(&mut dice, cell(10), today, is_recent);
        let region = cell(0).get(2..8).unwrap_or("210400");
        let grid = format!("{region}-{:03}", dice.below(60) + 1);
        let status = ["存续", "停业", "注销"][if dice.one_in(60) { 1 } else { 2 * usize::from(dice.one_in(120)) }];
        let tag = tag(&mut dice, cell(3));
        let industry = industry(cell(4));
        let phone = dice.phone();
        let known = [
            cell(0),
            cell(1),
            cell(2),
            cell(3),
            industry,
            region,
            &grid,
            cell(6),
            cell(7),
            cell(7),
            &phone,
            status,
            cell(9),
            tag,
            licence,
            &number,
            &until,
            &visited,
            found,
        ];
        out.write_record(known).map_err(Broken::from)?;
    }
    out.into_inner().map_err(Broken::from)
}

/// The division of GB/T 4754-2017 that a branch belongs to.
fn industry(branch: &str) -> &'static str {
    const DIVISIONS: &[(&str, &str)] = &[
        ("零售", "52"),
        ("批发", "51"),
        ("餐饮", "62"),
        ("住宿", "61"),
        ("道路运输", "54"),
        ("物业", "70"),
        ("房地产", "70"),
        ("停车", "54"),
        ("教育", "83"),
        ("卫生", "84"),
        ("医", "84"),
        ("农业", "01"),
        ("畜牧", "03"),
        ("旅行", "72"),
        ("公共设施", "78"),
        ("景区", "78"),
        ("加工", "13"),
        ("居民服务", "80"),
        ("金融", "66"),
        ("电力", "44"),
        ("燃气", "45"),
        ("水", "46"),
    ];
    DIVISIONS.iter().find(|(part, _)| branch.contains(part)).map_or("", |(_, division)| division)
}

fn licence(dice: &mut Dice, domain: &str, branch: &str, today: Date) -> (&'static str, String, String) {
    let kind = match (domain, branch) {
        ("教育", _) => "民办学校办学许可证",
        ("医疗", _) => "医疗机构执业许可证",
        ("旅游", _) => "旅行社业务经营许可证",
        (_, branch) if branch.contains("餐饮") || branch.contains("零售") => "食品经营许可证",
        _ => return ("", String::new(), String::new()),
    };
    let days = i32::try_from(dice.below(1600)).unwrap_or(0) - 40;
    (kind, format!("LN{:08}", dice.below(100_000_000)), today.plus_days(days).to_string())
}

/// The last visit, of those that had one: longer ago than a draw asks for, or a recent one, for which it leaves them out.
fn visit(dice: &mut Dice, year: &str, today: Date, is_recent: bool) -> (String, &'static str) {
    if year.is_empty() || dice.one_in(2) {
        return (String::new(), "");
    }
    const RESULTS: [&str; 8] = [
        "未发现问题",
        "未发现问题",
        "未发现问题",
        "未发现问题",
        "未发现问题",
        "责令改正",
        "无法联系",
        "未按规定公示应当公示的信息",
    ];
    let (least, more) = if is_recent { (20, 90) } else { (200, 330) };
    let ago = least + i32::try_from(dice.below(more)).unwrap_or(0);
    (today.plus_days(-ago).to_string(), RESULTS[usize::try_from(dice.below(8)).unwrap_or(0)])
}

fn tag(dice: &mut Dice, domain: &str) -> &'static str {
    match dice.below(12) {
        0 => "重点民生商品",
        1 if domain == "涉企" => "平台经营者",
        2 if domain == "旅游" => "旅游旺季",
        3 => "新设立",
        _ => "",
    }
}

fn inspectors(seed: u64, rows: &[csv::StringRecord], yesterday: Date) -> Result<Vec<u8>, Broken> {
    const HEADER: [&str; 10] =
        ["执法证号", "姓名", "发证机关", "发证日期", "有效期至", "科室", "职务", "执法领域", "联系电话", "是否专家"];
    const FIELDS: [&str; 5] = ["涉企", "涉农", "教育", "医疗", "旅游"];
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADER).map_err(Broken::from)?;
    for (at, row) in rows.iter().enumerate() {
        let cell = |at: usize| row.get(at).unwrap_or_default();
        let mut dice = Dice::of(seed, "inspector", cell(0));
        let until = until(at, cell(5), yesterday);
        let lead = cell(3).contains("持证主办");
        let mut fields = String::from(FIELDS[at % 5]);
        if dice.one_in(2) {
            let _ = write!(fields, "、{}", FIELDS[(at + 2) % 5]);
        }
        let expert = if dice.one_in(15) { "是" } else { "否" };
        let post = if lead { "主办检查员" } else { "检查员" };
        let phone = dice.phone();
        let known = [cell(0), cell(1), "抚顺市人民政府", "2023-05-08", &until, cell(2), post, &fields, &phone, expert];
        out.write_record(known).map_err(Broken::from)?;
    }
    out.into_inner().map_err(Broken::from)
}

/// Until when a certificate is valid: two run out soon, so that the warnings have something to warn of, and all others don't.
fn until(at: usize, known: &str, yesterday: Date) -> String {
    let days = |days: i32| yesterday.plus_days(days).to_string();
    let is_long = known.parse::<Date>().is_ok_and(|day| day > yesterday.plus_days(120));
    match at {
        3 => days(24),
        20 => days(47),
        _ if is_long => known.to_owned(),
        _ => days(400 + i32::try_from(at).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_certificates_run_out_soon_and_none_is_over() {
        let yesterday: Date = "2026-11-27".parse().unwrap();
        let soon = |known: &str| {
            let of = |at: usize| until(at, known, yesterday).parse::<Date>().unwrap();
            let all: Vec<Date> = (0..120).map(of).collect();
            assert!(all.iter().all(|day| *day > yesterday), "{known}");
            all.iter().filter(|day| **day < yesterday.plus_days(60)).count()
        };
        assert_eq!(["2026-02-11", "2027-03-20", "2030-01-01"].map(soon), [2, 2, 2]);
    }
}
