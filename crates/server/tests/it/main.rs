//! The server over its own interface, on SQLite and (feature `sql-tests`) on PostgreSQL. Each test ends by holding the tables
//! against the journal.

mod accounts;
mod audit;
mod catalogue;
mod complaints;
mod disclosure;
mod draws;
mod empty;
mod harness;
mod imports;
mod inspections;
mod inspectors;
mod outcomes;
mod parsers;
mod plans;
mod portal;
mod routes;
mod shell;
mod subjects;
mod upkeep;
mod year;
