use std::sync::atomic::{AtomicU64, Ordering as Memory};

use lots::merkle::{includes, leaf_hash, proof};
use lots::table::TableRow;
use proptest::prelude::*;

use super::*;

fn check_draw(rows: &[SubjectRow], strata: &[Stratum]) {
    let file = file(&comma(rows));
    let source = Source::delimited(file.path(), COMMA).unwrap();
    let drawn = draw(&source, &key(), strata, Order::Ascending, &options()).unwrap();
    let got: Vec<_> = drawn.strata.into_iter().map(|stratum| (stratum.rows, stratum.lots)).collect();
    assert_eq!(got, plainly_drawn(rows, strata));
    assert_eq!(drawn.rows, rows.len() as u64);
}

#[test]
fn a_draw_is_that_of_plain_recomputation() {
    let rows = rows(3000);
    for keep in [0, 1, 7, 300, 5000] {
        check_draw(&rows, &strata_of(&rows, keep));
    }
}

#[test]
fn a_roster_of_several_blocks_is_drawn_alike() {
    let rows = rows(100_000);
    check_draw(&rows, &strata_of(&rows, 900));
}

#[test]
fn wrong_populations_change_no_lot() {
    let rows = rows(3000);
    for population in [0, 1, 1_000_000_000_000, u64::MAX] {
        let strata = strata_of(&rows, 100).into_iter().map(|stratum| Stratum { population, ..stratum });
        check_draw(&rows, &strata.collect::<Vec<_>>());
    }
}

#[test]
fn a_stratum_without_rows_has_no_lots() {
    let rows = rows(50);
    let mut strata = strata_of(&rows, 5);
    strata.push(Stratum { name: "none".parse().unwrap(), population: 0, keep: 5 });
    check_draw(&rows, &strata);
}

#[test]
fn parts_in_any_order_merge_to_the_whole() {
    let mut rows = rows(2000);
    let strata = strata_of(&rows, 50);
    rows.reverse();
    let part = |rows: &[SubjectRow]| {
        let file = file(&comma(rows));
        draw(&Source::delimited(file.path(), COMMA).unwrap(), &key(), &strata, Order::Any, &options()).unwrap()
    };
    let parts = [part(&rows[..700]), part(&rows[700..])];
    for (i, whole) in plainly_drawn(&rows, &strata).into_iter().enumerate() {
        let mut lots: Vec<Lot> = parts.iter().flat_map(|part| part.strata[i].lots.clone()).collect();
        lots.sort();
        lots.truncate(50);
        assert_eq!((parts.iter().map(|part| part.strata[i].rows).sum::<u64>(), lots), whole);
    }
}

fn check_commit(rows: &[SubjectRow]) {
    let text = file(&comma(rows));
    let mut copy = Vec::new();
    let source = Source::delimited(text.path(), COMMA).unwrap();
    let frozen = commit(&source, &SECRET, Some(&mut copy), &options()).unwrap();
    assert_eq!(frozen.table, table(rows).root(&SECRET), "{} rows", rows.len());
    assert_eq!(String::from_utf8(copy.clone()).unwrap(), table(rows).to_file());
    let counted: Vec<_> = strata_of(rows, 0).into_iter().map(|stratum| (stratum.name, stratum.population)).collect();
    assert_eq!(frozen.strata, counted);
    let copied = file(&copy);
    let again = commit(&Source::subjects(copied.path()).unwrap(), &SECRET, None, &options()).unwrap();
    assert_eq!(again, frozen);
}

#[test]
fn a_root_is_that_of_the_table_in_memory() {
    for count in [0, 1, 2, 3, 127, 128, 129, 1000] {
        check_commit(&rows(count));
    }
}

#[test]
fn a_root_over_several_blocks_is_that_of_the_table_in_memory() {
    check_commit(&rows(70_001));
}

#[test]
fn a_proof_is_that_of_the_table_in_memory() {
    let rows = rows(40_000);
    let table = table(&rows);
    let (text, leaves) = (file(table.to_file().as_bytes()), table.leaves(&SECRET));
    let source = Source::subjects(text.path()).unwrap();
    for index in [0, 1, 12_345, 39_998, 39_999] {
        let found = prove(&source, &SECRET, &Wanted::Index(index as u64), &options()).unwrap().unwrap();
        assert_eq!((&found.row, found.index), (&rows[index], index as u64));
        assert_eq!(found.path, proof(&leaves, index));
        let leaf = leaf_hash(found.row.text(&SECRET).as_bytes());
        assert!(includes(&found.table.root, found.table.rows, found.index, leaf, &found.path));
        let by_id = prove(&source, &SECRET, &Wanted::Id(rows[index].id.clone()), &options()).unwrap();
        assert_eq!(by_id, Some(found));
    }
    assert_eq!(prove(&source, &SECRET, &Wanted::Index(40_000), &options()).unwrap(), None);
    assert_eq!(prove(&source, &SECRET, &Wanted::Id("nobody".parse().unwrap()), &options()).unwrap(), None);
}

#[test]
fn progress_ends_at_the_size() {
    let text = file(&comma(&rows(60_000)));
    let source = Source::delimited(text.path(), COMMA).unwrap();
    let most = AtomicU64::new(0);
    let progress = |done, total| {
        assert_eq!(total, source.size());
        most.fetch_max(done, Memory::Relaxed);
    };
    commit(&source, &SECRET, None, &Options { progress: &progress, ..options() }).unwrap();
    assert_eq!(most.into_inner(), source.size());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_ids_and_strata_are_committed_and_drawn_alike(
        made in proptest::collection::btree_map("[!-~]([ -~]{0,53}[!-~])?", "[a-z企业风险/]{1,40}", 0..80),
        keep in 0_usize..9,
        threads in 1_usize..4,
    ) {
        let row = |(id, stratum): (String, String)| {
            SubjectRow { id: id.parse().unwrap(), stratum: stratum.parse().unwrap() }
        };
        let rows: Vec<_> = made.into_iter().map(row).collect();
        let text = file(table(&rows).to_file().as_bytes());
        let source = Source::subjects(text.path()).unwrap();
        let options = Options { threads, ..options() };
        let frozen = commit(&source, &SECRET, None, &options).unwrap();
        prop_assert_eq!(frozen.table, table(&rows).root(&SECRET));
        let strata = strata_of(&rows, keep);
        let drawn = draw(&source, &key(), &strata, Order::Ascending, &options).unwrap();
        let got: Vec<_> = drawn.strata.into_iter().map(|stratum| (stratum.rows, stratum.lots)).collect();
        prop_assert_eq!(got, plainly_drawn(&rows, &strata));
    }
}
