//! What a court and a single business are given.

use lots::receipt::{Receipt, ReceiptTable};
use lots::result::DrawResult;

use super::amendments::{self, announced, ask, decide, gone};
use super::*;

on_both! {
    async fn a_court_reads_an_account_beside_a_bundle_that_verifies(world) {
        let bureau = Bureau::open(world).await;
        let (id, first) = announced(&bureau).await;
        let left = ask(&bureau, &bureau.operator, &id, gone(&first)).await.good();
        decide(&bureau, &bureau.approver, &id, (&left, "approve")).await.good();
        world.sequence().await;
        let path = format!("{DRAWS}/{id}/bundle?edition=court");
        let court = world.post(&bureau.observer, &path, json!({})).await;
        let files = unpacked(&court.bytes);
        let zip = format!("{id}-auditor.zip");
        assert_eq!(files.keys().map(String::as_str).collect::<Vec<_>>(), [zip.as_str(), "members.tsv", "说明.html"]);
        let account = String::from_utf8(files["说明.html"].clone()).unwrap();
        let within = unpacked(&files[&zip]);
        // Every file beside it is named with the digest that it has, and so is the zip they lie in.
        for bytes in within.values().chain([&files[&zip], &files["members.tsv"]]) {
            assert!(account.contains(&lots::hash::Digest::of(bytes).to_string()));
        }
        // Who is behind the codes: everybody of the bench, as the entry of the commit has it.
        let members = String::from_utf8(files["members.tsv"].clone()).unwrap();
        let bench = String::from_utf8(within["bench.tsv"].clone()).unwrap();
        let codes = |text: &str| text.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>();
        let (salt, members) = members.split_once('\n').unwrap();
        assert_eq!((salt.len(), &salt[..5]), (69, "salt\t"));
        assert_eq!(codes(members), codes(&bench));
        assert!(members.contains("2104001") && members.contains("\texpired\n"), "{members}");
        let auditor = world.client(&[Role::AuditAdmin]).await;
        let acts = world.get(&auditor, "/api/v1/journal/acts?act=drawing.committed").await.good();
        let sealed = lots::hash::Digest::of(&files["members.tsv"]).to_string();
        assert!(acts["rows"][0]["facts"].to_string().contains(&sealed), "{acts}");
        let result = DrawResult::from_text(&within["result.json"]).unwrap();
        let commitment = lots::hash::Digest::of(&within["commitment.json"]).to_string();
        let (drawn, seed) = (result.targets[0].ticket.to_string(), result.seed.value.to_string());
        for text in [&commitment, &drawn, &seed, "市消费者协会", "查无下落", "中国福彩网开奖公告", "某approver", "lots verify"] {
            assert!(account.contains(text), "{text}: {account}");
        }
        // The ceremony stands in its order, though the last reading and the seed it completes have one time.
        let at = |text: &str| account.rfind(text).unwrap_or_else(|| panic!("{text}: {account}"));
        let course = ["拟定抽取方案", "提交抽取方案", "批准抽取方案", "锁定：名录", "录入公共随机数", "取种：所有", "抽取：由种子", "公布结果"];
        assert!(course.map(at).is_sorted(), "{account}");
        assert!(!account.contains("<td>提交抽取方案</td><td></td>"), "{account}");
        // It is told in words alone: no key stands for a sentence that is missing. People here are named by their roles.
        let told = account.replace("某draw-operator", "");
        assert!(!told.contains("account-") && !told.contains("draw-"), "{told}");
        verified(within);
    }
}

on_both! {
    async fn a_business_gets_its_receipt_once_the_draw_is_announced(world) {
        let bureau = Bureau::open(world).await;
        let mut scheme = bureau.scheme();
        let out = crate::subjects::code(7);
        scheme["left_out"] = json!([{"code": out, "reason": "inspected-elsewhere"}]);
        let id = amendments::drawn_of(&bureau, scheme).await;
        let path = format!("{DRAWS}/{id}/receipt");
        let take = async |code: &str| world.post(&bureau.observer, &path, json!({"code": code})).await;
        let result = |files: &Files| DrawResult::from_text(&files["result.json"]).unwrap();
        let bundle = world.post(&bureau.observer, &format!("{DRAWS}/{id}/bundle?edition=public"), json!({})).await;
        let result = result(&unpacked(&bundle.bytes));
        let drawn = result.targets[0].id.to_string();
        // Before the announcement nothing is told, of whomever one asks.
        for code in [drawn.as_str(), out.as_str(), "91210402MA00000000"] {
            take(code).await.refused(422, "draw-not-announced");
        }
        bureau.step(&bureau.publisher, &id, "announce", json!({})).await.good();
        world.sequence().await;
        let check = |bytes: &[u8]| {
            let receipt = Receipt::from_text(bytes).unwrap();
            let files = Files::from([("receipt.json".to_owned(), bytes.to_vec())]);
            let opened = Opened { files, roster: Roster::Absent };
            let report = lots_cli::commands::verify::check(&opened, &mut LotsWorld::new(&opened.roster));
            assert!(report.failure().is_none(), "{:?}", report.failure());
            receipt
        };
        let mine = check(&take(&drawn).await.bytes);
        assert_eq!((mine.standing.drawn, mine.standing.rank, mine.row.table), (1, 1, ReceiptTable::Subjects));
        let spare = check(&take(result.strata[0].reserves[0].id.as_str()).await.bytes);
        assert_eq!((spare.standing.drawn, spare.row.fields[1].as_str()), (0, result.strata[0].name.as_str()));
        let left = check(&take(&format!(" {} ", out.to_lowercase())).await.bytes);
        assert_eq!((left.row.table, left.row.fields[1].as_str()), (ReceiptTable::Excluded, "inspected-elsewhere"));
        take("91210402MA00000000").await.at_fault("code", "draw-receipt-nobody");
        // The stratum may tell a risk class, so there is no public address for it.
        assert_eq!(world.post(&world.stranger(), &path, json!({"code": drawn})).await.status, 401);
        assert_eq!(world.get(&world.stranger(), &format!("/draws/{id}/receipt?code={drawn}")).await.status, 404);
    }
}
