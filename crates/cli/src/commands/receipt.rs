//! `lots receipt`: one business's proof that it was in the pool, in which stratum, and with which ticket.

use std::path::PathBuf;

use lots::check::MemoryRoster;
use lots::commitment::Protocol;
use lots::hash::Digest;
use lots::merkle;
use lots::name::SubjectId;
use lots::receipt::{Edition, Receipt, ReceiptRow, ReceiptTable, Standing};
use lots::result::DrawResult;
use lots::table::{RosterSecret, Table, TableRow};

use crate::bundle::{self, Opened};
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::Words;
use crate::scan::{self, Proof, STREAMED_FROM_BYTES, Wanted};
use crate::screen;

/// The arguments of `lots receipt`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The auditor's bundle.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// The business's id.
    #[arg(value_name = "ID")]
    id: String,
    /// The receipt to write.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// Write the receipt.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match screen::opened(words, &args.bundle) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let receipt = match receipt(&opened, &args.id, words) {
        Ok(Some(receipt)) => receipt,
        Ok(None) => {
            screen::complain(&words.say("receipt-nobody", &[("id", &args.id)]));
            return Exit::Found;
        }
        Err(fault) => return screen::fault(words, &fault),
    };
    if let Err(why) = bundle::write_new(&args.out, receipt.text().as_bytes()) {
        screen::complain(&screen::unwritable(words, &args.out, &why));
        return Exit::Broken;
    }
    screen::answer(&words.say("receipt-done", &[("id", &args.id), ("file", &args.out.display().to_string())]));
    Exit::Fine
}

/// The receipt of a business, if it is in one of the tables.
///
/// # Errors
/// [`Fault`].
pub fn receipt(opened: &Opened, id: &str, words: &Words) -> Result<Option<Receipt>, Fault> {
    made(opened, id, STREAMED_FROM_BYTES, words)
}

fn made(opened: &Opened, id: &str, streamed_from_bytes: u64, words: &Words) -> Result<Option<Receipt>, Fault> {
    let commitment = frozen::commitment(opened)?;
    let record = frozen::seed(opened, &commitment)?;
    let secret = frozen::secret(opened)?;
    let bytes = opened.files.get("result.json").ok_or(Fault::Missing("result.json"))?;
    let result = DrawResult::from_text(bytes).map_err(|why| Fault::Form("result.json", why.to_string()))?;
    let (row, standing) = match subject(opened, &secret, id, streamed_from_bytes, words)? {
        Some(row) => {
            let standing = Standing::of(&result, &record, id, &row.fields[1]);
            (row, standing)
        }
        None => match row(&frozen::excluded(opened)?, &secret, id, ReceiptTable::Excluded) {
            Some(row) => (row, Standing::excluded()),
            None => return Ok(None),
        },
    };
    Ok(Some(Receipt {
        commitment: commitment.body().clone(),
        edition: Edition::Receipt,
        protocol: Protocol::V1,
        result: Digest::of(bytes),
        row,
        seed: record,
        standing,
    }))
}

/// The row of a subject with its proof; a roster of at least so many bytes is streamed.
fn subject(
    opened: &Opened,
    secret: &RosterSecret,
    id: &str,
    streamed_from_bytes: u64,
    words: &Words,
) -> Result<Option<ReceiptRow>, Fault> {
    let table = ReceiptTable::Subjects;
    if !frozen::is_large(opened, streamed_from_bytes) {
        let roster = MemoryRoster::from_file(&frozen::roster(opened)?);
        let roster = roster.map_err(|why| Fault::Table(bundle::ROSTER, why))?;
        return Ok(row(roster.table(), secret, id, table));
    }
    let Ok(id) = SubjectId::new(id) else { return Ok(None) };
    let proof = frozen::scanned(opened, words, |source, options| {
        scan::prove(source, secret, &Wanted::Id(id.clone()), options)
    })?;
    Ok(proof.map(|Proof { row, index, path, .. }| {
        let fields = row.text(secret).split('\t').map(str::to_owned).collect();
        ReceiptRow { fields, index, proof: path, table }
    }))
}

/// The row of an id in a table, with its proof.
#[must_use]
pub fn row<T: TableRow>(rows: &Table<T>, secret: &RosterSecret, id: &str, table: ReceiptTable) -> Option<ReceiptRow> {
    let index = rows.position((id, ""))?;
    let row = rows.kept().find(|row| row.key() == (id, ""))?;
    let fields = row.text(secret).split('\t').map(str::to_owned).collect();
    let proof = merkle::proof(&rows.leaves(secret), index);
    Some(ReceiptRow { fields, index: index as u64, proof, table })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn a_streamed_receipt_is_that_of_a_roster_in_memory() {
        let scratch = tempfile::TempDir::new().unwrap();
        let city = scratch.path().join("city");
        let run = |arguments: &[&str]| {
            let arguments = std::iter::once("lots").chain(arguments.iter().copied()).map(Into::into);
            assert_eq!(crate::run(arguments, |_| None), Exit::Fine);
        };
        let text = |path: &Path| path.to_str().unwrap().to_owned();
        let folder = text(&scratch.path().join("draw"));
        run(&["sample", &text(&city), "--subjects", "900"]);
        let of = |name: &str| text(&city.join(name));
        run(&[
            "commit",
            "--plan",
            &of("plan.json"),
            "--subjects",
            &of("subjects.csv"),
            "--excluded",
            &of("excluded.csv"),
            "--inspectors",
            &of("inspectors.csv"),
            "--recusals",
            &of("recusals.csv"),
            "--out",
            &folder,
        ]);
        run(&["seed", &folder, "--entries", &of("entries.json")]);
        run(&["draw", &folder]);
        let opened = bundle::open(Path::new(&folder)).unwrap();
        let ids = |name: &str| std::fs::read_to_string(Path::new(&folder).join(name)).unwrap();
        let first = |text: &str| text.split('\t').next().unwrap().to_owned();
        let subjects = ids("subjects.tsv");
        let last = first(subjects.lines().last().unwrap());
        for id in [first(&subjects), last, first(&ids("excluded.tsv")), "nobody".to_owned(), "企业".to_owned()] {
            let words = Words::new(crate::locale::Tongue::En);
            let [streamed, in_memory] =
                [0, u64::MAX].map(|from| made(&opened, &id, from, &words).unwrap().map(|r| r.text()));
            assert_eq!(streamed, in_memory);
            assert_eq!(streamed.is_none(), ["nobody", "企业"].contains(&id.as_str()));
        }
    }
}
