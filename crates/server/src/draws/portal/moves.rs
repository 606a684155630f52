//! What was changed in the registry before a draw, counted for everybody: a favourite moved to a class that is drawn less, or closed for a day, would be among
//! them (protocol, section 8). Each change is an entry of the journal; which business it was is told to auditors.

use std::collections::BTreeMap;

use maud::{Markup, html};
use sea_orm::EntityTrait as _;

use super::before::{self, Before, Times};
use super::counts;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::complaints::rules::signal;
use crate::complaints::store::stood::Stood;
use crate::draws::rules::bench::{Absence, Suggested};
use crate::draws::rules::{DrawId, State};
use crate::draws::store::{draw as row, file};
use crate::inspectors::store::moves::{self as inspectors, Change as Turn};
use crate::subjects::Risk;
use crate::subjects::store::moves::{self, Change, Files, Others};

/// Over how many days before a commit changes are counted: by days, since a commit in between, perhaps annulled at once, would otherwise hide those before it;
/// and over a year, since plans are annual, so that fewer would be waited out.
const DAYS: i64 = 366;

/// What was changed in both registries in a time.
#[derive(Clone, Debug, Default)]
pub(super) struct Changed {
    /// Moves of risk classes: from, to, and how many.
    risks: Vec<(Risk, Risk, i64)>,
    /// The others of subjects that decide who can be drawn, by kind.
    others: BTreeMap<Change, i64>,
    /// What files wrote, which is among the others.
    files: Files,
    /// The new entries by the class they began with.
    classes: BTreeMap<Risk, i64>,
    /// Their addresses, which decide nothing but where somebody is visited.
    addresses: i64,
    /// Those of inspectors, by kind.
    turns: BTreeMap<Turn, i64>,
}

impl Changed {
    /// What was changed in the registries of an organisation, by its path, that a draw of it sees.
    pub(super) async fn within(
        app: &App,
        (draw, path): (DrawId, &str),
        span: (Timestamp, Timestamp),
    ) -> Result<Self, Problem> {
        let risks = moves::between(app.read(), path, span).await?;
        let Others { changes: mut others, files, classes } = moves::others(app.read(), path, span).await?;
        let addresses = others.remove(&Change::Address).unwrap_or_default();
        let turns = inspectors::between(app.read(), (draw.0, path), span).await?;
        Ok(Self { risks, others, files, classes, addresses, turns })
    }

    fn risks(&self) -> i64 {
        self.risks.iter().map(|(_, _, count)| count).sum()
    }

    fn others(&self) -> i64 {
        self.others.values().sum()
    }

    fn turns(&self) -> i64 {
        self.turns.values().sum()
    }

    /// The table of moves between classes.
    fn by_move(&self, reader: Reader) -> Markup {
        let heads = ["draw-moves-from", "draw-moves-to", "draw-moves-count"];
        let table = html! { table {
            thead { tr { @for key in heads { th scope="col" { (reader.say(key)) } } } }
            tbody { @for (was, became, count) in &self.risks { tr { td { (was) } td { (became) } td.number { (count) } } } }
        } };
        let shown = page::scroll(&reader.say("draw-moves"), &table);
        page::fold(&counts::says(reader, "draw-moves", &self.risks()), &shown)
    }

    /// The table of the others, by kind. What files wrote has a row of its own behind them: their changes stand in the kinds' rows, too.
    fn by_kind(&self, reader: Reader) -> Markup {
        let Files { written, unseen } = self.files;
        let kinds = self.others.iter().filter(|(what, _)| **what != Change::Imported);
        let kinds = kinds.map(|(what, n)| (reader.say(&format!("draw-changes-{}", what.code())), vec![*n]));
        let by_files = match unseen {
            0 => reader.say("draw-changes-imported"),
            _ => reader.words.say("draw-changes-imported-unseen", &[("n", &unseen)]),
        };
        let by_files = (written > 0).then(|| (by_files, vec![written]));
        html! {
            (counts::table(reader, ("draw-changes", &["draw-changes-what", "draw-moves-count"], &self.others()), kinds.chain(by_files)))
            @if written > 0 { p #files {
                (reader.say("draw-changes-files"))
                @if let Some(untold) = self.others.get(&Change::Imported) {
                    " " (reader.words.say("draw-changes-untold", &[("n", untold)]))
                }
            } }
        }
    }

    /// The table of new entries by the class they began with, which nobody moved them to.
    fn by_class(&self, reader: Reader) -> Markup {
        let added = self.others.get(&Change::Added).copied().unwrap_or_default();
        let untold = added - self.classes.values().sum::<i64>();
        let untold = (untold > 0).then(|| (reader.say("draw-first-untold"), vec![untold]));
        let classes = self.classes.iter().map(|(class, n)| (class.to_string(), vec![*n]));
        html! { @if added > 0 {
            p #first { (reader.say("draw-first-about")) }
            (counts::table(reader, ("draw-first", &["draw-first-class", "draw-moves-count"], &added), classes.chain(untold)))
        } }
    }
}

/// How many classes were moved in the days before the commit, and which way; with which classes new entries began; how many other changes there were that a
/// draw's scope or bench sees, complaints found true among them, of whatever axes, since those of an unannounced draw aren't told; and, once the draw is announced,
/// how many changes of both registries there were from the commit until it was known who is drawn.
pub async fn section(app: &App, reader: Reader, draw: &row::Model) -> Result<Markup, Problem> {
    let Some(committed) = draw.committed_at else { return Ok(html! {}) };
    let office = found(organisation::Entity::find_by_id(draw.organisation).one(app.read()).await?)?;
    // A commit has whole seconds, and is as of the moment at which the registries were read: the second it happened in is still before it.
    let until = Timestamp(committed.0 + 1_000_000);
    let changes = committed.plus_s(-DAYS * 86_400);
    // An axis counts those of the year before the first day, which may have been over for long at the commit.
    let complaints = draw.scheme()?.from.begins().plus_s(-DAYS * 86_400).min(changes);
    let times = Times { changes, complaints, until };
    let known = before::of(app, (draw.id, &office.path), times).await?;
    let (before, complained) = (&known.changed, complained(reader, &known));
    let suggested = suggested(app, reader, draw.id).await?;
    // Names and addresses of those who were drawn are those of the draw, and may be changed until then.
    let since = match draw.drawn_at.filter(|_| draw.state == State::Announced) {
        Some(drawn) => Some(Changed::within(app, (draw.id, &office.path), (until, drawn)).await?),
        None => None,
    };
    let since = since.map(|since| (since.risks() + since.others(), since.addresses, since.turns()));
    let (all, other, turned) = (before.risks(), before.others(), before.turns());
    let lead = |key: &str, n: &i64| reader.words.say(key, &[("n", n), ("days", &DAYS)]);
    let counted = ["draw-changes-what", "draw-moves-count"];
    let turns = before.turns.iter().map(|(what, n)| (reader.say(&format!("draw-turns-{}", what.code())), vec![*n]));
    Ok(html! {
        h2 #moves { (reader.say("draw-moves")) }
        p { (lead("draw-moves-within", &all)) " " (reader.say("draw-moves-about")) }
        @if all > 0 { (before.by_move(reader)) }
        h2 #changes { (reader.say("draw-changes")) }
        p { (lead("draw-changes-within", &other)) " " (reader.say("draw-changes-about")) }
        @if other > 0 || before.files.written > 0 { (before.by_kind(reader)) (before.by_class(reader)) }
        @if let Some((changes, addresses, _)) = since {
            p #since { (reader.words.say("draw-changes-since", &[("n", &changes), ("addresses", &addresses)])) }
        }
        (complained)
        (suggested)
        p #turns { (lead("draw-turns-within", &turned)) }
        @if turned > 0 { (counts::table(reader, ("draw-turns", &counted, &turned), turns)) }
        @if let Some((_, _, turns)) = since { p #turned { (reader.words.say("draw-turns-since", &[("n", &turns)])) } }
    })
}

/// Of how many businesses complaints found true suggested a class at the commit, and how many had a lower one. Of draws committed before this was kept there is nothing.
async fn suggested(app: &App, reader: Reader, draw: DrawId) -> Result<Markup, Problem> {
    let Some(kept) = file::get(app.read(), draw, file::ABSENCE).await? else { return Ok(html! {}) };
    let absence: Absence = serde_json::from_slice(&kept).map_err(Problem::broken)?;
    let Some(Suggested { complained, lower }) = absence.suggested else { return Ok(html! {}) };
    let months = signal::MONTHS;
    Ok(html! { p #suggested {
        @if complained == 0 { (reader.words.say("draw-suggested-none", &[("months", &months)])) }
        @else {
            (reader.words.say("draw-suggested-within", &[("n", &complained), ("months", &months)])) " "
            @if lower == 0 { (reader.say("draw-suggested-followed")) }
            @else { strong { (reader.words.say("draw-suggested-lower", &[("n", &lower)])) } }
        }
    } })
}

/// Complaints that were closed as found true; and those that count for nothing since nobody closed them, or somebody ended them, as it was at the end of the time.
fn complained(reader: Reader, Before { closed, stood, .. }: &Before) -> Markup {
    let say = |key: &str, n: &i64| reader.words.say(key, &[("n", n), ("days", &DAYS)]);
    let found = || reader.words.say("draw-complained-found", &[("n", &stood.found), ("back", &stood.back)]);
    let ended = || {
        let (n, refused, transferred, withdrawn) = (stood.ended(), stood.refused, stood.transferred, stood.withdrawn);
        let args: [(&str, &dyn lots_cli::locale::Sayable); 4] =
            [("n", &n), ("refused", &refused), ("transferred", &transferred), ("withdrawn", &withdrawn)];
        reader.words.say("draw-complained-ended", &args)
    };
    html! {
        p #complained {
            (say("draw-complained-within", &closed.linked))
            @if closed.unlinked > 0 { " " strong { (say("draw-complained-unlinked", &closed.unlinked)) } }
        }
        p #uncounted {
            @if *stood == Stood::default() { (reader.say("draw-complained-none")) }
            @if stood.found > 0 { strong { (found()) } " " }
            @if stood.ended() > 0 { (ended()) " " }
            @if stood.turned > 0 { strong { (say("draw-complained-turned", &stood.turned)) } " " }
            @if stood.late > 0 { (say("draw-complained-late", &stood.late)) " " }
            @if stood.put_off > 0 { (say("draw-complained-put-off", &stood.put_off)) " " }
            @if stood.waiting > 0 { (say("draw-complained-waiting", &stood.waiting)) " " }
            @if stood.edited > 0 { (say("draw-complained-edited", &stood.edited)) }
        }
    }
}
