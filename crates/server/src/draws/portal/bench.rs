//! Who doesn't inspect, in numbers: a bench that somebody picked by hand would show here.

use maud::{Markup, html};

use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::draws::rules::DrawId;
use crate::draws::rules::freeze::Absence;
use crate::draws::store::file;

/// How many of the registry aren't on the bench, by reason, and how many can take each seat. Of draws committed before this was kept there is nothing.
pub async fn section(app: &App, reader: Reader, draw: DrawId) -> Result<Markup, Problem> {
    let Some(kept) = file::get(app.read(), draw, file::ABSENCE).await? else { return Ok(html! {}) };
    let absence: Absence = serde_json::from_slice(&kept).map_err(Problem::broken)?;
    let all: u64 = absence.reasons.values().sum();
    let seats: Vec<String> = absence.seats.iter().map(ToString::to_string).collect();
    let word = |reason: &str| {
        let key = format!("draw-away-{reason}");
        if reader.words.has(&key) { reader.say(&key) } else { reason.to_owned() }
    };
    let heads = ["draw-away-why", "draw-away-count"];
    Ok(html! {
        h2 #bench { (reader.say("draw-away")) }
        p { (reader.words.say("draw-away-lead", &[("n", &all), ("named", &absence.named)])) " " (reader.words.say("draw-away-seats", &[("seats", &seats.join(", "))])) }
        @if all > 0 {
            (page::scroll(&reader.say("draw-away"), &html! { table {
                thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
                tbody { @for (reason, count) in &absence.reasons { tr { th scope="row" { (word(reason)) } td.number { (count) } } } }
            } }))
        }
    })
}
