//! The announced draws in which a code was drawn, for the subject's page in the registry.

use std::collections::BTreeMap;

use maud::{Markup, html};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::portal::Looked;
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{draw as row, target};

/// How many are listed.
const MOST: usize = 20;

/// The latest first; what everybody can read on the pages of those draws, and no more.
pub fn part(app: App, reader: Reader, codes: Vec<String>) -> Looked<Markup> {
    Box::pin(async move {
        let drawn = drawn(&app, &codes).await?;
        let title = reader.say("subject-draws");
        Ok(html! {
            h2 #draws { (title) }
            @if drawn.is_empty() {
                p.empty { (reader.say("subject-draws-none")) " " a href="/draws" { (reader.say("subject-draws-all")) } }
            } @else {
                (page::scroll(&title, &table(reader, &drawn)))
                @if drawn.len() > MOST {
                    p.small { (reader.words.say("subject-draws-more", &[("n", &MOST)])) " " a href="/draws" { (reader.say("subject-draws-all")) } }
                }
            }
        })
    })
}

/// The draws with how the code fared, one more than are listed. Asked by draw and code, which is the order of the index.
async fn drawn(app: &App, codes: &[String]) -> Result<Vec<(row::Model, target::Model)>, Problem> {
    let announced = row::Entity::find().filter(row::Column::State.eq(State::Announced));
    let announced = announced.select_only().column(row::Column::Id).into_query();
    let targets = target::Entity::find().filter(target::Column::Draw.in_subquery(announced));
    let targets = targets.filter(target::Column::Code.is_in(codes)).all(app.read()).await?;
    let mut targets: BTreeMap<DrawId, target::Model> = targets.into_iter().map(|one| (one.draw, one)).collect();
    let rows = row::Entity::find().filter(row::Column::Id.is_in(targets.keys().copied()));
    let rows = rows.order_by_desc(row::Column::AnnouncedAt).order_by_desc(row::Column::Id);
    let rows = rows.limit(MOST as u64 + 1).all(app.read()).await?;
    Ok(rows.into_iter().filter_map(|row| targets.remove(&row.id).map(|target| (row, target))).collect())
}

fn table(reader: Reader, drawn: &[(row::Model, target::Model)]) -> Markup {
    let heads = ["draws-task", "subject-draws-announced", "subject-draws-fared"].map(|key| reader.say(key));
    let fared = |target: &target::Model| match target {
        target::Model { gone: Some(_), .. } => "subject-draws-gone",
        target::Model { stood_in: Some(_), .. } => "subject-draws-stood-in",
        _ => "subject-draws-drawn",
    };
    html! {
        table.stacked {
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody { @for (row, target) in drawn.iter().take(MOST) { tr {
                th scope="row" { a href={ "/draws/" (row.id) } { (row.task) @if row.number > 1 { " (" (row.number) ")" } } }
                td.date data-label=(heads[1]) { (row.announced_at.map(|at| page::date(reader, at.date())).unwrap_or_default()) }
                td data-label=(heads[2]) { (reader.say(fared(target))) }
            } } }
        }
    }
}
