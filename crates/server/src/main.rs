//! yaoguang
fn main(){}
