//! The working days by which results are due.

use axum::extract::State as Held;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::wire::{CalendarBody, StartsBody, YearBody, YearEdit};
use crate::app::App;
use crate::app::auth::By;
use crate::app::config::Starts;
use crate::app::input::{Json, Path};
use crate::app::problem::{FieldFault, Problem};
use crate::disclosure::rules::{self, calendar};
use crate::disclosure::store::{entered, year};

/// The years that are known, and the rule that counts them.
#[utoipa::path(get, path = "/api/v1/calendar", tag = "disclosure", responses((status = 200, body = CalendarBody)))]
pub async fn list(Held(app): Held<App>, _: By) -> Result<Json<CalendarBody>, Problem> {
    Ok(Json(all(&app).await?))
}

async fn all(app: &App) -> Result<CalendarBody, Problem> {
    let known = |known: &calendar::Known| YearBody {
        year: i64::from(known.year),
        document: known.document.to_owned(),
        holidays: known.holidays(),
        workdays: known.workdays(),
        built_in: true,
        version: 0,
    };
    let mut years: Vec<YearBody> = calendar::BUILT_IN.iter().map(known).collect();
    for row in entered(app.read()).await? {
        let (holidays, workdays) = (row.days_off()?, row.days_on()?);
        let (year, document, version) = (row.year, row.document, row.version);
        years.push(YearBody { year, document, holidays, workdays, built_in: false, version });
    }
    let starts = match app.config.disclosure.starts {
        Starts::Visited => StartsBody::Visited,
        Starts::Recorded => StartsBody::Recorded,
        Starts::Reviewed => StartsBody::Reviewed,
    };
    Ok(CalendarBody { starts, working_days: app.config.disclosure.working_days, years })
}

/// Enter a year, or put right what was entered. All that is due is counted anew.
#[utoipa::path(post, path = "/api/v1/calendar/{year}", tag = "disclosure", params(("year" = i16, Path)), request_body = YearEdit, responses((status = 200, body = CalendarBody)))]
pub async fn put(
    Held(app): Held<App>,
    by: By,
    Path(number): Path<i16>,
    Json(body): Json<YearEdit>,
) -> Result<Json<CalendarBody>, Problem> {
    rules::enter(number)?;
    let faults = calendar::faults(number, &body.document, &body.holidays, &body.workdays);
    if !faults.is_empty() {
        let fault = |(field, code): (String, &'static str)| FieldFault::new(field, code);
        return Err(Problem::fields(faults.into_iter().map(fault).collect()));
    }
    let mut tx = app.begin(&by).await?;
    let there = year::Entity::find().filter(year::Column::Year.eq(i64::from(number))).one(tx.db()).await?;
    let id = match (&there, body.version) {
        (None, 0) => app.fresh(),
        (Some(row), read) if row.version == read => row.id,
        _ => return Err(Problem::stale()),
    };
    let (mut holidays, mut workdays) = (body.holidays, body.workdays);
    holidays.sort();
    workdays.sort();
    let row = year::Model {
        id,
        year: i64::from(number),
        document: body.document,
        holidays: lots::canonical::to_text(&holidays),
        workdays: lots::canonical::to_text(&workdays),
        person: by.person,
        at: tx.now,
        version: body.version + 1,
    };
    year::put(tx.db(), &row).await?;
    tx.record(row.act("calendar-year.entered")).await?;
    tx.commit().await?;
    Ok(Json(all(&app).await?))
}
