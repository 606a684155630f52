//! Amendments after the draw: who asked takes one back that nobody has decided.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != sea_orm::DbBackend::Sqlite {
            // A migration is one transaction here by itself.
            return super::run(manager, ANEW).await;
        }
        // All of it or nothing: between two of the statements there is no table.
        let tx = manager.begin().await?;
        super::run(&tx, ANEW).await?;
        tx.commit().await
    }
}

const ANEW: &[&str] = &[
    // A constraint can't be changed on SQLite, and has no name of ours on PostgreSQL, so the table is made anew. No other one refers to it.
    "CREATE TABLE draw_amendment_anew (
        id UUID NOT NULL PRIMARY KEY,
        draw UUID NOT NULL REFERENCES draw (id),
        kind TEXT NOT NULL CHECK (kind IN ('recuse', 'absent', 'gone')),
        subject TEXT NOT NULL,
        inspector TEXT NOT NULL,
        reason TEXT NOT NULL,
        words TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'withdrawn')),
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
        withdrawn_at BIGINT,
        CHECK ((subject = '') = (kind = 'absent')),
        CHECK ((inspector = '') = (kind = 'gone')),
        CHECK ((state IN ('approved', 'declined')) = (decider IS NOT NULL)),
        CHECK ((decider IS NULL) = (decided_at IS NULL)),
        CHECK (decider IS NULL OR decider <> asker),
        CHECK ((state = 'approved') = (number IS NOT NULL)),
        CHECK ((number IS NULL) = (head IS NULL)),
        CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL)),
        UNIQUE (draw, number)
    )",
    "INSERT INTO draw_amendment_anew (id, draw, kind, subject, inspector, reason, words, state, asker, asked_at, decider, decided_at, answer,
        number, head, stood_in, changed, open_seats)
        SELECT id, draw, kind, subject, inspector, reason, words, state, asker, asked_at, decider, decided_at, answer,
        number, head, stood_in, changed, open_seats FROM draw_amendment",
    "DROP TABLE draw_amendment",
    "ALTER TABLE draw_amendment_anew RENAME TO draw_amendment",
    "CREATE UNIQUE INDEX draw_amendment_asked ON draw_amendment (draw, kind, subject, inspector) WHERE state = 'asked'",
];
