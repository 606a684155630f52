//! A private PostgreSQL for the tests: on the loopback, on a free port, in a folder of its own, gone afterwards.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::process::{Run, is_root};
use crate::{Failure, setup};

/// How many this program has started.
static STARTED: AtomicU32 = AtomicU32::new(0);

/// A running server; dropping it stops the server and removes its data.
pub struct Postgres {
    server: Child,
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
    as_root: bool,
}

impl Postgres {
    /// Make a database cluster and start a server on it.
    ///
    /// # Errors
    /// If PostgreSQL isn't installed, or its server doesn't answer within 30 seconds.
    pub fn start() -> Result<Self, Failure> {
        let programs = setup::postgresql_programs().ok_or("PostgreSQL isn't installed: cargo xtask setup")?;
        let as_root = is_root();
        // The folder of one before may still be on its way out.
        let which = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("yaoguang-postgres-{}-{which}", std::process::id()));
        fs::create_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        if as_root {
            // A database server refuses to be the superuser; Debian's package brings a user for it.
            Run::new("chown").args(["postgres".as_ref(), folder.as_os_str()]).show()?;
        }
        let data = folder.join("data");
        let mut initdb = command(as_root, &programs.join("initdb"));
        initdb.args(["--username=yaoguang", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        initdb.arg("--pgdata").arg(&data).stdout(Stdio::null()).current_dir(&folder);
        let made = initdb.status().map_err(|e| format!("initdb: {e}"))?;
        if !made.success() {
            return Err(format!("initdb: {made}"));
        }
        let port = free_port()?;
        let log = fs::File::create(folder.join("log")).map_err(|e| format!("the server's log: {e}"))?;
        let mut server = command(as_root, &programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-h", "127.0.0.1", "-p", &port.to_string(), "-k"]).arg(&folder).arg("-F");
        server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).current_dir(&folder);
        let server = server.spawn().map_err(|e| format!("postgres: {e}"))?;
        let mut postgres = Self { server, programs, folder, port, as_root };
        postgres.wait()?;
        Ok(postgres)
    }

    /// Where a client finds it.
    pub fn url(&self) -> String {
        format!("postgres://yaoguang@127.0.0.1:{}/postgres", self.port)
    }

    /// The number of the server's first process, whose children do the work.
    pub fn process(&self) -> u32 {
        self.server.id()
    }

    fn wait(&mut self) -> Result<(), Failure> {
        let log = |folder: &Path| fs::read_to_string(folder.join("log")).unwrap_or_default();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(30) {
            if let Ok(Some(status)) = self.server.try_wait() {
                return Err(format!("postgres: {status}\n{}", log(&self.folder)));
            }
            let listens = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok();
            if listens && Run::new("psql").args(["--dbname", &self.url(), "--command", "SELECT 1"]).output().is_ok() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(100));
        }
        Err(format!("postgres doesn't answer\n{}", log(&self.folder)))
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Killing the server would leave its shared memory behind, so it is asked to stop; at once, since nothing of it is kept.
        let mut stop = command(self.as_root, &self.programs.join("pg_ctl"));
        stop.args(["stop", "--mode=immediate", "--silent", "--pgdata"])
            .arg(self.folder.join("data"))
            .current_dir(&self.folder);
        if !stop.status().is_ok_and(|status| status.success()) {
            eprintln!("The private PostgreSQL could not be stopped; its files are in {}.", self.folder.display());
            return;
        }
        let _status = self.server.wait();
        // Hundreds of databases are a hundred thousand files, minutes of a slow disk: they go while the next steps run.
        // A program of its own goes on when we are through.
        let folder = self.folder.clone();
        thread::spawn(move || {
            if !Command::new("rm").arg("-rf").arg(&folder).status().is_ok_and(|status| status.success()) {
                eprintln!("{} could not be removed.", folder.display());
            }
        });
    }
}

/// `program`, as the database's user if we are the superuser. If we are killed, so is it.
fn command(as_root: bool, program: &Path) -> Command {
    if !as_root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "--pdeathsig=TERM", "--"]).arg(program);
    command
}

/// A port nobody uses at this moment.
fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|e| format!("no free port: {e}"))?;
    Ok(listener.local_addr().map_err(|e| format!("no free port: {e}"))?.port())
}
