//! A load on a journal of its own: many writers, many readers, every proof verified.

use std::time::Instant;

use journal::checkpoint::Origin;
use journal::entry::{Actor, Body, CaseName, Draft};
use journal::hammer::{self, Load};
use journal::queue::{Limits, Queue};

use super::Complaint;
use super::place::{Place, now};
use super::setup::{InitArgs, init};
use crate::locale::Words;

/// The arguments of `lots journal hammer`.
#[derive(Debug, clap::Args)]
pub struct HammerArgs {
    #[command(flatten)]
    place: Place,
    /// How many write at once.
    #[arg(long, value_name = "NUMBER", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    writers: u16,
    /// How many read at once.
    #[arg(long, value_name = "NUMBER", default_value_t = 2, value_parser = clap::value_parser!(u16).range(0..=64))]
    readers: u16,
    /// How many entries in all.
    #[arg(long, value_name = "NUMBER", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    entries: u32,
}

/// The log of a trial; never that of a bureau.
const ORIGIN: &str = "hammer.example/journal";

/// Begin a journal in a new folder and load it.
pub fn hammer(args: &HammerArgs, words: &Words) -> Result<Vec<String>, Complaint> {
    let form = || words.say("journal-form", &[]);
    let origin: Origin = ORIGIN.parse().map_err(|_| form())?;
    init(&InitArgs::new(args.place.clone(), origin), words)?;
    let sequencer = args.place.open(words)?;
    let chain = args.place.chain(words)?;
    let known = chain.in_force(0).to_vec();
    let queue = Queue::start(sequencer, Limits::default());
    let (organisation, time) = (args.place.organisation(words)?, now(words)?);
    let (kind, case_kind) = ("hammer.struck".parse().map_err(|_| form())?, "hammer".parse().map_err(|_| form())?);
    let cases: Result<Vec<_>, _> = (0..args.writers).map(|writer| format!("writer-{writer}").parse()).collect();
    let cases = cases.map_err(|_| form())?;
    let draft = |writer: usize, _: usize| Draft {
        actor: Actor::SYSTEM,
        body: Body::default(),
        case: CaseName { id: Clone::clone(&cases[writer]), kind: Clone::clone(&case_kind) },
        kind: Clone::clone(&kind),
        organisation: organisation.clone(),
        time: time.clone(),
    };
    let drafts = args.entries.div_ceil(u32::from(args.writers));
    let drafts = usize::try_from(drafts).map_err(|_| form())?;
    let load = Load { writers: args.writers.into(), readers: args.readers.into(), drafts };
    let begin = Instant::now();
    let report = hammer::run(&queue.intake(), (&args.place.log(), &known), load, draft, || {
        u64::try_from(begin.elapsed().as_nanos()).unwrap_or(u64::MAX)
    })
    .map_err(|why| words.say("journal-hammer-broken", &[("why", &format!("{why:?}"))]))?;
    queue.close().map_err(|why| words.say("journal-stopped", &[("why", &why.to_string())]))?;
    let micros = |part, whole| report.latency_ns(part, whole) / 1000;
    let millis = (report.elapsed_ns / 1_000_000).max(1);
    let rate = report.appended as u64 * 1000 / millis;
    Ok(vec![
        words.say("journal-hammer-checked", &[("inclusions", &report.inclusions), ("steps", &report.steps)]),
        words.say(
            "journal-hammer",
            &[
                ("entries", &report.appended),
                ("millis", &millis),
                ("rate", &rate),
                ("median", &micros(1, 2)),
                ("worst", &micros(99, 100)),
            ],
        ),
    ])
}
