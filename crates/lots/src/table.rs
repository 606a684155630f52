//! The four frozen tables: their rows, salts, files and roots (`spec/draw.md`, section 2.1).
//!
//! A table's file holds one line a row; a row's text, which is hashed, is the line plus its salt where the file leaves the
//! salt out because it follows from the roster secret. Rosters too large for memory are scanned elsewhere, by the same rules.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

use crate::commitment::TableRoot;
use crate::hash::{Digest, NotHex, parse_hex};
use crate::merkle::{self, leaf_hash};
use crate::name::{InspectorCode, NameError, PoolName, ReasonCode, StratumName, SubjectId};

/// A salt: 16 bytes, 32 hex characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Salt(pub [u8; 16]);

impl FromStr for Salt {
    type Err = NotHex;

    fn from_str(text: &str) -> Result<Self, NotHex> {
        parse_hex(text).map(Self)
    }
}

impl fmt::Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The roster secret `R`: 32 bytes from the operating system, from which the salts of `subjects` and `excluded` follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RosterSecret(pub [u8; 32]);

impl RosterSecret {
    /// The salt of an id: the first half of HMAC-SHA-256(R, id) (RFC 2104).
    #[must_use]
    pub fn salt(&self, id: &str) -> Salt {
        let mac = hmac(&self.0, id.as_bytes());
        let mut salt = [0; 16];
        salt.copy_from_slice(&mac.0[..16]);
        Salt(salt)
    }

    /// Read `roster-secret.txt`: 64 hex characters and an end of line.
    ///
    /// # Errors
    /// [`NotHex`].
    pub fn from_file(bytes: &[u8]) -> Result<Self, NotHex> {
        let text = std::str::from_utf8(bytes).map_err(|_| NotHex)?;
        parse_hex(text.strip_suffix('\n').ok_or(NotHex)?).map(Self)
    }

    /// What `roster-secret.txt` holds.
    #[must_use]
    pub fn to_file(&self) -> String {
        format!("{}\n", Digest(self.0))
    }
}

impl fmt::Debug for RosterSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RosterSecret")
    }
}

fn hmac(key: &[u8; 32], message: &[u8]) -> Digest {
    let keyed = |pad: u8| {
        let mut block = [pad; 64];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        Sha256::new_with_prefix(block)
    };
    let inner = keyed(0x36).chain_update(message).finalize();
    Digest(keyed(0x5c).chain_update(inner).finalize().into())
}

/// A subject that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRow {
    /// Its id.
    pub id: SubjectId,
    /// The stratum it is in.
    pub stratum: StratumName,
}

/// A subject that is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcludedRow {
    /// Its id.
    pub id: SubjectId,
    /// Why.
    pub reason: ReasonCode,
}

/// An inspector on the bench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BenchRow {
    /// The code fixed at the commit.
    pub code: InspectorCode,
    /// The pools he is in, sorted.
    pub pools: Vec<PoolName>,
    /// The most targets he can take.
    pub capacity: u32,
    /// Drawn on its own; destroying it erases the row.
    pub salt: Salt,
}

/// A pair that must not meet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecusalRow {
    /// The inspector.
    pub code: InspectorCode,
    /// The subject.
    pub id: SubjectId,
    /// Why.
    pub reason: ReasonCode,
    /// Drawn on its own; destroying it erases the row.
    pub salt: Salt,
}

/// What is wrong with a line of a table's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFlaw {
    /// So many fields were expected.
    Fields(usize),
    /// A field hasn't its form.
    Name(NameError),
    /// A salt, capacity or leaf hash hasn't its form.
    Value,
    /// Pools are not sorted, or one stands twice.
    Pools,
    /// The row's key is not above the one before.
    Order,
    /// Not UTF-8.
    Text,
    /// The file doesn't end with an end of line.
    Ending,
    /// A stratum the commitment doesn't know, or a recusal's inspector who is not on the bench.
    Unknown(String),
}

impl fmt::Display for RowFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields(expected) => write!(f, "expected {expected} fields"),
            Self::Name(why) => why.fmt(f),
            Self::Value => f.write_str("has not its form"),
            Self::Pools => f.write_str("not sorted, or one stands twice"),
            Self::Order => f.write_str("not above the row before"),
            Self::Text => f.write_str("not UTF-8"),
            Self::Ending => f.write_str("the last line has no end"),
            Self::Unknown(name) => write!(f, "{name} is not known"),
        }
    }
}

/// A flaw, with its row (from 1) and field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub row: u64,
    /// The field's name.
    pub field: &'static str,
    /// What is wrong.
    pub flaw: RowFlaw,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, {}: {}", self.row, self.field, self.flaw)
    }
}

impl std::error::Error for TableError {}

/// A row of a table, or what is left of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row<T> {
    /// A row.
    Kept(T),
    /// A row whose salt and fields were destroyed; its leaf hash stays.
    Erased(Digest),
}

type Flaw = (&'static str, RowFlaw);

/// A kind of row: how it is read, written, hashed and ordered.
pub trait TableRow: Sized {
    /// Whether a row has a salt of its own, so that destroying it erases the row.
    const ERASABLE: bool;

    /// What rows are sorted by and unique in: the leading fields.
    fn key(&self) -> (&str, &str);

    /// Its line in the table's file, without the end of line.
    fn line(&self) -> String;

    /// The text that is hashed: all fields, the salt included.
    fn text(&self, secret: &RosterSecret) -> String;

    /// Read the fields of a line.
    ///
    /// # Errors
    /// The field's name and its flaw.
    fn read(fields: &[&str]) -> Result<Self, (&'static str, RowFlaw)>;
}

fn name<T: FromStr<Err = NameError>>(field: &'static str, text: &str) -> Result<T, Flaw> {
    text.parse().map_err(|why| (field, RowFlaw::Name(why)))
}

fn salt(text: &str) -> Result<Salt, Flaw> {
    text.parse().map_err(|NotHex| ("salt", RowFlaw::Value))
}

impl TableRow for SubjectRow {
    const ERASABLE: bool = false;

    fn key(&self) -> (&str, &str) {
        (self.id.as_str(), "")
    }

    fn line(&self) -> String {
        format!("{}\t{}", self.id, self.stratum)
    }

    fn text(&self, secret: &RosterSecret) -> String {
        format!("{}\t{}\t{}", self.id, self.stratum, secret.salt(self.id.as_str()))
    }

    fn read(fields: &[&str]) -> Result<Self, Flaw> {
        match fields {
            [id, stratum] => Ok(Self { id: name("id", id)?, stratum: name("stratum", stratum)? }),
            _ => Err(("", RowFlaw::Fields(2))),
        }
    }
}

impl TableRow for ExcludedRow {
    const ERASABLE: bool = false;

    fn key(&self) -> (&str, &str) {
        (self.id.as_str(), "")
    }

    fn line(&self) -> String {
        format!("{}\t{}", self.id, self.reason)
    }

    fn text(&self, secret: &RosterSecret) -> String {
        format!("{}\t{}\t{}", self.id, self.reason, secret.salt(self.id.as_str()))
    }

    fn read(fields: &[&str]) -> Result<Self, Flaw> {
        match fields {
            [id, reason] => Ok(Self { id: name("id", id)?, reason: name("reason", reason)? }),
            _ => Err(("", RowFlaw::Fields(2))),
        }
    }
}

/// The greatest capacity of an inspector.
pub const MAX_CAPACITY: u32 = 1_000_000;

impl TableRow for BenchRow {
    const ERASABLE: bool = true;

    fn key(&self) -> (&str, &str) {
        (self.code.as_str(), "")
    }

    fn line(&self) -> String {
        let pools: Vec<&str> = self.pools.iter().map(PoolName::as_str).collect();
        format!("{}\t{}\t{}\t{}", self.code, pools.join(","), self.capacity, self.salt)
    }

    fn text(&self, _: &RosterSecret) -> String {
        self.line()
    }

    fn read(fields: &[&str]) -> Result<Self, Flaw> {
        let [code, pools, capacity, salted] = fields else {
            return Err(("", RowFlaw::Fields(4)));
        };
        let pools: Vec<PoolName> = pools.split(',').map(|pool| name("pools", pool)).collect::<Result<_, _>>()?;
        if !pools.is_sorted_by(|a, b| a < b) {
            return Err(("pools", RowFlaw::Pools));
        }
        let plain = capacity.bytes().all(|b| b.is_ascii_digit()) && (*capacity == "0" || !capacity.starts_with('0'));
        let number = capacity.parse().ok().filter(|&number| plain && number <= MAX_CAPACITY);
        let capacity = number.ok_or(("capacity", RowFlaw::Value))?;
        Ok(Self { code: name("code", code)?, pools, capacity, salt: salt(salted)? })
    }
}

impl TableRow for RecusalRow {
    const ERASABLE: bool = true;

    fn key(&self) -> (&str, &str) {
        (self.code.as_str(), self.id.as_str())
    }

    fn line(&self) -> String {
        format!("{}\t{}\t{}\t{}", self.code, self.id, self.reason, self.salt)
    }

    fn text(&self, _: &RosterSecret) -> String {
        self.line()
    }

    fn read(fields: &[&str]) -> Result<Self, Flaw> {
        let [code, id, reason, salted] = fields else {
            return Err(("", RowFlaw::Fields(4)));
        };
        let reason = name("reason", reason)?;
        Ok(Self { code: name("code", code)?, id: name("id", id)?, reason, salt: salt(salted)? })
    }
}

/// A whole table in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<T> {
    rows: Vec<Row<T>>,
}

impl<T: TableRow> Table<T> {
    /// Sort rows into a table.
    ///
    /// # Errors
    /// The key that stands twice.
    pub fn new(mut rows: Vec<T>) -> Result<Self, String> {
        rows.sort_by(|a, b| a.key().cmp(&b.key()));
        match rows.windows(2).find(|pair| pair[0].key() == pair[1].key()) {
            Some(pair) => Err(format!("{} {}", pair[0].key().0, pair[0].key().1).trim_end().to_owned()),
            None => Ok(Self { rows: rows.into_iter().map(Row::Kept).collect() }),
        }
    }

    /// Read a table's file.
    ///
    /// # Errors
    /// The first [`TableError`].
    ///
    /// ```
    /// use lots::table::{ExcludedRow, Table};
    /// let table = Table::<ExcludedRow>::from_file(b"A\tclosed\nB\tcap-reached\n")?;
    /// assert_eq!(table.rows().len(), 2);
    /// let error = Table::<ExcludedRow>::from_file(b"B\tclosed\nA\tclosed\n").unwrap_err();
    /// assert_eq!(error.to_string(), "row 2, id: not above the row before");
    /// # Ok::<(), lots::table::TableError>(())
    /// ```
    pub fn from_file(bytes: &[u8]) -> Result<Self, TableError> {
        let mut rows = Vec::new();
        let mut lines = bytes.split(|&b| b == b'\n').collect::<Vec<_>>();
        let last = lines.pop().unwrap_or_default();
        if !last.is_empty() {
            return Err(TableError { row: lines.len() as u64 + 1, field: "", flaw: RowFlaw::Ending });
        }
        let mut before: Option<usize> = None;
        for (row, line) in (1..).zip(lines) {
            let error = |(field, flaw)| TableError { row, field, flaw };
            rows.push(read_line::<T>(line).map_err(error)?);
            let Some(Row::Kept(this)) = rows.last() else { continue };
            match before.map(|at| &rows[at]) {
                Some(Row::Kept(previous)) if previous.key() >= this.key() => return Err(error(("id", RowFlaw::Order))),
                _ => before = Some(rows.len() - 1),
            }
        }
        Ok(Self { rows })
    }

    /// The table's file.
    #[must_use]
    pub fn to_file(&self) -> String {
        let line = |row: &Row<T>| match row {
            Row::Kept(row) => row.line() + "\n",
            Row::Erased(leaf) => format!("erased\t{leaf}\n"),
        };
        self.rows.iter().map(line).collect()
    }

    /// The rows, sorted.
    #[must_use]
    pub fn rows(&self) -> &[Row<T>] {
        &self.rows
    }

    /// The rows that are not erased.
    pub fn kept(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().filter_map(|row| match row {
            Row::Kept(row) => Some(row),
            Row::Erased(_) => None,
        })
    }

    /// How many rows are erased.
    #[must_use]
    pub fn erased(&self) -> usize {
        self.rows.len() - self.kept().count()
    }

    /// The hashes of all leaves.
    #[must_use]
    pub fn leaves(&self, secret: &RosterSecret) -> Vec<Digest> {
        let leaf = |row: &Row<T>| match row {
            Row::Kept(row) => leaf_hash(row.text(secret).as_bytes()),
            Row::Erased(leaf) => *leaf,
        };
        self.rows.iter().map(leaf).collect()
    }

    /// The root and the number of rows, as the commitment holds them.
    #[must_use]
    pub fn root(&self, secret: &RosterSecret) -> TableRoot {
        TableRoot { root: merkle::root(self.leaves(secret)), rows: self.rows.len() as u64 }
    }

    /// The place of the row with this key.
    #[must_use]
    pub fn position(&self, key: (&str, &str)) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Kept(row) if row.key() == key))
    }
}

fn read_line<T: TableRow>(line: &[u8]) -> Result<Row<T>, Flaw> {
    let text = std::str::from_utf8(line).map_err(|_| ("", RowFlaw::Text))?;
    let fields: Vec<&str> = text.split('\t').collect();
    match fields.as_slice() {
        ["erased", leaf] if T::ERASABLE => leaf.parse().map(Row::Erased).map_err(|NotHex| ("erased", RowFlaw::Value)),
        fields => T::read(fields).map(Row::Kept),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hmac_is_that_of_rfc_4231() {
        // Test case 2 has a key shorter than 32 bytes; zero-padding it changes nothing (RFC 2104).
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let mac = hmac(&key, b"what do ya want for nothing?");
        assert_eq!(mac.to_string(), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    #[test]
    fn a_file_reads_back_to_itself() {
        let salt = "0123456789abcdef0123456789abcdef";
        let text = format!("E01\tall,主办\t5\t{salt}\nerased\t{}\nE03\tall\t0\t{salt}\n", Digest::default());
        let table = Table::<BenchRow>::from_file(text.as_bytes()).unwrap();
        assert_eq!((table.to_file(), table.erased(), table.kept().count()), (text, 1, 2));
    }

    #[test]
    fn erasing_a_row_keeps_the_root() {
        let salt = "0123456789abcdef0123456789abcdef";
        let secret = RosterSecret([0; 32]);
        let text = format!("E01\tall\t5\t{salt}\nE02\tall\t0\t{salt}\n");
        let table = Table::<BenchRow>::from_file(text.as_bytes()).unwrap();
        let erased = format!("E01\tall\t5\t{salt}\nerased\t{}\n", table.leaves(&secret)[1]);
        let erased = Table::<BenchRow>::from_file(erased.as_bytes()).unwrap();
        assert_eq!(erased.root(&secret), table.root(&secret));
    }

    #[test]
    fn flaws_name_row_and_field() {
        let salt = "0123456789abcdef0123456789abcdef";
        let check = |line: &str, field: &str| {
            let text = format!("A\tall\t1\t{salt}\n{line}\n");
            let error = Table::<BenchRow>::from_file(text.as_bytes()).unwrap_err();
            assert_eq!((error.row, error.field), (2, field), "{line}: {error}");
        };
        check(&format!("B\tb,a\t1\t{salt}"), "pools");
        check(&format!("B\ta,a\t1\t{salt}"), "pools");
        check(&format!("B\t\t1\t{salt}"), "pools");
        check(&format!("B\ta\t01\t{salt}"), "capacity");
        check(&format!("B\ta\t1000001\t{salt}"), "capacity");
        check(&format!("B\ta\t+1\t{salt}"), "capacity");
        check("B\ta\t1\tABCDEF0123456789abcdef0123456789", "salt");
        check(&format!("B \ta\t1\t{salt}"), "code");
        check(&format!("A\ta\t1\t{salt}"), "id");
        check("B\ta\t1", "");
        check("", "");
        check("erased\tff", "erased");
    }

    #[test]
    fn ids_are_unique_and_the_file_ends_with_a_line() {
        assert_eq!(Table::<ExcludedRow>::from_file(b"").unwrap().rows().len(), 0);
        assert_eq!(Table::<ExcludedRow>::from_file(b"A\tclosed").unwrap_err().flaw, RowFlaw::Ending);
        assert_eq!(Table::<ExcludedRow>::from_file(b"A\tclosed\nA\tclosed\n").unwrap_err().flaw, RowFlaw::Order);
        assert_eq!(Table::<ExcludedRow>::from_file(b"A\tclosed\r\n").unwrap_err().field, "reason");
        let row = || ExcludedRow { id: "A".parse().unwrap(), reason: "closed".parse().unwrap() };
        assert_eq!(Table::new(vec![row(), row()]), Err("A".to_owned()));
    }
}
