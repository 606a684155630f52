//! An index for the registry's lists as one office sees them. Every filter stands behind the organisation, so that counting reads the
//! office's part of the index alone, and no row of the table.

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

const STATEMENTS: &[&str] =
    &["CREATE INDEX subject_scope ON subject (organisation, status, domain, risk, region, kind, industry, number)"];
