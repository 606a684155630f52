//! The protocol's section 8, row by row: somebody inside who holds the accounts, the files or the database commits the cheat, and what
//! was said to stop or expose it does. What is tried past the system is undone afterwards, so that the audit at each test's end is clean.

use journal::detail::Named as _;
use lots::result::DrawResult;
use sea_orm::ConnectionTrait as _;
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _};
use yaoguang::app::journal::audit::audit;
use yaoguang::draws::store::file;

use super::amendments::{ask, decide, drawn_of};
use super::*;

/// The check at which the two verifications of a bundle stop first: that of the draw, else that of the journal; `ok` if none does.
fn stopped(files: &Files) -> &'static str {
    let roster = files.get("subjects.tsv").cloned().map_or(Roster::Absent, Roster::Bytes);
    let opened = Opened { files: files.clone(), roster };
    let report = lots_cli::commands::verify::check(&opened, &mut LotsWorld::new(&opened.roster));
    if let Some((check, _)) = report.failure() {
        return check.code();
    }
    let draw = journal::bundle::Draw::of(&opened.files).unwrap();
    let (lines, _) = journal::bundle::verify(&opened.files[journal::bundle::FILE], &draw, None);
    lines.failure().map_or("ok", |(check, _)| check.code())
}

async fn auditors(bureau: &Bureau<'_>, id: &str) -> Files {
    let bundle = bureau.world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition=auditor"), json!({})).await;
    assert_eq!(bundle.status, 200, "{}", bundle.json);
    unpacked(&bundle.bytes)
}

fn edited(files: &Files, name: &str, change: impl Fn(String) -> String) -> Files {
    let mut files = files.clone();
    let before = String::from_utf8(files[name].clone()).unwrap();
    let after = change(before.clone());
    assert_ne!(before, after, "{name} has nothing to change");
    files.insert(name.to_owned(), after.into_bytes());
    files
}

pub(super) async fn findings(world: &World) -> Vec<&'static str> {
    let report = audit(&world.app, yaoguang::IMAGERS, |_, _, _| {}).await.unwrap();
    report.findings.iter().map(|finding| finding.code()).collect()
}

pub(super) async fn tamper(world: &World, sql: &str) {
    assert!(world.app.db.write().execute_unprepared(sql).await.unwrap().rows_affected() > 0, "{sql}");
}

// "Redraw until pleased; parallel tasks, publish the favourite."
on_both! {
    async fn who_draws_twice_to_choose_has_both_in_public_for_ever(world) {
        let bureau = Bureau::open(world).await;
        let first = drawn_of(&bureau, bureau.scheme()).await;
        world.later("2026-03-06T01:00:00Z").await;
        let second = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&second, 2).await;
        bureau.commit(&second).await;
        // Both are public from their commit on, with their age; whichever is announced.
        world.later("2026-03-15T01:00:00Z").await;
        bureau.step(&bureau.publisher, &first, "announce", json!({})).await.good();
        world.sequence().await;
        let list = world.get(&world.stranger(), "/draws.json").await.good();
        let mut seen: Vec<&str> = list.as_array().unwrap().iter().map(|draw| draw["id"].as_str().unwrap()).collect();
        seen.sort_unstable();
        assert_eq!(seen, { let mut all = [first.as_str(), second.as_str()]; all.sort_unstable(); all });
        assert!(world.get(&world.stranger(), "/draws").await.text().contains("已锁定9天"));
        // The one that doesn't please can't be made to disappear: not thrown away, not annulled once a beacon can be known, not deleted.
        bureau.step(&bureau.operator, &second, "discard", json!({"reason": "不要了"})).await.refused(422, "draw-frozen");
        bureau.step(&bureau.operator, &second, "annul", json!({"reason": "不要了"})).await.refused(422, "draw-beacon-there");
        // Nor is what was drawn drawn again.
        bureau.step(&bureau.operator, &first, "run", json!({})).await.refused(422, "draw-not-committed");
        bureau.step(&bureau.operator, &first, "commit", json!({})).await.refused(422, "draw-not-approved");
        tamper(world, &format!("UPDATE draw SET state = 'annulled', reason = '不要了' WHERE id = {}", literal(world, &second))).await;
        assert!(!findings(world).await.is_empty());
        tamper(world, &format!("UPDATE draw SET state = 'committed', reason = '' WHERE id = {}", literal(world, &second))).await;
    }
}

/// An id as the database's SQL has it.
pub(super) fn literal(world: &World, id: &str) -> String {
    match world.app.db.read().get_database_backend() {
        sea_orm::DbBackend::Sqlite => format!("X'{}'", id.replace('-', "")),
        _ => format!("'{id}'"),
    }
}

// "Change roster, strata, recusals once the seed is known."
on_both! {
    async fn what_was_frozen_is_changed_and_no_bundle_verifies_any_more(world) {
        let bureau = Bureau::open(world).await;
        let mut scheme = bureau.scheme();
        scheme["left_out"] = json!([{"code": crate::subjects::code(7), "reason": "inspected-elsewhere"}]);
        let id = drawn_of(&bureau, scheme).await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let files = auditors(&bureau, &id).await;
        assert_eq!(stopped(&files), "ok");
        let result = DrawResult::from_text(&files["result.json"]).unwrap();
        let drawn = result.targets[0].id.to_string();
        // A friend who was drawn leaves the roster, or the stratum, or is put among those left out; a pair is recused that wasn't.
        let without = |text: String| text.lines().filter(|line| !line.starts_with(&drawn)).fold(String::new(), |all, line| all + line + "\n");
        assert_eq!(stopped(&edited(&files, "subjects.tsv", without)), "table-subjects");
        let moved = |text: String| text.lines().map(|line| if line.starts_with(&drawn) { line.replace("\tB", "\tX").replace("\tC", "\tB").replace("\tX", "\tC") } else { line.to_owned() } + "\n").collect();
        assert_eq!(stopped(&edited(&files, "subjects.tsv", moved)), "table-subjects");
        assert_eq!(stopped(&edited(&files, "excluded.tsv", |text| text.replace("inspected-elsewhere", "in-liquidation"))), "table-excluded");
        // The scheme's rates in the commitment itself: the seed and the journal speak of another.
        let rates = |text: String| text.replacen("\"q\":10", "\"q\":11", 1);
        assert_ne!(stopped(&edited(&files, "commitment.json", rates)), "ok");
        // The same in the server's database, past the system: the bundle it makes of that doesn't verify.
        let parts = file::Entity::find().filter(file::Column::Draw.eq(id.parse::<uuid::Uuid>().unwrap())).filter(file::Column::Name.eq("subjects.tsv"));
        let kept = parts.one(world.app.read()).await.unwrap().unwrap();
        let change = without(String::from_utf8(kept.content.clone()).unwrap()).into_bytes();
        put(world, &kept, change).await;
        assert_eq!(stopped(&auditors(&bureau, &id).await), "table-subjects");
        let content = kept.content.clone();
        put(world, &kept, content).await;
        assert_eq!(stopped(&auditors(&bureau, &id).await), "ok");
    }
}

pub(super) async fn put(world: &World, row: &file::Model, content: Vec<u8>) {
    let mut change = row.clone().into_active_model();
    change.content = sea_orm::Set(content);
    change.update(world.app.db.write()).await.unwrap();
}

// The same, done thoroughly: a whole draw that is right in itself is passed off as the one that was committed.
on_both! {
    async fn another_draw_in_the_place_of_the_committed_one_is_not_the_journals(world) {
        let bureau = Bureau::open(world).await;
        let first = drawn_of(&bureau, bureau.scheme()).await;
        let first_files = auditors(&bureau, &first).await;
        let mut scheme = bureau.scheme();
        scheme["left_out"] = json!([{"code": crate::subjects::code(7), "reason": "inspected-elsewhere"}]);
        world.later("2026-03-06T00:10:00Z").await;
        let second = bureau.approved(scheme, &OUTSIDE).await;
        let links = bureau.hashed(&second, 2).await;
        bureau.commit(&second).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-06T13:30:00Z").await;
        let reading = json!({"place": 2, "name": "kl8:2026055", "value": NUMBERS, "evidence": "中国福彩网开奖公告"});
        bureau.read(&bureau.operator, &second, reading.clone()).await.good();
        bureau.read(&bureau.observer, &second, reading).await.good();
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        let mut files = auditors(&bureau, &second).await;
        assert_eq!(stopped(&files), "ok");
        files.insert(journal::bundle::FILE.to_owned(), first_files[journal::bundle::FILE].clone());
        assert_ne!(stopped(&files), "ok");
    }
}

// "Quietly leave a friend out, or move him to a low-rate stratum, before the freeze."
on_both! {
    async fn who_is_left_out_or_moved_before_the_freeze_is_counted_and_told(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let friend = crate::subjects::code(8);
        let subject = world.get(&clerk, &format!("/api/v1/subjects?q={friend}")).await.good()["rows"][0].clone();
        assert_eq!(subject["risk"], "C");
        let change = json!({"to": "B", "reason": "整改到位", "version": subject["version"]});
        world.post(&clerk, &format!("/api/v1/subjects/{}/risk", subject["id"].as_str().unwrap()), change).await.good();
        let mut scheme = bureau.scheme();
        // No reason, no leaving out.
        scheme["left_out"] = json!([{"code": crate::subjects::code(7), "reason": ""}]);
        let quiet = bureau.begin(scheme.clone(), &OUTSIDE).await;
        bureau.step(&bureau.operator, &quiet, "submit", json!({})).await.refused(422, "draw-scheme");
        scheme["left_out"] = json!([{"code": crate::subjects::code(7), "reason": "inspected-elsewhere"}]);
        let id = drawn_of(&bureau, scheme).await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        // Ten were raised to C and one lowered again.
        for said in ["另有1个按事先定好的理由没有参加", "名录中共调整风险等级11次"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(page.contains("<td>C</td><td>B</td>"), "{page}");
        let files = auditors(&bureau, &id).await;
        assert!(String::from_utf8_lossy(&files["excluded.tsv"]).contains(&crate::subjects::code(7)));
        // A commit in between hides nothing: the days before are counted, not since the commit before.
        world.later("2026-03-06T01:00:00Z").await;
        let next = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&next, 2).await;
        bureau.commit(&next).await;
        let page = world.get(&world.stranger(), &format!("/draws/{next}")).await.text();
        assert!(page.contains("本次锁定以前366天内，名录中共调整风险等级11次"), "{page}");
    }
}

// "Pick a convenient beacon, retry it." and "Grind salts, order, secret against a weak beacon."
on_both! {
    async fn no_beacon_is_chosen_retried_or_ground(world) {
        let bureau = Bureau::open(world).await;
        // Two lotteries of 24 bits and nobody from outside: whoever froze the inputs could have tried them all.
        bureau.rule(json!({"text": "双色球", "reveal_s": 3600, "delay_s": 7200, "beacons": ["ssq"], "dice": null, "closed": []})).await;
        let inside = [("局办公室", false, 0)];
        let weak = bureau.approved(bureau.scheme(), &inside).await;
        bureau.hashed(&weak, 1).await;
        bureau.step(&bureau.operator, &weak, "commit", json!({})).await.good();
        world.work().await;
        let jobs = world.get(&bureau.operator, "/api/v1/jobs").await.good();
        let job = jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-commit").unwrap();
        assert_eq!((&job["problem"], &job["result"]["code"]), (&json!("draw-protocol-refuses"), &json!("plan-weak")), "{job}");
        assert_eq!(bureau.look(&weak).await["state"], "approved");
        // The rule fixes the issue: a later one, the same twice by one person, and one before its time aren't taken.
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-06T13:30:00Z").await;
        let later = json!({"place": 2, "name": "kl8:2026055", "value": NUMBERS, "evidence": "公告"});
        bureau.read(&bureau.operator, &id, later).await.refused(422, "draw-not-its-turn");
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        bureau.read(&bureau.operator, &id, Bureau::reading(&NUMBERS.replace("80", "79"))).await.refused(422, "draw-same-reader");
        bureau.read(&bureau.observer, &id, Bureau::reading(NUMBERS)).await.good();
        // Read twice alike it is the seed, and stays it.
        assert_eq!(bureau.look(&id).await["state"], "seeded");
        let third = world.client(&[Role::Observer]).await;
        bureau.read(&third, &id, Bureau::reading(&NUMBERS.replace("80", "79"))).await.refused(422, "draw-not-committed");
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        let files = auditors(&bureau, &id).await;
        assert_eq!(stopped(&files), "ok");
        // Another number in the seed record: the seed isn't that of the result any more.
        assert_ne!(stopped(&edited(&files, "seed.json", |text| text.replace("80", "79"))), "ok");
    }
}

// "Tip off a business." and "Withhold the result."
on_both! {
    async fn an_unannounced_list_is_read_on_record_and_cannot_be_withheld(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(json!({"text": "两方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-03-20");
        let parties = [("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)];
        let id = bureau.approved(scheme, &parties).await;
        let links = bureau.hashed(&id, 3).await;
        bureau.commit(&id).await;
        let mut shares = Vec::new();
        for (place, link) in (1..).zip(&links) {
            let revealed = bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
            shares.push(revealed["share"].as_str().unwrap().parse().unwrap());
        }
        world.later("2026-03-05T02:30:00Z").await;
        let seeded = jobs::work_once(&world.app, jobs::kinds()).await.unwrap();
        assert!(seeded && bureau.look(&id).await["state"] == "seeded");
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        assert_eq!(bureau.look(&id).await["state"], "drawn");
        // Nobody from outside learns whether a business was drawn, however they ask.
        let stranger = world.stranger();
        let files = auditors(&bureau, &id).await;
        let result = DrawResult::from_text(&files["result.json"]).unwrap();
        let drawn = result.targets[0].id.to_string();
        let asked = world.get(&stranger, &format!("/draws/{id}?code={drawn}")).await.text();
        assert!(!asked.contains("已被抽中") && !asked.contains(&result.targets[0].ticket.to_string()), "{asked}");
        assert_eq!(world.get(&stranger, &format!("/draws/{id}/bundle.zip")).await.status, 404);
        // Who looks is on record by name, in the journal too.
        let before = opened_by(world, &bureau).await;
        world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        assert_eq!(opened_by(world, &bureau).await, before + 1);
        // Withheld: everybody sees that the day is over, and any two of the three have what opens the draw.
        world.later("2026-03-25T01:00:00Z").await;
        let list = world.get(&stranger, "/draws.json").await.good();
        assert_eq!((&list[0]["state"], &list[0]["disclosure"]), (&json!("drawn"), &json!("2026-03-20")));
        assert!(world.get(&stranger, "/draws").await.text().contains("已锁定20天"));
        let commitment = Commitment::from_text(&files["commitment.json"]).unwrap();
        let secret = lots::share::join(&shares[0], &shares[2]).unwrap();
        assert_eq!(secret.commitment(), commitment.body().secret);
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
    }
}

/// How often the observer opened a list, as an auditor sees it.
async fn opened_by(world: &World, bureau: &Bureau<'_>) -> usize {
    let auditor = world.client(&[Role::AuditAdmin]).await;
    let path = format!("/api/v1/journal/acts?act=drawing.list-opened&person={}", bureau.observer.person);
    world.get(&auditor, &path).await.good()["rows"].as_array().unwrap().len()
}

// "Steer an inspector to, or away from, a business."
on_both! {
    async fn no_inspector_is_steered(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let files = auditors(&bureau, &id).await;
        let result = DrawResult::from_text(&files["result.json"]).unwrap();
        let target = &result.targets[0];
        let team: Vec<String> = target.team.iter().map(|member| member.inspector.to_string()).collect();
        let mut bench: Vec<String> = result.targets.iter().flat_map(|target| &target.team).map(|member| member.inspector.to_string()).collect();
        bench.sort_unstable();
        bench.dedup();
        let other = bench.iter().find(|code| !team.contains(code)).unwrap();
        // Another inspector in the published result.
        let swapped = edited(&files, "result.json", |text| text.replacen(&team[0], other, 1));
        assert_ne!(stopped(&swapped), "ok");
        // A replacement isn't asked for by name.
        let named = json!({"kind": "recuse", "subject": target.id, "inspector": team[0], "reason": "interest", "words": "亲属", "replacement": other});
        assert_eq!(ask(&bureau, &bureau.operator, &id, named).await.status, 422);
        // Whoever asks doesn't approve; whoever approves is counted in public.
        let both = world.client(&[Role::DrawOperator, Role::Approver]).await;
        let recuse = json!({"kind": "recuse", "subject": target.id, "inspector": team[0], "reason": "interest", "words": "亲属"});
        let asked = ask(&bureau, &both, &id, recuse).await.good();
        decide(&bureau, &both, &id, (&asked, "approve")).await.refused(422, "draw-own-amendment");
        decide(&bureau, &bureau.approver, &id, (&asked, "approve")).await.good();
        world.sequence().await;
        assert!(world.get(&world.stranger(), "/draws").await.text().contains("抽取后变更率"));
        // The order fixes who stands in: another name there is found.
        let files = auditors(&bureau, &id).await;
        assert_eq!(stopped(&files), "ok");
        let amended = String::from_utf8(files["amendments.json"].clone()).unwrap();
        let (stood_in, spare): (Vec<&String>, Vec<&String>) = bench.iter().filter(|code| !team.contains(code)).partition(|code| amended.contains(code.as_str()));
        assert_ne!(stopped(&edited(&files, "amendments.json", |text| text.replace(stood_in[0].as_str(), spare[0]))), "ok");
    }
}

// "Back-date, delete or edit a record; show two histories."
on_both! {
    async fn no_record_is_back_dated_deleted_or_edited_unseen(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn_of(&bureau, bureau.scheme()).await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
        let draw = literal(world, &id);
        let evening = "2026-03-05T12:00:00Z".parse::<jiff::Timestamp>().unwrap().as_microsecond().to_string();
        let statement = |sql: &str| sql.replace("ID", &draw).replace("EVENING", &evening);
        for (cheat, undo) in [
            ("UPDATE draw SET committed_at = committed_at - 60000000 WHERE id = ID", "UPDATE draw SET committed_at = committed_at + 60000000 WHERE id = ID"),
            ("UPDATE draw SET task = task || '。' WHERE id = ID", "UPDATE draw SET task = substr(task, 1, length(task) - 1) WHERE id = ID"),
            // All of the evening a minute earlier: a row before its log's last entry has that entry's time, so one alone needn't show.
            ("UPDATE journal_row SET at = at - 60000000 WHERE at > EVENING", "UPDATE journal_row SET at = at + 60000000 WHERE at > EVENING"),
            ("UPDATE journal_row SET kind = kind || 'x' WHERE entry = 3", "UPDATE journal_row SET kind = substr(kind, 1, length(kind) - 1) WHERE entry = 3"),
            ("UPDATE draw_reading SET value = value || '1'", "UPDATE draw_reading SET value = substr(value, 1, length(value) - 1)"),
            // Somebody else behind a code, somebody who can't be drawn, another business, another team, another file.
            ("UPDATE draw_member SET code = code || '9' WHERE draw = ID AND code = 'E001'", "UPDATE draw_member SET code = 'E001' WHERE draw = ID AND code = 'E0019'"),
            ("UPDATE draw_member SET why = 'x-other' WHERE draw = ID AND why = ''", "UPDATE draw_member SET why = '' WHERE draw = ID AND why = 'x-other'"),
            ("UPDATE draw_target SET code = code || '9' WHERE draw = ID AND place = 0", "UPDATE draw_target SET code = substr(code, 1, length(code) - 1) WHERE draw = ID AND place = 0"),
            ("UPDATE draw_target SET team_now = '[]' WHERE draw = ID AND place = 1", "UPDATE draw_target SET team_now = NULL WHERE draw = ID AND place = 1"),
            ("UPDATE draw_file SET name = 'result.jsom' WHERE draw = ID AND name = 'result.json'", "UPDATE draw_file SET name = 'result.json' WHERE draw = ID AND name = 'result.jsom'"),
            ("UPDATE draw_file SET name = 'absencf' WHERE draw = ID AND name = 'absence'", "UPDATE draw_file SET name = 'absence' WHERE draw = ID AND name = 'absencf'"),
        ] {
            tamper(world, &statement(cheat)).await;
            assert!(!findings(world).await.is_empty(), "{cheat}");
            tamper(world, &statement(undo)).await;
            assert_eq!(findings(world).await, Vec::<&str>::new(), "{undo}");
        }
        // Two histories: what one was handed as signed doesn't fit a bundle whose journal was made anew.
        let files = auditors(&bureau, &id).await;
        let forged = edited(&files, journal::bundle::FILE, |text| text.replacen("drawn", "drawm", 1));
        assert_ne!(stopped(&forged), "ok");
    }
}

// "Delete from the table who had a hand in it, and do both."
on_both! {
    async fn hands_that_were_deleted_stand_in_the_journal(world) {
        let bureau = Bureau::open(world).await;
        world.sequence().await;
        let both = world.client(&[Role::DrawOperator, Role::Approver]).await;
        let party = json!({"name": "纪检监察组", "outside": true, "holds": 0});
        let body = json!({"task": "第一次抽查", "scheme": bureau.scheme(), "parties": [party]});
        let id = world.post(&bureau.operator, DRAWS, body).await.good()["id"].as_str().unwrap().to_owned();
        // The table itself keeps approver and drafter apart, but not the approver and whoever else wrote in it.
        let edit = json!({"task": "第一次抽查", "scheme": bureau.scheme(), "parties": [party], "version": 1});
        world.post(&both, &format!("{DRAWS}/{id}"), edit).await.good();
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
        bureau.step(&both, &id, "approve", json!({})).await.refused(422, "draw-own-draft");
        let draw = literal(world, &id);
        tamper(world, &format!("DELETE FROM draw_hand WHERE draw = {draw} AND person = {}", literal(world, &both.person.to_string()))).await;
        bureau.step(&both, &id, "approve", json!({})).await.good();
        assert_eq!(findings(world).await, ["same-hand"]);
        // Undone while it isn't an entry yet: as if the approver had done it.
        let approver = literal(world, &bureau.approver.person.to_string());
        tamper(world, &format!("UPDATE journal_row SET actor = {approver} WHERE kind = 'drawing.approved' AND case_id = {draw}")).await;
        assert_eq!(findings(world).await, Vec::<&str>::new());
    }
}

// "Change a row over the commit, and put it back."
on_both! {
    async fn what_is_changed_in_the_database_over_the_commit_stops_it(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        let (code, draw) = (crate::subjects::code(8), literal(world, &id));
        tamper(world, &format!("UPDATE subject SET domain = 'medical' WHERE code = '{code}'")).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        world.work().await;
        let jobs = world.get(&bureau.operator, "/api/v1/jobs").await.good();
        let job = jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-commit").unwrap();
        assert_eq!(job["problem"], "draw-registry-differs", "{job}");
        assert_eq!(bureau.look(&id).await["state"], "approved");
        tamper(world, &format!("UPDATE subject SET domain = 'enterprise' WHERE code = '{code}'")).await;
        // The scheme after its approval: whatever is done to the draw meanwhile seals it as it is.
        tamper(world, &format!("UPDATE draw SET scheme = replace(scheme, '\"reserves\":', '\"reserves\":1') WHERE id = {draw}")).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.refused(422, "draw-registry-differs");
        tamper(world, &format!("UPDATE draw SET scheme = replace(scheme, '\"reserves\":1', '\"reserves\":') WHERE id = {draw}")).await;
        bureau.commit(&id).await;
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains("逐条与日志核对，全部一致"), "{page}");
    }
}
