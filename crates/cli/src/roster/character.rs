//! Characters that make two texts look the same, or a text look like nothing: such as nobody sees, such as nobody defined, and second forms of Han characters.
//!
//! Source: the Unicode Character Database, by `unicode-properties` and `unicode-normalization`; `Default_Ignorable_Code_Point` of `DerivedCoreProperties.txt`
//! and `EquivalentUnifiedIdeograph.txt` stand here, since no crate that we have has them. Han characters themselves, however rare, are what they are: 𠮷, 㐂, 〇.
//! Deliberately absent: letters of different scripts that look alike, such as 二 and the katakana ニ; they are different letters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

/// What a character is to somebody who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Character {
    /// Itself.
    Plain,
    /// Nothing: nobody sees it.
    Invisible,
    /// Another form of this Han character: a compatibility ideograph, a radical, a stroke.
    Form(char),
    /// Of no meaning that everybody shares: private use, unassigned, a part of a Han character that stands for none.
    Undefined,
    /// A mark on the character before it that no name has: an accent by itself, a ring around. The vowels of Tibetan are letters to whoever reads.
    Mark,
    /// A symbol that no name has: musical notes, pictures, accents that stand alone.
    Symbol,
}

impl Character {
    /// Of a character. Control characters are [`Self::Plain`] here: whoever reads a line refuses them by themselves.
    #[must_use]
    pub fn of(c: char) -> Self {
        match c {
            _ if is_usual(c) => Self::Plain,
            _ if is_invisible(c) => Self::Invisible,
            _ if may_be_form(c) => form(c),
            _ => match c.general_category() {
                GeneralCategory::Format | GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => {
                    Self::Invisible
                }
                GeneralCategory::PrivateUse | GeneralCategory::Unassigned | GeneralCategory::Surrogate => {
                    Self::Undefined
                }
                GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark if !is_tibetan(c) => Self::Mark,
                GeneralCategory::OtherSymbol | GeneralCategory::ModifierSymbol if !is_known_symbol(c) => Self::Symbol,
                _ if is_notation(c) => Self::Symbol,
                _ => Self::Plain,
            },
        }
    }

    /// What stays of a character in a clean text.
    #[must_use]
    pub fn clean(c: char) -> Option<char> {
        match Self::of(c) {
            Self::Plain => Some(c),
            Self::Form(of) => Some(of),
            Self::Invisible | Self::Undefined | Self::Mark | Self::Symbol => None,
        }
    }
}

/// What nearly every character is: ASCII, full-width forms of it, and Han characters of the first block. Only to be fast.
fn is_usual(c: char) -> bool {
    matches!(c, '\0'..='\u{7f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}' | '\u{3000}'..='\u{3002}')
}

/// `Default_Ignorable_Code_Point`, the marks of annotations, the Braille pattern without dots, and joiners, fillers and note heads without ink.
fn is_invisible(c: char) -> bool {
    let below = matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}');
    let general = matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}');
    let forms = matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}');
    let above = matches!(c, '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}');
    let inkless = matches!(c, '\u{2d7f}' | '\u{1107f}' | '\u{13441}' | '\u{13442}' | '\u{16fe4}' | '\u{1d159}');
    below || general || forms || above || inkless
}

/// Whose signs for vowels are nonspacing marks.
fn is_tibetan(c: char) -> bool {
    matches!(c, '\u{f00}'..='\u{fff}')
}

/// Symbols that stand in names and addresses: ° © ®, ℃ № ™, letters and Han characters in circles and brackets, units, and plain figures such as ○ and ★.
fn is_known_symbol(c: char) -> bool {
    let letters =
        matches!(c, '°' | '©' | '®' | '\u{2100}'..='\u{214f}' | '\u{2460}'..='\u{24ff}' | '\u{3200}'..='\u{33ff}');
    letters || matches!(c, '■' | '□' | '▲' | '△' | '◆' | '◇' | '○' | '◎' | '●' | '★' | '☆')
}

/// Musical notation, and the marks of ideographic writing that no name has, whatever their category.
fn is_notation(c: char) -> bool {
    matches!(c, '\u{1d100}'..='\u{1d1ff}' | '\u{16fe0}'..='\u{16ff1}')
}

/// Radicals, numerals of Suzhou that are Han characters, strokes, compatibility ideographs.
fn may_be_form(c: char) -> bool {
    let low = matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3038}'..='\u{303a}' | '\u{31c0}'..='\u{31ef}');
    low || matches!(c, '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

fn form(c: char) -> Character {
    let of = std::iter::once(c).nfkc().next().filter(|of| *of != c);
    let equivalent = || equivalents().find(|(form, _)| *form == c).map(|(_, of)| of);
    match of.or_else(equivalent) {
        Some(of) => Character::Form(of),
        // Twelve in the block of compatibility ideographs are Han characters of their own.
        None if matches!(c, '\u{f900}'..='\u{faff}') && c.general_category() == GeneralCategory::OtherLetter => {
            Character::Plain
        }
        None => Character::Undefined,
    }
}

/// The pairs of [`EQUIVALENT`].
fn equivalents() -> impl Iterator<Item = (char, char)> {
    EQUIVALENT.chars().step_by(2).zip(EQUIVALENT.chars().skip(1).step_by(2))
}

/// A text as it looks: compatibility forms brought to one (NFKC), second forms of Han characters to the first, and nothing that nobody sees. For comparing
/// and finding; never to be kept.
#[must_use]
pub fn seen(text: &str) -> Cow<'_, str> {
    let is_simple = |c: char| matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(is_simple) {
        return Cow::Borrowed(text);
    }
    // A symbol is seen, whether names have it or not; an accent by itself belongs to its letter.
    let looks = |c: char| match Character::of(c) {
        Character::Symbol => Some(c),
        _ => Character::clean(c),
    };
    Cow::Owned(text.nfc().filter_map(looks).nfkc().collect())
}

/// Whether a text says anything: it has a letter or a digit that somebody sees.
#[must_use]
pub fn says(text: &str) -> bool {
    let is_read = |c: char| matches!(Character::of(c), Character::Plain | Character::Form(_));
    text.chars().any(|c| c.is_alphanumeric() && is_read(c))
}

/// Whether it has what no text needs and nobody can read: characters that nobody sees or nobody defined, and marks by themselves. Symbols are seen.
#[must_use]
pub fn hides(text: &str) -> bool {
    text.chars().any(|c| matches!(Character::of(c), Character::Invisible | Character::Undefined | Character::Mark))
}

/// Radicals and strokes, each before the Han character that it is a form of, where NFKC doesn't know it: `EquivalentUnifiedIdeograph.txt`.
const EQUIVALENT: &str = "\
    \u{2e81}厂\u{2e82}乛\u{2e83}乚\u{2e84}乙\u{2e85}亻\u{2e86}冂\u{2e87}\u{20628}\u{2e88}刀\u{2e89}刂\u{2e8a}卜\u{2e8b}㔾\u{2e8c}小\
    \u{2e8d}小\u{2e8e}兀\u{2e8f}尣\u{2e90}尢\u{2e91}\u{21bc2}\u{2e92}巳\u{2e93}幺\u{2e94}彑\u{2e95}彐\u{2e96}忄\u{2e97}心\u{2e98}扌\
    \u{2e99}攵\u{2e9b}旡\u{2e9c}日\u{2e9d}月\u{2e9e}歺\u{2e9f}母\u{2ea0}民\u{2ea1}氵\u{2ea2}氺\u{2ea3}灬\u{2ea4}爫\u{2ea5}爫\
    \u{2ea6}丬\u{2ea7}牛\u{2ea8}犭\u{2ea9}王\u{2eaa}\u{24d14}\u{2eab}目\u{2eac}示\u{2ead}礻\u{2eae}\u{25ad7}\u{2eaf}糹\u{2eb0}纟\u{2eb1}罓\
    \u{2eb2}罒\u{2eb3}㓁\u{2eb4}冗\u{2eb5}\u{2626b}\u{2eb6}羊\u{2eb7}\u{2634c}\u{2eb8}\u{2634b}\u{2eb9}耂\u{2eba}肀\u{2ebb}聿\u{2ebc}肉\u{2ebd}\u{26951}\
    \u{2ebe}艹\u{2ebf}艹\u{2ec0}艹\u{2ec1}虎\u{2ec2}衤\u{2ec3}覀\u{2ec4}西\u{2ec5}见\u{2ec6}角\u{2ec7}\u{278b2}\u{2ec8}讠\u{2ec9}贝\
    \u{2eca}\u{27fb7}\u{2ecb}车\u{2ecc}辶\u{2ecd}辶\u{2ece}辶\u{2ecf}邑\u{2ed0}钅\u{2ed1}長\u{2ed2}镸\u{2ed3}长\u{2ed4}门\u{2ed5}\u{28e0f}\
    \u{2ed6}阝\u{2ed7}雨\u{2ed8}青\u{2ed9}韦\u{2eda}页\u{2edb}风\u{2edc}飞\u{2edd}食\u{2ede}\u{2967f}\u{2edf}飠\u{2ee0}饣\u{2ee1}\u{29810}\
    \u{2ee2}马\u{2ee3}骨\u{2ee4}鬼\u{2ee5}鱼\u{2ee6}鸟\u{2ee7}卤\u{2ee8}麦\u{2ee9}黄\u{2eea}黾\u{2eeb}斉\u{2eec}齐\u{2eed}歯\
    \u{2eee}齿\u{2eef}竜\u{2ef0}龙\u{2ef1}龜\u{2ef2}亀\u{2ef3}龟\u{31c6}\u{200cc}\u{31cf}乀\u{31d0}一\u{31d1}丨\u{31d2}丿\u{31d3}丿\
    \u{31d4}丶\u{31d5}\u{200cd}\u{31d6}乛\u{31d7}\u{200ca}\u{31d8}\u{200ce}\u{31d9}\u{2010c}\u{31da}亅\u{31db}\u{21fe8}\u{31dc}\u{200cb}\u{31dd}乀\u{31de}\u{200d1}\u{31df}乚\
    \u{31e0}乙\u{31e1}\u{2010e}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_nothing() {
        let ranges = [
            '\u{ad}'..='\u{ad}',
            '\u{34f}'..='\u{34f}',
            '\u{61c}'..='\u{61c}',
            '\u{115f}'..='\u{1160}',
            '\u{17b4}'..='\u{17b5}',
            '\u{180b}'..='\u{180f}',
            '\u{200b}'..='\u{200f}',
            '\u{2028}'..='\u{202e}',
            '\u{2060}'..='\u{206f}',
            '\u{2800}'..='\u{2800}',
            '\u{3164}'..='\u{3164}',
            '\u{fe00}'..='\u{fe0f}',
            '\u{feff}'..='\u{feff}',
            '\u{ffa0}'..='\u{ffa0}',
            '\u{fff9}'..='\u{fffc}',
            '\u{2d7f}'..='\u{2d7f}',
            '\u{1107f}'..='\u{1107f}',
            '\u{16fe4}'..='\u{16fe4}',
            '\u{1d159}'..='\u{1d159}',
            '\u{1d173}'..='\u{1d17a}',
            '\u{e0001}'..='\u{e01ef}',
        ];
        for c in ranges.into_iter().flatten() {
            assert_eq!(Character::of(c), Character::Invisible, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn second_forms_are_told_with_the_first() {
        let check =
            |form: char, of: char| assert_eq!(Character::of(form), Character::Form(of), "U+{:04X}", u32::from(form));
        check('\u{f90a}', '金');
        check('\u{2fa6}', '金');
        check('\u{2f00}', '一');
        check('\u{2ed8}', '青');
        check('\u{2ec5}', '见');
        check('\u{2f9f3}', '雃');
        check('\u{3038}', '十');
        check('\u{31d0}', '一');
    }

    #[test]
    fn what_nobody_defined_is_undefined() {
        for c in [
            '\u{e000}',
            '\u{e863}',
            '\u{f8ff}',
            '\u{f0000}',
            '\u{10fffd}',
            '\u{2e9a}',
            '\u{fdd0}',
            '\u{ffff}',
            '\u{378}',
            '\u{2e80}',
        ] {
            assert_eq!(Character::of(c), Character::Undefined, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn marks_and_symbols_that_no_name_has_are_told() {
        let marks =
            ['\u{300}', '\u{301}', '\u{489}', '\u{5b0}', '\u{64b}', '\u{20dd}', '\u{302a}', '\u{3099}', '\u{1d167}'];
        for c in marks {
            assert_eq!(Character::of(c), Character::Mark, "U+{:04X}", u32::from(c));
        }
        let symbols =
            ['¨', '´', '¸', '˙', '゛', '♪', '❤', '⿰', '\u{fffd}', '\u{1d100}', '\u{1d165}', '\u{1f600}', '\u{16fe0}'];
        for c in symbols {
            assert_eq!(Character::of(c), Character::Symbol, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn a_text_says_something_if_a_letter_or_digit_is_seen() {
        for text in ["现场", "1", "ok。", "\u{3164}店"] {
            assert!(says(text), "{text:?}");
        }
        for text in ["", " \n", "———", "\u{3164}", "\u{3164}\u{115f}\u{ffa0}", "\u{1d159}", "\u{345}", "\u{e000}", "★"]
        {
            assert!(!says(text), "{text:?}");
        }
    }

    #[test]
    fn a_text_may_have_symbols_but_hides_nothing() {
        for text in ["", "三件商品\n没有标价签　😀 ℃→", "\u{f90a}"] {
            assert!(!hides(text), "{text:?}");
        }
        for text in ["现\u{3164}场", "现\u{200b}场", "现\u{e000}场", "现\u{301}场", "现\u{2d7f}场"] {
            assert!(hides(text), "{text:?}");
        }
    }

    #[test]
    fn characters_that_names_have_are_what_they_are() {
        // Of extensions A to H, and one of the twelve in the block of compatibility ideographs.
        let rare = ['㐂', '𠮷', '𪜀', '𫝀', '𫠠', '𬺰', '\u{30000}', '\u{31350}', '\u{fa0e}'];
        let others =
            "〇々·•—（）《》“”「」【】、。０Ａｚ①⑳ⓐ㈱℃№™®©°㎡○★êàñ안ニЖ ＆&-'\u{3000}\u{a0}ᠠབ\u{f72}\u{f74}ئۇيغۇر·";
        for c in rare.into_iter().chain(others.chars()) {
            assert_eq!(Character::of(c), Character::Plain, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn forms_stand_in_order_and_each_is_of_a_plain_character() {
        assert_eq!(EQUIVALENT.chars().count() % 2, 0);
        assert!(equivalents().is_sorted_by(|a, b| a.0 < b.0));
        for (form, of) in equivalents() {
            assert!(may_be_form(form) && Character::of(of) == Character::Plain, "U+{:04X}", u32::from(form));
        }
    }

    #[test]
    fn texts_that_look_the_same_are_seen_the_same() {
        let same = |text: &str, plain: &str| assert_eq!(seen(text), seen(plain), "{text:?}");
        same("赵铁\u{fe0f}", "赵铁");
        same("抚顺\u{f90a}山", "抚顺金山");
        same("抚顺\u{2fa6}山", "抚顺金山");
        same("启\u{34f}明", "启明");
        same("ＡＢＣ公司", "ABC公司");
        same("启\u{301}明", "启明");
        same("cafe\u{301}", "café");
        assert_ne!(seen("吉野家"), seen("𠮷野家"));
    }
}
