//! Whatever is changed past the system is found, as what it is.

use journal::detail::Named;
use yaoguang::app::journal::audit::Finding;

use crate::world::*;

/// A bureau with three acts on record.
async fn bureau(world: &World) {
    let row = add(&world.app).await;
    rename(&world.app, &row).await;
    add(&world.app).await;
    assert_eq!(write(&world.app).await, Ok(3));
    world.is_whole(3).await;
}

/// Each change by itself, and what is found.
const CHANGES: &[(&str, &[&str])] = &[
    ("UPDATE organisation SET name = 'x' WHERE version = 1", &["image-unlike-opening"]),
    ("DELETE FROM organisation WHERE version = 1", &["opening-without-image"]),
    (
        "UPDATE opening SET value = 'x' WHERE row_id = (SELECT id FROM journal_row WHERE entry = 0)",
        &["opening-unlike-seal"],
    ),
    ("DELETE FROM opening WHERE row_id = (SELECT id FROM journal_row WHERE entry = 0)", &["openings-unlike-row"]),
    (
        "UPDATE opening SET case_kind = 'person' WHERE row_id = (SELECT id FROM journal_row WHERE entry = 2)",
        &["openings-unlike-row", "image-without-opening", "opening-without-image"],
    ),
    (
        "UPDATE opening SET case_kind = 'ghost' WHERE row_id = (SELECT id FROM journal_row WHERE entry = 2)",
        &["openings-unlike-row", "opening-kind-unknown", "image-without-opening"],
    ),
    ("UPDATE journal_row SET role = 'inspector' WHERE entry = 1", &["row-unlike-entry"]),
    ("UPDATE journal_row SET actor = NULL WHERE entry = 1", &["row-unlike-entry"]),
    ("UPDATE journal_row SET kind = 'organisation.closed' WHERE entry = 1", &["row-unlike-entry"]),
    ("UPDATE journal_row SET at = at + 1000000 WHERE entry = 2", &["row-unlike-entry"]),
    ("UPDATE journal_row SET seals = '{}' WHERE entry = 2", &["row-unlike-entry", "openings-unlike-row"]),
    ("UPDATE journal_row SET entry = 7 WHERE entry = 2", &["entry-without-row", "row-beyond-journal"]),
    ("UPDATE journal_row SET entry = NULL WHERE entry = 1", &["entry-without-row"]),
    ("UPDATE journal_row SET case_place = 5, entry = NULL WHERE entry = 2", &["row-gap"]),
    ("UPDATE journal_row SET case_place = 9 WHERE entry = 1", &["row-unlike-entry"]),
    ("DELETE FROM journal_file WHERE path = 'tile/entries/000.p/3'", &["log", "entry-unread"]),
    ("DELETE FROM journal_file WHERE path = 'tile/0/000.p/3'", &["log"]),
    ("DELETE FROM journal_file WHERE path = 'keys/1'", &["log"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_change_past_the_system_is_found() {
    for world in World::every().await {
        bureau(&world).await;
        let tables = ["organisation", "opening", "journal_row", "journal_file"];
        for table in tables {
            world.tamper(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}")).await;
        }
        for (change, expected) in CHANGES {
            world.tamper(change).await;
            assert_eq!(world.findings().await, *expected, "{change}");
            for table in ["opening", "journal_row", "organisation", "journal_file"] {
                world.tamper(&format!("DELETE FROM {table}")).await;
            }
            for table in ["journal_row", "opening", "organisation", "journal_file"] {
                world.tamper(&format!("INSERT INTO {table} SELECT * FROM kept_{table}")).await;
            }
        }
        world.is_whole(3).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_entry_breaks_the_log_and_its_row() {
    let world = World::sqlite().await;
    bureau(&world).await;
    world
        .tamper(
            "UPDATE journal_file SET content = CAST(replace(CAST(content AS TEXT), 'renamed', 'demamed') AS BLOB) \
             WHERE path = 'tile/entries/000.p/3'",
        )
        .await;
    let report = world.audit().await;
    let Some(Finding::Log { check, .. }) = report.findings.first() else { panic!("{:?}", report.findings) };
    // The guard's checkpoint is one seen earlier: these entries don't give its root.
    assert_eq!(check.code(), "consistency");
    assert_eq!(report.findings[1].code(), "row-unlike-entry");
}

/// Of openings that aren't the last of their things.
const LATER: &str = "EXISTS (SELECT 1 FROM opening n WHERE n.case_id = opening.case_id AND n.row_id > opening.row_id)";

#[tokio::test(flavor = "multi_thread")]
async fn a_destroyed_opening_is_no_finding_unless_it_is_the_last_of_a_thing() {
    for world in World::every().await {
        bureau(&world).await;
        world.tamper(&format!("UPDATE opening SET salt = NULL, value = NULL WHERE {LATER}")).await;
        let report = world.audit().await;
        assert_eq!((report.findings, report.destroyed), (vec![], 1));
        // Whoever destroys lawfully seals anew, so that a last one says what the thing is.
        world.tamper("UPDATE opening SET salt = NULL, value = NULL").await;
        assert_eq!(world.findings().await, ["image-unlike-opening", "image-unlike-opening"]);
        // But one whose digest was changed with it is.
        world.tamper("UPDATE opening SET digest = salt_of.digest FROM (SELECT digest FROM opening WHERE row_id = (SELECT id FROM journal_row WHERE entry = 2)) AS salt_of").await;
        let unlike = ["openings-unlike-row", "openings-unlike-row", "image-unlike-opening", "image-unlike-opening"];
        assert_eq!(world.findings().await, unlike);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_is_held_against_its_root() {
    use yaoguang::accounts::rules::OrganisationState;
    use yaoguang::accounts::store::organisation;
    use yaoguang::app::journal::{Act, Case, Change};
    for world in World::every().await {
        let app = &world.app;
        let mut rows = Vec::new();
        for _ in 0..3 {
            rows.push(add(app).await);
        }
        let mut tx = app.begin_as(ACTOR).await.unwrap();
        let were: Vec<_> = rows.iter().map(organisation::image).collect();
        for row in &mut rows {
            (row.state, row.version) = (OrganisationState::Closed, 2);
            organisation::save(tx.db(), row).await.unwrap();
        }
        let change = |(row, was): (&organisation::Model, String)| Change {
            case: row.case(),
            was: Some(was),
            image: organisation::image(row),
        };
        let changes: Vec<_> = rows.iter().zip(were).map(change).collect();
        let batch = Case { kind: "reform", id: app.fresh() };
        tx.record_many(Act::new("reform.carried-out", batch), &changes).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(write(app).await, Ok(4));
        world.is_whole(4).await;
        world.tamper("DELETE FROM opening WHERE leaf = 2").await;
        assert_eq!(world.findings().await, ["openings-unlike-row", "image-unlike-opening"]);
    }
}
