//! Names found as they look, in SQL that both databases run: nobody sees which blank, bracket or width of letters a name was given.
//!
//! What is stored isn't folded, so the statement folds it: as [`seen`] does, as far as what is looked for needs it. Deliberately absent: words, initials and an
//! index, which the registry has for its own search.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use lots_cli::roster::character::seen;
use sea_orm::sea_query::{Expr, Func, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ExprTrait as _};

/// What a name is compared without: blanks of every width, and the punctuation that names have.
const PASSED: &str = " \u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{202f}\u{205f}\u{3000}\
    ()（）[]［］{}｛｝〔〕【】〖〗〈〉《》「」『』“”‘’＂＇\"'`、，,。．.｡､：:；;！!？?／/＼\\＆&＋+＃#＊*＠@％%＿_～~｜|＝=·・･•…-－‐‑‒–—―−";
/// The forms of letters and digits that stand in names: full-width ones, Roman numerals, numbers in circles and brackets, ℃ № ℡ and their like.
const FORMS: [RangeInclusive<char>; 4] =
    ['\u{ff10}'..='\u{ff5a}', '\u{2160}'..='\u{217f}', '\u{2460}'..='\u{24ff}', '\u{2100}'..='\u{214f}'];
/// How many characters are looked for; what is behind them isn't. Each letter or digit more makes the statement longer, and names are shorter.
const MOST: usize = 40;
/// How many of the characters that are looked for are looked for one by one first, since a name without one of them needn't be folded.
const FIRST: usize = 4;

/// A text as it looks, in small letters, without what names are compared without.
fn folded(text: &str) -> String {
    seen(text).to_lowercase().chars().filter(|c| !PASSED.contains(*c)).collect()
}

/// The capitals and forms that a stored name may have in place of what is looked for, and what each looks like.
fn forms(sought: &str) -> Vec<(char, String)> {
    let all = ('A'..='Z').chain(FORMS.into_iter().flatten());
    let looks = |c: char| (c, folded(c.encode_utf8(&mut [0; 4])));
    all.map(looks).filter(|(_, looks)| !looks.is_empty() && sought.contains(looks.as_str())).collect()
}

/// The condition that a column's name has what is looked for, but for blanks, punctuation, width and case. Nothing if nothing else is looked for.
#[must_use]
pub fn has<C: ColumnTrait>(column: C, q: &str) -> Option<Condition> {
    let sought: String = folded(q).chars().take(MOST).collect();
    if sought.is_empty() {
        return None;
    }
    // Han characters have no other form that a name may have, so each stands in the name as it is.
    let han: BTreeSet<char> = sought.chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).take(FIRST).collect();
    let each = han.into_iter().fold(Condition::all(), |all, c| all.add(column.contains(c.to_string())));
    let replaced = |name: SimpleExpr, (c, by): (char, String)| -> SimpleExpr {
        Func::cust("replace").arg(name).arg(c.to_string()).arg(by).into()
    };
    let whole: SimpleExpr = Expr::col(column.as_column_ref());
    let changes = PASSED.chars().map(|c| (c, String::new())).chain(forms(&sought));
    let name = changes.fold(whole, replaced);
    Some(each.add(name.like(format!("%{sought}%"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_folded_as_it_looks() {
        for (text, sought) in [
            ("“大 福”ＫＴＶ（二店）", "大福ktv二店"),
            ("甲、乙《丙》", "甲乙丙"),
            ("100%_\\", "100"),
            ("Ⅱ号", "ii号"),
            (" 、“”", ""),
        ] {
            assert_eq!(folded(text), sought, "{text}");
        }
    }

    #[test]
    fn only_the_forms_of_what_is_looked_for_are_replaced() {
        let of = |sought: &str| forms(sought).into_iter().map(|(c, _)| c).collect::<String>();
        assert_eq!(of("大福"), "");
        for c in ['K', 'ｋ', 'Ｋ', 'ⓚ'] {
            assert!(of("ktv").contains(c), "{c}");
        }
        assert!(of("ii").contains('Ⅱ') && !of("ktv").contains('Ⅱ'));
    }
}
