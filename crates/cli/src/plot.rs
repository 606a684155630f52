//! A plot of measured against theoretical chances, as an SVG that screen readers can read too.

use std::fmt::Write;

use crate::locale::{Tongue, Words};

/// One line of the plot; chances in millionths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The stratum.
    pub name: String,
    /// The chance in theory.
    pub theory: u64,
    /// The mean of the subjects' measured chances.
    pub mean: u64,
    /// The least measured chance of a subject.
    pub least: u64,
    /// The greatest measured chance of a subject.
    pub greatest: u64,
}

const LEFT: u64 = 240;
const WIDTH: u64 = 640;
const TOP: u64 = 70;
const STEP: u64 = 36;

/// A millionth as a percentage with four decimals, like `5.2632%`.
///
/// ```
/// assert_eq!(lots_cli::plot::percent(52_632), "5.2632%");
/// assert_eq!(lots_cli::plot::percent(1_000_000), "100.0000%");
/// ```
#[must_use]
pub fn percent(millionths: u64) -> String {
    format!("{}.{:04}%", millionths / 10_000, millionths % 10_000)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Where a chance lies, in pixels from the left, when the axis ends at `most`.
fn across(chance: u64, most: u64) -> u64 {
    LEFT + chance.min(most) * WIDTH / most.max(1)
}

/// The plot, one bar a stratum, on an axis from 0 to the greatest chance there is.
#[must_use]
pub fn svg(bars: &[Bar], replays: u64, words: &Words) -> String {
    let most = bars.iter().map(|bar| bar.greatest.max(bar.theory)).max().unwrap_or(1).max(1);
    let (width, bottom) = (LEFT + WIDTH + 60, TOP + STEP * bars.len() as u64);
    let height = bottom + 60;
    let lang = if words.tongue() == Tongue::Zh { "zh-CN" } else { "en" };
    let title = escaped(&words.say("replay-plot-title", &[("replays", &replays)]));
    let describe = escaped(&words.say("replay-plot-text", &[]));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" lang=\"{lang}\" role=\"img\" \
         aria-labelledby=\"title text\" font-family=\"sans-serif\" font-size=\"14\">\n\
         <title id=\"title\">{title}</title>\n<desc id=\"text\">{describe}</desc>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"20\" y=\"28\" font-size=\"18\">{title}</text>\n<text x=\"20\" y=\"50\" fill=\"#444444\">{describe}</text>\n"
    );
    for (bar, row) in bars.iter().zip(0..) {
        svg += &line(bar, TOP + STEP * row + STEP / 2, most, words);
    }
    let axis = bottom + 8;
    let right = LEFT + WIDTH;
    let _ = write!(
        svg,
        "<line x1=\"{LEFT}\" y1=\"{axis}\" x2=\"{right}\" y2=\"{axis}\" stroke=\"#444444\"/>\n\
         <text x=\"{LEFT}\" y=\"{y}\" text-anchor=\"middle\">0%</text>\n\
         <text x=\"{right}\" y=\"{y}\" text-anchor=\"middle\">{end}</text>\n</svg>\n",
        y = axis + 22,
        end = percent(most)
    );
    svg
}

fn line(bar: &Bar, y: u64, most: u64, words: &Words) -> String {
    let x = |chance| across(chance, most);
    let (theory, mean) = (percent(bar.theory), percent(bar.mean));
    let (least, greatest) = (percent(bar.least), percent(bar.greatest));
    let said = words.say(
        "replay-plot-stratum",
        &[("name", &bar.name), ("theory", &theory), ("mean", &mean), ("least", &least), ("greatest", &greatest)],
    );
    format!(
        "<g>\n<title>{said}</title>\n<text x=\"{label}\" y=\"{base}\" text-anchor=\"end\">{name}</text>\n\
         <line x1=\"{x1}\" y1=\"{y}\" x2=\"{x2}\" y2=\"{y}\" stroke=\"#6a8fc0\" stroke-width=\"6\"/>\n\
         <line x1=\"{tx}\" y1=\"{above}\" x2=\"{tx}\" y2=\"{below}\" stroke=\"#b00020\" stroke-width=\"2\"/>\n\
         <circle cx=\"{mx}\" cy=\"{y}\" r=\"4\" fill=\"#12305c\"/>\n</g>\n",
        said = escaped(&said),
        label = LEFT - 14,
        base = y + 5,
        name = escaped(&bar.name),
        x1 = x(bar.least),
        x2 = x(bar.greatest),
        tx = x(bar.theory),
        above = y - 12,
        below = y + 12,
        mx = x(bar.mean),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every tag is closed by its like, and nothing else opens one.
    fn check_balance(svg: &str) {
        let mut open = Vec::new();
        for part in svg.split('<').skip(1) {
            let (tag, _) = part.split_once('>').expect("a tag ends");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{svg}");
            } else if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap());
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }

    #[test]
    fn the_plot_is_well_formed_whatever_the_names_and_says_its_figures() {
        let bar = Bar { name: "<b> & \"C\"".into(), theory: 50_000, mean: 50_000, least: 0, greatest: 120_000 };
        for (tongue, bars) in [(Tongue::En, vec![bar.clone(), bar]), (Tongue::Zh, vec![])] {
            let drawn = svg(&bars, 100, &Words::new(tongue));
            check_balance(&drawn);
            assert_eq!(drawn.matches("<circle").count(), bars.len());
            assert!(bars.is_empty() || drawn.contains("&lt;b&gt; &amp; &quot;C&quot;") && drawn.contains("12.0000%"));
        }
    }
}
