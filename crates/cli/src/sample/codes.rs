//! Valid 统一社会信用代码 (GB 32100-2015) with the organisation code inside them (GB 11714-1997).

use super::random::Random;
use crate::roster::uscc::{ALPHABET, complete};

/// Who registers a body, and what kind it is: the first two characters of its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// 企业.
    Company,
    /// 个体工商户.
    Trader,
    /// 农民专业合作社.
    Cooperative,
    /// 事业单位.
    Institution,
    /// 民办非企业单位.
    Private,
}

impl Kind {
    fn prefix(self) -> &'static str {
        match self {
            Self::Company => "91",
            Self::Trader => "92",
            Self::Cooperative => "93",
            Self::Institution => "12",
            Self::Private => "52",
        }
    }

    /// What a registry calls this kind.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Company => "企业",
            Self::Trader => "个体工商户",
            Self::Cooperative => "农民专业合作社",
            Self::Institution => "事业单位",
            Self::Private => "民办非企业单位",
        }
    }
}

/// A code for a body of this kind, registered in `region` (six digits of GB/T 2260) and founded in `year`.
///
/// Codes given since the reform of October 2015 begin their organisation code with `MA`, older ones are eight digits.
pub(super) fn code(random: &mut Random, kind: Kind, region: &str, year: u32) -> String {
    let mut body = String::from(if year >= 2016 { "MA" } else { "" });
    while body.len() < 8 {
        let digits_only = year < 2016;
        let choices = if digits_only { &ALPHABET[..10] } else { &ALPHABET[..] };
        body.push(char::from(*random.pick(choices)));
    }
    complete(&format!("{}{region}{body}", kind.prefix()))
        .expect("prefix, region and body are 16 characters of the alphabet")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_codes_hold_digits_and_new_ones_begin_with_ma() {
        let mut random = Random::new(1, "codes");
        let old = code(&mut random, Kind::Company, "210402", 1998);
        let new = code(&mut random, Kind::Trader, "210411", 2021);
        assert!(old.starts_with("91210402") && old[8..16].bytes().all(|c| c.is_ascii_digit()), "{old}");
        assert!(new.starts_with("92210411MA"), "{new}");
    }
}
