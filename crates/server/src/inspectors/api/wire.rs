//! What inspectors look like on the wire, and how fields are checked.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::{Faults, OrganisationId};
use crate::app::App;
use crate::app::crypt::mask;
use crate::app::problem::{Arg, FieldFault, Problem, say};
use crate::app::value::Date;
use crate::app::words::{Tongue, words};
use crate::inspectors::rules::{
    self, InspectorId, InspectorState, Secret, Standing, WhyNot, certificate_fault, id_number_fault, phone_fault,
};
use crate::inspectors::store::{Beside, Model, conflict, leave, list_of, list_text, training};

/// Why somebody can't be drawn, in words.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WhyBody {
    /// Stable code.
    pub code: String,
    /// Which rule stops it and what one can do, in the caller's language.
    pub message: String,
}

/// Whether somebody may be drawn on a date.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DrawableBody {
    /// The date.
    pub on: Date,
    /// Whether they may.
    pub ok: bool,
    /// All that stands against it.
    pub why: Vec<WhyBody>,
}

impl DrawableBody {
    /// Of what it hangs on.
    #[must_use]
    pub fn new(standing: &Standing, on: Date, tongue: Tongue) -> Self {
        let why = rules::drawable(standing, on).err().unwrap_or_default();
        let why: Vec<_> = why.into_iter().map(|why| why_body(why, tongue)).collect();
        Self { on, ok: why.is_empty(), why }
    }
}

fn why_body(why: WhyNot, tongue: Tongue) -> WhyBody {
    let mut args: Vec<(&'static str, Arg)> = Vec::new();
    let day = match why {
        WhyNot::Left | WhyNot::Suspended => None,
        WhyNot::NotYetValid { from } => Some(from),
        WhyNot::Expired { on } => Some(on),
        WhyNot::OnLeave(away) => {
            args.push(("kind", Arg::Key(format!("leave-kind-{}", away.kind))));
            Some(away.to)
        }
        WhyNot::TrainingMissing { since, months } => {
            args.push(("months", i64::from(months).into()));
            Some(since)
        }
    };
    if let Some(Date(day)) = day {
        args.push(("year", i64::from(day.year()).into()));
        args.push(("month", i64::from(day.month()).into()));
        args.push(("day", i64::from(day.day()).into()));
    }
    let message = say(words(tongue), &format!("why-not-{}", why.code()), &args);
    WhyBody { code: why.code().to_owned(), message }
}

/// An inspector in a list. Phone and id number are masked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InspectorBody {
    /// Which.
    pub id: InspectorId,
    /// Whose.
    pub organisation: OrganisationId,
    /// 执法证号.
    pub certificate: String,
    /// The name.
    pub name: String,
    /// 发证机关.
    pub issuer: String,
    /// The certificate's first day.
    pub valid_from: Option<Date>,
    /// The certificate's last day.
    pub valid_to: Date,
    /// 工作单位、科室.
    pub unit: String,
    /// 职级.
    pub level: String,
    /// 职务.
    pub post: String,
    /// The items or domains they may inspect.
    pub fields: Vec<String>,
    /// 资质.
    pub qualifications: Vec<String>,
    /// 专家.
    pub expert: bool,
    /// 工作片区.
    pub area: String,
    /// 语言.
    pub languages: Vec<String>,
    /// `138****5678`.
    pub phone: Option<String>,
    /// `2104**********123X`.
    pub id_number: Option<String>,
    /// Whether they work.
    pub state: InspectorState,
    /// Whether they may be drawn on the date asked for, or today.
    pub drawable: DrawableBody,
    /// For edits.
    pub version: i64,
}

impl InspectorBody {
    /// Of a row.
    ///
    /// # Errors
    /// `broken` if an encrypted field doesn't open.
    pub fn new(app: &App, row: Model, drawable: DrawableBody) -> Result<Self, Problem> {
        Ok(Self {
            phone: opened(app, &row, Secret::Phone)?.map(|text| mask(&text, 3, 4)),
            id_number: opened(app, &row, Secret::IdNumber)?.map(|text| mask(&text, 4, 4)),
            id: row.id,
            organisation: row.organisation,
            certificate: row.certificate,
            name: row.name,
            issuer: row.issuer,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
            unit: row.unit,
            level: row.level,
            post: row.post,
            fields: list_of(&row.fields),
            qualifications: list_of(&row.qualifications),
            expert: row.expert,
            area: row.area,
            languages: list_of(&row.languages),
            state: row.state,
            drawable,
            version: row.version,
        })
    }
}

/// An encrypted field in full.
///
/// # Errors
/// `broken` if it doesn't open.
pub fn opened(app: &App, row: &Model, secret: Secret) -> Result<Option<String>, Problem> {
    let sealed = match secret {
        Secret::Phone => &row.phone,
        Secret::IdNumber => &row.id_number,
    };
    let open = |bytes: &Vec<u8>| app.crypt.open(row.id.0, secret.code(), bytes).map_err(Problem::broken);
    sealed.as_ref().map(open).transpose()
}

/// Encrypt a field of an inspector.
#[must_use]
pub fn sealed(app: &App, id: InspectorId, secret: Secret, text: &str) -> Vec<u8> {
    app.crypt.seal(&*app.outside, id.0, secret.code(), text)
}

/// An inspector and all that is kept beside the row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct InspectorPage {
    /// The row.
    #[serde(flatten)]
    pub inspector: InspectorBody,
    /// Trainings, the latest first.
    pub trainings: Vec<training::Model>,
    /// Conflicts, in the order they were declared.
    pub conflicts: Vec<conflict::Model>,
    /// Leaves, the latest first.
    pub leaves: Vec<leave::Model>,
}

impl InspectorPage {
    /// Of the row and the rest.
    #[must_use]
    pub fn new(inspector: InspectorBody, beside: Beside) -> Self {
        let Beside { trainings, conflicts, leaves } = beside;
        Self { inspector, trainings, conflicts, leaves }
    }
}

/// What is entered of an inspector.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct InspectorInput {
    /// Whose.
    pub organisation: OrganisationId,
    /// 执法证号.
    pub certificate: String,
    /// The name.
    pub name: String,
    /// 发证机关.
    #[serde(default)]
    pub issuer: String,
    /// The certificate's first day.
    pub valid_from: Option<Date>,
    /// The certificate's last day.
    pub valid_to: Date,
    /// 工作单位、科室.
    #[serde(default)]
    pub unit: String,
    /// 职级.
    #[serde(default)]
    pub level: String,
    /// 职务.
    #[serde(default)]
    pub post: String,
    /// The items or domains they may inspect.
    #[serde(default)]
    pub fields: Vec<String>,
    /// 资质.
    #[serde(default)]
    pub qualifications: Vec<String>,
    /// 专家.
    #[serde(default)]
    pub expert: bool,
    /// 工作片区.
    #[serde(default)]
    pub area: String,
    /// 语言.
    #[serde(default)]
    pub languages: Vec<String>,
    /// The phone in full; empty clears it, and without it what is there stays.
    pub phone: Option<String>,
    /// The id number in full; empty clears it, and without it what is there stays.
    pub id_number: Option<String>,
}

/// What can be changed of an inspector.
#[derive(Clone, Debug, Deserialize, ToSchema)]
pub struct InspectorEdit {
    /// All fields.
    #[serde(flatten)]
    pub input: InspectorInput,
    /// The version that was read.
    pub version: i64,
}

/// Why something is done.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectorReason)]
pub struct ReasonBody {
    /// Why: 1–200 characters. It is sealed in the journal.
    pub reason: String,
    /// The version that was read.
    pub version: i64,
}

impl ReasonBody {
    /// The reason without spaces around it.
    ///
    /// # Errors
    /// `fields`.
    pub fn settled(&self) -> Result<String, Problem> {
        let mut faults = Faults::default();
        let reason = faults.line("reason", &self.reason, REASON_MOST);
        faults.settled()?;
        Ok(reason)
    }
}

/// The most characters of a reason.
pub const REASON_MOST: i64 = 200;

/// The most characters of a text, and the most texts of a list.
const MOST: (i64, usize) = (100, 50);

impl InspectorInput {
    /// The row afterwards; `now` is the one before, or a fresh one with nothing but id, state and version.
    ///
    /// # Errors
    /// `fields`.
    pub fn over(self, app: &App, now: &Model) -> Result<Model, Problem> {
        let mut faults = Faults::default();
        let certificate = self.certificate.trim().to_owned();
        let form = certificate_fault(&certificate).map(|code| FieldFault::new("certificate", code));
        faults.0.extend(form.map(|fault| fault.with("suggestion", rules::half_width(&certificate))));
        let name = faults.name("name", &self.name, 50);
        let late = self.valid_from.is_some_and(|from| from > self.valid_to);
        faults.note("valid_to", late.then_some("valid-order"));
        let phone = secret(app, &mut faults, now, (Secret::Phone, self.phone, phone_fault));
        let id_number = secret(app, &mut faults, now, (Secret::IdNumber, self.id_number, id_number_fault));
        let row = Model {
            organisation: self.organisation,
            initials: rules::initials(&name),
            certificate,
            name,
            issuer: optional(&mut faults, "issuer", &self.issuer),
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            unit: optional(&mut faults, "unit", &self.unit),
            level: optional(&mut faults, "level", &self.level),
            post: optional(&mut faults, "post", &self.post),
            fields: list(&mut faults, "fields", &self.fields),
            qualifications: list(&mut faults, "qualifications", &self.qualifications),
            expert: self.expert,
            area: optional(&mut faults, "area", &self.area),
            languages: list(&mut faults, "languages", &self.languages),
            phone,
            id_number,
            id: now.id,
            state: now.state,
            state_reason: now.state_reason.clone(),
            version: now.version,
        };
        faults.settled()?;
        Ok(row)
    }
}

/// A text that may be empty.
fn optional(faults: &mut Faults, field: &str, text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { faults.line(field, text, MOST.0) }
}

fn list(faults: &mut Faults, field: &str, texts: &[String]) -> String {
    faults.note(field, (texts.len() > MOST.1).then_some("out-of-range"));
    let texts: Vec<String> = texts.iter().map(|text| faults.line(field, text, MOST.0)).collect();
    list_text(&texts)
}

type Entered = (Secret, Option<String>, fn(&str) -> Option<&'static str>);

/// An encrypted field afterwards.
fn secret(app: &App, faults: &mut Faults, now: &Model, (secret, text, fault): Entered) -> Option<Vec<u8>> {
    let before = match secret {
        Secret::Phone => now.phone.clone(),
        Secret::IdNumber => now.id_number.clone(),
    };
    match text.as_deref().map(str::trim) {
        None => before,
        Some("") => None,
        Some(text) => {
            let text = text.to_ascii_uppercase();
            faults.note(secret.code(), fault(&text));
            Some(sealed(app, now.id, secret, &text))
        }
    }
}
