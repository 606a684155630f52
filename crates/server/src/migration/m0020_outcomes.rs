//! What follows a finding: outcomes with their steps, and the numbers they are given.

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
    // The place among the visit's outcomes holds how many there may be, also of two at once.
    "CREATE TABLE outcome (
        id UUID NOT NULL PRIMARY KEY,
        visit UUID NOT NULL REFERENCES visit (id),
        place BIGINT NOT NULL CHECK (place BETWEEN 1 AND 20),
        draw UUID NOT NULL REFERENCES draw (id),
        organisation UUID NOT NULL REFERENCES organisation (id),
        record UUID NOT NULL REFERENCES visit_record (id),
        kind TEXT NOT NULL CHECK (kind IN ('rectification', 'case', 'transfer', 'referral', 'no-action')),
        state TEXT NOT NULL CHECK (state IN ('proposed', 'open', 'deciding', 'closed', 'declined', 'withdrawn')),
        year BIGINT,
        number BIGINT CHECK (number > 0),
        name TEXT NOT NULL,
        code TEXT NOT NULL,
        text TEXT NOT NULL,
        findings TEXT NOT NULL,
        recipient TEXT NOT NULL,
        due TEXT,
        proposer UUID NOT NULL REFERENCES person (id),
        approver UUID REFERENCES person (id),
        writer UUID REFERENCES person (id),
        decider UUID REFERENCES person (id),
        at BIGINT NOT NULL,
        opened_at BIGINT,
        closed_at BIGINT,
        decision TEXT NOT NULL,
        acknowledgement TEXT NOT NULL,
        version BIGINT NOT NULL,
        UNIQUE (visit, place),
        UNIQUE (organisation, kind, year, number),
        CHECK ((number IS NULL) = (year IS NULL)),
        CHECK ((state IN ('closed', 'declined', 'withdrawn')) = (closed_at IS NOT NULL)),
        CHECK (state NOT IN ('open', 'deciding') OR (number IS NOT NULL AND opened_at IS NOT NULL)),
        CHECK (state <> 'closed' OR number IS NOT NULL),
        CHECK (state NOT IN ('proposed', 'declined') OR number IS NULL),
        CHECK (state <> 'deciding' OR (kind = 'case' AND writer IS NOT NULL AND decision <> '')),
        CHECK (approver IS NULL OR approver <> proposer),
        CHECK (decider IS NULL OR decider <> writer)
    )",
    "CREATE INDEX outcome_list ON outcome (at, id)",
    "CREATE INDEX outcome_code ON outcome (code, id)",
    "CREATE INDEX outcome_due ON outcome (state, due)",
    "CREATE TABLE outcome_step (
        outcome UUID NOT NULL REFERENCES outcome (id),
        place BIGINT NOT NULL CHECK (place > 0),
        act TEXT NOT NULL,
        at BIGINT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        day TEXT,
        text TEXT NOT NULL,
        due TEXT,
        cleared BOOLEAN,
        said TEXT NOT NULL,
        PRIMARY KEY (outcome, place)
    )",
    "CREATE TABLE outcome_number (
        organisation UUID NOT NULL REFERENCES organisation (id),
        kind TEXT NOT NULL,
        year BIGINT NOT NULL,
        last BIGINT NOT NULL,
        PRIMARY KEY (organisation, kind, year)
    )",
];
