//! The bureau's draws: one announced, one unannounced in the field, one committed that waits for its numbers.
//!
//! The lottery's numbers are invented and say so where they are cited: a demonstration has no real issue.

use lots::hash::Digest;
use lots::name::{DrawId as ProtocolId, PersonCode};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::desk::{Desk, Office};
use super::people::desk;
use super::registers::step;
use super::{Broken, Figures, Shown, outcomes, recorded, visits, work};
use crate::app::App;
use crate::app::clock::Made;
use crate::app::journal::sequencer;
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::freeze::FEWEST;
use crate::draws::rules::standing::reveal_hash;

const DRAWS: &str = "/api/v1/draws";
/// Who reveals: name, whether from outside, which share of a secret they hold.
const PARTIES: [(&str, bool, i64); 3] =
    [("市纪委监委驻局纪检监察组", true, 1), ("市消费者协会", true, 2), ("局办公室", false, 3)];
/// How many of them the draw has that waits for its numbers: the parties of the next one are offered as in this one, and whoever tries the demonstration plays
/// all of them.
const FEW: usize = 2;
/// Twenty numbers of an invented issue.
const NUMBERS: &str = "02 05 11 13 17 20 24 29 33 38 41 46 50 52 57 61 64 70 73 79";
const CITED: &str = "演示用的虚构号码，不是真实开奖结果";
const HOUR_S: i64 = 3600;

/// How many days before yesterday the first draw is made: its visits fill most of them.
pub const DAYS: i64 = 46;
/// The days over which the announced draw's visits are made.
const FIELDWORK: i64 = 34;
const DAY_S: i64 = 24 * HOUR_S;

/// The fewest that the announced draw takes of a class: with fewer, a small registry would leave no visit to whoever tries it.
const LEAST: u32 = 3;

/// Make them, and the visits that follow.
pub async fn fill(
    app: &App,
    office: &Office,
    when: (&Made, Timestamp),
    figures: Figures,
) -> Result<(Figures, Shown), Broken> {
    let stop = CancellationToken::new();
    let writer = sequencer::start(app, &stop);
    let made = draws(app, office, when, figures).await;
    stop.cancel();
    writer.ended().await;
    made
}

async fn draws(
    app: &App,
    office: &Office,
    (clock, yesterday): (&Made, Timestamp),
    figures: Figures,
) -> Result<(Figures, Shown), Broken> {
    rule(office, evening()).await?;
    let (morning, city) = (app.now(), cities(figures.subjects));
    let announced = Draft {
        task: "医疗价格收费专项抽查",
        domain: "medical",
        item: "JG-020",
        of: 400 * city,
        least: LEAST,
        after: 2,
        parties: PARTIES.len(),
        disclosure: Value::Null,
    };
    let announced = drawn(app, office, clock, announced).await?;
    step(office, &desk(office, "publisher").await?, &announced.path, "announce", json!({})).await?;
    let first = visits::dispatched(office, &announced.path).await?;
    recorded(app).await?;
    let fieldwork = (announced.path.as_str(), morning.plus_s(2 * DAY_S), FIELDWORK);
    let (results, shown) = visits::finished(app, office, clock, fieldwork).await?;
    let outcomes = outcomes::some(app, office, clock).await?;
    recorded(app).await?;

    at(clock, yesterday, -DAY_S);
    let disclosure = app.now().date().plus_days(60).to_string().into();
    let unannounced = drawn(app, office, clock, unannounced(figures.subjects, city, disclosure)).await?;
    visits::dispatched(office, &unannounced.path).await?;
    at(clock, yesterday, HOUR_S);
    let second = visits::begun(app, office, clock, &unannounced.path).await?;

    let waiting = Draft {
        task: "教育收费抽查",
        domain: "education",
        item: "JG-016",
        of: 100 * city,
        least: 1,
        after: 5,
        parties: FEW,
        disclosure: Value::Null,
    };
    at(clock, yesterday, 13 * HOUR_S);
    let waiting = committed(app, office, waiting).await?;
    // A party that stayed away would make it one that never has a seed.
    revealed(app, office, &waiting).await?;
    // From here on a draw has its result while somebody looks on.
    rule(office, at_once()).await?;
    recorded(app).await?;
    let shown = Shown { plan: plan(office).await?, ..shown };
    Ok((Figures { draws: 3, visits: first + second, results, outcomes, ..figures }, shown))
}

/// The plan in force.
async fn plan(office: &Office) -> Result<String, Broken> {
    let listed = office.read(&desk(office, "planner").await?, "/api/v1/plans?state=published").await?;
    Ok(listed["rows"][0]["id"].as_str().ok_or_else(|| Broken::from("no plan is in force"))?.to_owned())
}

/// Registries that are smaller may have fewer sights than an unannounced draw needs.
const TOWN: u64 = 500;

/// The unannounced draw: of the sights, or in a hamlet of the enterprises, of which there always are enough that nobody knows who is drawn.
fn unannounced(subjects: u64, city: u32, disclosure: Value) -> Draft {
    let (task, domain, item) = if subjects < TOWN {
        ("物业服务收费专项抽查（事先不通知）", "enterprise", "JG-010")
    } else {
        ("旅游景区价格专项抽查（事先不通知）", "tourism", "JG-023")
    };
    Draft { task, domain, item, of: 100 * city, least: 1, after: 1, parties: PARTIES.len(), disclosure }
}

/// How many ordinary cities a registry is as large as: the demonstration's few inspectors have as many visits in all of them.
fn cities(subjects: u64) -> u32 {
    u32::try_from(subjects / 30_000).unwrap_or(1).clamp(1, 1000)
}

/// A draw on the day that the clock shows, whose lottery's sales close in the evening.
async fn drawn(app: &App, office: &Office, clock: &Made, draft: Draft) -> Result<Committed, Broken> {
    let morning = app.now();
    let draw = committed(app, office, draft).await?;
    revealed(app, office, &draw).await?;
    // Sales close at nine in the evening, twelve hours after the bureau opens.
    at(clock, morning, 12 * HOUR_S + 1800);
    for login in ["operator", "observer"] {
        let reading = json!({"place": draw.links.len(), "name": draw.issue, "value": NUMBERS, "evidence": CITED});
        office.act(&desk(office, login).await?, &format!("{}/readings", draw.path), &reading).await?;
    }
    recorded(app).await?;
    work(app).await?;
    recorded(app).await?;
    Ok(draw)
}

fn at(clock: &Made, morning: Timestamp, seconds: i64) {
    clock.set(morning.plus_s(seconds));
}

/// The rule that a bureau has: it waits for the evening's lottery.
fn evening() -> Value {
    json!({
        "text": "名单锁定两小时以后截止的第一期快乐8；该期未开奖的，顺延下一期。揭示方须在锁定后一小时内揭示。",
        "reveal_s": HOUR_S, "delay_s": 2 * HOUR_S, "beacons": ["kl8", "kl8"], "dice": null, "closed": [],
    })
}

/// A rule by which a draw has its result in two minutes. It says itself that it isn't one for a bureau, wherever a draw shows by which it was made.
fn at_once() -> Value {
    json!({
        "text": "各揭示方须在名单锁定后两分钟内揭示，不用公共随机数。本条只供演示时当场得出结果，可信等级只有C；实际办理应当加用快乐8等公共随机数。",
        "reveal_s": 120, "delay_s": 180, "beacons": [], "dice": null, "closed": [],
    })
}

/// Written by the operator, approved by another.
async fn rule(office: &Office, rule: Value) -> Result<(), Broken> {
    let made = office.act(&desk(office, "operator").await?, "/api/v1/draw-rules", &json!({ "rule": rule })).await?;
    let path = format!("/api/v1/draw-rules/{}/approve", made["id"].as_str().unwrap_or_default());
    office.act(&desk(office, "approver").await?, &path, &json!({ "version": 1 })).await?;
    Ok(())
}

/// What is decided of a draw.
struct Draft {
    task: &'static str,
    /// Whom it is about.
    domain: &'static str,
    item: &'static str,
    /// The denominator of the rates.
    of: u32,
    /// How many of a class are drawn at least, if it has so many.
    least: u32,
    /// In how many days its visits begin.
    after: i32,
    /// How many of [`PARTIES`] reveal.
    parties: usize,
    /// By when it is published, if not at once.
    disclosure: Value,
}

/// A committed draw.
struct Committed {
    path: String,
    id: String,
    links: Vec<String>,
    /// The name of its lottery's issue.
    issue: String,
}

async fn committed(app: &App, office: &Office, draft: Draft) -> Result<Committed, Broken> {
    let (operator, parties) = (desk(office, "operator").await?, draft.parties);
    let (id, path) = drafted(app, office, &operator, draft).await?;
    step(office, &operator, &path, "submit", json!({})).await?;
    step(office, &desk(office, "approver").await?, &path, "approve", json!({})).await?;
    let mut links = Vec::new();
    for place in 1..=parties {
        let link = step(office, &operator, &path, &format!("parties/{place}/link"), json!({})).await?;
        let link = format!("/api/v1/ceremony/{}", link["token"].as_str().unwrap_or_default());
        let hash = hash(&id, place)?.to_string();
        office.act(&Desk::stranger(), &format!("{link}/hash"), &json!({ "hash": hash })).await?;
        links.push(link);
    }
    step(office, &operator, &path, "commit", json!({})).await?;
    work(app).await?;
    recorded(app).await?;
    let draw = office.read(&operator, &path).await?;
    if draw["state"] != "committed" {
        return Err(Broken(format!("{path}: {draw}")));
    }
    let file =
        crate::draws::api::commit::commitment(app.read(), id.parse::<uuid::Uuid>().map_err(Broken::from)?.into());
    let commitment = file.await.map_err(|why| Broken(format!("{why:?}")))?;
    let issue = commitment.body().seed_plan.sources.last().map(|source| source.name.clone()).unwrap_or_default();
    Ok(Committed { path, id, links, issue })
}

/// A draft whose strata are those that its preview found, each with the rate of its risk class.
async fn drafted(
    app: &App,
    office: &Office,
    operator: &Desk,
    Draft { task, domain, item, of, least, after, parties, disclosure }: Draft,
) -> Result<(String, String), Broken> {
    let editions = office.read(operator, "/api/v1/editions?state=published").await?;
    let edition = editions["rows"][0]["id"].clone();
    let (from, today) = (app.now().date().plus_days(after), app.now().date());
    let is_secret = !disclosure.is_null();
    let held = |share: i64| if is_secret { share } else { 0 };
    let mut scheme = json!({
        "edition": edition, "items": [item], "from": from, "to": today.plus_days(60),
        "scope": {"domains": [domain]}, "axes": {"risk": true}, "strata": [{"name": "B", "p": 1, "q": 100, "minimum": 0}],
        "rounding": "at-least", "visits_most": 2, "cooldown_days": 90, "left_out": [],
        "bench": {"fields": [], "pools": [{"name": "现场", "experts": false, "qualification": "", "unit": visits::UNIT}], "left_out": [], "capacity": 500},
        "seats": ["现场", "现场"],
        "recusals": [], "slack": 0, "reserves": 2, "disclosure": disclosure,
        "plan": planned(office, operator, (item, from)).await?,
    });
    let parties: Vec<Value> = PARTIES
        .iter()
        .take(parties)
        .map(|(name, outside, share)| json!({"name": name, "outside": outside, "holds": held(*share)}))
        .collect();
    let body = json!({ "task": task, "scheme": scheme, "parties": parties });
    let draw = office.act(operator, DRAWS, &body).await?;
    let id = draw["id"].as_str().unwrap_or_default().to_owned();
    let path = format!("{DRAWS}/{id}");
    let asked = office.act(operator, &format!("{path}/preview"), &json!({ "version": draw["version"] })).await?;
    work(app).await?;
    let seen = office.read(operator, &format!("/api/v1/jobs/{}", asked["job"].as_str().unwrap_or_default())).await?;
    rated(&mut scheme, &seen["result"]["strata"], (of, least));
    let edit = json!({ "task": task, "scheme": scheme, "parties": parties, "version": draw["version"] });
    office.act(operator, &path, &edit).await?;
    Ok((id, path))
}

/// Gives each stratum its rate. Of an unannounced draw one with few subjects would tell who is drawn, and is refused: such classes stay out of its scope, and
/// where all are small, as in a hamlet, they are one stratum.
fn rated(scheme: &mut Value, strata: &Value, rates: (u32, u32)) {
    let is_secret = !scheme["disclosure"].is_null();
    let fewest = if is_secret { FEWEST } else { 1 };
    let there = strata.as_array().into_iter().flatten().filter(|one| one["population"].as_u64() >= Some(fewest));
    let mut names: Vec<Value> = there.map(|one| one["name"].clone()).collect();
    names.sort_by_key(ToString::to_string);
    if is_secret && names.is_empty() {
        scheme["axes"] = json!({ "risk": false });
        names.push("all".into());
    } else if is_secret {
        scheme["scope"]["risks"] = names.clone().into();
    }
    scheme["strata"] = names.iter().map(|name| rate(name, rates)).collect();
}

/// The line of the plan in force that a draw of an item carries out; nothing if its visits begin in a year without a plan.
async fn planned(office: &Office, operator: &Desk, (item, from): (&str, Date)) -> Result<Value, Broken> {
    let listed = format!("/api/v1/plans?state=published&year={}", from.0.year());
    let Some(plan) = office.read(operator, &listed).await?["rows"][0]["id"].as_str().map(str::to_owned) else {
        return Ok(Value::Null);
    };
    let page = office.read(operator, &format!("/api/v1/plans/{plan}")).await?;
    let line = page["lines"].as_array().into_iter().flatten().find(|line| line["line"]["item"] == item);
    Ok(line.map_or(Value::Null, |line| json!({ "plan": plan, "line": line["place"] })))
}

/// The higher the class, the greater the share.
fn rate(name: &Value, (of, least): (u32, u32)) -> Value {
    let p = match name.as_str() {
        Some("A") => 1,
        Some("B") => 2,
        Some("C") => 10,
        _ => 25,
    };
    json!({ "name": name, "p": p, "q": of, "minimum": least })
}

async fn revealed(app: &App, office: &Office, draw: &Committed) -> Result<(), Broken> {
    for (place, link) in (1..).zip(&draw.links) {
        office
            .act(&Desk::stranger(), &format!("{link}/reveal"), &json!({ "value": value(&draw.id, place).to_string() }))
            .await?;
    }
    recorded(app).await.map(|_| ())
}

/// What a party will reveal; in a real draw only that party knows it.
fn value(id: &str, place: usize) -> Digest {
    Digest::of(format!("yaoguang demo reveal {id} {place}").as_bytes())
}

fn hash(id: &str, place: usize) -> Result<Digest, Broken> {
    let draw: ProtocolId = id.parse().map_err(Broken::from)?;
    let code: PersonCode = format!("party-{place}").parse().map_err(Broken::from)?;
    Ok(reveal_hash(&draw, &code, &value(id, place).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unannounced_draw_is_of_so_many_that_nobody_knows_who_is_drawn() {
        let domain = |subjects| unannounced(subjects, 1, Value::Null).domain;
        assert_eq!([40, TOWN - 1, TOWN, 30_000].map(domain), ["enterprise", "enterprise", "tourism", "tourism"]);
    }

    #[test]
    fn classes_that_are_too_small_stay_out_of_an_unannounced_draw_alone() {
        let strata = json!([{ "name": "A", "population": FEWEST }, { "name": "C", "population": FEWEST - 1 }]);
        let named = |disclosure: Value, strata: &Value| {
            let mut scheme = json!({ "disclosure": disclosure, "scope": {}, "axes": { "risk": true } });
            rated(&mut scheme, strata, (100, 1));
            scheme["strata"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(named(Value::Null, &strata), ["A", "C"]);
        assert_eq!(named("2026-04-20".into(), &strata), ["A"]);
        assert_eq!(named("2026-04-20".into(), &json!([strata[1]])), ["all"]);
    }
}
