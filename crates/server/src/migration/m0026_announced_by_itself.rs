//! Draws: a result may announce itself, and then has nobody who announced it. When it was announced is there in any case.

use sea_orm_migration::prelude::*;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != sea_orm::DbBackend::Sqlite {
            return super::run(manager, CHANGED).await;
        }
        // Other tables refer to this one, so that it couldn't be dropped. The switch has no effect within a transaction.
        super::run(manager, &["PRAGMA foreign_keys = OFF"]).await?;
        let made = anew(manager).await;
        super::run(manager, &["PRAGMA foreign_keys = ON"]).await?;
        made
    }
}

/// All of it or nothing: between two of the statements there is no table.
async fn anew(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let tx = manager.begin().await?;
    super::run(&tx, ANEW).await?;
    tx.commit().await
}

/// The constraint has no name of ours; it is the only one that speaks so of the announcer.
const CHANGED: &[&str] = &[
    "DO $$
    DECLARE
        held TEXT;
    BEGIN
        SELECT conname INTO STRICT held FROM pg_constraint
            WHERE conrelid = 'draw'::regclass AND contype = 'c'
                AND pg_get_constraintdef(oid) LIKE '%announcer IS NOT NULL%';
        EXECUTE format('ALTER TABLE draw DROP CONSTRAINT %I', held);
    END $$",
    "ALTER TABLE draw ADD CHECK (state <> 'announced' OR announced_at IS NOT NULL)",
];

const ANEW: &[&str] = &[
    // A constraint can't be let go on SQLite, so the table is made anew.
    "CREATE TABLE draw_anew (
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
        confirmer UUID REFERENCES person (id),
        confirmation TEXT,
        disclosure TEXT,
        assurance TEXT,
        commitment TEXT,
        seed TEXT,
        result TEXT,
        subjects BIGINT NOT NULL,
        excluded BIGINT NOT NULL,
        inspectors BIGINT NOT NULL,
        absent BIGINT NOT NULL DEFAULT 0,
        absence TEXT,
        members TEXT,
        teams TEXT,
        entries TEXT,
        identities TEXT,
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
        CHECK ((confirmation IS NULL) = (confirmer IS NULL)),
        CHECK ((number = 1) = (follows IS NULL)),
        CHECK (state NOT IN ('approved', 'committed', 'seeded', 'drawn', 'announced', 'annulled') OR approver IS NOT NULL),
        CHECK ((state IN ('committed', 'seeded', 'drawn', 'announced', 'annulled')) = (commitment IS NOT NULL)),
        CHECK ((state IN ('seeded', 'drawn', 'announced')) = (seed IS NOT NULL)),
        CHECK ((state IN ('drawn', 'announced')) = (result IS NOT NULL)),
        CHECK (state <> 'announced' OR announced_at IS NOT NULL)
    )",
    "INSERT INTO draw_anew (id, organisation, task, number, follows, why, state, scheme, rule, drafter, approver, operator, announcer,
        annuller, reason, confirmer, confirmation, disclosure, assurance, commitment, seed, result, subjects, excluded, inspectors, absent,
        absence, members, teams, entries, identities, recusals, targets, open_seats, first_close, begun_at, submitted_at, approved_at,
        committed_at, seeded_at, drawn_at, announced_at, version)
        SELECT id, organisation, task, number, follows, why, state, scheme, rule, drafter, approver, operator, announcer,
        annuller, reason, confirmer, confirmation, disclosure, assurance, commitment, seed, result, subjects, excluded, inspectors, absent,
        absence, members, teams, entries, identities, recusals, targets, open_seats, first_close, begun_at, submitted_at, approved_at,
        committed_at, seeded_at, drawn_at, announced_at, version FROM draw",
    "DROP TABLE draw",
    "ALTER TABLE draw_anew RENAME TO draw",
    "CREATE INDEX draw_list ON draw (organisation, state, begun_at)",
    "CREATE UNIQUE INDEX draw_follows ON draw (follows) WHERE follows IS NOT NULL AND state <> 'discarded'",
];
