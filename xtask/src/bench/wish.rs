//! What is asked for on the command line.

use crate::Failure;

pub(super) const HELP: &str = "\
cargo xtask bench [--rows N] [--rounds N] [--only draws|teams|chances|journal]
cargo xtask bench --only server|lists|import|portal|starts|campaign [--subjects N] [--rounds N] [--entries N]

  --rows N      rows of the roster (1000000); 180000000 takes 6 GB of disk, and the others much memory
  --rounds N    how often each program runs (5)
  --only PART   the draws, the teams, the scatter of chances or the journal by itself; without it these four.
                `server` is its lists, imports, portal, starts and draws (`campaign`), or one of them by itself: an hour and a half in all
  --subjects N  the largest registry (5000000, which takes 8 GB of disk); imports, starts and draws take at most a million
  --entries N   entries in the journal of the last start (100000); 0 leaves it out
";

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The draws, the teams, the chances and the journal.
    All,
    Draws,
    Teams,
    Chances,
    Journal,
    /// All that comes.
    Server,
    Lists,
    Import,
    Portal,
    Starts,
    Campaign,
}

/// The words for parts.
const PARTS: [(&str, Part); 10] = [
    ("draws", Part::Draws),
    ("teams", Part::Teams),
    ("chances", Part::Chances),
    ("journal", Part::Journal),
    ("server", Part::Server),
    ("lists", Part::Lists),
    ("import", Part::Import),
    ("portal", Part::Portal),
    ("starts", Part::Starts),
    ("campaign", Part::Campaign),
];

impl Part {
    pub(super) fn is_of_the_server(self) -> bool {
        matches!(self, Self::Server | Self::Lists | Self::Import | Self::Portal | Self::Starts | Self::Campaign)
    }
}

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) rows: u64,
    pub(super) rounds: u32,
    pub(super) subjects: u64,
    pub(super) entries: u64,
    pub(super) part: Part,
}

impl Wish {
    /// Nothing said.
    const NONE: Self = Self { rows: 1_000_000, rounds: 5, subjects: 5_000_000, entries: 100_000, part: Part::All };

    pub(super) fn wants(&self, part: Part) -> bool {
        let whole = if part.is_of_the_server() { Part::Server } else { Part::All };
        self.part == part || self.part == whole
    }
}

pub(super) fn parse(arguments: &[String]) -> Result<Wish, Failure> {
    let mut wish = Wish::NONE;
    let mut words = arguments.iter().map(String::as_str);
    while let Some(flag) = words.next() {
        let value = words.next().ok_or_else(|| format!("{flag} needs a value\n\n{HELP}"))?;
        match flag {
            "--rows" => wish.rows = positive(value)?,
            "--rounds" => {
                wish.rounds = u32::try_from(positive(value)?).map_err(|_| format!("{value} rounds are too many"))?;
            }
            "--subjects" => wish.subjects = positive(value)?,
            "--entries" if value == "0" => wish.entries = 0,
            "--entries" => wish.entries = positive(value)?,
            "--only" => {
                let known = PARTS.iter().find(|(word, _)| *word == value);
                wish.part = known.ok_or_else(|| format!("there is no part `{value}`\n\n{HELP}"))?.1;
            }
            _ => return Err(format!("`{flag} {value}` is not understood\n\n{HELP}")),
        }
    }
    Ok(wish)
}

fn positive(text: &str) -> Result<u64, Failure> {
    text.parse().ok().filter(|&n| n > 0).ok_or_else(|| format!("`{text}` is not a number above 0\n\n{HELP}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wish: Option<&Wish>) {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        assert_eq!(parse(&words).ok().as_ref(), wish, "{line}");
    }

    #[test]
    fn a_million_rows_unless_told_otherwise() {
        check("", Some(&Wish::NONE));
        check("--rows 10000000 --only draws", Some(&Wish { rows: 10_000_000, part: Part::Draws, ..Wish::NONE }));
        check("--only campaign", Some(&Wish { part: Part::Campaign, ..Wish::NONE }));
        check("--only teams --rounds 3", Some(&Wish { rounds: 3, part: Part::Teams, ..Wish::NONE }));
        check("--only starts --entries 0", Some(&Wish { entries: 0, part: Part::Starts, ..Wish::NONE }));
        check("--subjects 30000 --only lists", Some(&Wish { subjects: 30_000, part: Part::Lists, ..Wish::NONE }));
    }

    #[test]
    fn the_server_is_asked_for_by_its_name() {
        let asked = |part| Wish { part, ..Wish::NONE };
        assert!(asked(Part::All).wants(Part::Journal) && !asked(Part::All).wants(Part::Lists));
        assert!(asked(Part::Server).wants(Part::Lists) && !asked(Part::Server).wants(Part::Journal));
        assert!(asked(Part::Lists).wants(Part::Lists) && !asked(Part::Lists).wants(Part::Portal));
    }

    #[test]
    fn nonsense_is_refused() {
        check("--rows 0", None);
        check("--rows many", None);
        check("--rows", None);
        check("--only pictures", None);
        check("--entries few", None);
    }
}
