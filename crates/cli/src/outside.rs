//! What checking a draw asks of the world: the roster's rows and the beacon's signatures.

use std::fs;
use std::io;

use lots::check::{BeaconVerdict, MemoryRoster, Outside, RosterRequest, RosterScan};
use lots::seed::DrandClaim;
use lots::table::{RowFlaw, TableError};

use crate::beacon;
use crate::bundle::Roster;

/// The world as the command line sees it: files, and BLS by a library.
#[derive(Debug)]
pub struct World<'a> {
    roster: &'a Roster,
    /// What went wrong with reading, if something did; the check then fails for want of rows.
    pub fault: Option<io::Error>,
}

impl<'a> World<'a> {
    /// The world of an opened bundle.
    #[must_use]
    pub fn new(roster: &'a Roster) -> Self {
        Self { roster, fault: None }
    }

    fn read(&mut self) -> Vec<u8> {
        let read = match self.roster {
            Roster::Absent => Ok(Vec::new()),
            Roster::Bytes(bytes) => Ok(bytes.clone()),
            Roster::File(path) => fs::read(path),
        };
        read.unwrap_or_else(|fault| {
            self.fault = Some(fault);
            Vec::new()
        })
    }
}

impl Outside for World<'_> {
    fn roster(&mut self, request: &RosterRequest<'_>) -> Result<RosterScan, TableError> {
        let bytes = self.read();
        if self.fault.is_some() {
            return Err(TableError { row: 0, field: "", flaw: RowFlaw::Text });
        }
        MemoryRoster::from_file(&bytes)?.scan(request)
    }

    fn beacon(&self, claim: &DrandClaim<'_>) -> BeaconVerdict {
        beacon::check(claim)
    }
}
