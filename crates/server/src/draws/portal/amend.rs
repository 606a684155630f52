//! 抽取后变更 in public: what was asked for after a draw, why, who approved or declined it, what was taken back and what nobody decided; and how often each approver does.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::accounts::PersonId;
use crate::accounts::store::{organisation, person};
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::draws::rules::amend::{Kind, State as Amended, approver};
use crate::draws::store::{amendment, draw as row, public};

/// The offices of people: their organisations' names.
async fn offices<C: ConnectionTrait>(
    db: &C,
    people: BTreeSet<PersonId>,
) -> Result<BTreeMap<PersonId, String>, Problem> {
    let mut of = BTreeMap::new();
    let people: Vec<PersonId> = people.into_iter().collect();
    for part in people.chunks(500) {
        let found = person::Entity::find().filter(person::Column::Id.is_in(part.iter().copied())).all(db).await?;
        of.extend(found.into_iter().map(|one| (one.id, one.organisation)));
    }
    let names: BTreeMap<_, _> =
        organisation::Entity::find().all(db).await?.into_iter().map(|one| (one.id, one.name)).collect();
    Ok(of.into_iter().map(|(id, office)| (id, names.get(&office).cloned().unwrap_or_default())).collect())
}

/// What was asked for after an announced draw: whoever declines a recusal, or leaves it undecided, decides who inspects as much as whoever approves it.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let all = amendment::of(app.read(), draw.id).await?;
    let mut over: Vec<&amendment::Model> = all.iter().filter(|one| one.state != Amended::Asked).collect();
    // By their numbers; those that were declined or taken back have none, and stand last, by when.
    over.sort_by_key(|one| (one.number.is_none(), one.number, one.ended_at()));
    let deciders: BTreeSet<PersonId> = over.iter().filter_map(|one| one.decider).collect();
    let offices = offices(app.read(), deciders).await?;
    let waiting = all.iter().filter(|one| one.state == Amended::Asked);
    let since = waiting.clone().map(|one| one.asked_at).min().map(|at| page::moment(reader, at));
    let waiting = waiting.count();
    Ok(html! {
        h2 #amendments { (reader.say("draw-amended")) }
        p { (reader.say("draw-amended-about")) " " (reader.say("draw-amended-all")) }
        @if all.is_empty() { p.empty { (reader.say("draw-amended-none-asked")) } }
        @if !over.is_empty() { p { (count(reader, &over)) } }
        @if let Some(at) = since { p #undecided { strong { (reader.words.say("draw-amended-waiting", &[("n", &waiting), ("at", &at)])) } } }
        @if !over.is_empty() { (page::cards(&reader.say("draw-amended"), &table(reader, &over, &offices))) }
    })
}

/// How many were approved, by kind, how many declined, and how many taken back.
fn count(reader: Reader, over: &[&amendment::Model]) -> String {
    let in_state = |state: Amended| over.iter().filter(move |one| one.state == state);
    let made = || in_state(Amended::Approved);
    let of = |kind: Kind| made().filter(|one| one.kind == kind).count();
    let (recused, absent, gone) = (of(Kind::Recuse), of(Kind::Absent), of(Kind::Gone));
    let stood_in = made().filter(|one| !one.stood_in.is_empty()).count();
    let (n, declined) = (made().count(), in_state(Amended::Declined).count());
    let withdrawn = in_state(Amended::Withdrawn).count();
    let values: [(&str, &dyn lots_cli::locale::Sayable); 6] = [
        ("n", &n),
        ("recused", &recused),
        ("absent", &absent),
        ("gone", &gone),
        ("in", &stood_in),
        ("declined", &declined),
    ];
    let counted = reader.words.say("draw-amended-count", &values);
    match withdrawn {
        0 => counted,
        _ => format!("{counted} {}", reader.words.say("draw-amended-taken-back", &[("n", &withdrawn)])),
    }
}

fn table(reader: Reader, over: &[&amendment::Model], offices: &BTreeMap<PersonId, String>) -> Markup {
    let heads =
        ["number", "decision", "when", "kind", "reason", "subject", "inspector", "teams", "stood-in", "open", "by"];
    html! { table {
        thead { tr { @for key in heads { th scope="col" { (reader.say(&format!("draw-amended-{key}"))) } } } }
        tbody { @for one in over { tr {
            th scope="row" { @match one.number { Some(number) => { (number) } None => { "–" } } }
            td { (reader.say(&format!("draw-amended-{}", one.state))) }
            td.date { (one.ended_at().map(|at| page::moment(reader, at)).unwrap_or_default()) }
            td { (reader.say(&format!("draw-amended-kind-{}", one.kind))) }
            td { (reader.say(&format!("draw-amended-why-{}", one.reason))) }
            td.code { (one.subject) }
            td.code { (one.inspector) }
            td.number { (one.changed) }
            td.code { (one.stood_in) }
            td.number { (one.open_seats) }
            td { @if let Some(by) = one.decider { (named(reader, offices, by)) } }
        } } }
    } }
}

/// Whoever decided, for everybody: a short name out of the pseudonym, which never changes and says nothing of the person; their office; and the whole pseudonym, small.
fn named(reader: Reader, offices: &BTreeMap<PersonId, String>, by: PersonId) -> Markup {
    let pseudonym = approver(by);
    html! {
        (reader.words.say("draw-amended-approver", &[("code", &short(pseudonym.as_str()))])) br;
        (offices.get(&by).map_or("", String::as_str)) br;
        code.small { (pseudonym.as_str()) }
    }
}

/// The first digits of a pseudonym, `approver-7c1a9cfd…`: `7C1A`.
fn short(pseudonym: &str) -> String {
    let digits = pseudonym.rsplit('-').next().unwrap_or_default();
    digits.chars().take(4).collect::<String>().to_uppercase()
}

/// How often each approver amends, over all announced draws; nothing while nobody has.
pub async fn rates(app: &App, reader: Reader) -> Result<Markup, Problem> {
    let tallies = public::tallies(app.read()).await?;
    if tallies.is_empty() {
        return Ok(html! {});
    }
    let offices = offices(app.read(), tallies.iter().map(|tally| tally.decider).collect()).await?;
    let rate = |tally: &public::Tally| {
        let permille = (tally.changed * 1_000).checked_div(tally.drawn).unwrap_or(0);
        format!("{}.{}%", permille / 10, permille % 10)
    };
    let heads = ["by", "approved", "declined", "teams", "drawn", "rate"];
    let table = html! { table {
        thead { tr { @for key in heads { th scope="col" { (reader.say(&format!("draw-amended-{key}"))) } } } }
        tbody { @for tally in &tallies { tr {
            th scope="row" { (named(reader, &offices, tally.decider)) }
            td.number { (tally.approved) }
            td.number { (tally.declined) }
            td.number { (tally.changed) }
            td.number { (tally.drawn) }
            td.number { (rate(tally)) }
        } } }
    } };
    Ok(html! {
        h2 #amendments { (reader.say("draw-amended-rates")) }
        p { (reader.say("draw-amended-rates-about")) }
        (page::cards(&reader.say("draw-amended-rates"), &table))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pseudonym_has_a_short_name() {
        assert_eq!((short("approver-7c1a9cfd00112233").as_str(), short("").as_str()), ("7C1A", ""));
    }
}
