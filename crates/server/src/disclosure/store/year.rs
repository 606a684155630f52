//! Years that somebody entered.

use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue, SqlErr};
use serde::Serialize;

use crate::accounts::PersonId;
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::app::value::{Date, Timestamp};

/// A year's holidays and worked weekends.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "calendar_year")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The year.
    pub year: i64,
    /// The number of the State Council's notice.
    pub document: String,
    /// JSON of a list of days.
    pub holidays: String,
    /// JSON of a list of days.
    pub workdays: String,
    /// Who entered it last.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its holidays.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn days_off(&self) -> Result<Vec<Date>, Problem> {
        serde_json::from_str(&self.holidays).map_err(Problem::broken)
    }

    /// The Saturdays and Sundays that are worked.
    ///
    /// # Errors
    /// `broken` if the row isn't what this program wrote.
    pub fn days_on(&self) -> Result<Vec<Date>, Problem> {
        serde_json::from_str(&self.workdays).map_err(Problem::broken)
    }

    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "calendar-year", id: self.id }).number("year", self.year).image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(&serde_json::to_value(row).expect("texts and numbers are JSON"))
}

/// Put it in, or save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn put<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    let change: ActiveModel = row.clone().into();
    if row.version > 1 {
        let change = ActiveModel { id: ActiveValue::NotSet, ..change.reset_all() };
        let before = Entity::update_many().set(change).filter(Column::Id.eq(row.id));
        return saved(before.filter(Column::Version.eq(row.version - 1)).exec(db).await?.rows_affected);
    }
    let inserted = Entity::insert(change.reset_all()).exec_without_returning(db).await;
    inserted.map(|_| ()).map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Problem::stale(),
        _ => error.into(),
    })
}
