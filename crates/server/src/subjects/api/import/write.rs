//! Rows written: all that are new in a statement or two a table, those that change one by one.

use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;

use super::plan::{Planned, Sound};
use crate::app::import::{Ask, Outcome};
use crate::app::journal::Case;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, saved};
use crate::subjects::api::wire::sealed;
use crate::subjects::rules::LicenceId;
use crate::subjects::store::bulk::{self, Rows};
use crate::subjects::store::child::{licence, tag, visit};
use crate::subjects::store::search::{self, Words};
use crate::subjects::store::subject::{self, Birth};
use crate::subjects::store::{Whole, image, number};

/// Write what was planned, and give the image of each.
pub(super) async fn write(tx: &Tx, ask: &Ask<'_>, planned: Vec<Planned>) -> Result<Vec<(Case, String)>, Problem> {
    let sound: Vec<Sound> = planned.into_iter().map(sound).collect::<Result<_, _>>()?;
    let new = sound.iter().filter(|row| row.before.is_none()).count();
    let first = number::take(tx.db(), i64::try_from(new).unwrap_or(i64::MAX)).await?;
    let mut numbers = first..;
    let mut wholes = Vec::with_capacity(sound.len());
    let mut born = Vec::new();
    let mut moved = Vec::new();
    for row in sound {
        let at = wholes.len();
        let before = row.before.as_ref().map(|whole| whole.row.clone());
        let number = numbers.next_if_new(before.is_none());
        wholes.push(whole(tx, ask, row, number));
        match before {
            None => born.push(at),
            Some(before) => moved.push((before, at)),
        }
    }
    load(tx.db(), born.iter().map(|at| &wholes[*at]).collect()).await?;
    for (before, at) in moved {
        change(tx.db(), &before, &wholes[at]).await?;
    }
    Ok(wholes.iter().map(|whole| (whole.case(), image::image(whole))).collect())
}

fn sound(planned: Planned) -> Result<Sound, Problem> {
    match planned {
        Planned::Sound(sound) if sound.outcome != Outcome::Same => Ok(*sound),
        _ => Err(Problem::broken("a row that was judged sound a moment ago isn't")),
    }
}

/// Numbers for those who need one.
trait Numbers {
    fn next_if_new(&mut self, new: bool) -> i64;
}

impl Numbers for std::ops::RangeFrom<i64> {
    fn next_if_new(&mut self, new: bool) -> i64 {
        if new { self.next().unwrap_or_default() } else { 0 }
    }
}

/// The subject afterwards.
fn whole(tx: &Tx, ask: &Ask<'_>, sound: Sound, number: i64) -> Whole {
    let phone = sound.draft.phone.clone().unwrap_or_default();
    let birth = Birth { id: ask.app.fresh(), number, organisation: ask.by.organisation, at: tx.now };
    let mut whole = unsealed(birth, sound, || ask.app.fresh());
    whole.row.phone = sealed(ask.app, whole.row.id, Some(&phone), None);
    whole
}

/// The subject afterwards but for its phone; born so if it isn't there.
pub(super) fn unsealed(birth: Birth, sound: Sound, fresh: impl Fn() -> LicenceId) -> Whole {
    let (risk, Sound { draft, said, before, .. }) = (sound.first_risk(), sound);
    let mut whole = match before {
        None => Whole::bare(subject::Model { risk, ..subject::Model::new(birth, &draft) }),
        Some(whole) => {
            let version = whole.row.version;
            Whole { row: whole.row.clone().edited(&draft, birth.at, version), ..whole }
        }
    };
    whole.row.status = said.status.unwrap_or(whole.row.status);
    let subject = whole.row.number;
    for tag in said.tags {
        if !whole.tags.contains(&tag) {
            whole.tags.push(tag);
        }
    }
    if let Some((kind, code, valid_to)) = said.licence {
        whole.licences.retain(|one| (&one.kind, &one.code) != (&kind, &code));
        whole.licences.push(licence::Model { id: fresh(), subject, kind, code, valid_to });
    }
    if let Some((visited, result)) = said.visit {
        let row = visit::Model { subject, visited, result };
        if !whole.visits.contains(&row) {
            whole.visits.push(row);
        }
    }
    image::sort(&mut whole);
    whole
}

/// Put in subjects with all that hangs on them.
async fn load(db: &DatabaseTransaction, wholes: Vec<&Whole>) -> Result<(), DbErr> {
    let bulk = bulk::of(db.get_database_backend());
    let rows: Vec<subject::Model> = wholes.iter().map(|whole| whole.row.clone()).collect();
    bulk.load(db, Rows::of::<subject::Entity>(&rows)).await?;
    bulk.words(db, rows.iter().map(Words::of).collect()).await?;
    hang(db, &wholes).await
}

/// Put in what hangs on subjects.
async fn hang(db: &DatabaseTransaction, wholes: &[&Whole]) -> Result<(), DbErr> {
    let bulk = bulk::of(db.get_database_backend());
    let licences: Vec<licence::Model> = wholes.iter().flat_map(|whole| whole.licences.clone()).collect();
    let tags = wholes.iter().flat_map(|whole| whole.tags.iter().map(|tag| (tag.clone(), whole.row.number)));
    let tags: Vec<tag::Model> = tags.map(|(tag, subject)| tag::Model { tag, subject }).collect();
    let visits: Vec<visit::Model> = wholes.iter().flat_map(|whole| whole.visits.clone()).collect();
    bulk.load(db, Rows::of::<licence::Entity>(&licences)).await?;
    bulk.load(db, Rows::of::<tag::Entity>(&tags)).await?;
    bulk.load(db, Rows::of::<visit::Entity>(&visits)).await
}

/// Save a subject that was there, and what hangs on it.
async fn change(db: &DatabaseTransaction, before: &subject::Model, whole: &Whole) -> Result<(), Problem> {
    let number = whole.row.number;
    saved(subject::save(db, &whole.row).await?)?;
    search::change(db, before, &whole.row).await?;
    licence::Entity::delete_many().filter(licence::Column::Subject.eq(number)).exec(db).await?;
    tag::Entity::delete_many().filter(tag::Column::Subject.eq(number)).exec(db).await?;
    visit::Entity::delete_many().filter(visit::Column::Subject.eq(number)).exec(db).await?;
    hang(db, &[whole]).await?;
    Ok(())
}
