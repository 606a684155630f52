//! Visits over the interface: from a drawn draw to a reviewed record, and everybody stopped who shouldn't.

mod absence;
mod accounts;
mod begun;
mod besides;
mod confirmations;
mod dispatches;
mod nobody;
mod recusals;
mod sealed;

use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use yaoguang::accounts::{PersonId, Role};
use yaoguang::app::jobs;
use yaoguang::app::journal::record::Actor;
use yaoguang::inspections::store::account;
use yaoguang::inspectors::InspectorId;

use crate::draws::{Bureau, DRAWS, value};
use crate::harness::{Answer, Client, World};
use crate::on_both;

pub const VISITS: &str = "/api/v1/visits";
const ACCOUNTS: &str = "/api/v1/inspection-accounts";

/// A draw's visits, and who works on them.
pub struct Visits<'a> {
    pub world: &'a World,
    pub bureau: Bureau<'a>,
    pub draw: String,
    pub clerk: Client,
    pub reviewer: Client,
    /// By certificate number: the accounts that are inspectors'.
    pub inspectors: Vec<(String, Client)>,
}

impl<'a> Visits<'a> {
    /// A bureau with a drawn draw, announced unless it has a date for that, and an account for each inspector.
    pub async fn drawn(world: &'a World, disclosure: Option<&str>) -> Self {
        let bureau = Bureau::open(world).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!(disclosure);
        Self::of(world, bureau, scheme).await
    }

    /// The same by a scheme of one's own.
    pub async fn of(world: &'a World, bureau: Bureau<'a>, scheme: Value) -> Self {
        let is_open = scheme["disclosure"].is_null();
        let parties = [("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)];
        let parties = if is_open { parties.map(|(name, outside, _)| (name, outside, 0)) } else { parties };
        bureau.rule(json!({"text": "各方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})).await;
        let draw = bureau.approved(scheme, &parties).await;
        let links = bureau.hashed(&draw, 3).await;
        bureau.commit(&draw).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-05T02:30:00Z").await;
        assert!(jobs::work_once(&world.app, jobs::kinds()).await.unwrap());
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        assert_eq!(bureau.look(&draw).await["state"], "drawn");
        let clerk = world.client(&[Role::RegistryManager]).await;
        let reviewer = world.client(&[Role::Reviewer]).await;
        let mut visits = Self { world, bureau, draw, clerk, reviewer, inspectors: Vec::new() };
        if is_open {
            visits.bureau.step(&visits.bureau.publisher, &visits.draw, "announce", json!({})).await.good();
        }
        visits.accounts().await;
        visits
    }

    /// An account for each inspector who has none yet.
    async fn accounts(&mut self) {
        let known = self.world.get(&self.clerk, "/api/v1/inspectors").await.good();
        let linked = self.world.get(&self.clerk, ACCOUNTS).await.good()["rows"].as_array().unwrap().clone();
        let is_free = |row: &&Value| linked.iter().all(|one| one["inspector"] != row["id"]);
        for row in known["rows"].as_array().unwrap().iter().filter(is_free) {
            let client = self.world.client(&[Role::Inspector]).await;
            self.link(row["id"].as_str().unwrap(), &client, 0).await.good();
            self.inspectors.push((row["certificate"].as_str().unwrap().to_owned(), client));
        }
    }

    async fn link(&self, inspector: &str, client: &Client, version: i64) -> Answer {
        let body = json!({"inspector": inspector, "person": client.person.0, "version": version});
        self.world.post(&self.clerk, ACCOUNTS, body).await
    }

    /// An inspector's account is this one from now on, though visits are under way, which the interface refuses.
    pub async fn seated(&self, inspector: &Value, person: Option<PersonId>) {
        let id = InspectorId(inspector.as_str().unwrap().parse().unwrap());
        let mut tx = self.world.app.begin_as(Actor::SYSTEM).await.unwrap();
        let row = account::Entity::find_by_id(id).one(tx.db()).await.unwrap().unwrap();
        let row = account::Model { person, version: row.version + 1, ..row };
        account::put(tx.db(), &row).await.unwrap();
        tx.record(row.act("inspection-account.set")).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Suspend an account.
    async fn suspended(&self, person: &Value) {
        let admin = self.world.client(&[Role::SystemAdmin]).await;
        let path = format!("/api/v1/people/{}/suspend", person.as_str().unwrap());
        self.world.post(&admin, &path, json!({"version": 1})).await.good();
    }

    pub async fn dispatch(&self) -> Answer {
        self.world.post(&self.bureau.operator, &format!("{DRAWS}/{}/dispatch", self.draw), json!({})).await
    }

    /// All visits as somebody sees them.
    pub async fn list(&self, client: &Client, query: &str) -> Vec<Value> {
        self.world.get(client, &format!("{VISITS}?{query}")).await.good()["rows"].as_array().unwrap().clone()
    }

    pub async fn look(&self, id: &str) -> Value {
        self.world.get(&self.bureau.operator, &format!("{VISITS}/{id}")).await.good()
    }

    /// The accounts of a visit's team, by seat, and of somebody who isn't of it.
    pub fn team(&self, visit: &Value) -> (Vec<&Client>, &Client) {
        let certificates: Vec<&str> =
            visit["team"].as_array().unwrap().iter().map(|member| member["certificate"].as_str().unwrap()).collect();
        let of = |certificate: &str| &self.inspectors.iter().find(|(known, _)| known == certificate).unwrap().1;
        let other = self.inspectors.iter().find(|(known, _)| !certificates.contains(&&**known)).unwrap();
        (certificates.into_iter().map(of).collect(), &other.1)
    }

    /// A step on a visit as it is now.
    pub async fn step(&self, client: &Client, id: &str, verb: &str, mut body: Value) -> Answer {
        body["version"] = self.look(id).await["visit"]["version"].clone();
        self.world.post(client, &format!("{VISITS}/{id}/{verb}"), body).await
    }

    /// The digest that a reviewer reads.
    pub async fn digest(&self, id: &str) -> Value {
        json!({"digest": self.look(id).await["digest"]})
    }

    /// A visit through notice, record and review.
    pub async fn reviewed(&self, visit: &Value, record: &Value) -> Value {
        let (id, (team, _)) = (visit["id"].as_str().unwrap(), self.team(visit));
        if self.look(id).await["visit"]["state"] == "assigned" {
            self.step(team[0], id, "notice", json!({})).await.good();
        }
        self.step(team[0], id, "record", json!({"record": record})).await.good();
        let digest = self.digest(id).await;
        self.step(&self.reviewer, id, "review", digest).await.good()
    }

    /// Publish what was reviewed last of a visit.
    pub async fn publish(&self, id: &str) {
        if self.bureau.look(&self.draw).await["state"] == "drawn" {
            self.bureau.step(&self.bureau.publisher, &self.draw, "announce", json!({})).await.good();
        }
        let rows = self.world.get(&self.bureau.publisher, "/api/v1/disclosures").await.good();
        let due = rows["rows"].as_array().unwrap().iter().find(|row| row["visit"] == id).unwrap()["id"].clone();
        let judged =
            self.world.post(&self.bureau.publisher, "/api/v1/disclosures/publish", json!({"ids": [due]})).await.good();
        assert_eq!(judged[0]["published"], true, "{judged}");
    }

    /// A record handed in, and returned with a reason.
    pub async fn returned(&self, visit: &Value, record: &Value, reason: &str) -> Value {
        let (id, (team, _)) = (visit["id"].as_str().unwrap(), self.team(visit));
        self.step(team[0], id, "record", json!({"record": record})).await.good();
        self.step(&self.reviewer, id, "return", json!({"reason": reason})).await.good()
    }
}

/// A complete record of a visit from four to five past four, when most of these hand it in.
pub fn record(visit: &Value, day: &str) -> Value {
    let present: Vec<&Value> = visit["team"].as_array().unwrap().iter().map(|member| &member["code"]).collect();
    json!({
        "visited": day, "from": 960, "to": 965, "place": "新抚区东一路1号", "method": "on-site", "present": present,
        "items": [{"item": "JG-001", "rows": [{"tick": "yes"}]}], "results": ["nothing-found"],
        "subject": {"who": "店长 李芳", "statement": "没有意见", "signing": "signed"},
    })
}

/// The same with something found.
pub fn found(visit: &Value, day: &str) -> Value {
    let mut record = record(visit, day);
    record["items"][0]["rows"][0] = json!({"tick": "no", "found": "三件商品没有标价签"});
    record["results"] = json!(["rectification-ordered"]);
    record
}

on_both! {
    async fn a_pair_gets_its_visit_and_nobody_elses(world) {
        let visits = Visits::drawn(world, None).await;
        // An account is one inspector's, and has the role.
        let known = world.get(&visits.clerk, ACCOUNTS).await.good();
        assert_eq!((known["rows"].as_array().unwrap().len(), known["free"].as_array().unwrap().len()), (6, 0));
        let first = known["rows"][0].clone();
        let (own, other) = (first["inspector"].as_str().unwrap(), known["rows"][1]["inspector"].as_str().unwrap());
        let taken = visits.inspectors.iter().find(|(certificate, _)| *certificate == first["certificate"].as_str().unwrap()).unwrap().1.clone();
        visits.link(other, &taken, 1).await.at_fault("person", "visit-account-taken");
        visits.link(own, &taken, 0).await.refused(409, "stale");
        visits.link(own, &visits.reviewer, 1).await.at_fault("person", "visit-account-role");
        let stranger = world.client(&[Role::Inspector]).await;
        world.get(&stranger, &format!("{VISITS}?mine=true")).await.refused(422, "visit-no-account");
        // Every target has one visit, made once; until then the draw waits for that.
        let waiting = format!("{DRAWS}?state=announced&undispatched=true");
        assert_eq!(world.get(&visits.bureau.operator, &waiting).await.good()["rows"][0]["id"], json!(visits.draw));
        assert_eq!(visits.dispatch().await.good(), json!({"visits": 6}));
        assert_eq!(world.get(&visits.bureau.operator, &waiting).await.good()["rows"], json!([]));
        visits.dispatch().await.refused(422, "visit-dispatched");
        let all = visits.list(&visits.bureau.operator, "").await;
        assert_eq!(all.len(), 6);
        assert!(all.iter().all(|visit| visit["state"] == "assigned" && visit["team"].as_array().unwrap().len() == 2));
        let targets = world.post(&visits.bureau.operator, &format!("{DRAWS}/{}/open", visits.draw), json!({})).await.good();
        for target in targets.as_array().unwrap() {
            let visit = all.iter().find(|visit| visit["code"] == target["code"]).unwrap();
            assert_eq!((&visit["team"], &visit["name"]), (&target["team"], &target["name"]));
        }
        let mut mine = 0;
        for (_, client) in &visits.inspectors {
            let rows = visits.list(client, "mine=true").await;
            for row in &rows {
                let page = world.get(client, &format!("{VISITS}/{}", row["id"].as_str().unwrap())).await.good();
                assert!(row["team"].as_array().unwrap().iter().any(|member| member["code"] == page["mine"]));
            }
            mine += rows.len();
        }
        assert_eq!(mine, 12);
        // Filters, and the search by name and code.
        assert_eq!(visits.list(&visits.bureau.operator, "state=noticed").await.len(), 0);
        assert_eq!(visits.list(&visits.bureau.operator, "overdue=true").await.len(), 0);
        let code = all[0]["code"].as_str().unwrap();
        assert_eq!(visits.list(&visits.bureau.operator, &format!("q={}", code.to_lowercase())).await.len(), 1);
        let page = world.get(&visits.bureau.operator, &format!("{VISITS}?limit=4&sort=-code")).await.good();
        let rest = world.get(&visits.bureau.operator, &format!("{VISITS}?limit=4&sort=-code&after={}", page["next"].as_str().unwrap())).await.good();
        assert_eq!((page["rows"].as_array().unwrap().len(), rest["rows"].as_array().unwrap().len()), (4, 2));
        world.later("2026-04-11T01:00:00Z").await;
        assert_eq!(visits.list(&visits.bureau.operator, "overdue=true").await.len(), 6);
        // An account that is taken away has no visits any more.
        visits.seated(&json!(own), None).await;
        world.get(&taken, &format!("{VISITS}?mine=true")).await.refused(422, "visit-no-account");
    }
}

on_both! {
    async fn notices_have_numbers_without_gaps_and_say_that_they_are_genuine(world) {
        let visits = Visits::drawn(world, None).await;
        visits.dispatch().await.good();
        let all = visits.list(&visits.bureau.operator, "sort=place").await;
        let stranger = world.client(&[Role::Inspector]).await;
        for (number, visit) in (1..).zip(&all[..3]) {
            let (id, (team, other)) = (visit["id"].as_str().unwrap(), visits.team(visit));
            world.get(team[0], &format!("{VISITS}/{id}/notice.html")).await.refused(422, "visit-not-noticed");
            visits.step(team[0], id, "draft", json!({"record": {}})).await.refused(422, "visit-not-noticed");
            visits.step(other, id, "notice", json!({})).await.refused(422, "visit-not-team");
            visits.step(&stranger, id, "notice", json!({})).await.refused(422, "visit-no-account");
            visits.step(&visits.reviewer, id, "notice", json!({})).await.refused(403, "not-permitted");
            let page = visits.step(team[1], id, "notice", json!({})).await.good();
            assert_eq!(page["visit"]["notice"], json!({"year": 2026, "number": number}));
            visits.step(team[0], id, "notice", json!({})).await.refused(422, "visit-not-assigned");
        }
        let page = visits.look(all[1]["id"].as_str().unwrap()).await;
        let path = page["notice_path"].as_str().unwrap();
        let name = page["visit"]["name"].as_str().unwrap();
        let public = world.get(&world.stranger(), path).await;
        assert_eq!(public.status, 200);
        let certificate = page["visit"]["team"][0]["certificate"].as_str().unwrap();
        for part in ["第2号", name, certificate, "明码标价", "《中华人民共和国价格法》第十三条"] {
            assert!(public.text().contains(part), "{part}: {}", public.text());
        }
        assert_eq!(world.get(&world.stranger(), "/notices/00000000000000000000000000000000").await.status, 404);
        let paper = world.get(&visits.bureau.operator, &format!("{VISITS}/{}/notice.html", all[1]["id"].as_str().unwrap())).await;
        let text = paper.text();
        assert!(["第2号", "陈述、申辩", "申请其回避", "<svg", path, name].iter().all(|part| text.contains(part)), "{text}");
        // The one that shows the button to print; without it the paper is whole, too.
        assert_eq!((text.matches("<script").count(), text.contains("src=\"/static/print.js\"")), (1, true));
        // A year's numbers begin with 1.
        world.later("2027-01-04T01:00:00Z").await;
        let (id, (team, _)) = (all[3]["id"].as_str().unwrap(), visits.team(&all[3]));
        let page = visits.step(team[0], id, "notice", json!({})).await.good();
        assert_eq!(page["visit"]["notice"], json!({"year": 2027, "number": 1}));
    }
}

on_both! {
    async fn a_record_is_complete_and_reviewed_by_somebody_else(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = all[0].clone();
        let (id, (team, other)) = (visit["id"].as_str().unwrap(), visits.team(&visit));
        visits.step(team[0], id, "notice", json!({})).await.good();
        // A draft may lack anything, but has its form. Two who write at once don't overwrite each other.
        let version = visits.look(id).await["visit"]["version"].clone();
        let draft = |place: &str| json!({"record": {"place": place}, "version": version});
        world.post(team[0], &format!("{VISITS}/{id}/draft"), draft("东一路")).await.good();
        world.post(team[1], &format!("{VISITS}/{id}/draft"), draft("西一路")).await.refused(409, "stale");
        let seen = visits.look(id).await;
        assert_eq!((&seen["draft"]["place"], &seen["touched"]["by"]["id"]), (&json!("东一路"), &json!(team[0].person.0)));
        let long = json!({"record": {"findings": "字".repeat(2001)}});
        visits.step(team[0], id, "draft", long).await.at_fault("findings", "visit-too-long");
        visits.step(other, id, "draft", json!({"record": {}})).await.refused(422, "visit-not-team");
        let lacks = visits.step(team[0], id, "record", json!({"record": {"visited": "2026-03-11"}})).await.refused(422, "visit-incomplete");
        let fields: Vec<&str> = lacks["fields"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
        assert!(fields.contains(&"visited") && fields.contains(&"present") && fields.contains(&"items.JG-001"), "{fields:?}");
        // It neither began before its notice was given nor ends later than now: both times are said.
        let mut early = record(&visit, "2026-03-10");
        (early["from"], early["to"]) = (json!(540), json!(966));
        let lacks = visits.step(team[0], id, "record", json!({"record": early})).await.refused(422, "visit-incomplete");
        let faults: Vec<(&str, &str)> = lacks["fields"].as_array().unwrap().iter()
            .map(|fault| (fault["code"].as_str().unwrap(), fault["message"].as_str().unwrap())).collect();
        assert_eq!(faults.iter().map(|(code, _)| *code).collect::<Vec<_>>(), ["visit-from-before-notice", "visit-to-future"]);
        assert!(faults.iter().all(|(_, said)| said.contains("2026-03-10 16:00")), "{faults:?}");
        visits.step(&visits.reviewer, id, "review", json!({"digest": ""})).await.refused(422, "visit-not-recorded");
        // Two who hand in at once: one record.
        let version = visits.look(id).await["visit"]["version"].clone();
        let body = json!({"record": record(&visit, "2026-03-10"), "version": version});
        world.post(team[0], &format!("{VISITS}/{id}/record"), body.clone()).await.good();
        world.post(team[1], &format!("{VISITS}/{id}/record"), body).await.refused(422, "visit-not-noticed");
        let paper = world.get(team[0], &format!("{VISITS}/{id}/record.html")).await.text();
        assert!(["没有意见", "16:00–16:05", "未发现问题", "店长 李芳"].iter().all(|part| paper.contains(part)), "{paper}");
        // Neither who was there nor who wrote, whatever their roles; and only what was read.
        let both = world.client(&[Role::Reviewer, Role::Inspector]).await;
        let inspector = world.get(&visits.clerk, ACCOUNTS).await.good()["rows"].as_array().unwrap().iter()
            .find(|row| row["certificate"] == visit["team"][1]["certificate"]).unwrap().clone();
        visits.seated(&inspector["inspector"], Some(both.person)).await;
        let digest = visits.digest(id).await;
        visits.step(&both, id, "review", digest.clone()).await.refused(422, "visit-own");
        visits.step(&both, id, "return", json!({"reason": "不清楚"})).await.refused(422, "visit-own");
        visits.step(team[0], id, "review", digest.clone()).await.refused(403, "not-permitted");
        visits.step(&visits.reviewer, id, "review", json!({"digest": "0".repeat(64)})).await.refused(422, "visit-other-text");
        visits.step(&visits.reviewer, id, "return", json!({"reason": ""})).await.at_fault("reason", "empty");
        let returned = visits.step(&visits.reviewer, id, "return", json!({"reason": "时间有误"})).await.good();
        assert_eq!((&returned["visit"]["state"], &returned["reason"], &returned["draft"]["from"]), (&json!("noticed"), &json!("时间有误"), &json!(960)));
        let mut again = record(&visit, "2026-03-10");
        again["from"] = json!(961);
        visits.step(team[0], id, "record", json!({"record": again})).await.good();
        // There are few records to try, so that no entry has a digest of one.
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=visit.recorded").await.good();
        assert!(acts["rows"].as_array().unwrap().len() == 2 && !acts["rows"].to_string().contains("\"record\""), "{acts}");
        // What was read before the return isn't what is there now.
        visits.step(&visits.reviewer, id, "review", digest).await.refused(422, "visit-other-text");
        let digest = visits.digest(id).await;
        let page = visits.step(&visits.reviewer, id, "review", digest).await.good();
        assert_eq!((&page["visit"]["state"], page["records"].as_array().unwrap().len()), (&json!("reviewed"), 2));
        assert_eq!((&page["records"][0]["reviewer"], &page["records"][1]["record"]["from"]), (&Value::Null, &json!(961)));
        visits.step(team[0], id, "draft", json!({"record": {}})).await.refused(422, "visit-not-noticed");
    }
}

/// The visits that the registry counts of a subject, by its code.
async fn counted(visits: &Visits<'_>, code: &str) -> Value {
    let found = visits.world.get(&visits.clerk, &format!("/api/v1/subjects?q={code}")).await.good();
    let id = found["rows"][0]["id"].as_str().unwrap().to_owned();
    visits.world.get(&visits.clerk, &format!("/api/v1/subjects/{id}")).await.good()["visits"].clone()
}

on_both! {
    async fn a_reviewed_visit_counts_and_a_correction_counts_in_its_place(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = all[0].clone();
        let (id, code, (team, _)) = (visit["id"].as_str().unwrap(), visit["code"].as_str().unwrap(), visits.team(&visit));
        visits.step(team[0], id, "correct", json!({"reason": "日期有误"})).await.refused(422, "visit-not-reviewed");
        visits.step(team[0], id, "notice", json!({})).await.good();
        world.later("2026-03-12T08:00:00Z").await;
        // Nobody is visited before the day of the notice.
        let lacks = visits.step(team[0], id, "record", json!({"record": record(&visit, "2026-03-09")})).await.refused(422, "visit-incomplete");
        assert!(lacks.to_string().contains("visit-before-notice"), "{lacks}");
        visits.reviewed(&visit, &record(&visit, "2026-03-10")).await;
        // What isn't public isn't counted in the registry: nobody reads there who was visited, and a correction steers no draw unseen.
        assert_eq!(counted(&visits, code).await, json!([]));
        visits.publish(id).await;
        assert_eq!(counted(&visits, code).await, json!([{"visited": "2026-03-10", "result": "nothing-found"}]));
        visits.step(&visits.reviewer, id, "correct", json!({"reason": "日期有误"})).await.refused(403, "not-permitted");
        let page = visits.step(team[0], id, "correct", json!({"reason": "日期有误"})).await.good();
        assert_eq!((&page["visit"]["state"], &page["visit"]["number"]), (&json!("noticed"), &json!(2)));
        // Until the correction is public, what was public counts.
        let page = visits.reviewed(&visit, &found(&visit, "2026-03-11")).await;
        assert_eq!(counted(&visits, code).await[0]["visited"], "2026-03-10");
        visits.publish(id).await;
        assert_eq!(counted(&visits, code).await, json!([{"visited": "2026-03-11", "result": "rectification-ordered"}]));
        let records = page["records"].as_array().unwrap();
        assert_eq!((records.len(), &records[0]["record"]["visited"], &records[1]["reason"]), (2, &json!("2026-03-10"), &json!("日期有误")));
    }
}

on_both! {
    async fn the_visits_of_an_unannounced_draw_are_seen_by_few(world) {
        let visits = Visits::drawn(world, Some("2026-04-20")).await;
        // It waits for that long before it is announced.
        let waiting = format!("{DRAWS}?state=drawn&disclosable=false&undispatched=true");
        assert_eq!(world.get(&visits.bureau.operator, &waiting).await.good()["rows"][0]["id"], json!(visits.draw));
        visits.dispatch().await.good();
        assert_eq!(world.get(&visits.bureau.operator, &waiting).await.good()["rows"], json!([]));
        let visit = visits.list(&visits.bureau.operator, "sort=place").await[0].clone();
        let (id, (team, other)) = (visit["id"].as_str().unwrap().to_owned(), visits.team(&visit));
        let path = format!("{VISITS}/{id}");
        for role in [Role::DrawOperator, Role::AuditAdmin, Role::Leader] {
            let client = world.client(&[role]).await;
            assert_eq!(visits.list(&client, "").await.len(), 6, "{role}");
            world.get(&client, &path).await.good();
        }
        for role in [Role::Planner, Role::Approver, Role::Publisher, Role::Observer, Role::Superior, Role::Inspector, Role::Reviewer] {
            let client = world.client(&[role]).await;
            assert_eq!(visits.list(&client, "").await.len(), 0, "{role}");
            world.get(&client, &path).await.refused(404, "not-found");
            world.get(&client, &format!("{path}/record.html")).await.refused(404, "not-found");
        }
        // A team sees its own only.
        world.get(team[1], &path).await.good();
        world.get(other, &path).await.refused(404, "not-found");
        let mine = visits.list(team[0], "mine=true").await.len();
        assert_eq!(visits.list(team[0], "").await.len(), mine);
        visits.step(team[0], &id, "notice", json!({})).await.good();
        visits.step(other, &id, "draft", json!({"record": {}})).await.refused(404, "not-found");
        world.later("2026-03-10T08:30:00Z").await;
        visits.step(team[0], &id, "record", json!({"record": record(&visit, "2026-03-10")})).await.good();
        assert_eq!(visits.list(&visits.reviewer, "").await.len(), 1);
        // Once it is announced, everybody who reads visits sees them.
        world.later("2026-04-20T01:00:00Z").await;
        visits.bureau.step(&visits.bureau.publisher, &visits.draw, "announce", json!({})).await.good();
        assert_eq!(visits.list(&visits.bureau.publisher, "").await.len(), 6);
    }
}

on_both! {
    async fn many_targets_are_dispatched_at_once_and_each_has_its_history(world) {
        use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
        use yaoguang::app::bulk::{self, Rows};
        use yaoguang::app::journal::record::row;
        use yaoguang::draws::DrawId;
        use yaoguang::draws::store::{self as draws, draw as drawn, target};
        let visits = Visits::drawn(world, None).await;
        let draw = DrawId(visits.draw.parse().unwrap());
        let first = target::of(world.app.read(), draw).await.unwrap()[0].clone();
        let many: i64 = 2_500;
        let more = |place: i64| target::Model { place, code: format!("X{place:06}"), ..first.clone() };
        let rows: Vec<target::Model> = (6..many).map(more).collect();
        let mut tx = world.app.begin_as(Actor::SYSTEM).await.unwrap();
        bulk::load(tx.db(), Rows::of::<target::Entity>(&rows)).await.unwrap();
        let teams = target::teams_digest(&target::of(tx.db(), draw).await.unwrap()).to_string();
        drawn::seal(tx.db(), draw, &teams).await.unwrap();
        let whole = draws::any(tx.db(), draw).await.unwrap();
        tx.record(whole.act("drawing.run-asked")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(visits.dispatch().await.good(), json!({"visits": many}));
        let acts = row::Entity::find().filter(row::Column::Kind.eq("visit.dispatched")).count(world.app.read()).await.unwrap();
        assert_eq!(acts, u64::try_from(many).unwrap());
        visits.dispatch().await.refused(422, "visit-dispatched");
    }
}

on_both! {
    async fn visits_are_taken_out_as_they_are_seen_and_filtered(world) {
        let visits = Visits::drawn(world, Some("2026-04-20")).await;
        let listed = visits.begin().await;
        visits.reviewed(&listed[0], &record(&listed[0], "2026-03-10")).await;
        let take = async |by: &Client, ask: Value| {
            let file = world.post(by, &format!("{VISITS}/export"), ask).await;
            assert_eq!(file.status, 200, "{}", file.json);
            file.text().trim_start_matches('\u{feff}').lines().map(str::to_owned).collect::<Vec<String>>()
        };
        let all = take(&visits.bureau.operator, json!({"format": "csv"})).await;
        assert_eq!(all.len(), 7, "{all:?}");
        assert!(all[0].starts_with("检查对象,代码,行政区划,领域,") && all[0].ends_with(",检查组,检查日期,检查结果"), "{}", all[0]);
        for listed in &listed {
            let (name, code) = (listed["name"].as_str().unwrap(), listed["code"].as_str().unwrap());
            let line = all.iter().find(|line| line.starts_with(&format!("{name},{code},"))).unwrap();
            for member in listed["team"].as_array().unwrap() {
                assert!(line.contains(member["certificate"].as_str().unwrap()), "{line}");
            }
        }
        // What a record says comes along once it was handed in, and its notice's number with it.
        let reviewed = take(&visits.bureau.operator, json!({"format": "csv", "filters": {"state": "reviewed"}})).await;
        assert_eq!(reviewed.len(), 2, "{reviewed:?}");
        assert!(reviewed[1].ends_with(",2026-03-10,未发现问题") && reviewed[1].contains("〔2026〕第1号"), "{}", reviewed[1]);
        // Nobody takes out what they don't see.
        let (team, _) = visits.team(&listed[0]);
        let mine = take(team[0], json!({"format": "csv"})).await;
        assert_eq!(mine.len(), visits.list(team[0], "").await.len() + 1);
        let superior = world.client(&[Role::Superior]).await;
        assert_eq!(take(&superior, json!({"format": "csv"})).await.len(), 1, "not announced");
        let none = take(&visits.bureau.operator, json!({"format": "csv", "q": "没有这样的名称"})).await;
        assert_eq!(none.len(), 1);
        world.post(&visits.clerk, &format!("{VISITS}/export"), json!({"format": "csv", "filters": {"mine": true}})).await.refused(422, "visit-no-account");
        let book = world.post(&visits.bureau.operator, &format!("{VISITS}/export"), json!({"format": "xlsx"})).await;
        let mut book: calamine::Xlsx<_> = calamine::Reader::new(std::io::Cursor::new(book.bytes)).unwrap();
        let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
        assert_eq!(sheet.height(), 7);
        // Each is an act on record, with the digest of what was asked and how many rows went out.
        use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
        use yaoguang::app::journal::record::row;
        let acts = row::Entity::find().filter(row::Column::Kind.eq("export.made")).order_by_asc(row::Column::Id);
        let acts = acts.all(world.app.read()).await.unwrap();
        assert_eq!(acts.len(), 6);
        assert!(acts[0].facts.contains(r#""of":"visits""#) && acts[0].facts.contains(r#""rows":6"#), "{}", acts[0].facts);
        assert!(acts[1].facts.contains(r#""rows":1"#), "{}", acts[1].facts);
    }
}
