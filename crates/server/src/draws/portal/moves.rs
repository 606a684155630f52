//! What was changed in the registry before a draw, counted for everybody: a favourite moved to a class that is drawn less, or closed for a day, would be among
//! them (protocol, section 8). Each change is an entry of the journal; which business it was is told to auditors.

use std::collections::BTreeMap;

use maud::{Markup, html};
use sea_orm::EntityTrait as _;

use super::counts;
use crate::accounts::store::organisation;
use crate::app::App;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::shell::found;
use crate::app::value::Timestamp;
use crate::complaints::store::counts::substantiated;
use crate::complaints::store::stood;
use crate::draws::rules::{DrawId, State};
use crate::draws::store::draw as row;
use crate::inspectors::store::moves::{self as inspectors, Change as Turn};
use crate::subjects::Risk;
use crate::subjects::store::moves::{self, Change, Files, Others};

/// Over how many days before a commit changes are counted: by days, since a commit in between, perhaps annulled at once, would otherwise hide those before it;
/// and over a year, since plans are annual, so that fewer would be waited out.
const DAYS: i64 = 366;

/// What was changed in both registries in a time.
struct Changed {
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
    async fn within(app: &App, (draw, path): (DrawId, &str), span: (Timestamp, Timestamp)) -> Result<Self, Problem> {
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
    let span = (committed.plus_s(-DAYS * 86_400), until);
    let before = Changed::within(app, (draw.id, &office.path), span).await?;
    // An axis counts those of the year before the first day, which may have been over for long at the commit.
    let since = draw.scheme()?.from.begins().plus_s(-DAYS * 86_400).min(span.0);
    let complained = complained(app, reader, &office.path, (since, until)).await?;
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
        p #turns { (lead("draw-turns-within", &turned)) }
        @if turned > 0 { (counts::table(reader, ("draw-turns", &counted, &turned), turns)) }
        @if let Some((_, _, turns)) = since { p #turned { (reader.words.say("draw-turns-since", &[("n", &turns)])) } }
    })
}

/// Complaints that were closed as found true; and those that count for nothing since nobody closed them, or somebody ended them, as it was at the end of the time.
async fn complained(app: &App, reader: Reader, path: &str, span: (Timestamp, Timestamp)) -> Result<Markup, Problem> {
    let closed = substantiated(app.read(), path, span).await?;
    let stood = stood::at(app.read(), path, span).await?;
    let say = |key: &str, n: &i64| reader.words.say(key, &[("n", n), ("days", &DAYS)]);
    let found = || reader.words.say("draw-complained-found", &[("n", &stood.found), ("back", &stood.back)]);
    let ended = || {
        let (n, refused, transferred, withdrawn) = (stood.ended(), stood.refused, stood.transferred, stood.withdrawn);
        let args: [(&str, &dyn lots_cli::locale::Sayable); 4] =
            [("n", &n), ("refused", &refused), ("transferred", &transferred), ("withdrawn", &withdrawn)];
        reader.words.say("draw-complained-ended", &args)
    };
    Ok(html! {
        p #complained {
            (say("draw-complained-within", &closed.linked))
            @if closed.unlinked > 0 { " " strong { (say("draw-complained-unlinked", &closed.unlinked)) } }
        }
        p #uncounted {
            @if stood == stood::Stood::default() { (reader.say("draw-complained-none")) }
            @if stood.found > 0 { strong { (found()) } " " }
            @if stood.ended() > 0 { (ended()) " " }
            @if stood.turned > 0 { strong { (say("draw-complained-turned", &stood.turned)) } " " }
            @if stood.late > 0 { (say("draw-complained-late", &stood.late)) " " }
            @if stood.put_off > 0 { (say("draw-complained-put-off", &stood.put_off)) " " }
            @if stood.waiting > 0 { (say("draw-complained-waiting", &stood.waiting)) " " }
            @if stood.edited > 0 { (say("draw-complained-edited", &stood.edited)) }
        }
    })
}
