//! What different people do on the same thing, for the audit: one list of all slices. `rules` of each slice refuses it at the time; this finds it afterwards.
//!
//! Deliberately absent: what nobody does to their own account, which hangs on no table that somebody could change; and what whoever is of a visit's team doesn't
//! do, since the journal's rows know people and not which inspectors they are.

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QuerySelect as _};

use crate::app::journal::audit::Apart::{After, AfterLast, Each, Ever};
use crate::app::journal::audit::{Beside, Kinds, Others, Separation};
use crate::catalogue::store::item;
use crate::catalogue::{EditionId, ItemId};
use crate::disclosure::store::result;
use crate::draws::store::{amendment, reading};
use crate::inspections::{RecordId, VisitId};
use crate::subjects::store::merge;

/// Who wrote in a draw's scheme.
const DRAFTED: Kinds = &["drawing.begun", "drawing.edited", "drawing.submitted"];
const APPROVED: Kinds = &["drawing.approved"];
const ANNOUNCED: Kinds = &["drawing.announced"];
const COMMITTED: Kinds = &["drawing.commit-asked", "drawing.committed"];
/// Who read a source's value off. What the system fetched has no reader.
const READ: Kinds = &["drawing.read-off"];
/// Who answered an amendment.
const AMENDED: Kinds = &["drawing.amended", "drawing.amendment-declined"];
/// Who wrote in a visit's record, confirmed it, or gave its notice: of any version, since a hand is one for all of them.
const WROTE: Kinds = &["visit.noticed", "visit.drafted", "visit.recorded", "visit.confirmed", "visit.corrected"];
const REVIEWED: Kinds = &["visit.reviewed", "visit.returned"];
const PUBLISHED: Kinds = &["disclosure.published"];

/// Who wrote in a version of an annual plan.
const PLANNED: Kinds = &["plan.begun", "plan.adjusted", "plan.edited", "plan.lined", "plan.submitted"];
/// Who wrote in an edition of the catalogue, or in one of its items.
const LISTED: Kinds = &[
    "edition.begun",
    "edition.edited",
    "edition.imported",
    "edition.reordered",
    "edition.submitted",
    "item.added",
    "item.edited",
    "item.removed",
];
/// What waits for somebody else's approval, and what they say to it: one at a time on one outcome.
const PROPOSED: Kinds = &["outcome.proposed", "outcome.decision"];
const ANSWERED: Kinds = &["outcome.approved", "outcome.declined"];
/// Who ended a complaint that nobody handled, or had who complained erased.
const ENDED: Kinds = &["complaint.refused", "complaint.transferred", "complaint.withdrawn", "complaint.erased"];

/// What different people do.
pub const HANDS: &[Separation] = &[
    Separation {
        case_kind: "edition",
        apart: &[
            Ever(LISTED, &["edition.approved"]),
            Ever(LISTED, &["edition.published"]),
            Ever(&["edition.approved"], &["edition.published"]),
            After(LISTED, &["edition.rejected"]),
        ],
        beside: Some(Beside { case_kind: "item", of: items }),
    },
    Separation {
        case_kind: "plan",
        apart: &[
            Ever(PLANNED, &["plan.approved"]),
            Ever(PLANNED, &["plan.published"]),
            Ever(&["plan.approved"], &["plan.published"]),
            After(PLANNED, &["plan.returned"]),
        ],
        beside: None,
    },
    Separation {
        case_kind: "drawing",
        apart: &[
            Ever(DRAFTED, APPROVED),
            Ever(DRAFTED, ANNOUNCED),
            Ever(APPROVED, ANNOUNCED),
            Ever(APPROVED, COMMITTED),
            After(DRAFTED, &["drawing.returned"]),
            Ever(&["drawing.annulment-asked"], &["drawing.annulled"]),
            Each(&[reading::SOURCE, reading::CHOICE], READ, READ),
            Each(&[amendment::MARK], &["drawing.amendment-asked"], AMENDED),
        ],
        beside: None,
    },
    Separation {
        case_kind: "draw-rule",
        apart: &[Ever(&["draw-rule.written"], &["draw-rule.approved", "draw-rule.returned"])],
        beside: None,
    },
    Separation {
        case_kind: "complaint",
        apart: &[
            Ever(&["complaint.registered"], ENDED),
            AfterLast(&["complaint.assigned"], &["complaint.handled"]),
            AfterLast(&["complaint.handled"], &["complaint.sent-back", "complaint.closed"]),
        ],
        beside: None,
    },
    Separation {
        case_kind: merge::CASE,
        apart: &[Ever(&["subject-merge.asked"], &["subject-merge.approved", "subject-merge.declined"])],
        beside: None,
    },
    Separation { case_kind: "outcome", apart: &[AfterLast(PROPOSED, ANSWERED)], beside: None },
    Separation {
        case_kind: "visit",
        apart: &[Ever(WROTE, REVIEWED), Ever(WROTE, PUBLISHED), Ever(REVIEWED, PUBLISHED)],
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
    use std::collections::BTreeMap;

    use super::{HANDS, amendment, reading};
    use crate::app::journal::audit::{Deed, same_hands};
    use sea_orm::prelude::Uuid;
    use serde_json::{Value, json};

    type Facts<'a> = &'a [(&'a str, Value)];

    /// What somebody did, with facts.
    fn deed((kind, actor, facts): (&str, u128, Facts<'_>)) -> Deed {
        let facts: BTreeMap<String, Value> =
            facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Deed { row: Uuid::nil(), kind: kind.to_owned(), actor: Uuid::from_u128(actor), facts }
    }

    fn check_with(case_kind: &str, deeds: &[(&str, u128, Facts<'_>)], expected: &[(&str, &str)]) {
        let separation = HANDS.iter().find(|separation| separation.case_kind == case_kind).unwrap();
        let deeds: Vec<Deed> = deeds.iter().copied().map(deed).collect();
        assert_eq!(same_hands(separation.apart, &deeds), expected, "{deeds:?}");
    }

    fn check(case_kind: &str, acts: &[(&str, u128)], expected: &[(&str, &str)]) {
        let none: Facts<'_> = &[];
        let deeds: Vec<(&str, u128, Facts<'_>)> = acts.iter().map(|(kind, actor)| (*kind, *actor, none)).collect();
        check_with(case_kind, &deeds, expected);
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
        // Who returned a draft may have a hand in its next one, and then returns no further one.
        let returned = [begun, ("drawing.returned", 2), ("drawing.edited", 2), ("drawing.approved", 3)];
        check("drawing", &returned, &[]);
        let again = [begun, ("drawing.returned", 2), ("drawing.edited", 2), ("drawing.returned", 2)];
        check("drawing", &again, &[("drawing.edited", "drawing.returned")]);
    }

    #[test]
    fn two_people_annul_and_two_put_a_rule_in_force() {
        let (asked, done) = ("drawing.annulment-asked", "drawing.annulled");
        check("drawing", &[("drawing.begun", 1), (asked, 1), (done, 2)], &[]);
        check("drawing", &[("drawing.begun", 1), (asked, 2), (done, 2)], &[(asked, done)]);
        let (written, approved) = ("draw-rule.written", "draw-rule.approved");
        check("draw-rule", &[(written, 1), (approved, 2), ("draw-rule.superseded", 1)], &[]);
        check("draw-rule", &[(written, 1), (approved, 1)], &[(written, approved)]);
    }

    #[test]
    fn a_merge_has_two_hands() {
        let (asked, approved, declined) = ("subject-merge.asked", "subject-merge.approved", "subject-merge.declined");
        check("subject-merge", &[(asked, 1), (approved, 2)], &[]);
        check("subject-merge", &[(asked, 1), ("subject-merge.withdrawn", 1)], &[]);
        check("subject-merge", &[(asked, 1), (approved, 1)], &[(asked, approved)]);
        check("subject-merge", &[(asked, 1), (declined, 1)], &[(asked, declined)]);
    }

    #[test]
    fn each_amendment_has_two_hands() {
        let (asked, made, declined) = ("drawing.amendment-asked", "drawing.amended", "drawing.amendment-declined");
        let [first, second] = ["a", "b"].map(|mark| [(amendment::MARK, json!(mark))]);
        // Each asks for one and answers the other's, in whatever order.
        let both = [(asked, 1, &first[..]), (asked, 2, &second[..]), (made, 1, &second[..]), (declined, 2, &first[..])];
        check_with("drawing", &both, &[]);
        let own = [(asked, 1, &first[..]), (asked, 2, &second[..]), (made, 2, &second[..]), (declined, 1, &first[..])];
        check_with("drawing", &own, &[(asked, declined)]);
        check_with("drawing", &[(asked, 1, &first[..]), (made, 1, &first[..])], &[(asked, made)]);
        // Without the fact nobody can tell which was answered.
        check_with("drawing", &[(asked, 1, &[]), (made, 1, &[])], &[]);
    }

    #[test]
    fn nobody_reads_a_source_twice() {
        let read = "drawing.read-off";
        let of = |source: i64, choice: i64| [(reading::SOURCE, json!(source)), (reading::CHOICE, json!(choice))];
        let (planned, stands_in, dice) = (of(2, 0), of(2, 1), of(3, 0));
        check_with("drawing", &[(read, 1, &planned[..]), (read, 2, &planned[..]), (read, 1, &dice[..])], &[]);
        // What stands in was read before somebody found the planned one after all.
        check_with("drawing", &[(read, 1, &stands_in[..]), (read, 1, &planned[..])], &[]);
        let twice = [(read, 1, &planned[..]), (read, 2, &dice[..]), (read, 1, &planned[..])];
        check_with("drawing", &twice, &[(read, read)]);
    }

    #[test]
    fn who_handles_a_complaint_neither_assigns_nor_closes_it() {
        let [registered, assigned, handled] = ["complaint.registered", "complaint.assigned", "complaint.handled"]
            .map(|kind| move |who: u128| (kind, who));
        let [back, closed, erased] =
            ["complaint.sent-back", "complaint.closed", "complaint.erased"].map(|kind| move |who: u128| (kind, who));
        check("complaint", &[registered(1), assigned(2), handled(3), closed(2), erased(2)], &[]);
        // Who handled it first may send another's handling back, and whoever registered it may close it.
        let another = [registered(1), assigned(2), handled(3), back(2), assigned(2), handled(1), back(3), handled(1)];
        check("complaint", &another, &[]);
        check("complaint", &[registered(1), assigned(2), handled(3), closed(1)], &[]);
        check("complaint", &[assigned(2), handled(3), closed(3)], &[("complaint.handled", "complaint.closed")]);
        check("complaint", &[assigned(2), assigned(3), handled(3)], &[("complaint.assigned", "complaint.handled")]);
        check("complaint", &[registered(1), erased(1)], &[("complaint.registered", "complaint.erased")]);
        check(
            "complaint",
            &[registered(1), ("complaint.refused", 1)],
            &[("complaint.registered", "complaint.refused")],
        );
    }

    #[test]
    fn nobody_answers_what_they_proposed_or_decided() {
        let (proposed, decided) = ("outcome.proposed", "outcome.decision");
        let (approved, declined) = ("outcome.approved", "outcome.declined");
        check(
            "outcome",
            &[(proposed, 1), (approved, 2), (decided, 3), (declined, 1), (decided, 3), (approved, 2)],
            &[],
        );
        check("outcome", &[(proposed, 1), (approved, 1)], &[(proposed, approved)]);
        check("outcome", &[(proposed, 1), (approved, 2), (decided, 2), (approved, 2)], &[(decided, approved)]);
    }

    #[test]
    fn a_plan_and_an_edition_have_three_hands() {
        let begun = ("plan.begun", 1);
        check("plan", &[begun, ("plan.approved", 2), ("plan.filed", 1), ("plan.published", 3)], &[]);
        check("plan", &[begun, ("plan.lined", 2), ("plan.approved", 2)], &[("plan.lined", "plan.approved")]);
        check("plan", &[begun, ("plan.approved", 2), ("plan.published", 2)], &[("plan.approved", "plan.published")]);
        check("plan", &[begun, ("plan.returned", 2), ("plan.lined", 2), ("plan.approved", 3)], &[]);
        check("plan", &[begun, ("plan.returned", 1)], &[("plan.begun", "plan.returned")]);
        let listed = ("edition.begun", 1);
        check("edition", &[listed, ("item.edited", 2), ("edition.approved", 3), ("edition.published", 4)], &[]);
        check(
            "edition",
            &[listed, ("item.edited", 2), ("edition.approved", 2)],
            &[("item.edited", "edition.approved")],
        );
        check("edition", &[listed, ("edition.published", 1)], &[("edition.begun", "edition.published")]);
        check("edition", &[listed, ("edition.rejected", 2), ("item.added", 2), ("edition.approved", 3)], &[]);
        check("edition", &[listed, ("item.added", 2), ("edition.rejected", 2)], &[("item.added", "edition.rejected")]);
    }

    #[test]
    fn a_visit_has_three_hands_over_all_versions() {
        let written = [("visit.noticed", 1), ("visit.recorded", 2)];
        let [noticed, recorded] = written;
        check("visit", &[noticed, recorded, ("visit.reviewed", 3), ("disclosure.published", 4)], &[]);
        check("visit", &[noticed, recorded, ("visit.returned", 1)], &[("visit.noticed", "visit.returned")]);
        let confirmed = [noticed, recorded, ("visit.confirmed", 3), ("visit.reviewed", 3)];
        check("visit", &confirmed, &[("visit.confirmed", "visit.reviewed")]);
        let corrected = [noticed, recorded, ("visit.reviewed", 3), ("visit.corrected", 3)];
        check("visit", &corrected, &[("visit.corrected", "visit.reviewed")]);
        let published = [noticed, recorded, ("visit.reviewed", 3), ("disclosure.published", 3)];
        check("visit", &published, &[("visit.reviewed", "disclosure.published")]);
        let writer = [noticed, recorded, ("visit.reviewed", 3), ("disclosure.published", 2)];
        check("visit", &writer, &[("visit.recorded", "disclosure.published")]);
    }
}
