//! The rules by themselves.

use super::rules::{EXPORT_MOST, Refusal, View, check, export, view};

#[test]
fn who_audits_the_top_sees_the_whole() {
    let of = |paths: &[&str]| view(paths.iter().copied());
    assert_eq!(of(&["a/"]), View::Whole);
    assert_eq!(of(&["a/b/"]), View::Part);
    assert_eq!(of(&["a/b/", "c/"]), View::Whole);
    assert_eq!(of(&[]), View::Part);
}

#[test]
fn one_check_at_a_time_and_of_the_whole_only() {
    assert_eq!(check(View::Whole, 0), Ok(()));
    assert_eq!(check(View::Whole, 1), Err(Refusal::CheckRuns));
    assert_eq!(check(View::Part, 0), Err(Refusal::PartOnly));
}

#[test]
fn a_file_has_a_limit() {
    assert_eq!(export(EXPORT_MOST), Ok(()));
    assert_eq!(export(EXPORT_MOST + 1), Err(Refusal::ExportTooLong));
}
