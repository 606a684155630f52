//! 查我的签号: a business finds its ticket by its code, and how to compute it with one line of a shell.
//!
//! Anybody can compute any ticket once the seed is public, so nothing is given away; whether a business took part and in which stratum is the receipt's to say. A
//! text that can't be a code has no ticket: a number beside it would look like an answer. Whoever got another code after the commit was drawn under the older one, if
//! at all, and is told so.

use std::collections::BTreeSet;

use lots::seed::SeedRecord;
use lots::ticket::ticket;
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};

use crate::app::App;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::draws::api::account::{power_shell, shell};
use crate::draws::rules::sought::{Flaw, meant, readings};
use crate::draws::store::{draw as row, target};
use crate::subjects::store::{code_was, subject};

/// The form, and the answer for a code that was asked for.
pub async fn section(
    app: &App,
    reader: Reader,
    (row, asked): (&row::Model, &str),
    record: &SeedRecord,
    drawn: &[target::Model],
) -> Result<Markup, Problem> {
    let readings = readings(asked);
    let registered = registered(app, &readings).await?;
    let is_known = |code: &str| drawn.iter().any(|target| target.code == code) || registered.contains(code);
    let meant = meant(&readings, is_known);
    let older = match meant {
        Some((code, None)) => older(app, row, code, drawn).await?,
        _ => None,
    };
    let is_drawn = |code: &str| drawn.iter().any(|target| target.code == code);
    Ok(html! {
        h2 #ticket { (reader.say("draw-ticket")) }
        p { (reader.say("draw-ticket-about")) }
        form.search action={ "/draws/" (row.id) "#ticket" } method="get" {
            label for="code" { (reader.say("draw-ticket-code")) }
            div.row {
                input id="code" type="search" name="code" value=(meant.map_or("", |(code, _)| code)) required maxlength="55" autocomplete="off";
                button type="submit" { (reader.say("draw-ticket-look")) }
            }
        }
        @match meant {
            None => {}
            Some((_, Some(flaw))) => { p.empty role="status" { (why_none(reader, flaw)) } }
            Some((code, None)) => {
                @if let Some(older) = &older {
                    p role="status" { (reader.words.say("draw-ticket-older", &[("code", older)])) }
                    (answer(reader, older, record, drawn))
                    @if is_drawn(code) { p { (reader.words.say("draw-ticket-another", &[("code", &code)])) } }
                }
                @if older.is_none() || is_drawn(code) { (answer(reader, code, record, drawn)) }
            }
        }
    })
}

/// Those among some codes that the registry has or had, as everybody may look up there: the bureau's own codes have no check character. Whether a code
/// was in the frozen roster isn't asked.
async fn registered(app: &App, codes: &[String]) -> Result<BTreeSet<String>, Problem> {
    if codes.is_empty() {
        return Ok(BTreeSet::new());
    }
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let had = code_was::holders(app.read(), &codes).await?.into_iter().map(|one| one.code);
    let rows = subject::Entity::find().select_only().column(subject::Column::Code);
    let rows = rows.filter(subject::Column::Code.is_in(codes)).into_tuple::<String>().all(app.read()).await?;
    Ok(rows.into_iter().chain(had).collect())
}

/// The code under which the entry that has this one today was frozen, if that was another one: the entry of a target is known, and of others the registry tells
/// which code they had at the commit.
async fn older(app: &App, row: &row::Model, code: &str, drawn: &[target::Model]) -> Result<Option<String>, Problem> {
    let entries = subject::Entity::find().select_only().column(subject::Column::Number);
    let entries = entries.filter(subject::Column::Code.eq(code)).into_tuple::<i64>().all(app.read()).await?;
    let is_theirs = |target: &&target::Model| target.subject.is_some_and(|number| entries.contains(&number));
    if let Some(target) = drawn.iter().find(is_theirs) {
        return Ok((target.code != code).then(|| target.code.clone()));
    }
    let Some(at) = row.committed_at else { return Ok(None) };
    Ok(at_commit(&entries, &code_was::of(app.read(), &entries).await?, at))
}

/// The older code that entries had at a time; nothing if one of them had the one of today.
fn at_commit(entries: &[i64], was: &[code_was::Model], at: Timestamp) -> Option<String> {
    let then = |entry: &i64| was.iter().find(|one| one.subject == *entry && one.until > at);
    let older: Option<Vec<&code_was::Model>> = entries.iter().map(then).collect();
    older?.first().map(|one| one.code.clone())
}

/// Why what was typed is no code.
fn why_none(reader: Reader, flaw: Flaw) -> String {
    match flaw {
        Flaw::NoCode => reader.say("draw-ticket-no-code"),
        Flaw::Length(count) => reader.words.say("draw-ticket-length", &[("n", &count)]),
        Flaw::Character(character, position) => {
            let character = character.to_string();
            reader.words.say("draw-ticket-character", &[("character", &character), ("position", &position)])
        }
        Flaw::Check => reader.say("draw-ticket-check"),
    }
}

fn answer(reader: Reader, asked: &str, record: &SeedRecord, drawn: &[target::Model]) -> Markup {
    let key = record.seed().ticket_key();
    let number = ticket(&key, asked).to_string();
    let target = drawn.iter().find(|target| target.code == asked);
    html! {
        div role="status" {
            dl.facts {
                dt { (reader.say("draw-ticket-is")) }
                dd { code.hash { (number) } }
                dt { (reader.say("draw-ticket-result")) }
                dd {
                    @match target {
                        Some(target) if target.stood_in.is_some() => { (reader.say("draw-ticket-stood-in")) }
                        Some(target) if target.gone.is_some() => { (reader.say("draw-ticket-gone")) }
                        Some(target) => { (reader.words.say("draw-ticket-drawn", &[("rank", &target.rank)])) }
                        None => { (reader.say("draw-ticket-not-drawn")) }
                    }
                }
            }
            p.small { (reader.say("draw-ticket-shell")) }
            pre { code { (shell(&format!("{key}{asked}"))) } }
            p.small { (reader.say("account-step-windows")) }
            pre { code { (power_shell(&format!("{key}{asked}"))) } }
            p.small { (reader.say("draw-ticket-key")) }
        }
    }
}
