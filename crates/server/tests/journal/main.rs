//! The journal's machinery on a real database: SQLite always, PostgreSQL where `YAOGUANG_TEST_PG` names one and the feature
//! `sql-tests` is on.

mod audits;
mod backups;
mod bureau;
mod killed_server;
mod kills;
mod storing;
mod world;
mod writing;
