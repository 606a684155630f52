//! Amendments after the draw: asked for, approved or declined; and what stands of a target since.

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
    // Nobody decides what they asked for, whatever a program does; a number is given with the approval, each once.
    "CREATE TABLE draw_amendment (
        id UUID NOT NULL PRIMARY KEY,
        draw UUID NOT NULL REFERENCES draw (id),
        kind TEXT NOT NULL CHECK (kind IN ('recuse', 'absent', 'gone')),
        subject TEXT NOT NULL,
        inspector TEXT NOT NULL,
        reason TEXT NOT NULL,
        words TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined')),
        asker UUID NOT NULL REFERENCES person (id),
        asked_at BIGINT NOT NULL,
        decider UUID REFERENCES person (id),
        decided_at BIGINT,
        answer TEXT NOT NULL,
        number BIGINT CHECK (number > 0),
        head TEXT,
        stood_in TEXT NOT NULL,
        changed BIGINT NOT NULL,
        open_seats BIGINT NOT NULL,
        CHECK ((subject = '') = (kind = 'absent')),
        CHECK ((inspector = '') = (kind = 'gone')),
        CHECK ((state = 'asked') = (decider IS NULL)),
        CHECK ((decider IS NULL) = (decided_at IS NULL)),
        CHECK (decider IS NULL OR decider <> asker),
        CHECK ((state = 'approved') = (number IS NOT NULL)),
        CHECK ((number IS NULL) = (head IS NULL)),
        UNIQUE (draw, number)
    )",
    // The same thing isn't asked for twice at once.
    "CREATE UNIQUE INDEX draw_amendment_asked ON draw_amendment (draw, kind, subject, inspector) WHERE state = 'asked'",
    // The number of the amendment by which a target left, or a reserve became one; its team since.
    "ALTER TABLE draw_target ADD COLUMN team_now TEXT",
    "ALTER TABLE draw_target ADD COLUMN gone BIGINT",
    "ALTER TABLE draw_target ADD COLUMN stood_in BIGINT",
];
