use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use ::parquet::basic::Compression;
use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use lots::name::NameError;
use proptest::prelude::*;

use super::*;

const SCHEMA: &str = "message roster { required int64 n; optional binary stratum (UTF8); required binary id (UTF8); }";

type Pair<'t> = (&'t str, Option<&'t str>);

/// Write row groups of at most `size` rows.
fn write(path: &Path, rows: &[Pair<'_>], size: usize, compression: Compression) {
    let schema = Arc::new(parse_message_type(SCHEMA).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let mut writer = SerializedFileWriter::new(File::create(path).unwrap(), schema, properties).unwrap();
    for rows in rows.chunks(size) {
        let mut group = writer.next_row_group().unwrap();
        let numbers: Vec<i64> = rows.iter().map(|_| 1).collect();
        let levels: Vec<i16> = rows.iter().map(|row| i16::from(row.1.is_some())).collect();
        let strata: Vec<ByteArray> = rows.iter().filter_map(|row| row.1).map(ByteArray::from).collect();
        let ids: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(row.0)).collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int64Type>().write_batch(&numbers, None, None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&strata, Some(&levels), None).unwrap();
        column.close().unwrap();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<ByteArrayType>().write_batch(&ids, None, None).unwrap();
        column.close().unwrap();
        group.close().unwrap();
    }
    writer.close().unwrap();
}

#[test]
fn a_parquet_roster_is_committed_proved_and_drawn_like_text() {
    let rows = rows(50_000);
    let pairs: Vec<Pair<'_>> = rows.iter().map(|row| (row.id.as_str(), Some(row.stratum.as_str()))).collect();
    let strata = strata_of(&rows, 40);
    for compression in [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(Default::default())] {
        let path = NamedTempFile::new().unwrap().into_temp_path();
        write(&path, &pairs, 11_000, compression);
        let source = Source::parquet(&path, "id", "stratum").unwrap();
        let mut copy = Vec::new();
        let frozen = commit(&source, &SECRET, Some(&mut copy), &options()).unwrap();
        assert_eq!(frozen.table, table(&rows).root(&SECRET));
        assert!(copy == table(&rows).to_file().into_bytes(), "the table's file differs");
        let proof = prove(&source, &SECRET, &Wanted::Index(23_456), &options()).unwrap().unwrap();
        assert_eq!((proof.row, proof.table), (rows[23_456].clone(), frozen.table));
        let drawn = draw(&source, &key(), &strata, Order::Ascending, &options()).unwrap();
        let got: Vec<_> = drawn.strata.into_iter().map(|stratum| (stratum.rows, stratum.lots)).collect();
        assert_eq!(got, plainly_drawn(&rows, &strata));
    }
}

#[test]
fn nulls_and_flaws_of_parquet_rows_are_named() {
    let path = NamedTempFile::new().unwrap().into_temp_path();
    let rows = [("A", Some("s")), ("B", None), ("B ", Some("s")), ("D", Some("s")), ("D", Some("s"))];
    write(&path, &rows, 4, Compression::SNAPPY);
    let source = Source::parquet(&path, "id", "stratum").unwrap();
    let Err(ScanError::Flawed(flaws)) = commit(&source, &SECRET, None, &options()) else { panic!("flaws expected") };
    let expected = [
        (2, Field::Stratum, FlawKind::Name(NameError::Empty)),
        (3, Field::Id, FlawKind::Name(NameError::Blank)),
        (5, Field::Id, FlawKind::Duplicate { id: "D".to_owned(), earlier: 4 }),
    ];
    let got: Vec<_> = flaws.list.into_iter().map(|flaw| (flaw.row, flaw.field, flaw.kind)).collect();
    assert_eq!(got, expected);
}

#[test]
fn columns_without_text_and_files_that_are_no_parquet_are_refused() {
    let path = NamedTempFile::new().unwrap().into_temp_path();
    write(&path, &[("A", Some("s"))], 1, Compression::SNAPPY);
    assert!(matches!(Source::parquet(&path, "n", "stratum"), Err(ScanError::Column { column, .. }) if column == "n"));
    std::fs::write(&path, b"PAR1 and nothing more").unwrap();
    assert!(matches!(Source::parquet(&path, "id", "stratum"), Err(ScanError::Parquet(_))));
}

/// The library panics on some of these; a scan says that the file is damaged.
fn damaged_parquet() -> impl Strategy<Value = Vec<u8>> {
    let file = |compression| {
        let path = NamedTempFile::new().unwrap().into_temp_path();
        let rows = rows(90);
        let pairs: Vec<Pair<'_>> = rows.iter().map(|row| (row.id.as_str(), Some(row.stratum.as_str()))).collect();
        write(&path, &pairs, 40, compression);
        std::fs::read(&path).unwrap()
    };
    let good = [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(Default::default())].map(file);
    let edit = (any::<prop::sample::Index>(), 0..3_usize, proptest::collection::vec(any::<u8>(), 0..3));
    let edits = proptest::collection::vec(edit, 1..4);
    (prop::sample::select(good.to_vec()), edits).prop_map(|(mut file, edits)| {
        for (at, removed, inserted) in edits {
            let at = at.index(file.len() + 1);
            let end = (at + removed).min(file.len());
            file.splice(at..end, inserted);
        }
        file
    })
}

#[test]
fn a_page_that_is_damaged_or_missing_is_a_named_error() {
    let path = NamedTempFile::new().unwrap().into_temp_path();
    let rows = rows(3000);
    let pairs: Vec<Pair<'_>> = rows.iter().map(|row| (row.id.as_str(), Some(row.stratum.as_str()))).collect();
    write(&path, &pairs, 1000, Compression::SNAPPY);
    let mut bytes = std::fs::read(&path).unwrap();
    let half = bytes.len() / 2;
    bytes[4..half].fill(0xff);
    std::fs::write(&path, &bytes).unwrap();
    let source = Source::parquet(&path, "id", "stratum").unwrap();
    assert!(matches!(commit(&source, &SECRET, None, &options()), Err(ScanError::Parquet(_))));
}

proptest! {
    #[test]
    fn a_damaged_parquet_file_ends_a_scan_and_not_the_program(bytes in damaged_parquet()) {
        let file = file(&bytes);
        if let Ok(source) = Source::parquet(file.path(), "id", "stratum") {
            let _ = commit(&source, &SECRET, None, &options());
            let _ = draw(&source, &key(), &strata_of(&rows(9), 3), Order::Any, &options());
        }
    }
}
