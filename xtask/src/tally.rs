//! Adds up what the test runners say in their closing lines.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that hold.
    pub passed: u64,
    /// Tests that don't.
    pub failed: u64,
}

impl Tally {
    /// Take in one line of a runner's output; lines that close nothing count nothing.
    ///
    /// Understood are Rust's `test result: ok. 12 passed; 0 failed; …` and Node's `# pass 12` or `ℹ pass 12` with their `fail`.
    pub fn hear(&mut self, line: &str) {
        if let Some(rest) = line.strip_prefix("test result: ") {
            self.passed += number_before(rest, "passed");
            self.failed += number_before(rest, "failed");
        } else if let Some(rest) = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ ")) {
            self.passed += number_after(rest, "pass ");
            // A test cancelled by another's failure, or skipped, does not hold either.
            for word in ["fail ", "cancelled ", "skipped ", "todo "] {
                self.failed += number_after(rest, word);
            }
        }
    }

    /// Put another tally's numbers to these.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split([' ', ';']).filter(|word| !word.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

fn number_after(text: &str, word: &str) -> u64 {
    text.strip_prefix(word).and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, passed: u64, failed: u64) {
        let mut tally = Tally::default();
        output.lines().for_each(|line| tally.hear(line));
        assert_eq!(tally, Tally { passed, failed });
    }

    #[test]
    fn closing_lines_are_counted_and_others_are_not() {
        check("test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.1s", 12, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check("# tests 9\n# pass 8\n# fail 1\n# cancelled 0", 8, 1);
        check("ℹ tests 4\nℹ pass 4\nℹ fail 0\nℹ skipped 0", 4, 0);
        check("test passes_3 ... ok\nok 1 - pass 3\n# Subtest: pass 5 seeds\n    # pass 7", 0, 0);
    }

    #[test]
    fn what_did_not_run_does_not_hold() {
        check("# pass 8\n# cancelled 2\n# skipped 1", 8, 3);
    }
}
