use super::*;

fn sorted(text: &[u8], memory: usize) -> Result<(Sorted, String), ScanError> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("roster.csv"), folder.path().join("subjects.tsv"));
    std::fs::write(&from, text).unwrap();
    let outcome = sort(&Source::delimited(&from, COMMA).unwrap(), &to, memory, &options());
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, if outcome.is_ok() { 2 } else { 1 }, "nothing else stays behind");
    outcome.map(|sorted| (sorted, std::fs::read_to_string(&to).unwrap()))
}

/// A fixed permutation.
fn shuffled(rows: &[SubjectRow]) -> Vec<SubjectRow> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&i| Digest::of(&i.to_be_bytes()));
    order.into_iter().map(|i| rows[i].clone()).collect()
}

#[test]
fn one_run_or_many_sort_to_the_table() {
    let rows = rows(100_000);
    let text = comma(&shuffled(&rows));
    for (memory, many) in [(1 << 30, false), (1 << 20, true)] {
        let (what, file) = sorted(&text, memory).unwrap();
        assert_eq!((what.rows, what.runs > 3), (100_000, many));
        assert!(file == table(&rows).to_file(), "the table's file differs");
    }
}

#[test]
fn an_empty_roster_sorts_to_an_empty_file() {
    assert_eq!(sorted(b"", 1 << 20).unwrap(), (Sorted { rows: 0, runs: 0 }, String::new()));
}

#[test]
fn duplicates_are_named_with_both_rows_wherever_they_stand() {
    let mut rows = shuffled(&rows(100_000));
    rows[99_000].id = rows[5].id.clone();
    rows[70_000].id = rows[69_999].id.clone();
    let Err(ScanError::Flawed(flaws)) = sorted(&comma(&rows), 1 << 20) else { panic!("flaws expected") };
    let twice = |row: u64, earlier: u64| {
        let id = rows[usize::try_from(earlier).unwrap() - 1].id.to_string();
        Flaw { row, field: Field::Id, kind: FlawKind::Duplicate { id, earlier } }
    };
    assert_eq!(flaws.list, [twice(70_001, 70_000), twice(99_001, 6)]);
}

#[test]
fn rows_with_flaws_are_named_before_anything_is_sorted() {
    let Err(ScanError::Flawed(flaws)) = sorted(b"B,s\nA\nA,\n", 1 << 20) else { panic!("flaws expected") };
    assert_eq!(flaws.list.iter().map(|flaw| flaw.row).collect::<Vec<_>>(), [2, 3]);
}
