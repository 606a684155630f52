//! 取种, the parties' part: each from their own browser, by a link that is theirs alone. They need no account.

use axum::extract::State as Held;
use axum::http::StatusCode;
use lots::hash::Digest;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::commit::{DoneBody, commitment, in_journal};
use super::seed;
use super::wire::StepBody;
use crate::app::App;
use crate::app::auth::{self, By};
use crate::app::input::{Json, Path, Private};
use crate::app::journal::record::Actor;
use crate::app::problem::Problem;
use crate::app::shell::{found, next};
use crate::app::value::Timestamp;
use crate::draws::rules::standing::reveal_hash;
use crate::draws::rules::{DrawId, Refusal, State};
use crate::draws::store::{self, Whole, draw, party, rule};

/// How long a link is good, in seconds: thirty days.
const LINK_S: i64 = 30 * 86_400;
/// Who acts by a link, for the journal.
const PARTY: Actor = Actor { person: None, role: "party" };

/// A party's link.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PartyLink)]
pub struct LinkBody {
    /// The secret in it. It is shown this once.
    pub token: String,
    /// Until when it is good.
    pub until: Timestamp,
}

/// Make a party's link. The one before is no longer good.
#[utoipa::path(post, path = "/api/v1/draws/{id}/parties/{place}/link", tag = "draws", params(("id" = DrawId, Path), ("place" = i64, Path)), request_body = StepBody, responses((status = 200, body = LinkBody)))]
pub async fn link(
    Held(app): Held<App>,
    by: By,
    Path((id, place)): Path<(DrawId, i64)>,
    Json(body): Json<StepBody>,
) -> Result<Private<LinkBody>, Problem> {
    let mut tx = app.begin(&by).await?;
    let whole = store::load(tx.db(), id, &by.scope).await?;
    let party = found(whole.parties.iter().find(|party| party.place == place).cloned())?;
    match whole.draw.state {
        State::Approved => {}
        // Afterwards it would be good for nothing, and each one is a version of the draw that others have to read anew.
        State::Committed => in_time(&app, id, &party, tx.now).await?,
        _ => return Err(Refusal::NotApproved.into()),
    }
    let mut bytes = [0; 32];
    app.outside.random(&mut bytes);
    let token = Digest(bytes).to_string();
    let until = tx.now.plus_s(LINK_S);
    let party = party::Model { link: Some(auth::hash(&token)), link_until: Some(until), ..party };
    party::save(tx.db(), &party).await?;
    let draw = draw::Model { version: next(whole.draw.version, body.version), ..whole.draw.clone() };
    draw::save(tx.db(), &draw).await?;
    tx.record(Whole { draw, ..whole }.act(party::LINK_MADE).number("party", place)).await?;
    tx.commit().await?;
    Ok(Private(LinkBody { token, until }))
}

/// What a party sees.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CeremonyBody)]
pub struct SeenBody {
    /// The draw, whose id stands in the hash.
    pub draw: DrawId,
    /// The task's name.
    pub task: String,
    /// Where the draw stands.
    pub state: State,
    /// The party's code, which stands in the hash.
    pub code: String,
    /// Who it is.
    pub name: String,
    /// The hash it gave.
    pub hash: Option<String>,
    /// Whether it has revealed its value.
    pub revealed: bool,
    /// What it revealed, once all parties have.
    pub value: Option<String>,
    /// `C`, once the draw is committed.
    pub commitment: Option<String>,
    /// Until when it can reveal.
    pub closes: Option<String>,
    /// Before the commit: within how many seconds of it the party will have to reveal, by the standing rule in force now.
    pub reveal_s: Option<i64>,
    /// Whether it is given a share of the secret when it reveals.
    pub share: bool,
}

/// Whether the party gave its hash by this link. Whoever makes a link anew has never been the party yet.
fn is_own(party: &party::Model, link: &[u8]) -> bool {
    party.hash_link.as_deref() == Some(link)
}

/// A link's party and its draw.
async fn of_link<C: sea_orm::ConnectionTrait>(
    db: &C,
    token: &str,
    now: Timestamp,
) -> Result<(Whole, party::Model), Problem> {
    let link = auth::hash(token);
    let party = found(party::of_link(db, &link).await?)?;
    // Whoever gave a hash keeps the value behind it: a link made anew shuts nobody out of revealing it.
    if !is_own(&party, &link) && party.link_until.is_none_or(|until| until < now) {
        return Err(Problem::new(StatusCode::GONE, "draw-link-over"));
    }
    Ok((store::any(db, party.draw).await?, party))
}

/// What a party sees behind its link.
#[utoipa::path(get, path = "/api/v1/ceremony/{token}", tag = "ceremony", params(("token" = String, Path)), responses((status = 200, body = SeenBody)))]
pub async fn look(Held(app): Held<App>, Path(token): Path<String>) -> Result<Private<SeenBody>, Problem> {
    let (whole, party) = of_link(app.read(), &token, app.now()).await?;
    let closes = match whole.draw.state.is_frozen() {
        true => closes(&app, whole.draw.id, &party).await?.map(|(_, closes)| closes),
        false => None,
    };
    let standing = match whole.draw.state {
        State::Approved => rule::in_force(app.read(), whole.draw.organisation).await?,
        _ => None,
    };
    // Whoever makes links has them, too, and could read what the others revealed, and then choose whether the last one reveals.
    let is_told = are_all(&whole.parties);
    let reveal_s = standing.map(|row| row.rule()).transpose()?.map(|rule| rule.reveal_s);
    Ok(Private(SeenBody {
        draw: whole.draw.id,
        task: whole.draw.task,
        state: whole.draw.state,
        code: party.code,
        name: party.name,
        hash: party.hash,
        revealed: party.value.is_some(),
        share: party.share.is_some(),
        value: party.value.filter(|_| is_told),
        commitment: whole.draw.commitment,
        closes,
        reveal_s,
    }))
}

/// The party may still reveal.
async fn in_time(app: &App, id: DrawId, party: &party::Model, now: Timestamp) -> Result<(), Problem> {
    let late = closes(app, id, party).await?.is_none_or(|(closes, _)| now.seconds() > closes);
    if late { Err(Refusal::TooLate.into()) } else { Ok(()) }
}

async fn closes(app: &App, id: DrawId, party: &party::Model) -> Result<Option<(i64, String)>, Problem> {
    let commitment = commitment(app.read(), id).await?;
    let name = format!("reveal:{}", party.code);
    let choices = commitment.plan().sources.iter().map(|source| &source.choices[0]);
    let mine = choices.into_iter().find(|choice| choice.source.to_string() == name);
    Ok(mine.map(|choice| (choice.closes.seconds(), choice.closes.as_str().to_owned())))
}

/// A hash to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HashBody {
    /// SHA-256 of `yaoguang/v1/reveal`, draw id, party and value, each on its line; 64 lower-case hexadecimal digits.
    pub hash: Digest64,
}

/// A digest on the wire.
pub type Digest64 = String;

fn digest(text: &str, field: &'static str) -> Result<Digest, Problem> {
    let fault = || Problem::fields(vec![crate::app::problem::FieldFault::new(field, "digest-form")]);
    text.parse().map_err(|_| fault())
}

/// Give the hash of what will be revealed. It is given once.
#[utoipa::path(post, path = "/api/v1/ceremony/{token}/hash", tag = "ceremony", params(("token" = String, Path)), request_body = HashBody, responses((status = 200, body = DoneBody)))]
pub async fn hash(
    Held(app): Held<App>,
    Path(token): Path<String>,
    Json(body): Json<HashBody>,
) -> Result<Json<DoneBody>, Problem> {
    let hash = digest(&body.hash, "hash")?.to_string();
    let mut tx = app.begin_as(PARTY).await?;
    let (whole, party) = of_link(tx.db(), &token, tx.now).await?;
    match (whole.draw.state, &party.hash) {
        (State::Approved, None) => {}
        // Sent again after an answer that didn't arrive.
        (_, Some(there)) if *there == hash => return Ok(Json(DoneBody { version: whole.draw.version })),
        (State::Approved, Some(_)) => return Err(Refusal::GivenAlready.into()),
        _ => return Err(Refusal::NotApproved.into()),
    }
    let link = Some(auth::hash(&token));
    let party = party::Model { hash: Some(hash), hashed_at: Some(tx.now), hash_link: link, ..party };
    let whole = put(&tx, whole, party.clone()).await?;
    tx.record(whole.act("drawing.hash-given").number("party", party.place)).await?;
    tx.commit().await?;
    Ok(Json(DoneBody { version: whole.draw.version }))
}

/// Save a party, and the draw's next version with it.
async fn put(tx: &crate::app::shell::Tx, whole: Whole, party: party::Model) -> Result<Whole, Problem> {
    party::save(tx.db(), &party).await?;
    let draw = draw::Model { version: whole.draw.version + 1, ..whole.draw };
    draw::save(tx.db(), &draw).await?;
    let parties = whole.parties.into_iter().map(|one| if one.id == party.id { party.clone() } else { one }).collect();
    Ok(Whole { draw, parties, ..whole })
}

/// A value to be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RevealBody {
    /// 64 lower-case hexadecimal digits.
    pub value: Digest64,
    /// 64 lower-case hexadecimal digits of the browser's own randomness, kept by it: whoever reveals the same value with them again is given the share again, until an hour
    /// after the last party has revealed. By then everybody may know the value.
    #[serde(default)]
    pub again: Option<Digest64>,
}

/// Reveal the value behind the hash, before the plan's time for it is over.
#[utoipa::path(post, path = "/api/v1/ceremony/{token}/reveal", tag = "ceremony", params(("token" = String, Path)), request_body = RevealBody, responses((status = 200, body = RevealedBody)))]
pub async fn reveal(
    Held(app): Held<App>,
    Path(token): Path<String>,
    Json(body): Json<RevealBody>,
) -> Result<Private<RevealedBody>, Problem> {
    let value = digest(&body.value, "value")?.to_string();
    let again = body.again.map(|again| digest(&again, "again").map(shown)).transpose()?;
    let mut tx = app.begin_as(PARTY).await?;
    let (whole, _) = of_link(tx.db(), &token, tx.now).await?;
    // A party has little time: it waits for whoever acts on the draw at this moment, and isn't told to try again.
    draw::look(tx.db(), whole.draw.id).await?;
    let (whole, party) = of_link(tx.db(), &token, tx.now).await?;
    match (whole.draw.state, &party.value) {
        // Sent again after an answer that didn't arrive.
        (_, Some(there)) if *there == value => {
            let is_it = !are_all(&whole.parties) || (again.is_some() && again == party.again);
            let share = if is_it { share(&app, &party)? } else { None };
            return Ok(Private(RevealedBody { version: whole.draw.version, share }));
        }
        (State::Committed, None) => {}
        (State::Committed, Some(_)) => return Err(Refusal::GivenAlready.into()),
        _ => return Err(Refusal::NotCommitted.into()),
    }
    in_journal(&app, tx.db(), whole.draw.id, "draw.committed").await?;
    in_time(&app, whole.draw.id, &party, tx.now).await?;
    let (id, code) = (whole.draw.id.to_string().parse(), party.code.parse());
    let (Ok(id), Ok(code)) = (id, code) else { return Err(Problem::broken("a party's code hasn't its form")) };
    if Some(reveal_hash(&id, &code, &value).to_string()) != party.hash {
        return Err(Refusal::NotOfHash.into());
    }
    let share = share(&app, &party)?;
    let share_at = share.is_some().then_some(tx.now);
    let party = party::Model { value: Some(value), revealed_at: Some(tx.now), share_at, again, ..party };
    let whole = put(&tx, whole, party.clone()).await?;
    tx.record(whole.act("drawing.revealed").number("party", party.place)).await?;
    if share.is_some() {
        tx.record(whole.act("drawing.share-taken").number("party", party.place)).await?;
    }
    let whole = seed::settle(&app, &mut tx, whole).await?;
    tx.commit().await?;
    app.queued.notify_one();
    Ok(Private(RevealedBody { version: whole.draw.version, share }))
}

/// What a party has of revealing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RevealedBody {
    /// The draw's version.
    pub version: i64,
    /// Its share of an unannounced draw's secret, to keep: `yaoguang-share:v1:…`. Two of three give the secret back. It is given to whoever reveals, since nobody but the
    /// party knows the value then, while whoever makes links has each of them; an hour after the last value the system forgets all shares.
    pub share: Option<String>,
}

/// A party's share, while the system has it.
fn share(app: &App, party: &party::Model) -> Result<Option<String>, Problem> {
    let sealed = party.share.as_ref();
    sealed.map(|sealed| app.crypt.open(party.id.0, "share", sealed).map_err(Problem::broken)).transpose()
}

/// Whether all parties have revealed.
fn are_all(parties: &[party::Model]) -> bool {
    parties.iter().all(|party| party.value.is_some())
}

/// What is kept of what a browser shows: with a look at the table nobody can ask for a share.
fn shown(again: Digest) -> String {
    Digest::of(again.to_string().as_bytes()).to_string()
}
