//! Signed notes (C2SP signed-note): a text, an empty line, and one line for each signature.
//!
//! Reading a note looks at its form; nothing of its text may be believed before [`Note::open`] or
//! [`crate::policy`] has looked at the signatures.
//!
//! ```
//! use journal::note::Note;
//! let text = "Ognuno sta solo sul cuor della terra\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+\n";
//! let note = Note::from_text(text.as_bytes())?;
//! assert_eq!(note.text(), "Ognuno sta solo sul cuor della terra\n");
//! assert_eq!(note.to_string(), text);
//! # Ok::<(), journal::note::NoteError>(())
//! ```

use std::fmt;
use std::str::FromStr;

use crate::key::{KeyId, SignError, Signer, VerifierKey};
use crate::text::{from_base64, to_base64};

/// The most bytes of a note that are read.
pub const MAX_NOTE: usize = 65_536;

/// The most signature lines of a note that are read.
pub const MAX_LINES: usize = 64;

/// The name of a key: not empty, without Unicode white space and `+`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyName(Box<str>);

/// The text isn't a key's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAName;

impl fmt::Display for NotAName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key's name is not empty and has no blanks and no plus")
    }
}

impl std::error::Error for NotAName {}

impl KeyName {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for KeyName {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let bad = |c: char| c.is_whitespace() || c == '+' || c < ' ';
        if text.is_empty() || text.contains(bad) { Err(NotAName) } else { Ok(Self(text.into())) }
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// A signature line: `— name base64(key id + signature)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose it says it is.
    pub name: KeyName,
    /// Which key of that name.
    pub id: KeyId,
    /// At least one byte.
    pub signature: Vec<u8>,
}

impl Line {
    /// Read a line without its newline.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (name, rest) = text.strip_prefix("— ")?.split_once(' ')?;
        let bytes = from_base64(rest)?;
        let (id, signature) = bytes.split_first_chunk()?;
        let line = Self { name: name.parse().ok()?, id: KeyId(*id), signature: signature.to_vec() };
        (!line.signature.is_empty()).then_some(line)
    }
}

impl fmt::Display for Line {
    /// Without a newline.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "— {} {}", self.name, to_base64(&[&self.id.0, self.signature.as_slice()].concat()))
    }
}

/// Why a note is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// Longer than [`MAX_NOTE`].
    TooLong,
    /// Not UTF-8, or a control character other than newline.
    Characters,
    /// No empty line, no signature line, more than [`MAX_LINES`], or a line of another form.
    Form,
    /// A line of a known key doesn't verify.
    Signature,
    /// No line is of a known key.
    Unsigned,
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the note is too long",
            Self::Characters => "the note holds bytes that aren't text",
            Self::Form => "the note has not the form of a signed note",
            Self::Signature => "a signature of a known key doesn't verify",
            Self::Unsigned => "no known key has signed",
        })
    }
}

impl std::error::Error for NoteError {}

/// A line that verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Which of the known keys it is of.
    pub key: usize,
    /// Which line of the note it is.
    pub line: usize,
    /// When the witness signed, in seconds since 1970; `None` for other keys.
    pub time: Option<u64>,
}

/// A signed note: text and signature lines as they were read, verified or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    lines: Vec<Line>,
}

impl Note {
    /// Read a note.
    ///
    /// # Errors
    /// [`NoteError::TooLong`], [`NoteError::Characters`], [`NoteError::Form`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE {
            return Err(NoteError::TooLong);
        }
        let whole = std::str::from_utf8(bytes).map_err(|_| NoteError::Characters)?;
        if whole.contains(|c: char| c < ' ' && c != '\n') {
            return Err(NoteError::Characters);
        }
        let at = whole.rfind("\n\n").ok_or(NoteError::Form)?;
        let (text, signatures) = (&whole[..=at], &whole[at + 2..]);
        let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Form)?;
        let lines: Option<Vec<Line>> = signatures.split('\n').take(MAX_LINES + 1).map(Line::from_text).collect();
        let lines = lines.filter(|lines| lines.len() <= MAX_LINES).ok_or(NoteError::Form)?;
        Ok(Self { text: text.to_owned(), lines })
    }

    /// Sign `text`, which ends with a newline, by every signer in turn.
    ///
    /// # Errors
    /// [`SignError`] if a signer refuses, there is none or there are too many, or `text` can't be the text of a note.
    pub fn sign(text: String, signers: &[&dyn Signer]) -> Result<Self, SignError> {
        let lines: Result<Vec<Line>, SignError> = signers.iter().map(|signer| signer.line(&text)).collect();
        let note = Self { text, lines: lines? };
        if Self::from_text(note.to_string().as_bytes()).as_ref() == Ok(&note) { Ok(note) } else { Err(SignError::Form) }
    }

    /// The text, with its last newline.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines, verified or not.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The same text under other lines.
    ///
    /// # Errors
    /// [`NoteError::Form`] or [`NoteError::TooLong`] if there are none or too many.
    pub fn with_lines(&self, lines: Vec<Line>) -> Result<Self, NoteError> {
        let note = Self { text: self.text.clone(), lines };
        Self::from_text(note.to_string().as_bytes())
    }

    /// The lines of `known` keys, in the note's order; lines of other keys are ignored.
    ///
    /// # Errors
    /// [`NoteError::Signature`] if one of them doesn't verify, [`NoteError::Unsigned`] if there is none.
    pub fn open(&self, known: &[VerifierKey]) -> Result<Vec<Verified>, NoteError> {
        let verified = self.verified(known)?;
        if verified.is_empty() { Err(NoteError::Unsigned) } else { Ok(verified) }
    }

    /// As [`Self::open`], but no line at all is an answer too.
    ///
    /// # Errors
    /// [`NoteError::Signature`].
    pub fn verified(&self, known: &[VerifierKey]) -> Result<Vec<Verified>, NoteError> {
        let mut verified = Vec::new();
        for (number, line) in self.lines.iter().enumerate() {
            for (key, known) in known.iter().enumerate().filter(|(_, known)| known.is_of(line)) {
                let time = known.verify(&self.text, &line.signature).map_err(|_| NoteError::Signature)?;
                verified.push(Verified { key, line: number, time });
            }
        }
        Ok(verified)
    }
}

impl fmt::Display for Note {
    /// The note's bytes.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
