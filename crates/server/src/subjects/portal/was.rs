//! Codes that entries had: an old code leads to its entry, and the entry's page says which codes it had, and who else has or had one of them.

use std::collections::BTreeSet;

use axum::response::{IntoResponse, Redirect, Response};
use lots_cli::roster::character::seen;
use maud::{Markup, html};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};

use super::{Shown, survivor};
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::portal::{Held, Registered};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::subjects::store::{code_was, subject, with_merged};

/// How many entries of one code are looked at.
const MOST: u64 = 20;

/// What the registry knows of an entry besides its row.
pub(super) struct Known {
    /// All entries that are this one, with their codes.
    pub(super) registered: Registered,
    /// Those that were merged into it.
    pub(super) merged: Vec<subject::Model>,
    /// The codes that it and these had.
    was: Vec<code_was::Model>,
    /// Other entries that have or had one of the codes.
    others: Vec<Other>,
}

/// Another entry of one of the codes.
struct Other {
    code: String,
    /// Until when it had it; nothing if it has it now.
    until: Option<Timestamp>,
    shown: Shown,
}

/// Look it up.
pub(super) async fn known(app: &App, row: &subject::Model) -> Result<Known, Problem> {
    let own = with_merged(app.read(), row).await?;
    let mut all = own.clone();
    // Two organisations may keep the same business: one page shows what each drew.
    let same = subject::Entity::find().filter(subject::Column::Code.eq(&row.code));
    let same = same.filter(subject::Column::Number.ne(row.number)).order_by_asc(subject::Column::Number).limit(MOST);
    for one in same.all(app.read()).await? {
        all.extend(with_merged(app.read(), &one).await?);
    }
    let mut numbers = BTreeSet::new();
    all.retain(|one| numbers.insert(one.number));
    let entries: Vec<(i64, &str)> = all.iter().map(|one| (one.number, one.code.as_str())).collect();
    let mut was = code_was::of(app.read(), &all.iter().map(|one| one.number).collect::<Vec<_>>()).await?;
    let codes: BTreeSet<&str> =
        entries.iter().map(|(_, code)| *code).chain(was.iter().map(|one| one.code.as_str())).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let mut rivals = code_was::holders(app.read(), &codes).await?;
    rivals.retain(|one| !numbers.contains(&one.subject));
    // A code that somebody had in turn with others has several ends, each of which may be another's beginning.
    let had = code_was::of(app.read(), &rivals.iter().map(|one| one.subject).collect::<Vec<_>>()).await?;
    let held = held(&entries, &was, &had);
    let others = others(app, (&codes, &numbers), &rivals).await?;
    was.retain(|one| own.iter().any(|entry| entry.number == one.subject));
    let registered = Registered { numbers: numbers.into_iter().collect(), codes: held };
    Ok(Known { registered, merged: own.into_iter().skip(1).collect(), was, others })
}

/// The codes of entries with their times, that of the first entry first. Where another entry had an entry's first code before, it had it from then on.
fn held(entries: &[(i64, &str)], was: &[code_was::Model], rivals: &[code_was::Model]) -> Vec<Held> {
    let mut held = Vec::new();
    for (number, code) in entries {
        let had: Vec<&code_was::Model> = was.iter().filter(|one| one.subject == *number).collect();
        let ends = had.iter().map(|one| (one.code.as_str(), Some(one.until)));
        let ends: Vec<(&str, Option<Timestamp>)> = ends.chain([(*code, None)]).collect();
        let mut from = None;
        let mut own = Vec::new();
        for (code, until) in ends {
            let before = |one: &&code_was::Model| one.code == code && until.is_none_or(|until| one.until <= until);
            let since = from.or_else(|| rivals.iter().filter(before).map(|one| one.until).max());
            own.push(Held { code: code.to_owned(), from: since, until });
            from = until;
        }
        held.extend(own.into_iter().rev());
    }
    held
}

/// Other entries that have or had one of these codes.
async fn others(
    app: &App,
    (codes, numbers): (&[&str], &BTreeSet<i64>),
    rivals: &[code_was::Model],
) -> Result<Vec<Other>, Problem> {
    let now = subject::Entity::find().filter(subject::Column::Code.is_in(codes.iter().copied()));
    let now = now.filter(subject::Column::Number.is_not_in(numbers.iter().copied()));
    let now = now.order_by_asc(subject::Column::Number).limit(MOST).all(app.read()).await?;
    let had = subject::Entity::find().filter(subject::Column::Number.is_in(rivals.iter().map(|one| one.subject)));
    let had = had.all(app.read()).await?;
    let entry = |one: &code_was::Model| had.iter().find(|row| row.number == one.subject);
    let before = rivals.iter().filter_map(|one| {
        let shown = Shown::of(entry(one)?);
        Some(Other { code: one.code.clone(), until: Some(one.until), shown })
    });
    let now = now.iter().map(|row| Other { code: row.code.clone(), until: None, shown: Shown::of(row) });
    Ok(now.chain(before).collect())
}

/// A code that no entry has leads to the one that had it last. Not for ever: it may be given to another one.
pub(super) async fn lead(app: &App, code: &str) -> Result<Response, Problem> {
    let last = found(code_was::holders(app.read(), &[code]).await?.into_iter().next())?;
    let row = subject::Entity::find().filter(subject::Column::Number.eq(last.subject)).one(app.read()).await?;
    let stays = survivor(app, found(row)?).await?;
    Ok(Redirect::temporary(&format!("/subjects/{}", stays.code)).into_response())
}

/// The code that is looked for, if an entry had it before.
pub(super) async fn former(app: &App, q: &str) -> Result<Option<String>, Problem> {
    let code = seen(q.trim()).to_uppercase();
    let had = code_was::holders(app.read(), &[code.as_str()]).await?;
    Ok((!had.is_empty()).then_some(code))
}

/// On the page of an entry: which codes it had, and who else has or had one of its codes.
pub(super) fn section(reader: Reader, known: &Known) -> Markup {
    let until = |day: Timestamp| page::date(reader, day.date());
    let other = |other: &Other| match other.until {
        Some(day) => reader.words.say("portal-codes-another-had", &[("code", &other.code), ("day", &until(day))]),
        None => reader.words.say("portal-codes-another-has", &[("code", &other.code)]),
    };
    html! {
        @if !known.was.is_empty() || !known.others.is_empty() { h2 #codes { (reader.say("portal-codes")) } }
        @if !known.was.is_empty() {
            p { (reader.say("portal-codes-about")) }
            ul { @for one in &known.was { li {
                (reader.words.say("portal-codes-until", &[("code", &one.code), ("day", &until(one.until))]))
            } } }
        }
        @for one in &known.others {
            p { (other(one)) " " a href=(one.shown.link()) { (one.shown.name) " (" (one.shown.code) ")" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_an_entry_s_from_when_it_got_it_until_it_got_another() {
        let at = |second: i64| Timestamp(second * 1_000_000);
        let was = |subject: i64, place: i64, code: &str, until: i64| code_was::Model {
            subject,
            place,
            code: code.to_owned(),
            until: at(until),
        };
        let told = |entries: &[(i64, &str)], had: &[code_was::Model], rivals: &[code_was::Model]| -> Vec<_> {
            let seconds = |at: Option<Timestamp>| at.map(Timestamp::seconds);
            held(entries, had, rivals)
                .into_iter()
                .map(|one| (one.code, seconds(one.from), seconds(one.until)))
                .collect()
        };
        let row = |code: &str, from: Option<i64>, until: Option<i64>| (code.to_owned(), from, until);
        assert_eq!(told(&[(1, "A")], &[], &[]), [row("A", None, None)]);
        let both = [was(1, 0, "A", 10), was(1, 1, "B", 20)];
        let all = [row("C", Some(20), None), row("B", Some(10), Some(20)), row("A", None, Some(10))];
        assert_eq!(told(&[(1, "C")], &both, &[]), all);
        // Another entry had it before.
        assert_eq!(told(&[(2, "A")], &[], &[was(1, 0, "A", 10)]), [row("A", Some(10), None)]);
        // Another entry had it afterwards.
        let later = [was(2, 0, "A", 30)];
        assert_eq!(
            told(&[(1, "B")], &[was(1, 0, "A", 10)], &later),
            [row("B", Some(10), None), row("A", None, Some(10))]
        );
        // Another entry had it in turn: before, and again afterwards.
        let turns = [was(2, 0, "A", 5), was(2, 1, "D", 20), was(2, 2, "A", 30)];
        assert_eq!(
            told(&[(1, "B")], &[was(1, 0, "A", 10)], &turns),
            [row("B", Some(10), None), row("A", Some(5), Some(10))]
        );
    }
}
