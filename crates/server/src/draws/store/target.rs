//! Who was drawn, and which inspector has which code: what `result.json` says, to search in.

use lots::result::DrawResult;
use sea_orm::entity::prelude::*;
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
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its team's codes, by seat.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        serde_json::from_str(&self.team).unwrap_or_default()
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
        }
    };
    let rows: Vec<_> = (0..).zip(&result.targets).map(row).collect();
    bulk::load(db, Rows::of::<Entity>(&rows)).await.map(|_| ())
}

/// The codes of a draw's inspectors, in order.
///
/// # Errors
/// [`DbErr`].
pub async fn members<C: ConnectionTrait>(db: &C, draw: DrawId) -> Result<Vec<member::Model>, DbErr> {
    member::Entity::find().filter(member::Column::Draw.eq(draw)).order_by_asc(member::Column::Code).all(db).await
}
