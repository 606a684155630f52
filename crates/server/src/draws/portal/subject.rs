//! The announced draws in which an entry was drawn, for its page in the registry, under whichever code.

use std::collections::BTreeMap;

use maud::{Markup, html};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, QueryTrait as _,
};

use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::portal::{Looked, Registered};
use crate::app::problem::Problem;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{draw as row, target};

/// How many are listed.
const MOST: usize = 20;

/// The latest first; what everybody can read on the pages of those draws, and no more.
pub fn part(app: App, reader: Reader, registered: Registered) -> Looked<Markup> {
    Box::pin(async move {
        let drawn = drawn(&app, &registered).await?;
        let title = reader.say("subject-draws");
        Ok(html! {
            h2 #draws { (title) }
            @if drawn.is_empty() {
                p.empty { (reader.say("subject-draws-none")) " " a href="/draws" { (reader.say("subject-draws-all")) } }
            } @else {
                (page::scroll(&title, &table(reader, &drawn, &registered)))
                @if drawn.len() > MOST {
                    p.small { (reader.words.say("subject-draws-more", &[("n", &MOST)])) " " a href="/draws" { (reader.say("subject-draws-all")) } }
                }
            }
        })
    })
}

/// The draws with how it fared, one more than are listed. Targets know their entry by its number; those of draws from before that was kept are asked for by draw and
/// code, which is the order of the index, and count where the code was this entry's at the commit.
async fn drawn(app: &App, registered: &Registered) -> Result<Vec<(row::Model, target::Model)>, Problem> {
    let announced = || {
        let rows = row::Entity::find().filter(row::Column::State.eq(State::Announced));
        rows.select_only().column(row::Column::Id).into_query()
    };
    let targets = || target::Entity::find().filter(target::Column::Draw.in_subquery(announced()));
    let theirs = targets().filter(target::Column::Subject.is_in(registered.numbers.iter().copied()));
    let nobodys = targets().filter(target::Column::Subject.is_null());
    let nobodys = nobodys.filter(target::Column::Code.is_in(registered.each_code()));
    let mut by_draw: BTreeMap<DrawId, Vec<target::Model>> = BTreeMap::new();
    for one in theirs.all(app.read()).await?.into_iter().chain(nobodys.all(app.read()).await?) {
        by_draw.entry(one.draw).or_default().push(one);
    }
    let rows = row::Entity::find().filter(row::Column::Id.is_in(by_draw.keys().copied()));
    let rows = rows.order_by_desc(row::Column::AnnouncedAt).order_by_desc(row::Column::Id);
    let mut drawn = Vec::new();
    for row in rows.limit(MOST as u64 + 1).all(app.read()).await? {
        let day = row.committed_at.map(|at| at.date());
        let is_theirs = |target: &target::Model| {
            target.subject.is_some() || day.is_some_and(|day| registered.had(&target.code, day))
        };
        let targets = by_draw.remove(&row.id).into_iter().flatten().filter(is_theirs);
        drawn.extend(targets.map(|target| (row.clone(), target)));
    }
    Ok(drawn)
}

fn table(reader: Reader, drawn: &[(row::Model, target::Model)], registered: &Registered) -> Markup {
    let now = registered.each_code().into_iter().next().unwrap_or_default();
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
                td data-label=(heads[2]) {
                    (reader.say(fared(target)))
                    @if target.code != now { " " span.small { (reader.words.say("subject-draws-as", &[("code", &target.code)])) } }
                }
            } } }
        }
    }
}
