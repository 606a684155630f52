//! What people decided before the draw, but for names: of whom, in what, when, by which bounds; and what the plan's line says that it carries out.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State as Held;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};

use super::{is_told, one};
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::catalogue::store as catalogue;
use crate::draws::rules::planned::is_other;
use crate::draws::rules::progress::PlanLine;
use crate::draws::rules::scheme::Pool;
use crate::draws::rules::{DrawId, Scheme};
use crate::draws::store::plan::version;
use crate::draws::store::{draw as row, file};
use crate::plans::Line;
use crate::plans::rules::line::ClassRate;
use crate::subjects::Domain;
use crate::subjects::portal::codes;

/// The scheme without whom it names: its digest stands in the entry `drawing.committed`.
pub async fn file(Held(app): Held<App>, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    let row = found(Some(one(&app, id).await?).filter(|row| is_told(row, app.now().date())))?;
    Ok(([(CONTENT_TYPE, "application/json")], row.scheme()?.told()).into_response())
}

/// The opening of the seal that the entry has of an unannounced draw's scheme, from its date on.
pub async fn opening(Held(app): Held<App>, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    found(Some(one(&app, id).await?).filter(|row| is_told(row, app.now().date())))?;
    let opening = found(file::get(app.read(), id, file::SCHEME).await?)?;
    Ok(([(CONTENT_TYPE, "application/json")], opening).into_response())
}

/// The scheme in words. Of an unannounced draw nothing is told before its date.
pub async fn section(app: &App, reader: Reader, row: &row::Model) -> Result<Markup, Problem> {
    if !is_told(row, app.now().date()) {
        return Ok(html! {});
    }
    let scheme = row.scheme()?;
    let line = line(app, &scheme).await?;
    let edition = match scheme.edition {
        Some(edition) => catalogue::public(app.read(), edition).await.ok(),
        None => None,
    };
    let items = named(app, edition.as_ref(), &scheme).await?;
    let days = format!("{} – {}", page::date(reader, scheme.from), page::date(reader, scheme.to));
    let most = |most: Option<u16>| most.map_or_else(|| reader.say("draw-scheme-none"), |most| most.to_string());
    let facts = [
        ("days", days),
        ("scope", scope(reader, &scheme)),
        ("axes", axes(reader, &scheme)),
        ("most", most(scheme.visits_most)),
        ("cooldown", most(scheme.cooldown_days)),
        ("seats", seats(reader, &scheme)),
        ("capacity", scheme.bench.capacity.to_string()),
        ("reserves", scheme.reserves.to_string()),
    ];
    Ok(html! {
        h2 #scheme { (reader.say("draw-scheme")) }
        dl.facts {
            dt { (reader.say("draw-scheme-items")) }
            dd { ul { @for (code, name) in &items { li {
                @match (&edition, name) {
                    (Some(edition), Some(name)) => { a href={ "/items/" (edition.id) "/" (code) } { (name) } " " (code) }
                    _ => (code),
                }
            } } } }
            @for (key, value) in &facts { dt { (reader.say(&format!("draw-scheme-{key}"))) } dd { (value) } }
            @if let Some(edition) = &edition {
                dt { (reader.say("draw-scheme-edition")) }
                dd { a href={ "/items/" (edition.id) } { (edition.title) } " " (reader.say(edition.standing_on(app.now().date()))) }
            }
            dt { (reader.say("draw-scheme-plan")) }
            dd {
                @match &line {
                    None => (reader.say("draw-scheme-no-plan")),
                    Some((place, line)) => {
                        a href={ "/plans/" (place.plan) } { (reader.words.say("draw-scheme-line", &[("n", &place.line)])) }
                        " " (planned(reader, line))
                        @if is_other(&scheme, line) { " " strong { (reader.say("draw-scheme-other")) } }
                    }
                }
            }
        }
        p {
            a href={ "/draws/" (row.id) "/scheme.json" } { (reader.say("draw-scheme-file")) }
            @if row.disclosure.is_some() { " " a href={ "/draws/" (row.id) "/scheme-opening.json" } { (reader.say("draw-scheme-opening")) } }
        }
    })
}

/// The line of the plan that a scheme carries out.
async fn line(app: &App, scheme: &Scheme) -> Result<Option<(PlanLine, Line)>, Problem> {
    let Some(place) = scheme.plan else { return Ok(None) };
    let lines = version(app.read(), place.plan).await?.map(|version| version.lines).unwrap_or_default();
    let at = usize::try_from(place.line).unwrap_or_default().checked_sub(1);
    Ok(at.and_then(|at| lines.get(at).cloned()).map(|line| (place, line)))
}

/// The codes of a scheme's items, with their names in its edition.
async fn named(
    app: &App,
    edition: Option<&catalogue::edition::Model>,
    scheme: &Scheme,
) -> Result<Vec<(String, Option<String>)>, Problem> {
    let mut names = BTreeMap::new();
    if let Some(edition) = edition {
        let items = catalogue::texts(&catalogue::items(app.read(), edition.id).await?)?;
        names.extend(items.into_iter().map(|item| (item.code, item.name)));
    }
    Ok(scheme.items.iter().map(|code| (code.clone(), names.remove(code))).collect())
}

/// Texts with commas between; the word for all if there are none.
fn listed(reader: Reader, texts: &[String]) -> String {
    if texts.is_empty() { reader.say("draw-scheme-all") } else { texts.join(&reader.say("portal-list-separator")) }
}

/// A part of a scope with its name, if it asks anything.
fn part(reader: Reader, key: &str, texts: &[String]) -> Option<String> {
    let said = texts.join(&reader.say("portal-list-separator"));
    (!texts.is_empty()).then(|| reader.words.say(&format!("draw-scheme-scope-{key}"), &[("of", &said)]))
}

/// Codes with their names.
fn called<'a>(
    reader: Reader,
    name: fn(Reader, &str) -> String,
    all: impl IntoIterator<Item = &'a String>,
) -> Vec<String> {
    all.into_iter().map(|code| name(reader, code)).collect()
}

fn scope(reader: Reader, scheme: &Scheme) -> String {
    let scope = &scheme.scope;
    let domains: Vec<String> =
        scope.domains.iter().map(|domain| reader.say(&format!("subject-domain-{domain}"))).collect();
    let risks: Vec<String> = scope.risks.iter().map(ToString::to_string).collect();
    let parts = [
        part(reader, "domains", &domains),
        part(reader, "risks", &risks),
        part(reader, "regions", &called(reader, codes::region, &scope.regions)),
        part(reader, "industries", &called(reader, codes::industry, &scope.industries)),
        part(reader, "tags", &scope.tags),
    ];
    listed(reader, &parts.into_iter().flatten().collect::<Vec<_>>())
}

fn axes(reader: Reader, scheme: &Scheme) -> String {
    let axes = &scheme.axes;
    let parts = [
        (axes.risk, "risk"),
        (axes.domain, "domain"),
        (axes.region > 0, "region"),
        (!axes.visited.is_empty(), "visited"),
        (axes.complaints, "complaints"),
    ];
    let said = parts.into_iter().filter(|(is, _)| *is).map(|(_, key)| reader.say(&format!("draw-scheme-axis-{key}")));
    let said: Vec<String> = said.collect();
    if said.is_empty() { reader.say("draw-scheme-none") } else { listed(reader, &said) }
}

/// The pools of the seats, each with what it asks.
fn seats(reader: Reader, scheme: &Scheme) -> String {
    let asked = |pool: &Pool| {
        let experts = pool.experts.then(|| reader.say("draw-scheme-experts"));
        let texts = [&pool.unit, &pool.qualification].into_iter().filter(|text| !text.is_empty()).cloned();
        listed(reader, &experts.into_iter().chain(texts).collect::<Vec<_>>())
    };
    let seat = |name: &String| match scheme.bench.pools.iter().find(|pool| pool.name == *name) {
        Some(pool) => reader.words.say("draw-scheme-pool", &[("name", name), ("asked", &asked(pool))]),
        None => reader.say("draw-scheme-everybody"),
    };
    let fields = part(reader, "fields", &scheme.bench.fields);
    listed(reader, &scheme.seats.iter().map(seat).chain(fields).collect::<Vec<_>>())
}

/// What the plan's line asks: of whom, and at which rates a year.
fn planned(reader: Reader, line: &Line) -> String {
    let domain = |domain: &Domain| reader.say(&format!("subject-domain-{domain}"));
    let domains: Vec<String> = line.extent.domains.iter().map(domain).collect();
    let rate = |class: &ClassRate| format!("{} {}", class.risk, class.rate);
    let rates: Vec<String> = line.classes.iter().map(rate).collect();
    let texts = |of: &BTreeSet<String>| of.iter().cloned().collect::<Vec<_>>();
    let extent = [
        part(reader, "domains", &domains),
        part(reader, "regions", &called(reader, codes::region, &line.extent.regions)),
        part(reader, "industries", &called(reader, codes::industry, &line.extent.industries)),
        part(reader, "tags", &texts(&line.extent.tags)),
        part(reader, "rates", &rates),
    ];
    listed(reader, &extent.into_iter().flatten().collect::<Vec<_>>())
}
