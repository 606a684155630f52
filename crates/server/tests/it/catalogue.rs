//! The catalogue over the interface: from a draft to the portal by three people.

use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use yaoguang::accounts::Role;
use yaoguang::catalogue::api::sheet::read::incoming;

use crate::harness::{Client, World};
use crate::on_both;

/// The demonstration catalogue.
pub const FILE: &[u8] = include_bytes!("../../data/catalogue_price.csv");
const EDITIONS: &str = "/api/v1/editions";

/// The three who make an edition.
pub struct Three {
    /// Who drafts.
    pub drafter: Client,
    /// Who approves.
    pub approver: Client,
    /// Who publishes.
    pub publisher: Client,
}

impl Three {
    /// Three people.
    pub async fn of(world: &World) -> Self {
        Self {
            drafter: world.client(&[Role::CatalogueManager]).await,
            approver: world.client(&[Role::Approver]).await,
            publisher: world.client(&[Role::Publisher]).await,
        }
    }

    /// A draft that starts from what is published.
    pub async fn begin(&self, world: &World, title: &str) -> String {
        let body = json!({"title": title, "note": "年度调整", "from": "published"});
        id_of(&world.post(&self.drafter, EDITIONS, body).await.good())
    }

    /// A draft through all its steps.
    pub async fn finish(&self, world: &World, id: &str, from: &str) -> Value {
        step(world, &self.drafter, id, "submit", json!({})).await.good();
        step(world, &self.approver, id, "approve", json!({})).await.good();
        step(world, &self.publisher, id, "publish", json!({"effective_from": from})).await.good()
    }

    /// The demonstration catalogue, published.
    pub async fn published(&self, world: &World, from: &str) -> String {
        let id = self.begin(world, "随机抽查事项清单").await;
        world.upload(&self.drafter, &format!("{EDITIONS}/{id}/import"), "清单.csv", FILE).await.good();
        self.finish(world, &id, from).await;
        id
    }
}

fn id_of(body: &Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}

/// A step on an edition as it is now.
pub async fn step(world: &World, client: &Client, id: &str, verb: &str, body: Value) -> crate::harness::Answer {
    let path = format!("{EDITIONS}/{id}");
    let mut body = body;
    body["version"] = world.get(client, &path).await.good()["version"].clone();
    world.post(client, &format!("{path}/{verb}"), body).await
}

/// All items of an edition.
async fn items(world: &World, client: &Client, id: &str) -> Vec<Value> {
    let page = world.get(client, &format!("{EDITIONS}/{id}/items?limit=200")).await.good();
    page["rows"].as_array().unwrap().clone()
}

on_both! {
    async fn three_people_bring_a_draft_to_the_public(world) {
        let three = Three::of(world).await;
        let id = three.begin(world, "随机抽查事项清单").await;
        step(world, &three.drafter, &id, "submit", json!({})).await.refused(422, "edition-no-items");
        let path = format!("{EDITIONS}/{id}/import");
        let said = world.upload(&three.drafter, &path, "清单.csv", FILE).await.good();
        assert_eq!(said, json!({"added": 24, "changed": 0, "same": 0}));
        let said = world.upload(&three.drafter, &path, "清单.csv", FILE).await.good();
        assert_eq!(said, json!({"added": 0, "changed": 0, "same": 24}));
        step(world, &three.approver, &id, "approve", json!({})).await.refused(422, "edition-not-submitted");
        step(world, &three.drafter, &id, "submit", json!({})).await.good();
        // What waits for the approver doesn't change.
        world.upload(&three.drafter, &path, "清单.csv", FILE).await.refused(422, "edition-not-draft");
        step(world, &three.publisher, &id, "publish", json!({"effective_from": "2026-03-05"})).await.refused(422, "edition-not-approved");
        step(world, &three.approver, &id, "approve", json!({})).await.good();
        step(world, &three.publisher, &id, "publish", json!({"effective_from": "2026-03-04"})).await.refused(422, "edition-effective-past");
        let body = step(world, &three.publisher, &id, "publish", json!({"effective_from": "2026-03-05"})).await.good();
        assert_eq!((&body["state"], &body["items"], &body["effective_from"]), (&json!("published"), &json!(24), &json!("2026-03-05")));
        // The digest is over the bytes that everybody can download.
        let whole = world.get(&world.stranger(), &format!("/items/{id}/edition.json")).await;
        let digest: String = Sha256::digest(&whole.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(body["digest"], digest);
        let recorded = format!("SELECT facts FROM journal_row WHERE kind = 'edition.published' AND facts LIKE '%{digest}%'");
        let statement = sea_orm::Statement::from_string(world.app.db.backend(), recorded);
        assert!(world.app.read().query_one_raw(statement).await.unwrap().is_some());
    }
}

on_both! {
    async fn an_incomplete_item_is_named(world) {
        let three = Three::of(world).await;
        let id = three.begin(world, "清单").await;
        let text = "编号,领域,抽查事项,事项类别,比例,抽查主体,抽查对象,抽查内容,抽查方式\nA-1,涉企,明码标价,一般,3%,市局,商店,,现场\n";
        world.upload(&three.drafter, &format!("{EDITIONS}/{id}/import"), "a.csv", text.as_bytes()).await.good();
        let body = step(world, &three.drafter, &id, "submit", json!({})).await.refused(422, "edition-incomplete");
        let named: Vec<_> = body["fields"].as_array().unwrap().iter().map(|fault| fault["field"].clone()).collect();
        assert_eq!(named, ["items.A-1.bases", "items.A-1.content"]);
        assert_eq!(body["fields"][0]["message"], "事项A-1没有抽查依据");
    }
}

on_both! {
    async fn nobody_has_two_hands_on_an_edition(world) {
        let all = world.client(&[Role::CatalogueManager, Role::Approver, Role::Publisher]).await;
        let three = Three::of(world).await;
        let id = three.begin(world, "清单").await;
        world.upload(&all, &format!("{EDITIONS}/{id}/import"), "清单.csv", FILE).await.good();
        step(world, &three.drafter, &id, "submit", json!({})).await.good();
        // Who wrote in it, though another began it, doesn't decide on it.
        step(world, &all, &id, "approve", json!({})).await.refused(422, "edition-own-draft");
        step(world, &all, &id, "reject", json!({"reason": "重写"})).await.refused(422, "edition-own-draft");
        step(world, &three.approver, &id, "approve", json!({})).await.good();
        let publish = json!({"effective_from": "2026-03-05"});
        step(world, &all, &id, "publish", publish.clone()).await.refused(422, "edition-own-approval");
        // And the database refuses it whatever a program does.
        let refuse = |sql: String| async move { assert!(world.app.db.write().execute_unprepared(&sql).await.is_err(), "{sql}") };
        let one = "(SELECT id FROM catalogue_edition)";
        refuse("UPDATE catalogue_edition SET approver = drafter".to_owned()).await;
        refuse("UPDATE catalogue_edition SET publisher = drafter".to_owned()).await;
        refuse("UPDATE catalogue_edition SET publisher = approver".to_owned()).await;
        refuse("UPDATE catalogue_edition SET approver = NULL".to_owned()).await;
        refuse("UPDATE catalogue_edition SET state = 'published'".to_owned()).await;
        let hand = format!("INSERT INTO catalogue_hand (edition, person, hand) SELECT {one}, drafter, 'approve' FROM catalogue_edition");
        refuse(hand).await;
        step(world, &three.publisher, &id, "publish", publish).await.good();
    }
}

on_both! {
    async fn a_text_changed_behind_the_approvers_back_isnt_approved(world) {
        let three = Three::of(world).await;
        let id = three.begin(world, "清单").await;
        world.upload(&three.drafter, &format!("{EDITIONS}/{id}/import"), "清单.csv", FILE).await.good();
        step(world, &three.drafter, &id, "submit", json!({})).await.good();
        let swap = |from: &str, to: &str| format!("UPDATE catalogue_item SET text = REPLACE(text, '{from}', '{to}')");
        world.app.db.write().execute_unprepared(&swap("第十三条", "第十九条")).await.unwrap();
        step(world, &three.approver, &id, "approve", json!({})).await.refused(422, "edition-text-changed");
        step(world, &three.approver, &id, "reject", json!({"reason": "内容被改动"})).await.good();
        // The journal still knows what was written: put it back, so that tables and journal agree again.
        let opened = "UPDATE catalogue_item SET text = REPLACE(text, '第十九条', '第十三条') WHERE code NOT IN ('JG-003')";
        world.app.db.write().execute_unprepared(opened).await.unwrap();
        let third = "UPDATE catalogue_item SET text = REPLACE(REPLACE(text, '第十九条', '第十三条'), '第十三条、第二十条', '第十九条、第二十条') WHERE code = 'JG-003'";
        world.app.db.write().execute_unprepared(third).await.unwrap();
    }
}

on_both! {
    async fn a_rejected_edition_is_written_again(world) {
        let three = Three::of(world).await;
        let id = three.begin(world, "清单").await;
        world.upload(&three.drafter, &format!("{EDITIONS}/{id}/import"), "清单.csv", FILE).await.good();
        step(world, &three.drafter, &id, "submit", json!({})).await.good();
        step(world, &three.approver, &id, "reject", json!({"reason": " "})).await.at_fault("reason", "empty");
        let body = step(world, &three.approver, &id, "reject", json!({"reason": "比例偏高"})).await.good();
        assert_eq!((&body["state"], &body["reason"], &body["digest"]), (&json!("draft"), &json!("比例偏高"), &Value::Null));
        // A second edition can't be begun beside it, until it is given up.
        let another = json!({"title": "另一版", "from": "empty"});
        world.post(&three.drafter, EDITIONS, another.clone()).await.refused(422, "edition-open");
        step(world, &three.drafter, &id, "discard", json!({"reason": "重新编制"})).await.good();
        let second = world.post(&three.drafter, EDITIONS, another).await.good();
        assert_eq!(second["number"], 2);
    }
}

on_both! {
    async fn items_are_added_edited_ordered_and_taken_out(world) {
        let three = Three::of(world).await;
        let (drafter, id) = (&three.drafter, three.begin(world, "清单").await);
        let base = format!("{EDITIONS}/{id}");
        world.upload(drafter, &format!("{base}/import"), "清单.csv", FILE).await.good();
        let mut text = items(world, drafter, &id).await[0]["text"].clone();
        world.post(drafter, &format!("{base}/items"), text.clone()).await.at_fault("code", "item-code-taken");
        text["code"] = "JG-100".into();
        text["checklist"] = json!([{"text": "有无标价签", "answer": "yes-no", "basis": "《价格法》第十三条"}]);
        let added = world.post(drafter, &format!("{base}/items"), text.clone()).await.good();
        assert_eq!(added["place"], 25);
        let item = format!("{base}/items/{}", id_of(&added));
        text["rate"] = json!({"numerator": 2, "denominator": 4});
        world.post(drafter, &item, json!({"text": text, "version": 1})).await.at_fault("rate", "item-rate-form");
        text["rate"] = json!({"numerator": 1, "denominator": 2});
        world.post(drafter, &item, json!({"text": text, "version": 1})).await.good();
        world.post(drafter, &item, json!({"text": text, "version": 1})).await.refused(409, "stale");
        assert_eq!(world.get(drafter, &item).await.good()["text"], text);
        let mut order: Vec<_> = items(world, drafter, &id).await.iter().map(id_of).collect();
        order.rotate_right(1);
        step(world, drafter, &id, "order", json!({"items": &order[1..]})).await.refused(422, "edition-order-incomplete");
        step(world, drafter, &id, "order", json!({"items": order})).await.good();
        assert_eq!(items(world, drafter, &id).await[0]["text"]["code"], "JG-100");
        let version = world.get(drafter, &item).await.good()["version"].clone();
        world.post(drafter, &format!("{item}/remove"), json!({"version": version})).await.good();
        world.get(drafter, &item).await.refused(404, "not-found");
        assert_eq!(items(world, drafter, &id).await.len(), 24);
        // Its code is free again.
        world.post(drafter, &format!("{base}/items"), text).await.good();
    }
}

on_both! {
    async fn a_dirty_file_changes_nothing_and_comes_back_with_reasons(world) {
        let three = Three::of(world).await;
        let (drafter, id) = (&three.drafter, three.begin(world, "清单").await);
        let path = format!("{EDITIONS}/{id}/import");
        let dirty = "编号,领域,抽查事项,事项类别,比例,抽查方式\nA-1,涉企,标价,一般,3%,现场\nA-2,涉企,标价,一般,三成,飞行\nA-1,涉企,标价,一般,3%,现场\n";
        let body = world.upload(drafter, &path, "a.csv", dirty.as_bytes()).await.refused(422, "import-faults");
        let named: Vec<_> = body["fields"].as_array().unwrap().iter().map(|fault| fault["field"].clone()).collect();
        assert_eq!(named, ["items.3.methods", "items.3.rate", "items.4.code"]);
        assert_eq!(items(world, drafter, &id).await.len(), 0);
        let back = world.upload(drafter, &format!("{EDITIONS}/{id}/error-file"), "a.csv", dirty.as_bytes()).await;
        assert_eq!(back.status.as_u16(), 200);
        let again = incoming(&back.bytes).unwrap();
        assert_eq!(again.tables[0].headings.last().unwrap(), "错误原因");
        let reason = again.tables[0].rows[1].1.last().unwrap();
        assert!(reason.contains("抽查方式：") && reason.contains("比例："), "{reason}");
        world.upload(drafter, &path, "a.csv", b"\xff\xfe\x00").await.refused(422, "fields");
        world.upload(drafter, &path, "a.csv", "姓名,电话\n王,1\n".as_bytes()).await.at_fault("file", "file-no-heading");
    }
}

on_both! {
    async fn what_is_taken_out_can_be_taken_in(world) {
        let three = Three::of(world).await;
        let id = three.published(world, "2026-03-05").await;
        let reader = world.client(&[Role::Inspector]).await;
        let book = world.get(&reader, &format!("{EDITIONS}/{id}/items.xlsx")).await;
        let text = world.get(&reader, &format!("{EDITIONS}/{id}/items.csv")).await;
        let next = three.begin(world, "下一版").await;
        for (name, bytes) in [("a.xlsx", &book.bytes), ("a.csv", &text.bytes)] {
            let said = world.upload(&three.drafter, &format!("{EDITIONS}/{next}/import"), name, bytes).await.good();
            assert_eq!(said, json!({"added": 0, "changed": 0, "same": 24}), "{name}");
        }
    }
}

on_both! {
    async fn a_new_edition_takes_the_place_of_the_old_and_is_compared_with_it(world) {
        let three = Three::of(world).await;
        let old = three.published(world, "2026-03-05").await;
        let new = three.begin(world, "随机抽查事项清单（修订）").await;
        let rows = items(world, &three.drafter, &new).await;
        let mut text = rows[1]["text"].clone();
        text["rate"] = json!({"numerator": 1, "denominator": 5});
        let path = |row: &Value| format!("{EDITIONS}/{new}/items/{}", id_of(row));
        world.post(&three.drafter, &path(&rows[1]), json!({"text": text, "version": 1})).await.good();
        world.post(&three.drafter, &format!("{}/remove", path(&rows[0])), json!({"version": 1})).await.good();
        let found = world.get(&three.drafter, &format!("{EDITIONS}/{new}/compare?with={old}")).await.good();
        assert_eq!((&found["removed"][0]["code"], &found["same"]), (&json!("JG-001"), &json!(22)));
        let change = json!({"field": "rate", "before": {"numerator": 3, "denominator": 100}, "after": {"numerator": 1, "denominator": 5}});
        assert_eq!(found["changed"][0]["fields"], json!([change]));
        step(world, &three.drafter, &new, "submit", json!({})).await.good();
        step(world, &three.approver, &new, "approve", json!({})).await.good();
        step(world, &three.publisher, &new, "publish", json!({"effective_from": "2026-03-05"})).await.refused(422, "edition-effective-order");
        step(world, &three.publisher, &new, "publish", json!({"effective_from": "2026-04-01"})).await.good();
        let was = world.get(&three.drafter, &format!("{EDITIONS}/{old}")).await.good();
        assert_eq!((&was["state"], &was["effective_until"]), (&json!("superseded"), &json!("2026-04-01")));
        // What was made under the old edition still finds its text.
        assert_eq!(items(world, &three.drafter, &old).await.len(), 24);
        step(world, &three.publisher, &old, "withdraw", json!({"reason": "有误"})).await.refused(422, "edition-not-published");
        let gone = step(world, &three.publisher, &new, "withdraw", json!({"reason": "上级要求"})).await.good();
        assert_eq!((&gone["state"], &gone["effective_until"]), (&json!("withdrawn"), &json!("2026-04-01")));
    }
}

on_both! {
    async fn an_office_sees_its_own_editions(world) {
        let three = Three::of(world).await;
        let id = three.published(world, "2026-03-05").await;
        let office = world.office("新抚分局").await;
        let below = world.client_of(office, &[Role::CatalogueManager]).await;
        world.get(&below, &format!("{EDITIONS}/{id}")).await.refused(404, "not-found");
        assert_eq!(world.get(&below, EDITIONS).await.good()["rows"], json!([]));
        let own = world.post(&below, EDITIONS, json!({"title": "分局清单", "from": "empty"})).await.good();
        assert_eq!(world.get(&three.drafter, &format!("{EDITIONS}?state=draft")).await.good()["rows"][0]["id"], own["id"]);
    }
}
