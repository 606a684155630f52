//! Which entry of the registry each frozen code is, and who they were when they were drawn: digests of two files of a draw, in its row and so in its image.

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
    &["ALTER TABLE draw ADD COLUMN entries TEXT", "ALTER TABLE draw ADD COLUMN identities TEXT"];
