//! Imports: what was uploaded, how it is mapped, which rows were refused.

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
    "CREATE TABLE import (
        id UUID NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        organisation UUID NOT NULL REFERENCES organisation (id),
        state TEXT NOT NULL CHECK (state IN ('uploaded', 'checking', 'checked', 'running', 'done')),
        file_name TEXT NOT NULL,
        bytes BIGINT NOT NULL,
        digest BYTES NOT NULL,
        preview TEXT NOT NULL,
        mapping TEXT NOT NULL,
        options TEXT NOT NULL,
        at BIGINT NOT NULL,
        job UUID REFERENCES job (id),
        outcome TEXT,
        version BIGINT NOT NULL
    )",
    "CREATE INDEX import_person ON import (person, id)",
    "CREATE INDEX import_digest ON import (person, kind, digest)",
    "CREATE TABLE import_refused (
        job UUID NOT NULL REFERENCES job (id),
        first_row BIGINT NOT NULL,
        faults TEXT NOT NULL,
        PRIMARY KEY (job, first_row)
    )",
    "CREATE TABLE import_mapping (
        organisation UUID NOT NULL REFERENCES organisation (id),
        kind TEXT NOT NULL,
        headers BYTES NOT NULL,
        mapping TEXT NOT NULL,
        PRIMARY KEY (organisation, kind, headers)
    )",
];
