//! The binary `yaoguang`.

use std::process::ExitCode;

fn main() -> ExitCode {
    yaoguang::command::run(std::env::args_os(), |name| std::env::var(name).ok())
}
