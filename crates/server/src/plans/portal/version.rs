//! One version: what it says, its lines as a table that prints, its other versions, its files.

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::{name, standing};
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::sheet::Form;
use crate::app::value::Timestamp;
use crate::plans::api::files::{COLUMNS, as_file, cells};
use crate::plans::api::wire::{PlanBody, PlanPage, PlanVersion};
use crate::plans::rules::{PlanId, State};
use crate::plans::store;

/// The page.
pub async fn page(Held(app): Held<App>, reader: Reader, uri: Uri, Path(id): Path<PlanId>) -> Result<Response, Problem> {
    let row = store::public(app.read(), id).await?;
    let title = name(reader, &row);
    let shown = PlanPage::of(app.read(), row).await?;
    let body = html! {
        (page::crumbs(reader, &[("/plans", &reader.say("plans-title"))], &title))
        h1 { (title) }
        (facts(reader, &shown.plan))
        h2 { (reader.say("plan-lines")) }
        (page::cards(&reader.say("plan-lines"), &table(reader, &shown)))
        p.small { (reader.say("plans-how")) }
        @if shown.plan.state == State::Published { p { a href="/statistics#statistics-plans" { (reader.say("plans-progress-link")) } } }
        (versions(reader, &shown))
        ul.links {
            li { a href={ "/plans/" (id) "/lines.csv" } { "CSV" } }
            li { a href={ "/plans/" (id) "/plan.json" } { (reader.say("plans-whole")) } }
            li { a href="/feeds/plans.atom" { "Atom" } }
        }
        section.digest {
            h2 { (reader.say("items-digest")) }
            p { code.hash { (shown.plan.digest.as_deref().unwrap_or_default()) } }
            p.small { (reader.say("plans-digest-how")) }
        }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn facts(reader: Reader, plan: &PlanBody) -> Markup {
    let day = |at: Option<Timestamp>| at.map(|at| page::date(reader, at.date())).unwrap_or_default();
    let filed = plan.filing_date.map(|date| page::date(reader, date)).unwrap_or_default();
    let n = |key: &str, n: i64| reader.words.say(key, &[("n", &n)]);
    let cooldown = match plan.head.cooldown_months {
        0 => reader.say("plan-cooldown-none"),
        months => n("plan-cooldown-value", months),
    };
    let rows = [
        ("plans-body", plan.organisation_name.clone()),
        ("plan-year", plan.year.to_string()),
        ("plan-basis", plan.head.basis.clone()),
        ("plan-note", plan.head.note.clone()),
        ("plan-cap", n("plan-cap-value", plan.head.cap)),
        ("plan-cooldown", cooldown),
        ("plan-horizon", n("plan-horizon-value", plan.head.horizon_years)),
        ("plan-filing-number", plan.filing_number.clone()),
        ("plan-filing-date", filed),
        ("plans-published", day(plan.published_at)),
        ("plans-ended", day(plan.ended_at)),
        ("plan-reason", plan.reason.clone()),
    ];
    html! {
        dl.facts {
            dt { (reader.say("plans-standing")) }
            dd { (standing(reader, plan.state)) }
            @for (key, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
                dt { (reader.say(key)) }
                dd { (value) }
            }
        }
    }
}

fn table(reader: Reader, shown: &PlanPage) -> Markup {
    html! {
        table {
            thead { tr { @for key in COLUMNS { th scope="col" { (reader.say(key)) } } } }
            tbody { @for body in &shown.lines {
                @let cells = cells(body, reader.words);
                tr {
                    td.number { (cells[0]) }
                    th scope="row" { a href={ "/items/" (body.line.edition) "/" (body.line.item) } { (cells[1]) } }
                    @for cell in &cells[2..] { td { (cell) } }
                }
            } }
        }
    }
}

/// The year's other versions that are public.
fn versions(reader: Reader, shown: &PlanPage) -> Markup {
    let other = |version: &&PlanVersion| version.id != shown.plan.id && State::PUBLIC.contains(&version.state);
    let others: Vec<_> = shown.versions.iter().filter(other).collect();
    html! {
        @if !others.is_empty() {
            h2 { (reader.say("plans-versions")) }
            ul { @for version in others { li {
                a href={ "/plans/" (version.id) } { (reader.words.say("plans-version", &[("n", &version.number)])) }
                " " (standing(reader, version.state))
            } } }
        }
    }
}

/// The lines as CSV.
pub async fn text(Held(app): Held<App>, reader: Reader, Path(id): Path<PlanId>) -> Result<Response, Problem> {
    let row = store::public(app.read(), id).await?;
    as_file(&PlanPage::of(app.read(), row).await?, Form::Csv, reader.words)
}

/// The bytes that the digest is over.
pub async fn whole(Held(app): Held<App>, Path(id): Path<PlanId>) -> Result<Response, Problem> {
    let row = store::public(app.read(), id).await?;
    let name = format!("attachment; filename=\"plan-{}-{}.json\"", row.year, row.number);
    Ok(([(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)], row.whole()?).into_response())
}
