//! What the rows of a chunk come to: one query for all that are there, then rules only.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use super::said::Said;
use crate::accounts::store::organisation_within;
use crate::app::import::{Ask, Fault, Judged, Line, Mode, Options, Outcome, Plan, Purpose};
use crate::app::journal::Change;
use crate::app::problem::Problem;
use crate::app::shell::{Tx, found};
use crate::app::value::Date;
use crate::subjects::api::wire;
use crate::subjects::rules::check::{Draft, MOST_TAGS};
use crate::subjects::rules::{Risk, Status, industry};
use crate::subjects::store::{Whole, image, subject};

/// What a row comes to.
pub(super) enum Planned {
    /// It is refused.
    Refused(Vec<Fault>),
    /// It goes in.
    Sound(Box<Sound>),
}

/// A row that goes in.
pub(super) struct Sound {
    pub(super) outcome: Outcome,
    pub(super) draft: Draft,
    pub(super) said: Said,
    /// What is there.
    pub(super) before: Option<Whole>,
}

/// What the rows of a chunk come to.
pub(super) struct Plans(pub(super) Vec<Planned>);

#[async_trait::async_trait]
impl Plan for Plans {
    fn judged(&self) -> Vec<Judged> {
        let each = |planned: &Planned| match planned {
            Planned::Refused(faults) => Judged::Refused(faults.clone()),
            Planned::Sound(sound) => Judged::Sound(sound.outcome.clone()),
        };
        self.0.iter().map(each).collect()
    }

    fn told(&self) -> Vec<(&'static str, i64)> {
        super::told::told(&self.0)
    }

    async fn write(self: Box<Self>, tx: &Tx, ask: &Ask<'_>) -> Result<Vec<Change>, Problem> {
        super::write::write(tx, ask, self.0).await
    }
}

/// What each line comes to, in order.
pub(super) async fn plan<C: ConnectionTrait>(db: &C, ask: &Ask<'_>, lines: &[Line]) -> Result<Vec<Planned>, Problem> {
    // Files go into the sender's own organisation, if their role reaches it.
    found(organisation_within(db, ask.by.organisation, &ask.by.scope).await?)?;
    let said: Vec<Said> = lines.iter().map(|line| Said::read(line, ask.today)).collect();
    let codes: Vec<&str> = said.iter().map(|said| said.code.as_str()).collect();
    let there = subject::of_codes(db, ask.by.organisation, &codes, ask.purpose == Purpose::Run).await?;
    let wholes = image::gather(db, there).await?;
    let mut there: HashMap<String, Whole> = wholes.into_iter().map(|whole| (whole.row.code.clone(), whole)).collect();
    let one = |said: Said| {
        let before = there.remove(&said.code);
        let now = before.as_ref().map(|whole| draft_of(ask, &whole.row));
        one(ask.options, (before, now), said)
    };
    Ok(said.into_iter().map(one).collect())
}

/// What a line comes to on a day where its subject isn't there yet: rules only.
pub(super) fn alone(line: &Line, today: Date) -> Planned {
    one(Options::default(), (None, None), Said::read(line, today))
}

fn one(options: Options, (before, now): (Option<Whole>, Option<Draft>), mut said: Said) -> Planned {
    let draft = said.draft(now.as_ref(), options.blank);
    said.judge(&draft);
    let there = before.as_ref().map_or(&[][..], |whole| &whole.tags);
    let added = said.tags.iter().filter(|tag| !there.contains(tag)).count();
    if there.len() + added > MOST_TAGS {
        said.faults.push(Fault::new("tags", "out-of-range", said.tags.join("、")));
    }
    if let Some(whole) = &before {
        against(whole, &mut said);
    }
    if !said.faults.is_empty() {
        return Planned::Refused(said.faults);
    }
    let outcome = match (&before, &now) {
        (Some(_), _) if options.mode == Mode::AddOnly => Outcome::Same,
        (Some(whole), Some(now)) => outcome(changed(whole, (now, &draft), &said)),
        _ => Outcome::New,
    };
    Planned::Sound(Box::new(Sound { outcome, draft, said, before }))
}

fn outcome(fields: Vec<&'static str>) -> Outcome {
    if fields.is_empty() { Outcome::Same } else { Outcome::Changed(fields) }
}

/// What a file can't do to a subject that is there.
fn against(whole: &Whole, said: &mut Said) {
    if whole.row.status == Status::Merged {
        said.faults.push(Fault::new("code", "row-merged", said.code.clone()));
    }
    if let Some(risk) = said.risk.filter(|risk| *risk != whole.row.risk) {
        said.faults.push(Fault::new("risk", "risk-by-act", risk.to_string()));
    }
}

/// What is there, as somebody would enter it.
fn draft_of(ask: &Ask<'_>, row: &subject::Model) -> Draft {
    Draft {
        name: row.name.clone(),
        code: row.code.clone(),
        code_kind: Some(row.code_kind),
        kind: row.kind,
        domain: row.domain,
        // What a file says nothing of isn't refused for an old form; what it says in the old form is no change.
        industry: industry::bare(&row.industry).to_owned(),
        region: row.region.clone(),
        grid: row.grid.clone(),
        address: row.address.clone(),
        latitude: row.latitude,
        longitude: row.longitude,
        representative: row.representative.clone(),
        liaison: row.liaison.clone(),
        phone: wire::phone(ask.app, row),
        visits_most: row.visits_most,
        cooldown_days: row.cooldown_days,
    }
}

/// The fields a row changes.
fn changed(whole: &Whole, (was, is): (&Draft, &Draft), said: &Said) -> Vec<&'static str> {
    let licence = |(kind, code, valid_to): &(String, String, Option<_>)| {
        !whole.licences.iter().any(|one| (&one.kind, &one.code, &one.valid_to) == (kind, code, valid_to))
    };
    let visit =
        |(visited, result): (_, _)| !whole.visits.iter().any(|one| (one.visited, one.result) == (visited, result));
    let fields = [
        ("name", was.name != is.name),
        ("kind", was.kind != is.kind),
        ("domain", was.domain != is.domain),
        ("industry", was.industry != is.industry),
        ("region", was.region != is.region),
        ("grid", was.grid != is.grid),
        ("address", was.address != is.address),
        ("latitude", was.latitude != is.latitude),
        ("longitude", was.longitude != is.longitude),
        ("representative", was.representative != is.representative),
        ("liaison", was.liaison != is.liaison),
        ("phone", was.phone != is.phone),
        ("visits_most", was.visits_most != is.visits_most),
        ("cooldown_days", was.cooldown_days != is.cooldown_days),
        ("status", said.status.is_some_and(|status| status != whole.row.status)),
        ("tags", said.tags.iter().any(|tag| !whole.tags.contains(tag))),
        ("licence_code", said.licence.as_ref().is_some_and(licence)),
        ("visited", said.visit.is_some_and(visit)),
    ];
    fields.into_iter().filter(|(_, changed)| *changed).map(|(field, _)| field).collect()
}

impl Sound {
    /// The class of a new subject: what the file says, else the ordinary one.
    pub(super) fn first_risk(&self) -> Risk {
        self.said.risk.unwrap_or(Risk::B)
    }
}
