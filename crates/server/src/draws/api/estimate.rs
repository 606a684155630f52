//! The estimate where nobody knows for certain whether the bench suffices (`spec/draw.md`, section 7, step 3).

use lots::hash::Digest;
use lots::seed::Seed;
use tokio::sync::watch::Sender;

use crate::app::jobs::Far;
use crate::app::problem::Problem;
use crate::draws::rules::replay::{REPLAYS, Replays, Spread, Wholes};

/// How many of the [`REPLAYS`] can't be fully seated. Their seeds follow from `commitment`, so that whoever has the auditor's edition can make the same ones
/// (`lots replay`).
///
/// One after another, since a core is left to those who wait for answers. They are told as the last quarter of the work; the registry was the first three.
///
/// # Errors
/// `broken` once nobody hears what is told: another worker has the job, and this one would calculate for nothing.
pub fn unseated(replays: &Replays<'_>, commitment: &Digest, tell: &Sender<Far>) -> Result<u64, Problem> {
    let mut count = 0;
    for r in 1..=REPLAYS {
        count += u64::from(!replays.is_seated(Seed::replay(commitment, r)));
        told(r, tell)?;
    }
    Ok(count)
}

/// How the work falls on those who go in as many whole draws, told likewise; their seeds follow from `base`.
///
/// # Errors
/// As [`unseated`].
pub fn spread(wholes: &Wholes<'_>, base: &Digest, tell: &Sender<Far>) -> Result<Spread, Problem> {
    wholes.play(base, |r| told(r, tell))
}

fn told(r: u64, tell: &Sender<Far>) -> Result<(), Problem> {
    if tell.is_closed() {
        return Err(Problem::broken("nobody waits for these replays any more"));
    }
    let steps = |of: u64| i64::try_from(of).unwrap_or(i64::MAX);
    tell.send_replace(Far { done: steps(3 * REPLAYS + r), total: steps(4 * REPLAYS) });
    Ok(())
}
