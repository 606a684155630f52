//! Rows written: those that are new and those that change, in a few statements a table.

use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use sea_orm::entity::prelude::*;

use super::plan::{Planned, Sound};
use crate::app::bulk::{self, Rows, Same};
use crate::app::import::{Ask, Outcome};
use crate::app::journal::Change;
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::subjects::api::wire::sealed;
use crate::subjects::rules::LicenceId;
use crate::subjects::store::child::{licence, tag, visit};
use crate::subjects::store::search::{self, Words};
use crate::subjects::store::subject::{self, Birth};
use crate::subjects::store::{Whole, image, number};

/// A subject, and what it was.
struct Written {
    before: Option<Whole>,
    whole: Whole,
}

/// Write what was planned, and give what became of each.
pub(super) async fn write(tx: &Tx, ask: &Ask<'_>, planned: Vec<Planned>) -> Result<Vec<Change>, Problem> {
    let sound: Vec<Sound> = planned.into_iter().filter_map(sound).collect();
    let new = sound.iter().filter(|row| row.before.is_none()).count();
    let first = number::take(tx.db(), i64::try_from(new).unwrap_or(i64::MAX)).await?;
    let mut numbers = first..;
    let changes: Vec<Written> = sound
        .into_iter()
        .map(|row| {
            let before = row.before.clone();
            let number = numbers.next_if_new(before.is_none());
            Written { before, whole: whole(tx, ask, row, number) }
        })
        .collect();
    let changes = Arc::new(changes);
    let seen = Arc::clone(&changes);
    // The database is busy while the images are made.
    let images = tokio::task::spawn_blocking(move || {
        let changed = |one: &Written| Change {
            case: one.whole.case(),
            was: one.before.as_ref().map(image::image),
            image: image::image(&one.whole),
        };
        seen.iter().map(changed).collect()
    });
    save(tx.db(), &changes).await?;
    images.await.map_err(Problem::broken)
}

fn sound(planned: Planned) -> Option<Sound> {
    match planned {
        Planned::Sound(sound) if sound.outcome != Outcome::Same => Some(*sound),
        _ => None,
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
    if let Some(status) = said.status.filter(|status| *status != whole.row.status) {
        (whole.row.status, whole.row.status_reason) = (status, None);
    }
    let subject = whole.row.number;
    for tag in said.tags {
        if !whole.tags.contains(&tag) {
            whole.tags.push(tag);
        }
    }
    if let Some((kind, code, valid_to)) = said.licence {
        match whole.licences.iter_mut().find(|one| (&one.kind, &one.code) == (&kind, &code)) {
            Some(one) => one.valid_to = valid_to,
            None => whole.licences.push(licence::Model { id: fresh(), subject, kind, code, valid_to }),
        }
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

/// Put in what is new, save what changes, table by table.
async fn save(db: &DatabaseTransaction, changes: &[Written]) -> Result<(), Problem> {
    let (new, moved): (Vec<&Written>, Vec<&Written>) = changes.iter().partition(|change| change.before.is_none());
    bulk::load(db, Rows::of::<subject::Entity>(new.iter().map(|change| &change.whole.row))).await?;
    let over = Rows::of::<subject::Entity>(moved.iter().map(|change| &change.whole.row));
    if bulk::load(db, over.with(Same::Next(&["number"]))).await? != moved.len() as u64 {
        return Err(Problem::stale());
    }
    let found_else: Vec<&Written> = moved.into_iter().filter(|change| change.is_found_else()).collect();
    search::remove(db, &found_else.iter().map(|change| change.whole.row.number).collect::<Vec<_>>()).await?;
    let words: Vec<Words> = new.iter().chain(&found_else).map(|change| Words::of(&change.whole.row)).collect();
    search::put(db, &words).await?;
    hang(db, changes).await?;
    Ok(())
}

/// Put in what is new among what hangs on subjects. A row of a file takes nothing off.
async fn hang(db: &DatabaseTransaction, changes: &[Written]) -> Result<(), DbErr> {
    let added = |change: &Written, list: fn(&Whole) -> usize| {
        change.before.as_ref().is_none_or(|before| list(before) != list(&change.whole))
    };
    let licences = changes.iter().flat_map(Written::licences);
    let licences = Rows::of::<licence::Entity>(licences).with(Same::Over(&["subject", "kind", "code"]));
    let tags = changes.iter().filter(|change| added(change, |whole| whole.tags.len())).flat_map(|change| {
        let subject = change.whole.row.number;
        change.whole.tags.iter().map(move |tag| tag::Model { tag: tag.clone(), subject })
    });
    let tags: Vec<tag::Model> = tags.collect();
    let tags = Rows::of::<tag::Entity>(&tags).with(Same::Over(&["tag", "subject"]));
    let visits = changes.iter().filter(|change| added(change, |whole| whole.visits.len()));
    let visits = Rows::of::<visit::Entity>(visits.flat_map(|change| &change.whole.visits));
    bulk::load(db, licences).await?;
    bulk::load(db, tags).await?;
    bulk::load(db, visits.with(Same::Over(&["subject", "visited", "result"]))).await?;
    Ok(())
}

impl Written {
    /// Whether other words find it than before.
    fn is_found_else(&self) -> bool {
        let (was, is) = (self.before.as_ref().map(|whole| &whole.row), &self.whole.row);
        was.is_none_or(|was| (&was.name, &was.address) != (&is.name, &is.address))
    }

    /// Licences that are new, or end on another day.
    fn licences(&self) -> impl Iterator<Item = &licence::Model> {
        let before = self.before.as_ref().map_or(&[][..], |whole| &whole.licences);
        self.whole.licences.iter().filter(|one| !before.contains(one))
    }
}
