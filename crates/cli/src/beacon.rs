//! Rounds of drand: is the value the hash of the signature, and the signature the network's? (`spec/draw.md`, section 3.1)
//!
//! BLS signatures are checked by the `drand-verify` crate. Nothing is fetched: the signature comes with the seed's record.

use drand_verify::{G1Pubkey, G2PubkeyRfc, Pubkey, VerificationError, derive_randomness};
use lots::check::{BeaconFlaw, BeaconVerdict};
use lots::hash::Digest;
use lots::seed::DrandClaim;
use lots::source::Chain;

/// Check a claimed round.
#[must_use]
pub fn check(claim: &DrandClaim<'_>) -> BeaconVerdict {
    let Some(chain) = Chain::known(&claim.chain) else {
        let signature = claim.evidence.split(':').next().and_then(bytes);
        return match signature {
            Some(signature) if is_of(claim, &signature) => BeaconVerdict::UnknownChain,
            _ => BeaconVerdict::Invalid(BeaconFlaw::Value),
        };
    };
    match check_known(chain, claim) {
        Ok(()) => BeaconVerdict::Valid,
        Err(why) => BeaconVerdict::Invalid(why),
    }
}

fn check_known(chain: &Chain, claim: &DrandClaim<'_>) -> Result<(), BeaconFlaw> {
    let (signature, previous) = match (chain.chained, claim.evidence.split_once(':')) {
        (true, Some((signature, previous))) => (bytes(signature), bytes(previous)),
        (false, None) => (bytes(claim.evidence), Some(Vec::new())),
        _ => (None, None),
    };
    let (Some(signature), Some(previous)) = (signature, previous) else {
        return Err(BeaconFlaw::Evidence);
    };
    let key = bytes(chain.public_key).unwrap_or_default();
    let valid = if chain.chained {
        verify::<G1Pubkey>(&key, claim.round, &previous, &signature)
    } else {
        verify::<G2PubkeyRfc>(&key, claim.round, &previous, &signature)
    };
    if !valid.unwrap_or(false) {
        return Err(BeaconFlaw::Signature);
    }
    if is_of(claim, &signature) { Ok(()) } else { Err(BeaconFlaw::Value) }
}

/// Whether the value is the hash of the signature.
fn is_of(claim: &DrandClaim<'_>, signature: &[u8]) -> bool {
    Digest(derive_randomness(signature)).to_string() == claim.value
}

fn verify<K: Pubkey>(key: &[u8], round: u64, previous: &[u8], signature: &[u8]) -> Result<bool, VerificationError> {
    match K::from_variable(key) {
        Ok(key) => key.verify(round, previous, signature),
        Err(_) => Ok(false),
    }
}

/// Lower-case hex of any length.
fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use lots::source::CHAINS;

    const QUICKNET_1000: &str =
        "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39";
    const QUICKNET_1000_VALUE: &str = "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd";
    const DEFAULT_1: &str = "8d61d9100567de44682506aea1a7a6fa6e5491cd27a0a0ed349ef6910ac5ac20ff7bc3e09d7c046566c9f7f3c6f3b1\
                             0104990e7cb424998203d8f7de586fb7fa5f60045417a432684f85093b06ca91c769f0e7ca19268375e659c2a2352b4655";
    const DEFAULT_0: &str = "176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a";
    const DEFAULT_1_VALUE: &str = "101297f1ca7dc44ef6088d94ad5fb7ba03455dc33d53ddb412bbc4564ed986ec";

    fn verdict(chain: usize, round: u64, value: &str, evidence: &str) -> BeaconVerdict {
        check(&DrandClaim { chain: CHAINS[chain].hash.parse().unwrap(), round, value, evidence })
    }

    #[test]
    fn published_rounds_of_both_chains_are_valid() {
        assert_eq!(verdict(0, 1000, QUICKNET_1000_VALUE, QUICKNET_1000), BeaconVerdict::Valid);
        assert_eq!(verdict(1, 1, DEFAULT_1_VALUE, &format!("{DEFAULT_1}:{DEFAULT_0}")), BeaconVerdict::Valid);
    }

    #[test]
    fn anything_else_is_not() {
        let invalid = |verdict| matches!(verdict, BeaconVerdict::Invalid(_));
        assert!(invalid(verdict(0, 1001, QUICKNET_1000_VALUE, QUICKNET_1000)));
        assert!(invalid(verdict(0, 1000, DEFAULT_1_VALUE, QUICKNET_1000)));
        assert!(invalid(verdict(0, 1000, QUICKNET_1000_VALUE, &QUICKNET_1000.replace('4', "5"))));
        assert!(invalid(verdict(0, 1000, QUICKNET_1000_VALUE, "")));
        assert!(invalid(verdict(1, 1, DEFAULT_1_VALUE, DEFAULT_1)));
        // Of a chain that isn't known the signature can't be verified, but the value is its hash.
        let stranger = |value, evidence| check(&DrandClaim { chain: Digest::of(b"other"), round: 1, value, evidence });
        assert_eq!(stranger(QUICKNET_1000_VALUE, QUICKNET_1000), BeaconVerdict::UnknownChain);
        assert!(invalid(stranger(QUICKNET_1000_VALUE, "")) && invalid(stranger("", QUICKNET_1000)));
    }
}
