//! The bureau's draws: one whose campaign is over and public, one announced whose visits are being made, one unannounced in the field, one committed that waits
//! for its numbers.
//!
//! The lottery's numbers are invented and say so where they are cited: a demonstration has no real issue.

use lots::hash::Digest;
use lots::name::{DrawId as ProtocolId, PersonCode};
use lots::time::Time;
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::days::{Days, HOUR_S, MINUTE_S, at, lottery_day, weekday};
use super::desk::{Desk, Office};
use super::people::desk;
use super::plans::TOWN;
use super::registers::step;
use super::schemes::{DRAWS, Draft, PARTIES, drafted, numbers};
use super::{Broken, Figures, Shown, complaints, merges, outcomes, recorded, visits, work};
use crate::app::App;
use crate::app::journal::sequencer;
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::standing::reveal_hash;

/// How many parties the draw has that waits for its numbers: those of the next one are offered as in this one, and whoever tries the demonstration plays all of
/// them.
const FEW: usize = 2;
/// Where the numbers were read.
const CITED: &str = "演示数据，非真实开奖号码";

/// Make them, and the visits that follow.
pub async fn fill(app: &App, office: &Office, days: Days, figures: (Figures, u64)) -> Result<(Figures, Shown), Broken> {
    let stop = CancellationToken::new();
    let writer = sequencer::start(app, &stop);
    let made = draws(app, office, days, figures).await;
    stop.cancel();
    writer.ended().await;
    made
}

async fn draws(
    app: &App,
    office: &Office,
    days: Days,
    (figures, seed): (Figures, u64),
) -> Result<(Figures, Shown), Broken> {
    office.pace(10 * MINUTE_S);
    rule(office, evening()).await?;
    let mut figures = Figures { draws: 4, ..figures };
    finished(app, office, days, &mut figures).await?;
    office.until(at(weekday(days.day(-17)), 8, 15));
    let was = complaints::slow(office, seed, days.yesterday).await?;
    let current = Draft {
        task: "农业生产资料价格专项抽查",
        domain: "agriculture",
        item: "JG-013",
        period: days.current(),
        parties: PARTIES.len(),
        disclosure: Value::Null,
    };
    let current = announced(app, office, &current, weekday(days.day(-17))).await?;
    figures.visits += visits::dispatched(office, &current).await?;
    // Before a day on which no lottery is drawn, the unannounced draw is made earlier.
    let latest = lottery_day(days.day(-1));
    let is_early = latest < days.day(-1);
    let early = if is_early { Some(unannounced(app, office, days, (figures.subjects, latest)).await?) } else { None };
    let (results, shown, left) = visits::under_way(app, office, days, &current).await?;
    figures.results += results;
    let secret = match early {
        Some(path) => path,
        None => unannounced(app, office, days, (figures.subjects, latest)).await?,
    };
    let last = last_day(app, office, days, (&left, &secret, seed)).await?;
    let (visits, complaints) = (figures.visits + last.visits, figures.complaints + was + last.complaints);
    let figures = Figures { visits, complaints, subjects: figures.subjects + last.subjects, ..figures };
    let year = days.yesterday.0.year();
    Ok((figures, Shown { plan: plan(office, year).await?, ..shown }))
}

/// The campaign that is over: all its results are public, and something followed its findings.
async fn finished(app: &App, office: &Office, days: Days, figures: &mut Figures) -> Result<(), Broken> {
    let period = days.finished();
    let draft = Draft {
        task: "医疗价格收费专项抽查",
        domain: "medical",
        item: "JG-020",
        period,
        parties: PARTIES.len(),
        disclosure: Value::Null,
    };
    let draw = announced(app, office, &draft, weekday(period.from.plus_days(-8))).await?;
    amended(office, &draw).await?;
    figures.visits += visits::dispatched(office, &draw).await?;
    recorded(app).await?;
    figures.results += visits::finished(app, office, period, &draw).await?;
    figures.outcomes += outcomes::all(office, days).await?;
    recorded(app).await?;
    Ok(())
}

/// The last day: visits of two draws go on, what came in is taken in, and in the evening a draw is committed that waits for the next day's numbers. What there is
/// more than before.
async fn last_day(
    app: &App,
    office: &Office,
    days: Days,
    (left, secret, seed): (&[Value], &str, u64),
) -> Result<Figures, Broken> {
    let day = days.yesterday;
    office.until(at(day, 8, 10));
    office.pace(90);
    let visits = visits::dispatched(office, secret).await?;
    let begun = visits::begun(office, left, secret).await?;
    let subjects = merges::left(office).await?;
    let complaints = complaints::new(office, seed, day).await?;
    let waiting = Draft {
        task: "教育收费抽查",
        domain: "education",
        item: "JG-016",
        period: days.waiting(),
        parties: FEW,
        disclosure: Value::Null,
    };
    let waits = approved(app, office, &waiting, at(day, 13, 30)).await?;
    office.until(at(day, 16, 0));
    visits::brought_back(office, day, &begun).await?;
    // Too late for the evening's issue.
    let waits = committed(app, office, (&waits, FEW), at(day, 19, 20)).await?;
    // A party that stayed away would make it one that never has a seed.
    revealed(app, office, &waits).await?;
    // From here on a draw has its result while somebody looks on.
    rule(office, at_once()).await?;
    recorded(app).await?;
    Ok(Figures { visits, subjects, complaints, ..Figures::default() })
}

/// The plan of a year that is in force.
async fn plan(office: &Office, year: i16) -> Result<String, Broken> {
    let path = format!("/api/v1/plans?state=published&year={year}");
    let listed = office.read(&desk(office, "planner").await?, &path).await?;
    Ok(listed["rows"][0]["id"].as_str().ok_or_else(|| Broken::from("no plan is in force"))?.to_owned())
}

/// The unannounced draw: of the sights, or in a hamlet of the enterprises, of which there always are enough that nobody knows who is drawn. Its path.
async fn unannounced(app: &App, office: &Office, days: Days, (subjects, day): (u64, Date)) -> Result<String, Broken> {
    let (task, domain, item) = if subjects < TOWN {
        ("物业服务收费专项抽查（事先不通知）", "enterprise", "JG-010")
    } else {
        ("旅游景区价格专项抽查（事先不通知）", "tourism", "JG-023")
    };
    let (period, parties) = (days.unannounced(), PARTIES.len());
    let disclosure = period.to.plus_days(40).to_string().into();
    drawn(app, office, &Draft { task, domain, item, period, parties, disclosure }, day).await
}

/// A draw of a day, announced the morning after. Its path.
async fn announced(app: &App, office: &Office, draft: &Draft, day: Date) -> Result<String, Broken> {
    let draw = drawn(app, office, draft, lottery_day(day)).await?;
    office.until(at(office.today().plus_days(1), 8, 40));
    step(office, &desk(office, "publisher").await?, &draw, "announce", json!({})).await?;
    recorded(app).await?;
    Ok(draw)
}

/// A draw of a day: its list is committed in the afternoon, and the lottery's numbers come in the evening. Its path.
async fn drawn(app: &App, office: &Office, draft: &Draft, day: Date) -> Result<String, Broken> {
    let id = approved(app, office, draft, at(day, 9, 5)).await?;
    let draw = committed(app, office, (&id, draft.parties), at(day, 14, 20)).await?;
    revealed(app, office, &draw).await?;
    // The numbers are drawn half an hour after the sales have closed.
    office.until(draw.closes.plus_s(HOUR_S / 2));
    office.pace(4 * MINUTE_S);
    let value = numbers(&draw.issue);
    for login in ["operator", "observer"] {
        let reading = json!({ "place": draft.parties, "name": draw.issue, "value": value, "evidence": CITED });
        office.act(&desk(office, login).await?, &format!("{}/readings", draw.path), &reading).await?;
    }
    recorded(app).await?;
    office.after(40);
    work(app).await?;
    recorded(app).await?;
    Ok(draw.path)
}

/// One recusal after the draw is approved, another is declined: both teams are settled before anybody goes there.
async fn amended(office: &Office, draw: &str) -> Result<(), Broken> {
    const ASKED: [(&str, &str, &str, &str); 2] = [
        ("interest", "该检查人员的近亲属在这家单位任职。", "approve", "情况属实，同意回避。"),
        ("applied-for", "检查对象以与检查人员有过争执为由申请回避。", "decline", "经核实，不存在应当回避的情形。"),
    ];
    let operator = desk(office, "operator").await?;
    office.pace(12 * MINUTE_S);
    let targets = office.act(&operator, &format!("{draw}/open"), &json!({})).await?;
    let targets = targets.as_array().cloned().unwrap_or_default();
    for (target, (reason, words, verb, answer)) in targets.iter().zip(ASKED) {
        let asked = json!({
            "kind": "recuse", "subject": target["code"], "inspector": target["team"][1]["code"], "reason": reason, "words": words,
        });
        let made = office.act(&desk(office, "operator").await?, &format!("{draw}/amendments"), &asked).await?;
        let path = format!("{draw}/amendments/{}/{verb}", made["id"].as_str().unwrap_or_default());
        office.act(&desk(office, "approver").await?, &path, &json!({ "answer": answer })).await?;
    }
    Ok(())
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

/// A committed draw.
struct Committed {
    path: String,
    id: String,
    links: Vec<String>,
    /// The name of its last source, a lottery's issue.
    issue: String,
    /// When that closes.
    closes: Timestamp,
}

/// A draft, from a time on, submitted and approved. Its id.
async fn approved(app: &App, office: &Office, draft: &Draft, from: Timestamp) -> Result<String, Broken> {
    office.until(from);
    office.pace(6 * MINUTE_S);
    let id = drafted(app, office, draft).await?;
    let path = format!("{DRAWS}/{id}");
    step(office, &desk(office, "operator").await?, &path, "submit", json!({})).await?;
    office.after(HOUR_S / 2);
    step(office, &desk(office, "approver").await?, &path, "approve", json!({})).await?;
    Ok(id)
}

/// The list is locked, once the parties have given their hashes.
async fn committed(
    app: &App,
    office: &Office,
    (id, parties): (&str, usize),
    from: Timestamp,
) -> Result<Committed, Broken> {
    office.until(from);
    office.pace(2 * MINUTE_S);
    let (operator, path) = (desk(office, "operator").await?, format!("{DRAWS}/{id}"));
    let mut links = Vec::new();
    for place in 1..=parties {
        let link = step(office, &operator, &path, &format!("parties/{place}/link"), json!({})).await?;
        let link = format!("/api/v1/ceremony/{}", link["token"].as_str().unwrap_or_default());
        let hash = hash(id, place)?.to_string();
        office.act(&Desk::stranger(), &format!("{link}/hash"), &json!({ "hash": hash })).await?;
        links.push(link);
    }
    step(office, &operator, &path, "commit", json!({})).await?;
    office.after(15);
    work(app).await?;
    recorded(app).await?;
    let draw = office.read(&operator, &path).await?;
    if draw["state"] != "committed" {
        return Err(Broken(format!("{path}: {draw}")));
    }
    let file =
        crate::draws::api::commit::commitment(app.read(), id.parse::<uuid::Uuid>().map_err(Broken::from)?.into());
    let commitment = file.await.map_err(|why| Broken(format!("{why:?}")))?;
    let last = commitment.body().seed_plan.sources.last();
    let last = last.ok_or_else(|| Broken(format!("{path} has no source")))?;
    let closes: Time = last.closes.parse().map_err(Broken::from)?;
    let closes = Timestamp(0).plus_s(closes.seconds());
    Ok(Committed { path, id: id.to_owned(), links, issue: last.name.clone(), closes })
}

async fn revealed(app: &App, office: &Office, draw: &Committed) -> Result<(), Broken> {
    office.pace(5 * MINUTE_S);
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
