//! What holds of every reader for any bytes at all. The fuzz targets and the property tests run these same functions, so
//! that each test run keeps the targets honest.

use std::collections::BTreeMap;
use std::fmt::Debug;

use lots::amend::Amendments;
use lots::canonical::{self, MAX_INTEGER};
use lots::check::{
    BeaconVerdict, Check, Files, MemoryRoster, Outside, Report, RosterRequest, RosterScan, verify, verify_receipt,
};
use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::lanes::{self, Lanes};
use lots::quota;
use lots::receipt::Receipt;
use lots::result::{DrawResult, lots_needed};
use lots::seed::{DrandClaim, Seed, SeedRecord};
use lots::share::{Share, join};
use lots::source::Source;
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, SubjectRow, Table, TableError, TableRow};
use lots::time::{Date, Time};
use serde::{Deserialize, Serialize};

/// Any canonical JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Json {
    Integer(u64),
    Text(String),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

impl Json {
    fn greatest(&self) -> u64 {
        match self {
            Self::Integer(integer) => *integer,
            Self::Text(_) => 0,
            Self::List(list) => list.iter().map(Self::greatest).max().unwrap_or(0),
            Self::Object(object) => object.values().map(Self::greatest).max().unwrap_or(0),
        }
    }
}

/// What is read as canonical writes back to the same bytes, and holds no integer beyond 2^53 − 1.
pub fn canonical(bytes: &[u8]) {
    if let Ok(json) = canonical::from_text::<Json>(bytes) {
        assert_eq!(canonical::to_text(&json).as_bytes(), bytes);
        assert!(json.greatest() <= MAX_INTEGER);
    }
}

/// A commitment that is accepted is its own text, and no stratum's quota exceeds its population, whatever the seed.
pub fn commitment(bytes: &[u8]) {
    let Ok(commitment) = Commitment::from_text(bytes) else { return };
    assert_eq!(commitment.text().as_bytes(), bytes);
    assert_eq!(commitment.digest(), Digest::of(bytes));
    let (body, seed) = (commitment.body(), Seed::replay(&commitment.digest(), 1));
    let quotas = quota::quotas(body.rounding, &body.strata, &seed.quota_key());
    let needed = lots_needed(&commitment, seed);
    for ((stratum, quota), needed) in body.strata.iter().zip(quotas).zip(needed) {
        assert!(quota <= needed && needed <= stratum.population, "{}", stratum.name);
        assert!(quota <= quota::greatest_quota(body.rounding, stratum), "{}", stratum.name);
    }
}

/// A record of a seed that is accepted is its own text and makes a seed.
pub fn seed(bytes: &[u8]) {
    let Ok(record) = SeedRecord::from_text(bytes) else { return };
    assert_eq!(record.text().as_bytes(), bytes);
    assert_eq!(record.seed(), SeedRecord::from_text(bytes).expect("it was read before").seed());
    assert!(record.drand_claims().len() <= record.values().len());
}

/// A result or amendments that are accepted are their own text.
pub fn result(bytes: &[u8]) {
    if let Ok(result) = DrawResult::from_text(bytes) {
        assert_eq!(result.text().as_bytes(), bytes);
    }
    if let Ok(amendments) = Amendments::from_text(bytes) {
        assert_eq!(amendments.text().as_bytes(), bytes);
    }
}

/// Each of the four tables that is accepted is its own file, in strict order.
pub fn tables(bytes: &[u8]) {
    table::<SubjectRow>(bytes);
    table::<ExcludedRow>(bytes);
    table::<BenchRow>(bytes);
    table::<RecusalRow>(bytes);
    if let Ok(secret) = RosterSecret::from_file(bytes) {
        assert_eq!(secret.to_file().as_bytes(), bytes);
    }
}

fn table<T: TableRow + Debug>(bytes: &[u8]) {
    let Ok(table) = Table::<T>::from_file(bytes) else { return };
    assert_eq!(table.to_file().as_bytes(), bytes);
    let keys: Vec<_> = table.kept().map(TableRow::key).collect();
    assert!(keys.is_sorted_by(|a, b| a < b), "{keys:?}");
    assert_eq!(keys.len() + table.erased(), table.rows().len());
    assert_eq!(table.root(&RosterSecret([0; 32])).rows, table.rows().len() as u64);
}

/// A receipt that is accepted is its own text; checking one always comes to an end with a report.
pub fn receipt(bytes: &[u8]) {
    if let Ok(receipt) = Receipt::from_text(bytes) {
        assert_eq!(receipt.text().as_bytes(), bytes);
    }
    whole(&verify_receipt(bytes, &World::default()), &Check::RECEIPT);
}

/// The first line names a source and the rest is its value: a name reads back to itself, and a normal form is normal.
pub fn source(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (name, typed) = text.split_once('\n').unwrap_or((&text, ""));
    let Ok(source) = name.parse::<Source>() else { return };
    assert_eq!(source.to_string(), name);
    if let Ok(normal) = source.normalise(typed) {
        assert_eq!(source.check(&normal), Ok(()), "{normal:?}");
        assert_eq!(source.check(typed).is_ok(), normal == typed, "{typed:?}");
    }
}

/// A share that is accepted is its own text, and joins with another only if that is a different one.
pub fn share(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(share) = text.parse::<Share>() {
        assert_eq!(share.to_string(), text);
        assert!(join(&share, &share).is_err());
    }
}

/// Times and dates read back to themselves; an instant is written or refused.
pub fn time(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(time) = text.parse::<Time>() {
            assert_eq!(time.as_str(), text);
            assert!(text.starts_with(&time.local_date().to_string()));
        }
        if let Ok(date) = text.parse::<Date>() {
            assert_eq!(date.to_string(), text);
            assert!((1..=366).contains(&date.day_of_year()));
        }
    }
    let mut seconds = [0; 8];
    seconds.iter_mut().zip(bytes).for_each(|(to, from)| *to = *from);
    let seconds = i64::from_le_bytes(seconds);
    if let Ok(time) = Time::beijing(seconds) {
        assert_eq!(time.seconds(), seconds);
        assert_eq!(time.as_str().parse(), Ok(time));
    }
}

/// The world of a bundle in memory; no beacon's signature is known here.
#[derive(Default)]
struct World(Vec<u8>);

impl Outside for World {
    fn roster(&mut self, request: &RosterRequest<'_>) -> Result<RosterScan, TableError> {
        MemoryRoster::from_file(&self.0)?.scan(request, &mut |_, _| ())
    }

    fn beacon(&self, _: &DrandClaim<'_>) -> BeaconVerdict {
        BeaconVerdict::UnknownChain
    }
}

/// A report names every check once, in order.
fn whole(report: &Report, checks: &[Check]) {
    assert!(report.lines.iter().map(|(check, _)| check).eq(checks), "{report:?}");
}

/// Checking a bundle always comes to an end with a report. The answer is the failing check, or `ok`.
pub fn bundle(files: &Files) -> &'static str {
    let roster = files.get("subjects.tsv").cloned().unwrap_or_default();
    let report = verify(files, &mut World(roster));
    whole(&report, &Check::BUNDLE);
    report.verdict()
}

/// A bundle from the names of files and what stands in them, one after the other: `name`, `NUL`, content, `NUL`.
pub fn bundle_of(bytes: &[u8]) -> Files {
    let parts: Vec<&[u8]> = bytes.split(|&byte| byte == 0).collect();
    parts.chunks_exact(2).map(|pair| (String::from_utf8_lossy(pair[0]).into_owned(), pair[1].to_vec())).collect()
}

/// Any files at all get a report.
pub fn of_files(bytes: &[u8]) {
    bundle(&bundle_of(bytes));
}

/// Whichever way this processor compresses, the digests are those of the `sha2` crate.
pub fn lanes(bytes: &[u8]) {
    let messages: Vec<&[u8]> = bytes.chunks(55).collect();
    let blocks: Vec<lanes::Block> = messages.iter().map(|message| padded(message)).collect();
    let expected: Vec<Digest> = messages.iter().map(|message| Digest::of(message)).collect();
    for way in Lanes::available() {
        let mut states = vec![lanes::INITIAL; blocks.len()];
        way.compress(&mut states, &blocks);
        assert!(states.iter().map(lanes::digest_of).eq(expected.iter().copied()), "{way:?}");
        let mut from = vec![[0; 8]; blocks.len()];
        way.compress_from(&lanes::INITIAL, &blocks, &mut from);
        assert_eq!(from, states, "{way:?}");
    }
}

/// The only block of a message of at most 55 bytes.
fn padded(message: &[u8]) -> lanes::Block {
    let mut block = [0; 64];
    block[..message.len()].copy_from_slice(message);
    block[message.len()] = 0x80;
    block[56..].copy_from_slice(&(message.len() as u64 * 8).to_be_bytes());
    block
}
