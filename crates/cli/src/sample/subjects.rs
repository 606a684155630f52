//! The registry of 检查对象: businesses of five domains with their risk class, last visit and, for some, why they are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{self, Kind};
use super::names::{self, Trade};
use super::places;
use super::random::Random;
use super::{Options, csv};

/// The year of the demonstration's plan; last visits lie before it.
pub(super) const YEAR: u32 = 2026;

/// One line of the registry.
pub(super) struct Subject {
    pub(super) id: String,
    pub(super) name: String,
    kind: Kind,
    domain: &'static str,
    branch: &'static str,
    pub(super) area: &'static str,
    address: String,
    head: String,
    founded: u32,
    pub(super) risk: &'static str,
    last_visit: Option<u32>,
    /// The Chinese label of the reason, for those left out of the draw.
    pub(super) excluded: Option<&'static str>,
}

impl Subject {
    /// 领域/风险等级.
    fn stratum(&self) -> String {
        format!("{}/{}", self.domain, self.risk)
    }
}

struct Domain {
    name: &'static str,
    trades: &'static [Trade],
    /// Of a hundred, how many are in the risk classes A, B, C, D.
    risks: [(u32, &'static str); 4],
}

/// The five domains of the plan with their share of the registry.
const DOMAINS: [(u32, Domain); 5] = [
    (62, Domain { name: "涉企", trades: names::BUSINESS, risks: [(54, "A"), (30, "B"), (12, "C"), (4, "D")] }),
    (14, Domain { name: "涉农", trades: names::FARMING, risks: [(58, "A"), (29, "B"), (10, "C"), (3, "D")] }),
    (9, Domain { name: "教育", trades: names::SCHOOLS, risks: [(46, "A"), (36, "B"), (14, "C"), (4, "D")] }),
    (9, Domain { name: "医疗", trades: names::HEALTH, risks: [(38, "A"), (38, "B"), (18, "C"), (6, "D")] }),
    (6, Domain { name: "旅游", trades: names::TOURISM, risks: [(48, "A"), (32, "B"), (15, "C"), (5, "D")] }),
];

/// Why businesses are left out of a draw, as `spec/draw.md` section 1.1 words it, with how often it happens.
const EXCLUSIONS: [(u32, &str); 7] = [
    (34, "距上次检查未满间隔期"),
    (22, "其他部门已检查"),
    (16, "本年检查次数已达上限"),
    (14, "已注销吊销停业"),
    (7, "另案处理"),
    (5, "已迁出"),
    (2, "需整体回避"),
];

/// Make the registry: as many businesses as asked for, with different codes, in the order of their codes' making.
pub(super) fn registry(options: &Options) -> Vec<Subject> {
    let mut random = Random::new(options.seed, "subjects");
    let mut codes = BTreeSet::new();
    let mut known = BTreeSet::new();
    (0..options.subjects)
        .map(|_| {
            loop {
                let subject = subject(&mut random, &mut known);
                if codes.insert(subject.id.clone()) {
                    break subject;
                }
            }
        })
        .collect()
}

fn subject(random: &mut Random, known: &mut BTreeSet<String>) -> Subject {
    let domain = random.weighted(&DOMAINS);
    let trade = weighted_trade(random, domain.trades);
    let site = places::site(random, trade.rural);
    let founded = founded(random, trade.kind);
    let own_house = matches!(trade.kind, Kind::Institution | Kind::Private);
    let risk = *random.weighted(&domain.risks);
    Subject {
        id: codes::code(random, trade.kind, site.area.region, founded),
        name: new_name(random, known, |random| names::business(random, trade, &site)),
        kind: trade.kind,
        domain: domain.name,
        branch: trade.branch,
        area: site.area.name,
        address: places::address(random, &site, own_house),
        head: names::person(random),
        founded,
        risk,
        last_visit: last_visit(random, risk, founded),
        excluded: random.chance(3).then(|| *random.weighted(&EXCLUSIONS)),
    }
}

fn weighted_trade(random: &mut Random, trades: &'static [Trade]) -> &'static Trade {
    let weights: Vec<(u32, usize)> = trades.iter().enumerate().map(|(i, trade)| (trade.weight, i)).collect();
    &trades[*random.weighted(&weights)]
}

/// A registry has few namesakes in one district: look for a new name a while before taking one that is there.
fn new_name(random: &mut Random, known: &mut BTreeSet<String>, make: impl Fn(&mut Random) -> String) -> String {
    let mut name = make(random);
    for _ in 0..12 {
        if !known.contains(&name) {
            break;
        }
        name = make(random);
    }
    known.insert(name.clone());
    name
}

/// Most bodies are young; co-operatives exist since the law of 2007, private institutions since the regulation of 1998.
fn founded(random: &mut Random, kind: Kind) -> u32 {
    let year = match random.below(100) {
        0..=7 => random.between(1988, 1999),
        8..=29 => random.between(2000, 2011),
        30..=54 => random.between(2012, 2017),
        _ => random.between(2018, YEAR - 1),
    };
    match kind {
        Kind::Cooperative if year < 2007 => year % 10 + 2007,
        Kind::Private if year < 1999 => year % 10 + 1999,
        _ => year,
    }
}

/// The higher the risk class, the sooner the last visit; many have never had one.
fn last_visit(random: &mut Random, risk: &str, founded: u32) -> Option<u32> {
    let (never, years) = match risk {
        "A" => (46, 6),
        "B" => (30, 5),
        "C" => (14, 3),
        _ => (5, 2),
    };
    if random.chance(never) {
        return None;
    }
    let year = YEAR - random.between(1, years);
    (year >= founded).then_some(year)
}

/// Subjects a stratum, the excluded ones left out; only strata that have some.
pub(super) fn populations(registry: &[Subject]) -> BTreeMap<String, u32> {
    let mut populations = BTreeMap::new();
    for subject in registry.iter().filter(|s| s.excluded.is_none()) {
        *populations.entry(subject.stratum()).or_default() += 1;
    }
    populations
}

/// `subjects.csv`: those who take part.
pub(super) fn subjects_csv(registry: &[Subject]) -> Vec<u8> {
    let header = [
        "统一社会信用代码",
        "主体名称",
        "主体类型",
        "领域",
        "行业",
        "所在区县",
        "住所（经营场所）",
        "法定代表人（负责人）",
        "成立年份",
        "风险等级",
        "上次检查年度",
        "分层",
    ];
    let rows = registry.iter().filter(|s| s.excluded.is_none()).map(|s| {
        vec![
            s.id.clone(),
            s.name.clone(),
            s.kind.name().to_owned(),
            s.domain.to_owned(),
            s.branch.to_owned(),
            s.area.to_owned(),
            s.address.clone(),
            s.head.clone(),
            s.founded.to_string(),
            s.risk.to_owned(),
            s.last_visit.map(|year| year.to_string()).unwrap_or_default(),
            s.stratum(),
        ]
    });
    csv(&header, rows)
}

/// `excluded.csv`: those left out, each with its reason.
pub(super) fn excluded_csv(registry: &[Subject]) -> Vec<u8> {
    let rows =
        registry.iter().filter_map(|s| s.excluded.map(|reason| vec![s.id.clone(), s.name.clone(), reason.to_owned()]));
    csv(&["统一社会信用代码", "主体名称", "原因"], rows)
}
