//! Many SHA-256 compressions at once: the inner loop of tickets, leaves and trees.
//!
//! Every variant computes exactly the compression function of FIPS 180-4, section 6.2.2; they differ in speed only, and the
//! tests hold each equal to the `sha2` crate. Which one runs is chosen when the program runs, by what the processor can do.
//!
//! This is the only module of the project that may hold `unsafe` code, and only for two things: calling a function compiled
//! for a processor feature after asking the processor for it, and unaligned vector loads and stores on arrays whose
//! size is that of the vector. Padding, messages longer than a block and HMAC are deliberately absent.

mod plain;

#[cfg(target_arch = "x86_64")]
mod avx512;
#[cfg(target_arch = "x86_64")]
mod shani;
#[cfg(test)]
mod tests;

use crate::hash::Digest;

/// A SHA-256 chaining value: eight words `H0…H7`.
pub type State = [u32; 8];

/// A message block, padding included where it is the last.
pub type Block = [u8; 64];

/// The chaining value before the first block (FIPS 180-4, section 5.3.3).
pub const INITIAL: State =
    [0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19];

/// The round constants (FIPS 180-4, section 4.2.2).
#[cfg(target_arch = "x86_64")]
const ROUND: [u32; 64] = [
    0x428a_2f98,
    0x7137_4491,
    0xb5c0_fbcf,
    0xe9b5_dba5,
    0x3956_c25b,
    0x59f1_11f1,
    0x923f_82a4,
    0xab1c_5ed5,
    0xd807_aa98,
    0x1283_5b01,
    0x2431_85be,
    0x550c_7dc3,
    0x72be_5d74,
    0x80de_b1fe,
    0x9bdc_06a7,
    0xc19b_f174,
    0xe49b_69c1,
    0xefbe_4786,
    0x0fc1_9dc6,
    0x240c_a1cc,
    0x2de9_2c6f,
    0x4a74_84aa,
    0x5cb0_a9dc,
    0x76f9_88da,
    0x983e_5152,
    0xa831_c66d,
    0xb003_27c8,
    0xbf59_7fc7,
    0xc6e0_0bf3,
    0xd5a7_9147,
    0x06ca_6351,
    0x1429_2967,
    0x27b7_0a85,
    0x2e1b_2138,
    0x4d2c_6dfc,
    0x5338_0d13,
    0x650a_7354,
    0x766a_0abb,
    0x81c2_c92e,
    0x9272_2c85,
    0xa2bf_e8a1,
    0xa81a_664b,
    0xc24b_8b70,
    0xc76c_51a3,
    0xd192_e819,
    0xd699_0624,
    0xf40e_3585,
    0x106a_a070,
    0x19a4_c116,
    0x1e37_6c08,
    0x2748_774c,
    0x34b0_bcb5,
    0x391c_0cb3,
    0x4ed8_aa4a,
    0x5b9c_ca4f,
    0x682e_6ff3,
    0x748f_82ee,
    0x78a5_636f,
    0x84c8_7814,
    0x8cc7_0208,
    0x90be_fffa,
    0xa450_6ceb,
    0xbef9_a3f7,
    0xc671_78f2,
];

/// How compressions are carried out.
///
/// The variants exist on every processor; [`available`](Self::available) lists those that this one can run. A variant that
/// can't run here falls back to [`Plain`](Self::Plain), with the same results.
///
/// ```
/// use lots::lanes::{self, Lanes};
/// let mut block = [0; 64];
/// block[..3].copy_from_slice(b"abc");
/// block[3] = 0x80;
/// block[63] = 24;
/// let mut states = [lanes::INITIAL];
/// Lanes::best().compress(&mut states, &[block]);
/// assert_eq!(lanes::digest_of(&states[0]), lots::hash::Digest::of(b"abc"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lanes {
    /// One block after the other through the `sha2` crate, which itself uses the processor's SHA instructions.
    Plain,
    /// Two interleaved streams of the x86 SHA instructions, so that one hides the other's latency.
    ShaNi,
    /// Sixteen lanes of AVX-512.
    Avx512,
}

impl Lanes {
    /// The fastest variant this processor can run.
    #[must_use]
    pub fn best() -> Self {
        if Self::Avx512.runs_here() {
            Self::Avx512
        } else if Self::ShaNi.runs_here() {
            Self::ShaNi
        } else {
            Self::Plain
        }
    }

    /// The variants this processor can run, slowest first; never empty.
    #[must_use]
    pub fn available() -> Vec<Self> {
        [Self::Plain, Self::ShaNi, Self::Avx512].into_iter().filter(|lanes| lanes.runs_here()).collect()
    }

    /// `states[i]` absorbs `blocks[i]`.
    ///
    /// # Panics
    /// If the slices differ in length.
    pub fn compress(self, states: &mut [State], blocks: &[Block]) {
        assert_eq!(states.len(), blocks.len(), "one block a state");
        match self.or_plain() {
            Self::Plain => plain::compress(states, blocks),
            #[cfg(target_arch = "x86_64")]
            Self::ShaNi => shani::compress(states, blocks),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::compress(states, blocks),
            #[cfg(not(target_arch = "x86_64"))]
            Self::ShaNi | Self::Avx512 => plain::compress(states, blocks),
        }
    }

    /// `out[i]` becomes `start` having absorbed `blocks[i]`: many messages with a common beginning, such as tickets.
    ///
    /// # Panics
    /// If the slices differ in length.
    pub fn compress_from(self, start: &State, blocks: &[Block], out: &mut [State]) {
        assert_eq!(out.len(), blocks.len(), "one block a state");
        if self.or_plain() == Self::Avx512 {
            #[cfg(target_arch = "x86_64")]
            avx512::compress_from(start, blocks, out);
        } else {
            out.fill(*start);
            self.compress(out, blocks);
        }
    }

    fn or_plain(self) -> Self {
        if self.runs_here() { self } else { Self::Plain }
    }

    fn runs_here(self) -> bool {
        match self {
            Self::Plain => true,
            #[cfg(target_arch = "x86_64")]
            Self::ShaNi => shani::runs_here(),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => avx512::runs_here(),
            #[cfg(not(target_arch = "x86_64"))]
            Self::ShaNi | Self::Avx512 => false,
        }
    }
}

/// The digest that `state` stands for after the last block of a message.
#[must_use]
pub fn digest_of(state: &State) -> Digest {
    let mut bytes = [0; 32];
    for (four, word) in bytes.chunks_exact_mut(4).zip(state) {
        four.copy_from_slice(&word.to_be_bytes());
    }
    Digest(bytes)
}

/// The first eight bytes of the digest, as a big-endian number: enough to compare nearly all pairs of tickets.
#[must_use]
pub fn leading_u64(state: &State) -> u64 {
    u64::from(state[0]) << 32 | u64::from(state[1])
}
