//! Every thing in the tables is what its last opening says.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, FromQueryResult, QuerySelect, Statement};

use super::super::record::opening;
use super::{Audit, Finding, Imager, PAGE, Part, Progress};
use crate::app::journal::sequencer::Halt;

/// The last opening of each thing of a kind, by the thing's id.
const LAST: &str = "SELECT o.case_id, o.value FROM opening o \
    WHERE o.case_kind = $1 AND o.case_id > $2 AND NOT EXISTS (\
        SELECT 1 FROM opening n WHERE n.case_id = o.case_id AND n.case_kind = o.case_kind \
        AND (n.row_id > o.row_id OR (n.row_id = o.row_id AND n.leaf > o.leaf))) \
    ORDER BY o.case_id LIMIT $3";

/// The same of things in a span of ids.
const WITHIN: &str = "SELECT o.case_id, o.value FROM opening o \
    WHERE o.case_kind = $1 AND o.case_id > $2 AND o.case_id <= $3 AND NOT EXISTS (\
        SELECT 1 FROM opening n WHERE n.case_id = o.case_id AND n.case_kind = o.case_kind \
        AND (n.row_id > o.row_id OR (n.row_id = o.row_id AND n.leaf > o.leaf)))";

/// How many things of a kind aren't what their last openings say, in a transaction that sees one moment. `told` hears of each page how many things it has.
///
/// # Errors
/// [`DbErr`].
pub async fn unlike(
    db: &DatabaseTransaction,
    imager: &Imager,
    told: &mut (dyn FnMut(usize) + Send),
) -> Result<u64, DbErr> {
    let (mut after, mut unlike) = (Uuid::nil(), 0);
    loop {
        let page = (imager.page)(db, after, PAGE).await?;
        let last = page.last().map_or(Uuid::max(), |(id, _)| *id);
        let values = vec![imager.case_kind.into(), after.into(), last.into()];
        let query = Statement::from_sql_and_values(db.get_database_backend(), WITHIN, values);
        let lasts = Last::find_by_statement(query).all(db).await?;
        let mut kept: HashMap<Uuid, Option<String>> =
            lasts.into_iter().map(|last| (last.case_id, last.value)).collect();
        for (id, image) in &page {
            let agrees = kept.remove(id).is_some_and(|value| value.as_ref() == Some(image));
            unlike += u64::from(!agrees);
        }
        unlike += kept.len() as u64;
        told(page.len());
        if page.is_empty() {
            return Ok(unlike);
        }
        after = last;
    }
}

#[derive(FromQueryResult)]
struct Last {
    case_id: Uuid,
    value: Option<String>,
}

/// Two lists by id side by side: pages of either as they are used up.
struct Side<T> {
    page: std::vec::IntoIter<(Uuid, T)>,
    next: Option<(Uuid, T)>,
    after: Uuid,
    over: bool,
}

impl<T> Side<T> {
    fn new() -> Self {
        Self { page: Vec::new().into_iter(), next: None, after: Uuid::nil(), over: false }
    }

    /// Let `next` be the next one, read by `fill` where a page is used up.
    fn advance(&mut self, fill: impl FnOnce(Uuid) -> Result<Vec<(Uuid, T)>, Halt>) -> Result<(), Halt> {
        self.next = self.page.next();
        if self.next.is_none() && !self.over {
            self.page = fill(self.after)?.into_iter();
            self.next = self.page.next();
            self.over = self.next.is_none();
        }
        if let Some((id, _)) = &self.next {
            self.after = *id;
        }
        Ok(())
    }
}

impl Audit {
    pub(super) fn images(&mut self, imagers: &[Imager], progress: Progress<'_>) -> Result<(), Halt> {
        self.kinds(imagers)?;
        for imager in imagers {
            self.kind(imager, progress)?;
        }
        Ok(())
    }

    /// That somebody makes images of every kind of which there are openings.
    fn kinds(&mut self, imagers: &[Imager]) -> Result<(), Halt> {
        let known: BTreeSet<&str> = imagers.iter().map(|imager| imager.case_kind).collect();
        let kinds = opening::Entity::find().select_only().column(opening::Column::CaseKind).distinct().into_tuple();
        let kinds: Vec<String> = self.wait(kinds.all(&*self.tx))?;
        for kind in kinds.into_iter().filter(|kind| !known.contains(kind.as_str())) {
            self.report.add(Finding::OpeningKindUnknown { kind });
        }
        Ok(())
    }

    fn kind(&mut self, imager: &Imager, progress: Progress<'_>) -> Result<(), Halt> {
        let (tx, handle, name) = (Arc::clone(&self.tx), self.handle.clone(), imager.case_kind);
        let images = |after| Ok(handle.block_on((imager.page)(&tx, after, PAGE))?);
        let lasts = |after: Uuid| {
            let values = vec![name.into(), after.into(), i64::try_from(PAGE).unwrap_or(i64::MAX).into()];
            let query = Statement::from_sql_and_values(tx.get_database_backend(), LAST, values);
            let rows = handle.block_on(Last::find_by_statement(query).all(&*tx))?;
            Ok(rows.into_iter().map(|last| (last.case_id, last.value)).collect())
        };
        let (mut here, mut kept) = (Side::new(), Side::<Option<String>>::new());
        here.advance(images)?;
        kept.advance(lasts)?;
        let kind = || name.to_owned();
        loop {
            let (of_table, of_opening) = (here.next.as_ref(), kept.next.as_ref());
            let (table, opened) = (of_table.map(|(id, _)| *id), of_opening.map(|(id, _)| *id));
            let first = match (table, opened) {
                (Some(table), Some(opened)) => table.min(opened),
                (Some(id), None) | (None, Some(id)) => id,
                (None, None) => return Ok(()),
            };
            match (of_table.filter(|(id, _)| *id == first), of_opening.filter(|(id, _)| *id == first)) {
                // No last opening is ever destroyed: whoever destroys seals anew.
                (Some((_, image)), Some((_, value))) if value.as_ref() == Some(image) => {}
                (Some(_), Some(_)) => self.report.add(Finding::ImageUnlikeOpening { kind: kind(), id: first }),
                (Some(_), None) => self.report.add(Finding::ImageWithoutOpening { kind: kind(), id: first }),
                _ => self.report.add(Finding::OpeningWithoutImage { kind: kind(), id: first }),
            }
            if table == Some(first) {
                self.report.images += 1;
                here.advance(images)?;
            }
            if opened == Some(first) {
                kept.advance(lasts)?;
            }
            if self.report.images.is_multiple_of(PAGE) {
                progress(Part::Images, self.report.images, 0);
            }
        }
    }
}
