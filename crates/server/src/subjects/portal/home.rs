//! The registry on the portal's home page and in its site map.

use std::sync::Mutex;

use maud::Markup;

use crate::app::App;
use crate::app::page::Reader;
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::subjects::rules::Status;
use crate::subjects::store::counts::{Counts, counts};

/// How long a count is shown again: a million subjects take a tenth of a second to count.
const KEPT_S: i64 = 60;

/// The last count, where it was taken, and when. One per database, since tests have many.
static LAST: Mutex<Option<(String, Timestamp, Counts)>> = Mutex::new(None);

/// How many may be inspected, and in how many domains.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move { card_of(&app, reader).await })
}

async fn card_of(app: &App, reader: Reader) -> Result<Markup, Problem> {
    let counts = lately(app).await?;
    let active = counts.statuses.get(&Status::Active).copied().unwrap_or(0);
    let (heading, link) = (reader.say("portal-subjects"), reader.say("card-subjects-link"));
    let text = reader.words.say("card-subjects-text", &[("active", &active), ("domains", &counts.domains.len())]);
    let figure = reader.words.say("card-subjects-figure", &[("n", &counts.all)]);
    Ok(shown(&heading, &figure, &text, ("/subjects", &link)))
}

async fn lately(app: &App) -> Result<Counts, Problem> {
    let (database, now) = (app.config.database(), app.now());
    let last = LAST.lock().ok().and_then(|last| last.clone());
    if let Some((_, _, counts)) = last.filter(|(of, at, _)| *of == database && at.plus_s(KEPT_S) > now) {
        return Ok(counts);
    }
    let fresh = counts(app.read()).await?;
    if let Ok(mut last) = LAST.lock() {
        *last = Some((database, now, fresh.clone()));
    }
    Ok(fresh)
}

/// The search. Single businesses aren't listed: a site map has room for 50,000 addresses.
pub fn pages(_: App) -> Looked<Vec<Listed>> {
    Box::pin(async { Ok(["/subjects", "/merges"].map(|path| Listed { path: path.to_owned(), changed: None }).into()) })
}
