//! Small made-up draws, from which the vectors of whole draws are built.

use std::collections::BTreeMap;

use lots::check::{BeaconVerdict, MemoryRoster, Outside, RosterRequest, RosterScan};
use lots::commitment::{Capacity, CapacityRule, Commitment, CommitmentBody, Protocol, Tables};
use lots::hash::Digest;
use lots::name::Note;
use lots::plan::{PlannedSourceBody, SeedPlan, SeedPlanBody, reveal_hash};
use lots::quota::{Rounding, Stratum};
use lots::result::{DrawResult, draw, lots_needed};
use lots::seed::{DrandClaim, SeedEntry, SeedRecord};
use lots::share::Secret;
use lots::table::{BenchRow, ExcludedRow, RecusalRow, RosterSecret, Salt, SubjectRow, Table, TableError};
use lots::teams::{Bench, Inspector, Recusals};

pub const COMMITTED: &str = "2026-03-05T09:30:00+08:00";
pub const KL8: &str = "01 05 09 13 17 21 25 29 33 37 41 45 49 53 57 61 65 69 73 77";

/// A draw in few words.
pub struct City {
    pub name: &'static str,
    /// Stratum, population, p, q, minimum.
    pub strata: Vec<(&'static str, u64, u64, u64, u64)>,
    pub rounding: Rounding,
    pub reserves: u64,
    pub seats: Vec<&'static str>,
    pub slack: u64,
    /// Code, pools, capacity.
    pub bench: Vec<(String, &'static str, u32)>,
    /// Inspector by place on the bench, subject by place in the roster.
    pub recusals: Vec<(usize, usize)>,
    pub excluded: usize,
    /// The secret and the date of disclosure, for an unannounced draw.
    pub unannounced: Option<(&'static str, &'static str)>,
}

impl City {
    pub fn small(name: &'static str) -> Self {
        Self {
            name,
            strata: vec![("A", 40, 1, 20, 1), ("B", 25, 1, 5, 1)],
            rounding: Rounding::AtLeast,
            reserves: 2,
            seats: vec!["all", "all"],
            slack: 0,
            bench: (1..=6).map(|i| (format!("E{i:02}"), "all", 9)).collect(),
            recusals: vec![(0, 3), (1, 3), (2, 41), (5, 60)],
            excluded: 3,
            unannounced: None,
        }
    }

    pub fn id(place: usize) -> String {
        format!("9121{place:05}MA{:07}", place * 7919 % 9_999_991)
    }

    fn salt(&self, what: &str, place: usize) -> Salt {
        let digest = Digest::of(format!("{} {what} {place}", self.name).as_bytes()).0;
        Salt(std::array::from_fn(|i| digest[i]))
    }

    fn secret(&self) -> Secret {
        self.unannounced.map_or(Secret::AT_ONCE, |(secret, _)| secret.parse().expect("a secret is hex"))
    }
}

/// A made draw: all its files, `result.json` among them.
pub struct Made {
    pub files: BTreeMap<String, Vec<u8>>,
    pub commitment: Commitment,
    pub record: SeedRecord,
    pub result: DrawResult,
    pub people: (Bench, Recusals),
}

pub struct World(pub Vec<u8>);

impl Outside for World {
    fn roster(&mut self, request: &RosterRequest<'_>) -> Result<RosterScan, TableError> {
        MemoryRoster::from_file(&self.0)?.scan(request, &mut |_, _| ())
    }

    fn beacon(&self, _: &DrandClaim<'_>) -> BeaconVerdict {
        BeaconVerdict::UnknownChain
    }
}

pub fn seed_plan(draw: &str) -> SeedPlanBody {
    let reveal = |party: &str, outside: u64| PlannedSourceBody {
        closes: "2026-03-05T18:00:00+08:00".into(),
        fallback: Vec::new(),
        hash: reveal_hash(&draw.parse().unwrap(), &party.parse().unwrap(), &value(party)).to_string(),
        name: format!("reveal:{party}"),
        outside,
    };
    let kl8 = PlannedSourceBody {
        closes: "2026-03-05T21:00:00+08:00".into(),
        fallback: Vec::new(),
        hash: String::new(),
        name: "kl8:2026055".into(),
        outside: 0,
    };
    let rule = Note::new("锁定2小时以后最先截止的一期快乐8").unwrap();
    SeedPlanBody { delay_s: 7200, rule, sources: vec![reveal("discipline", 1), reveal("bureau", 0), kl8] }
}

fn value(party: &str) -> String {
    Digest::of(party.as_bytes()).to_string()
}

pub fn record(commitment: &Commitment, secret: &Secret) -> SeedRecord {
    let entry = |name: &str, value: &str, entered: &[&str]| SeedEntry {
        entered: entered.iter().map(|person| person.parse().unwrap()).collect(),
        evidence: Note::default(),
        name: name.into(),
        value: value.into(),
        why: Note::default(),
    };
    let secret = std::str::from_utf8(&secret.hex()).unwrap().parse().unwrap();
    let sources = vec![
        entry("reveal:discipline", &value("discipline"), &[]),
        entry("reveal:bureau", &value("bureau"), &[]),
        entry("kl8:2026055", KL8, &["clerk-li", "clerk-wang"]),
    ];
    SeedRecord { commitment: commitment.digest(), protocol: Protocol::V1, secret, sources }
}

struct Frozen {
    subjects: Table<SubjectRow>,
    excluded: Table<ExcludedRow>,
    bench: Table<BenchRow>,
    recusals: Table<RecusalRow>,
    secret: RosterSecret,
}

fn freeze(city: &City) -> Frozen {
    let names = city.strata.iter().flat_map(|s| std::iter::repeat_n(s.0, usize::try_from(s.1).unwrap()));
    let subjects = names
        .enumerate()
        .map(|(place, name)| SubjectRow { id: City::id(place).parse().unwrap(), stratum: name.parse().unwrap() });
    let subjects = Table::new(subjects.collect()).unwrap();
    let reasons = ["cap-reached", "closed", "x-local"];
    let excluded = (0..city.excluded)
        .map(|i| ExcludedRow { id: City::id(90_000 + i).parse().unwrap(), reason: reasons[i % 3].parse().unwrap() });
    let bench = city.bench.iter().enumerate().map(|(place, (code, pools, capacity))| BenchRow {
        code: code.parse().unwrap(),
        pools: pools.split(',').map(|pool| pool.parse().unwrap()).collect(),
        capacity: *capacity,
        salt: city.salt("bench", place),
    });
    let recusals = city.recusals.iter().enumerate().map(|(place, &(inspector, subject))| RecusalRow {
        code: city.bench[inspector].0.parse().unwrap(),
        id: City::id(subject).parse().unwrap(),
        reason: "conflict-declared".parse().unwrap(),
        salt: city.salt("recusal", place),
    });
    Frozen {
        subjects,
        excluded: Table::new(excluded.collect()).unwrap(),
        bench: Table::new(bench.collect()).unwrap(),
        recusals: Table::new(recusals.collect()).unwrap(),
        secret: RosterSecret(Digest::of(city.name.as_bytes()).0),
    }
}

fn commit(city: &City, frozen: &Frozen) -> Commitment {
    let committed = COMMITTED.parse().unwrap();
    let seed_plan = seed_plan(city.name);
    let strata = city.strata.iter().map(|&(name, population, p, q, minimum)| Stratum {
        minimum,
        name: name.parse().unwrap(),
        p,
        population,
        q,
    });
    let body = CommitmentBody {
        assurance: SeedPlan::check(&seed_plan, &committed).unwrap().assurance,
        capacity: Capacity { rule: CapacityRule::Level, slack: city.slack },
        committed,
        disclosure: city.unannounced.map_or("at-once", |(_, date)| date).into(),
        draw: city.name.parse().unwrap(),
        number: 1,
        origin: Note::new("price.fushun.example").unwrap(),
        protocol: Protocol::V1,
        reserves: city.reserves,
        rounding: city.rounding,
        seats: city.seats.iter().map(|pool| pool.parse().unwrap()).collect(),
        secret: city.secret().commitment(),
        seed_plan,
        strata: strata.collect(),
        tables: Tables {
            bench: frozen.bench.root(&frozen.secret),
            excluded: frozen.excluded.root(&frozen.secret),
            recusals: frozen.recusals.root(&frozen.secret),
            subjects: frozen.subjects.root(&frozen.secret),
        },
        task: Note::new("价格“双随机”抽查").unwrap(),
        why: Note::default(),
    };
    Commitment::new(body).unwrap_or_else(|refusal| panic!("{}: {refusal}", city.name))
}

pub fn make(city: &City) -> Made {
    let frozen = freeze(city);
    let commitment = commit(city, &frozen);
    let record = record(&commitment, &city.secret());
    let seed = record.seed();
    let request = RosterRequest {
        secret: frozen.secret,
        strata: commitment.body().strata.iter().map(|s| &s.name).collect(),
        key: seed.ticket_key(),
        keep: lots_needed(&commitment, seed),
        unwanted: std::collections::BTreeSet::new(),
    };
    let subjects = frozen.subjects.to_file().into_bytes();
    let scan = World(subjects.clone()).roster(&request).unwrap();
    let inspectors = frozen.bench.kept().map(|row| Inspector {
        code: row.code.clone(),
        pools: row.pools.clone(),
        capacity: row.capacity,
    });
    let bench = Bench::new(inspectors.collect(), commitment.body().seats.clone()).unwrap();
    let recusals = Recusals::new(frozen.recusals.kept().map(|row| (row.code.clone(), row.id.clone())));
    let result = draw(&commitment, &record, &scan.smallest, &bench, &recusals);
    let files = [
        ("commitment.json", commitment.text().into_bytes()),
        ("seed.json", record.text().into_bytes()),
        ("result.json", result.text().into_bytes()),
        ("subjects.tsv", subjects),
        ("excluded.tsv", frozen.excluded.to_file().into_bytes()),
        ("bench.tsv", frozen.bench.to_file().into_bytes()),
        ("recusals.tsv", frozen.recusals.to_file().into_bytes()),
        ("roster-secret.txt", frozen.secret.to_file().into_bytes()),
    ];
    let files = files.map(|(name, bytes)| (name.to_owned(), bytes)).into();
    Made { files, commitment, record, result, people: (bench, recusals) }
}
