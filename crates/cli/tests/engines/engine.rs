//! The two databases that recompute draws in the tests, each through its own client.

use std::env;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

/// The rows a PostgreSQL server answers to `sql`, run in `folder`: a line a row, fields separated by TAB.
///
/// # Panics
/// If there is no server (the tests are run by `cargo xtask test`, which starts one) or it refuses a statement.
pub fn postgresql(folder: &Path, sql: &str) -> String {
    let mut client = Command::new("psql");
    client.args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--field-separator=\t"]);
    client.args(["--set=ON_ERROR_STOP=1", "--dbname", &setting("YAOGUANG_TEST_PG")]).env("PGCLIENTENCODING", "UTF8");
    client.current_dir(folder);
    answer(client, sql)
}

/// The rows DuckDB, in memory and in `folder`, answers to the last statement of `sql`: a line a row, fields separated by TAB.
///
/// # Panics
/// If there is no Python with DuckDB (installed by `cargo xtask test`) or it refuses a statement.
pub fn duckdb(folder: &Path, sql: &str) -> String {
    const CLIENT: &str = "import sys, duckdb\n\
        for row in duckdb.execute(sys.stdin.buffer.read().decode()).fetchall():\n\
        \tsys.stdout.buffer.write(('\\t'.join('' if v is None else str(v) for v in row) + '\\n').encode())";
    let mut client = Command::new(setting("YAOGUANG_TEST_PYTHON"));
    client.args(["-c", CLIENT]);
    client.current_dir(folder);
    answer(client, sql)
}

fn setting(name: &str) -> String {
    env::var(name).unwrap_or_else(|_| panic!("{name} isn't set: these tests are run by `cargo xtask test`"))
}

/// Feed `sql` to a client while reading what it answers, so that neither waits for the other's full pipe.
///
/// A client that gives up early closes its input: its own complaint is then the better message.
fn answer(mut client: Command, sql: &str) -> String {
    client.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = client.spawn().expect("the client is installed");
    let mut input = child.stdin.take().expect("it is a pipe");
    let (sent, output) = thread::scope(|scope| {
        let sent = scope.spawn(move || input.write_all(sql.as_bytes()));
        let output = child.wait_with_output().expect("the client runs");
        (sent.join().expect("writing doesn't panic"), output)
    });
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    sent.expect("a client that succeeds has read everything");
    String::from_utf8(output.stdout).expect("both clients answer in UTF-8").trim_end_matches('\n').to_owned()
}
