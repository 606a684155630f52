//! What several pages show: an edition's name and data, fields of items.

use maud::{Markup, html};

use crate::app::page::{self, Reader};
use crate::app::value::Date;
use crate::catalogue::api::sheet::cells;
use crate::catalogue::api::wire::Names;
use crate::catalogue::rules::ItemText;
use crate::catalogue::store::edition;

/// The name an edition goes by.
pub fn name(reader: Reader, row: &edition::Model) -> String {
    reader.words.say("items-edition-title", &[("title", &row.title), ("number", &row.number)])
}

/// Where it stands, as a mark with words.
pub fn standing(reader: Reader, row: &edition::Model, today: Date) -> Markup {
    let key = row.standing_on(today);
    html! { span class={ "mark " (key) } { (reader.say(key)) } }
}

/// What there is to know of an edition.
pub fn facts(reader: Reader, row: &edition::Model, names: &Names, today: Date) -> Markup {
    let day = |day: Option<Date>| day.map(|day| page::date(reader, day));
    let rows = [
        ("items-organisation", Some(names.organisation(row.organisation).to_owned())),
        ("items-effective", day(row.effective_from)),
        ("items-until", day(row.effective_until)),
        ("items-published", day(row.published_at.map(crate::app::value::Timestamp::date))),
        ("items-count", Some(row.items.to_string())),
        ("items-note", Some(row.note.clone())),
        ("items-reason", Some(row.reason.clone())),
    ];
    html! {
        dl.facts {
            dt { (reader.say("items-standing")) }
            dd { (standing(reader, row, today)) }
            @for (key, value) in &rows {
                @if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                    dt { (reader.say(key)) }
                    dd { (value) }
                }
            }
        }
    }
}

/// The name of a field of an item.
pub fn field_name(reader: Reader, field: &str) -> String {
    reader.say(&format!("item-{field}"))
}

/// A field's value in a comparison.
pub fn value(reader: Reader, item: &ItemText, field: &str) -> String {
    let text = cells::cell(item, field, reader.words);
    if text.is_empty() { reader.say("items-empty") } else { text }
}
