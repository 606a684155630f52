//! 抽取后变更 in public: what was amended after a draw, why, and who approved; and how often each approver does.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use crate::accounts::PersonId;
use crate::accounts::store::{organisation, person};
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::draws::rules::State;
use crate::draws::rules::amend::{Kind, State as Amended, approver};
use crate::draws::store::{amendment, draw as row};

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

/// What was amended after an announced draw.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let all = amendment::of(app.read(), draw.id).await?;
    let mut made: Vec<&amendment::Model> = all.iter().filter(|one| one.state == Amended::Approved).collect();
    made.sort_by_key(|one| one.number);
    let declined = all.iter().filter(|one| one.state == Amended::Declined).count();
    let of = |kind: Kind| made.iter().filter(|one| one.kind == kind).count();
    let stood_in = made.iter().filter(|one| !one.stood_in.is_empty()).count();
    let deciders: BTreeSet<PersonId> = made.iter().filter_map(|one| one.decider).collect();
    let offices = offices(app.read(), deciders).await?;
    let (recused, absent, gone) = (of(Kind::Recuse), of(Kind::Absent), of(Kind::Gone));
    let count = reader.words.say(
        "draw-amended-count",
        &[
            ("n", &made.len()),
            ("recused", &recused),
            ("absent", &absent),
            ("gone", &gone),
            ("in", &stood_in),
            ("declined", &declined),
        ],
    );
    Ok(html! {
        h2 #amendments { (reader.say("draw-amended")) }
        p { (reader.say("draw-amended-about")) }
        @if made.is_empty() { p.empty { (reader.say("draw-amended-none")) } }
        @else { p { (count) } (page::cards(&reader.say("draw-amended"), &table(reader, &made, &offices))) }
    })
}

fn table(reader: Reader, made: &[&amendment::Model], offices: &BTreeMap<PersonId, String>) -> Markup {
    let heads = ["number", "when", "kind", "reason", "subject", "inspector", "teams", "stood-in", "open", "by"];
    html! { table {
        thead { tr { @for key in heads { th scope="col" { (reader.say(&format!("draw-amended-{key}"))) } } } }
        tbody { @for one in made { tr {
            th scope="row" { (one.number.unwrap_or_default()) }
            td.date { (one.decided_at.map(|at| page::moment(reader, at)).unwrap_or_default()) }
            td { (reader.say(&format!("draw-amended-kind-{}", one.kind))) }
            td { (reader.say(&format!("draw-amended-why-{}", one.reason))) }
            td.code { (one.subject) }
            td.code { (one.inspector) }
            td.number { (one.changed) }
            td.code { (one.stood_in) }
            td.number { (one.open_seats) }
            td { @if let Some(by) = one.decider { (offices.get(&by).map_or("", String::as_str)) br; code.small { (approver(by).as_str()) } } }
        } } }
    } }
}

/// What somebody decided after announced draws.
#[derive(Default)]
struct Tally {
    approved: usize,
    declined: usize,
    changed: i64,
    draws: BTreeSet<crate::draws::rules::DrawId>,
}

/// How often each approver amends, over all announced draws; nothing while nobody has.
pub async fn rates(app: &App, reader: Reader, draws: &[row::Model]) -> Result<Markup, Problem> {
    let announced: BTreeMap<_, i64> =
        draws.iter().filter(|row| row.state == State::Announced).map(|row| (row.id, row.targets)).collect();
    let ids: Vec<_> = announced.keys().copied().collect();
    let mut by: BTreeMap<PersonId, Tally> = BTreeMap::new();
    for part in ids.chunks(500) {
        for one in amendment::of_all(app.read(), part).await? {
            let Some(decider) = one.decider else { continue };
            let tally = by.entry(decider).or_default();
            tally.approved += usize::from(one.state == Amended::Approved);
            tally.declined += usize::from(one.state == Amended::Declined);
            tally.changed += one.changed;
            tally.draws.insert(one.draw);
        }
    }
    if by.is_empty() {
        return Ok(html! {});
    }
    let offices = offices(app.read(), by.keys().copied().collect()).await?;
    let drawn = |tally: &Tally| tally.draws.iter().filter_map(|id| announced.get(id)).sum::<i64>();
    let rate = |tally: &Tally| {
        let permille = (tally.changed * 1_000).checked_div(drawn(tally)).unwrap_or(0);
        format!("{}.{}%", permille / 10, permille % 10)
    };
    let heads = ["by", "approved", "declined", "teams", "drawn", "rate"];
    let table = html! { table {
        thead { tr { @for key in heads { th scope="col" { (reader.say(&format!("draw-amended-{key}"))) } } } }
        tbody { @for (person, tally) in &by { tr {
            th scope="row" { (offices.get(person).map_or("", String::as_str)) br; code.small { (approver(*person).as_str()) } }
            td.number { (tally.approved) }
            td.number { (tally.declined) }
            td.number { (tally.changed) }
            td.number { (drawn(tally)) }
            td.number { (rate(tally)) }
        } } }
    } };
    Ok(html! {
        h2 #amendments { (reader.say("draw-amended-rates")) }
        p { (reader.say("draw-amended-rates-about")) }
        (page::cards(&reader.say("draw-amended-rates"), &table))
    })
}
