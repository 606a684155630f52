//! Sixteen lanes of AVX-512: one message in each 32-bit lane.
//!
//! A rotation is one `vprord`, and each of `Ch`, `Maj` and the three-way exclusive or is one `vpternlogd`. Blocks and chaining
//! values come and go message by message, so they are transposed on the way in and out.

use std::arch::x86_64::*;

use super::{Block, ROUND, State, plain, shani};

const LANES: usize = 16;

/// With no more messages left than this, sixteen lanes mostly idle cost more than two streams.
const FEW: usize = 8;

type Words = [__m512i; 8];

/// Repeats a block for `I` = 0…15 in the source itself: the compiler leaves a loop of this size rolled up, which keeps all
/// vectors in memory and costs a quarter of the speed.
macro_rules! sixteen_times {
    ($index:ident, $body:block) => {
        sixteen_times!($index, $body, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
    };
    ($index:ident, $body:block, $($value:literal)*) => {
        $({
            const $index: usize = $value;
            $body
        })*
    };
}

/// Whether the processor has what this module is compiled for.
pub(super) fn runs_here() -> bool {
    is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512bw")
}

/// `states[i]` absorbs `blocks[i]`; the lengths are equal.
///
/// # Panics
/// If [`runs_here`] says no.
pub(super) fn compress(states: &mut [State], blocks: &[Block]) {
    let whole = blocks.len() - blocks.len() % LANES;
    let (states, states_left) = states.split_at_mut(whole);
    let (blocks, blocks_left) = blocks.split_at(whole);
    sixteens(states, blocks);
    if blocks_left.len() > FEW {
        let mut padded = [*states_left.last().expect("more than a few are left"); LANES];
        padded[..states_left.len()].copy_from_slice(states_left);
        sixteens(&mut padded, &pad(blocks_left));
        states_left.copy_from_slice(&padded[..states_left.len()]);
    } else {
        few(states_left, blocks_left);
    }
}

/// `out[i]` becomes `start` having absorbed `blocks[i]`; the lengths are equal.
///
/// # Panics
/// If [`runs_here`] says no.
pub(super) fn compress_from(start: &State, blocks: &[Block], out: &mut [State]) {
    let whole = blocks.len() - blocks.len() % LANES;
    let (out, out_left) = out.split_at_mut(whole);
    let (blocks, blocks_left) = blocks.split_at(whole);
    sixteens_from(start, blocks, out);
    if blocks_left.len() > FEW {
        let mut padded = [*start; LANES];
        sixteens_from(start, &pad(blocks_left), &mut padded);
        out_left.copy_from_slice(&padded[..out_left.len()]);
    } else {
        out_left.fill(*start);
        few(out_left, blocks_left);
    }
}

fn pad(blocks: &[Block]) -> [Block; LANES] {
    let mut padded = [[0; 64]; LANES];
    padded[..blocks.len()].copy_from_slice(blocks);
    padded
}

fn few(states: &mut [State], blocks: &[Block]) {
    if shani::runs_here() {
        shani::compress(states, blocks);
    } else {
        plain::compress(states, blocks);
    }
}

#[expect(unsafe_code, reason = "calls code compiled for features that were just found on this processor")]
fn sixteens(states: &mut [State], blocks: &[Block]) {
    assert!(runs_here(), "the processor has no AVX-512");
    // SAFETY: the assertion holds that every feature of the function is there.
    unsafe { compress_each(states, blocks) }
}

#[expect(unsafe_code, reason = "calls code compiled for features that were just found on this processor")]
fn sixteens_from(start: &State, blocks: &[Block], out: &mut [State]) {
    assert!(runs_here(), "the processor has no AVX-512");
    // SAFETY: the assertion holds that every feature of the function is there.
    unsafe { compress_each_from(start, blocks, out) }
}

#[inline(never)]
#[target_feature(enable = "avx512f,avx512bw")]
fn compress_each(states: &mut [State], blocks: &[Block]) {
    let (states, _) = states.as_chunks_mut::<LANES>();
    let (blocks, _) = blocks.as_chunks::<LANES>();
    for (states, blocks) in states.iter_mut().zip(blocks) {
        let after = absorb(enter(states), blocks);
        leave(after, states);
    }
}

#[inline(never)]
#[target_feature(enable = "avx512f,avx512bw")]
fn compress_each_from(start: &State, blocks: &[Block], out: &mut [State]) {
    let start = start.map(|word| splat(word));
    let (out, _) = out.as_chunks_mut::<LANES>();
    let (blocks, _) = blocks.as_chunks::<LANES>();
    for (out, blocks) in out.iter_mut().zip(blocks) {
        leave(absorb(start, blocks), out);
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn absorb(start: Words, blocks: &[Block; LANES]) -> Words {
    let mut w = message_words(blocks);
    let mut now = start;
    let (groups, _) = ROUND.as_chunks::<16>();
    // A round first, then the word that takes its place: in the other order the compiler works out many words ahead and
    // runs out of registers.
    for constants in &groups[..3] {
        sixteen_times!(I, {
            now = round(now, w[I], constants[I]);
            w[I] = extend([w[I], w[(I + 1) % 16], w[(I + 9) % 16], w[(I + 14) % 16]]);
        });
    }
    sixteen_times!(I, {
        now = round(now, w[I], groups[3][I]);
    });
    for (word, before) in now.iter_mut().zip(start) {
        *word = _mm512_add_epi32(*word, before);
    }
    now
}

/// The next word of the message schedule, from those 16, 15, 7 and 2 places before.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn extend([back_16, back_15, back_7, back_2]: [__m512i; 4]) -> __m512i {
    let small_0 =
        xor3(_mm512_ror_epi32::<7>(back_15), _mm512_ror_epi32::<18>(back_15), _mm512_srli_epi32::<3>(back_15));
    let small_1 = xor3(_mm512_ror_epi32::<17>(back_2), _mm512_ror_epi32::<19>(back_2), _mm512_srli_epi32::<10>(back_2));
    _mm512_add_epi32(_mm512_add_epi32(back_16, back_7), _mm512_add_epi32(small_0, small_1))
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn round([a, b, c, d, e, f, g, h]: Words, word: __m512i, constant: u32) -> Words {
    const CHOOSE: i32 = 0xca;
    const MAJORITY: i32 = 0xe8;
    let big_1 = xor3(_mm512_ror_epi32::<6>(e), _mm512_ror_epi32::<11>(e), _mm512_ror_epi32::<25>(e));
    let choice = _mm512_ternarylogic_epi32::<CHOOSE>(e, f, g);
    let input = _mm512_add_epi32(_mm512_add_epi32(h, word), splat(constant));
    let first = _mm512_add_epi32(input, _mm512_add_epi32(big_1, choice));
    let big_0 = xor3(_mm512_ror_epi32::<2>(a), _mm512_ror_epi32::<13>(a), _mm512_ror_epi32::<22>(a));
    let second = _mm512_add_epi32(big_0, _mm512_ternarylogic_epi32::<MAJORITY>(a, b, c));
    [_mm512_add_epi32(first, second), a, b, c, _mm512_add_epi32(d, first), e, f, g]
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn xor3(a: __m512i, b: __m512i, c: __m512i) -> __m512i {
    const XOR: i32 = 0x96;
    _mm512_ternarylogic_epi32::<XOR>(a, b, c)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
#[expect(clippy::cast_possible_wrap, reason = "the vector type is signed, its bits are not")]
fn splat(word: u32) -> __m512i {
    _mm512_set1_epi32(word as i32)
}

/// Word `i` of all sixteen blocks in vector `i`, in the processor's byte order.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn message_words(blocks: &[Block; LANES]) -> [__m512i; 16] {
    let swap = _mm512_set4_epi32(0x0c0d_0e0f, 0x0809_0a0b, 0x0405_0607, 0x0001_0203);
    let mut rows = [_mm512_setzero_si512(); 16];
    sixteen_times!(I, {
        rows[I] = _mm512_shuffle_epi8(load(&blocks[I]), swap);
    });
    // Blocks k, 4 + k, 8 + k and 12 + k: their q-th quarters side by side, then in-lane transposes of four.
    let k0 = quarters_of([rows[0], rows[4], rows[8], rows[12]]);
    let k1 = quarters_of([rows[1], rows[5], rows[9], rows[13]]);
    let k2 = quarters_of([rows[2], rows[6], rows[10], rows[14]]);
    let k3 = quarters_of([rows[3], rows[7], rows[11], rows[15]]);
    for q in 0..4 {
        let four = transpose_in_lanes([k0[q], k1[q], k2[q], k3[q]]);
        rows[4 * q..4 * q + 4].copy_from_slice(&four);
    }
    rows
}

/// The 4 × 4 transpose of 128-bit lanes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn quarters_of([a, b, c, d]: [__m512i; 4]) -> [__m512i; 4] {
    let ab_low = _mm512_shuffle_i32x4::<0x44>(a, b);
    let ab_high = _mm512_shuffle_i32x4::<0xee>(a, b);
    let cd_low = _mm512_shuffle_i32x4::<0x44>(c, d);
    let cd_high = _mm512_shuffle_i32x4::<0xee>(c, d);
    [
        _mm512_shuffle_i32x4::<0x88>(ab_low, cd_low),
        _mm512_shuffle_i32x4::<0xdd>(ab_low, cd_low),
        _mm512_shuffle_i32x4::<0x88>(ab_high, cd_high),
        _mm512_shuffle_i32x4::<0xdd>(ab_high, cd_high),
    ]
}

/// The 4 × 4 transpose of words in each 128-bit lane; its own inverse.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn transpose_in_lanes([a, b, c, d]: [__m512i; 4]) -> [__m512i; 4] {
    let ab_low = _mm512_unpacklo_epi32(a, b);
    let ab_high = _mm512_unpackhi_epi32(a, b);
    let cd_low = _mm512_unpacklo_epi32(c, d);
    let cd_high = _mm512_unpackhi_epi32(c, d);
    [
        _mm512_unpacklo_epi64(ab_low, cd_low),
        _mm512_unpackhi_epi64(ab_low, cd_low),
        _mm512_unpacklo_epi64(ab_high, cd_high),
        _mm512_unpackhi_epi64(ab_high, cd_high),
    ]
}

/// Word `i` of all sixteen chaining values in vector `i`.
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn enter(states: &[State; LANES]) -> Words {
    let mut first = [_mm512_setzero_si512(); 4];
    let mut second = first;
    for k in 0..4 {
        let near = two_states(&states[k], &states[4 + k]);
        let far = two_states(&states[8 + k], &states[12 + k]);
        first[k] = _mm512_shuffle_i32x4::<0x88>(near, far);
        second[k] = _mm512_shuffle_i32x4::<0xdd>(near, far);
    }
    let [a, b, c, d] = transpose_in_lanes(first);
    let [e, f, g, h] = transpose_in_lanes(second);
    [a, b, c, d, e, f, g, h]
}

/// The inverse of [`enter`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
fn leave([a, b, c, d, e, f, g, h]: Words, states: &mut [State; LANES]) {
    let first = transpose_in_lanes([a, b, c, d]);
    let second = transpose_in_lanes([e, f, g, h]);
    for k in 0..4 {
        let interleave_near = _mm512_set_epi64(11, 10, 3, 2, 9, 8, 1, 0);
        let interleave_far = _mm512_set_epi64(15, 14, 7, 6, 13, 12, 5, 4);
        let near = _mm512_permutex2var_epi64(first[k], interleave_near, second[k]);
        let far = _mm512_permutex2var_epi64(first[k], interleave_far, second[k]);
        store(&mut states[k], _mm512_castsi512_si256(near));
        store(&mut states[4 + k], _mm512_extracti64x4_epi64::<1>(near));
        store(&mut states[8 + k], _mm512_castsi512_si256(far));
        store(&mut states[12 + k], _mm512_extracti64x4_epi64::<1>(far));
    }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
#[expect(unsafe_code, reason = "an unaligned vector load")]
fn load(block: &Block) -> __m512i {
    // SAFETY: the array is 64 readable bytes, and the instruction asks for no alignment.
    unsafe { _mm512_loadu_si512(block.as_ptr().cast()) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
#[expect(unsafe_code, reason = "two unaligned vector loads")]
fn two_states(low: &State, high: &State) -> __m512i {
    // SAFETY: each array is 32 readable bytes, and the instruction asks for no alignment.
    let (low, high) = unsafe { (_mm256_loadu_si256(low.as_ptr().cast()), _mm256_loadu_si256(high.as_ptr().cast())) };
    _mm512_inserti64x4::<1>(_mm512_castsi256_si512(low), high)
}

#[inline]
#[target_feature(enable = "avx512f,avx512bw")]
#[expect(unsafe_code, reason = "an unaligned vector store")]
fn store(state: &mut State, value: __m256i) {
    // SAFETY: the array is 32 writable bytes, and the instruction asks for no alignment.
    unsafe { _mm256_storeu_si256(state.as_mut_ptr().cast(), value) }
}
