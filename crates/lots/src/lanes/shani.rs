//! Two interleaved streams of the x86 SHA extensions.
//!
//! `sha256rnds2` has a latency of several cycles and a throughput of one or two: two independent messages fill the gap.

use std::arch::x86_64::*;

use super::{Block, ROUND, State};

/// Whether the processor has what this module is compiled for.
pub(super) fn runs_here() -> bool {
    is_x86_feature_detected!("sha") && is_x86_feature_detected!("sse4.1")
}

/// `states[i]` absorbs `blocks[i]`; the lengths are equal.
///
/// # Panics
/// If [`runs_here`] says no.
#[expect(unsafe_code, reason = "calls code compiled for features that were just found on this processor")]
pub(super) fn compress(states: &mut [State], blocks: &[Block]) {
    assert!(runs_here(), "the processor has no SHA extensions");
    // SAFETY: the assertion holds that every feature of the function is there.
    unsafe { compress_all(states, blocks) }
}

// Not inlined anywhere: legacy-encoded SHA instructions are many times slower while the upper halves of vector registers
// are in use, which a caller compiled for AVX would cause. At a function's border the compiler clears them.
#[inline(never)]
#[target_feature(enable = "sha,sse4.1")]
fn compress_all(states: &mut [State], blocks: &[Block]) {
    let mut pairs = states.chunks_exact_mut(2);
    let mut pairs_of_blocks = blocks.chunks_exact(2);
    for (states, blocks) in pairs.by_ref().zip(pairs_of_blocks.by_ref()) {
        let [first, second] = states else { unreachable!("chunks of two") };
        two_streams([first, second], [&blocks[0], &blocks[1]]);
    }
    for (state, block) in pairs.into_remainder().iter_mut().zip(pairs_of_blocks.remainder()) {
        let mut idle = *state;
        two_streams([state, &mut idle], [block, block]);
    }
}

/// A chaining value as the instructions want it.
#[derive(Clone, Copy)]
struct Halves {
    abef: __m128i,
    cdgh: __m128i,
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
fn two_streams(states: [&mut State; 2], blocks: [&Block; 2]) {
    let [first, second] = states;
    let start = [enter(first), enter(second)];
    let mut now = start;
    let mut words = [words_of(blocks[0]), words_of(blocks[1])];
    for (group, constants) in ROUND.chunks_exact(16).enumerate() {
        four_quads(&mut now, &mut words, constants, group == 3);
    }
    leave(first, start[0], now[0]);
    leave(second, start[1], now[1]);
}

/// Sixteen rounds of both streams; extends the message schedule by sixteen words unless they are the `last` sixteen.
#[inline]
#[target_feature(enable = "sha,sse4.1")]
fn four_quads(now: &mut [Halves; 2], words: &mut [[__m128i; 4]; 2], constants: &[u32], last: bool) {
    for quad in 0..4 {
        let k = constant(constants, quad);
        for (halves, words) in now.iter_mut().zip(words.iter_mut()) {
            let w = words[quad];
            let low = _mm_add_epi32(w, k);
            halves.cdgh = _mm_sha256rnds2_epu32(halves.cdgh, halves.abef, low);
            let high = _mm_shuffle_epi32::<0x0e>(low);
            halves.abef = _mm_sha256rnds2_epu32(halves.abef, halves.cdgh, high);
            if !last {
                let newest = words[(quad + 3) % 4];
                let middle = _mm_alignr_epi8::<4>(newest, words[(quad + 2) % 4]);
                let sum = _mm_add_epi32(_mm_sha256msg1_epu32(w, words[(quad + 1) % 4]), middle);
                words[quad] = _mm_sha256msg2_epu32(sum, newest);
            }
        }
    }
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
#[expect(clippy::cast_possible_wrap, reason = "the vector type is signed, its bits are not")]
fn constant(constants: &[u32], quad: usize) -> __m128i {
    let [a, b, c, d] = [0, 1, 2, 3].map(|i| constants[quad * 4 + i] as i32);
    _mm_set_epi32(d, c, b, a)
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
fn words_of(block: &Block) -> [__m128i; 4] {
    let swap = _mm_set_epi64x(0x0c0d_0e0f_0809_0a0b, 0x0405_0607_0001_0203);
    let (sixteens, _) = block.as_chunks::<16>();
    [0, 1, 2, 3].map(|i| _mm_shuffle_epi8(load(&sixteens[i]), swap))
}

/// Words a…h to the halves `ABEF` and `CDGH` (highest word first).
#[inline]
#[target_feature(enable = "sha,sse4.1")]
fn enter(state: &State) -> Halves {
    let abcd = _mm_shuffle_epi32::<0xb1>(load_words(state, 0));
    let efgh = _mm_shuffle_epi32::<0x1b>(load_words(state, 4));
    Halves { abef: _mm_alignr_epi8::<8>(abcd, efgh), cdgh: _mm_blend_epi16::<0xf0>(efgh, abcd) }
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
fn leave(state: &mut State, start: Halves, now: Halves) {
    let abef = _mm_shuffle_epi32::<0x1b>(_mm_add_epi32(start.abef, now.abef));
    let cdgh = _mm_shuffle_epi32::<0xb1>(_mm_add_epi32(start.cdgh, now.cdgh));
    store_words(state, 0, _mm_blend_epi16::<0xf0>(abef, cdgh));
    store_words(state, 4, _mm_alignr_epi8::<8>(cdgh, abef));
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
#[expect(unsafe_code, reason = "an unaligned vector load")]
fn load(bytes: &[u8; 16]) -> __m128i {
    // SAFETY: the array is 16 readable bytes, and the instruction asks for no alignment.
    unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
#[expect(unsafe_code, reason = "an unaligned vector load")]
fn load_words(state: &State, first: usize) -> __m128i {
    let four = &state[first..first + 4];
    // SAFETY: the slice is four words, 16 readable bytes, and the instruction asks for no alignment.
    unsafe { _mm_loadu_si128(four.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "sha,sse4.1")]
#[expect(unsafe_code, reason = "an unaligned vector store")]
fn store_words(state: &mut State, first: usize, value: __m128i) {
    let four = &mut state[first..first + 4];
    // SAFETY: the slice is four words, 16 writable bytes, and the instruction asks for no alignment.
    unsafe { _mm_storeu_si128(four.as_mut_ptr().cast(), value) }
}
