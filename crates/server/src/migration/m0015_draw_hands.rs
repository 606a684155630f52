//! Draws: who confirmed an annulment and why, and the parties of a draft that others took the place of.

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
    "ALTER TABLE draw ADD COLUMN confirmer UUID REFERENCES person (id)",
    "ALTER TABLE draw ADD COLUMN confirmation TEXT CHECK ((confirmation IS NULL) = (confirmer IS NULL))",
    // Places and codes are those of one draw's parties that stand; a party that was replaced keeps its own. A unique
    // constraint can't be let go on SQLite, so the table is made anew.
    "CREATE TABLE draw_party_anew (
        id UUID NOT NULL PRIMARY KEY,
        draw UUID NOT NULL REFERENCES draw (id),
        place BIGINT NOT NULL,
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        outside BOOLEAN NOT NULL,
        holds BIGINT NOT NULL CHECK (holds BETWEEN 0 AND 3),
        link BYTES,
        link_until BIGINT,
        hash TEXT,
        hashed_at BIGINT,
        value TEXT,
        revealed_at BIGINT,
        share BYTES,
        share_at BIGINT,
        replaced_at BIGINT,
        CHECK (value IS NULL OR hash IS NOT NULL),
        CHECK (replaced_at IS NULL OR hash IS NULL)
    )",
    "INSERT INTO draw_party_anew (id, draw, place, code, name, outside, holds, link, link_until, hash, hashed_at, value,
        revealed_at, share, share_at)
        SELECT id, draw, place, code, name, outside, holds, link, link_until, hash, hashed_at, value, revealed_at, share,
            share_at FROM draw_party",
    "DROP TABLE draw_party",
    "ALTER TABLE draw_party_anew RENAME TO draw_party",
    "CREATE UNIQUE INDEX draw_party_link ON draw_party (link) WHERE link IS NOT NULL",
    "CREATE UNIQUE INDEX draw_party_place ON draw_party (draw, place) WHERE replaced_at IS NULL",
    "CREATE UNIQUE INDEX draw_party_code ON draw_party (draw, code) WHERE replaced_at IS NULL",
    "CREATE INDEX draw_party_replaced ON draw_party (draw, replaced_at) WHERE replaced_at IS NOT NULL",
];
