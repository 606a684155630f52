//! The images of what the tables hold now, for the audit: one list of all slices.

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};

use crate::accounts::store::{organisation, person, role};
use crate::app::import::store as import;
use crate::app::journal::audit::{Agreement, Finding, Imager, Images};
use crate::catalogue::store::{edition, item};
use crate::draws::store::{images as drawings, rule};
use crate::inspectors::store as inspector;
use crate::plans::store::plan;
use crate::{complaints, disclosure, inspections, outcomes, subjects};

/// The kinds of things whose states are sealed in the journal.
pub const IMAGERS: &[Imager] = &[
    Imager { case_kind: "organisation", page: organisations },
    Imager { case_kind: "person", page: people },
    Imager { case_kind: "import", page: imports },
    Imager { case_kind: "edition", page: editions },
    Imager { case_kind: "item", page: items },
    Imager {
        case_kind: "subject",
        page: |db, after, limit| Box::pin(subjects::store::image::images(db, after, limit)),
    },
    Imager { case_kind: subjects::store::merge::CASE, page: merges },
    Imager { case_kind: "inspector", page: inspectors },
    Imager { case_kind: "inspector-training", page: trainings },
    Imager { case_kind: "inspector-conflict", page: conflicts },
    Imager { case_kind: "inspector-leave", page: leaves },
    Imager { case_kind: "inspector-setting", page: settings },
    Imager { case_kind: "inspector-unmasking", page: unmaskings },
    Imager {
        case_kind: "complaint",
        page: |db, after, limit| Box::pin(complaints::store::image::images(db, after, limit)),
    },
    Imager { case_kind: "plan", page: plans },
    Imager { case_kind: "drawing", page: |db, after, limit| Box::pin(drawings(db, after, limit)) },
    Imager { case_kind: "draw-rule", page: draw_rules },
    Imager { case_kind: "visit", page: |db, after, limit| Box::pin(inspections::store::images(db, after, limit)) },
    Imager { case_kind: "inspection-account", page: inspection_accounts },
    Imager { case_kind: "outcome", page: |db, after, limit| Box::pin(outcomes::store::images(db, after, limit)) },
    Imager { case_kind: "disclosure", page: disclosures },
    Imager { case_kind: "calendar-year", page: calendar_years },
];

/// What things say of things of other kinds, which the image of neither has.
pub const AGREEMENTS: &[Agreement] = &[
    Agreement { finding: |id| Finding::VisitUndrawn { id }, broken: |db| Box::pin(inspections::store::undrawn(db)) },
    Agreement {
        finding: |id| Finding::ResultUnlikeRecord { id },
        broken: |db| Box::pin(disclosure::store::result::unlike_records(db)),
    },
];

/// A page of things whose row is all there is to them.
macro_rules! rows {
    ($name:ident, $entity:path, $column:path, $id:expr, $image:path) => {
        fn $name(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Images<'_> {
            Box::pin(async move {
                let page = <$entity>::find().filter($column.gt(after)).order_by_asc($column).limit(limit);
                Ok(page.all(db).await?.iter().map(|row| ($id(row), $image(row))).collect())
            })
        }
    };
}

rows!(
    organisations,
    organisation::Entity,
    organisation::Column::Id,
    |row: &organisation::Model| row.id.0,
    organisation::image
);
rows!(plans, plan::Entity, plan::Column::Id, |row: &plan::Model| row.id.0, plan::image);
rows!(imports, import::Entity, import::Column::Id, |row: &import::Model| row.id.0, import::image);
rows!(editions, edition::Entity, edition::Column::Id, |row: &edition::Model| row.id.0, edition::image);
rows!(items, item::Entity, item::Column::Id, |row: &item::Model| row.id.0, item::image);
rows!(inspectors, inspector::Entity, inspector::Column::Id, |row: &inspector::Model| row.id.0, inspector::image);
rows!(
    trainings,
    inspector::training::Entity,
    inspector::training::Column::Id,
    |row: &inspector::training::Model| row.id.0,
    inspector::training::image
);
rows!(
    conflicts,
    inspector::conflict::Entity,
    inspector::conflict::Column::Id,
    |row: &inspector::conflict::Model| row.id.0,
    inspector::conflict::image
);
rows!(
    leaves,
    inspector::leave::Entity,
    inspector::leave::Column::Id,
    |row: &inspector::leave::Model| row.id.0,
    inspector::leave::image
);
rows!(
    settings,
    inspector::setting::Entity,
    inspector::setting::Column::Id,
    |row: &inspector::setting::Model| row.id.0,
    inspector::setting::image
);
rows!(
    unmaskings,
    inspector::unmasking::Entity,
    inspector::unmasking::Column::Id,
    |row: &inspector::unmasking::Model| row.id,
    inspector::unmasking::image
);

rows!(
    merges,
    subjects::store::merge::Entity,
    subjects::store::merge::Column::Id,
    |row: &subjects::store::merge::Model| row.id.0,
    subjects::store::merge::image
);

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
rows!(draw_rules, rule::Entity, rule::Column::Id, |row: &rule::Model| row.id.0, rule::image);
rows!(
    inspection_accounts,
    inspections::store::account::Entity,
    inspections::store::account::Column::Inspector,
    |row: &inspections::store::account::Model| row.inspector.0,
    inspections::store::account::image
);
rows!(
    disclosures,
    disclosure::store::result::Entity,
    disclosure::store::result::Column::Id,
    |row: &disclosure::store::result::Model| row.id.0,
    disclosure::store::result::image
);
rows!(
    calendar_years,
    disclosure::store::year::Entity,
    disclosure::store::year::Column::Id,
    |row: &disclosure::store::year::Model| row.id,
    disclosure::store::year::image
);
