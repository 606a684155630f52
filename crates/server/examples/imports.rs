//! How long an import takes, and how long others wait meanwhile.
//!
//! ```sh
//! cargo run --release --example imports -- make roster.csv 1000000
//! cargo run --release --example imports -- FOLDER|postgres://… roster.csv [update]
//! ```
//!
//! The first makes a file of made-up businesses, CSV or XLSX by its name; the second takes it in through the interface, with the journal's
//! writer beside it, and a clerk who saves something twenty times a second. An empty folder or database is set up first; one that is
//! there is gone on with.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use sea_orm::EntityTrait as _;
use sea_orm_migration::MigratorTrait as _;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;
use yaoguang::accounts::rules::{Lane, Level, OrganisationState, PersonState};
use yaoguang::accounts::store::{organisation, person, role, session};
use yaoguang::accounts::{OrganisationId, PersonId, Role};
use yaoguang::app::clock::{Outside, Real};
use yaoguang::app::config::Config;
use yaoguang::app::crypt::Crypt;
use yaoguang::app::db::Db;
use yaoguang::app::journal::record::Actor;
use yaoguang::app::journal::sequencer;
use yaoguang::app::{App, auth, http, jobs};
use yaoguang::migration::Migrator;

type Failure = Box<dyn std::error::Error>;

const HEADER: [&str; 9] =
    ["统一社会信用代码", "企业名称", "领域", "行业代码", "行政区划", "经营地址", "法定代表人", "联系电话", "风险等级"];
const NAMES: [&str; 16] = [
    "宏达", "启明", "康宁", "丰泽", "顺源", "鑫隆", "德利", "福来", "盛泰", "兴发", "永和", "嘉诚", "金美", "天益",
    "华通", "安盈",
];
const TRADES: [&str; 8] =
    ["商贸有限公司", "食品有限公司", "建材经销处", "餐饮店", "超市", "物业服务有限公司", "汽车维修部", "日用品商行"];
const ROADS: [&str; 8] = ["东一路", "西四街", "雷锋路", "新城路", "浑河北路", "永安台", "高山路", "临江东路"];

/// The n-th business, in the header's order. Names and addresses are spread as in a city; codes ascend, as registers are sorted.
fn business(serial: u64) -> [String; 9] {
    let mixed = serial.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 16;
    let of = |list: &[&'static str], shift: u32| list[usize::try_from(mixed >> shift).unwrap_or(0) % list.len()];
    let region = 210_402 + serial % 3;
    let base = format!("9{}{region}M{serial:07}", 1 + serial % 2);
    let code = lots_cli::roster::uscc::complete(&base).unwrap_or(base);
    [
        code,
        format!("抚顺市{}{}{}", of(&NAMES, 0), of(&NAMES, 8), of(&TRADES, 16)),
        "涉企".into(),
        "52".into(),
        region.to_string(),
        format!("{}{}号楼{}室", of(&ROADS, 4), 1 + mixed % 300, 1 + mixed % 1999),
        format!("王{}", of(&NAMES, 12)),
        format!("138{:08}", mixed % 100_000_000),
        ["A", "B", "B", "C"][usize::try_from(serial % 4).unwrap_or(0)].into(),
    ]
}

fn make(file: &str, count: u64) -> Result<(), Failure> {
    if file.ends_with(".csv") {
        let mut out = csv::Writer::from_path(file)?;
        out.write_record(HEADER)?;
        for serial in 1..=count {
            out.write_record(business(serial))?;
        }
        return Ok(out.flush()?);
    }
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.write_row(0, 0, HEADER)?;
    for serial in 1..=count {
        sheet.write_row(u32::try_from(serial)?, 0, business(serial))?;
    }
    Ok(book.save(file)?)
}

async fn open(place: &str) -> Result<App, Failure> {
    let folder = if place.starts_with("postgres") { std::env::temp_dir().join("imports-bench") } else { place.into() };
    std::fs::create_dir_all(folder.join("data"))?;
    let mut config: Config = toml::from_str(&Config::documented("bench.example/journal", "bench.example"))?;
    config.data = folder.join("data");
    config.guard = folder.join("guard");
    config.database_url = place.starts_with("postgres").then(|| place.to_owned());
    let outside: Arc<dyn Outside> = Arc::new(Real);
    let db = Db::connect(&config.database(), config.limits.readers).await?;
    Migrator::up(db.write(), None).await?;
    let crypt = Crypt::in_file(&config.data.join("key"), &*outside)?;
    Ok(App::new(config, db, outside, crypt))
}

/// A bureau with one clerk; their token.
async fn people(app: &App) -> Result<String, Failure> {
    let top = organisation::Entity::find().one(app.read()).await?;
    let bureau = top.as_ref().map_or_else(|| app.fresh::<OrganisationId>(), |row| row.id);
    let (now, id, token) = (app.now(), app.fresh::<PersonId>(), app.fresh::<uuid::Uuid>().to_string());
    let tx = app.begin_as(Actor::SYSTEM).await.map_err(said)?;
    if top.is_none() {
        let row = organisation::Model {
            id: bureau,
            parent: None,
            path: format!("{bureau}/"),
            name: "bench".into(),
            level: Level::City,
            region: "210400".into(),
            state: OrganisationState::Open,
            version: 1,
        };
        organisation::insert(tx.db(), &row).await?;
    }
    let clerk = person::Model {
        id,
        login: id.to_string(),
        name: "clerk".into(),
        organisation: bureau,
        state: PersonState::Active,
        lane: Lane::Business,
        password: "none".into(),
        password_given: false,
        totp: None,
        totp_on: true,
        totp_step: 0,
        resting: false,
        version: 1,
    };
    person::insert(tx.db(), &clerk).await?;
    let grant = role::Model { person: id, role: Role::RegistryManager, organisation: bureau, lane: Lane::Business };
    role::give(tx.db(), &[grant]).await?;
    let session = session::Model {
        hash: auth::hash(&token),
        id: app.fresh(),
        person: id,
        at: now,
        seen: now,
        ended: None,
        address: "-".into(),
        agent: "bench".into(),
    };
    session::insert(tx.db(), session).await?;
    tx.commit().await.map_err(said)?;
    Ok(token)
}

#[expect(clippy::needless_pass_by_value, reason = "taken by `map_err`")]
fn said(problem: yaoguang::app::problem::Problem) -> String {
    format!("{problem:?}")
}

/// A clerk at the interface.
#[derive(Clone)]
struct Clerk {
    app: App,
    router: Router,
    token: String,
}

impl Clerk {
    async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Result<Value, Failure> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token))
            .header("idempotency-key", self.app.fresh::<uuid::Uuid>().to_string())
            .header("content-type", kind)
            .header("content-length", body.len())
            .body(Body::from(body))?;
        let response = self.router.clone().oneshot(request).await?;
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await?;
        let answer: Value = serde_json::from_slice(&bytes)?;
        if status.is_success() { Ok(answer) } else { Err(format!("{status} {answer}").into()) }
    }

    async fn act(&self, path: &str, body: Value) -> Result<Value, Failure> {
        self.send(Method::POST, path, "application/json", body.to_string().into_bytes()).await
    }

    /// Start a job and wait for it.
    async fn job(&self, path: &str, body: Value) -> Result<Value, Failure> {
        let since = Instant::now();
        let queued = self.act(path, body).await?;
        let at = format!("/api/v1/jobs/{}", queued["job"].as_str().unwrap_or_default());
        let mut spooled = None;
        loop {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let job = self.send(Method::GET, &at, "application/json", Vec::new()).await?;
            if spooled.is_none() && job["total"].as_i64() > Some(0) {
                spooled = Some(since.elapsed());
            }
            match job["state"].as_str() {
                Some("waiting" | "running") => {}
                Some("done") => {
                    let spooled = spooled.unwrap_or_default().as_secs_f64();
                    println!("{path}: {:.2} s, of which rows copied {spooled:.2} s", since.elapsed().as_secs_f64());
                    return Ok(job["result"].clone());
                }
                _ => return Err(job.to_string().into()),
            }
        }
    }

    async fn import(&self, file: &str, mode: &str) -> Result<(), Failure> {
        let since = Instant::now();
        let content = std::fs::read(file)?;
        let head = "--m\r\nContent-Disposition: form-data; name=\"file\"; filename=\"roster\"\r\n\r\n".as_bytes();
        let body = [head, &content, b"\r\n--m--\r\n"].concat();
        let kind = "multipart/form-data; boundary=m";
        let import = self.send(Method::POST, "/api/v1/imports?kind=subjects", kind, body).await?;
        println!("upload: {:.2} s", since.elapsed().as_secs_f64());
        let mut mapping = serde_json::Map::new();
        for column in import["columns"].as_array().into_iter().flatten() {
            if let Some(field) = column["guess"].as_str() {
                mapping.insert(field.to_owned(), column["index"].clone());
            }
        }
        let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap_or_default());
        self.job(&format!("{path}/check"), json!({"mapping": mapping, "options": {"mode": mode}})).await?;
        let waits = Waits::begin(&self.app);
        let result = self.job(&format!("{path}/run"), json!({})).await?;
        waits.end().await?;
        println!("{result}");
        Ok(())
    }
}

/// Somebody who saves something twenty times a second.
struct Waits(CancellationToken, tokio::task::JoinHandle<Vec<f64>>);

impl Waits {
    fn begin(app: &App) -> Self {
        let (stop, app) = (CancellationToken::new(), app.clone());
        let stopping = stop.clone();
        let saves = tokio::spawn(async move {
            let mut took = Vec::new();
            while !stopping.is_cancelled() {
                let since = Instant::now();
                if let Ok(tx) = app.begin_as(Actor::SYSTEM).await {
                    let _ = session::failure::save(tx.db(), "bench", 1, app.now()).await;
                    let _ = tx.commit().await;
                }
                took.push(since.elapsed().as_secs_f64());
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            took
        });
        Self(stop, saves)
    }

    async fn end(self) -> Result<(), Failure> {
        self.0.cancel();
        let mut took = self.1.await?;
        took.sort_by(f64::total_cmp);
        let at = |part: usize| took.get((took.len().max(1) - 1) * part / 100).copied().unwrap_or_default();
        println!("others saved {} times, in s: p50 {:.3} p99 {:.3} max {:.3}", took.len(), at(50), at(99), at(100));
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let (place, file, mode) = match *args.as_slice() {
        ["make", file, count] => return make(file, count.parse()?),
        [place, file] => (place, file, "add-only"),
        [place, file, mode] => (place, file, mode),
        _ => return Err("make FILE COUNT, or FOLDER|postgres://… FILE [update]".into()),
    };
    let app = open(place).await?;
    let token = people(&app).await?;
    if !app.config.data.join("keys").exists() {
        sequencer::init(&app).await?;
    }
    let stop = CancellationToken::new();
    let writer = sequencer::start(&app, &stop);
    let workers = jobs::start(&app, app.config.limits.workers, &stop);
    let clerk = Clerk { router: http::router(&app), app, token };
    let done = clerk.import(file, mode).await;
    stop.cancel();
    for worker in workers {
        worker.await?;
    }
    writer.ended().await;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    println!("{}", status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default());
    done
}
