//! Codes of the national standards with their names.
//!
//! Industries have names down to their divisions (大类, GB/T 4754), regions those of provinces and of the demonstration's city (GB/T 2260).
//! Deliberately absent: names of the rest, which change every year. A code without a name stands as it is.

use crate::app::page::Reader;
use crate::subjects::rules::industry::bare;

/// An industry by the name of its division, or of its section where the code says no more.
#[must_use]
pub fn industry(reader: Reader, code: &str) -> String {
    let code = bare(code);
    let known = code.get(..2).or_else(|| code.get(..1)).unwrap_or_default();
    named(reader, &format!("industry-{known}"), code)
}

/// A region by its name: `21`, `2100` and `210000` are one.
#[must_use]
pub fn region(reader: Reader, code: &str) -> String {
    let mut known = code;
    while let Some(shorter) = known.strip_suffix("00") {
        known = shorter;
    }
    named(reader, &format!("region-{known}"), code)
}

fn named(reader: Reader, key: &str, code: &str) -> String {
    if !reader.words.has(key) {
        return code.to_owned();
    }
    reader.words.say("code-named", &[("name", &reader.say(key)), ("code", &code)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::Tongue;

    #[test]
    fn a_code_stands_beside_its_name_and_alone_where_it_has_none() {
        let (zh, en) = (Reader::new(Tongue::Zh), Reader::new(Tongue::En));
        assert_eq!(
            ["52", "F52", "F5212", "F", "5"].map(|code| industry(zh, code)),
            ["零售业（52）", "零售业（52）", "零售业（5212）", "批发和零售业（F）", "5",]
        );
        assert_eq!((industry(en, "6210"), industry(zh, "")), ("Catering (6210)".to_owned(), String::new()));
        assert_eq!(
            ["210402", "210400", "2104", "210000", "330106"].map(|code| region(zh, code)),
            ["新抚区（210402）", "抚顺市（210400）", "抚顺市（2104）", "辽宁省（210000）", "330106",]
        );
    }
}
