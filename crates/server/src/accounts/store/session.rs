//! Sessions, and failed tries to begin one.

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};

use super::{organisation, person, role};
use crate::accounts::rules::{OrganisationId, PersonId, PersonState, Role};
use crate::app::config::Limits;
use crate::app::db::Db;
use crate::app::value::Timestamp;

/// A session.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the token.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    /// What it is called when it is listed.
    pub id: Uuid,
    /// Whose.
    pub person: PersonId,
    /// Since when.
    pub at: Timestamp,
    /// The last request, to the minute.
    pub seen: Timestamp,
    /// When somebody ended it.
    pub ended: Option<Timestamp>,
    /// From where it was begun.
    pub address: String,
    /// With which browser.
    pub agent: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// A role and the path of the organisation it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Which role.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// Its path.
    pub path: String,
}

/// Whose session it is, and what they hold.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub organisation: OrganisationId,
    /// The roles they hold.
    pub grants: Vec<Grant>,
    /// Whether somebody else chose the password.
    pub password_given: bool,
    /// Whether the second factor is set up.
    pub totp_on: bool,
    /// Whether the roles rest, so that none is held.
    pub resting: bool,
    /// The session's hash.
    pub session: Vec<u8>,
}

/// The session's owner, if the session is in force and the account can be used. Notes that it was seen, at most once a minute.
///
/// # Errors
/// [`DbErr`].
pub async fn session_caller(db: &Db, hash: &[u8], now: Timestamp, limits: &Limits) -> Result<Option<Caller>, DbErr> {
    let Some(session) = in_force(hash, now, limits).one(db.read()).await? else { return Ok(None) };
    let Some(caller) = standing(db.read(), session.person).await? else { return Ok(None) };
    if session.seen.plus_s(60) < now {
        let seen = ActiveModel { seen: Set(now), ..Default::default() };
        Entity::update_many().set(seen).filter(Column::Hash.eq(hash)).exec(db.write()).await?;
    }
    Ok(Some(Caller { session: session.hash, ..caller }))
}

/// What somebody holds, if the account can be used; without a session.
///
/// # Errors
/// [`DbErr`].
pub async fn standing<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Option<Caller>, DbErr> {
    let active = person::Entity::find_by_id(person).filter(person::Column::State.eq(PersonState::Active));
    let Some(person) = active.one(db).await? else { return Ok(None) };
    Ok(Some(Caller {
        person: person.id,
        organisation: person.organisation,
        grants: grants(db, person.id).await?,
        password_given: person.password_given,
        totp_on: person.totp_on,
        resting: person.resting,
        session: Vec::new(),
    }))
}

fn in_force(hash: &[u8], now: Timestamp, limits: &Limits) -> Select<Entity> {
    Entity::find_by_id(hash.to_vec())
        .filter(Column::Ended.is_null())
        .filter(Column::Seen.gt(now.plus_s(-limits.session_idle_s)))
        .filter(Column::At.gt(now.plus_s(-limits.session_s)))
}

/// The roles of an account with the paths they are for; none while they rest.
///
/// # Errors
/// [`DbErr`].
pub async fn grants<C: ConnectionTrait>(db: &C, person: PersonId) -> Result<Vec<Grant>, DbErr> {
    let rows: Vec<(Role, OrganisationId, String)> = role::Entity::find()
        .select_only()
        .columns([role::Column::Role, role::Column::Organisation])
        .column(organisation::Column::Path)
        .join_rev(
            sea_orm::JoinType::InnerJoin,
            organisation::Entity::belongs_to(role::Entity)
                .from(organisation::Column::Id)
                .to(role::Column::Organisation)
                .into(),
        )
        .inner_join(person::Entity)
        .filter(role::Column::Person.eq(person))
        .filter(person::Column::Resting.eq(false))
        .order_by_asc(role::Column::Role)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(role, organisation, path)| Grant { role, organisation, path }).collect())
}

/// Put in a new one.
///
/// # Errors
/// [`DbErr`].
pub async fn insert<C: ConnectionTrait>(db: &C, row: Model) -> Result<(), DbErr> {
    let row: ActiveModel = row.into();
    Entity::insert(row.reset_all()).exec_without_returning(db).await.map(|_| ())
}

/// The sessions of an account that are in force.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(
    db: &C,
    person: PersonId,
    now: Timestamp,
    limits: &Limits,
) -> Result<Vec<Model>, DbErr> {
    Entity::find()
        .filter(Column::Person.eq(person))
        .filter(Column::Ended.is_null())
        .filter(Column::Seen.gt(now.plus_s(-limits.session_idle_s)))
        .filter(Column::At.gt(now.plus_s(-limits.session_s)))
        .order_by_desc(Column::Seen)
        .all(db)
        .await
}

/// Which sessions to end.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// All.
    All,
    /// All but this one, by its hash.
    AllBut(&'a [u8]),
    /// This one, by its id.
    One(Uuid),
    /// This one, by its hash.
    This(&'a [u8]),
}

/// End sessions of an account. How many there were.
///
/// # Errors
/// [`DbErr`].
pub async fn end<C: ConnectionTrait>(db: &C, person: PersonId, which: Which<'_>, now: Timestamp) -> Result<u64, DbErr> {
    let ended = ActiveModel { ended: Set(Some(now)), ..Default::default() };
    let theirs = Entity::update_many().set(ended).filter(Column::Person.eq(person)).filter(Column::Ended.is_null());
    let some = match which {
        Which::All => theirs,
        Which::AllBut(hash) => theirs.filter(Column::Hash.ne(hash)),
        Which::One(id) => theirs.filter(Column::Id.eq(id)),
        Which::This(hash) => theirs.filter(Column::Hash.eq(hash)),
    };
    Ok(some.exec(db).await?.rows_affected)
}

/// Failed tries from one place.
pub mod failure {
    use super::*;

    /// A place and how often it failed in a row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "failed_sign_in")]
    pub struct Model {
        /// Hash of address and login, or of a browser that signed in before.
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: String,
        /// How often in a row.
        pub failures: i64,
        /// The last time.
        pub last: Timestamp,
    }

    impl ActiveModelBehavior for ActiveModel {}

    /// What a place did.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn of<C: ConnectionTrait>(db: &C, place: &str) -> Result<Option<Model>, DbErr> {
        Entity::find_by_id(place.to_owned()).one(db).await
    }

    /// Write down what a place did; 0 failures after it signed in.
    ///
    /// # Errors
    /// [`DbErr`].
    pub async fn save<C: ConnectionTrait>(db: &C, place: &str, failures: i64, last: Timestamp) -> Result<(), DbErr> {
        let row = ActiveModel { place: Set(place.to_owned()), failures: Set(failures), last: Set(last) };
        let over = OnConflict::column(Column::Place).update_columns([Column::Failures, Column::Last]).to_owned();
        Entity::insert(row).on_conflict(over).exec_without_returning(db).await.map(|_| ())
    }
}
