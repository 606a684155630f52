//! The mask over who complained, which holds everywhere.

/// Who complained, in plain. Never serialised, never logged.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Complainant {
    /// Their name.
    pub name: Option<String>,
    /// Their phone.
    pub phone: Option<String>,
    /// Their address.
    pub address: Option<String>,
    /// Whether they asked for confidentiality: then not even a surname or a phone's ends are shown.
    pub confidential: bool,
}

impl std::fmt::Debug for Complainant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Complainant")
    }
}

/// What stands in the place of all that is hidden whole.
pub const HIDDEN: &str = "***";

impl Complainant {
    /// `王**`, or `***`.
    #[must_use]
    pub fn masked_name(&self) -> Option<String> {
        self.name.as_deref().map(|name| self.mask(name, (1, 0)))
    }

    /// `138****5678`, or `***`.
    #[must_use]
    pub fn masked_phone(&self) -> Option<String> {
        self.phone.as_deref().map(|phone| self.mask(phone, (3, 4)))
    }

    /// `***`, if there is one.
    #[must_use]
    pub fn masked_address(&self) -> Option<String> {
        self.address.as_ref().map(|_| HIDDEN.to_owned())
    }

    /// The ends that are shown, and stars between. Where a third wouldn't stay hidden nothing is shown.
    fn mask(&self, text: &str, (first, last): (usize, usize)) -> String {
        let count = text.chars().count();
        let hidden = count.saturating_sub(first + last);
        if self.confidential || hidden * 3 < count || hidden == 0 {
            return HIDDEN.to_owned();
        }
        let shown = |at: usize| at < first || at >= first + hidden;
        text.chars().enumerate().map(|(at, c)| if shown(at) { c } else { '*' }).collect()
    }

    /// A text with masks where it repeats who complained. A name of one character is no name to look for.
    #[must_use]
    pub fn veil(&self, text: &str) -> String {
        let mask = |text: String, (plain, mask): (String, String)| text.replace(&plain, &mask);
        self.masks().fold(text.to_owned(), mask)
    }

    /// What is looked for in a text, in order, and what stands in its place.
    fn masks(&self) -> impl Iterator<Item = (String, String)> {
        let bare = self.phone.as_deref().map(digits);
        let hidden = |plain: Option<&str>| plain.map(|plain| (plain.to_owned(), HIDDEN.to_owned()));
        let long = self.name.as_deref().filter(|name| name.chars().count() > 1);
        let masks = [
            // The address first: it may contain a name.
            hidden(self.address.as_deref()),
            self.phone.clone().zip(self.masked_phone()),
            bare.zip(self.masked_phone()),
            long.map(str::to_owned).zip(self.masked_name()),
        ];
        masks.into_iter().flatten().filter(|(plain, _)| !plain.is_empty())
    }

    /// Whether a text that is to replace another brings a mask of theirs into it: such a one was read, not written.
    #[must_use]
    pub fn is_masked_in(&self, text: &str, replaced: &str) -> bool {
        let brought = |mask: &str| text.matches(mask).count() > replaced.matches(mask).count();
        self.masks().any(|(plain, mask)| plain != mask && brought(&mask))
    }

    /// Whether a text names them.
    #[must_use]
    pub fn is_named_in(&self, text: &str) -> bool {
        self.veil(text) != text
    }
}

/// Everybody who was ever said to complain, in plain: the masks lie over all of them, since a text may name somebody who was put right since. Never serialised, never logged.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Everybody {
    now: Complainant,
    formers: Vec<Complainant>,
}

impl std::fmt::Debug for Everybody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Everybody")
    }
}

impl From<Complainant> for Everybody {
    fn from(now: Complainant) -> Self {
        Self { now, formers: Vec::new() }
    }
}

impl Everybody {
    /// Of who is said to complain now, and what edits replaced.
    #[must_use]
    pub fn new(now: &Complainant, formers: &[Former]) -> Self {
        let formers = formers.iter().rev().map(|former| former.told.complainant.clone());
        Self { now: now.clone(), formers: formers.collect() }
    }

    /// Who is said to complain now.
    #[must_use]
    pub const fn now(&self) -> &Complainant {
        &self.now
    }

    /// The same with nothing shown of anybody, whatever they asked for.
    #[must_use]
    pub fn hidden(self) -> Self {
        let hidden = |one: Complainant| Complainant { confidential: true, ..one };
        Self { now: hidden(self.now), formers: self.formers.into_iter().map(hidden).collect() }
    }

    fn each(&self) -> impl Iterator<Item = &Complainant> {
        std::iter::once(&self.now).chain(&self.formers)
    }

    /// A text with masks where it repeats any of them.
    #[must_use]
    pub fn veil(&self, text: &str) -> String {
        let mut masks: Vec<(String, String)> = self.each().flat_map(|one| one.masks()).collect();
        // The longest first: an address may contain a name, and what was put right what was wrong. Of two masks over the same the one of today is the first.
        masks.sort_by_key(|(plain, _)| std::cmp::Reverse(plain.chars().count()));
        masks.into_iter().fold(text.to_owned(), |text, (plain, mask)| text.replace(&plain, &mask))
    }

    /// Whether a text that is to replace another brings a mask of any of them into it: such a one was read, not written.
    #[must_use]
    pub fn is_masked_in(&self, text: &str, replaced: &str) -> bool {
        self.each().any(|one| one.is_masked_in(text, replaced))
    }
}

/// What an edit replaced, in plain. Never serialised, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Former {
    /// The business as it was told.
    pub subject_name: String,
    /// The item it touched.
    pub item: String,
    /// What was complained of, and who complained.
    pub told: Told,
}

impl std::fmt::Debug for Former {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Former")
    }
}

/// What of a complaint is kept encrypted, in plain. Never serialised, never logged.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What is complained of.
    pub content: String,
    /// Who complains.
    pub complainant: Complainant,
}

impl std::fmt::Debug for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Told")
    }
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}
