//! A table of what was counted: what a row counts, and its numbers.

use maud::{Markup, Render, html};

use crate::app::page::{self, Reader};

/// The table; its title and the headings of its columns are keys of words.
pub(super) fn table<N: Render>(
    reader: Reader,
    (title, heads): (&str, &[&str]),
    rows: impl IntoIterator<Item = (String, Vec<N>)>,
) -> Markup {
    page::scroll(
        &reader.say(title),
        &html! { table {
            thead { tr { @for head in heads { th scope="col" { (reader.say(head)) } } } }
            tbody { @for (what, numbers) in rows { tr {
                th scope="row" { (what) }
                @for number in &numbers { td.number { (number) } }
            } } }
        } },
    )
}
