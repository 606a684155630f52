//! Parquet files of ordinary size, row by row. (The streaming scanner reads large ones by column.)

use std::ops::ControlFlow;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;

use crate::roster::Unreadable;
use crate::roster::cell::{CellKind, Row};
use crate::roster::source::within_limits;

/// An open Parquet file.
pub struct Columnar {
    reader: SerializedFileReader<Bytes>,
}

fn failed(error: &parquet::errors::ParquetError) -> Unreadable {
    Unreadable::Parquet(error.to_string())
}

impl Columnar {
    /// Read the file's metadata.
    pub fn open(file: Bytes) -> Result<Self, Unreadable> {
        SerializedFileReader::new(file).map(|reader| Self { reader }).map_err(|error| failed(&error))
    }

    /// Show the names of the columns as row 0, then every row from 1.
    pub fn visit(&self, each: &mut dyn FnMut(&Row) -> ControlFlow<()>) -> Result<(), Unreadable> {
        let schema = self.reader.metadata().file_metadata().schema();
        let mut row = Row::default();
        for (index, column) in schema.get_fields().iter().enumerate() {
            row.set(index, column.name(), CellKind::Text);
        }
        within_limits(&row)?;
        if each(&row).is_break() {
            return Ok(());
        }
        for record in self.reader.get_row_iter(None).map_err(|error| failed(&error))? {
            row.number += 1;
            for (index, (_, field)) in record.map_err(|error| failed(&error))?.get_column_iter().enumerate() {
                let (text, kind) = cell_of(field);
                row.set(index, &text, kind);
            }
            within_limits(&row)?;
            if each(&row).is_break() {
                break;
            }
        }
        Ok(())
    }
}

/// Whole numbers of Parquet are exact whatever their length; floating-point ones keep 15 digits as in a spreadsheet.
fn cell_of(field: &Field) -> (String, CellKind) {
    let number = |text: String| (text, CellKind::Number { date: None });
    match field {
        Field::Null => (String::new(), CellKind::Text),
        Field::Str(text) => (text.clone(), CellKind::Text),
        Field::Bytes(bytes) => (String::from_utf8_lossy(bytes.data()).into_owned(), CellKind::Text),
        Field::Date(_) => (field.to_string(), CellKind::Date),
        Field::Double(value) if value.abs() >= 1e15 => (format!("{value:E}"), CellKind::LostDigits),
        Field::Double(value) => number(value.to_string()),
        // A single-precision number is sure of 6 digits only.
        Field::Float(value) if value.abs() >= 1e6 => (format!("{value:E}"), CellKind::LostDigits),
        Field::Float(value) => number(value.to_string()),
        Field::Byte(_)
        | Field::Short(_)
        | Field::Int(_)
        | Field::Long(_)
        | Field::UByte(_)
        | Field::UShort(_)
        | Field::UInt(_)
        | Field::ULong(_)
        | Field::Decimal(_) => number(field.to_string()),
        other => (other.to_string(), CellKind::Text),
    }
}
