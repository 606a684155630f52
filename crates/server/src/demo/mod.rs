//! The demonstration: a fictitious city's bureau, made through the interface as clerks would make it.
//!
//! Businesses, people and codes come from `lots_cli::sample` and are invented. The same seed gives the same bureau on every
//! machine, but for the day it is made on. Deliberately absent: anything that goes past the rules. What is here was typed,
//! imported, approved and published by the accounts that may.

mod check;
mod city;
mod complaints;
mod days;
mod desk;
mod draws;
mod merges;
mod outcomes;
mod people;
mod plans;
mod registers;
mod schemes;
mod tell;
mod truths;
mod visits;

use std::path::Path;
use std::sync::Arc;

use sea_orm_migration::MigratorTrait as _;

use self::days::Days;
use self::desk::Office;
use crate::app::clock::{Made, Outside, Real};
use crate::app::config::Config;
use crate::app::crypt::Crypt;
use crate::app::db::Db;
use crate::app::journal::sequencer;
use crate::app::{App, http, jobs};
use crate::migration::Migrator;

pub use self::check::check;
pub use self::people::accounts;
pub use self::tell::tell;

/// Why the demonstration stopped. It is for whoever runs it; nothing of it reaches the public.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Broken(pub String);

impl Broken {
    /// What something else says.
    pub fn from(why: impl std::fmt::Display) -> Self {
        Self(why.to_string())
    }
}

/// What to make.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Businesses in the registry, at least 40.
    pub subjects: u32,
    /// The number everything follows from.
    pub seed: u64,
}

/// What was made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Figures {
    /// Businesses.
    pub subjects: u64,
    /// Inspectors.
    pub inspectors: u64,
    /// Items of the catalogue.
    pub items: u64,
    /// Complaints.
    pub complaints: u64,
    /// Lines of this year's plan.
    pub lines: u64,
    /// Draws.
    pub draws: u64,
    /// Visits.
    pub visits: u64,
    /// Results that are public.
    pub results: u64,
    /// What was done about findings.
    pub outcomes: u64,
}

/// What the steps to try point to, by name: what somebody who has never seen it looks for on the screen.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The announced draw's id.
    pub draw: String,
    /// The code of a business that it drew.
    pub drawn: String,
    /// The visit of which notice was given, and whose record is to be written.
    pub visit: String,
    /// The inspector who writes it: login and name.
    pub inspector: (&'static str, &'static str),
    /// The one who was there too and confirms it: login and name.
    pub partner: (&'static str, &'static str),
    /// The plan in force.
    pub plan: String,
    /// The name of the business that it is a visit to.
    pub name: String,
    /// Its code.
    pub code: String,
}

/// Make the bureau in the folder of `config`, which is empty, and leave it ready to be served.
///
/// # Errors
/// [`Broken`].
pub async fn make(config: &Config, wanted: Wanted) -> Result<(Figures, Shown), Broken> {
    // It ends yesterday, so that nothing in it lies in the future.
    let days = Days { yesterday: Real.now().date().plus_days(-1) };
    let made = Arc::new(Made::new(days::at(days.first(), 9, 0), wanted.seed));
    let outside: Arc<dyn Outside> = made.clone();
    let app = open(config, outside).await?;
    let office = Office::new(http::router(&app), made);
    people::settle(&app, &office).await?;
    let figures = registers::fill(&app, &office, days, wanted).await?;
    let team = visits::team(&office, app.now().date()).await?;
    let figures = Figures { inspectors: figures.inspectors + team, ..figures };
    draws::fill(&app, &office, days, (figures, wanted.seed)).await
}

/// Wait until every act is an entry of the journal. How many there are.
///
/// # Errors
/// [`Broken`] if it takes longer than a minute, or the writer has stopped.
pub async fn recorded(app: &App) -> Result<u64, Broken> {
    use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

    use crate::app::journal::record::row;
    for _ in 0..240 {
        let waiting = row::Entity::find().filter(row::Column::Entry.is_null());
        if waiting.count(app.read()).await.map_err(Broken::from)? == 0 {
            return row::Entity::find().count(app.read()).await.map_err(Broken::from);
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    Err(Broken(format!("the journal's writer: {}", app.sequencing.borrow().code())))
}

async fn open(config: &Config, outside: Arc<dyn Outside>) -> Result<App, Broken> {
    std::fs::create_dir_all(&config.data).map_err(Broken::from)?;
    let crypt = Crypt::in_file(&config.data.join("keys").join("fields.key"), &Real).map_err(Broken::from)?;
    let db = Db::connect(&config.database(), config.limits.readers).await.map_err(Broken::from)?;
    Migrator::up(db.write(), None).await.map_err(Broken::from)?;
    let app = App::new(config.clone(), db, outside, crypt);
    sequencer::init(&app).await.map_err(Broken::from)?;
    Ok(app)
}

/// Run all jobs that wait.
async fn work(app: &App) -> Result<(), Broken> {
    while jobs::work_once(app, jobs::kinds()).await.map_err(|why| Broken(format!("{why:?}")))? {}
    Ok(())
}

/// The configuration of a demonstration in a folder: on this machine only, without a second factor, in SQLite if no other database is said.
///
/// # Errors
/// [`Broken`].
pub fn configuration(folder: &Path, port: u16, database_url: Option<&str>) -> Result<Config, Broken> {
    let text = Config::documented_on("price.fushun.example/journal", "price.fushun.example", database_url)
        .replace("secure_cookies = true", "secure_cookies = false")
        .replace("administrators_need_totp = true", "administrators_need_totp = false")
        .replace("127.0.0.1:8620", &format!("127.0.0.1:{port}"));
    std::fs::create_dir_all(folder).map_err(Broken::from)?;
    let file = folder.join("yaoguang.toml");
    std::fs::write(&file, text).map_err(Broken::from)?;
    Config::read(&file).map_err(Broken::from)
}
