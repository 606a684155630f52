//! Two people read a lottery, and otherwise than one another.

use super::*;

on_both! {
    async fn readings_that_differ_are_told_and_another_person_settles_them(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-05T13:30:00Z").await;
        let page = async || world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        let wrong = NUMBERS.replace("80", "79");
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        let once = page().await;
        assert!(once.contains("已由一人录入") && !once.contains("没有两次一致，因此都没有采用"), "{once}");
        bureau.read(&bureau.observer, &id, Bureau::reading(&wrong)).await.good();
        let differing = page().await;
        for said in ["已有2人分别录入", "没有两次一致，因此都没有采用", "由还没有录入过的人员录入", "录入到2026年3月20日"] {
            assert!(differing.contains(said), "{said}: {differing}");
        }
        assert!(!differing.contains("与采用的不一致"), "what was read isn't told yet");
        for reader in [&bureau.operator, &bureau.observer] {
            bureau.read(reader, &id, Bureau::reading(NUMBERS)).await.refused(422, "draw-same-reader");
        }
        let third = world.client(&[Role::Observer]).await;
        assert_eq!(bureau.read(&third, &id, Bureau::reading(NUMBERS)).await.good()["state"], "seeded");
        let settled = page().await;
        assert!(settled.contains("另有1次录入与采用的不一致") && !settled.contains("没有两次一致"), "{settled}");
    }
}

on_both! {
    async fn readings_that_never_agree_lose_the_draw_and_the_page_says_so(world) {
        let bureau = Bureau::open(world).await;
        bureau.rule(kl8()).await;
        let id = bureau.approved(bureau.scheme(), &OUTSIDE).await;
        let links = bureau.hashed(&id, 2).await;
        bureau.commit(&id).await;
        for (place, link) in (1..).zip(&links) {
            bureau.party(link, "reveal", json!({"value": value(place)})).await.good();
        }
        world.later("2026-03-05T13:30:00Z").await;
        bureau.read(&bureau.operator, &id, Bureau::reading(NUMBERS)).await.good();
        bureau.read(&bureau.observer, &id, Bureau::reading(&NUMBERS.replace("80", "79"))).await.good();
        world.later("2026-03-21T01:00:00Z").await;
        let third = world.client(&[Role::Observer]).await;
        bureau.read(&third, &id, Bureau::reading(NUMBERS)).await.refused(422, "draw-read-late");
        let page = world.get(&world.stranger(), &format!("/draws/{id}")).await.text();
        for said in ["已有2人分别录入", "录入的期限已过，没有两次一致"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("录入到2026年3月20日"), "{page}");
    }
}
