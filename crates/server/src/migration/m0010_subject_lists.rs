//! Indexes for the registry's lists: by what a subject is in law, by industry together with any other filter, and by a subject's licences.

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
    "CREATE INDEX subject_kind ON subject (kind, status, domain, risk, region, number)",
    "DROP INDEX subject_industry",
    "CREATE INDEX subject_industry ON subject (industry, status, domain, risk, region, kind, number)",
    "CREATE INDEX subject_licence_subject ON subject_licence (subject, valid_to)",
];
