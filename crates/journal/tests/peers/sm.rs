//! SM2 and SM3.

use journal::key::{KeyType, SecretKey, Signer as _};
use libsmx::sm2;
use libsmx::sm3::Sm3Hasher;
use proptest::prelude::*;
use sm3::Digest as _;

use crate::world;

const USER_ID: &[u8] = b"1234567812345678";

/// Numbers that only look random, so that a failure can be repeated.
struct Counter(u64);

impl rand_core::RngCore for Counter {
    fn next_u32(&mut self) -> u32 {
        let bytes = self.next_u64().to_be_bytes();
        u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]])
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        bytes.iter_mut().for_each(|byte| *byte = self.next_u64().to_be_bytes()[0]);
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), rand_core::Error> {
        self.fill_bytes(bytes);
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn each_verifies_what_the_other_signs(secret in any::<[u8; 32]>(), message in ".{0,200}", seed in any::<u64>()) {
        let Ok(ours) = SecretKey::new(KeyType::Sm2, world::ORIGIN.parse().unwrap(), secret) else {
            prop_assert!(sm2::PrivateKey::from_bytes(&secret).is_err());
            return Ok(());
        };
        let theirs = sm2::PrivateKey::from_bytes(&secret).unwrap();
        let public = theirs.public_key();
        prop_assert_eq!(ours.verifier_key().public(), public);

        let signature = ours.sign(message.as_bytes()).unwrap();
        prop_assert_eq!(ours.sign(message.as_bytes()), Ok(signature), "deterministic");
        prop_assert!(sm2::verify_message(message.as_bytes(), USER_ID, &public, &signature).is_ok());
        let other = format!("{message}x");
        prop_assert!(sm2::verify_message(other.as_bytes(), USER_ID, &public, &signature).is_err());

        let signature = sm2::sign_message(message.as_bytes(), USER_ID, &theirs, &mut Counter(seed));
        prop_assert!(ours.verifier_key().verify(&message, &signature).is_ok());
        prop_assert!(ours.verifier_key().verify(&other, &signature).is_err());
        let with_other_id = sm2::sign_message(message.as_bytes(), b"another", &theirs, &mut Counter(seed));
        prop_assert!(ours.verifier_key().verify(&message, &with_other_id).is_err());
    }

    #[test]
    fn sm3_is_the_same(message in prop::collection::vec(any::<u8>(), 0..300)) {
        let ours: [u8; 32] = sm3::Sm3::digest(&message).into();
        prop_assert_eq!(ours, Sm3Hasher::digest(&message));
    }
}

#[test]
fn both_refuse_the_same_secrets() {
    let name = || world::ORIGIN.parse().unwrap();
    let order: [u8; 32] = hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
    let less = |by: u8| {
        let mut bytes = order;
        bytes[31] -= by;
        bytes
    };
    for (secret, good) in [([0; 32], false), (less(0), false), (less(1), false), (less(2), true), ([0xff; 32], false)] {
        assert_eq!(SecretKey::new(KeyType::Sm2, name(), secret).is_ok(), good);
        assert_eq!(sm2::PrivateKey::from_bytes(&secret).is_ok(), good);
    }
}

fn hex<const N: usize>(text: &str) -> [u8; N] {
    lots::hash::parse_hex(text).unwrap()
}
