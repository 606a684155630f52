//! A draw over the interface: from a scheme to a bundle that verifies, and every way to steer it refused.

pub mod amendments;
mod before;
pub mod bundles;
mod cheats;
mod complained;
mod hands;
mod held;
mod horizon;
mod identity;
mod itself;
mod lists;
mod lost;
mod merges;
mod onward;
mod outside;
mod readings;
mod rosters;
mod ruled;
mod ruling;
pub mod schemes;
mod steering;
mod walks;

use std::io::Read as _;

use lots::check::{Files, Status};
use lots::commitment::Commitment;
use lots::plan::reveal_hash;
use lots_cli::bundle::{Opened, Roster};
use lots_cli::outside::World as LotsWorld;
use serde_json::{Value, json};
use yaoguang::accounts::Role;
use yaoguang::app::jobs;

use crate::catalogue::Three;
use crate::harness::{Answer, Client, World};
use crate::on_both;
use crate::subjects::{add, draft};

mod live;
mod relay;

pub const DRAWS: &str = "/api/v1/draws";
const RULES: &str = "/api/v1/draw-rules";
/// Numbers of an invented issue.
const NUMBERS: &str = "80 1 3 5 7 9 11 13 15 17 19 21 23 25 27 29 31 33 35 37";

/// A bureau that can draw.
pub struct Bureau<'a> {
    pub world: &'a World,
    pub operator: Client,
    pub approver: Client,
    pub observer: Client,
    pub publisher: Client,
    pub edition: String,
}

impl<'a> Bureau<'a> {
    pub async fn open(world: &'a World) -> Self {
        let today = world.app.now().date().to_string();
        let edition = Three::of(world).await.published(world, &today).await;
        let bureau = Self {
            world,
            operator: world.client(&[Role::DrawOperator]).await,
            approver: world.client(&[Role::Approver]).await,
            observer: world.client(&[Role::Observer]).await,
            publisher: world.client(&[Role::Publisher]).await,
            edition,
        };
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 1..=40 {
            let subject = add(world, &clerk, draft(serial, &format!("第{serial}商店"))).await;
            if serial % 4 == 0 {
                let path = format!("/api/v1/subjects/{}/risk", subject["id"].as_str().unwrap());
                let change = json!({"to": "C", "reason": "上年有违法记录", "version": subject["version"]});
                world.post(&clerk, &path, change).await.good();
            }
        }
        for number in 1..=6 {
            let body = json!({
                "organisation": world.bureau, "certificate": format!("210400{number}"), "name": format!("检查员{number}"),
                "valid_to": if number == 6 { "2026-03-20" } else { "2026-12-31" }, "unit": "价格科", "fields": ["涉企"],
            });
            world.post(&clerk, "/api/v1/inspectors", body).await.good();
        }
        bureau
    }

    pub async fn rule(&self, rule: Value) {
        let row = self.world.post(&self.operator, RULES, json!({"rule": rule})).await.good();
        let path = format!("{RULES}/{}/approve", row["id"].as_str().unwrap());
        self.world.post(&self.operator, &path, json!({"version": 1})).await.refused(403, "not-permitted");
        self.world.post(&self.approver, &path, json!({"version": 1})).await.good();
    }

    pub fn scheme(&self) -> Value {
        json!({
            "edition": self.edition, "items": ["JG-001"], "from": "2026-03-10", "to": "2026-04-10", "scope": {},
            "axes": {"risk": true},
            "strata": [{"name": "B", "p": 1, "q": 10, "minimum": 1}, {"name": "C", "p": 1, "q": 4, "minimum": 1}],
            "rounding": "at-least", "visits_most": 2, "cooldown_days": 90, "left_out": [],
            "bench": {"fields": [], "pools": [], "left_out": [], "capacity": 10},
            "seats": ["all", "all"], "recusals": [], "slack": 0, "reserves": 2, "disclosure": null,
        })
    }

    async fn begin(&self, scheme: Value, parties: &[(&str, bool, i64)]) -> String {
        let parties: Vec<Value> = parties
            .iter()
            .map(|(name, outside, holds)| json!({"name": name, "outside": outside, "holds": holds}))
            .collect();
        let body = json!({"task": "第一次抽查", "scheme": scheme, "parties": parties});
        let draw = self.world.post(&self.operator, DRAWS, body).await.good();
        draw["id"].as_str().unwrap().to_owned()
    }

    pub async fn look(&self, id: &str) -> Value {
        self.world.get(&self.operator, &format!("{DRAWS}/{id}")).await.good()
    }

    /// A step on a draw as it is now.
    pub async fn step(&self, client: &Client, id: &str, verb: &str, mut body: Value) -> Answer {
        body["version"] = self.look(id).await["version"].clone();
        let answer = self.world.post(client, &format!("{DRAWS}/{id}/{verb}"), body).await;
        if verb == "commit" {
            // Only what is in the journal is frozen, and these tests bring things there themselves.
            self.world.sequence().await;
        }
        answer
    }

    /// A draw that is approved.
    pub async fn approved(&self, scheme: Value, parties: &[(&str, bool, i64)]) -> String {
        let id = self.begin(scheme, parties).await;
        self.step(&self.operator, &id, "submit", json!({})).await.good();
        self.step(&self.approver, &id, "approve", json!({})).await.good();
        id
    }

    async fn link(&self, id: &str, place: usize) -> String {
        let link = self.step(&self.operator, id, &format!("parties/{place}/link"), json!({})).await.good();
        format!("/api/v1/ceremony/{}", link["token"].as_str().unwrap())
    }

    /// All parties give the hashes of their values; their links.
    pub async fn hashed(&self, id: &str, parties: usize) -> Vec<String> {
        let mut links = Vec::new();
        for place in 1..=parties {
            let link = self.link(id, place).await;
            let hash = hash(id, place, &value(place));
            self.party(&link, "hash", json!({"hash": hash})).await.good();
            links.push(link);
        }
        links
    }

    pub async fn party(&self, link: &str, verb: &str, body: Value) -> Answer {
        self.world.post(&self.world.stranger(), &format!("{link}/{verb}"), body).await
    }

    pub async fn commit(&self, id: &str) -> Value {
        self.step(&self.operator, id, "commit", json!({})).await.good();
        self.world.work().await;
        self.world.sequence().await;
        let draw = self.look(id).await;
        assert_eq!(draw["state"], "committed", "{draw}");
        draw
    }

    fn reading(value: &str) -> Value {
        json!({"place": 2, "name": "kl8:2026054", "value": value, "evidence": "中国福彩网开奖公告"})
    }

    async fn read(&self, client: &Client, id: &str, body: Value) -> Answer {
        self.world.post(client, &format!("{DRAWS}/{id}/readings"), body).await
    }
}

/// What a party will reveal; in a real draw only that party knows it.
pub fn value(place: usize) -> String {
    lots::hash::Digest([u8::try_from(place).unwrap(); 32]).to_string()
}

fn hash(id: &str, place: usize, value: &str) -> String {
    reveal_hash(&id.parse().unwrap(), &format!("party-{place}").parse().unwrap(), value).to_string()
}

fn kl8() -> Value {
    json!({"text": "锁定两小时后截止的第一期快乐8", "reveal_s": 3600, "delay_s": 7200, "beacons": ["kl8"], "dice": null, "closed": []})
}

/// Two from outside.
pub const OUTSIDE: [(&str, bool, i64); 2] = [("市纪委监委驻局纪检监察组", true, 0), ("市消费者协会", true, 0)];

pub fn unpacked(bytes: &[u8]) -> Files {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let (name, mut content) = (file.name().unwrap().into_owned(), Vec::new());
        file.read_to_end(&mut content).unwrap();
        files.insert(name, content);
    }
    files
}

/// What everybody sees of a draw, before its result is announced and after.
async fn public(world: &World, id: &str, announced: bool) {
    let stranger = world.stranger();
    let page = world.get(&stranger, &format!("/draws/{id}")).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    let commitment = world.get(&stranger, &format!("/draws/{id}/commitment.json")).await;
    let digest = lots::hash::Digest::of(&commitment.bytes).to_string();
    assert!(text.contains(&digest) && text.contains("可信等级 A") && text.contains("市消费者协会"), "{text}");
    // Sources are called what people call them, with the names that a recomputation has beside.
    for said in ["揭示：市消费者协会", "reveal:party-2", "快乐8第2026054期", "kl8:2026054", "批准方案"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    let list = world.get(&stranger, "/draws.json").await.good();
    assert_eq!((&list[0]["id"], list[0]["targets"].is_null()), (&json!(id), !announced));
    let draws = world.get(&stranger, "/draws").await.text();
    assert!(draws.contains("第一次抽查") && draws.contains("锁定不满1天") != announced, "{draws}");
    assert!(world.get(&stranger, "/draws.csv").await.text().contains(&digest));
    assert!(world.get(&stranger, "/feeds/draws.atom").await.text().contains(&digest));
    let bundle = world.get(&stranger, &format!("/draws/{id}/bundle.zip")).await;
    if !announced {
        assert!(!text.contains("我的签号"), "{text}");
        assert_eq!(bundle.status, 404);
        return;
    }
    let files = unpacked(&bundle.bytes);
    let result = lots::result::DrawResult::from_text(&files["result.json"]).unwrap();
    verified(files);
    // A business finds its ticket; nobody else's stratum or name is told with it.
    let drawn = &result.targets[0];
    assert!(text.contains(drawn.id.as_str()) && text.contains("我的签号"));
    let mine = world.get(&stranger, &format!("/draws/{id}?code={}", drawn.id)).await.text();
    assert!(mine.contains(&drawn.ticket.to_string()) && mine.contains("已被抽中"), "{mine}");
    let spare = &result.strata[0].reserves[0];
    let other = world.get(&stranger, &format!("/draws/{id}?code={}", spare.id)).await.text();
    assert!(other.contains(&spare.ticket.to_string()) && other.contains("抽中名单里没有这个代码"), "{other}");
    let typed = format!("{}%20{}", &drawn.id.as_str()[..4], drawn.id.as_str()[4..].to_lowercase());
    let typed = world.get(&stranger, &format!("/draws/{id}?code={typed}")).await.text();
    assert!(typed.contains(&drawn.ticket.to_string()) && typed.contains("已被抽中"), "{typed}");
    // What is no code gets no ticket, but why it is none.
    let wrong = world.get(&stranger, &format!("/draws/{id}?code=91350100M000100Y44")).await.text();
    assert!(wrong.contains("校验位不符") && !wrong.contains("sha256sum"), "{wrong}");
    let short = world.get(&stranger, &format!("/draws/{id}?code=9121")).await.text();
    assert!(short.contains("这里是4位") && !short.contains("sha256sum"), "{short}");
    // The business's own page says that it was drawn, and another one's doesn't.
    let own = world.get(&stranger, &format!("/subjects/{}", drawn.id)).await.text();
    assert!(own.contains(&format!("/draws/{id}")) && own.contains("被抽中"), "{own}");
    let own = world.get(&stranger, &format!("/subjects/{}", spare.id)).await.text();
    assert!(!own.contains(&format!("/draws/{id}")) && own.contains("没有抽中过这个检查对象"), "{own}");
    assert!(world.get(&stranger, &format!("/draws/{id}?code=%E5%95%86%E5%BA%97")).await.text().contains("这不是代码"));
}

/// What `lots verify` does with a bundle: the 24 checks and the journal's five. The codes of those that passed.
pub fn verified(files: Files) -> Vec<String> {
    let roster = files.get("subjects.tsv").cloned().map_or(Roster::Absent, Roster::Bytes);
    let opened = Opened { files, roster };
    let mut world = LotsWorld::new(&opened.roster);
    let report = lots_cli::commands::verify::check(&opened, &mut world);
    assert!(report.failure().is_none(), "{:?}", report.failure());
    let draw = journal::bundle::Draw::of(&opened.files).unwrap();
    let (lines, known) = journal::bundle::verify(&opened.files[journal::bundle::FILE], &draw, None);
    assert!(lines.failure().is_none(), "{:?}", lines.failure());
    assert_eq!(known.unknown, Vec::<String>::new());
    let passed = report.lines.into_iter().filter(|(_, status)| *status == Status::Passed);
    passed.map(|(check, _)| check.code().to_owned()).collect()
}

on_both! {
    async fn a_draw_goes_from_a_scheme_to_a_bundle_that_verifies(world) {
        let bureau = Bureau::open(world).await;
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        // A preview freezes nothing and says what there is.
        bureau.step(&bureau.operator, &id, "preview", json!({})).await.good();
        world.work().await;
        let jobs = world.get(&bureau.operator, "/api/v1/jobs").await.good();
        let seen = &jobs.as_array().unwrap().iter().find(|job| job["kind"] == "draw-preview").unwrap()["result"];
        assert_eq!((&seen["subjects"], &seen["inspectors"], &seen["targets"]), (&json!(40), &json!(5), &json!(6)));
        assert_eq!((&seen["absent"], &seen["feasibility"]), (&json!({"expired": 1}), &json!("certain")));
        assert_eq!(seen["lacks"], json!([{"field": "rule", "code": "draw-no-rule"}]));

        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
        bureau.step(&bureau.approver, &id, "approve", json!({})).await.good();
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.refused(422, "draw-hash-missing");
        let links = bureau.hashed(&id, 2).await;
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.refused(422, "draw-no-rule");
        bureau.rule(kl8()).await;
        let draw = bureau.commit(&id).await;
        assert_eq!((&draw["assurance"], &draw["subjects"], &draw["inspectors"]), (&json!("A"), &json!(40), &json!(5)));

        public(world, &id, false).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        // Nobody reads the issue off before it has closed, and each sees only their own.
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.refused(422, "draw-too-early");
        world.later("2026-03-05T13:30:00Z").await;
        let seen = bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        assert_eq!((&seen["readings"][0]["value"], &seen["state"]), (&Value::Null, &json!("committed")));
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.refused(422, "draw-same-reader");
        let seen = bureau.read(&bureau.observer, &id, Bureau::reading(NUMBERS)).await.good();
        assert_eq!(seen["state"], "seeded");
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        let draw = bureau.look(&id).await;
        assert_eq!((&draw["state"], &draw["targets"], &draw["open_seats"]), (&json!("drawn"), &json!(6), &json!(0)));

        bureau.step(&bureau.operator, &id, "announce", json!({})).await.refused(403, "not-permitted");
        public(world, &id, false).await;
        // All values and the seed stand where everybody sees them, as soon as they are there.
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let seed = draw["seed_value"].as_str().unwrap();
        assert!(page.contains(seed) && page.contains(&value(1)) && page.contains("01 03 05 07"), "{page}");
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        // Nothing is handed out while the announcement isn't in the journal.
        let waiting = world.get(&world.stranger(), &format!("/draws/{id}/bundle.zip")).await;
        assert_eq!(waiting.status, 422);
        world.sequence().await;
        public(world, &id, true).await;
        let bundle = world.get(&world.stranger(), &format!("/draws/{id}/bundle.zip")).await;
        let result = lots::result::DrawResult::from_text(&unpacked(&bundle.bytes)["result.json"]).unwrap();
        assert_eq!(result.seed.value.to_string(), seed);
        let targets = world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        let targets = targets.as_array().unwrap();
        assert_eq!(targets.len(), 6);
        assert!(targets.iter().all(|target| target["team"].as_array().unwrap().len() == 2 && target["name"] != ""));
        let mut counts = Vec::new();
        for edition in ["public", "auditor"] {
            let bundle = world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition={edition}"), json!({})).await;
            assert_eq!(bundle.status, 200);
            counts.push(verified(unpacked(&bundle.bytes)).len());
        }
        // The public edition holds less, so fewer of the checks can be made in full.
        assert!(counts[0] < counts[1] && counts[1] >= 20, "{counts:?}");
    }
}

on_both! {
    async fn who_would_steer_a_draw_is_refused(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        // Nobody approves what they wrote, whatever roles they hold.
        let both = world.client(&[Role::DrawOperator, Role::Approver]).await;
        let id = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        let edit = |version: &Value| json!({"task": "第一次抽查", "scheme": bureau.scheme(), "parties": [
            {"name": "市纪委监委驻局纪检监察组", "outside": true, "holds": 0}, {"name": "市消费者协会", "outside": true, "holds": 0}], "version": version});
        let version = bureau.look(&id).await["version"].clone();
        world.post(&both, &format!("{DRAWS}/{id}"), edit(&version)).await.good();
        // What isn't in the published catalogue isn't inspected.
        let mut scheme = bureau.scheme();
        scheme["items"] = json!(["JG-001", "JG-999"]);
        let other = bureau.begin(scheme, &[]).await;
        let refused = bureau.step(&bureau.operator, &other, "submit", json!({})).await.refused(422, "draw-scheme");
        assert_eq!((refused["fields"].as_array().unwrap().len(), &refused["fields"][0]["field"]), (1, &json!("items.1")));
        bureau.step(&bureau.operator, &id, "submit", json!({})).await.good();
        bureau.step(&both, &id, "approve", json!({})).await.refused(422, "draw-own-draft");
        bureau.step(&bureau.approver, &id, "approve", json!({})).await.good();
        // The scheme doesn't change once it is approved.
        let version = bureau.look(&id).await["version"].clone();
        world.post(&bureau.operator, &format!("{DRAWS}/{id}"), edit(&version)).await.refused(422, "draw-not-draft");
        let links = bureau.hashed(&id, 2).await;
        // A hash is given once.
        bureau.party(&links[0], "hash", json!({"hash": hash(&id, 1, &value(9))})).await.refused(422, "draw-given-already");
        // No value before the commit is on record.
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.refused(422, "draw-not-committed");
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.good();
        world.work().await;
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.refused(422, "draw-entry-waiting");
        world.sequence().await;
        // What is frozen doesn't disappear; a second commit is none.
        bureau.step(&bureau.operator, &id, "discard", json!({"reason": "换一批"})).await.refused(422, "draw-frozen");
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.refused(422, "draw-not-approved");
        // Another value than the one hashed; a value too late.
        bureau.party(&links[0], "reveal", json!({"value": value(2)})).await.refused(422, "draw-not-of-hash");
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        bureau.party(&links[0], "reveal", json!({"value": value(3)})).await.refused(422, "draw-given-already");
        world.later("2026-03-05T13:30:00Z").await;
        bureau.party(&links[1], "reveal", json!({"value": value(2)})).await.refused(422, "draw-too-late");
        // Another issue, impossible numbers, readings that differ.
        let other = json!({"place": 2, "name": "kl8:2026055", "value": NUMBERS, "evidence": "公告"});
        bureau.read(&bureau.operator, &id, other).await.refused(422, "draw-not-its-turn");
        // What is wrong with it is said in the reader's language.
        let said = bureau.read(&bureau.operator, &id, Bureau::reading("1 1 2")).await.refused(422, "draw-not-a-value");
        assert!(said["detail"].as_str().unwrap().starts_with("应有20个号码（或者字符），录入了3个。"), "{said}");
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        let seen = bureau.read(&bureau.observer, &id, Bureau::reading(&NUMBERS.replace("80", "79"))).await.good();
        assert_eq!(seen["state"], "committed");
        // The beacon is there: nothing is annulled any more, and without the second party's value there is no seed.
        bureau.step(&bureau.operator, &id, "annul", json!({"reason": "有误"})).await.refused(422, "draw-beacon-there");
        bureau.step(&bureau.operator, &id, "run", json!({})).await.refused(422, "draw-not-committed");
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.refused(422, "draw-not-drawn");
        world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.refused(422, "draw-not-drawn");
    }
}

on_both! {
    async fn two_people_annul_a_draw_before_the_beacon(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        let asked = bureau.step(&bureau.operator, &id, "annul", json!({"reason": "名录有误"})).await.good();
        assert_eq!(asked["state"], "committed");
        bureau.step(&bureau.operator, &id, "annul", json!({"reason": "名录有误"})).await.refused(422, "draw-own-annulment");
        let done = bureau.step(&bureau.approver, &id, "annul", json!({"reason": "名录有误"})).await.good();
        assert_eq!(done["state"], "annulled");
        bureau.step(&bureau.operator, &id, "commit", json!({})).await.refused(422, "draw-not-approved");
        // A further draw is a new number and says why.
        let body = json!({"task": "第一次抽查", "follows": id, "why": "", "scheme": bureau.scheme(), "parties": []});
        world.post(&bureau.operator, DRAWS, body.clone()).await.at_fault("why", "empty");
        let mut body = body;
        body["why"] = json!("名录有误，更正后重新抽取");
        let next = world.post(&bureau.operator, DRAWS, body.clone()).await.good();
        assert_eq!((&next["number"], &next["follows"]), (&json!(2), &json!(id)));
        world.post(&bureau.operator, DRAWS, body).await.refused(422, "draw-followed");
    }
}

on_both! {
    async fn an_unannounced_draw_is_kept_by_three_and_published_on_its_date(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(json!({"text": "两方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-04-20");
        let parties = [("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)];
        let id = bureau.approved(scheme, &parties).await;
        let links = bureau.hashed(&id, 3).await;
        bureau.commit(&id).await;
        let mut shares = Vec::new();
        for (place, link) in (1..).zip(&links) {
            let revealed = bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
            // Sent again after an answer that was lost, until the last one has revealed.
            let again = bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
            assert_eq!(again["share"], if place < 3 { revealed["share"].clone() } else { Value::Null });
            shares.push(revealed["share"].as_str().unwrap().parse().unwrap());
        }
        // All values are there before their close; the seed waits for it, and so does the draw.
        world.work().await;
        assert_eq!(bureau.look(&id).await["state"], "committed");
        world.later("2026-03-05T02:30:00Z").await;
        // The seed; then, once that is in the journal, the draw.
        let job = jobs::work_once(&world.app, jobs::kinds()).await.unwrap();
        assert!(job && bureau.look(&id).await["state"] == "seeded");
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        let draw = bureau.look(&id).await;
        assert_eq!((&draw["state"], &draw["seed_value"]), (&json!("drawn"), &Value::Null));
        // With the seed anybody could compute who was drawn.
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        assert!(page.contains(&value(1)) && page.contains("公布结果以前不公开种子"), "{page}");
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.refused(422, "draw-before-disclosure");
        let waiting = async |has_come: bool| {
            let list = world.get(&bureau.publisher, &format!("{DRAWS}?disclosable={has_come}")).await.good();
            list["rows"].as_array().unwrap().len()
        };
        assert_eq!((waiting(true).await, waiting(false).await), (0, 1), "nobody can announce it yet");
        // Looking before that is on record; somebody without the act doesn't look.
        world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
        world.post(&bureau.approver, &format!("{DRAWS}/{id}/open"), json!({})).await.refused(403, "not-permitted");
        let bundle = world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition=auditor"), json!({})).await;
        let files = unpacked(&bundle.bytes);
        let commitment = Commitment::from_text(&files["commitment.json"]).unwrap();
        // Any two of the shares give the committed secret back.
        for (one, other) in [(0, 1), (1, 2), (0, 2)] {
            assert_eq!(lots::share::join(&shares[one], &shares[other]).unwrap().commitment(), commitment.body().secret);
        }
        verified(files);
        world.later("2026-04-20T01:00:00Z").await;
        assert_eq!((waiting(true).await, waiting(false).await), (1, 0));
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        assert_eq!((waiting(true).await, waiting(false).await), (0, 0));
        let told = bureau.look(&id).await["seed_value"].as_str().unwrap().to_owned();
        assert!(world.get(&world.stranger(), &format!("/draws/{id}")).await.text().contains(&told));
    }
}
