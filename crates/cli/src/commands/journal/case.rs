//! A draw's case: what its directory says, what the journal has of it, and `journal.json` made from both.
//!
//! The journal is what counts. `journal.json` is always made anew from it, so whatever broke off between the entry and the
//! file is mended by doing it again.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use journal::bundle::{self, Draw, Item, Record};
use journal::checkpoint::SignedCheckpoint;
use journal::entry::{Body, CaseName, Draft, Entry, Fact, Known, Opening, Salt};
use journal::files::Log;
use journal::reader::{LogTiles, entries};
use journal::receipt::Receipt;
use journal::tile::new_bundles;
use journal::tree::inclusion;
use lots::canonical;
use lots::commitment::Commitment;
use lots::hash::Digest;

use super::Complaint;
use super::place::{Acting, Place, Writer, failed};
use crate::bundle::Opened;
use crate::chance;
use crate::locale::Words;

/// Where the openings of a draw's seals are kept. A name that begins with a dot is none of a bundle's.
const OPENINGS: &str = ".openings.json";

/// An act to be written.
pub struct Act {
    /// What is done.
    pub known: Known,
    facts: Vec<(&'static str, Fact)>,
    sealed: Option<Opening>,
}

impl Act {
    /// An act with these facts.
    pub fn new(known: Known, facts: Vec<(&'static str, Fact)>) -> Self {
        Self { known, facts, sealed: None }
    }

    /// With a sealed value.
    pub fn sealing(self, field: &str, value: &str, words: &Words) -> Result<Self, Complaint> {
        let salt = chance::bytes().map_err(|why| words.say("commit-chance", &[("why", &why.to_string())]))?;
        let field = field.parse().map_err(|_| words.say("journal-clock", &[]))?;
        Ok(Self { sealed: Some(Opening { field, salt: Salt::new(salt), value: value.to_owned() }), ..self })
    }

    /// Whether an entry says the same; its seals aside.
    fn is(&self, entry: &Entry) -> bool {
        entry.known() == Some(self.known) && self.facts.iter().all(|(name, fact)| entry.fact(name) == Some(fact))
    }

    fn draft(&self, place: &Place, draw: &str, acting: &Acting, words: &Words) -> Result<Draft, Complaint> {
        let form = || words.say("journal-form", &[]);
        let mut body = Body::default();
        for (name, fact) in &self.facts {
            body.facts.insert(name.parse().map_err(|_| form())?, fact.clone());
        }
        body.sealed.extend(self.sealed.iter().map(|opening| (opening.field.clone(), opening.seal())));
        Ok(Draft {
            actor: place.actor(acting, words)?,
            body,
            case: CaseName {
                id: draw.parse().map_err(|_| form())?,
                kind: self.known.case_kind().parse().map_err(|_| form())?,
            },
            kind: self.known.name().parse().map_err(|_| form())?,
            organisation: place.organisation(words)?,
            time: acting.time(words)?,
        })
    }
}

/// The fact every act of a draw has.
pub fn commitment_fact(commitment: &Commitment) -> (&'static str, Fact) {
    ("commitment", Fact::Digest(commitment.digest()))
}

/// What a draw's directory says has been done, in order.
pub fn acts(opened: &Opened, commitment: &Commitment, words: &Words) -> Result<Vec<Act>, Complaint> {
    let (body, tables) = (commitment.body(), commitment.body().tables);
    let same = || commitment_fact(commitment);
    let committed = Act::new(
        Known::DrawCommitted,
        vec![
            same(),
            ("number", Fact::Integer(body.number)),
            ("subjects", Fact::Integer(tables.subjects.rows)),
            ("excluded", Fact::Integer(tables.excluded.rows)),
            ("inspectors", Fact::Integer(tables.bench.rows)),
            ("recusals", Fact::Integer(tables.recusals.rows)),
        ],
    );
    let mut acts = vec![committed.sealing("task", body.task.as_str(), words)?];
    let digest = |name: &str| opened.files.get(name).map(|bytes| Fact::Digest(Digest::of(bytes)));
    acts.extend(digest("seed.json").map(|seed| Act::new(Known::DrawSeeded, vec![same(), ("seed", seed)])));
    acts.extend(digest("result.json").map(|result| Act::new(Known::DrawDrawn, vec![same(), ("result", result)])));
    let amendments = Draw::of(&opened.files).and_then(|draw| draw.amendments);
    for amendment in amendments.into_iter().flat_map(|file| file.amendments) {
        let reason = amendment.reason.as_str().parse().map_err(|_| words.say("journal-form", &[]))?;
        let facts = vec![
            same(),
            ("head", Fact::Digest(amendment.digest())),
            ("number", Fact::Integer(amendment.number)),
            ("reason", Fact::Code(reason)),
        ];
        acts.push(Act::new(Known::DrawAmended, facts));
    }
    Ok(acts)
}

/// The entries of a case that a journal has, with their indices.
pub fn of_case(place: &Place, kind: &str, id: &str, words: &Words) -> Result<Vec<(u64, Entry)>, Complaint> {
    let (log, size) = (place.log(), place.checkpoint(words)?.checkpoint().size());
    let organisation = place.organisation(words)?;
    let mut found = Vec::new();
    for bundle in new_bundles(0, size) {
        let read = entries(&log, bundle).map_err(|why| failed(words, &place.data, &why))?;
        for (index, bytes) in (bundle.first().unwrap_or_default()..).zip(read) {
            let entry = Entry::from_text(&bytes).map_err(|why| failed(words, &place.data, &why))?;
            let case = entry.case();
            if case.kind.as_str() == kind && case.id.as_str() == id && *entry.organisation() == organisation {
                found.push((index, entry));
            }
        }
    }
    Ok(found)
}

/// Bring the journal up to what the directory says, with `more` behind, and make `journal.json` anew. The answer is how many entries are new.
///
/// Doing it again writes nothing twice.
pub fn record(
    directory: &Path,
    opened: &Opened,
    place: &Place,
    (acting, more): (&Acting, Vec<Act>),
    words: &Words,
) -> Result<usize, Complaint> {
    let commitment = crate::frozen::commitment(opened).map_err(|why| failed(words, directory, &why))?;
    let draw = commitment.body().draw.as_str().to_owned();
    let mut writer = place.open(words)?;
    let mut known = of_case(place, "draw", &draw, words)?;
    let wanted: Vec<Act> = acts(opened, &commitment, words)?.into_iter().chain(more).collect();
    let mut missing = Vec::new();
    for act in wanted {
        match known.iter().position(|(_, entry)| act.is(entry)) {
            Some(place) => drop(known.remove(place)),
            None => missing.push(act),
        }
    }
    let once = |known: Known| known != Known::DrawAmended;
    let clash = known
        .iter()
        .filter_map(|(_, entry)| entry.known())
        .find(|kind| missing.iter().any(|act| act.known == *kind && once(*kind)));
    if let Some(kind) = clash {
        return Err(words.say("journal-clash", &[("kind", &kind.name())]));
    }
    let mut openings = openings(directory, words)?;
    openings.extend(missing.iter().filter_map(|act| act.sealed.clone()));
    // Before the entry: an opening that is lost can't be made again.
    keep_openings(directory, &openings, words)?;
    let drafts: Result<Vec<Draft>, Complaint> =
        missing.iter().map(|act| act.draft(place, &draw, acting, words)).collect();
    let drafts = drafts?;
    append(&mut writer, drafts, words)?;
    drop(writer);
    attach(directory, place, &draw, words)?;
    Ok(missing.len())
}

/// Append, and be done only if all of it was taken.
pub fn append(writer: &mut Writer, drafts: Vec<Draft>, words: &Words) -> Result<Vec<u64>, Complaint> {
    let stopped = |why: &dyn std::fmt::Display| words.say("journal-stopped", &[("why", &why.to_string())]);
    let answers = writer.append(drafts).map_err(|why| stopped(&why))?;
    let refused = |why: &dyn std::fmt::Display| words.say("journal-refused", &[("why", &why.to_string())]);
    let indices: Result<Vec<u64>, Complaint> =
        answers.into_iter().map(|answer| answer.map(|entry| entry.index).map_err(|why| refused(&why))).collect();
    writer.settle().map_err(|why| stopped(&why))?;
    indices
}

/// The openings kept beside a draw.
pub fn openings(directory: &Path, words: &Words) -> Result<Vec<Opening>, Complaint> {
    let path = directory.join(OPENINGS);
    match fs::read(&path) {
        Ok(bytes) => canonical::from_text(&bytes).map_err(|why| failed(words, &path, &why)),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(why) => Err(failed(words, &path, &why)),
    }
}

/// Keep these openings and no others.
pub fn keep_openings(directory: &Path, openings: &Vec<Opening>, words: &Words) -> Result<(), Complaint> {
    replace(directory, OPENINGS, canonical::to_text(openings).as_bytes(), words)
}

/// Put a file in the old one's place: a reader finds one of them whole.
pub fn replace(directory: &Path, name: &str, bytes: &[u8], words: &Words) -> Result<(), Complaint> {
    let path = directory.join(name);
    let unwritable = |why: &std::io::Error| crate::screen::unwritable(words, &path, why);
    let write = || -> std::io::Result<()> {
        let mut beside = tempfile::Builder::new().prefix(".fresh").tempfile_in(directory)?;
        beside.write_all(bytes)?;
        beside.as_file().sync_all()?;
        let file = beside.persist(&path).map_err(|why| why.error)?;
        if !name.starts_with('.') {
            // A temporary file is its owner's alone; this one is as public as the folder.
            file.set_permissions(fs::metadata(directory.join("commitment.json"))?.permissions())?;
        }
        fs::File::open(directory)?.sync_all()
    };
    write().map_err(|why| unwritable(&why))
}

/// The cosigned checkpoints a journal keeps, by size.
pub fn cosigned_folder(place: &Place) -> PathBuf {
    place.data.join("cosigned")
}

/// The checkpoint to show an entry under: of those that hold it the one most witnesses cosigned, the earliest of several; else the latest.
fn best(place: &Place, index: u64, words: &Words) -> Result<SignedCheckpoint, Complaint> {
    let latest = place.checkpoint(words)?;
    let mut kept = Vec::new();
    if let Ok(folder) = fs::read_dir(cosigned_folder(place)) {
        for file in folder.flatten() {
            let signed = fs::read(file.path()).ok().and_then(|bytes| SignedCheckpoint::from_text(&bytes).ok());
            kept.extend(signed.filter(|signed| signed.checkpoint().size() > index));
        }
    }
    kept.push(latest);
    kept.sort_by_key(|signed| (std::cmp::Reverse(signed.note().lines().len()), signed.checkpoint().size()));
    kept.into_iter().next().ok_or_else(|| words.say("journal-form", &[]))
}

/// The receipt of an entry.
pub fn receipt(place: &Place, index: u64, words: &Words) -> Result<Receipt, Complaint> {
    let checkpoint = best(place, index, words)?;
    let log: Log = place.log();
    let proof = inclusion(&LogTiles(&log), index, checkpoint.checkpoint().size());
    let proof = proof.map_err(|why| failed(words, &place.data, &why))?;
    Ok(Receipt { extra: None, index, proof, checkpoint })
}

/// Make `journal.json` anew from the journal.
pub fn attach(directory: &Path, place: &Place, draw: &str, words: &Words) -> Result<(), Complaint> {
    let kept = openings(directory, words)?;
    let mut items = Vec::new();
    for (index, entry) in of_case(place, "draw", draw, words)? {
        let receipt = receipt(place, index, words)?;
        let mut openings: Vec<Opening> = kept.iter().filter(|opening| opening.opens(&entry)).cloned().collect();
        openings.sort_by(|a, b| a.field.cmp(&b.field));
        items.push(Item { entry, openings, receipt });
    }
    replace(directory, bundle::FILE, Record { items }.text().as_bytes(), words)
}
