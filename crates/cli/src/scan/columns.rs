//! Rows of Parquet files, by the column reader, so that the Arrow libraries need not be built.

use std::fs::File;
use std::io::{self, Read};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering as Memory};

use bytes::Bytes;
use parquet::basic::Type;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{ChunkReader, FileReader, Length, SerializedFileReader};

use super::Progress;
use super::check::{Checker, Sink};
use super::feed::end_block;
use super::flaw::ScanError;
use super::guard::guarded;

/// Rows decoded at a time.
const BATCH: usize = 8192;

/// A Parquet file whose two columns are known.
pub(super) struct Groups {
    reader: SerializedFileReader<Shared>,
    id: usize,
    stratum: usize,
    size: u64,
}

/// The row groups of a file as threads share them: each takes the next.
pub(super) struct GroupCursor<'a> {
    groups: &'a Groups,
    next: AtomicUsize,
    done: AtomicUsize,
    progress: Progress<'a>,
}

impl Groups {
    pub(super) fn open(path: &Path, id: &str, stratum: &str) -> Result<Self, ScanError> {
        let io = |source| ScanError::Io { path: path.to_owned(), source };
        let file = File::open(path).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        let reader = guarded(|| SerializedFileReader::new(Shared { file: Arc::new(file), size }))?;
        let (id, stratum) = (column(&reader, id)?, column(&reader, stratum)?);
        Ok(Self { reader, id, stratum, size })
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }
}

/// The place of a text column.
fn column(reader: &SerializedFileReader<Shared>, name: &str) -> Result<usize, ScanError> {
    let columns = reader.metadata().file_metadata().schema_descr().columns();
    let place = columns.iter().position(|column| {
        let text = column.physical_type() == Type::BYTE_ARRAY && column.max_rep_level() == 0;
        text && column.path().string() == name
    });
    let described = || columns.iter().map(|column| format!("{} ({})", column.path().string(), column.physical_type()));
    place.ok_or_else(|| ScanError::Column { column: name.to_owned(), columns: described().collect() })
}

impl<'a> GroupCursor<'a> {
    pub(super) fn new(groups: &'a Groups, progress: Progress<'a>) -> Self {
        Self { groups, next: AtomicUsize::new(0), done: AtomicUsize::new(0), progress }
    }

    /// Take row group after row group until there are no more.
    pub(super) fn rows<S: Sink>(
        &self,
        checker: &mut Checker<'_>,
        sink: &mut S,
        stop: &AtomicBool,
    ) -> Result<(), ScanError> {
        let meta = self.groups.reader.metadata().row_groups();
        while !stop.load(Memory::Relaxed) {
            let group = self.next.fetch_add(1, Memory::Relaxed);
            let Some(this) = meta.get(group) else { break };
            let before = meta[..group].iter().map(rows_of).fold(0, u64::saturating_add);
            let id = Texts::new(&self.groups.reader, group, self.groups.id)?;
            let stratum = Texts::new(&self.groups.reader, group, self.groups.stratum)?;
            group_rows((id, stratum), (before.saturating_add(1), rows_of(this)), checker, sink)?;
            let done = self.done.fetch_add(1, Memory::Relaxed) + 1;
            (self.progress)(self.groups.size * done as u64 / meta.len() as u64, self.groups.size);
        }
        Ok(())
    }
}

fn rows_of(group: &RowGroupMetaData) -> u64 {
    u64::try_from(group.num_rows()).unwrap_or(0)
}

fn group_rows<S: Sink>(
    (mut ids, mut strata): (Texts, Texts),
    (mut first_row, rows): (u64, u64),
    checker: &mut Checker<'_>,
    sink: &mut S,
) -> Result<(), ScanError> {
    let end = first_row.saturating_add(rows);
    while first_row < end {
        let count = ids.read()?;
        if count == 0 || strata.read()? != count {
            return Err(ScanError::Parquet("columns differ in length".to_owned()));
        }
        let behind = first_row + count as u64;
        sink.begin(first_row, behind);
        for (row, (id, stratum)) in (first_row..).zip(ids.texts().zip(strata.texts())) {
            match (id, stratum) {
                (Some(id), Some(stratum)) => checker.pair(row, id.data(), stratum.data(), sink),
                (id, stratum) => checker.null(row, id.map(ByteArray::data), stratum.map(ByteArray::data), sink),
            }
        }
        end_block(checker, sink)?;
        first_row = behind;
    }
    Ok(())
}

/// The values of one text column in one row group, batch by batch.
struct Texts {
    reader: ColumnReaderImpl<ByteArrayType>,
    /// The level at which a value is there; below it is null.
    present: i16,
    levels: Vec<i16>,
    values: Vec<ByteArray>,
}

impl Texts {
    fn new(reader: &SerializedFileReader<Shared>, group: usize, column: usize) -> Result<Self, ScanError> {
        let present = reader.metadata().file_metadata().schema_descr().column(column).max_def_level();
        match guarded(|| reader.get_row_group(group)?.get_column_reader(column))? {
            ColumnReader::ByteArrayColumnReader(reader) => {
                Ok(Self { reader, present, levels: Vec::new(), values: Vec::new() })
            }
            _ => Err(ScanError::Parquet("a text column that isn't one".to_owned())),
        }
    }

    /// Decode the next batch; how many rows it has.
    fn read(&mut self) -> Result<usize, ScanError> {
        self.levels.clear();
        self.values.clear();
        let (mut rows, mut read) = (0, 1);
        while rows < BATCH && read > 0 {
            let levels = (self.present > 0).then_some(&mut self.levels);
            (read, ..) = guarded(|| self.reader.read_records(BATCH - rows, levels, None, &mut self.values))?;
            rows += read;
        }
        if self.present == 0 {
            self.levels.resize(rows, 0);
        }
        Ok(rows)
    }

    /// The values of the batch, none where null.
    fn texts(&self) -> impl Iterator<Item = Option<&ByteArray>> {
        let mut values = self.values.iter();
        self.levels.iter().map(move |&level| if level == self.present { values.next() } else { None })
    }
}

/// A file read by position, so that threads don't move each other's place in it.
#[derive(Clone)]
struct Shared {
    file: Arc<File>,
    size: u64,
}

impl Length for Shared {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Shared {
    type T = io::BufReader<From>;

    fn get_read(&self, start: u64) -> ParquetResult<Self::T> {
        Ok(io::BufReader::new(From { file: Arc::clone(&self.file), at: start }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        // A damaged file may ask for any length.
        if start.checked_add(length as u64).is_none_or(|end| end > self.size) {
            return Err(ParquetError::EOF("beyond the end".to_owned()));
        }
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, start).map_err(|error| ParquetError::External(Box::new(error)))?;
        Ok(bytes.into())
    }
}

/// Reads a file from a position of its own.
struct From {
    file: Arc<File>,
    at: u64,
}

impl Read for From {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}
