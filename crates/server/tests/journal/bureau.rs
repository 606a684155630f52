//! The program itself in a folder of its own: made, served on a free port, killed and served again; and people who work with it
//! over HTTP.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_yaoguang");
/// What everybody's password is before they change it, and afterwards.
const PASSWORDS: [&str; 2] = ["to be changed at once", "a long enough phrase"];

/// A bureau, and the server if it runs.
pub struct Bureau {
    folder: TempDir,
    server: Option<(Child, String)>,
}

/// Somebody who is signed in, at a server that may be killed at any moment.
#[derive(Clone)]
pub struct Desk {
    agent: ureq::Agent,
    address: String,
    token: String,
}

/// A status and a body; nothing if the server was gone before it had answered.
pub type Answer = Option<(u16, String)>;

impl Bureau {
    /// Make one, on SQLite or on the PostgreSQL database of this address. Leases are short, because its servers die often.
    pub fn made(database: Option<&str>) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut made = Command::new(PROGRAM);
        made.arg("init").arg(folder.path()).args(database.map(|url| format!("--database-url={url}")));
        let output = made.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let bureau = Self { folder, server: None };
        let mut text = std::fs::read_to_string(bureau.config()).unwrap();
        for (documented, wanted) in [
            ("127.0.0.1:8620", "127.0.0.1:0"),
            ("administrators_need_totp = true", "administrators_need_totp = false"),
            ("lease_s = 60", "lease_s = 3"),
        ] {
            assert!(text.contains(documented), "{documented}");
            text = text.replace(documented, wanted);
        }
        std::fs::write(bureau.config(), text).unwrap();
        bureau
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("yaoguang.toml")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(["--lang", "en", "--config"]).arg(self.config()).env("YAOGUANG_LOG", "error");
        command
    }

    /// Start the server, and wait until it says where it listens.
    pub fn start(&mut self) {
        let mut server = self.command().arg("serve").stdout(Stdio::piped()).spawn().unwrap();
        let mut said = BufReader::new(server.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = said.find_map(|line| {
            let at = line.find("http://127.0.0.1:")?;
            line[at..].split('/').nth(2).map(|place| format!("http://{place}"))
        });
        self.server = Some((server, address.expect("the server says where it listens")));
    }

    /// SIGKILL.
    pub fn kill(&mut self) {
        let (mut server, _) = self.server.take().unwrap();
        server.kill().unwrap();
        assert!(!server.wait().unwrap().success());
    }

    /// What `yaoguang doctor` answers.
    pub fn doctor(&self) -> Output {
        self.command().arg("doctor").output().unwrap()
    }

    /// The desk of whoever has this token.
    pub fn desk(&self, token: &str) -> Desk {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let (_, address) = self.server.as_ref().unwrap();
        Desk { agent, address: address.clone(), token: token.to_owned() }
    }

    /// Set it up, and open an account with these roles. The token of its session.
    pub fn set_up(&self, roles: &[&str]) -> String {
        let nobody = self.desk("");
        let first = |login: &str| json!({"login": login, "name": "王小明", "password": PASSWORDS[0]});
        let body = json!({
            "organisation_name": "抚顺市物价局", "level": "city", "region": "210400",
            "system_admin": first("system"), "security_admin": first("security"),
        });
        nobody.act("/api/v1/setup", &body);
        let [system, security] = ["system", "security"].map(|login| self.settled(login, PASSWORDS[0]));
        let organisation = system.1;
        let given =
            system.0.act("/api/v1/people", &json!({"login": "clerk", "name": "陈静", "organisation": organisation}));
        self.settled("clerk", given["password"].as_str().unwrap());
        let roles: Vec<Value> = roles.iter().map(|role| json!({"role": role, "organisation": organisation})).collect();
        let path = format!("/api/v1/people/{}/roles", given["person"]["id"].as_str().unwrap());
        // The person's own change of the password made it version 2.
        security.0.act(&path, &json!({"roles": roles, "version": 2}));
        // Whose roles change signs in anew.
        self.signed_in("clerk", PASSWORDS[1])["token"].as_str().unwrap().to_owned()
    }

    fn signed_in(&self, login: &str, password: &str) -> Value {
        self.desk("").act("/api/v1/session", &json!({"login": login, "password": password, "bearer": true}))
    }

    /// Sign in, change the given password, and sit down; with the organisation.
    fn settled(&self, login: &str, given: &str) -> (Desk, String) {
        let signed = self.signed_in(login, given);
        let desk = self.desk(signed["token"].as_str().unwrap());
        desk.act("/api/v1/me/password", &json!({"old": given, "new": PASSWORDS[1]}));
        (desk, signed["organisation"]["id"].as_str().unwrap().to_owned())
    }
}

impl Drop for Bureau {
    fn drop(&mut self) {
        if let Some((mut server, _)) = self.server.take() {
            let _ = server.kill();
            let _ = server.wait();
        }
    }
}

impl Desk {
    /// Read.
    pub fn look(&self, path: &str) -> Answer {
        let request = self.agent.get(format!("{}{path}", self.address));
        heard(request.header("authorization", format!("Bearer {}", self.token)).call())
    }

    /// Read JSON that is there.
    pub fn read(&self, path: &str) -> Value {
        let (status, text) = self.look(path).unwrap();
        assert_eq!(status, 200, "{path}: {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Act with this key.
    pub fn act_with(&self, key: &str, path: &str, body: &Value) -> Answer {
        self.send(key, path, "application/json", body.to_string().as_bytes())
    }

    /// Act, where the server isn't killed.
    pub fn act(&self, path: &str, body: &Value) -> Value {
        let (status, text) = self.act_with(&uuid::Uuid::now_v7().to_string(), path, body).unwrap();
        assert!((200..300).contains(&status), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap()
    }

    /// Hand in a file.
    pub fn hand_in(&self, key: &str, path: &str, file: &str) -> Answer {
        let head = "--a-mark\r\nContent-Disposition: form-data; name=\"file\"; filename=\"名录.csv\"\r\n\r\n";
        let body = format!("{head}{file}\r\n--a-mark--\r\n");
        self.send(key, path, "multipart/form-data; boundary=a-mark", body.as_bytes())
    }

    fn send(&self, key: &str, path: &str, kind: &str, body: &[u8]) -> Answer {
        let request = self.agent.post(format!("{}{path}", self.address)).header("content-type", kind);
        let request = request.header("idempotency-key", key);
        let signed = if self.token.is_empty() {
            request
        } else {
            request.header("authorization", format!("Bearer {}", self.token))
        };
        heard(signed.send(body))
    }
}

fn heard(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Answer {
    let mut answer = answer.ok()?;
    let text = answer.body_mut().read_to_string().ok()?;
    Some((answer.status().as_u16(), text))
}
