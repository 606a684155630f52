//! `lots explain`: one business's stratum, chance, ticket and cut-off, in sentences.

use std::path::PathBuf;

use lots::commitment::Commitment;
use lots::quota::Stratum;
use lots::result::DrawResult;
use lots::seed::SeedRecord;
use lots::ticket::ticket;
use serde_json::json;

use crate::bundle::{self, Opened};
use crate::exit::Exit;
use crate::frozen::{self, Fault};
use crate::locale::{Sayable, Words};
use crate::scan::STREAMED_FROM_BYTES;
use crate::screen;

/// The arguments of `lots explain`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A bundle of either edition.
    #[arg(value_name = "BUNDLE")]
    bundle: PathBuf,
    /// The business's id.
    #[arg(value_name = "ID")]
    id: String,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Where a business stands in a draw.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    /// In this stratum.
    Stratum(String),
    /// Left out, for this reason.
    Excluded(String),
    /// In neither table.
    Nowhere,
    /// A public bundle doesn't tell, since the business wasn't drawn.
    Unknown,
}

/// Explain one business.
pub fn run(args: &Args, words: &Words) -> Exit {
    let opened = match screen::opened(words, &args.bundle) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let explained = Explained::new(&opened, &args.id, words);
    match explained {
        Err(fault) => screen::fault(words, &fault),
        Ok(explained) => {
            if args.json {
                screen::answer(&explained.json().to_string());
            } else {
                explained.words(words).iter().for_each(|line| screen::answer(line));
            }
            if explained.place == Place::Nowhere { Exit::Found } else { Exit::Fine }
        }
    }
}

struct Explained {
    id: String,
    commitment: Commitment,
    record: SeedRecord,
    result: DrawResult,
    place: Place,
}

impl Explained {
    fn new(opened: &Opened, id: &str, words: &Words) -> Result<Self, Fault> {
        let commitment = frozen::commitment(opened)?;
        let record = frozen::seed(opened, &commitment)?;
        let bytes = opened.files.get("result.json").ok_or(Fault::Missing("result.json"))?;
        let result = DrawResult::from_text(bytes).map_err(|why| Fault::Form("result.json", why.to_string()))?;
        let place = place(opened, &result, id, words)?;
        Ok(Self { id: id.to_owned(), commitment, record, result, place })
    }

    fn key(&self) -> String {
        self.record.seed().ticket_key().to_string()
    }

    fn ticket(&self) -> String {
        ticket(&self.record.seed().ticket_key(), &self.id).to_string()
    }

    fn stratum(&self) -> Option<&Stratum> {
        let Place::Stratum(name) = &self.place else { return None };
        self.commitment.body().strata.iter().find(|stratum| stratum.name.as_str() == name)
    }

    fn cutoff(&self) -> String {
        let Place::Stratum(name) = &self.place else { return String::new() };
        let stratum = self.result.strata.iter().find(|stratum| stratum.name.as_str() == name);
        stratum.and_then(|stratum| stratum.cutoff.0).map_or(String::new(), |cutoff| cutoff.to_string())
    }

    fn quota(&self, stratum: &Stratum) -> u64 {
        self.result.strata.iter().find(|s| s.name == stratum.name).map_or(0, |s| s.quota)
    }

    fn json(&self) -> serde_json::Value {
        let target = self.result.target(&self.id);
        let stratum = self.stratum();
        json!({
            "id": self.id,
            "place": match &self.place {
                Place::Stratum(_) => "subjects",
                Place::Excluded(_) => "excluded",
                Place::Nowhere => "nowhere",
                Place::Unknown => "unknown",
            },
            "reason": match &self.place { Place::Excluded(reason) => reason.as_str(), _ => "" },
            "stratum": stratum.map_or("", |stratum| stratum.name.as_str()),
            "population": stratum.map_or(0, |stratum| stratum.population),
            "quota": stratum.map_or(0, |stratum| self.quota(stratum)),
            "key": self.key(),
            "ticket": self.ticket(),
            "cutoff": self.cutoff(),
            "drawn": target.is_some(),
            "rank": target.map_or(0, |target| target.rank),
            "team": target.map_or(Vec::new(), |target| target.team.iter().map(|m| m.inspector.to_string()).collect()),
        })
    }

    fn words(&self, words: &Words) -> Vec<String> {
        let id: (&str, &dyn Sayable) = ("id", &self.id);
        let mut lines = match (&self.place, self.stratum()) {
            (Place::Excluded(reason), _) => {
                let key = format!("reason-{reason}");
                let why = if words.has(&key) { words.say(&key, &[]) } else { reason.clone() };
                return vec![words.say("explain-excluded", &[id, ("reason", &why)])];
            }
            (Place::Nowhere, _) => return vec![words.say("explain-nowhere", &[id])],
            (Place::Stratum(_), Some(stratum)) => vec![self.chance(stratum, words)],
            _ => vec![words.say("explain-unknown", &[id])],
        };
        lines.push(words.say("explain-ticket", &[("ticket", &self.ticket())]));
        if let Place::Stratum(name) = &self.place {
            let cutoff = self.cutoff();
            lines.push(match cutoff.is_empty() {
                true => words.say("explain-no-cutoff", &[("stratum", name)]),
                false => words.say("explain-cutoff", &[("stratum", name), ("cutoff", &cutoff)]),
            });
        }
        lines.push(self.outcome(words));
        lines.push(words.say("explain-shell", &[]));
        lines.push(format!("  printf %s '{}{}' | sha256sum", self.key(), self.id));
        lines
    }

    fn chance(&self, stratum: &Stratum, words: &Words) -> String {
        let quota = self.quota(stratum);
        let said: [(&str, &dyn Sayable); 4] = [
            ("id", &self.id),
            ("stratum", &stratum.name.as_str()),
            ("population", &stratum.population),
            ("quota", &quota),
        ];
        words.say("explain-chance", &said)
    }

    fn outcome(&self, words: &Words) -> String {
        match self.result.target(&self.id) {
            None => words.say("explain-not-drawn", &[]),
            Some(target) => {
                let team: Vec<&str> = target.team.iter().map(|member| member.inspector.as_str()).collect();
                words.say("explain-drawn", &[("rank", &target.rank), ("team", &team.join("、"))])
            }
        }
    }
}

fn place(opened: &Opened, result: &DrawResult, id: &str, words: &Words) -> Result<Place, Fault> {
    if let Some(target) = result.target(id) {
        return Ok(Place::Stratum(target.stratum.to_string()));
    }
    if opened.roster == bundle::Roster::Absent {
        return Ok(Place::Unknown);
    }
    if let Some(row) = frozen::subject(opened, id, STREAMED_FROM_BYTES, words)? {
        return Ok(Place::Stratum(row.stratum.to_string()));
    }
    let excluded = frozen::excluded(opened)?;
    let row = excluded.kept().find(|row| row.id.as_str() == id);
    Ok(row.map_or(Place::Nowhere, |row| Place::Excluded(row.reason.to_string())))
}
