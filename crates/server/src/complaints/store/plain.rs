//! What is encrypted of a complaint, opened and sealed.

use super::{Whole, complaint, former, note};
use crate::accounts::PersonId;
use crate::app::App;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::complaints::rules::veil::{Complainant, Everybody, Former, Told};
use crate::complaints::rules::{ComplaintId, FormerId, NoteId, NoteKind};

const CONTENT: &str = "complaint.content";
const NAME: &str = "complaint.name";
const PHONE: &str = "complaint.phone";
const ADDRESS: &str = "complaint.address";
const DISPOSAL: &str = "complaint.disposal";
const REASON: &str = "complaint.reason";
const NO_SUBJECT_WHY: &str = "complaint.no_subject_why";
const SUBJECT_NAME: &str = "complaint.subject_name";
const ITEM: &str = "complaint.item";

fn seal(app: &App, id: ComplaintId, field: &str, text: &str) -> Vec<u8> {
    app.crypt.seal(&*app.outside, id.0, field, text)
}

fn open(app: &App, id: ComplaintId, field: &str, sealed: Option<&Vec<u8>>) -> Result<Option<String>, Problem> {
    let open = |sealed: &Vec<u8>| app.crypt.open(id.0, field, sealed).map_err(Problem::broken);
    sealed.map(open).transpose()
}

/// Who complains.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn complainant(app: &App, row: &complaint::Model) -> Result<Complainant, Problem> {
    Ok(Complainant {
        name: open(app, row.id, NAME, row.name.as_ref())?,
        phone: open(app, row.id, PHONE, row.phone.as_ref())?,
        address: open(app, row.id, ADDRESS, row.address.as_ref())?,
        confidential: row.confidential,
    })
}

/// What is complained of.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn content(app: &App, row: &complaint::Model) -> Result<String, Problem> {
    Ok(open(app, row.id, CONTENT, Some(&row.content))?.unwrap_or_default())
}

/// Both.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn told(app: &App, row: &complaint::Model) -> Result<Told, Problem> {
    Ok(Told { content: content(app, row)?, complainant: complainant(app, row)? })
}

/// What was found and done.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn disposal(app: &App, row: &complaint::Model) -> Result<Option<String>, Problem> {
    open(app, row.id, DISPOSAL, row.disposal.as_ref())
}

/// Why no entry of the registry is known.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn no_subject_why(app: &App, row: &complaint::Model) -> Result<Option<String>, Problem> {
    open(app, row.id, NO_SUBJECT_WHY, row.no_subject_why.as_ref())
}

/// Why a note was made.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn reason(app: &App, note: &note::Model) -> Result<String, Problem> {
    app.crypt.open(note.id.0, REASON, &note.reason).map_err(Problem::broken)
}

/// A new complaint's row with what it tells.
#[must_use]
pub fn filled(app: &App, row: complaint::Model, told: &Told) -> complaint::Model {
    changed(app, row, &Told::default(), told)
}

/// The row of one that told so with what it tells now. What stays keeps its very bytes, so that nobody takes it for a change.
#[must_use]
pub fn changed(app: &App, row: complaint::Model, was: &Told, now: &Told) -> complaint::Model {
    let id = row.id;
    let (before, after) = (&was.complainant, &now.complainant);
    let part = |field, was: &Option<String>, now: &Option<String>, kept| {
        if was == now { kept } else { now.as_deref().map(|text| seal(app, id, field, text)) }
    };
    complaint::Model {
        content: if was.content == now.content { row.content } else { seal(app, id, CONTENT, &now.content) },
        name: part(NAME, &before.name, &after.name, row.name),
        phone: part(PHONE, &before.phone, &after.phone, row.phone),
        address: part(ADDRESS, &before.address, &after.address, row.address),
        confidential: after.confidential,
        ..row
    }
}

/// The row with what was found and done.
#[must_use]
pub fn disposed(app: &App, row: complaint::Model, text: &str) -> complaint::Model {
    complaint::Model { disposal: Some(seal(app, row.id, DISPOSAL, text)), ..row }
}

/// The row with why no entry of the registry is known.
#[must_use]
pub fn unlinked(app: &App, row: complaint::Model, why: &str) -> complaint::Model {
    complaint::Model { no_subject_why: Some(seal(app, row.id, NO_SUBJECT_WHY, why)), ..row }
}

/// A new note behind those there are.
#[must_use]
pub fn noted(
    app: &App,
    whole: &Whole,
    kind: NoteKind,
    (person, at): (PersonId, Timestamp),
    reason: &str,
) -> note::Model {
    let id: NoteId = app.fresh();
    let sealed = app.crypt.seal(&*app.outside, id.0, REASON, reason);
    note::Model { id, complaint: whole.row.id, place: whole.next_place(), kind, person, at, reason: sealed }
}

/// What a complaint tells, behind what edits replaced before: kept by who replaces it now. What was encrypted is kept byte by byte, and opens as it did.
#[must_use]
pub fn replaced(app: &App, whole: &Whole, (person, at): (PersonId, Timestamp)) -> former::Model {
    let (id, row): (FormerId, _) = (app.fresh(), &whole.row);
    former::Model {
        id,
        complaint: row.id,
        place: whole.formers.last().map_or(0, |former| former.place + 1),
        person,
        at,
        domain: row.domain,
        subject_name: seal(app, row.id, SUBJECT_NAME, &row.subject_name),
        item: seal(app, row.id, ITEM, &row.item),
        content: row.content.clone(),
        name: row.name.clone(),
        phone: row.phone.clone(),
        address: row.address.clone(),
        confidential: row.confidential,
    }
}

/// What an edit replaced, opened.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn former(app: &App, row: &former::Model) -> Result<Former, Problem> {
    let part = |field, sealed| open(app, row.complaint, field, sealed);
    Ok(Former {
        subject_name: part(SUBJECT_NAME, Some(&row.subject_name))?.unwrap_or_default(),
        item: part(ITEM, Some(&row.item))?.unwrap_or_default(),
        told: Told {
            content: part(CONTENT, Some(&row.content))?.unwrap_or_default(),
            complainant: Complainant {
                name: part(NAME, row.name.as_ref())?,
                phone: part(PHONE, row.phone.as_ref())?,
                address: part(ADDRESS, row.address.as_ref())?,
                confidential: row.confidential,
            },
        },
    })
}

/// What edits replaced, opened, in order.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn formers(app: &App, whole: &Whole) -> Result<Vec<Former>, Problem> {
    whole.formers.iter().map(|row| former(app, row)).collect()
}

/// Everybody who was ever said to complain.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn everybody(app: &App, whole: &Whole) -> Result<Everybody, Problem> {
    Ok(Everybody::new(&complainant(app, &whole.row)?, &formers(app, whole)?))
}

/// The complaint without who complained, whoever that was said to be before: their data gone, and every text with `***` in the place of what repeated it.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn erased(app: &App, whole: Whole) -> Result<Whole, Problem> {
    let (was, formers) = (told(app, &whole.row)?, formers(app, &whole)?);
    // Not even a surname or a phone's ends stay, whatever they asked for.
    let everybody = Everybody::new(&was.complainant, &formers).hidden();
    let veil = |text: &str| everybody.veil(text);
    let nobody = Complainant { confidential: whole.row.confidential, ..Complainant::default() };
    let now = Told { content: veil(&was.content), complainant: nobody };
    let disposal = disposal(app, &whole.row)?.map(|text| veil(&text));
    let why = no_subject_why(app, &whole.row)?.map(|text| veil(&text));
    let mut notes = whole.notes;
    for note in &mut notes {
        let reason = veil(&reason(app, note)?);
        note.reason = app.crypt.seal(&*app.outside, note.id.0, REASON, &reason);
    }
    let left = |(row, former): (former::Model, Former)| {
        let sealed = |field, text: &str| seal(app, row.complaint, field, &veil(text));
        former::Model {
            subject_name: sealed(SUBJECT_NAME, &former.subject_name),
            item: sealed(ITEM, &former.item),
            content: sealed(CONTENT, &former.told.content),
            name: None,
            phone: None,
            address: None,
            ..row
        }
    };
    let formers = whole.formers.into_iter().zip(formers).map(left).collect();
    let row = changed(app, whole.row, &was, &now);
    let row = disposal.iter().fold(row, |row, text| disposed(app, row, text));
    let row = why.iter().fold(row, |row, text| unlinked(app, row, text));
    Ok(Whole { row: complaint::Model { erased: true, ..row }, notes, formers })
}
