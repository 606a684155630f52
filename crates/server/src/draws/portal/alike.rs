//! Draws of the same thing: whoever draws twice and shows what pleases has the other one here, whether or not it says that it follows.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use sea_orm::EntityTrait as _;

use super::{is_told, mark, public};
use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::State;
use crate::draws::store::draw as row;

/// Within how many seconds before or after a commit another one is told: a year.
const NEAR_S: i64 = 366 * 86_400;

/// What a draw inspects, if it is told.
fn items(draw: &row::Model, today: Date) -> Result<BTreeSet<String>, Problem> {
    Ok(if is_told(draw, today) { draw.scheme()?.items.into_iter().collect() } else { BTreeSet::new() })
}

/// Other draws of the same organisation, of one above or below it, with an item of this one, committed within a year of it: also those that came to nothing.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let today = app.now().date();
    let own = items(draw, today)?;
    let offices = organisation::Entity::find().all(app.read()).await?;
    let paths: BTreeMap<OrganisationId, String> = offices.into_iter().map(|row| (row.id, row.path)).collect();
    let path = |row: &row::Model| paths.get(&row.organisation).map_or("", String::as_str);
    let at = |row: &row::Model| row.committed_at.map_or(0, Timestamp::seconds);
    let (mut others, mut untold, mut idle) = (Vec::new(), 0_u64, 0_u64);
    for other in public(app).await? {
        let is_akin = path(&other).starts_with(path(draw)) || path(draw).starts_with(path(&other));
        let is_near = other.id != draw.id && (at(&other) - at(draw)).abs() <= NEAR_S;
        if !(is_akin && is_near) {
            continue;
        }
        // What isn't told yet can't be compared: that there is such a draw is.
        if !is_told(&other, today) {
            untold += 1;
        } else if !items(&other, today)?.is_disjoint(&own) {
            others.push(other);
        } else if other.state == State::Drawn {
            idle += 1;
        }
    }
    let heads = ["draws-task", "draws-committed", "draws-state", "draws-targets"];
    Ok(html! {
        h2 #alike { (reader.say("draw-alike")) }
        @if idle > 0 { p { (reader.words.say("draw-alike-idle", &[("n", &idle)])) " " a href="/draws" { (reader.say("draws-title")) } } }
        @if untold > 0 { p { (reader.words.say("draw-alike-untold", &[("n", &untold)])) } }
        @if !is_told(draw, today) { p { (reader.say("draw-alike-secret")) } }
        @else if others.is_empty() { p { (reader.say("draw-alike-none")) } }
        @else {
            p { (reader.words.say("draw-alike-lead", &[("n", &others.len())])) }
            (page::scroll(&reader.say("draw-alike"), &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for other in &others { tr {
                    th scope="row" { a href={ "/draws/" (other.id) } { (other.task) @if other.number > 1 { " (" (other.number) ")" } } }
                    td.date { (other.committed_at.map(|at| page::moment(reader, at)).unwrap_or_default()) }
                    td { (mark(reader, other.state)) }
                    td.number { @if other.state == State::Announced { (other.targets) } @else { "–" } }
                } } }
            } }))
        }
    })
}
