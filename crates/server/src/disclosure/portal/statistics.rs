//! Figures that everybody may know, each as a chart with its table.

use std::collections::BTreeMap;

use axum::extract::State as Held;
use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::chart::{Group, bars};
use crate::app::App;
use crate::app::page::{self, Page, Reader};
use crate::app::problem::Problem;
use crate::disclosure::rules::figures::{
    Figures, Planned, Reach, Results, Share, Stratum, Unfollowed, YearOff, count, percent, share,
};
use crate::disclosure::store::statistics::figures;
use crate::draws::api::account::{in_words, rate};
use crate::outcomes::{Kind, State as Followed};
use crate::subjects::portal::codes;

/// The most groups of bars of a chart; the table has all.
const MOST_BARS: usize = 24;
/// The most columns that stand beside each other on a telephone.
const BESIDE: usize = 2;
/// What the bars of a group are, by the section's key, where there are several: the keys of the words that are in the heads of its table, too.
const KEYS: &[(&str, &[&str])] = &[
    ("statistics-plans", &["statistics-published", "statistics-drawn", "statistics-plan-due"]),
    ("statistics-items", &["statistics-count", "statistics-found"]),
    ("statistics-outcomes", &["statistics-count", "outcome-state-closed"]),
    ("statistics-domains", &["statistics-drawn", "statistics-published"]),
    ("statistics-regions", &["statistics-drawn", "statistics-published"]),
    ("statistics-chances", &["statistics-measured", "statistics-chance"]),
];

/// The page.
pub async fn page(Held(app): Held<App>, reader: Reader, uri: Uri) -> Result<Response, Problem> {
    let told = figures(app.read(), &app.config.disclosure, app.now().date()).await?;
    let title = reader.say("statistics-title");
    let body = html! {
        (page::crumbs(reader, &[], &title))
        h1 { (title) }
        p.lead { (reader.say("statistics-lead")) }
        (super::terms(reader, &app.config.disclosure))
        @if told.results.count == 0 && told.strata.is_empty() && told.planned.is_empty() { p.empty { (reader.say("statistics-none")) } }
        @else { (all(reader, &told, app.config.disclosure.working_days)) }
        (calendars(reader, &told.calendars))
    };
    Ok(page::answer(reader, &Page { title: &title, path: page::path_of(&uri), body }))
}

fn all(reader: Reader, told: &Figures, days: u16) -> Markup {
    let domains: Vec<(String, Reach)> =
        told.domains.iter().map(|(domain, reach)| (reader.say(&format!("subject-domain-{domain}")), *reach)).collect();
    let regions: Vec<(String, Reach)> =
        told.regions.iter().map(|(region, reach)| (codes::region(reader, region), *reach)).collect();
    html! {
        (planned(reader, &told.planned, told.share))
        (months(reader, &told.results))
        (codes(reader, &told.results))
        (items(reader, &told.results))
        (deadlines(reader, &told.results))
        (unpublished(reader, &told.unpublished, days))
        (followed(reader, &told.outcomes))
        (unfollowed(reader, told.unfollowed))
        (reached(reader, ("statistics-domains", "statistics-domains-about", "subject-domain"), &domains))
        (reached(reader, ("statistics-regions", "statistics-regions-about", "subject-region"), &regions))
        (loads(reader, &told.loads))
        (chances(reader, &told.strata))
    }
}

fn long(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// A section: its heading, chart, sentence and table. Nothing if there are no rows.
fn section(
    reader: Reader,
    (key, about): (&str, &str),
    groups: &[Group],
    (heads, rows): (&[&str], &[Vec<String>]),
) -> Markup {
    let title = reader.say(key);
    let keys = KEYS.iter().find(|(section, _)| *section == key).map(|(_, keys)| *keys).unwrap_or_default();
    let keys: Vec<String> = keys.iter().map(|key| reader.say(key)).collect();
    let table = html! { table {
        thead { tr { @for head in heads { th scope="col" { (reader.say(head)) } } } }
        tbody { @for row in rows { tr {
            @for (at, cell) in row.iter().enumerate() { @if at == 0 { th scope="row" { (cell) } } @else { td.number { (cell) } } }
        } } }
    } };
    html! { @if !rows.is_empty() {
        h2 id=(key) { (title) }
        p { (reader.say(about)) }
        (bars(&title, &keys, &groups[..groups.len().min(MOST_BARS)]))
        @if heads.len() > BESIDE { (page::cards(&title, &table)) } @else { (page::scroll(&title, &table)) }
    } }
}

fn one(name: &str, count: i64) -> Group {
    Group { name: name.to_owned(), bars: vec![(long(count), count.to_string())] }
}

/// How far the annual plans are: due by now, drawn, drawn with a public result, planned for the year; and which part of all inspections is drawn by lot. Whoever was
/// drawn isn't inspected yet, so what counts as carried out is a public result.
fn planned(reader: Reader, lines: &[Planned], all: Share) -> Markup {
    let is_one = lines.windows(2).all(|pair| pair[0].office == pair[1].office);
    let name = |line: &Planned| if is_one { line.item.clone() } else { format!("{} {}", line.office, line.item) };
    let said = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), |count| count.to_string());
    let bar = |count: Option<u64>| (count.unwrap_or(0), said(count));
    let bars = |line: &Planned| vec![bar(Some(line.published)), bar(Some(line.drawn)), bar(line.due)];
    let group = |line: &Planned| Group { name: name(line), bars: bars(line) };
    let groups: Vec<Group> = lines.iter().map(group).collect();
    let row = |line: &Planned| {
        let done = percent(share(line.published, line.planned.unwrap_or(0)));
        let counts = [line.drawn, line.published].map(|count| count.to_string());
        [vec![name(line), said(line.planned), said(line.due)], counts.to_vec(), vec![done]].concat()
    };
    let rows: Vec<Vec<String>> = lines.iter().map(row).collect();
    let heads = [
        "notice-item",
        "statistics-plan-year",
        "statistics-plan-due",
        "statistics-drawn",
        "statistics-published",
        "statistics-plan-done",
    ];
    // Whoever was only drawn wasn't inspected: a share of inspections is one of those that were made.
    let part = percent(share(all.published, all.published + all.for_cause));
    let waiting = all.random.saturating_sub(all.published);
    html! {
        (section(reader, ("statistics-plans", "statistics-plans-about"), &groups, (&heads, &rows)))
        @if !rows.is_empty() && all.published + all.for_cause > 0 {
            p { (reader.words.say("statistics-random", &[("share", &part), ("waiting", &waiting), ("published", &all.published), ("cause", &all.for_cause)])) }
        }
    }
}

fn months(reader: Reader, results: &Results) -> Markup {
    // The latest are shown, in the order of the calendar.
    let earlier = results.months.len().saturating_sub(MOST_BARS);
    let groups: Vec<Group> = results.months.iter().skip(earlier).map(|(month, count)| one(month, *count)).collect();
    let rows: Vec<Vec<String>> =
        results.months.iter().map(|(month, count)| vec![month.clone(), count.to_string()]).collect();
    section(
        reader,
        ("statistics-months", "statistics-months-about"),
        &groups,
        (&["results-month", "statistics-count"], &rows),
    )
}

fn codes(reader: Reader, results: &Results) -> Markup {
    let named: Vec<(String, i64)> =
        results.codes.iter().map(|(code, count)| (reader.say(&format!("visit-result-{code}")), *count)).collect();
    let groups: Vec<Group> = named.iter().map(|(name, count)| one(name, *count)).collect();
    let of = |count: i64| percent(share(long(count), long(results.count)));
    let rows: Vec<Vec<String>> =
        named.iter().map(|(name, count)| vec![name.clone(), count.to_string(), of(*count)]).collect();
    section(
        reader,
        ("statistics-codes", "statistics-codes-about"),
        &groups,
        (&["results-result", "statistics-count", "statistics-share"], &rows),
    )
}

fn items(reader: Reader, results: &Results) -> Markup {
    // What an item is called, and beside the figures its code.
    let name = |code: &String| results.item_names.get(code).unwrap_or(code).clone();
    let coded = |code: &String| match results.item_names.get(code) {
        Some(name) => format!("{name} {code}"),
        None => code.clone(),
    };
    let group = |(code, (count, found)): (&String, &(i64, i64))| Group {
        name: name(code),
        bars: vec![(long(*count), count.to_string()), (long(*found), found.to_string())],
    };
    let groups: Vec<Group> = results.items.iter().map(group).collect();
    let row = |(code, (count, found)): (&String, &(i64, i64))| {
        vec![coded(code), count.to_string(), found.to_string(), percent(share(long(*found), long(*count)))]
    };
    let rows: Vec<Vec<String>> = results.items.iter().map(row).collect();
    let heads = ["notice-item", "statistics-count", "statistics-found", "statistics-share"];
    section(reader, ("statistics-items", "statistics-items-about"), &groups, (&heads, &rows))
}

fn deadlines(reader: Reader, results: &Results) -> Markup {
    let late = results.versions - results.kept;
    let named = [(reader.say("results-in-time"), results.kept), (reader.say("results-late"), late)];
    let groups: Vec<Group> = named.iter().map(|(name, count)| one(name, *count)).collect();
    let of = |count: i64| percent(share(long(count), long(results.versions)));
    let rows: Vec<Vec<String>> =
        named.iter().map(|(name, count)| vec![name.clone(), count.to_string(), of(*count)]).collect();
    let heads = ["results-deadline", "statistics-versions", "statistics-share"];
    section(
        reader,
        ("statistics-deadlines", "statistics-deadlines-about"),
        &groups,
        (&heads, if results.versions > 0 { &rows } else { &[] }),
    )
}

/// Visits with a version that isn't public though its day is over: it can't be called late as what is public can. Nothing while there are none.
fn unpublished(reader: Reader, counts: &BTreeMap<(String, String), i64>, days: u16) -> Markup {
    let name = |(office, month): &(String, String)| format!("{office} {month}");
    let groups: Vec<Group> = counts.iter().map(|(key, count)| one(&name(key), *count)).collect();
    let row =
        |((office, month), count): (&(String, String), &i64)| vec![office.clone(), month.clone(), count.to_string()];
    let rows: Vec<Vec<String>> = counts.iter().map(row).collect();
    let all: i64 = counts.values().sum();
    let heads = ["results-office", "results-month", "statistics-unpublished"];
    html! {
        (section(reader, ("statistics-unpublished", "statistics-unpublished-about"), &groups, (&heads, &rows)))
        @if all > 0 { p #unpublished { strong { (reader.words.say("statistics-unpublished-all", &[("n", &all), ("days", &days)])) } } }
    }
}

/// What followed, by kind: how many of each, and how many of them are closed.
fn followed(reader: Reader, counts: &BTreeMap<(Kind, Followed), i64>) -> Markup {
    let of = |kind: Kind, state| counts.get(&(kind, state)).copied().unwrap_or(0);
    let states = [Followed::Open, Followed::Closed, Followed::Withdrawn];
    let mut rows = Vec::new();
    let mut groups = Vec::new();
    for &kind in Kind::ALL {
        let all: i64 = states.iter().map(|state| of(kind, *state)).sum();
        if all == 0 {
            continue;
        }
        let (name, closed) = (reader.say(&format!("outcome-kind-{kind}")), of(kind, Followed::Closed));
        groups.push(Group {
            name: name.clone(),
            bars: vec![(long(all), all.to_string()), (long(closed), closed.to_string())],
        });
        let each = states.iter().map(|state| of(kind, *state).to_string());
        rows.push([name, all.to_string()].into_iter().chain(each).collect());
    }
    let heads = [
        "statistics-outcome",
        "statistics-count",
        "outcome-state-open",
        "outcome-state-closed",
        "outcome-state-withdrawn",
    ];
    section(reader, ("statistics-outcomes", "statistics-outcomes-about"), &groups, (&heads, &rows))
}

/// How many results ask for something of which nothing is public, and for how long the first of them has been. Nothing while there are none.
fn unfollowed(reader: Reader, told: Unfollowed) -> Markup {
    let says = || reader.words.say("statistics-unfollowed", &[("n", &told.count), ("days", &told.oldest_days)]);
    html! { @if told.count > 0 { p #unfollowed { strong { (says()) } } } }
}

fn reached(reader: Reader, (key, about, head): (&str, &str, &str), reach: &[(String, Reach)]) -> Markup {
    let group = |(name, reach): &(String, Reach)| Group {
        name: name.clone(),
        bars: vec![(long(reach.drawn), reach.drawn.to_string()), (long(reach.published), reach.published.to_string())],
    };
    let groups: Vec<Group> = reach.iter().map(group).collect();
    let row = |(name, reach): &(String, Reach)| {
        let drawn = percent(share(long(reach.drawn), long(reach.population)));
        let counts = [reach.population, reach.drawn, reach.visited, reach.published];
        [vec![name.clone()], counts.iter().map(i64::to_string).collect(), vec![drawn]].concat()
    };
    let rows: Vec<Vec<String>> = reach.iter().map(row).collect();
    let heads = [
        head,
        "statistics-population",
        "statistics-drawn",
        "statistics-visited",
        "statistics-published",
        "statistics-share",
    ];
    section(reader, (key, about), &groups, (&heads, &rows))
}

fn loads(reader: Reader, loads: &[(String, String, i64)]) -> Markup {
    let groups: Vec<Group> = loads.iter().map(|(name, _, count)| one(name, *count)).collect();
    let rows: Vec<Vec<String>> = loads
        .iter()
        .map(|(name, certificate, count)| vec![name.clone(), certificate.clone(), count.to_string()])
        .collect();
    let heads = ["notice-inspector", "notice-certificate", "statistics-visits"];
    section(reader, ("statistics-loads", "statistics-loads-about"), &groups, (&heads, &rows))
}

/// What was drawn against what was to be expected by what was committed, stratum by stratum over all the draws that are shown.
fn chances(reader: Reader, strata: &[Stratum]) -> Markup {
    let name = |one: &Stratum| in_words(reader, &one.name);
    let group = |one: &Stratum| Group {
        name: name(one),
        bars: [one.measured(), one.chance()].map(|share| (share.unwrap_or(0), percent(share))).to_vec(),
    };
    let groups: Vec<Group> = strata.iter().map(group).collect();
    let row = |one: &Stratum| {
        let rates: Vec<String> = one.rates.iter().map(|(p, q)| rate(*p, *q)).collect();
        vec![
            name(one),
            one.draws.to_string(),
            one.population.to_string(),
            count(one.expected),
            one.drawn.to_string(),
            percent(one.chance()),
            percent(one.measured()),
            rates.join(" / "),
        ]
    };
    let rows: Vec<Vec<String>> = strata.iter().map(row).collect();
    let heads = [
        "draw-stratum",
        "statistics-draws",
        "statistics-population-drawn",
        "statistics-expected",
        "statistics-drawn",
        "statistics-chance",
        "statistics-measured",
        "statistics-committed",
    ];
    section(reader, ("statistics-chances", "statistics-chances-about"), &groups, (&heads, &rows))
}

/// The calendars by which due days are counted, once somebody entered one: a year with more days off than others is seen.
fn calendars(reader: Reader, years: &[YearOff]) -> Markup {
    let groups: Vec<Group> = years.iter().map(|year| one(&year.year.to_string(), year.weekdays)).collect();
    let said = |year: &YearOff| match year.entered {
        Some(day) => (page::date(reader, day), year.times.to_string()),
        None => (reader.say("statistics-calendar-built-in"), "–".to_owned()),
    };
    let row = |year: &YearOff| {
        let (entered, times) = said(year);
        let counts = [year.off, year.weekdays, year.worked].map(|count| count.to_string());
        [vec![year.year.to_string(), year.document.clone(), entered, times], counts.to_vec()].concat()
    };
    let rows: Vec<Vec<String>> = years.iter().map(row).collect();
    let heads = [
        "statistics-calendar-year",
        "statistics-calendar-document",
        "statistics-calendar-entered",
        "statistics-calendar-times",
        "statistics-calendar-off",
        "statistics-calendar-weekdays",
        "statistics-calendar-worked",
    ];
    section(reader, ("statistics-calendars", "statistics-calendars-about"), &groups, (&heads, &rows))
}
