//! How a text is found by any part of it, on both databases: by its pairs of neighbouring characters.
//!
//! 抚顺食品 becomes the words 抚顺, 顺食, 食品, 品. Any part of two or more characters is then a phrase of such words, and any single
//! character the beginning of one; the last character stands alone too, so that a phrase never runs over from one text into
//! the next. Only what both databases take for letters and digits is kept; in particular punctuation is passed over, in the text and
//! in what is searched for alike.

use lots_cli::roster::character::seen;
use pinyin::ToPinyin as _;

/// The most terms of a search: what stands behind them is passed over.
const TERMS: usize = 5;
/// The most characters of a term.
const TERM: usize = 40;
/// The fewest characters of a term that is looked for among codes.
const CODE: usize = 3;
/// How many characters a code has that is written in groups: a 统一社会信用代码, and 注册号 of digits alone.
const WHOLE: [usize; 3] = [18, 15, 13];

/// The characters that count, in the form that is compared: as they look ([`seen`]), so half-width too, and in lower case.
pub fn folded(text: &str) -> impl Iterator<Item = char> {
    let counted = |c: char| Some(c.to_ascii_lowercase()).filter(|&c| counts(c));
    let folded: Vec<char> = seen(text).chars().filter_map(counted).collect();
    folded.into_iter()
}

/// Letters and digits of ASCII, and Han characters up to extension D: those the older of the two tokenizers knows.
fn counts(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '〇' | '\u{3400}'..='\u{4db5}' | '\u{4e00}'..='\u{9fcc}' | '\u{20000}'..='\u{2a6d6}' | '\u{2a700}'..='\u{2b81d}')
}

/// The words under which texts are found, in order.
#[must_use]
pub fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words = Vec::new();
    for text in texts {
        let characters: Vec<char> = folded(text).collect();
        words.extend(characters.windows(2).map(String::from_iter));
        words.extend(characters.last().map(char::to_string));
    }
    words
}

/// The first letters of a name's syllables: 抚顺食品 is `fssp`. Letters and digits stay.
#[must_use]
pub fn initials(name: &str) -> String {
    let first = |c: char| match c.to_pinyin() {
        Some(syllable) => syllable.first_letter().chars().next(),
        None => c.is_ascii_alphanumeric().then_some(c),
    };
    folded(name).filter_map(first).collect()
}

/// What a subject is found by: its name, its address, the initials of its name.
#[must_use]
pub fn of_subject(name: &str, address: &str) -> Vec<String> {
    let initials = initials(name);
    words([name, address, &initials])
}

/// A number that is equal where name and address are, but for punctuation, width, case, and characters that nobody sees or that are forms of others.
///
/// FNV-1a of 64 bits, written out so that it is the same in every version: it stands in a column.
#[must_use]
pub fn likeness(name: &str, address: &str) -> i64 {
    let characters = folded(name).chain(std::iter::once('\n')).chain(folded(address));
    let hash = characters
        .flat_map(|c| u32::from(c).to_be_bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    i64::from_be_bytes(hash.to_be_bytes())
}

/// One term of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// One character: the beginning of a word.
    Beginning(String),
    /// Words that stand one behind the other.
    Phrase(Vec<String>),
}

/// What somebody searches for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// All of these must be found.
    pub terms: Vec<Term>,
    /// Or a code that begins or ends so, in capitals.
    pub code: Option<String>,
}

/// Read a search: terms between blanks. A code that is typed or copied in groups is one term.
#[must_use]
pub fn read(q: &str) -> Search {
    let joined = whole_code(q);
    let q = joined.as_deref().unwrap_or(q);
    let parts: Vec<&str> = q.split_whitespace().take(TERMS).collect();
    let terms = parts.iter().filter_map(|part| term(part)).collect();
    let code = match parts.as_slice() {
        [one] => as_code(one),
        _ => None,
    };
    Search { terms, code }
}

fn term(part: &str) -> Option<Term> {
    let characters: Vec<char> = folded(part).take(TERM).collect();
    match characters.len() {
        0 => None,
        1 => Some(Term::Beginning(characters[0].to_string())),
        _ => Some(Term::Phrase(characters.windows(2).map(String::from_iter).collect())),
    }
}

/// The code that the parts between blanks make together, if it has a code's length and characters.
fn whole_code(q: &str) -> Option<String> {
    let code = as_code(&q.split_whitespace().collect::<String>())?;
    let digits = code.bytes().all(|b| b.is_ascii_digit());
    let form = code.bytes().all(|b| b.is_ascii_alphanumeric()) && code.bytes().any(|b| b.is_ascii_digit());
    (form && WHOLE.contains(&code.len()) && (code.len() == WHOLE[0] || digits)).then_some(code)
}

fn as_code(part: &str) -> Option<String> {
    let code = seen(part).to_ascii_uppercase();
    let form = code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (form && (CODE..=TERM).contains(&code.len())).then_some(code)
}

impl Search {
    /// Whether there is nothing in it that could be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.code.is_none()
    }

    /// As SQLite's FTS5 takes it.
    #[must_use]
    pub fn fts5(&self) -> String {
        let one = |term: &Term| match term {
            Term::Beginning(word) => format!("\"{word}\" *"),
            Term::Phrase(words) => format!("\"{}\"", words.join(" ")),
        };
        self.terms.iter().map(one).collect::<Vec<_>>().join(" AND ")
    }

    /// As PostgreSQL's `tsquery`.
    #[must_use]
    pub fn tsquery(&self) -> String {
        let one = |term: &Term| match term {
            Term::Beginning(word) => format!("'{word}':*"),
            Term::Phrase(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
                format!("({})", quoted.join(" <-> "))
            }
        };
        self.terms.iter().map(one).collect::<Vec<_>>().join(" & ")
    }

    /// Whether words are found by its terms: what both databases do, said plainly.
    #[must_use]
    pub fn finds(&self, words: &[String]) -> bool {
        self.terms.iter().all(|term| match term {
            Term::Beginning(begin) => words.iter().any(|word| word.starts_with(begin)),
            Term::Phrase(phrase) => words.windows(phrase.len()).any(|run| run == phrase),
        })
    }
}

/// Words as PostgreSQL's `tsvector`, each with its place.
#[must_use]
pub fn tsvector(words: &[String]) -> String {
    let placed: Vec<String> = words.iter().enumerate().map(|(at, word)| format!("'{word}':{}", at + 1)).collect();
    placed.join(" ")
}
