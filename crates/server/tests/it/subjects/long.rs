//! A registry so long that lists and draws read it in other ways than a short one.

use sea_orm::{ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _};
use serde_json::Value;
use yaoguang::accounts::Role;
use yaoguang::subjects::Domain;
use yaoguang::subjects::store::search::{self, Words};
use yaoguang::subjects::store::subject;

use super::list::asked;
use super::{add, code, draft};
use crate::harness::{Client, World};
use crate::on_both;

/// More than a search looks at, and than a draw reads by an index.
pub const LONG: u32 = 20_500;
/// Of so many copies one is in agriculture.
const FARMED: u32 = 10;
/// How many are.
pub const FARMS: u32 = LONG / FARMED;
/// The numbers of the copies begin behind this one.
const BEHIND: u32 = 1_000;
/// How many are entered by one statement.
const ROWS: usize = 200;

/// Copies of the first subject past the interface, which would take minutes.
pub async fn lengthen(world: &World) {
    let db = world.app.db.write();
    let first = subject::Entity::find().filter(subject::Column::Number.eq(1)).one(db).await.unwrap().unwrap();
    let copy = |serial: u32| {
        let code = code(serial);
        let domain = if serial.is_multiple_of(FARMED) { Domain::Agriculture } else { first.domain };
        let (id, code_tail) = (world.app.fresh(), subject::tail(&code));
        subject::Model { id, number: i64::from(serial), code, code_tail, domain, ..first.clone() }
    };
    let copies: Vec<subject::Model> = (BEHIND + 1..=BEHIND + LONG).map(copy).collect();
    for part in copies.chunks(ROWS) {
        let rows = part.iter().cloned().map(subject::Model::into_active_model);
        subject::Entity::insert_many(rows).exec_without_returning(db).await.unwrap();
        search::put(db, &part.iter().map(Words::of).collect::<Vec<_>>()).await.unwrap();
    }
    world.app.db.analyze(&["subject", "subject_search"]).await.unwrap();
}

/// Without the copies, of which nothing was recorded.
pub async fn shorten(world: &World) {
    let db = world.app.db.write();
    search::remove(db, &(BEHIND + 1..=BEHIND + LONG).map(i64::from).collect::<Vec<_>>()).await.unwrap();
    subject::Entity::delete_many().filter(subject::Column::Number.gt(BEHIND)).exec(db).await.unwrap();
}

/// All pages of a list, up to so many: the rows' numbers, and whether there are more.
async fn pages(world: &World, client: &Client, query: &[(&str, &str)], most: usize) -> (Vec<i64>, bool) {
    let (mut numbers, mut after) = (Vec::new(), String::new());
    for _ in 0..most {
        let page =
            [query, &[("limit", "200")], &[("after", after.as_str())][..usize::from(!after.is_empty())]].concat();
        let page = asked(world, client, &page).await;
        numbers.extend(page["rows"].as_array().unwrap().iter().map(|row| row["number"].as_i64().unwrap()));
        match &page["next"] {
            Value::Null => return (numbers, false),
            next => next.as_str().unwrap().clone_into(&mut after),
        }
    }
    (numbers, true)
}

on_both! {
    async fn a_long_registry_is_searched_as_a_short_one(world) {
        let clerk = world.client(&[Role::RegistryManager]).await;
        for serial in 1..=9 {
            add(world, &clerk, draft(serial, &format!("第{serial}商店"))).await;
        }
        lengthen(world).await;
        let (own, first) = (1..=9, i64::from(BEHIND) + 1);
        let farms: Vec<i64> = (first..first + i64::from(LONG)).filter(|number| number % i64::from(FARMED) == 0).collect();
        let others: Vec<i64> = own.clone().chain((first..).filter(|number| number % i64::from(FARMED) != 0)).take(600).collect();
        let all: Vec<i64> = own.chain(first..).take(600).collect();

        // What half of all have: met on the way through the roster, forwards and backwards.
        assert_eq!(pages(world, &clerk, &[("q", "商店")], 3).await, (all, true));
        let (last, _) = pages(world, &clerk, &[("q", "商店"), ("sort", "-number")], 1).await;
        assert_eq!((last[0], last.len()), (i64::from(BEHIND + LONG), 200));
        // What few have, gathered; in any order, with filters that fit many, few or none.
        assert_eq!(pages(world, &clerk, &[("q", "第7商店")], 1).await, (vec![7], false));
        for sort in ["number", "-number", "name", "-updated", "code"] {
            let narrow = |filter| [("q", "第7商店"), ("sort", sort), filter];
            assert_eq!(pages(world, &clerk, &narrow(("domain", "enterprise")), 1).await, (vec![7], false), "{sort}");
            assert_eq!(pages(world, &clerk, &narrow(("domain", "agriculture")), 1).await, (vec![], false), "{sort}");
            assert_eq!(pages(world, &clerk, &narrow(("status", "moved")), 1).await, (vec![], false), "{sort}");
        }
        // What half of all have, among those that fit a filter: each looked up, or by the filter's index.
        assert_eq!(pages(world, &clerk, &[("q", "商店"), ("domain", "enterprise")], 3).await, (others, true));
        let (found, more) = pages(world, &clerk, &[("q", "商店"), ("domain", "agriculture")], 20).await;
        assert_eq!((found, more), (farms, false));
        let page = asked(world, &clerk, &[("q", "商店"), ("domain", "enterprise"), ("sort", "name")]).await;
        let (count, capped) = (&page["count"], &page["capped"]);
        assert_eq!((count["exact"].as_bool(), capped.as_bool()), (Some(false), Some(true)), "{count}");
        shorten(world).await;
    }
}
