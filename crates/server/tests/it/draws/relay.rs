//! Rounds of drand that the system fetches itself, from relays that tell the truth, anything else, or nothing. The rounds are the published
//! ones of `spec/vectors/beacons.json`, so the bureau here lives at their time.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};

use yaoguang::app::App;
use yaoguang::draws::api::relay;

use super::*;

const VECTORS: &str = include_str!("../../../../../spec/vectors/beacons.json");

/// A relay on this machine: what it answers to one request after the other, the last answer again and again. It ends with the test.
struct Relay(String);

/// An answer.
#[derive(Clone)]
enum Says {
    Json(Value),
    Text(String),
    Status(u16),
    /// It takes the request and never answers.
    Nothing,
}

impl Relay {
    fn saying(answers: Vec<Says>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        std::thread::spawn(move || {
            let mut silent = Vec::new();
            for (at, stream) in listener.incoming().flatten().enumerate() {
                match &answers[at.min(answers.len() - 1)] {
                    Says::Json(body) => answer(&stream, 200, &body.to_string()),
                    Says::Text(body) => answer(&stream, 200, body),
                    Says::Status(status) => answer(&stream, *status, "{}"),
                    Says::Nothing => silent.push(stream),
                }
            }
        });
        Self(host)
    }

    fn url(&self) -> String {
        format!("http://{}", self.0)
    }
}

/// Only the address of the interface is answered: `/{chain}/public/{round}`.
fn answer(mut stream: &TcpStream, status: u16, body: &str) {
    // All of the request is read, or the connection would be reset under the answer.
    let lines: Vec<String> =
        BufReader::new(stream).lines().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let line = lines.first().cloned().unwrap_or_default();
    let is_right = [published(0), published(1)]
        .iter()
        .any(|(chain, told, _)| line.contains(&format!("GET /{chain}/public/{} ", told["round"])));
    let status = if is_right { status } else { 400 };
    let head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    // Who asked may have left.
    let _sent = stream.write_all(format!("{head}{body}").as_bytes());
}

/// A published round of quicknet (0) or default (1): chain, what a relay says of it, evidence as it stands in a record.
fn published(which: usize) -> (String, Value, String) {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let sound: Vec<&Value> = vectors["cases"].as_array().unwrap().iter().filter(|case| case["ok"] == true).collect();
    let case = sound[which];
    let [chain, signature, previous, value] =
        ["chain", "signature", "previous", "value"].map(|field| case[field].as_str().unwrap());
    let mut told = json!({"round": case["round"], "randomness": value, "signature": signature});
    if previous.is_empty() {
        return (chain.to_owned(), told, signature.to_owned());
    }
    told["previous_signature"] = json!(previous);
    (chain.to_owned(), told, format!("{signature}:{previous}"))
}

/// A draw that waits for a round and for dice, committed at a second by a process with these relays.
async fn committed(bureau: &Bureau<'_>, app: &App, (beacon, at): (&str, &str)) -> String {
    let world = bureau.world;
    bureau
        .rule(json!({"text": "锁定两小时后的第一轮", "reveal_s": 3600, "delay_s": 7200, "beacons": [beacon], "dice": {"throws": 30, "faces": 6}, "closed": []}))
        .await;
    let (mut scheme, today) = (bureau.scheme(), world.app.now().date());
    (scheme["from"], scheme["to"]) = (json!(today.plus_days(5)), json!(today.plus_days(36)));
    let id = bureau.approved(scheme, &OUTSIDE).await;
    let links = bureau.hashed(&id, 2).await;
    world.later(at).await;
    bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
    assert!(jobs::work_once(app, jobs::kinds()).await.unwrap());
    world.sequence().await;
    for (place, link) in (1..).zip(&links) {
        bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
    }
    id
}

async fn thrown(bureau: &Bureau<'_>, id: &str) -> Value {
    let dice = json!({"place": 3, "name": "dice:30d6", "value": "123456".repeat(5), "evidence": "现场掷骰"});
    bureau.read(&bureau.operator, id, dice.clone()).await.good();
    bureau.read(&bureau.observer, id, dice).await.good()
}

on_both! {
    beginning "2023-08-23T12:00:00Z"
    async fn a_round_is_fetched_verified_and_entered_by_the_system(world) {
        use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
        use yaoguang::app::journal::record::row;
        let bureau = Bureau::open(world).await;
        let (chain, told, evidence) = published(0);
        let right = Relay::saying(vec![Says::Json(told.clone())]);
        let app = world.configured(|config| config.drand.urls = vec![format!("{}/", right.url())]);
        let id = committed(&bureau, &app, ("drand-quicknet", "2023-08-23T13:59:24Z")).await;
        // Nobody asks before the round's time.
        world.later("2023-08-23T15:59:24Z").await;
        assert!(!jobs::work_once(&app, jobs::kinds()).await.unwrap());
        world.later("2023-08-23T15:59:28Z").await;
        assert!(jobs::work_once(&app, jobs::kinds()).await.unwrap());
        let draw = bureau.look(&id).await;
        let reading = &draw["readings"][0];
        assert_eq!((&draw["state"], &reading["person"], &reading["origin"]), (&json!("committed"), &Value::Null, &json!(right.0)), "{draw}");
        assert_eq!((&reading["name"], &reading["evidence"]), (&json!(format!("drand:{chain}:1000")), &json!(evidence)));
        let act = row::Entity::find().filter(row::Column::Kind.eq("drawing.read-off")).one(world.app.read()).await.unwrap().unwrap();
        assert_eq!((act.actor, act.role.as_str()), (None, "system"));
        assert!(act.facts.contains(&lots::hash::Digest::of(right.0.as_bytes()).to_string()), "{}", act.facts);
        // Who enters it too is told that it is there.
        let by_hand = json!({"place": 2, "name": reading["name"], "value": told["randomness"], "evidence": evidence});
        bureau.read(&bureau.operator, &id, by_hand).await.refused(422, "draw-given-already");
        assert_eq!(thrown(&bureau, &id).await["state"], "seeded");
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let bundle = world.get(&world.stranger(), &format!("/draws/{id}/bundle.zip")).await;
        let passed = verified(unpacked(&bundle.bytes));
        assert!(passed.contains(&"beacon-signature".to_owned()), "{passed:?}");
        // A court reads that nobody read it off.
        let court = world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition=court"), json!({})).await;
        let account = String::from_utf8(unpacked(&court.bytes)["说明.html"].clone()).unwrap();
        assert!(account.contains(&format!("系统自动获取（{}）", right.0)), "{account}");
    }
}

on_both! {
    beginning "2023-08-23T12:00:00Z"
    async fn what_a_relay_tells_wrongly_is_refused_and_said(world) {
        let bureau = Bureau::open(world).await;
        let (_, told, _) = published(0);
        let with = |field: &str, value: Value| {
            let mut other = told.clone();
            other[field] = value;
            Says::Json(other)
        };
        let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let late = vec![Says::Status(404), Says::Json(told.clone())];
        let relays = [
            vec![Says::Nothing],
            vec![Says::Text(format!("{{\"round\":1000{}", " ".repeat(20_000)))],
            vec![Says::Text("<html>".to_owned())],
            vec![with("round", json!(1001))],
            vec![with("randomness", json!("0".repeat(64)))],
            vec![with("signature", json!(published(1).1["previous_signature"]))],
            late,
        ]
        .map(Relay::saying);
        let app = world.configured(|config| {
            config.drand.urls = [format!("http://{nobody}")].into_iter().chain(relays.iter().map(Relay::url)).collect();
            config.drand.timeout_s = 1;
        });
        let id = committed(&bureau, &app, ("drand-quicknet", "2023-08-23T13:59:24Z")).await;
        let before = bureau.look(&id).await;
        assert_eq!((&before["fetch"]["tries"], &before["fetch"]["next"]), (&json!(0), &json!("2023-08-23T15:59:27Z")), "{before}");
        world.later("2023-08-23T15:59:28Z").await;
        assert!(jobs::work_once(&app, jobs::kinds()).await.unwrap());
        let draw = bureau.look(&id).await;
        let missed = draw["fetch"]["missed"].as_array().unwrap();
        let faults: Vec<&str> = missed.iter().map(|one| one["fault"].as_str().unwrap()).collect();
        let expected = ["unreachable", "unreachable", "too-large", "form", "other-round", "signature", "signature", "status"];
        assert_eq!((faults.as_slice(), &missed[7]["host"]), (expected.as_slice(), &json!(relays[6].0)), "{draw}");
        assert_eq!((&draw["fetch"]["tries"], &draw["readings"], &draw["state"]), (&json!(1), &json!([]), &json!("committed")));
        // Ten seconds later it is tried again, and one has it by then.
        assert!(!jobs::work_once(&app, jobs::kinds()).await.unwrap());
        world.later("2023-08-23T15:59:45Z").await;
        assert!(jobs::work_once(&app, jobs::kinds()).await.unwrap());
        let draw = bureau.look(&id).await;
        assert_eq!((&draw["readings"][0]["origin"], &draw["fetch"]["next"]), (&json!(relays[6].0), &Value::Null), "{draw}");
    }
}

on_both! {
    beginning "2020-07-22T12:00:00Z"
    async fn a_round_entered_by_hand_stands_and_nothing_is_fetched(world) {
        let bureau = Bureau::open(world).await;
        let (chain, told, evidence) = published(1);
        // The server had no relays at the commit, and has one since its next start.
        let id = committed(&bureau, &world.app, ("drand-default", "2020-07-22T13:17:30Z")).await;
        assert_eq!(bureau.look(&id).await["fetch"], Value::Null);
        let right = Relay::saying(vec![Says::Json(told.clone())]);
        let app = world.configured(|config| config.drand.urls = vec![right.url()]);
        for _ in 0..2 {
            relay::resume(&app).await.unwrap();
        }
        world.later("2020-07-22T15:17:40Z").await;
        let name = format!("drand:{chain}:1");
        let entered = |value: &Value, evidence: &str| json!({"place": 2, "name": name, "value": value, "evidence": evidence});
        bureau.read(&bureau.operator, &id, entered(&told["randomness"], &evidence.replace('1', "2"))).await.refused(422, "draw-signature");
        bureau.read(&bureau.operator, &id, entered(&told["randomness"], &"1".repeat(401))).await.at_fault("evidence", "line-form");
        bureau.read(&bureau.operator, &id, entered(&told["randomness"], &evidence)).await.good();
        // The one job that was asked for finds nothing to do.
        assert!(jobs::work_once(&app, jobs::kinds()).await.unwrap());
        assert!(!jobs::work_once(&app, jobs::kinds()).await.unwrap());
        let draw = bureau.look(&id).await;
        assert_eq!((draw["readings"].as_array().unwrap().len(), &draw["readings"][0]["origin"]), (1, &json!("")), "{draw}");
        assert_eq!(thrown(&bureau, &id).await["state"], "seeded");
    }
}
