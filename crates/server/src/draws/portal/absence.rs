//! Who takes no part, in numbers: a bench that somebody picked by hand, or a registry that somebody thinned, would show here.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::draw::Told;
use super::{counts, is_told};
use crate::app::App;
use crate::app::page::Reader;
use crate::app::problem::Problem;
use crate::draws::rules::bench::{Absence, Recused};
use crate::draws::rules::outside::Outside;
use crate::draws::rules::scheme::Scope;
use crate::draws::store::file;
use crate::subjects::portal::codes;

/// How many subjects are left out and how many of the inspectors can't be drawn, by reason, and how many can take each seat. Of draws committed before this was
/// kept there is nothing.
pub(super) async fn section(app: &App, reader: Reader, draw: &Told) -> Result<Markup, Problem> {
    let Some(kept) = file::get(app.read(), draw.row.id, file::ABSENCE).await? else { return Ok(html! {}) };
    let absence: Absence = serde_json::from_slice(&kept).map_err(Problem::broken)?;
    let all: u64 = absence.reasons.values().sum();
    let left_out: u64 = absence.excluded.values().sum();
    let able = u64::try_from(draw.row.able()).unwrap_or_default();
    let tight = tight(&draw.commitment.body().seats, (&absence.seats, able));
    let seats: Vec<String> = absence.seats.iter().map(ToString::to_string).collect();
    Ok(html! {
        @if left_out > 0 {
            h2 #excluded { (reader.say("draw-out")) }
            p { (reader.words.say("draw-out-lead", &[("n", &left_out), ("named", &absence.excluded_named)])) }
            (counted(reader, "draw-out", (&absence.excluded, Some(&absence.by_hand.1))))
        }
        @if absence.registry > 0 { p {
            (reader.words.say("draw-out-registry", &[("registry", &absence.registry)]))
            @if let Some(held) = absence.held { " " (reader.say(if held { "draw-out-held" } else { "draw-out-not-held" })) }
            @if absence.doubled > 0 { " " (reader.words.say("draw-out-doubled", &[("n", &absence.doubled)])) }
        } }
        @if is_told(&draw.row, app.now().date()) { (beyond(reader, &draw.row.scheme()?.scope, &absence)) }
        @if let Some(alike) = absence.alike { p #twins {
            @if alike == 0 { (reader.say("draw-out-alike-none")) }
            @else { strong { (reader.words.say("draw-out-alike", &[("n", &alike)])) } }
        } }
        h2 #bench { (reader.say("draw-away")) }
        p { (reader.words.say("draw-away-lead", &[("n", &all), ("named", &absence.named)])) " " (reader.words.say("draw-away-seats", &[("seats", &seats.join(", "))]))
            @if let Some((seats, able)) = tight { " " strong { (reader.words.say("draw-away-tight", &[("seats", &seats), ("able", &able)])) } }
        }
        @if let Some(replays) = absence.replays { p #suffices {
            @if replays == 0 { (reader.say("draw-seated-certain")) }
            @else { (reader.words.say("draw-seated-estimated", &[("n", &replays)])) }
        } }
        @if let Some(n) = absence.namesakes.filter(|n| *n > 0) { p #namesakes { (reader.words.say("draw-namesakes", &[("n", &n)])) } }
        (trained(reader, absence.training_months.as_deref().unwrap_or_default()))
        (counted(reader, "draw-away", (&absence.reasons, Some(&absence.by_hand.0))))
        (recused(reader, &absence.recused))
    })
}

/// Whom a scope of trades or regions passes over: those whose entry lacks them or says too little, and how many are in which region that isn't asked for, since
/// nobody else knows which regions there are. Of draws committed before this was kept there is nothing.
fn beyond(reader: Reader, scope: &Scope, absence: &Absence) -> Markup {
    let (Some(trades), Some(regions)) = (&absence.trades, &absence.regions) else { return html! {} };
    let outside = Outside::of(scope, trades, regions);
    let all: u64 = outside.regions.values().sum();
    let row = |(region, many): (&String, &u64)| (codes::region(reader, region), vec![*many]);
    html! {
        @if !scope.industries.is_empty() { p #untraded {
            (reader.words.say("draw-beyond-trades", &[("none", &outside.trade_none), ("wide", &outside.trade_wide)]))
        } }
        @if !scope.regions.is_empty() { p #elsewhere {
            (reader.words.say("draw-beyond-regions", &[("n", &all), ("wide", &outside.region_wide)]))
        } }
        @if all > 0 { (counts::table(reader, ("draw-beyond", &["draw-beyond-region", "draw-away-count"], &all), outside.regions.iter().map(row))) }
    }
}

/// The seats of a team that are at least half as many as those who can take them, with how many these are: the seats of one pool, else all of them. Nearly
/// every team has the same people then. `able` can take each seat, `all` can be drawn.
fn tight<P: Ord>(pools: &[P], (able, all): (&[u64], u64)) -> Option<(u64, u64)> {
    // Of draws from before it was kept there is nothing to compare.
    if pools.len() != able.len() {
        return None;
    }
    let mut each = BTreeMap::<&P, (u64, u64)>::new();
    for (pool, able) in pools.iter().zip(able) {
        let (seats, there) = each.entry(pool).or_default();
        (*seats, *there) = (*seats + 1, *able);
    }
    // Whoever is in several pools is one person: there are no more than can be drawn at all.
    let together = each.values().map(|(_, there)| there).sum::<u64>().min(all);
    let whole = (pools.len() as u64, together);
    each.into_values().chain([whole]).find(|(seats, there)| seats * 2 >= *there)
}

/// The rule on training under which the bench stood, or several where offices below have their own.
fn trained(reader: Reader, rules: &[u64]) -> Markup {
    let rule = |months: &u64| {
        if *months == 0 {
            return reader.say("draw-trained-none");
        }
        reader.words.say("draw-trained-within", &[("months", months)])
    };
    let rules: Vec<String> = rules.iter().map(rule).collect();
    html! { @if !rules.is_empty() { p #trained { (reader.words.say("draw-trained", &[("rules", &rules.join(" / "))])) } } }
}

/// The pairs that must not meet, in numbers, and the conflicts that nobody is kept apart by.
fn recused(reader: Reader, recused: &Recused) -> Markup {
    let all: u64 = recused.reasons.values().sum();
    let fewest = recused.fewest.unwrap_or_default();
    let said: [(&str, &dyn lots_cli::locale::Sayable); 4] =
        [("n", &all), ("named", &recused.named), ("most", &recused.most), ("fewest", &fewest)];
    html! {
        @if all > 0 || recused.unmatched > 0 { h2 #recused { (reader.say("draw-kept")) } }
        @if all > 0 {
            p {
                (reader.words.say("draw-kept-lead", &said))
                @if recused.most_of > 0 {
                    " " (reader.words.say("draw-kept-of", &[("most", &recused.most_of), ("subjects", &recused.subjects)]))
                    @if recused.most_of * 2 > recused.subjects { " " strong { (reader.say("draw-kept-tight")) } }
                }
            }
            (counted(reader, "draw-kept", (&recused.reasons, None)))
        }
        @if recused.unmatched > 0 { p #unmatched { (reader.words.say("draw-kept-unmatched", &[("n", &recused.unmatched)])) } }
    }
}

/// How many for each reason, whose words begin with `stem`, and how many of them somebody named. A reason that somebody made up is told as it is.
fn counted(
    reader: Reader,
    stem: &str,
    (reasons, by_hand): (&BTreeMap<String, u64>, Option<&BTreeMap<String, u64>>),
) -> Markup {
    let word = |reason: &str| {
        let key = format!("{stem}-{reason}");
        if reader.words.has(&key) { reader.say(&key) } else { reason.to_owned() }
    };
    let heads = ["draw-away-why", "draw-away-count", "draw-away-hand"];
    let heads = if by_hand.is_some() { &heads[..] } else { &heads[..2] };
    let sum: u64 = reasons.values().sum();
    let row = |(reason, count): (&String, &u64)| {
        let named = by_hand.map(|by_hand| by_hand.get(reason).copied().unwrap_or_default());
        (word(reason), [Some(*count), named].into_iter().flatten().collect::<Vec<u64>>())
    };
    html! {
        @if !reasons.is_empty() { (counts::table(reader, (stem, heads, &sum), reasons.iter().map(row))) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_are_tight_from_half_of_those_on_who_can_take_them() {
        let check = |pools: &[&str], able: &[u64], all: u64, expected| assert_eq!(tight(pools, (able, all)), expected);
        check(&["all", "all"], &[5, 5], 5, None);
        check(&["all", "all"], &[4, 4], 4, Some((2, 4)));
        // One pool is, whatever the others are.
        check(&["lead", "all"], &[2, 90], 90, Some((1, 2)));
        check(&["lead", "all"], &[3, 90], 90, None);
        // The same people in both pools.
        check(&["a", "b"], &[3, 3], 4, Some((2, 4)));
        check(&["a", "b"], &[3, 3], 6, None);
        check(&["a", "b"], &[], 6, None);
    }
}
