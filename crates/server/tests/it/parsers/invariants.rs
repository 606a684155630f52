//! What holds of taking a file of rows in, for any bytes at all. The fuzz target and the property tests run this same function.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use encoding_rs::{Encoding, GBK};
use lots_cli::roster::cell::{Cell, CellKind, Row};
use lots_cli::roster::source::Source;
use yaoguang::IMPORTERS;
use yaoguang::app::import::guess::{guess, look};
use yaoguang::app::import::spool::{self, Files, Mapping, Rows};
use yaoguang::app::import::{Fault, Importer, Line};
use yaoguang::app::value::Timestamp;
use yaoguang::subjects::Subjects;
use yaoguang::subjects::api::import::image_of;
use yaoguang::subjects::store::subject::Birth;

/// Whatever the bytes, each importer reads them or refuses them; every row comes back from the spool as it was, and a row
/// that goes in makes an image that reads back.
pub fn import(bytes: &[u8]) {
    for importer in IMPORTERS {
        let Some(taken) = taken(bytes, *importer) else { continue };
        for line in &taken.lines {
            let _ = verdict(line);
        }
        alike(&taken, *importer);
    }
}

/// What the rows of a roster of subjects come to; nothing if it isn't one.
pub fn verdicts(bytes: &[u8]) -> Vec<Result<String, Vec<Fault>>> {
    taken(bytes, &Subjects).map_or_else(Vec::new, |taken| taken.lines.iter().map(verdict).collect())
}

/// A file as its first job leaves it.
struct Taken {
    headers: Vec<String>,
    rows: Vec<Row>,
    lines: Vec<Line>,
}

fn taken(bytes: &[u8], importer: &dyn Importer) -> Option<Taken> {
    let source = Source::from_bytes(bytes.to_vec(), None).ok()?;
    let seen = look(&source, importer.fields(), None).ok()?;
    let folder = tempfile::tempdir().unwrap();
    let files = Files { rows: folder.path().join("rows"), twice: folder.path().join("twice") };
    let mapping = mapped(&seen.headers, importer);
    let count = spool::write(&source, seen.header_row, &files, (importer, &mapping)).ok()?;
    let spooled = spooled(&files.rows);
    assert_eq!(spooled.len() as u64, count);
    came_back(&source, seen.header_row, &spooled);
    let lines: Vec<Line> = spooled.iter().map(|row| spool::line(row.clone(), importer, &mapping)).collect();
    repeated_once(&lines, &files.twice, importer);
    Some(Taken { headers: seen.headers, rows: spooled, lines })
}

/// As it is guessed; required fields without a column take the first free ones, as a person might have it.
fn mapped(headers: &[String], importer: &dyn Importer) -> Mapping {
    let mut mapping = guess(headers, importer.fields());
    for field in importer.fields().iter().filter(|field| field.required) {
        let free = (0..headers.len()).find(|index| !mapping.values().any(|taken| taken == index));
        if let Some(free) = free.filter(|_| !mapping.contains_key(field.name)) {
            mapping.insert(field.name.to_owned(), free);
        }
    }
    mapping
}

/// All rows, each read by a reader that begins where the one before ended, as after a restart.
fn spooled(path: &Path) -> Vec<Row> {
    let (mut rows, mut offset) = (Vec::new(), 0);
    loop {
        let mut reader = Rows::open(path, offset).unwrap();
        let Some(row) = reader.row().unwrap() else { return rows };
        offset = reader.offset;
        rows.push(row);
    }
}

/// Nothing is lost on the way through the spool but blank cells at a row's end.
fn came_back(source: &Source, header_row: u64, spooled: &[Row]) {
    let mut next = spooled.iter();
    let read = source.visit(&mut |row| {
        if row.number > header_row && !row.is_blank() {
            let back = next.next().expect("each row is spooled");
            assert_eq!(back.number, row.number);
            for (at, cell) in row.cells.iter().enumerate() {
                match back.cells.get(at) {
                    Some(kept) => assert_eq!(kept, cell),
                    None => assert!(cell.text.trim().is_empty() && cell.kind != CellKind::Merged, "{cell:?}"),
                }
            }
        }
        ControlFlow::Continue(())
    });
    assert!(read.is_ok() && next.next().is_none());
}

/// A row is named as repeating another exactly if an earlier one has its key, and in the order of the file.
fn repeated_once(lines: &[Line], twice: &Path, importer: &dyn Importer) {
    let (named, _) = spool::twice(twice, 0, u64::MAX).unwrap();
    let mut first = BTreeMap::new();
    for line in lines {
        let Some(key) = importer.key(line) else { continue };
        let earlier = *first.entry(key).or_insert(line.row);
        assert_eq!(named.get(&line.row), Some(&earlier).filter(|earlier| **earlier != line.row));
    }
}

/// What a row comes to as a subject that isn't there yet: the image, or why not.
fn verdict(line: &Line) -> Result<String, Vec<Fault>> {
    let nobody = uuid::Uuid::nil();
    // Noon of 2026-03-05 in China: no visit is later than the day on which it is told.
    let at = Timestamp(1_772_683_200_000_000);
    let birth = Birth { id: nobody.into(), number: 1, organisation: nobody.into(), at };
    let image = image_of(line, birth)?;
    let back: serde_json::Value = lots::canonical::from_text(image.as_bytes()).expect("an image is canonical");
    assert_eq!(lots::canonical::to_text(&back), image);
    assert!(back["name"].is_string() && back["code"].is_string(), "{image}");
    Ok(image)
}

/// The same rows come to the same in UTF-8 and in GBK.
fn alike(taken: &Taken, importer: &dyn Importer) {
    let plain = |cell: &Cell| cell.kind == CellKind::Text || cell.kind == CellKind::LostDigits;
    if !taken.rows.iter().all(|row| row.cells.iter().all(plain)) {
        return;
    }
    let text = written(taken);
    let (gbk, _, unmappable) = GBK.encode(&text);
    // Some texts in GBK are texts in UTF-8 too, or begin with the mark of another encoding (锘 and 侩's first half are that of UTF-8), and no reader can tell.
    if unmappable || std::str::from_utf8(&gbk).is_ok() || Encoding::for_bom(&gbk).is_some() {
        return;
    }
    let [utf8, gbk] = [text.as_bytes(), &gbk].map(|bytes| self::taken(bytes, importer));
    let came_to = |taken: Option<Taken>| taken.map(|taken| taken.lines.iter().map(verdict).collect::<Vec<_>>());
    assert_eq!(came_to(utf8), came_to(gbk), "{text}");
}

fn written(taken: &Taken) -> String {
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    out.write_record(&taken.headers).unwrap();
    for row in &taken.rows {
        out.write_record(row.cells.iter().map(|cell| &cell.text)).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}
