use lots::name::NameError;
use proptest::prelude::*;

use super::*;

fn check(dialect: Dialect, text: &str, expected: &[(u64, Field, FlawKind)]) {
    let flaws = flaws_in(dialect, text.as_bytes());
    let got: Vec<_> = flaws.list.into_iter().map(|flaw| (flaw.row, flaw.field, flaw.kind)).collect();
    assert_eq!(got, expected, "{text:?}");
}

const SUBJECTS: Dialect = Dialect::SUBJECTS;
const HEADED: Dialect = Dialect { header: true, id: 2, stratum: 0, delimiter: b';', lines: Lines::Loose };

#[test]
fn usual_files_have_no_flaws() {
    check(COMMA, "", &[]);
    check(COMMA, "A,s\nB,s", &[]);
    check(COMMA, "A,s\r\nB,s\r\n", &[]);
    check(COMMA, "\u{feff}A,s\nB,s\n", &[]);
    check(COMMA, "A,\"s\"\n\"B\",s\nC,\"s, and\"\n", &[]);
    check(HEADED, "risk;name;id\n", &[]);
    check(HEADED, "risk;name;id\nhigh;\"a\nb;\"\"c\"\"\";A 1\r\nlow;b;B\r\n", &[]);
    check(SUBJECTS, "A\"1\"\ts\nB\t\"s\n", &[]);
}

#[test]
fn quoted_fields_mean_what_they_hold() {
    let quoted = file(b"name,\"id\",s\r\n\"one\ntwo\",\"A\",\"x,\"\"y\"\"\"\r\n,\"B\",z\r\n");
    let dialect = Dialect { header: true, id: 1, stratum: 2, ..COMMA };
    let mut copy = Vec::new();
    let source = Source::delimited(quoted.path(), dialect).unwrap();
    commit(&source, &SECRET, Some(&mut copy), &options()).unwrap();
    assert_eq!(copy, b"A\tx,\"y\"\nB\tz\n");
}

#[test]
fn rows_of_the_wrong_shape_are_named() {
    use Field::Row;
    let fields = |found| FlawKind::Fields { expected: 2, found };
    check(COMMA, "A,s\nB\nC,s,t\nD,s\n", &[(2, Row, fields(1)), (3, Row, fields(3))]);
    check(COMMA, "A,s\n\nB,s\n\n", &[(2, Row, FlawKind::EmptyLine), (4, Row, FlawKind::EmptyLine)]);
    check(COMMA, "A,s\nB,s\"t\nC,s\"\nD,s\n", &[(2, Row, FlawKind::Quote)]);
    check(COMMA, "A,s\nB,\"s\"t\nC,s\n", &[(2, Row, FlawKind::Quote)]);
    check(COMMA, "A,s\n\"B,s\n", &[(2, Row, FlawKind::TooLong)]);
    check(SUBJECTS, "A\ts\nB\ts", &[(2, Row, FlawKind::Ending)]);
}

#[test]
fn fields_of_the_wrong_form_are_named() {
    use Field::{Id, Stratum};
    let name = FlawKind::Name;
    let bad = |character, offset| name(NameError::BadCharacter { character, offset });
    check(
        COMMA,
        ",s\n A,s\nB ,s\n",
        &[(1, Id, name(NameError::Empty)), (2, Id, name(NameError::Blank)), (3, Id, name(NameError::Blank))],
    );
    check(
        COMMA,
        "A\tB,s\nＡ,s\nA\u{7f},s\n",
        &[(1, Id, bad('\t', 1)), (2, Id, bad('Ａ', 0)), (3, Id, bad('\u{7f}', 1))],
    );
    check(
        COMMA,
        &format!("{},s\n{},s\n", "A".repeat(55), "B".repeat(56)),
        &[(2, Id, name(NameError::TooLong { limit: 55 }))],
    );
    check(
        COMMA,
        "A,\nB,s \nC,s\u{3000}\n",
        &[
            (1, Stratum, name(NameError::Empty)),
            (2, Stratum, name(NameError::Blank)),
            (3, Stratum, name(NameError::Blank)),
        ],
    );
    check(COMMA, " ,\n", &[(1, Id, name(NameError::Blank)), (1, Stratum, name(NameError::Empty))]);
    check(SUBJECTS, "A\ts\r\n", &[(1, Stratum, bad('\r', 1))]);
    check(SUBJECTS, "\u{feff}A\ts\n", &[(1, Id, bad('\u{feff}', 0))]);
}

#[test]
fn an_empty_stratum_is_named_though_others_are_known() {
    use Field::Stratum;
    let empty = |row| (row, Stratum, FlawKind::Name(NameError::Empty));
    check(COMMA, "A,s\nB,s\nC,\nD,s\nE,\n", &[empty(3), empty(5)]);
}

#[test]
fn bytes_that_are_not_utf_8_are_named() {
    let flaws = flaws_in(COMMA, b"A\xb2\xcd,s\nB,\xb2\xcd\n");
    let got: Vec<_> = flaws.list.iter().map(|flaw| (flaw.row, flaw.field, flaw.kind.clone())).collect();
    assert_eq!(got, [(1, Field::Id, FlawKind::NotText), (2, Field::Stratum, FlawKind::NotText)]);
}

#[test]
fn duplicates_and_disorder_are_named_with_their_rows() {
    let twice = |row, earlier| (row, Field::Id, FlawKind::Duplicate { id: "B".to_owned(), earlier });
    check(COMMA, "A,s\nB,s\nB,t\nB,u\nC,s\n", &[twice(3, 2), twice(4, 3)]);
    check(COMMA, "A,s\nB,s\n,s\nB,t\n", &[(3, Field::Id, FlawKind::Name(NameError::Empty)), twice(4, 2)]);
    let flaws = flaws_in(COMMA, b"A,s\nC,s\nB,s\nA,s\n");
    let first = Disorder { row: 3, id: "B".to_owned(), before: "C".to_owned() };
    assert_eq!((flaws.total, flaws.disorder), (0, Some(first)));
}

#[test]
fn a_prefix_comes_before_the_longer_id() {
    check(COMMA, "A,s\nA 1,s\nA1,s\nAB,s\n", &[]);
    assert!(flaws_in(COMMA, b"AB,s\nA,s\n").disorder.is_some());
}

#[test]
fn borders_of_blocks_hide_neither_duplicates_nor_disorder() {
    let rows = rows(60_000);
    let clean = comma(&rows);
    // Somewhere in the file is a border; moving a pair of equal ids through it meets it.
    let border = clean[..1 << 20].iter().filter(|&&byte| byte == b'\n').count();
    for at in border - 2..border + 3 {
        let mut doubled = rows.clone();
        doubled[at + 1].id = doubled[at].id.clone();
        let flaws = flaws_in(COMMA, &comma(&doubled));
        let row = at as u64 + 2;
        let kind = FlawKind::Duplicate { id: doubled[at].id.to_string(), earlier: row - 1 };
        assert_eq!(flaws.list, [Flaw { row, field: Field::Id, kind }]);
        let mut swapped = rows.clone();
        swapped.swap(at, at + 1);
        assert_eq!(flaws_in(COMMA, &comma(&swapped)).disorder.unwrap().row, row);
    }
}

#[test]
fn quotes_across_a_border_are_read_as_one_field() {
    let mut text = String::from("id,s,note\n");
    for i in 0..30_000 {
        text += &format!("{i:08},s,\"{},\n\"\"{}\"\"\"\n", "x".repeat(i % 50), "y".repeat(i % 31));
    }
    let text = file(text.as_bytes());
    let source = Source::delimited(text.path(), Dialect { header: true, ..COMMA }).unwrap();
    assert_eq!(commit(&source, &SECRET, None, &options()).unwrap().table.rows, 30_000);
}

#[test]
fn flaws_come_in_order_up_to_the_limit_and_all_are_counted() {
    let text: String = (0..90_000)
        .map(|i| if i % 3 == 0 { format!("{i:06}\n") } else { format!("{i:06},padding padding\n") })
        .collect();
    let text = file(format!("000000,s\n{text}").as_bytes());
    let source = Source::delimited(text.path(), COMMA).unwrap();
    let Err(ScanError::Flawed(flaws)) = commit(&source, &SECRET, None, &Options { flaws: 10, ..options() }) else {
        panic!("flaws expected")
    };
    let named: Vec<u64> = flaws.list.iter().map(|flaw| flaw.row).collect();
    assert_eq!((named, flaws.total), ((0..10).map(|i| 2 + 3 * i).collect(), 30_000));
}

#[test]
fn a_draw_refuses_strata_it_does_not_know() {
    let text = file(b"A,s\nB,t\n");
    let source = Source::delimited(text.path(), COMMA).unwrap();
    let known = [Stratum { name: "s".parse().unwrap(), population: 1, keep: 1 }];
    let Err(ScanError::Flawed(flaws)) = draw(&source, &key(), &known, Order::Ascending, &options()) else {
        panic!("flaws expected")
    };
    assert_eq!(flaws.list, [Flaw { row: 2, field: Field::Stratum, kind: FlawKind::Unknown("t".to_owned()) }]);
}

#[test]
fn a_column_that_is_no_stratum_is_noticed() {
    let text: String = (0..=MAX_STRATA).map(|i| format!("{i:06},{i}\n")).collect();
    let text = file(text.as_bytes());
    let source = Source::delimited(text.path(), COMMA).unwrap();
    assert!(matches!(commit(&source, &SECRET, None, &options()), Err(ScanError::TooManyStrata)));
}

#[test]
fn columns_that_are_not_there_are_refused() {
    let text = file(b"id,s\nA,s\n");
    let refused = Source::delimited(text.path(), Dialect { stratum: 2, ..COMMA });
    assert!(matches!(refused, Err(ScanError::Column { column, columns }) if column == "3" && columns == ["id", "s"]));
    assert!(matches!(Source::subjects(std::path::Path::new("no such file")), Err(ScanError::Io { .. })));
}

proptest! {
    #[test]
    fn whatever_the_bytes_a_scan_comes_to_an_end(
        bytes in proptest::collection::vec(prop_oneof![any::<u8>(), proptest::sample::select(&b"\",\n\r\tA "[..])], 0..300),
        exact in any::<bool>(),
        header in any::<bool>(),
    ) {
        let text = file(&bytes);
        let lines = if exact { Lines::Exact } else { Lines::Loose };
        if let Ok(source) = Source::delimited(text.path(), Dialect { lines, header, ..COMMA }) {
            let _ = commit(&source, &SECRET, None, &options());
        }
    }
}
