//! Lost power: thousands of crashes on a disk that loses, cuts off or keeps each unsynced write, in any order.

use journal::storage::memory::{Disk, Trouble};

use crate::world::*;

/// How many journals, and how often each loses its power.
const JOURNALS: u64 = 400;
const CRASHES: usize = 8;

/// One life of a writer: it starts and works until the power goes or it has worked enough.
fn live(disk: &Disk, chance: &mut Chance, witnessed: &mut Witnessed) {
    let Ok(mut writer) = start(disk) else { return };
    witnessed.look(disk);
    for _ in 0..chance.below(8) {
        let from = witnessed.acknowledged.last().map_or(0, |last| last.index + 1);
        let done = match chance.below(5) {
            0 => writer.settle().is_ok(),
            _ => match writer.append(drafts(from, chance.one_of(&[1, 1, 1, 2, 2, 3, 3, 5, 40, 130]))) {
                Ok(answers) => {
                    witnessed.acknowledged.extend(answers.into_iter().map(Result::unwrap));
                    true
                }
                Err(_) => false,
            },
        };
        witnessed.look(disk);
        if !done {
            return;
        }
    }
}

#[test]
fn everything_acknowledged_survives_lost_power() {
    for seed in 0..JOURNALS {
        let (disk, mut chance, mut witnessed) = (new_disk(), Chance(seed), Witnessed::default());
        for _ in 0..CRASHES {
            // Sometimes in the middle of the start, mostly in the middle of the work, sometimes between two calls.
            disk.trouble(chance.next() % 50, Trouble::PowerLoss);
            live(&disk, &mut chance, &mut witnessed);
            disk.restart(|n| chance.below(n));
        }
        started(&disk);
        witnessed.look(&disk);
        witnessed.hold(&disk.data());
    }
}
