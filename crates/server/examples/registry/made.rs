//! Made-up subjects, the same each time, past the journal, which doesn't play a part in reading.

use std::sync::Arc;

use sea_orm::{ConnectionTrait as _, DbBackend, DbErr, Statement};
use yaoguang::accounts::OrganisationId;
use yaoguang::accounts::rules::{Level, OrganisationState};
use yaoguang::accounts::store::organisation;
use yaoguang::app::bulk::{self, Rows};
use yaoguang::app::clock::{Outside, Real, fresh_id};
use yaoguang::app::db::Db;
use yaoguang::app::value::{Date, Timestamp};
use yaoguang::subjects::rules::check::Draft;
use yaoguang::subjects::rules::{Domain, Kind, LicenceId, Risk, Status, SubjectId};
use yaoguang::subjects::store::child::{licence, tag};
use yaoguang::subjects::store::number;
use yaoguang::subjects::store::search::{self, Words};
use yaoguang::subjects::store::subject::{self, Birth};

use super::Failure;

/// How many rows one transaction loads.
const BATCH: i64 = 10_000;

/// Numbers that look as if they were drawn, the same each time (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % count as u64).unwrap_or(0)
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

pub const FIRST: &[&str] = &[
    "宏", "启", "康", "丰", "顺", "鑫", "德", "福", "盛", "兴", "永", "嘉", "金", "天", "华", "安", "瑞", "恒", "新",
    "万",
];
pub const SECOND: &[&str] = &[
    "达", "明", "宁", "泽", "源", "隆", "利", "来", "泰", "发", "和", "诚", "美", "益", "通", "盈", "祥", "茂", "佳",
    "旺",
];
const THIRD: &[&str] = &["", "", "", "尔", "聚", "东", "北", "福", "君", "百", "千", "众", "友", "家", "园", "味"];
const TRADE: &[(&str, Domain, &str)] = &[
    ("商贸有限公司", Domain::Enterprise, "51"),
    ("食品有限公司", Domain::Enterprise, "14"),
    ("建材经销处", Domain::Enterprise, "52"),
    ("餐饮店", Domain::Enterprise, "62"),
    ("超市", Domain::Enterprise, "52"),
    ("物业服务有限公司", Domain::Enterprise, "70"),
    ("蔬菜种植专业合作社", Domain::Agriculture, "01"),
    ("幼儿园", Domain::Education, "83"),
    ("口腔诊所", Domain::Medical, "84"),
    ("旅行社有限公司", Domain::Tourism, "72"),
];
pub const REGIONS: &[&str] = &["210402", "210403", "210404", "210411", "210421", "210422", "210423"];
pub const ROADS: &[&str] =
    &["东一路", "西四街", "雷锋路", "新城路", "浑河北路", "永安台", "高山路", "临江东路", "长春街", "和平路"];
/// A tag that every twelfth subject has, and one that every five-thousandth has.
pub const TAGS: (&str, &str) = ("重点民生商品", "平台经营者");

pub fn code(region: &str, serial: i64) -> Result<String, Failure> {
    let million = char::from(b"ABCDEFGH"[usize::try_from(serial / 1_000_000)?.min(7)]);
    let start = format!("91{region}M{million}{:06}", serial % 1_000_000);
    Ok(lots_cli::roster::uscc::complete(&start).ok_or(start)?)
}

fn draft(dice: &mut Dice, serial: i64) -> Result<Draft, Failure> {
    let (trade, domain, industry) = dice.pick(TRADE);
    let rare = if serial % 5000 == 0 { "玄鹤" } else { "" };
    let name = format!("抚顺市{}{}{rare}{}{trade}", dice.pick(FIRST), dice.pick(SECOND), dice.pick(THIRD));
    let region = dice.pick(REGIONS);
    let kinds = [Kind::Enterprise, Kind::Enterprise, Kind::Enterprise, Kind::Trader, Kind::Trader];
    let kind = if serial % 5000 == 7 { Kind::Institution } else { dice.pick(&kinds) };
    Ok(Draft {
        name,
        code: code(region, serial)?,
        code_kind: None,
        kind,
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
    })
}

fn row(dice: &mut Dice, birth: Birth) -> Result<subject::Model, Failure> {
    let row = subject::Model::new(birth, &draft(dice, birth.number)?);
    let risk =
        [Risk::B, Risk::B, Risk::B, Risk::A, Risk::A, Risk::C, Risk::C, Risk::B, Risk::B, Risk::D][dice.below(10)];
    let status = if dice.below(20) == 0 { Status::Deregistered } else { Status::Active };
    Ok(subject::Model { risk, status, ..row })
}

/// The tags of a few rows, and the licences of a few more, which end within some years from 2026 on.
fn children(dice: &mut Dice, rows: &[subject::Model]) -> Result<(Vec<tag::Model>, Vec<licence::Model>), Failure> {
    let first: Date = "2026-01-01".parse()?;
    let (mut tags, mut licences) = (Vec::new(), Vec::new());
    for row in rows {
        let subject = row.number;
        if dice.below(12) == 0 {
            tags.push(tag::Model { tag: TAGS.0.to_owned(), subject });
        }
        if subject % 5000 == 1 {
            tags.push(tag::Model { tag: TAGS.1.to_owned(), subject });
        }
        if dice.below(4) == 0 {
            let valid_to = Some(first.plus_days(i32::try_from(dice.below(2000))?));
            let (id, code) = (LicenceId(fresh_id(&Real)), format!("JY{subject:012}"));
            licences.push(licence::Model { id, subject, kind: "食品经营许可证".to_owned(), code, valid_to });
        }
    }
    Ok((tags, licences))
}

async fn bureau(db: &Db) -> Result<OrganisationId, DbErr> {
    let id = OrganisationId(fresh_id(&Real));
    let top = organisation::Model {
        id,
        parent: None,
        path: format!("{id}/"),
        name: "bench".into(),
        level: Level::City,
        region: "210400".into(),
        state: OrganisationState::Open,
        version: 1,
    };
    organisation::insert(db.write(), &top).await?;
    Ok(id)
}

/// Fill an empty database with so many subjects. Indexes are set aside and made afterwards, as one does with a first load.
pub async fn fill(db: &Db, count: i64) -> Result<(), Failure> {
    let outside: Arc<dyn Outside> = Arc::new(Real);
    let organisation = bureau(db).await?;
    let aside = set_aside(db).await?;
    let mut dice = Dice(1);
    let mut left = count;
    while left > 0 {
        let tx = db.begin().await?;
        let batch = left.min(BATCH);
        let first = number::take(&tx, batch).await?;
        let mut rows = Vec::new();
        for number in first..first + batch {
            let at = Timestamp(outside.now().0 - i64::try_from(dice.below(1 << 40))?);
            rows.push(row(&mut dice, Birth { id: SubjectId(fresh_id(&*outside)), number, organisation, at })?);
        }
        let (tags, licences) = children(&mut dice, &rows)?;
        bulk::load(&tx, Rows::of::<subject::Entity>(&rows)).await?;
        bulk::load(&tx, Rows::of::<tag::Entity>(&tags)).await?;
        bulk::load(&tx, Rows::of::<licence::Entity>(&licences)).await?;
        search::put(&tx, &rows.iter().map(Words::of).collect::<Vec<_>>()).await?;
        tx.commit().await?;
        left -= batch;
    }
    look_again(db, aside).await
}

/// Make the indexes again, and let the planner look at what there is now.
pub async fn look_again(db: &Db, aside: Vec<String>) -> Result<(), Failure> {
    for statement in aside {
        db.write().execute_raw(Statement::from_string(db.backend(), statement)).await?;
    }
    // PostgreSQL would do it by itself, a minute later.
    match db.backend() {
        DbBackend::Sqlite => db.sample().await?,
        _ => db.write().execute_unprepared("ANALYZE").await.map(|_| ())?,
    }
    Ok(())
}

/// Drop the registry's indexes that no rule rests on. The statements that make them again.
pub async fn set_aside(db: &Db) -> Result<Vec<String>, DbErr> {
    let sql = match db.backend() {
        DbBackend::Sqlite => {
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'subject%' AND sql IS NOT NULL"
        }
        _ => {
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename LIKE 'subject%' \
             AND indexname NOT IN (SELECT conname FROM pg_constraint)"
        }
    };
    let mut made = Vec::new();
    for row in db.write().query_all_raw(Statement::from_string(db.backend(), sql)).await? {
        let (name, statement): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        db.write().execute_raw(Statement::from_string(db.backend(), format!("DROP INDEX {name}"))).await?;
        made.push(statement);
    }
    Ok(made)
}
