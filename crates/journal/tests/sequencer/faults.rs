//! The fault table: every call × {fails, fails but stored}, then the next start.

use journal::sequencer::{NoStart, Stopped};
use journal::storage::Fault;
use journal::storage::memory::{Disk, Trouble};

use crate::world::*;

/// Batches that begin, fill and overflow tiles; 0 stands for settling.
const RUN: [u64; 9] = [1, 3, 0, 250, 10, 300, 0, 1, 2];

/// Do the run until something goes wrong. How many entries there may be at most: those of the batch in hand too.
fn run(disk: &Disk, witnessed: &mut Witnessed) -> Result<(), (u64, Fault)> {
    let mut at_most = 0;
    let mut writer = start(disk).map_err(|why| match why {
        NoStart::Fault(fault) => (0, fault),
        other => panic!("{other:?}"),
    })?;
    for count in RUN {
        let done = match count {
            0 => writer.settle(),
            count => {
                at_most += count;
                writer.append(drafts(at_most - count, count)).map(|answers| {
                    assert_eq!(answers.len() as u64, count);
                    witnessed.acknowledged.extend(answers.into_iter().map(Result::unwrap));
                })
            }
        };
        witnessed.look(disk);
        if let Err(stopped) = done {
            // Stopped for good: the next call says the same and changes nothing.
            let calls = disk.calls();
            assert_eq!(writer.append(drafts(at_most, 1)).unwrap_err(), stopped);
            assert_eq!(writer.settle().unwrap_err(), stopped);
            assert_eq!(disk.calls(), calls);
            let Stopped::Fault(fault) = stopped else { panic!("{stopped:?}") };
            return Err((at_most, fault));
        }
    }
    Ok(())
}

/// Start again and see that everything holds, then go on.
fn check_next_start(disk: &Disk, witnessed: &Witnessed, at_most: u64, what: &str) {
    let mut writer = started(disk);
    let held = witnessed.hold(&disk.data());
    let acknowledged = witnessed.acknowledged.len();
    let whole_batch = held.len() == acknowledged || held.len() as u64 == at_most;
    assert!(whole_batch, "{what}: {} entries, {acknowledged} acknowledged, at most {at_most}", held.len());
    let more = writer.append(drafts(9000, 2)).unwrap();
    assert_eq!(more[0].as_ref().unwrap().index, held.len() as u64, "{what}");
    assert_eq!(witnessed.hold(&disk.data()).len(), held.len() + 2);
}

#[test]
fn whatever_call_fails_the_next_start_has_everything_acknowledged() {
    let disk = new_disk();
    run(&disk, &mut Witnessed::default()).unwrap();
    let calls = disk.calls();
    assert!(calls > 50, "{calls} calls");
    for trouble in [Trouble::Fails, Trouble::FailsButStored] {
        for call in 0..calls {
            let disk = new_disk();
            disk.trouble(call, trouble);
            let mut witnessed = Witnessed::default();
            let (at_most, fault) = run(&disk, &mut witnessed).expect_err("the call is part of the run");
            assert_eq!(matches!(fault, Fault::NotDone(_)), trouble == Trouble::Fails);
            disk.revive();
            check_next_start(&disk, &witnessed, at_most, &format!("{trouble:?} at {call}"));
        }
    }
}

#[test]
fn a_start_that_fails_at_any_call_can_be_tried_again() {
    // A journal with much to bring to its paths: nothing was settled.
    let disk = new_disk();
    let mut writer = started(&disk);
    let mut witnessed = Witnessed::default();
    for count in [200, 100, 5] {
        let from = witnessed.acknowledged.len() as u64;
        witnessed.acknowledged.extend(writer.append(drafts(from, count)).unwrap().into_iter().map(Result::unwrap));
        witnessed.look(&disk);
    }
    drop(writer);
    let before = disk.backup();
    disk.revive();
    started(&disk);
    for call in 0..disk.calls() {
        for trouble in [Trouble::Fails, Trouble::FailsButStored] {
            let disk = before.backup();
            disk.revive();
            disk.trouble(call, trouble);
            assert!(matches!(start(&disk), Err(NoStart::Fault(_))), "{trouble:?} at {call}");
            disk.revive();
            check_next_start(&disk, &witnessed, 305, &format!("{trouble:?} at {call}"));
        }
    }
}

#[test]
fn a_beginning_that_fails_at_any_call_can_be_tried_again_or_has_been_made() {
    let disk = Disk::new();
    create(disk.data(), disk.guard());
    for call in 0..disk.calls() {
        for trouble in [Trouble::Fails, Trouble::FailsButStored] {
            let disk = Disk::new();
            disk.trouble(call, trouble);
            let make = || {
                journal::sequencer::Sequencer::create(disk.data(), disk.guard(), identity(), first_note().as_bytes())
            };
            assert!(matches!(make(), Err(NoStart::Fault(_))));
            disk.revive();
            match make() {
                Ok(()) => {}
                Err(why) => assert_eq!((why, trouble), (NoStart::Exists, Trouble::FailsButStored)),
            }
            check_next_start(&disk, &Witnessed::default(), 0, &format!("{trouble:?} at {call}"));
        }
    }
}
