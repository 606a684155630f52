//! Complaints as the public sees them: how to complain, what becomes of it, the rule by which complaints feed risk, and counts.
//!
//! Neither persons nor businesses are named: a complaint proves nothing until it was looked into. Each table counts one thing only; crossed
//! with one another they would soon tell of single cases. Only of those that wait to be closed it is told how many were found true: who closes them decides when
//! they count.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde::Serialize;

use super::rules::{Kind, Outcome, State as Stage, signal};
use super::store::counts::{Public, public};
use crate::app::App;
use crate::app::input::Json;
use crate::app::page::{Page, Reader, answer};
use crate::app::portal::data::{Dataset, Holds, always};
use crate::app::problem::Problem;
use crate::app::value::Date;
use crate::subjects::Domain;

/// Counts of complaints.
pub const DATASET: Dataset = Dataset {
    name: "complaints",
    path: "/complaints.json",
    paged: false,
    others: &["/complaints.csv", "/complaints"],
    key: &["table", "code"],
    fields: &[always("table", Holds::Code), always("code", Holds::Code), always("count", Holds::Number)],
};

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/complaints", get(look))
        .route("/complaints.csv", get(csv))
        .route("/complaints.json", get(json))
}

/// So many months are counted, this one included.
const MONTHS: i64 = 12;

/// The first days of the months that are counted, the earliest first.
fn months(today: Date) -> Vec<Date> {
    let this = today.0.first_of_month();
    (0..MONTHS).rev().map(|back| Date(this.saturating_sub(jiff::Span::new().months(back)))).collect()
}

/// A table: its heading's key, and for each row its code, its words and how many.
struct Table {
    code: &'static str,
    key: &'static str,
    rows: Vec<(String, String, i64)>,
}

async fn tables(app: &App, reader: Reader) -> Result<Vec<Table>, Problem> {
    let today = app.now().date();
    let months = months(today);
    let counts = public(app.read(), &months, today).await?;
    Ok(of(reader, &months, &counts))
}

fn of(reader: Reader, months: &[Date], counts: &Public) -> Vec<Table> {
    let month = |first: &Date| {
        let code = format!("{:04}-{:02}", first.0.year(), first.0.month());
        let args: [(&str, &dyn lots_cli::locale::Sayable); 2] =
            [("year", &code[..4].to_owned()), ("month", &i64::from(first.0.month()))];
        let count = counts.months.get(first).copied().unwrap_or(0);
        (code.clone(), reader.words.say("portal-complaints-month", &args), count)
    };
    let kind = |kind: &Kind| {
        let words = reader.say(&format!("complaint-kind-{kind}"));
        (kind.to_string(), words, counts.kinds.get(kind).copied().unwrap_or(0))
    };
    let domain = |domain: &Domain| {
        let words = reader.say(&format!("subject-domain-{domain}"));
        (domain.to_string(), words, counts.domains.get(domain).copied().unwrap_or(0))
    };
    let outcome = |outcome: &Outcome| {
        let words = reader.say(&format!("complaint-outcome-{outcome}"));
        (outcome.to_string(), words, counts.outcomes.get(outcome).copied().unwrap_or(0))
    };
    vec![
        Table { code: "month", key: "portal-complaints-by-month", rows: months.iter().map(month).collect() },
        Table { code: "kind", key: "portal-complaints-by-kind", rows: Kind::ALL.iter().map(kind).collect() },
        Table { code: "domain", key: "portal-complaints-by-domain", rows: Domain::ALL.iter().map(domain).collect() },
        Table {
            code: "outcome",
            key: "portal-complaints-by-outcome",
            rows: Outcome::ALL.iter().map(outcome).collect(),
        },
        Table { code: "state", key: "portal-complaints-by-state", rows: states(reader, counts) },
        Table {
            code: "edit",
            key: "portal-complaints-by-edit",
            rows: vec![("edited".to_owned(), reader.say("portal-complaints-edited"), counts.edited)],
        },
    ]
}

/// How many stand where, those that aren't over whenever they came; behind those being handled the late ones among them, behind those handled the ones found true among them.
fn states(reader: Reader, counts: &Public) -> Vec<(String, String, i64)> {
    let among = |code: &str, key: &str, count: i64| Some((code.to_owned(), reader.say(key), count));
    let rows = |state: &Stage| {
        let words = reader.say(&format!("complaint-state-{state}"));
        let all = (state.to_string(), words, counts.states.get(state).copied().unwrap_or(0));
        let part = match state {
            Stage::Assigned => among("overdue", "portal-complaints-overdue", counts.overdue),
            Stage::Handled => among("handled-substantiated", "portal-complaints-found", counts.found),
            _ => None,
        };
        [Some(all), part].into_iter().flatten()
    };
    Stage::ALL.iter().flat_map(rows).collect()
}

async fn look(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let tables = tables(&app, reader).await?;
    let title = reader.say("portal-complaints");
    let body = html! {
        h1 { (title) }
        p { (reader.say("portal-complaints-about")) }
        h2 { (reader.say("portal-complaints-how")) }
        p { (reader.say("portal-complaints-how-12315")) }
        p { (reader.say("portal-complaints-how-needed")) }
        p { (reader.say("portal-complaints-how-secret")) }
        h2 { (reader.say("portal-complaints-never")) }
        p { (reader.say("portal-complaints-never-why")) }
        (rule(reader))
        h2 { (reader.say("portal-complaints-counts")) }
        p { (reader.say("portal-complaints-counts-about")) }
        @for one in &tables { (table(reader, one)) }
        p.small { a href="/complaints.csv" { "CSV" } " · " a href="/complaints.json" { "JSON" } }
    };
    Ok(answer(reader, &Page { title: &title, path: "/complaints", body }))
}

/// The rule in words, with the rule's own numbers.
fn rule(reader: Reader) -> Markup {
    let say = |key: &str| {
        let args: [(&str, &dyn lots_cli::locale::Sayable); 3] =
            [("months", &signal::MONTHS), ("raised", &signal::RAISED), ("high", &signal::HIGH)];
        reader.words.say(key, &args)
    };
    html! {
        h2 { (reader.say("portal-complaints-rule")) }
        ol {
            li { (say("portal-complaints-rule-counted")) }
            li { (say("portal-complaints-rule-raised")) }
            li { (say("portal-complaints-rule-high")) }
            li { (say("portal-complaints-rule-never")) }
            li { (say("portal-complaints-rule-person")) }
        }
    }
}

fn table(reader: Reader, table: &Table) -> Markup {
    let heading = reader.say(table.key);
    html! {
        h3 { (heading) }
        div.scroll tabindex="0" role="region" aria-label=(heading) {
            table {
                thead { tr { th scope="col" { (heading) } th scope="col" { (reader.say("portal-complaints-count")) } } }
                tbody { @for (_, words, count) in &table.rows { tr { th scope="row" { (words) } td { (count) } } } }
            }
        }
    }
}

/// A count.
#[derive(Serialize)]
struct Counted {
    table: &'static str,
    code: String,
    count: i64,
}

async fn json(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let counted = |table: Table| {
        let code = table.code;
        table.rows.into_iter().map(move |(row, _, count)| Counted { table: code, code: row, count })
    };
    let all: Vec<Counted> = tables(&app, reader).await?.into_iter().flat_map(counted).collect();
    Ok(Json(all).into_response())
}

async fn csv(State(app): State<App>, reader: Reader) -> Result<Response, Problem> {
    let mut writer = csv::Writer::from_writer(Vec::from("\u{feff}"));
    let heading = ["portal-complaints-table", "portal-complaints-row", "portal-complaints-count"];
    writer.write_record(heading.map(|key| reader.say(key))).map_err(Problem::broken)?;
    for table in tables(&app, reader).await? {
        let name = reader.say(table.key);
        for (_, words, count) in &table.rows {
            writer.write_record([&name, words, &count.to_string()]).map_err(Problem::broken)?;
        }
    }
    let bytes = writer.into_inner().map_err(Problem::broken)?;
    Ok(([(CONTENT_TYPE, "text/csv; charset=utf-8")], bytes).into_response())
}
