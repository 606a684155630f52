//! Bars drawn by the server in whole numbers. Each stands above the table that has its figures, so nobody needs to see it.
//!
//! They are lines of the page and no picture, so that on a telephone the names and figures keep their size, and what a name says isn't cut.

use maud::{Markup, html};

/// How long the longest bar is, in tenths of a percent of what there is: behind it stands a figure.
const LONGEST: u64 = 800;

/// A group of bars.
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its bars: how long, and what stands behind each.
    pub bars: Vec<(u64, String)>,
}

/// A chart with a title for those who hear it; `keys` says what the bars of a group are, where there are several.
#[must_use]
pub fn bars(title: &str, keys: &[String], groups: &[Group]) -> Markup {
    let most = groups.iter().flat_map(|group| &group.bars).map(|(value, _)| *value).max().unwrap_or(0).max(1);
    let long = |value: u64| {
        let tenths = value.saturating_mul(LONGEST) / most;
        format!("{}.{}%", tenths / 10, tenths % 10)
    };
    html! {
        div.chart role="img" aria-label=(title) {
            @if !keys.is_empty() {
                p.keys { @for (at, key) in keys.iter().enumerate() { span { (bar(at, "22")) (key) } } }
            }
            @for group in groups {
                div.group {
                    span { (group.name) }
                    div { @for (at, (value, shown)) in group.bars.iter().enumerate() {
                        p { @if *value > 0 { (bar(at, &long(*value))) } (shown) }
                    } }
                }
            }
        }
    }
}

/// A bar. Its look goes by its place in its group, of which the stylesheet knows three.
fn bar(at: usize, width: &str) -> Markup {
    html! { svg class=(["first", "second", "third"][at.min(2)]) width=(width) height="14" {} }
}
