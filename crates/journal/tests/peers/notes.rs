//! Signed notes and checkpoints.

use journal::checkpoint::SignedCheckpoint;
use journal::key::{SecretKey, Signer as _};
use journal::note::Note;
use signed_note::{Signer as _, StandardSigner, StandardVerifier, Verifier as _, VerifierList};

use crate::world;

#[test]
fn keys_have_the_same_texts_and_ids() {
    let ours = world::ed25519();
    let theirs = StandardSigner::new(&ours.to_secret_text()).unwrap();
    assert_eq!(theirs.key_id().to_be_bytes(), ours.verifier_key().id().0);
    assert_eq!(theirs.sign(b"a note\n").unwrap(), ours.sign(b"a note\n").unwrap());
    let public = StandardVerifier::new(&ours.verifier_key().to_string()).unwrap();
    assert_eq!((public.name(), public.key_id()), (world::ORIGIN, theirs.key_id()));
    let read: SecretKey = ours.to_secret_text().parse().unwrap();
    assert_eq!(read.verifier_key(), ours.verifier_key());
}

#[test]
fn our_notes_verify_there() {
    let signed = world::cosigned(300, &[(0, 1_772_674_200)]);
    let theirs = signed_note::Note::from_bytes(signed.to_string().as_bytes()).unwrap();
    let verifier = StandardVerifier::new(&world::ed25519().verifier_key().to_string()).unwrap();
    let (verified, others) = theirs.verify(&VerifierList::new(vec![Box::new(verifier)])).unwrap();
    assert_eq!((verified.len(), others.len()), (1, 2));
    let checkpoint = tlog_tiles::Checkpoint::from_bytes(theirs.text()).unwrap();
    assert_eq!((checkpoint.origin(), checkpoint.size(), checkpoint.extension()), (world::ORIGIN, 300, ""));
    assert_eq!(checkpoint.hash().0, signed.checkpoint().root().0);
}

#[test]
fn their_notes_verify_here() {
    let signed = world::signed(300);
    let mut theirs = signed_note::Note::new(signed.note().text().as_bytes(), &[]).unwrap();
    let signer = StandardSigner::new(&world::ed25519().to_secret_text()).unwrap();
    theirs.add_sigs(&[&signer]).unwrap();
    let read = SignedCheckpoint::from_text(&theirs.to_bytes()).unwrap();
    assert_eq!(read.checkpoint(), signed.checkpoint());
    assert_eq!(read.note().lines(), &signed.note().lines()[..1]);
    assert_eq!(read.open(&world::public(&[&world::ed25519()])).unwrap().len(), 1);
}

/// The library is milder on base64 and control characters; but what both read is read alike.
#[test]
fn what_is_no_note_there_is_none_here() {
    let good = world::signed(5).to_string();
    for at in 0..good.len() {
        for byte in [b'\n', b' ', b'+', b'\t', 0xff, b'x'] {
            let mut bytes = good.clone().into_bytes();
            bytes[at] = byte;
            let theirs = signed_note::Note::from_bytes(&bytes);
            if let Ok(ours) = Note::from_text(&bytes) {
                assert_eq!(theirs.expect("both read it").to_bytes(), ours.to_string().as_bytes());
            }
        }
    }
}
