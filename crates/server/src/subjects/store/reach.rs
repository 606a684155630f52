//! Whose subjects somebody sees, told so that the common case costs nothing.

use std::collections::BTreeSet;

use sea_orm::entity::prelude::*;
use sea_orm::{DbErr, QuerySelect};

use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::auth::Scope;

/// Organisations whose subjects are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All there are.
    All,
    /// These.
    Of(BTreeSet<OrganisationId>),
}

/// The reach of a scope: [`Reach::All`] if every organisation lies in it, which then needn't be asked of every row.
///
/// # Errors
/// [`DbErr`].
pub async fn of_scope<C: ConnectionTrait>(db: &C, scope: &Scope) -> Result<Reach, DbErr> {
    let all: Vec<(OrganisationId, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Path])
        .into_tuple()
        .all(db)
        .await?;
    let count = all.len();
    let within: BTreeSet<_> = all.into_iter().filter(|(_, path)| scope.covers(path)).map(|(id, _)| id).collect();
    Ok(if within.len() == count { Reach::All } else { Reach::Of(within) })
}

impl Reach {
    /// Only this organisation, if it lies within.
    #[must_use]
    pub fn only(self, organisation: Option<OrganisationId>) -> Self {
        match (organisation, self) {
            (None, reach) => reach,
            (Some(one), Self::All) => Self::Of([one].into()),
            (Some(one), Self::Of(ids)) => Self::Of(ids.into_iter().filter(|id| *id == one).collect()),
        }
    }
}
