//! Whom rules leave out of a draw, all of them as a file: an act, since it says who can't be drawn.
//!
//! They are gathered anew, from the registries as they are when somebody asks; a preview names the first of each reason.

use axum::extract::State as Held;
use axum::response::Response;

use super::foreseen::{self, RuledOutBody};
use super::wire::StepBody;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::sheet::{Form, Writing};
use crate::draws::rules::{self, DrawId};
use crate::draws::store;
use crate::draws::store::gather::gather;

/// Of how many the names are looked up at once.
const ROWS: usize = 5_000;
/// The headings of the columns.
const HEADS: [&str; 3] = ["draw-name", "draw-code", "draw-away-why"];

/// Whom rules leave out of a draw, and why, by its scheme as it is saved and the registries as they are: all of them, by reason and code. Nothing of an
/// unannounced draw.
#[utoipa::path(post, path = "/api/v1/draws/{id}/ruled-out", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 200, content_type = "text/csv", body = Vec<u8>)))]
pub async fn export(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<DrawId>,
    Json(body): Json<StepBody>,
) -> Result<Response, Problem> {
    let snapshot = app.db.snapshot().await?;
    let row = store::load(&snapshot, id, &by.scope).await?.draw;
    let scheme = row.scheme()?;
    rules::ruled_out(&scheme)?;
    // Whoever asks has a scheme before them, and means that one.
    if row.version != body.version {
        return Err(Problem::stale());
    }
    let mut told = |_: i64, _: i64| {};
    let gathered = gather(&snapshot, row.organisation, (&scheme, app.now().date()), &mut told).await?;
    let heads = HEADS.iter().map(|key| reader.say(key)).collect();
    let mut file = Writing::begin(Form::Csv, heads, move |line: &RuledOutBody| cells(reader, line));
    let all = foreseen::ruled(&scheme, &gathered.parted, usize::MAX);
    for part in all.chunks(ROWS) {
        if !file.put(foreseen::named(&snapshot, &row, part).await?).await {
            break;
        }
    }
    drop(snapshot);
    file.taken(&app, &by, ("ruled-out", &lots::canonical::to_text(&(id, body.version)))).await
}

fn cells(reader: Reader, line: &RuledOutBody) -> Vec<String> {
    let key = format!("draw-out-{}", line.reason);
    let why = if reader.words.has(&key) { reader.say(&key) } else { line.reason.clone() };
    vec![line.name.clone(), line.code.clone(), why]
}
