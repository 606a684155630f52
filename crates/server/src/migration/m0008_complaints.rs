//! Complaints, reports and petitions, and the notes on them.
//!
//! The four-eyes rules stand here too: what somebody writes past the program breaks on them.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let code = match manager.get_database_backend() {
            DbBackend::Sqlite => " TEXT",
            _ => " TEXT COLLATE \"C\"",
        };
        let statements: Vec<String> = STATEMENTS.iter().map(|statement| statement.replace(" CODE", code)).collect();
        let statements: Vec<&str> = statements.iter().map(String::as_str).collect();
        super::run(manager, &statements).await
    }
}

const STATEMENTS: &[&str] = &[
    "CREATE TABLE complaint (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        number CODE NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('complaint', 'report', 'petition')),
        channel TEXT NOT NULL
            CHECK (channel IN ('platform-12315', 'call', 'letter', 'visit', 'web', 'superior')),
        received CODE NOT NULL,
        subject UUID REFERENCES subject (id),
        subject_name TEXT NOT NULL,
        domain TEXT NOT NULL CHECK (domain IN ('enterprise', 'agriculture', 'education', 'medical', 'tourism')),
        item TEXT NOT NULL,
        content BYTES NOT NULL,
        name BYTES,
        phone BYTES,
        address BYTES,
        confidential BOOLEAN NOT NULL,
        erased BOOLEAN NOT NULL,
        state TEXT NOT NULL CHECK (state IN
            ('registered', 'assigned', 'handled', 'closed', 'refused', 'transferred', 'withdrawn')),
        registrar UUID NOT NULL REFERENCES person (id),
        assigner UUID REFERENCES person (id),
        handler UUID REFERENCES person (id),
        due CODE,
        runs_until CODE NOT NULL,
        outcome TEXT
            CHECK (outcome IN ('substantiated', 'partly-substantiated', 'unsubstantiated', 'unverifiable')),
        disposal BYTES,
        visited CODE,
        transferred_to TEXT,
        ender UUID REFERENCES person (id),
        ended CODE,
        eraser UUID REFERENCES person (id),
        updated BIGINT NOT NULL,
        version BIGINT NOT NULL,
        UNIQUE (organisation, number),
        CHECK ((handler IS NULL) = (assigner IS NULL) AND (handler IS NULL) = (due IS NULL)),
        CHECK (state NOT IN ('assigned', 'handled', 'closed') OR handler IS NOT NULL),
        CHECK (state NOT IN ('registered', 'refused') OR handler IS NULL),
        CHECK ((state = 'assigned') = (runs_until <> '9999-12-31')),
        CHECK ((state IN ('handled', 'closed')) = (outcome IS NOT NULL)),
        CHECK (outcome IS NULL OR disposal IS NOT NULL),
        CHECK ((state = 'transferred') = (transferred_to IS NOT NULL)),
        CHECK ((state IN ('closed', 'refused', 'transferred', 'withdrawn')) = (ended IS NOT NULL)),
        CHECK ((ender IS NULL) = (ended IS NULL)),
        CHECK (assigner <> handler),
        CHECK (state <> 'closed' OR ender <> handler),
        CHECK (state = 'closed' OR ender <> registrar),
        CHECK (eraser <> registrar),
        CHECK (erased = (eraser IS NOT NULL)),
        CHECK (NOT erased OR (name IS NULL AND phone IS NULL AND address IS NULL AND ended IS NOT NULL))
    )",
    "CREATE INDEX complaint_number ON complaint (number, id)",
    "CREATE INDEX complaint_received ON complaint (received, id)",
    "CREATE INDEX complaint_updated ON complaint (updated, id)",
    "CREATE INDEX complaint_runs_until ON complaint (runs_until, id)",
    "CREATE INDEX complaint_state ON complaint (state, organisation)",
    "CREATE INDEX complaint_handler ON complaint (handler, state) WHERE handler IS NOT NULL",
    "CREATE INDEX complaint_subject ON complaint (subject, ended) WHERE subject IS NOT NULL",
    "CREATE TABLE complaint_counter (
        organisation UUID NOT NULL REFERENCES organisation (id),
        year BIGINT NOT NULL,
        last BIGINT NOT NULL,
        PRIMARY KEY (organisation, year)
    )",
    "CREATE TABLE complaint_note (
        id UUID NOT NULL PRIMARY KEY,
        complaint UUID NOT NULL REFERENCES complaint (id),
        place BIGINT NOT NULL,
        kind TEXT NOT NULL
            CHECK (kind IN ('refused', 'transferred', 'withdrawn', 'sent-back', 'unmasked', 'erased')),
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        reason BYTES NOT NULL,
        UNIQUE (complaint, place)
    )",
];
