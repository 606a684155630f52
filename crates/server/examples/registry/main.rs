//! How long the lists of a large registry take: `cargo run --release --example registry -- FOLDER|postgres://… COUNT`.
//!
//! Fills an empty database, then asks for the same pages as console and portal do, with other values each time. A line for each kind
//! of page, parted by tabs: its name, then median, 99th percentile and longest in milliseconds.
//!
//! `… -- grow DATABASE COUNT` instead makes the registry of a bureau at rest as large as that, by copies of its subjects.

mod cases;
mod copies;
mod made;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::HOST;
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use sea_orm_migration::MigratorTrait as _;
use tower::ServiceExt as _;
use uuid::Uuid;
use yaoguang::accounts::OrganisationId;
use yaoguang::accounts::store::organisation;
use yaoguang::app::clock::Real;
use yaoguang::app::config::Config;
use yaoguang::app::crypt::Crypt;
use yaoguang::app::db::Db;
use yaoguang::app::list::Ask;
use yaoguang::app::{App, http};
use yaoguang::migration::Migrator;
use yaoguang::subjects::store::counts;
use yaoguang::subjects::store::list::{Filters, Found, page};
use yaoguang::subjects::store::reach::Reach;
use yaoguang::subjects::store::subject;

use cases::{Case, FILTERS, PORTAL, SEARCHES, SORTS, ask};
use made::Dice;

/// Why it stopped.
pub type Failure = Box<dyn std::error::Error>;

/// How often each page is asked for.
const TIMES: u64 = 100;
/// How far the walk by key goes.
const PAGES: u64 = 1000;

fn say(name: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |part: usize| took[((took.len() * part).div_ceil(100)).clamp(1, took.len()) - 1];
    println!("{name}\t{:.2}\t{:.2}\t{:.2}", at(50), at(99), at(100));
}

#[expect(clippy::float_arithmetic, reason = "figures for people")]
fn millis(since: Instant) -> f64 {
    f64::from(u32::try_from(since.elapsed().as_micros()).unwrap_or(u32::MAX)) / 1000.0
}

async fn look(db: &Db, ask: &Ask, filters: &Filters, reach: &Reach) -> Result<(Found, f64), Failure> {
    let since = Instant::now();
    let found = page(db.read(), ask, filters, reach).await.map_err(|problem| format!("{problem:?}"))?;
    Ok((found, millis(since)))
}

async fn lists(db: &Db, cases: &[Case], reach: &Reach, whose: &str) -> Result<(), Failure> {
    for (name, case) in cases {
        let mut dice = Dice(7);
        let mut took = Vec::new();
        for _ in 0..TIMES {
            let (ask, filters) = case(&mut dice);
            took.push(look(db, &ask, &filters, reach).await?.1);
        }
        say(&format!("{name}{whose}"), took);
    }
    Ok(())
}

/// The pages behind one another by key: all of them, and the last ones by themselves.
async fn walk(db: &Db, sort: &str) -> Result<(), Failure> {
    let mut ask = ask(None, sort);
    let mut took = Vec::new();
    while took.len() < usize::try_from(PAGES)? {
        let (found, millis) = look(db, &ask, &Filters::default(), &Reach::All).await?;
        took.push(millis);
        ask.after = found.next;
        if ask.after.is_none() {
            break;
        }
    }
    let last = took.split_off(took.len().saturating_sub(100));
    say(&format!("the last 100 of up to {PAGES} pages by key, {sort}"), last);
    Ok(())
}

/// The figures of the portal's home.
async fn count(db: &Db) -> Result<(), Failure> {
    let mut took = Vec::new();
    for _ in 0..5 {
        let since = Instant::now();
        counts::counts(db.read()).await?;
        took.push(millis(since));
    }
    say("counts by domain, region, status (kept for a minute)", took);
    Ok(())
}

/// Whole pages of the portal, made by the routes and without a socket.
async fn portal(db: &Db) -> Result<(), Failure> {
    let config: Config = toml::from_str(&Config::documented("bench.example/journal", "bench.example"))?;
    let router = http::router(&App::new(config, db.clone(), Arc::new(Real), Crypt::new(&[0; 32])));
    for (name, path) in PORTAL {
        let mut dice = Dice(7);
        let mut took = Vec::new();
        for time in 0..TIMES {
            // Another host each time, so that no page is one that was kept.
            let request = Request::get(path(&mut dice)).header(HOST, format!("{time}.example")).body(Body::empty())?;
            let since = Instant::now();
            let response = router.clone().oneshot(request).await?;
            let status = response.status();
            to_bytes(response.into_body(), usize::MAX).await?;
            took.push(millis(since));
            if !status.is_success() {
                return Err(format!("{name}: {status}").into());
            }
        }
        say(name, took);
    }
    Ok(())
}

async fn time(db: &Db) -> Result<(), Failure> {
    lists(db, SORTS, &Reach::All, "").await?;
    for sort in ["number", "name", "-updated"] {
        walk(db, sort).await?;
    }
    lists(db, FILTERS, &Reach::All, "").await?;
    lists(db, SEARCHES, &Reach::All, "").await?;
    let organisations = organisation::Entity::find().all(db.read()).await?;
    let within = Reach::Of(organisations.iter().map(|row| row.id).collect::<BTreeSet<_>>());
    lists(db, SORTS, &within, ", of one district").await?;
    lists(db, &SEARCHES[..1], &within, ", of one district").await?;
    let none = Reach::Of([OrganisationId(Uuid::nil())].into());
    lists(db, FILTERS, &none, ", of an office where nothing fits").await?;
    portal(db).await?;
    count(db).await
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let mut args = std::env::args().skip(1);
    let place = args.next().ok_or("FOLDER|postgres://… COUNT")?;
    if place == "grow" {
        let place = args.next().ok_or("DATABASE COUNT")?;
        let db = Db::connect(&place, 8).await?;
        return copies::grow(&db, args.next().ok_or("COUNT")?.parse()?).await;
    }
    let count: i64 = args.next().ok_or("COUNT")?.parse()?;
    let url = if place.starts_with("postgres") { place } else { format!("sqlite://{place}/registry.db?mode=rwc") };
    let db = Db::connect(&url, 8).await?;
    Migrator::up(db.write(), None).await?;
    if subject::Entity::find().count(db.read()).await? == 0 {
        let since = Instant::now();
        made::fill(&db, count).await?;
        eprintln!("{count} subjects loaded in {:.0} s", since.elapsed().as_secs_f64());
    }
    time(&db).await
}
