//! What follows a finding, over the interface: the life of each kind, everybody stopped who shouldn't, and what the public reads.

mod public;

use serde_json::{Value, json};
use yaoguang::accounts::Role;

use crate::harness::{Answer, Client, World};
use crate::inspections::{VISITS, Visits, found, record};
use crate::on_both;

const OUTCOMES: &str = "/api/v1/outcomes";

/// Visits with findings, and who decides about them.
pub struct Desk<'a> {
    pub world: &'a World,
    pub visits: Visits<'a>,
    pub all: Vec<Value>,
    pub approver: Client,
    pub leader: Client,
}

impl<'a> Desk<'a> {
    /// A drawn draw whose visits are dispatched; announced unless it has a date for that.
    pub async fn open(world: &'a World, disclosure: Option<&str>) -> Self {
        let visits = Visits::drawn(world, disclosure).await;
        let all = visits.begin().await;
        let (approver, leader) = (world.client(&[Role::Approver]).await, world.client(&[Role::Leader]).await);
        Self { world, visits, all, approver, leader }
    }

    /// Of a visit: its id, its team's two accounts, and somebody else's.
    pub fn of(&self, at: usize) -> (&str, Vec<&Client>, &Client) {
        let (team, other) = self.visits.team(&self.all[at]);
        (self.all[at]["id"].as_str().unwrap(), team, other)
    }

    /// A visit's record is handed in and reviewed, with what was found or not.
    pub async fn reviewed(&self, at: usize, results: &[&str]) {
        let visit = &self.all[at];
        let mut said =
            if results == ["nothing-found"] { record(visit, "2026-03-10") } else { found(visit, "2026-03-10") };
        said["results"] = json!(results);
        self.visits.reviewed(visit, &said).await;
    }

    pub async fn propose(&self, client: &Client, at: usize, body: &Value) -> Answer {
        self.world.post(client, &format!("{VISITS}/{}/outcomes", self.of(at).0), body.clone()).await
    }

    /// By one of the visit's team.
    pub async fn proposed(&self, at: usize, body: &Value) -> String {
        let page = self.propose(self.of(at).1[0], at, body).await.good();
        page["id"].as_str().unwrap().to_owned()
    }

    pub async fn look(&self, client: &Client, id: &str) -> Value {
        self.world.get(client, &format!("{OUTCOMES}/{id}")).await.good()
    }

    /// A step on an outcome as it is now.
    pub async fn step(&self, client: &Client, id: &str, verb: &str, mut body: Value) -> Answer {
        body["version"] = self.look(&self.leader, id).await["version"].clone();
        self.world.post(client, &format!("{OUTCOMES}/{id}/{verb}"), body).await
    }

    pub async fn approve(&self, client: &Client, id: &str) -> Answer {
        self.step(client, id, "approve", json!({})).await
    }

    /// Ids of a list.
    pub async fn list(&self, client: &Client, query: &str) -> Vec<Value> {
        self.world.get(client, &format!("{OUTCOMES}?{query}")).await.good()["rows"].as_array().unwrap().clone()
    }

    /// What waits, as somebody sees it: visits and what they want.
    pub async fn waiting(&self, client: &Client) -> Vec<(Value, Value)> {
        let page = self.world.get(client, &format!("{OUTCOMES}/waiting")).await.good();
        page["rows"].as_array().unwrap().iter().map(|row| (row["visit"].clone(), row["wants"].clone())).collect()
    }
}

/// A body for a new outcome of a kind, about the row that was answered no.
pub fn draft(kind: &str) -> Value {
    let mut body = json!({"kind": kind, "text": "三件商品没有标价签", "findings": [{"item": "JG-001", "row": 0}]});
    match kind {
        "rectification" => body["due"] = json!("2026-03-20"),
        "transfer" | "referral" => body["to"] = json!("抚顺市公安局"),
        _ => {}
    }
    body
}

pub fn decision() -> Value {
    json!({
        "number": "抚价罚〔2026〕7号", "day": "2026-03-10", "sanctions": ["warning", "fine"], "fine": 50_000,
        "text": "当事人未按规定明码标价，依据价格法第四十二条。",
    })
}

on_both! {
    async fn an_order_is_given_by_the_team_on_the_spot_and_once(world) {
        let desk = Desk::open(world, None).await;
        let (id, team, other) = desk.of(0);
        let stranger = world.client(&[Role::Inspector]).await;
        let order = draft("rectification");
        desk.propose(team[0], 0, &order).await.refused(422, "outcome-visit-not-recorded");
        desk.visits.step(team[0], id, "notice", json!({})).await.good();
        desk.visits.step(team[0], id, "record", json!({"record": found(&desk.all[0], "2026-03-10")})).await.good();
        // By the team alone; what is wrong is named.
        desk.propose(other, 0, &order).await.refused(422, "visit-not-team");
        desk.propose(&stranger, 0, &order).await.refused(422, "visit-no-account");
        desk.propose(&desk.approver, 0, &order).await.refused(403, "not-permitted");
        desk.propose(team[0], 0, &draft("case")).await.refused(422, "outcome-visit-not-reviewed");
        for (field, value, at, code) in [
            ("text", json!(""), "text", "required"),
            ("text", json!("字".repeat(2001)), "text", "too-long"),
            ("due", Value::Null, "due", "required"),
            ("due", json!("2026-03-10"), "due", "outcome-due-early"),
            ("due", json!("2027-03-11"), "due", "outcome-due-late"),
            ("to", json!("某局"), "to", "outcome-unwanted"),
            ("findings", json!([]), "findings", "outcome-none-found"),
            ("findings", json!([{"item": "JG-001", "row": 1}]), "findings.0", "outcome-no-row"),
        ] {
            let mut wrong = order.clone();
            wrong[field] = value;
            desk.propose(team[0], 0, &wrong).await.at_fault(at, code);
        }
        // Ordered on the spot, before the review; and once, however often it is sent.
        let key = world.key();
        let path = format!("{VISITS}/{id}/outcomes");
        let page = world.post_with(team[0], &path, &order, &key).await.good();
        assert_eq!(world.post_with(team[0], &path, &order, &key).await.good(), page);
        assert_eq!(desk.list(team[0], &format!("visit={id}")).await.len(), 1);
        let outcome = page["id"].as_str().unwrap();
        assert_eq!((&page["state"], &page["number"], &page["due"], &page["can"]), (&json!("open"), &json!({"year": 2026, "number": 1}), &json!("2026-03-20"), &json!(["recheck"])));
        assert_eq!(page["findings"], json!([{"item": "JG-001", "item_name": page["findings"][0]["item_name"], "row": 0, "question": page["findings"][0]["question"], "found": "三件商品没有标价签"}]));
        assert!(!page["findings"][0]["item_name"].as_str().unwrap().is_empty() && !page["findings"][0]["question"].as_str().unwrap().is_empty());
        assert_eq!((&page["draw"], &page["organisation"]["name"]), (&json!({"id": desk.visits.draw, "task": "第一次抽查"}), &json!("抚顺市物价局")));
        let paper = world.get(team[0], &format!("{OUTCOMES}/{outcome}/paper.html")).await.text();
        for part in ["责令改正通知书", "责改〔2026〕第1号", "三件商品没有标价签", "2026年3月20日", "行政复议", desk.all[0]["name"].as_str().unwrap()] {
            assert!(paper.contains(part), "{part}: {paper}");
        }
    }
}

on_both! {
    async fn an_order_is_looked_after_until_it_is_followed(world) {
        let desk = Desk::open(world, None).await;
        let (id, team, other) = desk.of(0);
        desk.visits.step(team[0], id, "notice", json!({})).await.good();
        desk.visits.step(team[0], id, "record", json!({"record": found(&desk.all[0], "2026-03-10")})).await.good();
        let outcome = desk.proposed(0, &draft("rectification")).await;
        let outcome = outcome.as_str();
        // More time: by who approves and isn't of the team.
        let more = json!({"due": "2026-03-25", "reason": "标价签在印制"});
        desk.step(team[0], outcome, "extend", more.clone()).await.refused(403, "not-permitted");
        desk.step(&desk.approver, outcome, "extend", json!({"due": "2026-03-20", "reason": "标价签在印制"})).await.at_fault("due", "outcome-due-early");
        desk.step(&desk.approver, outcome, "extend", json!({"due": "2026-03-25", "reason": ""})).await.at_fault("reason", "required");
        let page = desk.step(&desk.approver, outcome, "extend", more).await.good();
        assert_eq!((&page["due"], &page["can"]), (&json!("2026-03-25"), &json!(["extend", "withdraw"])));
        // Not followed by then: seen as overdue, then a new due day.
        world.later("2026-03-26T01:00:00Z").await;
        let late = desk.list(team[1], "overdue=true&mine=true").await;
        assert_eq!((late.len(), &late[0]["overdue"], &late[0]["id"]), (1, &json!(true), &json!(outcome)));
        let look = |day: &str, cleared: bool, due: Value| json!({"day": day, "text": "又看了一遍", "cleared": cleared, "due": due});
        desk.step(team[1], outcome, "recheck", look("2026-03-27", true, Value::Null)).await.at_fault("day", "outcome-day-future");
        desk.step(team[1], outcome, "recheck", look("2026-03-09", true, Value::Null)).await.at_fault("day", "outcome-day-early");
        desk.step(team[1], outcome, "recheck", look("2026-03-26", false, Value::Null)).await.at_fault("due", "required");
        desk.step(team[1], outcome, "recheck", look("2026-03-26", true, json!("2026-04-01"))).await.at_fault("due", "outcome-unwanted");
        desk.step(other, outcome, "recheck", look("2026-03-26", true, Value::Null)).await.refused(422, "visit-not-team");
        desk.step(team[1], outcome, "decision", decision()).await.refused(422, "outcome-other-kind");
        let page = desk.step(team[1], outcome, "recheck", look("2026-03-26", false, json!("2026-04-02"))).await.good();
        assert_eq!((&page["state"], &page["due"], &page["overdue"]), (&json!("open"), &json!("2026-04-02"), &json!(false)));
        // Two who look at once: the second is told.
        let version = page["version"].clone();
        let mut body = look("2026-03-26", true, Value::Null);
        body["version"] = version;
        world.post(team[0], &format!("{OUTCOMES}/{outcome}/recheck"), body.clone()).await.good();
        world.post(team[1], &format!("{OUTCOMES}/{outcome}/recheck"), body).await.refused(422, "outcome-over");
        let page = desk.look(team[0], outcome).await;
        let acts: Vec<&str> = page["steps"].as_array().unwrap().iter().map(|step| step["act"].as_str().unwrap()).collect();
        assert_eq!(acts, ["outcome.ordered", "outcome.extended", "outcome.rechecked", "outcome.rechecked"]);
        assert_eq!((&page["state"], &page["can"], &page["steps"][3]["cleared"], &page["steps"][2]["due"]), (&json!("closed"), &json!([]), &json!(true), &json!("2026-04-02")));
        desk.step(&desk.approver, outcome, "withdraw", json!({"reason": "误发"})).await.refused(422, "outcome-over");
        desk.step(&desk.approver, outcome, "extend", json!({"due": "2026-04-25", "reason": "再宽限"})).await.refused(422, "outcome-over");
    }
}

on_both! {
    async fn a_case_is_opened_and_decided_by_other_eyes(world) {
        let desk = Desk::open(world, None).await;
        let (_, team, other) = desk.of(0);
        desk.reviewed(0, &["pending"]).await;
        // Somebody of the team who approves, too.
        let both = world.client(&[Role::Inspector, Role::Approver, Role::Leader]).await;
        let accounts = world.get(&desk.visits.clerk, "/api/v1/inspection-accounts").await.good();
        let certificate = &desk.all[0]["team"][1]["certificate"];
        let account = accounts["rows"].as_array().unwrap().iter().find(|row| row["certificate"] == *certificate).unwrap();
        desk.visits.seated(&account["inspector"], Some(both.person)).await;
        let id = desk.proposed(0, &draft("case")).await;
        let page = desk.look(&desk.approver, &id).await;
        assert_eq!((&page["state"], &page["number"], &page["can"]), (&json!("proposed"), &Value::Null, &json!(["approve", "decline", "withdraw"])));
        desk.approve(team[0], &id).await.refused(403, "not-permitted");
        desk.approve(&both, &id).await.refused(422, "outcome-own-visit");
        desk.step(&both, &id, "decline", json!({"reason": "不必"})).await.refused(422, "outcome-own-visit");
        desk.step(team[0], &id, "decision", decision()).await.refused(422, "outcome-not-open");
        let page = desk.approve(&desk.approver, &id).await.good();
        assert_eq!((&page["state"], &page["number"], &page["due"]), (&json!("open"), &json!({"year": 2026, "number": 1}), &json!("2026-06-08")));
        desk.approve(&desk.approver, &id).await.refused(422, "outcome-not-waiting");
        world.get(team[0], &format!("{OUTCOMES}/{id}/paper.html")).await.refused(422, "outcome-no-paper");
        // The decision, field by field.
        for (field, value, code) in [
            ("number", json!("号".repeat(61)), "too-long"),
            ("day", json!("2026-03-09"), "outcome-day-early"),
            ("day", json!("2026-03-11"), "outcome-day-future"),
            ("sanctions", json!([]), "required"),
            ("sanctions", json!(["fine", "no-penalty"]), "outcome-no-penalty-alone"),
            ("fine", Value::Null, "required"),
            ("fine", json!(-1), "outcome-amount"),
            ("confiscated", json!(100), "outcome-unwanted"),
            ("text", json!(""), "required"),
        ] {
            let mut wrong = decision();
            wrong[field] = value;
            desk.step(team[0], &id, "decision", wrong).await.at_fault(field, code);
        }
        desk.step(other, &id, "decision", decision()).await.refused(422, "visit-not-team");
        let page = desk.step(team[0], &id, "decision", decision()).await.good();
        assert_eq!((&page["state"], &page["decision"]["fine"], &page["can"]), (&json!("deciding"), &json!(50_000), &json!([])));
        desk.step(&desk.leader, &id, "withdraw", json!({"reason": "误立"})).await.refused(422, "outcome-deciding");
        desk.step(team[0], &id, "decision", decision()).await.refused(422, "outcome-deciding");
        // Declined, with a reason, it is written anew; what was written stays in the story.
        desk.step(&desk.leader, &id, "decline", json!({"reason": ""})).await.at_fault("reason", "required");
        let page = desk.step(&desk.leader, &id, "decline", json!({"reason": "罚款过轻"})).await.good();
        assert_eq!((&page["state"], &page["decision"], &page["steps"][2]["decision"]["fine"], &page["steps"][3]["text"]), (&json!("open"), &Value::Null, &json!(50_000), &json!("罚款过轻")));
        let mut heavier = decision();
        (heavier["fine"], heavier["sanctions"], heavier["confiscated"]) = (json!(80_000), json!(["fine", "confiscation"]), json!(12_345));
        desk.step(team[0], &id, "decision", heavier).await.good();
        desk.approve(&both, &id).await.refused(422, "outcome-own-visit");
        let page = desk.approve(&desk.approver, &id).await.good();
        assert_eq!((&page["state"], &page["decision"]["confiscated"], &page["overdue"]), (&json!("closed"), &json!(12_345), &json!(false)));
        desk.approve(&desk.approver, &id).await.refused(422, "outcome-over");
    }
}

on_both! {
    async fn what_is_handed_over_is_answered_and_a_referral_needs_a_leader(world) {
        let desk = Desk::open(world, None).await;
        let (_, team, _) = desk.of(0);
        desk.reviewed(0, &["pending"]).await;
        let mut nobody = draft("transfer");
        nobody["to"] = Value::Null;
        desk.propose(team[0], 0, &nobody).await.at_fault("to", "required");
        let transfer = desk.proposed(0, &draft("transfer")).await;
        let referral = desk.proposed(0, &draft("referral")).await;
        world.get(team[0], &format!("{OUTCOMES}/{referral}/paper.html")).await.refused(422, "outcome-no-paper");
        desk.approve(&desk.approver, &transfer).await.good();
        desk.approve(&desk.approver, &referral).await.refused(422, "outcome-leader-only");
        assert_eq!(desk.look(&desk.approver, &referral).await["can"], json!(["withdraw"]));
        let page = desk.approve(&desk.leader, &referral).await.good();
        assert_eq!((&page["number"], &page["to"]), (&json!({"year": 2026, "number": 1}), &json!("抚顺市公安局")));
        for (id, parts) in [(&transfer, ["移交函", "移交〔2026〕第1号"]), (&referral, ["涉嫌犯罪案件移送函", "移送〔2026〕第1号"])] {
            let paper = world.get(team[0], &format!("{OUTCOMES}/{id}/paper.html")).await.text();
            assert!(parts.iter().chain(&["抚顺市公安局", "三件商品没有标价签", "回执"]).all(|part| paper.contains(part)), "{paper}");
        }
        let answer = |accepted: bool, text: &str| json!({"day": "2026-03-10", "by": "公安局治安支队", "accepted": accepted, "text": text});
        desk.step(team[0], &transfer, "acknowledge", answer(false, "")).await.at_fault("text", "required");
        let mut early = answer(true, "");
        early["day"] = json!("2026-03-09");
        desk.step(team[0], &transfer, "acknowledge", early).await.at_fault("day", "outcome-day-early");
        desk.step(&desk.approver, &transfer, "acknowledge", answer(true, "")).await.refused(403, "not-permitted");
        let page = desk.step(team[0], &transfer, "acknowledge", answer(false, "不属于本局职责")).await.good();
        assert_eq!((&page["state"], &page["acknowledgement"]), (&json!("closed"), &answer(false, "不属于本局职责")));
        let page = desk.step(team[1], &referral, "acknowledge", answer(true, "")).await.good();
        assert_eq!((&page["state"], &page["steps"][2]["act"]), (&json!("closed"), &json!("outcome.acknowledged")));
        desk.step(team[1], &referral, "recheck", json!({"day": "2026-03-10", "text": "看", "cleared": true})).await.refused(422, "outcome-other-kind");
    }
}

on_both! {
    async fn proposals_are_declined_withdrawn_and_no_more_than_twenty(world) {
        let desk = Desk::open(world, None).await;
        let (_, team, other) = desk.of(0);
        desk.reviewed(0, &["pending"]).await;
        // Nothing to be done: closed by its approval.
        let slight = desk.proposed(0, &draft("no-action")).await;
        let page = desk.approve(&desk.approver, &slight).await.good();
        assert_eq!((&page["state"], &page["number"], &page["opened_at"]), (&json!("closed"), &json!({"year": 2026, "number": 1}), &Value::Null));
        // Declined: over, without a number.
        let case = desk.proposed(0, &draft("case")).await;
        let page = desk.step(&desk.approver, &case, "decline", json!({"reason": "证据不足"})).await.good();
        assert_eq!((&page["state"], &page["number"], &page["steps"][1]["text"]), (&json!("declined"), &Value::Null, &json!("证据不足")));
        desk.step(team[0], &case, "withdraw", json!({"reason": "算了"})).await.refused(422, "outcome-over");
        // Withdrawn: a proposal by who made it, what is open by who approves.
        let transfer = desk.proposed(0, &draft("transfer")).await;
        desk.step(team[1], &transfer, "withdraw", json!({"reason": "算了"})).await.refused(422, "outcome-not-approver");
        desk.step(other, &transfer, "withdraw", json!({"reason": "算了"})).await.refused(422, "outcome-not-approver");
        desk.step(team[0], &transfer, "withdraw", json!({"reason": ""})).await.at_fault("reason", "required");
        assert_eq!(desk.step(team[0], &transfer, "withdraw", json!({"reason": "已由该局自行发现"})).await.good()["state"], "withdrawn");
        let transfer = desk.proposed(0, &draft("transfer")).await;
        desk.approve(&desk.approver, &transfer).await.good();
        desk.step(team[0], &transfer, "withdraw", json!({"reason": "算了"})).await.refused(422, "outcome-not-approver");
        let page = desk.step(&desk.leader, &transfer, "withdraw", json!({"reason": "对方已办"})).await.good();
        assert_eq!((&page["state"], &page["number"]["number"]), (&json!("withdrawn"), &json!(1)));
        // Who proposes and may approve doesn't approve that.
        let planner = world.client(&[Role::Planner]).await;
        desk.step(&planner, &transfer, "withdraw", json!({"reason": "算了"})).await.refused(422, "outcome-over");
        for _ in desk.list(team[0], "").await.len()..20 {
            desk.proposed(0, &draft("no-action")).await;
        }
        desk.propose(team[0], 0, &draft("no-action")).await.refused(422, "outcome-too-many");
        let proposed = desk.list(team[0], "kind=no-action&state=proposed").await;
        assert_eq!((proposed.len(), desk.list(team[0], "kind=case").await.len()), (16, 1));
        desk.step(&planner, proposed[0]["id"].as_str().unwrap(), "withdraw", json!({"reason": "算了"})).await.refused(422, "outcome-not-approver");
    }
}

on_both! {
    async fn nobody_approves_what_they_proposed_or_decided_themselves(world) {
        let desk = Desk::open(world, None).await;
        desk.reviewed(0, &["pending"]).await;
        // One of the team proposes and decides; then the account is another inspector's, so that only the rows know.
        let both = world.client(&[Role::Inspector, Role::Approver]).await;
        let accounts = world.get(&desk.visits.clerk, "/api/v1/inspection-accounts").await.good();
        let of = |certificate: &Value| accounts["rows"].as_array().unwrap().iter().find(|row| row["certificate"] == *certificate).unwrap().clone();
        let mine = of(&desk.all[0]["team"][1]["certificate"]);
        desk.visits.seated(&mine["inspector"], Some(both.person)).await;
        let id = desk.propose(&both, 0, &draft("case")).await.good()["id"].as_str().unwrap().to_owned();
        desk.visits.seated(&mine["inspector"], None).await;
        desk.approve(&both, &id).await.refused(422, "outcome-own-proposal");
        desk.step(&both, &id, "decline", json!({"reason": "不必"})).await.refused(422, "outcome-own-proposal");
        desk.approve(&desk.approver, &id).await.good();
        desk.visits.seated(&mine["inspector"], Some(both.person)).await;
        desk.step(&both, &id, "decision", decision()).await.good();
        desk.visits.seated(&mine["inspector"], None).await;
        desk.approve(&both, &id).await.refused(422, "outcome-own-decision");
        assert_eq!(desk.look(&both, &id).await["can"], json!([]));
        desk.approve(&desk.leader, &id).await.good();
    }
}

on_both! {
    async fn numbers_have_no_gaps_under_two_at_once(world) {
        let desk = Desk::open(world, None).await;
        let mut ids = Vec::new();
        for at in 0..6 {
            desk.reviewed(at, &["pending"]).await;
            ids.push(desk.proposed(at, &draft("case")).await);
        }
        // One is refused in between and takes no number with it.
        let stale = json!({"version": 9});
        world.post(&desk.approver, &format!("{OUTCOMES}/{}/approve", ids[5]), stale).await.refused(409, "stale");
        let (left, right) = ids.split_at(3);
        let each = async |client: &Client, ids: &[String]| {
            for id in ids {
                desk.approve(client, id).await.good();
            }
        };
        tokio::join!(each(&desk.approver, left), each(&desk.leader, right));
        let rows = desk.list(&desk.approver, "kind=case").await;
        let mut numbers: Vec<i64> = rows.iter().map(|row| row["number"]["number"].as_i64().unwrap()).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6]);
        // Another kind, and another year, begin with 1.
        let (_, team, _) = desk.of(0);
        assert_eq!(desk.propose(team[0], 0, &draft("rectification")).await.good()["number"], json!({"year": 2026, "number": 1}));
        world.later("2027-01-04T01:00:00Z").await;
        let later = desk.proposed(1, &draft("case")).await;
        assert_eq!(desk.approve(&desk.approver, &later).await.good()["number"], json!({"year": 2027, "number": 1}));
        // Two who order for one visit at once are two orders, or one of them is told; never one number twice.
        let order = draft("rectification");
        let (_, team, _) = desk.of(2);
        let (one, two) = tokio::join!(desk.propose(team[0], 2, &order), desk.propose(team[1], 2, &order));
        let went = [&one, &two].iter().filter(|answer| answer.status.is_success()).count();
        assert!(went > 0 && [one, two].iter().all(|answer| answer.status.is_success() || answer.json["code"] == "stale"));
        let rows = desk.list(&desk.approver, "kind=rectification&sort=-at").await;
        let mut numbers: Vec<(i64, i64)> = rows.iter().map(|row| (row["number"]["year"].as_i64().unwrap(), row["number"]["number"].as_i64().unwrap())).collect();
        numbers.sort_unstable();
        let expected: Vec<(i64, i64)> = [(2026, 1), (2027, 1), (2027, 2)][..=went].to_vec();
        assert_eq!(numbers, expected);
    }
}

on_both! {
    async fn what_waits_is_listed_until_it_is_dealt_with(world) {
        let desk = Desk::open(world, None).await;
        let reader = world.client(&[Role::Planner]).await;
        assert_eq!(desk.waiting(&reader).await, []);
        desk.reviewed(0, &["rectification-ordered"]).await;
        desk.reviewed(1, &["pending"]).await;
        desk.reviewed(2, &["nothing-found"]).await;
        let (ordered, pending) = (desk.all[0]["id"].clone(), desk.all[1]["id"].clone());
        let mut waiting = desk.waiting(&reader).await;
        waiting.sort_by_key(|(visit, _)| *visit != ordered);
        assert_eq!(waiting, [(ordered.clone(), json!("rectification")), (pending.clone(), json!("any"))]);
        let page = world.get(&reader, &format!("{OUTCOMES}/waiting?limit=1")).await.good();
        let rest = world.get(&reader, &format!("{OUTCOMES}/waiting?limit=1&after={}", page["next"].as_str().unwrap())).await.good();
        assert!(page["rows"][0]["visit"] != rest["rows"][0]["visit"] && rest["next"].is_null(), "{page} {rest}");
        let code = desk.all[1]["code"].as_str().unwrap();
        let row = world.get(&reader, &format!("{OUTCOMES}/waiting?q={}", code.to_lowercase())).await.good()["rows"].clone();
        assert_eq!(row, json!([{"visit": pending, "name": desk.all[1]["name"], "code": code, "draw": desk.visits.draw, "task": "第一次抽查", "visited": "2026-03-10", "results": ["pending"], "wants": "any"}]));
        // Whose visits they are: a team's own, an inspector's of no team none, and who isn't an inspector has none of their own.
        let (team, other) = desk.visits.team(&desk.all[0]);
        let ids = async |client: &Client| {
            let rows = world.get(client, &format!("{OUTCOMES}/waiting?mine=true")).await.good()["rows"].clone();
            rows.as_array().unwrap().iter().map(|row| row["visit"].clone()).collect::<Vec<_>>()
        };
        let mine = ids(team[0]).await;
        assert!(mine.contains(&ordered), "{mine:?}");
        assert!(!ids(other).await.contains(&ordered));
        world.get(&reader, &format!("{OUTCOMES}/waiting?mine=true")).await.refused(422, "visit-no-account");
        // A case doesn't stand for the order that the record says was given.
        let case = desk.proposed(0, &draft("case")).await;
        desk.approve(&desk.approver, &case).await.good();
        assert_eq!(desk.waiting(&reader).await.len(), 2);
        let order = desk.proposed(0, &draft("rectification")).await;
        assert_eq!(desk.waiting(&reader).await, [(pending.clone(), json!("any"))]);
        desk.step(&desk.approver, &order, "withdraw", json!({"reason": "误发"})).await.good();
        assert_eq!(desk.waiting(&reader).await.len(), 2);
        desk.proposed(0, &draft("rectification")).await;
        // A proposal is enough until it is declined.
        let transfer = desk.proposed(1, &draft("transfer")).await;
        assert_eq!(desk.waiting(&reader).await, []);
        desk.step(&desk.approver, &transfer, "decline", json!({"reason": "属于本局职责"})).await.good();
        assert_eq!(desk.waiting(&reader).await, [(pending, json!("any"))]);
        // The record in force counts: a correction that finds nothing asks for nothing.
        let (id, team, _) = desk.of(1);
        desk.visits.step(team[0], id, "correct", json!({"reason": "核实后没有问题"})).await.good();
        assert_eq!(desk.waiting(&reader).await.len(), 1);
        desk.reviewed(1, &["nothing-found"]).await;
        assert_eq!(desk.waiting(&reader).await, []);
    }
}

on_both! {
    async fn outcomes_are_seen_where_their_visits_are(world) {
        let desk = Desk::open(world, Some("2026-04-20")).await;
        let (id, team, other) = desk.of(0);
        let id = id.to_owned();
        desk.reviewed(0, &["rectification-ordered", "pending"]).await;
        let order = desk.proposed(0, &draft("rectification")).await;
        let case = desk.proposed(0, &draft("case")).await;
        let path = format!("{OUTCOMES}/{order}");
        let (early, late) = ([Role::Reviewer, Role::DrawOperator, Role::AuditAdmin, Role::Leader], [Role::Planner, Role::Approver, Role::Publisher, Role::Superior, Role::Inspector]);
        for role in early {
            let client = world.client(&[role]).await;
            assert_eq!((desk.list(&client, "").await.len(), desk.look(&client, &order).await["id"].clone()), (2, json!(order)), "{role}");
        }
        for role in late {
            let client = world.client(&[role]).await;
            assert_eq!((desk.list(&client, "").await.len(), desk.waiting(&client).await.len()), (0, 0), "{role}");
            world.get(&client, &path).await.refused(404, "not-found");
            world.get(&client, &format!("{path}/paper.html")).await.refused(404, "not-found");
        }
        world.get(other, &path).await.refused(404, "not-found");
        desk.propose(other, 0, &draft("case")).await.refused(404, "not-found");
        desk.approve(&desk.approver, &case).await.refused(404, "not-found");
        desk.step(&desk.approver, &case, "withdraw", json!({"reason": "算了"})).await.refused(404, "not-found");
        assert_eq!(desk.list(team[1], &format!("mine=true&visit={id}&sort=-name")).await.len(), 2);
        world.get(&desk.approver, &format!("{OUTCOMES}?mine=true")).await.refused(422, "visit-no-account");
        // A leader sees it and may.
        desk.approve(&desk.leader, &case).await.good();
        // Another organisation's people see nothing of it, announced or not.
        world.later("2026-04-20T01:00:00Z").await;
        desk.visits.bureau.step(&desk.visits.bureau.publisher, &desk.visits.draw, "announce", json!({})).await.good();
        let county = world.office("新抚区分局").await;
        let outsider = world.client_of(county, &[Role::Leader]).await;
        assert_eq!(desk.list(&outsider, "").await.len(), 0);
        world.get(&outsider, &path).await.refused(404, "not-found");
        assert_eq!(desk.list(&desk.approver, &format!("organisation={}", world.bureau)).await.len(), 2);
        let code = desk.all[0]["code"].as_str().unwrap();
        assert_eq!(desk.list(&desk.approver, &format!("q={code}&state=open&sort=code")).await.len(), 2);
        world.get(&desk.approver, &format!("{OUTCOMES}?sort=colour")).await.at_fault("sort", "no-sort");
    }
}
