//! How fast a journal becomes durable on this machine's disk, beside what the disk itself can do.
//!
//! `cargo run --release -p journal --example durable [FOLDER]`, where the folder lies on the disk in question; without it
//! the current one is taken. Each figure stands between two measurements of the disk alone: writing over the same
//! 4 KiB and syncing, again and again. A batch needs two syncs, so half of that rate is the limit.

use std::error::Error;
use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use journal::checkpoint::Origin;
use journal::entry::{Actor, Body, CaseName, Draft, Fact};
use journal::files::guard::FileGuard;
use journal::files::{Folder, Log};
use journal::hammer::{Load, run};
use journal::key::{KeyType, SecretKey, Signer};
use journal::keys::KeysNote;
use journal::queue::{Limits, Queue};
use journal::sequencer::{Identity, Sequencer};
use lots::hash::Digest;

type Failure = Box<dyn Error + Send + Sync>;
type Writer = Sequencer<Folder, FileGuard>;

const ORIGIN: &str = "price.fushun.example/journal";
/// Entries offered a second, and for how many seconds.
const OFFERED: (u64, u64) = (200, 10);

fn keys() -> Result<[SecretKey; 2], Failure> {
    let key = |kind, n| SecretKey::new(kind, ORIGIN.parse().expect("a name"), [n; 32]);
    Ok([key(KeyType::Ed25519, 1)?, key(KeyType::Sm2, 2)?])
}

fn root() -> Result<SecretKey, Failure> {
    Ok(SecretKey::new(KeyType::Ed25519, format!("{ORIGIN}/root").parse()?, [3; 32])?)
}

fn identity() -> Result<Identity, Failure> {
    let signers = keys()?.into_iter().map(|key| Box::new(key) as Box<dyn Signer + Send>).collect();
    Ok(Identity { origin: ORIGIN.parse()?, root: root()?.verifier_key().clone(), signers })
}

/// The commit of the n-th draw: an entry as they come, of a case of its own.
fn draft(n: u64) -> Draft {
    let fact = |name: &str| (name.parse().expect("a name"), Fact::Integer(n));
    let commitment = ("commitment".parse().expect("a name"), Fact::Digest(Digest::of(&n.to_be_bytes())));
    let counts = ["excluded", "inspectors", "number", "recusals", "subjects"].map(fact);
    Draft {
        actor: Actor::SYSTEM,
        body: Body {
            facts: counts.into_iter().chain([commitment]).collect(),
            sealed: [("task".parse().expect("a name"), Digest::of(b"task"))].into(),
        },
        case: CaseName { id: format!("draw-{n}").parse().expect("an id"), kind: "draw".parse().expect("a code") },
        kind: "draw.committed".parse().expect("a kind"),
        organisation: "price.fushun.example".parse().expect("a name"),
        time: "2026-03-05T21:30:00+08:00".parse().expect("a time"),
    }
}

/// A new journal below `place`.
fn begin(place: &Path) -> Result<Writer, Failure> {
    let data = place.join("data");
    let open = || -> Result<(Folder, FileGuard), Failure> {
        let folder = Folder::open(&data).map_err(|why| format!("{why:?}"))?;
        let guard = FileGuard::open(&place.join("guard"), &data).map_err(|why| format!("{why:?}"))?;
        Ok((folder, guard))
    };
    let origin: Origin = ORIGIN.parse()?;
    let public = keys()?.iter().map(|key| key.verifier_key().clone()).collect();
    let note = KeysNote::first(origin, public)?.sign(&root()?)?.to_string();
    let (folder, guard) = open()?;
    Sequencer::create(folder, guard, identity()?, note.as_bytes())?;
    let (folder, guard) = open()?;
    Ok(Sequencer::recover(folder, guard, identity()?)?)
}

/// How often a second.
fn rate(count: u64, time: Duration) -> u64 {
    u64::try_from(u128::from(count) * 1_000_000_000 / time.as_nanos().max(1)).unwrap_or(u64::MAX)
}

/// Syncs a second of the disk alone.
fn bare(place: &Path) -> Result<u64, Failure> {
    const COUNT: u64 = 300;
    let mut file = File::create(place.join("bare"))?;
    file.write_all(&[1; 4096])?;
    file.sync_all()?;
    let begin = Instant::now();
    for n in 0..COUNT {
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&[u8::try_from(n % 251)?; 4096])?;
        file.sync_data()?;
    }
    Ok(rate(COUNT, begin.elapsed()))
}

/// Append batches of `size`, settling included, and say how fast.
fn batches(place: &Path, writer: &mut Writer, next: &mut u64, (size, count): (u64, u64)) -> Result<(), Failure> {
    let prepared: Vec<Vec<Draft>> =
        (0..count).map(|batch| (0..size).map(|n| draft(*next + batch * size + n)).collect()).collect();
    *next += size * count;
    let before = bare(place)?;
    let begin = Instant::now();
    for drafts in prepared {
        if let Some(refused) = writer.append(drafts)?.into_iter().find_map(Result::err) {
            return Err(refused.into());
        }
    }
    let time = begin.elapsed();
    let after = bare(place)?;
    let (done, limit) = (rate(count, time), (before + after) / 4);
    println!(
        "batches of {size:4}: {:6} entries/s, {done:4} batches/s; the disk alone {before} and {after} syncs/s, \
         so at most {limit} batches/s: {}% of it",
        rate(count * size, time),
        done * 100 / limit.max(1)
    );
    Ok(())
}

/// Offer drafts at a fixed rate, whether the ones before are answered or not, and say how long answers took.
fn offered(place: &Path, writer: Writer, next: u64) -> Result<(Writer, u64), Failure> {
    const THREADS: u64 = 32;
    let (a_second, seconds) = OFFERED;
    let count = a_second * seconds;
    let queue = Queue::start(writer, Limits::default());
    let before = bare(place)?;
    let latencies = Mutex::new(Vec::new());
    let begin = Instant::now();
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let (intake, latencies) = (queue.intake(), &latencies);
            scope.spawn(move || {
                for n in (thread..count).step_by(usize::try_from(THREADS).expect("small")) {
                    let due = begin + Duration::from_micros(1_000_000 * n / a_second);
                    thread::sleep(due.saturating_duration_since(Instant::now()));
                    let answer = intake.append(draft(next + n));
                    // Measured from when it was due: a late beginning is waiting too.
                    latencies.lock().expect("nobody panics with it").push((due.elapsed(), answer.is_ok()));
                }
            });
        }
    });
    let mut latencies = latencies.into_inner()?;
    latencies.sort();
    let at = |percent: usize| latencies[(latencies.len() * percent).div_ceil(100) - 1].0;
    println!(
        "{a_second} a second offered for {seconds} s: {} of {count} acknowledged; p50 {:?}, p99 {:?}, longest {:?}; the disk alone {before} syncs/s",
        latencies.iter().filter(|(_, acknowledged)| *acknowledged).count(),
        at(50),
        at(99),
        at(100)
    );
    Ok((queue.close()?, next + count))
}

/// Many writers through the queue, with readers that verify all of it.
fn hammered(data: &Path, writer: Writer, next: u64) -> Result<(), Failure> {
    let load = Load { writers: 256, readers: 1, drafts: 100 };
    let queue = Queue::start(writer, Limits::default());
    let known: Vec<_> = keys()?.iter().map(|key| key.verifier_key().clone()).collect();
    let begin = Instant::now();
    let now = || u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX);
    let nth = |writer: usize, n: usize| draft(next + (writer * load.drafts + n) as u64);
    let report =
        run(&queue.intake(), (&Log::of_data(data), &known), load, nth, now).map_err(|why| format!("{why:?}"))?;
    println!(
        "{} writers, one draft after another: {} entries/s, p99 {:?}; {} inclusions and {} steps verified from the files",
        load.writers,
        rate(report.appended as u64, Duration::from_nanos(report.elapsed_ns)),
        Duration::from_nanos(report.latency_ns(99, 100)),
        report.inclusions,
        report.steps
    );
    queue.close()?.settle()?;
    Ok(())
}

fn main() -> Result<(), Failure> {
    let above = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    let place = tempfile::tempdir_in(above)?;
    let mut writer = begin(place.path())?;
    let mut next = 0;
    for size_and_count in [(1, 600), (256, 200), (1024, 100)] {
        batches(place.path(), &mut writer, &mut next, size_and_count)?;
    }
    writer.settle()?;
    let (writer, next) = offered(place.path(), writer, next)?;
    hammered(&place.path().join("data"), writer, next)?;
    let data = place.path().join("data");
    let folder = Folder::open(&data).map_err(|why| format!("{why:?}"))?;
    let guard = FileGuard::open(&place.path().join("guard"), &data).map_err(|why| format!("{why:?}"))?;
    let begin = Instant::now();
    let writer = Sequencer::recover(folder, guard, identity()?)?;
    println!("start with {} entries: {:?}", writer.checkpoint().checkpoint().size(), begin.elapsed());
    Ok(())
}
