//! Complaints: registered, assigned, handled, closed; by more than one pair of eyes.

pub mod edits;
pub mod links;
pub mod lists;
pub mod masks;
pub mod places;
pub mod signals;

use sea_orm::{ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::{Value, json};
use uuid::Uuid;
use yaoguang::accounts::{OrganisationId, Role};
use yaoguang::app::journal::record::{opening, row, sealed};
use yaoguang::complaints::store::image;

use crate::harness::{Client, World};
use crate::on_both;

/// Who complains, and never shows.
pub const NAME: &str = "欧阳晓云";
pub const PHONE: &str = "13912345678";
pub const ADDRESS: &str = "顺城区浑河北路77号";
/// The day all tests begin on has this one behind it.
pub const DUE: &str = "2026-03-20";

/// A complaint as it comes, which repeats who complains.
pub fn draft() -> Value {
    json!({
        "kind": "complaint", "channel": "call", "received": "2026-03-04", "subject_name": "老王食品店",
        "domain": "enterprise", "content": format!("{NAME}反映：多收了5元。\n请回电{PHONE}。"),
        "complainant": {"name": NAME, "phone": PHONE, "address": ADDRESS, "confidential": false},
    })
}

/// Three people who see a complaint.
pub struct Desk<'a> {
    pub world: &'a World,
    pub clerk: Client,
    pub leader: Client,
    pub inspector: Client,
}

impl<'a> Desk<'a> {
    pub async fn open(world: &'a World) -> Self {
        Self {
            world,
            clerk: world.client(&[Role::RegistryManager]).await,
            leader: world.client(&[Role::Leader]).await,
            inspector: world.client(&[Role::Inspector]).await,
        }
    }

    /// Register one in an organisation.
    pub async fn register_in(&self, organisation: OrganisationId, draft: Value) -> Value {
        let body = json!({"organisation": organisation, "complaint": draft});
        self.world.post(&self.clerk, "/api/v1/complaints", body).await.good()
    }

    /// Register one.
    pub async fn register(&self, draft: Value) -> Value {
        self.register_in(self.world.bureau, draft).await
    }

    /// Do something with one that goes well.
    pub async fn step(&self, by: &Client, complaint: &Value, verb: &str, body: Value) -> Value {
        self.world.post(by, &at(complaint, verb), versioned(complaint, body)).await.good()
    }

    /// Give one to the inspector.
    pub async fn assign(&self, complaint: &Value) -> Value {
        let body = json!({"handler": self.inspector.person, "due": DUE});
        self.step(&self.leader, complaint, "assign", body).await
    }

    /// Handle one to an outcome.
    pub async fn handle(&self, complaint: &Value, outcome: &str) -> Value {
        self.step(&self.inspector, complaint, "handle", handling(outcome)).await
    }

    /// End one that was handled; of one found true of a business that isn't named it is said why.
    pub async fn end(&self, complaint: &Value) -> Value {
        let counts = ["substantiated", "partly-substantiated"].iter().any(|outcome| complaint["outcome"] == *outcome);
        let why = if counts && complaint["subject"].is_null() { "名录中没有。" } else { "" };
        self.step(&self.leader, complaint, "close", json!({"no_subject_why": why})).await
    }

    /// The whole way.
    pub async fn close(&self, draft: Value, outcome: &str) -> Value {
        let complaint = self.register(draft).await;
        let complaint = self.assign(&complaint).await;
        let complaint = self.handle(&complaint, outcome).await;
        self.end(&complaint).await
    }
}

/// What a handler reports, again with the complainant's name in it.
pub fn handling(outcome: &str) -> Value {
    json!({"handling": {"outcome": outcome, "disposal": format!("已责令退款给{NAME}。"), "visited": "2026-03-05"}})
}

/// With the version that was read.
pub fn versioned(complaint: &Value, mut body: Value) -> Value {
    body["version"] = complaint["version"].clone();
    body
}

/// The path of an act on a complaint.
pub fn at(complaint: &Value, verb: &str) -> String {
    let id = complaint["id"].as_str().unwrap();
    if verb.is_empty() { format!("/api/v1/complaints/{id}") } else { format!("/api/v1/complaints/{id}/{verb}") }
}

/// Every complaint is what its last act left; each seal still opens, or its opening was destroyed whole; no place is missing.
pub async fn held(world: &World) {
    let tx = world.app.db.begin().await.unwrap();
    for (id, image) in image::images(&tx, Uuid::nil(), 1000).await.unwrap() {
        let acts = row::Entity::find().filter(row::Column::CaseId.eq(id)).order_by_asc(row::Column::CasePlace);
        let acts = acts.all(&tx).await.unwrap();
        let mut last = None;
        for (place, act) in (0_i64..).zip(&acts) {
            assert_eq!(act.case_place, place, "{id}");
            let opening = opening::Entity::find_by_id((act.id, 0)).one(&tx).await.unwrap().unwrap();
            let digest: [u8; 32] = opening.digest.clone().try_into().unwrap();
            assert!(act.seals.contains(&lots::hash::Digest(digest).to_string()), "{}", act.seals);
            assert_eq!(opening.salt.is_some(), opening.value.is_some());
            if let (Some(salt), Some(value)) = (opening.salt, &opening.value) {
                assert_eq!(sealed(salt.try_into().unwrap(), value).0, digest, "{}", act.kind);
            }
            last = opening.value;
        }
        assert_eq!(last.as_deref(), Some(image.as_str()), "a change of {id} wasn't recorded");
    }
}

on_both! {
    async fn a_complaint_goes_its_whole_way_through_three_hands(world) {
        let desk = Desk::open(world).await;
        let complaint = desk.register(draft()).await;
        assert_eq!((&complaint["number"], &complaint["state"]), (&"2026-000001".into(), &"registered".into()));
        let mut mended = draft();
        mended["item"] = "JG-01".into();
        mended["complainant"] = json!({"confidential": false});
        let body = json!({"complaint": mended, "version": 1});
        let complaint = world.post(&desk.clerk, &at(&complaint, ""), body).await.good();
        assert_eq!((&complaint["item"], &complaint["complainant"]["name"]), (&"JG-01".into(), &"欧***".into()));
        let complaint = desk.assign(&complaint).await;
        assert_eq!((&complaint["state"], &complaint["clock"]), (&"assigned".into(), &"running".into()));
        let body = json!({"complaint": draft(), "version": complaint["version"]});
        world.post(&desk.clerk, &at(&complaint, ""), body).await.refused(422, "complaint-not-now");
        let complaint = desk.handle(&complaint, "unsubstantiated").await;
        let complaint = desk.step(&desk.leader, &complaint, "send-back", json!({"reason": "请核对进货票据。"})).await;
        assert_eq!((&complaint["state"], &complaint["outcome"]), (&"assigned".into(), &Value::Null));
        assert_eq!(complaint["disposal"], "已责令退款给欧***。", "what was written stays");
        let complaint = desk.handle(&complaint, "partly-substantiated").await;
        let stale = versioned(&json!({"version": 1}), json!({"no_subject_why": "流动摊贩，无法查明"}));
        world.post(&desk.leader, &at(&complaint, "close"), stale).await.refused(409, "stale");
        let complaint = desk.end(&complaint).await;
        assert_eq!((&complaint["state"], &complaint["ended"]), (&"closed".into(), &"2026-03-05".into()));
        assert_eq!(complaint["notes"][0]["reason"], "请核对进货票据。");
        let story = world.get(&desk.leader, &at(&complaint, "story")).await.good();
        let kinds: Vec<_> = story.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        let way = ["registered", "edited", "assigned", "handled", "sent-back", "handled", "closed"];
        assert_eq!(kinds, way.map(|verb| format!("complaint.{verb}")));
        assert_eq!(story[5]["facts"], json!({"outcome": "partly-substantiated"}));
        assert_eq!(story[6]["person"]["id"], json!(desk.leader.person));
        held(world).await;
    }
}

on_both! {
    async fn other_ends_need_a_reason_and_another_person(world) {
        let desk = Desk::open(world).await;
        let both = world.client(&[Role::RegistryManager, Role::Approver]).await;
        let own = json!({"organisation": world.bureau, "complaint": draft()});
        let own = world.post(&both, "/api/v1/complaints", own).await.good();
        for (verb, mut body, state) in [
            ("refuse", json!({"reason": "不属于价格监管职责。"}), "refused"),
            ("transfer", json!({"reason": "属于市场监管部门职责。", "to": format!("市场监管局（{NAME}一案）")}), "transferred"),
            ("withdraw", json!({"reason": "双方已和解。"}), "withdrawn"),
        ] {
            world.post(&both, &at(&own, verb), versioned(&own, body.clone())).await.refused(422, "complaint-own-registration");
            let complaint = desk.register(draft()).await;
            let ended = desk.step(&both, &complaint, verb, body.clone()).await;
            assert_eq!((&ended["state"], &ended["ender"]["id"]), (&state.into(), &json!(both.person)));
            world.post(&desk.leader, &at(&ended, "assign"), versioned(&ended, json!({"handler": desk.inspector.person, "due": DUE})))
                .await.refused(422, "complaint-not-now");
            body["reason"] = " ".into();
            world.post(&desk.leader, &at(&own, verb), versioned(&own, body)).await.at_fault("reason", "empty");
        }
        held(world).await;
    }
}

on_both! {
    async fn who_assigns_closes_and_handles_are_different_people(world) {
        let desk = Desk::open(world).await;
        let both = world.client(&[Role::Leader, Role::Inspector]).await;
        let complaint = desk.register(draft()).await;
        let to = |who: &Client, due: &str| versioned(&complaint, json!({"handler": who.person, "due": due}));
        let assign = at(&complaint, "assign");
        world.post(&both, &assign, to(&both, DUE)).await.refused(422, "complaint-assign-self");
        world.post(&desk.leader, &assign, to(&desk.clerk, DUE)).await.refused(422, "complaint-handler-unable");
        let office = world.office("新抚分局").await;
        let elsewhere = world.client_of(office, &[Role::Inspector]).await;
        world.post(&desk.leader, &assign, to(&elsewhere, DUE)).await.refused(422, "complaint-handler-unable");
        world.post(&desk.leader, &assign, to(&desk.inspector, "2026-03-04")).await.at_fault("due", "due-range");
        let complaint = desk.step(&desk.leader, &complaint, "assign", json!({"handler": both.person, "due": DUE})).await;
        let early = versioned(&complaint, json!({"handling": {"outcome": "substantiated", "disposal": "属实。", "visited": "2026-03-01"}}));
        world.post(&both, &at(&complaint, "handle"), early).await.at_fault("visited", "visited-range");
        world.post(&desk.inspector, &at(&complaint, "handle"), versioned(&complaint, handling("substantiated")))
            .await.refused(422, "complaint-not-handler");
        let complaint = desk.step(&both, &complaint, "handle", handling("substantiated")).await;
        world.post(&both, &at(&complaint, "close"), versioned(&complaint, json!({}))).await.refused(422, "complaint-own-handling");
        let back = versioned(&complaint, json!({"reason": "再看看。"}));
        world.post(&both, &at(&complaint, "send-back"), back).await.refused(422, "complaint-own-handling");
        desk.end(&complaint).await;
        held(world).await;
    }
}

on_both! {
    async fn the_database_itself_keeps_four_eyes(world) {
        let desk = Desk::open(world).await;
        desk.close(draft(), "substantiated").await;
        let refused = desk.register(draft()).await;
        desk.step(&desk.leader, &refused, "refuse", json!({"reason": "重复。"})).await;
        let assigned = desk.register(draft()).await;
        desk.assign(&assigned).await;
        let run = async |set: &str, state: &str| {
            let sql = format!("UPDATE complaint SET {set} WHERE state = '{state}'");
            world.app.db.write().execute_unprepared(&sql).await.map(|done| done.rows_affected())
        };
        for state in ["closed", "refused", "assigned"] {
            assert_eq!(run("item = item", state).await.unwrap(), 1, "there is one to try on");
        }
        for (set, state) in [
            ("assigner = handler", "assigned"),
            ("handler = assigner", "closed"),
            ("ender = handler", "closed"),
            ("ender = registrar", "refused"),
            ("eraser = registrar, erased = TRUE, name = NULL, phone = NULL, address = NULL", "closed"),
            ("eraser = handler, erased = TRUE, name = NULL, phone = NULL", "closed"),
            ("eraser = handler, erased = TRUE, name = NULL, phone = NULL, address = NULL", "assigned"),
            ("handler = NULL", "closed"),
            ("outcome = NULL", "closed"),
            ("state = 'handled'", "assigned"),
            ("state = 'registered'", "closed"),
        ] {
            assert!(run(set, state).await.is_err(), "{set} where {state}");
        }
    }
}
