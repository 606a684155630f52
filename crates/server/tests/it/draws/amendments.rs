//! Amendments after the draw: asked for by one, approved by another, worked out by `lots`, in the bundles and in public.

use lots::amend::{Amendments, Kind};
use lots::result::DrawResult;

use super::*;

/// A draw that is drawn and in the journal; its id.
async fn drawn(bureau: &Bureau<'_>) -> String {
    drawn_of(bureau, bureau.scheme()).await
}

/// One that is announced; its id, and the code of its first target.
pub async fn announced(bureau: &Bureau<'_>) -> (String, Value) {
    let id = drawn(bureau).await;
    let first = targets(bureau, &id).await[0]["code"].clone();
    bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
    bureau.world.sequence().await;
    (id, first)
}

/// A draw of this scheme that is drawn and in the journal; its id.
pub async fn drawn_of(bureau: &Bureau<'_>, scheme: Value) -> String {
    bureau.rule(kl8()).await;
    let id = bureau.approved(scheme, &OUTSIDE).await;
    let links = bureau.hashed(&id, 2).await;
    bureau.commit(&id).await;
    seeded(bureau, &id, &links).await;
    id
}

/// What follows a commit: two reveals, the lottery read twice, the draw.
pub async fn seeded(bureau: &Bureau<'_>, id: &str, links: &[String]) {
    let world = bureau.world;
    for (place, link) in (1..).zip(links) {
        bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
    }
    world.later("2026-03-05T13:30:00Z").await;
    bureau.read(&bureau.operator, id, Bureau::reading(NUMBERS)).await.good();
    bureau.read(&bureau.observer, id, Bureau::reading(NUMBERS)).await.good();
    world.sequence().await;
    world.work().await;
    world.sequence().await;
    assert_eq!(bureau.look(id).await["state"], "drawn");
}

/// An account for each inspector of the registry, by certificate.
pub async fn accounts(bureau: &Bureau<'_>) -> Vec<(String, Client)> {
    let world = bureau.world;
    let clerk = world.client(&[Role::RegistryManager]).await;
    let known = world.get(&clerk, "/api/v1/inspectors").await.good();
    let mut accounts = Vec::new();
    for row in known["rows"].as_array().unwrap() {
        let client = world.client(&[Role::Inspector]).await;
        let account = json!({"inspector": row["id"], "person": client.person.0, "version": 0});
        world.post(&clerk, "/api/v1/inspection-accounts", account).await.good();
        accounts.push((row["certificate"].as_str().unwrap().to_owned(), client));
    }
    accounts
}

/// The account of a target's inspector, by seat.
fn account<'a>(accounts: &'a [(String, Client)], target: &Value, seat: usize) -> &'a Client {
    let certificate = target["team"][seat]["certificate"].as_str().unwrap();
    &accounts.iter().find(|(known, _)| known == certificate).unwrap().1
}

async fn targets(bureau: &Bureau<'_>, id: &str) -> Vec<Value> {
    let open = bureau.world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
    open.as_array().unwrap().clone()
}

fn team(target: &Value) -> Vec<String> {
    target["team"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect()
}

fn of<'a>(targets: &'a [Value], code: &Value) -> &'a Value {
    targets.iter().find(|target| target["code"] == *code).unwrap()
}

pub async fn ask(bureau: &Bureau<'_>, client: &Client, id: &str, body: Value) -> Answer {
    bureau.world.post(client, &format!("{DRAWS}/{id}/amendments"), body).await
}

pub async fn decide(bureau: &Bureau<'_>, client: &Client, id: &str, (which, verb): (&Value, &str)) -> Answer {
    let path = format!("{DRAWS}/{id}/amendments/{}/{verb}", which["id"].as_str().unwrap());
    let answer = if verb == "decline" { "材料不足，请补充" } else { "" };
    bureau.world.post(client, &path, json!({"answer": answer})).await
}

fn recuse(subject: &Value, inspector: &str) -> Value {
    json!({"kind": "recuse", "subject": subject, "inspector": inspector, "reason": "interest", "words": "其配偶在该店任职"})
}

fn absent(inspector: &str) -> Value {
    json!({"kind": "absent", "inspector": inspector, "reason": "illness", "words": "住院"})
}

pub fn gone(subject: &Value) -> Value {
    json!({"kind": "gone", "subject": subject, "reason": "unreachable", "words": "登记地址查无此店"})
}

async fn bundle(bureau: &Bureau<'_>, id: &str, edition: &str) -> Files {
    let path = format!("{DRAWS}/{id}/bundle?edition={edition}");
    let bundle = bureau.world.post(&bureau.observer, &path, json!({})).await;
    assert_eq!(bundle.status, 200, "{}", bundle.json);
    unpacked(&bundle.bytes)
}

/// What isn't so is named at its field.
async fn named_at_its_field(bureau: &Bureau<'_>, id: &str, (first, struck, stranger): (&Value, &str, &str)) {
    let faults = async |body: Value| {
        let refused = ask(bureau, &bureau.operator, id, body).await.refused(422, "draw-amendment-form");
        refused["fields"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["code"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(faults(recuse(first, stranger)).await, ["amendment-not-in-team"]);
    assert_eq!(faults(recuse(&json!("91210402MA00000000"), struck)).await, ["amendment-no-target"]);
    assert_eq!(faults(absent("E999")).await, ["amendment-not-on-bench"]);
    let mut mixed = gone(first);
    (mixed["inspector"], mixed["reason"]) = (json!(struck), json!("illness"));
    assert_eq!(faults(mixed).await, ["amendment-not-named", "amendment-reason"]);
}

/// The chain is in both editions, and verifies.
async fn verified_in_both(bureau: &Bureau<'_>, id: &str, (stratum, stood_in): (&str, &Value)) {
    for edition in ["public", "auditor"] {
        let files = bundle(bureau, id, edition).await;
        let chain = Amendments::from_text(&files["amendments.json"]).unwrap();
        let kinds: Vec<Kind> = chain.amendments.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [Kind::Recuse, Kind::Absent, Kind::Gone, Kind::Recuse]);
        let result = DrawResult::from_text(&files["result.json"]).unwrap();
        let reserves = &result.strata.iter().find(|one| one.name.as_str() == stratum).unwrap().reserves;
        assert_eq!(*stood_in, json!(reserves[0].id));
        assert_eq!(verified(files).contains(&"amendments".to_owned()), edition == "auditor");
    }
}

/// Everybody sees what was amended and who approves how often; not the words.
async fn seen_by_everybody(world: &World, id: &str, stood_in: &Value) {
    let stranger = world.stranger();
    let page = world.get(&stranger, &format!("/draws/{id}")).await.text();
    for text in [
        "批准4项：回避2项，缺席1项，检查对象退出1项（其中1项有候补递补）；另有1项未获批准",
        "查无下落",
        ">驳回</td>",
        "抚顺市物价局",
        "approver-",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    assert!(!page.contains("配偶") && !page.contains("住院"));
    let mine = world.get(&stranger, &format!("/draws/{id}?code={}", stood_in.as_str().unwrap())).await.text();
    assert!(mine.contains("已经递补"), "{mine}");
    assert!(world.get(&stranger, "/draws").await.text().contains("抽取后变更率"));
}

on_both! {
    async fn what_is_amended_is_asked_approved_and_verified(world) {
        let bureau = Bureau::open(world).await;
        let early = bureau.begin(bureau.scheme(), &OUTSIDE).await;
        ask(&bureau, &bureau.operator, &early, absent("E001")).await.refused(422, "draw-not-drawn");
        let id = drawn(&bureau).await;
        let accounts = accounts(&bureau).await;
        let before = targets(&bureau, &id).await;
        let (first, struck) = (&before[0]["code"], team(&before[0])[0].clone());

        ask(&bureau, &bureau.approver, &id, absent(&struck)).await.refused(403, "not-permitted");
        let stranger = (1..=5).map(|at| format!("E{at:03}")).find(|code| !team(&before[0]).contains(code)).unwrap();
        named_at_its_field(&bureau, &id, (first, &struck, &stranger)).await;

        // The inspector's own side asks; the same isn't asked for twice; who asked doesn't decide.
        let asked = ask(&bureau, account(&accounts, &before[0], 0), &id, recuse(first, &struck)).await.good();
        assert_eq!((&asked["state"], &asked["number"]), (&json!("asked"), &Value::Null));
        ask(&bureau, &bureau.operator, &id, recuse(first, &struck)).await.refused(422, "draw-amendment-asked");
        let both = world.client(&[Role::DrawOperator, Role::Approver]).await;
        let own = ask(&bureau, &both, &id, absent(&struck)).await.good();
        for verb in ["approve", "decline"] {
            decide(&bureau, &both, &id, (&own, verb)).await.refused(422, "draw-own-amendment");
        }
        decide(&bureau, &bureau.operator, &id, (&asked, "approve")).await.refused(403, "not-permitted");
        let approved = decide(&bureau, &bureau.approver, &id, (&asked, "approve")).await.good();
        assert_eq!((&approved["state"], &approved["number"], &approved["changed"]), (&json!("approved"), &json!(1), &json!(1)));
        decide(&bureau, &bureau.approver, &id, (&asked, "decline")).await.refused(422, "draw-amendment-decided");
        let after = targets(&bureau, &id).await;
        let now = team(of(&after, first));
        assert!(now.len() == 2 && !now.contains(&struck) && now.contains(&team(&before[0])[1]), "{now:?}");

        // An absence is declined with words; another is approved, and nobody meets the absent one any more.
        let empty = format!("{DRAWS}/{id}/amendments/{}/decline", own["id"].as_str().unwrap());
        world.post(&bureau.approver, &empty, json!({})).await.at_fault("answer", "empty");
        let declined = decide(&bureau, &bureau.approver, &id, (&own, "decline")).await.good();
        assert_eq!((&declined["state"], &declined["answer"]), (&json!("declined"), &json!("材料不足，请补充")));
        let away = ask(&bureau, &bureau.operator, &id, absent(&stranger)).await.good();
        decide(&bureau, &bureau.approver, &id, (&away, "approve")).await.good();
        let after = targets(&bureau, &id).await;
        assert!(after.iter().all(|target| team(target).len() == 2 && !team(target).contains(&stranger)), "{after:?}");

        // A target is gone, and its stratum's first reserve stands in with a team of its own.
        let left = ask(&bureau, &bureau.operator, &id, gone(first)).await.good();
        let left = decide(&bureau, &bureau.approver, &id, (&left, "approve")).await.good();
        ask(&bureau, &bureau.operator, &id, gone(first)).await.refused(422, "draw-amendment-form");
        let after = targets(&bureau, &id).await;
        let (old, new) = (of(&after, first), of(&after, &left["stood_in"]));
        assert_eq!((&old["gone"], team(old).len(), &new["stood_in"], team(new).len()), (&json!(3), 0, &json!(3), 2));

        // All of it is in both editions, and verifies; so it does after a further one behind the announcement.
        world.sequence().await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        let late = ask(&bureau, account(&accounts, new, 1), &id, recuse(&new["code"], &team(new)[1])).await.good();
        decide(&bureau, &bureau.approver, &id, (&late, "approve")).await.good();
        let waiting = world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition=public"), json!({})).await;
        waiting.refused(422, "draw-entry-waiting");
        world.sequence().await;
        verified_in_both(&bureau, &id, (before[0]["stratum"].as_str().unwrap(), &left["stood_in"])).await;

        seen_by_everybody(world, &id, &left["stood_in"]).await;
        let seen = bureau.look(&id).await;
        assert_eq!((&seen["amendments_asked"], &seen["amendments_approved"]), (&json!(0), &json!(4)));
    }
}

on_both! {
    async fn of_two_amendments_at_once_none_is_lost_and_none_is_made_twice(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn(&bureau).await;
        let before = targets(&bureau, &id).await;
        let (one, two) = (team(&before[0])[0].clone(), team(&before[0])[1].clone());
        let first = ask(&bureau, &bureau.operator, &id, recuse(&before[0]["code"], &one)).await.good();
        let second = ask(&bureau, &bureau.operator, &id, recuse(&before[0]["code"], &two)).await.good();
        let other = world.client(&[Role::Leader]).await;
        let (a, b) = tokio::join!(
            decide(&bureau, &bureau.approver, &id, (&first, "approve")),
            decide(&bureau, &other, &id, (&second, "approve")),
        );
        let mut numbers = [a.good()["number"].as_i64().unwrap(), b.good()["number"].as_i64().unwrap()];
        numbers.sort_unstable();
        assert_eq!(numbers, [1, 2]);
        let now = team(of(&targets(&bureau, &id).await, &before[0]["code"]));
        assert!(now.len() == 2 && !now.contains(&one) && !now.contains(&two), "{now:?}");
        // The same one approved by two at once is one link of the chain.
        let third = ask(&bureau, &bureau.operator, &id, gone(&before[1]["code"])).await.good();
        let (a, b) = tokio::join!(
            decide(&bureau, &bureau.approver, &id, (&third, "approve")),
            decide(&bureau, &other, &id, (&third, "approve")),
        );
        let (won, lost) = if a.status.is_success() { (a, b) } else { (b, a) };
        assert_eq!(won.good()["number"], 3);
        lost.refused(422, "draw-amendment-decided");
        world.sequence().await;
        assert!(verified(bundle(&bureau, &id, "auditor").await).contains(&"amendments".to_owned()));
    }
}

on_both! {
    async fn before_a_draw_is_published_each_look_at_its_amendments_is_on_record(world) {
        use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
        use yaoguang::app::journal::record::row;
        let bureau = Bureau::open(world).await;
        let id = drawn(&bureau).await;
        let before = targets(&bureau, &id).await;
        ask(&bureau, &bureau.operator, &id, gone(&before[0]["code"])).await.good();
        let looks = async || {
            row::Entity::find().filter(row::Column::Kind.eq("drawing.amendments-opened")).count(world.app.read()).await.unwrap()
        };
        let path = format!("{DRAWS}/{id}/amendments/open");
        let seen = world.post(&bureau.approver, &path, json!({})).await.good();
        assert_eq!((&seen[0]["subject"], &seen[0]["words"], looks().await), (&before[0]["code"], &json!("登记地址查无此店"), 1));
        let planner = world.client(&[Role::Planner]).await;
        world.post(&planner, &path, json!({})).await.refused(403, "not-permitted");
        // That somebody wasn't drawn is told to whoever asks for what can't be.
        let nobody = gone(&json!("91210402MA00000000"));
        ask(&bureau, &bureau.operator, &id, nobody.clone()).await.refused(422, "draw-amendment-form");
        assert_eq!(looks().await, 2);
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.post(&bureau.approver, &path, json!({})).await.good();
        ask(&bureau, &bureau.operator, &id, nobody).await.refused(422, "draw-amendment-form");
        assert_eq!(looks().await, 2);
    }
}

on_both! {
    async fn an_inspector_asks_for_their_own_teams_only_and_takes_back_what_nobody_decided(world) {
        let bureau = Bureau::open(world).await;
        let id = drawn(&bureau).await;
        let accounts = accounts(&bureau).await;
        let all = targets(&bureau, &id).await;
        let (first, members) = (&all[0], team(&all[0]));
        let certificates: Vec<&str> = [0_usize, 1].map(|seat| first["team"][seat]["certificate"].as_str().unwrap()).into();
        let stranger = &accounts.iter().find(|(known, _)| !certificates.contains(&known.as_str())).unwrap().1;
        // Neither whoever is of another team nor whom no account joins with an inspector, whether or not it could be.
        let unlinked = world.client(&[Role::Inspector]).await;
        for by in [stranger, &unlinked] {
            for body in [recuse(&first["code"], &members[0]), gone(&first["code"]), gone(&json!("91210402MA00000000"))] {
                ask(&bureau, by, &id, body).await.refused(422, "draw-amendment-not-team");
            }
        }
        ask(&bureau, &unlinked, &id, absent(&members[0])).await.refused(422, "draw-amendment-not-team");
        // A colleague of the same team asks, and whoever can't take part themselves.
        let colleague = account(&accounts, first, 1);
        let asked = ask(&bureau, colleague, &id, recuse(&first["code"], &members[0])).await.good();
        ask(&bureau, account(&accounts, first, 0), &id, absent(&members[0])).await.good();
        // Nobody else takes it back; who asked says why, and nobody decides it any more.
        let path = format!("{DRAWS}/{id}/amendments/{}/withdraw", asked["id"].as_str().unwrap());
        world.post(&bureau.operator, &path, json!({"answer": "重复"})).await.refused(422, "draw-amendment-not-asker");
        world.post(&bureau.approver, &path, json!({"answer": "重复"})).await.refused(403, "not-permitted");
        world.post(colleague, &path, json!({})).await.at_fault("answer", "empty");
        let back = world.post(colleague, &path, json!({"answer": "是同名的另一家"})).await.good();
        assert_eq!((&back["state"], &back["answer"], &back["decider"]), (&json!("withdrawn"), &json!("是同名的另一家"), &Value::Null));
        assert_eq!((back["withdrawn_at"].is_string(), &back["notices"]), (true, &Value::Null));
        world.post(colleague, &path, json!({"answer": "再次"})).await.refused(422, "draw-amendment-decided");
        decide(&bureau, &bureau.approver, &id, (&asked, "approve")).await.refused(422, "draw-amendment-decided");
        assert_eq!(team(of(&targets(&bureau, &id).await, &first["code"])), members);
        // It is no longer asked for, so that it may be again; and everybody reads that it was, and not why.
        ask(&bureau, &bureau.operator, &id, recuse(&first["code"], &members[0])).await.good();
        assert_eq!(bureau.look(&id).await["amendments_asked"], 2);
        world.sequence().await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        for said in ["批准0项", "另有0项未获批准", "提出人自己撤回1项", ">撤回</td>", "另有2项等待审批人决定"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("同名的另一家"));
    }
}

on_both! {
    async fn a_refused_amendment_is_refused_again_and_each_answer_is_one_look(world) {
        use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
        use yaoguang::app::journal::record::row;
        let bureau = Bureau::open(world).await;
        let id = drawn(&bureau).await;
        let before = targets(&bureau, &id).await;
        let looks = async || {
            row::Entity::find().filter(row::Column::Kind.eq("drawing.amendments-opened")).count(world.app.read()).await.unwrap()
        };
        let path = format!("{DRAWS}/{id}/amendments");
        let send = async |body: &Value| world.post_with(&bureau.operator, &path, body, "the-same").await;
        let nobody = gone(&json!("91210402MA00000000"));
        for _ in 0..3 {
            let refused = send(&nobody).await.refused(422, "draw-amendment-form");
            assert_eq!(refused["fields"][0]["code"], "amendment-no-target");
        }
        assert_eq!(looks().await, 1);
        // Another question under the same key is another look.
        send(&gone(&json!("91210402MA00000001"))).await.refused(422, "draw-amendment-form");
        assert_eq!(looks().await, 2);
        // Nothing was done with the key, so that it is good for what may be asked for; from then on it stands for that.
        let asked = send(&gone(&before[0]["code"])).await.good();
        assert_eq!(send(&gone(&before[0]["code"])).await.good(), asked);
        send(&nobody).await.refused(422, "idempotency-key-used");
        // That the same is asked for already says that it was drawn.
        ask(&bureau, &bureau.operator, &id, gone(&before[0]["code"])).await.refused(422, "draw-amendment-asked");
        assert_eq!(looks().await, 3);
    }
}
