//! What the demonstration's people do: a catalogue drafted, approved and published, two registers imported, classes moved,
//! complaints taken in and handled, plans made.

use lots::hash::Digest;
use serde_json::{Value, json};

use super::city::{Rosters, rosters};
use super::desk::{Desk, Office};
use super::people::desk;
use super::{Broken, Figures, Wanted, plans, work};
use crate::app::App;

/// The demonstration's catalogue, with the numbers of a city price bureau.
const CATALOGUE: &[u8] = include_bytes!("../../data/catalogue_price.csv");

/// Do it all.
pub async fn fill(app: &App, office: &Office, wanted: Wanted) -> Result<Figures, Broken> {
    let today = app.now().date();
    let rosters = rosters(wanted, today)?;
    let items = catalogue(office, &today.to_string()).await?;
    let subjects = import(app, office, "subjects", "检查对象名录.csv", &rosters.subjects).await?;
    let inspectors = import(app, office, "inspectors", "执法检查人员名录.csv", &rosters.inspectors).await?;
    classes(office).await?;
    bench(office, &rosters, today).await?;
    let complaints = complaints(office, wanted.seed, today).await?;
    let lines = plans::fill(app, office, today).await?;
    Ok(Figures { subjects, inspectors, items, complaints, lines, ..Figures::default() })
}

/// What stands at a key, as text.
fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

/// Drafted from the bureau's spreadsheet, approved by another, published by a third.
async fn catalogue(office: &Office, from: &str) -> Result<u64, Broken> {
    let drafter = desk(office, "catalogue").await?;
    let body = json!({ "title": "抚顺市物价局随机抽查事项清单", "note": "首次公布", "from": "empty" });
    let edition = office.act(&drafter, "/api/v1/editions", &body).await?;
    let path = format!("/api/v1/editions/{}", text(&edition, "id"));
    let imported = office.hand_in(&drafter, &format!("{path}/import"), "随机抽查事项清单.csv", CATALOGUE).await?;
    checklists(office, &drafter, &path).await?;
    step(office, &drafter, &path, "submit", json!({})).await?;
    step(office, &desk(office, "approver").await?, &path, "approve", json!({})).await?;
    step(office, &desk(office, "publisher").await?, &path, "publish", json!({ "effective_from": from })).await?;
    Ok(imported["added"].as_u64().unwrap_or(0))
}

/// Each thing that an item's content asks for becomes a row of its checklist: a *yes* to several at once would say nothing.
async fn checklists(office: &Office, drafter: &Desk, path: &str) -> Result<(), Broken> {
    let list = office.read(drafter, &format!("{path}/items?limit=100")).await?;
    for row in list["rows"].as_array().into_iter().flatten() {
        let mut item = row["text"].clone();
        let basis = format!("{}{}", text(&item["bases"][0], "law"), text(&item["bases"][0], "article"));
        let asked = text(&item, "content");
        let rows = asked.split('；').map(|asked| json!({ "text": asked, "answer": "yes-no", "basis": basis }));
        item["checklist"] = rows.collect();
        let body = json!({ "text": item, "version": row["version"] });
        office.act(drafter, &format!("{path}/items/{}", text(row, "id")), &body).await?;
    }
    Ok(())
}

/// One step of a thing that has a version.
pub(super) async fn step(
    office: &Office,
    desk: &Desk,
    path: &str,
    verb: &str,
    mut body: Value,
) -> Result<Value, Broken> {
    let now = office.read(desk, path).await?;
    let version = now.get("version").unwrap_or(&now["plan"]["version"]);
    body["version"] = version.clone();
    office.act(desk, &format!("{path}/{verb}"), &body).await
}

/// Upload, look at the guess, check, run: the three steps of the wizard.
async fn import(app: &App, office: &Office, kind: &str, name: &str, file: &[u8]) -> Result<u64, Broken> {
    let clerk = desk(office, "registry").await?;
    let seen = office.hand_in(&clerk, &format!("/api/v1/imports?kind={kind}"), name, file).await?;
    let path = format!("/api/v1/imports/{}", text(&seen, "id"));
    let columns = seen["columns"].as_array().cloned().unwrap_or_default();
    let guessed =
        columns.iter().filter_map(|column| Some((column["guess"].as_str()?.to_owned(), column["index"].clone())));
    let mapping: serde_json::Map<String, Value> = guessed.collect();
    office.act(&clerk, &format!("{path}/check"), &json!({ "mapping": mapping })).await?;
    work(app).await?;
    office.act(&clerk, &format!("{path}/run"), &json!({})).await?;
    work(app).await?;
    let outcome = office.read(&clerk, &path).await?["outcome"].clone();
    match (outcome["new"].as_u64(), outcome["refused"].as_u64(), outcome["duplicates"].as_u64()) {
        (Some(new), Some(0), Some(0)) if new > 0 => Ok(new),
        _ => Err(Broken(format!("{kind}: {outcome}"))),
    }
}

/// Some move up and some move down, each with its reason.
async fn classes(office: &Office) -> Result<(), Broken> {
    const MOVES: [(&str, &str, &str, &str); 3] = [
        ("B", "c", "一年内两次投诉举报查实", ""),
        ("C", "d", "价格欺诈受到行政处罚", "《抚顺市价格监管对象分级分类办法》第九条"),
        ("C", "b", "连续两年检查未发现问题", ""),
    ];
    let clerk = desk(office, "registry").await?;
    for (from, to, reason, basis) in MOVES {
        let list = office.read(&clerk, &format!("/api/v1/subjects?risk={from}&limit=12")).await?;
        for row in list["rows"].as_array().into_iter().flatten() {
            let path = format!("/api/v1/subjects/{}", text(row, "id"));
            let body = json!({ "to": to.to_uppercase(), "reason": reason, "basis": basis });
            step(office, &clerk, &path, "risk", body).await?;
        }
    }
    Ok(())
}

/// Leave, training, and whom one must not meet.
async fn bench(office: &Office, rosters: &Rosters, today: crate::app::value::Date) -> Result<(), Broken> {
    let clerk = desk(office, "registry").await?;
    let list = office.read(&clerk, "/api/v1/inspectors?limit=200").await?;
    let rows = list["rows"].as_array().cloned().unwrap_or_default();
    for (at, row) in rows.iter().enumerate() {
        let path = format!("/api/v1/inspectors/{}", text(row, "id"));
        let passed = json!({ "day": today.plus_days(-60), "course": "价格监督检查业务培训", "hours": 16, "passed": at % 23 != 5 });
        office.act(&clerk, &format!("{path}/trainings"), &passed).await?;
        for [_, code, reason] in
            rosters.recusals.iter().filter(|recusal| recusal[0] == text(row, "certificate")).take(2)
        {
            let kind = if reason.contains("亲属") { "relative" } else { "interest" };
            let body = json!({ "kind": kind, "subject_code": code, "until": null, "remark": reason, "declared_by": row["name"] });
            office.act(&clerk, &format!("{path}/conflicts"), &body).await?;
        }
        if at % 19 == 7 {
            let body = json!({ "first_day": today, "last_day": today.plus_days(12), "kind": "annual" });
            office.act(&clerk, &format!("{path}/leaves"), &body).await?;
        }
    }
    Ok(())
}

/// How many complaints are taken in.
const COMPLAINTS: u32 = 60;

/// Taken in, given to somebody, handled, closed: each as far as it has come.
async fn complaints(office: &Office, seed: u64, today: crate::app::value::Date) -> Result<u64, Broken> {
    const TOLD: [&str; 5] = [
        "结账时发现货架标价与收银价格不一致。",
        "促销标注“原价”从未成交过。",
        "停车收费没有明码标价，收费人员口头报价。",
        "培训机构开课后加收资料费，事先没有公示。",
        "药店销售的药品未标明计价单位。",
    ];
    let clerk = desk(office, "registry").await?;
    let mut rows = Vec::new();
    // In a small city nobody may be left in class C.
    for path in ["/api/v1/subjects?limit=40&risk=C", "/api/v1/subjects?limit=40"] {
        if rows.is_empty() {
            rows = office.read(&clerk, path).await?["rows"].as_array().cloned().unwrap_or_default();
        }
    }
    for n in 0..COMPLAINTS {
        let dice = Digest::of(format!("yaoguang demo {seed} complaint {n}").as_bytes()).0;
        let row = &rows[usize::from(dice[0]) % rows.len()];
        let complaint = json!({
            "kind": one(&["complaint", "report", "petition"], dice[1]),
            "channel": one(&["platform-12315", "call", "letter", "visit", "web"], dice[2]),
            "received": today.plus_days(-i32::from(dice[3])),
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
        handle(office, &format!("/api/v1/complaints/{}", text(&made, "id")), &dice[6..], today).await?;
    }
    Ok(u64::from(COMPLAINTS))
}

fn one<'a>(choices: &[&'a str], die: u8) -> &'a str {
    choices[usize::from(die) % choices.len()]
}

/// Some wait, some are with their handler, most are closed.
async fn handle(office: &Office, path: &str, dice: &[u8], today: crate::app::value::Date) -> Result<(), Broken> {
    if dice[0] < 40 {
        return Ok(());
    }
    let (boss, handler) = (desk(office, "approver").await?, desk(office, "inspector").await?);
    let due = today.plus_days(3 + i32::from(dice[1] % 20));
    step(office, &boss, path, "assign", json!({ "handler": handler.person, "due": due })).await?;
    if dice[0] < 90 {
        return Ok(());
    }
    let outcome = one(&["substantiated", "partly-substantiated", "unsubstantiated", "unverifiable"], dice[2]);
    let handling = json!({ "outcome": outcome, "disposal": "已到现场核查并答复来电人。", "visited": today });
    step(office, &handler, path, "handle", json!({ "handling": handling })).await?;
    step(office, &boss, path, "close", json!({})).await?;
    Ok(())
}
