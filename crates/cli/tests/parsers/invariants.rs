//! What holds of reading a roster for any bytes at all. The fuzz target and the property tests run these same functions.

use lots_cli::roster::source::Source;
use lots_cli::roster::{Exclusion, Input, Inspector, Options, Record, Recusal, Subject};

/// Whatever the bytes, they are read as each kind of input or refused; what is read is sorted and nothing is lost.
pub fn roster(bytes: &[u8]) {
    kind::<Subject>(bytes);
    kind::<Exclusion>(bytes);
    kind::<Inspector>(bytes);
    kind::<Recusal>(bytes);
}

fn kind<T: Record>(bytes: &[u8]) {
    let options = Options::default();
    let Ok(source) = Source::from_bytes(bytes.to_vec(), None) else { return };
    let Ok(input) = Input::of(source, T::KIND, &options) else { return };
    let Ok(roster) = input.read::<T>() else { return };
    let keys: Vec<_> = roster.rows.iter().map(Record::key).collect();
    assert!(keys.is_sorted(), "{:?} is sorted bytewise", T::KIND);
    assert_eq!(roster.rows.len(), roster.row_numbers.len());
    assert!(roster.row_numbers.iter().all(|&row| row > roster.report.header.row), "rows stand below the header");
    let flawed: std::collections::BTreeSet<u64> = roster.report.flaws.keys().copied().collect();
    let sound = roster.row_numbers.iter().filter(|row| !flawed.contains(row)).count();
    assert_eq!(
        sound + flawed.len(),
        usize::try_from(roster.report.rows_read).unwrap_or(usize::MAX),
        "a row is sound or flawed"
    );
    if flawed.is_empty() {
        assert!(keys.is_sorted_by(|a, b| a < b), "no key stands twice");
    }
}
