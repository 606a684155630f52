//! Results in public: a list to search, each result with all its versions, how many there are of a draw, and figures.

mod chart;
mod check;
mod feed;
mod list;
mod result;
mod statistics;
mod subject;

pub use subject::part as subject_part;

use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, FromQueryResult, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement,
};
use uuid::Uuid;

use super::rules::State;
use super::store::{calendar, due, result as row};
use crate::app::App;
use crate::app::config::{Disclosure, Starts};
use crate::app::page::{self, Reader};
use crate::app::portal::data::{Dataset, Holds, always, perhaps};
use crate::app::portal::home::card as shown;
use crate::app::portal::{Listed, Looked};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::draws::DrawId;
use crate::draws::store::draw as drawing;

/// The published results.
pub const DATASET: Dataset = Dataset {
    name: "results",
    path: "/results.json",
    paged: true,
    others: &[
        "/results.json?versions=all",
        "/results.csv",
        "/results.csv?versions=all",
        "/feeds/results.atom",
        "/results",
    ],
    key: &["visit", "number"],
    fields: &[
        always("visit", Holds::Id),
        always("number", Holds::Number),
        always("state", Holds::Code),
        always("name", Holds::Text),
        always("code", Holds::Text),
        always("office", Holds::Text),
        perhaps("domain", Holds::Code),
        always("region", Holds::Text),
        always("items", Holds::Code),
        always("visited", Holds::Day),
        always("results", Holds::Code),
        always("due", Holds::Day),
        always("provisional", Holds::Flag),
        always("published", Holds::Day),
        always("path", Holds::Text),
        always("digest", Holds::Text),
        perhaps("corrects", Holds::Number),
    ],
};

/// The pages.
pub fn routes(_: &App) -> Router<App> {
    Router::new()
        .route("/results", get(list::page))
        .route("/results.csv", get(list::text))
        .route("/results.json", get(list::json))
        .route("/results/{visit}", get(result::latest))
        .route("/results/{visit}/outcomes.json", get(result::outcomes))
        .route("/results/{visit}/{number}", get(result::version))
        .route("/results/{visit}/{number}/disclosure.json", get(result::whole))
        .route("/results/{visit}/{number}/verify", get(check::page))
        .route("/results/by-record/{record}", get(result::by_record))
        .route("/statistics", get(statistics::page))
        .route("/feeds/results.atom", get(feed::feed))
}

/// Results on the home page: how many are public. Nothing while there are none.
pub fn card(app: App, reader: Reader) -> Looked<Markup> {
    Box::pin(async move {
        let count = row::Entity::find().filter(row::Column::State.eq(State::Published)).count(app.read()).await?;
        if count == 0 {
            return Ok(html! {});
        }
        let figure = reader.words.say("card-results-figure", &[("n", &count)]);
        let text = reader.say("card-results-text");
        Ok(shown(&reader.say("results-title"), &figure, &text, ("/results", &reader.say("card-results-link"))))
    })
}

/// The most results that the site map names.
const MOST: u64 = 10_000;

/// The latest results, for the site map.
pub fn pages(app: App) -> Looked<Vec<Listed>> {
    Box::pin(async move {
        let rows = latest(&app, (0, MOST)).await?;
        let first = Listed { path: "/results".to_owned(), changed: rows.first().map(|row| row.at) };
        let listed = |row: &row::Model| Listed { path: format!("/results/{}", row.visit), changed: Some(row.at) };
        let figures = Listed { path: "/statistics".to_owned(), changed: None };
        Ok([first, figures].into_iter().chain(rows.iter().map(listed)).collect())
    })
}

/// The results in force, the latest first: as many as are asked for, behind as many.
async fn latest(app: &App, (before, most): (u64, u64)) -> Result<Vec<row::Model>, Problem> {
    let rows = row::Entity::find().filter(row::Column::State.eq(State::Published));
    let rows = rows.order_by_desc(row::Column::At).order_by_desc(row::Column::Id);
    Ok(rows.offset(before).limit(most).all(app.read()).await?)
}

/// How many of an announced draw's targets were dispatched, visited and have a public result; once its days are over, how many were never visited; and how
/// often a record went back to its writers before it was reviewed; how many reached nobody; how many public results have a reviewed version that isn't public, or
/// one that was handed in and isn't reviewed; and to how many visits somebody of the team didn't go, or didn't confirm the record; and of how many a version
/// isn't public though its day is over.
pub fn part(app: App, reader: Reader, draw: Uuid) -> Looked<Markup> {
    Box::pin(async move {
        let of = found(drawing::Entity::find_by_id(DrawId(draw)).one(app.read()).await?)?;
        let stand = standing(app.read(), draw).await?;
        let public =
            row::Entity::find().filter(row::Column::Draw.eq(draw)).filter(row::Column::State.eq(State::Published));
        let public = public.count(app.read()).await?;
        let says = reader.words.say(
            "results-of-draw",
            &[("targets", &stand.targets), ("visits", &stand.visits), ("visited", &stand.visited), ("n", &public)],
        );
        let last = of.scheme()?.to;
        let missing = stand.targets - stand.visited;
        let is_late = last < app.now().date() && missing > 0;
        let returned = count(app.read(), RETURNED, draw).await?;
        let nobody = count(app.read(), NOBODY, draw).await?;
        let behind = count(app.read(), BEHIND, draw).await?;
        let unreviewed = count(app.read(), UNREVIEWED, draw).await?;
        let absent = count(app.read(), ABSENT, draw).await?;
        let unconfirmed = count(app.read(), UNCONFIRMED, draw).await?;
        let (config, known) = (&app.config.disclosure, calendar(app.read()).await?);
        let late = due::unpublished(app.read(), (config, &known), app.now().date(), Some(of.id)).await?.len();
        Ok(html! {
            h2 #results { (reader.say("results-title")) }
            p {
                (says)
                @if nobody > 0 { " " (reader.words.say("results-of-draw-nobody", &[("n", &nobody)])) }
                @if returned > 0 { " " (reader.words.say("results-of-draw-returned", &[("n", &returned)])) }
            }
            @if is_late { p { strong { (reader.words.say("results-of-draw-late", &[("n", &missing), ("day", &page::date(reader, last))])) } } }
            @if behind > 0 { p { strong { (reader.words.say("results-of-draw-behind", &[("n", &behind)])) } } }
            @if unreviewed > 0 { p { strong { (reader.words.say("results-of-draw-unreviewed", &[("n", &unreviewed)])) } } }
            @if late > 0 { p #unpublished { strong { (reader.words.say("results-of-draw-unpublished", &[("n", &late), ("days", &config.working_days)])) } } }
            @if absent > 0 { p { strong { (reader.words.say("results-of-draw-absent", &[("n", &absent)])) } } }
            @if unconfirmed > 0 { p { strong { (reader.words.say("results-of-draw-unconfirmed", &[("n", &unconfirmed)])) } } }
            @if public > 0 { p { a href={ "/results?draw=" (draw) } { (reader.say("results-of-draw-link")) } } }
        })
    })
}

/// By when results are to be published here, which a file of the server says; and that it isn't the usual, where it isn't.
fn terms(reader: Reader, config: &Disclosure) -> Markup {
    let start = match config.starts {
        Starts::Visited => "disclosure-starts-visited",
        Starts::Recorded => "disclosure-starts-recorded",
        Starts::Reviewed => "disclosure-starts-reviewed",
    };
    let usual = Disclosure::default();
    html! { p #terms {
        (reader.words.say("disclosure-terms", &[("start", &reader.say(start)), ("days", &config.working_days)]))
        @if *config != usual {
            " " strong { (reader.words.say("disclosure-terms-unusual", &[("start", &reader.say("disclosure-starts-recorded")), ("days", &usual.working_days)])) }
        }
    } }
}

/// A result's codes in words.
fn outcome(reader: Reader, row: &row::Model) -> Result<String, Problem> {
    let said: Vec<String> =
        row.outcome()?.into_iter().map(|result| reader.say(&format!("visit-result-{result}"))).collect();
    Ok(said.join(&reader.say("portal-list-separator")))
}

/// A draw's targets that stand: visits of those that left say nothing about whether the others were visited.
#[derive(Debug, Default, FromQueryResult)]
struct Stand {
    targets: i64,
    visits: i64,
    visited: i64,
}

async fn standing<C: ConnectionTrait>(db: &C, draw: Uuid) -> Result<Stand, DbErr> {
    const COUNT: &str = "SELECT COUNT(*) AS targets, COUNT(v.id) AS visits, COUNT(CASE WHEN v.reviewed > 0 THEN 1 END) AS visited \
         FROM draw_target t LEFT JOIN visit v ON v.draw = t.draw AND v.code = t.code WHERE t.draw = $1 AND t.gone IS NULL";
    let statement = Statement::from_sql_and_values(db.get_database_backend(), COUNT, [draw.into()]);
    Ok(Stand::find_by_statement(statement).one(db).await?.unwrap_or_default())
}

/// How often a record of a draw's visits went back to its writers.
const RETURNED: &str = "SELECT COUNT(*) FROM journal_row r JOIN visit v ON v.id = r.case_id WHERE r.kind = 'visit.returned' AND v.draw = $1";
/// How many of a draw's visits have a public result, and a reviewed version that isn't public.
const BEHIND: &str = "SELECT COUNT(DISTINCT r.visit) FROM visit_record r JOIN visit v ON v.id = r.visit WHERE v.draw = $1 \
     AND r.reviewer IS NOT NULL AND NOT EXISTS (SELECT 1 FROM disclosure p WHERE p.id = r.id) \
     AND EXISTS (SELECT 1 FROM disclosure p WHERE p.visit = r.visit)";

/// How many of a draw's visits have a public result, and a correction that was handed in and isn't reviewed.
const UNREVIEWED: &str = "SELECT COUNT(*) FROM visit v WHERE v.draw = $1 AND v.number > v.reviewed \
     AND EXISTS (SELECT 1 FROM visit_record r WHERE r.visit = v.id AND r.number = v.number) \
     AND EXISTS (SELECT 1 FROM disclosure p WHERE p.visit = v.id)";
/// How many of the targets of a draw that stand were visited, by the version that was reviewed last, without anybody being there.
const NOBODY: &str = "SELECT COUNT(*) FROM draw_target t JOIN visit v ON v.draw = t.draw AND v.code = t.code \
     JOIN visit_record r ON r.visit = v.id AND r.number = v.reviewed AND r.reviewer IS NOT NULL WHERE t.draw = $1 AND t.gone IS NULL \
     AND (r.results LIKE '%\"not-reached\"%' OR r.results LIKE '%\"gone\"%')";

/// How many of a draw's published visits weren't made by the whole team. The texts are canonical JSON, in which no text has a bare quotation mark.
const ABSENT: &str = "SELECT COUNT(DISTINCT visit) FROM disclosure WHERE draw = $1 AND state IN ('published', 'superseded') \
     AND text LIKE '%\"absent\":%' AND text NOT LIKE '%\"absent\":0%'";

/// Of how many of a draw's published visits a version doesn't have everybody who was there stand by it.
const UNCONFIRMED: &str = "SELECT COUNT(DISTINCT visit) FROM disclosure WHERE draw = $1 AND state IN ('published', 'superseded') \
     AND text LIKE '%\"confirmed\":false%'";

/// A count of something of a draw.
async fn count<C: ConnectionTrait>(db: &C, sql: &'static str, draw: Uuid) -> Result<i64, DbErr> {
    let statement = Statement::from_sql_and_values(db.get_database_backend(), sql, [draw.into()]);
    Ok(db.query_one_raw(statement).await?.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::Tongue;

    #[test]
    fn whoever_has_other_terms_than_usual_says_so() {
        let said = |config: &Disclosure| terms(Reader::new(Tongue::Zh), config).into_string();
        let usual = said(&Disclosure::default());
        assert!(usual.contains("检查记录完成之日以后20个工作日之内") && !usual.contains("<strong>"), "{usual}");
        let late = said(&Disclosure { starts: Starts::Reviewed, working_days: 120 });
        assert!(
            late.contains("复核之日以后120个工作日之内")
                && late.contains("<strong>通常的期限是检查记录完成之日以后20个工作日"),
            "{late}"
        );
    }
}
