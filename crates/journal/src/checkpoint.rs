//! Checkpoints (检查点; C2SP tlog-checkpoint): size and root of the tree, signed. Without extension lines.
//!
//! ```
//! use journal::checkpoint::Checkpoint;
//! let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
//! let checkpoint = Checkpoint::from_text(text)?;
//! assert_eq!(checkpoint.size(), 20_852_163);
//! assert_eq!(checkpoint.to_string(), text);
//! # Ok::<(), journal::checkpoint::CheckpointError>(())
//! ```

use std::fmt;
use std::str::FromStr;

use lots::hash::Digest;
use lots::name::{DrawId, NameError};

use crate::key::{SignError, Signer, VerifierKey};
use crate::note::{KeyName, Line, Note, NoteError, Verified};
use crate::text::{MAX_SIZE, decimal, digest_from_base64, lines, to_base64};

/// The name of a log: 1–120 printable ASCII bytes without spaces and `+`. It is a key's name too.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin(Box<str>);

impl Origin {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a key is this log's: its name is the origin.
    #[must_use]
    pub fn names(&self, key: &VerifierKey) -> bool {
        key.name().as_str() == self.as_str()
    }
}

impl FromStr for Origin {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        DrawId::check(text)?;
        match text.char_indices().find(|(_, c)| matches!(c, ' ' | '+')) {
            Some((offset, character)) => Err(NameError::BadCharacter { character, offset }),
            None => Ok(Self(text.into())),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl From<Origin> for KeyName {
    fn from(origin: Origin) -> Self {
        origin.0.parse().unwrap_or_else(|_| unreachable!("an origin has neither blanks nor a plus"))
    }
}

/// Why something isn't a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckpointError {
    /// It isn't a signed note, or no known key has signed.
    Note(NoteError),
    /// Not exactly origin, size and root, each on its line.
    Form,
    /// The size is above 2^63 − 1, or 0 with a root that isn't `H("")`.
    Size,
}

impl fmt::Display for CheckpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note(why) => why.fmt(f),
            Self::Form => f.write_str("expected origin, size and root, each on its line"),
            Self::Size => f.write_str("no tree has this size and this root"),
        }
    }
}

impl std::error::Error for CheckpointError {}

impl From<NoteError> for CheckpointError {
    fn from(why: NoteError) -> Self {
        Self::Note(why)
    }
}

/// Size and root of a log's tree. Its `Display` is the text that is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: Origin,
    size: u64,
    root: Digest,
}

impl Checkpoint {
    /// The state of a log.
    ///
    /// # Errors
    /// [`CheckpointError::Size`].
    pub fn new(origin: Origin, size: u64, root: Digest) -> Result<Self, CheckpointError> {
        let possible = size <= MAX_SIZE && (size > 0 || root == Digest::of(b""));
        if possible { Ok(Self { origin, size, root }) } else { Err(CheckpointError::Size) }
    }

    /// Read the text of a checkpoint's note.
    ///
    /// # Errors
    /// [`CheckpointError::Form`], [`CheckpointError::Size`].
    pub fn from_text(text: &str) -> Result<Self, CheckpointError> {
        let lines = lines(text).ok_or(CheckpointError::Form)?;
        let [origin, size, root] = lines.as_slice() else { return Err(CheckpointError::Form) };
        let origin = origin.parse().map_err(|_| CheckpointError::Form)?;
        let size = decimal(size).ok_or(CheckpointError::Form)?;
        Self::new(origin, size, digest_from_base64(root).ok_or(CheckpointError::Form)?)
    }

    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// How many entries.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The root over them.
    #[must_use]
    pub fn root(&self) -> &Digest {
        &self.root
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, to_base64(&self.root.0))
    }
}

/// A checkpoint with its signature lines, verified or not. Its `Display` is the note's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Read a checkpoint. That its lines verify is another question: [`Self::open`], [`crate::policy`].
    ///
    /// # Errors
    /// [`CheckpointError`].
    pub fn from_text(bytes: &[u8]) -> Result<Self, CheckpointError> {
        Self::of(Note::from_text(bytes)?)
    }

    fn of(note: Note) -> Result<Self, CheckpointError> {
        Ok(Self { checkpoint: Checkpoint::from_text(note.text())?, note })
    }

    /// Sign a checkpoint by every signer. That it continues all that were signed before is the caller's duty.
    ///
    /// # Errors
    /// [`SignError`]; `Kind` if a key has another name than the origin.
    pub fn sign(checkpoint: Checkpoint, signers: &[&dyn Signer]) -> Result<Self, SignError> {
        if !signers.iter().all(|signer| checkpoint.origin.names(signer.verifier_key())) {
            return Err(SignError::Kind);
        }
        let note = Note::sign(checkpoint.to_string(), signers)?;
        Ok(Self { checkpoint, note })
    }

    /// What is signed. Not to be believed before a signature is verified.
    #[must_use]
    pub fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Text and lines.
    #[must_use]
    pub fn note(&self) -> &Note {
        &self.note
    }

    /// The lines of `known` keys.
    ///
    /// # Errors
    /// [`NoteError::Signature`] if one of them doesn't verify, [`NoteError::Unsigned`] if there is none.
    pub fn open(&self, known: &[VerifierKey]) -> Result<Vec<Verified>, NoteError> {
        self.note.open(known)
    }

    /// The same checkpoint with more lines behind its own; one that is there already is not repeated.
    ///
    /// # Errors
    /// [`NoteError`] if there would be too many.
    pub fn with(&self, lines: impl IntoIterator<Item = Line>) -> Result<Self, NoteError> {
        let mut all = self.note.lines().to_vec();
        for line in lines {
            if !all.contains(&line) {
                all.push(line);
            }
        }
        self.with_lines(all)
    }

    /// The same checkpoint under other lines.
    ///
    /// # Errors
    /// [`NoteError`] if there are none or too many.
    pub fn with_lines(&self, lines: Vec<Line>) -> Result<Self, NoteError> {
        Ok(Self { checkpoint: self.checkpoint.clone(), note: self.note.with_lines(lines)? })
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.note.fmt(f)
    }
}
