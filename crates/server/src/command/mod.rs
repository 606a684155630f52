//! The commands of `yaoguang`.

mod demo;
mod init;
mod keeper;
pub mod serve;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};

use crate::app::App;
use crate::app::clock::{Outside, Real};
use crate::app::config::Config;
use crate::app::crypt::Crypt;
use crate::app::db::Db;
use crate::app::words::{Tongue, Words, words};
use crate::demo::Wanted;

/// The words behind each argument's name in the locale files: `help-yaoguang-<command>-<argument>`.
#[derive(Parser)]
#[command(name = "yaoguang", version)]
struct Arguments {
    #[arg(long, global = true)]
    lang: Option<String>,
    #[arg(long, global = true, default_value = "yaoguang.toml")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init {
        folder: PathBuf,
        #[arg(long, default_value = "bureau.example/journal")]
        origin: String,
        #[arg(long, default_value = "bureau.example")]
        organisation: String,
        #[arg(long)]
        database_url: Option<String>,
    },
    Serve,
    Migrate,
    Openapi,
    Doctor,
    Backup {
        folder: PathBuf,
        #[arg(long)]
        keys: bool,
    },
    Restore {
        folder: PathBuf,
    },
    AcceptRollback,
    Confirm {
        login: String,
    },
    Demo {
        #[arg(long, default_value = "demo")]
        folder: PathBuf,
        #[arg(long, default_value_t = 30_000, value_parser = clap::value_parser!(u32).range(40..))]
        subjects: u32,
        #[arg(long, default_value_t = 1)]
        seed: u64,
        #[arg(long, default_value_t = 8620)]
        port: u16,
        #[arg(long)]
        database_url: Option<String>,
        #[arg(long)]
        check: bool,
    },
}

/// Why a command didn't do what it was asked, as a key of the locale files.
#[derive(Debug)]
pub struct Failure {
    /// The key of the sentence.
    pub key: &'static str,
    /// What it names.
    pub args: Vec<(&'static str, String)>,
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(why: E) -> Self {
        Self { key: "yaoguang-failed", args: vec![("why", why.to_string())] }
    }
}

/// Run `yaoguang` with these arguments (the program's name first) in this environment.
pub fn run(argv: impl IntoIterator<Item = OsString>, env: impl Fn(&str) -> Option<String>) -> ExitCode {
    let argv: Vec<OsString> = argv.into_iter().collect();
    let flag = argv.windows(2).find(|pair| pair[0] == "--lang").and_then(|pair| pair[1].to_str());
    let words = words(Tongue::choose(flag, env));
    let arguments = match spoken(words).try_get_matches_from(argv).and_then(|found| from(&found)) {
        Ok(arguments) => arguments,
        Err(why) => why.exit(),
    };
    match carry_out(arguments, words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let args: Vec<_> =
                failure.args.iter().map(|(name, text)| (*name, text as &dyn lots_cli::locale::Sayable)).collect();
            eprintln!("{}", words.say(failure.key, &args));
            ExitCode::FAILURE
        }
    }
}

fn from(found: &clap::ArgMatches) -> Result<Arguments, clap::Error> {
    clap::FromArgMatches::from_arg_matches(found)
}

/// The commands, described in a language.
fn spoken(words: &Words) -> clap::Command {
    let described = |command: clap::Command, prefix: &str| {
        let names: Vec<String> = command.get_arguments().map(|argument| argument.get_id().to_string()).collect();
        names.into_iter().fold(command, |command, name| {
            let key = format!("{prefix}-{name}");
            if words.has(&key) { command.mut_arg(&name, |arg| arg.help(words.say(&key, &[]))) } else { command }
        })
    };
    let all = <Arguments as clap::CommandFactory>::command().about(words.say("help-yaoguang", &[]));
    let names: Vec<String> = all.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let all = described(all, "help-yaoguang");
    names.into_iter().fold(all, |all, name| {
        let key = format!("help-yaoguang-{name}");
        all.mut_subcommand(&name, |command| described(command.about(words.say(&key, &[])), &key))
    })
}

fn carry_out(arguments: Arguments, words: &'static Words) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match arguments.command {
        Command::Init { folder, origin, organisation, database_url } => {
            let text = Config::documented_on(&origin, &organisation, database_url.as_deref());
            runtime.block_on(init::run(&folder, &text, words))
        }
        Command::Serve => runtime.block_on(serve::run(Config::read(&arguments.config)?, words)),
        Command::Migrate => runtime.block_on(init::migrate(&Config::read(&arguments.config)?, words)),
        Command::Openapi => runtime.block_on(openapi()),
        Command::Doctor => runtime.block_on(keeper::doctor(Config::read(&arguments.config)?, words)),
        Command::Backup { folder, keys } => {
            runtime.block_on(keeper::backup(Config::read(&arguments.config)?, &folder, keys, words))
        }
        Command::Restore { folder } => {
            runtime.block_on(keeper::restore(&Config::read(&arguments.config)?, &folder, words))
        }
        Command::AcceptRollback => runtime.block_on(keeper::accept_rollback(Config::read(&arguments.config)?, words)),
        Command::Confirm { login } => {
            runtime.block_on(keeper::confirm(Config::read(&arguments.config)?, &login, words))
        }
        Command::Demo { folder, subjects, seed, port, database_url, check } => {
            let asked = demo::Asked { folder, wanted: Wanted { subjects, seed }, port, database_url, check };
            runtime.block_on(demo::run(asked, words))
        }
    }
}

/// The application of a configuration.
///
/// # Errors
/// [`Failure`] if the database or a key can't be opened.
pub async fn open(config: Config) -> Result<App, Failure> {
    let outside: Arc<dyn Outside> = Arc::new(Real);
    let crypt = Crypt::in_file(&config.data.join("keys").join("fields.key"), &*outside)?;
    let db = Db::connect(&config.database(), config.limits.readers).await?;
    Ok(App::new(config, db, outside, crypt))
}

/// Print the interface's description. It needs no bureau.
async fn openapi() -> Result<(), Failure> {
    print!("{}", crate::app::http::document(&nowhere().await?));
    Ok(())
}

/// An application without anything behind it, for what only looks at the routes.
///
/// # Errors
/// [`Failure`] if there is no memory for an empty database.
pub async fn nowhere() -> Result<App, Failure> {
    let config: Config = toml::from_str(&Config::documented("nowhere.example/journal", "nowhere.example"))?;
    let db = Db::connect("sqlite::memory:", 1).await?;
    Ok(App::new(config, db, Arc::new(Real), Crypt::new(&[0; 32])))
}
