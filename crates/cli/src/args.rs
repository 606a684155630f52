//! The command line: its commands, and its help and refusals in the reader's language.
//!
//! The derived parser holds no sentence for people. [`command`] puts the help texts in from the locale files: a
//! command's under `help-<command>`, an argument's under `help-<command>-<argument>`, and those of [`SHARED`] arguments
//! under `help-<argument>`.

use std::ffi::OsString;

use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::commands::{
    amend, audit, bundle, commit, draw, explain, journal, receipt, replay, reveal, roster_check, sample, seed, sql,
    verify, witness,
};
use crate::exit::Exit;
use crate::locale::{Tongue, Words};
use crate::screen;

/// Arguments that mean the same in every command and so have one help text.
pub const SHARED: [&str; 11] =
    ["data", "entered", "guard", "help", "journal_dir", "json", "keys", "lang", "person", "role", "version"];

const LAST: usize = 1000;

#[derive(Debug, Parser)]
#[command(name = "lots", version, subcommand_required = true, disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
struct Args {
    #[arg(long, global = true, value_name = "zh|en", value_parser = ["zh", "en"], hide_possible_values = true)]
    lang: Option<String>,
    #[command(subcommand)]
    command: Command,
}

/// What `lots` can do, one variant a command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Record what happened after the draw.
    Amend(amend::Args),
    /// Check a journal.
    Audit(audit::Args),
    /// Pack a draw's files.
    Bundle(bundle::Args),
    /// Freeze the inputs.
    Commit(commit::Args),
    /// Draw.
    Draw(draw::Args),
    /// Explain one business.
    Explain(explain::Args),
    /// A bureau's own record of its acts.
    Journal(journal::Args),
    /// One business's proof.
    Receipt(receipt::Args),
    /// Measure chances with made-up seeds.
    Replay(replay::Args),
    /// Make a reveal.
    Reveal(reveal::Args),
    /// Check a roster file before it is committed to.
    RosterCheck(roster_check::Args),
    /// Make a fictitious city to try things on.
    Sample(sample::Args),
    /// Record the seed's values.
    Seed(seed::Args),
    /// Print the SQL that recomputes a draw.
    Sql(sql::Args),
    /// Recompute everything from a bundle.
    Verify(verify::Args),
    /// Cosign checkpoints of others.
    Witness(witness::Args),
}

/// A command line that was understood: the language to answer in, and what to do.
#[derive(Debug)]
pub struct Spoken {
    /// The language chosen by `--lang` or the environment.
    pub words: Words,
    /// What to do.
    pub command: Command,
}

/// Read the command line. Help and version are answered here, a wrong command line is refused here.
///
/// # Errors
/// The exit code to end with: [`Exit::Fine`] after help, [`Exit::Usage`] after a refusal.
pub fn read(argv: impl IntoIterator<Item = OsString>, env: impl Fn(&str) -> Option<String>) -> Result<Spoken, Exit> {
    let argv: Vec<OsString> = argv.into_iter().collect();
    let words = Words::new(Tongue::choose(lang_flag(&argv).as_deref(), env));
    let parsed = command(&words).try_get_matches_from(argv).and_then(|matches| Args::from_arg_matches(&matches));
    match parsed {
        Ok(args) => Ok(Spoken { words, command: args.command }),
        Err(error) => Err(turn_away(&error, &words)),
    }
}

/// The value of `--lang`, found before parsing so that help and refusals speak it too.
fn lang_flag(argv: &[OsString]) -> Option<String> {
    let mut args = argv.iter().filter_map(|arg| arg.to_str());
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--lang") {
            Some("") => return args.next().map(str::to_owned),
            Some(rest) if rest.starts_with('=') => return Some(rest[1..].to_owned()),
            _ => {}
        }
    }
    None
}

/// The whole command line with its help in `words`.
#[must_use]
pub fn command(words: &Words) -> clap::Command {
    let flag = |id: &'static str, action| Arg::new(id).long(id).action(action);
    let root = Args::command()
        .arg(flag("help", ArgAction::Help).short('h').global(true))
        .arg(flag("version", ArgAction::Version).short('V'))
        .after_help(words.say("help-exit-codes", &[]));
    let nested = |name: String| move |sub: clap::Command| with_help(sub, &name, words);
    let root = root.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        with_help(sub.mut_subcommands(nested(format!("{name}-"))), "", words)
    });
    with_help(root, "", words)
}

/// Put the help of a command in; `above` is the name of the command it belongs to, with a hyphen.
fn with_help(command: clap::Command, above: &str, words: &Words) -> clap::Command {
    let name = format!("{above}{}", command.get_name());
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        words.say("help-heading-usage", &[])
    );
    command
        .about(words.say(&command_key(&name), &[]))
        .long_about(Resettable::Reset)
        .help_template(template)
        .subcommand_help_heading(words.say("help-heading-commands", &[]))
        .subcommand_value_name(words.say("help-heading-command", &[]))
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "help-heading-arguments" } else { "help-heading-options" };
            let text = words.say(&argument_key(&name, arg.get_id().as_str()), &[]);
            // What every command has stands last.
            let shared = SHARED.contains(&arg.get_id().as_str());
            let arg = if shared { arg.display_order(LAST) } else { arg };
            arg.help(text).long_help(Resettable::Reset).help_heading(words.say(heading, &[]))
        })
}

fn command_key(command: &str) -> String {
    format!("help-{command}")
}

fn argument_key(command: &str, argument: &str) -> String {
    if SHARED.contains(&argument) {
        format!("help-{}", argument.replace('_', "-"))
    } else {
        format!("help-{command}-{}", argument.replace('_', "-"))
    }
}

/// The keys of all help texts that the command line's commands and arguments call for.
#[must_use]
pub fn help_keys() -> Vec<String> {
    let root = command(&Words::new(Tongue::Zh));
    let mut keys = Vec::new();
    let mut add = |command: &clap::Command, above: &str| {
        let name = format!("{above}{}", command.get_name());
        keys.push(command_key(&name));
        keys.extend(command.get_arguments().map(|arg| argument_key(&name, arg.get_id().as_str())));
    };
    add(&root, "");
    for command in root.get_subcommands() {
        add(command, "");
        command.get_subcommands().for_each(|nested| add(nested, &format!("{}-", command.get_name())));
    }
    keys
}

/// Answer help and version; say what is wrong with any other command line.
fn turn_away(error: &clap::Error, words: &Words) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            screen::answer(error.render().to_string().trim_end());
            Exit::Fine
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            screen::complain(error.render().to_string().trim_end());
            Exit::Usage
        }
        _ => {
            screen::complain(&refusal(error, words));
            screen::complain(&words.say("usage-see-help", &[]));
            Exit::Usage
        }
    }
}

fn refusal(error: &clap::Error, words: &Words) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => words.say("usage-unknown-argument", &[("argument", &argument)]),
        ErrorKind::MissingRequiredArgument => words.say("usage-missing-argument", &[("argument", &argument)]),
        ErrorKind::ArgumentConflict => words.say("usage-conflict", &[("argument", &argument)]),
        ErrorKind::MissingSubcommand => words.say("usage-missing-command", &[]),
        ErrorKind::InvalidSubcommand => {
            words.say("usage-unknown-command", &[("command", &context(ContextKind::InvalidSubcommand))])
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(ContextKind::InvalidValue);
            let valid = context(ContextKind::ValidValue);
            let refused = words.say("usage-bad-value", &[("argument", &argument), ("value", &value)]);
            if valid.is_empty() {
                return refused;
            }
            format!("{refused}\n{}", words.say("usage-valid-values", &[("valid", &valid)]))
        }
        _ => words.say("usage-other", &[("why", &error.to_string())]),
    }
}
