//! 说明: a court's bundle told in plain Chinese, from the draw's own files: who decided what and when, the numbers, how to check all of it,
//! and the digests of the files. It claims nothing that the files beside it don't show.

use std::collections::BTreeMap;

use lots::check::Files;
use lots::commitment::Commitment;
use lots::hash::Digest;
use lots::result::DrawResult;
use lots::seed::Seed;
use lots::table::{ExcludedRow, Table};
use maud::{DOCTYPE, Markup, html};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::source;
use crate::accounts::PersonId;
use crate::accounts::store::{organisation, person};
use crate::app::App;
use crate::app::journal::record::row as act;
use crate::app::page::{self, Reader};
use crate::app::problem::Problem;
use crate::app::value::Timestamp;
use crate::app::words::Tongue;
use crate::catalogue::rules::Rate;
use crate::draws::rules::amend::State as Amended;
use crate::draws::rules::cell::{Part, parts};
use crate::draws::store::{Whole, identity};
use crate::subjects::portal::codes;

/// Its name in the bundle.
pub const FILE: &str = "说明.html";
/// The most targets that are told by name; more stand in the files alone.
const MOST: usize = 1_000;
const STYLE: &str = "body{font:16px/1.7 serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse;width:100%}\
td,th{border:1px solid #888;padding:.3em .6em;text-align:left;vertical-align:top}code{font-size:.85em;word-break:break-all}\
@media print{body{margin:0;max-width:none}h2{break-after:avoid}}";

/// What lies beside it: the zip of the files, and who is behind the codes.
pub struct Beside<'a> {
    /// The zip's name.
    pub name: &'a str,
    /// The zip.
    pub zip: &'a [u8],
    /// [`crate::draws::store::target::members_text`].
    pub members: &'a str,
}

/// The name of who is behind the codes.
pub const MEMBERS: &str = "members.tsv";

/// What happened of a draw's course, in the order in which it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Drafted,
    Submitted,
    Approved,
    Hashed,
    Committed,
    Revealed,
    Read,
    Seeded,
    Drawn,
    Announced,
}

/// A line of the course: when, what, in which words, by whom.
type Step = (Timestamp, Deed, String, String);

/// By time, and within a second as it must have been: the last reading and the seed that it completes have one time, and a commit's has no parts of a second.
fn in_order(mut steps: Vec<Step>) -> Vec<Step> {
    steps.sort_by_key(|(at, deed, ..)| (at.seconds(), *deed, *at));
    steps
}

/// All that it tells.
struct Told<'a> {
    reader: Reader,
    whole: &'a Whole,
    organisation: String,
    submitter: Option<PersonId>,
    people: BTreeMap<PersonId, String>,
    names: BTreeMap<String, String>,
    commitment: Commitment,
    result: DrawResult,
    excluded: BTreeMap<String, u64>,
}

/// The account of a draw whose auditor's files these are, and of the zip they lie in.
///
/// # Errors
/// `broken` if a file isn't what this program wrote; others from the database.
pub async fn written(app: &App, whole: &Whole, files: &Files, beside: &Beside<'_>) -> Result<String, Problem> {
    let file = |name: &str| files.get(name).ok_or_else(|| Problem::broken(format!("the bundle has no {name}")));
    let commitment = Commitment::from_text(file("commitment.json")?).map_err(Problem::broken)?;
    let result = DrawResult::from_text(file("result.json")?).map_err(Problem::broken)?;
    let mut excluded = BTreeMap::new();
    for row in Table::<ExcludedRow>::from_file(file("excluded.tsv")?).map_err(Problem::broken)?.kept() {
        *excluded.entry(row.reason.to_string()).or_default() += 1;
    }
    let draw = &whole.draw;
    let submitter = submitter(app, whole).await?;
    let hands = [Some(draw.drafter), submitter, draw.approver, draw.operator, draw.announcer];
    let amended = whole.amendments.iter().flat_map(|one| [Some(one.asker), one.decider]);
    let hands = hands.into_iter().chain(amended).flatten();
    let hands: Vec<PersonId> = hands.chain(whole.readings.iter().filter_map(|reading| reading.person)).collect();
    let codes: Vec<&str> = result.targets.iter().take(MOST).map(|target| target.id.as_str()).collect();
    let who = identity::of(app.read(), &whole.draw, &codes).await?;
    let names = who.into_iter().map(|(code, one)| (code, one.name)).collect();
    let organisation = organisation::Entity::find_by_id(draw.organisation).one(app.read()).await?;
    let told = Told {
        reader: Reader::new(Tongue::Zh),
        whole,
        organisation: organisation.map(|row| row.name).unwrap_or_default(),
        submitter,
        people: person::names(app.read(), hands).await?,
        names,
        commitment,
        result,
        excluded,
    };
    let listed: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    Ok(told.page(&listed, beside).into_string())
}

/// Who submitted the scheme that was approved, as the journal has it.
async fn submitter(app: &App, whole: &Whole) -> Result<Option<PersonId>, Problem> {
    let submitted = act::Entity::find()
        .filter(act::Column::CaseKind.eq(whole.case().kind))
        .filter(act::Column::CaseId.eq(whole.draw.id.0))
        .filter(act::Column::Kind.eq("drawing.submitted"));
    let last = submitted.order_by_desc(act::Column::CasePlace).one(app.read()).await?;
    Ok(last.and_then(|act| act.actor).map(PersonId))
}

/// A stratum in words.
#[must_use]
pub fn in_words(reader: Reader, name: &str) -> String {
    let said = |part| match part {
        Part::Risk(risk) => reader.words.say("stratum-risk", &[("risk", &risk.code())]),
        Part::Domain(domain) => reader.say(&format!("subject-domain-{domain}")),
        Part::Within(months) => reader.words.say("stratum-within", &[("months", &months)]),
        Part::Before(months) => reader.words.say("stratum-before", &[("months", &months)]),
        Part::Never => reader.say("stratum-never"),
        Part::Complained(true) => reader.say("stratum-complaints"),
        Part::Complained(false) => reader.say("stratum-no-complaints"),
        Part::Everybody => reader.say("stratum-all"),
        // A cell by region has its code, of 4 or 6 digits; other names are people's own.
        Part::Other(code) if matches!(code.len(), 4 | 6) => codes::region(reader, code),
        Part::Other(code) => code.to_owned(),
    };
    parts(name).map(said).collect::<Vec<_>>().join(" · ")
}

/// The line that computes a text's SHA-256 in a shell that has `sha256sum`. A code of the bureau's own may have characters that a shell reads otherwise: then
/// it stands in quotes.
#[must_use]
pub fn shell(text: &str) -> String {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let text = if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', r"'\''")) };
    format!("printf %s {text} | sha256sum")
}

/// The line that computes a text's SHA-256 on a computer with Windows, as `sha256sum` does elsewhere.
#[must_use]
pub fn power_shell(text: &str) -> String {
    let text = text.replace('\'', "''");
    format!(
        "-join ([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('{text}')) | ForEach-Object {{ $_.ToString('x2') }})"
    )
}

/// The line that computes the SHA-256 of a file on a computer with Windows: in small letters, as it stands everywhere here. Its name has letters, digits, hyphens
/// and a dot.
#[must_use]
pub fn power_shell_file(name: &str) -> String {
    format!("(Get-FileHash -Algorithm SHA256 {name}).Hash.ToLower()")
}

/// A rate as people read it, the same everywhere: in percent if that is exact, else as a fraction.
#[must_use]
pub fn rate(p: u64, q: u64) -> String {
    Rate::new(p, q).map_or_else(|| format!("{p}/{q}"), |rate| rate.to_string())
}

/// A stratum in words, and its code where the words alone don't show it: the code is what a recomputation has.
#[must_use]
pub fn stratum(reader: Reader, name: &str) -> Markup {
    let words = in_words(reader, name);
    html! { (words) @if !words.contains(name) { " " code { (name) } } }
}

impl Told<'_> {
    fn say(&self, key: &str) -> String {
        self.reader.say(key)
    }

    fn page(&self, files: &[(&str, &[u8])], beside: &Beside<'_>) -> Markup {
        let task = &self.whole.draw.task;
        html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head { meta charset="utf-8"; title { (self.say("account-title")) "：" (task) } style { (maud::PreEscaped(STYLE)) } }
                body {
                    h1 { (self.say("account-title")) }
                    p { (self.say("account-lead")) }
                    (self.heading())
                    h2 { (self.say("account-course")) }
                    (self.course())
                    h2 { (self.say("account-numbers")) }
                    (self.numbers())
                    h2 { (self.reader.words.say("account-targets", &[("n", &self.result.targets.len())])) }
                    (self.targets())
                    h2 { (self.say("account-amended")) }
                    (self.amended())
                    h2 { (self.say("account-verify")) }
                    (self.verify(beside.name))
                    h2 { (self.say("account-files")) }
                    (self.files(files, beside))
                }
            }
        }
    }

    /// Key and value, one under another.
    fn facts(&self, facts: &[(&str, Markup)]) -> Markup {
        html! { table { @for (key, value) in facts { tr { th scope="row" { (self.say(key)) } td { (value) } } } } }
    }

    fn heading(&self) -> Markup {
        let draw = &self.whole.draw;
        let code = |text: &str| html! { code { (text) } };
        let mut facts = vec![
            ("draws-task", html! { (draw.task) }),
            ("draws-organisation", html! { (self.organisation) }),
            ("account-id", code(&draw.id.to_string())),
            ("account-nth", html! { (draw.number) }),
        ];
        if !draw.why.is_empty() {
            facts.push(("account-why", html! { (draw.why) }));
        }
        if let Some(level) = &draw.assurance {
            facts.push(("draws-assurance", html! { (self.say(&format!("draw-assurance-{}", level.to_lowercase()))) }));
        }
        facts.push(("account-commitment", code(&self.commitment.digest().to_string())));
        facts.push(("account-seed", code(&self.result.seed.value.to_string())));
        self.facts(&facts)
    }

    fn name(&self, person: Option<PersonId>) -> String {
        person.and_then(|person| self.people.get(&person).cloned()).unwrap_or_default()
    }

    /// Who did what, in the order of time.
    fn course(&self) -> Markup {
        let draw = &self.whole.draw;
        let announcer =
            if draw.announced_itself() { self.say("account-announced-itself") } else { self.name(draw.announcer) };
        let by = [
            (Some(draw.begun_at), Deed::Drafted, "account-drafted", self.name(Some(draw.drafter))),
            (draw.submitted_at, Deed::Submitted, "account-submitted", self.name(self.submitter)),
            (draw.approved_at, Deed::Approved, "account-approved", self.name(draw.approver)),
            (draw.committed_at, Deed::Committed, "account-committed", self.name(draw.operator)),
            (draw.seeded_at, Deed::Seeded, "account-seeded", String::new()),
            (draw.drawn_at, Deed::Drawn, "account-drawn", String::new()),
            (draw.announced_at, Deed::Announced, "account-announced", announcer),
        ];
        let parties = self.whole.parties.iter().flat_map(|party| {
            let hashed = (party.hashed_at, Deed::Hashed, "account-hashed", party.name.clone());
            [hashed, (party.revealed_at, Deed::Revealed, "account-revealed", party.name.clone())]
        });
        let said =
            |(at, deed, key, who): (Option<Timestamp>, Deed, &str, String)| Some((at?, deed, self.say(key), who));
        let mut steps: Vec<Step> = by.into_iter().chain(parties).filter_map(said).collect();
        for reading in &self.whole.readings {
            let name = source::in_words(self.reader, &reading.name, &self.whole.parties);
            let what = self.reader.words.say("account-read", &[("name", &name), ("evidence", &reading.evidence)]);
            let who = if reading.person.is_some() {
                self.name(reading.person)
            } else {
                self.reader.words.say("account-fetched", &[("host", &reading.origin)])
            };
            steps.push((reading.at, Deed::Read, what, who));
        }
        let heads = ["account-when", "account-what", "account-who"];
        html! { table {
            thead { tr { @for key in heads { th scope="col" { (self.say(key)) } } } }
            tbody { @for (at, _, what, who) in &in_order(steps) { tr {
                td { (page::moment(self.reader, *at)) } td { (what) } td { (who) }
            } } }
        } }
    }

    /// Why a subject takes no part, in the portal's words; a reason that somebody made up as it is.
    fn out(&self, reason: &str) -> String {
        let key = format!("draw-out-{reason}");
        if self.reader.words.has(&key) { self.say(&key) } else { reason.to_owned() }
    }

    fn numbers(&self) -> Markup {
        let body = self.commitment.body();
        let reasons: Vec<String> =
            self.excluded.iter().map(|(reason, count)| format!("{} {count}", self.out(reason))).collect();
        let quotas: BTreeMap<&str, u64> =
            self.result.strata.iter().map(|stratum| (stratum.name.as_str(), stratum.quota)).collect();
        let facts = [
            ("account-subjects", html! { (body.tables.subjects.rows) }),
            (
                "account-excluded",
                html! { (body.tables.excluded.rows) @if !reasons.is_empty() { "（" (reasons.join("、")) "）" } },
            ),
            ("account-inspectors", html! { (self.whole.draw.able()) }),
            ("account-bench", html! { (body.tables.bench.rows) }),
            ("account-recusals", html! { (body.tables.recusals.rows) }),
            ("account-seats", html! { (body.seats.len()) }),
            ("account-open", html! { (self.result.open.len()) }),
        ];
        let heads = ["draw-stratum", "draw-population", "draw-rate", "draw-minimum", "draw-quota"];
        html! {
            (self.facts(&facts))
            p { (self.say("account-strata")) }
            table {
                thead { tr { @for key in heads { th scope="col" { (self.say(key)) } } } }
                tbody { @for one in &body.strata { tr {
                    th scope="row" { (stratum(self.reader, one.name.as_str())) } td { (one.population) } td { (rate(one.p, one.q)) }
                    td { (one.minimum) } td { (quotas.get(one.name.as_str()).copied().unwrap_or_default()) }
                } } }
            }
        }
    }

    fn targets(&self) -> Markup {
        let heads = ["draw-name", "draw-code", "draw-stratum", "draw-rank", "draw-ticket-is", "draw-team"];
        let team = |target: &lots::result::Target| {
            target.team.iter().map(|member| member.inspector.to_string()).collect::<Vec<_>>().join(" · ")
        };
        html! {
            @if self.result.targets.len() > MOST { p { (self.reader.words.say("account-targets-more", &[("n", &MOST)])) } }
            table {
                thead { tr { @for key in heads { th scope="col" { (self.say(key)) } } } }
                tbody { @for target in self.result.targets.iter().take(MOST) { tr {
                    th scope="row" { (self.names.get(target.id.as_str()).map_or("", String::as_str)) }
                    td { (target.id.as_str()) } td { (stratum(self.reader, target.stratum.as_str())) } td { (target.rank) }
                    td { code { (target.ticket.to_string()) } } td { (team(target)) }
                } } }
            }
        }
    }

    fn amended(&self) -> Markup {
        let heads = ["number", "when", "kind", "reason", "subject", "inspector", "stood-in"];
        let made = || self.whole.amendments.iter().filter(|one| one.state == Amended::Approved);
        html! {
            @if made().next().is_none() { p { (self.say("draw-amended-none")) } }
            @else { table {
                thead { tr {
                    @for key in heads { th scope="col" { (self.say(&format!("draw-amended-{key}"))) } }
                    th scope="col" { (self.say("account-asked-by")) } th scope="col" { (self.say("account-approved-by")) }
                } }
                tbody { @for one in made() { tr {
                    th scope="row" { (one.number.unwrap_or_default()) }
                    td { (one.decided_at.map(|at| page::moment(self.reader, at)).unwrap_or_default()) }
                    td { (self.say(&format!("draw-amended-kind-{}", one.kind))) }
                    td { (self.say(&format!("draw-amended-why-{}", one.reason))) }
                    td { (one.subject) } td { (one.inspector) } td { (one.stood_in) }
                    td { (self.name(Some(one.asker))) } td { (self.name(one.decider)) }
                } } }
            } }
        }
    }

    /// How to check all of it, step by step.
    fn verify(&self, zip: &str) -> Markup {
        let key = Seed(self.result.seed.value).ticket_key().to_string();
        let first = self.result.targets.first().map(|target| target.id.to_string()).unwrap_or_default();
        html! { ol {
            li { (self.say("account-step-files")) pre { code { "sha256sum " (zip) } } (self.say("account-step-windows")) pre { code { (power_shell_file(zip)) } } }
            li { (self.say("account-step-page")) }
            li { (self.say("account-step-command")) pre { code { "lots verify " (zip) } } }
            li { (self.say("account-step-journal")) p { code { (self.commitment.digest().to_string()) } } }
            li { (self.say("account-step-ticket")) pre { code { (shell(&format!("{key}{first}"))) } } (self.say("account-step-windows")) pre { code { (power_shell(&format!("{key}{first}"))) } } }
            li { (self.say("account-step-wrong")) }
        } }
    }

    fn files(&self, files: &[(&str, &[u8])], beside: &Beside<'_>) -> Markup {
        let row = |name: &str, bytes: &[u8], about: &str| {
            html! { tr {
                th scope="row" { (name) } td { (about) } td { (bytes.len()) } td { code { (Digest::of(bytes).to_string()) } }
            } }
        };
        let about = |name: &str| {
            let stem = name.split('.').next().unwrap_or_default();
            self.say(&format!("account-file-{stem}"))
        };
        let heads = ["account-file", "account-file-about", "account-file-bytes", "account-file-digest"];
        html! { table {
            thead { tr { @for key in heads { th scope="col" { (self.say(key)) } } } }
            tbody {
                (row(beside.name, beside.zip, &self.say("account-file-zip")))
                (row(MEMBERS, beside.members.as_bytes(), &self.say("account-file-members")))
                @for (name, bytes) in files { (row(name, bytes, &about(name))) }
            }
        } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hashed_by_hand_is_quoted_as_each_shell_reads_it() {
        assert_eq!(shell("0a91350100M000100Y43"), "printf %s 0a91350100M000100Y43 | sha256sum");
        assert_eq!(shell("0aA$B'1;2"), r"printf %s '0aA$B'\''1;2' | sha256sum");
        assert!(power_shell("0aA$B'1").contains("UTF8.GetBytes('0aA$B''1'))"), "{}", power_shell("0aA$B'1"));
        assert_eq!(power_shell_file("a.zip"), "(Get-FileHash -Algorithm SHA256 a.zip).Hash.ToLower()");
    }

    #[test]
    fn within_a_second_a_course_stands_as_it_must_have_been() {
        let at = |micros: i64| Timestamp(1_700_000_000_000_000 + micros);
        let step = |micros: i64, deed: Deed| (at(micros), deed, String::new(), String::new());
        let steps = vec![
            // The last reading completes the seed, which leaves the same moment; the draw follows in the same second.
            step(5_000_007, Deed::Drawn),
            step(5_000_006, Deed::Seeded),
            step(5_000_006, Deed::Read),
            step(4_900_000, Deed::Read),
            // A commit's time has no parts of a second.
            step(1_000_000, Deed::Committed),
            step(1_000_900, Deed::Hashed),
            step(1_000_500, Deed::Approved),
            step(900_000, Deed::Submitted),
            step(6_000_000, Deed::Announced),
        ];
        let found: Vec<Deed> = in_order(steps).into_iter().map(|(_, deed, ..)| deed).collect();
        let before = [Deed::Submitted, Deed::Approved, Deed::Hashed, Deed::Committed, Deed::Read];
        let after = [Deed::Read, Deed::Seeded, Deed::Drawn, Deed::Announced];
        assert_eq!(found, [&before[..], &after[..]].concat());
    }
}
