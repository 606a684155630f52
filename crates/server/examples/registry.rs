//! How long the lists of a large registry take: `cargo run --release --example registry -- FOLDER|postgres://… COUNT`.
//!
//! Fills an empty database with made-up subjects past the journal, which doesn't play a part in reading, then asks for the same pages as the
//! console does, with other values each time, and prints percentiles in milliseconds.

use std::sync::Arc;
use std::time::Instant;

use sea_orm::{ConnectionTrait as _, Statement};
use sea_orm_migration::MigratorTrait as _;
use yaoguang::accounts::OrganisationId;
use yaoguang::accounts::rules::{Level, OrganisationState};
use yaoguang::accounts::store::organisation;
use yaoguang::app::bulk::{self, Rows};
use yaoguang::app::clock::{Outside, Real, fresh_id};
use yaoguang::app::db::Db;
use yaoguang::app::list::Ask;
use yaoguang::app::value::Timestamp;
use yaoguang::migration::Migrator;
use yaoguang::subjects::rules::check::Draft;
use yaoguang::subjects::rules::{Domain, Kind, Risk, Status, SubjectId};
use yaoguang::subjects::store::list::{Filters, page};
use yaoguang::subjects::store::reach::Reach;
use yaoguang::subjects::store::search::{self, Words};
use yaoguang::subjects::store::subject::{self, Birth};
use yaoguang::subjects::store::{counts, number};

type Failure = Box<dyn std::error::Error>;

/// How many rows one transaction loads.
const BATCH: i64 = 10_000;
/// How often each page is asked for.
const TIMES: u64 = 100;

/// Numbers that look as if they were drawn, the same each time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % count as u64).unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const FIRST: &[&str] = &[
    "宏", "启", "康", "丰", "顺", "鑫", "德", "福", "盛", "兴", "永", "嘉", "金", "天", "华", "安", "瑞", "恒", "新",
    "万",
];
const SECOND: &[&str] = &[
    "达", "明", "宁", "泽", "源", "隆", "利", "来", "泰", "发", "和", "诚", "美", "益", "通", "盈", "祥", "茂", "佳",
    "旺",
];
const THIRD: &[&str] = &["", "", "", "尔", "聚", "东", "北", "福", "君", "百", "千", "众", "友", "家", "园", "味"];
const TRADE: &[(&str, Domain, &str)] = &[
    ("商贸有限公司", Domain::Enterprise, "F51"),
    ("食品有限公司", Domain::Enterprise, "C14"),
    ("建材经销处", Domain::Enterprise, "F52"),
    ("餐饮店", Domain::Enterprise, "H62"),
    ("超市", Domain::Enterprise, "F52"),
    ("物业服务有限公司", Domain::Enterprise, "K70"),
    ("蔬菜种植专业合作社", Domain::Agriculture, "A01"),
    ("幼儿园", Domain::Education, "P83"),
    ("口腔诊所", Domain::Medical, "Q84"),
    ("旅行社有限公司", Domain::Tourism, "L72"),
];
const REGIONS: &[&str] = &["210402", "210403", "210404", "210411", "210421", "210422", "210423"];
const ROADS: &[&str] =
    &["东一路", "西四街", "雷锋路", "新城路", "浑河北路", "永安台", "高山路", "临江东路", "长春街", "和平路"];

fn draft(dice: &mut Dice, serial: i64) -> Draft {
    let (trade, domain, industry) = dice.pick(TRADE);
    let rare = if serial % 5000 == 0 { "玄鹤" } else { "" };
    let name = format!("抚顺市{}{}{rare}{}{trade}", dice.pick(FIRST), dice.pick(SECOND), dice.pick(THIRD));
    let region = dice.pick(REGIONS);
    Draft {
        name,
        code: lots_cli::roster::uscc::complete(&format!("91{region}MA{serial:06}"))
            .unwrap_or_else(|| format!("N{serial}")),
        code_kind: None,
        kind: Kind::Enterprise,
        domain,
        industry: industry.to_owned(),
        region: region.to_owned(),
        grid: String::new(),
        address: format!("{}{}号", dice.pick(ROADS), 1 + dice.below(300)),
        latitude: None,
        longitude: None,
        representative: String::new(),
        liaison: String::new(),
        phone: None,
        visits_most: None,
        cooldown_days: None,
    }
}

fn row(dice: &mut Dice, birth: Birth) -> subject::Model {
    let row = subject::Model::new(birth, &draft(dice, birth.number));
    let risk =
        [Risk::B, Risk::B, Risk::B, Risk::A, Risk::A, Risk::C, Risk::C, Risk::B, Risk::B, Risk::D][dice.below(10)];
    let status = if dice.below(20) == 0 { Status::Deregistered } else { Status::Active };
    subject::Model { risk, status, ..row }
}

async fn fill(db: &Db, count: i64) -> Result<(), Failure> {
    let outside: Arc<dyn Outside> = Arc::new(Real);
    let bureau = OrganisationId(fresh_id(&*outside));
    let top = organisation::Model {
        id: bureau,
        parent: None,
        path: format!("{bureau}/"),
        name: "bench".into(),
        level: Level::City,
        region: "210400".into(),
        state: OrganisationState::Open,
        version: 1,
    };
    organisation::insert(db.write(), &top).await?;
    let mut dice = Dice(1);
    let mut left = count;
    while left > 0 {
        let tx = db.begin().await?;
        let batch = left.min(BATCH);
        let first = number::take(&tx, batch).await?;
        let rows: Vec<subject::Model> = (first..first + batch)
            .map(|number| {
                let at = Timestamp(outside.now().0 - i64::try_from(dice.below(1 << 40)).unwrap_or(0));
                row(&mut dice, Birth { id: SubjectId(fresh_id(&*outside)), number, organisation: bureau, at })
            })
            .collect();
        bulk::load(&tx, Rows::of::<subject::Entity>(&rows)).await?;
        search::put(&tx, &rows.iter().map(Words::of).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        left -= batch;
    }
    db.write().execute_raw(Statement::from_string(db.backend(), "ANALYZE")).await?;
    Ok(())
}

fn ask(q: Option<&str>, sort: &str) -> Ask {
    Ask { limit: Some(50), after: None, sort: Some(sort.to_owned()), q: q.map(str::to_owned) }
}

/// The pages that are timed: a name, and the page asked for the n-th time.
type Case = (&'static str, fn(&mut Dice) -> (Ask, Filters));

const CASES: &[Case] = &[
    ("first page", |_| (ask(None, "number"), Filters::default())),
    ("by name", |_| (ask(None, "name"), Filters::default())),
    ("latest changed", |_| (ask(None, "-updated"), Filters::default())),
    ("common filter by name", |dice| {
        (ask(None, "name"), Filters { domain: Some(dice.pick(Domain::ALL)), ..Filters::default() })
    }),
    ("three filters, latest", |dice| {
        let (domain, risk) = (Some(dice.pick(Domain::ALL)), Some(dice.pick(Risk::ALL)));
        (ask(None, "-updated"), Filters { domain, risk, region: Some(dice.pick(REGIONS).into()), ..Filters::default() })
    }),
    ("rare filters by name", |dice| {
        let (status, risk) = (Some(Status::Deregistered), Some(Risk::D));
        (ask(None, "name"), Filters { status, risk, region: Some(dice.pick(REGIONS).into()), ..Filters::default() })
    }),
    ("nothing fits", |_| {
        (
            ask(None, "name"),
            Filters { status: Some(Status::Moved), domain: Some(Domain::Enterprise), ..Filters::default() },
        )
    }),
    ("common word", |_| (ask(Some("有限"), "number"), Filters::default())),
    ("long common phrase", |_| (ask(Some("商贸有限公司"), "number"), Filters::default())),
    ("rare word", |_| (ask(Some("玄鹤"), "number"), Filters::default())),
    ("a name", |dice| (ask(Some(&format!("{}{}", dice.pick(FIRST), dice.pick(SECOND))), "number"), Filters::default())),
    ("one character", |dice| (ask(Some(dice.pick(SECOND)), "number"), Filters::default())),
    ("initials", |_| (ask(Some("hdsm"), "number"), Filters::default())),
    ("code's end", |dice| (ask(Some(&format!("{:04}", dice.below(10_000))), "number"), Filters::default())),
    ("code of a whole city", |_| (ask(Some("912104"), "number"), Filters::default())),
    ("common word + filter + name", |dice| {
        (ask(Some("有限"), "name"), Filters { risk: Some(dice.pick(Risk::ALL)), ..Filters::default() })
    }),
    ("common word + rare filter", |_| {
        (ask(Some("有限"), "number"), Filters { status: Some(Status::Moved), ..Filters::default() })
    }),
];

fn say(name: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[(took.len() - 1) * part / 100];
    println!("{name:<32} p50 {:7.2}  p99 {:7.2}  max {:7.2}", at(50), at(99), at(100));
}

#[expect(clippy::float_arithmetic, reason = "figures for people")]
fn millis(since: Instant) -> f64 {
    f64::from(u32::try_from(since.elapsed().as_micros()).unwrap_or(u32::MAX)) / 1000.0
}

async fn time(db: &Db) -> Result<(), Failure> {
    for (name, case) in CASES {
        let mut dice = Dice(7);
        let mut took = Vec::new();
        for _ in 0..TIMES {
            let (ask, filters) = case(&mut dice);
            let since = Instant::now();
            page(db.read(), &ask, &filters, &Reach::All).await.map_err(|problem| format!("{problem:?}"))?;
            took.push(millis(since));
        }
        say(name, took);
    }
    let mut ask = ask(None, "name");
    let mut took = Vec::new();
    for _ in 0..1000 {
        let since = Instant::now();
        let found =
            page(db.read(), &ask, &Filters::default(), &Reach::All).await.map_err(|problem| format!("{problem:?}"))?;
        took.push(millis(since));
        ask.after = found.next;
    }
    println!("page 1000 by name took {:.2}", took.last().copied().unwrap_or_default());
    say("pages 1 to 1000 by name", took);
    let since = Instant::now();
    let all = counts::counts(db.read()).await?.all;
    println!("counts of {all}: {:.1}", millis(since));
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let place = args.next().ok_or("FOLDER|postgres://… COUNT")?;
    let count: i64 = args.next().ok_or("COUNT")?.parse()?;
    let sqlite = || format!("sqlite://{place}/registry.db?mode=rwc");
    let url = if place.starts_with("postgres") { place.clone() } else { sqlite() };
    let db = Db::connect(&url, 8).await?;
    Migrator::up(db.write(), None).await?;
    let there = counts::counts(db.read()).await?.all;
    if there == 0 {
        let since = Instant::now();
        fill(&db, count).await?;
        println!("{count} rows loaded with their search words in {:.1} s", since.elapsed().as_secs_f64());
    }
    time(&db).await
}
