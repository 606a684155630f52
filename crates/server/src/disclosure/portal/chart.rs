//! Bars as SVG, drawn by the server in whole numbers. Each stands above the table that has its figures, so nobody needs to see it.

use maud::{Markup, html};

/// The width of a chart, and where bars begin and end.
const WIDTH: u64 = 760;
const LEFT: u64 = 230;
const RIGHT: u64 = 680;
/// The height of a bar, and of what is between groups.
const BAR: u64 = 18;
const GAP: u64 = 12;

/// A group of bars.
pub struct Group {
    /// Its name.
    pub name: String,
    /// Its bars: how long, and what stands behind each.
    pub bars: Vec<(u64, String)>,
}

/// A chart with a title for those who hear it.
#[must_use]
pub fn bars(title: &str, groups: &[Group]) -> Markup {
    let most = groups.iter().flat_map(|group| &group.bars).map(|(value, _)| *value).max().unwrap_or(0).max(1);
    let long = |value: u64| value.saturating_mul(RIGHT - LEFT) / most;
    let mut top = GAP;
    let mut placed = Vec::new();
    for group in groups {
        let bars: Vec<_> = group.bars.iter().enumerate().map(|(at, bar)| (at, top + BAR * at as u64, bar)).collect();
        placed.push((group, top, bars));
        top += BAR * group.bars.len() as u64 + GAP;
    }
    html! {
        svg.chart role="img" aria-label=(title) viewBox={ "0 0 " (WIDTH) " " (top) } xmlns="http://www.w3.org/2000/svg" {
            @for (group, top, bars) in &placed {
                text x=(LEFT - 10) y=(top + 14) text-anchor="end" { (shortened(&group.name)) }
                @for (at, y, (value, shown)) in bars {
                    rect class=(if *at == 0 { "bar" } else { "other" }) x=(LEFT) y=(y) width=(long(*value)) height=(BAR - 3) {}
                    text x=(LEFT + long(*value) + 6) y=(y + 13) { (shown) }
                }
            }
        }
    }
}

/// What fits before a bar.
fn shortened(name: &str) -> String {
    const MOST: usize = 15;
    if name.chars().count() <= MOST {
        return name.to_owned();
    }
    name.chars().take(MOST - 1).chain(['…']).collect()
}
