//! Lists of complaints.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _, Func, LikeExpr};
use sea_orm::{Condition, Select};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::complaint::{Column, Entity, NEVER};
use crate::accounts::store::within;
use crate::accounts::{OrganisationId, PersonId};
use crate::app::auth::Scope;
use crate::app::list::Sorts;
use crate::app::value::Date;
use crate::complaints::rules::{Clock, Kind, Outcome, SOON_DAYS, State};
use crate::subjects::{Domain, SubjectId};

/// Which complaints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
#[serde(default)]
#[schema(as = ComplaintFilters)]
pub struct Filters {
    /// Those that stand so.
    pub state: Option<State>,
    /// Those of a kind.
    pub kind: Option<Kind>,
    /// Those of a field.
    pub domain: Option<Domain>,
    /// Those that came to this.
    pub outcome: Option<Outcome>,
    /// Those of an organisation.
    pub organisation: Option<OrganisationId>,
    /// Those on a business.
    pub subject: Option<SubjectId>,
    /// Those that somebody handles or handled.
    pub handler: Option<PersonId>,
    /// Only those the caller handles.
    pub mine: bool,
    /// Those whose time stands so.
    pub clock: Option<Clock>,
    /// Received on this day or later.
    pub from: Option<Date>,
    /// Received on this day or earlier.
    pub to: Option<Date>,
}

/// Who asks, when, for what.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Who.
    pub person: PersonId,
    /// What they see.
    pub scope: &'a Scope,
    /// The day.
    pub today: Date,
    /// Part of a number or of the business' name.
    pub q: Option<&'a str>,
}

/// How a list can be sorted.
pub const SORTS: Sorts<Column> = &[
    ("number", Column::Number),
    ("received", Column::Received),
    ("due", Column::RunsUntil),
    ("updated", Column::Updated),
];

/// The complaints that fit. Nothing here looks at who complained.
#[must_use]
pub fn select(filters: &Filters, ask: Question<'_>) -> Select<Entity> {
    let same = Condition::all()
        .add_option(filters.state.map(|state| Column::State.eq(state)))
        .add_option(filters.kind.map(|kind| Column::Kind.eq(kind)))
        .add_option(filters.domain.map(|domain| Column::Domain.eq(domain)))
        .add_option(filters.outcome.map(|outcome| Column::Outcome.eq(outcome)))
        .add_option(filters.organisation.map(|organisation| Column::Organisation.eq(organisation)))
        .add_option(filters.subject.map(|subject| Column::Subject.eq(subject)))
        .add_option(filters.handler.map(|handler| Column::Handler.eq(handler)))
        .add_option(filters.mine.then(|| Column::Handler.eq(ask.person)))
        .add_option(filters.from.map(|day| Column::Received.gte(day)))
        .add_option(filters.to.map(|day| Column::Received.lte(day)))
        .add_option(filters.clock.map(|clock| at(clock, ask.today)))
        .add_option(ask.q.map(str::trim).filter(|q| !q.is_empty()).map(told));
    Entity::find().filter(Column::Organisation.in_subquery(within(ask.scope))).filter(same)
}

/// Those whose time stands so: [`crate::complaints::rules::clock`] as a condition.
fn at(clock: Clock, today: Date) -> Condition {
    let soon = today.plus_days(SOON_DAYS);
    let all = Condition::all();
    match clock {
        Clock::Stopped => all.add(Column::RunsUntil.eq(NEVER)),
        Clock::Running => all.add(Column::RunsUntil.gt(soon)).add(Column::RunsUntil.ne(NEVER)),
        Clock::Soon => all.add(Column::RunsUntil.gte(today)).add(Column::RunsUntil.lte(soon)),
        Clock::Overdue => all.add(Column::RunsUntil.lt(today)),
    }
}

/// Those whose number or told name contains a text, letters in either case.
fn told(q: &str) -> Condition {
    let plain: String =
        q.to_lowercase().chars().flat_map(|c| ['\\', c].into_iter().skip(usize::from(!"\\%_".contains(c)))).collect();
    let like = |column: Column| {
        let lower = Func::lower(Expr::col(column.as_column_ref()));
        Expr::expr(lower).like(LikeExpr::new(format!("%{plain}%")).escape('\\'))
    };
    Condition::any().add(like(Column::Number)).add(like(Column::SubjectName))
}
