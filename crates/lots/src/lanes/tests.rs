use proptest::prelude::*;
use sha2::block_api::compress256;

use super::*;

/// A message's blocks with the padding of FIPS 180-4, section 5.1.1.
fn padded(message: &[u8]) -> Vec<Block> {
    let mut bytes = message.to_vec();
    bytes.push(0x80);
    bytes.resize(bytes.len().next_multiple_of(64), 0);
    if bytes.len() - message.len() < 9 {
        bytes.resize(bytes.len() + 64, 0);
    }
    let bits = 8 * u64::try_from(message.len()).unwrap();
    let end = bytes.len() - 8;
    bytes[end..].copy_from_slice(&bits.to_be_bytes());
    bytes.as_chunks().0.to_vec()
}

fn one_by_one(states: &[State], blocks: &[Block]) -> Vec<State> {
    let mut states = states.to_vec();
    for (state, block) in states.iter_mut().zip(blocks) {
        compress256(state, &[*block]);
    }
    states
}

/// Every variant, also those that can't run here, must agree with `sha2`.
fn check(states: &[State], blocks: &[Block]) {
    for lanes in [Lanes::Plain, Lanes::ShaNi, Lanes::Avx512] {
        let mut got = states.to_vec();
        lanes.compress(&mut got, blocks);
        assert_eq!(got, one_by_one(states, blocks), "{lanes:?}, {} blocks", blocks.len());
        if let Some(start) = states.first() {
            let mut got = vec![[7; 8]; blocks.len()];
            lanes.compress_from(start, blocks, &mut got);
            let expected = one_by_one(&vec![*start; blocks.len()], blocks);
            assert_eq!(got, expected, "{lanes:?}, {} blocks from one state", blocks.len());
        }
    }
}

#[test]
fn messages_of_the_standard_have_their_digests() {
    const NIST: [(&[u8], &str); 4] = [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        (
            b"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1",
        ),
    ];
    for lanes in [Lanes::Plain, Lanes::ShaNi, Lanes::Avx512] {
        for (message, digest) in NIST {
            let mut states = [INITIAL; 17];
            for block in padded(message) {
                lanes.compress(&mut states, &[block; 17]);
            }
            assert!(states.iter().all(|state| digest_of(state).to_string() == digest), "{lanes:?} {message:?}");
        }
    }
}

#[test]
fn every_count_up_to_forty_agrees() {
    for count in 0..=40_u8 {
        let states: Vec<State> = (0..count).map(|i| INITIAL.map(|word| word.rotate_left(u32::from(i)))).collect();
        let blocks: Vec<Block> =
            (0..count).map(|i| std::array::from_fn(|j| i.wrapping_mul(31) ^ j.to_le_bytes()[0])).collect();
        check(&states, &blocks);
    }
}

#[test]
fn the_best_variant_is_available() {
    assert!(Lanes::available().contains(&Lanes::best()));
    assert_eq!(Lanes::available()[0], Lanes::Plain);
}

#[test]
fn a_state_reads_as_the_digest_and_its_first_bytes() {
    let state = [0x0102_0304, 0x0506_0708, 0, 0, 0, 0, 0, 0xfffe_fdfc];
    assert_eq!(digest_of(&state).to_string(), format!("0102030405060708{}fffefdfc", "0".repeat(40)));
    assert_eq!(leading_u64(&state), 0x0102_0304_0506_0708);
}

#[test]
#[should_panic(expected = "one block a state")]
fn unequal_lengths_panic() {
    Lanes::best().compress(&mut [INITIAL], &[]);
}

#[test]
#[should_panic(expected = "one block a state")]
fn unequal_lengths_from_one_state_panic() {
    Lanes::best().compress_from(&INITIAL, &[[0; 64]], &mut []);
}

proptest! {
    #[test]
    fn random_states_and_blocks_agree(
        pairs in proptest::collection::vec((any::<State>(), proptest::array::uniform32(any::<u16>())), 0..70),
    ) {
        let (states, halves): (Vec<State>, Vec<[u16; 32]>) = pairs.into_iter().unzip();
        let blocks: Vec<Block> = halves.iter().map(|h| std::array::from_fn(|i| h[i / 2].to_le_bytes()[i % 2])).collect();
        check(&states, &blocks);
    }
}
