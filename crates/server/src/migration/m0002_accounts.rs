//! Organisations, people, roles, sessions.

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
    "CREATE TABLE organisation (
        id UUID NOT NULL PRIMARY KEY,
        parent UUID REFERENCES organisation (id),
        path TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        level TEXT NOT NULL CHECK (level IN ('province', 'city', 'county')),
        region TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
        version BIGINT NOT NULL
    )",
    "CREATE TABLE person (
        id UUID NOT NULL PRIMARY KEY,
        login TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        organisation UUID NOT NULL REFERENCES organisation (id),
        state TEXT NOT NULL CHECK (state IN ('active', 'suspended')),
        lane TEXT NOT NULL CHECK (lane IN ('system-admin', 'security-admin', 'audit-admin', 'business')),
        password TEXT NOT NULL,
        password_given BOOLEAN NOT NULL,
        totp BYTES,
        totp_on BOOLEAN NOT NULL,
        totp_step BIGINT NOT NULL,
        version BIGINT NOT NULL,
        UNIQUE (id, lane)
    )",
    "CREATE INDEX person_name ON person (name, id)",
    // 三员分立, held by the database: every role stands in its account's lane, and an account has one.
    "CREATE TABLE person_role (
        person UUID NOT NULL,
        role TEXT NOT NULL,
        organisation UUID NOT NULL REFERENCES organisation (id),
        lane TEXT NOT NULL,
        PRIMARY KEY (person, role, organisation),
        FOREIGN KEY (person, lane) REFERENCES person (id, lane),
        CHECK (CASE role
            WHEN 'system-admin' THEN lane = 'system-admin'
            WHEN 'security-admin' THEN lane = 'security-admin'
            WHEN 'audit-admin' THEN lane = 'audit-admin'
            ELSE lane = 'business' END)
    )",
    "CREATE TABLE session (
        hash BYTES NOT NULL PRIMARY KEY,
        id UUID NOT NULL UNIQUE,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL,
        seen BIGINT NOT NULL,
        ended BIGINT,
        address TEXT NOT NULL,
        agent TEXT NOT NULL
    )",
    "CREATE INDEX session_person ON session (person, seen)",
    "CREATE TABLE failed_sign_in (
        place TEXT NOT NULL PRIMARY KEY,
        failures BIGINT NOT NULL,
        last BIGINT NOT NULL
    )",
];
