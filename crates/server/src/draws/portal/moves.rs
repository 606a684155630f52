//! What was changed in the registry before a draw, counted for everybody: a favourite moved to a class that is drawn less, or closed for a day, would be among
//! them (protocol, section 8). Each change is an entry of the journal; which business it was is told to auditors.

use maud::{Markup, html};
use sea_orm::EntityTrait as _;

use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::draws::store::draw as row;
use crate::inspectors::store::moves as inspectors;
use crate::subjects::store::moves;

/// Over how many days before a commit changes are counted: by days, since a commit in between, perhaps annulled at once, would otherwise hide those before it.
const DAYS: i64 = 90;

/// How many classes were moved in the days before the commit, and which way; and how many other changes there were that a draw's scope sees.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let Some(until) = draw.committed_at else { return Ok(html! {}) };
    let office = found(organisation::Entity::find_by_id(draw.organisation).one(app.read()).await?)?;
    // A commit has whole seconds: the second it happened in is still before it.
    let span = (until.plus_s(-DAYS * 86_400), Timestamp(until.0 + 1_000_000));
    let counted = moves::between(app.read(), &office.path, span).await?;
    let others = moves::others(app.read(), &office.path, span).await?;
    let people = inspectors::between(app.read(), &office.path, span).await?;
    let turned: i64 = people.values().sum();
    let all: i64 = counted.iter().map(|(_, _, count)| count).sum();
    let other: i64 = others.values().sum();
    let lead = |key: &str, n: &i64| reader.words.say(key, &[("n", n), ("days", &DAYS)]);
    let heads = ["draw-moves-from", "draw-moves-to", "draw-moves-count"];
    let changes = ["draw-changes-what", "draw-moves-count"];
    Ok(html! {
        h2 #moves { (reader.say("draw-moves")) }
        p { (lead("draw-moves-within", &all)) " " (reader.say("draw-moves-about")) }
        @if all > 0 {
            (page::scroll(&reader.say("draw-moves"), &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for (was, became, count) in &counted { tr { td { (was) } td { (became) } td.number { (count) } } } }
            } }))
        }
        h2 #changes { (reader.say("draw-changes")) }
        p { (lead("draw-changes-within", &other)) " " (reader.say("draw-changes-about")) }
        @if other > 0 {
            (page::scroll(&reader.say("draw-changes"), &html! { table {
                thead { tr { @for key in changes { th scope="col" { (reader.say(key)) } } } }
                tbody { @for (what, count) in &others { tr { th scope="row" { (reader.say(&format!("draw-changes-{}", what.code()))) } td.number { (count) } } } }
            } }))
        }
        p #turns { (lead("draw-turns-within", &turned)) }
        @if turned > 0 {
            (page::scroll(&reader.say("draw-turns"), &html! { table {
                thead { tr { @for key in changes { th scope="col" { (reader.say(key)) } } } }
                tbody { @for (what, count) in &people { tr { th scope="row" { (reader.say(&format!("draw-turns-{}", what.code()))) } td.number { (count) } } } }
            } }))
        }
    })
}
