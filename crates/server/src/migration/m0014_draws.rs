//! Draws: their schemes, parties, readings, files, and what was drawn.

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
    // Who drafts, who approves, who commits and who announces: the last two aren't the approver, whatever a program does.
    "CREATE TABLE draw (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        task TEXT NOT NULL,
        number BIGINT NOT NULL CHECK (number > 0),
        follows UUID REFERENCES draw (id),
        why TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'committed', 'seeded', 'drawn', 'announced',
            'annulled', 'discarded')),
        scheme TEXT NOT NULL,
        rule UUID,
        drafter UUID NOT NULL REFERENCES person (id),
        approver UUID REFERENCES person (id),
        operator UUID REFERENCES person (id),
        announcer UUID REFERENCES person (id),
        annuller UUID REFERENCES person (id),
        reason TEXT NOT NULL,
        disclosure TEXT,
        assurance TEXT,
        commitment TEXT,
        seed TEXT,
        result TEXT,
        subjects BIGINT NOT NULL,
        excluded BIGINT NOT NULL,
        inspectors BIGINT NOT NULL,
        recusals BIGINT NOT NULL,
        targets BIGINT NOT NULL,
        open_seats BIGINT NOT NULL,
        first_close BIGINT,
        begun_at BIGINT NOT NULL,
        submitted_at BIGINT,
        approved_at BIGINT,
        committed_at BIGINT,
        seeded_at BIGINT,
        drawn_at BIGINT,
        announced_at BIGINT,
        version BIGINT NOT NULL,
        CHECK (approver IS NULL OR approver <> drafter),
        CHECK (operator IS NULL OR operator <> approver),
        CHECK (announcer IS NULL OR (announcer <> drafter AND announcer <> approver)),
        CHECK ((number = 1) = (follows IS NULL)),
        CHECK (state NOT IN ('approved', 'committed', 'seeded', 'drawn', 'announced', 'annulled') OR approver IS NOT NULL),
        CHECK ((state IN ('committed', 'seeded', 'drawn', 'announced', 'annulled')) = (commitment IS NOT NULL)),
        CHECK ((state IN ('seeded', 'drawn', 'announced')) = (seed IS NOT NULL)),
        CHECK ((state IN ('drawn', 'announced')) = (result IS NOT NULL)),
        CHECK (state <> 'announced' OR announcer IS NOT NULL)
    )",
    "CREATE INDEX draw_list ON draw (organisation, state, begun_at)",
    // One task has one draw; a further one is a new number.
    "CREATE UNIQUE INDEX draw_follows ON draw (follows) WHERE follows IS NOT NULL AND state <> 'discarded'",
    "CREATE TABLE draw_hand (
        draw UUID NOT NULL REFERENCES draw (id),
        person UUID NOT NULL REFERENCES person (id),
        hand TEXT NOT NULL CHECK (hand IN ('draft', 'approve', 'announce')),
        PRIMARY KEY (draw, person)
    )",
    "CREATE TABLE draw_party (
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
        UNIQUE (draw, place),
        UNIQUE (draw, code),
        CHECK (value IS NULL OR hash IS NOT NULL)
    )",
    "CREATE UNIQUE INDEX draw_party_link ON draw_party (link) WHERE link IS NOT NULL",
    // A person reads a source's value off once.
    "CREATE TABLE draw_reading (
        id UUID NOT NULL PRIMARY KEY,
        draw UUID NOT NULL REFERENCES draw (id),
        place BIGINT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        evidence TEXT NOT NULL,
        why TEXT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        UNIQUE (draw, place, name, person)
    )",
    "CREATE TABLE draw_file (
        draw UUID NOT NULL REFERENCES draw (id),
        name TEXT NOT NULL,
        part BIGINT NOT NULL,
        content BYTES NOT NULL,
        PRIMARY KEY (draw, name, part)
    )",
    "CREATE TABLE draw_member (
        draw UUID NOT NULL REFERENCES draw (id),
        code TEXT NOT NULL,
        inspector UUID NOT NULL REFERENCES inspector (id),
        PRIMARY KEY (draw, code),
        UNIQUE (draw, inspector)
    )",
    "CREATE TABLE draw_target (
        draw UUID NOT NULL REFERENCES draw (id),
        place BIGINT NOT NULL,
        code TEXT NOT NULL,
        stratum TEXT NOT NULL,
        rank BIGINT NOT NULL,
        ticket TEXT NOT NULL,
        team TEXT NOT NULL,
        PRIMARY KEY (draw, place),
        UNIQUE (draw, code)
    )",
    "CREATE TABLE draw_rule (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        number BIGINT NOT NULL,
        rule TEXT NOT NULL,
        drafter UUID NOT NULL REFERENCES person (id),
        approver UUID REFERENCES person (id),
        in_force BOOLEAN NOT NULL,
        begun_at BIGINT NOT NULL,
        approved_at BIGINT,
        version BIGINT NOT NULL,
        UNIQUE (organisation, number),
        CHECK (approver IS NULL OR approver <> drafter),
        CHECK (NOT in_force OR approver IS NOT NULL)
    )",
    "CREATE UNIQUE INDEX draw_rule_in_force ON draw_rule (organisation) WHERE in_force",
];
