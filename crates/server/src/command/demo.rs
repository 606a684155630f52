//! `yaoguang demo`: a fictitious city's bureau, served.

use std::path::PathBuf;
use std::time::Instant;

use tokio_util::sync::CancellationToken;

use super::{Failure, serve};
use crate::app::words::Words;
use crate::app::{journal, system};
use crate::demo::{self, Broken, Figures, Shown, Wanted};

/// What was asked for.
pub(super) struct Asked {
    /// Where to make it.
    pub(super) folder: PathBuf,
    /// What to make.
    pub(super) wanted: Wanted,
    /// Where to serve it; 0 takes a free port.
    pub(super) port: u16,
    /// An empty PostgreSQL database to make it in, instead of SQLite in the folder.
    pub(super) database_url: Option<String>,
    /// Unattended.
    pub(super) check: bool,
}

/// Make it, say what to try, and serve it; or look at it and end.
pub(super) async fn run(asked: Asked, words: &Words) -> Result<(), Failure> {
    let started = Instant::now();
    // Only what an earlier demonstration made is taken away.
    if asked.folder.join("yaoguang.toml").exists() && asked.folder.join(MARK).exists() {
        std::fs::remove_dir_all(&asked.folder)?;
    }
    let config = demo::configuration(&asked.folder, asked.port, asked.database_url.as_deref())?;
    std::fs::write(asked.folder.join(MARK), "")?;
    println!("{}", words.say("demo-making", &[("subjects", &asked.wanted.subjects)]));
    let (figures, shown) = demo::make(&config, asked.wanted).await?;
    system::count();
    let app = super::open(config).await?;
    app.demonstrate(demo::accounts());
    let listener = tokio::net::TcpListener::bind(app.config.listen).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let stop = CancellationToken::new();
    let serving = tokio::spawn(serve::listen(app.clone(), listener, stop.clone()));
    if asked.check {
        let checked = checked(&app, &url, figures, shown).await;
        stop.cancel();
        serving.await??;
        println!("demo: {}; {} s", checked?, started.elapsed().as_secs());
        return Ok(());
    }
    demo::tell(words, &url, figures, &shown);
    tokio::spawn(serve::signalled(stop));
    serving.await??;
    println!("{}", words.say("yaoguang-stopped", &[]));
    Ok(())
}

/// Says that a folder is a demonstration's, which may be made anew.
const MARK: &str = "a-demonstration";

/// Look at it over HTTP, wait until every act is in the journal, and audit it.
async fn checked(app: &crate::app::App, url: &str, figures: Figures, shown: Shown) -> Result<String, Broken> {
    let url = url.to_owned();
    let seen =
        tokio::task::spawn_blocking(move || demo::check(&url, figures, &shown)).await.map_err(Broken::from)??;
    let rows = demo::recorded(app).await?;
    let report = journal::audit::audit(app, crate::IMAGERS, |_, _, _| {}).await.map_err(Broken::from)?;
    match report.findings.first() {
        Some(finding) => Err(Broken(format!("{finding:?}, and {} more", report.findings.len() - 1))),
        None => Ok(format!("{seen}; {rows} journal entries, audit clean")),
    }
}
