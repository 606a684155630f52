//! The checks of a receipt: one business's row, ticket and standing.

use std::collections::BTreeSet;

use super::detail::{Detail, Finding, text};
use super::{Check, Outside, Report, Stop, Trail, bundle, ensure};
use crate::commitment::Commitment;
use crate::merkle::{includes, leaf_hash};
use crate::name::{ReasonCode, StratumName, SubjectId};
use crate::quota::quotas;
use crate::receipt::{Receipt, ReceiptTable, Standing};
use crate::result::Cutoff;
use crate::seed::SeedRecord;
use crate::table::Salt;
use crate::teams::pair_ticket;
use crate::ticket::ticket;

/// Check a receipt.
pub fn verify_receipt(bytes: &[u8], outside: &dyn Outside) -> Report {
    let mut trail = Trail::default();
    // A failed check is in the trail already.
    let _ = walk(&mut trail, bytes, outside);
    trail.finish(&Check::RECEIPT)
}

fn walk(trail: &mut Trail, bytes: &[u8], outside: &dyn Outside) -> Result<(), Stop> {
    let receipt = trail
        .pass(Check::ReceiptForm, Receipt::from_text(bytes).map_err(|why| Detail::of_form("receipt.json", &why)))?;
    let commitment = Commitment::new(receipt.commitment.clone()).map_err(|refusal| Detail::from(&refusal));
    let commitment = trail.pass(Check::CommitmentForm, commitment)?;
    let record = bundle::check_seed(trail, receipt.seed.text().as_bytes(), &commitment, outside)?;
    trail.pass(Check::ReceiptRow, check_row(&receipt, &commitment))?;
    trail.pass(Check::ReceiptTicket, check_ticket(&receipt, &record))?;
    trail.pass(Check::ReceiptStanding, check_standing(&receipt, &commitment, &record))
}

fn check_row(receipt: &Receipt, commitment: &Commitment) -> Result<(), Detail> {
    let row = &receipt.row;
    let [id, second, salt] = row.fields.as_slice() else {
        return Err(Detail::new(Finding::ReceiptFields, []));
    };
    let tables = commitment.body().tables;
    let (table, named) = match row.table {
        ReceiptTable::Subjects => (tables.subjects, StratumName::check(second).is_ok()),
        ReceiptTable::Excluded => (tables.excluded, ReasonCode::check(second).is_ok()),
    };
    let formed = SubjectId::check(id).is_ok() && named && salt.parse::<Salt>().is_ok();
    ensure(formed, || Detail::new(Finding::ReceiptFields, []))?;
    let leaf = leaf_hash(row.fields.join("\t").as_bytes());
    let included = includes(&table.root, table.rows, row.index, leaf, &row.proof);
    ensure(included, || Detail::new(Finding::ReceiptRow, [text(id)]))
}

fn check_ticket(receipt: &Receipt, record: &SeedRecord) -> Result<(), Detail> {
    let expected = match receipt.row.table {
        ReceiptTable::Subjects => Cutoff(Some(ticket(&record.seed().ticket_key(), &receipt.row.fields[0]))),
        ReceiptTable::Excluded => Cutoff(None),
    };
    ensure(receipt.standing.ticket == expected, || {
        Detail::new(Finding::ReceiptTicket, [text(expected.0.map_or(String::new(), |ticket| ticket.to_string()))])
    })?;
    let (Ok(id), key) = (SubjectId::new(receipt.row.fields[0].as_str()), record.seed().pair_key()) else {
        return Err(Detail::new(Finding::ReceiptFields, []));
    };
    let wrong = receipt.standing.team.iter().find(|member| member.ticket != pair_ticket(&key, &id, &member.inspector));
    wrong.map_or(Ok(()), |member| Err(Detail::new(Finding::PairTicket, [text(&id), text(&member.inspector)])))
}

fn check_standing(receipt: &Receipt, commitment: &Commitment, record: &SeedRecord) -> Result<(), Detail> {
    let standing = &receipt.standing;
    if receipt.row.table == ReceiptTable::Excluded {
        return ensure(*standing == Standing::excluded(), || Detail::new(Finding::ReceiptExcluded, []));
    }
    let (stratum, body) = (&receipt.row.fields[1], commitment.body());
    let quotas = quotas(body.rounding, &body.strata, &record.seed().quota_key());
    let quota = body.strata.iter().zip(quotas).find(|(s, _)| s.name.as_str() == stratum).map(|(_, quota)| quota);
    let quota = quota.ok_or_else(|| Detail::new(Finding::ReceiptStratum, [text(stratum)]))?;
    ensure(standing.cutoff.0.is_some() == (quota > 0), || Detail::new(Finding::ReceiptCutoff, [text(stratum)]))?;
    let within = matches!((standing.ticket.0, standing.cutoff.0), (Some(ticket), Some(cutoff)) if ticket <= cutoff);
    ensure(standing.drawn == u64::from(within), || Detail::new(Finding::ReceiptDrawn, [standing.drawn.into()]))?;
    let last = within && standing.ticket == standing.cutoff;
    let ranked = if within {
        (1..=quota).contains(&standing.rank) && (standing.rank == quota) == last
    } else {
        standing.rank == 0
    };
    ensure(ranked, || Detail::new(Finding::ReceiptRank, [standing.rank.into()]))?;
    check_team(standing, within, body.seats.len())
}

fn check_team(standing: &Standing, drawn: bool, seats: usize) -> Result<(), Detail> {
    let team = &standing.team;
    ensure(drawn || team.is_empty(), || Detail::new(Finding::ReceiptTeam, []))?;
    let within = |seat: u32| seat >= 1 && usize::try_from(seat).is_ok_and(|seat| seat <= seats);
    let seated = team.is_sorted_by(|a, b| a.seat < b.seat) && team.iter().all(|member| within(member.seat));
    let people: BTreeSet<_> = team.iter().map(|member| &member.inspector).collect();
    ensure(seated && people.len() == team.len(), || Detail::new(Finding::ReceiptTeam, []))
}
