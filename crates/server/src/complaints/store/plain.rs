//! What is encrypted of a complaint, opened and sealed.

use super::{Whole, complaint, note};
use crate::accounts::PersonId;
use crate::app::App;
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::complaints::rules::veil::Complainant;
use crate::complaints::rules::{ComplaintId, NoteId, NoteKind};

const CONTENT: &str = "complaint.content";
const NAME: &str = "complaint.name";
const PHONE: &str = "complaint.phone";
const ADDRESS: &str = "complaint.address";
const DISPOSAL: &str = "complaint.disposal";
const REASON: &str = "complaint.reason";

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

/// What was found and done.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn disposal(app: &App, row: &complaint::Model) -> Result<Option<String>, Problem> {
    open(app, row.id, DISPOSAL, row.disposal.as_ref())
}

/// Why a note was made.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn reason(app: &App, note: &note::Model) -> Result<String, Problem> {
    app.crypt.open(note.id.0, REASON, &note.reason).map_err(Problem::broken)
}

/// The row with this complainant and content.
#[must_use]
pub fn filled(app: &App, row: complaint::Model, complainant: &Complainant, content: &str) -> complaint::Model {
    let sealed = |field, text: &Option<String>| text.as_deref().map(|text| seal(app, row.id, field, text));
    complaint::Model {
        content: seal(app, row.id, CONTENT, content),
        name: sealed(NAME, &complainant.name),
        phone: sealed(PHONE, &complainant.phone),
        address: sealed(ADDRESS, &complainant.address),
        confidential: complainant.confidential,
        ..row
    }
}

/// The row with what was found and done.
#[must_use]
pub fn disposed(app: &App, row: complaint::Model, text: &str) -> complaint::Model {
    complaint::Model { disposal: Some(seal(app, row.id, DISPOSAL, text)), ..row }
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

/// The complaint without who complained: their data gone, and every text with `***` in the place of what repeated it.
///
/// # Errors
/// A [`Problem`] if this server's key doesn't open it.
pub fn erased(app: &App, whole: Whole) -> Result<Whole, Problem> {
    // Not even a surname or a phone's ends stay, whatever they asked for.
    let known = Complainant { confidential: true, ..complainant(app, &whole.row)? };
    let nobody = Complainant { confidential: whole.row.confidential, ..Complainant::default() };
    let content = known.veil(&content(app, &whole.row)?);
    let disposal = disposal(app, &whole.row)?.map(|text| known.veil(&text));
    let mut notes = whole.notes;
    for note in &mut notes {
        let reason = known.veil(&reason(app, note)?);
        note.reason = app.crypt.seal(&*app.outside, note.id.0, REASON, &reason);
    }
    let row = filled(app, whole.row, &nobody, &content);
    let row = disposal.iter().fold(row, |row, text| disposed(app, row, text));
    Ok(Whole { row: complaint::Model { erased: true, ..row }, notes })
}
