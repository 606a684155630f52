//! The images of what the tables hold now, for the audit: one list of all slices.

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use crate::accounts::store::{organisation, person, role};
use crate::app::journal::audit::{Imager, Images};

/// The kinds of things whose states are sealed in the journal.
pub const IMAGERS: &[Imager] =
    &[Imager { case_kind: "organisation", page: organisations }, Imager { case_kind: "person", page: people }];

fn organisations(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Images<'_> {
    Box::pin(async move {
        let page = organisation::Entity::find()
            .filter(organisation::Column::Id.gt(after))
            .order_by_asc(organisation::Column::Id)
            .limit(limit);
        Ok(page.all(db).await?.iter().map(|row| (row.id.0, organisation::image(row))).collect())
    })
}

fn people(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Images<'_> {
    Box::pin(async move {
        let page = person::Entity::find().filter(person::Column::Id.gt(after)).order_by_asc(person::Column::Id);
        let page = page.limit(limit).all(db).await?;
        let ids: Vec<_> = page.iter().map(|row| row.id).collect();
        let mut roles = std::collections::HashMap::<_, Vec<_>>::new();
        for grant in role::of_all(db, &ids).await? {
            roles.entry(grant.person).or_default().push(grant);
        }
        let roles = |row: &person::Model| roles.get(&row.id).map_or(&[][..], Vec::as_slice);
        Ok(page.iter().map(|row| (row.id.0, person::image(row, roles(row)))).collect())
    })
}
