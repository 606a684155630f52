//! The frame of the portal's pages: server-rendered, complete without script, printable.

use axum::extract::Query;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::kept::Keep;
use super::list::Count;
use super::problem::Problem;
use super::shell::App;
use super::value::{Date, Timestamp};
use super::words::{Tongue, Words, asked_for, tag, words};

/// Who looks at a page, and in which language.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The language.
    pub tongue: Tongue,
    /// Its words.
    pub words: &'static Words,
}

impl<S: Sync> axum::extract::FromRequestParts<S> for Reader {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut axum::http::request::Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::new(asked_for(&parts.headers)))
    }
}

impl Reader {
    /// Of a language.
    #[must_use]
    pub fn new(tongue: Tongue) -> Self {
        Self { tongue, words: words(tongue) }
    }

    /// The sentence of a key.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.say(key, &[])
    }
}

/// A page: its title, where it stands, what is on it.
pub struct Page<'a> {
    /// The title, without the site's name.
    pub title: &'a str,
    /// The path it stands at, for the language switch and the navigation.
    pub path: &'a str,
    /// What is on it.
    pub body: Markup,
}

/// The places of the navigation: a path and the key of its name.
const PLACES: &[(&str, &str)] = &[
    ("/", "portal-home"),
    ("/subjects", "portal-subjects"),
    ("/draws", "draws-title"),
    ("/results", "results-title"),
    ("/statistics", "statistics-title"),
    ("/items", "portal-items"),
    ("/plans", "portal-plans"),
    ("/complaints", "portal-complaints"),
    ("/journal", "portal-journal"),
    ("/about", "portal-about"),
];

/// The feeds, which readers find on every page: a path and the key of its name.
const FEEDS: [(&str, &str); 4] = [
    ("/feeds/draws.atom", "draws-feed"),
    ("/feeds/results.atom", "results-feed"),
    ("/feeds/plans.atom", "plans-feed"),
    ("/feeds/items.atom", "items-feed"),
];

/// Whether a page stands at a place of the navigation, or below it.
fn stands_at(place: &str, path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    path == place || (place != "/" && path.strip_prefix(place).is_some_and(|rest| rest.starts_with('/')))
}

/// The whole page.
#[must_use]
pub fn frame(reader: Reader, page: &Page<'_>) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(tag(reader.tongue)) {
            (head(reader, page))
            body {
                a.skip href="#main" { (reader.say("portal-skip")) }
                (top(reader, page.path))
                main #main tabindex="-1" { (page.body) }
                footer { div.inner {
                    p { (reader.say("portal-footer")) }
                    ul.plain {
                        li { a href="/about" { (reader.say("portal-about")) } }
                        @for (path, key) in FEEDS { li { a href=(path) { (reader.say(key)) " (Atom)" } } }
                        li { a href="/data" { (reader.say("data-title")) } }
                        li { a href="/api" { (reader.say("portal-api")) } }
                        li { a href="/console/" { (reader.say("portal-console")) } }
                    }
                } }
            }
        }
    }
}

fn head(reader: Reader, page: &Page<'_>) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="description" content=(reader.say("portal-description"));
            title { (page.title) " · " (reader.say("portal-name")) }
            link rel="stylesheet" href="/static/portal.css";
            link rel="icon" href="/static/icon.svg" type="image/svg+xml";
            @for (path, key) in FEEDS { link rel="alternate" type="application/atom+xml" href=(path) title=(reader.say(key)); }
        }
    }
}

/// Emblem line, name, navigation, and the switch to the other language, which comes back to the same page.
fn top(reader: Reader, path: &str) -> Markup {
    let (other, name) = match reader.tongue {
        Tongue::Zh => ("en", "English"),
        Tongue::En => ("zh-CN", "中文"),
    };
    let back = utf8_percent_encode(path, NON_ALPHANUMERIC);
    html! {
        header.top {
            div.inner {
                a.brand href="/" { (reader.say("portal-name")) }
                nav aria-label=(reader.say("portal-navigation")) {
                    @for (place, key) in PLACES {
                        a href=(place) aria-current=[stands_at(place, path).then_some("page")] { (reader.say(key)) }
                    }
                }
                a.tongue href={ "/language?to=" (other) "&back=" (back) } lang=(other) hreflang=(other) { (name) }
            }
        }
    }
}

/// Where a page stands: the pages above it, and its own name last.
#[must_use]
pub fn crumbs(reader: Reader, above: &[(&str, &str)], here: &str) -> Markup {
    html! {
        nav.crumbs aria-label=(reader.say("portal-crumbs")) {
            ol {
                li { a href="/" { (reader.say("portal-home")) } }
                @for (path, name) in above { li { a href=(path) { (name) } } }
                li aria-current="page" { (here) }
            }
        }
    }
}

/// Links to the sections of a long page: its headings that have an id, in order.
#[must_use]
pub fn contents(reader: Reader, sections: &Markup) -> Markup {
    let headings = sections.0.split("<h2 id=\"").skip(1).filter_map(|rest| {
        let (id, rest) = rest.split_once("\">")?;
        Some((id, rest.split_once("</h2>")?.0))
    });
    html! {
        nav.contents aria-label=(reader.say("about-contents")) {
            ul.run { @for (id, text) in headings { li { a href={ "#" (id) } { (PreEscaped(text)) } } } }
        }
    }
}

/// A long page: links to its sections, and the sections. Where there is room the links stay in sight beside them.
#[must_use]
pub fn long(reader: Reader, sections: &Markup) -> Markup {
    html! { div.long { (contents(reader, sections)) div { (sections) } } }
}

/// Something long behind a line that says what it comes to: whoever wants the rest opens it, and on paper it is open. What warns of something never stands in it.
#[must_use]
pub fn fold(says: &str, inside: &Markup) -> Markup {
    html! { details.fold { summary { (says) } (inside) } }
}

/// What opens folds on paper where a browser can't be told so by a style; for the end of a page that has some.
#[must_use]
pub fn unfolds() -> Markup {
    html! { script src="/static/print.js" defer {} }
}

/// Something wide, such as a table, that scrolls inside itself and can be reached by keyboard.
#[must_use]
pub fn scroll(label: &str, inside: &Markup) -> Markup {
    html! { div.scroll role="region" aria-label=(label) tabindex="0" { (inside) } }
}

/// A table of things: where there is no room for its columns beside each other, each row is a card, and each value has its column's heading before it.
#[must_use]
pub fn cards(label: &str, table: &Markup) -> Markup {
    let heads = table.0.split("<th scope=\"col\">").skip(1).filter_map(|rest| Some(rest.split_once("</th>")?.0));
    let heads: Vec<&str> = heads.collect();
    let (start, body) = table.0.split_once("<tbody>").unwrap_or((table.0.as_str(), ""));
    let mut whole = start.replacen("<table>", "<table class=\"stacked\">", 1);
    if !body.is_empty() {
        whole.push_str("<tbody>");
    }
    for row in body.split_inclusive("</tr>") {
        let mut cells = row.split("<td");
        let before = cells.next().unwrap_or_default();
        let mut column = before.matches("<th ").count();
        whole.push_str(before);
        for cell in cells {
            let (attributes, inside) = cell.split_once('>').unwrap_or((cell, ""));
            let head = heads.get(column).copied().unwrap_or_default();
            // What a heading says was escaped when it was written.
            whole.extend(["<td", attributes, " data-label=\"", head, "\">", inside]);
            column += 1 + inside.matches("<th ").count();
        }
    }
    scroll(label, &PreEscaped(whole))
}

/// How many there are, and the way to the next page; `next` is where that is.
#[must_use]
pub fn pager(reader: Reader, count: Count, first: Option<&str>, next: Option<&str>) -> Markup {
    let key = if count.exact { "portal-count" } else { "portal-count-more" };
    html! {
        nav.pager aria-label=(reader.say("portal-pager")) {
            span { (reader.words.say(key, &[("n", &count.value)])) }
            @if let Some(first) = first { a href=(first) rel="first" { (reader.say("portal-first-page")) } }
            @if let Some(next) = next { a.button href=(next) rel="next" { (reader.say("portal-next-page")) } }
        }
    }
}

/// A labelled choice in a form: `(value, name)` pairs, the chosen value.
#[must_use]
pub fn choice(name: &str, label: &str, options: &[(String, String)], chosen: &str) -> Markup {
    html! {
        label.field {
            span { (label) }
            select name=(name) {
                @for (value, text) in options {
                    option value=(value) selected[value == chosen] { (text) }
                }
            }
        }
    }
}

/// A path with a query; pairs with an empty value are left out.
#[must_use]
pub fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let pairs: Vec<_> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The path and query of a request, for [`Page::path`].
#[must_use]
pub fn path_of(uri: &axum::http::Uri) -> &str {
    uri.path_and_query().map_or("/", axum::http::uri::PathAndQuery::as_str)
}

/// A date in the reader's language: 2026年3月5日, 5 March 2026.
#[must_use]
pub fn date(reader: Reader, date: Date) -> String {
    let (year, month, day) = (date.0.year(), date.0.month(), date.0.day());
    let month = reader.say(&format!("portal-month-{month}"));
    reader.words.say("portal-date", &[("year", &year.to_string()), ("month", &month), ("day", &day.to_string())])
}

/// A moment in the reader's language, as clocks in China show it.
#[must_use]
pub fn moment(reader: Reader, at: Timestamp) -> String {
    let time = at.local().strftime("%H:%M:%S").to_string();
    reader.words.say("portal-moment", &[("date", &date(reader, at.date())), ("time", &time)])
}

/// A page as an answer.
#[must_use]
pub fn answer(reader: Reader, page: &Page<'_>) -> Response {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (axum::http::header::VARY, "accept-language, cookie"),
        (axum::http::header::CONTENT_LANGUAGE, tag(reader.tongue)),
    ];
    (Extension(Keep), headers, frame(reader, page).into_string()).into_response()
}

/// A Problem as a page.
#[must_use]
pub fn problem(tongue: Tongue, path: &str, problem: &Problem, id: &str) -> Markup {
    let reader = Reader::new(tongue);
    let title = problem.title(reader.words);
    let body = html! {
        h1 { (title) }
        p { (problem.detail(reader.words)) }
        p.small { (reader.words.say("portal-request-id", &[("id", &id)])) }
        p { a href="/" { (reader.say("portal-back-home")) } }
    };
    frame(reader, &Page { title: &title, path, body })
}

#[derive(Deserialize)]
struct Switch {
    to: String,
    #[serde(default)]
    back: String,
}

/// Change the language and go back. The one GET that sets a cookie; it changes nothing else.
async fn switch(Query(Switch { to, back }): Query<Switch>) -> Response {
    let to = if to == "en" { "en" } else { "zh-CN" };
    // Only to a path of ours: `//elsewhere` is another host.
    let own = back.starts_with('/') && !back.starts_with("//") && !back.contains(['\\', '\r', '\n']);
    let back = if own { back } else { "/".to_owned() };
    ([(SET_COOKIE, format!("lang={to}; Path=/; Max-Age=31536000; SameSite=Lax"))], Redirect::to(&back)).into_response()
}

/// The seven stars of the dipper; the one at its end is 摇光.
const ICON: &str = include_str!("../../assets/icon.svg");

/// The button of a sheet of paper, there only where it can do something, and folds, open on it.
const PRINT: &str = include_str!("../../assets/print.js");

/// Styles, icon, the button to print, language switch.
pub fn routes() -> Router<App> {
    let kept = |kind: &'static str, text: &'static str| {
        move || async move { (Extension(Keep), [(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=3600")], text) }
    };
    Router::new()
        .route("/language", get(switch))
        .route("/static/portal.css", get(kept("text/css; charset=utf-8", include_str!("../../assets/portal.css"))))
        .route("/static/print.js", get(kept("text/javascript; charset=utf-8", PRINT)))
        .route("/static/icon.svg", get(kept("image/svg+xml", ICON)))
        // Where it is looked for by whoever only knows the host.
        .route("/icon.svg", get(kept("image/svg+xml", ICON)))
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::{Reader, cards, fold, long};
    use crate::app::words::Tongue;

    #[test]
    fn a_long_page_leads_to_its_sections_and_folds_say_what_they_come_to() {
        let table = html! { table { tbody { tr { td { "closed" } td { "3" } } } } };
        let sections =
            html! { h2 #moves { "Moves" } (fold("Moves, in detail (3 in all)", &table)) h2 #verify { "Check" } };
        let said = long(Reader::new(Tongue::En), &sections).into_string();
        let (links, rest) = said.split_once("</nav>").unwrap();
        assert!(links.contains("href=\"#moves\">Moves</a>") && links.contains("href=\"#verify\">Check</a>"), "{links}");
        let folded = "<details class=\"fold\"><summary>Moves, in detail (3 in all)</summary><table>";
        assert!(rest.contains(folded) && rest.contains("<td>3</td>"), "{rest}");
    }

    #[test]
    fn a_card_says_before_each_value_what_it_is() {
        let table = html! { table {
            thead { tr { @for head in ["No.", "What", "Where", "How & when"] { th scope="col" { (head) } } } }
            tbody { tr { td.number { "1" } th scope="row" { "prices" } td { "" } td { "by day" br; "by night" } } }
        } };
        let said = cards("Lines", &table).into_string();
        let row = "<tr><td class=\"number\" data-label=\"No.\">1</td><th scope=\"row\">prices</th><td data-label=\"Where\"></td>\
            <td data-label=\"How &amp; when\">by day<br>by night</td></tr></tbody></table>";
        assert!(said.contains("<table class=\"stacked\"><thead>") && said.contains(row), "{said}");
    }
}
