//! Risk signals: what the published rule suggests. The move itself is an act of the registry's manager, with a reason.

#![expect(unused_qualifications, reason = "utoipa writes out the query's types")]

use std::collections::BTreeMap;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::accounts::OrganisationId;
use crate::app::App;
use crate::app::auth::By;
use crate::app::input::{Json, Query};
use crate::app::list::{Count, MOST};
use crate::app::problem::{FieldFault, Problem};
use crate::app::value::Date;
use crate::complaints::rules::signal;
use crate::complaints::store::signals::{self, Signal};
use crate::subjects::{Risk, Status, SubjectId};

/// Which signals.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SignalsAsk {
    /// How many rows, 1 to 200; 50 if not said.
    pub limit: Option<u64>,
    /// What `next` said of the page before.
    pub after: Option<SubjectId>,
    /// Also subjects for which nothing is suggested.
    pub all: bool,
}

/// A subject and what the rule says of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignalBody {
    /// Which.
    pub subject: SubjectId,
    /// Its name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Whose registry it stands in.
    pub organisation: OrganisationId,
    /// How it stands.
    pub status: Status,
    /// How many of its complaints came to what.
    pub outcomes: BTreeMap<String, i64>,
    /// How many count: substantiated, wholly or in part.
    pub counted: i64,
    /// Its class now.
    pub risk: Risk,
    /// The class the rule suggests, if that is higher.
    pub suggestion: Option<Risk>,
    /// For the move.
    pub version: i64,
}

impl From<Signal> for SignalBody {
    fn from(signal: Signal) -> Self {
        let Signal { subject, outcomes, counted, suggestion } = signal;
        Self {
            subject: subject.id,
            name: subject.name,
            code: subject.code,
            organisation: subject.organisation,
            status: subject.status,
            outcomes: outcomes.into_iter().map(|(outcome, count)| (outcome.to_string(), count)).collect(),
            counted,
            risk: subject.risk,
            suggestion,
            version: subject.version,
        }
    }
}

/// A page of signals, and the rule they follow.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SignalsBody {
    /// Complaints closed after this day count.
    pub since: Date,
    /// From so many that count on C is suggested.
    pub raised: i64,
    /// From so many on D.
    pub high: i64,
    /// Subjects, those with the most that count first.
    pub rows: Vec<SignalBody>,
    /// For `after` of the next page; nothing at the end.
    pub next: Option<SubjectId>,
    /// How many rows the whole list has.
    pub count: Count,
}

fn fault(field: &str, code: &'static str) -> Problem {
    Problem::fields(vec![FieldFault::new(field, code)])
}

/// Subjects whose complaints suggest a higher risk class, by the published rule.
#[utoipa::path(get, path = "/api/v1/complaints/signals", tag = "complaints", params(SignalsAsk), responses((status = 200, body = SignalsBody)))]
pub async fn list(State(app): State<App>, by: By, Query(ask): Query<SignalsAsk>) -> Result<Json<SignalsBody>, Problem> {
    let limit = ask.limit.unwrap_or(50);
    if !(1..=MOST).contains(&limit) {
        return Err(fault("limit", "out-of-range"));
    }
    let since = signal::since(app.now().date());
    let mut all = signals::of(app.read(), &by.scope, since).await?;
    all.retain(|signal| ask.all || signal.suggestion.is_some());
    let count = Count { value: all.len() as u64, exact: true };
    let begin = match ask.after {
        None => 0,
        Some(after) => all.iter().position(|s| s.subject.id == after).ok_or_else(|| fault("after", "no-cursor"))? + 1,
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = all.len() > begin + limit;
    let rows: Vec<SignalBody> = all.into_iter().skip(begin).take(limit).map(Into::into).collect();
    let next = rows.last().filter(|_| more).map(|row| row.subject);
    Ok(Json(SignalsBody { since, raised: signal::RAISED, high: signal::HIGH, rows, next, count }))
}
