//! Answers that the standards themselves print.

use journal::key::{KeyType, SecretKey, Signer as _, VerifierKey};
use journal::tree::Frontier;
use lots::hash::parse_hex;
use lots::merkle::leaf_hash;
use sm3::Digest as _;

fn hex<const N: usize>(text: &str) -> [u8; N] {
    parse_hex(text).unwrap()
}

/// The tree of Certificate Transparency's own tests for RFC 6962.
#[test]
fn roots_of_rfc_6962() {
    let entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::default();
    for (entry, root) in entries.iter().zip(roots) {
        let bytes: Vec<u8> = entry
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect();
        frontier.append(&[leaf_hash(&bytes)]);
        assert_eq!(frontier.root().to_string(), root);
    }
}

/// RFC 8032, section 7.1, tests 1 and 2.
#[test]
fn signatures_of_rfc_8032() {
    for (secret, public, message, signature) in [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            &b""[..],
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            b"r",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        ),
    ] {
        let key = SecretKey::new(KeyType::Ed25519, "a.example".parse().unwrap(), hex(secret)).unwrap();
        assert_eq!(key.verifier_key().public(), hex::<32>(public));
        assert_eq!(key.sign(message), Ok(hex(signature)));
        let text = std::str::from_utf8(message).unwrap();
        assert_eq!(key.verifier_key().verify(text, &hex::<64>(signature)), Ok(None));
    }
}

/// GB/T 32918.5-2017 (GM/T 0003.5), annex A.2: key and signature on the recommended curve.
#[test]
fn the_signature_of_gmt_0003_verifies() {
    let secret = hex("3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8");
    let public = hex::<65>(
        "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13",
    );
    let signature = hex::<64>(
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa",
    );
    let key = SecretKey::new(KeyType::Sm2, "a.example".parse().unwrap(), secret).unwrap();
    assert_eq!(key.verifier_key().public(), public);
    let known = VerifierKey::new(KeyType::Sm2, "a.example".parse().unwrap(), &public).unwrap();
    assert_eq!(known.verify("message digest", &signature), Ok(None));
    assert!(known.verify("message digesT", &signature).is_err());
    for at in 0..64 {
        let mut turned = signature;
        turned[at] ^= 1;
        assert!(known.verify("message digest", &turned).is_err(), "byte {at}");
    }
}

/// GB/T 32905-2016 (GM/T 0004), annex A.
#[test]
fn hashes_of_gmt_0004() {
    for (message, hash) in [
        ("abc".to_owned(), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        ("abcd".repeat(16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ] {
        assert_eq!(sm3::Sm3::digest(message).as_slice(), hex::<32>(hash));
    }
}

/// The key and note in the documentation of Go's package `note`, where signed notes come from.
#[test]
fn the_first_published_note_verifies() {
    let key: VerifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW".parse().unwrap();
    let secret: SecretKey =
        "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz".parse().unwrap();
    assert_eq!(secret.verifier_key(), &key);
    let text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    let line = secret.line(text).unwrap();
    assert_eq!(
        line.to_string(),
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    );
}
