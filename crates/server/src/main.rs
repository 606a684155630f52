//! yaoguang
fn main() {}
