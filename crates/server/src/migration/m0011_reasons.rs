//! Why a subject or an inspector stands so, and why what was written down of an inspector was withdrawn.
//!
//! Empty where it was done before reasons were asked for, or by an act that is its own reason: a merge, a file.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::run(manager, STATEMENTS).await
    }
}

const STATEMENTS: &[&str] = &[
    "ALTER TABLE subject ADD COLUMN status_reason TEXT",
    "ALTER TABLE inspector ADD COLUMN state_reason TEXT",
    "ALTER TABLE inspector_training ADD COLUMN withdrawn_reason TEXT",
    "ALTER TABLE inspector_conflict ADD COLUMN withdrawn_reason TEXT",
    "ALTER TABLE inspector_leave ADD COLUMN withdrawn_reason TEXT",
];
