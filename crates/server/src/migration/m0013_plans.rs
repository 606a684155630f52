//! Annual plans: versions, whose hands were on them, simulations.

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
    "CREATE TABLE plan (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        year BIGINT NOT NULL CHECK (year BETWEEN 2016 AND 2100),
        number BIGINT NOT NULL CHECK (number > 0),
        title TEXT NOT NULL,
        basis TEXT NOT NULL,
        note TEXT NOT NULL,
        cap BIGINT NOT NULL CHECK (cap BETWEEN 1 AND 12),
        cooldown_months BIGINT NOT NULL CHECK (cooldown_months BETWEEN 0 AND 24),
        horizon_years BIGINT NOT NULL CHECK (horizon_years BETWEEN 1 AND 10),
        effort_hundredths BIGINT NOT NULL CHECK (effort_hundredths BETWEEN 1 AND 2000),
        lines TEXT NOT NULL,
        line_count BIGINT NOT NULL CHECK (line_count BETWEEN 0 AND 200),
        state TEXT NOT NULL CHECK (state IN
            ('draft', 'submitted', 'approved', 'filed', 'published', 'superseded', 'closed', 'discarded')),
        base UUID REFERENCES plan (id),
        drafter UUID NOT NULL REFERENCES person (id),
        approver UUID REFERENCES person (id),
        publisher UUID REFERENCES person (id),
        reason TEXT NOT NULL,
        digest TEXT,
        filing_number TEXT NOT NULL,
        filing_date TEXT,
        submitted_at BIGINT,
        approved_at BIGINT,
        filed_at BIGINT,
        published_at BIGINT,
        ended_at BIGINT,
        version BIGINT NOT NULL,
        UNIQUE (organisation, year, number),
        CHECK (approver IS NULL OR approver <> drafter),
        CHECK (publisher IS NULL OR (publisher <> drafter AND publisher <> approver)),
        CHECK (state NOT IN ('submitted', 'approved', 'filed', 'published', 'superseded', 'closed')
            OR (digest IS NOT NULL AND line_count > 0)),
        CHECK (state NOT IN ('approved', 'filed', 'published', 'superseded', 'closed') OR approver IS NOT NULL),
        CHECK (state NOT IN ('filed', 'published', 'superseded', 'closed')
            OR (filing_number <> '' AND filing_date IS NOT NULL)),
        CHECK (state NOT IN ('published', 'superseded', 'closed')
            OR (publisher IS NOT NULL AND published_at IS NOT NULL)),
        CHECK (state NOT IN ('superseded', 'closed') OR ended_at IS NOT NULL)
    )",
    // One version of a year is worked on at a time, and one is in force.
    "CREATE UNIQUE INDEX plan_open ON plan (organisation, year)
        WHERE state IN ('draft', 'submitted', 'approved', 'filed')",
    "CREATE UNIQUE INDEX plan_in_force ON plan (organisation, year) WHERE state = 'published'",
    "CREATE INDEX plan_year ON plan (year, id)",
    // A person has one kind of hand on a version, which the key holds.
    "CREATE TABLE plan_hand (
        plan UUID NOT NULL REFERENCES plan (id),
        person UUID NOT NULL REFERENCES person (id),
        hand TEXT NOT NULL CHECK (hand IN ('draft', 'approve', 'publish')),
        PRIMARY KEY (plan, person)
    )",
    // What a version's text came to, played through. The latest counts; none is ever changed.
    "CREATE TABLE plan_simulation (
        id UUID NOT NULL PRIMARY KEY,
        plan UUID NOT NULL REFERENCES plan (id),
        digest TEXT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        figures TEXT NOT NULL
    )",
    "CREATE INDEX plan_simulation_plan ON plan_simulation (plan, id)",
];
