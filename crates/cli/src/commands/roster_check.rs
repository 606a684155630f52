//! `lots roster-check`: what is in a roster file and what is wrong with it, before anything is committed.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::exit::Exit;
use crate::locale::Words;
use crate::roster::{
    self, Exclusion, Field, IdRule, Input, Inspector, Kind, Options, Record, Recusal, Report, Subject, Unreadable,
};
use crate::screen;

/// So many bad rows are shown on the screen; the error file has all.
const SHOWN: usize = 20;

/// The arguments of `lots roster-check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long = "as", value_enum, value_name = "KIND", hide_possible_values = true)]
    kind: Kind,
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(Field, String)>,
    #[arg(long, value_enum, default_value = "auto", hide_possible_values = true, hide_default_value = true)]
    ids: IdRule,
    #[arg(long, value_name = "NAME")]
    stratum: Option<String>,
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    #[arg(long, value_name = "FILE")]
    error_file: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// `id=信用代码`: a field and its column.
///
/// # Errors
/// The text, if it isn't of this form.
pub fn column(text: &str) -> Result<(Field, String), String> {
    let named =
        text.split_once('=').and_then(|(field, name)| Some((roster::input::field_named(field)?, name.to_owned())));
    named.ok_or_else(|| text.to_owned())
}

/// Read the roster, report on it, and write the error file.
pub fn run(args: &Args, words: &Words) -> Exit {
    let checked = match args.kind {
        Kind::Subjects => check::<Subject>(args),
        Kind::Excluded => check::<Exclusion>(args),
        Kind::Inspectors => check::<Inspector>(args),
        Kind::Recusals => check::<Recusal>(args),
    };
    let (input, report) = match checked {
        Ok(checked) => checked,
        Err(why) => return screen::unreadable(words, &args.file, &why.say(words)),
    };
    if args.json {
        screen::answer(&in_json(&report, words).to_string());
    } else {
        summary(&report, words).iter().for_each(|line| screen::answer(line));
    }
    if let Some(path) = args.error_file.as_deref().filter(|_| !report.flaws.is_empty())
        && let Err(why) = write_errors(path, &input, &report, words)
    {
        screen::complain(&screen::unwritable(words, path, &why));
        return Exit::Broken;
    }
    if report.flaws.is_empty() { Exit::Fine } else { Exit::Found }
}

fn check<T: Record>(args: &Args) -> Result<(Input, Report), Unreadable> {
    let options = Options {
        ids: args.ids,
        sheet: args.sheet.clone(),
        columns: args.column.clone(),
        stratum: args.stratum.clone(),
    };
    let input = Input::open(&args.file, args.kind, &options)?;
    let report = input.read::<T>()?.report;
    Ok((input, report))
}

/// Write the error file; one that exists is left as it is.
fn write_errors(path: &Path, input: &Input, report: &Report, words: &Words) -> io::Result<()> {
    let file = File::create_new(path)?;
    roster::error_file::write(input, report, words, file).map_err(|why| io::Error::other(why.say(words)))?
}

/// The report in words, with the first of the flaws.
#[must_use]
pub fn summary(report: &Report, words: &Words) -> Vec<String> {
    let mut lines = report.summary(words);
    if report.flaws.is_empty() {
        lines.push(words.say("roster-fine", &[]));
        return lines;
    }
    let flawed = report.flaws.len() as u64 + report.unlisted;
    lines.push(words.say("roster-flawed", &[("rows", &flawed)]));
    lines.extend(report.summary_of_flaws(words));
    for (row, flaws) in report.flaws.iter().take(SHOWN) {
        lines.extend(flaws.iter().map(|flaw| words.say("row-flaw", &[("row", row), ("flaw", &flaw.say(words))])));
    }
    if report.flaws.len() > SHOWN {
        lines.push(words.say("more-flaws", &[("rows", &(flawed - SHOWN as u64))]));
    }
    lines
}

fn in_json(report: &Report, words: &Words) -> Value {
    let flaws = report.flaws.iter().flat_map(|(row, flaws)| flaws.iter().map(move |flaw| (row, flaw)));
    let flaws: Vec<Value> = flaws
        .map(|(row, flaw)| {
            json!({
                "row": row, "field": flaw.field().map(Field::name), "flaw": flaw.key().trim_start_matches("flaw-"),
                "suggestion": flaw.suggestion(), "text": flaw.say(words),
            })
        })
        .collect();
    let columns = report.header.columns.iter().map(|column| {
        let numbers: Vec<usize> = column.indexes.iter().map(|index| index + 1).collect();
        (column.field.name().to_owned(), json!(numbers))
    });
    json!({
        "rows": report.rows_read, "header_row": report.header.row, "columns": Value::Object(columns.collect()),
        "blank_rows": report.blank_rows, "flaws": flaws,
    })
}
