//! `lots receipt`: one business's proof that it was in the pool, in which stratum, and with which ticket.

use std::path::PathBuf;

use lots::check::MemoryRoster;
use lots::commitment::Protocol;
use lots::hash::Digest;
use lots::merkle;
use lots::receipt::{Edition, Receipt, ReceiptRow, ReceiptTable, Standing};
use lots::result::DrawResult;
use lots::table::{RosterSecret, Table, TableRow};

use crate::bundle::{self, Opened};
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::Words;
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
    let opened = match bundle::open(&args.bundle) {
        Ok(opened) => opened,
        Err(why) => return screen::unreadable(words, &args.bundle, &why),
    };
    let receipt = match receipt(&opened, &args.id) {
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
pub fn receipt(opened: &Opened, id: &str) -> Result<Option<Receipt>, Fault> {
    let commitment = frozen::commitment(opened)?;
    let record = frozen::seed(opened, &commitment)?;
    let secret = frozen::secret(opened)?;
    let bytes = opened.files.get("result.json").ok_or(Fault::Missing("result.json"))?;
    let result = DrawResult::from_text(bytes).map_err(|why| Fault::Form("result.json", why.to_string()))?;
    let roster = MemoryRoster::from_file(&frozen::roster(opened)?);
    let roster = roster.map_err(|why| Fault::Table(bundle::ROSTER, why))?;
    let (row, standing) = match row(roster.table(), &secret, id, ReceiptTable::Subjects) {
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

fn row<T: TableRow>(rows: &Table<T>, secret: &RosterSecret, id: &str, table: ReceiptTable) -> Option<ReceiptRow> {
    let index = rows.position((id, ""))?;
    let row = rows.kept().find(|row| row.key() == (id, ""))?;
    let fields = row.text(secret).split('\t').map(str::to_owned).collect();
    let proof = merkle::proof(&rows.leaves(secret), index);
    Some(ReceiptRow { fields, index: index as u64, proof, table })
}
