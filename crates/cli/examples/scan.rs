//! Times the scanner on a roster of any size: `scan draw|part|commit|copy|prove|sort FILE [OUT]`.
//!
//! `FILE` is `id,stratum` without a header, a table's own `.tsv`, or `.parquet` with the columns `id` and `stratum`; the populations are
//! taken from `FILE.counts` (`stratum,rows`), and one in a hundred is drawn. `part` draws without asking for order.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::time::Instant;

use lots::hash::Digest;
use lots::table::RosterSecret;
use lots_cli::scan::{self, Dialect, Lines, Options, Order, Source, Stratum, Wanted};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().collect();
    let [_, act, path, more @ ..] = args.as_slice() else { return Err("scan ACT FILE [OUT]".into()) };
    let source = open(Path::new(path))?;
    let options = Options::default();
    let secret = RosterSecret([7; 32]);
    let start = Instant::now();
    match act.as_str() {
        "draw" => draw(&source, path, Order::Ascending)?,
        "part" => draw(&source, path, Order::Any)?,
        "commit" => println!("{:?}", scan::commit(&source, &secret, None, &options)?.table),
        "copy" => {
            let mut out = BufWriter::new(File::create(more.first().ok_or("where to?")?)?);
            println!("{:?}", scan::commit(&source, &secret, Some(&mut out), &options)?.table);
        }
        "prove" => println!("{:?}", scan::prove(&source, &secret, &Wanted::Index(12345), &options)?),
        "sort" => {
            println!("{:?}", scan::sort(&source, Path::new(more.first().ok_or("where to?")?), 1 << 30, &options)?)
        }
        other => return Err(format!("no act {other}").into()),
    }
    println!("{} ms, {} bytes, {} threads", start.elapsed().as_millis(), source.size(), options.threads);
    Ok(())
}

fn open(path: &Path) -> Result<Source, scan::ScanError> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("parquet") => Source::parquet(path, "id", "stratum"),
        Some("tsv") => Source::subjects(path),
        _ => {
            let dialect = Dialect { delimiter: b',', header: false, id: 0, stratum: 1, lines: Lines::Loose };
            Source::delimited(path, dialect)
        }
    }
}

fn draw(source: &Source, path: &str, order: Order) -> Result<(), Box<dyn Error>> {
    let mut strata = Vec::new();
    for line in std::fs::read_to_string(format!("{path}.counts"))?.lines() {
        let (name, rows) = line.split_once(',').ok_or("stratum,rows")?;
        let population: u64 = rows.parse()?;
        strata.push(Stratum { name: name.parse()?, population, keep: usize::try_from(population.div_ceil(100))? });
    }
    let drawn = scan::draw(source, &Digest::of(b"bench"), &strata, order, &Options::default())?;
    let kept: usize = drawn.strata.iter().map(|stratum| stratum.lots.len()).sum();
    println!("{} rows, {kept} drawn, the last {:?}", drawn.rows, drawn.strata[0].lots.last());
    Ok(())
}
