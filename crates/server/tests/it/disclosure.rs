//! Results over the interface and on the portal: due, published by somebody else, corrected, and never lost.

mod late;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use yaoguang::accounts::Role;

use crate::harness::{Client, World};
use crate::inspections::{Visits, found, record};
use crate::on_both;
use crate::portal::unlabelled;

mod verified;

const DISCLOSURES: &str = "/api/v1/disclosures";
const CALENDAR: &str = "/api/v1/calendar";

async fn list(world: &World, client: &Client, query: &str) -> Vec<Value> {
    world.get(client, &format!("{DISCLOSURES}?{query}")).await.good()["rows"].as_array().unwrap().clone()
}

/// What became of each id.
async fn publish(world: &World, client: &Client, ids: &[&str]) -> Vec<Value> {
    let judged = world.post(client, &format!("{DISCLOSURES}/publish"), json!({ "ids": ids })).await.good();
    judged.as_array().unwrap().clone()
}

fn id(row: &Value) -> &str {
    row["id"].as_str().unwrap()
}

on_both! {
    async fn a_result_goes_from_the_pair_to_the_public_through_distinct_people(world) {
        let (visits, all) = Visits::begun(world).await;
        let publisher = &visits.bureau.publisher;
        assert!(world.get(&world.stranger(), "/results").await.text().contains("还没有公示的检查结果"));
        for visit in &all[..2] {
            visits.reviewed(visit, &found(visit, "2026-03-10")).await;
        }
        let due = list(world, publisher, "").await;
        assert_eq!(due.len(), 2);
        assert_eq!((&due[0]["due"], &due[0]["provisional"], &due[0]["state"], &due[0]["waiting"]), (&json!("2026-04-08"), &json!(false), &json!("due"), &json!(false)));
        // Not who was there, wrote or reviewed, whatever their roles; an id that is none stops no other.
        let both = world.client(&[Role::Publisher, Role::Inspector, Role::Reviewer]).await;
        let accounts = world.get(&visits.clerk, "/api/v1/inspection-accounts").await.good();
        let account = accounts["rows"].as_array().unwrap().iter().find(|row| row["certificate"] == all[0]["team"][0]["certificate"]).unwrap();
        visits.seated(&account["inspector"], Some(both.person)).await;
        let first = due.iter().find(|row| row["visit"] == all[0]["id"]).unwrap();
        let second = due.iter().find(|row| row["visit"] == all[1]["id"]).unwrap();
        assert_eq!(publish(world, &both, &[id(first)]).await[0]["code"], "disclosure-own-visit");
        let nothing = "00000000-0000-7000-8000-000000000000";
        let judged = publish(world, publisher, &[nothing, id(first), id(first)]).await;
        assert_eq!((&judged[0]["code"], &judged[1]["published"], &judged[2]["code"]), (&json!("disclosure-not-due"), &json!(true), &json!("disclosure-published")));
        assert!(judged[0]["message"].as_str().unwrap().contains("复核"), "{judged:?}");
        world.post(publisher, &format!("{DISCLOSURES}/publish"), json!({"ids": []})).await.at_fault("ids", "disclosure-count");
        world.post(&visits.reviewer, &format!("{DISCLOSURES}/publish"), json!({"ids": [id(second)]})).await.refused(403, "not-permitted");
        assert_eq!((list(world, publisher, "").await.len(), list(world, publisher, "state=published").await.len()), (1, 1));
        public(world, &visits, &all[0]).await;
        by_name(world, all[0]["name"].as_str().unwrap()).await;
        // The page of the draw says how many of its visits have a result.
        let draw = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        assert!(draw.contains("本次抽取的6个检查对象中，已派发检查6项，检查记录已复核2项，已公示结果1项"), "{draw}");
        // Once its days are over it says how many were never visited.
        assert!(!draw.contains("检查期已于"), "{draw}");
        world.later("2027-01-04T08:00:00Z").await;
        let draw = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        assert!(draw.contains("还有4个检查对象没有复核过的检查记录"), "{draw}");
    }
}

/// What everybody reads of a result, and what nobody does.
async fn public(world: &World, visits: &Visits<'_>, visit: &Value) {
    let stranger = world.stranger();
    let path = format!("/results/{}", visit["id"].as_str().unwrap());
    let page = world.get(&stranger, &path).await.text();
    let (name, code) = (visit["name"].as_str().unwrap(), visit["code"].as_str().unwrap());
    let certificate = visit["team"][0]["certificate"].as_str().unwrap();
    for part in [name, code, certificate, "三件商品没有标价签", "发现问题已责令改正", "按期公示", "JG-001"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    for part in ["没有意见", "店长 李芳", "新抚区东一路1号"] {
        assert!(!page.contains(part), "{part}: {page}");
    }
    // The digest on the page is over the bytes that everybody can download.
    let whole = world.get(&stranger, &format!("{path}/1/disclosure.json")).await;
    let digest: String = Sha256::digest(&whole.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(page.contains(&digest), "{page}");
    assert!(!whole.text().contains("没有意见") && !whole.text().contains("李芳"), "{}", whole.text());
    let office = visits.bureau.world.bureau;
    for (query, rows) in [
        (String::new(), 1),
        // As somebody copies it: in groups, in small letters.
        (format!("q={}%20{}", &code[..6].to_lowercase(), &code[6..].to_lowercase()), 1),
        (
            format!(
                "q={code}&office={office}&domain=enterprise&item=JG-001&month=2026-03&result=rectification-ordered"
            ),
            1,
        ),
        ("result=nothing-found".to_owned(), 0),
        ("item=JG-00".to_owned(), 0),
        ("month=2026-02".to_owned(), 0),
        ("domain=medical".to_owned(), 0),
    ] {
        let list = world.get(&stranger, &format!("/results.json?{query}")).await.good();
        assert_eq!(list["rows"].as_array().unwrap().len(), rows, "{query}");
        assert_eq!(
            world.get(&stranger, &format!("/results?{query}")).await.text().contains(&path),
            rows == 1,
            "{query}"
        );
    }
    // On a telephone each value has its heading.
    assert!(world.get(&stranger, "/results").await.text().contains("data-label=\"检查结果\""));
    // The business's own page leads there.
    let own = world.get(&stranger, &format!("/subjects/{code}")).await.text();
    assert!(own.contains(&path) && own.contains("发现问题已责令改正") && own.contains("2026年3月10日"), "{own}");
    assert!(world.get(&stranger, "/results.csv").await.text().contains(code));
    assert!(world.get(&stranger, "/feeds/results.atom").await.text().contains(name));
    assert!(world.get(&stranger, "/sitemap.xml").await.text().contains(&path));
    crate::portal::described(world, &["editions", "subjects", "draws", "results"]).await;
    figured(world).await;
    in_words(world, &path).await;
}

/// Every figure of the statistics is a chart and a table.
async fn figured(world: &World) {
    let figures = world.get(&world.stranger(), "/statistics").await.text();
    assert!(figures.contains("检查记录完成之日以后20个工作日之内") && !figures.contains("这里的不同"), "{figures}");
    assert_eq!((figures.matches("class=\"chart\"").count(), figures.matches("<table").count()), (8, 8), "{figures}");
    // What has more columns than a telephone has room for is cards there.
    let labelled = |head: &str| figures.contains(&format!(" data-label=\"{head}\">"));
    assert!(labelled("理论机会") && labelled("检查任务"), "{figures}");
    for part in [
        "发现问题已责令改正",
        "100.00%",
        "检查员1",
        "15.00%",
        "2026-03",
        "明码标价：商品标价 JG-001",
        "理论机会",
        "应抽中",
    ] {
        assert!(figures.contains(part), "{part}: {figures}");
    }
}

/// A name is found whichever blanks and brackets somebody types in it.
async fn by_name(world: &World, name: &str) {
    for between in ["\u{200a}", "\u{3000}", " ", "·", "、", "》", "“"] {
        let typed: Vec<String> = name.chars().map(String::from).collect();
        let query: String = typed.join(between).bytes().map(|byte| format!("%{byte:02X}")).collect();
        let list = world.get(&world.stranger(), &format!("/results.json?q={query}")).await.good();
        assert_eq!(list["rows"].as_array().unwrap().len(), 1, "{between:?}");
    }
}

/// No page shows a key where a word should be.
async fn in_words(world: &World, path: &str) {
    for (tongue, path) in [("zh-CN", path), ("en", path), ("zh-CN", "/statistics"), ("en", "/statistics")] {
        let request = axum::http::Request::get(path).header("accept-language", tongue);
        let text = world.send(request.body(axum::body::Body::empty()).unwrap()).await.text();
        assert!(
            !text.contains(">result-")
                && !text.contains(">results-")
                && !text.contains(">statistics-")
                && !text.contains("visit-result-"),
            "{text}"
        );
    }
}

on_both! {
    async fn a_correction_takes_the_place_of_a_result_that_stays_readable(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = all[0].clone();
        let publisher = &visits.bureau.publisher;
        let (team, _) = visits.team(&visit);
        visits.reviewed(&visit, &found(&visit, "2026-03-10")).await;
        let first = list(world, publisher, "").await[0].clone();
        publish(world, publisher, &[id(&first)]).await;
        let path = format!("/results/{}", visit["id"].as_str().unwrap());
        let before = world.get(&world.stranger(), &format!("{path}/1/disclosure.json")).await.bytes;
        visits.step(team[0], visit["id"].as_str().unwrap(), "correct", json!({"reason": "标价签补验属实"})).await.good();
        // The one before is in force until the correction is published.
        assert!(world.get(&world.stranger(), &path).await.text().contains("三件商品没有标价签"));
        // Returned once: the public is told why it was corrected, not why it was returned.
        visits.returned(&visit, &found(&visit, "2026-03-10"), "请附补验照片").await;
        visits.reviewed(&visit, &record(&visit, "2026-03-10")).await;
        let second = list(world, publisher, "").await[0].clone();
        assert_eq!((&second["number"], &second["reason"]), (&json!(2), &json!("标价签补验属实")));
        // Everybody sees that there is a correction which isn't public, on the result's page and on the draw's.
        let draw = format!("/draws/{}", visits.draw);
        for page in [path.clone(), format!("{path}/1")] {
            let page = world.get(&world.stranger(), &page).await.text();
            assert!(page.contains("第2版已于2026年3月10日复核，尚未公示"), "{page}");
        }
        assert!(world.get(&world.stranger(), &draw).await.text().contains("其中1项结果另有一版已经复核、尚未公示"));
        assert_eq!(publish(world, publisher, &[id(&second)]).await[0]["published"], true);
        let now = world.get(&world.stranger(), &path).await.text();
        assert!(!now.contains("尚未公示") && !world.get(&world.stranger(), &draw).await.text().contains("尚未公示"), "{now}");
        assert!(now.contains("未发现问题") && now.contains("标价签补验属实") && !now.contains("三件商品没有标价签"), "{now}");
        let old = world.get(&world.stranger(), &format!("{path}/1")).await.text();
        assert!(old.contains("三件商品没有标价签") && old.contains("已被更正"), "{old}");
        assert_eq!(world.get(&world.stranger(), &format!("{path}/1/disclosure.json")).await.bytes, before);
        assert_eq!(world.get(&world.stranger(), &format!("{path}/3")).await.status, 404);
        let rows = list(world, publisher, "state=superseded").await;
        assert_eq!((rows.len(), &rows[0]["number"]), (1, &json!(1)));
        let listed = world.get(&world.stranger(), "/results.json").await.good()["rows"].clone();
        assert_eq!((listed.as_array().unwrap().len(), &listed[0]["corrects"]), (1, &json!(1)));
        // What was corrected is among the data of those who ask for all versions.
        let versions = world.get(&world.stranger(), "/results.json?versions=all").await.good();
        let states: Vec<&Value> = versions["rows"].as_array().unwrap().iter().map(|row| &row["state"]).collect();
        assert_eq!(states, ["published", "superseded"]);
        assert!(world.get(&world.stranger(), "/results.csv?versions=all").await.text().contains("superseded"));
        // Whoever follows the feed isn't to take it for another inspection.
        let feed = world.get(&world.stranger(), "/feeds/results.atom").await.text();
        assert!(feed.contains("更正（第2版）") && feed.contains("更正第1版，原因：标价签补验属实"), "{feed}");
    }
}

on_both! {
    async fn what_is_never_published_is_called_late_reviewed_or_not(world) {
        let (visits, all) = Visits::begun(world).await;
        for visit in &all[..2] {
            visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        }
        // One was handed in and is reviewed by nobody.
        let (third, (team, _)) = (all[2]["id"].as_str().unwrap(), visits.team(&all[2]));
        visits.step(team[0], third, "notice", json!({})).await.good();
        visits.step(team[0], third, "record", json!({"record": record(&all[2], "2026-03-10")})).await.good();
        visits.publish(all[0]["id"].as_str().unwrap()).await;
        let draw = format!("/draws/{}", visits.draw);
        let pages = async || [world.get(&world.stranger(), &draw).await.text(), world.get(&world.stranger(), "/statistics").await.text()];
        // The last day is 8 April.
        world.later("2026-04-08T10:00:00Z").await;
        assert!(pages().await.iter().all(|page| !page.contains("逾期未公示")));
        world.later("2026-04-09T01:00:00Z").await;
        let [of_draw, figures] = pages().await;
        assert!(of_draw.contains("逾期未公示2户次") && figures.contains("逾期未公示2户次"), "{of_draw} {figures}");
        assert!(unlabelled(&figures).contains("<td class=\"number\">2026-03</td><td class=\"number\">2</td>"), "{figures}");
        // A version that is public, however late, has its own word.
        visits.publish(all[1]["id"].as_str().unwrap()).await;
        let [of_draw, figures] = pages().await;
        assert!(of_draw.contains("逾期未公示1户次") && figures.contains("逾期未公示1户次"), "{of_draw} {figures}");
        in_words(world, &format!("/results/{}", all[1]["id"].as_str().unwrap())).await;
    }
}

on_both! {
    async fn nothing_of_an_unannounced_draw_is_published_before_it(world) {
        let visits = Visits::drawn(world, Some("2026-04-20")).await;
        let visit = visits.begin().await[0].clone();
        visits.reviewed(&visit, &record(&visit, "2026-03-10")).await;
        let publisher = &visits.bureau.publisher;
        let row = list(world, publisher, "waiting=true").await[0].clone();
        assert_eq!((list(world, publisher, "waiting=false").await.len(), &row["waits_until"]), (0, &json!("2026-04-20")));
        assert_eq!((&row["waiting"], &row["name"], &row["code"], &row["results"]), (&json!(true), &Value::Null, &Value::Null, &json!([])));
        // A search tells nothing that the list doesn't.
        let code = visit["code"].as_str().unwrap();
        assert_eq!(list(world, publisher, &format!("q={code}")).await.len(), 0);
        assert_eq!(list(world, &visits.reviewer, &format!("q={code}")).await[0]["code"], code);
        assert_eq!(publish(world, publisher, &[id(&row)]).await[0]["code"], "disclosure-unannounced");
        assert_eq!(world.get(&world.stranger(), &format!("/results/{}", visit["id"].as_str().unwrap())).await.status, 404);
        world.later("2026-04-20T01:00:00Z").await;
        visits.bureau.step(publisher, &visits.draw, "announce", json!({})).await.good();
        let row = list(world, publisher, &format!("q={code}&waiting=false")).await[0].clone();
        assert_eq!((&row["waiting"], &row["late"], &row["waits_until"]), (&json!(false), &json!(true), &Value::Null));
        assert_eq!(publish(world, publisher, &[id(&row)]).await[0]["published"], true);
        assert!(world.get(&world.stranger(), "/results").await.text().contains("逾期公示"));
    }
}

on_both! {
    async fn a_calendar_entered_later_counts_at_once(world) {
        let visits = Visits::drawn(world, None).await;
        visits.dispatch().await.good();
        world.later("2026-12-20T01:00:00Z").await;
        let visit = visits.list(&visits.bureau.operator, "sort=place").await[0].clone();
        visits.step(visits.team(&visit).0[0], visit["id"].as_str().unwrap(), "notice", json!({})).await.good();
        world.later("2026-12-21T01:00:00Z").await;
        visits.reviewed(&visit, &record(&visit, "2026-12-20")).await;
        let publisher = &visits.bureau.publisher;
        let due = async || {
            let row = list(world, publisher, "").await[0].clone();
            (row["due"].as_str().unwrap().to_owned(), row["provisional"].as_bool().unwrap())
        };
        assert_eq!(due().await, ("2027-01-18".to_owned(), true));
        let year = json!({"document": "国办发明电〔2026〕9号", "holidays": ["2027-01-01", "2027-01-02", "2027-01-03"], "workdays": [], "version": 0});
        world.post(&visits.reviewer, &format!("{CALENDAR}/2027"), year.clone()).await.refused(403, "not-permitted");
        world.post(publisher, &format!("{CALENDAR}/2026"), year.clone()).await.refused(422, "calendar-built-in");
        for (field, days, at, code) in [
            ("workdays", json!(["2027-01-04"]), "workdays.0", "calendar-weekday"),
            // The last days of a year that is built in would put off what is due in it.
            ("holidays", json!(["2027-01-01", "2026-12-31"]), "holidays.1", "calendar-other-year"),
            ("workdays", json!(["2028-01-01"]), "workdays.0", "calendar-other-year"),
        ] {
            let mut wrong = year.clone();
            wrong[field] = days;
            world.post(publisher, &format!("{CALENDAR}/2027"), wrong).await.at_fault(at, code);
        }
        assert!(!world.get(&world.stranger(), "/statistics").await.text().contains("工作日历"));
        let calendar = world.post(publisher, &format!("{CALENDAR}/2027"), year.clone()).await.good();
        assert_eq!((&calendar["years"][3]["year"], &calendar["starts"], &calendar["working_days"]), (&json!(2027), &json!("recorded"), &json!(20)));
        assert_eq!(due().await, ("2027-01-19".to_owned(), false));
        // Put right: a worked Saturday brings it a day nearer.
        world.post(publisher, &format!("{CALENDAR}/2027"), year.clone()).await.refused(409, "stale");
        let mut right = year;
        (right["workdays"], right["version"]) = (json!(["2027-01-09"]), json!(1));
        world.post(publisher, &format!("{CALENDAR}/2027"), right).await.good();
        assert_eq!(due().await, ("2027-01-18".to_owned(), false));
        // Everybody sees who says so, and beside it the years that are built in.
        let figures = unlabelled(&world.get(&world.stranger(), "/statistics").await.text());
        let row = |year: &str, cells: [&str; 6]| format!("<th scope=\"row\">{year}</th>{}", cells.map(|cell| format!("<td class=\"number\">{cell}</td>")).concat());
        for part in [
            row("2027", ["国办发明电〔2026〕9号", "2026年12月21日", "2", "3", "1", "1"]),
            row("2024", ["国办发明电〔2023〕7号", "系统内置", "–", "28", "19", "8"]),
        ] {
            assert!(figures.contains(&part), "{part}: {figures}");
        }
        // Overdue from the day after.
        world.later("2027-01-18T01:00:00Z").await;
        assert_eq!(list(world, publisher, "overdue=true").await.len(), 0);
        world.later("2027-01-19T01:00:00Z").await;
        let late = list(world, publisher, "overdue=true").await;
        assert_eq!((late.len(), &late[0]["late"]), (1, &json!(true)));
    }
}

on_both! {
    async fn a_correction_neither_resets_the_clock_nor_hides_the_version_before_it(world) {
        let (visits, all) = Visits::begun(world).await;
        let (visit, other, publisher) = (&all[0], &all[1], &visits.bureau.publisher);
        let correct = async |visit: &Value| {
            let (team, _) = visits.team(visit);
            visits.step(team[0], visit["id"].as_str().unwrap(), "correct", json!({"reason": "标价签补验属实"})).await.good();
        };
        for visit in [visit, other] {
            visits.reviewed(visit, &found(visit, "2026-03-10")).await;
            correct(visit).await;
        }
        // What is being corrected is due as it was, and can be published.
        let due = list(world, publisher, "").await;
        let first = due.iter().find(|row| row["visit"] == visit["id"]).unwrap();
        let others = due.iter().find(|row| row["visit"] == other["id"]).unwrap();
        assert_eq!(publish(world, publisher, &[id(others)]).await[0]["published"], true);
        // The correction is reviewed once the first version is late: both are due, each by its own day.
        world.later("2026-04-20T08:00:00Z").await;
        visits.reviewed(visit, &record(visit, "2026-03-10")).await;
        let due = list(world, publisher, "").await;
        assert_eq!(due.len(), 2, "{due:?}");
        let second = due.iter().find(|row| row["number"] == 2).unwrap();
        assert_eq!((&due[0]["id"], &due[0]["due"], &due[0]["late"]), (&first["id"], &json!("2026-04-08"), &json!(true)));
        assert_eq!(&second["late"], &json!(false));
        let late = list(world, publisher, "overdue=true").await;
        assert_eq!((late.len(), &late[0]["id"]), (1, &first["id"]));
        // In their order, however they are named.
        let early = publish(world, publisher, &[id(second)]).await;
        assert_eq!(early[0]["code"], "disclosure-earlier-first");
        assert!(early[0]["message"].as_str().unwrap().contains("先公示前一版"), "{early:?}");
        let judged = publish(world, publisher, &[id(second), id(first)]).await;
        for (judged, row) in judged.iter().zip([second, first]) {
            assert_eq!((&judged["id"], &judged["published"]), (&row["id"], &json!(true)));
        }
        assert_eq!(list(world, publisher, "").await.len(), 0);
        // The first one is readable and late, and counts so.
        let path = format!("/results/{}", visit["id"].as_str().unwrap());
        let old = world.get(&world.stranger(), &format!("{path}/1")).await.text();
        assert!(["三件商品没有标价签", "已被更正", "逾期公示"].iter().all(|part| old.contains(part)), "{old}");
        let now = world.get(&world.stranger(), &path).await.text();
        assert!(now.contains("未发现问题") && now.contains("按期公示") && now.contains("逾期公示"), "{now}");
        let row = list(world, publisher, "state=superseded").await;
        assert_eq!((row.len(), &row[0]["id"], &row[0]["late"]), (1, &first["id"], &json!(true)));
        let figures = unlabelled(&world.get(&world.stranger(), "/statistics").await.text());
        for (name, count) in [("按期公示", 2), ("逾期公示", 1)] {
            let part = format!("<th scope=\"row\">{name}</th><td class=\"number\">{count}</td>");
            assert!(figures.contains(&part), "{part}: {figures}");
        }
    }
}

/// An amendment of the draw, asked for and approved.
pub async fn amended(visits: &Visits<'_>, body: Value) {
    let world = visits.world;
    let path = format!("/api/v1/draws/{}/amendments", visits.draw);
    world.sequence().await;
    let asked = world.post(&visits.bureau.operator, &path, body).await.good();
    let approve = format!("{path}/{}/approve", asked["id"].as_str().unwrap());
    world.post(&visits.bureau.approver, &approve, json!({"answer": ""})).await.good();
    world.sequence().await;
}

on_both! {
    async fn who_was_there_is_published_whatever_was_amended_since(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = all[0].clone();
        let publisher = &visits.bureau.publisher;
        visits.reviewed(&visit, &found(&visit, "2026-03-10")).await;
        // Somebody else is seated afterwards.
        let gone = &visit["team"][0];
        amended(&visits, json!({"kind": "recuse", "subject": visit["code"], "inspector": gone["code"], "reason": "interest", "words": "其配偶在该店任职"})).await;
        let now = visits.look(visit["id"].as_str().unwrap()).await["visit"]["team"].clone();
        assert!(now.as_array().unwrap().iter().all(|member| member["code"] != gone["code"]), "{now}");
        let row = list(world, publisher, "").await[0].clone();
        assert_eq!(row["team"], visit["team"]);
        // Who was there doesn't review or publish it, though they aren't of the team any more.
        let both = world.client(&[Role::Publisher, Role::Reviewer, Role::Inspector]).await;
        let accounts = world.get(&visits.clerk, "/api/v1/inspection-accounts").await.good();
        let account = accounts["rows"].as_array().unwrap().iter().find(|row| row["certificate"] == gone["certificate"]).unwrap();
        visits.seated(&account["inspector"], Some(both.person)).await;
        assert_eq!(publish(world, &both, &[id(&row)]).await[0]["code"], "disclosure-own-visit");
        let now = visits.look(visit["id"].as_str().unwrap()).await["visit"].clone();
        visits.step(visits.team(&now).0[0], visit["id"].as_str().unwrap(), "correct", json!({"reason": "补充说明"})).await.good();
        visits.step(visits.team(&now).0[0], visit["id"].as_str().unwrap(), "record", json!({"record": found(&now, "2026-03-10")})).await.good();
        let digest = visits.digest(visit["id"].as_str().unwrap()).await;
        visits.step(&both, visit["id"].as_str().unwrap(), "review", digest).await.refused(422, "visit-own");
        assert_eq!(publish(world, publisher, &[id(&row)]).await[0]["published"], true);
        let path = format!("/results/{}/1/disclosure.json", visit["id"].as_str().unwrap());
        let whole = world.get(&world.stranger(), &path).await.good();
        let certificates = |team: &Value| team.as_array().unwrap().iter().map(|one| one["certificate"].clone()).collect::<Vec<_>>();
        assert_eq!(certificates(&whole["team"]), certificates(&visit["team"]));
    }
}

on_both! {
    async fn the_visit_of_a_target_that_left_hides_none_that_was_never_made(world) {
        let (visits, all) = Visits::begun(world).await;
        let gone = |visit: &Value| json!({"kind": "gone", "subject": visit["code"], "reason": "unreachable", "words": "登记地址查无此店"});
        visits.reviewed(&all[0], &record(&all[0], "2026-03-10")).await;
        // What was visited isn't gone: with it would go what was found there.
        let path = format!("/api/v1/draws/{}/amendments", visits.draw);
        world.post(&visits.bureau.operator, &path, gone(&all[0])).await.refused(422, "draw-target-visited");
        amended(&visits, gone(&all[1])).await;
        world.later("2027-01-04T08:00:00Z").await;
        let page = world.get(&world.stranger(), &format!("/draws/{}", visits.draw)).await.text();
        // Five stand, or six if a reserve stood in; one of them was visited.
        let says = |targets: usize| {
            page.contains(&format!("本次抽取的{targets}个检查对象中，已派发检查5项，检查记录已复核1项"))
                && page.contains(&format!("还有{}个检查对象没有复核过的检查记录", targets - 1))
        };
        assert!(says(5) || says(6), "{page}");
    }
}

on_both! {
    async fn a_result_stays_its_business_s_whatever_code_that_has(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = all[0].clone();
        visits.reviewed(&visit, &found(&visit, "2026-03-10")).await;
        let publisher = &visits.bureau.publisher;
        let row = list(world, publisher, "").await[0].clone();
        assert_eq!(publish(world, publisher, &[id(&row)]).await[0]["published"], true);
        let old = visit["code"].as_str().unwrap();
        let known = world.get(&visits.clerk, &format!("/api/v1/subjects?q={old}")).await.good()["rows"][0].clone();
        let subject = json!({"name": known["name"], "code": "NB-900", "kind": known["kind"], "domain": known["domain"], "region": known["region"]});
        let path = format!("/api/v1/subjects/{}", known["id"].as_str().unwrap());
        world.post(&visits.clerk, &path, json!({"subject": subject, "version": known["version"]})).await.good();
        let result = format!("/results/{}", visit["id"].as_str().unwrap());
        for path in ["/subjects/NB-900", "/results?q=NB-900", "/results?q=nb-900", &format!("/results?q={old}")] {
            let page = world.get(&world.stranger(), path).await.text();
            assert!(page.contains(&result), "{path}: {page}");
        }
        assert!(!world.get(&world.stranger(), "/results?q=NB-901").await.text().contains(&result));
    }
}
