//! Whole draws by the command line, in a folder of their own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use lots::result::DrawResult;
use lots_cli::exit::Exit;
use tempfile::TempDir;

/// Run `lots` in English.
pub fn lots(arguments: &[&str]) -> Exit {
    let arguments = ["lots", "--lang", "en"].iter().chain(arguments).map(OsString::from);
    lots_cli::run(arguments, |_| None)
}

/// A finished draw.
pub struct Draw {
    scratch: TempDir,
    folder: PathBuf,
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a temporary folder has a plain name")
}

impl Draw {
    /// Commit, seed and draw from the inputs in `inputs`.
    fn make(scratch: TempDir, inputs: &Path, more: &[&str]) -> Self {
        let folder = scratch.path().join("draw");
        let input = |name: &str| inputs.join(name);
        let (plan, subjects, excluded) = (input("plan.json"), input("subjects.csv"), input("excluded.csv"));
        let (inspectors, recusals, entries) = (input("inspectors.csv"), input("recusals.csv"), input("entries.json"));
        let mut commit = vec!["commit", "--plan", text(&plan), "--subjects", text(&subjects)];
        commit.extend(["--excluded", text(&excluded), "--inspectors", text(&inspectors)]);
        commit.extend(["--recusals", text(&recusals), "--out", text(&folder)]);
        commit.extend(more);
        assert_eq!(lots(&commit), Exit::Fine);
        assert_eq!(lots(&["seed", text(&folder), "--entries", text(&entries)]), Exit::Fine);
        assert_eq!(lots(&["draw", text(&folder)]), Exit::Fine);
        Self { folder, scratch }
    }

    /// A made-up city's.
    pub fn of_city(subjects: u32) -> Self {
        let scratch = TempDir::new().unwrap();
        let city = scratch.path().join("city");
        assert_eq!(lots(&["sample", text(&city), "--subjects", &subjects.to_string()]), Exit::Fine);
        Self::make(scratch, &city, &[])
    }

    /// Chicago's food establishments (`examples/chicago`).
    #[allow(dead_code, reason = "not every test binary draws it")]
    pub fn of_chicago() -> Self {
        let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/chicago");
        Self::make(TempDir::new().unwrap(), &inputs, &["--ids", "any"])
    }

    /// Its folder, an auditor's bundle.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A place beside it.
    #[allow(dead_code, reason = "not every test binary writes files")]
    pub fn beside(&self, name: &str) -> PathBuf {
        self.scratch.path().join(name)
    }

    /// Its result.
    pub fn result(&self) -> DrawResult {
        DrawResult::from_text(&std::fs::read(self.folder.join("result.json")).unwrap()).unwrap()
    }
}
