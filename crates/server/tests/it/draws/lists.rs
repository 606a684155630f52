//! Public lists of draws, however many there are: none falls off one unsaid.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use yaoguang::app::bulk::{self, Rows};
use yaoguang::app::named::folded;
use yaoguang::draws::store::draw;
use yaoguang::draws::{DrawId, State};

use super::amendments::announced;
use super::*;

/// More draws than any list once named.
const MANY: i64 = 1_005;

/// So many more draws, each committed a second after the one before it and before this one was announced. They are rows without files and without acts, which the
/// audit would tell: they go again.
async fn with_many(world: &World, id: &str) -> Vec<DrawId> {
    let first = draw::Entity::find_by_id(DrawId(id.parse().unwrap())).one(world.app.read()).await.unwrap().unwrap();
    let task = |place: i64| match place {
        1 => "“大 福”ＫＴＶ、茶楼摸排".to_owned(),
        _ => format!("第{place}次摸排"),
    };
    let row = |place: i64| draw::Model {
        id: world.app.fresh(),
        folded: folded(&task(place)),
        task: task(place),
        // A list tells those that are lost without reading the file of any commitment.
        state: State::Committed,
        announcer: None,
        seed: None,
        result: None,
        committed_at: first.committed_at.map(|at| at.plus_s(place)),
        seeded_at: None,
        drawn_at: None,
        announced_at: None,
        ..first.clone()
    };
    let rows: Vec<draw::Model> = (1..=MANY).map(row).collect();
    bulk::load(world.app.db.write(), Rows::of::<draw::Entity>(&rows)).await.unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

/// The ids of draws that a feed's part names, and whether it leads to the next.
fn fed(text: &str) -> (Vec<String>, bool) {
    let ids = text.split("<id>urn:uuid:").skip(1).map(|part| part.split('<').next().unwrap().to_owned());
    (ids.collect(), text.contains("rel=\"next\""))
}

/// The pages of the list, from each to the one behind it, and how many draws all of them name.
async fn paged(world: &World) -> (usize, usize) {
    let (mut path, mut pages, mut rows) = ("/draws".to_owned(), 0, 0);
    loop {
        let text = world.get(&world.stranger(), &path).await.text();
        pages += 1;
        rows += text.matches("<th scope=\"row\"><a href=\"/draws/").count();
        let Some(before) = text.split("\" rel=\"next\"").next().filter(|before| before.len() < text.len()) else {
            return (pages, rows);
        };
        path = before.rsplit('"').next().unwrap().to_owned();
    }
}

on_both! {
    async fn no_draw_falls_off_a_list_however_many_there_are(world) {
        let bureau = Bureau::open(world).await;
        let (id, _) = announced(&bureau).await;
        let many = with_many(world, &id).await;
        let stranger = world.stranger();
        let all = world.get(&stranger, "/draws.json").await.good();
        let all = all.as_array().unwrap();
        let distinct: std::collections::BTreeSet<&str> = all.iter().map(|row| row["id"].as_str().unwrap()).collect();
        assert_eq!((all.len(), distinct.len()), (many.len() + 1, many.len() + 1));
        // The one that was committed first is the last, and there.
        assert_eq!(all.last().unwrap()["id"], json!(id));
        assert_eq!(world.get(&stranger, "/draws.csv").await.text().lines().count(), many.len() + 2);
        assert_eq!(paged(world).await, (34, many.len() + 1));
        assert!(world.get(&stranger, "/").await.text().contains("<p class=\"figure\">1次</p>"));
        assert!(world.get(&stranger, "/sitemap.xml").await.text().contains(&format!("/draws/{id}<")));
        // Its announcement is the latest step of all, however many were committed after it.
        let (first, more) = fed(&world.get(&stranger, "/feeds/draws.atom").await.text());
        assert_eq!((first.len(), &first[0], more), (50, &id, true));
        let (last, more) = fed(&world.get(&stranger, "/feeds/draws.atom?page=21").await.text());
        assert_eq!((last.len(), more), (6, false));
        // A name is found as it is typed, whatever its letters, blanks and quotation marks are; a state that is none isn't asked.
        // The one that was written by the interface is 第一次抽查, asked for with a comma in it.
        for (query, count) in [
            ("q=%E5%A4%A7%E7%A6%8Fktv", 1), ("q=KTV%E8%8C%B6", 1), ("q=xyz", 0), ("q=%E7%AC%AC%E4%B8%80%E6%AC%A1%EF%BC%8C%E6%8A%BD%E6%9F%A5", 1),
            ("state=announced", 1), ("state=x", all.len()),
        ] {
            let rows = world.get(&stranger, &format!("/draws.json?{query}")).await.good();
            assert_eq!(rows.as_array().unwrap().len(), count, "{query}");
        }
        assert!(all.iter().all(|row| row["lost"].is_null()));
        // Nobody read their lottery off, and a fortnight is over.
        world.later("2026-03-21T01:00:00Z").await;
        let lost = world.get(&stranger, "/draws.json").await.good();
        let lost = lost.as_array().unwrap().iter().filter(|row| row["lost"] == "unread").count();
        assert_eq!(lost, many.len());
        let home = world.get(&stranger, "/").await.text();
        assert!(home.contains("次因为没有揭示或者没有录入") && !home.contains("正在进行"), "{home}");
        draw::Entity::delete_many().filter(draw::Column::Id.is_in(many)).exec(world.app.db.write()).await.unwrap();
    }
}
