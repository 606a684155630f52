//! Replays of a drawn city.

#[path = "draws/mod.rs"]
mod draws;

use std::fs;

use draws::{Draw, lots};
use lots_cli::exit::Exit;

#[test]
fn a_city_is_replayed_with_a_plot_and_changed_inputs_are_refused() {
    let draw = Draw::of_city(600);
    let (folder, plot) = (draw.folder().to_str().unwrap(), draw.beside("plot.svg"));
    let plot = plot.to_str().unwrap();
    assert_eq!(lots(&["replay", folder, "--runs", "3", "--svg", plot]), Exit::Fine);
    let drawn = fs::read_to_string(plot).unwrap();
    let strata = draw.result().strata.iter().filter(|stratum| stratum.population > 0).count();
    assert_eq!(drawn.matches("<circle").count(), strata);
    assert_eq!(lots(&["replay", folder, "--runs", "3", "--no-teams", "--json"]), Exit::Fine);
    assert_eq!(lots(&["replay", folder, "--runs", "0"]), Exit::Usage);
    assert_eq!(lots(&["replay", folder, "--runs", "1", "--svg", plot]), Exit::Broken, "a plot is not overwritten");
    let roster = draw.folder().join("subjects.tsv");
    let kept = fs::read_to_string(&roster).unwrap();
    let (_, rest) = kept.split_once('\n').unwrap();
    fs::write(&roster, rest).unwrap();
    assert_eq!(lots(&["replay", folder, "--runs", "1"]), Exit::Found);
}
