//! What the server's commands for its keeper do, and what they say.

use std::path::Path;

use super::audit::{Part, audit};
use super::backup::rollback::{self, NotAccepted};
use super::backup::{self, Secrets};
use crate::app::App;
use crate::app::config::Config;
use crate::app::words::Words;

/// Sentences: what was done, or why it wasn't.
pub type Said = Result<Vec<String>, String>;

/// Audit everything. What is found is an error, so that a script notices.
///
/// # Errors
/// The findings, or why there was no audit.
pub async fn doctor(app: &App, words: &Words, progress: impl FnMut(Part, u64, u64) + Send + 'static) -> Said {
    let report = audit(app, crate::IMAGERS, progress).await;
    let report = report.map_err(|why| words.say("audit-stopped", &[("why", &why.to_string())]))?;
    let mut lines: Vec<String> = report.findings.iter().map(|finding| finding.say(words)).collect();
    if report.untold > 0 {
        lines.push(words.say("audit-untold", &[("untold", &report.untold)]));
    }
    if report.staged > 0 {
        lines.push(words.say("audit-staged", &[("staged", &report.staged)]));
    }
    if report.found > 0 {
        lines.push(words.say("audit-found", &[("found", &report.found)]));
        return Err(lines.join("\n"));
    }
    let counts: [(&str, &dyn lots_cli::locale::Sayable); 5] = [
        ("rows", &report.rows),
        ("waiting", &report.waiting),
        ("openings", &report.openings),
        ("destroyed", &report.destroyed),
        ("images", &report.images),
    ];
    lines.push(words.say("audit-clean", &counts));
    Ok(lines)
}

/// Back up into a new folder.
///
/// # Errors
/// Why not.
pub async fn backup(app: &App, words: &Words, to: &Path, secrets: Secrets) -> Said {
    let made = backup::backup(app, to, secrets).await.map_err(|why| why.say(words))?;
    let (folder, files) = (to.display().to_string(), made.files as u64);
    let keys = if secrets == Secrets::Copied { "backup-keys" } else { "backup-no-keys" };
    Ok(vec![
        words.say("backup-done", &[("folder", &folder), ("files", &files), ("size", &made.entries)]),
        words.say(keys, &[]),
        words.say("backup-guard", &[]),
    ])
}

/// Restore a backup to where nothing is yet.
///
/// # Errors
/// Why not.
pub async fn restore(config: &Config, words: &Words, from: &Path) -> Said {
    let made = backup::restore(config, from).await.map_err(|why| why.say(words))?;
    let (folder, files) = (from.display().to_string(), made.files as u64);
    let done = words.say("restore-done", &[("folder", &folder), ("files", &files)]);
    Ok(vec![done, words.say("backup-guard", &[])])
}

/// Go on from the journal as it is, though the guard says another. `print` hears both checkpoints before anything is changed.
///
/// # Errors
/// Why not.
pub async fn accept_rollback(app: &App, words: &Words, print: impl FnOnce(&str)) -> Said {
    let say = |why: NotAccepted| match why {
        NotAccepted::Unsigned => words.say("rollback-unsigned", &[]),
        NotAccepted::Halt(why) => words.say("audit-stopped", &[("why", &why.to_string())]),
    };
    let Some(rollback) = rollback::look(app).await.map_err(say)? else {
        return Ok(vec![words.say("rollback-none", &[])]);
    };
    print(&rollback.say(words));
    rollback::accept(app, &rollback).await.map_err(say)?;
    Ok(vec![words.say("rollback-accepted", &[])])
}
