//! That the database gives back what was put into it: the server's tables are tables, and nothing acts on them by itself.
//!
//! A view in a table's place can tell one query another thing than the next; a trigger can change what was checked, or refuse what doesn't please, after the check.
//! The server makes neither views nor triggers, rules, policies or functions (which a constraint or a default could call), so each is somebody else's. Those of
//! installed extensions are left out.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, FromQueryResult, Statement};

/// Triggers and views of a file.
const SQLITE: &str =
    "SELECT type AS what, name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type, name";

/// What isn't a plain table though an unqualified name finds it; triggers but those of foreign keys; rules; row security; triggers on events.
const POSTGRES: &str = "\
    SELECT what, name FROM (\
        SELECT 'view' AS what, c.relname::text AS name FROM pg_class c \
        WHERE c.relkind IN ('v', 'm', 'f', 'p') AND pg_table_is_visible(c.oid) AND c.relnamespace NOT IN (\
            SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema')) \
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype = 'e') \
        UNION ALL SELECT 'trigger', t.tgname::text FROM pg_trigger t WHERE NOT t.tgisinternal \
        UNION ALL SELECT 'rule', r.rulename::text FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class \
        WHERE r.rulename <> '_RETURN' AND c.relnamespace NOT IN (\
            SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema')) \
        UNION ALL SELECT 'policy', p.polname::text FROM pg_policy p \
        UNION ALL SELECT 'trigger', e.evtname::text FROM pg_event_trigger e \
        UNION ALL SELECT 'function', f.proname::text FROM pg_proc f WHERE f.pronamespace NOT IN (\
            SELECT oid FROM pg_namespace WHERE nspname IN ('pg_catalog', 'information_schema')) \
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = f.oid AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e')\
    ) odd ORDER BY what, name";

/// Something in the database that the server didn't make.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Odd {
    /// `view`, `trigger`, `rule`, `policy` or `function`.
    pub what: String,
    /// Its name there.
    pub name: String,
}

/// What there is beside tables and indexes, as a transaction sees it. Tables that it has read by then can't be exchanged any more until it ends: whoever reads
/// asks afterwards.
///
/// # Errors
/// [`DbErr`].
pub async fn odd(db: &DatabaseTransaction) -> Result<Vec<Odd>, DbErr> {
    let backend = db.get_database_backend();
    let sql = if backend == DbBackend::Sqlite { SQLITE } else { POSTGRES };
    Odd::find_by_statement(Statement::from_string(backend, sql)).all(db).await
}
