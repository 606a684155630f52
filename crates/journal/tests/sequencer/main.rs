//! The writer of a journal: faults of storage and guard, lost power, killed processes, several writers, and key changes.

mod damage;
mod faults;
mod keys;
mod kills;
mod power;
mod queue;
mod world;
mod writers;
