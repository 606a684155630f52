//! How draws are counted for the plan.

use super::{EditionId, State, Uuid, date};

#[test]
fn draws_are_counted_for_the_line_they_carry_out() {
    use super::super::rules::progress::{Counted, due, progress, random_per_mille};
    use crate::accounts::OrganisationId;
    use crate::catalogue::rules::Method;
    use crate::plans::Line;

    let line = |item: &str, office: u128| Line {
        edition: EditionId(Uuid::from_u128(7)),
        item: item.into(),
        extent: crate::plans::rules::Extent::default(),
        classes: Vec::new(),
        months: [3].into(),
        organisation: OrganisationId(Uuid::from_u128(office)),
        seats: 2,
        method: Method::OnSite,
        note: String::new(),
    };
    let draw = |line, state, targets| Counted { line, state, targets, published: targets / 6 };
    let own = [line("A", 1), line("B", 1), line("A", 1)];
    let adjusted = Line { months: [4, 5].into(), seats: 3, ..line("A", 1) };
    let far = progress(
        &own,
        &[
            draw(Some(adjusted), State::Announced, 30),
            draw(Some(line("A", 1)), State::Drawn, 12),
            draw(Some(line("A", 1)), State::Annulled, 99),
            draw(Some(line("A", 2)), State::Drawn, 5),
            draw(Some(line("B", 1)), State::Committed, 0),
            draw(None, State::Announced, 3),
        ],
    );
    let counts: Vec<_> = far.lines.iter().map(|tally| (tally.drawn, tally.under_way, tally.targets)).collect();
    assert_eq!(counts, [(2, 0, 42), (0, 1, 0), (0, 0, 0)], "the first of two same lines counts, annulled draws don't");
    assert_eq!((far.former.targets, far.beside.targets), (5, 3));
    let published: Vec<_> = far.lines.iter().map(|tally| tally.published).collect();
    assert_eq!(published, [7, 0, 0], "whoever was drawn wasn't visited for that");

    let months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    let asked = ["2025-12-31", "2026-01-01", "2026-03-31", "2026-12-01", "2027-01-01"];
    assert_eq!(asked.map(|day| due(&months, 2026, date(day))), [0, 1, 6, 78, 78]);
    assert_eq!((random_per_mille(95, 5), random_per_mille(0, 3), random_per_mille(0, 0)), (Some(950), Some(0), None));
}
