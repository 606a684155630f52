//! Whether a notice is genuine: the page that its QR code leads to.
//!
//! Beside it lines on the page of a draw: how many inspectors' accounts were changed before its commit and since, and how many have another name than theirs.
//!
//! The address of a notice holds 128 random bits that stand on the notice only, so nobody finds the notices of others. Deliberately absent: the state of
//! the visit, and anything of its record.

use axum::Router;
use axum::extract::State as Held;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use maud::{Markup, html};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use super::api::paper::{RIGHTS, basis};
use super::store::{account, form, notice, team};
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::{self, Page, Reader};
use crate::app::portal::Looked;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::draws::DrawId;
use crate::draws::store::draw as drawing;

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new().route("/notices/{token}", get(genuine))
}

/// How many seconds before a draw's commit changes of accounts are told: those of a year.
const BEFORE_S: i64 = 366 * 86_400;

/// Of how many inspectors the account was given, taken or changed before an announced draw's commit and since, and how many of its teams' accounts have another
/// name than the inspector: whoever has an inspector's account writes in their name, and may have got it long before anybody was drawn.
pub fn part(app: App, reader: Reader, draw: Uuid) -> Looked<Markup> {
    Box::pin(async move {
        let of = found(drawing::Entity::find_by_id(DrawId(draw)).one(app.read()).await?)?;
        let Some(committed) = of.committed_at else { return Ok(html! {}) };
        let office = found(organisation::Entity::find_by_id(of.organisation).one(app.read()).await?)?;
        // A commit has whole seconds: the second it happened in is still before it.
        let since = committed.plus_s(1);
        let whose = (of.id, office.path.as_str());
        let earlier = account::changed(app.read(), whose, (since.plus_s(-BEFORE_S), since)).await?;
        let later = account::changed(app.read(), whose, (since, app.now().plus_s(1))).await?;
        let others = team::named_otherwise(app.read(), of.id).await?;
        Ok(html! {
            h2 #accounts { (reader.say("draw-accounts")) }
            p { (reader.words.say("draw-accounts-since", &[("before", &earlier), ("n", &later)])) " " (reader.say("draw-accounts-about")) }
            p { (reader.words.say("draw-accounts-named", &[("n", &others)])) }
        })
    })
}

/// A notice, as it was given.
async fn genuine(Held(app): Held<App>, reader: Reader, Path(token): Path<String>) -> Result<Response, Problem> {
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "notice-unknown");
    let row = notice::of_token(app.read(), &token).await?.ok_or_else(unknown)?;
    let (year, number) = row.notice().ok_or_else(unknown)?;
    let office = organisation::Entity::find_by_id(row.organisation).one(app.read()).await?;
    let team = team::one(app.read(), &row).await?;
    let items = form(app.read(), &row).await?.items;
    let title = reader.say("notice-genuine");
    let number = reader.words.say("notice-number", &[("year", &year.to_string()), ("number", &number.to_string())]);
    let period = [("from", page::date(reader, row.first_day)), ("to", page::date(reader, row.last_day))];
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("notice-genuine-lead")) }
        dl.facts {
            dt { (reader.say("record-notice")) } dd { (number) }
            dt { (reader.say("notice-office")) } dd { (office.map(|row| row.name).unwrap_or_default()) }
            dt { (reader.say("record-subject")) } dd { (row.public_name) " " (row.code) }
            dt { (reader.say("notice-period")) }
            dd { (reader.words.say("notice-period-is", &[("from", &period[0].1), ("to", &period[1].1)])) }
            @if let Some(at) = row.noticed_at { dt { (reader.say("notice-given")) } dd { (page::moment(reader, at)) } }
            dt { (reader.say("notice-team")) }
            dd { ul { @for member in &team { li { (member.name) " " (member.certificate) } } } }
            dt { (reader.say("notice-items")) }
            dd { ul { @for item in &items { li {
                (item.code) " " (item.name)
                @for one in &item.bases { br; span.small { (basis(one)) } }
            } } } }
        }
        h2 { (reader.say("notice-rights")) }
        ol { @for key in RIGHTS { li { (reader.say(key)) } } }
    };
    Ok(page::answer(reader, &Page { title: &title, path: "/notices", body }))
}
