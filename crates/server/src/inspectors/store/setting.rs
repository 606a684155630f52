//! Each organisation's rule on training: what it says holds below it too, unless something nearer says otherwise.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::DbErr;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use crate::accounts::OrganisationId;
use crate::accounts::store::organisation;
use crate::app::journal::{Act, Case};
use crate::app::problem::Problem;
use crate::app::shell::saved;
use crate::inspectors::rules::SettingId;

/// A rule.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Serialize)]
#[sea_orm(table_name = "inspector_setting")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose.
    pub organisation: OrganisationId,
    /// Within how many months a training must have been passed; 0 asks for none.
    pub training_months: i64,
    /// From 1.
    pub version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An act on it that leaves it so.
    #[must_use]
    pub fn act(&self, kind: &'static str) -> Act {
        Act::new(kind, Case { kind: "inspector-setting", id: self.id.0 })
            .number("training_months", self.training_months)
            .image(image(self))
    }
}

/// All that must not change unseen.
#[must_use]
pub fn image(row: &Model) -> String {
    lots::canonical::to_text(row)
}

/// An organisation's own rule.
///
/// # Errors
/// [`DbErr`].
pub async fn of<C: ConnectionTrait>(db: &C, organisation: OrganisationId) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Organisation.eq(organisation)).one(db).await
}

/// Put in the first version, or save a change of the version before.
///
/// # Errors
/// `stale`.
pub async fn save<C: ConnectionTrait>(db: &C, row: &Model) -> Result<(), Problem> {
    if row.version == 1 {
        let row: ActiveModel = row.clone().into();
        let put = Entity::insert(row.reset_all()).exec_without_returning(db).await;
        return put.map(|_| ()).map_err(|error| match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Problem::stale(),
            _ => error.into(),
        });
    }
    let change =
        ActiveModel { training_months: Set(row.training_months), version: Set(row.version), ..Default::default() };
    let before =
        Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::Version.eq(row.version - 1));
    saved(before.exec(db).await?.rows_affected)
}

/// The rule in force for every organisation that has one: its own, or the nearest above.
///
/// # Errors
/// [`DbErr`].
pub async fn months<C: ConnectionTrait>(db: &C) -> Result<HashMap<OrganisationId, i32>, DbErr> {
    let own: HashMap<String, i64> = Entity::find()
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.organisation.to_string(), row.training_months))
        .collect();
    if own.is_empty() {
        return Ok(HashMap::new());
    }
    let all = organisation::Entity::find().all(db).await?;
    let in_force = |row: organisation::Model| {
        let nearest = row.path.split('/').rev().find_map(|id| own.get(id)).copied()?;
        let months = i32::try_from(nearest).ok().filter(|months| *months > 0)?;
        Some((row.id, months))
    };
    Ok(all.into_iter().filter_map(in_force).collect())
}
