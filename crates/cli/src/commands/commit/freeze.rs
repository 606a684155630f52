//! The frozen tables.

use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Salt, Table, TableRow};
use lots::time::{Date, NotATime, Time};

use super::folder::Folder;
use super::rosters::{optional, rows};
use super::{Args, Complaint, Subjects, random};
use crate::locale::Words;
use crate::roster::{Exclusion, Inspector, Recusal};

/// The frozen tables and the secret of their salts.
pub struct Frozen {
    /// Who may be drawn.
    pub subjects: Subjects,
    /// Who is left out.
    pub(super) excluded: Table<ExcludedRow>,
    /// Who inspects.
    pub bench: Table<BenchRow>,
    /// Who must not meet.
    pub recusals: Table<RecusalRow>,
    pub(super) secret: RosterSecret,
}

/// The tables, and the codes of those whose certificate isn't valid on the day.
pub(super) fn freeze(
    args: &Args,
    folder: &Folder,
    streamed_from_bytes: u64,
    committed: &Time,
    words: &Words,
) -> Result<(Frozen, Vec<String>), Complaint> {
    let date: Date = match &args.date {
        Some(date) => date.parse().map_err(|why: NotATime| words.say("commit-time", &[("why", &why.to_string())]))?,
        None => committed.local_date(),
    };
    let secret = RosterSecret(random(words)?);
    let subjects = Subjects::read(args, folder, &secret, streamed_from_bytes, words)?;
    let excluded: Vec<Exclusion> = optional(args, args.excluded.as_ref(), words)?;
    let inspectors: Vec<Inspector> = rows(args, &args.inspectors, words)?;
    let recusals: Vec<Recusal> = optional(args, args.recusals.as_ref(), words)?;
    if let Some(both) = subjects.find(excluded.iter().map(|row| &row.id), words)?.first() {
        return Err(words.say("commit-both", &[("id", &both.id.as_str())]));
    }
    if let Some(stranger) = recusals.iter().find(|r| inspectors.binary_search_by(|i| i.code.cmp(&r.code)).is_err()) {
        return Err(words.say("commit-stranger", &[("code", &stranger.code.as_str())]));
    }
    let expired = |inspector: &&Inspector| inspector.valid_to.is_some_and(|valid_to| valid_to < date);
    let codes = inspectors.iter().filter(expired).map(|inspector| inspector.code.to_string()).collect();
    let excluded = excluded.into_iter().map(|row| ExcludedRow { id: row.id, reason: row.reason }).collect();
    let (bench, recusals) = (bench(inspectors, date, words)?, salted(recusals, words)?);
    Ok((Frozen { subjects, excluded: table(excluded, words)?, bench, recusals, secret }, codes))
}

/// The bench; somebody without a certificate valid on the day takes part with capacity 0.
fn bench(inspectors: Vec<Inspector>, date: Date, words: &Words) -> Result<Table<BenchRow>, Complaint> {
    let rows = inspectors.into_iter().map(|inspector| {
        let expired = inspector.valid_to.is_some_and(|valid_to| valid_to < date);
        let capacity = if expired { 0 } else { inspector.capacity };
        Ok(BenchRow { code: inspector.code, pools: inspector.pools, capacity, salt: Salt(random(words)?) })
    });
    table(rows.collect::<Result<_, Complaint>>()?, words)
}

fn salted(recusals: Vec<Recusal>, words: &Words) -> Result<Table<RecusalRow>, Complaint> {
    let row = |r: Recusal| Ok(RecusalRow { code: r.code, id: r.id, reason: r.reason, salt: Salt(random(words)?) });
    table(recusals.into_iter().map(row).collect::<Result<_, Complaint>>()?, words)
}

/// The table of these rows.
pub(super) fn table<T: TableRow>(rows: Vec<T>, words: &Words) -> Result<Table<T>, Complaint> {
    Table::new(rows).map_err(|key| words.say("commit-twice", &[("key", &key)]))
}
