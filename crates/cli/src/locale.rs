//! What the command line says to people, in Chinese or English (Project Fluent).
//!
//! No sentence for people stands in code: code names a key, the files in `locales/` hold the words. Chinese is complete
//! and authoritative, English complete beside it. There are deliberately no dates, currencies or floating-point numbers
//! here: what the tool prints is text and whole numbers.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// A file of words: its name, the Chinese text, the English text.
pub type File = (&'static str, &'static str, &'static str);

/// The files of the command line's words, one per topic.
///
/// A new topic is one line here and one file in each of `locales/zh-CN` and `locales/en`.
pub const FILES: [File; 9] = [
    // What a server writes into its journal, too.
    ("acts.ftl", include_str!("../../../locales/zh-CN/acts.ftl"), include_str!("../../../locales/en/acts.ftl")),
    ("amend.ftl", include_str!("../../../locales/zh-CN/amend.ftl"), include_str!("../../../locales/en/amend.ftl")),
    ("detail.ftl", include_str!("../../../locales/zh-CN/detail.ftl"), include_str!("../../../locales/en/detail.ftl")),
    ("draw.ftl", include_str!("../../../locales/zh-CN/draw.ftl"), include_str!("../../../locales/en/draw.ftl")),
    (
        "journal.ftl",
        include_str!("../../../locales/zh-CN/journal.ftl"),
        include_str!("../../../locales/en/journal.ftl"),
    ),
    ("lots.ftl", include_str!("../../../locales/zh-CN/lots.ftl"), include_str!("../../../locales/en/lots.ftl")),
    ("replay.ftl", include_str!("../../../locales/zh-CN/replay.ftl"), include_str!("../../../locales/en/replay.ftl")),
    ("roster.ftl", include_str!("../../../locales/zh-CN/roster.ftl"), include_str!("../../../locales/en/roster.ftl")),
    ("sample.ftl", include_str!("../../../locales/zh-CN/sample.ftl"), include_str!("../../../locales/en/sample.ftl")),
];

/// A language the tool speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// Chinese (zh-CN), the language of the law and the default.
    Zh,
    /// English.
    En,
}

impl Tongue {
    /// The language for this run: what the flag `--lang` names, else what the environment's first set variable of
    /// `LC_ALL`, `LC_MESSAGES` and `LANG` names (POSIX.1-2024, section 8.2), else Chinese.
    ///
    /// ```
    /// use lots_cli::locale::Tongue;
    /// let env = |name: &str| (name == "LANG").then(|| "en_US.UTF-8".to_owned());
    /// assert_eq!(Tongue::choose(None, env), Tongue::En);
    /// assert_eq!(Tongue::choose(Some("zh"), env), Tongue::Zh);
    /// assert_eq!(Tongue::choose(None, |_| None), Tongue::Zh);
    /// ```
    #[must_use]
    pub fn choose(flag: Option<&str>, env: impl Fn(&str) -> Option<String>) -> Self {
        if let Some(tongue) = flag.and_then(Self::named) {
            return tongue;
        }
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env).find(|value| !value.is_empty());
        set.and_then(|value| Self::named(&value)).unwrap_or(Self::Zh)
    }

    /// The language that a tag (`zh`, `en-GB`) or a POSIX locale name (`en_US.UTF-8`) begins with.
    fn named(tag: &str) -> Option<Self> {
        match tag.split(['_', '-', '.', '@']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn id(self) -> LanguageIdentifier {
        let tag = match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        };
        tag.parse().expect("both tags are well formed")
    }
}

/// Something that can stand in a sentence: text, or a whole number.
///
/// A number is written with thousands separators (`12,367`) unless the sentence asks for `NUMBER($n, useGrouping: 0)`,
/// as row numbers do. Plural forms may select on it.
pub trait Sayable {
    /// The value as Fluent takes it.
    fn value(&self) -> FluentValue<'_>;
}

impl Sayable for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::String(self.into())
    }
}

impl Sayable for String {
    fn value(&self) -> FluentValue<'_> {
        self.as_str().value()
    }
}

impl<T: Sayable + ?Sized> Sayable for &T {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

macro_rules! sayable_numbers {
    ($($number:ty)*) => { $(
        impl Sayable for $number {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )* };
}
sayable_numbers!(u8 u16 u32 u64 usize i32 i64);

/// The words of one language.
///
/// ```
/// use lots_cli::locale::{Tongue, Words};
/// let words = Words::new(Tongue::En);
/// assert_eq!(words.say("rows-read", &[("rows", &12_367)]), "12,367 rows read.");
/// assert_eq!(words.say("no-such-key", &[]), "no-such-key");
/// ```
pub struct Words {
    tongue: Tongue,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The words of `tongue`. A line of a file that isn't Fluent is left out: its key then speaks for itself, and the
    /// tests find it.
    #[must_use]
    pub fn new(tongue: Tongue) -> Self {
        Self::of(tongue, &FILES)
    }

    /// The same, of other files.
    #[must_use]
    pub fn of(tongue: Tongue, files: &[File]) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![tongue.id()]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(written(number)),
            _ => None,
        }));
        bundle.add_function("NUMBER", number).expect("the bundle is new, so nothing has this name");
        for (_, zh, en) in files {
            let text = match tongue {
                Tongue::Zh => zh,
                Tongue::En => en,
            };
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(readable, _)| readable);
            bundle.add_resource_overriding(resource);
        }
        Self { tongue, bundle }
    }

    /// Which language these are.
    #[must_use]
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// Whether there is a sentence under `key`.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The sentence under `key` with its variables filled in; the key itself if there is none. Never panics.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, &dyn Sayable)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut filled = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            filled.set(*name, value.value());
        }
        self.bundle.format_pattern(pattern, Some(&filled), &mut Vec::new()).into_owned()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Words").field(&self.tongue).finish()
    }
}

/// The Fluent function `NUMBER`, of which only `useGrouping: 0` has a meaning here; browsers read it the same way.
fn number<'a>(positional: &[FluentValue<'a>], named: &FluentArgs) -> FluentValue<'a> {
    let Some(FluentValue::Number(number)) = positional.first() else {
        return FluentValue::Error;
    };
    let mut number = number.clone();
    if let Some(FluentValue::Number(grouping)) = named.get("useGrouping") {
        number.options.use_grouping = grouping.value != 0.0;
    }
    FluentValue::Number(number)
}

/// A number in digits, in groups of three if its options say so.
fn written(number: &FluentNumber) -> String {
    let plain = number.value.to_string();
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    if !number.options.use_grouping || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return plain;
    }
    let mut text = String::from(sign);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_flag_outranks_the_environment_and_chinese_is_the_default() {
        let check = |flag: Option<&str>, env: &[(&str, &str)], expected: Tongue| {
            let lookup = |name: &str| env.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
            assert_eq!(Tongue::choose(flag, lookup), expected, "{flag:?} {env:?}");
        };
        check(None, &[], Tongue::Zh);
        check(Some("en"), &[("LANG", "zh_CN.UTF-8")], Tongue::En);
        check(None, &[("LANG", "en_GB.UTF-8")], Tongue::En);
        check(None, &[("LC_ALL", "zh_CN.GB18030"), ("LANG", "en_US")], Tongue::Zh);
        check(None, &[("LC_ALL", ""), ("LC_MESSAGES", "en"), ("LANG", "zh_CN")], Tongue::En);
        check(None, &[("LANG", "C.UTF-8")], Tongue::Zh);
        check(None, &[("LANG", "de_DE.UTF-8")], Tongue::Zh);
    }

    #[test]
    fn numbers_are_grouped_by_threes_unless_the_sentence_says_otherwise() {
        let check = |value: i64, expected: &str| assert_eq!(written(&FluentNumber::from(value)), expected);
        check(0, "0");
        check(999, "999");
        check(1_000, "1,000");
        check(-180_000_000, "-180,000,000");
        let plain = FluentArgs::from_iter([("useGrouping", FluentValue::from(0))]);
        let FluentValue::Number(row) = number(&[FluentValue::from(12_367)], &plain) else {
            panic!("NUMBER of a number is one");
        };
        assert_eq!(written(&row), "12367");
    }

    #[test]
    fn text_stands_in_a_sentence_without_isolation_marks() {
        let said = Words::new(Tongue::Zh).say("file-unreadable", &[("file", &"名录.csv"), ("why", &"x")]);
        assert!(said.contains("名录.csv") && !said.contains('\u{2068}'), "{said}");
    }
}
