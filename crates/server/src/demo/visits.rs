//! What comes after a draw: visits dispatched, made, recorded, confirmed, reviewed and published; of the unannounced draw some are on their way.

use std::collections::BTreeMap;

use lots::hash::Digest;
use serde_json::{Value, json};

use super::days::{Days, Period, at, weekday};
use super::desk::Office;
use super::people::{FIELD, desk};
use super::{Broken, Shown, recorded};
use crate::app::App;
use crate::app::value::Date;

/// The team's unit, which is the pool its draws choose from.
pub const UNIT: &str = "价格监督检查三科";

/// The team's inspectors: entered in the registry, each with the account that is theirs. How many.
pub async fn team(office: &Office, today: Date) -> Result<u64, Broken> {
    office.pace(60);
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

/// All visits of a draw whose campaign is over, spread over the weekdays of its first weeks: made, recorded, confirmed, reviewed, and published week by week. How
/// many results are public.
pub async fn finished(app: &App, office: &Office, period: Period, draw: &str) -> Result<u64, Broken> {
    let visits = of(office, draw).await?;
    let due = visits.iter().zip(0..).map(|(visit, at)| {
        // However small the city is, there is a finding that something follows.
        let dice = if at == 0 { SOMETHING.to_vec() } else { dice(visit) };
        // Of one visit somebody doesn't stand by the record, so that there is a result that says so.
        (visit, dice, at != UNCONFIRMED)
    });
    on_weekdays(app, office, due.collect(), &period.weekdays(period.from.plus_days(FIELDWORK))).await
}

/// The visits of a draw that is being carried out: some are made and public, a few are left to whoever tries the demonstration, who is told of one of them; the
/// others wait for their notice. How many results are public, what is told, and what is left.
pub async fn under_way(app: &App, office: &Office, days: Days, draw: &str) -> Result<(u64, Shown, Vec<Value>), Broken> {
    let (visits, left) = parted(of(office, draw).await?);
    let shown = shown(draw, &visits, &left)?;
    let period = Period { from: days.current().from.max(office.today().plus_days(1)), to: days.day(-2) };
    let mut weekdays = period.weekdays(period.to);
    if weekdays.is_empty() {
        weekdays.push(office.today().plus_days(1));
    }
    let due = visits.iter().take(MADE).map(|visit| (visit, dice(visit), true)).collect();
    let results = on_weekdays(app, office, due, &weekdays).await?;
    Ok((results, shown, left))
}

/// In how many days of its period a campaign's visits are made.
const FIELDWORK: i32 = 23;
/// How many visits of the draw that is being carried out are made so far, at most.
const MADE: usize = 12;

/// A visit to be made, its dice, and whether everybody who was there confirms its record.
type Due<'a> = (&'a Value, Vec<u8>, bool);

fn dice(visit: &Value) -> Vec<u8> {
    Digest::of(format!("yaoguang demo visit {}", visit["code"]).as_bytes()).0.to_vec()
}

/// Visits spread over days, the results of each week published at its end. How many.
async fn on_weekdays(app: &App, office: &Office, due: Vec<Due<'_>>, days: &[Date]) -> Result<u64, Broken> {
    let many = due.len().max(1);
    let mut by_day: BTreeMap<Date, Vec<Due<'_>>> = BTreeMap::new();
    for (place, visit) in due.into_iter().enumerate() {
        by_day.entry(days[place * days.len() / many]).or_default().push(visit);
    }
    let mut results = 0;
    let mut coming = by_day.keys().skip(1);
    for (day, visits) in &by_day {
        in_a_day(office, *day, visits).await?;
        if coming.next().is_none_or(|next| monday(*next) > monday(*day)) {
            recorded(app).await?;
            office.until(at(*day, 17, 20));
            results += published(office).await?;
        }
    }
    Ok(results)
}

/// The Monday of a day's week.
fn monday(day: Date) -> Date {
    day.plus_days(-i32::from(day.0.weekday().to_monday_zero_offset()))
}

/// Visits of one day: their notices in the morning; their records, confirmed and reviewed, once everybody is back. What was to be done on a day that is over is done
/// on the next.
async fn in_a_day(office: &Office, day: Date, visits: &[Due<'_>]) -> Result<(), Broken> {
    let day = if office.now() > at(day, 8, 30) { weekday(office.today().plus_days(1)) } else { day };
    office.until(at(day, 8, 30));
    office.pace(90);
    let mut pages = Vec::new();
    for (visit, ..) in visits {
        pages.push(noticed(office, visit).await?);
    }
    office.until(at(day, 16, 0));
    office.pace(180);
    for (place, ((visit, dice, by_all), page)) in visits.iter().zip(&pages).enumerate() {
        let mut page = handed_in(office, (visit, page, dice), (day, place)).await?;
        if *by_all {
            page = confirmed(office, visit, page).await?;
        }
        reviewed(office, visit, &page).await?;
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

/// A visit of which notice was given, and its page then.
pub type Begun = Vec<(Value, Value)>;

/// In the morning of the last day: of those left three get their notices, and of the unannounced draw the first six.
pub async fn begun(office: &Office, left: &[Value], secret: &str) -> Result<(Begun, Begun), Broken> {
    let secret = of(office, secret).await?;
    Ok((noticed_each(office, left, 3).await?, noticed_each(office, &secret, 6).await?))
}

async fn noticed_each(office: &Office, visits: &[Value], most: usize) -> Result<Begun, Broken> {
    let mut begun = Vec::new();
    for visit in visits.iter().take(most) {
        begun.push((visit.clone(), noticed(office, visit).await?));
    }
    Ok(begun)
}

/// In its afternoon: of those left the first waits for its record, one for its review, one for its publication, the rest for their notice; of the unannounced draw one
/// waits for its review.
pub async fn brought_back(office: &Office, day: Date, (left, secret): &(Begun, Begun)) -> Result<(), Broken> {
    office.pace(180);
    for (place, (visit, page)) in left.iter().enumerate().skip(1) {
        let mut page = handed_in(office, (visit, page, &NOTHING), (day, place)).await?;
        if place == 2 {
            page = confirmed(office, visit, page).await?;
            reviewed(office, visit, &page).await?;
        }
    }
    if let Some((visit, page)) = secret.first() {
        handed_in(office, (visit, page, &NOTHING), (day, 3)).await?;
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

/// The record of a visit whose notice was given, by these dice, at one of the day's times: its page then.
async fn handed_in(
    office: &Office,
    (visit, page, dice): (&Value, &Value, &[u8]),
    when: (Date, usize),
) -> Result<Value, Broken> {
    let body = json!({ "record": record(page, visit, when, dice), "version": page["visit"]["version"] });
    office.act(&desk(office, login(visit)?).await?, &format!("{}/record", path_of(visit)), &body).await
}

fn path_of(visit: &Value) -> String {
    format!("/api/v1/visits/{}", visit["id"].as_str().unwrap_or_default())
}

/// The review of what was handed in last.
async fn reviewed(office: &Office, visit: &Value, page: &Value) -> Result<(), Broken> {
    let body = json!({ "digest": page["digest"], "version": page["visit"]["version"] });
    office.act(&desk(office, "reviewer").await?, &format!("{}/review", path_of(visit)), &body).await?;
    Ok(())
}

/// The others of a visit's team confirm what the first of it handed in last, each with their own account: its page then.
async fn confirmed(office: &Office, visit: &Value, mut page: Value) -> Result<Value, Broken> {
    let record = page["records"].as_array().and_then(|records| records.last()).map(|record| record["id"].clone());
    for member in visit["team"].as_array().into_iter().flatten().skip(1) {
        let name = member["name"].as_str().unwrap_or_default();
        let Some((login, _)) = FIELD.iter().find(|(_, known)| *known == name) else { continue };
        let body = json!({ "record": record, "version": page["visit"]["version"] });
        page = office.act(&desk(office, login).await?, &format!("{}/confirm", path_of(visit)), &body).await?;
    }
    Ok(page)
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

/// When visits of a day begin, in minutes; each takes less than an hour.
const TIMES: [u16; 4] = [9 * 60 + 20, 10 * 60 + 40, 13 * 60 + 30, 14 * 60 + 40];

/// What the dice say was found: mostly nothing.
fn record(page: &Value, visit: &Value, (day, place): (Date, usize), dice: &[u8]) -> Value {
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
    let from = TIMES[place % TIMES.len()] + u16::from(dice[2] % 15);
    let team = visit["team"].as_array().into_iter().flatten();
    json!({
        "visited": day, "from": from, "to": from + 35 + u16::from(dice[1] % 20), "place": visit["address"], "method": page["form"][0]["methods"][0],
        "present": team.map(|one| one["code"].clone()).collect::<Vec<_>>(), "items": items, "findings": "", "results": [result],
        "subject": { "who": "负责人", "statement": "对检查情况无异议。", "signing": "signed", "reason": "", "witness": "" },
    })
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
