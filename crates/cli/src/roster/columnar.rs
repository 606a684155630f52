//! Parquet files of ordinary size, row by row. (The streaming scanner reads large ones by column.)

use std::collections::HashSet;
use std::fs::File;
use std::ops::ControlFlow;

use bytes::Bytes;
use parquet::basic::{ConvertedType, Type};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::ColumnDescPtr;

use crate::roster::Unreadable;
use crate::roster::cell::{CellKind, Row};
use crate::roster::source::within_limits;
use crate::scan::guarded;

/// An open Parquet file.
pub struct Columnar {
    reader: Box<dyn FileReader>,
}

/// Carry out a step of reading.
fn step<T>(read: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, Unreadable> {
    guarded(read).map_err(|error| Unreadable::Parquet(error.to_string()))
}

impl Columnar {
    /// Read the file's metadata.
    pub fn open(file: Bytes) -> Result<Self, Unreadable> {
        Self::from_reader(step(|| SerializedFileReader::new(file))?)
    }

    /// Read the metadata of a file that stays on disk.
    pub fn open_file(file: File) -> Result<Self, Unreadable> {
        Self::from_reader(step(|| SerializedFileReader::new(file))?)
    }

    fn from_reader(reader: impl FileReader + 'static) -> Result<Self, Unreadable> {
        Ok(Self { reader: Box::new(reader) })
    }

    /// Whether its columns are simple ones with different names, and those at these places text.
    pub fn is_plain(&self, places: [usize; 2]) -> bool {
        let schema = self.reader.metadata().file_metadata().schema_descr();
        let names: HashSet<&str> = schema.columns().iter().map(|column| column.name()).collect();
        let simple = |column: &ColumnDescPtr| column.path().parts().len() == 1 && column.max_rep_level() == 0;
        let text = |place: usize| {
            let column = schema.columns().get(place);
            column.is_some_and(|c| c.physical_type() == Type::BYTE_ARRAY && c.converted_type() == ConvertedType::UTF8)
        };
        names.len() == schema.num_columns() && schema.columns().iter().all(simple) && places.into_iter().all(text)
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
        let mut records = step(|| self.reader.get_row_iter(None))?;
        while let Some(record) = step(|| records.next().transpose())? {
            row.number += 1;
            for (index, (_, field)) in record.get_column_iter().enumerate() {
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
