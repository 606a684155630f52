//! What the demonstration's people do first: a catalogue drafted, approved and published, two registers imported, classes moved, two entries of one business
//! merged, complaints taken in and handled, plans made.

use serde_json::{Value, json};

use super::city::{Rosters, rosters};
use super::days::{Days, at};
use super::desk::{Desk, Office};
use super::people::desk;
use super::{Broken, Figures, Wanted, complaints, merges, plans, work};
use crate::app::App;
use crate::app::value::Date;

/// The demonstration's catalogue, with the numbers of a city price bureau.
const CATALOGUE: &[u8] = include_bytes!("../../data/catalogue_price.csv");

/// Do it all, over some days.
pub async fn fill(app: &App, office: &Office, days: Days, wanted: Wanted) -> Result<Figures, Broken> {
    let today = app.now().date();
    let rosters = rosters(wanted, today, days.yesterday)?;
    office.until(at(today, 9, 40));
    let items = catalogue(office, &today.to_string()).await?;
    let next = today.plus_days(1);
    office.until(at(next, 8, 50));
    let subjects = import(app, office, "subjects", "检查对象名录.csv", &rosters.subjects).await?;
    let inspectors = import(app, office, "inspectors", "执法检查人员名录.csv", &rosters.inspectors).await?;
    office.pace(15);
    classes(office).await?;
    bench(office, &rosters, next).await?;
    office.until(at(today.plus_days(2), 9, 5));
    merges::made(office).await?;
    let complaints = complaints::old(office, wanted.seed).await?;
    let lines = plans::fill(app, office, (days, subjects)).await?;
    Ok(Figures { subjects, inspectors, items, complaints, lines, ..Figures::default() })
}

/// What stands at a key, as text.
pub(super) fn text(value: &Value, key: &str) -> String {
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
async fn bench(office: &Office, rosters: &Rosters, today: Date) -> Result<(), Broken> {
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
