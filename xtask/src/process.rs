//! Running other programs: in the workspace's folder, with their exit codes checked.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, IsTerminal as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::{Failure, house};

/// A program to run.
pub struct Run {
    command: Command,
    words: Vec<OsString>,
}

impl Run {
    /// Run `program` in the workspace's folder.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program.as_ref());
        command.current_dir(house::root());
        Self { command, words: vec![program.as_ref().to_owned()] }
    }

    /// Run the cargo that runs us.
    pub fn cargo(arguments: &[&str]) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut run = Self::new(cargo).args(arguments);
        run.words[0] = "cargo".into();
        // A machine that builds once has nothing to build on, and nobody there looks at lines of a backtrace: both cost time and disk.
        if std::env::var_os("CI").is_none() {
            return run;
        }
        run.env("CARGO_INCREMENTAL", "0").env("CARGO_PROFILE_DEV_DEBUG", "false")
    }

    /// With these arguments.
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for argument in arguments {
            self.command.arg(argument.as_ref());
            self.words.push(argument.as_ref().to_owned());
        }
        self
    }

    /// In this folder.
    pub fn in_folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// With this variable in the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// The command as a person would type it.
    pub fn line(&self) -> String {
        let mut line = String::new();
        for (i, word) in self.words.iter().enumerate() {
            let word = word.to_string_lossy();
            let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_./=:,+@".contains(c));
            let space = if i == 0 { "" } else { " " };
            if plain {
                write!(line, "{space}{word}").expect("writing to a string doesn't fail");
            } else {
                write!(line, "{space}'{}'", word.replace('\'', r"'\''")).expect("writing to a string doesn't fail");
            }
        }
        line
    }

    /// Run it with our own input and output.
    ///
    /// # Errors
    /// If it can't be started or says no.
    pub fn show(mut self) -> Result<(), Failure> {
        if io::stdout().is_terminal() {
            let line = self.line();
            let status = self.command.status().map_err(|e| format!("{line}: {e}"))?;
            return if status.success() { Ok(()) } else { Err(format!("{line}: {status}")) };
        }
        self.hear(|_| ())
    }

    /// Run it, show each line as it comes, and hand the lines to `hear`. What it complains about goes to our own errors.
    ///
    /// Away from a terminal that goes through us, too: Node makes the pipes it is given non-blocking, for everybody who has them, and a line
    /// we print to a reader that is busy would then be an error.
    ///
    /// # Errors
    /// If it can't be started or says no; all lines have been heard by then.
    pub fn hear(mut self, mut hear: impl FnMut(&str)) -> Result<(), Failure> {
        let line = self.line();
        if !io::stdout().is_terminal() {
            self.command.stderr(Stdio::piped());
        }
        let mut child = self.command.stdout(Stdio::piped()).spawn().map_err(|e| format!("{line}: {e}"))?;
        let output = child.stdout.take().expect("it is a pipe");
        let complaints = child.stderr.take().map(|mut complaints| {
            let (told, all) = mpsc::channel();
            thread::spawn(move || told.send(io::copy(&mut complaints, &mut io::stderr())));
            all
        });
        for bytes in BufReader::new(output).split(b'\n') {
            let bytes = bytes.map_err(|e| format!("{line}: {e}"))?;
            let text = String::from_utf8_lossy(&bytes);
            println!("{text}");
            hear(&text);
        }
        let status = child.wait().map_err(|e| format!("{line}: {e}"))?;
        // Its last complaint is shown before we go on, unless something it left running keeps the pipe open.
        let _shown = complaints.map(|all| all.recv_timeout(Duration::from_secs(2)));
        if status.success() { Ok(()) } else { Err(format!("{line}: {status}")) }
    }

    /// Run it and take what it prints, whatever it answers: its text and its exit code (-1 if a signal ended it).
    ///
    /// # Errors
    /// If it can't be started.
    pub fn answer(mut self) -> Result<(String, i32), Failure> {
        let line = self.line();
        let output = self.command.stdin(Stdio::null()).output().map_err(|e| format!("{line}: {e}"))?;
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        Ok((text, output.status.code().unwrap_or(-1)))
    }

    /// Run it quietly and take what it prints on standard output.
    ///
    /// # Errors
    /// If it can't be started or says no; then with what it complained about.
    pub fn output(mut self) -> Result<String, Failure> {
        let line = self.line();
        let output = self.command.stdin(Stdio::null()).output().map_err(|e| format!("{line}: {e}"))?;
        if !output.status.success() {
            return Err(format!("{line}: {}\n{}", output.status, String::from_utf8_lossy(&output.stderr)));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// Whether a program of this name is on the path.
pub fn installed(program: &str) -> bool {
    find(program).is_some()
}

/// Where on the path a program of this name is.
pub fn find(program: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// Whether we are the superuser, who may install and must not run a database.
pub fn is_root() -> bool {
    Run::new("id").args(["-u"]).output().is_ok_and(|id| id.trim() == "0")
}
