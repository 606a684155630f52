//! What time it is, and where fresh ids and random bytes come from: passed in, so that tests and the demonstration
//! can say.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};

use super::value::Timestamp;

/// Time and chance, as the shell sees them.
pub trait Outside: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// So many unpredictable bytes.
    fn random(&self, bytes: &mut [u8]);
}

/// The machine's clock and the operating system's random numbers.
#[derive(Debug, Default)]
pub struct Real;

impl Outside for Real {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }

    fn random(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("an operating system without random numbers can't run this");
    }
}

/// A clock somebody sets and bytes made from a seed: for tests and the demonstration, never for a bureau.
#[derive(Debug)]
pub struct Made {
    micros: AtomicI64,
    state: Mutex<(u64, [u8; 32])>,
}

impl Made {
    /// Begin at a time, with a seed.
    #[must_use]
    pub fn new(at: Timestamp, seed: u64) -> Self {
        let first: [u8; 32] = Sha256::digest(seed.to_be_bytes()).into();
        Self { micros: AtomicI64::new(at.0), state: Mutex::new((0, first)) }
    }

    /// Put the clock somewhere else.
    pub fn set(&self, at: Timestamp) {
        self.micros.store(at.0, Ordering::SeqCst);
    }
}

impl Outside for Made {
    /// Every look is a microsecond later, so that no two things happen at once.
    fn now(&self) -> Timestamp {
        Timestamp(self.micros.fetch_add(1, Ordering::SeqCst))
    }

    fn random(&self, bytes: &mut [u8]) {
        let mut state = self.state.lock().expect("nobody panics holding it");
        for chunk in bytes.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(state.1);
            hash.update(state.0.to_be_bytes());
            state.0 += 1;
            chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
        }
    }
}

/// A fresh UUIDv7 (RFC 9562, section 5.7), with the microseconds in the twelve bits behind the milliseconds (section 6.2, method
/// 3): ids made one after another sort as they were made.
pub fn fresh_id(outside: &dyn Outside) -> Uuid {
    let mut random = [0; 10];
    outside.random(&mut random);
    let micros = u64::try_from(outside.now().0).unwrap_or(0);
    // 12 bits for 1000 microseconds: 4096 / 1000, rounded down.
    let fraction = u16::try_from(micros % 1000 * 4096 / 1000).unwrap_or(0).to_be_bytes();
    random[..2].copy_from_slice(&fraction);
    Builder::from_unix_timestamp_millis(micros / 1000, &random).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_bytes_are_the_same_for_a_seed_and_never_repeat() {
        let take = |seed| {
            let made = Made::new(Timestamp(0), seed);
            let mut bytes = [0; 100];
            made.random(&mut bytes);
            bytes
        };
        assert_eq!(take(1), take(1));
        assert_ne!(take(1), take(2));
        assert_ne!(take(1)[..32], take(1)[32..64]);
    }

    #[test]
    fn ids_sort_as_they_were_made() {
        let made = Made::new(Timestamp(1_772_672_523_000_001), 1);
        let ids: Vec<_> = (0..5000).map(|_| fresh_id(&made)).collect();
        assert!(ids.is_sorted() && ids[0] != ids[1]);
        assert_eq!(ids[0].get_version_num(), 7);
    }
}
