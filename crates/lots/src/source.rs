//! Sources of a seed: public lotteries, drand, reveals, dice (`spec/draw.md`, section 3.1).
//!
//! A source has a name and a value in normal form. Both are parsed strictly here; [`Source::normalise`] is the lenient way
//! in, for what people type.

use std::fmt;
use std::str::FromStr;

use crate::hash::{Digest, parse_hex};
use crate::name::PersonCode;
use crate::time::{Date, Time, Weekday};

/// An issue (期号) of a lottery: the year and its number within the year, `YYYYNNN`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// The year of the draw.
    pub year: i64,
    /// The number within the year, from 1.
    pub number: i64,
}

/// What a seed's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// 快乐8: 20 of 80 numbers, drawn daily.
    Kl8(Issue),
    /// 双色球: 6 of 33 and 1 of 16, drawn on Tuesdays, Thursdays and Sundays.
    Ssq(Issue),
    /// A round of a drand chain.
    Drand {
        /// The chain's hash.
        chain: Digest,
        /// The round, from 1.
        round: u64,
    },
    /// A party's value, hashed in the commitment.
    Reveal(PersonCode),
    /// Dice thrown in public.
    Dice {
        /// How many throws, 1–200.
        throws: u8,
        /// How many faces, 2–10.
        faces: u8,
    },
}

/// Why a value can't be that of its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// So many numbers or characters were expected, so many found.
    Count {
        /// What the source has.
        expected: usize,
        /// What was given.
        found: usize,
    },
    /// A number outside 1 to `most` (for ten-sided dice 0–9).
    Range {
        /// As it was typed.
        number: String,
        /// The greatest possible number.
        most: u8,
    },
    /// The same number twice among numbers that are drawn without replacement.
    Twice(u8),
    /// Not a number, or not lower-case hex.
    Character(String),
    /// Right numbers, but not in normal form: this would be it.
    NotNormal(String),
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Range { number, most } => write!(f, "{number} can't come up: the greatest is {most}"),
            Self::Twice(number) => write!(f, "{number} stands twice"),
            Self::Character(text) => write!(f, "{text:?} is not a number of this source"),
            Self::NotNormal(normal) => write!(f, "not in normal form, which is {normal:?}"),
        }
    }
}

impl std::error::Error for ValueError {}

/// A drand chain whose rounds this protocol knows (section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// The chain's hash, which is its name.
    pub hash: &'static str,
    /// The time of round 1, in seconds since 1970.
    pub genesis: i64,
    /// Seconds between rounds.
    pub period: i64,
    /// The group's public key in hex.
    pub public_key: &'static str,
    /// Whether a round's message includes the signature before it (scheme `pedersen-bls-chained`).
    pub chained: bool,
}

/// The chains this protocol knows: quicknet and default.
pub const CHAINS: [Chain; 2] = [
    Chain {
        hash: "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971",
        genesis: 1_692_803_367,
        period: 3,
        public_key: "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d106451\
                     0d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
        chained: false,
    },
    Chain {
        hash: "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce",
        genesis: 1_595_431_050,
        period: 30,
        public_key: "868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31",
        chained: true,
    },
];

impl Chain {
    /// The chain of this hash, if it is known.
    #[must_use]
    pub fn known(hash: &Digest) -> Option<&'static Self> {
        CHAINS.iter().find(|chain| chain.hash.as_bytes() == hash.hex())
    }

    /// The time of a round, in seconds since 1970.
    #[must_use]
    pub fn round_time(&self, round: u64) -> Option<i64> {
        let rounds = i64::try_from(round.checked_sub(1)?).ok()?;
        rounds.checked_mul(self.period)?.checked_add(self.genesis)
    }

    /// The first round at or after an instant.
    #[must_use]
    pub fn first_round_from(&self, seconds: i64) -> u64 {
        let behind = (seconds - self.genesis).max(0);
        u64::try_from((behind + self.period - 1) / self.period).map_or(1, |rounds| rounds + 1)
    }
}

/// Days on which no issue was drawn in a year, at the most: 快乐8 (days) and 双色球 (draws).
const KL8_CLOSED_DAYS: i64 = 40;
const SSQ_CLOSED_DRAWS: i64 = 18;

impl Issue {
    fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 7 && text.bytes().all(|b| b.is_ascii_digit());
        let issue = Self { year: text.get(..4)?.parse().ok()?, number: text.get(4..)?.parse().ok()? };
        (digits && issue.year >= 2000 && issue.number >= 1).then_some(issue)
    }

    fn plausible_kl8(self, date: Date) -> bool {
        let day = date.day_of_year();
        self.year == date.year() && self.number <= day && self.number >= day - KL8_CLOSED_DAYS
    }

    fn plausible_ssq(self, date: Date) -> bool {
        let draws = |d: Date| matches!(d.weekday(), Weekday::Tuesday | Weekday::Thursday | Weekday::Sunday);
        let so_far = i64::try_from(date.year_to_date().filter(|&d| draws(d)).count()).unwrap_or(i64::MAX);
        let in_range = self.number <= so_far && self.number >= so_far - SSQ_CLOSED_DRAWS;
        self.year == date.year() && draws(date) && in_range
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:03}", self.year, self.number)
    }
}

impl Source {
    /// Whether it comes into being in public, whoever wants what: a lottery or drand.
    #[must_use]
    pub fn is_beacon(&self) -> bool {
        matches!(self, Self::Kl8(_) | Self::Ssq(_) | Self::Drand { .. })
    }

    /// Whether two different persons must enter the value.
    #[must_use]
    pub fn needs_double_entry(&self) -> bool {
        matches!(self, Self::Kl8(_) | Self::Ssq(_) | Self::Dice { .. })
    }

    /// How many outcomes are possible, at most `u128::MAX`; `None` for a reveal, which counts by honesty.
    #[must_use]
    pub fn outcomes(&self) -> Option<u128> {
        match self {
            // C(80, 20) and C(33, 6)·16.
            Self::Kl8(_) => Some(3_535_316_142_212_174_320),
            Self::Ssq(_) => Some(17_721_088),
            Self::Drand { .. } => Some(u128::MAX),
            Self::Dice { throws, faces } => Some(u128::from(*faces).saturating_pow(u32::from(*throws))),
            Self::Reveal(_) => None,
        }
    }

    /// Whether an issue or round fits its close and the standing delay after the commit.
    #[must_use]
    pub fn is_plausible(&self, closes: &Time, committed: &Time, delay_s: i64) -> bool {
        match self {
            Self::Kl8(issue) => issue.plausible_kl8(closes.beijing_date()),
            Self::Ssq(issue) => issue.plausible_ssq(closes.beijing_date()),
            Self::Drand { chain, round } => Chain::known(chain).is_none_or(|chain| {
                *round == chain.first_round_from(committed.seconds() + delay_s)
                    && chain.round_time(*round) == Some(closes.seconds())
            }),
            Self::Reveal(_) | Self::Dice { .. } => true,
        }
    }

    /// Whether `value` is in this source's normal form.
    ///
    /// # Errors
    /// [`ValueError`] says what can't be, or what the normal form would be.
    pub fn check(&self, value: &str) -> Result<(), ValueError> {
        let normal = self.normalise(value)?;
        if normal == value { Ok(()) } else { Err(ValueError::NotNormal(normal)) }
    }

    /// The normal form of what somebody typed: any separators, any order.
    ///
    /// # Errors
    /// [`ValueError`] names an impossible value: a number twice, 81, too few.
    ///
    /// ```
    /// use lots::source::Source;
    /// let ssq: Source = "ssq:2026026".parse()?;
    /// assert_eq!(ssq.normalise("33、3,9,11,25,18 + 7").unwrap(), "03 09 11 18 25 33+07");
    /// # Ok::<(), lots::source::NotASource>(())
    /// ```
    pub fn normalise(&self, typed: &str) -> Result<String, ValueError> {
        match self {
            Self::Kl8(_) => Ok(spaced(&distinct(numbers(typed)?, 20, 80)?)),
            Self::Ssq(_) => {
                let all = numbers(typed)?;
                if all.len() != 7 {
                    return Err(ValueError::Count { expected: 7, found: all.len() });
                }
                let (red, blue) = all.split_at(6);
                let blue = distinct(blue.to_vec(), 1, 16)?;
                Ok(format!("{}+{:02}", spaced(&distinct(red.to_vec(), 6, 33)?), blue[0]))
            }
            Self::Drand { .. } | Self::Reveal(_) => match parse_hex::<32>(typed) {
                Ok(_) => Ok(typed.to_owned()),
                Err(_) if typed.len() == 64 => Err(ValueError::Character(typed.to_owned())),
                Err(_) => Err(ValueError::Count { expected: 64, found: typed.chars().count() }),
            },
            Self::Dice { throws, faces } => dice(typed, *throws, *faces),
        }
    }
}

/// The numbers in a text, as typed, whatever separates them.
fn numbers(typed: &str) -> Result<Vec<String>, ValueError> {
    const SEPARATORS: [char; 10] = [' ', ',', '，', '、', '+', '\t', '|', ';', '；', '＋'];
    let words = typed.split(SEPARATORS).filter(|word| !word.is_empty());
    words
        .map(|word| {
            let digits = word.bytes().all(|b| b.is_ascii_digit());
            if digits { Ok(word.to_owned()) } else { Err(ValueError::Character(word.to_owned())) }
        })
        .collect()
}

fn distinct(numbers: Vec<String>, count: usize, most: u8) -> Result<Vec<u8>, ValueError> {
    if numbers.len() != count {
        return Err(ValueError::Count { expected: count, found: numbers.len() });
    }
    let mut drawn = Vec::with_capacity(count);
    for number in numbers {
        match number.parse::<u8>() {
            Ok(value) if (1..=most).contains(&value) && number.len() <= 2 => drawn.push(value),
            _ => return Err(ValueError::Range { number, most }),
        }
    }
    drawn.sort_unstable();
    match drawn.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(ValueError::Twice(pair[0])),
        None => Ok(drawn),
    }
}

fn spaced(numbers: &[u8]) -> String {
    numbers.iter().map(|n| format!("{n:02}")).collect::<Vec<_>>().join(" ")
}

fn dice(typed: &str, throws: u8, faces: u8) -> Result<String, ValueError> {
    let thrown: String = typed.chars().filter(|c| !matches!(c, ' ' | ',' | '，' | '、')).collect();
    let allowed = if faces == 10 { 0..=9 } else { 1..=u32::from(faces) };
    for c in thrown.chars() {
        match c.to_digit(10) {
            None => return Err(ValueError::Character(c.to_string())),
            Some(digit) if !allowed.contains(&digit) => {
                return Err(ValueError::Range { number: c.to_string(), most: faces.min(9) });
            }
            Some(_) => {}
        }
    }
    let found = thrown.len();
    if found == usize::from(throws) { Ok(thrown) } else { Err(ValueError::Count { expected: throws.into(), found }) }
}

/// The text names no source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotASource;

impl fmt::Display for NotASource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected kl8:YYYYNNN, ssq:YYYYNNN, drand:<chain>:<round>, reveal:<party> or dice:<n>d<faces>")
    }
}

impl std::error::Error for NotASource {}

/// A decimal number without leading zeros within a range.
fn decimal(text: &str, range: std::ops::RangeInclusive<u64>) -> Result<u64, NotASource> {
    let plain = text.bytes().all(|b| b.is_ascii_digit()) && !text.starts_with('0');
    let value = text.parse().ok().filter(|value| plain && range.contains(value));
    value.ok_or(NotASource)
}

fn byte(text: &str, range: std::ops::RangeInclusive<u64>) -> Result<u8, NotASource> {
    u8::try_from(decimal(text, range)?).map_err(|_| NotASource)
}

impl FromStr for Source {
    type Err = NotASource;

    fn from_str(name: &str) -> Result<Self, NotASource> {
        match name.split_once(':').ok_or(NotASource)? {
            ("kl8", issue) => Issue::parse(issue).map(Self::Kl8).ok_or(NotASource),
            ("ssq", issue) => Issue::parse(issue).map(Self::Ssq).ok_or(NotASource),
            ("reveal", party) => party.parse().map(Self::Reveal).map_err(|_| NotASource),
            ("drand", rest) => {
                let (chain, round) = rest.split_once(':').ok_or(NotASource)?;
                let chain = chain.parse().map_err(|_| NotASource)?;
                Ok(Self::Drand { chain, round: decimal(round, 1..=crate::canonical::MAX_INTEGER)? })
            }
            ("dice", rest) => {
                let (throws, faces) = rest.split_once('d').ok_or(NotASource)?;
                Ok(Self::Dice { throws: byte(throws, 1..=200)?, faces: byte(faces, 2..=10)? })
            }
            _ => Err(NotASource),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Kl8(issue) => write!(f, "kl8:{issue}"),
            Self::Ssq(issue) => write!(f, "ssq:{issue}"),
            Self::Drand { chain, round } => write!(f, "drand:{chain}:{round}"),
            Self::Reveal(party) => write!(f, "reveal:{party}"),
            Self::Dice { throws, faces } => write!(f, "dice:{throws}d{faces}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, typed: &str, expected: Result<&str, ValueError>) {
        let source: Source = name.parse().unwrap();
        assert_eq!(source.to_string(), name);
        assert_eq!(source.normalise(typed), expected.map(str::to_owned), "{name} = {typed}");
    }

    #[test]
    fn kl8_values_are_put_in_normal_form_or_refused() {
        let normal = "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 80";
        check("kl8:2026058", normal, Ok(normal));
        check("kl8:2026058", "80,1,2,3,4,5,6,7,8,9,10 11、12 13 14 15 16 17 18 19", Ok(normal));
        check("kl8:2026058", &normal.replace("80", "81"), Err(ValueError::Range { number: "81".into(), most: 80 }));
        check("kl8:2026058", &normal.replace("80", "19"), Err(ValueError::Twice(19)));
        check("kl8:2026058", &normal.replace("80", "0"), Err(ValueError::Range { number: "0".into(), most: 80 }));
        check("kl8:2026058", &normal.replace(" 80", ""), Err(ValueError::Count { expected: 20, found: 19 }));
        check("kl8:2026058", &normal.replace("80", "8o"), Err(ValueError::Character("8o".into())));
        let source: Source = "kl8:2026058".parse().unwrap();
        assert_eq!(source.check(&normal.replace(' ', ",")), Err(ValueError::NotNormal(normal.into())));
    }

    #[test]
    fn ssq_dice_and_hex_values() {
        check("ssq:2026026", "03 09 11 18 25 33+07", Ok("03 09 11 18 25 33+07"));
        check("ssq:2026026", "03 09 11 18 25 34+07", Err(ValueError::Range { number: "34".into(), most: 33 }));
        check("ssq:2026026", "03 09 11 18 25 33+17", Err(ValueError::Range { number: "17".into(), most: 16 }));
        check("ssq:2026026", "03 09 11 18 25 33+03", Ok("03 09 11 18 25 33+03"));
        check("dice:4d6", "1 2 6 6", Ok("1266"));
        check("dice:4d6", "1270", Err(ValueError::Range { number: "7".into(), most: 6 }));
        check("dice:3d10", "090", Ok("090"));
        check("dice:3d6", "12", Err(ValueError::Count { expected: 3, found: 2 }));
        let hex = "0123456789abcdef".repeat(4);
        check("reveal:discipline", &hex, Ok(&hex));
        check("reveal:discipline", &hex.to_uppercase(), Err(ValueError::Character(hex.to_uppercase())));
        check("reveal:discipline", "00", Err(ValueError::Count { expected: 64, found: 2 }));
    }

    #[test]
    fn impossible_names_are_refused() {
        for name in [
            "kl8:202605",
            "kl8:2026000",
            "kl8:1999001",
            "ssq:20260260",
            "kl8:２026058",
            "dice:0d6",
            "dice:4d1",
            "dice:4d11",
            "dice:201d6",
            "dice:04d6",
            "dice:6",
            "reveal:",
            "reveal:Ann",
            "drand:00:1",
            "lotto:2026001",
            "kl8",
            "",
        ] {
            assert_eq!(name.parse::<Source>(), Err(NotASource), "{name}");
        }
        let chain = CHAINS[0].hash;
        assert_eq!(format!("drand:{chain}:0").parse::<Source>(), Err(NotASource));
        assert!(format!("drand:{chain}:1000").parse::<Source>().is_ok());
    }

    #[test]
    fn an_issue_fits_its_close() {
        let fits = |name: &str, closes: &str| {
            let (closes, committed) = (closes.parse().unwrap(), "2026-01-01T00:00:00+08:00".parse().unwrap());
            name.parse::<Source>().unwrap().is_plausible(&closes, &committed, 0)
        };
        // 5 March is day 64; 1 March 2026 is a Sunday.
        assert!(fits("kl8:2026064", "2026-03-05T21:00:00+08:00"));
        assert!(fits("kl8:2026024", "2026-03-05T21:00:00+08:00"));
        assert!(!fits("kl8:2026065", "2026-03-05T21:00:00+08:00"));
        assert!(!fits("kl8:2026023", "2026-03-05T21:00:00+08:00"));
        assert!(!fits("kl8:2025064", "2026-03-05T21:00:00+08:00"));
        assert!(fits("ssq:2026026", "2026-03-01T21:00:00+08:00"));
        assert!(!fits("ssq:2026027", "2026-03-01T21:00:00+08:00"));
        assert!(!fits("ssq:2026026", "2026-03-02T21:00:00+08:00"));
    }

    #[test]
    fn rounds_and_times_of_drand_agree() {
        for chain in &CHAINS {
            assert_eq!(Chain::known(&chain.hash.parse().unwrap()), Some(chain));
            for round in [1, 2, 1000] {
                let time = chain.round_time(round).unwrap();
                assert_eq!(chain.first_round_from(time), round);
                assert_eq!(chain.first_round_from(time + 1), round + 1);
            }
            assert_eq!(chain.first_round_from(0), 1);
            assert_eq!(chain.round_time(0), None);
        }
    }
}
