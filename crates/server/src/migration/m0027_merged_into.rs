//! Registry: the entries that were merged into one, asked for by each of its public pages.

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

const STATEMENTS: &[&str] = &["CREATE INDEX subject_merged ON subject (merged_into) WHERE merged_into IS NOT NULL"];
