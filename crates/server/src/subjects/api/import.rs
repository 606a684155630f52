//! Rosters taken in: what a row of a file says of a subject, what that comes to, and how it is written.
//!
//! A row is the subject of its code in the importer's own organisation. A file may enter subjects, correct what is known of them and add
//! tags, licences and earlier visits; it never moves a risk class of one that is there, since that is an act with a reason.

mod columns;
mod plan;
mod said;
mod told;
mod write;

use async_trait::async_trait;
use sea_orm::DatabaseExecutor;

use crate::accounts::Act;
use crate::app::import::{Ask, Fault, Field, Importer, Line, Plan};
use crate::app::problem::Problem;
use crate::subjects::rules::LicenceId;
use crate::subjects::store::image;
use crate::subjects::store::subject::Birth;

/// The image of the subject that a row makes where it isn't there yet, by the rules alone; no visit is later than the day of its birth.
///
/// # Errors
/// Why it is refused.
pub fn image_of(line: &Line, birth: Birth) -> Result<String, Vec<Fault>> {
    match plan::alone(line, birth.at.date()) {
        plan::Planned::Refused(faults) => Err(faults),
        plan::Planned::Sound(sound) => {
            Ok(image::image(&write::unsealed(birth, *sound, || LicenceId(uuid::Uuid::nil()))))
        }
    }
}

/// The importer of the registry of subjects.
#[derive(Clone, Copy, Debug)]
pub struct Subjects;

#[async_trait]
impl Importer for Subjects {
    fn kind(&self) -> &'static str {
        "subjects"
    }

    fn act(&self) -> Act {
        Act::SubjectManage
    }

    fn fields(&self) -> &'static [Field] {
        columns::FIELDS
    }

    fn key(&self, line: &Line) -> Option<String> {
        line.code("code").map(|code| code.to_ascii_uppercase())
    }

    fn tables(&self) -> &'static [&'static str] {
        &["subject", "subject_licence", "subject_tag", "visit_seen"]
    }

    async fn plan(&self, db: &DatabaseExecutor<'_>, ask: &Ask<'_>, lines: &[Line]) -> Result<Box<dyn Plan>, Problem> {
        Ok(Box::new(plan::Plans(plan::plan(db, ask, lines).await?)))
    }
}
