//! The database's shape, one numbered file a subject, forward only. A released one is never edited.

use sea_orm_migration::prelude::*;

mod m0001_shell;
mod m0002_accounts;
mod m0003_journal;
mod m0004_catalogue;
mod m0005_imports;
mod m0006_inspectors;
mod m0007_subjects;
mod m0008_complaints;
mod m0009_audit;
mod m0010_subject_lists;
mod m0011_reasons;
mod m0012_subject_scope;
mod m0013_plans;
mod m0014_draws;
mod m0015_draw_hands;
mod m0016_draw_amendments;
mod m0017_inspections;
mod m0018_fetched_readings;
mod m0019_risk_moves;
mod m0020_outcomes;
mod m0021_draw_seals;
mod m0022_draw_identities;
mod m0024_resting_accounts;
mod m0025_record_inspectors;
mod m0026_announced_by_itself;
mod m0027_merged_into;
mod m0028_merges;
mod m0029_confirmations;
mod m0030_codes_was;
mod m0031_complaint_links;
mod m0032_share_again;
mod m0035_complaint_formers;
mod m0038_rules_back;
mod m0039_amendments_withdrawn;
mod m0040_folded_names;

/// All of them, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_shell::Migration),
            Box::new(m0002_accounts::Migration),
            Box::new(m0003_journal::Migration),
            Box::new(m0004_catalogue::Migration),
            Box::new(m0005_imports::Migration),
            Box::new(m0006_inspectors::Migration),
            Box::new(m0007_subjects::Migration),
            Box::new(m0008_complaints::Migration),
            Box::new(m0009_audit::Migration),
            Box::new(m0010_subject_lists::Migration),
            Box::new(m0011_reasons::Migration),
            Box::new(m0012_subject_scope::Migration),
            Box::new(m0013_plans::Migration),
            Box::new(m0014_draws::Migration),
            Box::new(m0015_draw_hands::Migration),
            Box::new(m0016_draw_amendments::Migration),
            Box::new(m0017_inspections::Migration),
            Box::new(m0018_fetched_readings::Migration),
            Box::new(m0019_risk_moves::Migration),
            Box::new(m0020_outcomes::Migration),
            Box::new(m0021_draw_seals::Migration),
            Box::new(m0022_draw_identities::Migration),
            Box::new(m0024_resting_accounts::Migration),
            Box::new(m0025_record_inspectors::Migration),
            Box::new(m0026_announced_by_itself::Migration),
            Box::new(m0027_merged_into::Migration),
            Box::new(m0028_merges::Migration),
            Box::new(m0029_confirmations::Migration),
            Box::new(m0030_codes_was::Migration),
            Box::new(m0031_complaint_links::Migration),
            Box::new(m0032_share_again::Migration),
            Box::new(m0035_complaint_formers::Migration),
            Box::new(m0038_rules_back::Migration),
            Box::new(m0039_amendments_withdrawn::Migration),
            Box::new(m0040_folded_names::Migration),
        ]
    }
}

/// Run statements that both databases understand.
pub(crate) async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(&portable(manager, statement)).await?;
    }
    Ok(())
}

/// The few names of types that differ: `UUID` and `BYTES` as each database calls them.
fn portable(manager: &SchemaManager<'_>, statement: &str) -> String {
    let (uuid, bytes) = match manager.get_database_backend() {
        sea_orm::DbBackend::Sqlite => ("BLOB", "BLOB"),
        _ => ("UUID", "BYTEA"),
    };
    statement.replace(" UUID", &format!(" {uuid}")).replace(" BYTES", &format!(" {bytes}"))
}
