//! What seals who is behind a draw's codes and who goes where: digests in the draw's row, which its image has and the audit computes from the tables; and in
//! `draw_member` everybody of the registry, with why they can't be drawn.

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
    "ALTER TABLE draw ADD COLUMN absent BIGINT NOT NULL DEFAULT 0",
    "ALTER TABLE draw ADD COLUMN absence TEXT",
    "ALTER TABLE draw ADD COLUMN members TEXT",
    "ALTER TABLE draw ADD COLUMN teams TEXT",
    // The link by which a party gave its hash stays good when another is made: nobody is shut out.
    "ALTER TABLE draw_party ADD COLUMN hash_link BYTES",
    "CREATE UNIQUE INDEX draw_party_hash_link ON draw_party (hash_link) WHERE hash_link IS NOT NULL",
    // Who a drawn code is, as at the commit.
    "ALTER TABLE draw_target ADD COLUMN subject BIGINT",
    "ALTER TABLE draw_target ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draw_target ADD COLUMN public_name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draw_member ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draw_member ADD COLUMN certificate TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE draw_member ADD COLUMN why TEXT NOT NULL DEFAULT ''",
];
