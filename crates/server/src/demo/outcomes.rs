//! What follows the findings of the campaign that is over: orders that are followed, one that runs, cases that are decided, and transfers.

use serde_json::{Value, json};

use super::Broken;
use super::days::{Days, MINUTE_S, at, weekday};
use super::desk::Office;
use super::people::{FIELD, desk};

/// A finding to be dealt with: the visit, who of its team deals with it, and the rows answered *no*.
struct Found {
    visit: String,
    login: &'static str,
    findings: Value,
}

/// Deal with all that waits, over a few days. How many outcomes there are.
pub async fn all(office: &Office, days: Days) -> Result<u64, Broken> {
    let waiting = office.read(&desk(office, "approver").await?, "/api/v1/outcomes/waiting?limit=100").await?;
    let rows = || waiting["rows"].as_array().into_iter().flatten();
    office.until(at(weekday(office.today().plus_days(1)), 9, 15));
    office.pace(8 * MINUTE_S);
    let orders = ordered(office, rows().filter(|row| row["wants"] == "rectification").collect(), days).await?;
    let open = proposed_each(office, rows().filter(|row| row["wants"] == "any").collect()).await?;
    office.until(at(weekday(office.today().plus_days(3)), 9, 30));
    let day = office.today();
    // The last of several still runs.
    let cleared = if orders.len() > 1 { &orders[..orders.len() - 1] } else { &orders[..] };
    for (order, login) in cleared {
        let look = json!({ "day": day, "text": "已经全部公示。", "cleared": true });
        act(office, login, (order, "recheck"), look).await?;
    }
    for (number, (case, login)) in (1..).zip(open.iter().step_by(PROPOSALS.len())) {
        let decision = json!({
            "number": format!("（演示）价罚〔{number}〕号"), "day": day, "sanctions": ["warning", "fine"], "fine": 100_000,
            "text": "当事人未按规定公示收费标准，依据《中华人民共和国价格法》第四十二条作出处罚。",
        });
        act(office, login, (case, "decision"), decision).await?;
        act(office, "leader", (case, "approve"), json!({})).await?;
    }
    Ok((orders.len() + open.len()) as u64)
}

/// An outcome's path, and who of the team deals with it.
type Made = (String, &'static str);

/// What is proposed where more than an order is wanted, in turn: a case, then a transfer.
const PROPOSALS: [(&str, &str, &str); 2] = [
    ("case", "涉嫌未按规定明码标价，拟立案查处。", ""),
    ("transfer", "另有超范围执业的线索，不属于本机关职责。", "市卫生健康委员会"),
];

/// Orders to put things right, until some days after the demonstration is shown.
async fn ordered(office: &Office, rows: Vec<&Value>, days: Days) -> Result<Vec<Made>, Broken> {
    let due = days.yesterday.plus_days(14);
    let mut made = Vec::new();
    for row in rows {
        let found = found(office, row).await?;
        let body = json!({ "text": "在收费场所公示全部收费项目和标准。", "due": due });
        made.push((proposed(office, &found, "rectification", body).await?, found.login));
    }
    Ok(made)
}

/// Cases and transfers, proposed and approved.
async fn proposed_each(office: &Office, rows: Vec<&Value>) -> Result<Vec<Made>, Broken> {
    let mut made = Vec::new();
    for (row, (kind, text, to)) in rows.into_iter().zip(PROPOSALS.iter().cycle()) {
        let found = found(office, row).await?;
        let mut body = json!({ "text": text });
        if !to.is_empty() {
            body["to"] = (*to).into();
        }
        let outcome = proposed(office, &found, kind, body).await?;
        act(office, "approver", (&outcome, "approve"), json!({})).await?;
        made.push((outcome, found.login));
    }
    Ok(made)
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
