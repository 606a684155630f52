//! Visits with their records and hands, whose account is which inspector's, results made public, and the working days.

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
    "CREATE TABLE visit (
        id UUID NOT NULL PRIMARY KEY,
        draw UUID NOT NULL REFERENCES draw (id),
        place BIGINT NOT NULL,
        organisation UUID NOT NULL REFERENCES organisation (id),
        subject BIGINT REFERENCES subject (number),
        code TEXT NOT NULL,
        name TEXT NOT NULL,
        public_name TEXT NOT NULL,
        address TEXT NOT NULL,
        domain TEXT,
        region TEXT NOT NULL,
        edition UUID NOT NULL REFERENCES catalogue_edition (id),
        items TEXT NOT NULL,
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        committed TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('assigned', 'noticed', 'recorded', 'reviewed')),
        number BIGINT NOT NULL CHECK (number > 0),
        reviewed BIGINT NOT NULL CHECK (reviewed >= 0 AND reviewed <= number),
        notice_year BIGINT,
        notice_number BIGINT,
        token TEXT,
        noticed_at BIGINT,
        text TEXT NOT NULL,
        digest TEXT,
        recorder UUID REFERENCES person (id),
        recorded_at BIGINT,
        reason TEXT NOT NULL,
        version BIGINT NOT NULL,
        UNIQUE (draw, code),
        UNIQUE (draw, place),
        UNIQUE (organisation, notice_year, notice_number),
        CHECK ((state = 'assigned') = (notice_number IS NULL)),
        CHECK ((notice_number IS NULL) = (notice_year IS NULL)),
        CHECK ((notice_number IS NULL) = (token IS NULL)),
        CHECK (state NOT IN ('recorded', 'reviewed') OR (digest IS NOT NULL AND recorder IS NOT NULL)),
        CHECK ((state = 'reviewed') = (reviewed = number))
    )",
    "CREATE UNIQUE INDEX visit_token ON visit (token) WHERE token IS NOT NULL",
    "CREATE INDEX visit_list ON visit (organisation, last_day, id)",
    "CREATE INDEX visit_code ON visit (code, id)",
    // A person has one kind of hand on a visit, which the key holds: who wrote doesn't review, and neither of them publishes.
    "CREATE TABLE visit_hand (
        visit UUID NOT NULL REFERENCES visit (id),
        person UUID NOT NULL REFERENCES person (id),
        hand TEXT NOT NULL CHECK (hand IN ('write', 'review', 'publish')),
        PRIMARY KEY (visit, person)
    )",
    "CREATE TABLE visit_record (
        id UUID NOT NULL PRIMARY KEY,
        visit UUID NOT NULL REFERENCES visit (id),
        organisation UUID NOT NULL REFERENCES organisation (id),
        number BIGINT NOT NULL CHECK (number > 0),
        reason TEXT NOT NULL,
        text TEXT NOT NULL,
        digest TEXT NOT NULL,
        visited TEXT NOT NULL,
        results TEXT NOT NULL,
        recorder UUID NOT NULL REFERENCES person (id),
        recorded_at BIGINT NOT NULL,
        reviewer UUID REFERENCES person (id),
        reviewed_at BIGINT,
        counted TEXT NOT NULL,
        CHECK (reviewer IS NULL OR reviewer <> recorder),
        CHECK ((reviewer IS NULL) = (reviewed_at IS NULL))
    )",
    "CREATE INDEX visit_record_visit ON visit_record (visit, id)",
    "CREATE INDEX visit_record_list ON visit_record (organisation, recorded_at, id)",
    "CREATE UNIQUE INDEX visit_record_reviewed ON visit_record (visit, number) WHERE reviewer IS NOT NULL",
    "CREATE TABLE notice_counter (
        organisation UUID NOT NULL REFERENCES organisation (id),
        year BIGINT NOT NULL,
        last BIGINT NOT NULL,
        PRIMARY KEY (organisation, year)
    )",
    "CREATE TABLE inspection_account (
        inspector UUID NOT NULL PRIMARY KEY REFERENCES inspector (id),
        person UUID UNIQUE REFERENCES person (id),
        set_by UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        version BIGINT NOT NULL
    )",
    "CREATE TABLE disclosure (
        id UUID NOT NULL PRIMARY KEY REFERENCES visit_record (id),
        visit UUID NOT NULL REFERENCES visit (id),
        draw UUID NOT NULL REFERENCES draw (id),
        organisation UUID NOT NULL REFERENCES organisation (id),
        number BIGINT NOT NULL CHECK (number > 0),
        state TEXT NOT NULL CHECK (state IN ('published', 'superseded')),
        name TEXT NOT NULL,
        code TEXT NOT NULL,
        domain TEXT,
        region TEXT NOT NULL,
        items TEXT NOT NULL,
        results TEXT NOT NULL,
        visited TEXT NOT NULL,
        due TEXT NOT NULL,
        provisional BOOLEAN NOT NULL,
        day TEXT NOT NULL,
        at BIGINT NOT NULL,
        publisher UUID NOT NULL REFERENCES person (id),
        text TEXT NOT NULL,
        digest TEXT NOT NULL,
        version BIGINT NOT NULL,
        UNIQUE (visit, number)
    )",
    // One version of a visit's result is in force.
    "CREATE UNIQUE INDEX disclosure_in_force ON disclosure (visit) WHERE state = 'published'",
    "CREATE INDEX disclosure_at ON disclosure (state, at, id)",
    "CREATE INDEX disclosure_draw ON disclosure (draw, state)",
    "CREATE INDEX disclosure_code ON disclosure (code, id)",
    "CREATE TABLE calendar_year (
        id UUID NOT NULL PRIMARY KEY,
        year BIGINT NOT NULL UNIQUE CHECK (year BETWEEN 2024 AND 2100),
        document TEXT NOT NULL,
        holidays TEXT NOT NULL,
        workdays TEXT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        version BIGINT NOT NULL
    )",
];
