//! Who sees which visits. Before its draw is announced, a visit is seen by its team and by those who must: the draw's list is, too.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Query, SimpleExpr};
use sea_orm::{Condition, DbErr};

use super::{account, team, visit};
use crate::accounts::store::{grants, within};
use crate::accounts::{PersonId, Role};
use crate::app::auth::{By, Scope};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::draws::State as DrawState;
use crate::draws::store::draw;
use crate::inspections::rules::{Refusal, State, VisitId};
use crate::inspectors::InspectorId;

/// Who sees visits before their draw is announced, besides the team. Visits are made from the list, so whoever dispatches has it before them.
const EARLY: [Role; 3] = [Role::DrawOperator, Role::AuditAdmin, Role::Leader];
/// Who sees those whose record waits for them, or did.
const REVIEWS: [Role; 1] = [Role::Reviewer];

/// What somebody sees.
#[derive(Clone, Debug)]
pub struct Sight {
    /// Where they see what was announced.
    pub scope: Scope,
    /// Where they see what wasn't yet.
    pub early: Scope,
    /// Where they see those of it that were made.
    pub reviews: Scope,
    /// Who they are as an inspector.
    pub inspector: Option<InspectorId>,
}

impl Sight {
    /// Of a caller.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn of<C: ConnectionTrait>(db: &C, by: &By) -> Result<Self, DbErr> {
        let (early, reviews, inspector) = beside(db, by.person).await?;
        Ok(Self { scope: by.scope.clone(), early, reviews, inspector })
    }

    /// The condition that a visit is of one's own team, if that is asked for.
    ///
    /// # Errors
    /// [`Refusal::NoAccount`] if nobody knows which inspector the caller is.
    pub fn own(&self, mine: Option<bool>) -> Result<Option<SimpleExpr>, Refusal> {
        match (mine, self.inspector) {
            (Some(true), None) => Err(Refusal::NoAccount),
            (Some(true), Some(inspector)) => Ok(Some(team::is_of(inspector))),
            _ => Ok(None),
        }
    }

    /// The condition on visits.
    #[must_use]
    pub fn clause(&self) -> Condition {
        let announced =
            Condition::all().add(visit::Column::Organisation.in_subquery(within(&self.scope))).add(is_announced());
        let early = visit::Column::Organisation.in_subquery(within(&self.early));
        let made = Condition::all()
            .add(visit::Column::Organisation.in_subquery(within(&self.reviews)))
            .add(visit::Column::State.is_in([State::Recorded, State::Reviewed]));
        Condition::any().add(announced).add(early).add(made).add_option(self.inspector.map(team::is_of))
    }
}

/// The condition that a visit's draw was announced.
#[must_use]
pub fn is_announced() -> Condition {
    let announced = Query::select()
        .column(draw::Column::Id)
        .from(draw::Entity)
        .and_where(draw::Column::State.eq(DrawState::Announced))
        .take();
    Condition::all().add(visit::Column::Draw.in_subquery(announced))
}

async fn beside<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<(Scope, Scope, Option<InspectorId>), DbErr> {
    let grants = grants(db, person).await?;
    let of = |roles: &[Role]| {
        let those = grants.iter().filter(|grant| roles.contains(&grant.role));
        Scope(those.map(|grant| grant.path.clone()).collect())
    };
    Ok((of(&EARLY), of(&REVIEWS), account::inspector(db, person).await?))
}

/// The visit, if the caller sees it.
///
/// # Errors
/// `not-found`.
pub async fn load<C: ConnectionTrait>(db: &C, id: VisitId, by: &By) -> Result<visit::Model, Problem> {
    let sight = Sight::of(db, by).await?;
    found(visit::Entity::find_by_id(id).filter(sight.clause()).one(db).await?)
}
