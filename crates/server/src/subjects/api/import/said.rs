//! What a row says, and the subject it makes of one that is there or of none.

use super::columns;
use crate::app::import::{Blank, Fault, Given, Line, Reading};
use crate::app::value::Date;
use crate::subjects::rules::check::{self, Draft};
use crate::subjects::rules::{Domain, Kind, Risk, Status, VisitResult, industry};

/// A row, read.
pub(super) struct Said {
    pub(super) code: String,
    name: Given<String>,
    kind: Given<Kind>,
    domain: Given<Domain>,
    industry: Given<String>,
    region: Given<String>,
    grid: Given<String>,
    address: Given<String>,
    latitude: Given<i64>,
    longitude: Given<i64>,
    representative: Given<String>,
    liaison: Given<String>,
    phone: Given<String>,
    visits_most: Given<i64>,
    cooldown_days: Given<i64>,
    /// How it stands.
    pub(super) status: Option<Status>,
    /// Its risk class.
    pub(super) risk: Option<Risk>,
    /// Tags to put on.
    pub(super) tags: Vec<String>,
    /// A licence to add, or to give another end.
    pub(super) licence: Option<(String, String, Option<Date>)>,
    /// An earlier visit.
    pub(super) visit: Option<(Date, VisitResult)>,
    /// What is wrong with single cells.
    pub(super) faults: Vec<Fault>,
}

/// The most characters of a cell that a rule looks at later.
const LONG: i64 = 500;

impl Said {
    /// What it says on a day: no visit was made on a later one.
    pub(super) fn read(line: &Line, today: Date) -> Self {
        let mut r = Reading::new(line);
        let code = r.code("code", LONG);
        let code = r.needed("code", code).unwrap_or_default();
        let licence = licence(&mut r);
        let visit = visit(&mut r, today);
        let tags = r.several("tags", 20).value().unwrap_or_default();
        let bad = tags.iter().any(|tag| check::tag(tag).is_some());
        if bad {
            r.refuse(Fault::new("tags", "tag-form", tags.join("、")));
        }
        Self {
            code,
            name: r.text("name", LONG),
            kind: r.parsed("kind", "kind-unknown", columns::kind),
            domain: r.parsed("domain", "domain-unknown", columns::domain),
            industry: r.code("industry", LONG),
            region: r.code("region", LONG),
            grid: r.text("grid", LONG),
            address: r.text("address", LONG),
            latitude: r.parsed("latitude", "degrees-form", columns::degrees),
            longitude: r.parsed("longitude", "degrees-form", columns::degrees),
            representative: r.text("representative", LONG),
            liaison: r.text("liaison", LONG),
            phone: r.code("phone", LONG),
            visits_most: r.number("visits_most", 1, 366),
            cooldown_days: r.number("cooldown_days", 0, 3660),
            status: r.parsed("status", "status-unknown", columns::status).value(),
            risk: r.parsed("risk", "risk-unknown", columns::risk).value(),
            tags,
            licence,
            visit,
            faults: r.faults,
        }
    }

    /// The subject afterwards, where it was `now`. What the file doesn't say of a new one is read off its code, if that tells.
    pub(super) fn draft(&mut self, now: Option<&Draft>, blank: Blank) -> Draft {
        let kind = now.map(|now| now.kind).or_else(|| columns::kind_by_code(&self.code));
        let domain = now.map(|now| now.domain).or_else(|| domain_of(kind));
        let region = now.map(|now| now.region.clone()).or_else(|| region_of(&self.code));
        // An empty cell never takes away what every subject has.
        let kind = take(&mut self.kind).over(kind, Blank::Keep);
        let domain = take(&mut self.domain).over(domain, Blank::Keep);
        for (field, missing) in [("kind", kind.is_none()), ("domain", domain.is_none())] {
            // A cell that couldn't be read has its fault already.
            if missing && !self.faults.iter().any(|fault| fault.field == field) {
                self.faults.push(Fault::new(field, "empty", ""));
            }
        }
        let text =
            |given: &mut Given<String>, now: Option<&String>| take(given).over(now.cloned(), blank).unwrap_or_default();
        let phone = now.and_then(|now| now.phone.clone());
        Draft {
            code: self.code.clone(),
            code_kind: now.and_then(|now| now.code_kind),
            name: take(&mut self.name).over(now.map(|now| now.name.clone()), Blank::Keep).unwrap_or_default(),
            kind: kind.unwrap_or(Kind::Other),
            domain: domain.unwrap_or(Domain::Enterprise),
            region: take(&mut self.region).over(region, Blank::Keep).unwrap_or_default(),
            industry: industry::read(&text(&mut self.industry, now.map(|now| &now.industry))).to_owned(),
            grid: text(&mut self.grid, now.map(|now| &now.grid)),
            address: text(&mut self.address, now.map(|now| &now.address)),
            latitude: take(&mut self.latitude).over(now.and_then(|now| now.latitude), blank),
            longitude: take(&mut self.longitude).over(now.and_then(|now| now.longitude), blank),
            representative: text(&mut self.representative, now.map(|now| &now.representative)),
            liaison: text(&mut self.liaison, now.map(|now| &now.liaison)),
            phone: take(&mut self.phone).over(phone, blank),
            visits_most: take(&mut self.visits_most).over(now.and_then(|now| now.visits_most), blank),
            cooldown_days: take(&mut self.cooldown_days).over(now.and_then(|now| now.cooldown_days), blank),
        }
    }

    /// What the rules say against the draft, where the cell itself was read.
    pub(super) fn judge(&mut self, draft: &Draft) {
        for fault in draft.faults() {
            if self.faults.iter().any(|known| known.field == fault.field) {
                continue;
            }
            let value = value_of(draft, fault.field);
            let mut said = Fault::new(fault.field, fault.code, value).with("most", fault.most);
            if !fault.suggestion.is_empty() {
                said = said.with("suggestion", fault.suggestion);
            }
            self.faults.push(said);
        }
    }
}

fn take<T>(given: &mut Given<T>) -> Given<T> {
    std::mem::replace(given, Given::Absent)
}

fn value_of(draft: &Draft, field: &str) -> String {
    match field {
        "code" => draft.code.clone(),
        "name" => draft.name.clone(),
        "region" => draft.region.clone(),
        "industry" => draft.industry.clone(),
        "address" => draft.address.clone(),
        "phone" => draft.phone.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

fn licence(r: &mut Reading<'_>) -> Option<(String, String, Option<Date>)> {
    let (kind, code) = (r.text("licence_kind", 50).value(), r.text("licence_code", 100).value());
    let valid_to = r.date("licence_valid_to").value();
    match (kind, code) {
        (Some(kind), Some(code)) => Some((kind, code, valid_to)),
        (None, None) => None,
        (Some(_), None) => {
            r.refuse(Fault::new("licence_code", "empty", ""));
            None
        }
        (None, Some(_)) => {
            r.refuse(Fault::new("licence_kind", "empty", ""));
            None
        }
    }
}

fn visit(r: &mut Reading<'_>, today: Date) -> Option<(Date, VisitResult)> {
    let (visited, result) =
        (r.date("visited").value(), r.parsed("visit_result", "result-unknown", columns::result).value());
    if visited.is_some() && result.is_none() && !r.faults.iter().any(|fault| fault.field == "visit_result") {
        r.refuse(Fault::new("visit_result", "empty", ""));
    }
    // One that is still to come would let a business cool down for as long as the file says.
    if let Some(ahead) = visited.filter(|day| *day > today) {
        r.refuse(Fault::new("visited", "in-the-future", ahead.to_string()));
    }
    visited.zip(result)
}

/// What works in one field by what it is.
fn domain_of(kind: Option<Kind>) -> Option<Domain> {
    match kind? {
        Kind::Enterprise | Kind::Trader => Some(Domain::Enterprise),
        Kind::Cooperative => Some(Domain::Agriculture),
        _ => None,
    }
}

/// Where a 统一社会信用代码 was given: its third to eighth character.
fn region_of(code: &str) -> Option<String> {
    let region = code.get(2..8).filter(|_| code.len() == lots_cli::roster::uscc::LENGTH)?;
    region.bytes().all(|b| b.is_ascii_digit()).then(|| region.to_owned())
}
