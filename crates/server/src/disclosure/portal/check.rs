//! 自己核验: a published result held against the journal in the reader's browser, by the second implementation. Without scripts it says how to do it by hand.

use axum::extract::State as Held;
use axum::response::Response;
use maud::{Markup, html};

use super::result::{entry, one};
use crate::app::App;
use crate::app::input::Path;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::verifier;
use crate::disclosure::store::result as row;
use crate::draws::api::account::power_shell_file;
use crate::inspections::VisitId;

/// What is looked at, in order: the script says of each whether it holds.
const STEPS: [&str; 4] = ["text", "digest", "entry", "proof"];

/// What it can come to: the script shows one of them.
const VERDICTS: [(&str, &str, &str); 3] = [
    ("good", "result-verify-good", "result-verify-good-says"),
    ("bad", "result-verify-bad", "result-verify-bad-says"),
    ("lost", "result-verify-lost", "result-verify-lost-says"),
];

/// The page, once the journal has the entry.
pub async fn page(
    Held(app): Held<App>,
    reader: Reader,
    Path((visit, number)): Path<(VisitId, i64)>,
) -> Result<Response, Problem> {
    let row = one(&app, visit, number).await?;
    let index = found(entry(&app, row.id).await?)?;
    let title = reader.words.say("result-verify-of", &[("name", &row.name)]);
    Ok(verifier::page(reader, &title, "result-check", &body(reader, &row, index, &title)))
}

fn body(reader: Reader, row: &row::Model, index: i64, title: &str) -> Markup {
    let (text, place) = (format!("{}/disclosure.json", row.path()), format!("/journal/entries/{index}"));
    let receipt = format!("{place}/receipt");
    html! {
        header { div.inner {
            p.brand { strong { (reader.say("result-verify-brand")) } span { (reader.say("result-verify-brand-under")) } }
            nav { a href=(row.path()) { (reader.say("result-verify-back")) } }
        } }
        main #page data-text=(text) data-receipt=(receipt) data-digest=(row.digest) data-number=(row.number) {
            h1 { (title) }
            div #verdict role="status" { @for (verdict, head, says) in VERDICTS {
                template data-verdict=(verdict) { h2 { (reader.say(head)) } p { (reader.say(says)) } }
            } }
            noscript { p { (reader.say("result-verify-no-script")) } }
            ol #steps hidden { @for step in STEPS { li data-step=(step) {
                strong { (reader.words.say(&format!("result-step-{step}"), &[("index", &index.to_string())])) }
                " " code {}
            } } }
            h2 { (reader.say("result-verify-not")) }
            ul {
                li { (reader.say("result-verify-not-signed")) " "
                    a href=(receipt) { (reader.say("journal-receipt")) } " · " a href=(verifier::ALONE) { (reader.say("result-verify-alone")) } }
                li { (reader.say("result-verify-not-true")) }
            }
            h2 { (reader.say("result-verify-hand")) }
            ol {
                li { a href=(text) download=(row.file()) { (reader.say("result-file")) } }
                li { (reader.say("result-verify-hand-compute"))
                    pre { code { "sha256sum " (row.file()) } }
                    pre { code { (power_shell_file(&row.file())) } } }
                li { (reader.say("result-verify-hand-compare")) " " a href=(place) { (reader.words.say("journal-entry", &[("index", &index.to_string())])) }
                    pre { code { (row.digest) } } }
            }
        }
    }
}
