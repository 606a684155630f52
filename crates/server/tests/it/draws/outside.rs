//! A trade written in another way, none at all, and regions that there aren't: who is passed over by a scope, and that it is told.

use super::schemes::previewed;
use super::*;
use crate::subjects::code;

/// A draw of trades and regions.
fn asking(bureau: &Bureau<'_>, industries: &[&str], regions: &[&str]) -> Value {
    let mut scheme = bureau.scheme();
    scheme["scope"] = json!({"industries": industries, "regions": regions});
    scheme["strata"] = json!([{"name": "B", "p": 1, "q": 2, "minimum": 1}]);
    scheme
}

/// Beside the forty who have no trade.
async fn businesses(world: &World, clerk: &Client) {
    for (serial, trade, region) in [
        (61, "52", "210402"),
        (62, "5212", "210402"),
        (63, "F", "210402"),
        (64, "62", "210402"),
        (65, "52", "210499"),
        (66, "52", "210400"),
    ] {
        let mut subject = draft(serial, &format!("第{serial}商店"));
        (subject["industry"], subject["region"]) = (json!(trade), json!(region));
        add(world, clerk, subject).await;
    }
}

on_both! {
    async fn a_trade_that_is_written_otherwise_takes_nobody_out_of_a_draw(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        businesses(world, &clerk).await;
        // As it was entered before the letter was refused, and put back at the end.
        let written = async |trade: &str| {
            let sql = format!("UPDATE subject SET industry = '{trade}' WHERE code = '{}'", code(61));
            sea_orm::ConnectionTrait::execute_unprepared(world.app.db.write(), &sql).await.unwrap();
        };
        written("F52").await;
        for (asked, many, wide) in [("52", 4, 1), ("F52", 4, 1), ("F", 5, 0), ("5212", 1, 4), ("62", 1, 0)] {
            let id = bureau.begin(asking(&bureau, &[asked], &[]), &OUTSIDE).await;
            let seen = previewed(&bureau, &id).await;
            assert_eq!(seen["subjects"], many, "{asked}: {seen}");
            let outside = json!({"trade_none": 40, "trade_wide": wide, "region_wide": 0, "regions": {}});
            assert_eq!(seen["outside"], outside, "{asked}");
        }
        written("52").await;
        let id = bureau.begin(asking(&bureau, &["A52", "零售"], &[]), &OUTSIDE).await;
        let refused = bureau.step(&bureau.operator, &id, "submit", json!({})).await.refused(422, "draw-scheme");
        let codes: Vec<_> = refused["fields"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        assert_eq!(codes, ["industry-section", "industry-form"], "{refused}");
    }
}

on_both! {
    async fn whoever_a_scope_passes_over_for_want_of_a_trade_or_region_is_told_on_its_page(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        businesses(world, &world.client(&[Role::RegistryManager]).await).await;
        let id = bureau.approved(asking(&bureau, &["52"], &["210402"]), &OUTSIDE).await;
        bureau.hashed(&id, 2).await;
        assert_eq!(bureau.commit(&id).await["subjects"], 2);
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        for said in ["40个没有填写行业", "1个填写的行业代码太短", "2个的区划不在其中", "1个只填到上一级", "抚顺市（210400）", "210499"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        let everybody = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        bureau.hashed(&everybody, 2).await;
        bureau.commit(&everybody).await;
        let page = world.get(&world.stranger(), &format!("/draws/{everybody}")).await.text();
        assert!(!page.contains("没有填写行业") && !page.contains("210499"), "{page}");
    }
}
