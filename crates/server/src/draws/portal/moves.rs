//! 风险等级调整 before a draw, counted for everybody: a favourite moved to a class that is drawn less would be among them (protocol, section 8).
//! Each move is an entry of the journal; which business it was is told to auditors.

use maud::{Markup, html};
use sea_orm::EntityTrait as _;

use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::draws::store::draw as row;
use crate::subjects::store::moves;

/// Over how many days before a commit moves are counted: by days, since a commit in between, perhaps annulled at once, would otherwise hide those before it.
const DAYS: i64 = 90;

/// How many classes were moved in the days before the commit, and which way.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let Some(until) = draw.committed_at else { return Ok(html! {}) };
    let office = found(organisation::Entity::find_by_id(draw.organisation).one(app.read()).await?)?;
    // A commit has whole seconds: the second it happened in is still before it.
    let span = (until.plus_s(-DAYS * 86_400), Timestamp(until.0 + 1_000_000));
    let counted = moves::between(app.read(), &office.path, span).await?;
    let all: i64 = counted.iter().map(|(_, _, count)| count).sum();
    let lead = reader.words.say("draw-moves-within", &[("n", &all), ("days", &DAYS)]);
    let heads = ["draw-moves-from", "draw-moves-to", "draw-moves-count"];
    Ok(html! {
        h2 #moves { (reader.say("draw-moves")) }
        p { (lead) " " (reader.say("draw-moves-about")) }
        @if all > 0 {
            (page::scroll(&reader.say("draw-moves"), &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for (was, became, count) in &counted { tr { td { (was) } td { (became) } td.number { (count) } } } }
            } }))
        }
    })
}
