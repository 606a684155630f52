//! Prints the compressions a second of one core, in millions, for each variant this processor can run.
//!
//! `cargo run --release --package lots --example lanes`. All variants run in turn several times, since a mistake in the
//! mixing of vector and SHA instructions costs speed and nothing else.

use std::time::Instant;

use lots::lanes::{Block, INITIAL, Lanes, State, leading_u64};

const BATCH: usize = 512;
const BATCHES: u64 = 20_000;

fn main() {
    let blocks: Vec<Block> = (0..BATCH).map(|i| std::array::from_fn(|j| (i * 7 + j).to_le_bytes()[0])).collect();
    let mut states = vec![INITIAL; BATCH];
    let mut kept = 0;
    for turn in 1..=3 {
        for lanes in Lanes::available() {
            let from = rate(|| {
                lanes.compress_from(&INITIAL, &blocks, &mut states);
                kept ^= least(&states);
            });
            let each = rate(|| {
                lanes.compress(&mut states, &blocks);
                kept ^= least(&states);
            });
            println!("turn {turn}  {lanes:?}: from one state {from} M/s, each from its own {each} M/s");
        }
    }
    println!("({kept:016x})");
}

fn least(states: &[State]) -> u64 {
    states.iter().map(leading_u64).min().unwrap_or_default()
}

fn rate(mut batch: impl FnMut()) -> u128 {
    let start = Instant::now();
    (0..BATCHES).for_each(|_| batch());
    u128::from(BATCHES * BATCH as u64) / start.elapsed().as_micros().max(1)
}
