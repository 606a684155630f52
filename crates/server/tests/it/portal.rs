//! The portal's pages: complete without script, in both languages.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};
use yaoguang::app::portal::data::{Field, Holds};

use crate::catalogue::{Three, step};
use crate::harness::{Answer, World};
use crate::on_both;

async fn page(world: &World, path: &str, tongue: &str) -> Answer {
    let request = Request::get(path).header("accept", "text/html").header("accept-language", tongue);
    world.send(request.body(Body::empty()).unwrap()).await
}

/// A page is 200 and sound: one title, one main heading, its landmarks, every field labelled, no script or style inside.
async fn sound(world: &World, path: &str, tongue: &str) -> String {
    let answer = page(world, path, tongue).await;
    let text = answer.text();
    assert_eq!(answer.status.as_u16(), 200, "{path} {text}");
    let count = |part: &str| text.matches(part).count();
    assert_eq!((count("<h1>"), count("<title>"), count("<main ")), (1, 1, 1), "{path}");
    assert_eq!((count("<script"), count(" style=")), (0, 0), "{path}");
    for part in ["<nav aria-label=", "<footer>", "class=\"skip\"", "<!DOCTYPE html>"] {
        assert!(text.contains(part), "{path}: {part}");
    }
    let fields = count("<input") + count("<select");
    assert!(count("<label") >= fields, "{path}: a field without a label");
    let lang = if tongue == "en" { "<html lang=\"en\">" } else { "<html lang=\"zh-CN\">" };
    assert!(text.contains(lang), "{path}");
    // A key in the place of words is a missing sentence.
    for prefix in [
        ">portal-",
        ">items-",
        ">item-",
        ">home-",
        ">about-",
        ">api-",
        ">data-",
        ">edition-",
        ">act-",
        ">card-",
        ">method-",
        ">class-",
    ] {
        assert!(!text.contains(prefix), "{path} {tongue}: {prefix}");
    }
    text
}

/// Whether tags and entities of an XML text are well formed.
fn well_formed(text: &str) {
    let mut open: Vec<String> = Vec::new();
    let text = text.strip_prefix("<?xml version=\"1.0\" encoding=\"utf-8\"?>").expect("a declaration");
    for part in text.split('<').skip(1) {
        let (tag, said) = part.split_once('>').unwrap_or_else(|| panic!("open: {part}"));
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "{part}");
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap().to_owned());
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        for entity in said.split('&').skip(1).chain(tag.split('&').skip(1)) {
            assert!(["amp;", "lt;", "gt;", "quot;"].iter().any(|known| entity.starts_with(known)), "{entity}");
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// Every list that is open data answers as the page on open data says, field by field; those named have rows.
pub async fn described(world: &World, with_rows: &[&str]) {
    for set in yaoguang::DATASETS {
        let answer = world.get(&world.stranger(), set.path).await.good();
        let rows = if set.paged { &answer["rows"] } else { &answer }.as_array().unwrap().clone();
        assert!(!rows.is_empty() || !with_rows.contains(&set.name), "{} has no rows", set.name);
        let said: BTreeSet<&str> = set.fields.iter().map(|field| field.name).collect();
        for row in &rows {
            let row = row.as_object().unwrap();
            assert_eq!(row.keys().map(String::as_str).collect::<BTreeSet<_>>(), said, "{}", set.name);
            for field in set.fields {
                let value = &row[field.name];
                assert!(holds(field, value), "{}: {} is {value}", set.name, field.name);
            }
        }
        for other in set.others {
            assert_eq!(world.get(&world.stranger(), other).await.status, 200, "{other}");
        }
    }
}

/// What a page says, without the headings that its cells have before them on a telephone.
pub fn unlabelled(page: &str) -> String {
    let mut parts = page.split(" data-label=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + part.split_once('"').map_or("", |(_, rest)| rest))
}

/// Whether a value is what the field is said to hold.
fn holds(field: &Field, value: &Value) -> bool {
    let text = || value.as_str().unwrap_or_default();
    match field.kind {
        _ if value.is_null() => !field.always,
        Holds::Text => value.is_string(),
        Holds::Code => {
            value.is_string() && text().bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_. ".contains(&byte))
        }
        Holds::Id => uuid::Uuid::parse_str(text()).is_ok(),
        Holds::Number => value.is_i64(),
        Holds::Flag => value.is_boolean(),
        Holds::Day => text().parse::<jiff::civil::Date>().is_ok() && text().len() == 10,
        Holds::Time => text().parse::<jiff::Timestamp>().is_ok(),
    }
}

on_both! {
    async fn an_empty_bureau_has_pages_that_say_what_will_be_there(world) {
        for tongue in ["zh-CN", "en"] {
            for path in ["/", "/items", "/items/compare", "/about", "/data", "/api"] {
                sound(world, path, tongue).await;
            }
        }
        let text = sound(world, "/items", "zh-CN").await;
        assert!(text.contains("目前没有已公布的清单"));
        // On a telephone each field of a list has its own card: its kind and what it means with their headings.
        for path in ["/data", "/api"] {
            let text = sound(world, path, "zh-CN").await;
            assert!(!text.contains("<table>") && text.contains("<table class=\"stacked\">"), "{path}");
            assert!(text.contains(" data-label=\"含义\">"), "{path}");
        }
        well_formed(&page(world, "/feeds/items.atom", "zh-CN").await.text());
        described(world, &["complaints"]).await;
        let package = world.get(&world.stranger(), "/datapackage.json").await.good();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len(), yaoguang::DATASETS.len());
        assert!(resources.iter().all(|one| one["path"].as_str().unwrap().starts_with("http")), "{package}");
    }
}

on_both! {
    async fn the_catalogue_is_read_by_everybody(world) {
        let three = Three::of(world).await;
        let id = three.published(world, "2026-03-05").await;
        for tongue in ["zh-CN", "en"] {
            let home = sound(world, "/", tongue).await;
            assert!(home.contains("action=\"/subjects\"") && home.contains(&format!("/items/{id}")) && home.contains(">24<"));
            let list = sound(world, "/items?standing=edition-in-force&sort=effective", tongue).await;
            assert!(list.contains("随机抽查事项清单") && list.contains("抚顺市物价局"));
            let edition = sound(world, &format!("/items/{id}"), tongue).await;
            assert!(edition.contains("JG-024") && edition.contains("3%"));
            let item = sound(world, &format!("/items/{id}/JG-001"), tongue).await;
            assert!(item.contains("《中华人民共和国价格法》第十三条") && item.contains("标价签样张"));
        }
        let few = sound(world, &format!("/items/{id}?domain=%E6%97%85%E6%B8%B8&class=key&method=online&q=&sort=name"), "zh-CN").await;
        assert!(few.contains("JG-024") && !few.contains("JG-023"));
        let none = sound(world, &format!("/items/{id}?q=%E7%81%AB%E7%AE%AD"), "zh-CN").await;
        assert!(none.contains("没有符合条件的内容"));
        let codes = page(world, &format!("/items/{id}?class=nothing"), "zh-CN").await;
        assert_eq!(codes.status.as_u16(), 422);
        assert_eq!(page(world, &format!("/items/{id}/JG-999"), "zh-CN").await.status.as_u16(), 404);
    }
}

on_both! {
    async fn a_draft_is_nobodys_to_read(world) {
        let three = Three::of(world).await;
        let id = three.begin(world, "清单").await;
        for path in ["", "/items.csv", "/items.xlsx", "/edition.json", "/JG-001"] {
            assert_eq!(page(world, &format!("/items/{id}{path}"), "zh-CN").await.status.as_u16(), 404, "{path}");
        }
        assert!(!sound(world, "/items", "zh-CN").await.contains(&id));
    }
}

on_both! {
    async fn the_switch_comes_back_to_the_same_page(world) {
        let three = Three::of(world).await;
        let id = three.published(world, "2026-03-05").await;
        let text = sound(world, &format!("/items/{id}?q=JG-00&sort=code"), "zh-CN").await;
        let switch = text.split("href=\"").find(|part| part.starts_with("/language")).unwrap();
        let switch = switch.split('"').next().unwrap().replace("&amp;", "&");
        let answer = page(world, &switch, "zh-CN").await;
        assert_eq!(answer.headers["location"], format!("/items/{id}?q=JG-00&sort=code"));
        assert!(answer.headers["set-cookie"].to_str().unwrap().starts_with("lang=en;"));
        let away = page(world, "/language?to=en&back=%2F%2Fexample.org", "zh-CN").await;
        assert_eq!(away.headers["location"], "/");
    }
}

on_both! {
    async fn feeds_and_maps_are_well_formed(world) {
        let three = Three::of(world).await;
        let id = three.published(world, "2026-03-05").await;
        let second = three.begin(world, "修订 <甲> & 乙").await;
        three.finish(world, &second, "2026-04-01").await;
        let feed = page(world, "/feeds/items.atom", "zh-CN").await;
        assert_eq!(feed.headers["content-type"], "application/atom+xml; charset=utf-8");
        let feed = feed.text();
        well_formed(&feed);
        assert!(feed.contains(&format!("urn:uuid:{id}")) && feed.contains("修订 &lt;甲&gt; &amp; 乙"), "{feed}");
        let map = page(world, "/sitemap.xml", "zh-CN").await.text();
        well_formed(&map);
        assert!(map.contains(&format!("/items/{id}/JG-001</loc>")), "{map}");
        assert!(page(world, "/robots.txt", "zh-CN").await.text().contains("/sitemap.xml"));
        let list = page(world, "/items.json", "zh-CN").await.json;
        assert_eq!((list.as_array().unwrap().len(), &list[1]["standing"]), (2, &json!("in-force")));
        let text = page(world, "/items.csv", "zh-CN").await.text();
        assert!(text.contains("随机抽查事项清单") && text.lines().count() == 3, "{text}");
    }
}

on_both! {
    async fn two_editions_are_seen_beside_each_other(world) {
        let three = Three::of(world).await;
        let old = three.published(world, "2026-03-05").await;
        let new = three.begin(world, "修订").await;
        let file = "编号,领域,抽查事项,抽查依据,抽查主体,抽查对象,抽查内容,抽查方式,事项类别,比例\nJG-001,涉企,明码标价,《价格法》第十三条,市局,商店,标价签,现场,重点,1/3\nJG-900,涉企,新事项,《价格法》第十三条,市局,商店,标价签,现场,一般,3%\n";
        world.upload(&three.drafter, &format!("/api/v1/editions/{new}/import"), "a.csv", file.as_bytes()).await.good();
        three.finish(world, &new, "2026-04-01").await;
        for tongue in ["zh-CN", "en"] {
            let text = sound(world, &format!("/items/compare?before={old}&after={new}"), tongue).await;
            assert!(text.contains("<del>3%</del>") && text.contains("<ins>1/3</ins>") && text.contains("JG-900 新事项"), "{text}");
            let item = sound(world, &format!("/items/{new}/JG-001"), tongue).await;
            assert!(item.contains(&format!("/items/{old}/JG-001")));
        }
        step(world, &three.publisher, &new, "withdraw", json!({"reason": "上级要求"})).await.good();
        let text = sound(world, &format!("/items/{new}"), "zh-CN").await;
        assert!(text.contains("已撤回") && text.contains("上级要求"));
    }
}

on_both! {
    async fn the_icon_is_there_under_both_addresses(world) {
        for path in ["/icon.svg", "/static/icon.svg"] {
            let icon = page(world, path, "zh-CN").await;
            assert_eq!((icon.status.as_u16(), icon.headers["content-type"].to_str().unwrap()), (200, "image/svg+xml"), "{path}");
            assert!(icon.text().starts_with("<svg"), "{path}");
        }
    }
}
