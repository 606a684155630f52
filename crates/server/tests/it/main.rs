//! The server over its own interface, on SQLite and (feature `sql-tests`) on PostgreSQL. Each test ends by holding the tables
//! against the journal.

mod accounts;
mod harness;
mod routes;
mod shell;
