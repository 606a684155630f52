//! Businesses that stand in the registry twice: from old lists, with the number under which they were registered before 2015. One pair was merged, one waits to be,
//! one nobody has looked at.

use serde_json::{Value, json};

use super::Broken;
use super::desk::{Desk, Office};
use super::people::desk;
use super::registers::{step, text};

/// How many pairs there are in the end.
const PAIRS: usize = 3;
const REASON: &str = "名称和住所完全一致，注册号是换发统一社会信用代码以前的，两条登记的是同一家。";

/// The first pair is found and merged.
pub async fn made(office: &Office) -> Result<(), Broken> {
    office.pace(240);
    let clerk = desk(office, "registry").await?;
    let Some(known) = candidates(office, &clerk).await?.into_iter().next() else { return Ok(()) };
    let merge = asked(office, &clerk, &known, 0).await?;
    let versions = json!({
        "version": merge["version"], "gone_version": merge["gone"]["version"], "stays_version": merge["stays"]["version"],
    });
    let path = format!("/api/v1/merges/{}/approve", text(&merge, "id"));
    office.act(&desk(office, "approver").await?, &path, &versions).await?;
    Ok(())
}

/// The second is found, and its merge asked for; the third only came in. How many entries there are more than before.
pub async fn left(office: &Office) -> Result<u64, Broken> {
    office.pace(240);
    let clerk = desk(office, "registry").await?;
    let known = candidates(office, &clerk).await?;
    let mut many = 0;
    for (at, known) in known.iter().enumerate().take(PAIRS).skip(1) {
        if at == 1 {
            asked(office, &clerk, known, at).await?;
        } else {
            again(office, &clerk, known, at).await?;
        }
        many += 1;
    }
    Ok(many)
}

/// Entries that stand there once, of farming, where they are in nobody's way: with their credit codes, and without what would keep two apart.
async fn candidates(office: &Office, clerk: &Desk) -> Result<Vec<Value>, Broken> {
    let mut found = Vec::new();
    for narrowed in ["&domain=agriculture", ""] {
        let list = office.read(clerk, &format!("/api/v1/subjects?limit=100&status=active{narrowed}")).await?;
        for row in list["rows"].as_array().into_iter().flatten() {
            let known = office.read(clerk, &format!("/api/v1/subjects/{}", text(row, "id"))).await?;
            let is_bare = known["tags"].as_array().is_some_and(Vec::is_empty) && known["address"] != "";
            if is_bare && known["code_kind"] == "uscc" && !found.contains(&known) {
                found.push(known);
            }
            if found.len() == PAIRS {
                return Ok(found);
            }
        }
    }
    Ok(found)
}

/// The business entered again, in the same class. Its entry.
async fn again(office: &Office, clerk: &Desk, known: &Value, at: usize) -> Result<Value, Broken> {
    let region = text(known, "region");
    let subject = json!({
        "name": known["name"], "code": format!("{region}{:09}", 500_320_117 + at * 48_611), "kind": known["kind"],
        "domain": known["domain"], "industry": known["industry"], "region": known["region"], "grid": known["grid"],
        "address": known["address"], "representative": known["representative"],
    });
    let body = json!({ "organisation": clerk.organisation, "subject": subject });
    let entry = office.act(clerk, "/api/v1/subjects", &body).await?;
    let path = format!("/api/v1/subjects/{}", text(&entry, "id"));
    if entry["risk"] != known["risk"] {
        let basis =
            if known["risk"] == "D" { "《抚顺市价格监管对象分级分类办法》第九条" } else { "" };
        let moved = json!({ "to": known["risk"], "reason": "与名录中同一单位的等级一致", "basis": basis });
        step(office, clerk, &path, "risk", moved).await?;
    }
    office.read(clerk, &path).await
}

/// The business entered again, and its merge asked for.
async fn asked(office: &Office, clerk: &Desk, known: &Value, at: usize) -> Result<Value, Broken> {
    let entry = again(office, clerk, known, at).await?;
    let body = json!({
        "into": known["id"], "into_version": known["version"], "version": entry["version"], "reason": REASON,
    });
    office.act(clerk, &format!("/api/v1/subjects/{}/merge", text(&entry, "id")), &body).await
}
