//! `lots reveal`: a party's value and its hash, which goes into the plan before the commit.

use lots::hash::Digest;
use lots::name::{DrawId, PersonCode};
use lots::plan::reveal_hash;
use serde_json::json;

use crate::exit::Exit;
use crate::locale::Words;
use crate::{chance, screen};

/// The arguments of `lots reveal`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The draw's id.
    #[arg(long, value_name = "ID")]
    draw: String,
    /// The party that reveals.
    #[arg(long, value_name = "PARTY")]
    party: String,
    /// The value to hash; without it a new one is made.
    #[arg(long, value_name = "HEX")]
    value: Option<String>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// Print value and hash.
pub fn run(args: &Args, words: &Words) -> Exit {
    let (draw, party) = match (args.draw.parse::<DrawId>(), args.party.parse::<PersonCode>()) {
        (Ok(draw), Ok(party)) => (draw, party),
        (Err(why), _) | (_, Err(why)) => return refuse(words, &why.to_string()),
    };
    let value = match &args.value {
        Some(value) => match value.parse::<Digest>() {
            Ok(value) => value,
            Err(why) => return refuse(words, &why.to_string()),
        },
        None => match chance::bytes() {
            Ok(bytes) => Digest(bytes),
            Err(why) => return refuse(words, &why.to_string()),
        },
    };
    let hash = reveal_hash(&draw, &party, &value.to_string());
    if args.json {
        screen::answer(&json!({"value": value.to_string(), "hash": hash.to_string()}).to_string());
    } else {
        screen::answer(&words.say("reveal-value", &[("value", &value.to_string())]));
        screen::answer(&words.say("reveal-hash", &[("hash", &hash.to_string())]));
    }
    Exit::Fine
}

fn refuse(words: &Words, why: &str) -> Exit {
    screen::complain(&words.say("reveal-refused", &[("why", &why)]));
    Exit::Usage
}
