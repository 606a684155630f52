//! Names found as they look: nobody sees which blank, bracket or width of letters a name was given.
//!
//! A name that people look for is kept a second time, [folded]; what they look for is folded likewise. So a search reads one column more and folds no name, however
//! many there are. Deliberately absent: words, initials and an index, which the registry has for its own search.

use lots_cli::roster::character::seen;
use sea_orm::{ColumnTrait, Condition};

/// What a name is compared without: blanks of every width, and the punctuation that names have.
const PASSED: &str = " \u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}\
    ()（）[]［］{}｛｝〔〕【】〖〗〈〉《》「」『』“”‘’＂＇\"'`、，,。．.｡､：:；;！!？?／/＼\\＆&＋+＃#＊*＠@％%＿_～~｜|＝=·・･•…-－‐‑‒–—―−";
/// How many characters are looked for; what is behind them isn't: names are shorter.
const MOST: usize = 40;

/// A text as it looks, in small letters, without what names are compared without: what a name is kept as, to be found by.
#[must_use]
pub fn folded(text: &str) -> String {
    seen(text).to_lowercase().chars().filter(|c| !PASSED.contains(*c)).collect()
}

/// The condition that what is looked for stands in a column of [folded] names. Nothing if nothing is left of it. Neither `%`, `_` nor `\` is, so that it is no
/// pattern.
#[must_use]
pub fn has<C: ColumnTrait>(column: C, q: &str) -> Option<Condition> {
    let sought: String = folded(q).chars().take(MOST).collect();
    (!sought.is_empty()).then(|| Condition::all().add(column.contains(sought)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_folded_as_it_looks() {
        for (text, expected) in [
            ("“大 福”ＫＴＶ（二店）", "大福ktv二店"),
            ("甲、乙《丙》", "甲乙丙"),
            ("100%_\\", "100"),
            ("Ⅱ号", "ii号"),
            (" 、“”", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn every_form_of_a_letter_is_one() {
        for name in ["大福KTV", "大福ktv", "大福ｋｔｖ", "大福ＫＴＶ", "大福ⓚⓣⓥ", "大·福 k-t-v"]
        {
            assert_eq!(folded(name), "大福ktv", "{name}");
        }
    }

    #[test]
    fn what_is_looked_for_is_no_pattern_and_has_an_end() {
        use sea_orm::{DbBackend, EntityTrait as _, QueryFilter as _, QueryTrait as _};

        use crate::app::journal::record::row::{Column, Entity};

        let asked = |q: &str| {
            let condition = has(Column::Kind, q)?;
            Some(Entity::find().filter(condition).build(DbBackend::Sqlite).to_string())
        };
        assert_eq!(asked(" %_\\“”"), None);
        assert!(asked("1%0_0").is_some_and(|sql| sql.ends_with(r#""kind" LIKE '%100%'"#)), "{:?}", asked("1%0_0"));
        let long = "长".repeat(MOST + 1);
        assert!(asked(&long).is_some_and(|sql| sql.matches('长').count() == MOST));
    }
}
