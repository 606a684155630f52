//! Draws of the same thing: whoever draws twice and shows what pleases has the other one here, whether or not it says that it follows.

use std::collections::BTreeSet;

use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::{is_told, lost, mark};
use crate::accounts::store::{organisation, within};
use crate::app::App;
use crate::app::auth::Scope;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::State;
use crate::draws::store::draw as row;

/// Within how many seconds before or after a commit another one is told: a year.
const NEAR_S: i64 = 366 * 86_400;

/// What a draw inspects, if it is told.
fn items(draw: &row::Model, today: Date) -> Result<BTreeSet<String>, Problem> {
    Ok(if is_told(draw, today) { draw.scheme()?.items.into_iter().collect() } else { BTreeSet::new() })
}

/// The paths of the organisations above one of this path, its own among them.
fn above(path: &str) -> Vec<&str> {
    path.match_indices('/').map(|(at, _)| &path[..=at]).collect()
}

/// All other public draws of the same organisation, of those above and below it, committed within a year of this one, the latest first: however many draws other
/// offices make, none of these is missed.
async fn near(app: &App, draw: &row::Model) -> Result<Vec<row::Model>, Problem> {
    let Some(at) = draw.committed_at else { return Ok(Vec::new()) };
    let office = found(organisation::Entity::find_by_id(draw.organisation).one(app.read()).await?)?;
    let over = organisation::Entity::find().filter(organisation::Column::Path.is_in(above(&office.path)));
    let over: Vec<_> = over.all(app.read()).await?.into_iter().map(|row| row.id).collect();
    let akin = Condition::any()
        .add(row::Column::Organisation.is_in(over))
        .add(row::Column::Organisation.in_subquery(within(&Scope(vec![office.path]))));
    let rows = row::Entity::find()
        .filter(row::Column::State.is_in(State::PUBLIC))
        .filter(row::Column::Id.ne(draw.id))
        .filter(row::Column::CommittedAt.between(at.plus_s(-NEAR_S), at.plus_s(NEAR_S)))
        .filter(akin);
    Ok(rows.order_by_desc(row::Column::CommittedAt).all(app.read()).await?)
}

/// Whether a draw came to nothing that anybody sees: it has a result that isn't announced, or its time is over and it has none. Whoever lets one die and draws under
/// another item has it here.
fn is_idle(draw: &row::Model, now: Timestamp) -> bool {
    match draw.state {
        State::Drawn => true,
        State::Committed | State::Seeded => draw.first_close.is_some_and(|close| now > close),
        _ => false,
    }
}

/// Other draws of the same organisation, of one above or below it, with an item of this one, committed within a year of it: also those that came to nothing.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let today = app.now().date();
    let own = items(draw, today)?;
    let (mut others, mut untold, mut idle) = (Vec::new(), 0_u64, 0_u64);
    for other in near(app, draw).await? {
        // What isn't told yet can't be compared: that there is such a draw is.
        if !is_told(&other, today) {
            untold += 1;
        } else if !items(&other, today)?.is_disjoint(&own) {
            others.push(other);
        } else if is_idle(&other, app.now()) {
            idle += 1;
        }
    }
    let lost = lost::among(app, &others).await?;
    let heads = ["draws-task", "draws-committed", "draws-state", "draws-targets"];
    Ok(html! {
        h2 #alike { (reader.say("draw-alike")) }
        @if idle > 0 { p { (reader.words.say("draw-alike-idle", &[("n", &idle)])) " " a href="/draws" { (reader.say("draws-title")) } } }
        @if untold > 0 { p { (reader.words.say("draw-alike-untold", &[("n", &untold)])) } }
        @if !is_told(draw, today) { p { (reader.say("draw-alike-secret")) } }
        @else if others.is_empty() { p { (reader.say("draw-alike-none")) } }
        @else {
            p { (reader.words.say("draw-alike-lead", &[("n", &others.len())])) }
            (page::cards(&reader.say("draw-alike"), &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for other in &others { tr {
                    th scope="row" { a href={ "/draws/" (other.id) } { (other.task) @if other.number > 1 { " (" (other.number) ")" } } }
                    td.date { (other.committed_at.map(|at| page::moment(reader, at)).unwrap_or_default()) }
                    td { (mark(reader, other.state, lost.get(&other.id).copied())) }
                    td.number { @if other.state == State::Announced { (other.targets) } @else { "–" } }
                } } }
            } }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::above;

    #[test]
    fn what_is_above_an_organisation_stands_in_its_path() {
        assert_eq!(above("a/b/c/"), ["a/", "a/b/", "a/b/c/"]);
        assert_eq!(above("a/"), ["a/"]);
    }
}
