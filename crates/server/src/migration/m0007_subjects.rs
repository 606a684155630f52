//! The registry of subjects, its search index, and what hangs on a subject.
//!
//! A subject's number is the table's own row number on SQLite, so that the roster's order is the order on the disk and the
//! number a search finds leads to the row without a second index. `CODE` is text compared byte by byte on both databases.

use sea_orm::DbBackend;
use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (number, code, search) = match manager.get_database_backend() {
            DbBackend::Sqlite => ("INTEGER", "TEXT", SEARCH_SQLITE),
            _ => ("BIGINT", "TEXT COLLATE \"C\"", SEARCH_POSTGRES),
        };
        let statements: Vec<String> = STATEMENTS
            .iter()
            .map(|statement| {
                statement.replace(" ROWNUMBER", &format!(" {number}")).replace(" CODE", &format!(" {code}"))
            })
            .collect();
        let statements: Vec<&str> = statements.iter().map(String::as_str).chain(search.iter().copied()).collect();
        super::run(manager, &statements).await
    }
}

const STATEMENTS: &[&str] = &[
    "CREATE TABLE subject (
        number ROWNUMBER NOT NULL PRIMARY KEY,
        id UUID NOT NULL UNIQUE,
        organisation UUID NOT NULL REFERENCES organisation (id),
        name CODE NOT NULL,
        code CODE NOT NULL,
        code_tail CODE NOT NULL,
        code_kind TEXT NOT NULL CHECK (code_kind IN ('uscc', 'registration', 'internal')),
        kind TEXT NOT NULL,
        domain TEXT NOT NULL CHECK (domain IN ('enterprise', 'agriculture', 'education', 'medical', 'tourism')),
        industry CODE NOT NULL,
        region CODE NOT NULL,
        grid TEXT NOT NULL,
        address TEXT NOT NULL,
        latitude BIGINT,
        longitude BIGINT,
        representative TEXT NOT NULL,
        liaison TEXT NOT NULL,
        phone BYTES,
        status TEXT NOT NULL
            CHECK (status IN ('active', 'suspended', 'revoked', 'deregistered', 'moved', 'merged')),
        risk TEXT NOT NULL CHECK (risk IN ('A', 'B', 'C', 'D')),
        risk_moves BIGINT NOT NULL,
        visits_most BIGINT,
        cooldown_days BIGINT,
        merged_into UUID REFERENCES subject (id),
        likeness BIGINT NOT NULL,
        updated BIGINT NOT NULL,
        version BIGINT NOT NULL,
        UNIQUE (organisation, code),
        CHECK ((latitude IS NULL) = (longitude IS NULL)),
        CHECK ((merged_into IS NULL) = (status <> 'merged'))
    )",
    "CREATE INDEX subject_name ON subject (name, number)",
    "CREATE INDEX subject_updated ON subject (updated, number)",
    "CREATE INDEX subject_code ON subject (code, number)",
    "CREATE INDEX subject_code_tail ON subject (code_tail, number)",
    "CREATE INDEX subject_likeness ON subject (likeness, number)",
    // Each filter leads one index, and the others stand behind it, so that counting reads the index alone.
    "CREATE INDEX subject_domain ON subject (domain, status, risk, region, number)",
    "CREATE INDEX subject_region ON subject (region, status, domain, risk, number)",
    "CREATE INDEX subject_risk ON subject (risk, status, domain, region, number)",
    "CREATE INDEX subject_status ON subject (status, domain, risk, region, number)",
    "CREATE INDEX subject_industry ON subject (industry, status, number)",
    "CREATE TABLE subject_counter (
        name TEXT NOT NULL PRIMARY KEY,
        last BIGINT NOT NULL
    )",
    "INSERT INTO subject_counter (name, last) VALUES ('subject', 0)",
    "CREATE TABLE subject_licence (
        id UUID NOT NULL PRIMARY KEY,
        subject BIGINT NOT NULL REFERENCES subject (number),
        kind TEXT NOT NULL,
        code TEXT NOT NULL,
        valid_to TEXT,
        UNIQUE (subject, kind, code)
    )",
    "CREATE INDEX subject_licence_valid_to ON subject_licence (valid_to, subject)",
    "CREATE TABLE subject_tag (
        tag CODE NOT NULL,
        subject BIGINT NOT NULL REFERENCES subject (number),
        PRIMARY KEY (tag, subject)
    )",
    "CREATE INDEX subject_tag_subject ON subject_tag (subject, tag)",
    "CREATE TABLE subject_risk_move (
        id UUID NOT NULL PRIMARY KEY,
        subject BIGINT NOT NULL REFERENCES subject (number),
        place BIGINT NOT NULL,
        was TEXT NOT NULL,
        became TEXT NOT NULL,
        reason TEXT NOT NULL,
        basis TEXT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        UNIQUE (subject, place),
        CHECK (was <> became),
        CHECK (became <> 'D' OR basis <> '')
    )",
    "CREATE TABLE visit_seen (
        subject BIGINT NOT NULL REFERENCES subject (number),
        visited TEXT NOT NULL,
        result TEXT NOT NULL,
        PRIMARY KEY (subject, visited, result)
    )",
    "CREATE TABLE subject_filter (
        id UUID NOT NULL PRIMARY KEY,
        person UUID NOT NULL REFERENCES person (id),
        name TEXT NOT NULL,
        query TEXT NOT NULL,
        removed BOOLEAN NOT NULL,
        at BIGINT NOT NULL,
        UNIQUE (person, name)
    )",
];

/// Without content: the words are there to be found, the text stands in the table.
const SEARCH_SQLITE: &[&str] =
    &["CREATE VIRTUAL TABLE subject_search USING fts5(tokens, content='', contentless_delete=1, tokenize='unicode61')"];

const SEARCH_POSTGRES: &[&str] = &[
    "CREATE TABLE subject_search (
        number BIGINT NOT NULL PRIMARY KEY REFERENCES subject (number),
        tokens TSVECTOR NOT NULL
    )",
    "CREATE INDEX subject_search_tokens ON subject_search USING GIN (tokens)",
];
