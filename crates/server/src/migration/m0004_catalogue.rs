//! The catalogue: editions, their items, whose hands were on them.

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
    // Drafter, approver and publisher are three people: held here, whatever a program does.
    "CREATE TABLE catalogue_edition (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        number BIGINT NOT NULL CHECK (number > 0),
        title TEXT NOT NULL,
        note TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'published', 'superseded', 'withdrawn')),
        base UUID REFERENCES catalogue_edition (id),
        drafter UUID NOT NULL REFERENCES person (id),
        approver UUID REFERENCES person (id),
        publisher UUID REFERENCES person (id),
        reason TEXT NOT NULL,
        digest TEXT,
        items BIGINT NOT NULL,
        effective_from TEXT,
        effective_until TEXT,
        submitted_at BIGINT,
        approved_at BIGINT,
        published_at BIGINT,
        version BIGINT NOT NULL,
        UNIQUE (organisation, number),
        CHECK (approver IS NULL OR approver <> drafter),
        CHECK (publisher IS NULL OR (publisher <> drafter AND publisher <> approver)),
        CHECK (state NOT IN ('approved', 'published', 'superseded') OR (approver IS NOT NULL AND digest IS NOT NULL)),
        CHECK (state NOT IN ('published', 'superseded') OR (publisher IS NOT NULL AND effective_from IS NOT NULL)),
        CHECK (state <> 'superseded' OR effective_until IS NOT NULL),
        CHECK (effective_until IS NULL OR effective_until >= effective_from)
    )",
    // One edition is worked on at a time, and one is in force without an end.
    "CREATE UNIQUE INDEX catalogue_edition_open ON catalogue_edition (organisation)
        WHERE state IN ('draft', 'submitted', 'approved')",
    "CREATE UNIQUE INDEX catalogue_edition_endless ON catalogue_edition (organisation)
        WHERE state = 'published' AND effective_until IS NULL",
    "CREATE UNIQUE INDEX catalogue_edition_from ON catalogue_edition (organisation, effective_from)
        WHERE state IN ('published', 'superseded')",
    // Who drafted, approved or published an edition: a person has one kind of hand on it, which the key holds.
    "CREATE TABLE catalogue_hand (
        edition UUID NOT NULL REFERENCES catalogue_edition (id),
        person UUID NOT NULL REFERENCES person (id),
        hand TEXT NOT NULL CHECK (hand IN ('draft', 'approve', 'publish')),
        PRIMARY KEY (edition, person)
    )",
    "CREATE TABLE catalogue_item (
        id UUID NOT NULL PRIMARY KEY,
        edition UUID NOT NULL REFERENCES catalogue_edition (id),
        place BIGINT NOT NULL,
        code TEXT NOT NULL,
        domain TEXT NOT NULL,
        name TEXT NOT NULL,
        class TEXT NOT NULL CHECK (class IN ('ordinary', 'key')),
        search TEXT NOT NULL,
        text TEXT NOT NULL,
        removed BOOLEAN NOT NULL,
        version BIGINT NOT NULL
    )",
    "CREATE UNIQUE INDEX catalogue_item_code ON catalogue_item (edition, code) WHERE NOT removed",
    "CREATE INDEX catalogue_item_place ON catalogue_item (edition, place, id)",
    "CREATE INDEX catalogue_item_history ON catalogue_item (code, edition)",
];
