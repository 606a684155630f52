//! Annual plans over the interface: from a draft to the portal by three people, and what they come to.

use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use yaoguang::accounts::Role;

use crate::catalogue::Three as Editors;
use crate::complaints::{Desk, draft as complained};
use crate::draws::Bureau;
use crate::harness::{Answer, Client, World};
use crate::imports::guessed;
use crate::inspections::{Visits, record};
use crate::on_both;
use crate::subjects::code;

const PLANS: &str = "/api/v1/plans";

/// The three who make a plan, and the edition it names.
struct Three {
    planner: Client,
    approver: Client,
    publisher: Client,
    edition: String,
}

impl Three {
    async fn of(world: &World) -> Self {
        Self {
            planner: world.client(&[Role::Planner]).await,
            approver: world.client(&[Role::Approver]).await,
            publisher: world.client(&[Role::Publisher]).await,
            edition: Editors::of(world).await.published(world, "2026-03-05").await,
        }
    }

    fn line(&self, world: &World, item: &str, months: &[u8]) -> Value {
        json!({
            "edition": self.edition, "item": item, "months": months, "organisation": world.bureau, "seats": 2,
            "extent": {"domains": [], "regions": [], "industries": [], "tags": []},
            "classes": [{"risk": "B", "rate": {"numerator": 1, "denominator": 2}, "minimum": 0}],
            "method": "on-site", "note": "",
        })
    }

    /// A draft of a year with two lines.
    async fn drafted(&self, world: &World, year: i64) -> String {
        let body = json!({"year": year, "head": head(), "from": "empty"});
        let id = id_of(&world.post(&self.planner, PLANS, body).await.good());
        let lines = json!([self.line(world, "JG-001", &[3, 9]), self.line(world, "JG-020", &[4])]);
        step(world, &self.planner, &id, "lines", json!({"lines": lines})).await.good();
        id
    }

    /// Through all steps.
    async fn finish(&self, world: &World, id: &str) -> Value {
        step(world, &self.planner, id, "submit", json!({})).await.good();
        step(world, &self.approver, id, "approve", json!({})).await.good();
        step(world, &self.planner, id, "file", filing()).await.good();
        step(world, &self.publisher, id, "publish", json!({})).await.good()
    }
}

fn head() -> Value {
    json!({
        "title": "双随机抽查计划", "basis": "《中华人民共和国价格法》第三十三条", "note": "", "cap": 1,
        "cooldown_months": 6, "horizon_years": 2, "effort_hundredths": 25,
    })
}

fn filing() -> Value {
    json!({"number": "抚价检备〔2026〕3号", "date": "2026-03-04"})
}

fn id_of(body: &Value) -> String {
    body["plan"]["id"].as_str().unwrap().to_owned()
}

/// A step of a version as it stands now.
async fn step(world: &World, client: &Client, id: &str, verb: &str, mut body: Value) -> Answer {
    body["version"] = world.get(client, &format!("{PLANS}/{id}")).await.good()["plan"]["version"].clone();
    world.post(client, &format!("{PLANS}/{id}/{verb}"), body).await
}

async fn seen(world: &World, client: &Client, id: &str) -> Value {
    world.get(client, &format!("{PLANS}/{id}")).await.good()["plan"].clone()
}

on_both! {
    async fn a_plan_goes_from_draft_to_the_portal_by_three_people(world) {
        let three = Three::of(world).await;
        let id = three.drafted(world, 2026).await;
        let path = format!("/plans/{id}");
        world.get(&world.stranger(), &path).await.refused(404, "not-found");
        assert!(world.get(&world.stranger(), "/plans").await.text().contains("还没有公布"));
        step(world, &three.approver, &id, "approve", json!({})).await.refused(422, "plan-not-submitted");
        let sent = step(world, &three.planner, &id, "submit", json!({})).await.good();
        assert_eq!((&sent["plan"]["state"], &sent["lines"][1]["place"]), (&json!("submitted"), &json!(2)));
        assert!(sent["lines"][1]["item_name"].as_str().unwrap().starts_with("医药价格"), "{sent}");
        step(world, &three.planner, &id, "lines", json!({"lines": []})).await.refused(422, "plan-not-draft");
        step(world, &three.publisher, &id, "publish", json!({})).await.refused(422, "plan-not-filed");
        step(world, &three.approver, &id, "approve", json!({})).await.good();
        let future = json!({"number": "1号", "date": "2026-03-06"});
        step(world, &three.planner, &id, "file", future).await.at_fault("date", "plan-filing-future");
        step(world, &three.planner, &id, "file", filing()).await.good();
        let done = step(world, &three.publisher, &id, "publish", json!({})).await.good();
        let digest = done["plan"]["digest"].as_str().unwrap().to_owned();

        let page = world.get(&world.stranger(), &path).await.text();
        for says in ["抚价检备〔2026〕3号", "医药价格", "50%", "现行有效", &digest] {
            assert!(page.contains(says), "{says}");
        }
        let whole = world.get(&world.stranger(), &format!("{path}/plan.json")).await;
        let own: String = Sha256::digest(&whole.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(own, digest);
        let rows = world.get(&world.stranger(), &format!("{path}/lines.csv")).await.text();
        assert_eq!(rows.lines().count(), 3, "{rows}");
        assert!(world.get(&world.stranger(), "/feeds/plans.atom").await.text().contains(&digest));
        assert!(world.get(&world.stranger(), "/sitemap.xml").await.text().contains(&path));
        assert!(world.get(&world.stranger(), "/").await.text().contains(&path));
        let list = world.get(&world.stranger(), "/plans.json?year=2026").await.good();
        crate::portal::described(world, &["plans"]).await;
        assert_eq!((&list[0]["state"], &list[0]["lines"]), (&json!("published"), &json!(2)));
        assert_eq!(world.get(&world.stranger(), "/plans.json?year=2025").await.good(), json!([]));
    }
}

on_both! {
    async fn nobody_does_two_parts_of_one_plan(world) {
        let three = Three::of(world).await;
        let all = world.client(&[Role::Planner, Role::Approver, Role::Publisher]).await;
        let id = three.drafted(world, 2026).await;
        let version = seen(world, &all, &id).await["version"].clone();
        world.post(&all, &format!("{PLANS}/{id}"), json!({"head": head(), "version": version})).await.good();
        step(world, &three.planner, &id, "submit", json!({})).await.good();
        step(world, &all, &id, "approve", json!({})).await.refused(422, "plan-own-draft");
        step(world, &all, &id, "return", json!({"reason": "比例偏高"})).await.refused(422, "plan-own-draft");
        step(world, &three.approver, &id, "approve", json!({})).await.good();
        step(world, &three.planner, &id, "file", filing()).await.good();
        step(world, &all, &id, "publish", json!({})).await.refused(422, "plan-own-approval");
        // The database holds it, whatever a program does.
        let person = three.approver.person.0.simple().to_string();
        let literal = match world.app.db.backend() {
            sea_orm::DbBackend::Sqlite => format!("X'{person}'"),
            _ => format!("'{person}'"),
        };
        let forced = format!("UPDATE plan SET publisher = {literal}");
        assert!(world.app.db.write().execute_unprepared(&forced).await.is_err());

        // Who approved a version that came back doesn't write in it.
        let second = three.drafted(world, 2027).await;
        step(world, &three.planner, &second, "submit", json!({})).await.good();
        let both = world.client(&[Role::Planner, Role::Approver]).await;
        step(world, &both, &second, "approve", json!({})).await.good();
        step(world, &both, &second, "return", json!({"reason": " "})).await.at_fault("reason", "empty");
        let back = step(world, &both, &second, "return", json!({"reason": "上级未予备案"})).await.good();
        assert_eq!((&back["plan"]["state"], &back["plan"]["approver"]), (&json!("draft"), &Value::Null));
        step(world, &both, &second, "lines", json!({"lines": []})).await.refused(422, "plan-other-hand");
        step(world, &three.planner, &second, "submit", json!({})).await.good();
    }
}

on_both! {
    async fn what_is_wrong_is_said_by_line_and_field(world) {
        let three = Three::of(world).await;
        let id = three.drafted(world, 2026).await;
        let check = async |field: &str, value: Value, code: &str| {
            let mut wrong = three.line(world, "JG-001", &[3]);
            wrong[field] = value;
            let lines = json!({"lines": [three.line(world, "JG-001", &[3]), wrong]});
            step(world, &three.planner, &id, "lines", lines).await.at_fault(&format!("lines.2.{field}"), code);
        };
        check("item", json!("JG-999"), "plan-line-item").await;
        check("edition", json!("00000000-0000-7000-8000-000000000000"), "plan-line-edition").await;
        check("organisation", json!("00000000-0000-7000-8000-000000000000"), "plan-line-organisation").await;
        check("seats", json!(1), "plan-line-seats").await;
        check("method", json!("testing"), "plan-line-method").await;
        check("months", json!([]), "plan-line-no-month").await;
        check("classes", json!([]), "plan-line-no-class").await;
        let mut bad = head();
        bad["cap"] = json!(0);
        let body = json!({"year": 2027, "head": bad, "from": "empty"});
        world.post(&three.planner, PLANS, body).await.at_fault("cap", "plan-cap");
        let body = json!({"year": 1999, "head": head(), "from": "empty"});
        world.post(&three.planner, PLANS, body).await.at_fault("year", "plan-year");
        let body = json!({"year": 2026, "head": head(), "from": "empty"});
        world.post(&three.planner, PLANS, body).await.refused(422, "plan-open");
        let stale = json!({"lines": [], "version": 1});
        world.post(&three.planner, &format!("{PLANS}/{id}/lines"), stale).await.refused(409, "stale");
        step(world, &three.planner, &id, "lines", json!({"lines": []})).await.good();
        step(world, &three.planner, &id, "submit", json!({})).await.refused(422, "plan-no-lines");
    }
}

on_both! {
    async fn an_adjustment_is_a_new_version_and_the_old_one_stays(world) {
        let three = Three::of(world).await;
        let first = three.drafted(world, 2026).await;
        three.finish(world, &first).await;
        let body = json!({"year": 2026, "head": head(), "from": "empty"});
        world.post(&three.planner, PLANS, body).await.refused(422, "plan-exists");
        let second = id_of(&step(world, &three.planner, &first, "adjust", json!({})).await.good());
        step(world, &three.planner, &first, "adjust", json!({})).await.refused(422, "plan-open");
        let row = seen(world, &three.planner, &second).await;
        assert_eq!((&row["number"], &row["line_count"], &row["base"]), (&json!(2), &json!(2), &json!(first)));
        assert_eq!(seen(world, &three.planner, &first).await["state"], "published");
        three.finish(world, &second).await;
        assert_eq!(seen(world, &three.planner, &first).await["state"], "superseded");
        let old = world.get(&world.stranger(), &format!("/plans/{first}")).await.text();
        assert!(old.contains("已被代替") && old.contains(&format!("/plans/{second}")));
        step(world, &three.publisher, &first, "close", json!({"reason": "年度结束"})).await.refused(422, "plan-not-published");
        let closed = step(world, &three.publisher, &second, "close", json!({"reason": "年度结束"})).await.good();
        assert_eq!(closed["plan"]["state"], "closed");
        // Next year's starts from what was public last, and can be given up.
        let body = json!({"year": 2027, "head": head(), "from": "last-year"});
        let next = world.post(&three.planner, PLANS, body.clone()).await.good();
        assert_eq!(next["lines"].as_array().unwrap().len(), 2);
        step(world, &three.planner, &id_of(&next), "discard", json!({"reason": "重新编制"})).await.good();
        let again = world.post(&three.planner, PLANS, body).await.good();
        assert_eq!(again["plan"]["number"], 2);
        let list = world.get(&three.planner, &format!("{PLANS}?year=2027&sort=-number")).await.good();
        assert_eq!((&list["rows"][0]["state"], &list["rows"][1]["state"]), (&json!("draft"), &json!("discarded")));
        let paged = world.get(&three.planner, &format!("{PLANS}?limit=1&state=superseded")).await.good();
        assert_eq!((&paged["rows"][0]["id"], &paged["next"]), (&json!(first), &Value::Null));
        let book = world.get(&three.planner, &format!("{PLANS}/{first}/lines.xlsx")).await;
        assert_eq!(&book.bytes[..2], b"PK");
    }
}

/// Ten subjects: six in medicine, one of them closed, one in class D; four in other fields.
async fn registered(world: &World) {
    let clerk = world.client(&[Role::RegistryManager]).await;
    let mut file = String::from("统一社会信用代码,名称,领域,登记状态,风险等级,最近检查日期,最近检查结果\n");
    for n in 0..10 {
        let domain = if n < 6 { "医疗" } else { "涉企" };
        let status = if n == 5 { "注销" } else { "存续" };
        let risk = if n == 4 { "D" } else { "B" };
        let visit = ["2025-06-01,未发现问题", "2025-11-03,发现问题已责令改正", ","][n.min(2)];
        let serial = u32::try_from(n).unwrap();
        file += &format!("{},第{n}家,{domain},{status},{risk},{visit}\n", code(serial));
    }
    let sent = world.upload(&clerk, "/api/v1/imports?kind=subjects", "名录.csv", file.as_bytes()).await.good();
    let path = format!("/api/v1/imports/{}", sent["id"].as_str().unwrap());
    world.post(&clerk, &format!("{path}/check"), json!({"mapping": guessed(&sent), "options": {}})).await.good();
    world.work().await;
    world.post(&clerk, &format!("{path}/run"), json!({})).await.good();
    world.work().await;
    assert_eq!(world.get(&clerk, &path).await.good()["outcome"]["new"], 10);
    let inspector = json!({
        "organisation": world.bureau, "certificate": "2104001", "name": "王小明", "valid_to": "2026-06-30", "unit": "价格科",
        "fields": ["医疗"],
    });
    world.post(&clerk, "/api/v1/inspectors", inspector).await.good();
}

on_both! {
    async fn a_simulation_says_what_a_plan_comes_to_and_when_it_is_stale(world) {
        let three = Three::of(world).await;
        registered(world).await;
        let id = three.drafted(world, 2026).await;
        let path = format!("{PLANS}/{id}/simulation");
        assert_eq!(world.get(&three.planner, &path).await.good(), Value::Null);
        // Everybody in medicine of class B in December, half of class D, and nobody else.
        let mut medicine = three.line(world, "JG-020", &[12]);
        medicine["extent"]["domains"] = json!(["medical"]);
        let one = json!({"numerator": 1, "denominator": 1});
        medicine["classes"] = json!([{"risk": "B", "rate": one, "minimum": 0}, {"risk": "D", "rate": {"numerator": 1, "denominator": 2}, "minimum": 0}]);
        step(world, &three.planner, &id, "lines", json!({"lines": [medicine]})).await.good();
        let asked = world.post(&three.planner, &format!("{PLANS}/{id}/simulate"), json!({})).await.good();
        world.post(&three.planner, &format!("{PLANS}/{id}/simulate"), json!({})).await.refused(422, "plan-simulating");
        world.work().await;
        let job = world.get(&three.planner, &format!("/api/v1/jobs/{}", asked["job"].as_str().unwrap())).await.good();
        assert_eq!((&job["state"], &job["result"]["visits"]), (&json!("done"), &json!(5)));

        let said = world.get(&three.approver, &path).await.good();
        let figures = &said["figures"];
        assert_eq!((&said["fresh"], &figures["population"], &figures["reached"]), (&json!(true), &json!(9), &json!(5)));
        assert_eq!((&figures["visits"], &figures["shortfall"], &figures["most_a_year"]), (&json!(5), &json!(0), &json!(1)));
        assert_eq!(figures["seen_per_mille"], json!([555, 555]));
        assert_eq!(figures["months"][11]["load_hundredths"], 250);
        // The one certificate ends in June.
        let bench: Vec<_> = figures["months"].as_array().unwrap().iter().map(|month| month["inspectors"].clone()).collect();
        assert_eq!(bench, [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
        assert_eq!(figures["bottleneck"], json!({"month": 12, "line": 1}));
        assert_eq!(figures["random_per_mille"], 1000);
        let strata = [
            json!({"line": 1, "risk": "B", "population": 4, "quota": 4, "seen_per_mille": 1000, "visited_last_year": 2, "found_last_year": 1}),
            json!({"line": 1, "risk": "D", "population": 1, "quota": 1, "seen_per_mille": 1000, "visited_last_year": 0, "found_last_year": 0}),
        ];
        assert_eq!(figures["strata"], json!(strata));

        let lines = json!({"lines": [three.line(world, "JG-001", &[3])]});
        step(world, &three.planner, &id, "lines", lines).await.good();
        assert_eq!(world.get(&three.planner, &path).await.good()["fresh"], false);
    }
}

on_both! {
    async fn an_office_sees_its_own_plans_and_chooses_from_what_is_in_force(world) {
        let three = Three::of(world).await;
        let id = three.drafted(world, 2026).await;
        let office = world.office("新抚分局").await;
        let below = world.client_of(office, &[Role::Planner]).await;
        world.get(&below, &format!("{PLANS}/{id}")).await.refused(404, "not-found");
        assert_eq!(world.get(&below, PLANS).await.good()["rows"], json!([]));
        let choices = world.get(&three.planner, &format!("{PLANS}/{id}/choices")).await.good();
        assert_eq!((choices["items"].as_array().unwrap().len(), choices["edition"].as_str()), (24, Some(&*three.edition)));
        assert_eq!(choices["organisations"].as_array().unwrap().len(), 2);
        // The bureau's plan may give a line to the office.
        let mut line = three.line(world, "JG-001", &[3]);
        line["organisation"] = json!(office);
        let said = step(world, &three.planner, &id, "lines", json!({"lines": [line]})).await.good();
        assert_eq!(said["lines"][0]["organisation_name"], "新抚分局");
        // The office's own plan is of the bureau's items, as long as it has no catalogue of its own.
        let body = json!({"year": 2026, "head": head(), "from": "empty"});
        let own = id_of(&world.post(&below, PLANS, body).await.good());
        let choices = world.get(&below, &format!("{PLANS}/{own}/choices")).await.good();
        assert_eq!(choices["edition"].as_str(), Some(&*three.edition));
    }
}

on_both! {
    async fn a_draw_names_the_line_it_carries_out_and_the_plan_knows_how_far_it_is(world) {
        let three = Three::of(world).await;
        let id = three.drafted(world, 2026).await;
        let operator = world.client(&[Role::DrawOperator]).await;
        let scheme = |items: Value, line: u32| json!({
            "edition": three.edition, "items": items, "from": "2026-03-10", "to": "2026-04-10", "scope": {}, "axes": {"risk": true},
            "strata": [{"name": "B", "p": 1, "q": 10, "minimum": 1}], "rounding": "at-least", "visits_most": 2, "cooldown_days": 90,
            "left_out": [], "bench": {"fields": [], "pools": [], "left_out": [], "capacity": 10}, "seats": ["all", "all"],
            "recusals": [], "slack": 0, "reserves": 2, "disclosure": null, "plan": {"plan": id, "line": line},
        });
        let begun = async |scheme: Value| {
            let body = json!({"task": "三月抽查", "scheme": scheme, "parties": []});
            world.post(&operator, "/api/v1/draws", body).await.good()["id"].as_str().unwrap().to_owned()
        };
        let refused = async |draw: &str, code: &str| {
            let answer = world.post(&operator, &format!("/api/v1/draws/{draw}/submit"), json!({"version": 1})).await;
            let body = answer.refused(422, "draw-scheme");
            assert_eq!(body["fields"][0]["field"], "plan", "{body}");
            assert_eq!(body["fields"][0]["code"], code, "{body}");
        };
        let first = begun(scheme(json!(["JG-001"]), 1)).await;
        refused(&first, "draw-plan-unknown").await;
        three.finish(world, &id).await;
        let [without, other] = [begun(scheme(json!(["JG-001"]), 3)).await, begun(scheme(json!(["JG-001"]), 2)).await];
        refused(&without, "draw-plan-unknown").await;
        refused(&other, "draw-plan-item").await;
        world.post(&operator, &format!("/api/v1/draws/{first}/submit"), json!({"version": 1})).await.good();

        // Drafts count as under way, whatever line they name; a draw without a plan counts beside.
        let mut alone = scheme(json!(["JG-001"]), 1);
        alone.as_object_mut().unwrap().remove("plan");
        begun(alone).await;
        let path = format!("{PLANS}/{id}/progress");
        let far = world.get(&three.planner, &path).await.good();
        let counts = |tally: &Value| (tally["drawn"].as_u64(), tally["under_way"].as_u64(), tally["targets"].as_u64());
        assert_eq!(counts(&far["lines"][0]), (Some(0), Some(1), Some(0)), "{far}");
        assert_eq!(counts(&far["lines"][1]), (Some(0), Some(1), Some(0)), "{far}");
        assert_eq!(counts(&far["beside"]), (Some(0), Some(2), Some(0)), "the one without a line, and the one without a plan: {far}");
        assert_eq!((&far["lines"][0]["planned"], &far["random_per_mille"]), (&Value::Null, &Value::Null));

        // The public is told of what was announced alone: nothing yet, however much is under way.
        let public = world.get(&world.stranger(), "/statistics").await.text();
        let section = public.split("年度计划完成情况").last().unwrap();
        let cells = section.split("<tbody>").nth(1).unwrap().split("</tr>").next().unwrap();
        let cells: Vec<&str> = cells.split("</t").filter_map(|cell| cell.rsplit_once('>').map(|(_, text)| text)).collect();
        assert_eq!(cells[1..6], ["–", "–", "0", "0", "–"], "{section}");
        assert!(!section.contains("随机抽取的占"), "there was no inspection yet: {section}");

        // An adjusted plan still knows what its lines have come to.
        let next = id_of(&step(world, &three.planner, &id, "adjust", json!({})).await.good());
        let lines = json!([three.line(world, "JG-020", &[5]), three.line(world, "JG-001", &[3, 6])]);
        step(world, &three.planner, &next, "lines", json!({"lines": lines})).await.good();
        let far = world.get(&three.planner, &format!("{PLANS}/{next}/progress")).await.good();
        assert_eq!((counts(&far["lines"][0]).1, counts(&far["lines"][1]).1), (Some(1), Some(1)), "{far}");
    }
}

/// The first row of the portal's table of plans, from what is planned on; and the share of what was drawn by lot.
async fn cells(world: &World) -> (Vec<String>, Option<String>) {
    let page = world.get(&world.stranger(), "/statistics").await.text();
    let section = page.split("年度计划完成情况").last().unwrap().to_owned();
    let row = section.split("<tbody>").nth(1).unwrap().split("</tr>").next().unwrap();
    let text = |cell: &str| cell.rsplit_once('>').map(|(_, text)| text.to_owned());
    let cells: Vec<String> = row.split("</t").filter_map(text).collect();
    let share = section.split("随机抽取的占").nth(1).and_then(|text| text.split('%').next()).map(str::to_owned);
    (cells[1..6].to_vec(), share)
}

on_both! {
    async fn everybody_reads_how_far_the_plan_is_by_what_was_announced(world) {
        let bureau = Bureau::open(world).await;
        let three = Three {
            planner: world.client(&[Role::Planner]).await,
            approver: world.client(&[Role::Approver]).await,
            publisher: world.client(&[Role::Publisher]).await,
            edition: bureau.edition.clone(),
        };
        let body = json!({"year": 2026, "head": head(), "from": "empty"});
        let id = id_of(&world.post(&three.planner, PLANS, body.clone()).await.good());
        let lines = json!([three.line(world, "JG-001", &[1, 3, 9])]);
        step(world, &three.planner, &id, "lines", json!({"lines": lines})).await.good();
        world.post(&three.planner, &format!("{PLANS}/{id}/simulate"), json!({})).await.good();
        world.work().await;
        three.finish(world, &id).await;
        let planned = world.get(&three.planner, &format!("{PLANS}/{id}/progress")).await.good()["lines"][0].clone();
        let (year, due) = (planned["planned"].as_u64().unwrap(), planned["due"].as_u64().unwrap());
        assert!(year > due && due > 0, "{planned}");
        // An office below has a plan of its own, and visited twice for cause: what falls under both plans counts once.
        let office = world.office("新抚分局").await;
        let below = Three { planner: world.client_of(office, &[Role::Planner]).await, ..three };
        let own = id_of(&world.post(&below.planner, PLANS, body).await.good());
        let mut line = below.line(world, "JG-020", &[9]);
        line["organisation"] = json!(office);
        step(world, &below.planner, &own, "lines", json!({"lines": [line]})).await.good();
        below.finish(world, &own).await;
        let desk = Desk::open(world).await;
        for _ in 0..2 {
            let complaint = desk.register_in(office, complained()).await;
            desk.handle(&desk.assign(&complaint).await, "substantiated").await;
        }
        let three = Three { planner: world.client(&[Role::Planner]).await, ..below };
        let mut scheme = bureau.scheme();
        scheme["plan"] = json!({"plan": id, "line": 1});
        scheme["disclosure"] = json!("2026-04-20");
        let visits = Visits::of(world, bureau, scheme).await;
        let far = world.get(&three.planner, &format!("{PLANS}/{id}/progress")).await.good();
        assert_eq!(far["lines"][0]["targets"], 6, "drawn, and nobody outside knows");
        assert_eq!(cells(world).await, (vec![year.to_string(), due.to_string(), "0".to_owned(), "0".to_owned(), "0.00%".to_owned()], Some("0.00".to_owned())));
        world.later("2026-04-20T01:00:00Z").await;
        visits.bureau.step(&visits.bureau.publisher, &visits.draw, "announce", json!({})).await.good();
        let (told, share) = cells(world).await;
        assert_eq!((told[2..].join(" "), share.as_deref()), ("6 0 0.00%".to_owned(), Some("0.00")), "none inspected of six, two for cause");
        visits.dispatch().await.good();
        let visit = visits.list(&visits.bureau.operator, "sort=place").await[0].clone();
        world.later("2026-04-20T08:00:00Z").await;
        visits.reviewed(&visit, &record(&visit, "2026-04-20")).await;
        visits.publish(visit["id"].as_str().unwrap()).await;
        let (told, share) = cells(world).await;
        assert_eq!((&told[2..4], share.as_deref()), (&["6".to_owned(), "1".to_owned()][..], Some("33.33")));
        let planner = world.client(&[Role::Planner]).await;
        let far = world.get(&planner, &format!("{PLANS}/{id}/progress")).await.good();
        assert_eq!((&far["lines"][0]["targets"], &far["lines"][0]["published"]), (&json!(6), &json!(1)));
        assert_eq!(far["random_per_mille"], 333, "the same as everybody reads");
    }
}
