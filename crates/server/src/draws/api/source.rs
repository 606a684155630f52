//! What a source of a seed is called.

use lots::source::{Issue, Source};

use crate::app::page::Reader;
use crate::draws::store::party;

/// A source in words, as 快乐8第2026054期; its name as it stands, if it is none of the protocol's.
#[must_use]
pub fn in_words(reader: Reader, name: &str, parties: &[party::Model]) -> String {
    let issue = |key: &str, Issue { year, number }: Issue| {
        let issue = format!("{year}{number:03}");
        reader.words.say(key, &[("issue", &issue)])
    };
    match name.parse() {
        Ok(Source::Kl8(of)) => issue("draw-source-kl8", of),
        Ok(Source::Ssq(of)) => issue("draw-source-ssq", of),
        Ok(Source::Drand { round, .. }) => reader.words.say("draw-source-drand", &[("round", &round.to_string())]),
        Ok(Source::Reveal(code)) => {
            let code = code.to_string();
            let party =
                parties.iter().find(|party| party.code == code).map_or(code.as_str(), |party| party.name.as_str());
            reader.words.say("draw-source-reveal", &[("party", &party)])
        }
        Ok(Source::Dice { throws, faces }) => {
            reader.words.say("draw-source-dice", &[("throws", &throws), ("faces", &faces)])
        }
        Err(_) => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::words::Tongue;

    #[test]
    fn a_source_is_called_what_people_call_it() {
        let check = |name: &str, zh: &str, en: &str| {
            assert_eq!(in_words(Reader::new(Tongue::Zh), name, &[]), zh);
            assert_eq!(in_words(Reader::new(Tongue::En), name, &[]), en);
        };
        check("kl8:2026054", "快乐8第2026054期", "Kuaile 8, issue 2026054");
        check("ssq:2026007", "双色球第2026007期", "Shuangseqiu, issue 2026007");
        let chain = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
        check(&format!("drand:{chain}:4000000"), "drand 公共随机信标第4000000轮", "drand beacon, round 4000000");
        check("dice:20d6", "掷骰20次（6面）", "20 throws of a die with 6 faces");
        check("reveal:party-1", "揭示：party-1", "Revealed by party-1");
        check("abc", "abc", "abc");
    }
}
