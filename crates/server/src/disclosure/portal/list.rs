//! All results in force, to search and to take away; for programs also those that were corrected.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, LINK};
use axum::response::{IntoResponse, Response};
use lots_cli::roster::character::seen;
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::outcome;
use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::input::{Json, Query};
use crate::app::list::{Ask, Count, MOST, Page as Rows, Sorts, page as keyed};
use crate::app::named;
use crate::app::page::{self, Page, Reader};
use crate::app::portal::Registered;
use crate::app::problem::Problem;
use crate::app::value::Date;
use crate::disclosure::rules::State;
use crate::disclosure::store::result as row;
use crate::draws::rules::sought::readings;
use crate::inspections::VisitId;
use crate::inspections::store::visit;
use crate::subjects::Domain;
use crate::subjects::rules::VisitResult;
use crate::subjects::store::code_was;

const SORTS: Sorts<row::Column> = &[("at", row::Column::At)];
/// How many stand on a page.
const ROWS: u64 = 50;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    office: String,
    domain: String,
    item: String,
    month: String,
    result: String,
    draw: String,
    /// `all` asks for versions that were corrected, too.
    versions: String,
    after: String,
}

impl Asked {
    /// What isn't a known code isn't asked: an old link shows more than it did, never an error.
    fn clause(&self, visits: &[VisitId]) -> Condition {
        let (q, looks) = (self.q.trim(), self.looks());
        let said = || {
            let named = Condition::any()
                .add(row::Column::Name.contains(q))
                .add(row::Column::Name.contains(&looks))
                .add_option(named::has(row::Column::Folded, q))
                .add(row::Column::Visit.is_in(visits.iter().copied()));
            // A code as it is typed or copied: in groups, in small letters.
            let coded = readings(&looks).into_iter();
            coded.fold(named, |any, code| any.add(row::Column::Code.contains(code)))
        };
        let quoted = |code: &str| format!("\"{code}\"");
        let month = self.month.len() == 7 && self.month.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        let item = !self.item.is_empty() && self.item.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        Condition::all()
            .add(row::Column::State.is_in(self.states().iter().copied()))
            .add_option((!looks.is_empty()).then(said))
            .add_option(self.office.parse().ok().map(|id: Uuid| row::Column::Organisation.eq(id)))
            .add_option(self.draw.parse().ok().map(|id: Uuid| row::Column::Draw.eq(id)))
            .add_option(self.domain.parse().ok().map(|domain: Domain| row::Column::Domain.eq(domain)))
            .add_option(item.then(|| row::Column::Items.contains(quoted(&self.item))))
            .add_option(month.then(|| row::Column::Visited.starts_with(&self.month)))
            .add_option(
                self.result.parse().ok().map(|one: VisitResult| row::Column::Results.contains(quoted(one.code()))),
            )
    }

    /// Those in force, or those that were corrected, too.
    fn states(&self) -> &'static [State] {
        if self.versions == "all" { &[State::Published, State::Superseded] } else { &[State::Published] }
    }

    /// What is looked for as it looks.
    fn looks(&self) -> String {
        seen(self.q.trim()).trim().to_owned()
    }

    /// The visits of the entries that have, or had, the very code that is looked for: their results stand under the code of their day.
    async fn visits(&self, app: &App) -> Result<Vec<VisitId>, Problem> {
        let code = self.looks().to_uppercase();
        let form = code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if code.is_empty() || !form {
            return Ok(Vec::new());
        }
        let numbers = code_was::entries(app.read(), &code).await?;
        Ok(visit::of_registered(app.read(), &Registered { numbers, codes: Vec::new() }).await?)
    }

    fn link(&self, path: &str, after: &str) -> String {
        let pairs = [
            ("q", &*self.q),
            ("office", &self.office),
            ("domain", &self.domain),
            ("item", &self.item),
            ("month", &self.month),
            ("result", &self.result),
            ("draw", &self.draw),
            ("versions", &self.versions),
            ("after", after),
        ];
        page::address(path, &pairs)
    }
}

type Names = BTreeMap<OrganisationId, String>;

async fn asked(app: &App, asked: &Asked, limit: u64) -> Result<(Rows<row::Model>, Names), Problem> {
    let names = organisation::Entity::find().all(app.read()).await?.into_iter().map(|row| (row.id, row.name)).collect();
    let after = (!asked.after.is_empty()).then(|| asked.after.clone());
    let ask = Ask { limit: Some(limit), after, sort: Some("-at".to_owned()), q: None };
    let rows = row::Entity::find().filter(asked.clause(&asked.visits(app).await?));
    Ok((keyed(app.read(), rows, &ask, SORTS, row::Column::Id).await?, names))
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Query(query): Query<Asked>,
) -> Result<Response, Problem> {
    // For people each result stands once, and its own page has all its versions.
    let query = Asked { versions: String::new(), ..query };
    let (rows, names) = asked(&app, &query, ROWS).await?;
    let title = reader.say("results-title");
    let next = rows.next.as_deref().map(|next| query.link("/results", next));
    let first = (!query.after.is_empty()).then(|| query.link("/results", ""));
    let any = query.link("/results", "") == "/results";
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("results-lead")) }
        (form(reader, &query, &names))
        @if rows.rows.is_empty() { p.empty { (reader.say(if any { "results-none" } else { "results-no-match" })) } }
        @else { (page::scroll(&title, &table(reader, &rows.rows, &names)?)) }
        (page::pager(reader, rows.count, first.as_deref(), next.as_deref()))
        ul.links {
            li { a href=(query.link("/results.csv", "")) { "CSV" } }
            li { a href=(query.link("/results.json", "")) { "JSON" } }
            li { a href=(Asked { versions: "all".to_owned(), ..query.clone() }.link("/results.json", "")) { (reader.say("results-versions")) } }
            li { a href="/feeds/results.atom" { "Atom" } }
            li { a href="/statistics" { (reader.say("statistics-title")) } }
        }
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn form(reader: Reader, query: &Asked, names: &Names) -> Markup {
    let all = || vec![(String::new(), reader.say("portal-all"))];
    let offices = names.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let domains = Domain::ALL.iter().map(|one| (one.code().to_owned(), reader.say(&format!("subject-domain-{one}"))));
    let results =
        VisitResult::ALL.iter().map(|one| (one.code().to_owned(), reader.say(&format!("visit-result-{one}"))));
    html! {
        form.filter action="/results" method="get" role="search" {
            label.field { span { (reader.say("results-q")) } input type="search" name="q" value=(query.q) maxlength="100" autocomplete="off"; }
            (page::choice("office", &reader.say("results-office"), &[all(), offices].concat(), &query.office))
            (page::choice("domain", &reader.say("subject-domain"), &[all(), domains.collect()].concat(), &query.domain))
            (page::choice("result", &reader.say("results-result"), &[all(), results.collect()].concat(), &query.result))
            label.field { span { (reader.say("results-item")) } input name="item" value=(query.item) maxlength="40" autocomplete="off"; }
            label.field { span { (reader.say("results-month")) } input type="month" name="month" value=(query.month); }
            button type="submit" { (reader.say("portal-search")) }
        }
    }
}

fn table(reader: Reader, rows: &[row::Model], names: &Names) -> Result<Markup, Problem> {
    let heads = [
        "results-name",
        "results-code",
        "results-office",
        "results-visited",
        "results-result",
        "results-day",
        "results-deadline",
    ];
    let heads = heads.map(|key| reader.say(key));
    let outcomes: Vec<String> = rows.iter().map(|row| outcome(reader, row)).collect::<Result<_, _>>()?;
    Ok(html! {
        table.stacked {
            thead { tr { @for head in &heads { th scope="col" { (head) } } } }
            tbody { @for (row, outcome) in rows.iter().zip(outcomes) { tr {
                th scope="row" { a href={ "/results/" (row.visit) } { (row.name) } @if row.number > 1 { " " span.small { (reader.say("results-corrected")) } } }
                td.code data-label=(heads[1]) { (row.code) }
                td data-label=(heads[2]) { (names.get(&row.organisation).map_or("", String::as_str)) }
                td.date data-label=(heads[3]) { (page::date(reader, row.visited)) }
                td data-label=(heads[4]) { (outcome) }
                td.date data-label=(heads[5]) { (page::date(reader, row.day)) }
                td data-label=(heads[6]) { (reader.say(if row.day <= row.due { "results-in-time" } else { "results-late" })) }
            } } }
        }
    })
}

/// A result, for everybody.
#[derive(Debug, Serialize)]
struct PublicResult {
    visit: VisitId,
    number: i64,
    state: State,
    name: String,
    code: String,
    office: String,
    domain: Option<Domain>,
    region: String,
    items: String,
    visited: Date,
    results: String,
    due: Date,
    provisional: bool,
    published: Date,
    path: String,
    digest: String,
    corrects: Option<i64>,
}

/// Its lists are texts with blanks between, so that both forms have the same columns.
fn row_of(row: row::Model, names: &Names) -> Result<PublicResult, Problem> {
    let results: Vec<&str> = row.outcome()?.into_iter().map(VisitResult::code).collect();
    Ok(PublicResult {
        path: row.path(),
        items: row.item_codes()?.join(" "),
        results: results.join(" "),
        visit: row.visit,
        number: row.number,
        state: row.state,
        office: names.get(&row.organisation).cloned().unwrap_or_default(),
        name: row.name,
        code: row.code,
        domain: row.domain,
        region: row.region,
        visited: row.visited,
        due: row.due,
        provisional: row.provisional,
        published: row.day,
        digest: row.digest,
        corrects: (row.number > 1).then_some(row.number - 1),
    })
}

/// A page of results for programs; `next` is the path of the one behind it.
#[derive(Debug, Serialize)]
struct PublicPage {
    rows: Vec<PublicResult>,
    next: Option<String>,
    count: Count,
}

/// The results as JSON, 200 at once.
pub async fn json(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Response, Problem> {
    let (rows, names) = asked(&app, &query, MOST).await?;
    let next = rows.next.as_deref().map(|next| query.link("/results.json", next));
    let shown: Result<_, Problem> = rows.rows.into_iter().map(|row| row_of(row, &names)).collect();
    Ok(Json(PublicPage { rows: shown?, next, count: rows.count }).into_response())
}

/// The results as CSV, 200 at once; the header `Link` has the path of the page behind it.
pub async fn text(Held(app): Held<App>, Query(query): Query<Asked>) -> Result<Response, Problem> {
    let (rows, names) = asked(&app, &query, MOST).await?;
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows.rows {
        writer.serialize(row_of(row, &names)?).map_err(Problem::broken)?;
    }
    let bytes = writer.into_inner().map_err(Problem::broken)?;
    let next = rows.next.as_deref().map(|next| format!("<{}>; rel=\"next\"", query.link("/results.csv", next)));
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8"), (CONTENT_DISPOSITION, "attachment; filename=\"results.csv\"")];
    Ok((headers, next.map(|next| [(LINK, next)]), bytes).into_response())
}
