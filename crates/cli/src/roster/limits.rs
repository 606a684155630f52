//! How much the in-memory readers take on. Beyond it the streaming scanner reads CSV and Parquet of any length.

/// The longest CSV or Parquet file, in bytes (1 GiB).
pub const FILE_BYTES: u64 = 1 << 30;
/// The longest XLSX file, in bytes (200 MB): unpacked it is several times as long.
pub const WORKBOOK_BYTES: u64 = 200_000_000;
/// The most rows of a file, the header counted.
pub const ROWS: u64 = 10_000_000;
/// The most columns.
pub const COLUMNS: usize = 500;
/// The most characters in a cell: what a cell of Excel can hold.
pub const CELL_CHARS: usize = 32_767;
/// The most rows looked through for the header: titles and notes may stand above it.
pub const HEADER_WITHIN_ROWS: u64 = 10;
