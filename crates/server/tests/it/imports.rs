//! Files on their way into a register, with inspectors as the rows.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;

use axum::body::Body;
use axum::http::Method;
use encoding_rs::GBK;
use proptest::test_runner::{Config as Cases, TestRunner};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;
use yaoguang::accounts::Role;
use yaoguang::app::config::{Config, Limits};
use yaoguang::app::import::CHUNK;
use yaoguang::app::import::job::RUNNING;
use yaoguang::app::jobs::{self, Job, JobState};
use yaoguang::app::value::Timestamp;
use yaoguang::app::{App, http};

use crate::harness::{Client, World};
use crate::on_both;

pub const UPLOAD: &str = "/api/v1/imports?kind=inspectors";

/// The mapping that was guessed.
pub fn guessed(import: &Value) -> Value {
    let columns = import["columns"].as_array().unwrap();
    let pairs =
        columns.iter().filter_map(|column| Some((column["guess"].as_str()?.to_owned(), column["index"].clone())));
    Value::Object(pairs.collect())
}

/// Upload, check and run with the guessed mapping; the import and both results.
pub async fn imported(
    world: &World,
    client: &Client,
    name: &str,
    file: &[u8],
    options: Value,
) -> (Value, Value, Value) {
    let import = world.upload(client, UPLOAD, name, file).await.good();
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    let check = json!({"mapping": guessed(&import), "options": options});
    let checked = result(world, client, &path, "check", check).await;
    let ran = result(world, client, &path, "run", json!({})).await;
    (import, checked, ran)
}

async fn result(world: &World, client: &Client, path: &str, act: &str, body: Value) -> Value {
    let queued = world.post(client, &format!("{path}/{act}"), body).await;
    assert_eq!(queued.status.as_u16(), 202, "{}", queued.json);
    let job = queued.json["job"].as_str().unwrap().to_owned();
    world.work().await;
    let job = world.get(client, &format!("/api/v1/jobs/{job}")).await.good();
    assert_eq!(job["state"], "done", "{job}");
    job["result"].clone()
}

/// The counts of a result, in the order new, changed, same, refused, duplicates.
pub fn counts(result: &Value) -> [i64; 5] {
    let counts = ["new", "changed", "same", "refused", "duplicates"].map(|name| result[name].as_i64().unwrap());
    assert_eq!(counts.iter().sum::<i64>(), result["rows"].as_i64().unwrap(), "{result}");
    counts
}

fn rows(count: usize) -> i64 {
    i64::try_from(count).unwrap()
}

/// How many inspectors there are.
pub async fn registered(world: &World, client: &Client) -> u64 {
    world.get(client, "/api/v1/inspectors?limit=1").await.good()["count"]["value"].as_u64().unwrap()
}

const DIRTY: &str = "抚顺市价格监督检查执法人员名册,,,,,\n,,,,,\n序号,姓 名,执法证号,有效期至,联系电话,执法领域\n\
    1,　王小明 ,２１０４００１,2027/3/1,13800005678,涉企、医疗\n\
    2,李红,2104002,2026年12月31日,1380,涉农\n\
    3,张伟,2104003,20270101,,教育\n\
    4,,2104004,2027-01-01,,\n\
    5,赵敏,2104005,不详,,\n\
    6,王小明,2104001,2027-03-01,,\n\
    7,孙丽,9.13501E+17,2027-03-01,,\n";

on_both! {
    async fn a_template_has_a_head_for_all_that_a_row_can_say_and_is_known_again(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for kind in ["subjects", "inspectors"] {
            let file = world.get(&clerk, &format!("/api/v1/imports/template.xlsx?kind={kind}")).await;
            assert_eq!(file.status.as_u16(), 200);
            let import = world.upload(&clerk, &format!("/api/v1/imports?kind={kind}"), "样表.xlsx", &file.bytes).await.good();
            let guessed = guessed(&import);
            let fields = import["fields"].as_array().unwrap();
            assert!(fields.len() > 10, "{import}");
            for (at, field) in fields.iter().enumerate() {
                assert_eq!(guessed[field["name"].as_str().unwrap()], at, "{field}");
            }
        }
        world.get(&clerk, "/api/v1/imports/template.xlsx?kind=sheep").await.refused(404, "not-found");
    }
}

on_both! {
    async fn a_dirty_gbk_file_is_mended_and_sent_again_until_all_are_in_and_nothing_twice(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (file, _, _) = GBK.encode(DIRTY);
        let (import, checked, ran) = imported(world, &clerk, "名册.csv", &file, json!({})).await;
        assert_eq!((import["header_row"].as_u64(), import["columns"][1]["samples"][0].as_str()), (Some(3), Some("　王小明 ")));
        assert_eq!(guessed(&import), json!({"name": 1, "certificate": 2, "valid_to": 3, "phone": 4, "fields": 5}));
        assert_eq!(counts(&checked), [2, 0, 0, 4, 1]);
        assert_eq!(checked, ran);
        assert_eq!(checked["cleaned"], 1);
        let faults: Vec<_> = checked["first_faults"].as_array().unwrap().iter()
            .map(|fault| (fault["row"].as_u64().unwrap(), fault["field"].as_str().unwrap(), fault["code"].as_str().unwrap()))
            .collect();
        assert_eq!(faults, [
            (5, "phone", "phone-form"), (7, "name", "empty"), (8, "valid_to", "not-a-date"),
            (9, "certificate", "duplicate-row"), (10, "certificate", "certificate-form"),
        ]);
        assert_eq!(checked["first_faults"][3]["args"]["row"], 4);

        let errors = world.get(&clerk, &format!("/api/v1/imports/{}/errors.csv", import["id"].as_str().unwrap())).await;
        let text = errors.text();
        assert!(text.starts_with("\u{feff}序号,姓 名,执法证号,有效期至,联系电话,执法领域,错误原因\n"), "{text}");
        assert!(text.contains("2,李红,2104002,2026年12月31日,1380,涉农,联系电话：不是电话号码（7至15位数字）\n"), "{text}");
        assert_eq!(text.lines().count(), 6);

        let mended = text.replace(",1380,", ",13800001234,").replace("4,,2104004", "4,周芳,2104004")
            .replace("不详", "2028-01-01").replace("9.13501E+17", "2104007");
        let (again, checked, ran) = imported(world, &clerk, "改好.csv", mended.as_bytes(), json!({})).await;
        // The mapping was remembered though the file has a column more.
        assert_eq!(guessed(&again), guessed(&import));
        assert_eq!(counts(&checked), [4, 0, 1, 0, 0]);
        assert_eq!(counts(&ran), [4, 0, 1, 0, 0]);
        assert_eq!(registered(world, &clerk).await, 6);

        let (_, _, ran) = imported(world, &clerk, "再来.csv", mended.as_bytes(), json!({"mode": "update"})).await;
        assert_eq!(counts(&ran)[0], 0);
        assert_eq!(registered(world, &clerk).await, 6);
    }
}

/// A workbook with a title, a merged header cell, a date as a number and one of text, on its second sheet.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "填表说明").unwrap();
    let sheet = book.add_worksheet().set_name("人员").unwrap();
    sheet.merge_range(0, 0, 0, 3, "执法人员", &rust_xlsxwriter::Format::new()).unwrap();
    for (column, header) in ["姓名", "执法证号", "有效期至", "单位"].into_iter().enumerate() {
        sheet.write_string(1, u16::try_from(column).unwrap(), header).unwrap();
    }
    for (row, (name, code)) in [("甲", "2104001"), ("乙", "2104002"), ("丙", "2104003")].into_iter().enumerate() {
        let row = u32::try_from(row).unwrap() + 2;
        sheet.write_string(row, 0, name).unwrap();
        sheet.write_string(row, 1, code).unwrap();
    }
    sheet.write_number(2, 2, 46447.0).unwrap();
    sheet.write_string(3, 2, "2027.3.1").unwrap();
    sheet.write_string(4, 2, "2027-02-30").unwrap();
    sheet.merge_range(2, 3, 4, 3, "价格科", &rust_xlsxwriter::Format::new()).unwrap();
    book.save_to_buffer().unwrap()
}

on_both! {
    async fn a_workbook_is_read_from_the_sheet_and_row_that_are_said(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let import = world.upload(&clerk, UPLOAD, "名册.xlsx", &workbook()).await.good();
        assert_eq!((&import["sheets"], &import["sheet"]), (&json!(["说明", "人员"]), &json!("说明")));
        let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
        let other = world.get(&clerk, &format!("{path}?sheet=%E4%BA%BA%E5%91%98")).await.good();
        assert_eq!((other["sheet"].as_str(), other["header_row"].as_u64()), (Some("人员"), Some(2)));
        assert_eq!(guessed(&other), json!({"name": 0, "certificate": 1, "valid_to": 2, "unit": 3}));
        let body = json!({"mapping": guessed(&other), "sheet": "人员", "header_row": 2});
        let checked = result(world, &clerk, &path, "check", body).await;
        // Below a merged cell nothing is made up.
        assert_eq!(counts(&checked), [1, 0, 0, 2, 0]);
        assert_eq!(checked["first_faults"][0]["code"], "merged");
        let mapping = json!({"name": 0, "certificate": 1, "valid_to": 2});
        let body = json!({"mapping": mapping, "sheet": "人员", "header_row": 2});
        assert_eq!(counts(&result(world, &clerk, &path, "check", body).await), [2, 0, 0, 1, 0]);
        assert_eq!(counts(&result(world, &clerk, &path, "run", json!({})).await), [2, 0, 0, 1, 0]);
        let rows = world.get(&clerk, "/api/v1/inspectors").await.good();
        let dates: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["valid_to"].as_str().unwrap()).collect();
        assert_eq!(dates, ["2027-03-01", "2027-03-01"]);
        let errors = world.get(&clerk, &format!("{path}/errors.xlsx")).await;
        assert!(errors.bytes.starts_with(b"PK"));
        let (_, checked, _) = imported(world, &clerk, "错误.xlsx", &errors.bytes, json!({})).await;
        assert_eq!(counts(&checked), [0, 0, 0, 1, 0]);
    }
}

/// Written by a program of its own, see the note beside it.
const OLD_WORKBOOK: &[u8] = include_bytes!("files/inspectors.xls");

on_both! {
    async fn an_old_workbook_is_read_like_a_new_one(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let (import, checked, ran) = imported(world, &clerk, "名册.xls", OLD_WORKBOOK, json!({})).await;
        assert_eq!((&import["sheets"], import["header_row"].as_u64()), (&json!(["人员", "说明"]), Some(2)));
        assert_eq!(guessed(&import), json!({"name": 0, "certificate": 1, "valid_to": 2, "unit": 3}));
        let faults: Vec<_> = checked["first_faults"].as_array().unwrap().iter()
            .map(|fault| (fault["row"].as_u64().unwrap(), fault["field"].as_str().unwrap(), fault["code"].as_str().unwrap()))
            .collect();
        assert_eq!(faults, [(4, "unit", "merged"), (5, "certificate", "lost-digits")]);
        assert_eq!(counts(&ran), [2, 0, 0, 2, 0]);
        let rows = world.get(&clerk, "/api/v1/inspectors").await.good();
        let dates: Vec<_> = rows["rows"].as_array().unwrap().iter().map(|row| row["valid_to"].as_str().unwrap()).collect();
        assert_eq!(dates, ["2027-03-01", "2027-03-01"]);
    }
}

on_both! {
    async fn rows_that_moved_on_are_not_overwritten(world) {
        use yaoguang::inspectors::store;
        let clerk = world.client(&[Role::RegistryManager]).await;
        imported(world, &clerk, "a.csv", many(2).as_bytes(), json!({})).await;
        let mut all = store::Entity::find().all(world.app.read()).await.unwrap();
        for row in &mut all {
            row.unit = "执法科".to_owned();
            row.version += 1;
        }
        // Somebody saved one of them in between.
        all[1].version += 1;
        let tx = world.app.db.begin().await.unwrap();
        let problem = store::save_many(&tx, &all).await.unwrap_err();
        assert_eq!(problem.code, "stale");
        tx.rollback().await.unwrap();
        let now = store::Entity::find().all(world.app.read()).await.unwrap();
        assert!(now.iter().all(|row| row.version == 1 && row.unit != "执法科"), "{now:?}");
    }
}

pub fn many(rows: usize) -> String {
    let row = |at: usize| format!("某{at},21{at:06},2027-03-01,科{}\n", at % 7);
    String::from("姓名,执法证号,有效期至,单位\n") + &(0..rows).map(row).collect::<String>()
}

/// The one job that waits or runs, as a worker that has just taken it holds it.
async fn taken(world: &World) -> Job {
    use sea_orm::{ActiveValue::Set, ColumnTrait as _, QueryFilter as _};
    let open = jobs::Column::State.is_in([JobState::Waiting, JobState::Running]);
    let row = jobs::Entity::find().filter(open).one(world.app.read()).await.unwrap().unwrap();
    let worker = Some(row.worker.unwrap_or_else(|| world.app.fresh()));
    let claim = jobs::ActiveModel {
        state: Set(JobState::Running),
        worker: Set(worker),
        lease: Set(Timestamp(0)),
        ..Default::default()
    };
    jobs::Entity::update_many()
        .set(claim)
        .filter(jobs::Column::Id.eq(row.id))
        .exec(world.app.db.write())
        .await
        .unwrap();
    Job(jobs::Model { state: JobState::Running, worker, ..row })
}

async fn checked(world: &World, clerk: &Client, file: &str) -> String {
    let import = world.upload(clerk, UPLOAD, "a.csv", file.as_bytes()).await.good();
    let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
    result(world, clerk, &path, "check", json!({"mapping": guessed(&import)})).await;
    path
}

/// Drive a future for so many polls, then let it go, as a process that dies does.
async fn killed_after<F: Future>(polls: usize, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    let mut left = polls;
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

on_both! {
    async fn a_run_killed_anywhere_neither_loses_nor_doubles_a_chunk(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let path = checked(world, &clerk, &many(CHUNK + 200)).await;
        world.post(&clerk, &format!("{path}/run"), json!({})).await;
        // Killed after the first poll, the fourth, the seventh …; what is left then is done in one go.
        for polls in (1..60).step_by(3) {
            let job = taken(world).await;
            killed_after(polls, (RUNNING.1)(world.app.clone(), job)).await;
        }
        world.work().await;
        let import = world.get(&clerk, &path).await.good();
        assert_eq!(import["state"], "done");
        assert_eq!(counts(&import["outcome"]), [rows(CHUNK + 200), 0, 0, 0, 0]);
        assert_eq!(registered(world, &clerk).await, CHUNK as u64 + 200);
    }
}

on_both! {
    async fn a_cancelled_run_keeps_its_chunks_and_can_go_on(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let path = checked(world, &clerk, &many(CHUNK * 2 + 500)).await;
        let queued = world.post(&clerk, &format!("{path}/run"), json!({})).await.json;
        world.post(&clerk, &format!("{path}/run"), json!({})).await.refused(422, "import-busy");
        for _ in 0..2 {
            let job = taken(world).await;
            (RUNNING.1)(world.app.clone(), job).await.map(|_| ()).unwrap();
        }
        let job = format!("/api/v1/jobs/{}", queued["job"].as_str().unwrap());
        let far = world.get(&clerk, &job).await.good();
        assert_eq!((far["done"].as_i64(), far["total"].as_i64()), (Some(rows(CHUNK)), Some(rows(CHUNK * 2 + 500))));
        world.post(&clerk, &format!("{job}/cancel"), json!({})).await.good();
        world.work().await;
        assert_eq!(world.get(&clerk, &path).await.good()["state"], "cancelled");
        assert_eq!(registered(world, &clerk).await, CHUNK as u64 * 2);
        assert_eq!(counts(&result(world, &clerk, &path, "run", json!({})).await), [500, 0, rows(CHUNK * 2), 0, 0]);
        world.post(&clerk, &format!("{path}/run"), json!({})).await.refused(422, "import-over");
    }
}

on_both! {
    async fn a_file_is_carried_out_in_the_office_that_it_was_brought_to(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let other = world.office("望花区市场监管局").await;
        let path = checked(world, &clerk, &many(3)).await;
        let moved = async |to: yaoguang::accounts::OrganisationId| {
            use sea_orm::{ActiveValue::Set, EntityTrait as _};
            use yaoguang::accounts::store::person;
            let row = person::ActiveModel { id: Set(clerk.person), organisation: Set(to), ..Default::default() };
            person::Entity::update(row).exec(world.app.db.write()).await.unwrap();
        };
        // Asked for here, and carried out there.
        let queued = world.post(&clerk, &format!("{path}/run"), json!({})).await.json;
        moved(other).await;
        world.post(&clerk, &format!("{path}/check"), json!({"mapping": {}})).await.refused(422, "import-elsewhere");
        world.post(&clerk, &format!("{path}/run"), json!({})).await.refused(422, "import-elsewhere");
        world.work().await;
        moved(world.bureau).await;
        let job = world.get(&clerk, &format!("/api/v1/jobs/{}", queued["job"].as_str().unwrap())).await.good();
        assert_eq!((job["state"].as_str(), job["problem"].as_str()), (Some("failed"), Some("import-elsewhere")));
        assert_eq!(registered(world, &clerk).await, 0);
    }
}

on_both! {
    async fn a_role_that_was_taken_stops_the_run(world) {
        use yaoguang::accounts::store::role;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let path = checked(world, &clerk, &many(3)).await;
        let queued = world.post(&clerk, &format!("{path}/run"), json!({})).await.json;
        let (all, none) = (role::of(world.app.read(), clerk.person).await.unwrap(), Vec::new());
        role::replace(world.app.db.write(), clerk.person, &none).await.unwrap();
        world.work().await;
        role::replace(world.app.db.write(), clerk.person, &all).await.unwrap();
        let job = world.get(&clerk, &format!("/api/v1/jobs/{}", queued["job"].as_str().unwrap())).await.good();
        assert_eq!((job["state"].as_str(), job["problem"].as_str()), (Some("failed"), Some("not-permitted")));
        assert_eq!(registered(world, &clerk).await, 0);
    }
}

on_both! {
    async fn a_file_over_the_limit_is_refused_and_leaves_nothing(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let config = Config { limits: Limits { upload_bytes: 1000, ..Limits::default() }, ..world.app.config.clone() };
        let app = App::new(config, world.app.db.clone(), world.app.outside.clone(), world.app.crypt.clone());
        let body = format!("--m\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{}\r\n--m--\r\n", many(100));
        let request = world.request(&clerk, Method::POST, UPLOAD).header("idempotency-key", world.key())
            .header("content-type", "multipart/form-data; boundary=m").body(Body::from(body)).unwrap();
        let response = http::router(&app).oneshot(request).await.unwrap();
        assert_eq!(response.status().as_u16(), 413);
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let problem: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(problem["code"], "upload-too-long");
        assert!(problem["detail"].as_str().unwrap().contains("1,000"), "{problem}");
        let left = std::fs::read_dir(world.app.config.data.join("uploads")).unwrap().count();
        assert_eq!(left, 0);
        assert_eq!(world.get(&clerk, "/api/v1/imports").await.good(), json!([]));
    }
}

on_both! {
    async fn what_can_not_be_read_is_said_and_leaves_nothing(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        world.upload(&clerk, UPLOAD, "a.csv", b"").await.refused(422, "file-empty");
        world.upload(&clerk, UPLOAD, "a.xlsx", b"PK\x03\x04 and no more").await.refused(422, "file-damaged");
        world.upload(&clerk, UPLOAD, "a.csv", b"a,b\n\"x,y\n1,2\n").await.refused(422, "file-quote");
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more";
        world.upload(&clerk, UPLOAD, "a.xls", old).await.refused(422, "file-damaged");
        world.upload(&clerk, "/api/v1/imports?kind=nothing", "a.csv", b"a").await.refused(404, "not-found");
        let other = world.client(&[Role::CatalogueManager]).await;
        world.upload(&other, UPLOAD, "a.csv", b"a,b\n1,2\n").await.refused(403, "not-permitted");
        assert_eq!(std::fs::read_dir(world.app.config.data.join("uploads")).unwrap().count(), 0);
    }
}

on_both! {
    async fn a_mapping_is_held_to_fields_and_columns_and_a_run_to_a_check(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        let import = world.upload(&clerk, UPLOAD, "a.csv", many(2).as_bytes()).await.good();
        assert_eq!(import["same_as"], Value::Null);
        let path = format!("/api/v1/imports/{}", import["id"].as_str().unwrap());
        world.post(&clerk, &format!("{path}/run"), json!({})).await.refused(422, "import-unchecked");
        let check = format!("{path}/check");
        world.post(&clerk, &check, json!({"mapping": {"name": 0}})).await.at_fault("mapping.certificate", "column-missing");
        let twice = json!({"mapping": {"name": 0, "certificate": 0, "valid_to": 2}});
        world.post(&clerk, &check, twice).await.at_fault("mapping.name", "column-twice");
        let other = world.client(&[Role::RegistryManager]).await;
        world.get(&other, &path).await.refused(404, "not-found");
        world.post(&other, &check, json!({"mapping": guessed(&import)})).await.refused(404, "not-found");
        let again = world.upload(&clerk, UPLOAD, "b.csv", many(2).as_bytes()).await.good();
        assert_eq!(again["same_as"]["id"], import["id"]);
    }
}

/// Rows of cells that clerks, spreadsheets and nobody would write.
fn tables() -> impl proptest::strategy::Strategy<Value = Vec<[String; 4]>> {
    use proptest::prelude::*;
    let name = prop_oneof!["[甲乙丙]{0,3}", "\\PC{0,8}", Just("　李 ".to_owned())];
    let code = prop_oneof![3 => "210[0-9]{2}", 1 => "\\PC{0,6}", 1 => Just("２１０１１".to_owned())];
    let date = prop_oneof![2 => Just("2027-03-01".to_owned()), 1 => "[0-9./年-]{0,9}", 1 => Just("46447".to_owned())];
    let phone = prop_oneof![Just(String::new()), "1[0-9]{10}", "\\PC{0,5}"];
    proptest::collection::vec((name, code, date, phone).prop_map(|(a, b, c, d)| [a, b, c, d]), 0..30)
}

#[test]
fn every_row_of_any_table_is_counted_once() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (world, clerk) = runtime.block_on(async {
        let world = World::on_sqlite().await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        (world, clerk)
    });
    let mut runner = TestRunner::new(Cases { cases: 40, failure_persistence: None, ..Cases::default() });
    let ran = runner.run(&tables(), |table| {
        let mut csv = csv::Writer::from_writer(Vec::new());
        csv.write_record(["姓名", "执法证号", "有效期至", "电话"]).unwrap();
        table.iter().for_each(|row| csv.write_record(row).unwrap());
        let file = csv.into_inner().unwrap();
        let blank = |row: &&[String; 4]| row.iter().all(|cell| cell.trim().is_empty());
        let expected = table.len() - table.iter().filter(blank).count();
        let before = runtime.block_on(registered(&world, &clerk));
        let (_, checked, ran) = runtime.block_on(imported(&world, &clerk, "t.csv", &file, json!({"mode": "update"})));
        assert_eq!(checked["rows"].as_u64(), u64::try_from(expected).ok(), "{checked}");
        assert_eq!(counts(&checked), counts(&ran));
        let after = runtime.block_on(registered(&world, &clerk));
        assert_eq!(after - before, ran["new"].as_u64().unwrap());
        Ok(())
    });
    ran.unwrap();
    runtime.block_on(world.finish());
}
