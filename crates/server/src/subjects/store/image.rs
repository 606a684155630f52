//! A subject with all that hangs on it, and its image for the journal.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};
use serde_json::{Value as Json, json};

use super::child::{licence, risk, tag, visit};
use super::{code_was, subject};
use crate::app::journal::{Act, Case};

/// A subject with all that hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The row.
    pub row: subject::Model,
    /// Its licences, by kind and number.
    pub licences: Vec<licence::Model>,
    /// Its tags, sorted.
    pub tags: Vec<String>,
    /// The moves of its risk class, in order.
    pub moves: Vec<risk::Model>,
    /// Visits from before this system, by date.
    pub visits: Vec<visit::Model>,
    /// The codes that it had before, in order.
    pub codes: Vec<code_was::Model>,
}

/// What the journal calls subjects.
pub const CASE: &str = "subject";

impl Whole {
    /// A new one with nothing on it yet.
    #[must_use]
    pub fn bare(row: subject::Model) -> Self {
        Self { row, licences: vec![], tags: vec![], moves: vec![], visits: vec![], codes: vec![] }
    }

    /// What the journal's entries on it are about.
    #[must_use]
    pub fn case(&self) -> Case {
        Case { kind: CASE, id: self.row.id.0 }
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, self.case()).image(image(self))
    }
}

/// All that must not change unseen. Not the phone, which an opening would show to whoever reads the database, nor what is
/// made of other fields.
#[must_use]
pub fn image(whole: &Whole) -> String {
    let row = &whole.row;
    let mut image = BTreeMap::new();
    let mut set = |name: &'static str, value: Json| {
        let empty = value.is_null() || value == json!("") || value == json!([]);
        if !empty {
            image.insert(name, value);
        }
    };
    set("number", json!(row.number));
    set("organisation", json!(row.organisation));
    set("name", json!(row.name));
    set("code", json!(row.code));
    set("code_kind", json!(row.code_kind));
    set("kind", json!(row.kind));
    set("domain", json!(row.domain));
    set("industry", json!(row.industry));
    set("region", json!(row.region));
    set("grid", json!(row.grid));
    set("address", json!(row.address));
    // Text, because the canonical form has whole numbers from 0 only.
    set("latitude", json!(row.latitude.map(|degrees| degrees.to_string())));
    set("longitude", json!(row.longitude.map(|degrees| degrees.to_string())));
    set("representative", json!(row.representative));
    set("liaison", json!(row.liaison));
    set("status", json!(row.status));
    set("status_reason", json!(row.status_reason));
    set("risk", json!(row.risk));
    set("visits_most", json!(row.visits_most));
    set("cooldown_days", json!(row.cooldown_days));
    set("merged_into", json!(row.merged_into));
    set("version", json!(row.version));
    set("licences", whole.licences.iter().map(|l| json!([l.kind, l.code, l.valid_to])).collect());
    set("tags", json!(whole.tags));
    set("moves", whole.moves.iter().map(|m| json!([m.was, m.became, m.reason, m.basis, m.person, m.at])).collect());
    set("visits", whole.visits.iter().map(|v| json!([v.visited, v.result])).collect());
    set("codes_was", whole.codes.iter().map(|c| json!([c.code, c.until])).collect());
    lots::canonical::to_text(&image)
}

/// Rows with all that hangs on them, in their order.
///
/// # Errors
/// [`DbErr`].
pub async fn gather<C: ConnectionTrait>(db: &C, rows: Vec<subject::Model>) -> Result<Vec<Whole>, DbErr> {
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    let mut wholes: HashMap<i64, Whole> = rows.into_iter().map(|row| (row.number, Whole::bare(row))).collect();
    for part in numbers.chunks(1000) {
        fill(db, part, &mut wholes).await?;
    }
    Ok(numbers.iter().filter_map(|number| wholes.remove(number)).collect())
}

async fn fill<C: ConnectionTrait>(db: &C, numbers: &[i64], wholes: &mut HashMap<i64, Whole>) -> Result<(), DbErr> {
    let ours = || numbers.iter().copied();
    let licences = licence::Entity::find().filter(licence::Column::Subject.is_in(ours()));
    for row in licences.order_by_asc(licence::Column::Kind).order_by_asc(licence::Column::Code).all(db).await? {
        wholes.entry(row.subject).and_modify(|whole| whole.licences.push(row));
    }
    let tags = tag::Entity::find().filter(tag::Column::Subject.is_in(ours())).order_by_asc(tag::Column::Tag);
    for row in tags.all(db).await? {
        wholes.entry(row.subject).and_modify(|whole| whole.tags.push(row.tag));
    }
    let moves = risk::Entity::find().filter(risk::Column::Subject.is_in(ours())).order_by_asc(risk::Column::Place);
    for row in moves.all(db).await? {
        wholes.entry(row.subject).and_modify(|whole| whole.moves.push(row));
    }
    let visits = visit::Entity::find().filter(visit::Column::Subject.is_in(ours()));
    for row in visits.order_by_asc(visit::Column::Visited).order_by_asc(visit::Column::Result).all(db).await? {
        wholes.entry(row.subject).and_modify(|whole| whole.visits.push(row));
    }
    for row in code_was::of(db, numbers).await? {
        wholes.entry(row.subject).and_modify(|whole| whole.codes.push(row));
    }
    // The databases needn't sort texts alike; the image must be the same on both.
    for number in numbers {
        wholes.entry(*number).and_modify(sort);
    }
    Ok(())
}

/// Bring what hangs on a subject into the image's order.
pub fn sort(whole: &mut Whole) {
    whole.licences.sort_by(|a, b| (&a.kind, &a.code).cmp(&(&b.kind, &b.code)));
    whole.tags.sort();
    whole.visits.sort_by_key(|visit| (visit.visited, visit.result));
}

/// A page of images by id, for the audit of tables against the journal.
///
/// # Errors
/// [`DbErr`].
pub async fn images(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Result<Vec<(Uuid, String)>, DbErr> {
    let page = subject::Entity::find().filter(subject::Column::Id.gt(after)).order_by_asc(subject::Column::Id);
    let wholes = gather(db, page.limit(limit).all(db).await?).await?;
    Ok(wholes.iter().map(|whole| (whole.row.id.0, image(whole))).collect())
}
