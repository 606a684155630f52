//! Witnesses (见证方; C2SP tlog-witness): somebody else who signs a log's checkpoint only if it continues those seen before.
//!
//! [`Witness::judge`] is the whole decision, from bytes to bytes, without any state; [`Witness::add_checkpoint`] carries it
//! out on a [`Store`] whose replacing is one step. Requests and answers are the same bytes over HTTP and in files.
//!
//! ```
//! use journal::checkpoint::{Checkpoint, SignedCheckpoint};
//! use journal::key::{KeyType, SecretKey, Signer};
//! use journal::witness::{Request, Witness};
//! use lots::merkle::leaf_hash;
//! let log = SecretKey::new(KeyType::Ed25519, "a.example".parse()?, [7; 32])?;
//! let key = SecretKey::new(KeyType::Witness, "b.example".parse()?, [8; 32])?;
//! let mut witness = Witness::new(Box::new(key))?;
//! witness.know("a.example".parse()?, vec![log.verifier_key().clone()]);
//! let checkpoint = Checkpoint::new("a.example".parse()?, 1, leaf_hash(b"an entry"))?;
//! let request = Request { old: 0, proof: vec![], checkpoint: SignedCheckpoint::sign(checkpoint, &[&log])? };
//! let answer = witness.judge(request.to_string().as_bytes(), None, 1_772_674_200);
//! assert_eq!((answer.status, answer.keep.is_some()), (200, true));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod store;

use std::collections::BTreeMap;
use std::fmt;

use lots::hash::Digest;

pub use store::{Kept, MemoryStore, Store};

use crate::checkpoint::{Checkpoint, Origin, SignedCheckpoint};
use crate::cosignature::cosign;
use crate::key::{KeyType, SignError, Signer, VerifierKey};
use crate::note::{Line, NoteError};
use crate::receipt::MAX_PROOF;
use crate::text::{decimal, digest_from_base64, lines, to_base64};
use crate::tree::continues;

/// What a log asks of a witness. Its `Display` is the request's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The size the witness is believed to keep; 0 if none.
    pub old: u64,
    /// The consistency proof from that size; at most 63 hashes.
    pub proof: Vec<Digest>,
    /// The checkpoint to cosign.
    pub checkpoint: SignedCheckpoint,
}

impl Request {
    /// Read a request; `None` if it has not its form.
    #[must_use]
    pub fn from_text(bytes: &[u8]) -> Option<Self> {
        let (head, checkpoint) = std::str::from_utf8(bytes).ok()?.split_once("\n\n")?;
        let mut lines = head.split('\n');
        let old = decimal(lines.next()?.strip_prefix("old ")?)?;
        let proof: Vec<Digest> = lines.take(MAX_PROOF + 1).map(digest_from_base64).collect::<Option<_>>()?;
        let checkpoint = SignedCheckpoint::from_text(checkpoint.as_bytes()).ok()?;
        (proof.len() <= MAX_PROOF).then_some(Self { old, proof, checkpoint })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{}", to_base64(&hash.0)))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

/// What a witness answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status of HTTP: 200, 400, 403, 404, 409, 422; 500 if the witness's own key doesn't sign.
    pub status: u16,
    /// The media type of the body.
    pub content_type: &'static str,
    /// The size kept for 409, cosignature lines for 200, else nothing.
    pub body: String,
    /// What must be kept durably before a 200 is sent.
    pub keep: Option<Kept>,
}

impl Answer {
    fn refuse(status: u16) -> Self {
        Self { status, content_type: "text/plain; charset=utf-8", body: String::new(), keep: None }
    }

    fn conflict(size: u64) -> Self {
        Self { status: 409, content_type: "text/x.tlog.size", body: format!("{size}\n"), keep: None }
    }
}

/// A witness: its key and the logs it knows.
pub struct Witness {
    signer: Box<dyn Signer>,
    logs: BTreeMap<Origin, Vec<VerifierKey>>,
}

impl Witness {
    /// A witness that knows no log yet.
    ///
    /// # Errors
    /// [`SignError::Kind`] if the key isn't a witness's.
    pub fn new(signer: Box<dyn Signer>) -> Result<Self, SignError> {
        let kind = signer.verifier_key().kind();
        if kind == KeyType::Witness { Ok(Self { signer, logs: BTreeMap::new() }) } else { Err(SignError::Kind) }
    }

    /// Know a log by its keys; one known before is replaced.
    pub fn know(&mut self, origin: Origin, keys: Vec<VerifierKey>) {
        self.logs.insert(origin, keys);
    }

    /// The answer to a request when `kept` is what is kept for its origin and the time is `now`, in seconds since 1970.
    ///
    /// The answers come in the order of `spec/journal.md`, section 5. A 200 must not be sent before [`Answer::keep`] has replaced
    /// `kept` durably, in one step.
    #[must_use]
    pub fn judge(&self, request: &[u8], kept: Option<&Kept>, now: u64) -> Answer {
        match Request::from_text(request) {
            Some(request) => self.judge_read(&request, kept, now),
            None => Answer::refuse(400),
        }
    }

    fn judge_read(&self, request: &Request, kept: Option<&Kept>, now: u64) -> Answer {
        let signed = &request.checkpoint;
        let new = signed.checkpoint();
        if request.old > new.size() {
            return Answer::refuse(400);
        }
        let Some(keys) = self.logs.get(new.origin()) else { return Answer::refuse(404) };
        let Ok(verified) = signed.open(keys) else { return Answer::refuse(403) };
        let (size, root) =
            kept.map_or((0, Digest::of(b"")), |kept| (kept.checkpoint().size(), *kept.checkpoint().root()));
        if request.old != size || (size == new.size() && root != *new.root()) {
            return Answer::conflict(size);
        }
        if !continues(size, &root, new.size(), new.root(), &request.proof) {
            return Answer::refuse(422);
        }
        let lines = verified.iter().map(|line| signed.note().lines()[line.line].clone()).collect();
        self.cosign(signed, lines, now).unwrap_or_else(|| Answer::refuse(500))
    }

    /// The answer 200. Of the checkpoint only the lines that verified are kept, and ours.
    fn cosign(&self, signed: &SignedCheckpoint, mut lines: Vec<Line>, now: u64) -> Option<Answer> {
        let line = cosign(self.signer.as_ref(), signed.note().text(), now).ok()?;
        let body = format!("{line}\n");
        lines.push(line);
        let keep = Some(Kept::new(signed.with_lines(lines).ok()?));
        Some(Answer { body, keep, ..Answer::refuse(200) })
    }

    /// Answer a request and keep the new state, in one step: of two requests at once, the second sees what the first has kept.
    ///
    /// # Errors
    /// The store's. Then nothing may be sent but 500.
    pub fn add_checkpoint<S: Store>(&self, request: &[u8], store: &S, now: u64) -> Result<Answer, S::Error> {
        let Some(request) = Request::from_text(request) else { return Ok(Answer::refuse(400)) };
        let origin = request.checkpoint.checkpoint().origin();
        loop {
            let kept = store.load(origin)?;
            let answer = self.judge_read(&request, kept.as_ref(), now);
            let Some(keep) = &answer.keep else { return Ok(answer) };
            // If somebody was faster, the request is judged again by what is kept now.
            if store.swap(origin, kept.as_ref(), keep)? {
                return Ok(answer);
            }
        }
    }
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Witness").field("key", self.signer.verifier_key()).field("logs", &self.logs).finish()
    }
}

/// The checkpoint with the cosignatures that a witness answered (the body of a 200), for the log. Lines of unknown keys are ignored.
///
/// # Errors
/// [`NoteError::Form`] if the answer isn't signature lines, [`NoteError::Signature`] if one of a known witness doesn't verify under
/// this checkpoint, [`NoteError::Unsigned`] if none is of a known witness.
pub fn accept(
    signed: &SignedCheckpoint,
    answer: &[u8],
    witnesses: &[VerifierKey],
) -> Result<SignedCheckpoint, NoteError> {
    let answer = std::str::from_utf8(answer).map_err(|_| NoteError::Characters)?;
    let answered: Option<Vec<Line>> = lines(answer).and_then(|lines| lines.into_iter().map(Line::from_text).collect());
    let answered = signed.note().with_lines(answered.ok_or(NoteError::Form)?)?;
    let verified = answered.open(witnesses)?;
    signed.with(verified.iter().map(|line| answered.lines()[line.line].clone()))
}

/// The size and root a checkpoint says, for comparing.
fn same(a: &Checkpoint, b: &Checkpoint) -> bool {
    (a.size(), a.root()) == (b.size(), b.root())
}
