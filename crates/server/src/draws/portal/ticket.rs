//! 查我的签号: a business finds its ticket by its code, and how to compute it with one line of a shell.
//!
//! Anybody can compute any ticket once the seed is public, so nothing is given away; in which stratum a business is stays the receipt's to say.

use lots::name::SubjectId;
use lots::seed::SeedRecord;
use lots::ticket::ticket;
use maud::{Markup, html};

use crate::app::page::Reader;
use crate::draws::rules::DrawId;
use crate::draws::store::target;

/// The form, and the answer for a code that was asked for.
pub fn section(reader: Reader, id: DrawId, asked: &str, record: &SeedRecord, drawn: &[target::Model]) -> Markup {
    let asked = asked.trim().to_uppercase();
    html! {
        h2 #ticket { (reader.say("draw-ticket")) }
        p { (reader.say("draw-ticket-about")) }
        form.search action={ "/draws/" (id) "#ticket" } method="get" {
            label for="code" { (reader.say("draw-ticket-code")) }
            div.row {
                input id="code" type="search" name="code" value=(asked) maxlength="55" autocomplete="off";
                button type="submit" { (reader.say("draw-ticket-look")) }
            }
        }
        @if !asked.is_empty() { (answer(reader, &asked, record, drawn)) }
    }
}

fn answer(reader: Reader, asked: &str, record: &SeedRecord, drawn: &[target::Model]) -> Markup {
    let Ok(subject) = SubjectId::new(asked) else {
        return html! { p.empty role="status" { (reader.say("draw-ticket-no-code")) } };
    };
    let key = record.seed().ticket_key();
    let number = ticket(&key, subject.as_str()).to_string();
    let target = drawn.iter().find(|target| target.code == asked);
    html! {
        div role="status" {
            dl.facts {
                dt { (reader.say("draw-ticket-is")) }
                dd { code.hash { (number) } }
                dt { (reader.say("draw-ticket-result")) }
                dd {
                    @match target {
                        Some(target) if target.stood_in.is_some() => { (reader.say("draw-ticket-stood-in")) }
                        Some(target) if target.gone.is_some() => { (reader.say("draw-ticket-gone")) }
                        Some(target) => { (reader.words.say("draw-ticket-drawn", &[("rank", &target.rank)])) }
                        None => { (reader.say("draw-ticket-not-drawn")) }
                    }
                }
            }
            p.small { (reader.say("draw-ticket-shell")) }
            pre { code { "printf %s " (key.to_string()) (asked) " | sha256sum" } }
        }
    }
}
