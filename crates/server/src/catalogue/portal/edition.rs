//! One edition: its items, searched, filtered, sorted, in pages; as files.

use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use serde::Deserialize;

use super::parts;
use crate::app::App;
use crate::app::input::{Path, Query};
use crate::app::list::{self, Ask};
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::catalogue::api::files;
use crate::catalogue::api::items::{SORTS, Which, blank_is_none, matching};
use crate::catalogue::api::sheet::cells;
use crate::catalogue::api::wire::Names;
use crate::catalogue::rules::{Class, EditionId, ItemText, Method};
use crate::catalogue::store::{self, edition, item};

/// What is asked for. Fields left empty ask for nothing.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    domain: String,
    #[serde(deserialize_with = "blank_is_none")]
    class: Option<Class>,
    #[serde(deserialize_with = "blank_is_none")]
    method: Option<Method>,
    sort: String,
    after: Option<String>,
}

impl Asked {
    fn which(&self) -> Which {
        Which { domain: Some(self.domain.clone()), class: self.class, method: self.method }
    }

    fn ask(&self) -> Ask {
        let sort = Some(self.sort.clone()).filter(|sort| !sort.is_empty());
        Ask { limit: Some(50), after: self.after.clone(), sort, q: None }
    }

    fn address(&self, id: EditionId, after: &str) -> String {
        let class = self.class.map(Class::code).unwrap_or_default();
        let method = self.method.map(Method::code).unwrap_or_default();
        let pairs = [
            ("q", &*self.q),
            ("domain", &self.domain),
            ("class", class),
            ("method", method),
            ("sort", &self.sort),
            ("after", after),
        ];
        page::address(&format!("/items/{id}"), &pairs)
    }
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Path(id): Path<EditionId>,
    Query(query): Query<Asked>,
) -> Result<Response, Problem> {
    let row = store::public(app.read(), id).await?;
    let names = Names::of(app.read(), std::slice::from_ref(&row)).await?;
    let rows =
        list::page(app.read(), matching(id, Some(&query.q), &query.which()), &query.ask(), SORTS, item::Column::Id)
            .await?;
    let items = store::texts(&rows.rows)?;
    let domains = domains(&app, id).await?;
    let title = parts::name(reader, &row);
    let next = rows.next.as_deref().map(|after| query.address(id, after));
    let first = query.after.is_some().then(|| query.address(id, ""));
    let body = html! {
        (page::crumbs(reader, &[("/items", &reader.say("items-title"))], &title))
        h1 { (title) }
        (parts::facts(reader, &row, &names, app.now().date()))
        (form(reader, id, &query, &domains))
        @if items.is_empty() { p.empty { (reader.say("items-no-match")) } }
        @else { (page::cards(&title, &table(reader, id, &items))) }
        (page::pager(reader, rows.count, first.as_deref(), next.as_deref()))
        (links(reader, &row))
        (digest(reader, &row))
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

async fn domains(app: &App, id: EditionId) -> Result<Vec<String>, Problem> {
    let rows = item::Entity::find()
        .select_only()
        .column(item::Column::Domain)
        .distinct()
        .filter(item::Column::Edition.eq(id))
        .filter(item::Column::Removed.eq(false))
        .order_by_asc(item::Column::Domain);
    Ok(rows.into_tuple().all(app.read()).await?)
}

fn form(reader: Reader, id: EditionId, query: &Asked, domains: &[String]) -> Markup {
    let all = || vec![(String::new(), reader.say("items-all"))];
    let codes = |prefix: &str, codes: Vec<&str>| -> Vec<(String, String)> {
        codes.iter().map(|code| ((*code).to_owned(), reader.say(&format!("{prefix}-{code}")))).collect()
    };
    let domains = domains.iter().map(|domain| (domain.clone(), domain.clone())).collect();
    let classes = codes("class", Class::ALL.iter().map(|class| class.code()).collect());
    let methods = codes("method", Method::ALL.iter().map(|method| method.code()).collect());
    let sorts = codes("items-sort", vec!["place", "code", "domain", "name"]);
    html! {
        form.filter action={ "/items/" (id) } method="get" aria-label=(reader.say("items-filter")) {
            label.field {
                span { (reader.say("items-search")) }
                input type="search" name="q" value=(query.q) maxlength="100";
            }
            (page::choice("domain", &parts::field_name(reader, "domain"), &[all(), domains].concat(), &query.domain))
            (page::choice("class", &parts::field_name(reader, "class"), &[all(), classes].concat(), query.class.map(Class::code).unwrap_or_default()))
            (page::choice("method", &parts::field_name(reader, "methods"), &[all(), methods].concat(), query.method.map(Method::code).unwrap_or_default()))
            (page::choice("sort", &reader.say("items-sort"), &sorts, &query.sort))
            button type="submit" { (reader.say("items-apply")) }
        }
    }
}

fn table(reader: Reader, id: EditionId, items: &[ItemText]) -> Markup {
    let fields = ["code", "domain", "name", "object", "methods", "class", "rate", "frequency"];
    let cell = |item: &ItemText, field: &str| cells::cell(item, field, reader.words);
    html! {
        table {
            thead { tr { @for field in fields { th scope="col" { (parts::field_name(reader, field)) } } } }
            tbody { @for item in items { tr {
                td.code { (item.code) }
                td { (item.domain) }
                th scope="row" {
                    a href={ "/items/" (id) "/" (item.code) } { (item.name) @if !item.sub.is_empty() { "：" (item.sub) } }
                }
                @for field in &fields[3..] { td { (cell(item, field)) } }
            } } }
        }
    }
}

fn links(reader: Reader, row: &edition::Model) -> Markup {
    let file = |name: &str| format!("/items/{}/{name}", row.id);
    html! {
        ul.links {
            li { a href=(page::address("/items/compare", &[("after", &row.id.to_string())])) { (reader.say("items-compare")) } }
            li { a href=(file("items.xlsx")) { "Excel" } }
            li { a href=(file("items.csv")) { "CSV" } }
            li { a href=(file("edition.json")) { (reader.say("items-whole")) } }
            li { a href="/feeds/items.atom" { "Atom" } }
        }
    }
}

fn digest(reader: Reader, row: &edition::Model) -> Markup {
    html! {
        section.digest {
            h2 { (reader.say("items-digest")) }
            p { code.hash { (row.digest.as_deref().unwrap_or_default()) } }
            p.small { (reader.say("items-digest-how")) }
        }
    }
}

async fn all(app: &App, id: EditionId) -> Result<(edition::Model, Vec<ItemText>), Problem> {
    let row = store::public(app.read(), id).await?;
    let items = store::texts(&store::items(app.read(), id).await?)?;
    Ok((row, items))
}

/// The items as CSV.
pub async fn text(Held(app): Held<App>, reader: Reader, Path(id): Path<EditionId>) -> Result<Response, Problem> {
    let (row, items) = all(&app, id).await?;
    files::as_text(&items, reader, row.number)
}

/// The edition as a workbook.
pub async fn workbook(Held(app): Held<App>, reader: Reader, Path(id): Path<EditionId>) -> Result<Response, Problem> {
    let (row, items) = all(&app, id).await?;
    files::as_workbook(&items, reader, row.number)
}

/// The bytes that the digest is over.
pub async fn whole(Held(app): Held<App>, Path(id): Path<EditionId>) -> Result<Response, Problem> {
    let (row, items) = all(&app, id).await?;
    let name = format!("attachment; filename=\"catalogue-{}.json\"", row.number);
    let headers = [(CONTENT_TYPE, "application/json".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((headers, edition::whole(&row, &items)).into_response())
}
