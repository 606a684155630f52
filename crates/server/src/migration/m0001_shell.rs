//! What the shell keeps: the journal's rows and openings, jobs, idempotency keys.

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
    "CREATE TABLE journal_row (
        id UUID NOT NULL PRIMARY KEY,
        case_kind TEXT NOT NULL,
        case_id UUID NOT NULL,
        case_place BIGINT NOT NULL,
        kind TEXT NOT NULL,
        actor UUID,
        role TEXT NOT NULL,
        at BIGINT NOT NULL,
        facts TEXT NOT NULL,
        seals TEXT NOT NULL,
        entry BIGINT,
        UNIQUE (case_kind, case_id, case_place)
    )",
    // Two acts never become one entry.
    "CREATE UNIQUE INDEX journal_row_entry ON journal_row (entry) WHERE entry IS NOT NULL",
    "CREATE INDEX journal_row_waiting ON journal_row (id) WHERE entry IS NULL",
    "CREATE INDEX journal_row_at ON journal_row (at)",
    "CREATE TABLE opening (
        row_id UUID NOT NULL REFERENCES journal_row (id),
        leaf BIGINT NOT NULL,
        case_kind TEXT NOT NULL,
        case_id UUID NOT NULL,
        digest BYTES NOT NULL,
        salt BYTES,
        value TEXT,
        PRIMARY KEY (row_id, leaf),
        CHECK ((salt IS NULL) = (value IS NULL))
    )",
    "CREATE INDEX opening_case ON opening (case_id, row_id)",
    "CREATE TABLE job (
        id UUID NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        args TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled')),
        person UUID NOT NULL,
        role TEXT NOT NULL,
        at BIGINT NOT NULL,
        done BIGINT NOT NULL,
        total BIGINT NOT NULL,
        mark TEXT NOT NULL,
        result TEXT,
        problem TEXT,
        stopping BOOLEAN NOT NULL,
        worker UUID,
        lease BIGINT NOT NULL
    )",
    "CREATE INDEX job_person ON job (person, id)",
    "CREATE INDEX job_free ON job (lease) WHERE state IN ('waiting', 'running')",
    "CREATE TABLE idempotency (
        person UUID NOT NULL,
        key TEXT NOT NULL,
        digest BYTES NOT NULL,
        at BIGINT NOT NULL,
        status INTEGER,
        answer BYTES,
        PRIMARY KEY (person, key)
    )",
    "CREATE INDEX idempotency_at ON idempotency (at)",
];
