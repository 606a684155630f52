//! The commands of the house: `cargo xtask demo | test | bench | web`.

fn main() {}
