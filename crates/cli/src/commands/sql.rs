//! `lots sql`: the statements that recompute a draw on a database, and check its teams without a re-run.
//!
//! Two queries. The first is the subject draw: the smallest tickets of each stratum. The second is the anti-join of
//! `spec/draw.md`, section 6.6: pairs that block. Its answer must be the listed `would-strand` pairs, so nothing remains once
//! those are subtracted. Teams with open seats are outside the second query.

use std::fmt::Write as _;
use std::path::PathBuf;

use lots::commitment::Commitment;
use lots::name::PoolName;
use lots::result::DrawResult;
use lots::teams::Bench;

use crate::bundle::Opened;
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::Words;
use crate::screen;

/// The engines whose dialect is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// PostgreSQL 11 and later, by `psql`.
    Postgresql,
    /// DuckDB.
    Duckdb,
    /// Spark SQL.
    Spark,
}

/// The arguments of `lots sql`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The auditor's bundle, a directory.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// Which database.
    #[arg(long = "for", value_enum, hide_possible_values = true, value_name = "postgresql|duckdb|spark")]
    engine: Engine,
}

/// Print the script.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match screen::opened(words, &args.bundle) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    match script(&opened, args.engine) {
        Ok(script) => {
            screen::answer(&script);
            Exit::Fine
        }
        Err(fault) => screen::fault(words, &fault),
    }
}

/// The whole script of a bundle.
///
/// # Errors
/// [`Fault`].
pub fn script(opened: &Opened, engine: Engine) -> Result<String, Fault> {
    let commitment = frozen::commitment(opened)?;
    let record = frozen::seed(opened, &commitment)?;
    let bytes = opened.files.get("result.json").ok_or(Fault::Missing("result.json"))?;
    let result = DrawResult::from_text(bytes).map_err(|why| Fault::Form("result.json", why.to_string()))?;
    let (bench, _) = frozen::people(opened, &commitment)?;
    let mut script = engine.load();
    let seed = record.seed();
    script += &strata(&result);
    script += &subjects(engine, &seed.ticket_key().to_string());
    script += &teams(engine, &commitment, &result, &bench, &seed.pair_key().to_string());
    Ok(script)
}

impl Engine {
    /// Statements that load the bundle's files, which lie in the working directory.
    fn load(self) -> String {
        let tables = [
            ("subjects", "id, stratum"),
            ("bench", "code, pools, capacity, salt"),
            ("recusals", "code, id, reason, salt"),
        ];
        tables.iter().map(|(table, columns)| self.load_table(table, columns)).collect()
    }

    fn load_table(self, table: &str, columns: &str) -> String {
        let typed = |kind: &str| columns.split(", ").map(|c| format!("{c} {kind}")).collect::<Vec<_>>().join(", ");
        match self {
            Self::Postgresql => format!(
                "CREATE TEMPORARY TABLE {table} ({});\n\
                 \\copy {table} from '{table}.tsv' with (format csv, delimiter E'\\t', quote E'\\b', encoding 'UTF8')\n",
                typed("text")
            ),
            Self::Duckdb => {
                let columns = columns.split(", ").map(|c| format!("'{c}': 'VARCHAR'")).collect::<Vec<_>>().join(", ");
                format!(
                    "CREATE TEMPORARY TABLE {table} AS SELECT * FROM read_csv('{table}.tsv', header = false, auto_detect = false, \
                     delim = '\\t', quote = '', escape = '', columns = {{{columns}}});\n"
                )
            }
            Self::Spark => format!(
                "CREATE OR REPLACE TEMPORARY VIEW {table} ({}) USING csv \
                 OPTIONS (path '{table}.tsv', sep '\\t', header 'false', quote '');\n",
                typed("STRING")
            ),
        }
    }

    /// SHA-256 of a text, in lower-case hex.
    fn sha256(self, text: &str) -> String {
        match self {
            Self::Postgresql => format!("encode(sha256(convert_to({text}, 'UTF8')), 'hex')"),
            Self::Duckdb => format!("sha256({text})"),
            Self::Spark => format!("sha2({text}, 256)"),
        }
    }

    /// Order by bytes: the databases' default for text may be a language's.
    fn by_bytes(self, column: &str) -> String {
        if self == Self::Postgresql { format!("{column} COLLATE \"C\"") } else { column.to_owned() }
    }

    /// The parts of a comma-joined list, one a row, as `pool`.
    fn split_pools(self) -> &'static str {
        match self {
            Self::Postgresql => "SELECT code, unnest(string_to_array(pools, ',')) AS pool FROM bench",
            Self::Duckdb => "SELECT code, unnest(string_split(pools, ',')) AS pool FROM bench",
            Self::Spark => "SELECT code, explode(split(pools, ',')) AS pool FROM bench",
        }
    }
}

/// A text as SQL writes it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A table of literal rows; `nothing` stands for it if there are none.
fn literal(name: &str, columns: &str, rows: &[String]) -> String {
    if rows.is_empty() {
        let empty = columns.split(", ").map(|c| format!("'' AS {c}")).collect::<Vec<_>>().join(", ");
        return format!("CREATE TEMPORARY VIEW {name} AS SELECT * FROM (SELECT {empty}) nothing WHERE 1 = 0;\n");
    }
    format!(
        "CREATE TEMPORARY VIEW {name} AS SELECT * FROM (VALUES\n  {}\n) AS listed({columns});\n",
        rows.join(",\n  ")
    )
}

fn strata(result: &DrawResult) -> String {
    let rows: Vec<String> = (1..)
        .zip(&result.strata)
        .map(|(position, s): (u32, _)| format!("({position}, {}, {})", quoted(s.name.as_str()), s.quota))
        .collect();
    literal("strata", "position, name, quota", &rows)
}

/// The draw of subjects.
fn subjects(engine: Engine, key: &str) -> String {
    let ticket = engine.sha256(&format!("'{key}' || id"));
    let (by_ticket, by_id) = (engine.by_bytes("ticket"), engine.by_bytes("id"));
    format!(
        "\n-- the draw of subjects: stratum, rank, id, ticket\n\
         WITH lots AS (SELECT id, stratum, {ticket} AS ticket FROM subjects),\n\
         ranked AS (SELECT *, row_number() OVER (PARTITION BY stratum ORDER BY {by_ticket}, {by_id}) AS rank FROM lots)\n\
         SELECT r.stratum, r.rank, r.id, r.ticket FROM ranked r JOIN strata s ON s.name = r.stratum\n\
         WHERE r.rank <= s.quota ORDER BY s.position, r.rank;\n"
    )
}

/// The anti-join over the teams.
fn teams(engine: Engine, commitment: &Commitment, result: &DrawResult, bench: &Bench, key: &str) -> String {
    let mut script = String::from("\n");
    let mut rows = Vec::new();
    for target in &result.targets {
        rows.extend(target.team.iter().map(|member| {
            let (id, code) = (quoted(target.id.as_str()), quoted(member.inspector.as_str()));
            format!("({id}, {code}, '{}')", member.ticket)
        }));
    }
    script += &literal("teams", "id, code, ticket", &rows);
    let ids: Vec<String> = result.targets.iter().map(|target| format!("({})", quoted(target.id.as_str()))).collect();
    script += &literal("targets", "id", &ids);
    let strands =
        result.strands.iter().map(|s| format!("({}, {})", quoted(s.subject.as_str()), quoted(s.inspector.as_str())));
    script += &literal("strands", "id, code", &strands.collect::<Vec<_>>());
    let most = u64::from(result.level.level) + commitment.body().capacity.slack;
    script += &literal("seats", "pool, need", &needs(&commitment.body().seats, bench));
    let _ = write!(script, "{}", blocking(engine, key, most));
    script
}

/// For each pool of the seats: how many seats lie within it.
fn needs(seats: &[PoolName], bench: &Bench) -> Vec<String> {
    let mut pools: Vec<&PoolName> = seats.iter().collect();
    pools.sort_unstable();
    pools.dedup();
    let within = |pool: &PoolName| seats.iter().filter(|seat| bench.is_within(seat, pool)).count();
    pools.into_iter().map(|pool| format!("({}, {})", quoted(pool.as_str()), within(pool))).collect()
}

/// Pairs that block but are not listed as `would-strand`; there must be none.
fn blocking(engine: Engine, key: &str, most: u64) -> String {
    let ticket = engine.sha256(&format!("'{key}' || {} || b.code", engine.sha256("t.id")));
    let pools = engine.split_pools();
    let before = |a: &str, b: &str| format!("{} < {}", engine.by_bytes(a), engine.by_bytes(b));
    let worst = format!("max({})", engine.by_bytes("m.ticket"));
    let (before_target, before_own) = (before("p.ticket", "w.ticket"), before("p.ticket", "o.ticket"));
    let capacity = if engine == Engine::Spark { "int(capacity)" } else { "CAST(capacity AS integer)" };
    format!(
        "-- blocking pairs not accounted for: no row may come\n\
         WITH pool_of AS ({pools}),\n\
         member_of AS (SELECT p.code, s.pool, s.need FROM pool_of p JOIN seats s ON s.pool = p.pool),\n\
         room AS (SELECT code, least({capacity}, {most}) AS places FROM bench),\n\
         pairs AS (\n\
         \x20 SELECT t.id, b.code, {ticket} AS ticket FROM targets t CROSS JOIN room b\n\
         \x20 WHERE b.places > 0 AND b.code IN (SELECT code FROM member_of)\n\
         \x20   AND NOT EXISTS (SELECT 1 FROM recusals r WHERE r.code = b.code AND r.id = t.id)\n\
         \x20   AND NOT EXISTS (SELECT 1 FROM teams m WHERE m.code = b.code AND m.id = t.id)),\n\
         own AS (SELECT m.code, {worst} AS ticket FROM teams m JOIN room ON room.code = m.code\n\
         \x20 GROUP BY m.code, room.places HAVING count(*) >= room.places),\n\
         holds AS (SELECT m.id, s.pool, s.need, count(mo.code) AS held FROM teams m CROSS JOIN seats s\n\
         \x20 LEFT JOIN member_of mo ON mo.code = m.code AND mo.pool = s.pool GROUP BY m.id, s.pool, s.need),\n\
         swaps AS (\n\
         \x20 SELECT p.id, p.code, m.ticket FROM pairs p JOIN teams m ON m.id = p.id JOIN holds h ON h.id = p.id\n\
         \x20 LEFT JOIN member_of coming ON coming.code = p.code AND coming.pool = h.pool\n\
         \x20 LEFT JOIN member_of going ON going.code = m.code AND going.pool = h.pool\n\
         \x20 GROUP BY p.id, p.code, m.code, m.ticket\n\
         \x20 HAVING min(h.held + CASE WHEN coming.code IS NULL THEN 0 ELSE 1 END - CASE WHEN going.code IS NULL THEN 0 ELSE 1 END - h.need) >= 0),\n\
         worst AS (SELECT m.id, m.code, {worst} AS ticket FROM swaps m GROUP BY m.id, m.code)\n\
         SELECT p.id, p.code, p.ticket FROM pairs p JOIN worst w ON w.id = p.id AND w.code = p.code\n\
         LEFT JOIN own o ON o.code = p.code\n\
         WHERE {before_target} AND (o.code IS NULL OR {before_own})\n\
         \x20 AND NOT EXISTS (SELECT 1 FROM strands s WHERE s.id = p.id AND s.code = p.code)\n\
         ORDER BY p.ticket;\n"
    )
}
