//! Complaints: most are over, some came in the last days, one waits longer than it should.

use lots::hash::Digest;
use serde_json::{Value, json};

use super::Broken;
use super::desk::Office;
use super::people::{FIELD, desk};
use super::registers::{step, text};
use crate::app::value::Date;

/// Those from before the bureau used the system, which are over.
const OLD: u32 = 46;
/// Those that are given to somebody while the second campaign begins.
const SLOW: u32 = 2;
/// Those of the last days.
const NEW: u32 = 12;

/// How far a complaint comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Far {
    /// It is registered.
    Registered,
    /// Somebody has it until a day.
    Assigned(Date),
    /// It waits for another's look.
    Handled,
    /// It is over.
    Closed,
    /// 不予受理.
    Refused,
    /// 撤回.
    Withdrawn,
}

/// Those that are over. How many.
pub async fn old(office: &Office, seed: u64) -> Result<u64, Broken> {
    office.pace(60);
    for n in 0..OLD {
        let far = match n % 12 {
            5 => Far::Refused,
            9 => Far::Withdrawn,
            _ => Far::Closed,
        };
        // They came within the month before.
        taken_in(office, (seed, n), 30, far).await?;
    }
    Ok(u64::from(OLD))
}

/// Two that are still with somebody in the end: one until the day before yesterday, one until a few days after. How many.
pub async fn slow(office: &Office, seed: u64, yesterday: Date) -> Result<u64, Broken> {
    office.pace(240);
    for (n, due) in (OLD..OLD + SLOW).zip([-1, 4]) {
        taken_in(office, (seed, n), 3, Far::Assigned(yesterday.plus_days(due))).await?;
    }
    Ok(u64::from(SLOW))
}

/// Those of the last days, each as far as it has come. How many.
pub async fn new(office: &Office, seed: u64, yesterday: Date) -> Result<u64, Broken> {
    office.pace(120);
    for n in 0..NEW {
        let far = match n {
            0..4 => Far::Registered,
            4..8 => Far::Assigned(yesterday.plus_days(6 + i32::try_from(n).unwrap_or(0))),
            8..10 => Far::Handled,
            _ => Far::Closed,
        };
        taken_in(office, (seed, OLD + SLOW + n), 6, far).await?;
    }
    Ok(u64::from(NEW))
}

/// One comes in, not more than so many days ago, and goes as far as it goes.
async fn taken_in(office: &Office, (seed, n): (u64, u32), days: u8, far: Far) -> Result<(), Broken> {
    const TOLD: [&str; 5] = [
        "结账时发现货架标价与收银价格不一致。",
        "促销标注“原价”从未成交过。",
        "停车收费没有明码标价，收费人员口头报价。",
        "培训机构开课后加收资料费，事先没有公示。",
        "药店销售的药品未标明计价单位。",
    ];
    let (clerk, today) = (desk(office, "registry").await?, office.today());
    let dice = Digest::of(format!("yaoguang demo {seed} complaint {n}").as_bytes()).0;
    let rows = businesses(office).await?;
    let row = &rows[usize::from(dice[0]) % rows.len().max(1)];
    let complaint = json!({
        "kind": one(&["complaint", "report", "petition"], dice[1]),
        "channel": one(&["platform-12315", "call", "letter", "visit", "web"], dice[2]),
        "received": today.plus_days(-i32::from(dice[3] % days)),
        "subject": row["id"],
        "subject_name": row["name"],
        "domain": row["domain"],
        "content": one(&TOLD, dice[4]),
        "complainant": {
            "name": "李某某",
            "phone": format!("12{:09}", u32::from(dice[5]) * 65_536 + n),
            "address": null,
            "confidential": dice[9].is_multiple_of(4),
        },
    });
    let body = json!({ "organisation": clerk.organisation, "complaint": complaint });
    let made = office.act(&clerk, "/api/v1/complaints", &body).await?;
    goes(office, &format!("/api/v1/complaints/{}", text(&made, "id")), &dice[6..], far).await
}

/// Whom complaints are about: rather those of a high class; in a hamlet nobody may be in it.
async fn businesses(office: &Office) -> Result<Vec<Value>, Broken> {
    let clerk = desk(office, "registry").await?;
    for path in ["/api/v1/subjects?limit=40&risk=C", "/api/v1/subjects?limit=40"] {
        let rows = office.read(&clerk, path).await?["rows"].as_array().cloned().unwrap_or_default();
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err(Broken::from("there is no business to complain of"))
}

fn one<'a>(choices: &[&'a str], die: u8) -> &'a str {
    choices[usize::from(die) % choices.len()]
}

/// Refused, withdrawn; or given to somebody, handled, closed.
async fn goes(office: &Office, path: &str, dice: &[u8], far: Far) -> Result<(), Broken> {
    let boss = desk(office, "approver").await?;
    let ended = match far {
        Far::Registered => return Ok(()),
        Far::Refused => Some(("refuse", "反映的事项不属于价格违法行为，已经告知。")),
        Far::Withdrawn => Some(("withdraw", "双方已经自行和解，来电撤回。")),
        _ => None,
    };
    if let Some((verb, reason)) = ended {
        step(office, &boss, path, verb, json!({ "reason": reason })).await?;
        return Ok(());
    }
    let today = office.today();
    let due = if let Far::Assigned(due) = far { due } else { today.plus_days(3 + i32::from(dice[1] % 20)) };
    let (login, _) = FIELD[usize::from(dice[0]) % FIELD.len()];
    let handler = desk(office, login).await?;
    step(office, &boss, path, "assign", json!({ "handler": handler.person, "due": due })).await?;
    if far == Far::Handled || far == Far::Closed {
        let outcome = one(&["substantiated", "partly-substantiated", "unsubstantiated", "unverifiable"], dice[2]);
        let handling = json!({ "outcome": outcome, "disposal": "已到现场核查并答复来电人。", "visited": today });
        step(office, &handler, path, "handle", json!({ "handling": handling })).await?;
    }
    if far == Far::Closed {
        step(office, &desk(office, "approver").await?, path, "close", json!({})).await?;
    }
    Ok(())
}
