//! The checks of a receipt: one business's row, ticket and standing.

use super::{Check, Outside, Report, Stop, Trail, bundle, ensure};
use crate::commitment::Commitment;
use crate::merkle::{includes, leaf_hash};
use crate::name::{ReasonCode, StratumName, SubjectId};
use crate::receipt::{Receipt, ReceiptTable, Standing};
use crate::result::Cutoff;
use crate::seed::SeedRecord;
use crate::table::Salt;
use crate::ticket::ticket;

/// Check a receipt.
pub fn verify_receipt(bytes: &[u8], outside: &dyn Outside) -> Report {
    let mut trail = Trail::default();
    // A failed check is in the trail already.
    let _ = walk(&mut trail, bytes, outside);
    trail.finish(&Check::RECEIPT)
}

fn walk(trail: &mut Trail, bytes: &[u8], outside: &dyn Outside) -> Result<(), Stop> {
    let receipt = trail.pass(Check::ReceiptForm, Receipt::from_text(bytes).map_err(|why| why.to_string()))?;
    let commitment = Commitment::new(receipt.commitment.clone()).map_err(|refusal| refusal.to_string());
    let commitment = trail.pass(Check::CommitmentForm, commitment)?;
    let record = bundle::check_seed(trail, receipt.seed.text().as_bytes(), &commitment, outside)?;
    trail.pass(Check::ReceiptRow, check_row(&receipt, &commitment))?;
    trail.pass(Check::ReceiptTicket, check_ticket(&receipt, &record))?;
    trail.pass(Check::ReceiptStanding, check_standing(&receipt, &commitment))
}

fn check_row(receipt: &Receipt, commitment: &Commitment) -> Result<(), String> {
    let row = &receipt.row;
    let [id, second, salt] = row.fields.as_slice() else {
        return Err("fields".to_owned());
    };
    let tables = commitment.body().tables;
    let (table, named) = match row.table {
        ReceiptTable::Subjects => (tables.subjects, StratumName::check(second).is_ok()),
        ReceiptTable::Excluded => (tables.excluded, ReasonCode::check(second).is_ok()),
    };
    let formed = SubjectId::check(id).is_ok() && named && salt.parse::<Salt>().is_ok();
    ensure(formed, || "a field has not its form".to_owned())?;
    let leaf = leaf_hash(row.fields.join("\t").as_bytes());
    let included = includes(&table.root, table.rows, row.index, leaf, &row.proof);
    ensure(included, || format!("{id} is not in the committed table at {}", row.index))
}

fn check_ticket(receipt: &Receipt, record: &SeedRecord) -> Result<(), String> {
    let expected = match receipt.row.table {
        ReceiptTable::Subjects => Cutoff(Some(ticket(&record.seed().ticket_key(), &receipt.row.fields[0]))),
        ReceiptTable::Excluded => Cutoff(None),
    };
    ensure(receipt.standing.ticket == expected, || format!("recomputed {:?}", expected.0))
}

fn check_standing(receipt: &Receipt, commitment: &Commitment) -> Result<(), String> {
    let standing = &receipt.standing;
    if receipt.row.table == ReceiptTable::Excluded {
        return ensure(*standing == Standing::excluded(), || "an excluded business has no lot".to_owned());
    }
    let stratum = &receipt.row.fields[1];
    let known = commitment.body().strata.iter().any(|s| s.name.as_str() == stratum);
    ensure(known, || format!("{stratum} is no stratum of this draw"))?;
    let within = matches!((standing.ticket.0, standing.cutoff.0), (Some(ticket), Some(cutoff)) if ticket <= cutoff);
    ensure(standing.drawn == u64::from(within), || format!("drawn {}", standing.drawn))?;
    let consistent = (standing.rank > 0) == within && (within || standing.team.is_empty());
    ensure(consistent, || format!("rank {}", standing.rank))
}
