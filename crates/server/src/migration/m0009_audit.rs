//! Indexes by which an auditor finds acts: by what was done, by whom, on what kind of thing, each in the order of time.

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
    "DROP INDEX journal_row_at",
    "CREATE INDEX journal_row_at ON journal_row (at, id)",
    "CREATE INDEX journal_row_kind ON journal_row (kind, at, id)",
    "CREATE INDEX journal_row_actor ON journal_row (actor, at, id)",
    "CREATE INDEX journal_row_thing ON journal_row (case_kind, at, id)",
    "CREATE INDEX job_kind ON job (kind, id)",
];
