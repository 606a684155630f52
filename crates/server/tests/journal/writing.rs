//! Rows become entries once, in the order of their cases, whatever is interrupted.

use journal::reader::entries;
use journal::tile::new_bundles;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use tokio_util::sync::CancellationToken;
use yaoguang::app::journal::lease::{Claim, Lease};
use yaoguang::app::journal::record::Actor;
use yaoguang::app::journal::sequencer::{self, Halt, State, Writer};
use yaoguang::app::journal::storage::file;
use yaoguang::app::journal::{Act, Case};

use crate::world::*;

#[tokio::test(flavor = "multi_thread")]
async fn rows_become_entries_once_and_in_the_order_of_their_cases() {
    for world in World::every().await {
        let mut last = Vec::new();
        for _ in 0..20 {
            last.push(add(&world.app).await);
        }
        for _ in 0..3 {
            for row in &mut last {
                *row = rename(&world.app, row).await;
            }
        }
        let state = run_until(&world.app, |state| *state == State::Writing(80)).await;
        assert_eq!(state, State::Writing(80));
        assert_eq!(indexes(&world.app).await, (0..80).map(Some).collect::<Vec<_>>());
        world.is_whole(80).await;
        let report = world.audit().await;
        assert_eq!((report.openings, report.images, report.staged), (80, 20, 0));
    }
}

/// So many acts on things without an image.
async fn look_in(world: &World, times: usize) {
    let mut tx = world.app.begin_as(ACTOR).await.unwrap();
    for _ in 0..times {
        tx.record(Act::new("person.looked", Case { kind: "visit", id: world.app.fresh() })).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn many_batches_leave_no_partial_tile_behind_a_full_one() {
    let world = World::sqlite().await;
    look_in(&world, 1100).await;
    assert_eq!(write(&world.app).await, Ok(1100));
    look_in(&world, 200).await;
    assert_eq!(write(&world.app).await, Ok(200));
    world.is_whole(1300).await;
    let read = writing(&world.app, |writer: &mut Writer| {
        let log = writer.log();
        Ok(new_bundles(0, 1300).map(|bundle| entries(&log, bundle).unwrap().len()).sum::<usize>())
    });
    assert_eq!(read.await, Ok(1300));
    let of_full = "tile/entries/004.p/%";
    let left = file::Entity::find().filter(file::Column::Path.like(of_full)).count(world.app.read()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_whose_rows_werent_told_are_found_again() {
    for world in World::every().await {
        let row = add(&world.app).await;
        rename(&world.app, &row).await;
        add(&world.app).await;
        assert_eq!(write(&world.app).await, Ok(3));
        // What a crash between append and write-back leaves.
        world.tamper("UPDATE journal_row SET entry = NULL WHERE entry > 0").await;
        let report = world.audit().await;
        assert_eq!((report.findings, report.untold, report.waiting), (vec![], 2, 2));
        add(&world.app).await;
        assert_eq!(write(&world.app).await, Ok(1));
        assert_eq!(indexes(&world.app).await, (0..4).map(Some).collect::<Vec<_>>());
        world.is_whole(4).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_back_that_fails_makes_no_second_entry() {
    let world = World::sqlite().await;
    world
        .tamper("CREATE TRIGGER full BEFORE UPDATE OF entry ON journal_row BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        .await;
    add(&world.app).await;
    let state = run_until(&world.app, |state| matches!(state, State::Again(_) | State::Broken(_))).await;
    assert!(matches!(&state, State::Again(why) if why.contains("disk full")), "{state:?}");
    world.tamper("DROP TRIGGER full").await;
    add(&world.app).await;
    run_until(&world.app, |state| *state == State::Writing(2)).await;
    world.is_whole(2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_writers_only_the_one_with_the_lease_writes() {
    for world in World::every().await {
        add(&world.app).await;
        let other = world.again().await;
        let result = writing(&world.app, move |first: &mut Writer| {
            let handle = tokio::runtime::Handle::current();
            let lease = handle.block_on(Lease::take(&other, Claim::Over))?.unwrap();
            let mut second = Writer::open(&other, &handle, lease)?;
            assert!(matches!(first.turn(), Err(Halt::Again(_))));
            assert_eq!(second.turn(), Ok(1));
            // Nor does it come back to life.
            assert!(first.turn().is_err());
            second.turn()
        });
        assert_eq!(result.await, Ok(0));
        world.is_whole(1).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_stands_by_and_takes_over() {
    for world in World::every().await {
        let other = world.again().await;
        let (stop, stop_other) = (CancellationToken::new(), CancellationToken::new());
        let first = sequencer::start(&world.app, &stop);
        world.app.sequencing.subscribe().wait_for(|state| *state == State::Writing(0)).await.unwrap();
        let second = sequencer::start(&other, &stop_other);
        other.sequencing.subscribe().wait_for(|state| *state == State::Standby).await.unwrap();
        for _ in 0..30 {
            tokio::join!(add(&world.app), add(&other));
        }
        world.app.sequencing.subscribe().wait_for(|state| *state == State::Writing(60)).await.unwrap();
        stop.cancel();
        first.ended().await;
        add(&world.app).await;
        other.sequencing.subscribe().wait_for(|state| *state == State::Writing(61)).await.unwrap();
        stop_other.cancel();
        second.ended().await;
        world.is_whole(61).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_cant_be_an_entry_stops_the_writer_and_nothing_is_left_out() {
    let world = World::sqlite().await;
    add(&world.app).await;
    let mut tx = world.app.begin_as(Actor::SYSTEM).await.unwrap();
    // A known kind without its facts.
    let draw = Case { kind: "draw", id: world.app.fresh() };
    tx.record(Act::new("draw.committed", draw)).await.unwrap();
    tx.commit().await.unwrap();
    let state = run_until(&world.app, |state| matches!(state, State::Broken(_))).await;
    assert!(matches!(&state, State::Broken(why) if why.contains("facts")), "{state:?}");
    assert_eq!(indexes(&world.app).await, [None, None]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draws_act_out_of_order_is_refused_and_none_behind_it_takes_its_place() {
    let world = World::sqlite().await;
    add(&world.app).await;
    let mut tx = world.app.begin_as(Actor::SYSTEM).await.unwrap();
    let case = Case { kind: "draw", id: world.app.fresh() };
    let digest = lots::hash::Digest::of(b"x");
    let seeded = Act::new("draw.seeded", case).digest("commitment", digest).digest("seed", digest);
    for act in [seeded.clone(), Act::new("draw.noted", case)] {
        tx.record(act).await.unwrap();
    }
    tx.commit().await.unwrap();
    let refused = write(&world.app).await;
    assert!(matches!(&refused, Err(Halt::Broken(why)) if why.contains("refused")), "{refused:?}");
    assert_eq!(indexes(&world.app).await, [Some(0), None, None]);
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_may_fetch_the_journal_and_nothing_else() {
    use tower::ServiceExt;
    let world = World::sqlite().await;
    add(&world.app).await;
    write(&world.app).await.unwrap();
    let routes = yaoguang::app::journal::api::routes().with_state(world.app.clone());
    let check = async |path: &str, status: u16, cache: &str| {
        let request = axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        let response = routes.clone().oneshot(request).await.unwrap();
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        assert_eq!(response.status().as_u16(), status, "{path}");
        assert_eq!(header("cache-control").as_deref(), Some(cache), "{path}");
        assert_eq!(header("access-control-allow-origin").as_deref(), Some("*"), "{path}");
    };
    let forever = "public, max-age=31536000, immutable";
    check("/journal/checkpoint", 200, "no-cache").await;
    check("/journal/tile/0/000.p/1", 200, forever).await;
    check("/journal/tile/entries/000.p/1", 200, forever).await;
    check("/journal/keys/1", 200, forever).await;
    check("/journal/keys/2", 404, "no-store").await;
    check("/journal/tile/0/000", 404, "no-store").await;
    check("/journal/tile/0/0", 404, "no-store").await;
    check("/journal/lock", 404, "no-store").await;
}
