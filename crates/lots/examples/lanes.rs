//! Prints the compressions a second of one core, in millions, for each variant this processor can run.
//!
//! `cargo run --release --package lots --example lanes`. All variants run in turn many times, since a mistake in the mixing
//! of vector and SHA instructions costs speed and nothing else; the best turn of each counts, since the machine has other work too.

use std::time::{Duration, Instant};

use lots::lanes::{Block, INITIAL, Lanes, State, leading_u64};

const BATCH: usize = 512;
const BATCHES: u32 = 1_000;
const TURNS: u32 = 50;

fn main() {
    let blocks: Vec<Block> = (0..BATCH).map(|i| std::array::from_fn(|j| (i * 7 + j).to_le_bytes()[0])).collect();
    let mut states = vec![INITIAL; BATCH];
    let mut kept = 0;
    let mut best = vec![(Duration::MAX, Duration::MAX); Lanes::available().len()];
    for _ in 0..TURNS {
        for (lanes, best) in Lanes::available().into_iter().zip(&mut best) {
            best.0 = best.0.min(time(|| {
                lanes.compress_from(&INITIAL, &blocks, &mut states);
                kept ^= least(&states);
            }));
            best.1 = best.1.min(time(|| {
                lanes.compress(&mut states, &blocks);
                kept ^= least(&states);
            }));
        }
    }
    for (lanes, (from, each)) in Lanes::available().into_iter().zip(best) {
        println!("{lanes:?}: from one state {} M/s, each from its own {} M/s", millions(from), millions(each));
    }
    println!("({kept:016x})");
}

fn least(states: &[State]) -> u64 {
    states.iter().map(leading_u64).min().unwrap_or_default()
}

fn time(mut batch: impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..BATCHES).for_each(|_| batch());
    start.elapsed()
}

fn millions(time: Duration) -> u128 {
    u128::from(BATCHES) * BATCH as u128 / time.as_micros().max(1)
}
