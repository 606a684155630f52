//! Why a file can't be read, as a Problem.

use axum::http::StatusCode;
use lots_cli::roster::Unreadable;

use crate::app::problem::Problem;

fn number(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}

/// A file that isn't rows, or too many of them.
#[must_use]
pub fn unreadable(why: Unreadable) -> Problem {
    match why {
        Unreadable::FileTooLong(most) => upload_too_long(most),
        Unreadable::TooManyRows(most) => Problem::refused("file-rows").with("most", number(most)),
        Unreadable::TooManyColumns { row, limit } => {
            Problem::refused("file-columns").with("row", number(row)).with("most", number(limit))
        }
        Unreadable::CellTooLong { row, column, limit } => Problem::refused("file-cell")
            .with("row", number(row))
            .with("column", number(column))
            .with("most", number(limit)),
        Unreadable::OpenQuote { row } => Problem::refused("file-quote").with("row", number(row)),
        Unreadable::Encoding { row, encoding } => {
            Problem::refused("file-encoding").with("row", number(row)).with("encoding", encoding)
        }
        Unreadable::Locked => Problem::refused("file-locked"),
        Unreadable::NoSheet { wanted, .. } => Problem::refused("file-no-sheet").with("sheet", wanted),
        Unreadable::Workbook(why) | Unreadable::Parquet(why) => {
            Problem { cause: Some(why), ..Problem::refused("file-damaged") }
        }
        Unreadable::Empty => Problem::refused("file-empty"),
        Unreadable::Io(why) => Problem::broken(why),
        // The other reasons are about rosters' columns, which are mapped here and not sought.
        other => Problem::broken(format!("{other:?}")),
    }
}

/// The upload is longer than is allowed.
#[must_use]
pub fn upload_too_long(most: u64) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "upload-too-long").with("most", number(most))
}
