//! Draws: a standing rule that waits may be withdrawn by who wrote it, or returned with a reason.

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
    "ALTER TABLE draw_rule ADD COLUMN ended_at BIGINT",
    "ALTER TABLE draw_rule ADD COLUMN ended_by UUID REFERENCES person (id)",
    "ALTER TABLE draw_rule ADD COLUMN reason TEXT CHECK (reason IS NULL OR ended_by IS NOT NULL)",
];
