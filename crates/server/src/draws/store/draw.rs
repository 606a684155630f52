//! A draw's row.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, DbErr, ExprTrait as _, QuerySelect as _, SqlErr};
use serde::Serialize;

use crate::accounts::{OrganisationId, PersonId};
use crate::app::named::folded;
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};
use crate::draws::rules::{self, DrawId, RuleId, Scheme, State};

/// A draw.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "draw")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DrawId,
    /// Whose.
    pub organisation: OrganisationId,
    /// The task's name.
    pub task: String,
    /// The same as it is looked for. Whoever puts a row in or saves it makes it of the task, so that no image needs it.
    #[serde(skip)]
    pub folded: String,
    /// 1, or the number of a further draw of the same task.
    pub number: i64,
    /// The draw before it, of a further one.
    pub follows: Option<DrawId>,
    /// Why there is a further one.
    pub why: String,
    /// Where it stands.
    pub state: State,
    /// What people decided, canonical JSON.
    pub scheme: String,
    /// The standing rule it was committed under.
    pub rule: Option<RuleId>,
    /// Who began it.
    pub drafter: PersonId,
    /// Who approved it.
    pub approver: Option<PersonId>,
    /// Who committed it.
    pub operator: Option<PersonId>,
    /// Who announced it; nobody if it announced itself.
    pub announcer: Option<PersonId>,
    /// Who asked that it be annulled.
    pub annuller: Option<PersonId>,
    /// Why it was returned or given up, or why its annulment was asked for.
    pub reason: String,
    /// Who confirmed the annulment. Left out of an image where there is nobody, as before there was such a column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmer: Option<PersonId>,
    /// Their own reason.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmation: Option<String>,
    /// By when it is published, if it isn't at once.
    pub disclosure: Option<Date>,
    /// The level of assurance, from the commit on.
    pub assurance: Option<String>,
    /// `C`.
    pub commitment: Option<String>,
    /// The digest of `seed.json`.
    pub seed: Option<String>,
    /// The digest of `result.json`.
    pub result: Option<String>,
    /// Subjects that may be drawn, from the commit on.
    pub subjects: i64,
    /// Subjects left out.
    pub excluded: i64,
    /// Inspectors on the bench, those who can't be drawn among them.
    pub inspectors: i64,
    /// How many of them can't be drawn. Left out of an image where it is nobody, as before there was such a column.
    #[serde(skip_serializing_if = "is_nobody")]
    pub absent: i64,
    /// The digest of the file that says who takes no part: [`super::file::ABSENCE`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absence: Option<String>,
    /// The digest of who has which code: [`super::target::members_text`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<String>,
    /// The digest of who was drawn, with which team: [`super::target::teams_digest`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teams: Option<String>,
    /// The digest of which entry of the registry each frozen code is: [`super::file::ENTRIES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entries: Option<String>,
    /// The digest of who was drawn, and is in reserve, as they were then: [`super::file::IDENTITIES`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identities: Option<String>,
    /// Pairs that must not meet.
    pub recusals: i64,
    /// Targets, once it is drawn.
    pub targets: i64,
    /// Seats nobody could fill.
    pub open_seats: i64,
    /// When the first source that isn't a reveal closes.
    pub first_close: Option<Timestamp>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When it was submitted last.
    pub submitted_at: Option<Timestamp>,
    /// When it was approved.
    pub approved_at: Option<Timestamp>,
    /// When it was committed, to the second, as the commitment says.
    pub committed_at: Option<Timestamp>,
    /// When its seed was there.
    pub seeded_at: Option<Timestamp>,
    /// When it was drawn.
    pub drawn_at: Option<Timestamp>,
    /// When it was announced.
    pub announced_at: Option<Timestamp>,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

// The signature is serde's.
#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_nobody(count: &i64) -> bool {
    *count == 0
}

impl Model {
    /// How many inspectors can be drawn.
    #[must_use]
    pub const fn able(&self) -> i64 {
        self.inspectors - self.absent
    }

    /// A new draft.
    #[must_use]
    pub fn begun(id: DrawId, organisation: OrganisationId, drafter: PersonId, at: Timestamp) -> Self {
        Self {
            id,
            organisation,
            task: String::new(),
            folded: String::new(),
            number: 1,
            follows: None,
            why: String::new(),
            state: State::Draft,
            scheme: String::new(),
            rule: None,
            drafter,
            approver: None,
            operator: None,
            announcer: None,
            annuller: None,
            reason: String::new(),
            confirmer: None,
            confirmation: None,
            disclosure: None,
            assurance: None,
            commitment: None,
            seed: None,
            result: None,
            subjects: 0,
            excluded: 0,
            inspectors: 0,
            absent: 0,
            absence: None,
            members: None,
            teams: None,
            entries: None,
            identities: None,
            recusals: 0,
            targets: 0,
            open_seats: 0,
            first_close: None,
            begun_at: at,
            submitted_at: None,
            approved_at: None,
            committed_at: None,
            seeded_at: None,
            drawn_at: None,
            announced_at: None,
            version: 1,
        }
    }

    /// When its result announces itself, if nobody has by then.
    #[must_use]
    pub fn announces_at(&self) -> Option<Timestamp> {
        rules::announces_at(self.state, self.drawn_at, self.disclosure)
    }

    /// Whether its result announced itself, since nobody had.
    #[must_use]
    pub fn announced_itself(&self) -> bool {
        self.state == State::Announced && self.announcer.is_none()
    }

    /// What people decided.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn scheme(&self) -> Result<Scheme, Problem> {
        serde_json::from_str(&self.scheme).map_err(Problem::broken)
    }

    /// With this scheme.
    #[must_use]
    pub fn with(self, scheme: &Scheme) -> Self {
        Self { scheme: lots::canonical::to_text(scheme), disclosure: scheme.disclosure, ..self }
    }
}

/// All of a row that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> serde_json::Value {
    serde_json::to_value(row).expect("texts and numbers are JSON")
}

/// A row on its way into the table.
fn written(row: &Model) -> ActiveModel {
    ActiveModel::from(Model { folded: folded(&row.task), ..row.clone() }).reset_all()
}

/// Put in a new one.
///
/// # Errors
/// `draw-followed` if the draw it follows has a further one already.
pub async fn insert<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let followed = |error: DbErr| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::refused("draw-followed"),
        _ => error.into(),
    };
    Entity::insert(written(row)).exec_without_returning(db).await.map(|_| ()).map_err(followed)
}

/// Take a draw for oneself until this change ends, and count the change: of two at once, the later reads what the earlier left.
///
/// # Errors
/// [`DbErr`].
pub async fn hold<C: ConnectionTrait>(db: &C, id: DrawId) -> Result<(), DbErr> {
    let next = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version).add(1));
    next.filter(Column::Id.eq(id)).exec(db).await.map(|_| ())
}

/// Nobody acts on a draw until this look at it ends, which changes nothing: what is read afterwards is as the last act left it.
///
/// # Errors
/// [`DbErr`].
pub async fn look<C: ConnectionTrait>(db: &C, id: DrawId) -> Result<(), DbErr> {
    Entity::find_by_id(id).lock_exclusive().one(db).await.map(|_| ())
}

/// Nobody changes a draw until this change ends; others may ask the same. What is read afterwards is as the last one left it.
///
/// # Errors
/// [`DbErr`].
pub async fn stay<C: ConnectionTrait>(db: &C, id: DrawId) -> Result<(), DbErr> {
    Entity::find_by_id(id).lock_shared().one(db).await.map(|_| ())
}

/// Keep the digest of who was drawn since an amendment.
///
/// # Errors
/// [`DbErr`].
pub async fn seal<C: ConnectionTrait>(db: &C, id: DrawId, teams: &str) -> Result<(), DbErr> {
    let teams = Entity::update_many().col_expr(Column::Teams, Expr::value(teams));
    teams.filter(Column::Id.eq(id)).exec(db).await.map(|_| ())
}

/// Save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change = ActiveModel { id: ActiveValue::NotSet, ..written(row) };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}
