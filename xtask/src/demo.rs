//! `cargo xtask demo`: a city, its draw, and what a person should try to believe it.
//!
//! Every command is printed as it is run, so that it can be repeated by hand. `--check` runs unattended: it checks what each step
//! answers, prints one line of figures last, and fails if the demonstration doesn't show what it promises.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::Value;

use crate::process::Run;
use crate::{Failure, house, web};

/// How a demonstration runs.
struct Options {
    subjects: u32,
    /// Unattended: no page is built and nothing is to be looked at.
    check: bool,
}

/// So many lines of an answer are shown, and so many of these are its last.
const SHOWN: usize = 34;
const LAST: usize = 8;

/// Where the journal's guard and keys are; its data are in `journal`.
const PLACES: [&str; 4] = ["--guard", "guard", "--keys", "keys"];
/// What the commands that write into it are told besides.
const JOURNAL: [&str; 6] = ["--journal", "journal", "--role", "clerk", "--person", "clerk-wang"];
/// Folder and name of those who witness it.
const WITNESSES: [(&str, &str); 2] =
    [("discipline", "discipline.fushun.example"), ("association", "association.fushun.example")];

/// The demonstration's folder and the tool.
struct Stage {
    lots: PathBuf,
    folder: PathBuf,
}

/// Serve the bureau, or with `draw` first show a draw; with `--check` to nobody.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    match arguments.split_first() {
        Some((first, rest)) if first == "draw" => {
            let options = asked(rest)?;
            build()?;
            perform(&options)
        }
        _ => {
            let options = asked(arguments)?;
            web::build()?;
            build()?;
            bureau(&options)
        }
    }
}

fn asked(arguments: &[String]) -> Result<Options, Failure> {
    let mut options = Options { subjects: 30_000, check: false };
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.as_slice().first()) {
            ("--check", _) => options.check = true,
            ("--subjects", Some(number)) => {
                options.subjects = number.parse().map_err(|_| format!("--subjects {number}: not a number"))?;
                arguments.next();
            }
            _ => return Err("cargo xtask demo [draw] [--check] [--subjects N]".into()),
        }
    }
    Ok(options)
}

/// The same packages and features as the tests build, so that one serves the other.
fn build() -> Result<(), Failure> {
    Run::cargo(&["build", "--workspace", "--locked", "--features", house::FEATURES]).show()
}

/// The fictitious bureau, served; unattended on a free port.
fn bureau(options: &Options) -> Result<(), Failure> {
    let folder = house::target()?.join("bureau");
    let subjects = options.subjects.to_string();
    let port = if options.check { "0" } else { "8620" };
    let mut server = Run::new(house::yaoguang()?).args(["demo", "--subjects", &subjects, "--port", port, "--folder"]);
    server = server.args([&folder]).env("YAOGUANG_LOG", "warn");
    if options.check { server.args(["--check"]).show() } else { server.show() }
}

/// The step of `cargo xtask test`: both, unattended, with what the tests have built.
pub fn check() -> Result<(), Failure> {
    let options = Options { subjects: 30_000, check: true };
    perform(&options)?;
    bureau(&options)
}

fn perform(options: &Options) -> Result<(), Failure> {
    let folder = house::target()?.join("demo");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let stage = Stage { lots: house::lots()?, folder };
    let started = Instant::now();
    println!("在虚构的城市里走完一次双随机抽取，再试着作假。$ 后面的命令可在 {} 里照样运行，", stage.folder.display());
    println!("lots 就是 {}；命令加 --lang en 用英文回答。", stage.lots.display());
    println!(
        "A whole draw in a made-up city, and an attempt to cheat. Each command behind $ can be repeated in that folder;"
    );
    println!("lots is that program, and answers in English with --lang en.");
    stage.rosters(options)?;
    stage.open_journal()?;
    stage.draw()?;
    let result = stage.json("draw/result.json")?;
    let target = result["targets"].get(0).ok_or("nobody was drawn")?;
    stage.look_at_one(target)?;
    stage.by_hand(&result, target)?;
    stage.tamper(&result)?;
    stage.audit()?;
    stage.sql()?;
    let seconds = started.elapsed().as_secs();
    if !options.check {
        stage.farewell()?;
    }
    let entries = list(&stage.json("draw/journal.json")?, "entries").len();
    let teams = list(&result, "targets").iter().map(|target| list(target, "team").len()).sum::<usize>();
    println!(
        "demo: {} subjects in {} strata, {} targets, {teams} seats filled, {} open, level {}; {entries} journal entries, 2 witnesses; verified, tampering caught; {seconds} s",
        list(&result, "strata").iter().filter_map(|stratum| stratum["population"].as_u64()).sum::<u64>(),
        list(&result, "strata").len(),
        list(&result, "targets").len(),
        list(&result, "open").len(),
        result["level"]["level"],
    );
    Ok(())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> Result<&'a str, Failure> {
    value[key].as_str().ok_or_else(|| format!("result.json has no `{key}` where it should"))
}

impl Stage {
    /// A city's rosters, and how a dirty one is met.
    fn rosters(&self, options: &Options) -> Result<(), Failure> {
        say("1. 造一座城市：检查对象、执法检查人员、回避、方案", "A city: subjects, inspectors, recusals, a plan");
        let subjects = options.subjects.to_string();
        self.expect(0, &["sample", "city", "--subjects", &subjects, "--seed", "1", "--date", "today"])?;
        say(
            "2. 故意弄错的名录被拒绝：错在哪一行、为什么，都写进错误文件",
            "Rosters spoilt on purpose are refused: which row and why, also in an error file",
        );
        for (file, kind) in [("full-width", "subjects"), ("wrong-check", "subjects"), ("duplicate", "subjects")] {
            let roster = format!("city/dirty/{file}.csv");
            let errors = format!("{file}-errors.csv");
            self.expect(1, &["roster-check", &roster, "--as", kind, "--error-file", &errors])?;
            self.show_file(&errors)?;
        }
        Ok(())
    }

    /// A public journal, and two witnesses who sign only what continues what they saw.
    fn open_journal(&self) -> Result<(), Failure> {
        say(
            "3. 公开日志：只增不改的记录；纪检部门和行业协会各作一个见证方，只为没有改过的日志联署",
            "The journal, a record that only grows; the discipline office and an association witness that it was never rewritten",
        );
        let mut init = vec!["journal", "init", "journal", "--origin", "price.fushun.example/journal"];
        init.extend(PLACES);
        self.expect(0, &init)?;
        let mut policy = vec!["journal", "policy", "journal", "--quorum", "2", "--out", "policy.txt"];
        policy.extend(PLACES);
        let mut keys = Vec::new();
        for (folder, name) in WITNESSES {
            let answer = self.expect(0, &["witness", "init", folder, "--name", name])?;
            let key = answer.split_whitespace().find(|word| word.contains(&format!("{name}+")));
            keys.push(key.ok_or("the witness names no key")?.split('：').next_back().unwrap_or_default().to_owned());
        }
        keys.iter().for_each(|key| policy.extend(["--witness", key]));
        self.expect(0, &policy)?;
        Ok(())
    }

    /// Both witnesses cosign the journal as it is, `seen` entries after they last did, by files as they would without a network.
    fn witness(&self, seen: u64) -> Result<(), Failure> {
        let seen = seen.to_string();
        for (folder, _) in WITNESSES {
            let (request, answer) = (format!("{folder}-{seen}.request"), format!("{folder}-{seen}.answer"));
            let mut ask = vec!["journal", "request", "journal", "--for", &seen, "--out", &request];
            ask.extend(PLACES);
            self.expect(0, &ask)?;
            self.expect(0, &["witness", "sign", folder, &request, "--policy", "policy.txt", "--out", &answer])?;
            let mut take = vec!["journal", "cosign", "journal", &answer, "--policy", "policy.txt"];
            take.extend(PLACES);
            self.expect(0, &take)?;
        }
        let mut record = vec!["journal", "record", "journal", "--draw", "draw"];
        record.extend(PLACES);
        self.expect(0, &record)?;
        Ok(())
    }

    /// Commit, seed, draw, verify.
    fn draw(&self) -> Result<(), Failure> {
        say(
            "4. 锁定：随机数产生之前，先把名单、比例、取种办法固定下来，公布摘要 C",
            "Commit: before any randomness exists, rosters, rates and seed plan are fixed and their digest C published",
        );
        let mut commit = vec!["commit", "--plan", "city/plan.json", "--subjects", "city/subjects.csv"];
        commit.extend(["--excluded", "city/excluded.csv", "--inspectors", "city/inspectors.csv"]);
        commit.extend(["--recusals", "city/recusals.csv", "--out", "draw"]);
        commit.extend(JOURNAL);
        commit.extend(PLACES);
        self.expect(0, &commit)?;
        self.witness(0)?;
        say(
            "5. 取种：锁定以后，各方揭示数值，再加一期快乐8号码（演示用虚构号码），合成种子 S",
            "Seed: after the commit the parties reveal their values and a lottery is drawn (made up here); together they give S",
        );
        // The lottery of tomorrow is made up today, so the journal is told a time when it will be over.
        let plan = self.json("city/plan.json")?;
        let closes = list(&plan["seed_plan"], "sources").last().and_then(|source| source["closes"].as_str());
        let closed = closes.ok_or("the plan has no source")?;
        let mut seed = vec!["seed", "draw", "--entries", "city/entries.json", "--entered", closed];
        seed.extend(JOURNAL);
        seed.extend(PLACES);
        self.expect(0, &seed)?;
        say(
            "6. 抽取：签号由种子和企业代码算出，每层签号最小的被抽中；检查人员也由签号选派",
            "Draw: tickets follow from seed and code, the smallest of a stratum are drawn; inspectors are paired by tickets too",
        );
        let mut draw = vec!["draw", "draw", "--entered", closed];
        draw.extend(JOURNAL);
        draw.extend(PLACES);
        self.expect(0, &draw)?;
        self.witness(1)?;
        self.expect(0, &["bundle", "draw", "--edition", "auditor", "--out", "bundle.zip"])?;
        say(
            "7. 核验：审计版全部重算；公开版不含名单，能重算的重算，其余说明原因",
            "Verify: the auditor's edition in full; the public one as far as it goes, and it says how far",
        );
        self.expect(0, &["verify", "bundle.zip", "--policy", "policy.txt"])?;
        self.expect(0, &["bundle", "draw", "--edition", "public", "--out", "public.zip"])?;
        self.expect(0, &["verify", "public.zip"])?;
        Ok(())
    }

    /// What one business can find out about itself.
    fn look_at_one(&self, target: &Value) -> Result<(), Failure> {
        let id = text(target, "id")?;
        say(
            "8. 一家企业：它的分层、机会、签号，以及它自己的回执",
            "One business: its stratum, chance, ticket, and receipt",
        );
        let words = self.expect(0, &["explain", "draw", id])?;
        must(words.contains(text(target, "ticket")?), "explain doesn't name the ticket")?;
        self.expect(0, &["receipt", "draw", id, "--out", "receipt.json"])?;
        self.expect(0, &["verify", "receipt.json"])?;
        Ok(())
    }

    /// The same ticket with nothing but a shell.
    fn by_hand(&self, result: &Value, target: &Value) -> Result<(), Failure> {
        say("9. 不用本软件，只用 sha256sum 算同一个签号", "The same ticket with nothing but sha256sum");
        let seed = text(&result["seed"], "value")?;
        let id = text(target, "id")?;
        let key = self.shell(&format!("printf 'yaoguang/v1/subject\\n%s' {seed} | sha256sum"))?;
        let ticket = self.shell(&format!("printf %s {key}{id} | sha256sum"))?;
        must(ticket == text(target, "ticket")?, "sha256sum and the draw give different tickets")?;
        let stratum = text(target, "stratum")?;
        let strata = list(result, "strata").iter();
        let cutoff = strata.clone().find(|other| other["name"] == stratum).and_then(|other| other["cutoff"].as_str());
        println!(
            "   “{stratum}”层的入选线，签号不大于它即被抽中 (the cut-off: drawn if not above it): {}",
            cutoff.unwrap_or("?")
        );
        must(cutoff.is_some_and(|cutoff| ticket.as_str() <= cutoff), "a target lies beyond its cut-off")
    }

    /// One digit of the result changed.
    fn tamper(&self, result: &Value) -> Result<(), Failure> {
        say("10. 把结果里的一位数字改掉：核验指出是哪一项不对", "Change one digit of the result: it is caught");
        let target = list(result, "targets").last().ok_or("nobody was drawn")?;
        let ticket = text(target, "ticket")?;
        let last = if ticket.ends_with('0') { "1" } else { "0" };
        let changed = format!("{}{last}", &ticket[..63]);
        println!("$ cp -r draw tampered && sed -i s/{ticket}/{changed}/ tampered/result.json");
        self.copy("draw", "tampered")?;
        let original = self.read("tampered/result.json")?;
        fs::write(self.folder.join("tampered/result.json"), original.replace(ticket, &changed))
            .map_err(|e| e.to_string())?;
        self.expect(1, &["verify", "tampered"])?;
        let words = self.quiet(1, &["verify", "tampered", "--json"])?;
        // The answer lists every check; only the verdict names the one that fails.
        must(words.contains("\"verdict\":\"tickets\""), "verify names another check than `tickets`")
    }

    /// The journal, checked by its files alone, and one byte of it changed.
    fn audit(&self) -> Result<(), Failure> {
        say(
            "11. 审计公开日志：只凭文件核对；再改掉其中一个字节",
            "Audit the journal by its files alone; then change one byte of it",
        );
        let root = self.read("keys/root.vkey")?;
        self.expect(0, &["audit", "journal", "--policy", "policy.txt", "--root", root.trim()])?;
        println!("$ cp -r journal rewritten && (改动 rewritten/log/tile/entries/000.p/3 的一个字节 change one byte)");
        self.copy("journal", "rewritten")?;
        let path = self.folder.join("rewritten/log/tile/entries/000.p/3");
        let mut bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let last = bytes.len() - 30;
        bytes[last] ^= 1;
        fs::write(&path, bytes).map_err(|e| format!("{}: {e}", path.display()))?;
        self.expect(1, &["audit", "rewritten", "--policy", "policy.txt"])?;
        Ok(())
    }

    /// The draw as SQL.
    fn sql(&self) -> Result<(), Failure> {
        say("12. 同一次抽取写成 SQL，可在 PostgreSQL、DuckDB、Spark 上重算", "The same draw as SQL");
        for engine in ["postgresql", "duckdb", "spark"] {
            let statements = self.quiet(0, &["sql", "draw", "--for", engine])?;
            must(statements.contains("sha"), "the statements don't hash anything")?;
            self.write(&format!("draw-{engine}.sql"), &statements)?;
        }
        Ok(())
    }

    /// What to look at.
    fn farewell(&self) -> Result<(), Failure> {
        web::build()?;
        let page = house::root().join("web/verify/dist/verify.html");
        println!("\n看一看 Look at:");
        println!("  浏览器打开 {}，把 {} 拖进去", page.display(), self.folder.join("bundle.zip").display());
        println!(
            "  Open the page in a browser and drop bundle.zip on it; then change a digit in it and drop it again."
        );
        println!("  其余文件 the other files: {}", self.folder.display());
        Ok(())
    }

    /// Run the tool, print command and answer, and insist on the exit code.
    fn expect(&self, code: i32, arguments: &[&str]) -> Result<String, Failure> {
        println!("$ {}", Run::new("lots").args(arguments).line());
        let answer = self.quiet(code, arguments)?;
        let lines: Vec<&str> = answer.lines().collect();
        // What comes of it stands last, so what is left out is left out before that.
        let left_out = lines.len().saturating_sub(SHOWN);
        let (first, last) = lines.split_at(if left_out > 0 { SHOWN - LAST } else { lines.len() });
        first.iter().for_each(|line| println!("   {line}"));
        if left_out > 0 {
            println!("   … 略去 {left_out} 行 ({left_out} lines left out)");
        }
        last.iter().skip(left_out).for_each(|line| println!("   {line}"));
        Ok(answer)
    }

    fn quiet(&self, code: i32, arguments: &[&str]) -> Result<String, Failure> {
        let (answer, answered) = Run::new(&self.lots).args(arguments).in_folder(&self.folder).answer()?;
        if answered == code {
            return Ok(answer);
        }
        Err(format!("lots {}: exit code {answered}, expected {code}\n{answer}", arguments.join(" ")))
    }

    /// Run a line of shell and take the digest it prints.
    fn shell(&self, line: &str) -> Result<String, Failure> {
        println!("$ {line}");
        let answer = Run::new("sh").args(["-c", line]).in_folder(&self.folder).output()?;
        let digest = answer.split_whitespace().next().unwrap_or("").to_owned();
        println!("   {digest}");
        Ok(digest)
    }

    fn show_file(&self, name: &str) -> Result<(), Failure> {
        self.read(name)?.lines().take(4).for_each(|line| println!("   {}", line.trim_start_matches('\u{feff}')));
        Ok(())
    }

    fn read(&self, name: &str) -> Result<String, Failure> {
        fs::read_to_string(self.folder.join(name)).map_err(|e| format!("{name}: {e}"))
    }

    fn write(&self, name: &str, text: &str) -> Result<(), Failure> {
        fs::write(self.folder.join(name), text).map_err(|e| format!("{name}: {e}"))
    }

    fn json(&self, name: &str) -> Result<Value, Failure> {
        serde_json::from_str(&self.read(name)?).map_err(|e| format!("{name}: {e}"))
    }

    /// Copy a folder.
    fn copy(&self, from: &str, to: &str) -> Result<(), Failure> {
        let (from, to) = (self.folder.join(from), self.folder.join(to));
        copy_files(&from, &to).map_err(|e| format!("{}: {e}", to.display()))
    }
}

fn copy_files(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn say(chinese: &str, english: &str) {
    println!("\n{chinese}\n   {english}");
}

fn must(holds: bool, otherwise: &str) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
