//! `yaoguang doctor | backup | restore | accept-rollback | confirm`: what keeps a bureau's data sound, and nobody locked out.

use std::path::Path;

use sea_orm::DbErr;

use super::Failure;
use crate::accounts::api::confirm::at_server;
use crate::app::App;
use crate::app::config::Config;
use crate::app::journal::backup::Secrets;
use crate::app::journal::commands::{self, Said};
use crate::app::words::Words;
use crate::subjects::store::ahead;

/// Say it, or fail with it.
fn told(said: Said) -> Result<(), Failure> {
    let lines = said.map_err(|why| Failure { key: "yaoguang-said", args: vec![("why", why)] })?;
    lines.iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// Hold tables, rows and journal against each other, and name the visits of days to come: the journal has them as they are, but nobody made them.
pub(super) async fn doctor(config: Config, words: &Words) -> Result<(), Failure> {
    let app = super::open(config).await?;
    told(commands::doctor(&app, words, |_, _, _| {}).await)?;
    visits_ahead(&app, words).await?.iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// How many visits of days to come are named.
const SHOWN: usize = 50;

async fn visits_ahead(app: &App, words: &Words) -> Result<Vec<String>, DbErr> {
    let visits = ahead::of(app.read(), app.now().date()).await?;
    let count = visits.len();
    let lead = (count > 0).then(|| words.say("doctor-visits-ahead", &[("n", &count)]));
    let named = visits.iter().take(SHOWN).map(|(code, day)| format!("{code}  {day}"));
    Ok(lead.into_iter().chain(named).collect())
}

/// Copy the database, with a list of digests.
pub(super) async fn backup(config: Config, folder: &Path, keys: bool, words: &Words) -> Result<(), Failure> {
    let app = super::open(config).await?;
    let secrets = if keys { Secrets::Copied } else { Secrets::Left };
    told(commands::backup(&app, words, folder, secrets).await)
}

/// Put a copy where there is no database.
pub(super) async fn restore(config: &Config, folder: &Path, words: &Words) -> Result<(), Failure> {
    told(commands::restore(config, words, folder).await)
}

/// Let the journal go on from a database that was set back, for ever on record.
pub(super) async fn accept_rollback(config: Config, words: &Words) -> Result<(), Failure> {
    let app = super::open(config).await?;
    told(commands::accept_rollback(&app, words, |line| println!("{line}")).await)
}

/// Confirm the last security administrator's account, where nobody else could.
pub(super) async fn confirm(config: Config, login: &str, words: &Words) -> Result<(), Failure> {
    let app = super::open(config).await?;
    let done = at_server(&app, login).await.map_err(|no| no.detail(words));
    told(done.map(|()| vec![words.say("yaoguang-confirmed", &[("login", &login.to_owned())])]))
}
