//! PostgreSQL's own programs. A password goes by the environment, not by the arguments that everybody can list.

use std::io;
use std::path::Path;
use std::process::Command;

use percent_encoding::percent_decode_str;

use super::NoBackup;

/// The address without its password, and the password.
fn apart(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let end = rest.find('/').unwrap_or(rest.len());
    let Some(at) = rest[..end].rfind('@') else { return (url.to_owned(), None) };
    let (user, place) = (&rest[..at], &rest[at..]);
    let Some((name, password)) = user.split_once(':') else { return (url.to_owned(), None) };
    let password = percent_decode_str(password).decode_utf8_lossy().into_owned();
    (format!("{scheme}://{name}{place}"), Some(password))
}

fn run(program: &'static str, url: &str, arguments: &[&str]) -> Result<(), NoBackup> {
    let (address, password) = apart(url);
    let mut command = Command::new(program);
    command.args(arguments).arg(format!("--dbname={address}"));
    command.envs(password.map(|password| ("PGPASSWORD", password)));
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            Err(NoBackup::Program { program, why: String::from_utf8_lossy(&output.stderr).trim().to_owned() })
        }
        Err(why) if why.kind() == io::ErrorKind::NotFound => {
            let command = format!("{program} {} --dbname={address}", arguments.join(" "));
            Err(NoBackup::NoProgram { program, command })
        }
        Err(why) => Err(NoBackup::Program { program, why: why.to_string() }),
    }
}

/// All of the database as of one moment, into `file`.
pub(super) fn dump(url: &str, file: &Path) -> Result<(), NoBackup> {
    run("pg_dump", url, &["--format=custom", "--no-owner", "--no-privileges", &format!("--file={}", file.display())])
}

/// All of it or nothing, into a database that has none of its tables.
pub(super) fn restore(url: &str, file: &Path) -> Result<(), NoBackup> {
    let file = file.display().to_string();
    run("pg_restore", url, &["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", &file])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_taken_out_of_an_address() {
        let check = |url: &str, address: &str, password: Option<&str>| {
            assert_eq!(apart(url), (address.to_owned(), password.map(str::to_owned)), "{url}");
        };
        check("postgres://a:p%40ss@h:5/d", "postgres://a@h:5/d", Some("p@ss"));
        check("postgres://a@h/d", "postgres://a@h/d", None);
        check("postgres://h/d?x=a:b@c", "postgres://h/d?x=a:b@c", None);
    }
}
