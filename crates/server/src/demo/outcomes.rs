//! What follows some findings of the announced draw: an order that is followed, one that runs, a case that is decided, and a transfer.

use serde_json::{Value, json};

use super::Broken;
use super::desk::Office;
use super::people::{FIELD, desk};
use crate::app::App;
use crate::app::clock::Made;

const DAY_S: i64 = 86_400;

/// A finding to be dealt with: the visit, who of its team deals with it, and the rows answered *no*.
struct Found {
    visit: String,
    login: &'static str,
    findings: Value,
}

/// Deal with some of what waits, over a few days. How many outcomes there are.
pub async fn some(app: &App, office: &Office, clock: &Made) -> Result<u64, Broken> {
    let waiting = office.read(&desk(office, "approver").await?, "/api/v1/outcomes/waiting?limit=100").await?;
    let rows = || waiting["rows"].as_array().into_iter().flatten();
    let orders: Vec<&Value> = rows().filter(|row| row["wants"] == "rectification").take(2).collect();
    let open: Vec<&Value> = rows().filter(|row| row["wants"] == "any").take(2).collect();
    let now = app.now();
    let due = now.date().plus_days(30);
    let mut made = Vec::new();
    for row in &orders {
        let found = found(office, row).await?;
        let body = json!({ "text": "在收费场所公示全部收费项目和标准。", "due": due });
        made.push((proposed(office, &found, "rectification", body).await?, found.login));
    }
    let proposals = [
        ("case", json!({ "text": "涉嫌未按规定明码标价，拟立案查处。" })),
        ("transfer", json!({ "text": "另有超范围执业的线索，不属于本机关职责。", "to": "市卫生健康委员会" })),
    ];
    for (row, (kind, body)) in open.iter().zip(proposals) {
        let found = found(office, row).await?;
        let outcome = proposed(office, &found, kind, body).await?;
        act(office, "approver", (&outcome, "approve"), json!({})).await?;
        made.push((outcome, found.login));
    }
    clock.set(now.plus_s(3 * DAY_S));
    let day = app.now().date();
    if let (Some((order, login)), false) = (made.first(), orders.is_empty()) {
        let look = json!({ "day": day, "text": "已经全部公示。", "cleared": true });
        act(office, login, (order, "recheck"), look).await?;
    }
    if let (Some((case, login)), false) = (made.get(orders.len()), open.is_empty()) {
        let decision = json!({
            "number": "（演示）价罚〔1〕号", "day": day, "sanctions": ["warning", "fine"], "fine": 100_000,
            "text": "当事人未按规定公示收费标准，依据《中华人民共和国价格法》第四十二条作出处罚。",
        });
        act(office, login, (case, "decision"), decision).await?;
        act(office, "leader", (case, "approve"), json!({})).await?;
    }
    Ok(made.len() as u64)
}

/// Of a visit that waits.
async fn found(office: &Office, row: &Value) -> Result<Found, Broken> {
    let visit = format!("/api/v1/visits/{}", row["visit"].as_str().unwrap_or_default());
    let page = office.read(&desk(office, "reviewer").await?, &visit).await?;
    let name = page["visit"]["team"][0]["name"].as_str().unwrap_or_default();
    let login = FIELD.iter().find(|(_, known)| *known == name).map(|(login, _)| *login);
    let login = login.ok_or_else(|| Broken(format!("nobody's visit: {page}")))?;
    let mut findings = Vec::new();
    for item in page["draft"]["items"].as_array().into_iter().flatten() {
        for (row, said) in item["rows"].as_array().into_iter().flatten().enumerate() {
            if said["tick"] == "no" {
                findings.push(json!({ "item": item["item"], "row": row }));
            }
        }
    }
    Ok(Found { visit, login, findings: findings.into() })
}

/// Proposed, or ordered, by its inspector. Its path.
async fn proposed(office: &Office, found: &Found, kind: &str, mut body: Value) -> Result<String, Broken> {
    (body["kind"], body["findings"]) = (kind.into(), found.findings.clone());
    let path = format!("{}/outcomes", found.visit);
    let page = office.act(&desk(office, found.login).await?, &path, &body).await?;
    Ok(format!("/api/v1/outcomes/{}", page["id"].as_str().unwrap_or_default()))
}

/// A step on an outcome as it is now.
async fn act(office: &Office, login: &str, (path, verb): (&str, &str), mut body: Value) -> Result<(), Broken> {
    let desk = desk(office, login).await?;
    body["version"] = office.read(&desk, path).await?["version"].clone();
    office.act(&desk, &format!("{path}/{verb}"), &body).await?;
    Ok(())
}
