//! The journal (公开日志): every act of the system as an entry of a list that only grows (`spec/journal.md`).
//!
//! The formats are the public ones of C2SP, so that readers and witnesses written by others work here. Nothing in this
//! crate reads a clock, draws a random number or knows a language; `now` and salts are arguments.
//!
//! ```
//! use journal::checkpoint::{Checkpoint, SignedCheckpoint};
//! use journal::key::{KeyType, SecretKey};
//! use journal::tree::Frontier;
//! use lots::merkle::leaf_hash;
//!
//! let key = SecretKey::new(KeyType::Ed25519, "price.fushun.example/journal".parse()?, [7; 32])?;
//! let mut frontier = Frontier::default();
//! frontier.append(&[leaf_hash(b"an entry"), leaf_hash(b"another")]);
//! let checkpoint = Checkpoint::new("price.fushun.example/journal".parse()?, frontier.size(), frontier.root())?;
//! let signed = SignedCheckpoint::sign(checkpoint, &[&key])?;
//! assert_eq!(signed.note().open(&[key.verifier_key().clone()])?.len(), 1);
//! # use journal::key::Signer;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod chain;
pub mod checkpoint;
pub mod cosignature;
pub mod entry;
pub mod key;
pub mod keys;
pub mod note;
pub mod policy;
pub mod receipt;
mod text;
pub mod tile;
pub mod tree;
pub mod witness;
