//! What edits of registered complaints replaced, encrypted; and an index by the day that complaints ended.

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
    "CREATE TABLE complaint_former (
        id UUID NOT NULL PRIMARY KEY,
        complaint UUID NOT NULL REFERENCES complaint (id),
        place BIGINT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        domain TEXT NOT NULL CHECK (domain IN ('enterprise', 'agriculture', 'education', 'medical', 'tourism')),
        subject_name BYTES NOT NULL,
        item BYTES NOT NULL,
        content BYTES NOT NULL,
        name BYTES,
        phone BYTES,
        address BYTES,
        confidential BOOLEAN NOT NULL,
        UNIQUE (complaint, place)
    )",
    // What ended lately is counted over all offices: a complaint counts where its business stands, not where it lies.
    "CREATE INDEX complaint_ended ON complaint (ended, subject) WHERE ended IS NOT NULL",
];
