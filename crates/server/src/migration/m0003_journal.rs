//! Where the journal lies: its files and staged batches, and who may write them.

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
    "CREATE TABLE journal_file (
        path TEXT NOT NULL PRIMARY KEY,
        content BYTES NOT NULL
    )",
    "CREATE TABLE journal_staged (
        size BIGINT NOT NULL,
        root BYTES NOT NULL,
        content BYTES NOT NULL,
        PRIMARY KEY (size, root)
    )",
    "CREATE TABLE lease (
        name TEXT NOT NULL PRIMARY KEY,
        holder UUID NOT NULL,
        until BIGINT NOT NULL
    )",
];
