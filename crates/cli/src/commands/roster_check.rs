//! `lots roster-check`: what is in a roster file and what is wrong with it, before anything is committed.

use std::path::PathBuf;

use serde_json::json;

use crate::exit::Exit;
use crate::locale::Words;
use crate::roster::header::How;
use crate::roster::source::Layout;
use crate::roster::{
    Exclusion, Field, IdRule, Input, Inspector, Kind, Options, Record, Recusal, Report, Subject, Unreadable, error_file,
};
use crate::screen;

/// The arguments of `lots roster-check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The roster.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Which input it is.
    #[arg(long = "as", value_enum, hide_possible_values = true, value_name = "subjects|excluded|inspectors|recusals")]
    kind: Kind,
    /// Columns named by the user.
    #[arg(long, value_name = "FIELD=NAME", value_parser = column)]
    column: Vec<(Field, String)>,
    /// What ids are held to.
    #[arg(long, value_enum, hide_possible_values = true, default_value = "auto", value_name = "auto|uscc|any")]
    ids: IdRule,
    /// The sheet of a workbook.
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// A stratum for every row.
    #[arg(long, value_name = "NAME")]
    stratum: Option<String>,
    /// Where to write the bad rows.
    #[arg(long, value_name = "FILE")]
    error_file: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

/// `id=信用代码`: a field and its column.
///
/// # Errors
/// The text, if it isn't of this form.
pub fn column(text: &str) -> Result<(Field, String), String> {
    let (field, name) = text.split_once('=').ok_or_else(|| text.to_owned())?;
    let field = Field::ALL.into_iter().find(|known| known.name() == field).ok_or_else(|| text.to_owned())?;
    Ok((field, name.to_owned()))
}

/// Read the roster and report on it.
pub fn run(args: &Args, words: &Words) -> Exit {
    let options = Options {
        ids: args.ids,
        sheet: args.sheet.clone(),
        columns: args.column.clone(),
        stratum: args.stratum.clone(),
    };
    match Input::open(&args.file, args.kind, &options).and_then(|input| Ok((read(&input, args.kind)?, input))) {
        Ok((report, input)) => answer(args, &report, &input, words),
        Err(why) => {
            screen::complain(&why.say(words));
            Exit::Broken
        }
    }
}

fn read(input: &Input<'_>, kind: Kind) -> Result<Report, Unreadable> {
    fn report<T: Record>(input: &Input<'_>) -> Result<Report, Unreadable> {
        input.read::<T>().map(|roster| roster.report)
    }
    match kind {
        Kind::Subjects => report::<Subject>(input),
        Kind::Excluded => report::<Exclusion>(input),
        Kind::Inspectors => report::<Inspector>(input),
        Kind::Recusals => report::<Recusal>(input),
    }
}

fn answer(args: &Args, report: &Report, input: &Input<'_>, words: &Words) -> Exit {
    if args.json {
        screen::answer(&as_json(report, words).to_string());
    } else {
        summary(report, words).iter().for_each(|line| screen::answer(line));
    }
    if report.flaws.is_empty() {
        return Exit::Fine;
    }
    if let Some(path) = &args.error_file {
        if let Err(why) = error_file::write(path, input.source(), report, words) {
            screen::complain(&screen::unwritable(words, path, &why));
            return Exit::Broken;
        }
        if !args.json {
            screen::answer(&words.say("roster-error-file", &[("file", &path.display().to_string())]));
        }
    }
    Exit::Found
}

/// How many flaws are shown on screen; the error file has all.
const SHOWN: usize = 20;

/// The report in words.
#[must_use]
pub fn summary(report: &Report, words: &Words) -> Vec<String> {
    let mut lines = vec![layout(&report.layout, words)];
    for column in &report.header.columns {
        let names: Vec<&str> =
            column.indexes.iter().filter_map(|&i| report.header.names.get(i).map(String::as_str)).collect();
        let said: [(&str, &dyn crate::locale::Sayable); 3] = [
            ("column", &(column.indexes.first().map_or(0, |i| i + 1))),
            ("name", &names.join("/")),
            ("field", &words.say(column.field.key(), &[])),
        ];
        lines.push(match column.how {
            How::Guessed => words.say("roster-column-guessed", &said),
            How::Named => words.say("roster-column-named", &said),
        });
    }
    lines.push(words.say("rows-read", &[("rows", &report.rows)]));
    for found in report.flaws.iter().take(SHOWN) {
        lines.push(words.say("roster-flaw", &[("row", &found.row), ("what", &found.say(words))]));
    }
    if report.flaws.len() > SHOWN {
        lines.push(words.say("roster-more", &[("more", &(report.flaws.len() - SHOWN))]));
    }
    lines.push(match report.flaws.is_empty() {
        true => words.say("roster-sound", &[]),
        false => words.say("roster-unsound", &[("rows", &report.flawed_rows()), ("flaws", &report.flaws.len())]),
    });
    lines
}

fn layout(layout: &Layout, words: &Words) -> String {
    match layout {
        Layout::Text { encoding, delimiter } => {
            let delimiter = match delimiter {
                '\t' => "Tab".to_owned(),
                other => other.to_string(),
            };
            words.say("roster-text", &[("encoding", encoding), ("delimiter", &delimiter)])
        }
        Layout::Workbook { sheet, others } => {
            words.say("roster-workbook", &[("sheet", sheet), ("others", &others.len())])
        }
        Layout::Columnar => words.say("roster-parquet", &[]),
    }
}

fn as_json(report: &Report, words: &Words) -> serde_json::Value {
    let columns = report.header.columns.iter().map(|column| {
        let names: Vec<&str> =
            column.indexes.iter().filter_map(|&i| report.header.names.get(i).map(String::as_str)).collect();
        json!({"field": column.field.name(), "columns": names})
    });
    let flaws = report.flaws.iter().map(|found| {
        json!({
            "row": found.row, "field": found.field.name(), "value": found.value,
            "code": found.flaw.code(), "message": found.flaw.say(words),
        })
    });
    json!({
        "rows": report.rows, "columns": columns.collect::<Vec<_>>(), "flawed_rows": report.flawed_rows(),
        "by_kind": report.by_kind(), "flaws": flaws.collect::<Vec<_>>(),
    })
}
