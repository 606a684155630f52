//! Registry: merges are asked for by one person and approved by another.

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
    // Nobody decides what they asked for, whatever a program does; and only who asked takes it back.
    "CREATE TABLE subject_merge (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        gone UUID NOT NULL REFERENCES subject (id),
        stays UUID NOT NULL REFERENCES subject (id),
        name TEXT NOT NULL,
        code TEXT NOT NULL,
        reason TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'merged', 'declined', 'withdrawn')),
        asker UUID NOT NULL REFERENCES person (id),
        asked_at BIGINT NOT NULL,
        decider UUID REFERENCES person (id),
        decided_at BIGINT,
        answer TEXT NOT NULL,
        version BIGINT NOT NULL CHECK (version > 0),
        CHECK (gone <> stays),
        CHECK ((state = 'asked') = (decider IS NULL)),
        CHECK ((decider IS NULL) = (decided_at IS NULL)),
        CHECK (decider IS NULL OR (decider = asker) = (state = 'withdrawn'))
    )",
    // An entry goes into one other only, and none waits twice.
    "CREATE UNIQUE INDEX subject_merge_asked ON subject_merge (gone) WHERE state = 'asked'",
    "CREATE INDEX subject_merge_state ON subject_merge (state, asked_at)",
    "CREATE INDEX subject_merge_gone ON subject_merge (gone)",
    "CREATE INDEX subject_merge_stays ON subject_merge (stays)",
];
