//! What a name and an address look like: how an edit's are told from a sentence of the complaint. The masks, and an erasure, lie over every repetition of who complained,
//! so whoever could put a sentence in the place of an address would have it vanish.
//!
//! Of what was registered first nothing of this is asked: people are called what they are called, and whoever takes a complaint down writes both.

/// Characters of sentences that stand in no name and hardly in an address.
const SENTENCES: &str = "了的吗呢吧没";
/// Characters one of which an address has.
const PLACES: &str = "省市区县旗州盟镇乡街路道巷弄村屯社组号栋幢楼室苑园院城厦";
/// Characters with which one ends, besides digits, letters and brackets.
const ENDS: &str = "省市区县旗州盟镇乡街路道巷弄村屯社组号栋幢楼室苑园院城厦座户层里庄寓";
/// Characters between parts of an address.
const JOINTS: &str = " -－—#()（）·、/";
/// Characters between parts of a name.
const DOTS: [char; 3] = ['·', '•', '・'];
/// How an organisation's name ends.
const ORGANISATIONS: [&str; 7] = ["公司", "集团", "合作社", "委员会", "中心", "学校", "医院"];
/// The most Han characters of a name without a dot, and of each part of one with dots.
const HAN_MOST: usize = 4;
const PART_MOST: usize = 10;
/// The most words of a name in letters.
const WORDS_MOST: usize = 5;
/// The fewest and the most characters of an address.
const ADDRESS: (usize, usize) = (4, 100);

fn is_han(c: char) -> bool {
    matches!(c, '〇' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_sentence(text: &str) -> bool {
    text.chars().any(|c| SENTENCES.contains(c))
}

/// Whether a text has the form of a person's name, or of an organisation's.
#[must_use]
pub fn is_name(text: &str) -> bool {
    let parts: Vec<&str> = text.split(DOTS).collect();
    let han = |text: &str, most: usize| (1..=most).contains(&text.chars().count()) && text.chars().all(is_han);
    let is_organisation = || {
        let letters = |c: char| is_han(c) || c.is_ascii_alphanumeric() || "()（）".contains(c);
        ORGANISATIONS.iter().any(|end| text.ends_with(end)) && text.chars().all(letters)
    };
    let is_lettered = || {
        let letter = |c: char| c.is_alphabetic() && !is_han(c) || " .'-".contains(c);
        text.chars().all(letter) && (1..=WORDS_MOST).contains(&text.split_whitespace().count())
    };
    let is_parted = parts.len() > 1 && parts.iter().all(|part| han(part, PART_MOST));
    !is_sentence(text) && (han(text, HAN_MOST) || is_parted || is_organisation() || is_lettered())
}

/// Whether a text has the form of an address: it names a place, ends as one, and has no marks of sentences.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let (least, most) = ADDRESS;
    let ends = |c: char| ENDS.contains(c) || c.is_ascii_alphanumeric() || ")）".contains(c);
    (least..=most).contains(&text.chars().count())
        && text.chars().all(|c| c.is_alphanumeric() || JOINTS.contains(c))
        && text.chars().any(|c| PLACES.contains(c))
        && text.chars().next_back().is_some_and(ends)
        && !is_sentence(text)
}

/// Whether a text mends another: more than half of its characters stand in that one, each as often.
#[must_use]
pub fn is_near(text: &str, other: &str) -> bool {
    let mut left: Vec<char> = other.chars().collect();
    let mut is_there = |c: char| match left.iter().position(|one| *one == c) {
        Some(at) => {
            left.swap_remove(at);
            true
        }
        None => false,
    };
    let shared = text.chars().filter(|c| is_there(*c)).count();
    shared * 2 > text.chars().count()
}
