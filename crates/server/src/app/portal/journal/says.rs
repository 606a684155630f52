//! What entries say, in words. A slice has words for its kinds under `entry-<noun>-<verb>`, for its cases under `case-<kind>`, for its facts
//! under `fact-<case>-<name>`, or under `fact-<name>` where the name means the same everywhere.

use journal::entry::{Entry, Fact};
use lots::time::Time;

use crate::app::page::{self, Reader};
use crate::app::value::Timestamp;

/// What was done.
pub fn kind(reader: Reader, entry: &Entry) -> String {
    let kind = entry.kind().to_string();
    worded(reader, &format!("entry-{}", kind.replace('.', "-")), &kind)
}

/// In which role.
pub fn role(reader: Reader, entry: &Entry) -> String {
    let role = entry.actor().role.as_str();
    worded(reader, &format!("role-{role}"), role)
}

/// What it is on.
pub fn case(reader: Reader, entry: &Entry) -> String {
    let kind = entry.case().kind.as_str();
    worded(reader, &format!("case-{kind}"), kind)
}

/// The page on what it is on, where that has one for everybody.
pub fn place(entry: &Entry) -> Option<String> {
    let id = &entry.case().id;
    match entry.case().kind.as_str() {
        "draw" => Some(format!("/draws/{id}")),
        "disclosure" => Some(format!("/results/by-record/{id}")),
        _ => None,
    }
}

/// When.
pub fn time(reader: Reader, time: &Time) -> String {
    page::moment(reader, Timestamp(time.seconds().saturating_mul(1_000_000)))
}

/// A fact's name, which may mean something of its own in a kind of case.
pub fn fact_name(reader: Reader, entry: &Entry, name: &str) -> String {
    let own = format!("fact-{}-{name}", entry.case().kind);
    worded(reader, &own, &worded(reader, &format!("fact-{name}"), name))
}

/// A fact's value. A code's word may stand with the thing's other words.
pub fn fact(reader: Reader, entry: &Entry, name: &str, fact: &Fact) -> String {
    match fact {
        Fact::Digest(digest) => digest.to_string(),
        Fact::Integer(number) => number.to_string(),
        Fact::Time(at) => time(reader, at),
        Fact::Code(code) => {
            let case = &entry.case().kind;
            let keys = [format!("{case}-{name}-{code}"), format!("{case}-status-{code}"), format!("role-{code}")];
            let known = keys.into_iter().chain([format!("code-{code}")]).find(|key| reader.words.has(key));
            known.map_or_else(|| code.to_string(), |key| reader.say(&key))
        }
    }
}

fn worded(reader: Reader, key: &str, otherwise: &str) -> String {
    if reader.words.has(key) { reader.say(key) } else { otherwise.to_owned() }
}
