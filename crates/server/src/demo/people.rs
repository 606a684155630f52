//! The people of the demonstration: one for each role, all with the same password.

use serde_json::json;

use super::Broken;
use super::desk::{Desk, Office};
use crate::accounts::Role;
use crate::accounts::api::setup::{FirstPerson, SetupBody, set_up};
use crate::accounts::rules::Level;
use crate::app::App;
use crate::app::demonstration::{Demonstration, DemonstrationAccount};

/// Everybody's password.
pub const PASSWORD: &str = "fushun-jiage-2026";

/// Login, name, roles.
pub const PEOPLE: &[(&str, &str, &[Role])] = &[
    ("system", "韩雪", &[Role::SystemAdmin]),
    ("security", "高峰", &[Role::SecurityAdmin]),
    ("audit", "白鹭", &[Role::AuditAdmin]),
    ("catalogue", "冯清", &[Role::CatalogueManager]),
    ("registry", "陈静", &[Role::RegistryManager]),
    ("planner", "许明", &[Role::Planner]),
    ("approver", "沈岩", &[Role::Approver]),
    ("operator", "姜禾", &[Role::DrawOperator]),
    ("observer", "孟纪", &[Role::Observer]),
    ("inspector", "赵铁", &[Role::Inspector]),
    ("inspector2", "林溪", &[Role::Inspector]),
    ("inspector3", "石岚", &[Role::Inspector]),
    ("inspector4", "乔岳", &[Role::Inspector]),
    ("inspector5", "杜衡", &[Role::Inspector]),
    ("inspector6", "叶舟", &[Role::Inspector]),
    ("inspector7", "江屿", &[Role::Inspector]),
    ("inspector8", "骆骏", &[Role::Inspector]),
    ("reviewer", "秦川", &[Role::Reviewer]),
    ("publisher", "何晴", &[Role::Publisher]),
    ("credit", "罗信", &[Role::CreditOfficer]),
    ("leader", "周正", &[Role::Leader]),
    ("superior", "方圆", &[Role::Superior]),
];

/// Who goes out: the logins and names of those whom the demonstration's draws choose pairs from. There are so many that chance decides who goes.
pub const FIELD: [(&str, &str); 8] = [
    ("inspector", "赵铁"),
    ("inspector2", "林溪"),
    ("inspector3", "石岚"),
    ("inspector4", "乔岳"),
    ("inspector5", "杜衡"),
    ("inspector6", "叶舟"),
    ("inspector7", "江屿"),
    ("inspector8", "骆骏"),
];

/// All of them, for the sign-in page.
#[must_use]
pub fn accounts() -> Demonstration {
    let account = |(login, name, roles): &(&str, &str, &[Role])| DemonstrationAccount {
        login: (*login).to_owned(),
        name: (*name).to_owned(),
        roles: roles.to_vec(),
    };
    let mut people: Vec<_> = PEOPLE.iter().collect();
    people.sort_by_key(|(login, ..)| place(login));
    Demonstration { password: PASSWORD.to_owned(), accounts: people.into_iter().map(account).collect() }
}

/// Whom the printed steps ask for, in their order.
const ASKED: [&str; 6] = ["planner", "approver", "operator", "publisher", "inspector", "reviewer"];

/// Where an account stands on the sign-in page: those that the steps ask for stand first. Inspectors are told apart by a number.
fn place(login: &str) -> usize {
    let role = login.trim_end_matches(|c: char| c.is_ascii_digit());
    ASKED.iter().position(|asked| *asked == role).unwrap_or(ASKED.len())
}

/// A password that somebody else gave, as at any first run.
const GIVEN: &str = "to be changed at once";

/// The bureau and its people.
pub async fn settle(app: &App, office: &Office) -> Result<(), Broken> {
    let first =
        |login: &str, name: &str| FirstPerson { login: login.into(), name: name.into(), password: GIVEN.into() };
    let body = SetupBody {
        organisation_name: "抚顺市物价局（演示）".into(),
        level: Level::City,
        region: "210400".into(),
        system_admin: first(PEOPLE[0].0, PEOPLE[0].1),
        security_admin: first(PEOPLE[1].0, PEOPLE[1].1),
    };
    set_up(app, body).await.map_err(|why| Broken(format!("{why:?}")))?;
    for (login, ..) in &PEOPLE[..2] {
        own_password(office, login, GIVEN).await?;
    }
    let system = desk(office, "system").await?;
    let security = desk(office, "security").await?;
    for (login, name, roles) in &PEOPLE[2..] {
        let body = json!({ "login": login, "name": name, "organisation": system.organisation });
        let given = office.act(&system, "/api/v1/people", &body).await?;
        let id = given["person"]["id"].as_str().unwrap_or_default().to_owned();
        own_password(office, login, given["password"].as_str().unwrap_or_default()).await?;
        let roles: Vec<_> =
            roles.iter().map(|role| json!({ "role": role, "organisation": system.organisation })).collect();
        // The person's own change of the password made it version 2.
        office.act(&security, &format!("/api/v1/people/{id}/roles"), &json!({ "roles": roles, "version": 2 })).await?;
    }
    Ok(())
}

async fn own_password(office: &Office, login: &str, given: &str) -> Result<(), Broken> {
    let desk = office.sign_in(login, given).await?;
    office.act(&desk, "/api/v1/me/password", &json!({ "old": given, "new": PASSWORD })).await?;
    Ok(())
}

/// Somebody's desk.
pub async fn desk(office: &Office, login: &str) -> Result<Desk, Broken> {
    office.desk(login).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_in_page_begins_with_whom_the_steps_ask_for() {
        let accounts = accounts().accounts;
        let logins: Vec<&str> = accounts.iter().map(|account| account.login.as_str()).collect();
        assert_eq!(
            (logins.len(), &logins[..6]),
            (PEOPLE.len(), &["planner", "approver", "operator", "publisher", "inspector", "inspector2"][..])
        );
        assert_eq!((logins[12], logins[13]), ("reviewer", "system"));
    }
}
