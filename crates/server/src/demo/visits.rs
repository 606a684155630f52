//! What comes after a draw: visits dispatched, made, recorded, confirmed, reviewed and published; of the unannounced draw some are on their way.

use std::collections::BTreeMap;

use lots::hash::Digest;
use serde_json::{Value, json};

use super::desk::Office;
use super::people::{FIELD, desk};
use super::{Broken, Shown, recorded};
use crate::app::App;
use crate::app::clock::Made;
use crate::app::value::{Date, Timestamp};

const DAY_S: i64 = 86_400;
/// From the notices in the morning until everybody is back and hands records in.
const BACK_S: i64 = 6 * 3600;
/// The team's unit, which is the pool its draws choose from.
pub const UNIT: &str = "价格监督检查三科";

/// The team's inspectors: entered in the registry, each with the account that is theirs. How many.
pub async fn team(office: &Office, today: Date) -> Result<u64, Broken> {
    let clerk = desk(office, "registry").await?;
    for (at, (login, name)) in (1..).zip(FIELD) {
        let inspector = json!({
            "organisation": clerk.organisation, "certificate": format!("2104009{at:03}"), "name": name,
            "valid_to": today.plus_days(700), "unit": UNIT, "fields": [],
        });
        let inspector = office.act(&clerk, "/api/v1/inspectors", &inspector).await?;
        let path = format!("/api/v1/inspectors/{}", inspector["id"].as_str().unwrap_or_default());
        let passed =
            json!({ "day": today.plus_days(-60), "course": "价格监督检查业务培训", "hours": 16, "passed": true });
        office.act(&clerk, &format!("{path}/trainings"), &passed).await?;
        let account =
            json!({ "inspector": inspector["id"], "person": desk(office, login).await?.person, "version": 0 });
        office.act(&clerk, "/api/v1/inspection-accounts", &account).await?;
    }
    Ok(FIELD.len() as u64)
}

/// Make a draw's visits. How many.
pub async fn dispatched(office: &Office, draw: &str) -> Result<u64, Broken> {
    let made = office.act(&desk(office, "operator").await?, &format!("{draw}/dispatch"), &json!({})).await?;
    made["visits"].as_u64().ok_or_else(|| Broken(format!("{draw}: {made}")))
}

async fn of(office: &Office, draw: &str) -> Result<Vec<Value>, Broken> {
    let operator = desk(office, "operator").await?;
    let id = draw.rsplit('/').next().unwrap_or_default();
    let (mut rows, mut next) = (Vec::new(), String::new());
    loop {
        let page = office.read(&operator, &format!("/api/v1/visits?draw={id}&limit=100{next}")).await?;
        rows.extend(page["rows"].as_array().cloned().unwrap_or_default());
        match page["next"].as_str() {
            Some(from) => next = format!("&after={from}"),
            None => return Ok(rows),
        }
    }
}

/// A draw's visits, spread over `days` from the first: made, recorded, reviewed; then all published. How many. A few are left to whoever tries the
/// demonstration, who is told of one of them.
pub async fn finished(
    app: &App,
    office: &Office,
    clock: &Made,
    (draw, first, days): (&str, Timestamp, i64),
) -> Result<(u64, Shown), Broken> {
    let (visits, left) = parted(of(office, draw).await?);
    let shown = shown(draw, &visits, &left)?;
    let many = i64::try_from(visits.len()).unwrap_or(1).max(1);
    let mut by_day: BTreeMap<i64, Vec<Due<'_>>> = BTreeMap::new();
    for (at, visit) in (0..).zip(&visits) {
        let dice = Digest::of(format!("yaoguang demo visit {}", visit["code"]).as_bytes()).0;
        // However small the city is, there is a finding that something follows.
        let dice = if at == 0 { SOMETHING.to_vec() } else { dice.to_vec() };
        // Of one visit somebody doesn't stand by the record, so that there is a result that says so.
        by_day.entry(at * days / many).or_default().push((visit, dice, at != UNCONFIRMED));
    }
    for (day, visits) in &by_day {
        clock.set(first.plus_s(day * DAY_S));
        in_a_day(app, office, clock, visits).await?;
    }
    recorded(app).await?;
    clock.set(first.plus_s((days + 2) * DAY_S));
    let results = published(office).await?;
    begin_left(app, office, clock, &left).await?;
    Ok((results, shown))
}

/// A visit to be made, its dice, and whether everybody who was there confirms its record.
type Due<'a> = (&'a Value, Vec<u8>, bool);

/// Visits of one day: their notices in the morning; their records and reviews once everybody is back.
async fn in_a_day(app: &App, office: &Office, clock: &Made, visits: &[Due<'_>]) -> Result<(), Broken> {
    let (morning, mut pages) = (app.now(), Vec::new());
    for (visit, ..) in visits {
        pages.push(noticed(office, visit).await?);
    }
    clock.set(morning.plus_s(BACK_S));
    for ((visit, dice, by_all), page) in visits.iter().zip(&pages) {
        let page = made(office, (visit, page, dice), morning.date()).await?;
        if *by_all {
            confirmed(office, visit, page).await?;
        }
    }
    Ok(())
}

/// How many visits of the announced draw are left, or half of them where there are few: one can be brought from its record to its public result in a few
/// minutes.
const LEFT: usize = 4;

/// Which of the finished visits isn't confirmed by everybody who was there.
const UNCONFIRMED: i64 = 1;

/// The visits that are finished, and those that are left: first those of the inspector who leads the last one, so that one account is enough to go on with
/// most of them.
fn parted(visits: Vec<Value>) -> (Vec<Value>, Vec<Value>) {
    let first = visits.last().map(|visit| visit["team"][0]["name"].clone()).unwrap_or_default();
    let is_theirs =
        |visit: &&Value| visit["team"].as_array().into_iter().flatten().any(|member| member["name"] == first);
    let (theirs, others): (Vec<&Value>, Vec<&Value>) = visits.iter().rev().partition(is_theirs);
    let left: Vec<Value> = theirs.into_iter().chain(others).take(LEFT.min(visits.len() / 2)).cloned().collect();
    let finished = visits.into_iter().filter(|visit| !left.contains(visit)).collect();
    (finished, left)
}

/// What one is pointed to: a business that was drawn, and the first of those left.
fn shown(draw: &str, finished: &[Value], left: &[Value]) -> Result<Shown, Broken> {
    let (Some(drawn), Some(open)) = (finished.first(), left.first()) else {
        return Err(Broken::from("too few businesses: no visit is left to be tried"));
    };
    let text = |visit: &Value, key: &str| visit[key].as_str().unwrap_or_default().to_owned();
    Ok(Shown {
        draw: draw.rsplit('/').next().unwrap_or_default().to_owned(),
        drawn: text(drawn, "code"),
        visit: text(open, "id"),
        inspector: member(open, 0)?,
        partner: member(open, 1)?,
        plan: String::new(),
        name: text(open, "name"),
        code: text(open, "code"),
    })
}

/// Of those left the first waits for its record, one for its review, one for its publication; the rest for their notice.
async fn begin_left(app: &App, office: &Office, clock: &Made, left: &[Value]) -> Result<(), Broken> {
    let (morning, mut pages) = (app.now(), Vec::new());
    for visit in left.iter().take(3) {
        pages.push(noticed(office, visit).await?);
    }
    clock.set(morning.plus_s(BACK_S));
    if let (Some(visit), Some(page)) = (left.get(1), pages.get(1)) {
        handed_in(office, (visit, page, &NOTHING), morning.date()).await?;
    }
    if let (Some(visit), Some(page)) = (left.get(2), pages.get(2)) {
        made(office, (visit, page, &NOTHING), morning.date()).await?;
    }
    Ok(())
}

async fn published(office: &Office) -> Result<u64, Broken> {
    let publisher = desk(office, "publisher").await?;
    let mut published = 0;
    loop {
        let due = office.read(&publisher, "/api/v1/disclosures?state=due&limit=100").await?;
        let ids: Vec<Value> = due["rows"].as_array().into_iter().flatten().map(|row| row["id"].clone()).collect();
        if ids.is_empty() {
            return Ok(published);
        }
        let judged = office.act(&publisher, "/api/v1/disclosures/publish", &json!({ "ids": ids })).await?;
        let went = judged.as_array().into_iter().flatten().filter(|one| one["published"] == true).count() as u64;
        if went == 0 {
            return Err(Broken(format!("nothing was published: {judged}")));
        }
        published += went;
    }
}

/// Dice by which nothing was found.
const NOTHING: [u8; 3] = [200, 0, 60];
/// Dice by which something was, to be put right.
const SOMETHING: [u8; 3] = [0, 1, 60];

/// The record of a visit whose notice was given, by these dice: its page then.
async fn handed_in(
    office: &Office,
    (visit, page, dice): (&Value, &Value, &[u8]),
    today: Date,
) -> Result<Value, Broken> {
    let body = json!({ "record": record(page, visit, today, dice), "version": page["visit"]["version"] });
    office.act(&desk(office, login(visit)?).await?, &format!("{}/record", path_of(visit)), &body).await
}

fn path_of(visit: &Value) -> String {
    format!("/api/v1/visits/{}", visit["id"].as_str().unwrap_or_default())
}

/// Record and review of a visit whose notice was given: its page then.
async fn made(office: &Office, of: (&Value, &Value, &[u8]), today: Date) -> Result<Value, Broken> {
    let page = handed_in(office, of, today).await?;
    let path = path_of(of.0);
    let body = json!({ "digest": page["digest"], "version": page["visit"]["version"] });
    office.act(&desk(office, "reviewer").await?, &format!("{path}/review"), &body).await
}

/// The others of a visit's team confirm what the first of it handed in last, each with their own account.
async fn confirmed(office: &Office, visit: &Value, mut page: Value) -> Result<(), Broken> {
    let record = page["records"].as_array().and_then(|records| records.last()).map(|record| record["id"].clone());
    for member in visit["team"].as_array().into_iter().flatten().skip(1) {
        let name = member["name"].as_str().unwrap_or_default();
        let Some((login, _)) = FIELD.iter().find(|(_, known)| *known == name) else { continue };
        let body = json!({ "record": record, "version": page["visit"]["version"] });
        page = office.act(&desk(office, login).await?, &format!("{}/confirm", path_of(visit)), &body).await?;
    }
    Ok(())
}

/// The account of who leads a visit's team.
fn login(visit: &Value) -> Result<&'static str, Broken> {
    member(visit, 0).map(|(login, _)| login)
}

/// Login and name of one of a visit's team, the first being who leads it.
fn member(visit: &Value, place: usize) -> Result<(&'static str, &'static str), Broken> {
    let name = visit["team"][place]["name"].as_str().unwrap_or_default();
    let known = FIELD.iter().find(|(_, known)| *known == name).copied();
    known.ok_or_else(|| Broken(format!("nobody's visit: {visit}")))
}

/// A visit's page once its notice was given.
async fn noticed(office: &Office, visit: &Value) -> Result<Value, Broken> {
    let inspector = desk(office, login(visit)?).await?;
    office.act(&inspector, &format!("{}/notice", path_of(visit)), &json!({ "version": visit["version"] })).await
}

/// What the dice say was found: mostly nothing.
fn record(page: &Value, visit: &Value, today: Date, dice: &[u8]) -> Value {
    let mut to_find = dice[0] < 60;
    let found = to_find;
    let mut rows = |item: &Value| -> Vec<Value> {
        let rows = item["rows"].as_array().into_iter().flatten();
        let answer = |row: &Value| match row["answer"].as_str() {
            Some("yes-no") if std::mem::take(&mut to_find) => {
                json!({ "tick": "no", "found": "部分项目未按规定公示收费标准，已当场指出。" })
            }
            Some("yes-no") => json!({ "tick": "yes" }),
            _ => json!({ "tick": "not-applicable" }),
        };
        rows.map(answer).collect()
    };
    let form = page["form"].as_array().into_iter().flatten();
    let items: Vec<Value> = form.map(|item| json!({ "item": item["code"], "rows": rows(item) })).collect();
    let result = match (found && !to_find, dice[1] % 4) {
        (false, _) => "nothing-found",
        (true, 0) => "pending",
        (true, _) => "rectification-ordered",
    };
    let from = 540 + u16::from(dice[2]);
    let team = visit["team"].as_array().into_iter().flatten();
    json!({
        "visited": today, "from": from, "to": from + 50, "place": visit["address"], "method": page["form"][0]["methods"][0],
        "present": team.map(|one| one["code"].clone()).collect::<Vec<_>>(), "items": items, "findings": "", "results": [result],
        "subject": { "who": "负责人", "statement": "对检查情况无异议。", "signing": "signed", "reason": "", "witness": "" },
    })
}

/// The first visits of a draw get their notices; one is recorded and waits for review. How many visits there are.
pub async fn begun(app: &App, office: &Office, clock: &Made, draw: &str) -> Result<u64, Broken> {
    let visits = of(office, draw).await?;
    let (morning, mut pages) = (app.now(), Vec::new());
    for visit in visits.iter().take(6) {
        pages.push(noticed(office, visit).await?);
    }
    clock.set(morning.plus_s(BACK_S));
    if let (Some(visit), Some(page)) = (visits.first(), pages.first()) {
        handed_in(office, (visit, page, &NOTHING), morning.date()).await?;
    }
    Ok(visits.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_visits_are_left_to_one_account_however_few_there_are() {
        let visit =
            |id: u32, names: [&str; 2]| json!({ "id": id, "team": [{ "name": names[0] }, { "name": names[1] }] });
        let ids = |visits: &[Value]| visits.iter().map(|visit| visit["id"].as_u64().unwrap()).collect::<Vec<_>>();
        let check = |visits: &[Value], finished: &[u64], left: &[u64]| {
            let (done, open) = parted(visits.to_vec());
            assert_eq!((ids(&done).as_slice(), ids(&open).as_slice()), (finished, left));
        };
        let six = [
            visit(1, ["赵铁", "林溪"]),
            visit(2, ["石岚", "乔岳"]),
            visit(3, ["林溪", "杜衡"]),
            visit(4, ["叶舟", "赵铁"]),
            visit(5, ["江屿", "骆骏"]),
            visit(6, ["林溪", "石岚"]),
        ];
        // The last one's leader first, then whoever is there.
        check(&six, &[2, 4, 5], &[6, 3, 1]);
        check(&six[..2], &[1], &[2]);
        check(&six[..1], &[1], &[]);
        assert_eq!(login(&six[5]).unwrap(), "inspector2");
    }
}
