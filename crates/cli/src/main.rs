//! `lots`: draws, verifies and explains draws from files.

fn main() {}
