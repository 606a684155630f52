//! Copies of subjects of a bureau at rest, recorded as a file's rows are, so that they can be drawn from: an import of ten million takes hours and is measured elsewhere.
//! Their search columns aren't made, so searches don't find them.

use std::sync::Arc;

use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _};
use yaoguang::app::App;
use yaoguang::app::bulk::{self, Rows};
use yaoguang::app::clock::{Outside, Real, fresh_id};
use yaoguang::app::config::Config;
use yaoguang::app::crypt::Crypt;
use yaoguang::app::db::Db;
use yaoguang::app::journal::record::Actor;
use yaoguang::app::journal::{Act, Case, Change};
use yaoguang::subjects::rules::{Status, SubjectId};
use yaoguang::subjects::store::image::{Whole, image};
use yaoguang::subjects::store::{number, subject};

use super::Failure;
use super::made::{REGIONS, code, look_again, set_aside};

/// How many are loaded and recorded together.
const BATCH: i64 = 10_000;
/// The first serial of a code: the demonstration's own begin with other letters.
const FIRST: i64 = 1_000_000;

/// Copy subjects that have nothing on them in turn, each with its own number, id and code, until there are so many in all.
pub async fn grow(db: &Db, many: i64) -> Result<(), Failure> {
    let config: Config = toml::from_str(&Config::documented("bench.example/journal", "bench.example"))?;
    let outside: Arc<dyn Outside> = Arc::new(Real);
    let app = App::new(config, db.clone(), Arc::clone(&outside), Crypt::new(&[0; 32]));
    let those = subject::Entity::find().filter(subject::Column::Status.eq(Status::Active));
    let those = those.filter(subject::Column::RiskMoves.eq(0)).order_by_asc(subject::Column::Number);
    let originals = those.all(db.read()).await?;
    let have = i64::try_from(subject::Entity::find().count(db.read()).await?)?;
    let aside = set_aside(db).await?;
    let import = Case { kind: "import", id: fresh_id(&*outside) };
    let mut made = 0;
    while have + made < many {
        let batch = (many - have - made).min(BATCH);
        let mut tx = app.begin_as(Actor::SYSTEM).await.map_err(told)?;
        let first = number::take(tx.db(), batch).await?;
        let mut rows = Vec::new();
        for serial in made..made + batch {
            let original = &originals[usize::try_from(serial)? % originals.len()];
            let region = REGIONS[usize::try_from(serial)? % REGIONS.len()];
            let code = code(region, FIRST + serial / i64::try_from(REGIONS.len())?)?;
            let (id, number) = (SubjectId(fresh_id(&*outside)), first + serial - made);
            rows.push(subject::Model { id, number, code_tail: code.chars().rev().collect(), code, ..original.clone() });
        }
        bulk::load(tx.db(), Rows::of::<subject::Entity>(&rows)).await?;
        let change = |row: subject::Model| {
            let whole = Whole::bare(row);
            Change { case: whole.case(), was: None, image: image(&whole) }
        };
        let changes: Vec<_> = rows.into_iter().map(change).collect();
        let act = Act::new("import.rows-written", import).code("of", "subjects").number("written", batch);
        tx.record_many(act, &changes).await.map_err(told)?;
        tx.commit().await.map_err(told)?;
        made += batch;
    }
    look_again(db, aside).await
}

fn told(problem: impl std::fmt::Debug) -> Failure {
    format!("{problem:?}").into()
}
