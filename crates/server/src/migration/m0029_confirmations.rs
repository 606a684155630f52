//! Who of a visit's team stands by a record that another of them handed in.

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
    // Nobody confirms a version twice, nor in the names of two.
    "CREATE TABLE visit_confirmation (
        id UUID NOT NULL PRIMARY KEY,
        visit UUID NOT NULL REFERENCES visit (id),
        record UUID NOT NULL REFERENCES visit_record (id),
        inspector UUID NOT NULL REFERENCES inspector (id),
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        UNIQUE (record, inspector),
        UNIQUE (record, person)
    )",
    "CREATE INDEX visit_confirmation_visit ON visit_confirmation (visit, id)",
];
