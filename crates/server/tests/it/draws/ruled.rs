//! Whom rules leave out, as a file.

use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use yaoguang::app::journal::record::row;

use super::schemes::previewed;
use super::*;

on_both! {
    async fn whom_rules_leave_out_is_a_file_and_taking_it_is_on_record(world) {
        let bureau = Bureau::open(world).await;
        let clerk = world.client(&[Role::RegistryManager]).await;
        let code = crate::subjects::code;
        let seen = |n: u32| format!("{},第{n}商店,2026-02-20,未发现问题\r\n", code(n));
        let file = format!("统一社会信用代码,企业名称,最近检查日期,最近检查结果\r\n{}{}", seen(5), seen(9));
        let (import, _) = crate::subjects::import::checked(world, &clerk, &file, json!({"mode": "update"})).await;
        assert_eq!(crate::subjects::import::taken_in(world, &clerk, &import).await["changed"], 2);
        let mut scheme = bureau.scheme();
        scheme["left_out"] = json!([{"code": code(6), "reason": "recused-office"}]);
        let id = bureau.begin(scheme.clone(), &OUTSIDE).await;
        assert_eq!(previewed(&bureau, &id).await["excluded"]["cooling-down"], 2);
        let taken = bureau.step(&bureau.operator, &id, "ruled-out", json!({})).await;
        assert_eq!(taken.headers["content-disposition"], "attachment; filename=\"ruled-out.csv\"");
        let mut rows: Vec<String> = taken.text().lines().skip(1).map(str::to_owned).collect();
        let mut expected = [5, 9].map(|n| format!("第{n}商店,{},间隔期内", code(n)));
        rows.sort();
        expected.sort();
        assert_eq!(rows, expected, "the scheme's own stand in the scheme");
        assert!(taken.text().starts_with("\u{feff}名称,代码,原因"), "{}", taken.text());
        let acts = row::Entity::find().filter(row::Column::Kind.eq("export.made")).all(world.app.read()).await.unwrap();
        assert!(acts.len() == 1 && acts[0].facts.contains(r#""of":"ruled-out""#) && acts[0].facts.contains(r#""rows":2"#), "{acts:?}");
        // Another scheme than the one before them, nobody who may not preview, and nothing of an unannounced draw.
        world.post(&bureau.operator, &format!("{DRAWS}/{id}/ruled-out"), json!({"version": 9})).await.refused(409, "stale");
        bureau.step(&bureau.publisher, &id, "ruled-out", json!({})).await.refused(403, "not-permitted");
        scheme["disclosure"] = json!("2026-04-20");
        let secret = bureau.begin(scheme, &OUTSIDE).await;
        bureau.step(&bureau.operator, &secret, "ruled-out", json!({})).await.refused(422, "draw-ruled-out-kept");
    }
}
