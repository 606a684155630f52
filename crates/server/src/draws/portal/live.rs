//! 摇号大屏: a page for the hall, and the events it lives on.
//!
//! An event is a public fact of one draw. Its number is the place of the house's act among those on the draw, so it grows, never changes and
//! names the same fact to everybody; who lost the connection goes on behind the last one they heard.
//!
//! Deliberately absent: whatever isn't public. Parties' values stand in the event of the last reveal, so that nobody who has yet to reveal
//! knows the others'. What one person read off stays theirs until a second has read the same. And of who was drawn, and of how many, there
//! is nothing before the announcement is in the journal; then the page computes the draw anew from the public bundle.

use std::collections::{BTreeSet, VecDeque};
use std::convert::Infallible;
use std::time::Duration;

use axum::Extension;
use axum::extract::State as Held;
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use lots::commitment::Commitment;
use maud::html;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::{names, one};
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::input::{Json, Path, Query};
use crate::app::journal::record::row as act;
use crate::app::kept::Keep;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::streams::{Place, Told};
use crate::app::verifier;
use crate::draws::api::commit::commitment as committed;
use crate::draws::rules::seed::{Reading, settled};
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{self, Whole, reading, target};

/// How often a stream looks for news.
const LOOK: Duration = Duration::from_secs(1);
/// How often it gives a sign of life, so that nothing in between takes it for dead.
const BEAT: Duration = Duration::from_secs(15);
/// When it ends; a browser comes back by itself.
const LONGEST: Duration = Duration::from_secs(3600);
/// After how long a browser comes back.
const BACK: Duration = Duration::from_secs(2);

/// The page. Without scripts it leads to the draw's own page, where the same stands.
pub async fn page(Held(app): Held<App>, reader: Reader, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    let row = one(&app, id).await?;
    let draw = format!("/draws/{id}");
    let title = reader.words.say("draw-live-of", &[("task", &row.task)]);
    let body = html! {
        div #page data-draw=(draw) {
            main {
                h1 { (title) }
                p { (reader.say("draw-no-script")) }
                p { a href=(draw) { (reader.say("draw-live-back")) } }
            }
        }
    };
    Ok(verifier::page(reader, &title, "live", &body))
}

/// Behind which event to begin, for those who can't send a header.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Behind {
    after: Option<i64>,
}

/// The events of a draw, those there are and those to come; `Last-Event-ID` says which one was heard last. With nothing more to come the
/// answer is 204, at which a browser stops asking.
pub async fn events(
    Held(app): Held<App>,
    headers: HeaderMap,
    Path(id): Path<DrawId>,
    Query(behind): Query<Behind>,
) -> Result<Response, Problem> {
    one(&app, id).await?;
    let heard = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).or(behind.after);
    let mut follow = Follow {
        place: app.streams.enter()?,
        app,
        draw: id,
        heard: heard.unwrap_or(-1),
        waiting: VecDeque::new(),
        is_over: false,
        until: Instant::now() + LONGEST,
    };
    follow.look().await?;
    if follow.is_over {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let begin = futures_util::stream::iter([Ok::<_, Infallible>(Event::default().retry(BACK).comment("yaoguang"))]);
    let rest = futures_util::stream::unfold(follow, |mut follow| async move {
        let event = follow.next().await?;
        Some((Ok(event), follow))
    });
    let stream = futures_util::StreamExt::chain(begin, rest);
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(stream).keep_alive(KeepAlive::new().interval(BEAT))).into_response())
}

/// Somebody who follows a draw.
struct Follow {
    place: Place,
    app: App,
    draw: DrawId,
    heard: i64,
    waiting: VecDeque<Told>,
    is_over: bool,
    until: Instant,
}

impl Follow {
    /// Take what is new.
    async fn look(&mut self) -> Result<(), Problem> {
        let made = told(&self.app, self.draw);
        let told = self.app.streams.told(&self.app, self.draw.0, made).await?;
        self.waiting = told.iter().filter(|told| told.place > self.heard).cloned().collect();
        self.is_over = self.waiting.is_empty() && told.last().is_some_and(|told| told.is_last);
        Ok(())
    }

    /// The next event, whenever it comes.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(told) = self.waiting.pop_front() {
                self.heard = told.place;
                self.is_over = told.is_last;
                return Some(Event::default().id(told.place.to_string()).event(told.kind).data(told.data));
            }
            let go_on = !self.is_over && Instant::now() < self.until && self.place.wait(LOOK).await;
            // Who is refused now comes back, and is told why.
            if !go_on || self.look().await.is_err() {
                return None;
            }
        }
    }
}

/// All events there are so far.
async fn told(app: &App, id: DrawId) -> Result<Vec<Told>, Problem> {
    // The acts first: what is read after them is at least as new, and what is told of an act goes by the acts.
    let acts = act::Entity::find().filter(act::Column::CaseId.eq(id.0));
    let acts = acts.filter(act::Column::CaseKind.is_in(["draw", "drawing"])).order_by_asc(act::Column::CasePlace);
    let acts = acts.all(app.read()).await?;
    let whole = store::any(app.read(), id).await?;
    let organisation = organisation::Entity::find_by_id(whole.draw.organisation).one(app.read()).await?;
    let facts = Facts {
        commitment: committed(app.read(), id).await?,
        organisation: organisation.map(|row| row.name).unwrap_or_default(),
        readings: whole.readings.iter().map(reading::Model::reading).collect(),
        on_record: acts.iter().any(|act| act.kind == "draw.announced" && act.entry.is_some()),
        whole,
    };
    let mut so_far = SoFar::default();
    let house = acts.iter().filter(|act| act.case_kind == "drawing");
    Ok(house.filter_map(|act| facts.told(act, &mut so_far)).collect())
}

/// What is told of.
struct Facts {
    commitment: Commitment,
    organisation: String,
    whole: Whole,
    readings: Vec<Reading>,
    /// Whether the announcement is in the journal, so that there is a bundle.
    on_record: bool,
}

/// What was told already.
#[derive(Default)]
struct SoFar {
    reveals: usize,
    readings: usize,
    settled: BTreeSet<usize>,
}

impl Facts {
    fn told(&self, act: &act::Model, so_far: &mut SoFar) -> Option<Told> {
        let draw = &self.whole.draw;
        let (kind, mut data) = match act.kind.as_str() {
            "drawing.committed" => ("committed", self.committed()),
            "drawing.revealed" => ("revealed", self.revealed(number(act, "party")?, so_far)?),
            "drawing.read-off" => ("read", self.read(usize::try_from(number(act, "source")?).ok()?, so_far)),
            "drawing.seeded" => ("seeded", json!({"seed": draw.seed})),
            "drawing.drawn" => ("drawn", json!({"result": draw.result, "disclosure": draw.disclosure})),
            "drawing.announced" if self.on_record => ("announced", json!({})),
            "drawing.annulled" => ("annulled", json!({})),
            _ => return None,
        };
        data["at"] = json!(act.at);
        let is_last = matches!(kind, "announced" | "annulled");
        Some(Told { place: act.case_place, kind, data: data.to_string(), is_last })
    }

    fn committed(&self) -> Value {
        let (draw, body) = (&self.whole.draw, self.commitment.body());
        let strata = body.strata.iter().map(|stratum| {
            json!({"name": stratum.name.as_str(), "population": stratum.population, "p": stratum.p, "q": stratum.q, "minimum": stratum.minimum})
        });
        let sources = body.seed_plan.sources.iter().map(|source| {
            let fallback: Vec<&str> = source.fallback.iter().map(|other| other.name.as_str()).collect();
            json!({"name": source.name, "closes": source.closes, "fallback": fallback})
        });
        let parties = self.whole.parties.iter();
        let parties = parties.map(|party| json!({"code": party.code, "name": party.name, "outside": party.outside}));
        json!({
            "task": draw.task, "number": draw.number, "organisation": self.organisation, "commitment": draw.commitment,
            "subjects": draw.subjects, "excluded": draw.excluded, "inspectors": draw.able(), "recusals": draw.recusals,
            "seats": body.seats.len(), "assurance": draw.assurance, "disclosure": draw.disclosure,
            "rule": body.seed_plan.rule.as_str(), "strata": strata.collect::<Vec<_>>(),
            "parties": parties.collect::<Vec<_>>(), "sources": sources.collect::<Vec<_>>(),
        })
    }

    /// Which of the plan's sources a party's value is.
    fn source_of(&self, code: &str) -> Option<usize> {
        let name = format!("reveal:{code}");
        self.commitment.body().seed_plan.sources.iter().position(|source| source.name == name)
    }

    fn revealed(&self, place: u64, so_far: &mut SoFar) -> Option<Value> {
        so_far.reveals += 1;
        let party = self.whole.parties.iter().find(|party| u64::try_from(party.place) == Ok(place))?;
        let is_last = so_far.reveals == self.whole.parties.len();
        let values = self.whole.parties.iter().filter(|_| is_last).map(|party| {
            let value = party.value.as_deref();
            json!({"source": self.source_of(&party.code), "name": format!("reveal:{}", party.code), "value": value})
        });
        Some(json!({"source": self.source_of(&party.code), "values": values.collect::<Vec<_>>()}))
    }

    fn read(&self, place: usize, so_far: &mut SoFar) -> Value {
        so_far.readings += 1;
        let there = self.readings.get(..so_far.readings).unwrap_or(&self.readings);
        let planned = self.commitment.plan().sources.get(place);
        let settled = planned.and_then(|planned| settled(planned, place, there));
        let settled = settled.filter(|_| so_far.settled.insert(place));
        let values =
            settled.iter().map(|(first, _)| json!({"source": place, "name": first.name, "value": first.value}));
        json!({"source": place, "values": values.collect::<Vec<_>>()})
    }
}

/// A whole number among an act's facts.
fn number(act: &act::Model, name: &str) -> Option<u64> {
    let facts: Value = serde_json::from_str(&act.facts).ok()?;
    facts.get(name)?.as_u64()
}

/// The names of those who were drawn, by code, once the draw is announced. A whole hall asks for them at once.
pub async fn names(Held(app): Held<App>, Path(id): Path<DrawId>) -> Result<Response, Problem> {
    let row = found(Some(one(&app, id).await?).filter(|row| row.state == State::Announced))?;
    let names = names::of(app.read(), &row, &target::of(app.read(), id).await?).await?;
    Ok((Extension(Keep), Json(names)).into_response())
}
