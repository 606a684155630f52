//! One draw: in plain sentences first, then its steps, sources, strata, and, once it is announced, who was drawn.

use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Body;
use axum::extract::State as Held;
use axum::http::Uri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use lots::commitment::{Commitment, CommitmentBody};
use lots::plan::SeedPlan;
use lots::quota::{Rounding, Stratum, greatest_quota};
use lots::result::DrawResult;
use lots::seed::SeedRecord;
use maud::{Markup, html};
use sea_orm::EntityTrait as _;
use serde::Deserialize;

use super::{absence, ahead, alike, amend, mark, moves, names, one, scheme, seed, ticket};
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::input::{Path, Query};
use crate::app::kept::Keep;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::draws::api::account::{rate, stratum};
use crate::draws::api::attempt::attempts;
use crate::draws::api::bundle::{Edition, files, zipped};
use crate::draws::api::commit::commitment as committed;
use crate::draws::rules::bench::Absence;
use crate::draws::rules::freeze::FEWEST;
use crate::draws::rules::{DrawId, Lost, State, standing};
use crate::draws::store::{draw as row, file, party, reading, rule, target};

/// A year in seconds.
const YEAR_S: i64 = 365 * 86_400;
/// How many targets stand on a page.
const ROWS: usize = 100;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    code: String,
    from: String,
}

/// All that a page tells.
pub(super) struct Told {
    pub(super) row: row::Model,
    pub(super) organisation: String,
    pub(super) commitment: Commitment,
    pub(super) parties: Vec<party::Model>,
    /// How many links were made for each.
    pub(super) links: BTreeMap<i64, usize>,
    /// Why it never comes to a result, if it doesn't.
    pub(super) lost: Option<Lost>,
    /// Whether it is committed though the time to read its values off is over.
    pub(super) is_unread: bool,
    /// Until when values are read off, from the first public source's close on: its value may be known by then.
    pub(super) read_until: Option<Timestamp>,
    /// How many can take each seat; nothing of draws from before that was kept.
    pub(super) able: Vec<u64>,
    /// Whether it should have gone on by itself, and hasn't.
    pub(super) is_still: bool,
    /// Whether its result should have announced itself, and hasn't.
    pub(super) is_overdue: bool,
    /// How many attempts at its commit are on record.
    pub(super) attempts: u64,
    /// The standing rule that fixed the sources, and how many of the organisation's were put in force in the year before the commit.
    pub(super) rule: Option<(rule::Model, u64)>,
    /// What was read off, in order.
    pub(super) readings: Vec<reading::Model>,
    /// The seed's record, once there is one.
    pub(super) record: Option<SeedRecord>,
    /// The result, once it is announced.
    pub(super) result: Option<(DrawResult, Vec<target::Model>)>,
}

impl Told {
    async fn of(app: &App, id: DrawId) -> Result<Self, Problem> {
        let row = one(app, id).await?;
        let organisation = organisation::Entity::find_by_id(row.organisation).one(app.read()).await?;
        let result = match row.state {
            State::Announced => {
                let result = DrawResult::from_text(&file::need(app.read(), id, "result.json").await?);
                Some((result.map_err(Problem::broken)?, target::of(app.read(), id).await?))
            }
            _ => None,
        };
        let rule = match row.rule {
            Some(id) => rule::Entity::find_by_id(id).one(app.read()).await?,
            None => None,
        };
        let rule = match (rule, row.committed_at) {
            (Some(rule), Some(at)) => {
                let count =
                    rule::approved_within(app.read(), rule.organisation, (at.plus_s(-YEAR_S), at.plus_s(1))).await?;
                Some((rule, count))
            }
            _ => None,
        };
        let (commitment, parties) = (committed(app.read(), id).await?, party::of(app.read(), id).await?);
        let is_closed = app.now() >= standing::first_close(commitment.plan());
        let absence = file::get(app.read(), id, file::ABSENCE).await?;
        let absence: Option<Absence> =
            absence.map(|kept| serde_json::from_slice(&kept)).transpose().map_err(Problem::broken)?;
        Ok(Self {
            read_until: standing::read_until(commitment.plan()).filter(|_| is_closed),
            organisation: organisation.map(|row| row.name).unwrap_or_default(),
            lost: party::lost(&parties, commitment.plan(), app.now()).filter(|_| row.state == State::Committed),
            is_unread: row.state == State::Committed
                && standing::read_until(commitment.plan()).is_some_and(|until| app.now() > until),
            able: absence.map(|absence| absence.seats).unwrap_or_default(),
            is_still: is_still(&row, (&parties, commitment.plan()), app.now()),
            is_overdue: row.announces_at().is_some_and(|due| app.now() > due.plus_s(STILL_S)),
            attempts: attempts(app.read(), id).await?,
            rule,
            readings: reading::of(app.read(), id).await?,
            links: party::links(app.read(), id).await?,
            record: file::seed(app.read(), &row).await?,
            commitment,
            parties,
            row,
            result,
        })
    }
}

impl Told {
    /// Whether every party's value is there: from then on everybody may see all of them.
    pub(super) fn all_revealed(&self) -> bool {
        self.parties.iter().all(|party| party.value.is_some())
    }
}

/// Within how many seconds a draw goes on, or is announced, by itself, or its page says that it hasn't.
const STILL_S: i64 = 600;

/// Whether a draw stands still though nobody is waited for: by reveals alone once all have revealed and the time is over, and any other once it has its seed.
fn is_still(row: &row::Model, (parties, plan): (&[party::Model], &SeedPlan), now: Timestamp) -> bool {
    let since = match row.state {
        State::Seeded => row.seeded_at,
        State::Committed if standing::is_alone(plan) && parties.iter().all(|party| party.value.is_some()) => {
            standing::last_reveal(plan)
        }
        _ => None,
    };
    since.is_some_and(|since| now > since.plus_s(STILL_S))
}

/// The page.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    uri: Uri,
    Path(id): Path<DrawId>,
    Query(query): Query<Asked>,
) -> Result<Response, Problem> {
    let told = Told::of(&app, id).await?;
    let title = told.row.task.clone();
    // What most people come for is first: their own ticket, and who was drawn.
    let sections = html! {
        @if let (Some(record), Some((_, drawn))) = (&told.record, &told.result) {
            (ticket::section(&app, reader, (&told.row, &query.code), record, drawn).await?)
            (targets(&app, reader, &told.row, (drawn, &query)).await?)
        }
        (steps(reader, &told))
        (seed::section(reader, &told)?)
        (scheme::section(&app, reader, &told.row).await?)
        (strata(reader, &told))
        (absence::section(&app, reader, &told).await?)
        (moves::section(&app, reader, &told.row).await?)
        @if told.result.is_some() {
            (amend::section(&app, reader, &told.row).await?)
            @for part in crate::DRAW_PARTS { (part(app.clone(), reader, id.0).await?) }
        }
        (alike::section(&app, reader, &told.row).await?)
        (verify(reader, &told))
    };
    let body = html! {
        (page::crumbs(reader, &[("/draws", &reader.say("draws-title"))], &title))
        h1 { (title) @if told.row.number > 1 { " (" (told.row.number) ")" } }
        p { (mark(reader, told.row.state, told.lost)) " " (told.organisation) }
        (ahead::line(reader, &told, app.now()))
        p.row {
            @if told.result.is_some() { a.button href={ "/draws/" (id) "/verify" } { (reader.say("draw-verify-self")) } }
            a.button href={ "/draws/" (id) "/live" } { (reader.say("draw-live")) }
        }
        (sentences(reader, &told))
        (page::long(reader, &sections))
        (page::unfolds())
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

/// What it is, in five plain sentences, before any hash.
fn sentences(reader: Reader, told: &Told) -> Markup {
    let body = told.commitment.body();
    let inspectors = told.row.able();
    let (team, able) = team(reader, &told.able);
    let until = told.read_until.map(|at| page::moment(reader, at)).unwrap_or_default();
    let say = |key: &str| {
        let values: [(&str, &dyn lots_cli::locale::Sayable); 8] = [
            ("subjects", &told.row.subjects),
            ("excluded", &told.row.excluded),
            ("inspectors", &inspectors),
            ("able", &able),
            ("all", &told.row.inspectors),
            ("seats", &body.seats.len()),
            ("targets", &told.row.targets),
            ("until", &until),
        ];
        reader.words.say(key, &values)
    };
    let is_alone = standing::is_alone(told.commitment.plan());
    let has_all_revealed = told.all_revealed();
    let last = match told.row.state {
        State::Announced => "draw-says-announced",
        State::Annulled => "draw-says-annulled",
        State::Drawn => "draw-says-drawn",
        State::Seeded => "draw-says-seeded",
        _ if told.lost == Some(Lost::Unrevealed) => "draw-says-lost",
        _ if told.lost == Some(Lost::Unread) => "draw-says-unread",
        State::Committed if is_alone && has_all_revealed => "draw-says-revealed",
        State::Committed if told.read_until.is_some() && has_all_revealed => "draw-says-closed",
        _ => "draw-says-open",
    };
    let seed = if is_alone { "draw-says-seed-parties" } else { "draw-says-seed" };
    html! {
        ol.lead {
            @for key in ["draw-says-who", "draw-says-frozen", seed, team] { li { (say(key)) } }
            li { (say(last)) @if told.is_still { " " strong { (reader.say("draw-says-still")) } } }
        }
        @if told.row.state == State::Annulled {
            dl.facts {
                dt { (reader.say("draw-annul-why")) } dd { (told.row.reason) }
                dt { (reader.say("draw-annul-confirmed")) } dd { (told.row.confirmation.as_deref().unwrap_or_default()) }
            }
        }
        @if !told.row.why.is_empty() { p { (reader.words.say("draw-further", &[("why", &told.row.why)])) } }
        @if let Some(day) = told.row.disclosure {
            p { (reader.words.say("draw-disclosure", &[("day", &page::date(reader, day))])) }
        }
        @if let Some(at) = told.row.announces_at() {
            @let key = if told.is_overdue { "draw-overdue" } else { "draw-announces" };
            @let said = reader.words.say(key, &[("at", &page::moment(reader, at))]);
            p { @if told.is_overdue { strong { (said) } } @else { (said) } }
        }
    }
}

/// The key of what is said of the teams, and of how many each seat is taken. Most teams are drawn from a pool: the whole bench alone would read as if anybody
/// could come.
fn team(reader: Reader, able: &[u64]) -> (&'static str, String) {
    match able {
        [] => ("draw-says-team", String::new()),
        [first, rest @ ..] if rest.iter().all(|other| other == first) => ("draw-says-team-of", first.to_string()),
        seats => {
            let seats: Vec<String> = seats.iter().map(u64::to_string).collect();
            ("draw-says-team-by-seat", seats.join(&reader.say("portal-list-separator")))
        }
    }
}

/// 锁定 → 取种 → 抽取 → 公布, with times and witnesses.
fn steps(reader: Reader, told: &Told) -> Markup {
    let row = &told.row;
    let at = |at: Option<Timestamp>| at.map(|at| page::moment(reader, at));
    // Between the two the operator chooses the day, which decides what counts of a business until then.
    let mut steps = vec![("draw-step-approved", at(row.approved_at)), ("draw-step-committed", at(row.committed_at))];
    steps.push(("draw-step-seeded", at(row.seeded_at)));
    steps.push(("draw-step-drawn", at(row.drawn_at)));
    let announced = at(row.announced_at).map(|at| match row.announced_itself() {
        true => reader.words.say("draw-step-announced-itself", &[("at", &at)]),
        false => at,
    });
    steps.push(("draw-step-announced", announced));
    let is_over = row.state == State::Annulled || told.lost.is_some();
    let not_yet = || reader.say(if is_over { "draw-never" } else { "draw-not-yet" });
    let parties = told.parties.iter().map(|party| {
        let revealed = party.revealed_at.map(|at| page::moment(reader, at));
        let awaited = || reader.say(if is_over { "draw-not-revealed" } else { "draw-not-yet" });
        (party, revealed.unwrap_or_else(awaited))
    });
    html! {
        h2 #steps { (reader.say("draw-steps")) }
        dl.facts {
            @for (key, at) in steps { dt { (reader.say(key)) } dd { (at.unwrap_or_else(not_yet)) } }
        }
        @if told.attempts > 1 { p #attempts { strong { (reader.words.say("draw-attempts", &[("n", &told.attempts)])) } } }
        h2 #parties { (reader.say("draw-parties")) }
        @if !told.parties.is_empty() { p { (reader.say("draw-parties-about")) } }
        @if told.parties.is_empty() { p.empty { (reader.say("draw-no-parties")) } }
        @else {
            (page::cards(&reader.say("draw-parties"), &html! { table {
                thead { tr { @for key in ["draw-party", "draw-party-outside", "draw-party-links", "draw-party-revealed"] { th scope="col" { (reader.say(key)) } } } }
                tbody { @for (party, at) in parties { tr {
                    th scope="row" { (party.name) }
                    td { (reader.say(if party.outside { "draw-outside" } else { "draw-inside" })) }
                    td.number { (told.links.get(&party.place).copied().unwrap_or_default()) }
                    td.date { (at) }
                } } }
            } }))
        }
    }
}

fn strata(reader: Reader, told: &Told) -> Markup {
    let results: BTreeMap<&str, (u64, String)> = told
        .result
        .iter()
        .flat_map(|(result, _)| &result.strata)
        .map(|one| (one.name.as_str(), (one.quota, one.cutoff.0.map(|ticket| ticket.to_string()).unwrap_or_default())))
        .collect();
    let heads = ["draw-stratum", "draw-population", "draw-rate", "draw-minimum", "draw-quota", "draw-cutoff"];
    let said = |(key, (strata, subjects)): (&str, (u64, u64))| {
        reader.words.say(&format!("draw-certain-{key}"), &[("strata", &strata), ("subjects", &subjects)])
    };
    let certain = certain(told.commitment.body()).into_iter().map(said);
    // Refused where the draw is unannounced and some can be drawn; lawful otherwise, and the easiest way to draw, or to spare, somebody in particular.
    let few = told.commitment.body().strata.iter().filter(|one| (1..FEWEST).contains(&one.population)).count();
    // The protocol takes no rate where nobody is: what stands there isn't the scheme's.
    let empty = told.commitment.body().strata.iter().filter(|one| one.population == 0).count();
    html! {
        h2 #strata { (reader.say("draw-strata")) }
        p {
            (reader.words.say("draw-excluded", &[("excluded", &told.row.excluded), ("recusals", &told.row.recusals)]))
            @for said in certain { " " strong { (said) } }
            @if few > 0 { " " strong { (reader.words.say("draw-strata-few", &[("strata", &few), ("fewest", &FEWEST)])) } }
            @if empty > 0 { " " (reader.words.say("draw-strata-empty", &[("strata", &empty)])) }
        }
        (page::cards(&reader.say("draw-strata"), &html! { table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for one in &told.commitment.body().strata {
                @let result = results.get(one.name.as_str());
                tr {
                    th scope="row" { (stratum(reader, one.name.as_str())) }
                    td.number { (one.population) }
                    td.number { (rate(one.p, one.q)) }
                    td.number { (one.minimum) }
                    td.number { @match result { Some((quota, _)) => { (quota) } None => { "–" } } }
                    td { @if let Some((_, cutoff)) = result { code.hash { (cutoff) } } }
                }
            } }
        } }))
        p.small { (reader.say(match told.commitment.body().rounding {
            Rounding::AtLeast => "draw-rounded-at-least",
            Rounding::Exact => "draw-rounded-exact",
        })) }
    }
}

/// The strata in which hardly anything is left to chance, with their subjects, by kind: nobody can be drawn, fewer than one in a hundred are, nearly everybody or
/// everybody is. Whoever makes a stratum for a single business shows here.
fn certain(body: &CommitmentBody) -> BTreeMap<&'static str, (u64, u64)> {
    let mut kinds = BTreeMap::new();
    for one in body.strata.iter().filter(|one| one.population > 0) {
        if let Some(kind) = certainty(body.rounding, one) {
            let (strata, subjects) = kinds.entry(kind).or_insert((0, 0));
            (*strata, *subjects) = (*strata + 1, *subjects + one.population);
        }
    }
    kinds
}

/// How certain it is in a stratum who is drawn. With exact rates the seed may round down as well as up.
fn certainty(rounding: Rounding, one: &Stratum) -> Option<&'static str> {
    let (most, all) = (u128::from(greatest_quota(rounding, one)), u128::from(one.population));
    let (least, per) = match rounding {
        Rounding::AtLeast => ((most, all), (most, all)),
        Rounding::Exact => ((u128::from(one.p) * all / u128::from(one.q), all), (u128::from(one.p), u128::from(one.q))),
    };
    match (least, per) {
        _ if most == 0 => Some("none"),
        ((least, all), _) if least >= all => Some("all"),
        (_, (some, of)) if some * 100 < of => Some("seldom"),
        (_, (some, of)) if some * 100 > of * 99 => Some("nearly"),
        _ => None,
    }
}

async fn targets(
    app: &App,
    reader: Reader,
    row: &row::Model,
    (drawn, query): (&[target::Model], &Asked),
) -> Result<Markup, Problem> {
    let from = query.from.parse().unwrap_or(0).min(drawn.len());
    let shown = &drawn[from..drawn.len().min(from + ROWS)];
    let names = names::of(app.read(), row, shown).await?;
    let at = |from: usize| format!("/draws/{}?from={from}#targets", row.id);
    let heads = ["draw-name", "draw-code", "draw-stratum", "draw-rank", "draw-ticket-is", "draw-team"];
    let heads = heads.map(|key| reader.say(key));
    let table = html! { table.stacked {
        thead { tr { @for head in &heads { th scope="col" { (head) } } } }
        tbody { @for target in shown { tr {
            th scope="row" { (names.get(&target.code).map_or("", String::as_str)) }
            td.code data-label=(heads[1]) { (target.code) }
            td data-label=(heads[2]) { (stratum(reader, &target.stratum)) }
            td.number data-label=(heads[3]) { (target.rank) }
            td data-label=(heads[4]) { code { (target.ticket[..16]) "…" } }
            td data-label=(heads[5]) {
                @if let Some(number) = target.gone { (reader.words.say("draw-target-gone", &[("number", &number)])) }
                @else {
                    (target.now().join(" · "))
                    @if let Some(number) = target.stood_in { " " span.small { (reader.words.say("draw-target-stood-in", &[("number", &number)])) } }
                    @else if target.team_now.is_some() { " " span.small { (reader.words.say("draw-target-amended", &[("team", &target.codes().join(" · "))])) } }
                }
            }
        } } }
    } };
    Ok(html! {
        h2 #targets { (reader.words.say("draw-targets", &[("n", &row.targets)])) }
        (page::scroll(&reader.say("draws-targets"), &table))
        p.pager {
            @if from > 0 { a href=(at(from.saturating_sub(ROWS))) { (reader.say("draw-before")) } }
            @if from + ROWS < drawn.len() { a href=(at(from + ROWS)) { (reader.say("draw-after")) } }
        }
    })
}

/// How to check all of it without believing this page.
fn verify(reader: Reader, told: &Told) -> Markup {
    let id = told.row.id;
    html! {
        section.digest {
            h2 #verify { (reader.say("draw-verify")) }
            p { (reader.say("draw-commitment")) }
            p { code.hash { (told.row.commitment.as_deref().unwrap_or_default()) } }
            @if told.result.is_some() {
                p { (reader.say("draw-verify-how")) }
                pre { code { "lots verify " (id) "-public.zip" } }
                p.small { a href="/about#check" { (reader.say("draw-verify-lots")) } }
                p.row {
                    a.button href={ "/draws/" (id) "/verify" } { (reader.say("draw-verify-self")) }
                    a.button href={ "/draws/" (id) "/bundle.zip" } { (reader.say("draw-bundle")) }
                }
            } @else { p { (reader.say("draw-verify-later")) } }
            p { a href={ "/draws/" (id) "/commitment.json" } { (reader.say("draw-commitment-file")) } }
        }
    }
}

/// The bytes that `C` is over.
pub async fn commitment(Held(app): Held<App>, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    one(&app, id).await?;
    let bytes = found(file::get(app.read(), id, "commitment.json").await?)?;
    Ok(([(CONTENT_TYPE, "application/json")], bytes).into_response())
}

/// The public bundle, once the draw is announced.
pub async fn bundle(Held(app): Held<App>, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    found(Some(one(&app, id).await?).filter(|row| row.state == State::Announced))?;
    let bytes = zipped(&files(&app, id, Edition::Public).await?)?;
    let name = format!("attachment; filename=\"{id}-public.zip\"");
    let headers = [(CONTENT_TYPE, "application/zip".to_owned()), (CONTENT_DISPOSITION, name)];
    Ok((Extension(Keep), headers, Body::from(bytes)).into_response())
}

#[cfg(test)]
mod tests {
    use lots::name::StratumName;

    use super::*;

    #[test]
    fn strata_that_leave_hardly_anything_to_chance_are_told_apart() {
        let certain = |rounding, (population, p, q, minimum)| {
            certainty(rounding, &Stratum { name: StratumName::new("B").unwrap(), population, p, q, minimum })
        };
        let (exact, at_least) = (Rounding::Exact, Rounding::AtLeast);
        assert_eq!(certain(exact, (100, 0, 1, 0)), Some("none"));
        // The seed may round up, but hardly ever does.
        assert_eq!(certain(exact, (1, 1, 1_000_000, 0)), Some("seldom"));
        assert_eq!(certain(exact, (1, 999, 1000, 0)), Some("nearly"));
        assert_eq!(certain(exact, (1, 1, 2, 0)), None);
        assert_eq!(certain(exact, (100, 1, 1, 0)), Some("all"));
        assert_eq!(certain(at_least, (1, 1, 1_000_000, 0)), Some("all"));
        assert_eq!(certain(at_least, (1000, 1, 1_000_000, 0)), Some("seldom"));
        assert_eq!(certain(at_least, (1000, 1, 100, 0)), None);
    }
}
