//! A result as its publisher reads it before, as everybody does afterwards, and as the journal has it.

use super::*;

on_both! {
    async fn a_result_is_read_before_and_leads_to_its_journal_entry_and_back(world) {
        let (visits, all) = Visits::begun(world).await;
        let visit = all[0].clone();
        let (publisher, stranger) = (&visits.bureau.publisher, world.stranger());
        visits.reviewed(&visit, &found(&visit, "2026-03-10")).await;
        let due = list(world, publisher, "").await[0].clone();
        let text = format!("{DISCLOSURES}/{}/text", id(&due));
        world.get(&visits.reviewer, &text).await.refused(403, "not-permitted");
        let told = world.get(publisher, &text).await.good();
        assert!(told["answers"]["no"].as_u64().unwrap() > 0 && told["absent"] == 0, "{told}");
        publish(world, publisher, &[id(&due)]).await;
        let path = format!("/results/{}/1", visit["id"].as_str().unwrap());
        // Before the entry is there nothing can be verified, and it is said.
        assert!(world.get(&stranger, &path).await.text().contains("正在记入公开日志"));
        assert_eq!(world.get(&stranger, &format!("{path}/verify")).await.status, 404);
        world.sequence().await;
        let page = world.get(&stranger, &path).await.text();
        let index = page.split("/journal/entries/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let whole = world.get(&stranger, &format!("{path}/disclosure.json")).await;
        let name = format!("result-{}-1.json", visit["id"].as_str().unwrap());
        assert_eq!(whole.headers["content-disposition"], format!("attachment; filename=\"{name}\""));
        assert_eq!(whole.json, told, "what was read before");
        let digest: String = Sha256::digest(&whole.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        let entry = world.get(&stranger, &format!("/journal/entries/{index}")).await.text();
        let back = format!("/results/by-record/{}", id(&due));
        assert!(entry.contains(&digest) && entry.contains(&back), "{entry}");
        let led = world.get(&stranger, &back).await;
        assert_eq!((led.status.as_u16(), led.headers["location"].to_str().unwrap()), (303, path.as_str()));
        let check = world.get(&stranger, &format!("{path}/verify")).await.text();
        for part in [digest.as_str(), "/static/verify/result-check.js", &format!("sha256sum {name}"), &format!("Get-FileHash -Algorithm SHA256 {name}"), &format!("/journal/entries/{index}/receipt")] {
            assert!(check.contains(part), "{part}: {check}");
        }
        assert!(!check.contains(">result-"), "{check}");
    }
}
