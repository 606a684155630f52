//! Draws: a value that the system fetched by itself has no reader, and says from where it came.

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
    // A column's NOT NULL can't be let go on SQLite, so the table is made anew.
    "CREATE TABLE draw_reading_anew (
        id UUID NOT NULL PRIMARY KEY,
        draw UUID NOT NULL REFERENCES draw (id),
        place BIGINT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        evidence TEXT NOT NULL,
        why TEXT NOT NULL,
        person UUID REFERENCES person (id),
        origin TEXT NOT NULL,
        at BIGINT NOT NULL,
        CHECK ((person IS NULL) = (origin <> '')),
        UNIQUE (draw, place, name, person)
    )",
    "INSERT INTO draw_reading_anew (id, draw, place, name, value, evidence, why, person, origin, at)
        SELECT id, draw, place, name, value, evidence, why, person, '', at FROM draw_reading",
    "DROP TABLE draw_reading",
    "ALTER TABLE draw_reading_anew RENAME TO draw_reading",
    "CREATE UNIQUE INDEX draw_reading_fetched ON draw_reading (draw, place, name) WHERE person IS NULL",
];
