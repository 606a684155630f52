//! The checks themselves, each over what the ones before it have shown.

use lots::commitment::Commitment;
use lots::plan::Choice;
use lots::time::Time;

use super::{Draw, Item, Record, RecordError};
use crate::chain::Stage;
use crate::detail::{Detail, Finding, ensure, text};
use crate::entry::{Entry, Fact, Known};
use crate::policy::Policy;

/// An item and its place, from 1.
pub(super) type Step = (u64, Item);

/// Check 25.
pub(super) fn form(journal: &[u8], draw: &Draw) -> Result<Vec<Step>, Detail> {
    let record = Record::from_text(journal).map_err(|why| match why {
        RecordError::Form(why) => Detail::new(Finding::Form, [text(why)]),
        RecordError::Entry(place, why) => Detail::new(Finding::ItemEntry, [place.into(), why.code().into()]),
        RecordError::Proof(place, _) | RecordError::Extra(place) => Detail::new(Finding::ItemProof, [place.into()]),
        RecordError::Opening(place) => Detail::new(Finding::ItemOpening, [place.into()]),
    })?;
    let steps: Vec<Step> = (1..).zip(record.items).collect();
    let mut stage = None;
    for (place, item) in &steps {
        let entry = &item.entry;
        // Whether the case is the draw's is the next check's question.
        stage = Stage::after(stage, "draw", entry.known());
        ensure(stage.is_some(), || Detail::new(Finding::ItemOrder, [(*place).into()]))?;
    }
    let drawn = matches!(stage, Some(Stage::Drawn | Stage::Announced));
    ensure(drawn, || Detail::new(Finding::Incomplete, []))?;
    let found = steps.iter().filter(|(_, item)| item.entry.known() == Some(Known::DrawAmended)).count() as u64;
    let expected = draw.amendments.as_ref().map_or(0, |file| file.amendments.len()) as u64;
    ensure(found == expected, || Detail::new(Finding::Amendments, [found.into(), expected.into()]))?;
    Ok(steps)
}

/// The kinds this version doesn't know.
pub(super) fn unknown(steps: &[Step]) -> Vec<String> {
    let kinds = steps.iter().filter(|(_, item)| item.entry.known().is_none());
    kinds.map(|(_, item)| item.entry.kind().to_string()).collect()
}

/// Check 26.
pub(super) fn facts(steps: &[Step], draw: &Draw) -> Result<(), Detail> {
    let body = draw.commitment.body();
    let mut amendments = draw.amendments.iter().flat_map(|file| &file.amendments);
    for (place, item) in steps {
        let entry = &item.entry;
        let same_case = entry.case().id == body.draw && entry.case().kind.as_str() == "draw";
        ensure(same_case, || Detail::new(Finding::Case, [(*place).into()]))?;
        let expected = match entry.known() {
            Some(Known::DrawCommitted) => of_commit(&draw.commitment),
            Some(Known::DrawSeeded) => vec![("seed", Fact::Digest(draw.seed.1))],
            Some(Known::DrawDrawn | Known::DrawAnnounced) => vec![("result", Fact::Digest(draw.result))],
            Some(Known::DrawAmended) => amendments.next().map_or_else(Vec::new, |amendment| {
                let mut facts =
                    vec![("head", Fact::Digest(amendment.digest())), ("number", Fact::Integer(amendment.number))];
                facts.extend(amendment.reason.as_str().parse().ok().map(|reason| ("reason", Fact::Code(reason))));
                facts
            }),
            _ => continue,
        };
        let commitment = ("commitment", Fact::Digest(draw.commitment.digest()));
        for (field, fact) in std::iter::once(commitment).chain(expected) {
            ensure(entry.fact(field) == Some(&fact), || Detail::new(Finding::Fact, [(*place).into(), field.into()]))?;
        }
        let task = item.openings.iter().find(|opening| opening.field.as_str() == "task");
        let same = entry.known() != Some(Known::DrawCommitted) || task.is_none_or(|o| o.value == body.task.as_str());
        ensure(same, || Detail::new(Finding::Fact, [(*place).into(), "task".into()]))?;
    }
    Ok(())
}

fn of_commit(commitment: &Commitment) -> Vec<(&'static str, Fact)> {
    let (body, tables) = (commitment.body(), commitment.body().tables);
    vec![
        ("number", Fact::Integer(body.number)),
        ("subjects", Fact::Integer(tables.subjects.rows)),
        ("excluded", Fact::Integer(tables.excluded.rows)),
        ("inspectors", Fact::Integer(tables.bench.rows)),
        ("recusals", Fact::Integer(tables.recusals.rows)),
    ]
}

/// Check 27.
pub(super) fn inclusion(steps: &[Step]) -> Result<(), Detail> {
    steps.iter().try_for_each(|(place, item)| {
        let includes = item.receipt.includes(item.entry.leaf());
        ensure(includes, || Detail::new(Finding::Inclusion, [(*place).into(), item.receipt.index.into()]))
    })
}

/// Check 28.
pub(super) fn order(steps: &[Step], draw: &Draw) -> Result<(), Detail> {
    let at = |finding, place: u64| Detail::new(finding, [place.into()]);
    let mut before: Option<&Item> = None;
    for (place, item) in steps {
        let (entry, receipt) = (&item.entry, &item.receipt);
        if let Some(last) = before {
            let same = entry.organisation() == last.entry.organisation();
            ensure(same, || at(Finding::TwoOrganisations, *place))?;
            let origin = |item: &Item| item.receipt.checkpoint.checkpoint().origin().clone();
            ensure(origin(item) == origin(last), || at(Finding::TwoOrigins, *place))?;
            ensure(receipt.index > last.receipt.index, || at(Finding::Index, *place))?;
        }
        let prev = before.map(|last| last.receipt.index);
        ensure(entry.prev() == prev, || at(Finding::Prev, *place))?;
        let falls = before.is_some_and(|last| entry.time().seconds() < last.entry.time().seconds());
        ensure(!falls, || at(Finding::Time, *place))?;
        before = Some(item);
    }
    if let Some(committed) = entry_of(steps, Known::DrawCommitted) {
        before_closes(&draw.commitment, committed.time().seconds(), Finding::CommittedLate)?;
    }
    match entry_of(steps, Known::DrawSeeded) {
        Some(seeded) => after_closes(draw, seeded.time()),
        None => Ok(()),
    }
}

fn entry_of(steps: &[Step], kind: Known) -> Option<&Entry> {
    steps.iter().map(|(_, item)| &item.entry).find(|entry| entry.known() == Some(kind))
}

fn choices(commitment: &Commitment) -> impl Iterator<Item = &Choice> {
    commitment.plan().sources.iter().flat_map(|planned| &planned.choices)
}

/// That nothing the seed may come from was closed at `seconds`, fallbacks included.
fn before_closes(commitment: &Commitment, seconds: i64, finding: Finding) -> Result<(), Detail> {
    let closed = choices(commitment).find(|choice| seconds >= choice.closes.seconds());
    closed.map_or(Ok(()), |choice| Err(Detail::new(finding, [text(&choice.source)])))
}

/// That every source used had closed.
fn after_closes(draw: &Draw, seeded: &Time) -> Result<(), Detail> {
    let used = |choice: &&Choice| {
        let name = choice.source.to_string();
        draw.seed.0.sources.iter().any(|entry| entry.name == name)
    };
    let open = choices(&draw.commitment).filter(used).find(|choice| seeded.seconds() < choice.closes.seconds());
    open.map_or(Ok(()), |choice| Err(Detail::new(Finding::SeededEarly, [text(&choice.source)])))
}

/// Check 29: when the quorum had cosigned the commit's checkpoint.
pub(super) fn signatures(steps: &[Step], draw: &Draw, policy: &Policy) -> Result<Option<u64>, Detail> {
    let mut cosigned = None;
    for (place, item) in steps {
        let satisfied = policy
            .check(&item.receipt.checkpoint)
            .map_err(|why| Detail::new(Finding::ItemPolicy, [(*place).into(), why.code().into()]))?;
        if item.entry.known() == Some(Known::DrawCommitted) {
            cosigned = satisfied.time;
        }
    }
    if let Some(time) = cosigned {
        let seconds = i64::try_from(time).unwrap_or(i64::MAX);
        before_closes(&draw.commitment, seconds, Finding::CosignedLate)?;
    }
    Ok(cosigned)
}
