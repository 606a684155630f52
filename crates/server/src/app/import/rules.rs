//! What an import may do next. Pure.

use std::collections::BTreeSet;

use super::Field;
use super::spool::Mapping;
use crate::app::jobs::JobState;
use crate::app::problem::{FieldFault, Problem};
use crate::{codes, id};

id!(/// An import.
    ImportId);

codes! {
    /// How far an import is.
    #[schema(as = ImportState)]
    State {
        /// The file is there.
        Uploaded = "uploaded",
        /// Its rows are being judged, or were when the job stopped.
        Checking = "checking",
        /// Its rows were judged; nothing is written.
        Checked = "checked",
        /// Its rows are being written, or were when the job stopped.
        Running = "running",
        /// Its sound rows are in the register.
        Done = "done",
    }
}

codes! {
    /// How far an import is, for people: its state, and whether its job stopped on the way.
    Stage {
        /// The file is there.
        Uploaded = "uploaded",
        /// Its rows are being judged.
        Checking = "checking",
        /// Its rows were judged.
        Checked = "checked",
        /// Its rows are being written.
        Running = "running",
        /// Its sound rows are in the register.
        Done = "done",
        /// Somebody stopped the job; chunks that were written stay.
        Cancelled = "cancelled",
        /// The job ended with a Problem; chunks that were written stay.
        Failed = "failed",
    }
}

/// A lawful no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A job of it is under way.
    Busy,
    /// It was carried out; what was refused is sent again as a file of its own.
    Over,
    /// Nothing is written that wasn't shown before.
    Unchecked,
    /// It was brought to another office than the one where whoever brought it is now.
    Elsewhere,
}

impl Refusal {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Busy => "import-busy",
            Self::Over => "import-over",
            Self::Unchecked => "import-unchecked",
            Self::Elsewhere => "import-elsewhere",
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code())
    }
}

/// Whether a job is at work on it. One that has come to its result only says so yet.
fn is_under_way(state: State, job: Option<JobState>) -> bool {
    matches!(state, State::Checking | State::Running) && is_alive(job)
}

fn is_alive(job: Option<JobState>) -> bool {
    matches!(job, Some(JobState::Waiting | JobState::Running))
}

/// A file is checked and carried out in the office that it was brought to: what it writes is counted there.
///
/// # Errors
/// [`Refusal::Elsewhere`].
pub fn office<O: PartialEq + Copy>(of_file: O, of_person: O) -> Result<(), Refusal> {
    if of_file == of_person { Ok(()) } else { Err(Refusal::Elsewhere) }
}

/// Any but Done -> Checking.
///
/// # Errors
/// [`Refusal`].
pub fn check(state: State, job: Option<JobState>) -> Result<State, Refusal> {
    match state {
        State::Done => Err(Refusal::Over),
        _ if is_under_way(state, job) => Err(Refusal::Busy),
        _ => Ok(State::Checking),
    }
}

/// Checked, or Running with a job that stopped -> Running.
///
/// # Errors
/// [`Refusal`].
pub fn run(state: State, job: Option<JobState>) -> Result<State, Refusal> {
    match state {
        State::Done => Err(Refusal::Over),
        _ if is_under_way(state, job) => Err(Refusal::Busy),
        State::Checked | State::Running => Ok(State::Running),
        State::Uploaded | State::Checking => Err(Refusal::Unchecked),
    }
}

/// Whose a file of an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leftover {
    /// Of the upload or the latest job.
    Latest,
    /// Of a job before that.
    Earlier,
}

/// Whether nobody needs a file any more: its import has rested long enough, or a later job has its own.
#[must_use]
pub fn is_over(of: Leftover, job: Option<JobState>, rested: bool) -> bool {
    !is_alive(job) && (rested || of == Leftover::Earlier)
}

/// What people see.
#[must_use]
pub fn stage(state: State, job: Option<JobState>) -> Stage {
    match (state, job) {
        (State::Checking | State::Running, Some(JobState::Cancelled)) => Stage::Cancelled,
        (State::Checking | State::Running, Some(JobState::Failed)) => Stage::Failed,
        (State::Uploaded, _) => Stage::Uploaded,
        (State::Checking, _) => Stage::Checking,
        (State::Checked, _) => Stage::Checked,
        (State::Running, _) => Stage::Running,
        (State::Done, _) => Stage::Done,
    }
}

/// What is wrong with a mapping onto so many columns.
#[must_use]
pub fn mapping_faults(mapping: &Mapping, fields: &[Field], columns: usize) -> Vec<FieldFault> {
    let at = |field: &str| format!("mapping.{field}");
    let mut faults = Vec::new();
    let mut taken = BTreeSet::new();
    for (name, index) in mapping {
        if !fields.iter().any(|field| field.name == name) {
            faults.push(FieldFault::new(at(name), "no-such-field"));
        } else if *index >= columns {
            faults.push(FieldFault::new(at(name), "no-such-column"));
        } else if !taken.insert(index) {
            faults.push(FieldFault::new(at(name), "column-twice"));
        }
    }
    let missing = fields.iter().filter(|field| field.required && !mapping.contains_key(field.name));
    faults.extend(missing.map(|field| FieldFault::new(at(field.name), "column-missing")));
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::check as begun;

    #[test]
    fn an_import_is_checked_before_it_runs_and_runs_once() {
        let check = |state, job, checked: Result<State, Refusal>, ran: Result<State, Refusal>| {
            assert_eq!((begun(state, job), run(state, job)), (checked, ran), "{state:?} {job:?}");
        };
        check(State::Uploaded, None, Ok(State::Checking), Err(Refusal::Unchecked));
        check(State::Checking, Some(JobState::Waiting), Err(Refusal::Busy), Err(Refusal::Busy));
        check(State::Checking, Some(JobState::Cancelled), Ok(State::Checking), Err(Refusal::Unchecked));
        check(State::Checked, Some(JobState::Done), Ok(State::Checking), Ok(State::Running));
        check(State::Checked, Some(JobState::Running), Ok(State::Checking), Ok(State::Running));
        check(State::Running, Some(JobState::Running), Err(Refusal::Busy), Err(Refusal::Busy));
        check(State::Running, Some(JobState::Failed), Ok(State::Checking), Ok(State::Running));
        check(State::Done, Some(JobState::Done), Err(Refusal::Over), Err(Refusal::Over));
    }

    #[test]
    fn files_stay_while_a_job_runs_and_until_they_have_rested() {
        let check =
            |of, job, rested, expected| assert_eq!(is_over(of, job, rested), expected, "{of:?} {job:?} {rested}");
        check(Leftover::Latest, None, false, false);
        check(Leftover::Latest, None, true, true);
        check(Leftover::Latest, Some(JobState::Running), true, false);
        check(Leftover::Latest, Some(JobState::Cancelled), true, true);
        check(Leftover::Earlier, Some(JobState::Done), false, true);
        // A run takes over what the check before it copied.
        check(Leftover::Earlier, Some(JobState::Waiting), false, false);
    }

    #[test]
    fn a_mapping_names_fields_and_columns_that_there_are() {
        const FIELDS: &[Field] = &[
            Field { name: "code", label_key: "", help_key: "", required: true, known: &[] },
            Field { name: "name", label_key: "", help_key: "", required: false, known: &[] },
        ];
        let check = |pairs: &[(&str, usize)], expected: &[&str]| {
            let mapping = pairs.iter().map(|&(field, index)| (field.to_owned(), index)).collect();
            let codes: Vec<_> = mapping_faults(&mapping, FIELDS, 2).iter().map(|fault| fault.code).collect();
            assert_eq!(codes, expected, "{pairs:?}");
        };
        check(&[("code", 0), ("name", 1)], &[]);
        check(&[("code", 0)], &[]);
        check(&[("name", 0)], &["column-missing"]);
        check(&[("code", 2)], &["no-such-column"]);
        check(&[("code", 1), ("name", 1)], &["column-twice"]);
        check(&[("code", 1), ("x", 0)], &["no-such-field"]);
    }
}
