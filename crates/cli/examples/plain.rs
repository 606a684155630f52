//! The draw as one would write it in an afternoon, to compare the scanner with: `plain ROSTER.csv`.
//!
//! One thread, one line at a time, a heap for each stratum, 1 % of each. It checks nothing: no quotes, no names, nobody listed twice.

use std::collections::{BTreeMap, BinaryHeap};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader};

use sha2::{Digest as _, Sha256};

/// What a stratum still takes, and the smallest lots so far with the largest on top.
struct Stratum {
    keep: usize,
    lots: BinaryHeap<([u8; 32], String)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("plain ROSTER.csv")?;
    let mut strata = BTreeMap::new();
    for line in BufReader::new(File::open(format!("{path}.counts"))?).lines() {
        let line = line?;
        let (name, rows) = line.split_once(',').ok_or("stratum,rows")?;
        let keep = rows.parse::<usize>()?.div_ceil(100);
        strata.insert(name.to_owned(), Stratum { keep, lots: BinaryHeap::with_capacity(keep + 1) });
    }
    let key: String = Sha256::digest(b"bench").iter().map(|byte| format!("{byte:02x}")).collect();
    for line in BufReader::new(File::open(path)?).lines() {
        let line = line?;
        let (id, stratum) = line.split_once(',').ok_or("id,stratum")?;
        let stratum = strata.get_mut(stratum).ok_or("a stratum without a count")?;
        let ticket: [u8; 32] = Sha256::new().chain_update(&key).chain_update(id).finalize().into();
        if stratum.lots.len() < stratum.keep || stratum.lots.peek().is_some_and(|largest| ticket < largest.0) {
            stratum.lots.push((ticket, id.to_owned()));
            if stratum.lots.len() > stratum.keep {
                stratum.lots.pop();
            }
        }
    }
    let drawn: usize = strata.values().map(|stratum| stratum.lots.len()).sum();
    let last = strata.values().next().and_then(|stratum| stratum.lots.peek()).ok_or("nobody was drawn")?;
    println!("{drawn} drawn, the last {}", last.1);
    Ok(())
}
