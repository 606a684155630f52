//! Who was drawn, and which inspector has which code: what `result.json` says, to search in.

use lots::amend::{Amendment, Kind};
use lots::result::DrawResult;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{DbErr, QueryOrder as _};

use crate::app::bulk::{self, Rows};
use crate::draws::rules::DrawId;
use crate::draws::rules::freeze::Seated;
use crate::inspectors::InspectorId;

/// A drawn subject.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draw_target")]
pub struct Model {
    /// Of which draw.
    #[sea_orm(primary_key, auto_increment = false)]
    pub draw: DrawId,
    /// Its place in the result, from 0.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: i64,
    /// The subject's code.
    pub code: String,
    /// Its stratum.
    pub stratum: String,
    /// Its rank in it, from 1.
    pub rank: i64,
    /// Its ticket.
    pub ticket: String,
    /// Its team by seat: JSON of a list of codes.
    pub team: String,
    /// Its team since the last amendment that changed it.
    pub team_now: Option<String>,
    /// The number of the amendment by which it left.
    pub gone: Option<i64>,
    /// The number of the amendment by which it became a target, of a reserve.
    pub stood_in: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its team's codes, by seat.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        serde_json::from_str(&self.team).unwrap_or_default()
    }

    /// The codes of its team as it stands, by seat; none once it left.
    #[must_use]
    pub fn now(&self) -> Vec<String> {
        match &self.team_now {
            _ if self.gone.is_some() => Vec::new(),
            Some(team) => serde_json::from_str(team).unwrap_or_default(),
            None => self.codes(),
        }
    }
}

/// Who was drawn, in the result's order.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<Model>, DbErr> {
    Entity::find().filter(Column::Draw.eq(draw)).order_by_asc(Column::Place).all(db).await
}

/// Which inspector has which code.
pub mod member {
    use super::*;

    /// A code.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "draw_member")]
    pub struct Model {
        /// In which draw.
        #[sea_orm(primary_key, auto_increment = false)]
        pub draw: DrawId,
        /// The code.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        /// Whose.
        pub inspector: InspectorId,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Keep who has which code.
///
/// # Errors
/// [`DbErr`].
pub async fn seat<C: ConnectionTrait>(db: &C, draw: DrawId, seated: &[Seated]) -> Result<(), DbErr> {
    let row = |one: &Seated| member::Model { draw, code: one.code.clone(), inspector: one.id };
    let rows: Vec<_> = seated.iter().map(row).collect();
    bulk::load(db, Rows::of::<member::Entity>(&rows)).await.map(|_| ())
}

/// Keep who was drawn.
///
/// # Errors
/// [`DbErr`].
pub async fn keep<C: ConnectionTrait>(db: &C, draw: DrawId, result: &DrawResult) -> Result<(), DbErr> {
    let row = |(place, target): (i64, &lots::result::Target)| {
        let team: Vec<&str> = target.team.iter().map(|member| member.inspector.as_str()).collect();
        Model {
            draw,
            place,
            code: target.id.to_string(),
            stratum: target.stratum.to_string(),
            rank: i64::try_from(target.rank).unwrap_or(i64::MAX),
            ticket: target.ticket.to_string(),
            team: lots::canonical::to_text(&team),
            team_now: None,
            gone: None,
            stood_in: None,
        }
    };
    let rows: Vec<_> = (0..).zip(&result.targets).map(row).collect();
    bulk::load(db, Rows::of::<Entity>(&rows)).await.map(|_| ())
}

/// The reserve that an amendment makes a target, at a place of its own behind those drawn; its team is a change of the amendment.
fn stood_in(amendment: &Amendment, result: &DrawResult, (draw, place): (DrawId, i64)) -> Option<Model> {
    let id = amendment.outcome.stood_in.as_ref()?;
    result.strata.iter().find_map(|stratum| {
        let reserve = stratum.reserves.iter().find(|reserve| reserve.id == *id)?;
        Some(Model {
            draw,
            place,
            code: reserve.id.to_string(),
            stratum: stratum.name.to_string(),
            rank: i64::try_from(reserve.rank).unwrap_or(i64::MAX),
            ticket: reserve.ticket.to_string(),
            team: "[]".to_owned(),
            team_now: None,
            gone: None,
            stood_in: i64::try_from(amendment.number).ok(),
        })
    })
}

/// Keep what stands since an amendment; the result itself doesn't change.
///
/// # Errors
/// [`DbErr`].
pub async fn amend<C: ConnectionTrait>(
    db: &C,
    draw: DrawId,
    (amendment, result): (&Amendment, &DrawResult),
) -> Result<(), DbErr> {
    let number = i64::try_from(amendment.number).unwrap_or(i64::MAX);
    let of = |code: &str| Entity::update_many().filter(Column::Draw.eq(draw)).filter(Column::Code.eq(code));
    if let (Kind::Gone, Some(subject)) = (amendment.kind, &amendment.subject) {
        of(subject.as_str()).col_expr(Column::Gone, Expr::value(number)).exec(db).await?;
    }
    let there = Entity::find().filter(Column::Draw.eq(draw)).count(db).await?;
    if let Some(row) = stood_in(amendment, result, (draw, i64::try_from(there).unwrap_or(i64::MAX))) {
        let row: ActiveModel = row.into();
        Entity::insert(row.reset_all()).exec_without_returning(db).await?;
    }
    for change in &amendment.outcome.changes {
        let team: Vec<&str> = change.team.iter().map(|member| member.inspector.as_str()).collect();
        let team = Expr::value(lots::canonical::to_text(&team));
        of(change.subject.as_str()).col_expr(Column::TeamNow, team).exec(db).await?;
    }
    Ok(())
}

/// The codes of a draw's inspectors, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn members<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<member::Model>, DbErr> {
    member::Entity::find().filter(member::Column::Draw.eq(draw)).order_by_asc(member::Column::Code).all(db).await
}

/// A target by its code, also one that left.
///
/// # Errors
/// [`DbErr`].
pub async fn one<C: ConnectionTrait>(db: &C, draw: DrawId, code: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Draw.eq(draw)).filter(Column::Code.eq(code)).one(db).await
}

/// Whether somebody on the bench has this code.
///
/// # Errors
/// [`DbErr`].
pub async fn is_member<C: ConnectionTrait>(db: &C, draw: DrawId, code: &str) -> Result<bool, DbErr> {
    Ok(member::Entity::find_by_id((draw, code.to_owned())).one(db).await?.is_some())
}
