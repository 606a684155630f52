//! A complaint with its notes and what edits replaced, and its image for the journal.

use std::collections::{BTreeMap, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{DatabaseTransaction, QueryOrder, QuerySelect};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};

use super::{complaint, former, hung, note};
use crate::app::journal::{Act, Case};

/// A complaint with what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    /// The row.
    pub row: complaint::Model,
    /// Its notes, in order.
    pub notes: Vec<note::Model>,
    /// What edits replaced, in order.
    pub formers: Vec<former::Model>,
}

/// What the journal calls complaints.
pub const CASE: &str = "complaint";

impl Whole {
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

    /// The place of the next note.
    #[must_use]
    pub fn next_place(&self) -> i64 {
        self.notes.last().map_or(0, |note| note.place + 1)
    }
}

/// All that must not change unseen. What is encrypted stands as the SHA-256 of its ciphertext, whose nonce is random: so it can't be
/// exchanged unseen, and an opening of the image says nothing of a person, not even to one who guesses.
#[must_use]
pub fn image(whole: &Whole) -> String {
    let row = &whole.row;
    let sealed = |bytes: Option<&Vec<u8>>| json!(bytes.map(|bytes| digest(bytes)));
    let note = |note: &note::Model| json!([note.kind, note.person, note.at, digest(&note.reason)]);
    let former = |one: &former::Model| {
        let open = [digest(&one.subject_name), digest(&one.item), digest(&one.content)];
        let who = [&one.name, &one.phone, &one.address].map(|bytes| sealed(bytes.as_ref()));
        json!([one.person, one.at, one.domain, open, who, one.confidential])
    };
    let fields = [
        ("organisation", json!(row.organisation)),
        ("number", json!(row.number)),
        ("kind", json!(row.kind)),
        ("channel", json!(row.channel)),
        ("received", json!(row.received)),
        ("subject", json!(row.subject)),
        ("subject_name", json!(row.subject_name)),
        ("domain", json!(row.domain)),
        ("item", json!(row.item)),
        ("content", json!(digest(&row.content))),
        ("name", sealed(row.name.as_ref())),
        ("phone", sealed(row.phone.as_ref())),
        ("address", sealed(row.address.as_ref())),
        ("confidential", json!(row.confidential)),
        ("erased", json!(row.erased)),
        ("state", json!(row.state)),
        ("registrar", json!(row.registrar)),
        ("assigner", json!(row.assigner)),
        ("handler", json!(row.handler)),
        ("due", json!(row.due)),
        ("outcome", json!(row.outcome)),
        ("disposal", sealed(row.disposal.as_ref())),
        ("visited", json!(row.visited)),
        ("no_subject_why", sealed(row.no_subject_why.as_ref())),
        ("transferred_to", json!(row.transferred_to)),
        ("ender", json!(row.ender)),
        ("ended", json!(row.ended)),
        ("eraser", json!(row.eraser)),
        ("version", json!(row.version)),
        ("notes", whole.notes.iter().map(note).collect()),
        ("formers", whole.formers.iter().map(former).collect()),
    ];
    let empty = |value: &Json| value.is_null() || *value == json!("") || *value == json!([]);
    let image: BTreeMap<_, _> = fields.into_iter().filter(|(_, value)| !empty(value)).collect();
    lots::canonical::to_text(&image)
}

fn digest(bytes: &[u8]) -> String {
    lots::hash::Digest(Sha256::digest(bytes).into()).to_string()
}

/// A page of images by id, for the audit of tables against the journal.
///
/// # Errors
/// [`DbErr`].
pub async fn images(db: &DatabaseTransaction, after: Uuid, limit: u64) -> Result<Vec<(Uuid, String)>, DbErr> {
    use complaint::{Column, Entity};
    let rows =
        Entity::find().filter(Column::Id.gt(after)).order_by_asc(Column::Id).limit(limit.min(1000)).all(db).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut notes: HashMap<_, Vec<note::Model>> = HashMap::new();
    for note in hung::of::<note::Entity, _>(db, &ids).await? {
        notes.entry(note.complaint).or_default().push(note);
    }
    let mut formers: HashMap<_, Vec<former::Model>> = HashMap::new();
    for former in hung::of::<former::Entity, _>(db, &ids).await? {
        formers.entry(former.complaint).or_default().push(former);
    }
    let whole = |row: complaint::Model| Whole {
        notes: notes.remove(&row.id).unwrap_or_default(),
        formers: formers.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(whole).map(|whole| (whole.row.id.0, image(&whole))).collect())
}
