//! `lots commit`: freeze rosters, bench, recusals and scheme; refuse before anything is frozen if it can't work.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use lots::commitment::{Capacity, Commitment, CommitmentBody, Protocol, Tables};
use lots::name::{DrawId, Note, PoolName, StratumName};
use lots::plan::{Assurance, SeedPlan, SeedPlanBody};
use lots::quota::{Rounding, Stratum};
use lots::share::Secret;
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Salt, SubjectRow, Table};
use lots::time::{Date, Time};
use serde::Deserialize;

use crate::commands::feasible;
use crate::commands::roster_check::{column, summary};
use crate::exit::Exit;
use crate::locale::Words;
use crate::roster::{self, Exclusion, Field, IdRule, Inspector, Options, Record, Recusal, Subject};
use crate::{bundle, chance, screen};

/// The arguments of `lots commit`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The plan.
    #[arg(long, value_name = "FILE")]
    plan: PathBuf,
    /// Who may be drawn.
    #[arg(long, value_name = "FILE")]
    subjects: PathBuf,
    /// Who is left out.
    #[arg(long, value_name = "FILE")]
    excluded: Option<PathBuf>,
    /// Who inspects.
    #[arg(long, value_name = "FILE")]
    inspectors: PathBuf,
    /// Who must not meet.
    #[arg(long, value_name = "FILE")]
    recusals: Option<PathBuf>,
    /// The new directory.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// The time of the commit.
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// The date of the inspections.
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// What ids are held to.
    #[arg(long, value_enum, hide_possible_values = true, default_value = "auto", value_name = "auto|uscc|any")]
    ids: IdRule,
    /// Columns named by the user.
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(Field, String)>,
    /// Where the shares of an unannounced draw's secret go.
    #[arg(long, value_name = "DIR")]
    shares: Option<PathBuf>,
}

/// What people decide before a commit; the rest follows from the rosters.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    capacity: Capacity,
    committed: Option<Time>,
    disclosure: String,
    draw: DrawId,
    number: u64,
    origin: Note,
    reserves: u64,
    rounding: Rounding,
    seats: Vec<PoolName>,
    seed_plan: SeedPlanBody,
    strata: Vec<PlannedStratum>,
    task: Note,
    why: Note,
}

/// A stratum of the plan: its rate and minimum; its population is counted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedStratum {
    minimum: u64,
    name: StratumName,
    p: u64,
    q: u64,
}

/// The frozen tables and the secret of their salts.
pub struct Frozen {
    /// Who may be drawn.
    pub subjects: Table<SubjectRow>,
    excluded: Table<ExcludedRow>,
    /// Who inspects.
    pub bench: Table<BenchRow>,
    /// Who must not meet.
    pub recusals: Table<RecusalRow>,
    secret: RosterSecret,
}

/// A refusal in words.
type Complaint = String;

/// Freeze.
pub fn run(args: &Args, words: &Words) -> Exit {
    match commit(args, words) {
        Ok(lines) => {
            lines.iter().for_each(|line| screen::answer(line));
            Exit::Fine
        }
        Err(complaint) => {
            screen::complain(&complaint);
            Exit::Found
        }
    }
}

fn commit(args: &Args, words: &Words) -> Result<Vec<String>, Complaint> {
    let plan = plan(&args.plan, words)?;
    let committed = committed(args, &plan, words)?;
    let (frozen, without_certificate) = freeze(args, &committed, words)?;
    let secret = secret(&plan, words)?;
    let commitment = commitment(plan, committed, &frozen, &secret, words)?;
    let certain = feasible::judge(&commitment, &frozen, words)?;
    write(&args.out, &commitment, &frozen, words)?;
    let mut lines = vec![words.say("commit-done", &[("digest", &commitment.digest().to_string())])];
    let body = commitment.body();
    let said: [(&str, &dyn crate::locale::Sayable); 4] = [
        ("subjects", &body.tables.subjects.rows),
        ("excluded", &body.tables.excluded.rows),
        ("inspectors", &body.tables.bench.rows),
        ("recusals", &body.tables.recusals.rows),
    ];
    lines.push(words.say("commit-counts", &said));
    lines.push(words.say("commit-assurance", &[("level", &format!("{:?}", body.assurance))]));
    lines.push(certain);
    if !without_certificate.is_empty() {
        lines.push(words.say("commit-certificates", &[("codes", &without_certificate.join("、"))]));
    }
    if body.disclosure != "at-once" {
        lines.push(write_shares(args, &secret, words)?);
    }
    Ok(lines)
}

fn unreadable(path: &Path, why: &dyn std::fmt::Display, words: &Words) -> Complaint {
    words.say("file-unreadable", &[("file", &path.display().to_string()), ("why", &why.to_string())])
}

fn plan(path: &Path, words: &Words) -> Result<Plan, Complaint> {
    let text = fs::read_to_string(path).map_err(|why| unreadable(path, &why, words))?;
    serde_json::from_str(&text).map_err(|why| unreadable(path, &why, words))
}

fn committed(args: &Args, plan: &Plan, words: &Words) -> Result<Time, Complaint> {
    let refused = |why: lots::time::NotATime| words.say("commit-time", &[("why", &why.to_string())]);
    match (&args.at, &plan.committed) {
        (Some(at), _) => at.parse().map_err(refused),
        (None, Some(planned)) => Ok(planned.clone()),
        (None, None) => {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
            Time::beijing(i64::try_from(now).unwrap_or(i64::MAX)).map_err(refused)
        }
    }
}

/// The rows of a sound roster.
fn rows<T: Record>(args: &Args, path: &Path, words: &Words) -> Result<Vec<T>, Complaint> {
    let wanted = |(field, _): &&(Field, String)| T::KIND.fields().contains(field);
    let columns = args.column.iter().filter(wanted).cloned().collect();
    let options = Options { ids: args.ids, sheet: None, columns, stratum: None };
    let roster = roster::read::<T>(path, &options).map_err(|why| unreadable(path, &why.say(words), words))?;
    roster.sound().map_err(|report| {
        let lines = summary(&report, words).join("\n");
        words.say("commit-roster", &[("file", &path.display().to_string()), ("report", &lines)])
    })
}

fn salt(words: &Words) -> Result<Salt, Complaint> {
    chance::bytes().map(Salt).map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))
}

fn table<T: lots::table::TableRow>(rows: Vec<T>, words: &Words) -> Result<Table<T>, Complaint> {
    Table::new(rows).map_err(|key| words.say("commit-twice", &[("key", &key)]))
}

fn optional<T: Record>(args: &Args, path: Option<&PathBuf>, words: &Words) -> Result<Vec<T>, Complaint> {
    path.map_or(Ok(Vec::new()), |path| rows(args, path, words))
}

/// The tables, and the codes of those whose certificate isn't valid on the day.
fn freeze(args: &Args, committed: &Time, words: &Words) -> Result<(Frozen, Vec<String>), Complaint> {
    let subjects: Vec<Subject> = rows(args, &args.subjects, words)?;
    let excluded: Vec<Exclusion> = optional(args, args.excluded.as_ref(), words)?;
    let inspectors: Vec<Inspector> = rows(args, &args.inspectors, words)?;
    let recusals: Vec<Recusal> = optional(args, args.recusals.as_ref(), words)?;
    if let Some(both) = excluded.iter().find(|e| subjects.binary_search_by(|s| s.id.cmp(&e.id)).is_ok()) {
        return Err(words.say("commit-both", &[("id", &both.id.as_str())]));
    }
    if let Some(stranger) = recusals.iter().find(|r| inspectors.binary_search_by(|i| i.code.cmp(&r.code)).is_err()) {
        return Err(words.say("commit-stranger", &[("code", &stranger.code.as_str())]));
    }
    let date: Date = match &args.date {
        Some(date) => {
            date.parse().map_err(|why: lots::time::NotATime| words.say("commit-time", &[("why", &why.to_string())]))?
        }
        None => committed.local_date(),
    };
    let expired = |inspector: &Inspector| inspector.valid_to.is_some_and(|valid_to| valid_to < date);
    let codes = inspectors.iter().filter(|i| expired(i)).map(|i| i.code.to_string()).collect();
    let bench = inspectors.into_iter().map(|inspector| {
        let capacity = if expired(&inspector) { 0 } else { inspector.capacity };
        Ok(BenchRow { code: inspector.code, pools: inspector.pools, capacity, salt: salt(words)? })
    });
    let bench = bench.collect::<Result<Vec<_>, Complaint>>()?;
    let recusals =
        recusals.into_iter().map(|r| Ok(RecusalRow { code: r.code, id: r.id, reason: r.reason, salt: salt(words)? }));
    let recusals = recusals.collect::<Result<Vec<_>, Complaint>>()?;
    let frozen = Frozen {
        subjects: table(subjects.into_iter().map(|s| SubjectRow { id: s.id, stratum: s.stratum }).collect(), words)?,
        excluded: table(excluded.into_iter().map(|e| ExcludedRow { id: e.id, reason: e.reason }).collect(), words)?,
        bench: table(bench, words)?,
        recusals: table(recusals, words)?,
        secret: RosterSecret(chance::bytes().map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))?),
    };
    Ok((frozen, codes))
}

fn secret(plan: &Plan, words: &Words) -> Result<Secret, Complaint> {
    if plan.disclosure == "at-once" {
        return Ok(Secret::AT_ONCE);
    }
    chance::bytes().map(Secret::new).map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))
}

/// The plan's strata with their populations; a row of the roster in none of them is refused.
fn strata(plan: Vec<PlannedStratum>, subjects: &Table<SubjectRow>, words: &Words) -> Result<Vec<Stratum>, Complaint> {
    let mut populations = std::collections::HashMap::new();
    for subject in subjects.kept() {
        *populations.entry(&subject.stratum).or_insert(0u64) += 1;
    }
    let strata: Vec<Stratum> = plan
        .into_iter()
        .map(|s| Stratum {
            minimum: s.minimum,
            population: populations.remove(&s.name).unwrap_or(0),
            name: s.name,
            p: s.p,
            q: s.q,
        })
        .collect();
    match populations.into_iter().next() {
        Some((name, rows)) => Err(words.say("commit-unplanned", &[("name", &name.as_str()), ("rows", &rows)])),
        None => Ok(strata),
    }
}

fn commitment(
    plan: Plan,
    committed: Time,
    frozen: &Frozen,
    secret: &Secret,
    words: &Words,
) -> Result<Commitment, Complaint> {
    let refused = |code: &str, detail: &str| words.say("bundle-commitment", &[("code", &code), ("detail", &detail)]);
    let assurance = SeedPlan::check(&plan.seed_plan, &committed).map(|checked| checked.assurance);
    let body = CommitmentBody {
        // A plan that grants no level is refused below, by its own code.
        assurance: assurance.unwrap_or(Assurance::D),
        capacity: plan.capacity,
        committed,
        disclosure: plan.disclosure,
        draw: plan.draw,
        number: plan.number,
        origin: plan.origin,
        protocol: Protocol::V1,
        reserves: plan.reserves,
        rounding: plan.rounding,
        seats: plan.seats,
        secret: secret.commitment(),
        seed_plan: plan.seed_plan,
        strata: strata(plan.strata, &frozen.subjects, words)?,
        tables: Tables {
            bench: frozen.bench.root(&frozen.secret),
            excluded: frozen.excluded.root(&frozen.secret),
            recusals: frozen.recusals.root(&frozen.secret),
            subjects: frozen.subjects.root(&frozen.secret),
        },
        task: plan.task,
        why: plan.why,
    };
    Commitment::new(body).map_err(|refusal| refused(refusal.code(), &refusal.detail()))
}

fn write(out: &Path, commitment: &Commitment, frozen: &Frozen, words: &Words) -> Result<(), Complaint> {
    fs::create_dir(out).map_err(|why| screen::unwritable(words, out, &why))?;
    for (name, text) in [
        ("subjects.tsv", frozen.subjects.to_file()),
        ("excluded.tsv", frozen.excluded.to_file()),
        ("bench.tsv", frozen.bench.to_file()),
        ("recusals.tsv", frozen.recusals.to_file()),
        ("roster-secret.txt", frozen.secret.to_file()),
        // Last, so that a directory with a commitment is a whole one.
        ("commitment.json", commitment.text()),
    ] {
        let path = out.join(name);
        bundle::write_new(&path, text.as_bytes()).map_err(|why| screen::unwritable(words, &path, &why))?;
    }
    Ok(())
}

fn write_shares(args: &Args, secret: &Secret, words: &Words) -> Result<String, Complaint> {
    let folder = args.shares.clone().unwrap_or_else(|| args.out.with_extension("shares"));
    fs::create_dir_all(&folder).map_err(|why| screen::unwritable(words, &folder, &why))?;
    let random = chance::bytes().map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))?;
    for (number, share) in (1..).zip(secret.split(random)) {
        let path = folder.join(format!("share-{number}.txt"));
        let text = format!("{share}\n");
        bundle::write_new(&path, text.as_bytes()).map_err(|why| screen::unwritable(words, &path, &why))?;
    }
    Ok(words.say("commit-shares", &[("folder", &folder.display().to_string())]))
}
