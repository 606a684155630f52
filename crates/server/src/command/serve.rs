//! `yaoguang serve`: listen until somebody says stop, then finish what is under way.

use std::net::SocketAddr;

use sea_orm_migration::MigratorTrait as _;
use tokio_util::sync::CancellationToken;

use super::Failure;
use crate::app::config::Config;
use crate::app::journal::sequencer;
use crate::app::words::Words;
use crate::app::{App, http, jobs, system, upkeep};
use crate::draws::api::{announcing, relay};
use crate::migration::Migrator;

/// Serve a configuration until SIGINT or SIGTERM.
pub(super) async fn run(config: Config, words: &Words) -> Result<(), Failure> {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("YAOGUANG_LOG").unwrap_or_else(|_| "info,sqlx=warn".into());
    tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).init();
    system::count();
    let app = super::open(config).await?;
    Migrator::up(app.db.write(), None).await?;
    app.db.sample().await?;
    let listener = tokio::net::TcpListener::bind(app.config.listen).await?;
    let url = format!("http://{}", listener.local_addr()?);
    println!("{}", words.say("yaoguang-serving", &[("url", &url)]));
    let stop = CancellationToken::new();
    tokio::spawn(signalled(stop.clone()));
    listen(app, listener, stop).await?;
    println!("{}", words.say("yaoguang-stopped", &[]));
    Ok(())
}

/// Serve until `stop` is cancelled: requests under way are answered, steps under way are finished.
///
/// # Errors
/// If the listener fails.
pub async fn listen(app: App, listener: tokio::net::TcpListener, stop: CancellationToken) -> std::io::Result<()> {
    let writer = sequencer::start(&app, &stop);
    let mut workers = jobs::start(&app, app.config.limits.workers, &stop);
    workers.push(upkeep::start(&app, &stop));
    workers.push(announcing::start(&app, &stop));
    if let Err(problem) = relay::resume(&app).await {
        tracing::error!(cause = problem.cause, "rounds of drand can't be asked for");
    }
    let service = http::router(&app).into_make_service_with_connect_info::<SocketAddr>();
    let stopping = stop.clone();
    let streaming = app.clone();
    let stopped = async move {
        stopping.cancelled().await;
        // A stream of events would never be answered to its end.
        streaming.streams.stop();
    };
    let served = axum::serve(listener, service).with_graceful_shutdown(stopped).await;
    stop.cancel();
    for worker in workers {
        let _ = worker.await;
    }
    writer.ended().await;
    served
}

pub(super) async fn signalled(stop: CancellationToken) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
    stop.cancel();
}
