//! What a complaint's fields must be like.

use lots_cli::roster::character::{hides, says};

use super::veil::{Complainant, Everybody, Former, Told};
use super::{Channel, Kind, Outcome, form, signal};
use crate::app::value::Date;
use crate::subjects::rules::check::{Fault, line};
use crate::subjects::{Domain, SubjectId};

/// The most characters of a long text.
pub const TEXT_MOST: i64 = 5000;
/// The most characters of a reason.
pub const REASON_MOST: i64 = 500;
/// The most days somebody gets.
pub const DUE_MOST_DAYS: i32 = 366;

/// What somebody enters of a complaint.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ComplaintDraft)]
pub struct Draft {
    /// 投诉、举报、信访.
    pub kind: Kind,
    /// How it came.
    pub channel: Channel,
    /// The day it came.
    pub received: Date,
    /// The business in the registry, if it is known which.
    #[serde(default)]
    pub subject: Option<SubjectId>,
    /// The business as it was told: 1–200 characters.
    pub subject_name: String,
    /// The field it is about.
    pub domain: Domain,
    /// The item of the catalogue it touches, by code. Empty: not said.
    #[serde(default)]
    pub item: String,
    /// What is complained of: 1–5,000 characters. A new complaint needs it; in an edit, what isn't said stays as it is.
    #[serde(default)]
    pub content: Option<String>,
    /// Who complains. In an edit, what isn't said stays as it is.
    #[serde(default)]
    pub complainant: ComplainantDraft,
}

/// What somebody enters of a complainant. Not said: as it is; empty: none.
#[derive(Clone, Default, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ComplainantDraft {
    /// Their name. A complaint and a petition need one, a report doesn't.
    pub name: Option<String>,
    /// Their phone. A complaint needs one.
    pub phone: Option<String>,
    /// Their address.
    pub address: Option<String>,
    /// Whether they ask for confidentiality. Of somebody new, not said: no.
    pub confidential: Option<bool>,
}

impl std::fmt::Debug for ComplainantDraft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ComplainantDraft")
    }
}

impl ComplainantDraft {
    /// Who complains afterwards, if this was said of one who was known so.
    #[must_use]
    pub fn over(self, known: Complainant) -> Complainant {
        let said = |said: Option<String>, known| match said {
            None => known,
            Some(text) => (!text.is_empty()).then_some(text),
        };
        Complainant {
            name: said(self.name, known.name),
            phone: said(self.phone, known.phone),
            address: said(self.address, known.address),
            confidential: self.confidential.unwrap_or(known.confidential),
        }
    }
}

impl Draft {
    /// What a complaint tells afterwards, if this was said of one that told so.
    #[must_use]
    pub fn over(&self, was: Told) -> Told {
        let content = self.content.clone().unwrap_or(was.content);
        Told { content, complainant: self.complainant.clone().over(was.complainant) }
    }
}

/// What an edit would change that stays as it was registered: by these a complaint is counted, and counts. Where one of them is wrong, somebody else withdraws or
/// refuses it, and it is registered anew.
#[must_use]
pub fn fixed(draft: &Draft, registered: &Draft) -> Vec<Fault> {
    let kept = |field, is: bool| (!is).then(|| Fault::new(field, "registered-fixed"));
    let faults = [
        kept("kind", draft.kind == registered.kind),
        kept("channel", draft.channel == registered.channel),
        kept("received", draft.received == registered.received),
        kept("subject", registered.subject.is_none() || draft.subject == registered.subject),
    ];
    faults.into_iter().flatten().collect()
}

/// The fact that who complained is said otherwise.
pub const COMPLAINANT: &str = "complainant";

/// What an edit changes besides the link, each a fact of its act: of what stands in the open, and of what is encrypted.
#[must_use]
pub fn changed((draft, registered): (&Draft, &Draft), (was, now): (&Told, &Told)) -> Vec<&'static str> {
    let all = [
        ("subject_name", draft.subject_name != registered.subject_name),
        ("domain", draft.domain != registered.domain),
        ("item", draft.item != registered.item),
        ("content", was.content != now.content),
        (COMPLAINANT, was.complainant != now.complainant),
    ];
    all.into_iter().filter_map(|(field, is)| is.then_some(field)).collect()
}

/// What a complaint told until an edit.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// What it tells.
    pub was: &'a Told,
    /// What earlier edits replaced, in order.
    pub formers: &'a [Former],
}

/// A name or an address that an edit brings and that has neither the form of one nor mends the one that was registered first: it could be a sentence of the complaint,
/// and the masks would lie over that.
fn strange(
    field: &'static str,
    (was, now): (&Option<String>, &Option<String>),
    registered: &Option<String>,
    is_like: fn(&str) -> bool,
) -> Option<Fault> {
    let text = now.as_deref().filter(|_| now != was)?;
    let mends = registered.as_deref().is_some_and(|first| form::is_near(text, first));
    (!is_like(text) && !mends).then(|| Fault::new(field, "complainant-form"))
}

/// All that would lose what a complaint told, because an edit says it as it was shown, with masks, or says nothing in its place, or puts a sentence of it where the masks
/// lie; and what stays though it names who complained by what was registered before.
#[must_use]
pub fn edit(draft: &Draft, Before { was, formers }: Before<'_>, now: &Told) -> Vec<Fault> {
    let ComplainantDraft { name, phone, address, .. } = &draft.complainant;
    let known = &was.complainant;
    let everybody = Everybody::new(known, formers);
    let first = formers.first().map_or(known, |former| &former.told.complainant);
    let masked = |field, is: bool| is.then(|| Fault::new(field, "masked-text"));
    let same = |said: &Option<String>, mask: Option<String>, plain: &Option<String>| {
        said.is_some() && *said == mask && said != plain
    };
    let gone = |field, was: &Option<String>, now: &Option<String>| {
        (was.is_some() && now.is_none()).then(|| Fault::new(field, "complainant-kept"))
    };
    let after = &now.complainant;
    let content = draft.content.as_ref();
    let former = content.is_none() && known.is_named_in(&now.complainant.veil(&now.content));
    let name = masked("complainant.name", same(name, known.masked_name(), &known.name));
    let address = masked("complainant.address", same(address, known.masked_address(), &known.address));
    let faults = [
        masked("content", content.is_some_and(|text| everybody.is_masked_in(text, &was.content))),
        name.or_else(|| strange("complainant.name", (&known.name, &after.name), &first.name, form::is_name)),
        masked("complainant.phone", same(phone, known.masked_phone(), &known.phone)),
        address.or_else(|| {
            strange("complainant.address", (&known.address, &after.address), &first.address, form::is_address)
        }),
        gone("complainant.name", &known.name, &after.name),
        gone("complainant.phone", &known.phone, &after.phone),
        gone("complainant.address", &known.address, &after.address),
        former.then(|| Fault::new("content", "names-former")),
    ];
    faults.into_iter().flatten().collect()
}

/// All that is wrong with a draft of somebody's complaint, which then tells so.
#[must_use]
pub fn draft(draft: &Draft, told: &Told, today: Date) -> Vec<Fault> {
    let complainant = &told.complainant;
    let faults = [
        line("subject_name", &draft.subject_name, 200, true),
        line("item", &draft.item, 50, false),
        long("content", &told.content),
        (draft.received > today).then(|| Fault::new("received", "date-ahead")),
        // Both stand unencrypted, the name so that a complaint can be found by it.
        complainant.is_named_in(&draft.subject_name).then(|| Fault::new("subject_name", "names-complainant")),
        complainant.is_named_in(&draft.item).then(|| Fault::new("item", "names-complainant")),
    ];
    let mut faults: Vec<Fault> = faults.into_iter().flatten().collect();
    faults.extend(person(complainant, draft.kind));
    faults
}

/// What is wrong with who complains. 市场监督管理投诉举报处理暂行办法, article 9: a complaint gives name and phone; 信访工作条例, article 19: a
/// petition gives a name; a report may come from nobody.
fn person(complainant: &Complainant, kind: Kind) -> Vec<Fault> {
    let Complainant { name, phone, address, .. } = complainant;
    let text = |field, text: &Option<String>, most| text.as_deref().and_then(|text| line(field, text, most, true));
    let needed = |field, there: bool| (!there).then(|| Fault::new(field, "complainant-needed"));
    let faults = [
        text("complainant.name", name, 50),
        text("complainant.address", address, 300),
        phone.as_deref().and_then(phone_fault),
        needed("complainant.name", name.is_some() || kind == Kind::Report),
        needed("complainant.phone", phone.is_some() || kind != Kind::Complaint),
    ];
    faults.into_iter().flatten().collect()
}

/// 7–15 digits, with `+`, spaces, brackets and hyphens between.
fn phone_fault(text: &str) -> Option<Fault> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let form = text.bytes().all(|b| b.is_ascii_digit() || b"+ ()-".contains(&b)) && text.trim() == text;
    (!form || !(7..=15).contains(&digits)).then(|| Fault::new("complainant.phone", "phone-form"))
}

/// A text of several lines.
#[must_use]
pub fn long(field: &'static str, text: &str) -> Option<Fault> {
    bounded(field, text, TEXT_MOST)
}

/// Why something is done.
#[must_use]
pub fn reason(text: &str) -> Option<Fault> {
    told("reason", text)
}

/// A reason that somebody else reads, without what nobody sees.
fn told(field: &'static str, text: &str) -> Option<Fault> {
    bounded(field, text, REASON_MOST).or_else(|| hides(text).then(|| Fault::new(field, "unseen-character")))
}

fn bounded(field: &'static str, text: &str, most: i64) -> Option<Fault> {
    let count = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    match () {
        () if !says(text) => Some(Fault::new(field, "empty")),
        () if count > most => Some(Fault { most, ..Fault::new(field, "too-long") }),
        () if text.chars().any(|c| c.is_control() && c != '\n' && c != '\r' && c != '\t') => {
            Some(Fault::new(field, "control-character"))
        }
        () => None,
    }
}

/// What is wrong with why no entry of the registry is known, of a complaint that is closed: what was found true of a business names its entry, or somebody says
/// why not. Of any other nobody asks.
#[must_use]
pub fn no_subject_why(outcome: Option<Outcome>, linked: bool, why: &str) -> Option<Fault> {
    const FIELD: &str = "no_subject_why";
    let asked = !linked && outcome.is_some_and(signal::counts);
    match () {
        () if !asked => (!why.is_empty()).then(|| Fault::new(FIELD, "no-subject-why-unasked")),
        // What has neither letter nor digit is no reason.
        () if !says(why) => Some(Fault::new(FIELD, "no-subject-why")),
        () => told(FIELD, why),
    }
}

/// Until when somebody is to be done: from today on, and within a year.
#[must_use]
pub fn due(due: Date, today: Date) -> Option<Fault> {
    let sound = due >= today && due <= today.plus_days(DUE_MOST_DAYS);
    (!sound).then(|| Fault::new("due", "due-range"))
}

/// What a handler reports.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Handling {
    /// What came of it.
    pub outcome: Outcome,
    /// What was found and done: 1–5,000 characters. Where a complaint was sent back, what isn't said stays as it is.
    #[serde(default)]
    pub disposal: Option<String>,
    /// The day somebody went there, if somebody did.
    #[serde(default)]
    pub visited: Option<Date>,
}

/// All that is wrong with it, of a complaint received on a day whose report was this, if there was one.
#[must_use]
pub fn handling(handling: &Handling, was: (&Everybody, Option<&str>), received: Date, today: Date) -> Vec<Fault> {
    let sound = handling.visited.is_none_or(|day| day >= received && day <= today);
    let visited = (!sound).then(|| Fault::new("visited", "visited-range"));
    let (known, before) = was;
    let said = handling.disposal.as_deref();
    let masked = said.is_some_and(|text| known.is_masked_in(text, before.unwrap_or_default()));
    let masked = masked.then(|| Fault::new("disposal", "masked-text"));
    [long("disposal", said.or(before).unwrap_or_default()), masked, visited].into_iter().flatten().collect()
}
