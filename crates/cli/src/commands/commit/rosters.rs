//! Reading the rosters.

use std::path::{Path, PathBuf};

use super::{Args, Complaint};
use crate::commands::roster_check::summary;
use crate::locale::Words;
use crate::roster::{self, Field, Kind, Options, Record, Report};

/// The sentence that a file can't be read.
pub(super) fn unreadable(path: &Path, why: &dyn std::fmt::Display, words: &Words) -> Complaint {
    words.say("file-unreadable", &[("file", &path.display().to_string()), ("why", &why.to_string())])
}

/// The sentence that a roster has flaws, with its report.
pub(super) fn flawed(path: &Path, report: &Report, words: &Words) -> Complaint {
    let lines = summary(report, words).join("\n");
    words.say("commit-roster", &[("file", &path.display().to_string()), ("report", &lines)])
}

/// How to read the roster of one kind.
pub(super) fn options(args: &Args, kind: Kind) -> Options {
    let wanted = |(field, _): &&(Field, String)| kind.fields().contains(field);
    let columns = args.column.iter().filter(wanted).cloned().collect();
    Options { ids: args.ids, sheet: None, columns, stratum: None }
}

/// The rows of a sound roster.
pub(super) fn rows<T: Record>(args: &Args, path: &Path, words: &Words) -> Result<Vec<T>, Complaint> {
    let roster =
        roster::read::<T>(path, &options(args, T::KIND)).map_err(|why| unreadable(path, &why.say(words), words))?;
    roster.sound().map_err(|report| flawed(path, &report, words))
}

/// The rows of a roster that may be left out.
pub(super) fn optional<T: Record>(args: &Args, path: Option<&PathBuf>, words: &Words) -> Result<Vec<T>, Complaint> {
    path.map_or(Ok(Vec::new()), |path| rows(args, path, words))
}
