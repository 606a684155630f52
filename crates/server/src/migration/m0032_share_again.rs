//! Draws: what shows that it is the same browser which asks for its share again.

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
    "ALTER TABLE draw_party ADD COLUMN again TEXT",
    "CREATE INDEX draw_party_share ON draw_party (draw) WHERE share IS NOT NULL",
];
