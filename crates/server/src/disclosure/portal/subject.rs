//! The published results of an entry, for its page in the registry, under whichever code.

use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use super::outcome;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::portal::{Looked, Registered};
use crate::app::problem::Problem;
use crate::disclosure::rules::State;
use crate::disclosure::store::result as row;
use crate::inspections::store::visit;

/// How many are listed.
const MOST: usize = 20;

/// The versions in force, the latest visit first. The name that a result was published under isn't repeated.
pub fn part(app: App, reader: Reader, registered: Registered) -> Looked<Markup> {
    Box::pin(async move {
        let visits = visit::of_registered(app.read(), &registered).await?;
        let rows = row::Entity::find().filter(row::Column::State.eq(State::Published));
        let rows = rows.filter(row::Column::Visit.is_in(visits));
        let rows = rows.order_by_desc(row::Column::Visited).order_by_desc(row::Column::Id);
        let rows = rows.limit(MOST as u64 + 1).all(app.read()).await?;
        let title = reader.say("subject-results");
        Ok(html! {
            h2 #results { (title) }
            @if rows.is_empty() {
                p.empty { (reader.say("subject-results-none")) " " a href="/results" { (reader.say("subject-results-all")) } }
            } @else {
                (page::scroll(&title, &table(reader, &rows)?))
                @if rows.len() > MOST {
                    p.small {
                        (reader.words.say("subject-results-more", &[("n", &MOST)])) " "
                        @for code in registered.each_code() { a href=(page::address("/results", &[("q", code)])) { (reader.say("subject-results-own")) } " " }
                    }
                }
            }
        })
    })
}

fn table(reader: Reader, rows: &[row::Model]) -> Result<Markup, Problem> {
    let heads = ["results-visited", "result-draw", "result-items", "results-result", "results-day"];
    let heads = heads.map(|key| reader.say(key));
    let mut said = Vec::new();
    for row in rows.iter().take(MOST) {
        let public = row.said()?;
        let items: Vec<String> = public.items.into_iter().map(|item| item.name).collect();
        said.push((row, public.task, items.join(&reader.say("portal-list-separator")), outcome(reader, row)?));
    }
    Ok(html! {
        table.stacked {
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody { @for (row, task, items, outcome) in said { tr {
                th scope="row" { a href={ "/results/" (row.visit) } { (page::date(reader, row.visited)) } }
                td data-label=(heads[1]) { (task) }
                td data-label=(heads[2]) { (items) }
                td data-label=(heads[3]) { (outcome) }
                td.date data-label=(heads[4]) { (page::date(reader, row.day)) }
            } } }
        }
    })
}
