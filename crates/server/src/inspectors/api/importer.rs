//! Inspectors from files.

mod fields;

use std::collections::{BTreeMap, HashMap};

use async_trait::async_trait;
use sea_orm::{ColumnTrait as _, ConnectionTrait, DatabaseExecutor, EntityTrait as _, QueryFilter as _};

pub use self::fields::FIELDS;
use super::wire::{opened, sealed};
use crate::accounts::store::{organisation, within};
use crate::accounts::{Act, OrganisationId};
use crate::app::import::{Ask, Fault, Field, Given, Importer, Judged, Line, Mode, Outcome, Plan, Reading};
use crate::app::journal::Change;
use crate::app::problem::Problem;
use crate::app::shell::Tx;
use crate::app::value::Date;
use crate::inspectors::rules::{self, InspectorState, Secret, certificate_fault, id_number_fault, phone_fault};
use crate::inspectors::store::moves::{Change as Turn, UNSEEN};
use crate::inspectors::store::{self, Model, list_of, list_text};

/// The importer of the register.
#[derive(Clone, Copy, Debug)]
pub struct Inspectors;

/// A row as it was read.
struct Draft {
    certificate: String,
    name: Given<String>,
    issuer: Given<String>,
    valid_from: Given<Date>,
    valid_to: Given<Date>,
    unit: Given<String>,
    organisation: Given<String>,
    level: Given<String>,
    post: Given<String>,
    fields: Given<Vec<String>>,
    qualifications: Given<Vec<String>>,
    expert: Given<bool>,
    area: Given<String>,
    languages: Given<Vec<String>>,
    phone: Given<String>,
    id_number: Given<String>,
}

/// A row as it will be, and what that changes.
struct Planned {
    /// The image of what changes.
    was: Option<String>,
    row: Model,
    outcome: Outcome,
}

/// The words for yes and no.
fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "是" | "有" | "√" | "专家" | "y" | "yes" | "true" | "1" => Some(true),
        "否" | "无" | "不是" | "n" | "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

fn read(line: &Line) -> Result<Draft, Vec<Fault>> {
    let mut reading = Reading::new(line);
    let certificate = reading.code("certificate", 200);
    let certificate = reading.needed("certificate", certificate);
    if let Some(text) = &certificate
        && let Some(code) = certificate_fault(text)
    {
        reading.refuse(Fault::new("certificate", code, text.clone()).with("suggestion", rules::half_width(text)));
    }
    let name = reading.text("name", 50);
    let valid_to = reading.date("valid_to");
    for (field, blank) in [("name", name == Given::Blank), ("valid_to", valid_to == Given::Blank)] {
        if blank {
            reading.refuse(Fault::new(field, "empty", ""));
        }
    }
    let sound = |fault: fn(&str) -> Option<&'static str>| {
        move |text: &str| {
            let text = text.to_ascii_uppercase();
            fault(&text).is_none().then_some(text)
        }
    };
    let draft = Draft {
        certificate: certificate.unwrap_or_default(),
        name,
        valid_to,
        issuer: reading.text("issuer", 100),
        valid_from: reading.date("valid_from"),
        unit: reading.text("unit", 100),
        organisation: reading.text("organisation", 100),
        level: reading.text("level", 100),
        post: reading.text("post", 100),
        fields: reading.several("fields", 100),
        qualifications: reading.several("qualifications", 100),
        expert: reading.parsed("expert", "not-yes-or-no", yes),
        area: reading.text("area", 100),
        languages: reading.several("languages", 100),
        phone: reading.parsed("phone", "phone-form", sound(phone_fault)),
        id_number: reading.parsed("id_number", "id-number-form", sound(id_number_fault)),
    };
    if reading.faults.is_empty() { Ok(draft) } else { Err(reading.faults) }
}

/// What lines are held against.
struct Register {
    rows: HashMap<String, Model>,
    /// Every certificate number there is, by what it is told apart by.
    folded: HashMap<String, String>,
    /// The open organisations in the person's scope, by name.
    organisations: HashMap<String, OrganisationId>,
    /// The same by id.
    within: std::collections::HashSet<OrganisationId>,
}

impl Register {
    async fn load<C: ConnectionTrait>(db: &C, ask: &Ask<'_>, lines: &[Line]) -> Result<Self, Problem> {
        use crate::accounts::rules::OrganisationState::Open;
        let certificates = lines.iter().filter_map(|line| line.code("certificate")).collect();
        let all = organisation::Entity::find()
            .filter(organisation::Column::Id.in_subquery(within(&ask.by.scope)))
            .filter(organisation::Column::State.eq(Open));
        let all = all.all(db).await?;
        let certificates_there = store::certificates(db).await?.into_iter();
        Ok(Self {
            folded: certificates_there.map(|(_, number)| (rules::folded(&number), number)).collect(),
            rows: store::of_certificates(db, certificates, ask.purpose).await?,
            within: all.iter().map(|row| row.id).collect(),
            organisations: all.into_iter().map(|row| (row.name, row.id)).collect(),
        })
    }

    /// Decide on a line.
    fn plan(&self, ask: &Ask<'_>, line: &Line) -> Result<Result<Planned, Vec<Fault>>, Problem> {
        let draft = match read(line) {
            Ok(draft) => draft,
            Err(faults) => return Ok(Err(faults)),
        };
        let now = self.rows.get(&draft.certificate);
        if let Some(fault) = now.and_then(|row| self.untouchable(row)) {
            return Ok(Err(vec![fault]));
        }
        // Who is there already keeps the number; another's row would make a second inspector of one person.
        if let Some(other) = self.folded.get(&rules::folded(&draft.certificate)).filter(|_| now.is_none()) {
            let fault = Fault::new("certificate", "certificate-alike", draft.certificate.clone());
            return Ok(Err(vec![fault.with("found", other.clone())]));
        }
        let organisation = match self.organisation(ask, &draft, now) {
            Ok(organisation) => organisation,
            Err(fault) => return Ok(Err(vec![fault])),
        };
        match now {
            Some(row) if ask.options.mode == Mode::AddOnly => {
                Ok(Ok(Planned { was: None, row: row.clone(), outcome: Outcome::Same }))
            }
            Some(row) => {
                let after = merge(ask, Model { organisation, ..row.clone() }, draft)?;
                let changed = differences(row, &after);
                let outcome = if changed.is_empty() { Outcome::Same } else { Outcome::Changed(changed) };
                let was = Some(store::image(row));
                Ok(checked(Planned { was, row: Model { version: row.version + 1, ..after }, outcome }))
            }
            None => Ok(new(ask, organisation, draft)?.and_then(checked)),
        }
    }

    fn untouchable(&self, row: &Model) -> Option<Fault> {
        let code = match row.state {
            _ if !self.within.contains(&row.organisation) => "foreign-scope",
            InspectorState::Left => "inspector-has-left",
            InspectorState::Active | InspectorState::Suspended => return None,
        };
        Some(Fault::new("certificate", code, row.certificate.clone()))
    }

    /// The organisation the line names, else the one it is in, else the person's own. Nobody who is there goes to another one by a file: the offices that they leave
    /// and come to count each such change on the pages of their draws, by an act of its own.
    fn organisation(&self, ask: &Ask<'_>, draft: &Draft, now: Option<&Model>) -> Result<OrganisationId, Fault> {
        if let Given::Value(name) = &draft.organisation {
            let Some(found) = self.organisations.get(name).copied() else {
                return Err(Fault::new("organisation", "foreign-organisation", name.clone()));
            };
            return match now {
                Some(row) if row.organisation != found => {
                    Err(Fault::new("organisation", "office-by-hand", name.clone()))
                }
                _ => Ok(found),
            };
        }
        let own = now.map_or(ask.by.organisation, |row| row.organisation);
        if self.within.contains(&own) { Ok(own) } else { Err(Fault::new("organisation", "empty", "")) }
    }
}

fn checked(planned: Planned) -> Result<Planned, Vec<Fault>> {
    let Model { valid_from, valid_to, .. } = &planned.row;
    match valid_from {
        Some(from) if from > valid_to => Err(vec![Fault::new("valid_to", "valid-order", valid_to.to_string())]),
        _ => Ok(planned),
    }
}

fn new(ask: &Ask<'_>, organisation: OrganisationId, draft: Draft) -> Result<Result<Planned, Vec<Fault>>, Problem> {
    let (Given::Value(_), Given::Value(valid_to)) = (&draft.name, &draft.valid_to) else {
        return Ok(Err(vec![Fault::new("name", "empty", "")]));
    };
    let fresh = super::register::fresh(ask.app.fresh(), organisation, *valid_to);
    let row = merge(ask, Model { certificate: draft.certificate.clone(), ..fresh }, draft)?;
    Ok(Ok(Planned { was: None, row, outcome: Outcome::New }))
}

/// The row with what the line says.
fn merge(ask: &Ask<'_>, now: Model, draft: Draft) -> Result<Model, Problem> {
    let blank = ask.options.blank;
    let text = |given: Given<String>, now: &str| given.over(Some(now.to_owned()), blank).unwrap_or_default();
    let list =
        |given: Given<Vec<String>>, now: &str| list_text(&given.over(Some(list_of(now)), blank).unwrap_or_default());
    let name = draft.name.value().unwrap_or_else(|| now.name.clone());
    Ok(Model {
        initials: rules::initials(&name),
        name,
        issuer: text(draft.issuer, &now.issuer),
        valid_from: draft.valid_from.over(now.valid_from, blank),
        valid_to: draft.valid_to.value().unwrap_or(now.valid_to),
        unit: text(draft.unit, &now.unit),
        level: text(draft.level, &now.level),
        post: text(draft.post, &now.post),
        fields: list(draft.fields, &now.fields),
        qualifications: list(draft.qualifications, &now.qualifications),
        expert: draft.expert.over(Some(now.expert), blank).unwrap_or_default(),
        area: text(draft.area, &now.area),
        languages: list(draft.languages, &now.languages),
        phone: secret(ask, &now, Secret::Phone, draft.phone)?,
        id_number: secret(ask, &now, Secret::IdNumber, draft.id_number)?,
        ..now
    })
}

/// An encrypted field afterwards. The same text stays as it was encrypted, so that it isn't a change.
fn secret(ask: &Ask<'_>, now: &Model, secret: Secret, given: Given<String>) -> Result<Option<Vec<u8>>, Problem> {
    let stored = match secret {
        Secret::Phone => now.phone.clone(),
        Secret::IdNumber => now.id_number.clone(),
    };
    let before = opened(ask.app, now, secret)?;
    let after = given.over(before.clone(), ask.options.blank);
    if after == before {
        return Ok(stored);
    }
    Ok(after.map(|text| sealed(ask.app, now.id, secret, &text)))
}

/// The fields in which two rows differ.
fn differences(a: &Model, b: &Model) -> Vec<&'static str> {
    let pairs = [
        ("name", a.name == b.name),
        ("issuer", a.issuer == b.issuer),
        ("valid_from", a.valid_from == b.valid_from),
        ("valid_to", a.valid_to == b.valid_to),
        ("unit", a.unit == b.unit),
        ("level", a.level == b.level),
        ("post", a.post == b.post),
        ("fields", a.fields == b.fields),
        ("qualifications", a.qualifications == b.qualifications),
        ("expert", a.expert == b.expert),
        ("area", a.area == b.area),
        ("languages", a.languages == b.languages),
        ("phone", a.phone == b.phone),
        ("id_number", a.id_number == b.id_number),
    ];
    pairs.into_iter().filter(|(_, same)| !same).map(|(name, _)| name).collect()
}

#[async_trait]
impl Importer for Inspectors {
    fn kind(&self) -> &'static str {
        "inspectors"
    }

    fn act(&self) -> Act {
        Act::InspectorManage
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn key(&self, line: &Line) -> Option<String> {
        // Two rows whose numbers only look different are one inspector's.
        line.code("certificate").map(|code| rules::folded(&code)).filter(|folded| !folded.is_empty())
    }

    fn tables(&self) -> &'static [&'static str] {
        &["inspector"]
    }

    async fn plan(&self, db: &DatabaseExecutor<'_>, ask: &Ask<'_>, lines: &[Line]) -> Result<Box<dyn Plan>, Problem> {
        let register = Register::load(db, ask, lines).await?;
        let planned: Result<Vec<_>, Problem> = lines.iter().map(|line| register.plan(ask, line)).collect();
        Ok(Box::new(Plans(planned?)))
    }
}

/// What a row counts under on the pages of draws, each once; nothing if it isn't written.
fn names(outcome: &Outcome) -> Vec<&'static str> {
    const KINDS: [(Turn, &[&str]); 2] = [
        (Turn::Identity, &["name"]),
        (Turn::Reach, &["unit", "expert", "fields", "qualifications", "valid_from", "valid_to"]),
    ];
    match outcome {
        Outcome::Same => Vec::new(),
        Outcome::New => vec![Turn::Added.code()],
        Outcome::Changed(fields) => {
            let is = |of: &[&str]| fields.iter().any(|field| of.contains(field));
            let kinds: Vec<&str> = KINDS.into_iter().filter(|(_, of)| is(of)).map(|(kind, _)| kind.code()).collect();
            if kinds.is_empty() { vec![UNSEEN] } else { kinds }
        }
    }
}

/// What lines come to.
struct Plans(Vec<Result<Planned, Vec<Fault>>>);

#[async_trait]
impl Plan for Plans {
    fn judged(&self) -> Vec<Judged> {
        let each = |planned: &Result<Planned, Vec<Fault>>| match planned {
            Ok(planned) => Judged::Sound(planned.outcome.clone()),
            Err(faults) => Judged::Refused(faults.clone()),
        };
        self.0.iter().map(each).collect()
    }

    fn told(&self) -> Vec<(&'static str, i64)> {
        let mut told: BTreeMap<&'static str, i64> = BTreeMap::new();
        for name in self.0.iter().flatten().flat_map(|planned| names(&planned.outcome)) {
            *told.entry(name).or_default() += 1;
        }
        told.into_iter().collect()
    }

    async fn write(self: Box<Self>, tx: &Tx, _ask: &Ask<'_>) -> Result<Vec<Change>, Problem> {
        let (mut added, mut changed, mut changes) = (Vec::new(), Vec::new(), Vec::new());
        for Planned { was, row, outcome } in self.0.into_iter().flatten() {
            let into = match outcome {
                Outcome::New => &mut added,
                Outcome::Changed(_) => &mut changed,
                Outcome::Same => continue,
            };
            changes.push(Change { case: row.case(), was, image: store::image(&row) });
            into.push(row);
        }
        store::insert(tx.db(), &added).await?;
        store::save_many(tx.db(), &changed).await?;
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_counts_under_what_a_bench_sees_of_it() {
        let check = |outcome: Outcome, expected: &[&str]| assert_eq!(names(&outcome), expected, "{outcome:?}");
        check(Outcome::Same, &[]);
        check(Outcome::New, &["added"]);
        check(Outcome::Changed(vec!["name", "phone"]), &["identity"]);
        check(Outcome::Changed(vec!["valid_to", "fields", "name"]), &["identity", "reach"]);
        check(Outcome::Changed(vec!["phone", "area", "level"]), &["other"]);
    }
}
