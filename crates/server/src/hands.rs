//! What different people do on the same thing, for the audit: one list of all slices. `rules` of each slice refuses it at the time; this finds it afterwards.

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QuerySelect as _};

use crate::app::journal::audit::{Apart, Beside, Others, Separation};
use crate::catalogue::store::item;
use crate::catalogue::{EditionId, ItemId};
use crate::disclosure::store::result;
use crate::inspections::{RecordId, VisitId};

/// Who wrote in a draw's scheme.
const DRAFTED: &[&str] = &["drawing.begun", "drawing.edited", "drawing.submitted"];
const APPROVED: &[&str] = &["drawing.approved"];
const ANNOUNCED: &[&str] = &["drawing.announced"];
const COMMITTED: &[&str] = &["drawing.commit-asked", "drawing.committed"];
/// Who wrote in a visit's record, or gave its notice: of any version, since a hand is one for all of them.
const WROTE: &[&str] = &["visit.noticed", "visit.drafted", "visit.recorded", "visit.corrected"];
const REVIEWED: &[&str] = &["visit.reviewed", "visit.returned"];
const PUBLISHED: &[&str] = &["disclosure.published"];

/// Who wrote in a version of an annual plan.
const PLANNED: &[&str] = &["plan.begun", "plan.adjusted", "plan.edited", "plan.lined", "plan.submitted"];
/// Who wrote in an edition of the catalogue, or in one of its items.
const LISTED: &[&str] =
    &["edition.begun", "edition.edited", "edition.submitted", "item.added", "item.edited", "item.removed"];

/// What different people do.
pub const HANDS: &[Separation] = &[
    Separation {
        case_kind: "edition",
        apart: &[
            Apart(LISTED, &["edition.approved"]),
            Apart(LISTED, &["edition.published"]),
            Apart(&["edition.approved"], &["edition.published"]),
        ],
        beside: Some(Beside { case_kind: "item", of: items }),
    },
    Separation {
        case_kind: "plan",
        apart: &[
            Apart(PLANNED, &["plan.approved"]),
            Apart(PLANNED, &["plan.published"]),
            Apart(&["plan.approved"], &["plan.published"]),
        ],
        beside: None,
    },
    Separation {
        case_kind: "drawing",
        apart: &[
            Apart(DRAFTED, APPROVED),
            Apart(DRAFTED, ANNOUNCED),
            Apart(APPROVED, ANNOUNCED),
            Apart(APPROVED, COMMITTED),
        ],
        beside: None,
    },
    Separation {
        case_kind: "visit",
        apart: &[Apart(WROTE, REVIEWED), Apart(WROTE, PUBLISHED), Apart(REVIEWED, PUBLISHED)],
        beside: Some(Beside { case_kind: "disclosure", of: results }),
    },
];

/// The published versions of visits' records, which are cases of their own.
fn results<'a>(db: &'a DatabaseTransaction, visits: &'a [Uuid]) -> Others<'a> {
    Box::pin(async move {
        let those = result::Entity::find()
            .select_only()
            .columns([result::Column::Id, result::Column::Visit])
            .filter(result::Column::Visit.is_in(visits.iter().copied().map(VisitId)))
            .into_tuple::<(RecordId, VisitId)>();
        Ok(those.all(db).await?.into_iter().map(|(result, visit)| (result.0, visit.0)).collect())
    })
}

/// The items of editions, which are cases of their own.
fn items<'a>(db: &'a DatabaseTransaction, editions: &'a [Uuid]) -> Others<'a> {
    Box::pin(async move {
        let those = item::Entity::find()
            .select_only()
            .columns([item::Column::Id, item::Column::Edition])
            .filter(item::Column::Edition.is_in(editions.iter().copied().map(EditionId)))
            .into_tuple::<(ItemId, EditionId)>();
        Ok(those.all(db).await?.into_iter().map(|(item, edition)| (item.0, edition.0)).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::HANDS;
    use crate::app::journal::audit::same_hands;
    use sea_orm::prelude::Uuid;

    fn check(case_kind: &str, acts: &[(&str, u128)], expected: &[(&str, &str)]) {
        let separation = HANDS.iter().find(|separation| separation.case_kind == case_kind).unwrap();
        let acts: Vec<(String, Uuid)> =
            acts.iter().map(|(kind, actor)| ((*kind).to_owned(), Uuid::from_u128(*actor))).collect();
        assert_eq!(same_hands(separation.apart, &acts), expected, "{acts:?}");
    }

    #[test]
    fn a_draw_has_three_hands() {
        let begun = ("drawing.begun", 1);
        check("drawing", &[begun, ("drawing.approved", 2), ("drawing.commit-asked", 1), ("drawing.announced", 3)], &[]);
        check("drawing", &[begun, ("drawing.approved", 1)], &[("drawing.begun", "drawing.approved")]);
        let edited = [begun, ("drawing.edited", 2), ("drawing.submitted", 1), ("drawing.approved", 2)];
        check("drawing", &edited, &[("drawing.edited", "drawing.approved")]);
        let approver = [begun, ("drawing.approved", 2), ("drawing.committed", 2), ("drawing.announced", 2)];
        let found = [("drawing.approved", "drawing.announced"), ("drawing.approved", "drawing.committed")];
        check("drawing", &approver, &found);
        check("drawing", &[begun, ("drawing.announced", 1)], &[("drawing.begun", "drawing.announced")]);
        // Who returned a draft may have a hand in its next one.
        check("drawing", &[begun, ("drawing.returned", 2), ("drawing.edited", 2), ("drawing.approved", 3)], &[]);
    }

    #[test]
    fn a_plan_and_an_edition_have_three_hands() {
        let begun = ("plan.begun", 1);
        check("plan", &[begun, ("plan.approved", 2), ("plan.filed", 1), ("plan.published", 3)], &[]);
        check("plan", &[begun, ("plan.lined", 2), ("plan.approved", 2)], &[("plan.lined", "plan.approved")]);
        check("plan", &[begun, ("plan.approved", 2), ("plan.published", 2)], &[("plan.approved", "plan.published")]);
        let listed = ("edition.begun", 1);
        check("edition", &[listed, ("item.edited", 2), ("edition.approved", 3), ("edition.published", 4)], &[]);
        check(
            "edition",
            &[listed, ("item.edited", 2), ("edition.approved", 2)],
            &[("item.edited", "edition.approved")],
        );
        check("edition", &[listed, ("edition.published", 1)], &[("edition.begun", "edition.published")]);
    }

    #[test]
    fn a_visit_has_three_hands_over_all_versions() {
        let written = [("visit.noticed", 1), ("visit.recorded", 2)];
        let [noticed, recorded] = written;
        check("visit", &[noticed, recorded, ("visit.reviewed", 3), ("disclosure.published", 4)], &[]);
        check("visit", &[noticed, recorded, ("visit.returned", 1)], &[("visit.noticed", "visit.returned")]);
        let corrected = [noticed, recorded, ("visit.reviewed", 3), ("visit.corrected", 3)];
        check("visit", &corrected, &[("visit.corrected", "visit.reviewed")]);
        let published = [noticed, recorded, ("visit.reviewed", 3), ("disclosure.published", 3)];
        check("visit", &published, &[("visit.reviewed", "disclosure.published")]);
        let writer = [noticed, recorded, ("visit.reviewed", 3), ("disclosure.published", 2)];
        check("visit", &writer, &[("visit.recorded", "disclosure.published")]);
    }
}
