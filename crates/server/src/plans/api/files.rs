//! A plan's lines as a table that people read: headings and cells for files, for the portal and for printing.

use axum::extract::State as Held;
use axum::response::Response;

use super::wire::{LineBody, PlanPage};
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::Path;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::sheet::{Form, Sheet, answer, tame};
use crate::app::words::Words;
use crate::plans::rules::{Extent, PlanId};
use crate::plans::store;
use crate::subjects::Risk;

/// The headings, as keys.
pub const COLUMNS: [&str; 13] = [
    "plan-place",
    "plan-item",
    "plan-item-code",
    "plan-extent",
    "plan-class-A",
    "plan-class-B",
    "plan-class-C",
    "plan-class-D",
    "plan-months",
    "plan-organisation",
    "plan-seats",
    "plan-method",
    "plan-line-note",
];

/// A version's lines as a workbook.
#[utoipa::path(get, path = "/api/v1/plans/{id}/lines.xlsx", tag = "plans", params(("id" = PlanId, Path)), responses((status = 200, body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
pub async fn workbook(
    Held(app): Held<App>,
    by: By,
    reader: Reader,
    Path(id): Path<PlanId>,
) -> Result<Response, Problem> {
    let row = store::load(app.read(), id, &by.scope).await?;
    let page = PlanPage::of(app.read(), row).await?;
    as_file(&page, Form::Xlsx, reader.words)
}

/// Lines as a file to download.
///
/// # Errors
/// `broken`.
pub fn as_file(page: &PlanPage, form: Form, words: &Words) -> Result<Response, Problem> {
    let mut sheet = Sheet::begin(form).map_err(Problem::broken)?;
    let heading = COLUMNS.map(|key| words.say(key, &[]));
    sheet.put(&heading).map_err(Problem::broken)?;
    for line in &page.lines {
        sheet.put(&cells(line, words).map(tame)).map_err(Problem::broken)?;
    }
    let name = format!("plan-{}-{}", page.plan.year, page.plan.number);
    Ok(answer(sheet.end().map_err(Problem::broken)?, form, &name))
}

/// A line's cells, in the order of [`COLUMNS`].
#[must_use]
pub fn cells(body: &LineBody, words: &Words) -> [String; 13] {
    let line = &body.line;
    let class = |risk: Risk| line.class(risk).map_or_else(String::new, |class| rate(class, words));
    let months: Vec<String> = line.months.iter().map(u8::to_string).collect();
    [
        body.place.to_string(),
        body.item_name.clone(),
        line.item.clone(),
        extent(&line.extent, words),
        class(Risk::A),
        class(Risk::B),
        class(Risk::C),
        class(Risk::D),
        months.join(&words.say("portal-list-separator", &[])),
        body.organisation_name.clone(),
        line.seats.to_string(),
        words.say(&format!("method-{}", line.method), &[]),
        line.note.clone(),
    ]
}

fn rate(class: crate::plans::rules::ClassRate, words: &Words) -> String {
    let rate = class.rate.to_string();
    if class.minimum == 0 { rate } else { words.say("plan-rate-least", &[("rate", &rate), ("n", &class.minimum)]) }
}

/// Which subjects, in words.
#[must_use]
pub fn extent(extent: &Extent, words: &Words) -> String {
    let separator = words.say("portal-list-separator", &[]);
    let list = |list: &std::collections::BTreeSet<String>| {
        list.iter().map(String::as_str).collect::<Vec<_>>().join(&separator)
    };
    let domains: Vec<String> =
        extent.domains.iter().map(|domain| words.say(&format!("subject-domain-{domain}"), &[])).collect();
    let parts = [
        ("plan-extent-domains", domains.join(&separator)),
        ("plan-extent-regions", list(&extent.regions)),
        ("plan-extent-industries", list(&extent.industries)),
        ("plan-extent-tags", list(&extent.tags)),
    ];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| words.say(key, &[("list", &list.as_str())]))
        .collect();
    if said.is_empty() { words.say("plan-extent-all", &[]) } else { said.join(&words.say("plan-extent-join", &[])) }
}
