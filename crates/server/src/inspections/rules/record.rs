//! 抽查记录表: what was checked and found, row by row of the checklists. Pure.
//!
//! A draft may lack anything; [`Record::faults`] says only what is too long. [`Record::lacks`] says what a record that is handed in lacks.

use std::collections::BTreeSet;

use lots_cli::roster::character::says;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::value::{Date, Timestamp, unreadable};
use crate::catalogue::rules::{Answer, Basis, CheckRow, ItemText, Method};
use crate::codes;
use crate::subjects::rules::VisitResult;

/// The most characters of a text.
pub const LENGTH: usize = 2_000;
/// The most items of a record.
pub const MOST_ITEMS: usize = 40;
/// The most rows of an item.
pub const MOST_ROWS: usize = 200;
/// The most characters of why somebody wasn't there.
pub const ABSENCE: usize = 500;
/// The most people present, and results.
pub const MOST_NAMED: usize = 20;
/// The last minute of a day.
const LAST_MINUTE: u16 = 24 * 60 - 1;
/// The fewest inspectors present (行政处罚法, article 42).
const FEWEST: usize = 2;
/// How far ahead of the server's clock a visit may end: nobody's watch is the server's.
const AHEAD_S: i64 = 5 * 60;

codes! {
    /// How a row that asks for 是 or 否 was answered.
    #[schema(as = VisitTick)]
    Tick {
        /// 是.
        Yes = "yes",
        /// 否: something was found.
        No = "no",
        /// 不适用.
        NotApplicable = "not-applicable",
    }
}

codes! {
    /// Whether the inspected signed.
    #[schema(as = VisitSigning)]
    Signing {
        /// 签字.
        Signed = "signed",
        /// 拒绝签字: with the reason, and who saw it.
        Refused = "refused",
    }
}

/// What was said of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = VisitRowSaid)]
pub struct RowSaid {
    /// Of a row that asks for 是 or 否; of any row, that it doesn't apply.
    pub tick: Option<Tick>,
    /// Of a row that asks for a value: a number or a text.
    pub value: String,
    /// What was found, if the answer is *no*.
    pub found: String,
}

/// What was said of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = VisitItemSaid)]
pub struct ItemSaid {
    /// The item's code.
    pub item: String,
    /// Its rows, in the checklist's order.
    pub rows: Vec<RowSaid>,
}

/// The inspected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = VisitInspected)]
pub struct Inspected {
    /// Who was there for the subject: name and post.
    pub who: String,
    /// What they state (陈述、申辩).
    pub statement: String,
    /// Whether they signed.
    pub signing: Option<Signing>,
    /// Why they refused to.
    pub reason: String,
    /// Who saw that.
    pub witness: String,
}

/// A record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = VisitRecord)]
pub struct Record {
    /// The day.
    pub visited: Option<Date>,
    /// From which minute of the day.
    pub from: Option<u16>,
    /// To which.
    pub to: Option<u16>,
    /// Where.
    pub place: String,
    /// How.
    pub method: Option<Method>,
    /// The codes in the draw of the inspectors who were there.
    pub present: Vec<String>,
    /// The codes of those of the team who weren't, as it stood when the record was handed in: the server says, whatever was sent. Not in the text where
    /// everybody was there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// Why they weren't, which becomes public. Not in the text where everybody was there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub absent_why: String,
    /// The items.
    pub items: Vec<ItemSaid>,
    /// What else was found.
    pub findings: String,
    /// What it came to.
    pub results: Vec<VisitResult>,
    /// The inspected.
    pub subject: Inspected,
}

/// A row to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = VisitFormRow)]
pub struct FormRow {
    /// What is looked at.
    pub text: String,
    /// How it is answered.
    pub answer: Answer,
    /// On which basis.
    pub basis: String,
}

/// An item to be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = VisitFormItem)]
pub struct FormItem {
    /// Its code.
    pub code: String,
    /// Its name, with its part.
    pub name: String,
    /// 抽查依据.
    pub bases: Vec<Basis>,
    /// 抽查内容.
    pub content: String,
    /// 抽查方式.
    pub methods: BTreeSet<Method>,
    /// 所需材料.
    pub materials: Vec<String>,
    /// Its rows. An item without a checklist has one: its content.
    pub rows: Vec<FormRow>,
}

impl From<ItemText> for FormItem {
    fn from(item: ItemText) -> Self {
        let row = |row: CheckRow| FormRow { text: row.text, answer: row.answer, basis: row.basis };
        let mut rows: Vec<FormRow> = item.checklist.into_iter().map(row).collect();
        if rows.is_empty() {
            rows.push(FormRow { text: item.content.clone(), answer: Answer::YesNo, basis: String::new() });
        }
        Self {
            name: if item.sub.is_empty() { item.name } else { format!("{}：{}", item.name, item.sub) },
            code: item.code,
            bases: item.bases,
            content: item.content,
            methods: item.methods,
            materials: item.materials,
            rows,
        }
    }
}

/// What a record answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The items of the scheme, in its order.
    pub items: Vec<FormItem>,
}

/// What a record is held against.
#[derive(Clone, Copy, Debug)]
pub struct Against<'a> {
    /// What it answers.
    pub form: &'a Form,
    /// The codes of the team.
    pub team: &'a [String],
    /// When its notice was given, which is after the draw and the dispatch: a visit that began before is one that nobody was told of.
    pub noticed: Timestamp,
    /// The first day of the draw's period: what was counted of a business was counted for it.
    pub first_day: Date,
    /// The time.
    pub now: Timestamp,
}

/// Something missing or wrong: its field, parts after dots, and a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The field.
    pub field: String,
    /// The code.
    pub code: &'static str,
    /// The time that a time is held against.
    pub limit: Option<Timestamp>,
}

impl Lack {
    fn new(field: impl Into<String>, code: &'static str) -> Self {
        Self { field: field.into(), code, limit: None }
    }

    fn beyond(field: &str, code: &'static str, limit: Timestamp) -> Self {
        Self { limit: Some(limit), ..Self::new(field, code) }
    }
}

/// Adds a lack of a field, if there is one.
fn note(lacks: &mut Vec<Lack>, field: impl Into<String>, code: Option<&'static str>) {
    lacks.extend(code.map(|code| Lack::new(field, code)));
}

fn empty(text: &str) -> Option<&'static str> {
    // What has neither letter nor digit is no reason either, nor what Unicode calls a letter and nobody sees.
    (!says(text)).then_some("required")
}

impl Record {
    /// What is too long, or not of the form even a draft has.
    #[must_use]
    pub fn faults(&self) -> Vec<Lack> {
        let mut faults = Vec::new();
        let subject = &self.subject;
        let texts = [
            ("place", &self.place),
            ("findings", &self.findings),
            ("subject.who", &subject.who),
            ("subject.statement", &subject.statement),
            ("subject.reason", &subject.reason),
            ("subject.witness", &subject.witness),
        ];
        for (field, text) in texts {
            note(&mut faults, field, text_fault(text));
        }
        for (field, minute) in [("from", self.from), ("to", self.to)] {
            note(&mut faults, field, minute.is_some_and(|minute| minute > LAST_MINUTE).then_some("visit-minute"));
        }
        let is_long = self.absent_why.chars().count() > ABSENCE;
        let why = if is_long { Some("visit-absent-long") } else { text_fault(&self.absent_why) };
        note(&mut faults, "absent_why", why);
        let many = |count: usize, most: usize| (count > most).then_some("too-many");
        note(&mut faults, "present", many(self.present.len(), MOST_NAMED));
        note(&mut faults, "absent", many(self.absent.len(), MOST_NAMED));
        note(&mut faults, "results", many(self.results.len(), MOST_NAMED));
        note(&mut faults, "items", many(self.items.len(), MOST_ITEMS));
        for (at, code) in self.present.iter().enumerate() {
            note(&mut faults, format!("present.{at}"), text_fault(code));
        }
        for (at, code) in self.absent.iter().enumerate() {
            note(&mut faults, format!("absent.{at}"), text_fault(code));
        }
        for (at, item) in self.items.iter().enumerate() {
            note(&mut faults, format!("items.{at}.item"), text_fault(&item.item));
            note(&mut faults, format!("items.{at}.rows"), many(item.rows.len(), MOST_ROWS));
            for (row, said) in item.rows.iter().enumerate() {
                note(&mut faults, format!("items.{at}.rows.{row}.value"), text_fault(&said.value));
                note(&mut faults, format!("items.{at}.rows.{row}.found"), text_fault(&said.found));
            }
        }
        faults
    }

    /// When the visit ended, by what it says.
    #[must_use]
    pub fn ended(&self) -> Option<Timestamp> {
        Some(self.visited?.begins().plus_s(i64::from(self.to?) * 60))
    }

    /// What it lacks to be handed in, field by field.
    #[must_use]
    pub fn lacks(&self, against: &Against<'_>) -> Vec<Lack> {
        let mut lacks = self.faults();
        self.time_lacks(against, &mut lacks);
        note(&mut lacks, "place", empty(&self.place));
        let methods =
            || against.form.items.iter().any(|item| self.method.is_some_and(|one| item.methods.contains(&one)));
        let method = if self.method.is_none() { Some("required") } else { (!methods()).then_some("visit-method") };
        note(&mut lacks, "method", method);
        self.present_lacks(against.team, &mut lacks);
        self.item_lacks(against.form, &mut lacks);
        self.result_lacks(&mut lacks);
        self.subject_lacks(&mut lacks);
        lacks
    }

    fn time_lacks(&self, against: &Against<'_>, lacks: &mut Vec<Lack>) {
        let day = match self.visited {
            None => Some("required"),
            Some(day) if day > against.now.date() => Some("visit-future"),
            Some(day) if day < against.noticed.date() => Some("visit-before-notice"),
            Some(day) if day < against.first_day => Some("visit-before-period"),
            Some(_) => None,
        };
        note(lacks, "visited", day);
        note(lacks, "from", self.from.is_none().then_some("required"));
        let to = match (self.from, self.to) {
            (_, None) => Some("required"),
            (Some(from), Some(to)) if to <= from => Some("visit-time-order"),
            _ => None,
        };
        note(lacks, "to", to);
        // Of a day that is wrong itself, or an end that isn't behind the beginning, no more is said.
        let moment = |minute: Option<u16>| {
            let (day, minute) = self.visited.filter(|_| day.is_none()).zip(minute)?;
            Some(day.begins().plus_s(i64::from(minute) * 60))
        };
        if moment(self.from).is_some_and(|start| start < minute_of(against.noticed)) {
            lacks.push(Lack::beyond("from", "visit-from-before-notice", against.noticed));
        }
        if to.is_none() && moment(self.to).is_some_and(|end| end > against.now.plus_s(AHEAD_S)) {
            lacks.push(Lack::beyond("to", "visit-to-future", against.now));
        }
    }

    fn present_lacks(&self, team: &[String], lacks: &mut Vec<Lack>) {
        let distinct: BTreeSet<&String> = self.present.iter().collect();
        for (at, code) in self.present.iter().enumerate() {
            note(lacks, format!("present.{at}"), (!team.contains(code)).then_some("visit-not-of-team"));
        }
        note(lacks, "present", (distinct.len() < self.present.len()).then_some("named-twice"));
        note(lacks, "present", (distinct.len() < FEWEST).then_some("visit-two"));
        // Who inspects was drawn: whoever was and stayed away has a reason that everybody reads.
        if team.iter().any(|code| !distinct.contains(code)) {
            note(lacks, "absent_why", empty(&self.absent_why));
        }
    }

    fn item_lacks(&self, form: &Form, lacks: &mut Vec<Lack>) {
        for (at, item) in self.items.iter().enumerate() {
            let twice = self.items[..at].iter().any(|before| before.item == item.item);
            let code =
                if twice { Some("named-twice") } else { form.item(&item.item).is_none().then_some("visit-item") };
            note(lacks, format!("items.{at}.item"), code);
        }
        for asked in &form.items {
            let said = self.items.iter().enumerate().find(|(_, said)| said.item == asked.code);
            let Some((at, said)) = said else {
                lacks.push(Lack::new(format!("items.{}", asked.code), "required"));
                continue;
            };
            let short = said.rows.len() != asked.rows.len();
            note(lacks, format!("items.{at}.rows"), short.then_some("visit-rows"));
            for (row, (asked, said)) in asked.rows.iter().zip(&said.rows).enumerate() {
                said.lacks(asked.answer, &format!("items.{at}.rows.{row}"), lacks);
            }
        }
    }

    fn result_lacks(&self, lacks: &mut Vec<Lack>) {
        let distinct: BTreeSet<VisitResult> = self.results.iter().copied().collect();
        let nothing = distinct.contains(&VisitResult::Nothing);
        let nobody = self.is_deserted();
        let code = match () {
            () if distinct.is_empty() => Some("required"),
            () if distinct.len() < self.results.len() => Some("named-twice"),
            () if nothing && distinct.len() > 1 => Some("visit-nothing-alone"),
            // Beside anything else it would be a visit after all, which nobody of the business saw or signed.
            () if nobody && distinct.len() > 1 => Some("visit-nobody-alone"),
            () if nobody && self.is_answered() => Some("visit-nobody-but-answered"),
            () if nothing && self.found().next().is_some() => Some("visit-nothing-but-found"),
            // Nothing going on: then nothing was found either.
            () if self.found().next().is_some() && !self.results.iter().any(|result| result.is_finding()) => {
                Some("visit-clean-but-found")
            }
            () => None,
        };
        note(lacks, "results", code);
        // What stands there isn't public: it would be what "nothing" hides.
        note(lacks, "findings", (nothing && self.has_besides()).then_some("visit-nothing-but-text"));
    }

    fn subject_lacks(&self, lacks: &mut Vec<Lack>) {
        // Nobody was there to say or sign anything.
        if self.is_deserted() {
            return;
        }
        note(lacks, "subject.who", empty(&self.subject.who));
        match self.subject.signing {
            None => lacks.push(Lack::new("subject.signing", "required")),
            Some(Signing::Signed) => {}
            Some(Signing::Refused) => {
                note(lacks, "subject.reason", empty(&self.subject.reason));
                note(lacks, "subject.witness", empty(&self.subject.witness));
            }
        }
    }

    /// The same with who of the team wasn't there; why is only said where somebody wasn't.
    #[must_use]
    pub fn attended(self, team: &[String]) -> Self {
        let absent: Vec<String> = team.iter().filter(|code| !self.present.contains(code)).cloned().collect();
        let absent_why = if absent.is_empty() { String::new() } else { self.absent_why.trim().to_owned() };
        Self { absent, absent_why, ..self }
    }

    /// The rows answered *no*: the item's code, the row's place from 0, what was found.
    pub fn found(&self) -> impl Iterator<Item = (&str, usize, &str)> {
        self.items.iter().flat_map(|item| {
            let no = item.rows.iter().enumerate().filter(|(_, row)| row.tick == Some(Tick::No));
            no.map(|(at, row)| (item.item.as_str(), at, row.found.as_str()))
        })
    }

    /// Whether one of its results says that nobody was there.
    fn is_deserted(&self) -> bool {
        self.results.iter().any(|result| !result.has_reached())
    }

    /// Whether a row has an answer other than that it doesn't apply.
    fn is_answered(&self) -> bool {
        let is_said = |row: &RowSaid| match row.tick {
            Some(tick) => tick != Tick::NotApplicable,
            None => empty(&row.value).is_none(),
        };
        self.items.iter().flat_map(|item| &item.rows).any(is_said)
    }

    /// Whether it has a text of what was found besides the checklists, which isn't public.
    #[must_use]
    pub fn has_besides(&self) -> bool {
        empty(&self.findings).is_none()
    }

    /// Its results, each once, in their order.
    #[must_use]
    pub fn outcome(&self) -> Vec<VisitResult> {
        self.results.iter().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

impl RowSaid {
    fn lacks(&self, answer: Answer, field: &str, lacks: &mut Vec<Lack>) {
        // Neither a finding nor a value stands behind an answer that has none: nobody would read it.
        let is_found = self.tick != Some(Tick::No) && empty(&self.found).is_none();
        note(lacks, format!("{field}.found"), is_found.then_some("visit-found-not-no"));
        let is_ticked = self.tick.is_some() && answer == Answer::YesNo || self.tick == Some(Tick::NotApplicable);
        let is_stated = is_ticked && empty(&self.value).is_none();
        note(lacks, format!("{field}.value"), is_stated.then_some("visit-value-ticked"));
        match (answer, self.tick) {
            (_, Some(Tick::NotApplicable)) | (Answer::YesNo, Some(Tick::Yes)) => {}
            (Answer::YesNo, None) => lacks.push(Lack::new(format!("{field}.tick"), "required")),
            (Answer::YesNo, Some(Tick::No)) => note(lacks, format!("{field}.found"), empty(&self.found)),
            (Answer::Value, Some(_)) => lacks.push(Lack::new(format!("{field}.tick"), "visit-value-wanted")),
            (Answer::Value, None) => note(lacks, format!("{field}.value"), empty(&self.value)),
        }
    }
}

impl Form {
    /// Of the items' texts.
    #[must_use]
    pub fn of(items: Vec<ItemText>) -> Self {
        Self { items: items.into_iter().map(Into::into).collect() }
    }

    /// The item of a code.
    #[must_use]
    pub fn item(&self, code: &str) -> Option<&FormItem> {
        self.items.iter().find(|item| item.code == code)
    }
}

/// The beginning of a moment's minute: a record says no seconds.
fn minute_of(at: Timestamp) -> Timestamp {
    Timestamp(0).plus_s(at.seconds().div_euclid(60) * 60)
}

/// Too long, or with characters that no text has but line breaks.
fn text_fault(text: &str) -> Option<&'static str> {
    if text.chars().count() > LENGTH { Some("visit-too-long") } else { unreadable(text) }
}
