//! Drafts and their answers, and several writers of one journal.

use std::thread;

use journal::chain::{Fault, Refused};
use journal::entry::{Body, CaseName, Draft, Fact};
use journal::sequencer::{NoStart, Refusal, Sequencer, Stopped};
use journal::storage::memory::Disk;
use lots::hash::Digest;

use crate::world::*;

/// A draft of the draw `2026-03-A`.
fn draw(kind: &str, time: &str) -> Draft {
    let digest = |name: &str| (name.parse().unwrap(), Fact::Digest(Digest::of(b"x")));
    let number = |name: &str| (name.parse().unwrap(), Fact::Integer(1));
    let body = match kind {
        "draw.committed" => Body {
            facts: ["excluded", "inspectors", "number", "recusals", "subjects"]
                .map(number)
                .into_iter()
                .chain([digest("commitment")])
                .collect(),
            sealed: [("task".parse().unwrap(), Digest::of(b"y"))].into(),
        },
        _ => Body { facts: [digest("commitment"), digest("seed")].into(), sealed: [].into() },
    };
    let case = CaseName { id: "2026-03-A".parse().unwrap(), kind: "draw".parse().unwrap() };
    Draft { body, case, kind: kind.parse().unwrap(), time: time.parse().unwrap(), ..draft(0) }
}

#[test]
fn a_draft_that_breaks_its_case_does_not_harm_the_others() {
    let disk = new_disk();
    let mut writer = started(&disk);
    let late = "2026-03-05T21:30:00+08:00";
    let batch = vec![
        draw("draw.seeded", late),
        draw("draw.committed", late),
        draft(1),
        draw("draw.committed", late),
        draw("draw.seeded", "2026-03-05T21:29:59+08:00"),
        draw("draw.seeded", late),
        draft(8),
    ];
    let answers = writer.append(batch).unwrap();
    let refused = |fault| Err(Refusal::Draft(Refused::Chain(fault)));
    let answers: Vec<Result<u64, Refusal>> =
        answers.into_iter().map(|answer| answer.map(|appended| appended.index)).collect();
    let expected = [refused(Fault::Order), Ok(0), Ok(1), refused(Fault::Order), refused(Fault::Time), Ok(2), Ok(3)];
    assert_eq!(answers, expected);
    // What a case stands at is known after a start too, and a batch of refusals alone leaves no trace.
    drop(writer);
    let mut writer = started(&disk);
    let calls = disk.calls();
    assert!(writer.append(vec![draw("draw.seeded", late)]).unwrap()[0].is_err());
    assert_eq!(disk.calls(), calls);
    let entries = whole(&disk.data());
    let prev: Vec<Option<u64>> =
        entries.iter().map(|entry| journal::entry::Entry::from_text(entry).unwrap().prev()).collect();
    assert_eq!(prev, [None, None, Some(0), Some(1)]);
}

#[test]
fn of_two_writers_one_wins_and_the_other_stops() {
    for (mine, theirs) in [(5, 900), (5, 5)] {
        let disk = new_disk();
        let (mut first, mut second) = (started(&disk), started(&disk));
        let won = first.append(drafts(mine, 2)).unwrap();
        assert_eq!(second.append(drafts(theirs, 2)).unwrap_err(), Stopped::Overtaken);
        assert_eq!(second.append(drafts(0, 1)).unwrap_err(), Stopped::Overtaken);
        first.append(drafts(7, 2)).unwrap();
        drop((first, second));
        started(&disk);
        let held = whole(&disk.data());
        assert_eq!(held.len(), 4);
        assert_eq!(held[0], *won[0].as_ref().unwrap().entry);
    }
}

#[test]
fn of_many_writers_at_once_one_wins_each_step() {
    // Copies of the data with one guard: what happens if a folder is copied and both are started.
    let guard = new_disk();
    let copies: Vec<Disk> = (0..4).map(|_| guard.backup()).collect();
    let start = |copy: &Disk| Sequencer::recover(copy.data(), guard.guard(), identity());
    let writers: Vec<_> = copies.iter().map(|copy| start(copy).unwrap()).collect();
    let threads: Vec<_> = (0u64..)
        .zip(writers)
        .map(|(n, mut writer)| {
            thread::spawn(move || (0..20).map_while(|_| writer.append(drafts(n * 100, 1)).ok()).count())
        })
        .collect();
    let steps: Vec<usize> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    // Whoever took the first step takes all of them: the others hold an older checkpoint from then on.
    assert_eq!(steps.iter().filter(|&&steps| steps == 20).count(), 1, "{steps:?}");
    assert_eq!(steps.iter().sum::<usize>(), 20, "{steps:?}");
    for (copy, steps) in copies.iter().zip(steps) {
        let again = start(copy);
        match steps {
            20 => assert_eq!(again.unwrap().checkpoint().checkpoint().size(), 20),
            _ => assert_eq!(again.err(), Some(NoStart::Behind { tree: 0, guard: 20 })),
        }
    }
}
