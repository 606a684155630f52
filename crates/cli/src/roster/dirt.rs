//! What gets into codes on their way through keyboards and spreadsheets, and what the code would be without it.
//!
//! The clean text is only ever a suggestion.

/// A kind of dirt in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dirt {
    /// Blanks before or behind, the ideographic (U+3000) and the no-break one (U+00A0) among them.
    Blank,
    /// Characters without width or ink: joiners, marks of direction, byte order marks, soft hyphens.
    Invisible,
    /// Full-width forms of letters and digits (１２ＡＢ).
    FullWidth,
    /// Lower-case letters in a code that has upper-case ones.
    LowerCase,
    /// Letters that the code doesn't have, mistaken for digits (O for 0, I for 1 …).
    Lookalike,
}

impl Dirt {
    /// The key of its name for people.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "dirt-blank",
            Self::Invisible => "dirt-invisible",
            Self::FullWidth => "dirt-full-width",
            Self::LowerCase => "dirt-lower-case",
            Self::Lookalike => "dirt-lookalike",
        }
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The half-width form of a full-width character (U+FF01–U+FF5E), which lies 0xFEE0 below.
fn half_width(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        _ => None,
    }
}

/// `text` without blanks around it and without invisible characters, and what was there. For names that may be Chinese.
#[must_use]
pub fn clean_name(text: &str) -> (String, Vec<Dirt>) {
    let mut dirt = Vec::new();
    if !text.chars().any(is_invisible) {
        let trimmed = text.trim();
        if trimmed.len() != text.len() {
            dirt.push(Dirt::Blank);
        }
        return (trimmed.to_owned(), dirt);
    }
    let visible: String = text.chars().filter(|&c| !is_invisible(c)).collect();
    let trimmed = visible.trim();
    if trimmed.len() != visible.len() {
        dirt.push(Dirt::Blank);
    }
    if visible.len() != text.len() {
        dirt.push(Dirt::Invisible);
    }
    (trimmed.to_owned(), dirt)
}

/// As [`clean_name`], and with full-width forms made half-width. For codes, dates and numbers.
#[must_use]
pub fn clean_code(text: &str) -> (String, Vec<Dirt>) {
    let (name, mut dirt) = clean_name(text);
    if name.chars().all(|c| half_width(c).is_none()) {
        return (name, dirt);
    }
    let code: String = name.chars().map(|c| half_width(c).unwrap_or(c)).collect();
    dirt.push(Dirt::FullWidth);
    (code, dirt)
}
