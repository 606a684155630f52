//! The screen's events: what is public, in order, once; and nothing of who was drawn before everybody may know.

use axum::body::{Body, BodyDataStream};
use axum::http::Method;
use futures_util::StreamExt as _;
use serde_json::{Value, json};

use super::{Bureau, DRAWS, NUMBERS, OUTSIDE, kl8, value};
use crate::harness::World;
use crate::on_both;

/// Somebody who watches a draw.
struct Screen {
    stream: BodyDataStream,
    text: String,
    /// All that came, for a look at what must not be in it.
    heard: String,
    /// The number of the last event.
    last: Option<i64>,
}

impl Screen {
    async fn open(world: &World, id: &str, last: Option<i64>) -> Self {
        let request = world.request(&world.stranger(), Method::GET, &format!("/draws/{id}/events"));
        let request = last.into_iter().fold(request, |request, last| request.header("last-event-id", last.to_string()));
        let response = world.follow(request.body(Body::empty()).unwrap()).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        let stream = response.into_body().into_data_stream();
        Self { stream, text: String::new(), heard: String::new(), last }
    }

    /// The next event, whatever it is; nothing once the stream is over.
    async fn any(&mut self) -> Option<(String, Value)> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
                let event = field("id:").map(|id| {
                    let data: Value = serde_json::from_str(field("data:").unwrap()).unwrap();
                    (id.parse::<i64>().unwrap(), field("event:").unwrap().to_owned(), data)
                });
                self.text = rest.to_owned();
                if let Some((id, kind, data)) = event {
                    assert!(self.last.is_none_or(|last| last < id), "{id} after {:?}", self.last);
                    self.last = Some(id);
                    return Some((kind, data));
                }
            }
            let bytes = self.stream.next().await?.unwrap();
            let text = std::str::from_utf8(&bytes).unwrap();
            self.text.push_str(text);
            self.heard.push_str(text);
        }
    }

    /// The next event, of this kind.
    async fn next(&mut self, kind: &str) -> Value {
        let (found, data) = self.any().await.unwrap_or_else(|| panic!("no more events, but {kind} is missing"));
        assert_eq!(found, kind, "{data}");
        data
    }
}

/// The codes of those who were drawn, as only somebody of the house may know them yet.
async fn drawn(bureau: &Bureau<'_>, id: &str) -> Vec<String> {
    let targets = bureau.world.post(&bureau.observer, &format!("{DRAWS}/{id}/open"), json!({})).await.good();
    targets.as_array().unwrap().iter().map(|target| target["code"].as_str().unwrap().to_owned()).collect()
}

/// What was decided is on record, and what waits is done.
async fn passed(world: &World) {
    world.sequence().await;
    world.work().await;
    world.sequence().await;
}

/// What leads to the list is closed before the announcement.
async fn closed(world: &World, id: &str) {
    for path in ["names.json", "verify", "bundle.zip"] {
        assert_eq!(world.get(&world.stranger(), &format!("/draws/{id}/{path}")).await.status, 404, "{path}");
    }
}

on_both! {
    async fn a_screen_hears_each_public_step_once_and_goes_on_where_it_was(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let events = format!("/draws/{id}/events");
        assert_eq!(world.get(&world.stranger(), &events).await.status, 404);
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;

        let mut screen = Screen::open(world, &id, None).await;
        let facts = screen.next("committed").await;
        assert_eq!((&facts["subjects"], &facts["task"], &facts["assurance"]), (&json!(40), &json!("第一次抽查"), &json!("A")));
        assert_eq!((&facts["strata"][1]["name"], &facts["strata"][1]["population"]), (&json!("C"), &json!(10)));
        assert_eq!((&facts["parties"][1]["name"], &facts["sources"][2]["name"]), (&json!("市消费者协会"), &json!("kl8:2026054")));

        // A party that has yet to reveal doesn't learn the others' values here; and the draw's page says the same as the screen.
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        bureau.party(&links[1], "reveal", json!({"value": value(2)})).await.good();
        assert_eq!(screen.next("revealed").await["values"], json!([]));
        assert!(!page().await.contains(&value(2)) && page().await.contains("等各方都揭示以后一并显示"));
        bureau.party(&links[0], "reveal", json!({"value": value(1)})).await.good();
        assert!(page().await.contains(&value(1)) && page().await.contains(&value(2)), "{}", page().await);
        let all = screen.next("revealed").await;
        assert_eq!((&all["values"][0]["value"], &all["values"][1]["value"]), (&json!(value(1)), &json!(value(2))));

        // The first reading stays its reader's; the second tells the value both read.
        world.later("2026-03-05T13:30:00Z").await;
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        assert_eq!(screen.next("read").await["values"], json!([]));
        drop(screen.stream);
        bureau.read(&bureau.observer, &id, Bureau::reading(NUMBERS)).await.good();
        passed(world).await;

        // The connection was lost; what happened meanwhile comes, and nothing twice.
        let mut screen = Screen::open(world, &id, screen.last).await;
        let read = screen.next("read").await;
        assert_eq!((&read["values"][0]["name"], &read["values"][0]["source"]), (&json!("kl8:2026054"), &json!(2)));
        screen.next("seeded").await;
        screen.next("drawn").await;
        closed(world, &id).await;

        // The announcement is told once it is in the journal, so that the bundle is there.
        let codes = drawn(&bureau, &id).await;
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        screen.next("announced").await;
        assert_eq!(screen.any().await, None);
        assert!(codes.iter().all(|code| !screen.heard.contains(code)) && !screen.heard.contains("targets"));
        assert_eq!(world.get(&world.stranger(), &format!("/draws/{id}/bundle.zip")).await.status, 200);
        let names = world.get(&world.stranger(), &format!("/draws/{id}/names.json")).await.good();
        assert_eq!(names.as_object().unwrap().len(), codes.len());
        assert!(codes.iter().all(|code| names[code].as_str().unwrap().ends_with("商店")));

        // Who has heard all of it isn't to come back; who comes later hears all of it.
        let over = world.get(&world.stranger(), &format!("{events}?after={}", screen.last.unwrap())).await;
        assert_eq!(over.status, 204);
        let whole = world.get(&world.stranger(), &events).await.text();
        let told = |kind: &str| whole.matches(&format!("event: {kind}\n")).count();
        let kinds = ["committed", "revealed", "read", "seeded", "drawn", "announced"];
        assert_eq!(kinds.map(told), [1, 2, 2, 1, 1, 1], "{whole}");
        let page = world.get(&world.stranger(), &format!("/draws/{id}/verify")).await.text();
        assert!(page.contains(&format!("/draws/{id}/bundle.zip")) && page.contains("lots verify"), "{page}");
        // What the material has codes for is called by its name there.
        assert!(page.contains("&quot;party-1&quot;:&quot;"), "{page}");
    }
}

on_both! {
    async fn of_an_unannounced_draw_the_screen_knows_when_and_not_whom(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(json!({"text": "两方揭示", "reveal_s": 3600, "delay_s": 7200, "beacons": [], "dice": null, "closed": []})).await;
        let mut scheme = bureau.scheme();
        scheme["disclosure"] = json!("2026-04-20");
        let id = bureau.approved(scheme, &[("纪检监察组", true, 1), ("消费者协会", true, 2), ("局办公室", false, 3)]).await;
        let links = bureau.hashed(&id, 3).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-05T02:30:00Z").await;
        assert!(yaoguang::app::jobs::work_once(&world.app, yaoguang::app::jobs::kinds()).await.unwrap());
        world.sequence().await;
        world.work().await;
        world.sequence().await;
        let codes = drawn(&bureau, &id).await;
        let mut screen = Screen::open(world, &id, None).await;
        let mut kinds = Vec::new();
        let done = loop {
            let (kind, data) = screen.any().await.unwrap();
            kinds.push(kind);
            if kinds.last().is_some_and(|kind| kind == "drawn") {
                break data;
            }
        };
        assert_eq!(kinds, ["committed", "revealed", "revealed", "revealed", "seeded", "drawn"]);
        assert_eq!(done["disclosure"], "2026-04-20");
        assert!(!codes.is_empty() && codes.iter().all(|code| !screen.heard.contains(code)), "{}", screen.heard);
        // The draw's secret is what keeps the list from those who know all values.
        assert!(!screen.heard.contains("secret") && !screen.heard.contains("targets"), "{}", screen.heard);
        closed(world, &id).await;

        // Only so many watch at once; who comes then is told when to come again, and whoever leaves makes room.
        let others: Vec<_> = std::iter::from_fn(|| world.app.streams.enter().ok()).collect();
        assert_eq!(others.len() + 1, usize::try_from(world.app.config.limits.streams).unwrap());
        let full = world.get(&world.stranger(), &format!("/draws/{id}/events")).await;
        assert_eq!(full.headers["retry-after"], "30");
        full.refused(503, "streams-full");
        drop(others);
        Screen::open(world, &id, None).await.next("committed").await;
        // A server that stops ends its streams.
        world.app.streams.stop();
        assert_eq!(screen.any().await, None);
    }
}
