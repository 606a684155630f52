//! `lots sample`: a fictitious city to try things on.

use std::io;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use lots::time::{Date, NotATime, Time};

use crate::exit::Exit;
use crate::locale::Words;
use crate::sample::{Options, write_city};
use crate::screen;

/// Arguments of `lots sample`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The folder to write to.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[arg(long, value_name = "N", default_value_t = Options::default().subjects, hide_default_value = true)]
    subjects: u32,
    #[arg(long, value_name = "N", default_value_t = Options::default().inspectors, hide_default_value = true)]
    inspectors: u32,
    #[arg(long, value_name = "N", default_value_t = Options::default().seed, hide_default_value = true)]
    seed: u64,
    /// The day of the commit.
    #[arg(long, value_name = "DATE|today", value_parser = day, hide_default_value = true, default_value_t = Options::default().date)]
    date: Date,
}

/// A date, or today in Beijing.
fn day(text: &str) -> Result<Date, String> {
    if text != "today" {
        return text.parse().map_err(|why: NotATime| why.to_string());
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let now = Time::beijing(i64::try_from(now).unwrap_or(i64::MAX)).map_err(|why| why.to_string())?;
    Ok(now.beijing_date())
}

/// Make the city and say what is in it.
#[must_use]
pub fn run(args: &Args, words: &Words) -> Exit {
    let Args { ref folder, subjects, inspectors, seed, date } = *args;
    match write_city(folder, &Options { subjects, inspectors, seed, date }) {
        Ok(city) => {
            screen::answer(&words.say(
                "sample-made",
                &[
                    ("folder", &folder.display().to_string()),
                    ("subjects", &city.subjects),
                    ("strata", &city.strata.len()),
                    ("excluded", &city.excluded),
                    ("inspectors", &city.inspectors),
                    ("recusals", &city.recusals),
                ],
            ));
            screen::answer(&words.say("sample-invented", &[]));
            Exit::Fine
        }
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => {
            screen::complain(&words.say("sample-too-small", &[]));
            Exit::Usage
        }
        Err(error) => {
            let folder = folder.display().to_string();
            screen::complain(&words.say("sample-unwritable", &[("folder", &folder), ("why", &error.to_string())]));
            Exit::Broken
        }
    }
}
