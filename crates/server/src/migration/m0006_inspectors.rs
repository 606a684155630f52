//! Inspectors: the register, trainings, conflicts, leaves, and each organisation's rule on training.

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
    "CREATE TABLE inspector (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL REFERENCES organisation (id),
        certificate TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        initials TEXT NOT NULL,
        issuer TEXT NOT NULL,
        valid_from TEXT,
        valid_to TEXT NOT NULL,
        unit TEXT NOT NULL,
        level TEXT NOT NULL,
        post TEXT NOT NULL,
        fields TEXT NOT NULL,
        qualifications TEXT NOT NULL,
        expert BOOLEAN NOT NULL,
        area TEXT NOT NULL,
        languages TEXT NOT NULL,
        phone BYTES,
        id_number BYTES,
        state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'left')),
        version BIGINT NOT NULL
    )",
    "CREATE INDEX inspector_name ON inspector (name, id)",
    "CREATE INDEX inspector_initials ON inspector (initials, id)",
    "CREATE INDEX inspector_valid_to ON inspector (valid_to, id)",
    "CREATE INDEX inspector_organisation ON inspector (organisation, id)",
    "CREATE TABLE inspector_training (
        id UUID NOT NULL PRIMARY KEY,
        inspector UUID NOT NULL REFERENCES inspector (id),
        day TEXT NOT NULL,
        course TEXT NOT NULL,
        hours BIGINT NOT NULL,
        passed BOOLEAN NOT NULL,
        withdrawn BOOLEAN NOT NULL,
        version BIGINT NOT NULL
    )",
    "CREATE INDEX inspector_training_day ON inspector_training (inspector, day)",
    "CREATE TABLE inspector_conflict (
        id UUID NOT NULL PRIMARY KEY,
        inspector UUID NOT NULL REFERENCES inspector (id),
        kind TEXT NOT NULL,
        subject_code TEXT NOT NULL,
        subject_name TEXT NOT NULL,
        until TEXT,
        remark TEXT NOT NULL,
        declared_by TEXT NOT NULL,
        declared_on TEXT NOT NULL,
        withdrawn BOOLEAN NOT NULL,
        version BIGINT NOT NULL,
        CHECK (subject_code <> '' OR subject_name <> '')
    )",
    "CREATE INDEX inspector_conflict_inspector ON inspector_conflict (inspector)",
    "CREATE INDEX inspector_conflict_subject ON inspector_conflict (subject_code)",
    "CREATE TABLE inspector_leave (
        id UUID NOT NULL PRIMARY KEY,
        inspector UUID NOT NULL REFERENCES inspector (id),
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        kind TEXT NOT NULL,
        withdrawn BOOLEAN NOT NULL,
        version BIGINT NOT NULL,
        CHECK (first_day <= last_day)
    )",
    "CREATE INDEX inspector_leave_day ON inspector_leave (inspector, last_day)",
    "CREATE TABLE inspector_setting (
        id UUID NOT NULL PRIMARY KEY,
        organisation UUID NOT NULL UNIQUE REFERENCES organisation (id),
        training_months BIGINT NOT NULL,
        version BIGINT NOT NULL
    )",
    "CREATE TABLE inspector_unmasking (
        id UUID NOT NULL PRIMARY KEY,
        inspector UUID NOT NULL REFERENCES inspector (id),
        field TEXT NOT NULL,
        reason TEXT NOT NULL,
        person UUID NOT NULL REFERENCES person (id),
        at BIGINT NOT NULL
    )",
    "CREATE INDEX inspector_unmasking_inspector ON inspector_unmasking (inspector)",
];
