//! Who works in the bureau: officers with their roles, and inspectors with certificates that end.

use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::value::Date;

use super::Year;
use super::chance::Chance;
use crate::harness::{Client, World};

/// An officer.
pub struct Officer {
    pub client: Client,
    pub roles: &'static [Role],
}

/// Those without an inspector's certificate come first; the last of them has the role and no certificate.
pub const OFFICERS: [&[Role]; 22] = [
    &[Role::DrawOperator],
    &[Role::DrawOperator],
    &[Role::Planner],
    &[Role::Approver],
    &[Role::Leader],
    &[Role::Observer],
    &[Role::Publisher],
    &[Role::DrawOperator, Role::Approver],
    &[Role::DrawOperator, Role::Publisher],
    &[Role::Approver, Role::Publisher],
    &[Role::Reviewer],
    &[Role::RegistryManager],
    &[Role::Reviewer, Role::Publisher],
    &[Role::Inspector],
    &[Role::Inspector],
    &[Role::Inspector, Role::Reviewer],
    &[Role::Inspector, Role::Reviewer, Role::Publisher],
    &[Role::Inspector, Role::Publisher],
    &[Role::Inspector],
    &[Role::Inspector, Role::DrawOperator],
    &[Role::Inspector, Role::Reviewer],
    &[Role::Inspector, Role::Approver],
];
/// The first inspector among the officers, who keeps the registers, and who looks on: a 局领导 sees everything from the start.
pub const INSPECTORS: usize = 14;
pub const CLERK: usize = 11;
pub const LEADER: usize = 4;

/// After how many days each inspector's certificate ends: some soon, some within the year, some not in it.
const VALID_DAYS: [i32; 8] = [700, 700, 700, 700, 3, 24, 60, 130];

/// An inspector as the registry has them.
pub struct Certificate {
    /// Their id in the registry.
    pub id: String,
    pub number: String,
    /// The certificate's last day.
    pub valid_to: Date,
}

/// Everybody in their roles, and the inspectors with an account each.
pub async fn engaged(world: &World) -> (Vec<Officer>, Vec<Certificate>) {
    let mut officers = Vec::new();
    for roles in OFFICERS {
        officers.push(Officer { client: world.client(roles).await, roles });
    }
    let clerk = &officers[CLERK].client;
    let mut certificates = Vec::new();
    for (at, days) in VALID_DAYS.into_iter().enumerate() {
        let (number, valid_to) = (format!("210400{at}"), world.app.now().date().plus_days(days));
        let page = world.post(clerk, "/api/v1/inspectors", body(world, &number, valid_to)).await.good();
        let id = page["id"].as_str().unwrap().to_owned();
        let account = json!({"inspector": id, "person": officers[INSPECTORS + at].client.person.0, "version": 0});
        world.post(clerk, "/api/v1/inspection-accounts", account).await.good();
        certificates.push(Certificate { id, number, valid_to });
    }
    (officers, certificates)
}

fn body(world: &World, number: &str, valid_to: Date) -> Value {
    json!({
        "organisation": world.bureau, "certificate": number, "name": format!("检查员{number}"), "valid_to": valid_to, "unit": "价格科",
        "fields": ["涉企"],
    })
}

impl Year<'_> {
    /// Somebody's certificate is renewed, or found to end sooner, by who keeps the register; nobody else can.
    pub async fn renew(&mut self) {
        let at = 4 + self.chance.below(VALID_DAYS.len() - 4);
        let who = if self.chance.one_in(4) { self.chance.below(OFFICERS.len()) } else { CLERK };
        let days = i32::try_from(self.chance.below(90)).unwrap();
        let valid_to = self.world.app.now().date().plus_days(days - 10);
        let one = &self.certificates[at];
        let path = format!("/api/v1/inspectors/{}", one.id);
        let page = self.world.get(&self.officers[CLERK].client, &path).await.good();
        let mut body = body(self.world, &one.number, valid_to);
        body["version"] = page["version"].clone();
        let answer = self.world.post(&self.officers[who].client, &path, body).await;
        if who == CLERK {
            answer.good();
            self.certificates[at].valid_to = valid_to;
        } else {
            self.no(&answer, (403, "not-permitted"), "renew");
        }
    }

    /// The inspector who is an officer.
    pub const fn inspector(who: usize) -> Option<usize> {
        who.checked_sub(INSPECTORS)
    }

    pub fn holds(&self, who: usize, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.officers[who].roles.contains(role))
    }

    /// Mostly somebody who holds one of these roles, sometimes anybody.
    pub fn somebody(&mut self, roles: &[Role]) -> usize {
        let able: Vec<usize> = (0..OFFICERS.len()).filter(|who| self.holds(*who, roles)).collect();
        if self.chance.one_in(8) { self.chance.below(OFFICERS.len()) } else { self.chance.one_of(&able) }
    }
}

impl Chance {
    /// Another than `who` of those who hold one of these roles, if there is one.
    pub fn another(&mut self, officers: &[Officer], roles: &[Role], who: usize) -> Option<usize> {
        let able = |at: &usize| *at != who && roles.iter().any(|role| officers[*at].roles.contains(role));
        let able: Vec<usize> = (0..officers.len()).filter(able).collect();
        (!able.is_empty()).then(|| self.one_of(&able))
    }
}
