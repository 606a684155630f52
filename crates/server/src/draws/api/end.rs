//! 公布 by a person, and 作废 while no beacon is known.

use axum::extract::State as Held;

use super::commit::{commitment, in_journal};
use super::wire::{DrawBody, ReasonBody, StepBody, line};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Path};
use crate::app::problem::Problem;
use crate::app::shell::{Tx, next};
use crate::draws::rules::{self, DrawId, State, standing};
use crate::draws::store::{self, Hand, Whole, draw};
use lots::hash::Digest;

/// Why an annulment is lawful, for the public record; its words are sealed.
const BEFORE: &str = "before-beacon";
/// Likewise: a party stayed away, so that there is never a seed.
const LOST: &str = "reveal-missing";

fn digest(text: Option<&String>) -> Result<Digest, Problem> {
    text.and_then(|text| text.parse().ok()).ok_or_else(|| Problem::broken("a digest of a draw is missing"))
}

/// Announce the result: at once, or, of an unannounced draw, from its date on.
#[utoipa::path(post, path = "/api/v1/draws/{id}/announce", tag = "draws", params(("id" = DrawId, Path)), request_body = StepBody, responses((status = 200, body = DrawBody)))]
pub async fn announce(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<StepBody>,
) -> Result<Json<DrawBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let hands = store::hands(tx.db(), &whole.draw).await?;
    let state = rules::announce(whole.draw.state, &hands, by.person, (whole.draw.disclosure, tx.now.date()))?;
    let draw = draw::Model {
        state,
        announcer: Some(by.person),
        version: next(whole.draw.version, body.version),
        ..whole.draw
    };
    let whole = announced(&app, &mut tx, Whole { draw, ..whole }).await?;
    store::lay_hand(tx.db(), id, by.person, Hand::Announce).await?;
    tx.commit().await?;
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// Save an announcement that the rules allow, by whoever acts in the transaction, and record it: a person's, or the system's own.
///
/// # Errors
/// `draw-entry-waiting` while the result isn't in the journal; `stale` if somebody else acted on the draw in between.
pub(super) async fn announced(app: &App, tx: &mut Tx, whole: Whole) -> Result<Whole, Problem> {
    in_journal(app, tx.db(), whole.draw.id, "draw.drawn").await?;
    let draw = draw::Model { announced_at: Some(tx.now), ..whole.draw };
    draw::save(tx.db(), &draw).await?;
    let whole = Whole { draw, ..whole };
    tx.record(whole.act("drawing.announced")).await?;
    let act = whole.protocol("draw.announced").digest("commitment", digest(whole.draw.commitment.as_ref())?);
    tx.record(act.digest("result", digest(whole.draw.result.as_ref())?)).await?;
    Ok(whole)
}

/// Ask that a committed draw be annulled, or confirm what another asked for. Lawful while no beacon of its plan is known; of a draw by reveals alone while
/// nobody has revealed, and after their close if one of them didn't come: it never has a seed.
#[utoipa::path(post, path = "/api/v1/draws/{id}/annul", tag = "draws", params(("id" = DrawId, Path)), request_body = ReasonBody, responses((status = 200, body = DrawBody)))]
pub async fn annul(
    Held(app): Held<App>,
    by: By,
    Path(id): Path<DrawId>,
    Json(body): Json<ReasonBody>,
) -> Result<Json<DrawBody>, Problem> {
    let reason = line("reason", &body.reason, true)?;
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let (is_lost, until) = match whole.draw.state {
        State::Committed => {
            let commitment = commitment(tx.db(), id).await?;
            let is_lost = whole.is_lost(commitment.plan(), tx.now);
            let first = whole.parties.iter().filter_map(|party| party.revealed_at).min();
            (is_lost, standing::annulled_until(commitment.plan(), is_lost, first))
        }
        _ => (false, None),
    };
    let state = rules::annul(whole.draw.state, whole.draw.annuller, by.person, (tx.now, until))?;
    let draw = draw::Model { version: next(whole.draw.version, body.version), ..whole.draw };
    let Some(state) = state else {
        let draw = draw::Model { annuller: Some(by.person), reason, ..draw };
        draw::save(tx.db(), &draw).await?;
        let whole = Whole { draw, ..whole };
        tx.record(whole.act("drawing.annulment-asked")).await?;
        tx.commit().await?;
        return Ok(Json(DrawBody::named(app.read(), whole).await?));
    };
    // Both reasons stay: who asked and who confirmed each had their own.
    let both = format!("{}；{reason}", draw.reason);
    let draw = draw::Model { state, confirmer: Some(by.person), confirmation: Some(reason), ..draw };
    let whole = Whole { draw, ..whole };
    draw::save(tx.db(), &whole.draw).await?;
    tx.record(whole.act("drawing.annulled")).await?;
    let act = whole.protocol("draw.annulled").digest("commitment", digest(whole.draw.commitment.as_ref())?);
    tx.record(act.code("reason", if is_lost { LOST } else { BEFORE }).seal("why", why(&app, &tx, id, &both).await?))
        .await?;
    tx.commit().await?;
    debug_assert!(whole.draw.state == State::Annulled);
    Ok(Json(DrawBody::named(app.read(), whole).await?))
}

/// The seal of the reasons' words, whose opening is a file of the draw.
async fn why(app: &App, tx: &Tx, id: DrawId, reason: &str) -> Result<Digest, Problem> {
    use journal::entry::{Opening, Salt};
    let mut salt = [0; 32];
    app.outside.random(&mut salt);
    let field = "why".parse().expect("a field's name");
    let opening = Opening { field, salt: Salt::new(salt), value: reason.to_owned() };
    store::file::put(tx.db(), id, store::file::WHY, opening.text().as_bytes()).await?;
    Ok(opening.seal())
}
