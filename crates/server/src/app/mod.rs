//! The shell that slices stand in.
//!
//! Deliberately absent: anything a bureau would recognise. What knows of items, subjects or complaints is a slice.

pub mod auth;
pub mod bulk;
pub mod client;
pub mod clock;
pub mod config;
pub mod console;
pub mod crypt;
pub mod db;
pub mod demonstration;
pub mod document;
pub mod http;
pub mod idempotency;
pub mod import;
pub mod input;
pub mod jobs;
pub mod journal;
pub mod kept;
pub mod list;
pub mod named;
pub mod outward;
pub mod page;
pub mod password;
pub mod portal;
pub mod problem;
pub mod secret;
pub mod sheet;
pub mod shell;
pub mod streams;
pub mod system;
pub mod totp;
pub mod upkeep;
pub mod value;
pub mod verifier;
pub mod words;

pub use shell::App;
