//! The method, explained to a shopkeeper.

use axum::response::Response;
use maud::html;

use crate::app::page::{self, Page, Reader};

/// The sections, each with how many paragraphs.
const SECTIONS: [(&str, usize); 6] =
    [("why", 3), ("fixed", 4), ("check", 4), ("journal", 3), ("rights", 5), ("wrong", 2)];

/// Why chosen at random, how the draw is fixed beforehand, how to check it, what the journal is, rights at an inspection.
pub async fn page(reader: Reader) -> Response {
    let title = reader.say("about-title");
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("about-lead")) }
        nav.contents aria-label=(reader.say("about-contents")) {
            ol { @for (name, _) in SECTIONS { li { a href={ "#" (name) } { (reader.say(&format!("about-{name}"))) } } } }
        }
        @for (name, paragraphs) in SECTIONS {
            section {
                h2 id=(name) { (reader.say(&format!("about-{name}"))) }
                @for at in 1..=paragraphs { p { (reader.say(&format!("about-{name}-{at}"))) } }
            }
        }
    };
    page::answer(reader, &Page { title: &title, path: "/about", body })
}

#[cfg(test)]
mod tests {
    use super::SECTIONS;
    use crate::app::words::{Tongue, words};

    #[test]
    fn every_paragraph_has_its_words() {
        for tongue in [Tongue::Zh, Tongue::En] {
            for (name, paragraphs) in SECTIONS {
                assert!(words(tongue).has(&format!("about-{name}")), "{name}");
                for at in 1..=paragraphs {
                    assert!(words(tongue).has(&format!("about-{name}-{at}")), "{name} {at}");
                }
                assert!(!words(tongue).has(&format!("about-{name}-{}", paragraphs + 1)), "{name}");
            }
        }
    }
}
